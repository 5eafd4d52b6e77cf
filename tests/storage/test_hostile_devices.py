"""安全设备, 安全活动, 周边环境, 预案 and 制度 keep their rules against hostile hands."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import BAD_DATES, asset, insert, person

HERE = "(SELECT id FROM campus_place WHERE code = 'CS0001')"


def device(**values: str) -> str:
    shared = {
        "code": "'AQ0900'",
        "kind": "'extinguisher'",
        "agent": "'powder'",
        "name": "'灭火器'",
        "campus_place_id": HERE,
        "quantity": "1",
        "rhythm": "'monthly'",
        "registered_on": "'2026-01-01'",
    }
    return insert("safety_device", **shared | values)


def hung(code: str) -> str:
    return f"(SELECT id FROM safety_device WHERE code = '{code}')"


def service(**values: str) -> str:
    shared = {"device_id": hung("AQ0001"), "sent_on": "'2026-11-01'"}
    return insert("device_service", **shared | values)


def check_round(**values: str) -> str:
    shared = {"code": "'XJ20261190'", "opened_on": "'2026-11-01'"}
    return insert("device_round", **shared | values)


def version(**values: str) -> str:
    shared = {
        "plan_id": "(SELECT id FROM emergency_plan WHERE code = 'YA001')",
        "version": "9",
        "issued_by": "'学校'",
        "from_on": "'2030-01-01'",
    }
    return insert("issued_version", **shared | values)


def event(**values: str) -> str:
    shared = {
        "code": "'HD20260900'",
        "kind": "'drill'",
        "theme": "'疏散'",
        "held_on": "'2026-11-01'",
        "recorded_by_id": person("郑老师"),
    }
    return insert("safety_event", **shared | values)


def entry(**values: str) -> str:
    shared = {
        "code": "'LL20260900'",
        "kind": "'road_post'",
        "met_on": "'2026-11-01'",
        "slot": "'other_time'",
        "counterpart": "'交警'",
        "matter": "'疏导'",
        "recorded_by_id": person("郑老师"),
    }
    return insert("liaison", **shared | values)


def rule(**values: str) -> str:
    shared = {
        "code": "'YQ900'",
        "name": "'防溺水'",
        "period": "'each_year'",
        "words": "'溺水'",
        "times": "1",
    }
    return insert("event_rule", **shared | values)


def device_hazard(**values: str) -> str:
    shared = {
        "check_id": "(SELECT check_id FROM device_hazard)",
        "hazard_id": "(SELECT min(id) FROM hazard WHERE id NOT IN"
        " (SELECT hazard_id FROM device_hazard))",
    }
    return insert("device_hazard", **shared | values)


@pytest.mark.parametrize(
    "statement",
    [
        device(code="'AQ9'"),
        device(agent="NULL"),
        device(kind="'camera'"),
        device(kind="'bomb'"),
        device(quantity="0"),
        device(quantity="1001"),
        device(name="' '"),
        device(made_on="'2026-13'"),
        device(rhythm="'yearly'"),
        device(ended_on="'2026-11-01'"),
        device(end_reason="'拆除'"),
        device(ended_on="'2025-01-01'", end_reason="'拆除'"),
        device(asset_id=asset("FREE"), quantity="11"),
        device(asset_id=asset("FREE"), item_id="(SELECT min(id) FROM stock_item)"),
        device(replaces_id=hung("AQ0001")),
        device(replaces_id=hung("AQ0003")),
        service(device_id=hung("AQ0003")),
        service(device_id=hung("AQ0002")),
        service(returned_on="'2026-11-02'"),
        service(outcome="'serviced'"),
        service(returned_on="'2026-10-31'", outcome="'serviced'"),
        service(before_book="1"),
        check_round(code="'XJ2026'"),
        check_round(closed_on="'2026-10-31'"),
        version(version="1"),
        version(issued_by="''"),
        version(regulation_id="(SELECT id FROM regulation WHERE code = 'ZD001')"),
        version(plan_id="NULL"),
        version(to_on="'2029-12-31'"),
        event(theme="''"),
        event(kind="'lecture'", expected="3"),
        event(arrived_at="'09:00:00'"),
        event(started_at="'09:00:00'", arrived_at="'08:00:00'"),
        event(started_at="'9:00'"),
        event(started_at="'24:00:00'"),
        event(expected="3", present="4"),
        event(present="4"),
        event(voided="1"),
        event(void_reason="'写错'"),
        event(corrects_id="(SELECT id FROM safety_event WHERE code = 'HD20260001')"),
        event(corrects_id="(SELECT id FROM safety_event WHERE code = 'HD20260002')"),
        entry(code="'ZB20260900'"),
        entry(counterpart="''"),
        entry(to_at="'08:00:00'"),
        entry(corrects_id="(SELECT id FROM liaison WHERE code = 'LL20260001')"),
        rule(words="''"),
        rule(months="'3'"),
        rule(period="'on_day'"),
        rule(day="3"),
        rule(times="0"),
        device_hazard(check_id="(SELECT id FROM device_check WHERE position = 1)"),
        device_hazard(hazard_id="(SELECT hazard_id FROM device_hazard)"),
        *(device(registered_on=f"'{day}'") for day in BAD_DATES),
    ],
)
def test_a_row_that_cannot_be_is_refused(hand: Hand, statement: str):
    hand.refused(statement)


@pytest.mark.parametrize(
    "statement",
    [
        device(),
        service(),
        check_round(),
        version(from_on="'2020-01-01'", to_on="'2020-12-31'"),
        event(),
        entry(),
        rule(),
        device_hazard(),
    ],
)
def test_a_row_that_can_be_is_taken(hand: Hand, statement: str):
    hand.accepted(statement)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE safety_device SET code = 'AQ0901'",
        "UPDATE safety_device SET kind = 'other_device', agent = NULL",
        "UPDATE safety_device SET ended_on = NULL, end_reason = '' WHERE code = 'AQ0003'",
        "UPDATE safety_device SET withdrawn = 1 WHERE code = 'AQ0002'",
        "UPDATE safety_device SET quantity = 11 WHERE code = 'AQ0001'",
        "UPDATE device_service SET sent_on = '2020-01-01'",
        "UPDATE device_check SET remarks = '补' WHERE position = 1",
        "UPDATE device_round SET code = 'XJ20261191'",
        "UPDATE issued_version SET from_on = '2020-01-01'",
        "UPDATE issued_version SET to_on = NULL WHERE version = 1",
        "UPDATE emergency_plan SET withdrawn = 1",
        "UPDATE regulation SET withdrawn = 1",
        "UPDATE safety_event SET theme = '别的'",
        "UPDATE safety_event SET voided = 0, void_reason = '' WHERE code = 'HD20260001'",
        "UPDATE liaison SET matter = '别的'",
        "UPDATE event_document SET title = '别的'",
        "UPDATE event_document SET dropped = 0 WHERE position = 1",
        "DELETE FROM safety_device",
        "DELETE FROM device_check",
        "DELETE FROM safety_event",
        "DELETE FROM liaison",
        "UPDATE device_hazard SET hazard_id = 1",
    ],
)
def test_what_was_written_is_not_written_over(hand: Hand, change: str):
    hand.refused(change)


def test_a_round_that_is_open_is_not_opened_twice_on_a_day(hand: Hand):
    again = check_round(code="'XJ20261191'")
    assert "还没有结束" in hand.refused(check_round(), again)
    ended = "UPDATE device_round SET closed_on = opened_on WHERE code = 'XJ20261190'"
    hand.accepted(check_round(), ended, again)
    hand.accepted(check_round(), check_round(code="'XJ20261192'", kind="'extinguisher'"))


def test_a_closed_round_is_opened_before_it_is_written_on(hand: Hand):
    hand.accepted(
        "UPDATE device_round SET closed_on = NULL",
        "UPDATE device_check SET remarks = '补' WHERE position = 1",
    )
