"""Finding among very many cards says exactly what looking at each card's text says."""

from __future__ import annotations

from random import Random

import pytest

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.services.assets import card_columns, card_search
from houqin_desktop.services.assets.drafts import CorrectAsset, RegisterAsset
from houqin_desktop.services.registers.coded import Coded
from houqin_desktop.services.registers.listing import Sort, register
from houqin_desktop.services.registers.search import TextSearch, narrow, searcher_of
from houqin_desktop.services.registers.totals import Places, Totals, totals
from tests.builders import COLLEAGUE, DEPARTMENT, KEEPER, OTHER_ROOM, ROOM

NAMES = ("课桌", "学生电脑", "音乐室钢琴", "重型货架", "打印机 P1108", "𬭛样本瓶")
QUERIES = (
    "课桌", "dn", "diannao", "yls", "yys", "zxhj", "p1108", "Ｐ１１０８", "2015", "2015-09", "在用",
    "待报废", ROOM, "dns", COLLEAGUE, KEEPER, "zls", DEPARTMENT, "课桌 2015", "a-10",
    "zc2026", "0007", "没有", "𬭛", "旧 货架", "电脑 课桌", "x", "室",
)  # fmt: skip


@pytest.fixture
def school(book):
    chance = Random(11)
    for number in range(60):
        book.asset(
            name=chance.choice(NAMES),
            storeroom=chance.choice((ROOM, OTHER_ROOM)),
            using_department=chance.choice((None, DEPARTMENT)),
            holder=chance.choice((None, COLLEAGUE, KEEPER)),
            place=chance.choice((None, "A-10", "A-2")),
            acquired_on=chance.choice((None, PartialDate(2015), PartialDate(2015, 9))),
            remarks=chance.choice((None, f"旧账第 {number} 页")),
        )
    return book


def read_all(search):
    for _ in range(10_000):
        if search.read_on():
            return
    raise AssertionError("never complete")


def same_as_by_text(assets, search, keys):
    texts = assets.texts(keys)
    for query in QUERIES:
        assert list(search.found(query)) == narrow(texts, query), query


@pytest.fixture
def assets(school):
    return register(school.session, "assets")


@pytest.fixture
def search(assets):
    found = searcher_of(assets)
    assert not isinstance(found, TextSearch)
    found.begin(assets.index().keys, anew=True)
    read_all(found)
    return found


def test_every_query_finds_what_the_texts_say(assets, search):
    same_as_by_text(assets, search, list(assets.index().keys))


def test_in_any_order_and_under_any_filter(assets, search):
    for sort in (Sort("资产名称", descending=True), Sort("存放地点")):
        keys = assets.index((), (sort,)).keys
        search.begin(keys, anew=False)
        same_as_by_text(assets, search, list(keys))
    for keys in ([7], [9, 3, 5], []):
        search.begin(keys, anew=False)
        same_as_by_text(assets, search, keys)


def test_what_a_command_changed_is_found_at_once(school, assets, search):
    school.run(CorrectAsset(code="ZC2026000001", name="显微镜", holder=KEEPER, place="实验台"))
    school.run(RegisterAsset(name="投影仪", original_value=100))
    keys = assets.index().keys
    search.begin(keys, anew=True)
    assert list(search.found("xwj")) == [0]
    assert list(search.found("tyy")) == [60]
    read_all(search)
    same_as_by_text(assets, search, list(keys))


def test_half_read_columns_find_what_is_read_and_never_anything_else(assets, monkeypatch):
    monkeypatch.setattr(card_search, "PART", 16)
    found = searcher_of(assets)
    keys = assets.index().keys
    found.begin(keys, anew=True)
    whole = {query: set(narrow(assets.texts(keys), query)) for query in QUERIES}
    done = False
    while not done:
        done = found.read_on()
        for query in ("课桌", "dn", "2015"):
            assert set(found.found(query)) <= whole[query]
    same_as_by_text(assets, found, list(keys))


def test_order_asked_for_while_columns_are_half_read_is_whole(assets, monkeypatch):
    monkeypatch.setattr(card_search, "PART", 16)
    found = searcher_of(assets)
    found.begin(assets.index().keys, anew=True)
    found.read_on()
    keys = assets.index((), (Sort("规格型号"), Sort("存放地点"), Sort("责任人"))).keys
    assert sorted(keys) == list(assets.index().keys)


def test_column_of_very_many_values_is_searched_as_written(assets, monkeypatch):
    monkeypatch.setattr(card_search, "MOST_SPELLED", 3)
    found = searcher_of(assets)
    keys = list(assets.index().keys)
    found.begin(keys, anew=True)
    read_all(found)
    assert list(found.found("课桌")) == narrow(assets.texts(keys), "课桌")
    assert list(found.found("ZC2026000007".lower())) == [6]


def test_very_many_changes_are_read_anew(school, assets, monkeypatch):
    assets.index((), (Sort("资产名称"),))
    monkeypatch.setattr(card_columns, "_MOST_TOUCHED", 2)
    for number in range(1, 5):
        school.run(CorrectAsset(code=f"ZC202600000{number}", name="投影仪", place=f"{number} 楼"))
    titles = [column.title for column in assets.columns]
    keys = assets.index((), (Sort("资产名称", descending=True),)).keys
    names = [row[titles.index("资产名称")] for row in assets.rows(keys)]
    assert names.count("投影仪") == 4
    at = names.index("投影仪")
    assert names[at : at + 4] == ["投影仪"] * 4


@pytest.mark.parametrize("kinds", [5, 300, 70_000])
def test_coded_column_of_any_width_answers_like_its_cells(kinds):
    chance = Random(kinds)
    cells = [chance.randrange(kinds) for _ in range(80_000)]
    column = Coded()
    for start in range(0, len(cells), 999):
        column.extend(cells[start : start + 999])
    for _ in range(50):
        at, cell = chance.randrange(len(cells)), chance.randrange(kinds + 5)
        cells[at] = cell
        column.replace(at, cell)
    assert column.cells(column.values) == cells
    for divisor in (2, 7, 10**6):
        passes = bytes(int(value % divisor == 1) for value in column.values)
        marked = column.mask(passes).to_bytes(len(cells), "little")
        assert marked == bytes(int(cell % divisor == 1) for cell in cells)


def test_totals_of_places_are_those_of_their_rows(assets):
    index = assets.index()
    marked = bytes(at % 3 == 0 for at in range(len(index.keys)))
    places = Places(marked)
    rows = list(range(0, len(index.keys), 3))
    assert list(places) == rows
    assert totals(index, places) == totals(index, rows)
    assert totals(index, Places(bytes(len(marked)))) == Totals(0, 0, 0)
