"""采购台账 and 采购计划汇总: what was asked for, line by line and added up, as of any day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.services.procurement.on_day import Delivery, Order, Wanted, procured
from houqin_desktop.services.reports.lists import LEDGER_BOXES, numbered

if TYPE_CHECKING:
    from houqin_desktop.services.reports.catalogue import Request

MONEY, COUNT, CENTRED = PaperKind.MONEY, PaperKind.COUNT, PaperKind.CENTRED
_THING: Final = (
    PaperColumn("物品名称", wraps=True),
    PaperColumn("规格型号", wraps=True),
    PaperColumn("单位", CENTRED),
)
LEDGER_COLUMNS: Final = (
    PaperColumn("序号", CENTRED),
    PaperColumn("申请单号"),
    PaperColumn("申请部门", wraps=True),
    *_THING,
    PaperColumn("申请数", COUNT, summed=True),
    PaperColumn("批准数", COUNT, summed=True),
    PaperColumn("订购数", COUNT, summed=True),
    PaperColumn("供应商", wraps=True),
    PaperColumn("验收数", COUNT, summed=True),
    PaperColumn("单价（元）", MONEY),
    PaperColumn("金额（元）", MONEY, summed=True),
    PaperColumn("入库单号"),
    PaperColumn("入账编号"),
    PaperColumn("领用人", wraps=True),
    PaperColumn("会计凭证号", wraps=True),
)
_FIGURES: Final = (
    PaperColumn("申请数", COUNT, summed=True),
    PaperColumn("核减、改办", COUNT, summed=True, dashed=True),
    PaperColumn("待批数", COUNT, summed=True, dashed=True),
    PaperColumn("批准数", COUNT, summed=True),
    PaperColumn("申请金额（元）", MONEY, summed=True),
    PaperColumn("批准金额（元）", MONEY, summed=True),
)
_NUMBER: Final = PaperColumn("序号", CENTRED)
BY_DEPARTMENT: Final = (_NUMBER, *_THING, *_FIGURES)
BY_THING: Final = (_NUMBER, *_THING, PaperColumn("申请部门", wraps=True), *_FIGURES)
NOT_COUNTED: Final = "单据按截至日期当天的情况计入；当天已撤销、不同意或冲销的不计。"


def period_fields(request: Request, words: str, figure: int) -> tuple[tuple[str, str], ...]:
    """Return the head line of a paper about a period: its days, how many of what it lists."""
    days = f"{request.from_on} 至 {request.last_on}"
    return (("起止日期", days), (words, f"{figure:,}"), ("金额单位", "元"))


def procurement_ledger(request: Request) -> ListSheet:
    """Return 采购台账: a line of a request in a row, and one more for each further delivery."""
    lines = procured(request.as_of.on, request.from_on)
    rows = [row for at, line in enumerate(lines, start=1) for row in _ledger_rows(at, line)]
    return request.sheet(
        LEDGER_COLUMNS,
        [PaperSection("", tuple(rows))],
        fields=period_fields(request, "申请项数", len(lines)),
        boxes=LEDGER_BOXES,
        notes=(NOT_COUNTED,),
        value_column=12,
    )


def _ledger_rows(at: int, line: Wanted) -> Iterator[tuple[SheetCell, ...]]:
    fact = line.fact
    head: tuple[SheetCell, ...] = (
        at,
        fact.number,
        fact.department,
        fact.name,
        fact.specification,
        fact.unit,
        fact.quantity,
        line.approved,
    )
    for cells in [row for order in line.orders for row in _order_rows(order)] or [_NO_ORDER]:
        yield (*head, *cells)
        head = ("", "", "", "", "", "", None, None)


_NO_ORDER: Final[tuple[SheetCell, ...]] = (None, "", None, None, None, "", "", "", "")


def _order_rows(order: Order) -> Iterator[tuple[SheetCell, ...]]:
    head: tuple[SheetCell, ...] = (order.fact.quantity, order.fact.supplier)
    if not order.deliveries:
        yield (*head, None, order.fact.price_fen, None, "", "", "", "")
    for one in order.deliveries:
        yield (
            *head,
            one.fact.accepted,
            one.fact.price_fen,
            one.paid_fen,
            _joined(paper.number for paper in one.stocked),
            _codes(one),
            _joined(paper.taker for paper in one.handed),
            _joined(iter(one.entries)),
        )
        head = (None, "")


def _codes(one: Delivery) -> str:
    codes = list(dict.fromkeys(pieces.code for pieces in one.stocked))
    return f"{codes[0]} 等 {len(codes)} 张" if len(codes) > 1 else "".join(codes)


def _joined(words: Iterator[str]) -> str:
    return "、".join(dict.fromkeys(filter(None, words)))


def procurement_plan(request: Request) -> ListSheet:
    """Return 采购计划汇总: what is to be bought, by department or by thing."""
    lines = procured(request.as_of.on, request.from_on)
    by_department = request.grouping == "department"
    sections = _departments(lines) if by_department else [PaperSection("", _things(lines))]
    return request.sheet(
        BY_DEPARTMENT if by_department else BY_THING,
        sections,
        fields=period_fields(request, "项数", sum(len(one.rows) for one in sections)),
        boxes=LEDGER_BOXES,
        notes=("申请数 = 核减、改办 + 待批数 + 批准数。", NOT_COUNTED),
        value_column=len(BY_DEPARTMENT if by_department else BY_THING) - 1,
    )


def _departments(lines: Sequence[Wanted]) -> list[PaperSection]:
    found: dict[str, list[Wanted]] = {}
    for line in lines:
        found.setdefault(line.fact.department, []).append(line)
    return [
        PaperSection(
            name, numbered((*key, *_figures(same)) for key, same in _by_thing(own).items())
        )
        for name, own in sorted(found.items())
    ]


def _things(lines: Sequence[Wanted]) -> tuple[tuple[SheetCell, ...], ...]:
    return numbered((*key, _who(same), *_figures(same)) for key, same in _by_thing(lines).items())


def _by_thing(lines: Sequence[Wanted]) -> dict[tuple[str, str, str], list[Wanted]]:
    found: dict[tuple[str, str, str], list[Wanted]] = {}
    for line in lines:
        fact = line.fact
        found.setdefault((fact.name, fact.specification, fact.unit), []).append(line)
    return found


def _who(lines: Sequence[Wanted]) -> str:
    asked: dict[str, int] = {}
    for line in lines:
        asked[line.fact.department] = asked.get(line.fact.department, 0) + line.fact.quantity
    return "、".join(f"{name} {pieces:,}" for name, pieces in asked.items())


def _figures(lines: Sequence[Wanted]) -> tuple[SheetCell, ...]:
    return (
        sum(line.fact.quantity for line in lines),
        sum(line.off for line in lines),
        sum(line.awaited for line in lines),
        sum(line.approved for line in lines),
        sum(line.fact.quantity * line.fact.price_fen for line in lines),
        sum(line.approved * line.fact.price_fen for line in lines),
    )


SHEETS = {"procurement_ledger": procurement_ledger, "procurement_plan": procurement_plan}
