"""Procurement that waits: for a hand, a shop, a van, a room, a taker, the accounts; a budget."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.settings import PAPER_DAYS
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.todo.day_list import Leads, TodoGroup, TodoLine, group_of
from houqin_desktop.storage.procurement import BudgetLine
from houqin_desktop.storage.procurement_facts import unsigned_on
from houqin_desktop.storage.procurement_lists import receipt_accounts
from houqin_desktop.storage.procurement_todo import (
    Waits,
    not_bought,
    not_brought_in,
    not_delivered,
    not_handed_out,
)

if TYPE_CHECKING:
    from houqin_desktop.services.procurement.waiting import Waiting
    from houqin_desktop.services.session import Session

# So many receipts are listed one by one.
_MOST_RECEIPTS: Final = 5


def requests_waiting(session: Session) -> TodoGroup | None:
    """List the boxes at which requests wait beyond the school's days, each box once."""
    today, limit = session.clock.today(), int(lookup.setting(PAPER_DAYS))
    if not unsigned_on(today):
        return None
    from houqin_desktop.services.procurement.waiting import waiting_for_hands

    at: dict[str, list[Waiting]] = {}
    for one in waiting_for_hands(today):
        if one.kind is VoucherKind.PURCHASE_REQUEST and one.days >= limit:
            at.setdefault(one.boxes, []).append(one)
    lines = [
        TodoLine(
            f"{len(papers):,} 张采购申请等{boxes}签字",
            "、".join(dict.fromkeys(one.hands for one in papers if one.hands)),
            _to(papers[0].number if len(papers) == 1 else "", "procurement_waiting"),
            max(one.days for one in papers),
        )
        for boxes, papers in at.items()
    ]
    advice = f"已过 {limit} 天，催一催；不办的请不同意或撤销。"
    return group_of("requests_waiting", "采购申请等得太久", "signature", advice, lines)


def purchases_due(session: Session) -> TodoGroup | None:
    """List the requests that were approved so many days ago as the school allows, not bought."""
    until = session.clock.today() - timedelta(days=int(lookup.setting(PAPER_DAYS)))
    lines = [
        TodoLine(
            f"{one.whose}申请的{_things(one)}还没有采购",
            one.number,
            _to(one.number),
            (session.clock.today() - one.since).days,
        )
        for one in not_bought()
        if one.since <= until
    ]
    return group_of(
        "purchases_due", "批准后没有采购", "next", "开采购单；不再采购的请结束申请。", lines
    )


def deliveries_overdue(session: Session) -> TodoGroup | None:
    """List the purchases that should have been delivered."""
    today = session.clock.today()
    lines = [
        TodoLine(
            f"{one.whose}的{_things(one)}没有到货",
            f"{one.number}，交货日期 {one.since}",
            _to(one.number),
            (today - one.since).days,
        )
        for one in not_delivered(today)
    ]
    return group_of("deliveries_overdue", "逾期没有到货", "next", "催供应商；到了的请验收。", lines)


def acceptances_to_stock(session: Session) -> TodoGroup | None:
    """List the acceptances that are signed and not in yet."""
    lines = [
        TodoLine(
            f"{_things(one)}验收了没有入库",
            f"{one.number}，{one.whose}",
            _to(one.number),
            (session.clock.today() - one.since).days,
        )
        for one in not_brought_in()
    ]
    return group_of(
        "acceptances_to_stock", "验收后没有入库", "batch", "打开验收单，按“验收入库”。", lines
    )


def receipts_open(session: Session) -> TodoGroup | None:
    """Say what lies there for who asked for it, and what the accounts department still owes."""
    today = session.clock.today()
    lines = [
        TodoLine(
            f"{one.whose}申请的{_things(one)}还没有领走",
            one.number,
            _to(one.number),
            (today - one.since).days,
        )
        for one in not_handed_out()
    ]
    if len(lines) > _MOST_RECEIPTS:
        longest = max(line.days or 0 for line in lines)
        first = next(line for line in lines if line.days == longest)
        text = f"{len(lines):,} 张入库单的物品还没有领走"
        lines = [TodoLine(text, f"最久的是 {first.detail}", first.leads, longest)]
    owed = [one for one in receipt_accounts() if not one.accounting_voucher]
    if owed:
        whole = format_money(sum(one.value_fen for one in owed))
        lines.append(
            TodoLine(
                f"{len(owed):,} 张入库单财务没有入账",
                f"共 {whole} 元",
                _to(owed[0].number if len(owed) == 1 else "", "not_in_accounts"),
                (today - date.fromisoformat(min(one.dated_on for one in owed))).days,
            )
        )
    return group_of(
        "receipts_open", "入库后没有办完", "next", "发给申请人；会计入账后登记凭证号。", lines
    )


def budgets_passed(session: Session) -> TodoGroup | None:
    """List the lines of this year's budget of which more is spoken for than there is."""
    year = session.clock.today().year
    if not BudgetLine.picked("year = ?", year):
        return None
    from houqin_desktop.services.procurement.budget import standings

    lines = [
        TodoLine(
            f"预算项目“{one.line.name}”超出 {format_money(-one.left_fen)} 元",
            f"全年 {format_money(one.line.amount_fen)} 元，"
            f"已支出 {format_money(one.spent_fen)} 元，"
            f"已申请未验收 {format_money(one.reserved_fen)} 元",
            _to("", "budget_sheet"),
        )
        for one in standings(year)
        if one.left_fen < 0 and not one.line.withdrawn
    ]
    return group_of(
        "budgets_passed", "采购超预算", "report", "调整预算，或减少还没有采购的数量。", lines
    )


def _things(one: Waits) -> str:
    more = f"等 {one.things} 种" if one.things > 1 else ""
    return f"{one.name}{more} {one.pieces:,} 件"


def _to(number: str, report: str = "") -> Leads:
    return Leads("record", number) if number else Leads("reports", report)


SOURCES = (
    requests_waiting,
    purchases_due,
    deliveries_overdue,
    acceptances_to_stock,
    receipts_open,
    budgets_passed,
)
