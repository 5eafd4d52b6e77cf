"""安全一览 in the window: a bar is chosen by key or mouse and leads to the list that it counts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from houqin_desktop.gui.charts.leading import page_of
from houqin_desktop.gui.pages import PAGES
from houqin_desktop.gui.touring.chart_scenes import charts_page
from houqin_desktop.services.charts.safety import safety_charts
from houqin_desktop.services.pledge.drafts import AdoptPledgeTexts
from houqin_desktop.services.registers.column_filters import title_of
from tests.builders import COLLEAGUE, Book
from tests.hazards import found, open_campus, struck_off
from tests.pledging import opened, signed


@pytest.fixture
def watched(book: Book) -> Book:
    """Two hazards of today, one of them struck off; one letter is signed."""
    open_campus(book)
    struck_off(book)
    found(book)
    book.run(AdoptPledgeTexts())
    signed(book, *opened(book, COLLEAGUE))
    return book


def test_every_list_behind_a_bar_is_at_home_on_a_page(watched):
    keys = {spec.key for spec in PAGES}
    bars = [bar for chart in safety_charts(watched.session) for bar in chart.bars]
    assert {page_of(bar.lead.register) for bar in bars} <= keys


def test_a_bar_is_chosen_by_the_arrows_and_opened_with_enter(watched, window, qtbot):
    page = charts_page(window)
    view = page.cards["hazards_by_month"].view
    view.setFocus()
    assert not page.actions_of_page["charts.open"].isEnabled()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    bar = view.current_bar()
    assert bar is not None
    assert (bar.count, bar.listed) == (1, 1)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    panel = window.page.panel
    assert window.page is not page
    assert panel.model.rowCount() == bar.listed
    assert {title_of(one) for one in panel.model.filters} == {"销号日期", "状态"}


def test_a_bar_that_is_clicked_shows_its_list_and_nothing_else_narrows_it(watched, window, qtbot):
    page = charts_page(window)
    view = page.cards["letters"].view
    placed = view.placed()[0]
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(*map(int, middle(placed))))
    panel = window.page.panel
    assert panel.model.rowCount() == placed.bar.listed
    chips = [panel.chips.chip(one.facet).text() for one in panel.chips.filters]
    assert chips == ["安全工作责任状", "教职工"]
    window.show_page("safety")
    struck_off(watched)
    page.refresh()
    page.count_now()
    assert page.cards["hazards_by_month"].view.placed()[-1].bar.count == 2


def middle(placed):
    return placed.track.center().x(), placed.track.center().y()


def test_who_does_not_see_the_chart_hears_it(watched, window):
    page = charts_page(window)
    view = page.cards["open_by_age"].view
    assert view.accessibleName() == "未销号隐患发现了多久"
    assert view.accessibleDescription().startswith("0–7 天 1 项；")
