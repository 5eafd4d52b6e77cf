"""Registers: what is in them, in which order, found by which words, worth how much, when."""

from __future__ import annotations

from datetime import date

import pytest

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.assets.drafts import ChangeValue, CorrectAsset
from houqin_desktop.services.registers.assets import AssetRegister
from houqin_desktop.services.registers.listing import REGISTERS, Filter, Sort, register
from houqin_desktop.services.registers.search import narrow
from tests.builders import COLLEAGUE, DEPARTMENT, KEEPER, OTHER_ROOM, ROOM


def listed(book, filters=(), sort=(), on=None):
    """Return the asset numbers of the register in its order."""
    found = register(book.session, "assets", on)
    return [row[0] for row in found.rows(found.index(tuple(filters), tuple(sort)).keys)]


def cells(book, code: str, on=None):
    """Return one row of the register by column."""
    found = register(book.session, "assets", on)
    rows = found.rows(found.index().keys)
    row = next(row for row in rows if row[0] == code)
    return dict(zip((c.title for c in found.columns), row, strict=True))


def searched(book, query: str):
    found = register(book.session, "assets")
    keys = found.index().keys
    positions = narrow(found.texts(keys), query)
    return {row[0] for row in found.rows([keys[at] for at in positions])}


@pytest.mark.parametrize("name", REGISTERS)
def test_every_register_gives_a_row_and_a_text_for_each_key(book, name):
    book.large_case()
    found = register(book.session, name)
    index = found.index()
    assert len(index.keys) == len(index.quantities) == len(index.values_fen)
    assert len(found.rows(index.keys)) == len(found.texts(index.keys)) == len(index.keys)
    assert all(len(row) == len(found.columns) for row in found.rows(index.keys))


def test_a_card_is_found_by_number_name_initials_people_place_and_several_words(book):
    code = book.asset(
        name="课桌椅", specification="A-12型", place="三楼东", holder=COLLEAGUE, keeper=KEEPER
    )
    book.asset(name="投影机", storeroom=OTHER_ROOM, category=None)
    for query in (
        code[-6:],
        "课桌",
        "kzy",
        "a-12",
        "sanloudong",
        COLLEAGUE,
        "kzy 三楼",
        ROOM,
        "ｋｚｙ",
    ):
        assert code in searched(book, query), query
    assert searched(book, "课桌 体育") == set()


def test_chinese_names_sort_by_pinyin_and_blanks_come_last_both_ways(book):
    for name in ("张力器", "安全帽", "保险柜", "报架"):
        book.asset(name=name, brand="" if name == "报架" else name)
    names = ["安全帽", "保险柜", "报架", "张力器"]
    found = register(book.session, "assets")
    by_name = found.rows(found.index(sort=(Sort("资产名称"),)).keys)
    assert [row[1] for row in by_name] == names
    for descending in (False, True):
        by_brand = found.rows(found.index(sort=(Sort("品牌", descending=descending),)).keys)
        assert by_brand[-1][1] == "报架"


def test_computed_columns_sort_too(book):
    old = book.asset(acquired_on=PartialDate(1995, 9))
    new = book.asset(acquired_on=PartialDate(2026, 9))
    assert listed(book, sort=[Sort("净值")]) == [old, new]
    assert listed(book, sort=[Sort("净值", descending=True)]) == [new, old]
    with pytest.raises(Refused):
        listed(book, sort=[Sort("颜色")])


def test_filters_narrow_and_add_up(book):
    here = book.asset(using_department=DEPARTMENT)
    there = book.asset(storeroom=OTHER_ROOM, category="A05010201", status=AssetStatus.IDLE)
    assert listed(book, [Filter("storeroom", ROOM, "")]) == [here]
    assert listed(book, [Filter("category", "A05000000", "")]) == [there]
    assert listed(book, [Filter("category", "A02010000", "")]) == [here]
    assert listed(book, [Filter("status", "idle", "")]) == [there]
    assert listed(book, [Filter("department", DEPARTMENT, "")]) == [here]
    assert listed(book, [Filter("storeroom", ROOM, ""), Filter("status", "idle", "")]) == []
    with pytest.raises(Refused):
        listed(book, [Filter("colour", "red", "")])


def test_what_is_written_off_leaves_the_register_and_stays_among_the_disposed(book):
    code = book.asset()
    number = book.apply(code)
    assert listed(book) == [code]
    book.write_off(number)
    assert listed(book) == []
    assert listed(book, [Filter("status", "disposed", "")]) == [code]


def test_an_opening_card_counts_from_its_acquisition_and_is_said_to_be_entered_later(book):
    code = book.asset(acquired_on=PartialDate(1995, 9))
    assert listed(book, on=date(1995, 8, 31)) == []
    assert listed(book, on=date(1995, 9, 1)) == [code]
    assert AssetRegister(book.session, date(2000, 1, 1)).entered_later == 1
    assert AssetRegister(book.session).entered_later == 0


def test_the_totals_of_a_day_stay_the_same_after_later_changes(book):
    code = book.asset(
        original_value=500_000, acquired_on=PartialDate(2024, 1, 1), minimum_life_months=1
    )
    day = book.today
    before = cells(book, code, day)
    book.advance(40)
    book.run(ChangeValue(code=code, delta=100_000, reason="加装内存", extra_months=12))
    book.advance(3)
    book.run(CorrectAsset(code=code, original_value=650_000))
    number = book.apply(code)
    book.write_off(number)
    after = cells(book, code, day)
    assert after == before
    assert after["原值"] == 500_000
    assert after["状态"] == "在用"


def test_depreciation_is_that_of_the_month_asked_for(book):
    code = book.asset(
        original_value=500_000, acquired_on=PartialDate(2019, 9, 12), category="A02010105"
    )
    for day, written_off in (
        (date(2019, 9, 30), 6_944),
        (date(2019, 12, 1), 27_776),
        (date(2025, 8, 31), 500_000),
        (date(2026, 1, 1), 500_000),
    ):
        row = cells(book, code, day)
        assert (row["累计折旧"], row["净值"]) == (written_off, 500_000 - written_off)


def test_a_disposed_card_is_depreciated_to_the_month_before_it_left(book):
    code = book.asset(
        original_value=120_000,
        acquired_on=PartialDate(2026, 1, 10),
        category="A02010105",
        minimum_life_months=1,
    )
    book.write_off(book.apply(code))
    found = register(book.session, "assets")
    gone = found.rows(found.index((Filter("status", "disposed", ""),)).keys)[0]
    titles = [column.title for column in found.columns]
    # January to October: the month of 下账, November, no longer counts.
    assert gone[titles.index("累计折旧")] == 1_667 * 10


def test_only_the_asset_register_knows_the_past_and_nobody_the_future(book):
    for name, day in (("people", date(2026, 1, 1)), ("assets", date(2099, 1, 1))):
        with pytest.raises(Refused):
            register(book.session, name, day)
