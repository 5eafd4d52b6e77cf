"""The word by which the program starts itself to parse a workbook: packed, it has no Python."""

from __future__ import annotations

from typing import Final

APART: Final = "read-workbook-apart"
