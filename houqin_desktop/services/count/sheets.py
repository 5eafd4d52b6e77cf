"""The papers of a count: 盘点表, 盘盈表, 盘亏表, 差异表 and the 汇总表, as sheets of a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import count
from typing import Final

from houqin_desktop.domain.asset import unit_price_fen
from houqin_desktop.domain.bureau import EDITION_2022, ORDER_2022, bureau_class
from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.count import (
    NOT_IN_THE_BOOKS,
    CountResult,
    CountScope,
    Reckoning,
    reckon,
    reckon_surplus,
)
from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperSection,
    SheetCell,
)
from houqin_desktop.domain.movement import Amount
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.sheet import SignatureBox
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.services import lookup
from houqin_desktop.services.count.columns import (
    BLIND_COLUMNS,
    DIFFERENCE_COLUMNS,
    FILLED_COLUMNS,
    MIXED_NOTE,
    SHORTAGE_COLUMNS,
    SUMMARY_COLUMNS,
    SURPLUS_COLUMNS,
    fitted,
)
from houqin_desktop.services.count.line_views import DifferenceView, LineView, reckoning_of
from houqin_desktop.services.count.view import CountView
from houqin_desktop.services.reports.catalogue import printed_words
from houqin_desktop.services.session import Session
from houqin_desktop.services.settings import school_name

Row = tuple[SheetCell, ...]


BOXES: Final = tuple(
    SignatureBox(title, (), seal=False)
    for title in ("盘点人", "监盘人", "部门负责人", "总务主任", "会计", "校长")
)
# Room on a blank form for what is on no line.
_FREE_ROWS: Final = (("",) * len(BLIND_COLUMNS),) * 4
_NOT_BY_SUM: Final = (CountResult.SURPLUS, CountResult.SHORTAGE)


class CountPapers:
    """The sheets of one count."""

    def __init__(self, session: Session, view: CountView) -> None:
        self._session, self._view = session, view
        self._parts = [part.label for part in view.parts]
        self._things = "和".join(self._parts)

    def _sheet(
        self,
        name: str,
        title: str,
        columns: tuple[PaperColumn, ...],
        sections: Iterable[PaperSection],
        *,
        apart: bool = False,
        notes: tuple[str, ...] = (),
        grand_total: bool = True,
    ) -> ListSheet:
        view = self._view
        title = f"{self._things}{title}"
        fitting, rows = fitted(columns, sections, view.parts)
        return ListSheet(
            name=name,
            title=title,
            school=school_name(),
            fields=(
                ("基准日", chinese_date(view.baseline_on)),
                ("单号", view.number),
                ("金额单位", "元"),
            ),
            columns=fitting,
            sections=rows,
            printed=printed_words(self._session, f"{title} {view.number}"),
            notes=notes,
            boxes=BOXES,
            apart=apart,
            grand_total=grand_total,
        )

    def filled(self, room: str | None = None) -> ListSheet:
        """Return 盘点表 with the books and what was found, a room on pages of its own."""
        sections = self._rooms(room, _filled_row)
        notes = () if self._view.total.balances else ("账面数加盘盈减盘亏与实盘数不符",)
        return self._sheet(
            "count_sheet", "盘点表", FILLED_COLUMNS, sections, apart=True, notes=notes
        )

    def blind(self, room: str | None = None) -> ListSheet:
        """Return 盘点表 without any figures, to be filled in by hand."""
        sections = [
            replace(one, rows=(*one.rows, *_FREE_ROWS)) for one in self._rooms(room, _blind_row)
        ]
        return self._sheet(
            "count_blind",
            "盘点表（盲盘）",
            BLIND_COLUMNS,
            sections,
            apart=True,
            notes=("只写看到的；没有找到写 0。表上没有的东西写在下面空行，注明名称、数量和地点",),
            grand_total=False,
        )

    def _rooms(self, only: str | None, row: Callable[[LineView, str], Row]) -> list[PaperSection]:
        if only is not None:
            self._view.require_room(only)
        names = [one.name for one in self._view.rooms if only in (None, one.name)]
        sections = []
        for name in names:
            lines = self._view.sheet(name)
            for part in self._parts:
                own = [one for one in lines if _part_of(one.kind) == part]
                if own or (only == name and part == self._parts[0]):
                    rows = tuple(row(line, name) for line in own)
                    title = name if len(self._parts) == 1 else f"{name}　{part}"
                    sections.append(PaperSection(title, rows, self._fields(name, len(rows))))
        return sections

    def _in_parts(self, rows: Iterable[tuple[StockKind | None, Row]]) -> list[PaperSection]:
        """Return numbered rows, those of cards and those of stock each in a section."""
        sorted_out: dict[str, list[Row]] = {part: [] for part in self._parts}
        for kind, row in rows:
            sorted_out.setdefault(_part_of(kind), []).append(row)
        numbers = count(1)
        return _sections(
            (part, tuple((next(numbers), *row) for row in own)) for part, own in sorted_out.items()
        )

    def _fields(self, room: str, rows: int) -> tuple[tuple[str, str], ...]:
        keeper = lookup.holder(
            Post.STOREKEEPER, self._session.clock.today(), lookup.storeroom(room).id
        )
        name = "待任命" if keeper is None else lookup.person_by_id(keeper).name
        return (("盘点地点", room), ("保管员", name), ("项数", f"{rows:,}"))

    def surplus(self) -> ListSheet:
        """Return 盘盈表."""
        rows = (
            (one.kind, _surplus_row(one))
            for one in self._view.differences
            if one.result is CountResult.SURPLUS
        )
        return self._sheet("count_surplus", "盘盈表", SURPLUS_COLUMNS, self._in_parts(rows))

    def shortage(self) -> ListSheet:
        """Return 盘亏（损失）表."""
        rows = (
            (one.kind, _shortage_row(one, one.line))
            for one in self._view.differences
            if one.result is CountResult.SHORTAGE and one.line is not None
        )
        return self._sheet(
            "count_shortage", "盘亏（损失）表", SHORTAGE_COLUMNS, self._in_parts(rows)
        )

    def differences(self) -> ListSheet:
        """Return every other difference: place, user, damaged, idle."""
        numbers = count(1)
        sections = []
        for result in CountResult:
            rows: tuple[Row, ...] = tuple(
                (
                    next(numbers), one.code, one.name, one.room, result.label, one.what,
                    one.amount.quantity, one.amount.value_fen, one.cause, _handling(one),
                    one.document_words,
                )
                for one in self._view.differences
                if one.result is result and result not in _NOT_BY_SUM
            )  # fmt: skip
            if rows:
                sections.append(PaperSection(result.label, rows))
        return self._sheet(
            "count_differences", "清查差异处理表", DIFFERENCE_COLUMNS, sections, grand_total=False
        )

    def by_class(self) -> ListSheet:
        """Return 清查汇总表 by the bureau's classes, and stock by its kinds."""
        totals = _Totals()
        for line in self._view.lines:
            name = bureau_class(line.category, EDITION_2022, "")
            totals.add(line.kind, _kind_label(line.kind) or name, reckoning_of(line))
        for thing in self._view.surplus:
            reckoning = reckon_surplus(thing.amount)
            totals.add(thing.kind, _kind_label(thing.kind) or _FREE, reckoning)
        kinds = tuple(kind.label for kind in StockKind)
        return self._summary("清查汇总表（按分类）", totals, (*ORDER_2022, _FREE, *kinds))

    def by_room(self) -> ListSheet:
        """Return 清查汇总表 by room; what moved from room to room left the one for the other."""
        names = self._view.room_names
        totals = _Totals()
        for line in self._view.lines:
            then, now = line.frozen.room, line.booked.room
            if then is None or now is None or then == now:
                name = names.get(now or then or 0, line.sheet_room)
                totals.add(line.kind, name, reckoning_of(line))
                continue
            totals.add(line.kind, names[then], reckon(line.frozen, NOT_IN_THE_BOOKS, None))
            written_off = min(line.accumulated_fen, line.booked.value_fen)
            arrived = reckon(NOT_IN_THE_BOOKS, line.booked, line.found, written_off)
            totals.add(line.kind, names[now], arrived)
        for thing in self._view.surplus:
            totals.add(thing.kind, thing.room, reckon_surplus(thing.amount))
        return self._summary("清查汇总表（按保管室）", totals, tuple(names.values()), "保管室")

    def _summary(
        self,
        title: str,
        totals: _Totals,
        order: tuple[str, ...],
        by: str = "类别",
    ) -> ListSheet:
        sections = _sections(
            (
                part,
                tuple(
                    _summary_row(name, totals.by_part[part, name], part)
                    for name in order
                    if (part, name) in totals.by_part
                ),
            )
            for part in self._parts
        )
        waiting = "、".join(
            part.pieces(part.label, part.figures.uncounted.quantity)
            for part in self._view.parts
            if part.figures.uncounted.quantity
        )
        notes = [
            "期初＋增加−减少＝账面数；账面数＋盘盈−盘亏＝清查数",
            *([MIXED_NOTE] if len(self._parts) > 1 else []),
            *([f"还没有盘的不在清查数里：{waiting}"] if waiting else []),
        ]
        columns = (PaperColumn(by, wraps=True), *SUMMARY_COLUMNS)
        return self._sheet("count_summary", title, columns, sections, notes=tuple(notes))


class _Totals:
    """Figures by name, cards and stock apart."""

    def __init__(self) -> None:
        self.by_part: defaultdict[tuple[str, str], Reckoning] = defaultdict(Reckoning)

    def add(self, kind: StockKind | None, name: str, figures: Reckoning) -> None:
        self.by_part[_part_of(kind), name] += figures


def _sections(parts: Iterable[tuple[str, tuple[Row, ...]]]) -> list[PaperSection]:
    """Return the parts that have rows, each under its name where there are two."""
    filled = [(part, rows) for part, rows in parts if rows]
    if len(filled) < 2:
        return [PaperSection("", filled[0][1] if filled else ())]
    return [PaperSection(part, rows) for part, rows in filled]


def _part_of(kind: StockKind | None) -> str:
    return (CountScope.ASSETS if kind is None else CountScope.STOCK).label


def _kind_label(kind: StockKind | None) -> str:
    return "" if kind is None else kind.label


def _surplus_row(one: DifferenceView) -> Row:
    about, thing = one.line or one.thing, one.thing
    assert about is not None
    return (
        one.code or f"盘盈{one.surplus}",
        one.name,
        about.specification,
        about.unit,
        one.amount.quantity,
        one.amount.value_fen,
        one.room,
        one.cause,
        "" if thing is None else thing.value_basis,
        "照片" if thing is not None and thing.has_photo else "",
        _handling(one),
        one.document_words,
    )


def _shortage_row(one: DifferenceView, line: LineView) -> Row:
    written_off = _share_written_off(line, one.amount) if line.kind is None else None
    return (
        line.code,
        line.name,
        line.specification,
        line.unit,
        one.amount.quantity,
        one.amount.value_fen,
        written_off,
        None if written_off is None else one.amount.value_fen - written_off,
        one.room,
        one.cause,
        one.liable,
        _handling(one),
        one.compensation_fen,
        one.document_words,
    )


_FREE: Final = "无卡片的盘盈"


def _share_written_off(line: LineView, amount: Amount) -> int:
    """Return what of a missing part is written off, in the share of its value."""
    whole = line.booked.value_fen
    written_off = min(line.accumulated_fen, whole)
    return written_off * amount.value_fen // whole if whole else 0


def _handling(one: DifferenceView) -> str:
    return "待定" if one.handling is None else one.handling.label


def _by_result(line: LineView, result: CountResult) -> tuple[int, int]:
    amount = next((one.amount for one in line.findings if one.result is result), Amount())
    return amount.quantity, amount.value_fen


def _number(line: LineView, room: str) -> SheetCell:
    return line.position if line.sheet_room == room and line.position else "转入"


def _named(line: LineView, room: str) -> Row:
    return _number(line, room), line.code, line.name, line.specification, line.unit


def _filled_row(line: LineView, room: str) -> Row:
    # A line that moved to another room is booked and counted there.
    here = line.room == room
    booked = line.booked.amount if here else Amount()
    surplus = _by_result(line, CountResult.SURPLUS) if here else (0, 0)
    shortage = _by_result(line, CountResult.SHORTAGE) if here else (0, 0)
    counted = reckoning_of(line).counted if here else Amount()
    unseen = line.found is None or not here
    return (
        *_named(line, room),
        unit_price_fen(line.booked.value_fen, line.booked.quantity) if line.booked.quantity else 0,
        booked.quantity,
        booked.value_fen,
        None if unseen else counted.quantity,
        None if unseen else counted.value_fen,
        *surplus,
        *shortage,
        line.results if here else "已转出",
        line.place,
        line.holder,
        "；".join(filter(None, (*line.moves, line.note))),
    )


def _blind_row(line: LineView, room: str) -> Row:
    words = "；".join(line.moves)
    return (*_named(line, room), line.place, line.holder, "", "", words)


def _summary_row(name: str, one: Reckoning, part: str) -> Row:
    books = one.books
    pairs = (books.opening, books.added, books.removed)
    return (
        name,
        *(figure for amount in pairs for figure in (amount.quantity, amount.value_fen)),
        books.closing.quantity,
        books.closing.value_fen,
        books.net_fen if part == CountScope.ASSETS.label else None,
        one.surplus.quantity,
        one.surplus.value_fen,
        one.shortage.quantity,
        one.shortage.value_fen,
        one.counted.quantity,
        one.counted.value_fen,
        one.damaged.quantity,
        one.damaged.value_fen,
    )
