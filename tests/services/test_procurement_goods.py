"""Bought, accepted, in and handed out: never more than was approved, and all of it can go back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.procurement import PurchaseForm, RejectedGoods, Stocking
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.disposal.drafts import (
    RecordPrinting,
    RecordSignature,
    RejectDisposal,
    WithdrawDisposal,
)
from houqin_desktop.services.procurement.drafts import (
    CloseRequest,
    DeliveredLine,
    EnterInAccounts,
    ExcuseProcurement,
    HandOut,
    OrderLine,
    OrderPurchase,
    RecordQuotation,
    StockAccepted,
    StockedAs,
    WantedLine,
)
from houqin_desktop.services.settings import ChangeSetting
from houqin_desktop.services.slips.case import slip_view
from houqin_desktop.services.slips.drafts import ReverseSlip, WithdrawSlip
from houqin_desktop.services.slips.sheets import slip_sheet
from houqin_desktop.services.transfer.drafts import Transfer, TransferLine
from houqin_desktop.services.undoing.verbs import UndoCommand, last_deed
from houqin_desktop.storage.procurement_sums import line_sums, thread_of
from tests.builders import (
    ACCOUNTANT,
    CENTRAL,
    COLLEAGUE,
    DEPARTMENT,
    DIRECTOR,
    HEAD_KEEPER,
    KEEPER,
    LEADER,
    OTHER_KEEPER,
    PRINCIPAL,
    ROOM,
    Book,
)
from tests.procuring import BUDGET, PENS, SHOPS, approved, arrived, ask, bought, open_shops, stocked

DESKS = WantedLine(name="课桌", unit="张", quantity=10, price=20_000, category="A05010203")
DISPERSED = PurchaseForm.DISPERSED
STICKS = WantedLine(name="教鞭", unit="支", quantity=3, price=99_999)
DRONES = WantedLine(
    name="航拍无人机",
    specification="M30",
    unit="架",
    quantity=10,
    price=100_000,
    category="A02010105",
    purpose="航模社团",
)


@pytest.fixture
def open_book(book: Book) -> Book:
    """A book with three shops and a budget."""
    open_shops(book)
    return book


def order(book: Book, *rows: OrderLine, **said: Any) -> str:
    shared: dict[str, Any] = {"supplier": SHOPS[0], "buyer": DIRECTOR, "lines": rows}
    return book.make(OrderPurchase(**shared | said))


def words(number: str) -> str:
    return "\n".join(slip_sheet(number).paragraphs)


def undo(book: Book) -> None:
    deed = last_deed()
    assert deed is not None
    book.run(UndoCommand(command_id=deed.command_id))


def cards(book: Book) -> list[dict[str, Any]]:
    return book.rows("asset", "status <> 'disposed'")


def lying(book: Book, item: str) -> tuple[int, int]:
    """Pieces and worth of an item in all."""
    rows = [row for row in book.listed("stock") if row["物品名称"] == item]
    return sum(row["数量"] for row in rows), sum(row["金额"] for row in rows)


# 采购


def test_several_requests_go_into_one_purchase_and_one_into_several(open_book: Book):
    pens = approved(open_book, PENS)
    rulers = approved(open_book, WantedLine(name="三角板", unit="把", quantity=6, price=100))
    together = order(
        open_book, OrderLine(request=pens, line=1, quantity=4), requests=(rulers, rulers)
    )
    assert [row[1:6:3] for row in slip_sheet(together).rows] == [
        ("荧光教鞭", "4"),
        ("三角板", "6"),
    ]
    rest = order(open_book, requests=(pens,), supplier=SHOPS[1])
    assert slip_sheet(rest).rows[0][4:] == ("6", "5.00", "30.00", f"{pens} 第 1 行")
    with open_book.refusing("nothing_open"):
        order(open_book, requests=(pens,))
    with open_book.refusing("no_lines"):
        order(open_book)


def test_nothing_is_ordered_that_was_not_approved_or_beyond_it(open_book: Book):
    waiting = ask(open_book)
    with open_book.refusing("not_approved"):
        order(open_book, requests=(waiting,))
    open_book.sign_slip(waiting)
    for rows in (
        (OrderLine(request=waiting, line=1, quantity=11),),
        (
            OrderLine(request=waiting, line=1, quantity=6),
            OrderLine(request=waiting, line=1, quantity=5),
        ),
        (OrderLine(request=waiting, line=1, quantity=0),),
    ):
        with open_book.refusing("over_approved"):
            order(open_book, *rows)
    with open_book.refusing("unknown_line"):
        order(open_book, OrderLine(request=waiting, line=2))
    with open_book.refusing("date_order"):
        order(open_book, requests=(waiting,), due_on=open_book.today - timedelta(days=1))
    open_book.sign_slip(open_book.make(ReverseSlip(number=waiting, reason="不买了")))
    with open_book.refusing("not_standing"):
        order(open_book, requests=(waiting,))


def test_what_was_approved_cheap_is_not_bought_at_a_price_that_others_decide_about(
    open_book: Book,
):
    cheap = approved(open_book)
    with open_book.refusing("outgrown") as refused:
        order(open_book, OrderLine(request=cheap, line=1, quantity=1, price=10_000))
    assert "合计 1,000.00 元" in refused.value.sentence
    order(open_book, OrderLine(request=cheap, line=1, quantity=1, price=9_999))
    open_book.run(ChangeSetting(key="purchase_full_limit_fen", value="10"))
    order(open_book, OrderLine(request=cheap, line=1, quantity=1))


def test_the_form_of_a_purchase_is_that_of_its_requests_or_is_said(open_book: Book):
    numbers = [approved(open_book, form=form) for form in (PurchaseForm.PETTY, DISPERSED)]
    with open_book.refusing("mixed_forms"):
        order(open_book, requests=tuple(numbers))
    with open_book.refusing("plan_wanted"):
        order(open_book, requests=tuple(numbers), form=PurchaseForm.GOVERNMENT)
    number = order(open_book, requests=tuple(numbers), form=DISPERSED)
    assert dict(slip_sheet(number).fields)["采购方式"] == "分散采购"


def test_a_taken_back_purchase_leaves_its_pieces_to_be_ordered_again(open_book: Book):
    number = approved(open_book)
    first = order(open_book, requests=(number,))
    undo(open_book)
    second = order(open_book, requests=(number,))
    open_book.sign_slip(second)
    open_book.sign_slip(open_book.make(ReverseSlip(number=second, reason="店家关门")))
    assert order(open_book, requests=(number,)) not in (first, second)


def test_from_a_limit_on_three_quotations_are_compared_before_anybody_signs(open_book: Book):
    number = approved(open_book, WantedLine(name="窗帘", unit="幅", quantity=50, price=10_000))
    purchase = order(open_book, requests=(number,), choice_reason="最低价")
    steps = [step.key for step in slip_view(purchase, open_book.session.clock).steps]
    assert steps == ["buyer", "director", "leader"]
    for shop, amount in zip(SHOPS[:2], (500_000, 510_000), strict=True):
        open_book.run(RecordQuotation(number=purchase, supplier=shop, amount=amount))
    again = RecordQuotation(number=purchase, supplier=SHOPS[0], amount=1)
    open_book.refuses(again, "quoted_already")
    with open_book.refusing("quotations_missing") as refused:
        open_book.run(RecordSignature(number=purchase, step="buyer"))
    assert "只登记了 2 家" in refused.value.sentence
    with open_book.refusing("not_signed"):
        arrived(open_book, purchase, DeliveredLine(line=1, delivered=1))
    third = RecordQuotation(number=purchase, supplier=SHOPS[2], amount=520_000)
    open_book.run(third)
    open_book.sign_slip(purchase)
    for said in ("报价：SHOP-A 5,000.00 元", "（选定）", "选定理由：最低价"):
        assert said in words(purchase)
    arrived(open_book, purchase, DeliveredLine(line=1, delivered=1))


def test_too_few_quotations_are_an_exception_that_is_printed(open_book: Book):
    number = approved(open_book, WantedLine(name="窗帘", unit="幅", quantity=50, price=10_000))
    purchase = order(open_book, requests=(number,))
    open_book.run(ExcuseProcurement(number=purchase, exception="本地只有一家"))
    assert "报价不足的理由：本地只有一家" in words(purchase)
    open_book.refuses(ExcuseProcurement(number=purchase, over_budget="同意"), "no_such_field")
    open_book.sign_slip(purchase)


def test_the_limit_of_quotations_is_a_setting_and_the_government_asks_itself(open_book: Book):
    open_book.run(ChangeSetting(key="purchase_quotation_limit_fen", value="50"))
    petty = approved(open_book)
    central = approved(open_book, form=PurchaseForm.GOVERNMENT)
    wanted = {
        number: open_book.value(
            "SELECT quotations_wanted FROM purchase WHERE id = ?",
            lookup.voucher(order(open_book, requests=(number,))).id,
        )
        for number in (petty, central)
    }
    assert wanted == {petty: 3, central: 0}


# 验收


def test_a_delivery_comes_in_parts_and_what_was_rejected_comes_later(open_book: Book):
    number = approved(open_book)
    purchase = bought(open_book, number)
    part = DeliveredLine(line=1, delivered=6, accepted=4, rejected=RejectedGoods.REPLACE)
    first = stocked(open_book, purchase, part)
    assert "还有 6 件没有验收" in slip_view(purchase, open_book.session.clock).missing
    acceptance = slip_sheet("YS20260001")
    assert acceptance.rows[0][4:] == (*("10", "6", "4", "5.00", "20.00", "部分不合格", "", "换货"),)
    assert "√部分合格" in words("YS20260001")
    second = stocked(open_book, purchase, DeliveredLine(line=1, delivered=6))
    assert first != second
    assert lying(open_book, "荧光教鞭") == (10, 5_000)
    (sums,) = line_sums((lookup.voucher(number).id,)).values()
    assert (sums.approved, sums.ordered, sums.accepted, sums.accepted_fen) == (10, 10, 10, 5_000)
    with open_book.refusing("over_ordered"):
        arrived(open_book, purchase, DeliveredLine(line=1, delivered=1))
    open_book.require_whole()


def test_nothing_good_came_and_nothing_is_brought_in(open_book: Book):
    purchase = bought(open_book, approved(open_book))
    bad = DeliveredLine(line=1, delivered=3, accepted=0, rejected=RejectedGoods.RETURN)
    number = arrived(open_book, purchase, bad)
    assert "√退换" in words(number)
    open_book.sign_slip(number)
    open_book.refuses(StockAccepted(number=number), "nothing_accepted")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, "no_lines"),
        ({"lines": (DeliveredLine(line=2, delivered=1),)}, "unknown_line"),
        ({"lines": (DeliveredLine(line=1, delivered=1),) * 2}, "repeated_line"),
        ({"lines": (DeliveredLine(line=1, delivered=0),)}, "bad_quantity"),
        ({"lines": (DeliveredLine(line=1, delivered=1, accepted=2),)}, "bad_quantity"),
        ({"lines": (DeliveredLine(line=1, delivered=2, accepted=1),)}, "rejected_how"),
        ({"lines": (DeliveredLine(line=1, delivered=1, serials="A B"),)}, "bad_serials"),
        ({"lines": (DeliveredLine(line=1, delivered=2, serials="A A"),)}, "bad_serials"),
        ({"lines": (DeliveredLine(line=1, delivered=1, price=-1),)}, "negative_value"),
        ({"lines": (DeliveredLine(line=1, delivered=1, price=501),)}, "papers_disagree"),
        ({"second_acceptor": ACCOUNTANT}, "one_acceptor"),
        ({"acceptor": COLLEAGUE}, "applicant_accepts"),
        ({"second_acceptor": COLLEAGUE}, "applicant_accepts"),
        ({"user": COLLEAGUE}, "applicant_accepts"),
        ({"arrived_on": date(2026, 1, 1)}, "date_order"),
        ({"invoice_amount": 501}, "papers_disagree"),
        ({"storeroom": "无此室"}, "unknown_storeroom"),
    ],
)
def test_an_unsound_acceptance_is_refused_in_a_sentence(
    open_book: Book, said: dict[str, Any], code: str
):
    purchase = bought(open_book, approved(open_book))
    rows = said.pop("lines", () if not said else (DeliveredLine(line=1, delivered=1),))
    with open_book.refusing(code) as refused:
        arrived(open_book, purchase, *rows, **said)
    assert "请" in refused.value.sentence


def test_papers_that_disagree_are_explained_on_the_acceptance(open_book: Book):
    purchase = bought(open_book, approved(open_book))
    dearer = DeliveredLine(line=1, delivered=10, price=600)
    number = arrived(
        open_book,
        purchase,
        dearer,
        differences="补发的一批调价",
        delivery_note="SH-1",
        invoice_number="12345678",
        invoice_on=open_book.today,
        invoice_amount=6_000,
    )
    assert "三单不一致的说明：补发的一批调价" in words(number)
    assert f"送货单号：SH-1　发票：12345678 {open_book.today} 60.00 元" in words(number)


@pytest.mark.parametrize(
    ("asked_by", "room", "said"),
    [
        (COLLEAGUE, CENTRAL, {"acceptor": COLLEAGUE}),
        (DIRECTOR, CENTRAL, {}),
        (KEEPER, ROOM, {}),
    ],
)
def test_no_hand_on_an_acceptance_asked_for_it_but_by_an_exception_that_is_printed(
    open_book: Book, asked_by: str, room: str, said: dict[str, str]
):
    exception = {"exception": "只有一人"} if asked_by == DIRECTOR else {}
    request = approved(open_book, applicant=asked_by, head=LEADER, **exception)
    purchase = bought(open_book, request, buyer=HEAD_KEEPER)
    line = DeliveredLine(line=1, delivered=1)
    with open_book.refusing("applicant_accepts") as refused:
        arrived(open_book, purchase, line, storeroom=room, **said)
    assert asked_by in refused.value.sentence
    number = arrived(open_book, purchase, line, storeroom=room, exception="本校只有他懂", **said)
    assert "申请人兼验收：本校只有他懂" in words(number)
    open_book.sign_slip(number)


def test_of_an_ended_request_nothing_more_is_ordered_or_accepted(open_book: Book):
    number = approved(open_book, budget_line=BUDGET)
    purchase = bought(open_book, lines=(OrderLine(request=number, line=1, quantity=6),))
    open_book.refuses(CloseRequest(number=number, reason="不买了"), "still_ordered")
    sent_back = RejectedGoods.WITHOUT
    arrived(open_book, purchase, DeliveredLine(line=1, delivered=6, accepted=4, rejected=sent_back))
    open_book.refuses(CloseRequest(number=number, reason=""), "empty_reason")
    open_book.run(CloseRequest(number=number, reason="店家没有了"))
    open_book.refuses(CloseRequest(number=number, reason="店家没有了"), "no_change")
    with open_book.refusing("request_closed"):
        order(open_book, OrderLine(request=number, line=1))
    with open_book.refusing("request_closed"):
        arrived(open_book, purchase, DeliveredLine(line=1, delivered=1))
    missing = slip_view(purchase, open_book.session.clock).missing
    assert [said for said in missing if "验收" in said] == []


# 入库


def test_ten_dear_pieces_are_ten_cards_with_every_field_filled(open_book: Book):
    asked = approved(open_book, DRONES, budget_line=BUDGET, over_budget="追加")
    purchase = bought(open_book, asked, contract_number="HT-7")
    serials = " ".join(f"SN{at}" for at in range(10))
    until = open_book.today + timedelta(days=700)
    line = DeliveredLine(line=1, delivered=10, serials=serials, warranty_until=until)
    acceptance = arrived(open_book, purchase, line, invoice_number="FP-9")
    open_book.sign_slip(acceptance)
    place = StockedAs(line=1, place="器材柜")
    result = open_book.run(StockAccepted(number=acceptance, lines=(place,)))
    made = cards(open_book)
    assert len(made) == 10
    assert len({card["code"] for card in made}) == 10
    assert set(result.ids[1:]) == {card["code"] for card in made}
    assert [card["serial_number"] for card in made] == serials.split()
    for card in made:
        assert {key: card[key] for key in FILLED} == FILLED | {
            "acquired_on": open_book.today.isoformat(),
            "warranty_until": until.isoformat(),
        }
    assert {card["storeroom_id"] for card in made} == {lookup.storeroom(CENTRAL).id}
    assert {card["using_department_id"] for card in made} == {lookup.department(DEPARTMENT).id}
    open_book.refuses(StockAccepted(number=acceptance), "stocked_already")
    open_book.require_whole()


FILLED: dict[str, Any] = {
    "name": "航拍无人机",
    "specification": "M30",
    "unit": "架",
    "quantity": 1,
    "original_value_fen": 100_000,
    "category_code": "A02010105",
    "place": "器材柜",
    "supplier": SHOPS[0],
    "contract_number": "HT-7",
    "invoice_number": "FP-9",
    "budget_item": BUDGET,
    "purpose": "航模社团",
    "acquisition_method": "purchase",
    "procurement_form": "dispersed",
    "acquired_on": "",
    "warranty_until": "",
}


@pytest.mark.parametrize(
    ("line", "said", "cards_of", "pieces"),
    [
        (DESKS, {}, [10], 0),
        (replace(DESKS, quantity=1, price=100), {}, [1], 0),
        (STICKS, {}, [], 3),
        (replace(STICKS, price=100_000), {}, [1, 1, 1], 0),
        (replace(STICKS, price=500), {"way": Stocking.CARDS}, [1, 1, 1], 0),
        (replace(STICKS, price=200_000), {"way": Stocking.BATCH}, [3], 0),
        (replace(STICKS, price=200_000), {"way": Stocking.STOCK}, [], 3),
    ],
)
def test_price_and_category_say_whether_pieces_are_cards_a_batch_or_stock(
    open_book: Book, line: WantedLine, said: dict[str, Any], cards_of: list[int], pieces: int
):
    purchase = bought(open_book, approved(open_book, line))
    number = arrived(open_book, purchase, DeliveredLine(line=1, delivered=line.quantity))
    open_book.sign_slip(number)
    way = (StockedAs(line=1, **said),) if said else ()
    receipt = open_book.make(StockAccepted(number=number, lines=way))
    made = cards(open_book)
    assert [card["quantity"] for card in made] == cards_of
    assert sum(card["original_value_fen"] for card in made) + lying(open_book, line.name)[1] == (
        line.quantity * line.price
    )
    assert lying(open_book, line.name)[0] == pieces
    assert dict(slip_sheet(receipt).fields)["来源"] == f"采购 {SHOPS[0]}"
    open_book.require_whole()


def test_the_limit_of_a_card_and_the_categories_in_batches_are_settings(open_book: Book):
    open_book.run(ChangeSetting(key="capital_limit_fen", value="5"))
    stocked(open_book, bought(open_book, approved(open_book)), DeliveredLine(line=1, delivered=10))
    assert len(cards(open_book)) == 10
    open_book.run(ChangeSetting(key="bulk_categories", value=""))
    stocked(
        open_book,
        bought(open_book, approved(open_book, DESKS)),
        DeliveredLine(line=1, delivered=10),
    )
    assert len(cards(open_book)) == 20


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((StockedAs(line=2),), "unknown_line"),
        ((StockedAs(line=1), StockedAs(line=1)), "repeated_line"),
        ((StockedAs(line=1, item="无此物品"),), "unknown_item"),
    ],
)
def test_what_is_said_of_a_line_has_to_fit(open_book: Book, rows: tuple[StockedAs, ...], code: str):
    purchase = bought(open_book, approved(open_book))
    number = arrived(open_book, purchase, DeliveredLine(line=1, delivered=10))
    open_book.refuses(StockAccepted(number=number), "not_signed")
    open_book.sign_slip(number)
    open_book.refuses(StockAccepted(number=number, lines=rows), code)


def test_nothing_comes_in_on_a_day_before_it_was_accepted(open_book: Book):
    purchase = bought(open_book, approved(open_book))
    open_book.advance(3)
    number = arrived(open_book, purchase, DeliveredLine(line=1, delivered=10))
    open_book.sign_slip(number)
    early = open_book.today - timedelta(days=1)
    with open_book.refusing("date_order"):
        open_book.run(StockAccepted(number=number), on=early)


def test_the_department_that_asked_signs_by_its_head_or_whom_it_sends(open_book: Book):
    purchase = bought(open_book, approved(open_book))
    one = arrived(open_book, purchase, DeliveredLine(line=1, delivered=4))
    other = arrived(open_book, purchase, DeliveredLine(line=1, delivered=6), user=OTHER_KEEPER)
    for number, name in ((one, KEEPER), (other, OTHER_KEEPER)):
        steps = {step.key: step for step in slip_view(number, open_book.session.clock).steps}
        assert steps["user"].title == "使用部门"
        sheet = slip_sheet(number)
        assert dict(sheet.fields)["使用部门"] == DEPARTMENT
        assert "使用部门" in [box.title for box in sheet.boxes]
        stranger = RecordSignature(number=number, step="user", person=PRINCIPAL)
        open_book.refuses(stranger, "not_party")
        open_book.run(RecordSignature(number=number, step="user", person=name))


def test_where_no_head_is_named_it_is_said_who_signs_for_the_department(open_book: Book):
    number = ask(open_book, PENS, head=None)
    open_book.run(RecordSignature(number=number, step="applicant"))
    open_book.run(RecordSignature(number=number, step="department", person=KEEPER))
    open_book.sign_slip(number)
    purchase = bought(open_book, number)
    with open_book.refusing("no_user"):
        arrived(open_book, purchase, DeliveredLine(line=1, delivered=10))
    arrived(open_book, purchase, DeliveredLine(line=1, delivered=10), user=KEEPER)


# 冲销


def test_a_receipt_withdrawn_or_reversed_after_it_made_cards_takes_them_back(open_book: Book):
    purchase = bought(open_book, approved(open_book, DRONES, PENS))
    number = arrived(
        open_book,
        purchase,
        DeliveredLine(line=1, delivered=10),
        DeliveredLine(line=2, delivered=10),
    )
    open_book.sign_slip(number)
    book_of = StockAccepted(number=number)
    first = open_book.make(book_of)
    codes = {card["code"] for card in cards(open_book)}
    undo(open_book)
    assert cards(open_book) == []
    assert lying(open_book, "荧光教鞭") == (0, 0)
    second = open_book.make(book_of)
    assert {card["code"] for card in cards(open_book)} == codes
    open_book.sign_slip(second)
    red = open_book.make(ReverseSlip(number=second, reason="型号不符"))
    assert len(cards(open_book)) == 10
    open_book.sign_slip(red)
    open_book.refuses(WithdrawSlip(number=second), "state")
    assert cards(open_book) == []
    assert lying(open_book, "荧光教鞭") == (0, 0)
    with open_book.refusing("not_standing"):
        open_book.run(HandOut(number=second))
    third = open_book.make(book_of)
    assert {card["code"] for card in cards(open_book)} == codes
    assert len({first, second, third}) == 3
    open_book.require_whole()


def test_a_receipt_to_which_somebody_does_not_agree_brings_nothing_in(open_book: Book):
    purchase = bought(open_book, approved(open_book, DRONES, PENS))
    lines = [DeliveredLine(line=line, delivered=10) for line in (1, 2)]
    receipt = stocked(open_book, purchase, *lines)
    open_book.run(RecordSignature(number=receipt, step="handler"))
    open_book.run(RejectDisposal(number=receipt, step="keeper", opinion="数量不对"))
    assert cards(open_book) == []
    assert lying(open_book, "荧光教鞭") == (0, 0)
    open_book.require_whole()


def test_a_card_on_which_something_stands_keeps_its_receipt_and_is_named(open_book: Book):
    purchase = bought(open_book, approved(open_book, DRONES))
    receipt = stocked(open_book, purchase, DeliveredLine(line=1, delivered=10))
    _first, second, third, *_ = [card["code"] for card in cards(open_book)]
    move = Transfer(
        giver=HEAD_KEEPER,
        taker=KEEPER,
        storeroom=CENTRAL,
        other_storeroom=ROOM,
        reason="调剂",
        lines=(TransferLine(item=second),),
    )
    back = WithdrawSlip(number=receipt)
    transfer = open_book.make(move)
    open_book.sign_slip(transfer)
    with open_book.refusing("card_in_use") as refused:
        open_book.run(back)
    assert second in refused.value.sentence
    open_book.sign_slip(open_book.make(ReverseSlip(number=transfer, reason="不调了")))
    case = open_book.apply(third, kind=VoucherKind.WRITE_OFF, reason=DisposalReason.LOST)
    with open_book.refusing("in_open_case") as refused:
        open_book.run(back)
    for said in (third, case):
        assert said in refused.value.sentence


def test_a_withdrawn_case_of_disposal_holds_no_receipt(open_book: Book):
    purchase = bought(open_book, approved(open_book, DRONES))
    receipt = stocked(open_book, purchase, DeliveredLine(line=1, delivered=10))
    code = cards(open_book)[0]["code"]
    case = open_book.apply(code, kind=VoucherKind.WRITE_OFF, reason=DisposalReason.LOST)
    open_book.run(WithdrawDisposal(number=case))
    open_book.run(WithdrawSlip(number=receipt))
    assert cards(open_book) == []
    (line,) = open_book.rows("disposal_line")
    (card,) = open_book.rows("asset", "id = ?", line["asset_id"])
    assert card["withdrawn_code"] == code
    open_book.require_whole()


def test_a_part_split_off_for_a_case_keeps_the_receipt_after_the_case_is_withdrawn(
    open_book: Book,
):
    purchase = bought(open_book, approved(open_book, DESKS))
    receipt = stocked(open_book, purchase, DeliveredLine(line=1, delivered=10))
    (batch,) = cards(open_book)
    lost = {"kind": VoucherKind.WRITE_OFF, "reason": DisposalReason.LOST}
    case = open_book.apply(batch["code"], pieces=(f"{batch['code']}=2",), **lost)
    open_book.run(WithdrawDisposal(number=case))
    with open_book.refusing("card_in_use"):
        open_book.run(WithdrawSlip(number=receipt))
    assert sum(card["quantity"] for card in cards(open_book)) == 10


def test_a_receipt_stands_while_things_of_it_are_handed_out(open_book: Book):
    purchase = bought(open_book, approved(open_book, DRONES))
    receipt = stocked(open_book, purchase, DeliveredLine(line=1, delivered=10))
    open_book.sign_slip(receipt)
    handed = open_book.make(HandOut(number=receipt, place="航模室"))
    open_book.refuses(HandOut(number=receipt), "handed_already")
    red = open_book.make(ReverseSlip(number=receipt, reason="型号不符"))
    open_book.run(RecordPrinting(number=red))
    open_book.run(RecordSignature(number=red, step="head_keeper"))
    with open_book.refusing("built_upon") as refused:
        open_book.run(RecordSignature(number=red, step="director"))
    assert handed in refused.value.sentence
    open_book.sign_slip(handed)
    open_book.sign_slip(open_book.make(ReverseSlip(number=handed, reason="退货")))
    open_book.run(RecordSignature(number=red, step="director"))
    assert cards(open_book) == []
    open_book.require_whole()


def test_a_paper_stands_while_another_follows_from_it(open_book: Book):
    request = approved(open_book)
    purchase = bought(open_book, request)
    acceptance = arrived(open_book, purchase, DeliveredLine(line=1, delivered=10))
    open_book.sign_slip(acceptance)
    receipt = open_book.make(StockAccepted(number=acceptance))
    for number, upon in ((request, purchase), (purchase, acceptance), (acceptance, receipt)):
        red = open_book.make(ReverseSlip(number=number, reason="录错"))
        open_book.run(RecordPrinting(number=red))
        open_book.run(RecordSignature(number=red, step="head_keeper"))
        with open_book.refusing("built_upon") as refused:
            open_book.run(RecordSignature(number=red, step="director"))
        assert upon in refused.value.sentence
        open_book.run(WithdrawSlip(number=red))
    open_book.run(WithdrawSlip(number=receipt))
    for number in (acceptance, purchase, request):
        open_book.sign_slip(open_book.make(ReverseSlip(number=number, reason="录错")))
    open_book.refuses(StockAccepted(number=acceptance), "not_standing")
    with open_book.refusing("not_standing"):
        arrived(open_book, purchase, DeliveredLine(line=1, delivered=1))
    open_book.require_whole()


# 发放、入账


def test_what_came_in_goes_to_who_asked_for_use_or_on_loan(open_book: Book):
    receipt = stocked(
        open_book,
        bought(open_book, approved(open_book, PENS, purpose="教研")),
        DeliveredLine(line=1, delivered=10),
    )
    issue = slip_sheet(open_book.make(HandOut(number=receipt)))
    fields = dict(issue.fields)
    assert (fields["领用人"], fields["领用部门"]) == (COLLEAGUE, DEPARTMENT)
    undo(open_book)
    due = open_book.today + timedelta(days=30)
    loan = open_book.make(HandOut(number=receipt, due_on=due))
    assert loan.startswith("JY")
    numbers = {
        open_book.value("SELECT number FROM voucher WHERE id = ?", one)[:2]
        for one in thread_of(lookup.voucher(loan).id)
    }
    assert numbers == {"CG", "DD", "YS", "RK", "LY", "JY"}


def test_of_several_applicants_it_is_said_who_takes_it(open_book: Book):
    mine = approved(open_book)
    theirs = approved(
        open_book,
        WantedLine(name="三角板", unit="把", quantity=1, price=100),
        applicant=OTHER_KEEPER,
    )
    receipt = stocked(
        open_book,
        bought(open_book, mine, theirs),
        DeliveredLine(line=1, delivered=10),
        DeliveredLine(line=2, delivered=1),
    )
    open_book.refuses(HandOut(number=receipt), "whose")
    open_book.run(HandOut(number=receipt, taker=OTHER_KEEPER))
    other = open_book.receive(open_book.rows("stock_item")[0]["code"], 1, 100)
    open_book.refuses(HandOut(number=other), "not_purchased")


def test_the_accounts_number_is_written_taken_away_and_undone(open_book: Book):
    receipt = stocked(
        open_book, bought(open_book, approved(open_book)), DeliveredLine(line=1, delivered=10)
    )
    day = open_book.today
    open_book.advance(3)

    def entry() -> tuple[str, str | None]:
        (row,) = open_book.rows("accounts_entry")
        return row["number"], row["entered_on"]

    open_book.run(EnterInAccounts(number=receipt, accounting_voucher="记-1", entered_on=day))
    open_book.run(EnterInAccounts(number=receipt, accounting_voucher="记-2"))
    assert entry() == ("记-2", open_book.today.isoformat())
    undo(open_book)
    assert entry() == ("记-1", day.isoformat())
    open_book.run(EnterInAccounts(number=receipt))
    assert entry() == ("", None)
    undo(open_book)
    assert entry() == ("记-1", day.isoformat())
    open_book.refuses(
        EnterInAccounts(
            number=receipt, accounting_voucher="记-3", entered_on=day - timedelta(days=1)
        ),
        "date_order",
    )
    open_book.run(WithdrawSlip(number=receipt))
    open_book.refuses(EnterInAccounts(number=receipt, accounting_voucher="记-4"), "not_standing")


def test_purchases_of_one_request_that_only_together_want_quotations_are_noticed(book: Book):
    open_shops(book)
    wanted = WantedLine(name="航拍无人机", unit="台", quantity=3, price=240_000)
    request = approved(book, wanted, form=DISPERSED)

    def buy(pieces: int) -> tuple[str, ...]:
        line = OrderLine(request=request, line=1, quantity=pieces)
        number = book.make(OrderPurchase(supplier=SHOPS[0], buyer=DIRECTOR, lines=(line,)))
        return slip_view(number, book.session.clock).paragraphs

    assert buy(1) == ()
    assert buy(1) == ()
    (words,) = buy(1)
    assert "DD20260001、DD20260002" in words
    assert "7,200.00 元，达到 5,000.00 元" in words
    book.run(WithdrawSlip(number="DD20260001"))
    assert slip_view("DD20260003", book.session.clock).paragraphs == ()
