"""What can be done on 物品 with the catalogue and with what comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.stock.page import StockPage

CHOOSE_ITEM = "请先在“库存”或“物品目录”里选一种物品"


class StockActions(QObject):
    """The verbs of the catalogue, each opening its form."""

    def __init__(self, page: StockPage) -> None:
        super().__init__(page)
        self._page = page

    def bind(self, actions: ActionSet) -> None:
        """Bind every action to its form."""
        actions.bind("stock.receive", self.receive)
        actions.bind("stock.add_item", self.add_item)
        actions.bind("stock.import", self._page.import_items)
        for action_id, run in (
            ("stock.correct_item", self.correct_item),
            ("stock.picture", self.picture_item),
            ("stock.minimum", self.set_minimum),
            ("stock.retire_item", self.retire_item),
        ):
            actions.bind(action_id, run, self._reason)

    def _reason(self) -> str:
        return "" if self._page.chosen_item() else CHOOSE_ITEM

    def receive(self) -> None:
        """Fill in a receipt; the new slip is shown when it is in the book."""
        from houqin_desktop.gui.stock.receive_dialog import ReceiveDialog

        page = self._page
        dialog = ReceiveDialog(page, page.desk)
        dialog.saved.connect(lambda result: page.open_slip(result.number))
        dialog.open()

    def add_item(self) -> None:
        """Add an item to the catalogue."""
        from houqin_desktop.gui.stock.item_dialogs import add_item_dialog

        add_item_dialog(self._page, self._page.desk).open()

    def correct_item(self) -> None:
        """Change what the catalogue says of the chosen item."""
        from houqin_desktop.gui.stock.item_dialogs import CorrectItemDialog

        CorrectItemDialog(self._page, self._page.desk, self._page.chosen_item()).open()

    def picture_item(self) -> None:
        """Give the chosen item a photo, or take it off."""
        from houqin_desktop.gui.stock.item_dialogs import PictureItemDialog

        PictureItemDialog(self._page, self._page.desk, self._page.chosen_item()).open()

    def set_minimum(self) -> None:
        """Set how many pieces of the chosen item a room should have."""
        from houqin_desktop.gui.stock.item_dialogs import minimum_dialog

        minimum_dialog(self._page, self._page.desk, self._page.chosen_item()).open()

    def retire_item(self) -> None:
        """Put the chosen item out of use, or back into it."""
        from houqin_desktop.gui.commands import run_command
        from houqin_desktop.services.stock.drafts import RetireItem
        from houqin_desktop.services.stock.finding import find_item

        page = self._page
        retired = find_item(page.chosen_item()).retired
        draft = RetireItem(item=page.chosen_item(), restore=retired or None)
        run_command(page, page.desk, draft, done="已恢复使用" if retired else "已停用")
