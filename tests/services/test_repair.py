"""A repair: reported, somebody is sent, done, accepted by who reported it; what it cost in 分."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from houqin_desktop.domain.loan import RestockReason
from houqin_desktop.domain.repair import RepairResult
from houqin_desktop.services.disposal.drafts import RecordPrinting, RecordSignature, RejectDisposal
from houqin_desktop.services.hazard.view import HazardView
from houqin_desktop.services.loan.drafts import IssueLine, Restock, RestockLine
from houqin_desktop.services.people.departure import RecordDeparture
from houqin_desktop.services.procurement.drafts import AddSupplier
from houqin_desktop.services.repair.drafts import AssignRepair, MaterialLine, ReopenRepair
from houqin_desktop.services.slips.case import slip_view
from houqin_desktop.services.slips.drafts import ReverseSlip, WithdrawSlip
from houqin_desktop.services.undoing.verbs import UndoCommand, last_deed
from houqin_desktop.storage.repair_sums import repair_cost
from houqin_desktop.storage.stock import worth_of
from tests.builders import (
    COLLEAGUE,
    DIRECTOR,
    KEEPER,
    ROOM,
    Book,
)
from tests.hazards import GATE, found, open_campus
from tests.repairing import (
    BULB,
    FIRM,
    WORKER,
    done,
    finish,
    lay_in_parts,
    repair_commands,
    report,
    take_parts,
)


def cost(book: Book, number: str) -> tuple[int, int, int]:
    found = repair_cost(book.value("SELECT id FROM voucher WHERE number = ?", number))
    return found.labour_fen, found.bought_fen, found.parts_fen


def item_worth(book: Book, code: str) -> tuple[int, int]:
    worth = worth_of(book.value("SELECT id FROM stock_item WHERE code = ?", code))
    return worth.quantity, worth.value_fen


def undo(book: Book) -> None:
    deed = last_deed()
    assert deed is not None
    book.run(UndoCommand(command_id=deed.command_id))


def said(book: Book, number: str) -> dict[str, str]:
    return dict(slip_view(number, book.session.clock).fields)


def test_what_is_next_is_said_from_the_report_to_the_last_hand(book: Book):
    number = report(book)

    def following() -> tuple[str, str]:
        view = slip_view(number, book.session.clock)
        return view.next_command, view.next_title

    assert following() == ("assign_repair", "派工")
    book.run(AssignRepair(number=number, worker=WORKER))
    assert following() == ("finish_repair", "登记完工")
    finish(book, number)
    assert following() == ("record_printing", "打印单据")
    book.sign_slip(number)
    assert following() == ("", "")
    assert slip_view(number, book.session.clock).state_label == "已办结"
    book.require_whole()


def test_a_card_says_itself_where_it_is_and_whose(book: Book):
    book.asset(code="LAMP", using_department="信息组", place="讲台")
    number = report(book, asset="LAMP", department=None)
    fields = said(book, number)
    assert (fields["地点"], fields["报修部门"]) == (f"{ROOM} 讲台", "信息组")
    assert slip_view(number, book.session.clock).paragraphs[0].endswith("（LAMP）")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"thing": None}, "no_thing"),
        ({"asset": "LAMP", "thing": "灯", "place": "一楼"}, "two_things"),
        ({"place": None}, "no_place"),
        ({"fault": ""}, "empty_fault"),
        ({"campus_place": "NOWHERE"}, "unknown_campus_place"),
    ],
)
def test_a_report_says_what_where_and_how(book: Book, values: dict[str, Any], code: str):
    book.asset(code="LAMP")
    with book.refusing(code):
        report(book, **values)


def test_what_is_disposed_of_and_who_has_left_report_nothing(book: Book):
    book.asset(code="GONE")
    book.write_off(book.apply("GONE"))
    with book.refusing("asset_disposed"):
        report(book, asset="GONE")
    book.run(RecordDeparture(person=COLLEAGUE, left_on=book.today - timedelta(days=1)))
    with book.refusing("person_left"):
        report(book)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, "nobody"),
        ({"worker": WORKER, "firm": FIRM}, "two_workers"),
        ({"worker": DIRECTOR}, "own_repair"),
        ({"firm": "NOBODY"}, "unknown_supplier"),
        ({"worker": WORKER, "due_on": date(2026, 1, 1)}, "date_order"),
    ],
)
def test_who_is_sent_is_one_person_or_one_firm(book: Book, values: dict[str, Any], code: str):
    book.run(AddSupplier(name=FIRM))
    book.refuses(AssignRepair(number=report(book), **values), code)


def test_the_latest_who_was_sent_counts_and_each_sending_is_undone(book: Book):
    book.run(AddSupplier(name=FIRM))
    number = report(book)
    for worker, firm in ((WORKER, None), (None, FIRM), (None, None)):
        book.run(AssignRepair(number=number, worker=worker, firm=firm))
    assert said(book, number)["维修人"] == ""
    undo(book)
    assert said(book, number)["维修人"] == FIRM
    book.refuses(AssignRepair(number=number, firm=FIRM), "no_change")


def test_nothing_is_done_before_somebody_was_sent_nor_on_days_out_of_order(book: Book):
    number = report(book)
    with book.refusing("nobody"):
        finish(book, number)
    book.run(AssignRepair(number=number, worker=WORKER))
    for values in (
        {"done_on": book.today - timedelta(days=1)},
        {"started_on": book.today + timedelta(days=1)},
    ):
        with book.refusing("date_order"):
            finish(book, number, **values)
    with book.refusing("empty_deed"):
        finish(book, number, deed="")
    with book.refusing("bad_quantity"):
        finish(book, number, materials=(MaterialLine(name="灯", quantity=0, price=1),))


def test_nobody_signs_before_it_is_done_and_who_repaired_accepts_nothing(book: Book):
    number = report(book, reporter=WORKER)
    book.run(AssignRepair(number=number, worker=WORKER))
    book.run(RecordPrinting(number=number))
    book.refuses(RecordSignature(number=number), "not_done")
    finish(book, number)
    book.run(RecordSignature(number=number, step="worker"))
    book.refuses(RecordSignature(number=number, person=WORKER), "own_repair")
    book.run(RecordSignature(number=number, person=COLLEAGUE))
    book.run(RecordSignature(number=number))
    book.require_whole()


def test_who_reported_accepts_unless_he_has_left(book: Book):
    number = done(book)
    book.run(RecordSignature(number=number))
    book.refuses(RecordSignature(number=number, person=KEEPER), "not_party")
    book.advance()
    book.run(RecordDeparture(person=COLLEAGUE, left_on=book.today - timedelta(days=1)))
    book.run(RecordSignature(number=number, person=KEEPER))
    book.require_whole()


def test_parts_leave_the_stock_at_their_share_and_are_part_of_the_cost(book: Book):
    lay_in_parts(book)
    number = done(book)
    take_parts(book, number)
    assert cost(book, number) == (3_000, 0, 667 + 2_000)
    assert item_worth(book, "SOCKET") == (8, 2_666)
    assert item_worth(book, "LOCK") == (9, 18_000)
    consumed = "SELECT id FROM location WHERE code = 'CONSUMED'"
    assert (
        book.value(f"SELECT count(*) FROM stock_posting WHERE to_location_id = ({consumed})") == 2
    )
    book.require_whole()


def test_parts_that_come_back_lower_the_cost_and_the_whole_goes_back_exactly(book: Book):
    lay_in_parts(book)
    number = done(book)
    issue = take_parts(book, number)
    back = (RestockLine(line=1, quantity=1, reason=RestockReason.LEFT_OVER),)
    restock = book.make(Restock(number=issue, lines=back))
    assert cost(book, number) == (3_000, 0, 333 + 2_000)
    book.run(WithdrawSlip(number=restock))
    book.run(WithdrawSlip(number=issue))
    assert cost(book, number) == (3_000, 0, 0)
    assert (item_worth(book, "SOCKET"), item_worth(book, "LOCK")) == ((10, 3_333), (10, 20_000))
    book.require_whole()


def test_what_it_cost_is_settled_once_somebody_signed(book: Book):
    lay_in_parts(book)
    number = report(book)
    book.run(AssignRepair(number=number, worker=WORKER))
    issue = take_parts(book, number)
    finish(book, number)
    book.run(RecordPrinting(number=number))
    book.run(RecordSignature(number=number))
    with book.refusing("already_signed"):
        take_parts(book, number)
    book.refuses(WithdrawSlip(number=issue), "already_signed")
    lines = (RestockLine(line=1, reason=RestockReason.LEFT_OVER),)
    book.refuses(Restock(number=issue, lines=lines), "already_signed")
    book.run(ReopenRepair(number=number, reason="料多算了", mistaken=True))
    book.run(Restock(number=issue, lines=lines))
    assert cost(book, number) == (0, 0, 2_000)
    book.require_whole()


def test_a_paper_that_went_along_has_a_next_version_once_something_is_entered(book: Book):
    lay_in_parts(book)
    number = report(book)
    versions = []
    for enter in (
        lambda: book.run(AssignRepair(number=number, worker=WORKER)),
        lambda: take_parts(book, number),
        lambda: finish(book, number, materials=(BULB,)),
    ):
        book.run(RecordPrinting(number=number))
        enter()
        versions.append(book.value("SELECT version FROM voucher WHERE number = ?", number))
    assert versions == [2, 3, 4]
    assert slip_view(number, book.session.clock).next_command == "record_printing"


def test_a_failed_repair_goes_on_and_its_cost_stays_but_not_that_of_a_mistake(book: Book):
    number = done(book)
    book.run(RecordPrinting(number=number))
    book.run(RecordSignature(number=number))
    book.run(ReopenRepair(number=number, reason="还是不亮"))
    finish(book, number)
    assert cost(book, number) == (6_000, 0, 0)
    undo(book)
    assert cost(book, number) == (3_000, 0, 0)
    finish(book, number, labour=500)
    book.sign_slip(number)
    assert cost(book, number) == (3_500, 0, 0)
    assert any("返修" in words for words in slip_view(number, book.session.clock).paragraphs)
    book.refuses(ReopenRepair(number=number, reason="又坏了"), "state")
    book.require_whole()


def test_undoing_does_not_pass_over_a_signature(book: Book):
    number = done(book)
    undone = last_deed()
    assert undone is not None
    book.run(RecordSignature(number=number))
    book.refuses(UndoCommand(command_id=undone.command_id), "changed_since")


def test_a_repair_is_given_up_only_while_nothing_was_done_or_taken(book: Book):
    lay_in_parts(book)
    number = report(book)
    book.run(AssignRepair(number=number, worker=WORKER))
    issue = take_parts(book, number)
    book.refuses(WithdrawSlip(number=number), "built_upon")
    book.run(WithdrawSlip(number=issue))
    finish(book, number)
    book.refuses(WithdrawSlip(number=number), "built_upon")
    book.refuses(RejectDisposal(number=number, opinion="没修"), "built_upon")
    book.run(ReopenRepair(number=number, reason="记错", mistaken=True))
    book.run(WithdrawSlip(number=number))
    with book.refusing("not_standing"):
        finish(book, number)
    book.require_whole()


def test_a_red_document_frees_the_parts_of_a_repair_that_was_signed(book: Book):
    lay_in_parts(book)
    number = report(book)
    book.run(AssignRepair(number=number, worker=WORKER))
    issue = take_parts(book, number)
    finish(book, number)
    book.sign_slip(number)
    red = book.make(ReverseSlip(number=number, reason="没有修"))
    book.sign_slip(red)
    book.run(WithdrawSlip(number=issue))
    assert item_worth(book, "SOCKET") == (10, 3_333)
    book.require_whole()


def test_a_firm_signs_with_its_stamp(book: Book):
    book.run(AddSupplier(name=FIRM))
    number = report(book)
    book.run(AssignRepair(number=number, firm=FIRM))
    finish(book, number, materials=(BULB,))
    assert cost(book, number) == (3_000, 2_500, 0)
    book.sign_slip(number)
    assert [one["body"] for one in book.rows("signature")] == ["repair_firm", None, None]
    book.require_whole()


def test_what_is_not_worth_it_leads_to_the_application(book: Book):
    book.asset(code="OLD")
    number = report(book, asset="OLD")
    book.run(AssignRepair(number=number, worker=WORKER))
    finish(book, number, deed="主板烧毁", result=RepairResult.NOT_WORTH)
    book.sign_slip(number)
    view = slip_view(number, book.session.clock)
    assert (view.next_command, view.to_dispose) == ("apply_disposal", ("OLD",))
    book.apply("OLD")
    assert slip_view(number, book.session.clock).to_dispose == ()


def test_a_card_is_no_part(book: Book):
    book.asset(code="SPARE")
    number = report(book)
    with book.refusing("no_part"):
        take_parts(book, number, IssueLine(item="SPARE"), storeroom=ROOM)


def test_a_repair_in_every_state_is_whole(book: Book):
    repair_commands(book)
    book.require_whole()
    states = [one["state"] for one in book.rows("voucher", "kind = 'repair'")]
    assert states == ["signing", "signing", "signing", "executed", "withdrawn"]


def test_a_repair_for_a_hazard_is_tied_to_it_both_ways_and_lies_where_it_is(book: Book):
    open_campus(book)
    hazard = found(book)
    number = report(book, hazard=hazard, place=None)
    fields = said(book, number)
    assert fields["地点"].startswith(GATE)
    assert hazard in fields["关联隐患"]
    assert number in [one.number for one in HazardView(book.session, hazard).linked]
    with book.refusing("unknown_hazard"):
        report(book, hazard="YH20269999")
