"""Web pages kept with their sheets in one file (单个文件网页, .mht), which Excel calls a workbook.

The file is a letter of several parts. One of them names the sheets and says which part each is;
where none does, every part with a table is a sheet.
"""

from __future__ import annotations

import posixpath
import re
from email import message_from_bytes
from email.policy import default
from html import unescape
from typing import TYPE_CHECKING

from houqin_desktop.documents.workbooks.gate import damaged
from houqin_desktop.documents.workbooks.html_tables import parse_html

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from houqin_desktop.domain.ledger.grid import SheetGrid

_HEAD = re.compile(rb"[\w-]+:[^\n]*\n")
_SHEET = re.compile(
    r"<x:ExcelWorksheet>\s*<x:Name>([^<]*)</x:Name>(?:(?!</x:ExcelWorksheet>).)*?"
    r"<x:WorksheetSource\s+HRef=\"([^\"]*)\"",
    re.IGNORECASE | re.DOTALL,
)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)

Page = tuple[str, str]


def is_page_archive(content: bytes) -> bool:
    """Say whether the file begins as a letter of several parts does."""
    head = content[:4000].lstrip()
    return (
        _HEAD.match(head) is not None
        and b"mime-version:" in head.lower()
        and b"multipart/" in head.lower()
    )


def parse_archive(
    name: str, content: bytes, decode: Callable[[bytes], str]
) -> tuple[SheetGrid, ...]:
    """Return the sheets of a page archive.

    :param name: what a sheet without a name is called after.
    :param decode: turns the bytes of a page into text, or refuses.
    :raises Refused: when no page with a table is in it, or one cannot be read.
    """
    message = message_from_bytes(content, policy=default)
    pages: list[Page] = []
    for part in message.walk():
        if part.get_content_type() == "text/html":
            body = part.get_payload(decode=True)
            if not isinstance(body, bytes):
                continue
            place = str(part.get("Content-Location") or "")
            pages.append((posixpath.basename(place), decode(body)))
    named = [
        (unescape(title), posixpath.basename(source))
        for _, text in pages
        for title, source in _SHEET.findall(text)
    ]
    texts = dict(pages)
    if named and all(source in texts for _, source in named):
        return tuple(parse_html(title, texts[source]) for title, source in named)
    tables = [text for _, text in pages if _TABLE.search(text)]
    if not tables:
        raise damaged()
    return tuple(parse_html(title, text) for title, text in _called(name, tables))


def _called(name: str, texts: Sequence[str]) -> list[Page]:
    if len(texts) == 1:
        return [(name, texts[0])]
    return [(f"{name}{at}", text) for at, text in enumerate(texts, 1)]
