"""Books of any size: the cards of a school, written in bulk through a command of the bench."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from random import Random
from sqlite3 import Connection, connect

from houqin_desktop.domain.calendar import FixedClock, PartialDate
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.rights import RIGHTS
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.card_writing import NewCard, write_cards
from houqin_desktop.services.assets.categories import (
    default_life_months,
    default_minimum_life_months,
)
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.people.storerooms import AddStoreroom
from houqin_desktop.services.people.verbs import AddDepartment, AddPerson, Appoint
from houqin_desktop.services.session import Session, create_book, open_session
from houqin_desktop.storage.base import db

CLOCK = FixedClock(datetime(2026, 11, 22, 9, 0))
OPENED = FixedClock(datetime(2026, 9, 1, 9, 0))
ROOMS = (
    "电脑1室",
    "电脑2室",
    "图书室",
    "体育器材室",
    "音乐室",
    "美术室",
    "科学实验室",
    "多媒体教室",
)
DEPARTMENTS = ("校长室", "教导处", "德育处", "总务处", "财务室", "语文组", "数学组", "综合组")
FAMILIES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", ("建国", "晓兰", "志强", "玉珍", "一鸣")
THINGS = (
    ("台式计算机", "启天M4500", "联想", "A02010105", "台", 365_000),
    ("便携式计算机", "MateBook B3", "华为", "A02010108", "台", 478_000),
    ("激光打印机", "LaserJet P1108", "惠普", "A02021003", "台", 118_000),
    ("触控一体机", "F86EA", "希沃", "A02020800", "台", 1_780_000),
    ("空调机", "KFR-50GW", "格力", "A02061804", "台", 338_000),
    ("办公桌", "1400×700", "育才", "A05010201", "件", 58_000),
    ("文件柜", "铁皮双开门", "华都", "A05010502", "件", 68_000),
    ("学生显微镜", "XSP-02", "奥特", "A02100301", "台", 38_000),
    ("乒乓球台", "T2023", "红双喜", "A02460300", "套", 168_000),
    ("书架", "双面六层", "远大", "A05010602", "件", 68_000),
)


@dataclass(frozen=True, kw_only=True)
class SeedBenchCards(Draft):
    """So many cards of an ordinary school."""

    count: int = argument("张数", Kind.QUANTITY)


@command("建立基准卡片", SeedBenchCards, listed=False)
def seed_bench_cards(task: Task, draft: SeedBenchCards) -> Outcome:
    """Write the cards; the same ones each time."""
    chance = Random(20261122)
    rooms = [lookup.storeroom(name).id for name in ROOMS]
    departments = [lookup.department(name).id for name in DEPARTMENTS]
    people = [lookup.person(f"P{number:04d}").id for number in range(2, 82)]
    lives = {thing[3]: default_life_months(thing[3]) for thing in THINGS}
    minimum = {thing[3]: default_minimum_life_months(thing[3]) for thing in THINGS}
    cards = []
    for number in range(1, draft.count + 1):
        name, specification, brand, category, unit, price = chance.choice(THINGS)
        acquired_on = PartialDate(chance.randrange(2003, 2026), chance.randrange(1, 13))
        values = {
            "code": f"TY{number:09d}",
            "name": name,
            "specification": specification,
            "brand": brand,
            "category_code": category,
            "unit": unit,
            "quantity": 1,
            "original_value_fen": price + chance.randrange(0, 200) * 100,
            "acquired_on": acquired_on,
            "life_months": lives[category],
            "minimum_life_months": minimum[category],
            "storeroom_id": chance.choice(rooms),
            "using_department_id": chance.choice(departments),
            "place": f"{chance.randrange(1, 7)}（{chance.randrange(1, 9)}）班教室",
            "supplier": "市政府采购中心电子卖场",
            "funding_source": "公用经费",
        }
        cards.append(NewCard(values, *(chance.choice(people) for _ in range(3))))
    write_cards(task, cards)
    return Outcome()


def make_book(path: Path, cards: int) -> None:
    """Make a book with so many cards, eight rooms and eighty people."""
    # A command of the bench alone: whoever may fill the demo school may fill this one.
    RIGHTS.setdefault(SeedBenchCards.verb, RIGHTS["seed_demo_cards"])
    create_book(path, school="示范小学", keeper="周建国", clock=OPENED)
    session = open_session(path, clock=OPENED)
    with closing(session):
        for name in ROOMS:
            session.run(AddStoreroom(name=name))
        for name in DEPARTMENTS:
            session.run(AddDepartment(name=name))
        for family in FAMILIES:
            for given in GIVEN:
                session.run(AddPerson(name=f"{family}{given}"))
        for number, post in enumerate(Post, start=2):
            if post not in (Post.HEAD_STOREKEEPER, Post.STOREKEEPER):
                session.run(Appoint(person=f"P{number:04d}", post=post))
        for number, room in enumerate(ROOMS, start=20):
            session.run(Appoint(person=f"P{number:04d}", post=Post.STOREKEEPER, storeroom=room))
        session.run(SeedBenchCards(count=cards), on=date(2026, 9, 1))


MODEL_CARDS = 10_000
# What a copied card has of its own.
_COPIED = {
    "id": "id + :step",
    "code": "'TY' || printf('%09d', id + :step)",
    "search_text": "replace(search_text, lower(code), 'ty' || printf('%09d', id + :step))",
    "asset_id": "asset_id + :step",
}


def make_large_book(path: Path, cards: int) -> None:
    """Make a book of very many cards, to be looked through: copies of ten thousand, unjournalled.

    Written through commands, a million cards would take minutes and two gigabytes of journal. The
    register and the search read neither journal nor postings.
    """
    make_book(path, MODEL_CARDS)
    connection = apart(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("BEGIN IMMEDIATE")
    for table in ("asset", "custody"):
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        copied = ", ".join(_COPIED.get(name, name) for name in names)
        into = f"INSERT INTO {table} ({', '.join(names)})"
        for step in range(MODEL_CARDS, cards, MODEL_CARDS):
            connection.execute(
                f"{into} SELECT {copied} FROM {table} WHERE id <= {MODEL_CARDS} ORDER BY id",
                {"step": step},
            )
    connection.execute("COMMIT")
    connection.close()


def open_book(path: Path) -> Session:
    """Open a book of the bench."""
    return open_session(path, clock=CLOCK)


def raw() -> Connection:
    """Return the very connection that the program uses, for floors on the same file."""
    connection: Connection = db.connection()
    return connection


def apart(path: Path) -> Connection:
    """Open another file with the settings of a book, its transactions left to the caller."""
    connection = connect(path, isolation_level=None)
    for pragma in (
        "locking_mode = EXCLUSIVE",
        "journal_mode = TRUNCATE",
        "synchronous = EXTRA",
        "foreign_keys = ON",
        "cache_size = -65536",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection
