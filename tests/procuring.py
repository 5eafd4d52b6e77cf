"""A department's purchase told for tests: asked for, approved, bought, accepted, in, handed out."""

from __future__ import annotations

from typing import Any

from houqin_desktop.domain.procurement import LineChoice, PurchaseForm, RejectedGoods
from houqin_desktop.services.procurement.drafts import (
    AcceptGoods,
    AddBudgetLine,
    AddSupplier,
    ChangeBudgetLine,
    CloseRequest,
    CorrectSupplier,
    DecideLine,
    DeliveredLine,
    EnterInAccounts,
    ExcuseProcurement,
    HandOut,
    OrderLine,
    OrderPurchase,
    RecordQuotation,
    RequestPurchase,
    RetireSupplier,
    StockAccepted,
    WantedLine,
    WithdrawBudgetLine,
)
from houqin_desktop.services.slips.documents import AttachDocument, DropDocument
from tests.builders import (
    ACCOUNTANT,
    CENTRAL,
    COLLEAGUE,
    DEPARTMENT,
    DIRECTOR,
    KEEPER,
    LEADER,
    Book,
)
from tests.photos import write_photo

SHOPS = ("SHOP-A", "SHOP-B", "SHOP-C")
BUDGET = "办公设备"
PROJECTOR = WantedLine(name="航拍无人机", unit="台", quantity=2, price=300_000)
PENS = WantedLine(name="荧光教鞭", unit="支", quantity=10, price=500)


def open_shops(book: Book) -> None:
    """Three suppliers in use, and a budget line of 5,000 yuan for the year."""
    for name in SHOPS:
        book.run(AddSupplier(name=name))
    book.run(AddBudgetLine(year=book.today.year, name=BUDGET, amount=500_000))


def ask(book: Book, *lines: WantedLine, **said: Any) -> str:
    """Ask for things; by default the colleague, for the keeper's department, off the shelf."""
    shared: dict[str, Any] = {
        "applicant": COLLEAGUE,
        "department": DEPARTMENT,
        "head": KEEPER,
        "form": PurchaseForm.PETTY,
        "lines": lines or (PENS,),
    }
    return book.make(RequestPurchase(**shared | said))


def approved(book: Book, *lines: WantedLine, **said: Any) -> str:
    """Ask for things and let every hand agree."""
    number = ask(book, *lines, **said)
    book.sign_slip(number)
    return number


def bought(book: Book, *requests: str, **said: Any) -> str:
    """Buy all that is approved of these requests, with as many quotations as are wanted."""
    shared: dict[str, Any] = {"supplier": SHOPS[0], "buyer": DIRECTOR, "requests": requests}
    number = book.make(OrderPurchase(**shared | said))
    wanted = book.value(
        "SELECT p.quotations_wanted FROM purchase p JOIN voucher v ON v.id = p.id"
        " WHERE v.number = ?",
        number,
    )
    for shop, amount in zip(SHOPS[:wanted], (604_000, 610_000, 620_000), strict=False):
        book.run(RecordQuotation(number=number, supplier=shop, amount=amount))
    book.sign_slip(number)
    return number


def arrived(book: Book, purchase: str, *lines: DeliveredLine, **said: Any) -> str:
    """Accept a delivery into the 总保管室, by the accountant and the leader."""
    shared: dict[str, Any] = {
        "number": purchase,
        "storeroom": CENTRAL,
        "acceptor": ACCOUNTANT,
        "second_acceptor": LEADER,
        "lines": lines,
    }
    return book.make(AcceptGoods(**shared | said))


def stocked(book: Book, purchase: str, *lines: DeliveredLine) -> str:
    """Accept a delivery, let every hand agree, bring it in; return the number of the receipt."""
    number = arrived(book, purchase, *lines)
    book.sign_slip(number)
    return book.make(StockAccepted(number=number))


def fill_procurement(book: Book) -> None:
    """Leave two dear cards and seven pens in, and a request in each state on its way.

    Of the dear ones everything was signed and entered in the accounts; CG…02 waits for its first
    hand, CG…03 is approved; part of it is bought, of which one piece came, not signed yet, and
    DD…03 buys one more and waits.
    """
    open_shops(book)
    book.run(AddSupplier(name="GONE"))
    book.run(RetireSupplier(supplier="GONE"))
    book.run(CorrectSupplier(supplier=SHOPS[2], contact="OWNER"))
    book.run(AddBudgetLine(year=book.today.year, name="FORMER", amount=100))
    book.run(WithdrawBudgetLine(year=book.today.year, name="FORMER"))
    first = ask(
        book, PROJECTOR, PENS, form=PurchaseForm.DISPERSED, budget_line=BUDGET, over_budget="追加"
    )
    cut = DecideLine(number=first, line=2, choice=LineChoice.CUT, quantity=2, reason="够用")
    book.run(cut)
    book.sign_slip(first)
    book.run(ChangeBudgetLine(year=book.today.year, name=BUDGET, amount=600_000))
    purchase = bought(book, first)
    quotation = write_photo(book.session.book_path.with_name("quotation.png"), "quotation")
    for title in ("报价单", "合同"):
        attached = AttachDocument(number=purchase, file=str(quotation), title=title)
        book.run(attached)
        book.run(DropDocument(number=purchase, document=1 if title == "报价单" else 2))
    book.run(DropDocument(number=purchase, document=2, restore=True))
    receipt = stocked(
        book,
        purchase,
        DeliveredLine(line=1, delivered=2, serials="SN1 SN2"),
        DeliveredLine(line=2, delivered=8, accepted=7, rejected=RejectedGoods.REPLACE),
    )
    book.run(EnterInAccounts(number=receipt, accounting_voucher="记-1"))
    handed = book.make(HandOut(number=receipt))
    assert handed.startswith("LY")
    waiting = ask(book, WantedLine(name="网线钳", unit="把", quantity=1, price=5_000))
    assert waiting.startswith("CG")
    tester = WantedLine(name="测线仪", unit="个", quantity=5, price=4_000)
    plugs = WantedLine(name="水晶头", unit="个", quantity=100, price=50)
    second = approved(book, tester, plugs)
    rows = tuple(
        OrderLine(request=second, line=line, quantity=pieces) for line, pieces in ((1, 2), (2, 50))
    )
    part = bought(book, lines=rows, requests=None)
    rest = OrderLine(request=second, line=1, quantity=1)
    book.run(OrderPurchase(supplier=SHOPS[1], buyer=DIRECTOR, lines=(rest,)))
    arrived(book, part, DeliveredLine(line=1, delivered=1))


def procurement_commands(book: Book) -> None:
    """The whole story, then what is said before a printing and a request that is ended."""
    fill_procurement(book)
    excused = ask(
        book, WantedLine(name="压线钳", unit="把", quantity=1, price=3_000), head=COLLEAGUE
    )
    book.run(ExcuseProcurement(number=excused, exception="部门只有一人"))
    book.sign_slip(excused)
    book.run(CloseRequest(number=excused, reason="借到了"))
