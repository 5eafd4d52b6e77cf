"""资产汇总表 and 财政口径汇总表 as sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.sheet import SignatureBox
from houqin_desktop.services.reports.summary import (
    EDITIONS,
    GROUPINGS,
    Summary,
    SummaryLine,
    summary,
)

if TYPE_CHECKING:
    from houqin_desktop.domain.movement import Movement
    from houqin_desktop.services.reports.catalogue import Request

_BOXES = tuple(SignatureBox(title, (), seal=False) for title in ("制表", "财务", "校长"))
_GROUPS = ("期初余额", "本期增加", "本期减少", "期末余额")
_VALUE_AT_END = 8


def summary_columns(title: str) -> tuple[PaperColumn, ...]:
    """Return the columns of a 汇总 whose lines are called so."""
    figures = [
        column
        for group in _GROUPS
        for column in (
            PaperColumn("数量", PaperKind.COUNT, group, summed=True, dashed=True),
            PaperColumn("原值", PaperKind.MONEY, group, summed=True, dashed=True),
        )
    ]
    return (
        PaperColumn(title, wraps=True),
        *figures,
        PaperColumn("累计折旧", PaperKind.MONEY, summed=True),
        PaperColumn("净值", PaperKind.MONEY, summed=True),
    )


def summary_of(request: Request) -> Summary:
    """Return the figures behind the sheet."""
    return summary(request.session, request.grouping, request.as_of.on, request.from_on)


def summary_report(request: Request) -> ListSheet:
    """Return 资产汇总表 or 财政口径汇总表 over the period that was asked for."""
    found = summary_of(request)
    lines: dict[str, list[SummaryLine]] = {}
    for line in found.lines:
        lines.setdefault(line.section, []).append(line)
    words = dict(request.spec.choices)[request.grouping]
    return request.sheet(
        summary_columns("资产门类" if found.grouping in EDITIONS else GROUPINGS[found.grouping]),
        [_section(title, part) for title, part in lines.items()],
        title=f"{request.spec.title}（{words}）",
        fields=(
            ("期间", f"{chinese_date(found.from_on)}至{chinese_date(found.on)}"),
            ("金额单位", "元"),
        ),
        boxes=_BOXES,
        notes=_notes(found),
        value_column=_VALUE_AT_END,
    )


def _section(title: str, lines: list[SummaryLine]) -> PaperSection:
    rows: list[tuple[SheetCell, ...]] = [(one.label, *_figures(one.movement)) for one in lines]
    leads = tuple(
        None if one.filter is None else (one.filter.facet, one.filter.value, one.filter.label)
        for one in lines
    )
    return PaperSection(title, tuple(rows), leads=leads)


def _figures(movement: Movement) -> tuple[int, ...]:
    amounts = (movement.opening, movement.added, movement.removed, movement.closing)
    figures = [part for amount in amounts for part in (amount.quantity, amount.value_fen)]
    return (*figures, movement.accumulated_fen, movement.net_fen)


def _notes(found: Summary) -> tuple[str, ...]:
    crooked = [line.label for line in found.lines if not line.movement.balances]
    balance = "核对：期初＋本期增加－本期减少＝期末，" + (
        f"不平的有：{'、'.join(crooked)}，请检查数据。" if crooked else "数量、原值均平。"
    )
    if not found.moved.quantity:
        return (balance,)
    moved = f"{found.moved.quantity:,} 件、{format_money(found.moved.value_fen)} 元"
    return balance, f"本期增加、本期减少中各含各行之间调整、卡片拆分的 {moved}。"


SHEETS = {"summary": summary_report, "bureau_summary": summary_report}
