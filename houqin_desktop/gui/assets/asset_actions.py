"""What can be done with cards on the page 资产台账, and why it can't be done just now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from houqin_desktop.gui.assets.picture_intake import PictureIntake
from houqin_desktop.services.records import card_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.domain.label import Labelling
    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.assets.card_dialog import CardDialog
    from houqin_desktop.gui.assets.page import AssetsPage
    from houqin_desktop.services.assets.card import AssetCard
    from houqin_desktop.services.commands import Result

CHOOSE_ONE = "请先选一张资产卡片"


def register_many(page: AssetsPage) -> None:
    """Open 批量登记; the new cards are chosen when they are in the book."""
    from houqin_desktop.gui.assets.batch_register_dialog import BatchRegisterDialog

    def choose(result: Result) -> None:
        page.panel.clear()
        page.panel.view.choose([card_key(code) for code in result.ids])

    dialog = BatchRegisterDialog(page, page.desk)
    dialog.saved.connect(choose)
    dialog.open()


def transfer(page: AssetsPage) -> None:
    """Open 部门转移 with the chosen cards; the new slip is shown when it is in the book."""
    from houqin_desktop.gui.transfer.dialog import TransferDialog

    dialog = TransferDialog(page, page.desk, page.chosen_codes())
    dialog.saved.connect(lambda result: page.record_wanted.emit(result.number))
    dialog.open()


def report_repair(page: AssetsPage) -> None:
    """Open 报修 with the chosen card; the new repair is shown when it is in the book."""
    from houqin_desktop.gui.repair.dialogs import report_dialog

    assert page.asset is not None
    dialog = report_dialog(page, page.desk, asset=page.asset.code)
    dialog.saved.connect(lambda result: page.record_wanted.emit(result.number))
    dialog.open()


class AssetActions(QObject):
    """Opens the dialogs about cards over the page that shows them."""

    def __init__(self, page: AssetsPage) -> None:
        super().__init__(page)
        self._page = page
        self.intake = PictureIntake(page.desk, page, self.code)
        self._card_dialog: CardDialog | None = None

    def code(self) -> str | None:
        """Return the number of the card that is shown."""
        return None if self._page.asset is None else self._page.asset.code

    def bind(self, actions: ActionSet) -> None:
        """Bind the actions of the page."""
        bind = actions.bind
        bind("asset.register", self.register_asset)
        bind("asset.register_many", partial(register_many, self._page))
        bind("asset.correct", self.correct_asset, self._reason_for_one)
        bind("asset.settle", self.settle_asset, self._reason_to_settle)
        bind("asset.value", self.change_value, self._reason_for_one)
        bind("asset.appraise", self.appraise, self._reason_for_some)
        bind("asset.assign", self.assign_cards, self._reason_to_assign)
        bind("asset.transfer", partial(transfer, self._page), self._reason_for_some)
        bind("asset.split", self.split_asset, self._reason_for_batch)
        bind("asset.repair", partial(report_repair, self._page), self._reason_for_one)
        bind("asset.dispose", self.apply_disposal, self._reason_for_some)
        bind("asset.case", self.show_case, self._reason_for_case)
        bind("asset.labels", self.print_labels, self._reason_to_print)
        bind("asset.print_card", self.print_cards, self._reason_to_print)
        bind("asset.card", self.show_card, self._reason_for_one)
        bind("asset.picture", lambda: self.intake.choose(self._page), self._reason_for_one)
        bind("asset.paste", self.intake.paste, self._reason_for_one)
        bind("asset.old_codes", self.show_old_codes)
        bind("asset.fields", self.show_fields)
        bind("register.clear", lambda: self._page.panel.clear())

    def register_asset(self) -> None:
        """Open 登记资产; the new card is chosen when it is in the book."""
        from houqin_desktop.gui.assets.asset_dialogs import RegisterDialog

        dialog = RegisterDialog(self._page, self._page.desk)
        dialog.saved.connect(self._choose_new)
        dialog.open()

    def _choose_new(self, _result: Result) -> None:
        self._page.panel.clear()
        if keys := self._page.panel.model.keys():
            self._page.panel.view.choose([max(keys)])

    def correct_asset(self) -> None:
        """Open 更正 on the chosen card, over whatever shows it."""
        from houqin_desktop.gui.assets.asset_dialogs import CorrectDialog

        parent, card = _in_front(self._page, self._card_dialog)
        CorrectDialog(parent, self._page.desk, card.code).open()

    def show_card(self) -> None:
        """Open the chosen card in full; it follows the book and the row with the cursor."""
        from houqin_desktop.gui.assets.card_dialog import CardDialog

        assert self._page.asset is not None
        dialog = CardDialog(self._page, self._page.desk, self._page.asset)
        dialog.correct_wanted.connect(self.correct_asset)
        dialog.settle_wanted.connect(self.settle_asset)
        dialog.step_wanted.connect(self._step)
        dialog.finished.connect(self._card_closed)
        self._card_dialog = dialog
        dialog.open()

    def _card_closed(self) -> None:
        self._card_dialog = None

    def show_again(self, card: AssetCard | None) -> None:
        """Let the open card show what the page shows now, or itself where no row is left."""
        if self._card_dialog is not None:
            self._card_dialog.show_again(card, self._page.card_now)

    def _step(self, by: int) -> None:
        """Go to the next row of the register, or to the one before."""
        view, model = self._page.panel.view, self._page.panel.model
        at = view.currentIndex().row() + by
        if 0 <= at < model.rowCount():
            view.choose([model.key_at(at)])

    def open_picture(self, ordinal: int) -> None:
        """Show a picture of the chosen card in full."""
        from houqin_desktop.gui.assets.picture_dialog import PictureDialog

        card = self._page.asset
        if card is not None:
            PictureDialog(self._page, self._page.desk, card.key, card.code, ordinal).open()

    def show_old_codes(self) -> None:
        """Open the list of cards whose code belongs to an older edition."""
        from houqin_desktop.gui.assets.old_codes_dialog import OldCodesDialog

        OldCodesDialog(self._page, self._page.desk).open()

    def show_fields(self) -> None:
        """Open the list of the columns that the school added."""
        from houqin_desktop.gui.assets.fields_dialog import FieldsDialog

        FieldsDialog(self._page, self._page.desk).open()

    def settle_asset(self) -> None:
        """Open 核实 on the chosen card, over whatever shows it."""
        from houqin_desktop.gui.assets.settle_dialog import SettleDialog

        parent, card = _in_front(self._page, self._card_dialog)
        SettleDialog(parent, self._page.desk, card.code, card.name).open()

    def change_value(self) -> None:
        """Open 价值变动 on the chosen card."""
        from houqin_desktop.gui.assets.asset_dialogs import ValueDialog

        card = self._page.asset
        assert card is not None
        ValueDialog(self._page, self._page.desk, card.code, card.name).open()

    def assign_cards(self) -> None:
        """Open 批量更正 for the chosen cards."""
        from houqin_desktop.gui.assets.batch_dialog import BatchDialog as Batch

        page, panel = self._page, self._page.panel
        Batch(page, page.desk, [panel.model.record(at) for at in panel.view.chosen_rows()]).open()

    def split_asset(self) -> None:
        """Open 拆分 on the chosen card; the new card is chosen when it is in the book."""
        from houqin_desktop.gui.assets.split_dialog import SplitDialog

        card = self._page.asset
        assert card is not None
        dialog = SplitDialog(self._page, self._page.desk, card.code, card.name)
        dialog.saved.connect(self._choose_new)
        dialog.open()

    def appraise(self) -> None:
        """Open 技术鉴定 for the chosen cards."""
        from houqin_desktop.gui.disposal.appraisal_dialog import AppraisalDialog

        model = self._page.panel.model
        rows = [model.record(row) for row in self._page.panel.view.chosen_rows()]
        things = [(str(row["资产编号"]), str(row["资产名称"])) for row in rows]
        AppraisalDialog(self._page, self._page.desk, things).open()

    def print_labels(self) -> None:
        """Ask how the labels of the chosen cards are printed."""
        from houqin_desktop.gui.assets.label_dialog import LabelDialog

        page = self._page
        keys = page.panel.view.chosen_keys()
        LabelDialog(page, page.desk, len(keys), partial(_labels, page, keys)).open()

    def apply_disposal(self) -> None:
        """Open 申请报废 for the chosen cards; the new case is shown when it is in the book."""
        from houqin_desktop.gui.disposal.apply_dialog import ApplyDialog

        dialog = ApplyDialog(self._page, self._page.desk, self._page.chosen_codes())
        dialog.saved.connect(lambda result: self._page.record_wanted.emit(result.number))
        dialog.open()

    def show_case(self) -> None:
        """Go to the disposal case in which the chosen card is."""
        if self._page.asset is not None and self._page.asset.open_case:
            self._page.record_wanted.emit(self._page.asset.open_case)

    def print_cards(self) -> None:
        """Preview the cards of the chosen rows."""
        from houqin_desktop.gui.reports.papers import print_cards

        print_cards(self._page, self._page.chosen_codes())

    def _reason_to_print(self) -> str:
        return "" if self._page.panel.view.chosen_rows() else "请先选中要打印卡片的资产"

    def _reason_to_assign(self) -> str:
        return "" if self._page.panel.view.chosen_rows() else "请先选中要更正的资产"

    def _reason_for_one(self) -> str:
        return "" if self._page.asset is not None else CHOOSE_ONE

    def _reason_to_settle(self) -> str:
        if self._page.asset is None:
            return CHOOSE_ONE
        return self._page.asset.why_not_settled

    def _reason_for_batch(self) -> str:
        if self._page.asset is None:
            return CHOOSE_ONE
        return self._page.asset.why_not_split

    def _reason_for_some(self) -> str:
        return "" if self._page.panel.view.chosen_rows() else "请先选中要办的资产"

    def _reason_for_case(self) -> str:
        if self._page.asset is None:
            return CHOOSE_ONE
        return "" if self._page.asset.open_case else "所选资产没有在办的报废报损单"


def _labels(page: AssetsPage, keys: Sequence[int]) -> Sequence[Labelling]:
    from houqin_desktop.services.assets.labels import labels_of

    return labels_of(page.desk.session, keys)


def _in_front(page: AssetsPage, dialog: CardDialog | None) -> tuple[QWidget, AssetCard]:
    """Return what shows the card that is meant, and the card."""
    if dialog is not None:
        return dialog, dialog.card
    assert page.asset is not None
    return page, page.asset
