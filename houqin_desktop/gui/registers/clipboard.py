"""Rows of a register as WPS and Excel take them from the clipboard.

Tab-separated lines go in every time; a small copy also carries a table in which long numbers and
leading zeros are marked as words, so that Excel keeps them. Many rows are read a thousand at a time
between two events of the window.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from houqin_desktop.domain.money import plain_money
from houqin_desktop.gui.registers.model import shown
from houqin_desktop.services.registers.listing import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from houqin_desktop.services.registers.listing import Cell, Column, Register

MOST_STYLED_CELLS: Final = 5_000
_PART: Final = 1_000
_NUMERIC: Final = (ColumnKind.MONEY, ColumnKind.QUANTITY)
_AS_WORDS: Final = "mso-number-format:'\\@'"
_AS_DAY: Final = "mso-number-format:'yyyy-mm-dd'"
_LENGTH_OF_DAY: Final = 10


class RowCopy(QObject):
    """Some rows on their way to the clipboard: visible columns only, in the order seen."""

    copied = Signal(int)

    def __init__(
        self,
        register: Register,
        keys: Sequence[int],
        visible: Sequence[int],
        *,
        titled: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._register = register
        self._keys = keys
        self._columns = [register.columns[at] for at in visible]
        self._visible = visible
        self._titled = titled
        self._rows: list[list[Cell]] = []

    def at_once(self) -> QMimeData:
        """Return the whole copy, read now."""
        while not self._read_part():
            pass
        return self._mime()

    def start(self) -> None:
        """Put the rows on the clipboard; more than a thousand come in parts."""
        if self._read_part():
            QGuiApplication.clipboard().setMimeData(self._mime())
            self.copied.emit(len(self._keys))
            self.deleteLater()
        else:
            QTimer.singleShot(0, self, self.start)

    def _read_part(self) -> bool:
        done = len(self._rows)
        part = self._keys[done : done + _PART]
        self._rows.extend([row[at] for at in self._visible] for row in self._register.rows(part))
        return len(self._rows) >= len(self._keys)

    def _mime(self) -> QMimeData:
        data = QMimeData()
        titles = [column.title for column in self._columns] if self._titled else None
        data.setText(as_lines(self._rows, self._columns, titles))
        if len(self._rows) * len(self._columns) <= MOST_STYLED_CELLS:
            data.setHtml(as_table(self._rows, self._columns, titles))
        return data


def as_lines(
    rows: Iterable[Sequence[Cell]], columns: Sequence[Column], titles: Sequence[str] | None = None
) -> str:
    """Return the rows as tab-separated lines, no line break after the last.

    Only a cell with a tab, a line break or a quotation mark is put in quotation marks.
    """
    lines = ["\t".join(titles)] if titles else []
    lines.extend(
        "\t".join(
            [
                "" if cell is None else _quoted(_plain(cell, column))
                for cell, column in zip(row, columns, strict=True)
            ]
        )
        for row in rows
    )
    return "\n".join(lines)


def as_table(
    rows: Iterable[Sequence[Cell]], columns: Sequence[Column], titles: Sequence[str] | None = None
) -> str:
    """Return the rows as a table of a web page, which tells Excel what is words and what a day."""
    lines = list(_table_lines(rows, columns, titles))
    return f'<html><meta charset="utf-8"><table>{"".join(lines)}</table></html>'


def _table_lines(
    rows: Iterable[Sequence[Cell]], columns: Sequence[Column], titles: Sequence[str] | None
) -> Iterator[str]:
    if titles:
        yield f"<tr>{''.join(f'<th>{escape(title)}</th>' for title in titles)}</tr>"
    for row in rows:
        cells = (_table_cell(cell, column) for cell, column in zip(row, columns, strict=True))
        yield f"<tr>{''.join(cells)}</tr>"


def _table_cell(cell: Cell, column: Column) -> str:
    text = escape(_plain(cell, column)).replace("\n", "<br>")
    if column.kind in _NUMERIC:
        return f"<td>{text}</td>"
    whole_day = column.kind is ColumnKind.DATE and len(text) == _LENGTH_OF_DAY
    return f'<td style="{_AS_DAY if whole_day else _AS_WORDS}">{text}</td>'


def _plain(cell: Cell, column: Column) -> str:
    """Return a cell as a workbook reads it: figures without separators."""
    if isinstance(cell, int) and column.kind in _NUMERIC:
        return plain_money(cell) if column.kind is ColumnKind.MONEY else str(cell)
    return shown(cell, column.kind).replace("\r", "")


def _quoted(text: str) -> str:
    if "\t" in text or "\n" in text or '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return text
