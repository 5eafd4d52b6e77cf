"""Writing down what was found: line after line, judged against the books of that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from houqin_desktop.domain.count import (
    CountResult,
    Found,
    FoundCondition,
    Standing,
    is_difference,
    judge,
    require_found,
)
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.count.books import Books
from houqin_desktop.services.count.drafts import (
    CountedLine,
    RecordCountLines,
)
from houqin_desktop.services.count.freezing import item_line, line_for
from houqin_desktop.services.count.sessions import (
    open_session_row,
    require_unsettled,
    room_of,
)
from houqin_desktop.services.draft import in_row
from houqin_desktop.services.loan.things import find_card
from houqin_desktop.services.stock.finding import scanned_item
from houqin_desktop.storage.count import (
    CountFinding,
    CountLine,
    CountRoom,
    CountSession,
    findings_of_line,
    lines_on_sheet,
)
from houqin_desktop.storage.people import Storeroom

_UNCOUNTED: dict[str, Any] = {
    "counted_on": None,
    "counted_quantity": None,
    "counted_room_id": None,
    "counted_place": "",
    "counted_holder_id": None,
    "condition": None,
    "affected_quantity": None,
    "note": "",
    "booked_room_id": None,
    "booked_place": "",
    "booked_quantity": None,
    "booked_value_fen": None,
    "booked_holder_id": None,
    "school_quantity": None,
    "school_value_fen": None,
}


@command("登记盘点", RecordCountLines)
def record_count_lines(task: Task, draft: RecordCountLines) -> Outcome:
    """Write down what was found in a room; each line is judged against the books of that day."""
    row = open_session_row(draft.number)
    place, room = room_of(row, draft.room)
    require_unfinished(place, room)
    counted_on = day_of_counting(task, row, draft.counted_on)
    if not draft.lines:
        raise Refused("没有要登记的行。请至少填一行。", code="no_lines")
    lines = _lines(task, row, room, draft.lines)
    books = Books(row, lines, counted_on)
    for at, (each, line) in enumerate(zip(draft.lines, lines, strict=True), 1):
        with in_row(at):
            found = _found(each, room)
            _require_mere_pieces(line, found)
            count_line(task, line, found, books.standing(line), counted_on, each.note)
    return Outcome(row.number, tuple(books.words(line).code for line in lines))


def _require_mere_pieces(line: CountLine, found: Found | None) -> None:
    """Refuse place and holder of an item: of stock there are only pieces in a room."""
    if line.item_id is not None and found is not None and (found.place or found.holder is not None):
        raise Refused(
            "物品只盘数量和状况，不填存放地点和使用人。要写明请填在备注里。", code="mere_pieces"
        )


def require_unfinished(place: CountRoom, room: Storeroom) -> None:
    """Refuse to count in a room that is finished."""
    if place.finished_on is not None:
        raise Refused(
            f"{room.name}已于 {place.finished_on} 盘完。要改请先“重新盘点”这一室。",
            code="room_finished",
        )


def day_of_counting(task: Task, row: CountSession, stated: date | None) -> date:
    """Return the day of counting: from 基准日 to today."""
    on = stated or task.on
    if not row.baseline_on <= on <= task.on:
        raise Refused(
            f"盘点日期 {on} 须在基准日 {row.baseline_on} 到 {task.on} 之间。请核对日期。",
            code="counted_on",
        )
    return on


def _lines(
    task: Task, row: CountSession, room: Storeroom, written: Sequence[CountedLine]
) -> list[CountLine]:
    """Return the lines that are meant, each once; a card that is on no line gets one."""
    numbered = any(each.line is not None for each in written)
    sheet = lines_on_sheet(row.id, room.id) if numbered else {}
    found: dict[int, CountLine] = {}
    for at, each in enumerate(written, 1):
        with in_row(at):
            line = _line(task, row, room, each, sheet)
            if line.id in found:
                raise Refused("这一项填了不止一行。请只填一次。", code="repeated_line")
            found[line.id] = line
    return list(found.values())


def _line(
    task: Task,
    row: CountSession,
    room: Storeroom,
    each: CountedLine,
    sheet: Mapping[int, CountLine],
) -> CountLine:
    if (each.line is None) == (each.code is None):
        raise Refused("请填行号或编号，两者只填一个。", code="which_line")
    if each.line is not None:
        if each.line not in sheet:
            raise Refused(
                f"{room.name}的盘点表没有第 {each.line} 行。请核对行号。", code="unknown_line"
            )
        return sheet[each.line]
    return line_of_thing(task, row, room, each.code or "")


def line_of_thing(task: Task, row: CountSession, room: Storeroom, code: str) -> CountLine:
    """Return the line of a card, or of an item in a room; what is on none gets one.

    :raises Refused: for an unknown number, and for what this count is not about.
    """
    item = None if find_card(code) is not None else scanned_item(code)
    if item is None:
        asset = lookup.asset(code)
        _require_in_scope(row, counted=row.things.has_assets)
        line = CountLine.find(session_id=row.id, asset_id=asset.id)
        return line if line is not None else line_for(task, row, asset.id, room.id)
    _require_in_scope(row, counted=row.things.has_stock)
    line = CountLine.find(session_id=row.id, item_id=item.id, sheet_room_id=room.id)
    return line if line is not None else item_line(task, row, item.id, room)


def _require_in_scope(row: CountSession, *, counted: bool) -> None:
    if not counted:
        raise Refused(
            f"清查 {row.number} 只盘{row.things.label}，不登记这一种。请另开一次清查。",
            code="other_things",
        )


def _found(each: CountedLine, room: Storeroom) -> Found | None:
    if each.quantity is None:
        return None
    found = Found(
        room.id,
        each.quantity,
        each.place or "",
        lookup.person(each.holder).id if each.holder else None,
        each.condition or FoundCondition.GOOD,
        None if each.condition in (None, FoundCondition.GOOD) else each.affected,
    )
    require_found(found)
    return found


def count_line(
    task: Task, line: CountLine, found: Found | None, books: Standing, on: date, note: str | None
) -> None:
    """Write what was found of a line, and judge it against the books of that day."""
    known = findings_of_line(line.id)
    for one in known:
        require_unsettled(one)
    if found is None:
        task.update(line, **_UNCOUNTED)
        _write_findings(task, line, {}, known)
        return
    task.update(
        line,
        counted_on=on,
        counted_quantity=found.quantity,
        counted_room_id=found.room,
        counted_place=found.place,
        counted_holder_id=found.holder,
        condition=found.condition,
        affected_quantity=found.affected,
        note=note or "",
        booked_room_id=books.room,
        booked_place=books.place,
        booked_quantity=books.quantity,
        booked_value_fen=books.value_fen,
        booked_holder_id=books.holder,
        school_quantity=None if books.school is None else books.school.quantity,
        school_value_fen=None if books.school is None else books.school.value_fen,
    )
    differences = {
        one.result: (one.amount.quantity, one.amount.value_fen)
        for one in judge(books, found)
        if is_difference(one.result)
    }
    _write_findings(task, line, differences, known)


def _write_findings(
    task: Task,
    line: CountLine,
    differences: dict[CountResult, tuple[int, int]],
    known: Sequence[CountFinding],
) -> None:
    """Drop the differences that a recount did away with; write the new ones."""
    rest = dict(differences)
    for one in known:
        if one.result in rest:
            quantity, value = rest.pop(one.result)
            task.update(one, quantity=quantity, value_fen=value, dropped=False)
        else:
            task.update(one, dropped=True)
    for result, (quantity, value) in rest.items():
        task.insert(
            CountFinding,
            session_id=line.session_id,
            line_id=line.id,
            result=result,
            quantity=quantity,
            value_fen=value,
        )
