"""What was typed survives a crash and a closed window; what was saved leaves no draft."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from houqin_desktop.gui.assets.asset_dialogs import RegisterDialog
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
        for form in window.findChildren(RegisterDialog):
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


def test_window_says_at_its_start_what_was_left(open_window, memory_path):
    begin_card(open_window()).keeper.keep()
    (line,) = open_window().findChildren(LeftDrafts)
    assert "登记资产" in line.words.text()
    line.give_up.click()
    assert kept(memory_path) == []
    assert not open_window().findChildren(LeftDrafts)


def test_what_was_given_up_since_is_no_longer_named(open_window):
    begin_card(open_window()).keeper.keep()
    window = open_window()
    (line,) = window.findChildren(LeftDrafts)
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
    assert window.findChildren(LeftDrafts)
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
