"""The words by which the program starts itself for work of its own: packed, it has no Python."""

from __future__ import annotations

from typing import Final

APART: Final = "read-workbook-apart"
COPY: Final = "look-after-copy"
HOMES: Final = {
    APART: "houqin_desktop.documents.workbooks.apart",
    COPY: "houqin_desktop.documents.copy_apart",
}
