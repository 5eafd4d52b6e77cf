"""The pages of the window in the order of their tabs, and what is fitted to the window beside them.

A page is made when it is first asked for, so its module is named here and not imported. A fitting
is a module with a function `fit(window)`: the lock, the scanner, the place for returned papers.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.gui.page import Page


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page: its key, the title of its menu, and the class of the page.

    `group` names the tab under which the page is a section; without one the page is a tab itself.
    """

    key: str
    menu: str
    module: str
    class_name: str
    group: str = ""

    @property
    def action_id(self) -> str:
        """Return the action that goes to the page."""
        return f"page.{self.key}"

    @property
    def tab(self) -> str:
        """Return the action of the tab under which the page stands."""
        return f"group.{self.group}" if self.group else self.action_id

    def make(self, desk: Desk, parent: QWidget) -> Page:
        """Make the page at its place: put there later, it would be dressed again, part by part."""
        module = importlib.import_module(f"houqin_desktop.gui.{self.module}")
        return cast("Page", getattr(module, self.class_name)(desk, parent))


PAGES: Final = (
    PageSpec("home", "首页(&M)", "home.page", "HomePage"),
    PageSpec("assets", "资产(&A)", "assets.page", "AssetsPage"),
    PageSpec("storerooms", "保管室(&S)", "storerooms.page", "StoreroomsPage"),
    PageSpec("stock", "物品(&W)", "stock.page", "StockPage"),
    PageSpec("procurement", "采购(&G)", "procurement.page", "ProcurementPage"),
    PageSpec("disposal", "报废(&D)", "disposal.page", "DisposalPage"),
    PageSpec("people", "人员(&P)", "people.page", "PeoplePage"),
    PageSpec("term", "开学(&K)", "term.page", "TermPage"),
    PageSpec("safety", "一览(&0)", "charts.page", "ChartsPage", group="safety"),
    PageSpec("inspection", "排查(&1)", "inspection.page", "InspectionPage", group="safety"),
    PageSpec("hazards", "隐患(&2)", "hazard.page", "HazardPage", group="safety"),
    PageSpec("repairs", "报修(&3)", "repair.page", "RepairPage", group="safety"),
    PageSpec("pledge", "责任状(&4)", "pledge.page", "PledgePage", group="safety"),
    PageSpec("gate", "门岗(&5)", "gate.page", "GatePage", group="safety"),
    PageSpec("duty", "值班(&6)", "duty.page", "DutyPage", group="safety"),
    PageSpec("safety_device", "设备(&7)", "safety_device.page", "DevicePage", group="safety"),
    PageSpec("safety_event", "教育(&8)", "safety_event.page", "EventPage", group="safety"),
    PageSpec("emergency_plan", "预案(&9)", "emergency_plan.page", "IssuedPage", group="safety"),
    PageSpec("campus", "场所(&X)", "campus.page", "CampusPage", group="safety"),
    PageSpec("count", "清查(&C)", "count.page", "CountPage"),
    PageSpec("reports", "报表(&R)", "reports.page", "ReportsPage"),
)
TABS: Final = tuple(dict.fromkeys(spec.tab for spec in PAGES))
# The menu of the pages that are sections of one tab.
GROUP_MENUS: Final = {"safety": "安全(&E)"}
FIRST_PAGE: Final = "home"

FITTINGS: Final[tuple[str, ...]] = (
    "recollection",
    "dark_display",
    "book.backup_actions",
    "book.automatic_backups",
    "book.place",
    "book.doubt",
    "book.clock",
    "undoing.actions",
    "operators.lock",
    "help.actions",
    "forms.closing",
    "forms.left_drafts",
    "setup.actions",
    "returned.actions",
    "scanner",
    "binder.actions",
    "inspection.due_sheets",
)


def fit_out(window: MainWindow) -> None:
    """Fit everything to the window that stands beside its pages."""
    for name in FITTINGS:
        importlib.import_module(f"houqin_desktop.gui.{name}").fit(window)
