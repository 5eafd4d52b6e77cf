"""批量登记 as one meets it: empty, and with rows from a workbook of which some are wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from houqin_desktop.gui.assets.batch_register_dialog import BatchRegisterDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.main_window import MainWindow

ROWS: Final = (
    ("学生课桌", "600×400", "", "张", "45", "5400", "2026年9月", "", "", "三年级1班"),
    ("学生椅", "可升降", "", "把", "45", "3,150.00", "..", "", "", ".."),
    ("一体机", "86英寸", "台式计算机", "台", "1", "一万八", "2026-09-31", "", "", "..", "查无此人"),
    ("讲台", "1.2米", "", "张", "1", "", "2026.9.1"),
)


def batch_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield the grid for many new cards."""
    window.show_page("assets")
    window.assets.actions_of_page["asset.register_many"].trigger()
    dialog = next(one for one in window.findChildren(BatchRegisterDialog) if one.isVisible())
    yield "批量登记", dialog
    dialog.restore({"rows": ROWS})
    dialog.values()
    yield "批量登记·有要改的", dialog
    dialog.leave()
