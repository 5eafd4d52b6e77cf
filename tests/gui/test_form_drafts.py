"""What was typed survives a crash and a closed window; what was saved leaves no draft."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from houqin_desktop.gui.assets.asset_dialogs import RegisterDialog
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.forms.form_drafts import FormDraft, FormDrafts, drafts_of_book
from houqin_desktop.gui.forms.left_drafts import LeftDrafts
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.memory import Memory

CHILD = Path(__file__).with_name("typing_office.py")


@pytest.fixture
def memory_path(tmp_path) -> Path:
    path: Path = tmp_path / "memory" / "window.json"
    return path


@pytest.fixture
def open_window(book, qtbot, memory_path):
    """Return the function that opens a window which remembers."""
    opened: list[MainWindow] = []

    def make() -> MainWindow:
        made = MainWindow(book.session, Memory(memory_path))
        qtbot.addWidget(made)
        made.show()
        opened.append(made)
        return made

    yield make
    for window in opened:
        for form in window.findChildren(FormDialog):
            form.leave()
        window.close()


def kept(memory_path: Path) -> list[dict[str, object]]:
    files = list((memory_path.parent / "drafts").glob("*.json"))
    return [one for file in files for one in json.loads(file.read_text("utf-8")).values()]


def begin_card(window: MainWindow) -> RegisterDialog:
    dialog = RegisterDialog(window, window.desk)
    dialog.open()
    dialog.field("name").setText("课桌")
    dialog.field("original_value").setText("约五百")
    dialog.field("storeroom").setText("dns")
    return dialog


def test_changed_form_is_kept_within_five_seconds(open_window):
    dialog = begin_card(open_window())
    assert dialog.keeper.timer.isActive()
    assert dialog.keeper.timer.remainingTime() <= 5000


def test_draft_is_offered_again_with_everything_right_or_wrong(open_window, memory_path, qtbot):
    dialog = begin_card(open_window())
    dialog.keeper.timer.setInterval(0)
    dialog.keeper.timer.start()
    qtbot.waitUntil(lambda: bool(kept(memory_path)), timeout=2000)
    again = RegisterDialog(open_window(), open_window().desk)
    again.open()
    assert "继续上次未完成的“登记资产”？" in again.keeper.bar.words.text()
    assert again.field("name").text() == ""
    again.keeper.bar.go_on.click()
    assert again.field("name").text() == "课桌"
    assert again.field("original_value").text() == "约五百"
    assert again.field("storeroom").text() == "dns"
    assert not again.keeper.bar.isVisible()


def test_saved_form_leaves_no_draft(open_window, memory_path, book):
    dialog = begin_card(open_window())
    dialog.keeper.keep()
    assert len(kept(memory_path)) == 1
    dialog.field("original_value").setText("500")
    dialog.save()
    assert len(book.rows("asset")) == 1
    assert kept(memory_path) == []


def test_draft_that_is_given_up_goes_without_a_trace(open_window, memory_path):
    dialog = begin_card(open_window())
    dialog.keeper.keep()
    dialog.leave()
    assert kept(memory_path) == []
    assert "课桌" not in "".join(
        file.read_text("utf-8") for file in memory_path.parent.rglob("*.json")
    )


def test_form_opened_and_closed_again_keeps_the_draft_of_before(open_window, memory_path):
    window = open_window()
    begin_card(window).keeper.keep()
    other = RegisterDialog(window, window.desk)
    other.open()
    other.reject()
    assert len(kept(memory_path)) == 1


def test_one_person_is_not_offered_the_draft_of_another(open_window, book):
    window = open_window()
    begin_card(window).keeper.keep()
    book.session.choose_actor("P0003")
    other = RegisterDialog(window, window.desk)
    other.open()
    assert not other.keeper.bar.isVisible()


def line_of(window: MainWindow) -> LeftDrafts:
    (line,) = window.findChildren(LeftDrafts)
    return line


def test_window_says_at_its_start_what_was_left(open_window, memory_path):
    begin_card(open_window()).keeper.keep()
    line = line_of(open_window())
    assert "登记资产" in line.words.text()
    line.give_up.click()
    assert kept(memory_path) == []
    assert not line_of(open_window()).isVisible()


def test_one_key_gives_up_the_form_that_is_named_and_the_next_one_is_named(
    open_window, memory_path, qtbot
):
    drafts = open_window().desk.drafts
    for title, minute in (("新增部门", "01"), ("新增人员", "02")):
        drafts.keep(FormDraft(title, "", f"2026-11-22 08:{minute}", {}))
    window = open_window()
    line = line_of(window)
    assert "新增人员" in line.words.text()
    assert "还有 1 张" in line.words.text()
    hit(qtbot, window, Qt.KeyboardModifier.ShiftModifier)
    assert "新增部门" in line.words.text()
    hit(qtbot, window, Qt.KeyboardModifier.ShiftModifier)
    assert not line.isVisible()
    assert kept(memory_path) == []
    assert not window.actions_of_window["window.give_up"].isEnabled()


@pytest.mark.parametrize(
    ("page", "register", "action", "field", "words"),
    [
        ("assets", "assets", "asset.register", "name", "课桌"),
        ("assets", "assets", "asset.correct", "place", "二楼"),
        ("assets", "assets", "asset.value", "reason", "加内存"),
        ("assets", "assets", "asset.split", "quantity", "3"),
        ("assets", "assets", "asset.dispose", "reason_note", "主板坏了"),
        ("disposal", "disposals", "disposal.sign", "opinion", "同意，尽快办"),
        ("disposal", "disposals", "disposal.withdraw", "opinion", "还能用"),
        ("disposal", "pending", "disposal.change", "reason_note", "屏幕坏了"),
        ("people", "people", "people.correct", "name", "赵钱孙"),
        ("people", "posts", "people.end", "to_on", "11月2"),
        ("people", "departments", "people.add_department", "name", "教务"),
    ],
)
def test_key_opens_the_form_again_where_it_stood_with_its_fields_filled_in(
    open_window, book, qtbot, page, register, action, field, words
):
    book.asset(name="电脑", quantity=5)
    if page == "disposal":
        book.small_case()
    window = open_window()
    window.show_page(page)
    window.page.show_register(register)
    window.page.refresh()
    window.page.panel.view.choose([max(window.page.panel.model.keys())])
    window.page.actions_of_page[action].trigger()
    form = shown(window)
    form.field(field).restore(words)
    left = (form.windowTitle(), form.state())
    crash(window, form)
    again = open_window()
    assert left[0] in line_of(again).words.text()
    hit(qtbot, again)
    opened = shown(again)
    assert (opened.windowTitle(), opened.state()) == left
    assert not opened.keeper.bar.isVisible()


def test_long_title_does_not_make_the_window_wider(open_window):
    narrow = open_window().minimumSizeHint().width()
    title = f"核实 TY1995000001 {'很长的名称' * 40}"
    open_window().desk.drafts.keep(FormDraft(title, "", "2026-11-22 08:00", {}))
    window = open_window()
    line = line_of(window)
    assert line.isVisible()
    assert line.words.toolTip() == title
    assert window.minimumSizeHint().width() <= max(narrow, 1366)


def crash(window: MainWindow, form: FormDialog) -> None:
    """Take the window away with its form as a failing machine does: nobody is asked anything."""
    form.keeper.keep()
    form.hide()
    window.hide()


def hit(qtbot, window: MainWindow, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F11, modifier)


def shown(window: MainWindow) -> FormDialog:
    (form,) = [one for one in window.findChildren(FormDialog) if one.isVisible()]
    return form


def test_form_of_a_card_that_may_not_be_touched_any_more_says_why_and_stays(
    open_window, book, qtbot, memory_path
):
    code = book.asset(quantity=5)
    window = open_window()
    window.show_page("assets")
    window.page.panel.view.choose_first()
    window.page.actions_of_page["asset.split"].trigger()
    form = shown(window)
    form.field("quantity").restore("3")
    crash(window, form)
    book.apply(code)
    again = open_window()
    hit(qtbot, again)
    assert "现在打不开" in again.page.bar.text
    assert line_of(again).isVisible()
    assert len(kept(memory_path)) == 1


@pytest.mark.parametrize(
    "way",
    [
        {},
        {"action": "asset.correct"},
        {"action": "no.such", "page": "assets"},
        {"action": 3, "page": ["assets"], "chosen": "all"},
        {"action": "asset.correct", "page": "assets", "chosen": [99, None], "current": "x"},
    ],
)
def test_way_that_leads_nowhere_is_said_and_the_draft_stays(open_window, memory_path, way):
    drafts = open_window().desk.drafts
    drafts.keep(FormDraft("更正 不在的卡片", "", "2026-11-22 08:00", {"place": "二楼"}, way))
    window = open_window()
    window.actions_of_window["window.go_on"].trigger()
    assert window.page.bar.isVisible()
    assert len(kept(memory_path)) == 1


def test_what_was_given_up_since_is_no_longer_named(open_window):
    begin_card(open_window()).keeper.keep()
    window = open_window()
    line = line_of(window)
    assert line.isVisible()
    (draft,) = window.desk.drafts.of(window.session.actor_number or "")
    window.desk.drafts.drop(draft.title, draft.actor)
    assert not line.isVisible()


@pytest.mark.parametrize("words", ["", "{", "[]", '{"a": 1}', '{"a": {"title": 1}}', "\x00"])
def test_spoiled_file_of_drafts_is_as_good_as_none(tmp_path, words):
    path = tmp_path / "drafts.json"
    path.write_text(words, encoding="utf-8")
    drafts = FormDrafts(path)
    assert drafts.of("") == []
    drafts.keep(FormDraft("登记资产", "", "2026-11-22 08:00", {"name": "课桌"}))
    assert FormDrafts(path).find("登记资产", "") is not None


def test_each_book_has_its_own_drafts(tmp_path):
    first, second = (drafts_of_book(tmp_path, tmp_path / name) for name in ("a.db", "b.db"))
    first.keep(FormDraft("登记资产", "", "2026-11-22 08:00", {}))
    assert second.of("") == []
    assert len(drafts_of_book(tmp_path, tmp_path / "a.db").of("")) == 1


def test_what_is_typed_is_offered_again_after_the_program_was_killed(
    book, book_path, memory_path, open_window, qtbot
):
    book.session.close()
    child = subprocess.Popen([sys.executable, str(CHILD), str(book_path), str(memory_path)])
    try:
        qtbot.waitUntil(lambda: bool(kept(memory_path)), timeout=60_000)
    finally:
        child.kill()
        child.wait()
    from houqin_desktop.services.session import open_session

    open_session(book_path, clock=book.session.clock)
    window = open_window()
    assert line_of(window).isVisible()
    dialog = RegisterDialog(window, window.desk)
    dialog.open()
    dialog.keeper.bar.go_on.click()
    assert dialog.field("name").text() == "课桌"
    assert book.rows("asset") == []


def question(window) -> QMessageBox:
    boxes: list[QMessageBox] = window.findChildren(QMessageBox)
    (box,) = [one for one in boxes if one.isVisible()]
    return box


def press(box: QMessageBox, text: str) -> None:
    next(one for one in box.buttons() if one.text() == text).click()


def test_closing_the_window_asks_once_and_names_what_is_not_saved(open_window, book):
    window = open_window()
    dialog = begin_card(window)
    window.close()
    box = question(window)
    assert "登记资产（资产名称、原值、保管室）" in box.informativeText()
    assert box.defaultButton().text() == "不关闭"
    box.defaultButton().click()
    assert window.isVisible()
    window.close()
    press(question(window), "保存")
    assert window.isVisible()
    assert dialog.row("original_value").fault.isVisible()
    dialog.field("original_value").setText("500")
    window.close()
    press(question(window), "保存")
    assert not window.isVisible()
    assert len(book.rows("asset")) == 1


def test_closing_without_saving_leaves_nothing(open_window, book, memory_path):
    window = open_window()
    begin_card(window).keeper.keep()
    window.close()
    press(question(window), "不保存")
    assert not window.isVisible()
    assert book.rows("asset") == []
    assert kept(memory_path) == []


def test_window_without_open_forms_closes_at_once(open_window):
    window = open_window()
    window.close()
    assert not window.isVisible()
