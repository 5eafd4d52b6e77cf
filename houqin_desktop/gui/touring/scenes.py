"""Every page and dialog of the window, one after another, each in a state worth looking at.

A scene brings the window into a state and yields a title with the widget to be drawn; what it
opened is closed again before the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.gui.background import Task
from houqin_desktop.gui.forms.date_fields import PartialDateField
from houqin_desktop.gui.forms.pickers import PickerField
from houqin_desktop.gui.home.page import HomePage
from houqin_desktop.gui.messages import tell
from houqin_desktop.gui.progress_dialog import ProgressDialog
from houqin_desktop.gui.touring.batch_scenes import batch_scenes
from houqin_desktop.gui.touring.card_scenes import card_scenes
from houqin_desktop.gui.touring.chart_scenes import chart_scenes
from houqin_desktop.gui.touring.count_scenes import count_scenes
from houqin_desktop.gui.touring.depth_scenes import depth_scenes
from houqin_desktop.gui.touring.device_scenes import device_page_scenes, device_scenes
from houqin_desktop.gui.touring.duty_scenes import duty_scenes
from houqin_desktop.gui.touring.first_scenes import first_scenes
from houqin_desktop.gui.touring.form_scenes import form_scenes
from houqin_desktop.gui.touring.gate_scenes import gate_scenes
from houqin_desktop.gui.touring.handover_scenes import handover_scenes
from houqin_desktop.gui.touring.hazard_scenes import hazard_scenes
from houqin_desktop.gui.touring.import_scenes import import_scenes
from houqin_desktop.gui.touring.inspection_scenes import inspection_scenes
from houqin_desktop.gui.touring.loan_scenes import loan_scenes
from houqin_desktop.gui.touring.lost_scenes import check_scenes, lost_scenes
from houqin_desktop.gui.touring.opening import opened
from houqin_desktop.gui.touring.operator_scenes import operator_scenes
from houqin_desktop.gui.touring.pledge_scenes import pledge_page_scenes, pledge_scenes
from houqin_desktop.gui.touring.procurement_scenes import (
    procurement_page_scenes,
    procurement_scenes,
)
from houqin_desktop.gui.touring.repair_scenes import repair_scenes
from houqin_desktop.gui.touring.report_scenes import past_scenes, report_scenes
from houqin_desktop.gui.touring.room_scenes import room_dialogs, room_pages
from houqin_desktop.gui.touring.stock_scenes import stock_page_scenes, stock_scenes
from houqin_desktop.gui.touring.term_scenes import term_page_scenes, term_scenes
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.registers.listing import Filter

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow

Scene = tuple[str, QWidget]
PENDING: Final = Filter("status", AssetStatus.PENDING_DISPOSAL.value, "待报废")
COMPUTERS_OF_1995: Final = "486"
BATCH: Final = "课桌椅"
DOUBTFUL: Final = "待查原始凭证"
# The cases of the demo book by what they wait for.
AT_THE_BUREAU, AT_THE_DIRECTOR, UNSIGNED = "BF20260004", "BF20260007", "BF20260008"
APPROVED, RETURNED, WRITTEN_OFF, FINISHED = "BF20260006", "BF20260005", "BF20260003", "BF20250002"


def page_scenes(window: MainWindow) -> Iterator[Scene]:
    """Yield every page as it stands when one comes to it."""
    window.show_page("home")
    home = window.page
    assert isinstance(home, HomePage)
    while not home.is_complete:
        QApplication.processEvents()
    yield "首页", window
    window.show_page("assets")
    window.assets.panel.view.choose_first()
    yield "资产台账", window
    yield from room_pages(window)
    yield from stock_page_scenes(window)
    yield from procurement_page_scenes(window)
    for at, title in enumerate(("待报废资产", "报废报损单")):
        window.show_page("disposal")
        window.disposals.lists.setCurrentIndex(at)
        window.disposals.panel.view.choose_first()
        yield f"报废处置·{title}", window
    window.disposals.lists.setCurrentIndex(0)
    window.show_page("people")
    lists = window.people.lists
    for at in range(lists.count()):
        lists.setCurrentIndex(at)
        window.people.panel.view.choose_first()
        yield f"人员与岗位·{lists.tabText(at)}", window
    lists.setCurrentIndex(0)
    yield from term_page_scenes(window)
    yield from pledge_page_scenes(window)
    yield from device_page_scenes(window)
    window.show_page("count")
    yield "清查", window
    yield from report_scenes(window)
    window.show_page("assets")


def state_scenes(window: MainWindow) -> Iterator[Scene]:
    """Yield the register narrowed, sorted out of sight, refused, answered."""
    page = window.assets
    window.show_page("assets")
    page.panel.search.setText("电脑 王")
    yield "资产台账·搜索", window
    page.panel.search.setText("没有这样的东西")
    yield "资产台账·没有符合条件", window
    page.panel.search.clear()
    for facet in ("storeroom", "department", "status"):
        page.tree.facet.set_value(facet)
        yield f"资产台账·按{page.tree.facet.currentText().removeprefix('按')}", window
    page.tree.facet.set_value("category")
    page.panel.chips.put(PENDING)
    page.panel.search.setText(COMPUTERS_OF_1995)
    page.panel.view.selectAll()
    window.toast.say("已申请 · BF20260009")
    yield "资产台账·1995年的电脑", window
    window.toast.hide()
    page.bar.say("TY1995000001（台式计算机）正在报废报损单 BF20260009 中办理，不能变动。")
    yield "资产台账·被拒绝", window
    page.bar.hide()
    page.panel.clear()
    cases = (AT_THE_DIRECTOR, UNSIGNED, APPROVED, RETURNED, WRITTEN_OFF, FINISHED)
    for number in (AT_THE_BUREAU, *cases):
        window.open_case(number)
        case = window.disposals.case
        yield f"报废处置·{number}{case.step_title if case else ''}", window
    yield from past_scenes(window)
    for menu in window.menuBar().findChildren(QMenu):
        if menu.title():
            menu.popup(window.mapToGlobal(window.rect().topLeft()))
            yield f"菜单·{menu.title().split('(')[0]}", menu
            menu.close()


def dialog_scenes(window: MainWindow) -> Iterator[Scene]:
    """Yield every dialog."""
    yield from _card_dialogs(window)
    yield from batch_scenes(window)
    yield from form_scenes(window)
    yield from _settled(window)
    yield from card_scenes(window)
    yield from _case_dialogs(window)
    yield from depth_scenes(window)
    yield from room_dialogs(window)
    yield from stock_scenes(window)
    yield from _people_dialogs(window)
    yield from _book_dialogs(window)
    yield from first_scenes(window)
    yield from lost_scenes(window)
    yield from count_scenes(window)
    yield from loan_scenes(window)
    yield from handover_scenes(window)
    yield from term_scenes(window)
    yield from chart_scenes(window)
    yield from duty_scenes(window)
    yield from device_scenes(window)
    yield from gate_scenes(window)
    yield from hazard_scenes(window)
    yield from procurement_scenes(window)
    yield from pledge_scenes(window)
    yield from inspection_scenes(window)
    yield from repair_scenes(window)
    yield from operator_scenes(window)


def _opened(dialogs: Sequence[tuple[str, Callable[[], object]]]) -> Iterator[Scene]:
    for title, opening in dialogs:
        dialog = opened(opening)
        yield title, dialog
        dialog.close()


def _type(field: QWidget, words: str) -> None:
    """Put words into a field as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(field, event)


def _lists_of(dialog: QDialog) -> Iterator[Scene]:
    """Yield the list and the calendar that open below the fields of a card."""
    category = dialog.findChild(PickerField, "category")
    assert category is not None
    category.setFocus()
    _type(category, "电脑")
    choices = category.completer().popup()
    assert choices is not None
    yield "登记资产·选分类", choices
    choices.hide()
    acquired = dialog.findChild(PartialDateField, "acquired_on")
    assert acquired is not None
    acquired.setText("2026-09-03")
    calendar = acquired.open_calendar().window()
    yield "登记资产·选日期", calendar
    calendar.close()


def _card_dialogs(window: MainWindow) -> Iterator[Scene]:
    page = window.assets
    window.show_page("assets")
    dialog = opened(page.does.register_asset)
    yield "登记资产", dialog
    dialog.save()  # type: ignore[attr-defined]
    yield "登记资产·没有填全", dialog
    dialog.show_more()  # type: ignore[attr-defined]
    yield "登记资产·更多项目", dialog
    yield from _lists_of(dialog)
    dialog.close()
    page.panel.view.choose_first()
    yield from _opened((("更正", page.does.correct_asset), ("价值变动", page.does.change_value)))
    page.panel.search.setText(BATCH)
    page.panel.view.choose_first()
    dialog = opened(page.does.split_asset)
    dialog.field("quantity").set_value(3)  # type: ignore[attr-defined]
    yield "拆分", dialog
    dialog.close()
    page.panel.search.setText(COMPUTERS_OF_1995)
    page.panel.view.selectAll()
    yield from _opened(
        (
            ("批量更正", page.does.assign_cards),
            ("打印标签", page.does.print_labels),
            ("申请报废报损", page.does.apply_disposal),
        ),
    )
    page.panel.clear()


def _settled(window: MainWindow) -> Iterator[Scene]:
    """Yield the form that takes a card off the list 待核实."""
    page = window.assets
    page.panel.search.setText(DOUBTFUL)
    page.panel.view.choose_first()
    dialog = opened(page.does.settle_asset)
    yield "核实", dialog
    dialog.close()
    page.panel.clear()


def _case_dialogs(window: MainWindow) -> Iterator[Scene]:
    does = window.disposals.does
    actions = window.disposals.actions_of_page
    for title, number, opening in (
        ("打印预览", AT_THE_BUREAU, does.file.print_forms),
        ("登记签字", UNSIGNED, does.sign),
        ("登记签字·批复文号", AT_THE_BUREAU, does.sign),
        ("补扫描件", AT_THE_BUREAU, does.add_scan),
        ("退回", AT_THE_DIRECTOR, actions["disposal.return"].trigger),
        ("不同意", AT_THE_DIRECTOR, actions["disposal.reject"].trigger),
        ("撤回", AT_THE_DIRECTOR, does.withdraw),
        ("修改申请", RETURNED, does.change),
        ("下账", APPROVED, does.write_off),
        ("登记残值", WRITTEN_OFF, does.residual),
    ):
        window.open_case(number)
        dialog = opened(opening)
        yield title, dialog
        dialog.close()


def _people_dialogs(window: MainWindow) -> Iterator[Scene]:
    window.show_page("people")
    actions = window.people.actions_of_page
    for title, action_id in (
        ("新增人员", "people.add_person"),
        ("新增部门", "people.add_department"),
        ("任命岗位", "people.appoint"),
    ):
        dialog = opened(actions[action_id].trigger)
        yield title, dialog
        dialog.close()
    for at, title, action_id in ((0, "结束任期", "people.end"), (1, "更正名称", "people.correct")):
        window.people.lists.setCurrentIndex(at)
        window.people.panel.view.choose_first()
        dialog = opened(actions[action_id].trigger)
        yield title, dialog
        dialog.close()
    window.people.lists.setCurrentIndex(0)


def _book_dialogs(window: MainWindow) -> Iterator[Scene]:
    window.show_page("assets")
    actions = window.actions_of_window
    for title, action_id in (
        ("导入", "book.import"),
        ("学校参数", "book.settings"),
        ("操作日志", "book.journal"),
        ("本页帮助", "window.help"),
        ("快捷键一览", "window.keys"),
        ("最近操作", "window.recent"),
    ):
        dialog = opened(actions[action_id].trigger)
        yield title, dialog
        dialog.close()
    yield from import_scenes(window)
    task = Task(window, lambda *_: None)
    progress = ProgressDialog(window, "正在导出", task)
    progress.open()
    progress.show_progress(1_860, 3_153)
    yield "进度", progress
    progress.accept()
    yield from check_scenes(window, run_checks())
    box = tell(window, "不能打开账簿", "账簿 school.houqin 正在别处打开。请先关闭那一处再打开。")
    yield "说明", box
    box.close()
