"""安全教育和演练: an entry is voided, never lost; the year says what it still asks for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from houqin_desktop.domain.emergency_plan import PlanKind
from houqin_desktop.domain.safety_event import USUAL_REQUIREMENTS, EventKind, Period
from houqin_desktop.services.emergency_plan.issuing import IssueEmergencyPlan
from houqin_desktop.services.safety_event.documents import event_documents
from houqin_desktop.services.safety_event.drafts import (
    AttachEventDocument,
    CorrectSafetyEvent,
    DropEventDocument,
    LoadEventRules,
    RecordSafetyEvent,
    SetEventRule,
    VoidSafetyEvent,
    WithdrawEventRules,
)
from houqin_desktop.services.safety_event.sheets import event_sheet
from houqin_desktop.services.undoing.verbs import UndoCommand
from tests.builders import DEPARTMENT, TODAY, Book
from tests.photos import write_photo

FIRE_DAY = date(2026, 11, 9)


def drill(**values: Any) -> RecordSafetyEvent:
    filled: dict[str, Any] = {
        "kind": EventKind.DRILL,
        "theme": "消防疏散演练",
        "held_on": FIRE_DAY,
        "started_at": "9:00",
        "arrived_at": "9:02:35",
        "expected": 1200,
        "present": 1198,
        **values,
    }
    return RecordSafetyEvent(**filled)


def standing(book: Book) -> list[tuple[object, object]]:
    return [
        (row["活动编号"], row["主题"])
        for row in book.listed("safety_events")
        if row["状态"] == "有效"
    ]


def asked(book: Book, name: str) -> list[tuple[object, object]]:
    return [
        (row["时段"], row["状态"])
        for row in book.listed("safety_events_missing")
        if row["必办活动"] == name
    ]


def test_a_drill_says_how_long_it_took_and_who_came(book: Book):
    book.run(
        IssueEmergencyPlan(
            name="消防预案", kind=PlanKind.FIRE, issued_by="领导小组", from_on=date(2026, 9, 1)
        )
    )
    book.run(drill(plan="消防预案", department=DEPARTMENT, audience="1-6年级"))
    (row,) = book.listed("safety_events")
    assert (row["活动编号"], row["疏散用时"], row["实到/应到"]) == (
        "HD20260001",
        "2分35秒",
        "1,198/1,200",
    )
    book.refuses(drill(kind=EventKind.LECTURE), "no_drill")
    book.refuses(drill(held_on=date(2026, 11, 23)), "day_to_come")
    book.refuses(drill(plan="没有的预案"), "unknown_emergency_plan")
    book.require_whole()


def test_a_long_text_stands_below_the_table_of_the_record_as_long_as_there_is_room(book: Book):
    content, outcome = "靠右下楼，撤到操场。" * 20, "无拥挤。" * 400
    book.run(drill(content=content, result=outcome))
    sheet = event_sheet(book.session, "HD20260001")
    assert sheet.notes == (f"内容和过程：{content}",)
    assert ("内容和过程", "见表下", "效果和总结", outcome) in sheet.rows


def test_a_correction_names_what_it_corrects_and_takes_its_files_along(book: Book, tmp_path: Path):
    old = book.make(drill())
    picture = write_photo(tmp_path / "演练.jpg")
    book.run(AttachEventDocument(event=old, file=str(picture), title="照片"))
    book.refuses(AttachEventDocument(event=old, file=str(picture), title="照片"), "document_exists")
    book.refuses(CorrectSafetyEvent(event=old, reason="", present=1199), "no_reason")
    corrected = book.run(CorrectSafetyEvent(event=old, reason="人数数错", present=1199, result=""))
    new = corrected.number or ""
    assert corrected.ids == (new, old)
    assert standing(book) == [(new, "消防疏散演练")]
    assert [one.title for one in event_documents(new)] == ["照片"]
    book.refuses(VoidSafetyEvent(event=old, restore=True), "corrected_since")
    book.refuses(CorrectSafetyEvent(event=old, reason="再改", present=1), "event_voided")
    undone = book.run(UndoCommand(command_id=corrected.command_id))
    assert standing(book) == [(old, "消防疏散演练")]
    assert undone.number == new
    book.run(VoidSafetyEvent(event=new, restore=True))
    assert standing(book) == [(new, "消防疏散演练")]
    taken = book.run(DropEventDocument(event=new, document=1))
    assert event_documents(new) == ()
    book.run(UndoCommand(command_id=taken.command_id))
    assert len(event_documents(new)) == 1
    book.require_whole()


def test_the_year_says_what_is_missing_and_what_is_to_come(book: Book):
    loaded = book.run(LoadEventRules())
    assert len(loaded.ids) == len(USUAL_REQUIREMENTS)
    book.refuses(LoadEventRules(), "nothing_changed")
    assert asked(book, "消防日") == [("2026年11月9日前后", "缺 1 次")]
    assert asked(book, "应急疏散演练") == [
        ("2026年9月", "缺 1 次"),
        ("2026年10月", "缺 1 次"),
        ("2026年11月", "还差 1 次"),
    ]
    assert asked(book, "全国中小学生安全教育日") == []
    book.run(drill())
    assert asked(book, "消防日") == []
    assert asked(book, "应急疏散演练") == [("2026年9月", "缺 1 次"), ("2026年10月", "缺 1 次")]
    speech = RecordSafetyEvent(
        kind=EventKind.FLAG_SPEECH, theme="十月安全", held_on=date(2026, 10, 9)
    )
    book.run(speech)
    assert len(asked(book, "应急疏散演练")) == 2
    counted = drill(theme="踩踏", held_on=date(2026, 10, 12), requirement="国家宪法日")
    number = book.make(counted)
    assert len(asked(book, "应急疏散演练")) == 1
    book.run(VoidSafetyEvent(event=number, reason="没有办成"))
    assert len(asked(book, "应急疏散演练")) == 2


def test_what_is_asked_for_is_the_schools_own_list(book: Book):
    rule = SetEventRule(name="防溺水", period=Period.EACH_YEAR, words="溺水")
    book.run(rule)
    book.refuses(rule, "nothing_changed")
    changed = book.run(
        SetEventRule(name="防溺水", period=Period.IN_MONTHS, words="溺水", months="10、11", times=2)
    )
    assert asked(book, "防溺水") == [("2026年10月", "缺 2 次"), ("2026年11月", "还差 2 次")]
    book.run(UndoCommand(command_id=changed.command_id))
    assert asked(book, "防溺水") == []
    gone = book.run(WithdrawEventRules(rules=("防溺水",)))
    book.run(UndoCommand(command_id=gone.command_id))
    assert [row["状态"] for row in book.listed("event_rules")] == ["在用"]
    assert book.today == TODAY
    book.require_whole()
