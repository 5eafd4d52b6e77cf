"""What kind of ledger a workbook looks like: said with its reasons, never surely of both."""

from __future__ import annotations

from random import Random

import pytest

from houqin_desktop.domain.ledger.columns import Sureness
from houqin_desktop.domain.ledger.grid import Cell, SheetGrid, Workbook
from houqin_desktop.domain.ledger.headers import LedgerKind
from houqin_desktop.domain.ledger.item_fields import item_words
from houqin_desktop.domain.ledger.kinds import KindGuess, guess_kind
from tests.ledgers.drawing import Dirt, Drawer
from tests.ledgers.item_drawing import ItemDrawer
from tests.ledgers.item_layouts import ITEM_LAYOUTS, ROOMS
from tests.ledgers.layouts import LAYOUTS, Layout
from tests.ledgers.pages import Page

DIRT = Dirt(0.25, late=False)


def guessed(*rows: tuple[Cell, ...], name: str = "表.xlsx") -> KindGuess | None:
    grid = SheetGrid("Sheet1", rows)
    return guess_kind(Workbook(name, "0" * 64, (grid,)), item_words(ROOMS))


def guess_of(page: Page) -> LedgerKind | None:
    guess = guessed(*(tuple(row) for row in page.rows))
    return None if guess is None else guess.kind


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: str(layout.number))
def test_every_layout_of_assets_looks_like_assets(layout: Layout) -> None:
    drawer = Drawer(Random(layout.number), layout, DIRT, first=1)
    assert guess_of(drawer.draw("Sheet1", 20)) is LedgerKind.ASSETS


@pytest.mark.parametrize("layout", ITEM_LAYOUTS, ids=lambda layout: str(layout.number))
def test_every_layout_of_items_looks_like_items(layout: Layout) -> None:
    drawer = ItemDrawer(Random(layout.number), layout, DIRT, first=1)
    assert guess_of(drawer.draw("Sheet1", 20)) is LedgerKind.STOCK


def test_what_speaks_for_both_is_no_sure_word() -> None:
    header = ("固定资产名称", "单位", "数量", "单价", "购置日期", "最低库存")
    guess = guessed(header, ("粉笔", "盒", 3, 2, "2020-01-02", 5), name="低值易耗品.xlsx")
    assert guess is not None
    assert guess.sureness is not Sureness.SURE
    assert guess.reasons


def test_where_nothing_tells_nothing_is_said() -> None:
    assert guessed(("甲", "乙"), ("丙", "丁")) is None
