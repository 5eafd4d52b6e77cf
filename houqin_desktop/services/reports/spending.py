"""政府采购统计, 采购预算执行表, 供应商一览 and 财务未入账清单: where the money went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.domain.money import percent
from houqin_desktop.domain.procurement import PurchaseForm
from houqin_desktop.domain.stock import ReceiptSource
from houqin_desktop.services.procurement.budget import department_name
from houqin_desktop.services.procurement.on_day import Order, orders_on, procured
from houqin_desktop.services.reports.lists import LEDGER_BOXES, numbered
from houqin_desktop.services.reports.procurement import NOT_COUNTED, period_fields
from houqin_desktop.storage.procurement import BudgetLine, Supplier
from houqin_desktop.storage.procurement_facts import (
    AskedLine,
    budgets_on,
    entries_by,
    receipts_worth,
    standing_on,
)

if TYPE_CHECKING:
    from houqin_desktop.services.reports.catalogue import Request

MONEY, COUNT, CENTRED = PaperKind.MONEY, PaperKind.COUNT, PaperKind.CENTRED
_Bought = tuple[AskedLine, Order]
_RATE: Final = PaperColumn("节约率", CENTRED)
_SAVING: Final = (
    PaperColumn("订购金额（元）", MONEY, summed=True),
    PaperColumn("验收件数", COUNT, summed=True),
    PaperColumn("预计金额（元）", MONEY, summed=True),
    PaperColumn("实付金额（元）", MONEY, summed=True),
    PaperColumn("节约（元）", MONEY, summed=True),
    _RATE,
)
FORM_COLUMNS: Final = (
    PaperColumn("采购方式"),
    PaperColumn("笔数", COUNT, summed=True),
    *_SAVING,
    PaperColumn("占实付", CENTRED),
)
FORM_DETAIL: Final = (
    PaperColumn("序号", CENTRED),
    PaperColumn("采购单号"),
    PaperColumn("日期", CENTRED),
    PaperColumn("供应商", wraps=True),
    PaperColumn("物品", wraps=True),
    PaperColumn("政府采购计划编号", wraps=True),
    PaperColumn("合同编号", wraps=True),
    *_SAVING,
)
_BUDGET_HEAD: Final = (
    PaperColumn("序号", CENTRED),
    PaperColumn("预算项目", wraps=True),
    PaperColumn("经费来源", wraps=True),
    PaperColumn("部门", wraps=True),
    PaperColumn("年初预算（元）", MONEY, summed=True),
    PaperColumn("年内调整（元）", MONEY, summed=True),
    PaperColumn("全年预算（元）", MONEY, summed=True),
)
EXECUTION_COLUMNS: Final = (
    *_BUDGET_HEAD,
    PaperColumn("已申请未验收（元）", MONEY, summed=True),
    PaperColumn("已支出（元）", MONEY, summed=True),
    PaperColumn("余额（元）", MONEY, summed=True),
    PaperColumn("执行率", CENTRED),
)
FINAL_COLUMNS: Final = (
    *_BUDGET_HEAD,
    PaperColumn("决算支出（元）", MONEY, summed=True),
    PaperColumn("结余（元）", MONEY, summed=True),
    PaperColumn("执行率", CENTRED),
    PaperColumn("未完采购（元）", MONEY, summed=True),
)
SUPPLIER_COLUMNS: Final = (
    PaperColumn("序号", CENTRED),
    PaperColumn("供应商", wraps=True),
    PaperColumn("联系人", wraps=True),
    PaperColumn("采购次数", COUNT, summed=True),
    PaperColumn("采购物品", wraps=True),
    PaperColumn("订购金额（元）", MONEY, summed=True),
    PaperColumn("验收金额（元）", MONEY, summed=True),
    PaperColumn("到货次数", COUNT, summed=True),
    PaperColumn("按期", COUNT, summed=True),
    PaperColumn("按期率", CENTRED),
    PaperColumn("平均迟交天数", CENTRED),
    PaperColumn("逾期未到", COUNT, summed=True, dashed=True),
    PaperColumn("退换件数", COUNT, summed=True, dashed=True),
)
OWED_COLUMNS: Final = (
    PaperColumn("序号", CENTRED),
    PaperColumn("入库单号"),
    PaperColumn("入库日期", CENTRED),
    PaperColumn("来源", CENTRED),
    PaperColumn("来源单位", wraps=True),
    PaperColumn("保管室", wraps=True),
    PaperColumn("发票号", wraps=True),
    PaperColumn("金额（元）", MONEY, summed=True),
    PaperColumn("天数", COUNT),
)
_MOST_NAMED: Final = 4


def procurement_forms(request: Request) -> ListSheet:
    """Return 政府采购统计: purchases of a period by form, or each of them with its form's 小计."""
    bought = orders_on(request.as_of.on, request.from_on)
    by_form = {form: [one for one in bought if one[1].fact.form == form] for form in PurchaseForm}
    notes = ("节约 = 验收合格件数按申请预计单价的金额 − 实付金额。", NOT_COUNTED)
    count = len({order.fact.slip_id for _, order in bought})
    fields = period_fields(request, "采购笔数", count)
    if request.grouping == "detail":
        sections = [
            PaperSection(form.label, numbered(map(_one_purchase, _purchases(own))))
            for form, own in by_form.items()
            if own
        ]
        return request.sheet(FORM_DETAIL, sections, fields=fields, boxes=LEDGER_BOXES, notes=notes)
    whole = sum(order.paid_fen for _, order in bought)
    rows = tuple(
        (
            form.label,
            len(_purchases(own)),
            *_saving(own),
            percent(sum(order.paid_fen for _, order in own), whole),
        )
        for form, own in by_form.items()
    )
    section = PaperSection("", rows if bought else ())
    return request.sheet(FORM_COLUMNS, [section], fields=fields, boxes=LEDGER_BOXES, notes=notes)


def _purchases(bought: Iterable[_Bought]) -> list[list[_Bought]]:
    """Return the lines of each purchase, purchase after purchase."""
    found: dict[int, list[_Bought]] = {}
    for one in bought:
        found.setdefault(one[1].fact.slip_id, []).append(one)
    return list(found.values())


def _one_purchase(lines: Sequence[_Bought]) -> tuple[SheetCell, ...]:
    first = lines[0][1].fact
    return (
        first.number,
        first.dated_on,
        first.supplier,
        _things(lines),
        first.plan_number,
        first.contract_number,
        *_saving(lines),
    )


def _things(lines: Sequence[_Bought]) -> str:
    names = list(dict.fromkeys(asked.name for asked, _ in lines))
    more = f"等 {len(names)} 种" if len(names) > _MOST_NAMED else ""
    return "、".join(names[:_MOST_NAMED]) + more


def _saving(lines: Sequence[_Bought]) -> tuple[SheetCell, ...]:
    expected = sum(order.accepted * asked.price_fen for asked, order in lines)
    paid = sum(order.paid_fen for _, order in lines)
    return (
        sum(order.ordered_fen for _, order in lines),
        sum(order.accepted for _, order in lines),
        expected,
        paid,
        expected - paid,
        percent(expected - paid, expected),
    )


def budget_sheet(request: Request) -> ListSheet:
    """Return 采购预算执行表 of the year of a day, or what was planned against what was spent."""
    on = request.as_of.on
    is_final = request.grouping == "final"
    reserved: dict[int | None, int] = {}
    spent: dict[int | None, int] = {}
    for line in procured(on):
        key = line.fact.budget_line_id
        reserved[key] = reserved.get(key, 0) + line.reserved_fen
        spent[key] = spent.get(key, 0) + line.paid_fen
    known = budgets_on(on)
    rows = []
    for budget in BudgetLine.picked("year = ?", on.year, order="id"):
        own = (reserved.get(budget.id, 0), spent.get(budget.id, 0))
        then = known.get(budget.id)
        if then is not None and (any(own) or not then.withdrawn):
            figures = _final if is_final else _execution
            rows.append((*_named(budget), *figures(then.first_fen, then.amount_fen, *own)))
    title = f"{on.year}年度{'采购预算决算表' if is_final else request.spec.title}"
    return request.sheet(
        FINAL_COLUMNS if is_final else EXECUTION_COLUMNS,
        [PaperSection("", numbered(rows))],
        title=title,
        boxes=LEDGER_BOXES,
        notes=_budget_notes(reserved.get(None, 0), spent.get(None, 0)),
    )


def _named(budget: BudgetLine) -> tuple[SheetCell, ...]:
    return budget.name, budget.funding_source, department_name(budget)


def _execution(first: int, whole: int, reserved: int, spent: int) -> tuple[SheetCell, ...]:
    left = whole - reserved - spent
    return first, whole - first, whole, reserved, spent, left, percent(spent, whole)


def _final(first: int, whole: int, reserved: int, spent: int) -> tuple[SheetCell, ...]:
    return first, whole - first, whole, spent, whole - spent, percent(spent, whole), reserved


def _budget_notes(reserved: int, spent: int) -> tuple[str, ...]:
    notes = ["全年预算 = 年初预算 + 年内调整；执行率 = 支出 ÷ 全年预算。", NOT_COUNTED]
    if reserved or spent:
        notes.append("没有填预算项目的采购申请不在表内。")
    return tuple(notes)


def supplier_sheet(request: Request) -> ListSheet:
    """Return 供应商一览: what was bought where in a period, how punctual, what went back."""
    on = request.as_of.on
    found: dict[int, list[_Bought]] = {}
    for one in orders_on(on, request.from_on):
        found.setdefault(one[1].fact.supplier_id, []).append(one)
    rows = numbered(
        (supplier.name, supplier.contact, *_supplied(found[supplier.id], on))
        for supplier in Supplier.every("sort_key, id")
        if supplier.id in found
    )
    return request.sheet(
        SUPPLIER_COLUMNS,
        [PaperSection("", rows)],
        fields=period_fields(request, "供应商", len(rows)),
        boxes=LEDGER_BOXES,
        notes=("按期率按有交货日期的采购单计：到货日期不晚于交货日期的为按期。", NOT_COUNTED),
    )


def _supplied(lines: Sequence[_Bought], on: date) -> tuple[SheetCell, ...]:
    orders = [order for _, order in lines]
    arrivals = {
        one.fact.slip_id: _late(one.fact.arrived_on, order.fact.due_on)
        for order in orders
        for one in order.deliveries
    }
    late = [days for days in arrivals.values() if days is not None]
    waited = [days for days in late if days]
    punctual = len(late) - len(waited)
    overdue = {
        order.fact.slip_id
        for order in orders
        if order.waiting and (_late(on.isoformat(), order.fact.due_on) or 0)
    }
    return (
        len({order.fact.slip_id for order in orders}),
        _things(lines),
        sum(order.ordered_fen for order in orders),
        sum(order.paid_fen for order in orders),
        len(arrivals),
        punctual,
        percent(punctual, len(late)),
        f"{sum(waited) / len(waited):.1f}" if waited else "—",
        len(overdue),
        sum(d.fact.delivered - d.fact.accepted for order in orders for d in order.deliveries),
    )


def _late(arrived_on: str, due_on: str | None) -> int | None:
    """Return how many days after its day something came, None where no day was named."""
    if due_on is None:
        return None
    return max((date.fromisoformat(arrived_on) - date.fromisoformat(due_on)).days, 0)


def not_in_accounts(request: Request) -> ListSheet:
    """Return 财务未入账清单: receipts of any day that the accounts department had not entered."""
    on = request.as_of.on
    standing, entered = standing_on(on), entries_by(on)
    rows = [
        (
            one.number,
            one.dated_on,
            ReceiptSource(one.source).label,
            one.outside,
            one.storeroom,
            one.invoices.replace(",", "、"),
            one.value_fen,
            (on - date.fromisoformat(one.dated_on)).days,
        )
        for one in receipts_worth()
        if one.slip_id in standing and one.slip_id not in entered
    ]
    return request.sheet(
        OWED_COLUMNS,
        [PaperSection("", numbered(rows))],
        boxes=LEDGER_BOXES,
        notes=("请会计凭入库单和发票入账，把凭证号告诉总务处登记。",) if rows else (),
        value_column=7,
    )


SHEETS: Final[dict[str, Callable[[Request], ListSheet]]] = {
    "procurement_forms": procurement_forms,
    "budget_sheet": budget_sheet,
    "supplier_sheet": supplier_sheet,
    "not_in_accounts": not_in_accounts,
}
