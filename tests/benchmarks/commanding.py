"""One command, from the draft to the confirmed row, beside a bare transaction of the same rows."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.services.assets.drafts import RegisterAsset
from houqin_desktop.services.session import Session
from tests.benchmarks.books import apart
from tests.benchmarks.measuring import Measure, compare

ROWS_OF_ONE_CARD = 8
_names = count(1)


def commanding(session: Session, cards: int, folder: Path) -> Measure:
    """Register one card: card, posting, custody, number, command and their journal rows."""
    connection = apart(folder / f"command-{cards}.sqlite")
    connection.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT")

    def floor() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(ROWS_OF_ONE_CARD):
            connection.execute("INSERT INTO line (words) VALUES (?)", ("台式计算机" * 20,))
        connection.execute("COMMIT")

    def work() -> None:
        session.run(
            RegisterAsset(
                name="台式计算机",
                code=f"BENCH{cards}-{next(_names)}",
                original_value=468_000,
                category="A02010105",
                acquired_on=PartialDate(2026, 11, 20),
                storeroom="电脑2室",
                holder="P0005",
                responsible="P0006",
                keeper="P0007",
            )
        )

    floor_ms, taken_ms = compare(floor, work, 61)
    connection.close()
    return Measure("一条命令", cards, taken_ms, floor_ms, 3.0)
