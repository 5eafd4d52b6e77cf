"""What the papers of procurement say adds up, with each other, with the vouchers, on every day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from houqin_desktop.domain.list_sheet import ListSheet
from houqin_desktop.domain.procurement import LineChoice, PurchaseForm, RejectedGoods
from houqin_desktop.services.procurement.drafts import (
    AddBudgetLine,
    ChangeBudgetLine,
    DecideLine,
    DeliveredLine,
    EnterInAccounts,
    HandOut,
    OrderLine,
    StockAccepted,
    WantedLine,
    WithdrawBudgetLine,
)
from houqin_desktop.services.reports.catalogue import report
from houqin_desktop.services.slips.drafts import ReverseSlip, WithdrawSlip
from tests.builders import COLLEAGUE, DEPARTMENT, Book
from tests.procuring import (
    BUDGET,
    PENS,
    PROJECTOR,
    SHOPS,
    approved,
    arrived,
    ask,
    bought,
    fill_procurement,
    open_shops,
    stocked,
)

REPORTS = (
    "procurement_ledger",
    "procurement_plan",
    "procurement_forms",
    "budget_sheet",
    "supplier_sheet",
    "procurement_waiting",
    "not_in_accounts",
)


def total(sheet: ListSheet, title: str) -> int:
    at = [column.full_title for column in sheet.columns].index(title)
    return sum(int(row[at] or 0) for row in sheet.rows)


def rows(sheet: ListSheet) -> list[dict[str, Any]]:
    titles = [column.full_title for column in sheet.columns]
    return [dict(zip(titles, row, strict=True)) for row in sheet.rows]


def told(book: Book, on: date | None = None) -> dict[str, object]:
    return {name: report(book.session, name, on=on).sections for name in REPORTS}


def test_papers_agree_with_the_vouchers_and_with_each_other(book: Book):
    fill_procurement(book)
    book.run(WithdrawSlip(number=ask(book, PENS)))
    ledger = report(book.session, "procurement_ledger")
    lines = "FROM request_line q JOIN voucher v ON v.id = q.slip_id WHERE v.state <> 'withdrawn'"
    asked = book.value(f"SELECT sum(q.quantity) {lines}")
    signed = book.value(f"SELECT sum(q.quantity) {lines} AND v.state = 'executed'")
    cut = book.value("SELECT sum(quantity) FROM request_choice")
    paid = book.value("SELECT sum(accepted * price_fen) FROM acceptance_line")
    assert total(ledger, "申请数") == asked
    assert total(ledger, "批准数") == signed - cut
    assert total(ledger, "订购数") == book.value("SELECT sum(quantity) FROM purchase_line")
    assert total(ledger, "验收数") == book.value("SELECT sum(accepted) FROM acceptance_line")
    assert total(ledger, "金额（元）") == paid == 2 * 300_000 + 7 * 500 + 4_000
    for by in ("form", "detail"):
        forms = report(book.session, "procurement_forms", by=by)
        assert total(forms, "实付金额（元）") == paid
        assert total(forms, "订购金额（元）") == book.value(
            "SELECT sum(quantity * price_fen) FROM purchase_line"
        )
    suppliers = report(book.session, "supplier_sheet")
    assert total(suppliers, "验收金额（元）") == paid
    assert total(suppliers, "退换件数") == 1
    for by in ("department", "thing"):
        plan = report(book.session, "procurement_plan", by=by)
        assert total(plan, "申请数") == asked
        assert total(plan, "批准数") == total(ledger, "批准数")
        assert asked == sum(total(plan, one) for one in ("核减、改办", "待批数", "批准数"))


def test_the_ledger_follows_a_line_to_its_cards_its_taker_and_the_accounts(book: Book):
    fill_procurement(book)
    found = rows(report(book.session, "procurement_ledger"))
    drone, pens, cutter, tester, rest, plugs = found
    assert drone["入账编号"] == "ZC2026000001 等 2 张"
    assert (pens["申请数"], pens["批准数"], pens["订购数"], pens["验收数"]) == (10, 8, 8, 7)
    assert (pens["领用人"], pens["会计凭证号"]) == (COLLEAGUE, "记-1")
    assert (cutter["批准数"], cutter["订购数"]) == (0, None)
    assert (tester["供应商"], tester["订购数"], tester["验收数"]) == (SHOPS[0], 2, 1)
    assert (rest["物品名称"], rest["供应商"], rest["订购数"]) == ("", SHOPS[1], 1)
    assert (plugs["订购数"], plugs["验收数"]) == (50, None)


def test_the_budget_sheet_is_the_budget_with_what_it_was_at_first(book: Book):
    fill_procurement(book)
    (line,) = rows(report(book.session, "budget_sheet"))
    (listed,) = [row for row in book.listed("budget") if row["状态"] != "停用"]
    assert (line["年初预算（元）"], line["年内调整（元）"]) == (500_000, 100_000)
    assert line["全年预算（元）"] == listed["预算金额"]
    for title in ("已申请未验收", "已支出", "余额"):
        assert line[f"{title}（元）"] == listed[title]
    assert line["执行率"] == "100.6%"
    (closed,) = rows(report(book.session, "budget_sheet", by="final"))
    assert closed["决算支出（元）"] + closed["结余（元）"] == closed["全年预算（元）"]
    assert closed["未完采购（元）"] == listed["已申请未验收"]


def test_what_was_saved_and_how_late_it_came_is_reckoned_from_what_was_accepted(book: Book):
    open_shops(book)
    request = approved(book, PENS, form=PurchaseForm.GOVERNMENT)
    due = book.today + timedelta(days=2)
    cheaper = (OrderLine(request=request, line=1, quantity=8, price=400),)
    purchase = bought(book, lines=cheaper, requests=None, due_on=due, plan_number="ZF-7")
    arrived(book, purchase, DeliveredLine(line=1, delivered=3))
    book.move_to(due + timedelta(days=3))
    back = DeliveredLine(line=1, delivered=3, accepted=1, rejected=RejectedGoods.RETURN)
    arrived(book, purchase, back)
    forms = {row["采购方式"]: row for row in rows(report(book.session, "procurement_forms"))}
    own = forms["政府集中采购"]
    assert (own["笔数"], own["订购金额（元）"], own["验收件数"]) == (1, 3_200, 4)
    assert (own["预计金额（元）"], own["实付金额（元）"], own["节约（元）"]) == (2_000, 1_600, 400)
    assert (own["节约率"], own["占实付"]) == ("20.0%", "100.0%")
    assert forms["零星采购"]["笔数"] == 0
    (one,) = rows(report(book.session, "procurement_forms", by="detail"))
    assert (one["采购单号"], one["政府采购计划编号"]) == (purchase, "ZF-7")
    (shop,) = rows(report(book.session, "supplier_sheet"))
    assert (shop["到货次数"], shop["按期"], shop["按期率"]) == (2, 1, "50.0%")
    assert (shop["平均迟交天数"], shop["逾期未到"], shop["退换件数"]) == ("3.0", 1, 2)


def test_every_paper_waits_at_one_place_with_whom_and_for_how_many_days(book: Book):
    fill_procurement(book)
    book.advance(4)
    sheet = report(book.session, "procurement_waiting")
    found = {
        section.title: [(row[1], row[5], row[8]) for row in section.rows]
        for section in sheet.sections
    }
    assert found == {
        "等待签字": [("CG20260002", 1, 4), ("YS20260002", 1, 4), ("DD20260003", 1, 4)],
        "已批准，等待采购": [("CG20260003", 52, 4)],
        "已订购，等待到货": [("DD20260001", 1, 4), ("DD20260002", 51, 4)],
    }
    assert rows(sheet)[0]["等在哪里"] == f"申请人（{COLLEAGUE}）"
    for step in ("buyer", "acceptor", "second_acceptor", "user", "keeper", "director"):
        book.sign("YS20260002", step)
    (section,) = [
        one
        for one in report(book.session, "procurement_waiting").sections
        if one.title == "已验收，等待入库"
    ]
    assert [(row[1], row[5], row[7]) for row in section.rows] == [("YS20260002", 1, "保管室入库")]


def test_what_the_accounts_still_owe_is_what_the_list_says(book: Book):
    open_shops(book)
    receipt = stocked(book, bought(book, approved(book)), DeliveredLine(line=1, delivered=10))
    book.advance(3)
    owed = rows(report(book.session, "not_in_accounts"))
    assert [(row["入库单号"], row["金额（元）"], row["天数"]) for row in owed] == [
        (receipt, 5_000, 3)
    ]
    listed = [row["入库单号"] for row in book.listed("accounts") if row["状态"] == "未入账"]
    assert listed == [receipt]
    book.run(EnterInAccounts(number=receipt, accounting_voucher="记-9"))
    assert report(book.session, "not_in_accounts").rows == ()


def test_every_past_day_says_what_it_said_on_that_day(book: Book):
    days: dict[date, dict[str, object]] = {}

    def end_of_day() -> None:
        days[book.today] = told(book)
        book.advance()

    open_shops(book)
    number = ask(book, PROJECTOR, PENS, budget_line=BUDGET, over_budget="追加")
    other = ask(book, WantedLine(name="网线钳", quantity=1, price=5_000))
    end_of_day()
    cut = DecideLine(number=number, line=2, choice=LineChoice.CUT, quantity=2, reason="够用")
    book.run(cut)
    book.run(WithdrawSlip(number=other))
    end_of_day()
    book.sign_slip(number)
    book.run(ChangeBudgetLine(year=book.today.year, name=BUDGET, amount=700_000))
    end_of_day()
    purchase = bought(book, number, due_on=book.today)
    end_of_day()
    lines = (DeliveredLine(line=1, delivered=2), DeliveredLine(line=2, delivered=8))
    delivery = arrived(book, purchase, *lines)
    end_of_day()
    book.sign_slip(delivery)
    end_of_day()
    receipt = book.make(StockAccepted(number=delivery))
    end_of_day()
    book.run(EnterInAccounts(number=receipt, accounting_voucher="记-1"))
    end_of_day()
    handed = book.make(HandOut(number=receipt))
    book.sign_slip(handed)
    end_of_day()
    book.sign_slip(book.make(ReverseSlip(number=handed, reason="发错了")))
    end_of_day()
    book.run(EnterInAccounts(number=receipt))
    book.run(AddBudgetLine(year=book.today.year, name="新增", amount=100))
    end_of_day()
    book.run(WithdrawBudgetLine(year=book.today.year, name="新增"))
    end_of_day()
    # With the hand-out reversed it stood as before it; every other day differs.
    assert len({str(words) for words in days.values()}) == len(days) - 1
    for day, words in days.items():
        assert told(book, day) == words, day


def test_a_period_lists_what_was_asked_for_in_it(book: Book):
    open_shops(book)
    ask(book, PENS)
    first = book.today
    book.advance(10)
    ask(book, PROJECTOR)
    later = report(book.session, "procurement_plan", from_on=first + timedelta(days=1))
    assert [row["物品名称"] for row in rows(later)] == [PROJECTOR.name]
    assert rows(later)[0]["申请部门"] == f"{DEPARTMENT} 2"
