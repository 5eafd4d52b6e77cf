"""The page 资产台账: a tree that narrows, the register, the card of the chosen row."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.assets.asset_actions import AssetActions
from houqin_desktop.gui.assets.card_panel import AssetCardPanel
from houqin_desktop.gui.assets.picture_intake import PictureDrop
from houqin_desktop.gui.assets.tree import WIDTH, AssetTree
from houqin_desktop.gui.icons import wear
from houqin_desktop.gui.opening import open_record
from houqin_desktop.gui.page import Page
from houqin_desktop.gui.registers.empty import EmptyState
from houqin_desktop.gui.registers.panel import RegisterPanel
from houqin_desktop.services.assets.tree import FACET_TITLES
from houqin_desktop.services.records import card_key
from houqin_desktop.services.registers.listing import Filter

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.assets.card import AssetCard

CARD_ACTIONS: Final = (
    "asset.card",
    "asset.correct",
    "asset.settle",
    "asset.value",
    "asset.assign",
    "asset.transfer",
    "asset.split",
    "asset.appraise",
    "asset.picture",
    "asset.paste",
    "asset.repair",
    "asset.dispose",
    "asset.case",
    "asset.labels",
    "asset.print_card",
)
CARD_FOOT: Final = ("asset.card", "asset.dispose", "asset.case", "asset.settle")
FIRST_ACTION, NEXT_STEP = "asset.register", {"unverified": "asset.settle"}


class AssetsPage(Page):
    """The asset register, from the tree to the card."""

    title = "资产台账"
    icon_name = "assets"
    action_id = "page.assets"
    menu = (
        "asset.register",
        "asset.register_many",
        "",
        *CARD_ACTIONS,
        "",
        "asset.old_codes",
        "asset.fields",
        "",
        "register.clear",
    )
    record_wanted = Signal(str)
    import_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.asset: AssetCard | None = None
        self.does = AssetActions(self)
        self.does.bind(self.actions_of_page)
        self.split = self.new_split("assets")
        self.tree = AssetTree(self.split)
        self.cards = RegisterPanel(
            desk,
            "assets",
            search_hint="搜索 编号 / 名称 / 规格 / 使用人 / 拼音首字母 dn",
            facets=FACET_TITLES,
            filter_row=True,
            own_chips=False,
            empty=EmptyState(
                "assets",
                "还没有资产",
                "从旧台账的 Excel 导入，或者登记第一张卡片。",
                (self._import_button(), self.actions_of_page.button("asset.register")),
            ),
            parent=self.split,
        )
        self.card = AssetCardPanel()
        self.foot = {one: self.actions_of_page.button(one) for one in CARD_FOOT}
        *usual, settle = self.foot.values()
        self.card.set_foot(usual, columns=len(usual), below=settle)
        self._arrange()
        self._connect()
        self.show_card()

    def join(self, window: MainWindow) -> None:
        self.record_wanted.connect(partial(open_record, window))
        self.import_wanted.connect(window.book.open_import)

    def _import_button(self) -> QPushButton:
        button = QPushButton("导入 Excel")
        wear(button, "import")
        button.clicked.connect(self.import_wanted)
        return button

    def _arrange(self) -> None:
        self.fill_top(FIRST_ACTION, ("asset.correct", "asset.value", "asset.dispose"))
        self.top.addWidget(self.panel.search)
        self.body.addWidget(self.panel.chip_line)
        for widget in (self.tree, self.panel, self.card):
            self.split.addWidget(widget)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([WIDTH, 814, 292])
        self.body.addWidget(self.split, 1)
        menu = QMenu(self)
        self.actions_of_page.fill(menu, self.menu)
        self.panel.view.set_menu(menu)

    def _connect(self) -> None:
        self.tree.filter_chosen.connect(self._narrow)
        self.panel.chips.filters_changed.connect(self.tree.show_filters)
        self.panel.chips.filters_changed.connect(self._show_next_step)
        self.panel.chosen_changed.connect(self.show_card)
        self.panel.totals_changed.connect(self.status_changed)
        self.panel.model.reloaded.connect(self._count_in_title)
        self.panel.view.opened.connect(lambda _key: self.actions_of_page["asset.card"].trigger())
        self.card.picture_opened.connect(self.does.open_picture)
        PictureDrop(self.card, self.does.intake, self.does.code)
        self.panel.refreshed.connect(self.tree.load)

    def _narrow(self, facets: tuple[str, ...], chosen: Filter | None) -> None:
        self.panel.chips.replace(facets, chosen)

    def _show_next_step(self, filters: tuple[Filter, ...]) -> None:
        """Make what the cards narrowed to wait for the first action of the page."""
        steps = (NEXT_STEP[one.facet] for one in filters if one.facet in NEXT_STEP)
        self.primary.show_action(self.actions_of_page[next(steps, FIRST_ACTION)])

    def _count_in_title(self) -> None:
        root = self.tree.tree.topLevelItem(0)
        shown = self.panel.model.rowCount()
        if root is not None and (self.panel.model.filters or self.panel.model.query.strip()):
            whole = root.toolTip(0).removeprefix("全部资产 ")
            self.panel.count.setText(f"{shown:,} 项，共 {whole}")

    def show_batch(self, number: str) -> None:
        """Narrow the register to the cards of one imported ledger."""
        self.panel.clear()
        self.panel.chips.put(Filter("batch", number, number))

    def open_card(self, code: str) -> None:
        """Choose the card with this number, whatever the register was narrowed to.

        :raises Refused: when there is no such card.
        """
        key = card_key(code)
        if not self.panel.model.rows_of([key]):
            self.panel.clear()
            self.panel.refresh()
        self.panel.view.choose([key])

    def chosen_codes(self) -> list[str]:
        """Return the numbers of the chosen cards, from top to bottom."""
        model = self.panel.model
        return [str(model.record(row)["资产编号"]) for row in self.panel.view.chosen_rows()]

    def card_now(self, code: str) -> AssetCard:
        """Return the card with this number as the book has it now.

        :raises Refused: when there is no such card.
        """
        # It brings the whole of disposal with it; a start that shows no card does without.
        from houqin_desktop.services.assets.card import asset_card

        return asset_card(self.desk.session, code)

    def show_card(self) -> None:
        """Show the card of the row with the cursor."""
        view, model = self.panel.view, self.panel.model
        key = view.current_key()
        rows = model.rows_of([key]) if key is not None else []
        try:
            code = str(model.record(rows[0])["资产编号"]) if rows else None
            self.asset = self.card_now(code) if code is not None else None
        except Refused as refusal:
            self.asset = None
            self.refuse(refusal)
        self.card.show_asset(self.asset)
        self.does.show_again(self.asset)
        in_case = self.asset is not None and bool(self.asset.open_case)
        self.foot["asset.case"].setVisible(in_case)
        self.foot["asset.dispose"].setVisible(not in_case)
        self.foot["asset.settle"].setVisible(self.asset is not None and self.asset.unverified)
        self.actions_of_page.refresh()

    @property
    def panel(self) -> RegisterPanel:
        """Return the register."""
        return self.cards

    def refresh(self) -> None:
        self.panel.refresh()
        self.show_card()
