"""今日待办 of procurement: what waits is listed once, with its paper, and goes when it is done."""

from __future__ import annotations

from datetime import timedelta

from houqin_desktop.domain.procurement import PurchaseForm
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.services.loan.drafts import IssueLine, IssueStock
from houqin_desktop.services.procurement.drafts import (
    ChangeBudgetLine,
    CloseRequest,
    DeliveredLine,
    EnterInAccounts,
    HandOut,
    StockAccepted,
    WantedLine,
)
from houqin_desktop.services.reports.catalogue import report
from houqin_desktop.services.stock.drafts import AddItem
from houqin_desktop.services.todo.day_list import TodoLine, today_list
from tests.builders import CENTRAL, COLLEAGUE, DEPARTMENT, Book
from tests.procuring import (
    BUDGET,
    PENS,
    PROJECTOR,
    SHOPS,
    approved,
    arrived,
    ask,
    bought,
    open_shops,
    stocked,
)
from tests.services.test_procurement_reports import rows


def waiting(book: Book, key: str) -> list[TodoLine]:
    found = {group.key: group.lines for group in today_list(book.session)}
    return list(found.get(key, ()))


def texts(book: Book, key: str) -> list[str]:
    return [line.text for line in waiting(book, key)]


def test_requests_that_wait_too_long_are_told_by_the_box_and_not_one_by_one(book: Book):
    first = ask(book)
    book.advance(6)
    assert texts(book, "requests_waiting") == []
    book.advance(1)
    (line,) = waiting(book, "requests_waiting")
    assert (line.text, line.detail, line.days) == ("1 张采购申请等申请人签字", COLLEAGUE, 7)
    assert (line.leads.place, line.leads.key) == ("record", first)
    ask(book, PROJECTOR)
    book.advance(7)
    (line,) = waiting(book, "requests_waiting")
    assert (line.text, line.days) == ("2 张采购申请等申请人签字", 14)
    assert (line.leads.place, line.leads.key) == ("reports", "procurement_waiting")


def test_what_was_approved_waits_to_be_bought_until_it_is_or_is_given_up(book: Book):
    open_shops(book)
    number = approved(book, PENS, WantedLine(name="网线钳", quantity=1, price=5_000))
    book.advance(6)
    assert texts(book, "purchases_due") == []
    book.advance(1)
    (line,) = waiting(book, "purchases_due")
    assert line.text == f"{DEPARTMENT}申请的网线钳等 2 种 11 件还没有采购"
    assert (line.leads.key, line.days) == (number, 7)
    book.run(CloseRequest(number=number, reason="借到了"))
    assert texts(book, "purchases_due") == []


def test_a_delivery_is_overdue_from_the_day_after_until_all_of_it_came(book: Book):
    open_shops(book)
    purchase = bought(book, approved(book), due_on=book.today + timedelta(days=1))
    book.advance(1)
    assert texts(book, "deliveries_overdue") == []
    book.advance(2)
    arrived(book, purchase, DeliveredLine(line=1, delivered=4))
    (line,) = waiting(book, "deliveries_overdue")
    assert line.text == f"{SHOPS[0]}的{PENS.name} 6 件没有到货"
    assert (line.leads.key, line.days) == (purchase, 2)
    arrived(book, purchase, DeliveredLine(line=1, delivered=6))
    assert texts(book, "deliveries_overdue") == []


def test_nobody_waits_for_what_comes_no_longer(book: Book):
    open_shops(book)
    request = approved(book)
    purchase = bought(book, request, due_on=book.today)
    delivery = arrived(book, purchase, DeliveredLine(line=1, delivered=4))
    book.sign_slip(delivery)
    book.advance(3)
    (late,) = rows(report(book.session, "supplier_sheet"))
    assert late["逾期未到"] == 1
    book.advance()
    book.run(CloseRequest(number=request, reason="不再补送"))
    assert texts(book, "deliveries_overdue") == []
    (shop,) = rows(report(book.session, "supplier_sheet"))
    assert shop["逾期未到"] == 0
    waits = report(book.session, "procurement_waiting")
    assert [section.title for section in waits.sections] == ["已验收，等待入库"]
    before = report(book.session, "supplier_sheet", on=book.today - timedelta(days=1))
    assert rows(before) == [late]


def test_what_was_accepted_goes_in_out_and_into_the_accounts(book: Book):
    open_shops(book)
    delivery = arrived(book, bought(book, approved(book)), DeliveredLine(line=1, delivered=10))
    assert texts(book, "acceptances_to_stock") == []
    book.sign_slip(delivery)
    assert texts(book, "acceptances_to_stock") == [f"{PENS.name} 10 件验收了没有入库"]
    receipt = book.make(StockAccepted(number=delivery))
    assert texts(book, "acceptances_to_stock") == []
    assert texts(book, "receipts_open") == [
        f"{COLLEAGUE}申请的{PENS.name} 10 件还没有领走",
        "1 张入库单财务没有入账",
    ]
    assert {line.leads.key for line in waiting(book, "receipts_open")} == {receipt}
    book.run(EnterInAccounts(number=receipt, accounting_voucher="记-1"))
    book.run(HandOut(number=receipt))
    assert texts(book, "receipts_open") == []


def test_many_receipts_are_one_line_that_leads_to_the_oldest(book: Book):
    open_shops(book)
    receipts = []
    for at in range(6):
        wanted = WantedLine(name=f"网线钳{at}号", quantity=1, price=5_000, bought_anyway="不够")
        receipts.append(
            stocked(book, bought(book, approved(book, wanted)), DeliveredLine(line=1, delivered=1))
        )
        book.advance()
    out, owed = waiting(book, "receipts_open")
    assert (out.text, out.leads.key) == ("6 张入库单的物品还没有领走", receipts[0])
    assert (owed.text, owed.detail) == ("6 张入库单财务没有入账", "共 300.00 元")
    assert (owed.leads.place, owed.leads.key) == ("reports", "not_in_accounts")


def test_what_the_catalogue_has_or_went_over_the_counter_waits_for_nobody(book: Book):
    open_shops(book)
    book.run(AddItem(code="CHALK", name="粉笔", kind=StockKind.MATERIAL, unit="盒"))
    chalk = WantedLine(name="CHALK", quantity=5, price=200)
    request = approved(book, chalk, PENS, form=PurchaseForm.PETTY)
    lines = (DeliveredLine(line=1, delivered=5), DeliveredLine(line=2, delivered=10))
    receipt = stocked(book, bought(book, request), *lines)
    book.run(EnterInAccounts(number=receipt, accounting_voucher="记-1"))
    assert texts(book, "receipts_open") == [f"{COLLEAGUE}申请的{PENS.name} 10 件还没有领走"]
    line = IssueLine(item=PENS.name, quantity=10)
    book.make(IssueStock(storeroom=CENTRAL, taker=COLLEAGUE, lines=(line,)))
    assert texts(book, "receipts_open") == []


def test_a_budget_line_that_was_passed_is_said_until_it_is_enough(book: Book):
    open_shops(book)
    ask(book, PROJECTOR, budget_line=BUDGET, over_budget="追加")
    (line,) = waiting(book, "budgets_passed")
    assert line.text == f"预算项目“{BUDGET}”超出 1,000.00 元"
    assert (line.leads.place, line.leads.key) == ("reports", "budget_sheet")
    book.run(ChangeBudgetLine(year=book.today.year, name=BUDGET, amount=600_000))
    assert texts(book, "budgets_passed") == []
