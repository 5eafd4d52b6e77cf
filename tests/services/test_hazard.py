"""Hazards from the finding to the close-out: what is wanted, who may not, what stays on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from houqin_desktop.domain.hazard import HazardSource, PhotoStage, ReinspectionResult
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.hazard.drafts import (
    AddHazardPhoto,
    CloseOutAtOnce,
    CloseOutHazard,
    DropHazardPhoto,
    DropNoticeReply,
    FileNoticeReply,
    GradeHazard,
    IssueRectificationNotice,
    LinkHazard,
    PlanRectification,
    RecordOutsideReport,
    RectifyHazard,
    RegisterHazard,
    ReinspectHazard,
    RepliedHazard,
    RetractHazardStep,
    UnlinkHazard,
    VoidHazard,
)
from houqin_desktop.services.hazard.finding import find_hazard
from houqin_desktop.services.hazard.photos import photo_views
from houqin_desktop.services.people.verbs import AddDepartment
from houqin_desktop.services.slips.drafts import ReverseSlip, WithdrawSlip
from houqin_desktop.services.undoing.verbs import UndoCommand
from houqin_desktop.storage.hazard import hazards_linked_to, notices_of, vouchers_tied_to
from tests import procuring
from tests.builders import COLLEAGUE, DIRECTOR, KEEPER, Book
from tests.hazards import (
    GATE,
    STAIRS,
    at_once,
    checked,
    closed,
    fixed,
    found,
    noticed,
    open_campus,
    planned,
    state_of,
    struck_off,
)
from tests.photos import write_photo

FIRST, SECOND = "YHB20260001", "YHB20260002"


@pytest.fixture
def campus(book: Book) -> Book:
    open_campus(book)
    return book


def test_a_hazard_goes_the_whole_loop_and_waits_for_each_step_by_name(campus: Book):
    code = found(campus, severity=None)
    states = [state_of(code)]
    for draft in (
        GradeHazard(hazard=code, severity=HazardSeverity.GENERAL, basis="不影响通行"),
        PlanRectification(
            hazard=code,
            responsible=KEEPER,
            measures="换锁",
            due_on=campus.today + timedelta(days=3),
        ),
    ):
        campus.run(draft)
        states.append(state_of(code))
    campus.sign_slip(noticed(campus, code))
    for step in (fixed, checked, closed):
        step(campus, code)
        states.append(state_of(code))
    assert code == FIRST
    assert states == ["待定级", "待落实", "待整改", "待复查", "待销号", "已销号"]
    campus.require_whole()


def test_numbers_of_a_year_have_no_gaps_and_a_void_one_keeps_its_number(campus: Book):
    assert found(campus) == FIRST
    campus.run(VoidHazard(hazard=FIRST, reason="不是隐患"))
    campus.refuses(
        RegisterHazard(place="没有", description="x", category="y"), "unknown_campus_place"
    )
    assert found(campus) == SECOND


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (RegisterHazard(description="x", category="y"), "no_place"),
        (RegisterHazard(place=GATE, category="y"), "empty_name"),
        (RegisterHazard(place=GATE, description="x"), "empty_name"),
        (
            RegisterHazard(
                place=GATE, description="x", category="y", source=HazardSource.INSPECTION
            ),
            "no_inspection",
        ),
        (RegisterHazard(inspection="CG20260001", line=1), "unknown_voucher"),
        (GradeHazard(hazard="YHB20269999", severity=HazardSeverity.MAJOR), "unknown_hazard"),
        (RectifyHazard(hazard=FIRST, rectified_by=KEEPER, done="好了"), "hazard_state"),
        (CloseOutHazard(hazard=FIRST), "hazard_state"),
        (VoidHazard(hazard=FIRST, reason=""), "empty_reason"),
        (RetractHazardStep(hazard=FIRST, reason=""), "empty_reason"),
        (PlanRectification(hazard=FIRST, responsible=KEEPER, measures="修"), "no_deadline"),
        (PlanRectification(hazard=FIRST, responsible=KEEPER, measures=""), "no_measures"),
        (LinkHazard(hazard=FIRST, number="CG20269999"), "unknown_voucher"),
        (DropHazardPhoto(hazard=FIRST, photo=1), "unknown_photo"),
        (IssueRectificationNotice(hazards=(), receiver=KEEPER), "no_lines"),
        (IssueRectificationNotice(hazards=(FIRST,), receiver=KEEPER), "hazard_state"),
        (IssueRectificationNotice(hazards=(FIRST, FIRST), receiver=KEEPER), "repeated_hazard"),
        (
            IssueRectificationNotice(hazards=(FIRST,), receiver=KEEPER, remarks="长" * 301),
            "too_long",
        ),
    ],
)
def test_what_is_out_of_turn_or_not_said_is_refused(campus: Book, draft: Draft, code: str):
    found(campus)
    campus.refuses(draft, code)


def test_a_serious_hazard_wants_the_money_and_the_plan_and_a_major_one_no_quick_fix(campus: Book):
    code = found(campus, severity=HazardSeverity.SERIOUS)
    due = campus.today + timedelta(days=3)
    shared: dict[str, Any] = {
        "hazard": code,
        "responsible": KEEPER,
        "measures": "换",
        "due_on": due,
    }
    campus.refuses(PlanRectification(**shared), "plan_not_whole")
    campus.refuses(PlanRectification(**shared, funds=0), "plan_not_whole")
    campus.run(PlanRectification(**shared, funds=0, emergency_plan="看守"))
    campus.run(GradeHazard(hazard=code, severity=HazardSeverity.MAJOR))
    assert state_of(code) == "待落实"
    campus.refuses(PlanRectification(**shared, funds=0, emergency_plan="看守"), "plan_not_whole")
    campus.refuses(
        PlanRectification(
            **shared, funds=0, emergency_plan="看守", interim="封闭", on_the_spot=True
        ),
        "plan_not_whole",
    )


def test_putting_the_term_off_wants_a_reason(campus: Book):
    code = planned(campus, found(campus))
    later = campus.today + timedelta(days=20)
    again: dict[str, Any] = {
        "hazard": code,
        "responsible": KEEPER,
        "measures": "换",
        "due_on": later,
    }
    campus.refuses(PlanRectification(**again), "no_reason")
    campus.run(PlanRectification(**again, reason="锁要定做"))
    assert find_hazard(code).standing.due_on == later


def test_who_fixes_neither_checks_nor_strikes_off(campus: Book):
    code = fixed(campus, at_once(campus, found(campus)))
    own: dict[str, Any] = {"hazard": code, "reinspected_by": KEEPER}
    for result in ReinspectionResult:
        draft = ReinspectHazard(**own, result=result, opinion="看过")
        campus.refuses(draft, "own_rectification")
    checked(campus, code)
    campus.refuses(CloseOutHazard(hazard=code, closed_by=KEEPER), "own_rectification")
    closed(campus, code)


def test_a_general_hazard_is_struck_off_in_one_go_and_undone_in_one(campus: Book):
    code = found(campus, severity=None)
    own = CloseOutAtOnce(hazard=code, rectified_by=KEEPER, done="换锁", reinspected_by=KEEPER)
    campus.refuses(own, "own_rectification")
    done = campus.run(replace(own, reinspected_by=COLLEAGUE))
    kinds = [step.kind.label for step in find_hazard(code).steps]
    assert kinds == ["定级", "落实整改", "整改", "复查合格", "销号"]
    campus.run(UndoCommand(command_id=done.command_id))
    assert state_of(code) == "待定级"
    campus.run(GradeHazard(hazard=code, severity=HazardSeverity.SERIOUS))
    campus.refuses(replace(own, reinspected_by=COLLEAGUE), "not_at_once")
    campus.refuses(RetractHazardStep(hazard=code, reason="错", steps=2), "nothing_to_retract")


def test_a_failed_check_opens_the_hazard_again_and_says_why(campus: Book):
    code = fixed(campus, at_once(campus, found(campus)))
    failed = ReinspectHazard(hazard=code, reinspected_by=COLLEAGUE, result=ReinspectionResult.FAIL)
    campus.refuses(failed, "no_reason")
    checked(campus, code, ReinspectionResult.FAIL)
    assert state_of(code) == "待整改"
    campus.refuses(CloseOutHazard(hazard=code), "hazard_state")
    closed(campus, checked(campus, fixed(campus, code)))
    assert state_of(code) == "已销号"


def test_a_hazard_is_put_right_with_words_or_a_photo(campus: Book, tmp_path: Path):
    code = at_once(campus, found(campus, photo=str(write_photo(tmp_path / "1.jpg", "before"))))
    campus.refuses(RectifyHazard(hazard=code, rectified_by=KEEPER), "no_rectification")
    photo = str(write_photo(tmp_path / "2.jpg", "after"))
    fixed(campus, code, done=None, photo=photo)
    campus.refuses(AddHazardPhoto(hazard=code, file=photo, stage=PhotoStage.AFTER), "photo_exists")
    campus.run(DropHazardPhoto(hazard=code, photo=1))
    shown = photo_views(find_hazard(code).row.id)
    assert [(one.position, one.stage) for one in shown] == [(2, PhotoStage.AFTER)]
    campus.run(DropHazardPhoto(hazard=code, photo=1, restore=True))
    campus.refuses(DropHazardPhoto(hazard=code, photo=1, restore=True), "no_change")
    closed(campus, checked(campus, code))
    campus.require_whole()


def test_a_major_hazard_wants_the_outside_report_named_whole_or_as_a_file(
    campus: Book, tmp_path: Path
):
    code = planned(campus, found(campus, severity=HazardSeverity.MAJOR))
    campus.sign_slip(noticed(campus, code))
    checked(campus, fixed(campus, code))
    campus.refuses(CloseOutHazard(hazard=code), "outside_report_wanted")
    campus.refuses(RecordOutsideReport(hazard=code, body="消防大队"), "document_wanted")
    late = RecordOutsideReport(
        hazard=code,
        body="消防大队",
        document_number="7号",
        document_on=campus.today + timedelta(days=1),
    )
    campus.refuses(late, "date_order")
    file = str(write_photo(tmp_path / "report.jpg", "report"))
    campus.run(RecordOutsideReport(hazard=code, file=file, conclusion="同意销号"))
    closed(campus, code)
    campus.require_whole()


def test_a_hazard_with_a_term_is_put_right_under_a_notice(campus: Book):
    code = planned(campus, found(campus))
    campus.refuses(RectifyHazard(hazard=code, rectified_by=KEEPER, done="好了"), "notice_wanted")
    number = noticed(campus, code)
    assert notices_of(find_hazard(code).row.id) == [number]
    fixed(campus, code)
    campus.refuses(WithdrawSlip(number=number), "built_upon")
    campus.run(RetractHazardStep(hazard=code, reason="登错了"))
    campus.run(WithdrawSlip(number=number))
    campus.refuses(RectifyHazard(hazard=code, rectified_by=KEEPER, done="好了"), "notice_wanted")
    campus.require_whole()


def test_a_signed_notice_is_not_reversed_under_what_was_done(campus: Book):
    code = planned(campus, found(campus))
    number = noticed(campus, code)
    campus.sign_slip(number)
    red = campus.make(ReverseSlip(number=number, reason="发错部门"))
    fixed(campus, code)
    with pytest.raises(Exception, match="已经登记整改"):
        campus.sign_slip(red)
    assert state_of(code) == "待复查"


def test_a_notice_is_about_one_department_and_nothing_that_is_done_at_once(campus: Book):
    campus.run(AddDepartment(name="德育处"))
    mine = planned(campus, found(campus))
    other = planned(campus, found(campus, department="德育处"))
    spot = at_once(campus, found(campus))
    for codes, refusal in (((mine, other), "several_departments"), ((spot,), "on_the_spot")):
        campus.refuses(IssueRectificationNotice(hazards=codes, receiver=KEEPER), refusal)


def test_a_reply_says_what_was_done_about_each_hazard_of_the_notice(campus: Book):
    codes = [planned(campus, found(campus)) for _ in range(2)]
    number = noticed(campus, *codes)
    lines = (RepliedHazard(hazard=codes[0], rectified_by=KEEPER, done="换锁", cost=8_000),)
    reply = FileNoticeReply(
        number=number, replied_by=KEEPER, lines=lines, unfinished="第二条等材料"
    )
    campus.refuses(reply, "not_signed")
    campus.sign_slip(number)
    stranger = at_once(campus, found(campus))
    campus.refuses(
        FileNoticeReply(
            number=number,
            replied_by=KEEPER,
            lines=(RepliedHazard(hazard=stranger, rectified_by=KEEPER, done="好"),),
        ),
        "not_on_notice",
    )
    campus.run(reply)
    assert [state_of(code) for code in codes] == ["待复查", "待整改"]
    campus.run(DropNoticeReply(number=number))
    campus.refuses(DropNoticeReply(number=number), "no_change")
    campus.run(DropNoticeReply(number=number, restore=True))
    campus.require_whole()


def test_a_close_out_is_taken_back_with_a_reason_and_stays_on_record(campus: Book):
    code = struck_off(campus)
    campus.refuses(VoidHazard(hazard=code, reason="错"), "hazard_state")
    campus.run(RetractHazardStep(hazard=code, reason="门锁又锈死"))
    assert state_of(code) == "待销号"
    checked(campus, code, ReinspectionResult.FAIL)
    assert state_of(code) == "待整改"
    kinds = [step.kind.label for step in find_hazard(code).steps]
    assert kinds[-3:] == ["销号", "撤回", "复查不合格"]
    campus.require_whole()


def test_a_correction_names_what_it_corrects_and_makes_it_void(campus: Book):
    code = found(campus)
    right = found(campus, place=STAIRS, corrects=code)
    assert state_of(code) == "已作废"
    assert find_hazard(right).row.corrects_id == find_hazard(code).row.id
    campus.refuses(RetractHazardStep(hazard=code, reason="还是要"), "corrected_by_another")
    campus.refuses(
        RegisterHazard(place=GATE, description="x", category="y", corrects=code),
        "corrected_by_another",
    )
    campus.require_whole()


def test_days_go_forward_and_nobody_acts_who_has_not_come_or_has_left(campus: Book):
    code = at_once(campus, found(campus))
    before, after = campus.today - timedelta(days=1), campus.today + timedelta(days=1)
    shared: dict[str, Any] = {"hazard": code, "rectified_by": KEEPER, "done": "好了"}
    campus.refuses(RectifyHazard(**shared, rectified_on=before), "date_order")
    campus.refuses(RectifyHazard(**shared, rectified_on=after), "future_date")
    campus.refuses(
        RegisterHazard(place=GATE, description="x", category="y", found_on=after), "future_date"
    )


def test_a_voucher_is_tied_to_a_hazard_both_ways(campus: Book):
    code, number = found(campus), procuring.ask(campus)
    campus.run(LinkHazard(hazard=code, number=number))
    campus.refuses(LinkHazard(hazard=code, number=number), "already_linked")
    hazard = find_hazard(code).row
    (voucher,) = vouchers_tied_to(hazard.id)
    assert [one.code for one in hazards_linked_to(voucher)] == [code]
    campus.run(UnlinkHazard(hazard=code, number=number))
    assert not hazards_linked_to(voucher)
    campus.refuses(UnlinkHazard(hazard=code, number=number), "not_linked")
    campus.run(LinkHazard(hazard=code, number=number))
    assert vouchers_tied_to(hazard.id) == [voucher]


def test_each_deed_is_undone_at_one_key_and_undone_leaves_the_hazard_as_it_was(
    campus: Book, tmp_path: Path
):
    code, number = found(campus, severity=None), procuring.ask(campus)
    photo = str(write_photo(tmp_path / "1.jpg", "one"))
    ways: list[Draft] = [
        GradeHazard(hazard=code, severity=HazardSeverity.GENERAL),
        PlanRectification(hazard=code, responsible=KEEPER, measures="换", on_the_spot=True),
        RectifyHazard(hazard=code, rectified_by=KEEPER, done="好了"),
        RecordOutsideReport(hazard=code, file=photo),
        ReinspectHazard(hazard=code, reinspected_by=COLLEAGUE, result=ReinspectionResult.PASS),
        CloseOutHazard(hazard=code, closed_by=DIRECTOR),
        LinkHazard(hazard=code, number=number),
        AddHazardPhoto(hazard=code, file=photo, stage=PhotoStage.BEFORE),
    ]
    for draft in ways:
        before = find_hazard(code).standing, vouchers_tied_to(1), len(photo_views(1))
        done = campus.run(draft)
        campus.run(UndoCommand(command_id=done.command_id))
        assert (find_hazard(code).standing, vouchers_tied_to(1), len(photo_views(1))) == before
        if not isinstance(draft, LinkHazard | AddHazardPhoto):
            campus.run(draft)
    made = campus.run(RegisterHazard(place=GATE, description="x", category="y"))
    campus.run(UndoCommand(command_id=made.command_id))
    assert state_of(SECOND) == "已作废"
    campus.require_whole()
