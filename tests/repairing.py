"""A repair told for tests: reported, given to somebody, done with parts, accepted."""

from __future__ import annotations

from typing import Any

from houqin_desktop.domain.stock import StockKind
from houqin_desktop.services.campus.places import AddCampusPlaces
from houqin_desktop.services.loan.drafts import IssueLine, IssueStock
from houqin_desktop.services.procurement.drafts import AddSupplier
from houqin_desktop.services.repair.drafts import (
    AssignRepair,
    FinishRepair,
    MaterialLine,
    ReopenRepair,
    ReportRepair,
)
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.stock.drafts import AddItem
from tests.builders import CENTRAL, COLLEAGUE, DEPARTMENT, OTHER_KEEPER, Book

WORKER = OTHER_KEEPER
FIRM = "FIRM"
BULB = MaterialLine(name="灯泡", unit="只", quantity=2, price=1_250, invoice="票 1")


def report(book: Book, **said: Any) -> str:
    """Report something broken; by default the colleague, a lamp in a corridor."""
    shared: dict[str, Any] = {
        "reporter": COLLEAGUE,
        "department": DEPARTMENT,
        "thing": None if said.get("asset") else "走廊灯",
        "place": None if said.get("asset") else "二楼走廊",
        "fault": "不亮",
    }
    return book.make(ReportRepair(**shared | said))


def finish(book: Book, number: str, **said: Any) -> str:
    """Enter that a repair is done, for 30 yuan of labour."""
    shared: dict[str, Any] = {"number": number, "deed": "换灯泡", "labour": 3_000}
    return book.make(FinishRepair(**shared | said))


def done(book: Book, **said: Any) -> str:
    """Report, send the worker, enter that it is done; nobody has signed."""
    number = report(book, **said)
    book.run(AssignRepair(number=number, worker=WORKER))
    return finish(book, number)


def lay_in_parts(book: Book) -> None:
    """Ten sockets at 3.33 and a bit, and ten locks, which somebody would keep, at 20.00."""
    book.run(AddItem(code="SOCKET", name="插座", kind=StockKind.MATERIAL, unit="个"))
    book.run(AddItem(code="LOCK", name="门锁", kind=StockKind.CONSUMABLE, unit="把"))
    book.receive("SOCKET", 10, 3_333)
    book.receive("LOCK", 10, 20_000)


def take_parts(book: Book, number: str, *lines: IssueLine, **said: Any) -> str:
    """Issue parts for a repair; by default two sockets and a lock."""
    default = (IssueLine(item="SOCKET", quantity=2), IssueLine(item="LOCK"))
    shared: dict[str, Any] = {"storeroom": CENTRAL, "taker": WORKER, "repair": number}
    return book.make(IssueStock(**shared | said, lines=lines or default))


def fill_repairs(book: Book) -> None:
    """Leave a repair in each state.

    WX…1 was just reported; WX…2 is with the worker; WX…3 was done, failed and is done by FIRM, with
    parts and material; WX…4, of the card FIXED, is signed whole with parts; WX…5 was withdrawn.
    """
    lay_in_parts(book)
    book.run(AddSupplier(name=FIRM))
    report(book, campus_place="GATE")
    book.run(AssignRepair(number=report(book), worker=WORKER))
    failed = done(book)
    book.run(ReopenRepair(number=failed, reason="还是不亮"))
    book.run(AssignRepair(number=failed, firm=FIRM))
    take_parts(book, failed)
    finish(book, failed, materials=(BULB,))
    book.asset(code="FIXED")
    signed = report(book, asset="FIXED")
    book.run(AssignRepair(number=signed, worker=WORKER))
    take_parts(book, signed)
    finish(book, signed)
    book.sign_slip(signed)
    given_up = report(book)
    book.run(WithdrawSlip(number=given_up))


def repair_commands(book: Book) -> None:
    """The whole story at a place of its own."""
    book.run(AddCampusPlaces(names=("GATE",)))
    fill_repairs(book)
