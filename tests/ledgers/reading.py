"""How the program reads a labelled workbook: file, sheets, tables, rows, with no book behind it."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from houqin_desktop.documents.workbooks.reader import read_workbook
from houqin_desktop.domain.ledger.recognising import (
    Ledger,
    category_words,
    recognise,
    recognise_items,
)
from houqin_desktop.services.assets.categories import categories
from tests.ledgers.item_layouts import ROOMS

TODAY = date(2026, 11, 22)


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return category_words({code: entry.name for code, entry in categories().items()})


def read_ledger(path: Path) -> Ledger:
    """Return what the program makes of a workbook."""
    return recognise(read_workbook(path), _words(), TODAY)


def read_item_ledger(path: Path) -> Ledger:
    """Return what the program makes of a workbook of items, in a school with these rooms."""
    return recognise_items(read_workbook(path), ROOMS)
