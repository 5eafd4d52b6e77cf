"""When an extinguisher is due follows from its maker's date, by GB 50444-2008 and GA 95."""

from __future__ import annotations

from datetime import date

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.safety_device import (
    LIVES,
    Agent,
    DeviceKind,
    Rhythm,
    check_due,
    require_device,
    scrap_due,
    service_due,
    stretch_of,
    too_many_away,
    years_later,
)

MADE = date(2020, 3, 1)


@pytest.mark.parametrize(
    ("agent", "first", "then", "scrap"),
    [
        (Agent.WATER, 2023, 1, 2026),
        (Agent.POWDER, 2025, 2, 2030),
        (Agent.CLEAN_GAS, 2025, 2, 2030),
        (Agent.CARBON_DIOXIDE, 2025, 2, 2032),
    ],
)
def test_service_and_scrap_follow_from_the_makers_date(
    agent: Agent, first: int, then: int, scrap: int
):
    assert service_due(agent, MADE, None) == date(first, 3, 1)
    serviced = date(first, 2, 10)
    assert service_due(agent, MADE, serviced) == date(first + then, 2, 10)
    assert scrap_due(agent, MADE) == date(scrap, 3, 1)
    assert service_due(agent, MADE, date(scrap - then, 3, 1)) is None


def test_every_agent_has_its_years_and_other_things_have_none():
    assert set(LIVES) == set(Agent)
    assert service_due(None, MADE, None) is None
    assert scrap_due(Agent.WATER, None) is None
    assert years_later(date(2024, 2, 29), 3) == date(2027, 2, 28)
    assert years_later(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_a_quarter_may_be_away_and_not_one_more():
    assert [too_many_away(away, 20) for away in (5, 6)] == [False, True]
    assert too_many_away(1, 3)


def test_a_month_or_half_month_not_looked_at_is_due_at_its_end():
    assert stretch_of(Rhythm.HALF_MONTHLY, date(2028, 2, 16)) == (
        date(2028, 2, 16),
        date(2028, 2, 29),
    )
    registered = date(2026, 9, 10)
    assert check_due(Rhythm.MONTHLY, registered, None) == date(2026, 9, 30)
    assert check_due(Rhythm.MONTHLY, registered, date(2026, 9, 30)) == date(2026, 10, 31)
    assert check_due(Rhythm.HALF_MONTHLY, registered, date(2026, 9, 30)) == date(2026, 10, 15)
    assert check_due(Rhythm.HALF_MONTHLY, registered, date(2026, 10, 1)) == date(2026, 10, 31)
    assert check_due(Rhythm.MONTHLY, registered, date(2026, 12, 31)) == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("kind", "agent", "name", "quantity", "made", "code"),
    [
        (DeviceKind.EXTINGUISHER, None, "灭火器", 1, None, "bad_agent"),
        (DeviceKind.HYDRANT, Agent.WATER, "消火栓", 1, None, "bad_agent"),
        (DeviceKind.HYDRANT, None, "", 1, None, "empty_name"),
        (DeviceKind.HYDRANT, None, "消火栓", 0, None, "bad_quantity"),
        (DeviceKind.HYDRANT, None, "消火栓", 1001, None, "bad_quantity"),
        (DeviceKind.HYDRANT, None, "消火栓", 1, date(2026, 11, 23), "day_to_come"),
    ],
)
def test_a_device_fits_its_kind(
    kind: DeviceKind, agent: Agent | None, name: str, quantity: int, made: date | None, code: str
):
    with pytest.raises(Refused) as caught:
        require_device(kind, agent, name, quantity, made, date(2026, 11, 22))
    assert caught.value.code == code
