"""The pages: the tree narrows, chips come off, totals are told, the book's changes are seen."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QToolButton,
    QWidget,
)

from houqin_desktop.domain.people import Post
from houqin_desktop.gui.action_specs import ACTIONS
from houqin_desktop.gui.assets.asset_dialogs import RegisterDialog
from houqin_desktop.gui.assets.tree import WIDTH
from houqin_desktop.gui.pages import PAGES
from houqin_desktop.gui.people.page import LISTS as PEOPLE_LISTS
from houqin_desktop.gui.registers.view_actions import VIEW_ACTIONS
from houqin_desktop.services.people.verbs import AddPerson, WithdrawPerson
from houqin_desktop.services.registers.listing import Filter
from tests.builders import COLLEAGUE

ENGLISH = re.compile(r"[A-Za-z]{4,}")
ALLOWED = ("Ctrl", "Shift", "Enter", "Excel")


@pytest.fixture
def stocked(window, book):
    """Return the window over a book with five computers in one room and three balls in another."""
    for _ in range(5):
        book.asset(holder=COLLEAGUE)
    for _ in range(3):
        book.asset(name="篮球", category="A02460300", storeroom="体育室", original_value=9_900)
    window.assets.refresh()
    return window


def test_tree_narrows_and_the_chip_comes_off(stocked):
    page = stocked.assets
    root = page.tree.tree.topLevelItem(0)
    assert root is not None
    page.tree.tree.itemClicked.emit(root.child(0).child(0), 0)
    assert page.panel.model.rowCount() == 5
    assert page.panel.count.text() == "5 项，共 8 项"
    page.panel.chips.chip("category").click()
    assert page.panel.model.rowCount() == 8


def test_facets_add_up_and_one_click_clears_them(stocked):
    page = stocked.assets
    page.tree.facet.set_value("storeroom")
    page.panel.chips.put(Filter("status", "in_use", "在用"))
    page.panel.chips.put(Filter("storeroom", "体育室", "体育室"))
    assert page.panel.model.rowCount() == 3
    page.actions_of_page["register.clear"].trigger()
    assert page.panel.model.rowCount() == 8


def test_typing_narrows_by_several_words(stocked, qtbot):
    page = stocked.assets
    qtbot.waitUntil(lambda: page.panel.model.texts.is_complete, timeout=2000)
    page.panel.search.setText("lq tys")
    assert page.panel.model.rowCount() == 3


def test_a_word_that_finds_nothing_is_written_over_where_it_stands(stocked, qtbot):
    stocked.show_page("assets")
    panel = stocked.assets.panel
    qtbot.waitUntil(lambda: panel.model.texts.is_complete, timeout=2000)
    panel.search.setText("没有的东西")
    assert panel.model.rowCount() == 0
    stocked.assets.focus_search()
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert panel.search.hasFocus()
    panel.search.selectAll()
    for letter in "lanqiu":
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, letter)
    assert panel.search.text() == "lanqiu"
    assert panel.model.rowCount() == 3


def test_a_filter_that_lets_nothing_pass_can_be_mended_in_its_field(stocked, qtbot):
    stocked.show_page("assets")
    panel = stocked.assets.panel
    panel.view.header.show_filter_row(on=True)
    field = panel.view.header.filter_row.field(1)
    qtbot.waitUntil(lambda: panel.model.texts.is_complete, timeout=2000)
    field.setFocus()
    qtbot.keyClicks(field, "lqx")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 0, timeout=2000)
    words = [one.text() for one in panel.findChildren(QLabel) if one.isVisible()]
    assert "没有符合条件的记录" in words
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 3, timeout=2000)
    assert "没有符合条件的记录" not in [
        one.text() for one in panel.findChildren(QLabel) if one.isVisible()
    ]


def test_status_bar_tells_chosen_and_all(stocked, qtbot):
    page = stocked.assets
    page.panel.view.choose(page.panel.model.keys()[:2])
    qtbot.waitUntil(lambda: "选中 2 项" in stocked.status.chosen.text(), timeout=2000)
    assert "原值 ¥2,400.00" in stocked.status.chosen.text()
    assert "合计 8 项" in stocked.status.seen.text()


def test_card_follows_the_cursor_and_names_people(stocked):
    page = stocked.assets
    page.panel.view.choose(page.panel.model.keys()[:1])
    words = [label.text() for label in page.card.findChildren(QLabel)]
    assert any(COLLEAGUE in word for word in words)
    assert "去向与变动" in words


def test_new_card_is_seen_and_chosen_at_once(stocked, open_dialog):
    stocked.assets.actions_of_page["asset.register"].trigger()
    dialog = open_dialog(RegisterDialog)
    dialog.field("name").setText("新话筒")
    dialog.field("original_value").setText("350")
    dialog.save()
    assert stocked.assets.panel.model.rowCount() == 9
    assert stocked.assets.asset.name == "新话筒"


def test_counts_of_the_tree_follow_the_book(stocked, book):
    book.asset()
    stocked.bus.changed.emit(None)
    root = stocked.assets.tree.tree.topLevelItem(0)
    assert root is not None
    assert root.toolTip(0) == "全部资产 9 项"


def test_names_of_the_categories_in_use_are_read_whole_beside_their_count(stocked, qtbot):
    stocked.resize(1366, 768)
    shown = stocked.assets.tree
    qtbot.waitUntil(lambda: shown.width() >= WIDTH, timeout=2000)
    tree, metrics = shown.tree, shown.tree.fontMetrics()
    branch = tree.topLevelItem(0).child(0).child(0)
    assert branch.toolTip(0) == f"{branch.text(0)} 5 项"
    room = tree.visualItemRect(branch).width() - metrics.horizontalAdvance("1,000") - 24
    assert metrics.horizontalAdvance("便携式计算机") <= room


def test_empty_register_offers_the_first_steps(window):
    buttons = [b.text().strip() for b in window.assets.panel.findChildren(QAbstractButton)]
    assert "导入 Excel" in buttons
    assert "登记资产" in buttons


def test_posts_and_people_are_listed_and_an_appointment_can_be_ended(window, book):
    window.show_page("people")
    page = window.people
    page.lists.setCurrentIndex(0)
    panel = page.panels["posts"]
    row = next(
        at for at in range(panel.model.rowCount()) if panel.model.record(at)["岗位"] == "财务"
    )
    panel.view.choose([panel.model.key_at(row)])
    page.actions_of_page["people.end"].trigger()
    from houqin_desktop.gui.forms.draft_dialog import DraftDialog

    (dialog,) = [d for d in window.findChildren(DraftDialog) if d.isVisible()]
    dialog.save()
    ended = book.rows("appointment", "post = ?", Post.FINANCE.value)
    assert ended[0]["to_on"] == "2026-11-22"


def test_chosen_actor_stands_in_the_journal(window, book):
    before = window.status.actor.currentText()
    number = book.value("SELECT number FROM person WHERE name = '吴电脑'")
    window.choose_actor(number)
    assert window.status.actor.currentText() != before
    code = book.asset()
    actor = book.value(
        "SELECT p.number FROM journal j JOIN person p ON p.id = j.actor_id"
        " WHERE j.subject = 'asset' ORDER BY j.seq DESC LIMIT 1"
    )
    assert code
    assert actor == number


def words_of(widget: QWidget) -> list[str]:
    """Return every text of the widget that a person can read."""
    words = [label.text() for label in widget.findChildren(QLabel)]
    words += [button.text() for button in widget.findChildren(QAbstractButton)]
    words += [line.placeholderText() for line in widget.findChildren(QLineEdit)]
    words += [
        box.itemText(at) for box in widget.findChildren(QComboBox) for at in range(box.count())
    ]
    words += [each.toolTip() for each in widget.findChildren(QWidget)]
    for menu in widget.findChildren(QMenu):
        words += [action.text() for action in menu.actions()]
    return [re.sub(r"<[^>]*>", "", word) for word in words]


def test_nothing_english_is_visible(stocked):
    for spec in PAGES:
        stocked.show_page(spec.key)
    for word in words_of(stocked):
        for leak in ENGLISH.findall(word):
            assert leak in ALLOWED or leak.isupper(), word


def test_every_icon_button_and_input_has_a_name(stocked):
    for button in stocked.findChildren(QToolButton):
        if button.isVisibleTo(stocked) and not button.text():
            assert button.accessibleName() or button.toolTip(), button
    for line in stocked.findChildren(QLineEdit):
        assert line.accessibleName() or line.placeholderText() or line.isReadOnly()


INPUTS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QTabBar)


def wants_a_hand(widget: QWidget, with_keys: set[str]) -> bool:
    """Say whether a hand can do something with this that no key of its own does."""
    if not widget.isVisible() or not widget.isEnabled() or isinstance(widget, QHeaderView):
        return False
    # What Qt puts into a line clears it or opens its list; the line has keys for both.
    return not isinstance(widget.parentWidget(), QLineEdit) and widget.toolTip() not in with_keys


@pytest.mark.parametrize("key", [spec.key for spec in PAGES])
def test_everything_on_every_page_is_reached_by_tab_or_has_a_key(stocked, qtbot, key):
    stocked.show_page(key)
    stocked.activateWindow()
    qtbot.waitUntil(stocked.isActiveWindow)
    stocked.page.focus_rows()
    reached: list[QWidget] = []
    while (focused := stocked.focusWidget()) not in reached:
        reached.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    inputs = [one for one in stocked.findChildren(QWidget) if isinstance(one, INPUTS)]
    actions = stocked.findChildren(QAction)
    with_keys = {one.toolTip() for one in actions if one.shortcut().toString()}
    left = [one for one in inputs if wants_a_hand(one, with_keys) and one not in reached]
    assert [f"{type(one).__name__} {one.objectName()} {one.accessibleName()}" for one in left] == []
    assert len(reached) > 2


def test_every_declared_action_is_bound_somewhere(stocked):
    bound = set(stocked.actions_of_window.ids())
    for page in stocked.pages:
        bound |= set(page.actions_of_page.ids())
    assert set(ACTIONS) - bound == set(VIEW_ACTIONS)


def test_every_action_is_in_a_menu(stocked):
    assert len(stocked.pages) == len(PAGES)
    listed = {
        action.objectName()
        for menu in stocked.menuBar().findChildren(QMenu)
        for action in menu.actions()
    }
    assert set(ACTIONS) - listed == set(VIEW_ACTIONS)


def test_cards_without_their_people_are_one_click_away(stocked, book):
    page = stocked.assets
    page.tree.facet.set_value("status")
    root = page.tree.tree.topLevelItem(0)
    assert root is not None
    labels = [root.child(at).text(0) for at in range(root.childCount())]
    assert labels == ["在用", "待补责任人"]
    page.tree.tree.itemClicked.emit(root.child(1), 0)
    assert page.panel.model.rowCount() == 8
    page.tree.tree.itemClicked.emit(root.child(0), 0)
    assert [one.facet for one in page.panel.chips.filters] == ["status"]


def test_register_is_read_again_only_for_what_it_shows(stocked, book):
    reads: list[int] = []
    stocked.assets.panel.model.reloaded.connect(lambda: reads.append(1))
    from houqin_desktop.services.settings import ChangeSetting

    settings = book.run(ChangeSetting(key="splitting_days", value="15"))
    stocked.bus.changed.emit(settings.changes)
    assert reads == []
    code = book.asset()
    assert code
    from houqin_desktop.services.changes import Changes

    stocked.bus.changed.emit(Changes.of_tables(["asset"]))
    assert reads == [1]


def tabbed_through(page: QWidget, first: QWidget) -> list[QWidget]:
    """Return what has the keyboard one after the other as Tab is pressed, once round the page."""
    first.setFocus(Qt.FocusReason.TabFocusReason)
    stops = [first]
    while True:
        QTest.keyClick(stops[-1], Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is None or not page.isAncestorOf(focused) or focused in stops:
            return stops
        stops.append(focused)


# The buttons of the first page wait for a line that is chosen.
@pytest.mark.parametrize("key", [spec.key for spec in PAGES if spec.key != "home"])
def test_tab_goes_through_a_page_as_the_eye_does(stocked, key):
    """Along the first row from the left, on to the tabs of the lists, and then into the page."""
    stocked.show_page(key)
    stocked.activateWindow()
    page = stocked.stack.page
    row = [page.top.itemAt(at).widget() for at in range(page.top.count())]
    parts = [part for one in row if one is not None for part in (one, *one.findChildren(QWidget))]
    usable = [one for one in parts if one.isVisible() and one.isEnabled() and one.focusPolicy()]
    from_the_left = sorted(usable, key=lambda one: one.mapTo(page, one.rect().center()).x())
    stops = tabbed_through(page, from_the_left[0])
    bars = [one for one in stops if isinstance(one, QTabBar)]
    assert stops[: len(usable) + len(bars)] == [*from_the_left, *bars]


def test_a_list_that_is_not_seen_stays_as_it_was_though_a_row_of_it_is_gone(stocked, book, qtbot):
    book.run(AddPerson(name="错登的人"))
    stocked.show_page("people")
    page = stocked.stack.page
    page.lists.setCurrentIndex([name for name, *_ in PEOPLE_LISTS].index("people"))
    panel = page.panels["people"]
    panel.view.choose(panel.model.keys())
    panel.view.copy()
    copied = QApplication.clipboard().text()
    assert "错登的人" in copied
    stocked.show_page("assets")
    book.run(WithdrawPerson(person="错登的人"))
    register = panel.model.register
    assert all("错登的人" not in register.column(column.title) for column in register.columns)
    qtbot.waitUntil(lambda: panel.model.texts.is_complete)
    panel.view.copy()
    assert QApplication.clipboard().text() == copied
    panel.refresh()
    assert "错登的人" not in {
        panel.model.record(row)["姓名"] for row in range(panel.model.rowCount())
    }


def test_a_page_that_is_shown_has_the_keyboard_though_its_lists_are_empty(window):
    for spec in PAGES:
        window.show_page(spec.key)
        assert window.page.isAncestorOf(window.focusWidget()), spec.key
        for register in window.page.registers if hasattr(window.page, "lists") else ():
            window.page.show_register(register)
            assert window.page.isAncestorOf(window.focusWidget()), (spec.key, register)


def test_no_part_of_a_page_is_a_window_for_a_moment(window, qapp):
    shown: list[str] = []

    class Looks(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
                shown.extend([type(watched).__name__] if watched.isWindow() else [])
            return False

    looks = Looks()
    qapp.installEventFilter(looks)
    for spec in PAGES:
        window.show_page(spec.key)
    qapp.removeEventFilter(looks)
    assert shown == []
