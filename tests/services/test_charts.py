"""Every bar of 安全一览 is as long as the list that it leads to (I26)."""

from __future__ import annotations

from datetime import date

import pytest

from houqin_desktop.documents.report_paper import draw_report
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.charts.chart import Chart
from houqin_desktop.services.charts.safety import safety_charts
from houqin_desktop.services.hazard.drafts import VoidHazard
from houqin_desktop.services.pledge.drafts import AdoptPledgeTexts
from houqin_desktop.services.registers.column_filters import typed
from houqin_desktop.services.registers.listing import Filter, register
from houqin_desktop.services.reports.catalogue import report
from tests.builders import COLLEAGUE, TODAY, Book
from tests.documents.reading import poppler_pages, squeezed
from tests.hazards import found, open_campus, struck_off
from tests.pledging import opened, signed

OLD = date(2026, 8, 3)


@pytest.fixture
def watched(book: Book) -> Book:
    """Five hazards: two of August, one of them struck off; one void; two of today, one struck off.

    Of the teachers one has signed the safety letter.
    """
    open_campus(book)
    struck_off(book, on=OLD, found_on=OLD)
    found(book, on=OLD, found_on=OLD)
    struck_off(book)
    found(book)
    book.run(VoidHazard(hazard=found(book), reason="不是隐患"))
    book.run(AdoptPledgeTexts())
    signed(book, *opened(book, COLLEAGUE))
    return book


def charts(book: Book) -> dict[str, Chart]:
    return {chart.key: chart for chart in safety_charts(book.session)}


def test_every_bar_counts_what_its_list_holds(watched: Book):
    bars = [bar for chart in safety_charts(watched.session) for bar in chart.bars]
    assert any(bar.listed for bar in bars)
    for bar in bars:
        behind = register(watched.session, bar.lead.register).index(bar.lead.filters)
        assert len(behind.keys) == bar.listed, bar.words


def test_hazards_found_and_struck_off_by_month_without_the_void_ones(watched: Book):
    chart = charts(watched)["hazards_by_month"]
    counts = {group.label: [bar.count for bar in group.bars] for group in chart.groups}
    assert len(counts) == 12
    assert (counts["8月"], counts["11月"], counts["10月"]) == ([2, 1], [2, 1], [0, 0])
    assert list(counts)[-1] == "11月"
    assert "2025年12月至2026年11月" in chart.title
    assert chart.note == "发现 4 项，销号 2 项；作废的不计。"


def test_open_hazards_by_the_days_since_they_were_found(watched: Book):
    chart = charts(watched)["open_by_age"]
    counts = {group.label: group.bars[0].count for group in chart.groups}
    assert counts == {"0–7 天": 1, "8–15 天": 0, "16–30 天": 0, "31–90 天": 0, "91 天以上": 1}


def test_letters_are_covered_as_their_own_report_says_and_lead_to_who_has_not_signed(
    watched: Book,
):
    chart = charts(watched)["letters"]
    bar = next(one.bars[0] for one in chart.groups if one.label == "安全·教职工")
    assert (bar.count, bar.whole) == (1, 7)
    assert bar.words == "1/7（14.3 %），未签 6"
    assert bar.listed == 6


def test_an_empty_book_says_in_words_that_there_is_nothing_to_draw(book: Book):
    for chart in safety_charts(book.session):
        assert not chart.says_something
        assert chart.told() == chart.empty


def test_the_report_has_the_figures_and_the_paper_the_words_of_every_bar(watched: Book):
    sheet = report(watched.session, "safety_charts")
    assert ("8月", "发现", 2, None, "2") in sheet.rows
    page = squeezed("".join(poppler_pages(draw_report(watched.session, sheet, TODAY))))
    assert "安全一览" in page
    assert "1/7（14.3%），未签6" in page
    with pytest.raises(Refused, match="按今天的台账"):
        report(watched.session, "safety_charts", on=OLD)


def test_a_column_that_leaves_nothing_does_not_make_a_facet_unknown(watched: Book):
    hazards = register(watched.session, "hazards")
    column = next(one for one in hazards.columns if one.title == "发现日期")
    filters = (Filter("open", "yes", "未销号"), typed(column, "2001"))
    assert list(hazards.index(filters).keys) == []
