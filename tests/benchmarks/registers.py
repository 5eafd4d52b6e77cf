"""The register under load: opening it, one keystroke of search, sorting by any column."""

from __future__ import annotations

from functools import partial

from houqin_desktop.gui.registers.model import RegisterModel
from houqin_desktop.services.registers import Sort, register
from houqin_desktop.services.session import Session
from houqin_desktop.services.totals import totals
from tests.benchmarks.books import raw
from tests.benchmarks.measuring import Measure, compare, percentile, took_ms

BLOCK = 200
ON_SCREEN = 25
FRAME_MS = 16
QUERIES = (
    "电", "电脑", "台式", "台式计", "台式计算机", "联想", "qt", "dn", "tsj", "tsjsj", "M4500",
    "TY0000", "TY00000123", "王", "王建国", "王 电脑", "图书室 书架", "办公桌 2015", "音乐室",
    "zz", "zzzz", "5（3）班", "教室 空调", "文件柜 财务", "没有这样的东西",
)  # fmt: skip
RAW_BLOCK = (
    "SELECT a.*, s.name, d.name, h.name, r.name, k.name FROM asset a"
    " JOIN storeroom s ON s.id = a.storeroom_id"
    " LEFT JOIN department d ON d.id = a.using_department_id"
    " LEFT JOIN custody c ON c.asset_id = a.id AND c.to_on IS NULL"
    " LEFT JOIN person h ON h.id = c.holder_id LEFT JOIN person r ON r.id = c.responsible_id"
    " LEFT JOIN person k ON k.id = c.keeper_id WHERE a.id BETWEEN ? AND ?"
)


def opening(session: Session, cards: int) -> Measure:
    """Open the register: the keys with their figures, and the first block of rows."""
    connection = raw()

    def floor() -> None:
        ids = connection.execute(
            "SELECT id, quantity, original_value_fen FROM asset ORDER BY id"
        ).fetchall()
        connection.execute(RAW_BLOCK, (ids[0][0], ids[:BLOCK][-1][0])).fetchall()

    def work() -> None:
        assets = register(session, "assets")
        assets.rows(assets.index().keys[:BLOCK])

    floor_ms, taken_ms = compare(floor, work, 9)
    return Measure("打开台账", cards, taken_ms, floor_ms, 2.0)


def searching(session: Session, cards: int) -> Measure:
    """Press one key after another in the search box; rows on the screen and totals included."""
    model = RegisterModel(register(session, "assets"))
    model.reload()
    keys = model.keys()
    texts = model.texts.for_keys(keys)
    floors, taken = [], []

    def find(query: str) -> None:
        [at for at, text in enumerate(texts) if text.find(query) >= 0]

    def press(query: str) -> None:
        model.set_query(query)
        for row in range(min(ON_SCREEN, model.rowCount())):
            model.data(model.index(row, 0))
        index = model.index_of_all
        assert index is not None
        totals(index, model.positions)

    for query in QUERIES:
        floors.append(took_ms(partial(find, query)))
        taken.append(took_ms(partial(press, query)))
        model.set_query("")
    return Measure(
        "搜索按一键 p95", cards, percentile(taken, 0.95), percentile(floors, 0.95), None, FRAME_MS
    )


def sorting(session: Session, cards: int) -> Measure:
    """Sort by every column; the slowest one counts."""
    connection = raw()
    assets = register(session, "assets")

    def floor() -> None:
        connection.execute("SELECT id FROM asset ORDER BY sort_key").fetchall()

    slowest: Measure | None = None
    for column in assets.columns:
        work = partial(assets.index, (), (Sort(column.title),))
        floor_ms, taken_ms = compare(floor, work, 3)
        found = Measure("排序最慢一栏", cards, taken_ms, floor_ms, 1.3, note=column.title)
        if slowest is None or (found.ratio or 0) > (slowest.ratio or 0):
            slowest = found
    assert slowest is not None
    return slowest
