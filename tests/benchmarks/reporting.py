"""Reports of a whole book: cards and a ledger on paper, a summary of today and of a past day."""

from __future__ import annotations

import io
import re
from datetime import date

from houqin_desktop.documents.card_form import render_cards
from houqin_desktop.documents.list_form import render_list
from houqin_desktop.domain.card_sheet import CardSheet
from houqin_desktop.domain.money import format_money
from houqin_desktop.services.assets.card_sheet import card_sheets
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.reports.catalogue import report
from houqin_desktop.services.reports.summary import summary
from houqin_desktop.services.session import Session
from tests.benchmarks.measuring import Measure, compare, median_ms, took_ms
from tests.benchmarks.printing import bare_forms, pages_of

CARDS, PAGES_A_CARD = 1_000, 2
LEDGER_ROWS = 10_000
CODE = re.compile(r"TY(\d{9})")
LAST_YEAR = date(2025, 12, 31)


def reporting(session: Session, cards: int) -> list[Measure]:
    """Measure the reports of a book of this size."""
    found = [_summary(session, cards, None), _summary(session, cards, LAST_YEAR)]
    if cards == LEDGER_ROWS:
        found += [_cards(session), _ledger(session)]
    return found


def _summary(session: Session, cards: int, on: date | None) -> Measure:
    taken_ms = median_ms(lambda: summary(session, "category", on), 3)
    return Measure("汇总（今天）" if on is None else "汇总（去年底）", cards, taken_ms)


def _cards(session: Session) -> Measure:
    """Draw a thousand cards, front and back, against as many pages of the bare form."""
    assets = register(session, "assets")
    keys = list(assets.index().keys)[:CARDS]
    codes = [str(row[0]) for row in assets.rows(keys)]
    sheets: list[CardSheet] = []
    reading_ms = took_ms(lambda: sheets.extend(card_sheets(session, codes)))
    render_cards(sheets[:3], io.BytesIO())
    pages = CARDS * PAGES_A_CARD
    floor_ms, taken_ms = compare(
        lambda: bare_forms(pages), lambda: render_cards(sheets, io.BytesIO()), 2
    )
    return Measure(
        "打印 1,000 张资产卡片",
        pages,
        taken_ms,
        floor_ms,
        1 / 0.8,
        note=f"读出另需 {reading_ms:,.0f} ms",
    )


def _ledger(session: Session) -> Measure:
    """Print 分类台账 from the book to the last page, then hold the paper against the book."""
    paper = io.BytesIO()
    taken_ms = took_ms(lambda: render_list(report(session, "category_ledger"), paper))
    pages = pages_of(paper.getvalue())
    printed = sorted(int(code) for page in pages for code in CODE.findall(page))
    assert printed == list(range(1, LEDGER_ROWS + 1)), "cards missing from the ledger"
    total = format_money(sum(register(session, "assets").index().values_fen))
    assert total in pages[-1], "the ledger has another total"
    return Measure("打印 10,000 行分类台账", LEDGER_ROWS, taken_ms, note=f"{len(pages)} 页，已核对")
