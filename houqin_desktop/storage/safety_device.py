"""安全设备: what hangs where, its services, and the rounds on which somebody looked at it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.safety_device import (
    Agent,
    CheckResult,
    DeviceKind,
    Rhythm,
    ServiceOutcome,
)
from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import (
    day,
    flag,
    integer,
    optional_day,
    optional_integer,
    optional_word,
    partial_date,
    text,
    word,
)


class SafetyDevice(BaseModel):
    """So many pieces of a thing at one point of the campus; ended when taken down or replaced."""

    id: int = integer(key=True)
    code: str = text()
    kind: DeviceKind = word(DeviceKind)
    agent: Agent | None = optional_word(Agent)
    name: str = text()
    specification: str = text("")
    campus_place_id: int = integer()
    spot: str = text("")
    quantity: int = integer()
    asset_id: int | None = optional_integer()
    item_id: int | None = optional_integer()
    made_on: PartialDate | None = partial_date()
    rhythm: Rhythm = word(Rhythm)
    registered_on: date = day()
    replaces_id: int | None = optional_integer()
    ended_on: date | None = optional_day()
    end_reason: str = text("")
    remarks: str = text("")
    withdrawn: bool = flag()


class DeviceService(BaseModel):
    """A device went away for its service and came back; `before_book`: before it was registered."""

    id: int = integer(key=True)
    device_id: int = integer()
    sent_on: date = day()
    company: str = text("")
    reason: str = text("")
    returned_on: date | None = optional_day()
    outcome: ServiceOutcome | None = optional_word(ServiceOutcome)
    before_book: bool = flag()
    remarks: str = text("")
    withdrawn: bool = flag()


class DeviceRound(BaseModel):
    """One walk past the devices; without `rhythm` and `kind` past all of them."""

    id: int = integer(key=True)
    code: str = text()
    rhythm: Rhythm | None = optional_word(Rhythm)
    kind: DeviceKind | None = optional_word(DeviceKind)
    opened_on: date = day()
    checked_by_id: int | None = optional_integer()
    closed_on: date | None = optional_day()
    missed_reason: str = text("")
    withdrawn: bool = flag()


class DeviceCheck(BaseModel):
    """How a device was found on a round; without a result it was passed over."""

    id: int = integer(key=True)
    round_id: int = integer()
    position: int = integer()
    device_id: int = integer()
    result: CheckResult | None = optional_word(CheckResult)
    checked_on: date | None = optional_day()
    checked_by_id: int | None = optional_integer()
    recording_days: int | None = optional_integer()
    remarks: str = text("")


class DeviceHazard(BaseModel):
    """A hazard that a check of a device led to."""

    id: int = integer(key=True)
    check_id: int = integer()
    hazard_id: int = integer()


IN_USE = "d.withdrawn = 0 AND d.ended_on IS NULL"
_WALK = "p.walking_order, p.id, d.spot, d.id"


def devices_in_use(on: date | None = None) -> list[int]:
    """Return the keys of the devices in use as one walks by them.

    :param on: of those that were there on that day.
    """
    standing, values = (IN_USE, ()) if on is None else _standing_on(on)
    rows = db.execute_sql(
        "SELECT d.id FROM safety_device d JOIN campus_place p ON p.id = d.campus_place_id"
        f" WHERE {standing} ORDER BY {_WALK}",
        values,
    )
    return [int(key) for (key,) in rows]


def _standing_on(on: date) -> tuple[str, tuple[str, ...]]:
    said = on.isoformat()
    return (
        "d.withdrawn = 0 AND d.registered_on <= ? AND (d.ended_on IS NULL OR d.ended_on > ?)",
        (said, said),
    )


def devices_by_id() -> dict[int, SafetyDevice]:
    """Return every device that was not registered by mistake, by its key."""
    return {row.id: row for row in SafetyDevice.picked("withdrawn = 0")}


def last_services(on: date) -> dict[int, date]:
    """Return when each device that was ever serviced came back from it the last time by a day."""
    rows = db.execute_sql(
        "SELECT device_id, max(returned_on) FROM device_service"
        " WHERE withdrawn = 0 AND outcome = 'serviced' AND returned_on <= ? GROUP BY device_id",
        (on.isoformat(),),
    )
    return {int(key): date.fromisoformat(day) for key, day in rows}


def open_services(on: date | None = None) -> dict[int, DeviceService]:
    """Return the service from which each device that is away has not come back.

    :param on: of those that were away on that day.
    """
    last = "9999-12-31" if on is None else on.isoformat()
    rows = DeviceService.picked(
        "withdrawn = 0 AND sent_on <= ? AND (returned_on IS NULL OR returned_on > ?)", last, last
    )
    return {row.device_id: row for row in rows}


def last_checks(on: date) -> dict[int, DeviceCheck]:
    """Return the last finding by a day on each device that was ever looked at."""
    rows = DeviceCheck.picked(
        "checked_on <= ? AND round_id IN (SELECT id FROM device_round WHERE withdrawn = 0)",
        on.isoformat(),
        order="checked_on, id",
    )
    return {row.device_id: row for row in rows}


def checks_of(round_id: int) -> list[DeviceCheck]:
    """Return the lines of a round in the order of the walk."""
    return DeviceCheck.picked("round_id = ?", round_id, order="position")


class RoundCount(NamedTuple):
    """How far a round has come: its lines, those looked at, those that were found wrong."""

    lines: int
    looked_at: int
    wrong: int


def round_counts() -> dict[int, RoundCount]:
    """Return for each round how far it has come."""
    rows = db.execute_sql(
        "SELECT c.round_id, count(*), count(c.result), sum(c.result IN ('faulty', 'absent'))"
        " FROM device_check c JOIN safety_device d ON d.id = c.device_id AND d.withdrawn = 0"
        " GROUP BY c.round_id"
    )
    return {
        int(key): RoundCount(int(lines), int(seen), int(bad or 0)) for key, lines, seen, bad in rows
    }


def pieces_on_card(asset_id: int) -> int:
    """Return how many pieces of a card hang somewhere as devices in use."""
    (pieces,) = db.execute_sql(
        "SELECT coalesce(sum(d.quantity), 0) FROM safety_device d"
        f" WHERE {IN_USE} AND d.asset_id = ?",
        (asset_id,),
    ).fetchone()
    return int(pieces)


def hazards_of_device(device_id: int) -> list[tuple[int, int]]:
    """Return check and hazard of every hazard that a check of the device led to."""
    rows = db.execute_sql(
        "SELECT h.check_id, h.hazard_id FROM device_hazard h"
        " JOIN device_check c ON c.id = h.check_id WHERE c.device_id = ? ORDER BY h.id",
        (device_id,),
    )
    return [(int(check), int(hazard)) for check, hazard in rows]
