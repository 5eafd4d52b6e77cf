"""What came into the rooms of a count since 基准日 and was not counted yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from houqin_desktop.domain.count import NOT_IN_THE_BOOKS, Standing
from houqin_desktop.services import lookup
from houqin_desktop.services.count.freezing import arrived_cards
from houqin_desktop.services.count.line_views import LineView
from houqin_desktop.services.count.stock_books import item_words, standing_of
from houqin_desktop.services.stock.as_of import StockOn
from houqin_desktop.storage.asset import assets_by_id
from houqin_desktop.storage.count import CountSession, ThingWords, items_without_line
from houqin_desktop.storage.stock import items_by_id


def arrived_lines(
    row: CountSession, rooms: Sequence[int], names: Mapping[int, str], today: date
) -> Iterator[LineView]:
    """Yield cards, then items, that have come into a room and have no line on a sheet."""
    pairs = arrived_cards(row, list(rooms))
    cards = {card.id: card for card in assets_by_id([key for key, _ in pairs])}
    for key, room in pairs:
        card = cards[key]
        booked = Standing(room, card.quantity, card.original_value_fen, card.place)
        words = ThingWords(
            card.code, card.name, card.specification, card.unit, card.category_code, card.place
        )
        yield _line(words, names[room], booked, f"{card.registered_on} 基准日后转入或登记")
    lying = items_without_line(row.id, list(rooms)) if row.things.has_stock else []
    if not lying:
        return
    stock = StockOn(today)
    items = items_by_id(sorted({key for key, _ in lying}))
    for key, room in lying:
        booked = standing_of(stock, key, lookup.room_by_id(room))
        yield _line(item_words(items[key]), names[room], booked, "基准日后入库或调入")


def _line(words: ThingWords, room: str, booked: Standing, since: str) -> LineView:
    return LineView(
        room, None, room, words.code, words.name, words.specification, words.unit,
        words.category, words.place, "", NOT_IN_THE_BOOKS, booked, None, "", "", "", "", 0,
        (since,), words.kind,
    )  # fmt: skip
