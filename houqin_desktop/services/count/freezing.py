"""The expected list of a count: the cards of its scope as they stood on 基准日."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from houqin_desktop.domain.category import narrowed
from houqin_desktop.domain.count import walking_key
from houqin_desktop.services.assets.as_of import AsOf
from houqin_desktop.services.assets.cards_on import CardOn, cards_on
from houqin_desktop.services.commands import Task
from houqin_desktop.services.storerooms.places import turns_of
from houqin_desktop.storage.asset import custodies_on
from houqin_desktop.storage.asset_register import Condition
from houqin_desktop.storage.base import by_column
from houqin_desktop.storage.count import CountLine, CountSession, marks, next_position


def in_categories(codes: str, category: str | None) -> bool:
    """Say whether a card of this category is in the scope of a count; no codes mean all."""
    prefixes = tuple(narrowed(code) for code in codes.split("、") if code)
    return not prefixes or (category or "").startswith(prefixes)


def freeze(task: Task, row: CountSession, rooms: Sequence[int]) -> int:
    """Write the line of every card that lay in these rooms on 基准日; return how many."""
    as_of = AsOf(row.baseline_on, task.today)
    cards = [
        card
        for card in cards_on(as_of)
        if card.storeroom_id in rooms and in_categories(row.categories, card.category)
    ]
    by_room: dict[int, list[CardOn]] = {}
    for card in cards:
        by_room.setdefault(card.storeroom_id, []).append(card)
    lines = []
    for room, held in by_room.items():
        turns = turns_of(room)
        # The places of the room in their own order, then whatever else the cards say.
        held.sort(
            key=lambda card: (
                turns.get(card.place, len(turns)),
                walking_key(card.place, card.code),
            )
        )
        lines += [(room, position, card) for position, card in enumerate(held, 1)]
    _write(task, row, lines)
    return len(lines)


def line_for(task: Task, row: CountSession, asset_id: int, room: int) -> CountLine:
    """Write the line of a card that was not on the list: it came later, or from elsewhere."""
    only: Condition = ("a.id = ?", (asset_id,))
    position = next_position(row.id, room)
    then = cards_on(AsOf(row.baseline_on, task.today), (only,))
    if then:
        _write(task, row, [(room, position, then[0])])
    else:
        (card,) = cards_on(AsOf(task.today, task.today), (only,))
        _write(task, row, [(room, position, card)], arrived=True)
    line = CountLine.find(session_id=row.id, asset_id=asset_id)
    assert line is not None
    return line


def _write(
    task: Task,
    row: CountSession,
    lines: Iterable[tuple[int, int, CardOn]],
    *,
    arrived: bool = False,
) -> None:
    """Write lines; what arrived since is frozen as nothing."""
    holders = custodies_on(row.baseline_on.isoformat())
    posting_mark, value_mark = marks()
    images = [
        {
            "id": task.next_id(CountLine),
            "session_id": row.id,
            "asset_id": card.key,
            "sheet_room_id": room,
            "position": position,
            "frozen_room_id": None if arrived else card.storeroom_id,
            "frozen_place": "" if arrived else card.place,
            "frozen_quantity": 0 if arrived else card.quantity,
            "frozen_value_fen": 0 if arrived else card.value_fen,
            "frozen_holder_id": None if arrived else holders.get(card.key, (None,))[0],
            "accumulated_fen": card.accumulated_fen,
            "posting_mark": posting_mark,
            "value_mark": value_mark,
        }
        for room, position, card in lines
    ]
    task.insert_columns(CountLine, by_column(CountLine, images))
