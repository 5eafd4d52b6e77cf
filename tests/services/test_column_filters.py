"""Narrowing by a column: words, figures, dates, and its list of values, on cards and on people."""

from __future__ import annotations

import pytest

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.registers.column_filters import (
    BLANK,
    condition_of,
    distinct_values,
    text_of,
    ticked,
    typed,
    values_of,
)
from houqin_desktop.services.registers.listing import (
    Column,
    ColumnKind,
    Filter,
    FilterableRegister,
    Sort,
    register,
)
from tests.builders import COLLEAGUE, OTHER_ROOM, ROOM

WORDS = Column("资产名称")
MONEY = Column("原值", ColumnKind.MONEY)
PIECES = Column("数量", ColumnKind.QUANTITY)
DATE = Column("取得日期", ColumnKind.DATE)
COLUMNS = (WORDS, MONEY, PIECES, DATE)


def passes(column, text, cell):
    return bool(condition_of(COLUMNS, typed(column, text))(cell))


@pytest.mark.parametrize(
    ("text", "cell", "expected"),
    [
        ("电脑", "教师电脑", True),
        ("dn", "教师电脑", True),
        ("diannao", "教师电脑", True),
        ("教师 dn", "教师电脑", True),
        ("教师 桌", "教师电脑", False),
        ("=电脑", "教师电脑", False),
        ("=电脑", "电脑", True),
        ("Ｍ4500", "启天m4500", True),
        ("yls", "音乐室", True),
        ("yys", "音乐室", True),
        ("电脑", None, False),
    ],
)
def test_words_are_found_by_sight_and_by_pinyin(text, cell, expected):
    assert passes(WORDS, text, cell) is expected


@pytest.mark.parametrize(
    ("text", "fen", "expected"),
    [
        (">5000", 500_001, True),
        (">5000", 500_000, False),
        (">=5000", 500_000, True),
        ("≤5,000", 500_000, True),
        ("<5000", 499_999, True),
        ("1000..2000", 200_000, True),
        ("1000~2000", 200_001, False),
        ("..2000", 1, True),
        ("5000", 500_050, True),
        ("5000.5", 500_050, True),
        ("5000.00", 500_050, False),
        ("¥5000元", 500_000, True),
    ],
)
def test_money_is_compared_in_yuan(text, fen, expected):
    assert passes(MONEY, text, fen) is expected


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("2015", "2015-09-01", True),
        ("2015", "2015", True),
        ("2015年9月", "2015-09-01", True),
        ("201509", "2015-09", True),
        ("2015.9.1", "2015-09-01", True),
        (">2015", "2015-09-01", False),
        (">2015", "2016-01", True),
        (">=2015", "2015", True),
        ("<=2015", "2015-12-31", True),
        ("<2015", "2014-12-31", True),
        ("2015..2018", "2018-12-31", True),
        ("2015至2018", "2019-01-01", False),
        ("2015..", "2031", True),
        ("<=2015", None, False),
    ],
)
def test_a_date_counts_as_far_as_it_is_written(text, day, expected):
    assert passes(DATE, text, day) is expected


@pytest.mark.parametrize(
    ("column", "text"),
    [(MONEY, "很多"), (PIECES, "1.5"), (DATE, "去年"), (DATE, "15"), (DATE, ">x"), (MONEY, ">")],
)
def test_words_where_figures_stand_are_refused_with_an_example(column, text):
    with pytest.raises(Refused, match="例如"):
        typed(column, text)


def test_a_filter_says_what_it_keeps():
    assert typed(WORDS, " 电脑 ").label == "电脑"
    assert text_of(typed(WORDS, " 电脑 ")) == "电脑"
    chosen = ticked(WORDS, ["课桌", None])
    assert chosen.label == f"课桌、{BLANK}"
    assert values_of(chosen) == ["课桌", None]
    assert ticked(MONEY, [100, 200, 300]).label == "1.00、2.00 等 3 项"


@pytest.fixture
def school(book):
    for name, room, place, value in (
        ("课桌", ROOM, "A-10", 90_000),
        ("课桌", OTHER_ROOM, "A-2", 80_000),
        ("电脑", ROOM, None, 500_000),
        ("电脑", ROOM, "A-2", 600_000),
    ):
        book.asset(
            name=name,
            storeroom=room,
            place=place,
            original_value=value,
            acquired_on=PartialDate(2015, 9),
            holder=COLLEAGUE if place else None,
        )
    return book


def filterable(book, name: str) -> FilterableRegister:
    found = register(book.session, name)
    assert isinstance(found, FilterableRegister)
    return found


def found(book, *filters: Filter, sort: tuple[Sort, ...] = ()):
    assets = register(book.session, "assets")
    keys = assets.index(filters, sort).keys
    return [f"{row[1]}{row[17] or ''}" for row in assets.rows(keys)]


def test_filters_of_columns_narrow_together_and_beside_those_of_the_tree(school):
    assert found(school, typed(WORDS, "dn")) == ["电脑", "电脑A-2"]
    assert found(school, typed(WORDS, "dn"), typed(MONEY, ">5000")) == ["电脑A-2"]
    room = Filter("storeroom", OTHER_ROOM, OTHER_ROOM)
    assert found(school, room, typed(WORDS, "课桌")) == ["课桌A-2"]
    assert found(school, typed(WORDS, "钢琴")) == []


def test_list_of_values_counts_what_the_other_columns_leave(school):
    assets = filterable(school, "assets")
    dear = typed(MONEY, ">=900")
    listed = distinct_values(assets, "存放地点", (dear,))
    assert [(one.value, one.count) for one in listed] == [("A-2", 1), ("A-10", 1), (None, 1)]
    own = ticked(Column("存放地点"), ["A-2"])
    assert distinct_values(assets, "存放地点", (dear, own)) == listed
    assert found(school, ticked(Column("存放地点"), [None])) == ["电脑"]


@pytest.mark.parametrize(
    ("title", "word"),
    [("使用人", "zls"), ("保管室", ROOM), ("状态", "zy"), ("单价", "5000"), ("净值", "<1")],
)
def test_every_kind_of_column_can_be_narrowed(school, title, word):
    assets = filterable(school, "assets")
    column = next(one for one in assets.columns if one.title == title)
    keys = assets.index((typed(column, word),)).keys
    cells = [row[assets.columns.index(column)] for row in assets.rows(keys)]
    passes = condition_of(assets.columns, typed(column, word))
    everything = assets.column(title)
    assert cells
    assert cells == [cell for cell in everything if passes(cell)]


def test_numbers_within_words_sort_by_their_value_and_blanks_last(school):
    assert found(school, sort=(Sort("存放地点"),)) == ["课桌A-2", "电脑A-2", "课桌A-10", "电脑"]
    last = found(school, sort=(Sort("存放地点", descending=True),))
    assert last == ["课桌A-10", "课桌A-2", "电脑A-2", "电脑"]


def test_orders_of_several_columns_stand_one_below_the_other(school):
    order = (Sort("资产名称"), Sort("原值", descending=True))
    assert found(school, sort=order) == ["电脑A-2", "电脑", "课桌A-10", "课桌A-2"]


def test_small_registers_narrow_the_same_way(school):
    people = filterable(school, "people")
    name = next(one for one in people.columns if one.title == "姓名")
    whole = people.column("姓名")
    some = people.column("姓名", (typed(name, str(whole[0])),))
    assert list(some) == [whole[0]]
    assert sum(one.count for one in distinct_values(people, "姓名", ())) == len(whole)


def test_unknown_column_is_refused(school):
    with pytest.raises(Refused, match="没有“颜色”这一栏"):
        register(school.session, "assets").index((typed(Column("颜色"), "红"),))
