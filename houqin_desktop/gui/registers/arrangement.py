"""How a person arranged the columns of a register, kept by their names.

A column that the program got later stands where the program puts it; one that it has no more is
forgotten. The state has a version of its own: another meaning of it makes it void.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from houqin_desktop.gui.registers.header import RegisterHeader

VERSION: Final = 2
WIDTH_STEP: Final = 20
_WIDEST: Final = 4_000


class Arrangement:
    """Order, widths and hidden columns of one head."""

    def __init__(self, header: RegisterHeader) -> None:
        self._header = header

    def show_defaults(self) -> None:
        """Show the columns as they were declared."""
        header = self._header
        for section, column in enumerate(header.columns):
            header.moveSection(header.visualIndex(section), section)
            header.setSectionHidden(section, not column.shown)
            header.resizeSection(section, column.width)

    def move(self, section: int, step: int) -> None:
        """Move a column past the next shown one, to the left below nought."""
        header = self._header
        at = header.visualIndex(section)
        beside = at + step
        while 0 <= beside < header.count() and header.isSectionHidden(header.logicalIndex(beside)):
            beside += step
        if 0 <= beside < header.count():
            header.moveSection(at, beside)
            header.widths_chosen.emit()

    def widen(self, section: int, steps: int) -> None:
        """Make a column wider by so many steps, or narrower below nought."""
        header = self._header
        width = header.sectionSize(section) + steps * WIDTH_STEP
        header.widths_chosen.emit()
        header.resizeSection(section, max(header.minimumSectionSize(), width))

    def learn_columns(self, _parent: QModelIndex, first: int, _last: int) -> None:
        """Show the columns that were added at the end, from this one on, as they are declared."""
        header = self._header
        for section, column in enumerate(header.columns[first:], start=first):
            header.setSectionHidden(section, not column.shown)
            header.resizeSection(section, column.width)

    def state(self) -> dict[str, object]:
        """Return title, width and whether it is shown of each column, in the order seen."""
        header = self._header
        order = [header.logicalIndex(at) for at in range(header.count())]
        columns = [
            [header.columns[at].title, header.sectionSize(at), not header.isSectionHidden(at)]
            for at in order
        ]
        return {"version": VERSION, "columns": columns}

    def restore(self, state: object) -> bool:
        """Bring a state back; leave everything as it is when the state is not one of ours."""
        if not isinstance(state, dict) or state.get("version") != VERSION:
            return False
        header, titles = self._header, [column.title for column in self._header.columns]
        entries = {one[0]: one for one in _entries(state.get("columns")) if one[0] in titles}
        if not any(shown for _, _, shown in entries.values()):
            return False
        self.show_defaults()
        for place, (title, width, shown) in enumerate(entries.values()):
            section = titles.index(title)
            header.moveSection(header.visualIndex(section), place)
            header.setSectionHidden(section, not shown)
            if shown:
                header.resizeSection(section, width)
        return True


def _entries(columns: object) -> list[tuple[str, int, bool]]:
    found = []
    for entry in columns if isinstance(columns, list) else ():
        if not isinstance(entry, list) or len(entry) != 3:
            continue
        title, width, shown = entry
        fits = type(width) is int and 0 <= width < _WIDEST and isinstance(shown, bool)
        if isinstance(title, str) and fits:
            found.append((title, width, shown))
    return found
