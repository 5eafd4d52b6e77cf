"""A request goes the way that its amount wants; nobody approves himself; no budget is passed."""

from __future__ import annotations

from typing import Any

import pytest

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.procurement import LineChoice, PurchaseForm
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.services import lookup
from houqin_desktop.services.disposal.drafts import RecordPrinting, RecordSignature, RejectDisposal
from houqin_desktop.services.loan.drafts import IssueLine, IssueStock
from houqin_desktop.services.people.verbs import Appoint
from houqin_desktop.services.procurement.budget import standings
from houqin_desktop.services.procurement.drafts import (
    ChangeBudgetLine,
    CloseRequest,
    DecideLine,
    DeliveredLine,
    ExcuseProcurement,
    OrderLine,
    OrderPurchase,
    RequestPurchase,
    StockAccepted,
    WantedLine,
    WithdrawBudgetLine,
)
from houqin_desktop.services.settings import ChangeSetting
from houqin_desktop.services.slips.case import slip_view
from houqin_desktop.services.slips.drafts import ReverseSlip, WithdrawSlip
from houqin_desktop.services.slips.sheets import slip_sheet
from houqin_desktop.services.stock.drafts import AddItem
from tests.builders import (
    CENTRAL,
    COLLEAGUE,
    DEPARTMENT,
    DIRECTOR,
    HEAD_KEEPER,
    KEEPER,
    LEADER,
    OTHER_ROOM,
    Book,
)
from tests.procuring import (
    BUDGET,
    PENS,
    SHOPS,
    approved,
    arrived,
    ask,
    bought,
    open_shops,
    stocked,
)

RULER = WantedLine(name="三角板", unit="把", quantity=1, price=100)
SHORT = ("applicant", "department", "stock_check", "director", "leader")
FULL = (*SHORT[:-1], "finance", "leader", "principal")
COUNCIL = (*FULL[:-1], "council")


def worth(yuan: int, *, pieces: int = 1) -> WantedLine:
    """A line of so many yuan in all."""
    return WantedLine(name="三角板", unit="把", quantity=pieces, price=yuan * 100 // pieces)


def hands(book: Book, number: str) -> tuple[str, ...]:
    return tuple(step.key for step in slip_view(number, book.session.clock).steps)


def words(number: str) -> str:
    """What stands below the table of a paper."""
    return "\n".join(slip_sheet(number).paragraphs)


def sign_until(book: Book, number: str, step: str) -> None:
    """Let every hand before a step agree."""
    book.run(RecordPrinting(number=number))
    for due in hands(book, number):
        if due == step:
            return
        book.run(RecordSignature(number=number, step=due))


def budget(book: Book) -> tuple[int, int, int]:
    """What of the budget is reserved, spent and left, in yuan."""
    (line,) = [one for one in standings(book.today.year) if one.line.name == BUDGET]
    return line.reserved_fen // 100, line.spent_fen // 100, line.left_fen // 100


@pytest.mark.parametrize(
    ("line", "form", "wanted"),
    [
        (worth(999), PurchaseForm.PETTY, SHORT),
        (worth(1_000), PurchaseForm.PETTY, FULL),
        (worth(10), PurchaseForm.GOVERNMENT, FULL),
        (worth(10), PurchaseForm.DEPARTMENTAL, FULL),
        (worth(19_999, pieces=7), PurchaseForm.DISPERSED, FULL),
        (worth(20_000, pieces=100), PurchaseForm.DISPERSED, COUNCIL),
        (worth(5_000), PurchaseForm.DISPERSED, COUNCIL),
    ],
)
def test_amount_form_and_the_price_of_a_piece_say_whose_hands_a_request_wants(
    book: Book, line: WantedLine, form: PurchaseForm, wanted: tuple[str, ...]
):
    assert hands(book, ask(book, line, form=form)) == wanted


def test_the_limits_of_the_routes_are_settings_of_the_school(book: Book):
    for key, amount in (
        ("purchase_full_limit_fen", "50"),
        ("purchase_council_unit_fen", "200"),
        ("purchase_council_limit_fen", "300"),
    ):
        book.run(ChangeSetting(key=key, value=amount))
    assert hands(book, ask(book, worth(50, pieces=5))) == FULL
    assert hands(book, ask(book, worth(200))) == COUNCIL
    assert hands(book, ask(book, worth(300, pieces=30))) == COUNCIL


def test_the_council_signs_with_its_minutes(book: Book):
    number = ask(book, worth(5_000))
    sign_until(book, number, "council")
    with book.refusing("document_wanted"):
        book.run(RecordSignature(number=number, step="council"))
    minutes = RecordSignature(number=number, step="council", document_number="校办〔2026〕3号")
    book.run(minutes)
    assert lookup.voucher(number).state.value == "executed"


def test_whoever_holds_the_post_that_day_signs(book: Book):
    number = ask(book, worth(1_200))
    sign_until(book, number, "finance")
    book.run(Appoint(person=KEEPER, post=Post.FINANCE), on=book.advance())
    book.run(RecordSignature(number=number, step="finance"))
    steps = {step.key: step for step in slip_view(number, book.session.clock).steps}
    assert steps["finance"].holder.endswith(KEEPER)
    assert steps["director"].holder.endswith(DIRECTOR)


@pytest.mark.parametrize(
    ("applicant", "head", "step"),
    [
        (COLLEAGUE, COLLEAGUE, "department"),
        (HEAD_KEEPER, KEEPER, "stock_check"),
        (DIRECTOR, KEEPER, "director"),
        (LEADER, KEEPER, "leader"),
    ],
)
def test_an_applicant_approves_nothing_of_his_own_but_by_an_exception_that_is_printed(
    book: Book, applicant: str, head: str, step: str
):
    number = ask(book, applicant=applicant, head=head)
    sign_until(book, number, step)
    with book.refusing("own_request") as refused:
        book.run(RecordSignature(number=number, step=step))
    assert "不能审批" in refused.value.sentence
    excused = ask(book, applicant=applicant, head=head, exception="部门只有一人")
    assert "部门只有一人" in words(excused)
    book.sign_slip(excused)
    book.require_whole()


def test_who_asked_may_still_disagree_with_his_own_request(book: Book):
    number = ask(book, applicant=DIRECTOR)
    sign_until(book, number, "director")
    book.run(RejectDisposal(number=number, step="director", opinion="不买了"))
    assert lookup.voucher(number).state.value == "rejected"


def test_a_department_without_a_head_is_signed_for_when_he_is_named(book: Book):
    number = ask(book, head=None)
    sign_until(book, number, "department")
    with book.refusing("signer_wanted"):
        book.run(RecordSignature(number=number, step="department"))


def test_requests_of_a_department_that_pass_a_limit_together_are_noticed_and_printed(book: Book):
    first = ask(book, worth(600))
    assert "拆单" not in words(first)
    book.advance(5)
    second = ask(book, worth(600))
    assert f"30 天内另有申请 {first}" in words(second)
    assert "1,200.00" in words(second)
    assert hands(book, second) == SHORT
    back = book.make(
        RequestPurchase(
            applicant=COLLEAGUE,
            department=DEPARTMENT,
            form=PurchaseForm.PETTY,
            lines=(worth(700),),
        ),
        on=book.today.replace(day=book.today.day - 6),
    )
    assert "拆单" in words(back)


def test_requests_long_ago_taken_back_or_of_others_are_no_splitting(book: Book):
    ask(book, worth(600))
    book.advance(31)
    withdrawn = ask(book, worth(600))
    assert "拆单" not in words(withdrawn)
    book.run(WithdrawSlip(number=withdrawn))
    cut = ask(book, worth(600, pieces=2))
    book.run(DecideLine(number=cut, line=1, choice=LineChoice.CUT, quantity=1, reason="够用"))
    assert "拆单" not in words(ask(book, worth(600)))


def test_a_budget_is_reserved_by_a_request_and_spent_by_what_is_accepted(book: Book):
    open_shops(book)
    assert budget(book) == (0, 0, 5_000)
    number = ask(book, worth(1_000, pieces=10), budget_line=BUDGET)
    assert budget(book) == (1_000, 0, 4_000)
    book.run(DecideLine(number=number, line=1, choice=LineChoice.CUT, quantity=2, reason="够用"))
    assert budget(book) == (800, 0, 4_200)
    book.sign_slip(number)
    purchase = bought(book, number)
    part = arrived(book, purchase, DeliveredLine(line=1, delivered=3))
    assert budget(book) == (500, 300, 4_200)
    book.sign_slip(part)
    receipt = book.make(StockAccepted(number=part))
    dearer = DeliveredLine(line=1, delivered=2, price=12_000)
    arrived(book, purchase, dearer, differences="涨价，已电话核实")
    assert budget(book) == (300, 540, 4_160)
    book.sign_slip(receipt)
    book.sign_slip(book.make(ReverseSlip(number=receipt, reason="入错")))
    assert budget(book) == (300, 540, 4_160)
    book.sign_slip(book.make(ReverseSlip(number=part, reason="验错")))
    assert budget(book) == (600, 240, 4_160)
    book.require_whole()


def test_a_request_that_is_withdrawn_refused_or_ended_reserves_nothing(book: Book):
    open_shops(book)
    withdrawn = ask(book, worth(400), budget_line=BUDGET)
    book.run(WithdrawSlip(number=withdrawn))
    refused = ask(book, worth(400), budget_line=BUDGET)
    book.run(RecordPrinting(number=refused))
    book.run(RecordSignature(number=refused, step="applicant"))
    book.run(RejectDisposal(number=refused, step="department", opinion="不买了"))
    ended = approved(book, worth(400), budget_line=BUDGET)
    assert budget(book) == (400, 0, 4_600)
    book.run(CloseRequest(number=ended, reason="借到了"))
    assert budget(book) == (0, 0, 5_000)


def test_over_the_budget_a_request_says_who_decided(book: Book):
    open_shops(book)
    with book.refusing("over_budget") as refused:
        ask(book, worth(5_001), budget_line=BUDGET)
    assert "只剩 5,000.00 元，不够 5,001.00 元" in refused.value.sentence
    over = worth(5_001, pieces=3)
    number = ask(book, over, budget_line=BUDGET, over_budget="办公会同意追加")
    assert "超预算决定：办公会同意追加" in words(number)
    assert budget(book) == (5_001, 0, -1)
    book.sign_slip(number)


def test_over_the_budget_by_a_rise_of_the_price_an_acceptance_says_who_decided(book: Book):
    open_shops(book)
    purchase = bought(book, approved(book, worth(4_900, pieces=10), budget_line=BUDGET))
    dearer = DeliveredLine(line=1, delivered=10, price=50_200)
    with book.refusing("over_budget"):
        arrived(book, purchase, dearer, differences="涨价")
    number = arrived(book, purchase, dearer, differences="涨价", over_budget="校长同意")
    assert "超预算决定：校长同意" in words(number)
    assert budget(book) == (0, 5_020, -20)


def test_a_budget_that_no_longer_suffices_stops_the_last_hand_with_a_sentence(book: Book):
    open_shops(book)
    number = ask(book, worth(900), budget_line=BUDGET)
    book.run(ChangeBudgetLine(year=book.today.year, name=BUDGET, amount=80_000))
    sign_until(book, number, "leader")
    with book.refusing("over_budget") as refused:
        book.run(RecordSignature(number=number, step="leader"))
    assert "已超出 100.00 元。请核减数量或调整预算" in refused.value.sentence
    book.run(DecideLine(number=number, line=1, choice=LineChoice.CUT, reason="不买了"))
    book.run(RecordSignature(number=number, step="leader"))


def test_a_budget_out_of_use_or_of_another_year_is_not_asked_on(book: Book):
    open_shops(book)
    book.run(WithdrawBudgetLine(year=book.today.year, name=BUDGET))
    with book.refusing("budget_gone"):
        ask(book, budget_line=BUDGET)
    with book.refusing("unknown_budget"):
        ask(book, budget_line="修缮")


def test_what_is_served_otherwise_is_bought_no_longer_and_stays_on_the_paper(book: Book):
    book.run(AddItem(code="PEN", name="记号笔", kind=StockKind.MATERIAL, unit="支"))
    book.receive("PEN", 10, 1_000)
    number = ask(book, WantedLine(name="白板笔架", unit="个", quantity=5, price=100))
    issued = book.make(
        IssueStock(storeroom=CENTRAL, taker=COLLEAGUE, lines=(IssueLine(item="PEN", quantity=2),))
    )
    served = DecideLine(
        number=number,
        line=1,
        choice=LineChoice.ISSUE,
        quantity=2,
        reason="先用库存",
        document=issued,
    )
    book.run(served)
    assert f"改为领用 2 个，先用库存，见 {issued}" in words(number)
    book.refuses(
        DecideLine(number=number, line=1, choice=LineChoice.CUT, quantity=4, reason="够用"),
        "too_many",
    )
    book.refuses(
        DecideLine(number=number, line=2, choice=LineChoice.CUT, reason="够用"), "unknown_line"
    )
    book.refuses(
        DecideLine(number=number, line=1, choice=LineChoice.CUT, reason=""), "empty_reason"
    )
    # What was given out stays given out when the request goes.
    book.run(WithdrawSlip(number=number))
    book.require_whole()


def test_after_the_printing_pieces_are_only_cut(book: Book):
    number = ask(book)
    book.run(RecordPrinting(number=number))
    book.refuses(
        DecideLine(number=number, line=1, choice=LineChoice.ISSUE, reason="有库存"), "frozen"
    )
    book.refuses(ExcuseProcurement(number=number, exception="只有一人"), "frozen")
    book.run(DecideLine(number=number, line=1, choice=LineChoice.CUT, quantity=3, reason="够用"))
    book.sign_slip(number)
    book.refuses(DecideLine(number=number, line=1, choice=LineChoice.CUT, reason="够用"), "state")
    open_shops(book)
    over = OrderLine(request=number, line=1, quantity=8)
    book.refuses(OrderPurchase(supplier=SHOPS[0], buyer=DIRECTOR, lines=(over,)), "over_approved")


def test_the_guard_speaks_for_a_projector_while_an_idle_one_lies_in_another_room(book: Book):
    book.asset(
        name="投影机", status=AssetStatus.IDLE, storeroom=OTHER_ROOM, place="器材柜", keeper=KEEPER
    )
    wanted = WantedLine(name="投影仪", unit="台", quantity=1, price=90_000)
    with book.refusing("already_there") as refused:
        ask(book, PENS, wanted)
    assert refused.value.sentence.startswith("第 2 行")
    for said in ("投影机 1 台", OTHER_ROOM, "器材柜", KEEPER, "领用、调拨"):
        assert said in refused.value.sentence
    anyway = WantedLine(
        name="投影仪", unit="台", quantity=1, price=90_000, bought_anyway="那台要送去礼堂"
    )
    number = ask(book, PENS, anyway)
    assert "仍要购买，那台要送去礼堂（已有：体育室 器材柜" in words(number)
    assert slip_sheet(number).rows[1][5] == "闲置 1"


def test_the_guard_is_silent_where_nothing_is_there(book: Book):
    book.asset(name="投影机", status=AssetStatus.IN_USE, storeroom=OTHER_ROOM)
    for name in ("投影仪", "投影幕布", "三角板"):
        number = ask(book, WantedLine(name=name, unit="件", quantity=1, price=100))
        assert slip_sheet(number).rows[0][5] == ""


def test_what_is_short_of_its_minimum_is_asked_for_once_and_without_a_word(book: Book):
    book.run(AddItem(code="PEN", name="记号笔", kind=StockKind.MATERIAL, unit="支", minimum=50))
    book.receive("PEN", 10, 1_000)
    number = ask(book, low_stock=True, lines=())
    (row,) = slip_sheet(number).rows
    assert row[1:8] == ("记号笔", "", "支", "40", "库存 10", "1.00", "40.00")
    # What is on its way is not asked for again.
    with book.refusing("no_lines"):
        ask(book, low_stock=True, lines=())
    book.sign_slip(number)
    open_shops(book)
    stocked(book, bought(book, number), DeliveredLine(line=1, delivered=30))
    with book.refusing("no_lines"):
        ask(book, low_stock=True, lines=())
    book.run(
        CloseRequest(number=number, reason="只到了三十支"),
    )
    assert slip_sheet(ask(book, low_stock=True, lines=())).rows[0][4] == "10"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"lines": ()}, "no_lines"),
        ({"lines": (WantedLine(name="", quantity=1, price=1),)}, "empty_name"),
        ({"lines": (WantedLine(name="三角板", quantity=0, price=1),)}, "bad_quantity"),
        ({"lines": (WantedLine(name="三角板", quantity=1, price=-1),)}, "negative_value"),
        ({"applicant": "无此人"}, "unknown_person"),
        ({"department": "无此部门"}, "unknown_department"),
    ],
)
def test_a_request_that_says_nothing_sound_is_refused_in_a_sentence(
    book: Book, said: dict[str, object], code: str
):
    shared: dict[str, Any] = {
        "applicant": COLLEAGUE,
        "department": DEPARTMENT,
        "form": PurchaseForm.PETTY,
        "lines": (RULER,),
    }
    with book.refusing(code) as refused:
        book.run(RequestPurchase(**shared | said))
    assert "请" in refused.value.sentence


def test_a_request_is_needed_on_a_day_to_come(book: Book):
    with book.refusing("date_order"):
        ask(book, needed_by=book.today.replace(day=1))
