"""排查: a round over places in walking order, what is found, what stays open, who signs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.inspection import InspectionKind, Measure, PointResult
from houqin_desktop.services.campus.places import AddCampusPlaces, CorrectCampusPlace
from houqin_desktop.services.commands import Result
from houqin_desktop.services.disposal.drafts import RecordPrinting, RecordSignature
from houqin_desktop.services.hazard.drafts import (
    RegisterFoundHazards,
    RegisterHazard,
    VoidHazard,
)
from houqin_desktop.services.hazard.finding import find_hazard
from houqin_desktop.services.inspection.drafts import (
    AddCheckItem,
    AdoptCheckItems,
    ChangeInspection,
    CorrectCheckItem,
    DropFindingPhoto,
    FoundLine,
    OpenInspection,
    PhotographFinding,
    RecordFindings,
    SetCheckPoints,
    WithdrawCheckItems,
)
from houqin_desktop.services.inspection.plan_drafts import AdoptUsualPlan, MakeDueInspections
from houqin_desktop.services.reports.catalogue import report
from houqin_desktop.services.slips.case import slip_view
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.todo.day_list import today_list
from houqin_desktop.services.undoing.verbs import UndoCommand
from houqin_desktop.storage.inspection_facts import open_points
from tests.builders import (
    COLLEAGUE,
    DEPARTMENT,
    DIRECTOR,
    HEAD_KEEPER,
    KEEPER,
    LEADER,
    TODAY,
    Book,
)
from tests.photos import write_photo

GATE, STAIRS, KITCHEN = "东校门", "一楼楼梯", "食堂"
FAULT, SOUND = PointResult.FAULT, PointResult.SOUND


@pytest.fixture
def campus(book: Book) -> Book:
    """A book with the starter list and three places, the kitchen without points of its own."""
    book.run(AddCampusPlaces(names=(GATE, STAIRS, KITCHEN), responsible=COLLEAGUE))
    book.run(AdoptCheckItems())
    book.run(SetCheckPoints(places=(STAIRS,), items=("J01", "C06")))
    book.run(SetCheckPoints(places=(GATE,), items=("B03",), categories=("周边环境",)))
    return book


def opened(book: Book, **values: object) -> str:
    filled = {"kind": InspectionKind.DRAGNET, "led_by": DIRECTOR, "head": KEEPER, **values}
    return book.make(OpenInspection(**filled))  # type: ignore[arg-type]


def walk(book: Book, number: str) -> list[tuple[str, str]]:
    """Return place and item of every line of a round."""
    return [(row[1], row[2].split(" ")[0]) for row in slip_view(number, book.session.clock).rows]


def who(book: Book, number: str) -> tuple[str, str]:
    """Return who leads a round, and what its paper says of who walked along."""
    view = slip_view(number, book.session.clock)
    return dict(view.fields)["带队人"], view.paragraphs[0]


def fault(line: int, **values: object) -> FoundLine:
    filled = {"observation": "扶手松动", "check_result": FAULT, **values}
    return FoundLine(line=line, **filled)  # type: ignore[arg-type]


def undo(book: Book, result: Result) -> None:
    book.run(UndoCommand(command_id=result.command_id))


def test_the_starter_list_is_taken_over_once_and_is_then_the_schools_own(book: Book) -> None:
    adopted = book.run(AdoptCheckItems())
    assert len(adopted.ids) == 118
    book.refuses(AdoptCheckItems(), "nothing_changed")
    assert book.make(AddCheckItem(category="消防安全", name="微型消防站器材齐全")) == "C17"
    assert book.make(AddCheckItem(category="国旗班", name="旗绳完好")) == "S01"
    book.refuses(AddCheckItem(category="国旗班", name="旗绳完好"), "check_item_exists")
    corrected = book.run(
        CorrectCheckItem(item="C17", severity=HazardSeverity.SERIOUS, standard="按清单")
    )
    undo(book, corrected)
    (row,) = book.rows("check_item", "code = 'C17'")
    assert (row["severity"], row["standard"]) == ("general", "")
    gone = book.run(WithdrawCheckItems(items=("A01", "A02")))
    book.refuses(SetCheckPoints(places=(GATE,), items=("A01",)), "unknown_campus_place")
    assert book.run(AdoptCheckItems()).ids == ("A01", "A02")
    book.refuses(UndoCommand(command_id=gone.command_id), "changed_since")
    book.require_whole()


def test_a_round_leads_by_the_places_and_their_points_in_walking_order(campus: Book) -> None:
    number = opened(campus)
    gate = [(GATE, code) for code in ("B03", "O01", "O02", "O03")]
    stairs = [(STAIRS, "J01"), (STAIRS, "C06")]
    assert walk(campus, number) == [*gate, *stairs, (KITCHEN, "全面查看")]
    assert walk(campus, opened(campus, categories=("消防安全",))) == [(STAIRS, "C06")]
    assert walk(campus, opened(campus, places=(STAIRS,))) == stairs
    campus.refuses(
        OpenInspection(kind=InspectionKind.SPECIAL, led_by=DIRECTOR, categories=("实验室",)),
        "no_points",
    )


def test_points_are_set_anew_kept_and_set_back(campus: Book) -> None:
    changed = campus.run(SetCheckPoints(places=(STAIRS,), items=("J02",), keep=True))
    assert walk(campus, opened(campus, places=(STAIRS,)))[-1] == (STAIRS, "J02")
    undo(campus, changed)
    reordered = campus.run(SetCheckPoints(places=(STAIRS,), items=("C06", "J01")))
    assert walk(campus, opened(campus, places=(STAIRS,))) == [(STAIRS, "C06"), (STAIRS, "J01")]
    undo(campus, reordered)
    assert walk(campus, opened(campus, places=(STAIRS,))) == [(STAIRS, "J01"), (STAIRS, "C06")]
    campus.refuses(SetCheckPoints(places=(STAIRS,), items=("J01", "C06")), "nothing_changed")
    both = campus.run(SetCheckPoints(places=(STAIRS, GATE), items=("J01",)))
    campus.refuses(UndoCommand(command_id=both.command_id), "cannot_undo")
    campus.require_whole()


def test_what_goes_without_saying_of_a_fault_is_filled_in(campus: Book) -> None:
    number = opened(campus)
    campus.run(RecordFindings(number=number, lines=(fault(5), fault(6, due_on=date(2026, 12, 1)))))
    rows = campus.rows("inspection_line", "check_result = 'fault'")
    assert [(row["severity"], row["measure"]) for row in rows] == [
        ("serious", "at_once"),
        ("major", "by_deadline"),
    ]
    (responsible,) = {row["responsible_id"] for row in rows}
    assert campus.rows("person", "id = ?", responsible)[0]["name"] == COLLEAGUE


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (FoundLine(line=1, check_result=FAULT), "no_words"),
        (FoundLine(line=1, check_result=SOUND, measure=Measure.AT_ONCE), "no_fault"),
        (fault(1, measure=Measure.BY_DEADLINE), "no_deadline"),
        (fault(1, due_on=date(2026, 11, 21)), "date_order"),
        (fault(99), "unknown_line"),
        (FoundLine(check_result=SOUND), "which_line"),
        (FoundLine(place=STAIRS, item="J01", check_result=SOUND), "which_line"),
        (FoundLine(line=1, dropped=True), "keep_point"),
    ],
)
def test_a_finding_that_nobody_could_act_upon_is_refused(
    campus: Book, row: FoundLine, code: str
) -> None:
    campus.refuses(RecordFindings(number=opened(campus), lines=(row,)), code)


def test_a_point_that_was_passed_over_stays_open_until_somebody_looks_at_it(campus: Book) -> None:
    first = opened(campus)
    assert open_points() == []
    campus.run(
        RecordFindings(number=first, lines=(FoundLine(line=1, check_result=SOUND), fault(5)))
    )
    assert len(open_points()) == 4
    campus.run(RecordFindings(number=first, rest_sound=True, place=GATE))
    assert [one.number for one in open_points()] == [first]
    campus.sign_slip(first)
    campus.advance(7)
    second = opened(campus, only_open=True)
    assert walk(campus, second) == [(STAIRS, "C06")]
    assert [one.number for one in open_points()] == [first]
    looked = campus.run(RecordFindings(number=second, rest_sound=True))
    assert open_points() == []
    undo(campus, looked)
    assert [one.number for one in open_points()] == [first]
    campus.require_whole()


def test_what_was_found_beside_the_list_gets_a_line_and_may_be_dropped(campus: Book) -> None:
    number = opened(campus, places=(STAIRS,))
    beside = campus.run(
        RecordFindings(
            number=number,
            lines=(
                FoundLine(place=KITCHEN, check_result=FAULT, observation="地砖翘起"),
                FoundLine(place=KITCHEN, item="E11", check_result=SOUND),
            ),
        )
    )
    assert walk(campus, number)[2:] == [(KITCHEN, "全面查看"), (KITCHEN, "E11")]
    undo(campus, beside)
    assert len(walk(campus, number)) == 2
    (row,) = campus.rows("inspection", "walked_on IS NULL")
    assert row["kind"] == "dragnet"


def test_nothing_is_printed_or_signed_before_something_was_found(campus: Book) -> None:
    number = opened(campus)
    campus.refuses(RecordPrinting(number=number), "not_walked")
    campus.refuses(RecordSignature(number=number, step="head"), "not_walked")
    campus.run(RecordFindings(number=number, lines=(fault(5),)))
    campus.sign_slip(number)
    view = slip_view(number, campus.session.clock)
    assert [step.holder for step in view.steps] == [KEEPER, DIRECTOR]
    assert "6 个检查点没有查到" in view.missing
    campus.refuses(RecordFindings(number=number, rest_sound=True), "already_frozen")
    campus.refuses(ChangeInspection(number=number, led_by=LEADER), "already_frozen")
    campus.require_whole()


def test_a_round_that_was_taken_back_leaves_no_point_open(campus: Book) -> None:
    number = opened(campus)
    campus.run(RecordFindings(number=number, lines=(fault(5),)))
    assert open_points() != []
    campus.run(WithdrawSlip(number=number))
    assert open_points() == []
    undo(campus, campus.run(OpenInspection(kind=InspectionKind.GENERAL, led_by=DIRECTOR)))


def test_every_kind_says_who_walks_and_who_is_looked_at(campus: Book) -> None:
    kinds = InspectionKind
    campus.refuses(OpenInspection(kind=kinds.GENERAL), "no_leader")
    campus.refuses(OpenInspection(kind=kinds.SELF_CHECK, led_by=KEEPER), "no_department")
    campus.refuses(
        OpenInspection(kind=kinds.SELF_CHECK, led_by=KEEPER, department=DEPARTMENT), "no_points"
    )
    campus.refuses(OpenInspection(kind=kinds.SUPERIOR), "no_outside")
    number = campus.make(
        OpenInspection(kind=kinds.SUPERIOR, outside="市教育局", head=LEADER, members=(KEEPER,))
    )
    view = slip_view(number, campus.session.clock)
    assert [step.title for step in view.steps] == ["被查部门负责人"]
    assert ("检查单位", "市教育局") in view.fields


def test_who_walked_along_is_written_as_it_came_to_be(campus: Book) -> None:
    number = opened(campus, members=(KEEPER,))
    changed = campus.run(
        ChangeInspection(number=number, led_by=LEADER, members=(COLLEAGUE, HEAD_KEEPER))
    )
    assert who(campus, number) == (LEADER, f"参加人员：{COLLEAGUE}、{HEAD_KEEPER}")
    undo(campus, changed)
    assert who(campus, number) == (DIRECTOR, f"参加人员：{KEEPER}")


def test_photos_belong_to_a_line_and_are_never_deleted(campus: Book, tmp_path: Path) -> None:
    number = opened(campus)
    campus.run(RecordFindings(number=number, lines=(fault(5),), walked_on=TODAY))
    photo = str(write_photo(tmp_path / "rail.jpg"))
    taken = campus.run(PhotographFinding(number=number, line=5, photo=photo))
    campus.refuses(PhotographFinding(number=number, line=5, photo=photo), "photo_exists")
    view = slip_view(number, campus.session.clock)
    assert (view.rows[4][5], view.photos) == ("1 张", 1)
    undo(campus, taken)
    assert slip_view(number, campus.session.clock).rows[4][5] == ""
    campus.run(DropFindingPhoto(number=number, line=5, photo=1, restore=True))
    campus.refuses(DropFindingPhoto(number=number, line=5, photo=2), "unknown_photo")
    campus.require_whole()


def test_lists_say_what_was_found_where_and_what_is_still_open(campus: Book) -> None:
    number = opened(campus, subject="春季")
    campus.run(RecordFindings(number=number, lines=(fault(5), FoundLine(line=1, observation="锁"))))
    (row,) = campus.listed("inspections")
    assert (row["检查点"], row["已查"], row["有隐患"], row["未查"]) == (7, 1, 1, 6)
    assert (row["主题"], row["被查部门"], row["带队人"]) == ("春季", "全校", DIRECTOR)
    (found,) = campus.listed("inspection_findings")
    assert (found["场所"], found["隐患描述"], found["等级"]) == (STAIRS, "扶手松动", "较大")
    assert found["隐患编号"] == ""
    hazard = campus.make(RegisterHazard(inspection=number, line=5, department=DEPARTMENT))
    assert campus.listed("inspection_findings")[0]["隐患编号"] == hazard
    left = campus.listed("inspection_points_open")
    assert (left[0]["场所"], left[0]["没查的原因"]) == (GATE, "锁")
    assert len(left) == 5
    points = [(one["场所"], one["次序"], one["编号"]) for one in campus.listed("check_points")]
    assert points[-2:] == [(STAIRS, 1, "J01"), (STAIRS, 2, "C06")]
    assert len(campus.listed("check_items")) == 118
    assert [one["单号"] for one in campus.listed("slips")] == []
    campus.require_whole()


def test_the_day_list_names_what_the_plan_asks_for_and_what_is_not_entered(campus: Book) -> None:
    campus.run(AdoptUsualPlan(led_by=DIRECTOR, from_on=date(2026, 11, 1)))
    lines = {line.text for group in today_list(campus.session) for line in group.lines}
    assert "全校拉网式排查应开排查单" in lines
    number = campus.run(MakeDueInspections(rules=("全校拉网式排查",))).ids[0]
    (row,) = [one for one in campus.listed("inspection_plan") if "拉网" in one["计划名称"]]
    assert (row["应查日期"], row["已开单"], row["下次"]) == ("", 1, "2027-03-05")
    groups = {group.title: group.lines for group in today_list(campus.session)}
    assert [line.text for line in groups["排查结果没有登记"]] == [f"{number} 还没有登记排查结果"]
    assert "等待签字" not in groups
    campus.advance(8)
    campus.run(RecordFindings(number=number, lines=(fault(5),)))
    campus.advance(8)
    lines = {line.text for group in today_list(campus.session) for line in group.lines}
    assert "5 个检查点上次没有查到" in lines


def test_reports_count_the_rounds_and_say_what_was_found_place_by_place(campus: Book) -> None:
    for kind in (InspectionKind.DRAGNET, InspectionKind.FOLLOW_UP, InspectionKind.GENERAL):
        number = opened(campus, kind=kind)
        campus.run(RecordFindings(number=number, lines=(fault(1), fault(5)), rest_sound=True))
    campus.run(WithdrawSlip(number=number))
    opened(campus)
    rounds = report(campus.session, "inspection_ledger")
    assert [(row[3], row[7], row[9]) for row in rounds.rows] == [
        ("拉网式", 7, 2),
        ("后勤复查", 7, 2),
    ]
    assert rounds.notes[0] == "全校排查 1 次。后勤复查 1 次、拉网式 1 次。"
    found = report(campus.session, "inspection_findings")
    assert [(part.title, len(part.rows)) for part in found.sections] == [(GATE, 2), (STAIRS, 2)]
    by_kind = report(campus.session, "inspection_findings", by="kind")
    assert [part.title for part in by_kind.sections] == ["后勤复查", "拉网式"]


def test_everything_that_a_round_found_becomes_a_hazard_once_and_as_grave_as_it_says(
    campus: Book,
) -> None:
    number = opened(campus)
    register = RegisterFoundHazards(inspection=number)
    campus.refuses(register, "nothing_to_register")
    slight = fault(1, severity=HazardSeverity.GENERAL)
    grave = fault(2, severity=HazardSeverity.SERIOUS)
    campus.run(RecordFindings(number=number, lines=(slight, grave), rest_sound=True))
    campus.refuses(register, "no_department")
    campus.run(CorrectCampusPlace(place=GATE, department=DEPARTMENT))
    codes = campus.run(register).ids
    assert [find_hazard(code).standing.state.label for code in codes] == ["待落实", "待落实"]
    severities = [find_hazard(code).standing.severity for code in codes]
    assert severities == [HazardSeverity.GENERAL, HazardSeverity.SERIOUS]
    campus.refuses(register, "nothing_to_register")
    campus.run(VoidHazard(hazard=codes[0], reason="看错了"))
    assert len(campus.run(register).ids) == 1
    campus.require_whole()
