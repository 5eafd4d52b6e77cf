"""The expected list of a count: cards and stock of its scope as they stood on 基准日."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from houqin_desktop.domain.category import narrowed
from houqin_desktop.domain.count import walking_key
from houqin_desktop.services.assets.as_of import AsOf
from houqin_desktop.services.assets.cards_on import CardOn, cards_on
from houqin_desktop.services.commands import Task
from houqin_desktop.services.count.stock_books import standing_of
from houqin_desktop.services.stock.as_of import StockOn
from houqin_desktop.services.storerooms.places import turns_of
from houqin_desktop.storage.asset import assets_by_id, custodies_on
from houqin_desktop.storage.asset_register import Condition
from houqin_desktop.storage.base import by_column
from houqin_desktop.storage.count import (
    CountLine,
    CountSession,
    cards_without_line,
    marks,
    next_position,
)
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.stock import StockItem, last_posting


def in_categories(codes: str, category: str | None) -> bool:
    """Say whether a card of this category is in the scope of a count; no codes mean all."""
    prefixes = tuple(narrowed(code) for code in codes.split("、") if code)
    return not prefixes or (category or "").startswith(prefixes)


def arrived_cards(row: CountSession, rooms: Sequence[int]) -> list[tuple[int, int]]:
    """Return card and room of what is in the scope, lies in these rooms now and has no line."""
    if not row.things.has_assets:
        return []
    pairs = cards_without_line(row.id, rooms)
    if not row.categories:
        return pairs
    categories = {card.id: card.category_code for card in assets_by_id([key for key, _ in pairs])}
    return [pair for pair in pairs if in_categories(row.categories, categories[pair[0]])]


def freeze(task: Task, row: CountSession, rooms: Sequence[int]) -> int:
    """Write the line of everything that lay in these rooms on 基准日; return how many.

    On the sheet of a room its stock comes behind its cards.
    """
    cards = _freeze_cards(task, row, rooms) if row.things.has_assets else {}
    stock = _freeze_stock(task, row, rooms, cards) if row.things.has_stock else 0
    return sum(cards.values()) + stock


def _freeze_cards(task: Task, row: CountSession, rooms: Sequence[int]) -> dict[int, int]:
    """Write the lines of the cards; return by room how many."""
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
    return {room: len(held) for room, held in by_room.items()}


def _freeze_stock(
    task: Task, row: CountSession, rooms: Sequence[int], cards: Mapping[int, int]
) -> int:
    """Write the lines of the stock, in the order of the catalogue; return how many."""
    stock = StockOn(row.baseline_on)
    by_place = {room.location_id: room for room in Storeroom.every() if room.id in rooms}
    items = {item.id: item for item in StockItem.every("id")}
    lying = [(by_place[place], items[item]) for item, place in stock.lying() if place in by_place]
    lying.sort(key=lambda one: (one[0].id, one[1].kind.value, one[1].sort_key, one[1].id))
    last = dict(cards)
    lines = []
    for room, item in lying:
        last[room.id] = last.get(room.id, 0) + 1
        lines.append((room, item.id, last[room.id]))
    _write_items(task, row, lines, stock)
    return len(lines)


def item_line(task: Task, row: CountSession, item_id: int, room: Storeroom) -> CountLine:
    """Write the line of an item that had none in a room: it came later, or nobody knew of it."""
    position = next_position(row.id, room.id)
    _write_items(task, row, [(room, item_id, position)], StockOn(row.baseline_on))
    line = CountLine.find(session_id=row.id, item_id=item_id, sheet_room_id=room.id)
    assert line is not None
    return line


def _write_items(
    task: Task, row: CountSession, lines: Iterable[tuple[Storeroom, int, int]], stock: StockOn
) -> None:
    mark = last_posting()
    images = []
    for room, item_id, position in lines:
        frozen = standing_of(stock, item_id, room)
        images.append(
            {
                "id": task.next_id(CountLine),
                "session_id": row.id,
                "item_id": item_id,
                "sheet_room_id": room.id,
                "position": position,
                "frozen_room_id": frozen.room,
                "frozen_quantity": frozen.quantity,
                "frozen_value_fen": frozen.value_fen,
                "accumulated_fen": 0,
                "posting_mark": mark,
                "value_mark": 0,
            }
        )
    task.insert_columns(CountLine, by_column(CountLine, images))


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
