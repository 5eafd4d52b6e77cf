"""Every column of the register sorts: alike cards together, blanks last, figures in order."""

from __future__ import annotations

from itertools import groupby, pairwise
from random import Random
from typing import Any

import pytest

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.assets.drafts import ChangeValue, CorrectAsset
from houqin_desktop.services.registers.assets import COLUMNS
from houqin_desktop.services.registers.listing import ColumnKind, Filter, Sort, register
from tests.builders import COLLEAGUE, DEPARTMENT, KEEPER, OTHER_ROOM, ROOM


@pytest.fixture
def school(book):
    chance = Random(7)
    for number in range(16):
        book.asset(
            name=chance.choice(("课桌", "台式计算机", "安全柜")),
            quantity=chance.randrange(1, 9),
            original_value=chance.randrange(100, 900_000),
            acquired_on=chance.choice((None, PartialDate(2010), PartialDate(2025, 3))),
            brand=chance.choice((None, "联想", "方正")),
            storeroom=chance.choice((ROOM, OTHER_ROOM)),
            using_department=chance.choice((None, DEPARTMENT)),
            holder=chance.choice((None, COLLEAGUE, KEEPER)),
            remarks=chance.choice((None, f"备注{number % 5}")),
        )
    code = book.asset(quantity=1)
    book.run(ChangeValue(code=code, delta=50_000, reason="加装内存"))
    return book


def cells(book, title: str, *, descending: bool) -> list[object]:
    found = register(book.session, "assets")
    at = [column.title for column in COLUMNS].index(title)
    keys = found.index((), (Sort(title, descending=descending),)).keys
    return [row[at] for row in found.rows(keys)]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.title)
def test_a_column_puts_alike_cards_together_and_blanks_last(school, column, descending):
    listed = cells(school, column.title, descending=descending)
    filled = [cell for cell in listed if cell not in (None, "")]
    assert listed[: len(filled)] == filled
    runs: list[Any] = [cell for cell, _ in groupby(filled)]
    assert len(runs) == len(set(runs))
    if column.kind in (ColumnKind.MONEY, ColumnKind.QUANTITY, ColumnKind.DATE):
        assert runs == sorted(runs, reverse=descending)


def test_a_register_that_was_empty_when_it_was_sorted_takes_in_the_first_cards(book):
    found = register(book.session, "assets")
    by_room = (Sort("保管室"),)
    assert list(found.index((), by_room).keys) == []
    code = book.asset(storeroom=ROOM)
    assert len(found.index().keys) == 1
    assert len(found.index((), by_room).keys) == 1
    book.run(CorrectAsset(code=code, storeroom=OTHER_ROOM))
    book.asset(storeroom=ROOM)
    assert len(found.index((), by_room).keys) == 2


def test_cards_that_are_alike_stay_in_the_order_of_registration(school):
    found = register(school.session, "assets")
    rooms = dict(zip(found.index().keys, found.rows(found.index().keys), strict=True))
    for sort in (Sort("保管室"), Sort("保管室", descending=True)):
        keys = found.index((), (sort,)).keys
        assert all(a < b for a, b in pairwise(keys) if rooms[a][3] == rooms[b][3])


def test_a_second_column_orders_what_the_first_leaves_alike(school):
    found = register(school.session, "assets")
    index = found.index((), (Sort("保管室"), Sort("原值", descending=True)))
    rows = found.rows(index.keys)
    for _, together in groupby(rows, key=lambda row: row[3]):
        values: list[Any] = [row[8] for row in together]
        assert values == sorted(values, reverse=True)


def test_a_new_card_is_in_the_next_order_although_the_figures_were_kept(school):
    found = register(school.session, "assets")
    before = found.index((), (Sort("原值"),))
    school.asset(original_value=99_999_999)
    after = found.index((), (Sort("原值"),))
    assert after.keys[:-1] == before.keys
    assert after.values_fen[-1] == 99_999_999


def test_a_register_kept_open_sees_a_write_off_and_the_next_month(book):
    code = book.asset(original_value=120_000, acquired_on=PartialDate(2025, 1))
    kept = register(book.session, "assets")
    before = kept.rows(kept.index().keys)
    book.write_off(book.apply(code, kind=VoucherKind.WRITE_OFF))
    book.advance(40)
    disposed = (Filter("status", AssetStatus.DISPOSED.value, ""),)
    fresh = register(book.session, "assets")
    after = kept.rows(kept.index(disposed).keys)
    assert after == fresh.rows(fresh.index(disposed).keys)
    at = [column.title for column in COLUMNS].index("累计折旧")
    earlier, later = before[0][at], after[0][at]
    assert isinstance(earlier, int)
    assert isinstance(later, int)
    assert later < earlier
