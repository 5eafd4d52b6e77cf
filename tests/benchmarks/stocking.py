"""The storerooms under load: moves posted one by one, and what lies where behind a million."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path

from houqin_desktop.domain.stock import ReceiptSource, StockKind
from houqin_desktop.services.loan.drafts import IssueLine, IssueStock
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.session import Session
from houqin_desktop.services.stock.drafts import AddItem, ReceiptLine, ReceiveStock
from houqin_desktop.storage.people import Storeroom
from tests.benchmarks.books import ROOMS, apart, make_book, open_book, raw
from tests.benchmarks.measuring import Measure, compare, took_ms

ITEMS = 200
CARDS = 1_000
MOVES = (1_000, 10_000)
TURN = 100
POSTINGS = 1_000_000
PIECES = 10_000
PRICE_FEN = 350
LIMIT_OF_ON_HAND_MS = 10
# A page of the register shows the first of them at once.
FIRST_ROWS = 200


def stocking(folder: Path) -> Iterator[Measure]:
    """Post ten thousand moves, a transaction each; then read the table behind a million."""
    book = folder / "stock.houqin"
    make_book(book, CARDS)
    session = open_book(book)
    with closing(session):
        _fill(session)
        yield from _moving(session, folder)
        _multiply()
        yield _on_hand(session)
    book.unlink()


def _fill(session: Session) -> None:
    """Let ten thousand pieces of each of two hundred items lie in each of nine rooms."""
    session.run_whole(
        [
            AddItem(name=f"物品{number:03d}", kind=StockKind.MATERIAL, unit="件")
            for number in range(1, ITEMS + 1)
        ]
    )
    lines = tuple(
        ReceiptLine(item=f"物品{number:03d}", quantity=PIECES, price=PRICE_FEN)
        for number in range(1, ITEMS + 1)
    )
    for room in Storeroom.every("id"):
        session.run(ReceiveStock(storeroom=room.name, source=ReceiptSource.OPENING, lines=lines))


def _moving(session: Session, folder: Path) -> Iterator[Measure]:
    """Issue one thing of one item at a time, beside a bare transaction of as many rows."""
    connection = apart(folder / "moves.sqlite")
    connection.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT")
    at = count()

    def issue() -> None:
        number = next(at)
        line = IssueLine(item=f"物品{number % ITEMS + 1:03d}", quantity=1)
        room = ROOMS[number % len(ROOMS)]
        session.run(IssueStock(storeroom=room, taker="P0005", lines=(line,)))

    before = raw().total_changes
    issue()
    rows = raw().total_changes - before

    def floor() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(rows):
            connection.execute("INSERT INTO line (words) VALUES (?)", ("物品领用单" * 20,))
        connection.execute("COMMIT")

    for moves in MOVES:
        turns = [
            [took_ms(partial(_repeat, work, TURN)) for work in (floor, issue)]
            for _ in range(moves // TURN)
        ]
        # What a disk can do changes within seconds; in turns both meet the same one.
        floor_ms, taken_ms = (sum(took) for took in zip(*turns, strict=True))
        yield Measure("逐笔领用", moves, taken_ms, floor_ms, 3.0, judged=moves == max(MOVES))
    connection.close()


def _repeat(work: Callable[[], object], times: int) -> None:
    for _ in range(times):
        work()


def _multiply() -> None:
    """Let a million postings lie behind the table: the moves so far again and again, unjournalled.

    They go out of a room and come back into it by turns, so that the sums stay what they are.
    """
    connection = raw()
    connection.execute("PRAGMA foreign_keys = OFF")
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'stock_posting'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    there = connection.execute("SELECT count(*) FROM stock_posting").fetchone()[0]
    columns = "item_id, {}, quantity, value_fen, posted_on, line_id, voucher_id"
    plain, turned = (
        columns.format("from_location_id, to_location_id"),
        columns.format("to_location_id, from_location_id"),
    )
    connection.execute("BEGIN IMMEDIATE")
    for turn in range(POSTINGS // there + 1):
        connection.execute(
            f"INSERT INTO stock_posting ({plain}) SELECT {turned if turn % 2 == 0 else plain}"
            " FROM stock_posting WHERE id <= ?",
            (there,),
        )
    connection.execute("COMMIT")


def _on_hand(session: Session) -> Measure:
    """Open the table of rooms and items, beside the bare read of the sums it is made of."""
    connection = raw()

    def floor() -> None:
        connection.execute(
            "SELECT b.*, i.*, s.name FROM stock_balance b JOIN stock_item i ON i.id = b.item_id"
            " JOIN storeroom s ON s.location_id = b.location_id WHERE b.quantity > 0"
        ).fetchall()

    def work() -> None:
        stock = register(session, "stock")
        stock.rows(stock.index().keys[:FIRST_ROWS])

    floor_ms, taken_ms = compare(floor, work, 15)
    return Measure("库存表", POSTINGS, taken_ms, floor_ms, 2.0, LIMIT_OF_ON_HAND_MS)
