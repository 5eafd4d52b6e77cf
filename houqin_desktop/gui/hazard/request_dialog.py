"""采购申请 from a hazard: the form knows what it is for, and ties the request to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.gui.procurement.request_dialog import RequestDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.hazard.view import HazardView


class HazardRequestDialog(RequestDialog):
    """Fills in a request for what a hazard needs."""

    def __init__(self, parent: QWidget | None, desk: Desk, hazard: HazardView) -> None:
        self.about = {"hazard": hazard.code}
        super().__init__(parent, desk)
        self.setWindowTitle(f"采购申请（隐患 {hazard.code}）")
        self.field("purpose").set_value(f"消除隐患 {hazard.code}：{hazard.title}")
        self.field("department").set_value(hazard.fact.department)
