"""建账向导 in the window: filled in, passed over, stopped, gone on with; the demo stands apart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from houqin_desktop.domain.people import Post
from houqin_desktop.domain.setup import CONSEQUENCES, SetupMark, SetupStep
from houqin_desktop.gui.book.first_book_dialog import FirstBookDialog
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.setup.rooms_page import RoomsPage
from houqin_desktop.gui.setup.steps import DepartmentsPage, PeoplePage
from houqin_desktop.gui.setup.wizard import SetupWizard
from houqin_desktop.gui.start import Start
from houqin_desktop.services.backups.making import make_backup
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.settings import is_demo, school_name
from houqin_desktop.services.setup import verbs as setup
from houqin_desktop.services.setup.progress import setup_progress
from houqin_desktop.storage.base import db
from tests.builders import TODAY, clock_at
from tests.gui.ending import end


@pytest.fixture
def begun(start):
    """A school that has just named itself; the wizard is open on its second page."""
    start.begin(may_make=True)
    start.first.school.set_value("和平小学")
    start.first.keeper.set_value("王建国")
    start.first.save_button.click()
    return start


def journal_length():
    return db.execute_sql("SELECT count(*) FROM journal").fetchone()[0]


def wizard_of(start):
    (wizard,) = [one for one in start.window.findChildren(SetupWizard) if one.isVisible()]
    return wizard


def test_the_wizard_follows_the_new_book_and_every_page_is_entered(begun):
    wizard = wizard_of(begun)
    assert wizard.page.step is SetupStep.STOREROOMS
    rooms = wizard.page
    assert isinstance(rooms, RoomsPage)
    rooms.rows[0].keeper.set_value("李四")
    rooms.rows[7].name.set_value("")
    wizard.on.click()
    departments = wizard.page
    assert isinstance(departments, DepartmentsPage)
    departments.names.set_value("教导处\t12 人\n\n食堂")
    wizard.on.click()
    people = wizard.page
    assert isinstance(people, PeoplePage)
    people.holders[Post.PRINCIPAL].set_value("校长甲")
    people.others.set_value("教师乙\n教师丙")
    wizard.on.click()
    while wizard.isVisible():
        wizard.on.click()
    session = begun.window.session
    assert len(setup.rooms_now(session)) == 7
    assert setup.rooms_now(session)[0].keeper == "李四"
    assert setup.departments_now() == ["教导处", "食堂"]
    assert setup.holders_now(session)[Post.PRINCIPAL] == "校长甲"
    assert set(setup_progress().marks.values()) == {SetupMark.DONE}


def test_what_a_page_entered_is_shown_and_not_renamed_by_going_back(begun):
    wizard = wizard_of(begun)
    wizard.page.rows[0].keeper.set_value("李四")
    wizard.on.click()
    wizard.back.click()
    first, second = wizard.page.rows[:2]
    assert first.name.isReadOnly()
    assert first.keeper.isReadOnly()
    assert second.name.isReadOnly()
    assert not second.keeper.isReadOnly()
    wizard.page.findChild(QPushButton, "more").click()
    assert not wizard.page.rows[-1].name.isReadOnly()
    assert "不在这里改" in wizard.page.guide.text()


def test_enter_walks_the_fields_of_a_page(begun, qtbot):
    wizard = wizard_of(begun)
    first, second = wizard.page.rows[:2]
    first.name.setFocus()
    for field in (first.name, first.keeper, second.name):
        assert wizard.focusWidget() is field
        qtbot.keyClick(field, Qt.Key.Key_Return)
    wizard.show_step(SetupStep.PEOPLE)
    director, leader = list(wizard.page.holders.values())[:2]
    director.setFocus()
    qtbot.keyClick(director, Qt.Key.Key_Return)
    assert wizard.focusWidget() is leader


def test_the_sentence_of_every_page_stands_at_its_top(begun):
    wizard = wizard_of(begun)
    for step in SetupStep:
        wizard.show_step(step)
        QApplication.processEvents()
        assert wizard.page.guide.height() <= 3 * wizard.page.guide.fontMetrics().height()


def test_a_missing_name_is_no_longer_complained_of_when_it_is_typed(start, qtbot):
    start.begin(may_make=True)
    start.first.save_button.click()
    assert start.first.rows[0].fault.isVisible()
    qtbot.keyClicks(start.first.school, "A")
    assert not start.first.rows[0].fault.isVisible()
    assert start.first.rows[1].fault.isVisible()


@pytest.mark.parametrize("character", ["𠮷", "😀"])
def test_a_name_that_no_form_could_print_is_told_before_the_book_is_made(start, character):
    start.begin(may_make=True)
    start.first.school.set_value(f"{character}祥小学")
    start.first.keeper.set_value("赵䶮")
    start.first.save_button.click()
    assert character in start.first.rows[0].fault.text()
    assert not start.first.rows[1].fault.isVisible()
    assert start.window is None
    start.first.school.set_value("吉祥小学")
    start.first.save_button.click()
    assert school_name() == "吉祥小学"


def test_each_page_says_what_passing_it_over_means_and_can_be_passed_over(begun):
    wizard = wizard_of(begun)
    for step in list(SetupStep)[1:]:
        assert wizard.page.step is step
        assert CONSEQUENCES[step] in wizard.consequence.text()
        wizard.skip.click()
    assert not wizard.isVisible()
    assert setup.rooms_now(begun.window.session) == []
    assert setup_progress().open_steps == ()


def test_the_wizard_goes_on_where_it_was_stopped(begun, qtbot):
    wizard = wizard_of(begun)
    wizard.skip.click()
    wizard.later.click()
    page = begun.window.page_of("home")
    qtbot.waitUntil(lambda: any("部门" in line.text for line in page.todo.lines()))
    page.open_line(page.todo.lines()[0])
    assert wizard_of(begun).page.step is SetupStep.DEPARTMENTS


@pytest.mark.parametrize("button", ["later", "back", "skip"])
def test_what_was_typed_on_a_page_is_not_lost_without_a_question(begun, button):
    wizard = wizard_of(begun)
    wizard.page.rows[0].keeper.set_value("李四")
    getattr(wizard, button).click()
    (question,) = wizard.findChildren(QMessageBox)
    assert "保管室" in question.text()
    answers = {one.text(): one for one in question.buttons()}
    answers["接着填"].click()
    assert wizard.isVisible()
    assert wizard.page.rows[0].keeper.value() == "李四"
    assert setup.rooms_now(wizard.desk.session) == []
    getattr(wizard, button).click()
    (question,) = [one for one in wizard.findChildren(QMessageBox) if one.isVisible()]
    {one.text(): one for one in question.buttons()}["不保存"].click()
    assert not wizard.isVisible() or wizard.page.step is not SetupStep.STOREROOMS
    assert setup.rooms_now(wizard.desk.session) == []


@pytest.mark.parametrize("button", ["later", "back", "skip"])
def test_a_page_on_which_nothing_was_typed_is_left_without_a_question(begun, button):
    wizard = wizard_of(begun)
    getattr(wizard, button).click()
    assert wizard.findChildren(QMessageBox) == []
    assert not wizard.isVisible() or wizard.page.step is not SetupStep.STOREROOMS


def test_what_is_wrong_is_said_on_the_page_and_nothing_goes_on(begun):
    wizard = wizard_of(begun)
    wizard.show_step(SetupStep.SETTINGS)
    wizard.page.fields["disposal_unit_limit_fen"].set_value("很多")
    wizard.on.click()
    assert wizard.page.step is SetupStep.SETTINGS
    assert "很多" in wizard.bar.text


@pytest.mark.parametrize("step", [SetupStep.DEPARTMENTS, SetupStep.PEOPLE, SetupStep.SETTINGS])
def test_a_page_that_is_wrong_in_its_middle_leaves_nothing_in_the_book(begun, step):
    wizard = wizard_of(begun)
    wizard.show_step(step)
    page = wizard.page
    if isinstance(page, DepartmentsPage):
        # The control character falls away in the book, and the name stands there twice.
        page.names.set_value("教导处\n食堂\n食\x07堂")
    elif isinstance(page, PeoplePage):
        for _ in range(2):
            begun.window.session.run(AddPerson(name="同名"))
        page.holders[Post.GENERAL_AFFAIRS_DIRECTOR].set_value("主任甲")
        page.holders[Post.FINANCE].set_value("同名")
    else:
        page.fields["disposal_unit_limit_fen"].set_value("8000")
        page.fields["paper_days"].set_value("很多")
    before = journal_length()
    wizard.on.click()
    assert wizard.page.step is step
    assert wizard.bar.text.endswith("这一页的内容一项也没有写入。")
    assert journal_length() == before
    if isinstance(page, PeoplePage):
        page.holders[Post.FINANCE].set_value("会计乙")
        wizard.on.click()
        assert wizard.page.step is not step
        assert setup.holders_now(begun.window.session)[Post.FINANCE] == "会计乙"


def test_one_click_leads_into_the_demo_school_and_one_click_out(begun):
    wizard_of(begun).later.click()
    own = begun.window.session.book_path
    begun.window.actions_of_window["book.demo"].trigger()
    assert is_demo()
    assert begun.window.session.book_path != own
    assert begun.window.ribbon.isVisible()
    assert begun.window.actions_of_window["book.setup"].isEnabled() is False
    begun.window.ribbon.link.click()
    assert not is_demo()
    assert begun.window.session.book_path == own
    assert school_name() == "和平小学"
    assert not begun.window.ribbon.isVisible()


class ShownWindows(QObject):
    """The kinds of window that came onto the screen since it began to look."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[type[QWidget]] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.kinds.append(type(watched))
        return False


def test_the_demo_school_comes_as_one_window_and_nothing_flashes_before_it(start, demo_there, qapp):
    start.begin(may_make=True)
    shown = ShownWindows()
    qapp.installEventFilter(shown)
    start.first.demo_wanted.emit()
    qapp.removeEventFilter(shown)
    assert start.window.ribbon.isVisible()
    assert shown.kinds == [MainWindow]


def test_who_leaves_the_demo_without_a_book_is_asked_for_one(start, demo_there):
    start.begin(may_make=True)
    start.first.demo_wanted.emit()
    start.window.ribbon.link.click()
    assert not start.window
    assert isinstance(start.first, FirstBookDialog)
    assert start.first.isVisible()
    start.first.school.set_value("和平小学")
    start.first.keeper.set_value("王建国")
    start.first.save_button.click()
    assert not is_demo()
    assert start.window.session.book_path.name == "school.houqin"


def test_a_backup_of_the_demo_school_never_becomes_the_schools_own_book(
    start, demo_there, tmp_path, qtbot
):
    start.begin(may_make=True)
    start.first.demo_wanted.emit()
    make_backup(start.window.session, tmp_path / "演示.zip")
    start.window.ribbon.link.click()
    start.first.restored.emit(tmp_path / "演示.zip")
    assert "演示学校的备份" in start.first.bar.text
    assert not start.own.exists()


def test_a_lost_book_comes_back_from_its_backup_at_the_first_question(begun, tmp_path):
    wizard_of(begun).later.click()
    make_backup(begun.window.session, tmp_path / "备份.zip")
    other = Start(tmp_path / "新电脑" / "school.houqin", clock_at(TODAY), None)
    end(begun)
    begun.first = begun.window = None
    other.begin(may_make=True)
    assert other.first is not None
    other.first.restored.emit(tmp_path / "备份.zip")
    assert other.window is not None
    assert school_name() == "和平小学"
    end(other)
