"""Opening what was scanned: the card or the room of a label, the case of a form, or a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtWidgets import QApplication, QDialog

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.returned import read_paper_code
from houqin_desktop.gui.opening import open_record
from houqin_desktop.gui.storerooms.opening import storerooms_page
from houqin_desktop.services.assets.labels import scanned_card
from houqin_desktop.services.disposal.appraisal import is_appraisal, shown_with
from houqin_desktop.services.stock.finding import scanned_item
from houqin_desktop.services.storerooms.labels import scanned_spot

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow


@runtime_checkable
class TakesScans(Protocol):
    """A dialog that wants what is scanned for itself."""

    def take_scanned(self, code: str) -> None:
        """Take the number of a card or of an item."""
        ...


def open_scanned(window: MainWindow, scanned: str) -> None:
    """Open the record; an open dialog keeps its place and only hears what was scanned."""
    paper = read_paper_code(scanned)
    spot = scanned_spot(scanned)
    number = scanned_card(scanned) if paper is None else paper.number
    if spot is not None:
        number = "".join(spot)
    item = scanned_item(scanned) if number is None else None
    dialog = QApplication.activeModalWidget()
    if item is not None:
        if isinstance(dialog, TakesScans):
            dialog.take_scanned(item.code)
        else:
            window.desk.say(f"扫到物品 {item.code} {item.name}，领用、借用登记时可以扫它")
        return
    if number is None:
        window.desk.say(f"扫到 {scanned[:40]}：没有这个编号的资产、单据或保管室")
        return
    if isinstance(dialog, TakesScans) and paper is None:
        dialog.take_scanned(number)
        return
    if isinstance(dialog, QDialog):
        window.desk.say(f"扫到 {number}，先关闭“{dialog.windowTitle()}”再看")
        return
    try:
        if spot is not None:
            storerooms_page(window).open_room(*spot)
            return
        open_record(window, shown_with(number) if is_appraisal(number) else number)
    except Refused as refusal:
        window.page.refuse(refusal)
