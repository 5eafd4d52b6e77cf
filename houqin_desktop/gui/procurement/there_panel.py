"""学校已有: below the lines of a request, what the school has that is like the one being typed.

Between two keys the guard reads on; where nothing is alike there is nothing to be seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from houqin_desktop.domain.likeness.matching import Strength
from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.plain_table import ROW_HEIGHT, PlainTable
from houqin_desktop.services.likeness.lots import Lot, Standing
from houqin_desktop.services.likeness.things import LikeThings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from houqin_desktop.services.likeness.things import LikeThing
    from houqin_desktop.services.session import Session

    Choice = tuple[str, Callable[[], None]]

TITLES: Final = ("能否调用", "名称", "规格型号", "数量", "在哪里", "状况", "保管人", "像不像")
WIDTHS: Final = (110, 170, 150, 80, 230, 80, 110, 80)
HEAD: Final = 98
MOST_SEEN: Final = 3
# While the dictionary of pinyin is loaded there is nothing to read; it is asked for again soon.
PAUSE: Final = 20


class TherePanel(QFrame):
    """A short list with a button for each way to do without a purchase.

    :param choices: what each button is called, its drawing and what it does with the chosen lot.
    """

    def __init__(self, session: Session, choices: Mapping[str, Choice]) -> None:
        super().__init__()
        self.setObjectName("surface")
        self._guard = LikeThings(session)
        self._asked: tuple[str, str, str] | None = None
        self._found: list[LikeThing] = []
        self._reading = QTimer(self)
        self._reading.timeout.connect(self._read_on)
        self.words = QLabel()
        self.words.setProperty("look", "heading")
        self.table = PlainTable(TITLES, WIDTHS, pills=0, figures=(3,))
        self.table.setAccessibleName("学校已有的同类物品")
        head = QHBoxLayout()
        head.addWidget(self.words, 1)
        self.buttons = [dialog_button(f" {text}", *choice) for text, choice in choices.items()]
        for button in self.buttons:
            button.setProperty("look", "quiet")
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.hide()

    def begin(self) -> None:
        """Begin to read the names of what the school has, whenever no key is waiting."""
        self._reading.start(0)

    def _read_on(self) -> None:
        if self._guard.read_on():
            self._reading.stop()
        elif self._reading.interval() == 0:
            self._reading.setInterval(PAUSE)

    def look(self, name: str, specification: str, category: str) -> None:
        """Show what is like these words; nothing at all where nothing is."""
        asked = (name, specification, category)
        if asked == self._asked:
            return
        self._asked = asked
        found = self._guard.find(*asked) if name else ()
        self._found = [one for one in found if one.lot.standing is not Standing.IN_USE]
        self.table.lines.show([_line(one) for one in self._found])
        self.setFixedHeight(HEAD + ROW_HEIGHT * min(len(self._found), MOST_SEEN))
        self.setVisible(bool(self._found))
        if self._found:
            same = sum(one.likeness.strength is Strength.STRONG for one in self._found)
            self.words.setText(f"学校已有：{_counted(same, len(self._found) - same)}")
            self.table.selectRow(0)

    @property
    def lot(self) -> Lot | None:
        """Return the chosen lot."""
        row = self.table.currentIndex().row()
        return self._found[row].lot if 0 <= row < len(self._found) else None


def _counted(same: int, near: int) -> str:
    said = [f"相同的 {same} 处"] if same else []
    said += [f"相近的 {near} 处"] if near else []
    return "，".join(said)


def _line(one: LikeThing) -> tuple[str, ...]:
    lot = one.lot
    return (
        lot.standing.label,
        lot.name,
        lot.specification,
        f"{lot.pieces:,} {lot.unit}".strip(),
        " ".join(filter(None, (lot.room, lot.place))),
        lot.condition if lot.condition != lot.standing.label else "",
        lot.keeper or lot.user,
        one.likeness.strength.label,
    )
