"""Stock with every step that a slip can take: received, given out, lent, taken back, paid for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from houqin_desktop.domain.handover import HandoverCause
from houqin_desktop.domain.ledger.choices import LedgerChoices
from houqin_desktop.domain.ledger.grid import SheetGrid, Workbook
from houqin_desktop.domain.ledger.headers import LedgerKind
from houqin_desktop.domain.loan import RestockReason
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.stock import Condition, StockKind
from houqin_desktop.services import lookup
from houqin_desktop.services.handover.drafts import KeyLine, OpenHandover
from houqin_desktop.services.importing.planning import plan_import
from houqin_desktop.services.importing.undo import UndoImport
from houqin_desktop.services.importing.verbs import import_plan
from houqin_desktop.services.loan.drafts import (
    BackLine,
    CancelReservation,
    CloseGatePass,
    IssueGatePass,
    IssueLine,
    IssueStock,
    Lend,
    LoanLine,
    PhotographLine,
    RecordCompensation,
    RenewLoan,
    Reserve,
    Restock,
    RestockLine,
    TakeBack,
    WithdrawCompensation,
)
from houqin_desktop.services.people.verbs import AddPerson, Appoint
from houqin_desktop.services.slips.drafts import ReverseSlip, WithdrawSlip
from houqin_desktop.services.stock.drafts import AddItem, CorrectItem, RetireItem, SetMinimum
from houqin_desktop.services.stock.pictures import PictureItem
from houqin_desktop.services.transfer.drafts import Transfer, TransferLine
from tests.builders import CENTRAL, Book
from tests.photos import write_photo
from tests.scenarios.counting_office import count_stock

ITEM, BORROWER = "算盘", "借书人"


def stock_commands(book: Book) -> None:
    """A thing is kept, received wrongly, received again, given out and lent; part comes back."""
    fill_posts(book)
    book.run(AddItem(name=ITEM, kind=StockKind.CONSUMABLE, unit="把"))
    book.run(CorrectItem(item=ITEM, remarks="木珠"))
    book.run(SetMinimum(item=ITEM, storeroom=CENTRAL, quantity=5))
    photo = write_photo(book.session.book_path.with_name("算盘.png"), "abacus")
    book.run(PictureItem(item=ITEM, photo=str(photo)))
    book.run(RetireItem(item=ITEM))
    book.run(RetireItem(item=ITEM, restore=True))
    book.run(WithdrawSlip(number=book.receive(ITEM, 30, 3_000)))
    received = book.receive(ITEM, 300, 3_000)
    book.sign_slip(received)
    book.sign_slip(book.make(ReverseSlip(number=received, reason="多写一个零")))
    book.receive(ITEM, 30, 3_000)
    loan_commands(book)
    _transfer(book)
    code = next(row["物品编号"] for row in book.listed("items") if row["物品名称"] == ITEM)
    count_stock(book, code, CENTRAL)
    item_ledger(book)


def item_ledger(book: Book) -> None:
    """A ledger of items comes in and is taken back."""
    rows = (("物品名称", "物品类别", "单位", "数量", "单价"), ("印台", "材料", "个", 6, 4.5))
    workbook = Workbook("库房.xlsx", "c" * 64, (SheetGrid("库房", rows),))
    plan = plan_import(book.session, workbook, LedgerChoices(kind=LedgerKind.STOCK))
    batch = import_plan(book.session, plan)
    assert batch is not None
    book.run(UndoImport(batch=batch, reason="拿错了"))
    _hand_over(book)


def fill_posts(book: Book) -> None:
    """Let somebody hold the posts that sign slips, where a busy office left them empty."""
    book.run(AddPerson(name=BORROWER))
    for post in (Post.GENERAL_AFFAIRS_DIRECTOR, Post.PRINCIPAL, Post.HEAD_STOREKEEPER):
        if lookup.holder(post, book.today) is None:
            book.run(Appoint(person=BORROWER, post=post))


def loan_commands(book: Book) -> None:
    """Ten are given out, five lent until next week; one of each is broken, one is paid for."""
    given = (IssueLine(item=ITEM, quantity=10),)
    issue = book.make(IssueStock(storeroom=CENTRAL, taker=BORROWER, lines=given))
    book.sign_slip(issue)
    broken = RestockLine(line=1, quantity=1, reason=RestockReason.DAMAGED)
    book.sign_slip(book.make(Restock(number=issue, lines=(broken,))))
    due = book.today + timedelta(days=7)
    shared: dict[str, Any] = {"storeroom": CENTRAL, "due_on": due}
    lines = (LoanLine(item=ITEM, quantity=5),)
    loan = book.make(Lend(**shared, borrower=BORROWER, lines=lines, outside="新城小学"))
    photo = write_photo(book.session.book_path.with_name("借出.png"), "lent")
    book.run(PhotographLine(number=loan, line=1, photo=str(photo)))
    book.sign_slip(loan)
    book.run(RenewLoan(number=loan, due_on=due + timedelta(days=7)))
    leaving = IssueGatePass(
        **shared, carrier=BORROWER, outside="新城小学", purpose="借用", loan=loan
    )
    gate = book.make(leaving)
    book.sign_slip(gate)
    lost = BackLine(line=1, quantity=1, condition=Condition.LOST)
    back = book.make(TakeBack(number=loan, lines=(lost,)))
    book.run(RecordCompensation(number=back, line=1, amount=100))
    book.run(WithdrawCompensation(number=back, line=1))
    book.run(CloseGatePass(number=gate))
    book.run(Reserve(item=CENTRAL, person=BORROWER, reserved_on=book.today, first_period=1))
    book.run(CancelReservation(item=CENTRAL, reserved_on=book.today, period=1))


def _transfer(book: Book) -> None:
    """Two go from the 总保管室 to whoever borrowed, and back with a red document."""
    number = book.make(
        Transfer(
            giver=BORROWER,
            taker=BORROWER,
            reason="调剂",
            storeroom=CENTRAL,
            lines=(TransferLine(item=ITEM, quantity=2),),
        )
    )
    book.sign_slip(number)
    book.sign_slip(book.make(ReverseSlip(number=number, reason="不调了")))


def _hand_over(book: Book) -> None:
    """Whoever borrowed hands everything to somebody new, and has it back with a red document."""
    successor = book.make(AddPerson(name="接手人"))
    keys = (KeyLine(name="前门"),)
    cause = HandoverCause.LEAVES
    number = book.make(OpenHandover(giver=BORROWER, taker=successor, cause=cause, keys=keys))
    book.sign_slip(number)
    book.sign_slip(book.make(ReverseSlip(number=number, reason="人没有走")))
