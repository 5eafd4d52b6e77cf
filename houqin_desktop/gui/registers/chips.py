"""The filters in force as chips: each says what it is and goes away on a click."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from houqin_desktop.gui.icons import wear
from houqin_desktop.services.registers.column_filters import title_of
from houqin_desktop.services.registers.listing import Filter


class ChipBar(QWidget):
    """The row of filter chips; holds at most one filter a facet."""

    filters_changed = Signal(object)

    def __init__(self, facet_titles: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = facet_titles
        self._filters: tuple[Filter, ...] = ()
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.setAlignment(Qt.AlignmentFlag.AlignLeft)

    @property
    def filters(self) -> tuple[Filter, ...]:
        """Return the filters in force."""
        return self._filters

    def put(self, new: Filter) -> None:
        """Add the filter, in place of the one of the same facet."""
        others = tuple(old for old in self._filters if old.facet != new.facet)
        self._set((*others, new))

    def replace(self, facets: tuple[str, ...], new: Filter | None) -> None:
        """Take the filters of these facets away and add the new one, if there is one."""
        others = tuple(old for old in self._filters if old.facet not in facets)
        self._set(others if new is None else (*others, new))

    def take(self, facet: str) -> None:
        """Take the filter of this facet away."""
        self._set(tuple(old for old in self._filters if old.facet != facet))

    def clear(self) -> None:
        """Take every filter away."""
        self._set(())

    def chip(self, facet: str) -> QPushButton | None:
        """Return the chip of this facet."""
        return self.findChild(QPushButton, f"chip.{facet}")

    def _set(self, filters: tuple[Filter, ...]) -> None:
        if filters == self._filters:
            return
        self._filters = filters
        self._show()
        self.filters_changed.emit(filters)

    def bring_back(self, filters: tuple[Filter, ...]) -> None:
        """Put these filters in force, in place of those there are."""
        self._set(filters)

    def _words(self, one: Filter) -> str:
        """Say what a filter keeps; a facet that has no title here is understood without one."""
        title = title_of(one) or self._titles.get(one.facet)
        return one.label if title is None else f"{title}：{one.label}"

    def _show(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for kept in self._filters:
            words = self._words(kept)
            chip = QPushButton(words)
            chip.setObjectName(f"chip.{kept.facet}")
            chip.setProperty("look", "chip")
            wear(chip, "close", "accent_text")
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            chip.setToolTip(f"去掉“{words}”")
            chip.clicked.connect(lambda _checked=False, facet=kept.facet: self.take(facet))
            self._layout.addWidget(chip)
        if self._filters:
            clear = QPushButton(f"已筛选 {len(self._filters)} 条件")
            clear.setObjectName("chips.clear")
            clear.setProperty("look", "link")
            wear(clear, "close")
            clear.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            clear.setToolTip("清除筛选：去掉全部条件")
            clear.clicked.connect(self.clear)
            self._layout.insertWidget(0, clear)
