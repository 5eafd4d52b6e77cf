"""检查数据: replaying the journal and holding every row against it.

The floor reads every row once and takes one hash of every journal row, which is the least that a
chain of hashes costs anybody.
"""

from __future__ import annotations

from hashlib import sha256

from houqin_desktop.services.check.invariants import run_checks
from tests.benchmarks.books import raw
from tests.benchmarks.measuring import Measure, compare

TABLES = ("asset", "posting", "custody", "command")


def replaying(cards: int) -> Measure:
    """Run every invariant on a book of so many cards, each with its posting and its custody."""
    connection = raw()

    def floor() -> None:
        for row in connection.execute("SELECT * FROM journal ORDER BY seq"):
            sha256(f"{row[9]}{row[10]}".encode()).hexdigest()
        for table in TABLES:
            for _ in connection.execute(f"SELECT * FROM {table}"):
                pass

    def work() -> None:
        report = run_checks()
        assert report.ok, [one.faults for one in report.invariants if one.faults]

    floor_ms, taken_ms = compare(floor, work, 3)
    return Measure("重演并检查", cards, taken_ms, floor_ms, 4.0)
