"""The page 物品 on the tour: its lists, a slip on its way, its forms and papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.gui.touring.opening import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.main_window import MainWindow

SIGNED, WAITING, WITHDRAWN = "RK20260001", "RK20260003", "RK20260004"


def stock_page_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield each list of the page as it stands when one comes to it."""
    window.show_page("stock")
    lists = window.stock.lists
    for at in range(lists.count()):
        lists.setCurrentIndex(at)
        window.stock.panel.view.choose_first()
        yield f"物品·{lists.tabText(at)}", window
    lists.setCurrentIndex(0)


def stock_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield the slips in their states, and the forms of the page."""
    window.show_page("stock")
    page = window.stock
    for number in (SIGNED, WAITING, WITHDRAWN):
        page.open_slip(number)
        yield f"物品·单据{number}", window
    for title, number, action_id in FORMS:
        if number:
            page.open_slip(number)
        else:
            page.show_register("items")
            page.panel.view.choose_first()
        dialog = opened(page.actions_of_page[action_id].trigger)
        yield title, dialog
        dialog.close()


FORMS: Final = (
    ("物品入库", "", "stock.receive"),
    ("登记物品", "", "stock.add_item"),
    ("更正物品", "", "stock.correct_item"),
    ("物品照片", "", "stock.picture"),
    ("最低库存", "", "stock.minimum"),
    ("撤销单据", WAITING, "slip.withdraw"),
    ("物品单据红字冲销", SIGNED, "slip.reverse"),
)
