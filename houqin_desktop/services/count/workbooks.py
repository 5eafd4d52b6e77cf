"""The sheet of one room as a workbook: out to be filled in, and read back."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.count import FoundCondition
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.grid import Workbook
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.services.count.drafts import CountedLine, RecordCountLines
from houqin_desktop.services.count.tables import Record, records, words_of
from houqin_desktop.services.count.view import CountView

TITLES: Final = (
    "清查编号", "保管室", "行号", "编号", "名称", "规格型号", "单位", "存放地点", "使用人",
    "账面数量", "实盘数", "状况", "其中件数", "实际地点", "实际使用人", "备注",
)  # fmt: skip
# What is not asked of stock.
OF_CARDS: Final = frozenset({"存放地点", "使用人", "实际地点", "实际使用人"})
_REQUIRED: Final = ("清查编号", "保管室", "实盘数")
# As the column was called while cards alone were counted.
_FORMER_CODE: Final = "资产编号"

Row = tuple[str | int | None, ...]


def sheet_rows(view: CountView, room: str, *, blind: bool) -> list[Row]:
    """Return the rows of a room to be filled in, in walking order; what is counted stands there.

    What was found in another room is left out: read back it would have been found here.
    """
    rows: list[Row] = []
    for line in view.sheet(room):
        found = line.found
        if line.room != room or (found is not None and line.counted_room != room):
            continue
        good = found is None or found.condition is FoundCondition.GOOD
        rows.append(
            (
                view.number, room, line.position if line.sheet_room == room else None, line.code,
                line.name, line.specification, line.unit, line.place, line.holder,
                None if blind else line.booked.quantity,
                None if found is None else found.quantity,
                None if good or found is None else found.condition.label,
                None if found is None else found.affected,
                line.counted_place, line.counted_holder, line.note,
            )
        )  # fmt: skip
    return rows


def read_sheet(workbook: Workbook, number: str, room: str) -> RecordCountLines:
    """Return what was filled into the workbook of a room; rows without 实盘数 are left out.

    :raises Refused: for the sheet of another count or room, a cell that cannot be read, or a
        workbook in which nothing was filled in.
    """
    lines = []
    for place, record in records(workbook, _REQUIRED):
        _require_this(record, number, room, place)
        if words_of(record.get("实盘数")):
            lines.append(_line(record, place))
    if not lines:
        raise Refused(
            f"{workbook.name} 里没有填实盘数，没有要登记的。请填好再读回。", code="no_lines"
        )
    return RecordCountLines(number=number, room=room, lines=tuple(lines))


def _require_this(record: Record, number: str, room: str, place: str) -> None:
    count, where = words_of(record.get("清查编号")), words_of(record.get("保管室"))
    # A thing written below the table by hand has its own number alone.
    if (count and normalise_code(count) != normalise_code(number)) or (where and where != room):
        raise Refused(
            f"{place} 是清查 {count} {where} 的，不是 {number} {room} 的。请换一个文件。",
            code="other_sheet",
        )


def _line(record: Record, place: str) -> CountedLine:
    words = words_of(record.get("状况"))
    condition = FoundCondition.from_label(words)
    if words and condition is None:
        raise Refused(
            f"{place} 的状况“{words}”看不懂。请写完好、损坏或闲置。", code="bad_condition"
        )
    return CountedLine(
        code=words_of(record.get("编号") or record.get(_FORMER_CODE)),
        quantity=_pieces(record, "实盘数", place),
        place=words_of(record.get("实际地点")) or None,
        holder=words_of(record.get("实际使用人")) or None,
        condition=condition,
        affected=_pieces(record, "其中件数", place),
        note=words_of(record.get("备注")) or None,
    )


def _pieces(record: Record, title: str, place: str) -> int | None:
    words = words_of(record.get(title))
    if not words:
        return None
    if not words.isdecimal():
        raise Refused(f"{place} 的{title}“{words}”不是件数。请填整数。", code="bad_pieces")
    return int(words)
