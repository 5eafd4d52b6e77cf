"""Bringing in a ledger: read, recognised, held against the book, written and journalled.

The floor reads the same workbook with calamine and writes the same rows of the same four tables,
indexes and all, but without triggers, foreign keys, journal images to make or anything to check.
Each runs in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from houqin_desktop.documents.workbooks.reader import read_workbook
from houqin_desktop.services.importing.planning import plan_import
from houqin_desktop.services.importing.verbs import import_plan
from houqin_desktop.services.people.storerooms import AddStoreroom
from houqin_desktop.services.session import create_book, open_session
from tests.benchmarks.books import (
    CLOCK,
    DEPARTMENTS,
    FAMILIES,
    GIVEN,
    OPENED,
    ROOMS,
    THINGS,
    apart,
    raw,
)
from tests.benchmarks.measuring import Measure

HEADER = (
    "资产编号", "资产名称", "分类代码", "规格型号", "品牌", "单位", "数量", "单价", "原值",
    "取得日期", "存放地点", "保管室", "使用部门", "使用人", "责任人", "保管人", "供应商",
    "经费来源", "折旧年限", "备注",
)  # fmt: skip
TABLES = ("asset", "posting", "custody", "journal")
JUDGED_ROWS = 100_000
MOST_MEMORY_MB = 500
BUDGET = 2.0


def write_ledger(path: Path, rows: int) -> None:
    """Write an ordinary ledger of twenty columns; the same one each time."""
    from rustpy_xlsxwriter import FastExcel

    chance = Random(20261123)
    people = [f"{family}{given}" for family in FAMILIES for given in GIVEN]
    records = []
    for number in range(1, rows + 1):
        name, specification, brand, category, unit, price = chance.choice(THINGS)
        quantity = chance.choice((1, 1, 1, 2, 45))
        yuan = price / 100 + chance.randrange(0, 200)
        cells = (
            f"TY{number:09d}", name, category, specification, brand, unit, quantity, yuan,
            yuan * quantity, f"{chance.randrange(2003, 2026)}-{chance.randrange(1, 13):02}",
            f"{chance.randrange(1, 7)}（{chance.randrange(1, 9)}）班教室", chance.choice(ROOMS),
            chance.choice(DEPARTMENTS), chance.choice(people), chance.choice(people),
            chance.choice(people), "市政府采购中心电子卖场", "公用经费", "6年",
            f"旧账第 {number} 行",
        )  # fmt: skip
        records.append(dict(zip(HEADER, cells, strict=True)))
    FastExcel(str(path)).sheet("台账", records, dedupe_strings=True).save()


def importing(rows: int, folder: Path) -> Measure:
    """Import a ledger of so many rows into a new book."""
    ledger = folder / f"{rows}.xlsx"
    write_ledger(ledger, rows)
    runs = 1 if rows > 10_000 else 3
    taken, floors, peaks = [], [], []
    for _ in range(runs):
        for path in folder.glob("import.houqin*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        found = _apart("whole", ledger, folder / "import.houqin")
        taken.append(found["ms"])
        peaks.append(found["mb"])
        floors.append(_apart("floor", ledger, folder / "import.houqin")["ms"])
    peak = max(peaks)
    note = f"内存最高 {peak:,.0f} MB"
    over = rows >= JUDGED_ROWS and peak > MOST_MEMORY_MB
    return Measure(
        "导入台账", rows, median(taken), median(floors), BUDGET, note=note, faults=int(over)
    )


def _apart(what: str, ledger: Path, book: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.importing", what, str(ledger), str(book)]
    answer = subprocess.run(command, capture_output=True, check=True, text=True)
    found: dict[str, float] = json.loads(answer.stdout)
    return found


def _whole(ledger: Path, book: Path) -> float:
    create_book(book, school="示范小学", keeper="周建国", clock=OPENED)
    with closing(open_session(book, clock=CLOCK)) as session:
        for name in ROOMS:
            session.run(AddStoreroom(name=name))
        begun = perf_counter()
        plan = plan_import(session, read_workbook(ledger))
        import_plan(session, plan)
        return perf_counter() - begun


def _floor(ledger: Path, book: Path) -> float:
    """Read the workbook, and write the rows that the import wrote, as fast as they go."""
    import python_calamine

    with closing(open_session(book, clock=CLOCK)):
        source = raw()
        tables = {name: source.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}
        marks = ",".join("?" * len(TABLES))
        plain = source.execute(
            f"SELECT sql FROM sqlite_master WHERE tbl_name IN ({marks}) AND sql IS NOT NULL"
            " AND type IN ('table', 'index')",
            TABLES,
        ).fetchall()
    target = book.with_name("floor.db")
    target.unlink(missing_ok=True)
    begun = perf_counter()
    python_calamine.load_workbook(ledger).get_sheet_by_index(0).to_python()
    read = perf_counter() - begun
    with closing(apart(target)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for (sql,) in plain:
            connection.execute(sql)
        begun = perf_counter()
        connection.execute("BEGIN")
        for name, rows in tables.items():
            cells = ",".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {name} VALUES ({cells})", rows)
        connection.execute("COMMIT")
        return read + perf_counter() - begun


def peak_mb() -> float:
    """Return the most memory that this process or its parser ever held."""
    try:
        import resource
    except ImportError:
        return 0.0
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts what the caller held before this program began; the status does not.
    status = Path("/proc/self/status")
    if status.exists():
        (own,) = (int(line.split()[1]) for line in status.open() if line.startswith("VmHWM"))
    return max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


if __name__ == "__main__":
    work = _whole if sys.argv[1] == "whole" else _floor
    seconds = work(Path(sys.argv[2]), Path(sys.argv[3]))
    print(json.dumps({"ms": seconds * 1000, "mb": peak_mb()}))
