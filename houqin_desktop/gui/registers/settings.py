"""What a person last had on a register: size, row numbers, filters and the order of its rows.

Every part is tried for itself when it comes back; what no longer fits is left as it was made.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.registers.column_filters import condition_of, title_of
from houqin_desktop.services.registers.listing import Filter, Sort

if TYPE_CHECKING:
    from houqin_desktop.gui.registers.panel import RegisterPanel

VERSION: Final = 1


class PanelSettings:
    """The settings of one panel, as the window's memory keeps them."""

    def __init__(self, panel: RegisterPanel, *, filter_row: bool) -> None:
        self._panel = panel
        panel.view.header.show_filter_row(on=filter_row)

    def state(self) -> dict[str, object]:
        """Return the settings in words and figures."""
        view, model = self._panel.view, self._panel.model
        return {
            "version": VERSION,
            "zoom": view.zoom.percent,
            "numbers": not view.verticalHeader().isHidden(),
            "filter_row": view.header.filter_row_shown,
            "sorts": [[one.column, one.descending] for one in model.sorts],
            "filters": [[one.facet, one.value, one.label] for one in model.filters],
        }

    def restore(self, state: object) -> None:
        """Bring settings back as far as they fit."""
        if not isinstance(state, dict) or state.get("version") != VERSION:
            return
        view = self._panel.view
        view.zoom.set(state.get("zoom"))
        if isinstance(state.get("numbers"), bool):
            view.verticalHeader().setVisible(state["numbers"])
        if isinstance(state.get("filter_row"), bool):
            view.header.show_filter_row(on=state["filter_row"])
        self._restore_rows(self._sorts(state.get("sorts")), self._filters(state.get("filters")))

    def _restore_rows(self, sorts: tuple[Sort, ...], filters: tuple[Filter, ...]) -> None:
        panel = self._panel
        if not sorts and not filters:
            return
        try:
            # A room or a code that is gone would be refused each time the page is read.
            panel.model.register.index(filters, sorts)
        except Refused:
            return
        if sorts and panel.view.header.sectionsClickable():
            panel.view.header.show_sorts(sorts)
            panel.model.sorts = sorts
        panel.chips.bring_back(filters)

    def _sorts(self, entries: object) -> tuple[Sort, ...]:
        titles = {column.title for column in self._panel.model.columns}
        found = []
        for entry in entries if isinstance(entries, list) else ():
            whole = isinstance(entry, list) and len(entry) == 2 and isinstance(entry[1], bool)
            if whole and isinstance(entry[0], str) and entry[0] in titles:
                found.append(Sort(entry[0], descending=entry[1]))
        return tuple({one.column: one for one in found}.values())

    def _filters(self, entries: object) -> tuple[Filter, ...]:
        found = []
        for entry in entries if isinstance(entries, list) else ():
            whole = isinstance(entry, list) and len(entry) == 3
            if whole and all(isinstance(part, str) for part in entry):
                one = Filter(*entry)
                with suppress(Refused):
                    if title_of(one) is not None:
                        condition_of(self._panel.model.columns, one)
                    found.append(one)
        return tuple({one.facet: one for one in found}.values())
