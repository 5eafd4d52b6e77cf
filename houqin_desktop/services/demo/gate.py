"""The gate of the demo school: visitors, outings, two days of the guards' log, an incident.

All names are invented. One visitor came more than a year ago, so that there is something to purge.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from houqin_desktop.domain.visit import CallResult, Credential, OutingKind, Sex
from houqin_desktop.services.demo.happenings import Happening, day_of
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.gate.drafts import (
    RecordLeaving,
    RecordOuting,
    RecordOutingBack,
    RecordVisit,
)
from houqin_desktop.services.guard_shift.drafts import (
    CloseIncident,
    EquipmentRow,
    HandOverShift,
    OpenShift,
    PointFound,
    RecordIncident,
    RecordPatrol,
    SignShift,
    ToldRow,
    WriteShift,
)

FIRST_LOG, SECOND_LOG = "RZ20260001", "RZ20260002"
GUARD, NEXT_GUARD, LEADER = "罗国华", "周建国", "贺晓兰"
_LONG_AGO, _FIRST, _SECOND = day_of("2025-10-15"), day_of("2026-11-18"), day_of("2026-11-19")
_AFTER: Final = day_of("2026-11-20")
_AGREED: Final[dict[str, Any]] = {"call_result": CallResult.AGREED, "gate_by": GUARD}


def at_the_gate() -> Iterator[Happening]:
    """Yield what was written down at the gate, in the order of the days."""
    for day, drafts in (
        (_LONG_AGO, _long_ago()),
        (_FIRST, _first_day()),
        (_SECOND, _second_day()),
        (_AFTER, _day_after()),
    ):
        for draft in drafts:
            yield Happening(day, partial(_always, draft))


def _always(draft: Draft, _number: str) -> Draft:
    return draft


def _long_ago() -> Iterator[Draft]:
    yield RecordVisit(name="曾来过", telephone="13900000000", purpose="送桌椅", host=NEXT_GUARD,
                      came_at="08:10", badge="1", **_AGREED)  # fmt: skip
    yield RecordLeaving(visit="1", left_at="08:40")


def _first_day() -> Iterator[Draft]:
    yield OpenShift(shift_name="早班", guards=(GUARD,), weather="晴")
    yield RecordVisit(
        name="谢送书", sex=Sex.MALE, telephone="13812345678", organisation="新华书店",
        credential=Credential.IDENTITY_CARD, credential_number="430102198001011234",
        purpose="送教辅", host=NEXT_GUARD, plate="湘C12345", heads=2, badge="1", came_at="07:50",
        called_at="07:52", **_AGREED,
    )  # fmt: skip
    yield RecordLeaving(visit="1", left_at="08:35")
    yield RecordVisit(name="推销员", purpose="推销保险", department="总务处", gate_by=GUARD,
                      came_at="08:20", turned_away="没有预约，被访部门不见")  # fmt: skip
    yield RecordOuting(kind=OutingKind.STAFF, person="陈志远", approved_by="唐文涛",
                       purpose="到区教育局开会", destination="区教育局", went_at="08:00",
                       expected_at="11:30", gate_by=GUARD)  # fmt: skip
    yield RecordPatrol(patrolled_at="07:10", patrolled_by=GUARD)
    yield RecordPatrol(
        patrolled_at="08:40",
        patrolled_by=GUARD,
        finding="后门门锁不灵",
        points=(PointFound(place="后门", finding="锁芯卡住"),),
        missed=("锅炉房",),
        measures="已报修",
    )
    yield WriteShift(school_start="有序，交警在岗，家长即停即走")


def _second_day() -> Iterator[Draft]:
    yield RecordOutingBack(outing="WC20260001", back_on=_FIRST, back_at="11:10")
    for at in ("10:30", "12:40", "14:20"):
        yield RecordPatrol(shift=FIRST_LOG, patrolled_at=at, patrolled_by=GUARD)
    yield WriteShift(school_end="中午放学分年级错峰")
    yield HandOverShift(
        shift=FIRST_LOG,
        handed_by=GUARD,
        taken_by=NEXT_GUARD,
        handed_on=_FIRST,
        handed_at="15:00",
        equipment=(EquipmentRow(name="对讲机", handed=2, taken=1, explanation="一台送修"),),
        matters="后门锁已报修，请留意",
    )
    yield SignShift(shift=FIRST_LOG, signed_by=LEADER)
    yield OpenShift(shift_name="早班", guards=(NEXT_GUARD,), weather="小雨")
    yield RecordIncident(
        title="家长在校门口争执",
        course="两名家长因停车争吵，值班人员劝开",
        place="前校门",
        happened_at="07:35",
        plan="校门口突发事件应急预案",
        plan_started_at="07:36",
        told=(ToldRow(told=LEADER, told_at="07:40"), ToldRow(told="派出所", told_at="07:45")),
    )
    yield CloseIncident(incident="SJ20260001", aftermath="劝离，未影响上学", over_at="07:55")
    yield RecordVisit(telephone="13812345678", purpose="补送教辅", host=NEXT_GUARD, badge="2",
                      came_at="08:30", called_at="08:31", **_AGREED)  # fmt: skip
    yield RecordOuting(
        kind=OutingKind.PUPIL, class_name="三（1）班", pupil="小明", permitted_by="易红梅",
        called_at="08:41", fetcher="王家长", relation="父亲", telephone="13900001111",
        purpose="发烧回家", went_at="08:45", gate_by=NEXT_GUARD,
    )  # fmt: skip


def _day_after() -> Iterator[Draft]:
    for at in ("09:00", "10:20", "11:50", "13:30", "14:40"):
        yield RecordPatrol(shift=SECOND_LOG, patrolled_at=at, patrolled_by=NEXT_GUARD)
    yield RecordLeaving(visit="2", left_on=_SECOND, left_at="09:20")
    yield RecordVisit(telephone="13812345678", purpose="收教辅款", host=NEXT_GUARD, badge="3",
                      came_at="08:50", called_at="08:51", **_AGREED)  # fmt: skip
    yield HandOverShift(handed_by=NEXT_GUARD, taken_by=GUARD, handed_on=_SECOND, handed_at="15:00")
