"""What is seen of a register as a sheet: the columns shown, the rows that pass, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.list_sheet import ListSheet, PaperColumn, PaperKind, PaperSection
from houqin_desktop.services.registers.listing import Cell, Column, ColumnKind, Filter, Register
from houqin_desktop.services.reports.catalogue import printed_words
from houqin_desktop.services.settings import school_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from houqin_desktop.services.session import Session

_KINDS: Final = {
    ColumnKind.MONEY: PaperKind.MONEY,
    ColumnKind.QUANTITY: PaperKind.COUNT,
    ColumnKind.DATE: PaperKind.CENTRED,
    ColumnKind.STATUS: PaperKind.CENTRED,
}
# A sum of unit prices or of years says nothing.
_SUMMED: Final = frozenset({"数量", "原值", "累计折旧", "净值", "卡片", "件数"})
_PART: Final = 1_000


def seen_sheet(
    session: Session,
    register: Register,
    keys: Sequence[int],
    visible: Sequence[int],
    *,
    filters: Sequence[Filter] = (),
    query: str = "",
    tick: Callable[[int], None] | None = None,
) -> ListSheet:
    """Return the rows as they are seen, with what they were narrowed by, and their sums.

    :param visible: the places of the columns shown, in the order seen.
    :param tick: told how many rows are read; may raise to stop.
    """
    columns = [_paper_column(register.columns[at]) for at in visible]
    rows = tuple(
        (str(number), *(_cell(row[at], register.columns[at]) for at in visible))
        for number, row in enumerate(_rows(register, keys, tick), start=1)
    )
    words = [one.label for one in filters] + ([f"搜索“{query.strip()}”"] if query.strip() else [])
    return ListSheet(
        name="seen",
        title=register.title,
        school=school_name(),
        fields=(
            ("日期", session.clock.today().isoformat()),
            ("筛选", "、".join(words) or "全部"),
            ("共", f"{len(keys):,} 项"),
        ),
        columns=(PaperColumn("序号", PaperKind.CENTRED), *columns),
        sections=(PaperSection("", rows),),
        printed=printed_words(session, register.title),
        grand_total=any(column.summed for column in columns),
    )


def _paper_column(column: Column) -> PaperColumn:
    kind = _KINDS.get(column.kind, PaperKind.TEXT)
    return PaperColumn(column.title, kind, summed=column.title in _SUMMED)


def _rows(
    register: Register, keys: Sequence[int], tick: Callable[[int], None] | None
) -> Iterator[tuple[Cell, ...]]:
    for start in range(0, len(keys), _PART):
        if tick is not None:
            tick(start)
        yield from register.rows(keys[start : start + _PART])


def _cell(cell: Cell, column: Column) -> str | int | None:
    figures = (ColumnKind.MONEY, ColumnKind.QUANTITY)
    if cell is None or (isinstance(cell, int) and column.kind in figures):
        return cell
    return str(cell)
