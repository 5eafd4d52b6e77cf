"""周边环境: who stood outside and what was settled; an entry is voided, never lost."""

from __future__ import annotations

from typing import Any

from houqin_desktop.domain.liaison import LiaisonKind, Slot
from houqin_desktop.services.liaison.verbs import CorrectLiaison, RecordLiaison, VoidLiaison
from houqin_desktop.services.undoing.verbs import UndoCommand
from tests.builders import TODAY, Book


def road_post(**values: Any) -> RecordLiaison:
    filled: dict[str, Any] = {
        "kind": LiaisonKind.ROAD_POST,
        "slot": Slot.SCHOOL_START,
        "counterpart": "交警二中队",
        "matter": "前门交通疏导",
        **values,
    }
    return RecordLiaison(**filled)


def test_a_road_post_stands_at_the_usual_times_unless_others_are_written(book: Book):
    book.run(road_post())
    book.run(road_post(slot=Slot.SCHOOL_END, to_at="17:20"))
    times = [row["时段"] for row in book.listed("liaison")]
    assert times == ["16:00–17:20", "07:30–08:00"]
    book.refuses(road_post(from_at="8:30"), "time_order")
    book.refuses(road_post(counterpart=""), "empty_name")
    book.refuses(road_post(met_on=TODAY.replace(day=23)), "day_to_come")


def test_a_correction_names_the_entry_and_is_taken_back_whole(book: Book):
    old = book.make(road_post())
    book.refuses(VoidLiaison(number=old), "no_reason")
    corrected = book.run(CorrectLiaison(number=old, reason="时段写错", slot=Slot.SCHOOL_END))
    rows = {row["记录编号"]: (row["时段"], row["状态"]) for row in book.listed("liaison")}
    assert rows == {
        old: ("07:30–08:00", "已作废：时段写错"),
        corrected.number: ("16:00–17:00", "有效"),
    }
    book.run(UndoCommand(command_id=corrected.command_id))
    states = {row["记录编号"]: row["状态"] for row in book.listed("liaison")}
    assert states == {old: "有效", corrected.number: "已作废：撤销登记"}
    voided = book.run(VoidLiaison(number=old, reason="没有来"))
    book.run(UndoCommand(command_id=voided.command_id))
    assert book.listed("liaison")[-1]["状态"] == "有效"
    book.require_whole()
