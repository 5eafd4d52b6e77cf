"""Rows of a register as WPS and Excel take them from the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.gui.registers.model import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houqin_desktop.services.registers import Register


def rows_as_text(register: Register, keys: Sequence[int], visible: Sequence[int]) -> str:
    """Return the rows as tab-separated lines with only these columns, in this order.

    Only a cell with a tab, a line break or a quotation mark is put in quotation marks.
    """
    columns = register.columns
    lines = []
    for cells in register.rows(keys):
        texts = (_cell(shown(cells[at], columns[at].kind)) for at in visible)
        lines.append("\t".join(texts))
    return "\n".join(lines)


def _cell(text: str) -> str:
    if any(mark in text for mark in '\t\n"'):
        return '"' + text.replace('"', '""') + '"'
    return text
