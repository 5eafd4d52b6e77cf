"""固定资产报废（报损）明细附表: the lines of a case that its front form can't hold.

At most 25 rows a page, numbered through over all pages, each 门类 on sheets of its own, with
承前页, 本页小计, 过次页 and the class total as in a ledger; the last page has the grand total in
capitals and one line for the hand of the 制表人.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from houqin_desktop.documents.disposal_lines import (
    DISPOSAL_KINDS,
    NumberedLine,
    Sums,
    cells,
    columns_for,
    numbered,
)
from houqin_desktop.documents.layout import (
    HEAD,
    QR_SIZE,
    TITLE,
    Align,
    Field,
    Page,
    Style,
    head_line,
    smaller,
)
from houqin_desktop.documents.table import Table, TableColumn, TableStyle, column_widths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houqin_desktop.domain.sheet import DisposalSheet

ROWS_PER_PAGE = 25

# What the front form says of the annex, class by class, and where its sums stand.
SUMMARY_COLUMNS = (
    TableColumn("序号", Align.CENTRE),
    TableColumn("资产门类", wraps=True),
    TableColumn("项数", Align.RIGHT),
    TableColumn("附表序号", Align.CENTRE),
    TableColumn("附表页次", Align.CENTRE),
    TableColumn("数量", Align.RIGHT),
    TableColumn("原值（元）", Align.RIGHT),
    TableColumn("累计折旧（元）", Align.RIGHT),
    TableColumn("净值（元）", Align.RIGHT),
)
SUMMARY_FIGURES = (5, 6, 7, 8)

_STYLE = TableStyle(size=7.6, row=14.3, header=22.0)
_TOP = 93.0
# 承前页, 本页小计, the class total and the grand total, and the line for the hand.
_TOTAL_ROWS = 4
_HAND = 26.0
_BLANK = Style(size=7.6, grey=0.4)


@dataclass(frozen=True, slots=True)
class AnnexPage:
    """The rows of one page, what was carried to it, and which totals end it."""

    items: tuple[NumberedLine, ...]
    carried: Sums
    first_of_class: bool
    last_of_class: bool
    last: bool

    @property
    def class_name(self) -> str:
        """The 门类 of all rows on the page."""
        return self.items[0].class_name


class Annex:
    """The annex of one sheet: how its lines fall on pages, and how a page is drawn."""

    def __init__(self, sheet: DisposalSheet, width: float, height: float) -> None:
        """Plan the pages for paper with this room between its margins, `height` to the foot."""
        self._sheet = sheet
        self._columns: tuple[TableColumn, ...] = columns_for(sheet)
        items = numbered(sheet)
        self._rows = {item.number: cells(item, self._columns) for item in items}
        self._widths = column_widths(self._columns, self._rows.values(), _STYLE, width)
        self._room = height - _TOP - _STYLE.header - _TOTAL_ROWS * _STYLE.row - _HAND
        self.pages = self._plan(items)

    def _plan(self, items: list[NumberedLine]) -> list[AnnexPage]:
        pages: list[AnnexPage] = []
        for _, group in groupby(items, key=lambda item: item.class_name):
            carried = Sums()
            chunks = self._chunks(list(group))
            for number, chunk in enumerate(chunks):
                ends = number == len(chunks) - 1
                page = AnnexPage(tuple(chunk), carried, number == 0, ends, last=False)
                pages.append(page)
                carried = carried.plus(item.line for item in chunk)
        return [*pages[:-1], replace(pages[-1], last=True)]

    def _chunks(self, items: list[NumberedLine]) -> list[list[NumberedLine]]:
        """Cut a class into pages, by count and by the height of rows that needed more."""
        probe = Table(Page((0, 0), {}), 0, self._columns, self._widths, _STYLE)
        chunks: list[list[NumberedLine]] = [[]]
        used = 0.0
        for item in items:
            height = probe.row_height(self._rows[item.number])
            full = len(chunks[-1]) == ROWS_PER_PAGE or used + height > self._room
            if full and chunks[-1]:
                chunks.append([])
                used = 0.0
            chunks[-1].append(item)
            used += height
        return chunks

    def draw(self, page: Page, plan: AnnexPage, *, code: str, reprint: int) -> None:
        """Draw one page without its foot."""
        sheet = self._sheet
        title = f"{sheet.school}固定资产报废（报损）明细附表"
        page.title(title, code, style=smaller(TITLE, 16), reprint=reprint)
        fields = (
            Field("资产门类", plan.class_name),
            Field("处置方式", sheet.kind, DISPOSAL_KINDS),
            Field("附于单号", sheet.number),
        )
        head_line(page, 77, fields, page.right - QR_SIZE - 12)
        table = Table(page, _TOP, self._columns, self._widths, _STYLE)
        table.header()
        if not plan.first_of_class:
            table.total("承前页", plan.carried.figures())
        for item in plan.items:
            table.row(self._rows[item.number])
        self._totals(table, plan)
        table.close()
        if plan.last:
            hand = "制表（签字）：　　　　　　　　　复核（签字）：　　　　　　　　　"
            page.text(page.left, table.y + 16, hand + "日期：　　　　年　　月　　日", HEAD)

    def _totals(self, table: Table, plan: AnnexPage) -> None:
        here = Sums().plus(item.line for item in plan.items)
        running = plan.carried.plus(item.line for item in plan.items)
        if plan.last_of_class and len(plan.items) < ROWS_PER_PAGE:
            table.band("———　以 下 空 白　———", _BLANK)
        table.total("本页小计", here.figures())
        if plan.last_of_class:
            words = running.in_capitals(f"{plan.class_name}合计")
            table.total(words, running.figures())
        else:
            table.total("累计（过次页）", running.figures())
        if plan.last:
            whole = Sums().plus(self._sheet.lines)
            table.total(whole.in_capitals("总计"), whole.figures("¥"))


def summary_rows(pages: Sequence[AnnexPage], most: int) -> list[list[str]]:
    """One row for each class of the annex; beyond `most` rows the last one takes the rest.

    Page numbers are those of the whole case, whose front is page 1.
    """
    classes = [
        list(group)
        for _, group in groupby(enumerate(pages, 2), key=lambda pair: pair[1].class_name)
    ]
    if len(classes) > most:
        rest = [pair for group in classes[most - 1 :] for pair in group]
        names = len(classes) - most + 1
        classes = [*classes[: most - 1], rest]
    else:
        names = 0
    rows = []
    for number, group in enumerate(classes, 1):
        items = [item for _, page in group for item in page.items]
        sums = Sums().plus(item.line for item in items)
        merged = names and number == len(classes)
        rows.append(
            [
                str(number),
                f"其余 {names} 类" if merged else items[0].class_name,
                str(len(items)),
                _span(items[0].number, items[-1].number),
                _span(group[0][0], group[-1][0]),
                *sums.figures().values(),
            ]
        )
    return rows


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}—{last}"
