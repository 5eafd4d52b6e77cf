"""The register under load: opening it, one keystroke of search, sorting by any column.

Search and order are measured on a page that has been open for a moment, as a person finds it: what
they need is read between two events of the window.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QApplication

from houqin_desktop.gui.registers.model import RegisterModel
from houqin_desktop.services.registers.listing import Sort, register
from houqin_desktop.services.session import Session
from tests.benchmarks.books import raw
from tests.benchmarks.measuring import Measure, compare, percentile, took_ms

BLOCK = 200
ON_SCREEN = 25
FRAME_MS = 16
LIMIT_OF_A_MILLION_MS = 100
# The texts of a million cards, which only the floor needs, would fill the memory.
MOST_TEXTS = 100_000
SORTED_OF_A_MILLION = ("资产编号", "资产名称", "存放地点", "使用人", "取得日期", "原值", "累计折旧")
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

    floor_ms, taken_ms = compare(floor, work, 9 if cards <= MOST_TEXTS else 3)
    return Measure("打开台账", cards, taken_ms, floor_ms, 2.0)


def complete(model: RegisterModel) -> None:
    """Let the page read what it searches by, as it does between two events of the window."""
    while not model.texts.is_complete:
        QApplication.processEvents()


def searching(session: Session, cards: int) -> Measure:
    """Press one key after another in the search box; rows on the screen and totals included."""
    model = RegisterModel(register(session, "assets"))
    model.reload()
    complete(model)
    texts = model.register.texts(model.keys()) if cards <= MOST_TEXTS else []
    floors, taken = [], []

    def find(query: str) -> None:
        [at for at, text in enumerate(texts) if text.find(query) >= 0]

    def press(query: str) -> None:
        model.set_query(query)
        for row in range(min(ON_SCREEN, model.rowCount())):
            model.data(model.index(row, 0))
        model.totals()

    for query in QUERIES:
        floors.append(took_ms(partial(find, query)))
        taken.append(took_ms(partial(press, query)))
        model.set_query("")
    floor_ms = percentile(floors, 0.95) if texts else None
    limit = FRAME_MS if cards <= MOST_TEXTS else LIMIT_OF_A_MILLION_MS
    note = f"最慢 {max(taken):,.0f} ms"
    return Measure("搜索按一键 p95", cards, percentile(taken, 0.95), floor_ms, None, limit, note)


def sorting(session: Session, cards: int) -> Measure:
    """Sort by every column; the slowest one counts."""
    connection = raw()
    model = RegisterModel(register(session, "assets"))
    model.reload()
    complete(model)
    assets = model.register

    def floor() -> None:
        connection.execute("SELECT id FROM asset ORDER BY sort_key").fetchall()

    slowest: Measure | None = None
    many = cards > MOST_TEXTS
    for column in assets.columns:
        if many and column.title not in SORTED_OF_A_MILLION:
            continue
        work = partial(assets.index, (), (Sort(column.title),))
        floor_ms, taken_ms = compare(floor, work, 1 if many else 3)
        found = Measure("排序最慢一栏", cards, taken_ms, floor_ms, 1.3, note=column.title)
        if slowest is None or (found.ratio or 0) > (slowest.ratio or 0):
            slowest = found
    assert slowest is not None
    return slowest
