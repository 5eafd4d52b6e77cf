"""What helps with every form: the list behind F7, the draft of before, a question, a mishap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from houqin_desktop.gui.assets.asset_dialogs import RegisterDialog
from houqin_desktop.gui.trouble import TroubleDialog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.main_window import MainWindow

MISHAP = (
    "程序出了意外（编号 1122-080000）。已经保存的都在账簿里；刚才那一步有没有记入，"
    "请在“账簿”菜单的“最近操作”里核对。再出现请把编号告诉管理员。"
)


def form_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield what appears over and inside a form."""
    begun = RegisterDialog(window, window.desk)
    begun.open()
    picker = begun.field("storeroom").open_picker()
    yield "选择保管室", picker
    picker.close()
    assets = begun.field("category").open_picker()
    assets.line.setText("电脑")
    yield "选择分类", assets
    assets.close()
    begun.field("name").setText("课桌")
    begun.keeper.keep()
    again = RegisterDialog(window, window.desk)
    again.open()
    yield "登记资产·继续上次", again
    again.close()
    begun.open_help()
    yield "登记资产·本表说明", begun.findChildren(QDialog)[-1]
    begun.leave()
    trouble = TroubleDialog(
        window, "程序出了意外", MISHAP, "1122-080000 ValueError\n  page.py:12 go"
    )
    trouble.open()
    trouble.fold_button.click()
    yield "程序出了意外", trouble
    trouble.close()
