"""Log-in, lock and the password asked again, through the real window."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox

from houqin_desktop.documents.preview import page_text
from houqin_desktop.domain.calendar import FixedClock
from houqin_desktop.domain.operators import Secret, new_recovery_code, new_secret
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.operators.confirm_dialog import ConfirmDialog, confirm_password
from houqin_desktop.gui.operators.dialogs import PasswordDialog
from houqin_desktop.gui.operators.lock import Idle, Lock
from houqin_desktop.gui.operators.lock_screen import LockScreen
from houqin_desktop.gui.operators.login_dialog import LoginDialog
from houqin_desktop.gui.operators.password_fields import SecretField
from houqin_desktop.gui.operators.recovery_dialog import RecoverDialog
from houqin_desktop.gui.people.dialogs import add_person_dialog
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from houqin_desktop.gui.start import Start
from houqin_desktop.services import lookup
from houqin_desktop.services.changes import Changes, Topic
from houqin_desktop.services.people.login import Door
from houqin_desktop.services.people.operators import AddOperator, MakeRecoveryCode, SetPassword
from houqin_desktop.services.settings import ChangeSetting
from tests.builders import COLLEAGUE, HEAD_KEEPER, KEEPER, TODAY, clock_at
from tests.gui.ending import end

PASSWORD, OTHER = "qingqing-1", "lanlan-22"


@pytest.fixture
def start(book, qtbot):
    """Return the function that closes the book and starts the program on it."""
    begun = []

    def begin(actor=None, password=None) -> Any:
        book.session.close()
        made = Start(book.path, clock_at(TODAY), actor)
        made.password = password
        begun.append(made)
        made.begin(may_make=False)
        if made.login is not None:
            qtbot.addWidget(made.login)
        return made

    yield begin
    for made in begun:
        end(made)


@pytest.fixture
def lock(window):
    """Return the lock of the window."""
    found = window.findChild(Lock, "lock")
    assert isinstance(found, Lock)
    return found


def guard(book, password=PASSWORD):
    """Give the head storekeeper a password and let him sit down with it."""
    book.run(SetPassword(password=password))
    book.session.choose_actor(HEAD_KEEPER, password)


def test_without_operators_the_window_asks_nobody(start):
    made = start()
    assert made.login is None
    assert made.window.session.actor().name == HEAD_KEEPER


def test_one_operator_without_a_password_is_not_asked_either(start, book):
    book.run(AddOperator(person=HEAD_KEEPER))
    assert start().login is None


def test_several_operators_are_asked_who_they_are(start, book):
    book.run(AddOperator(person=KEEPER))
    made = start()
    assert not made.window
    made.login.person.set_value(lookup.person(KEEPER).number)
    assert not made.login.password.isVisible()
    QTest.keyClick(made.login, Qt.Key.Key_Return)
    assert made.window.session.actor().name == KEEPER


def test_the_password_opens_the_window_and_a_wrong_one_does_not(start, book):
    book.run(SetPassword(password=PASSWORD))
    made = start()
    assert made.login.password.hasFocus() or made.login.focusWidget() is made.login.password
    QTest.keyClicks(made.login.password, OTHER)
    QTest.keyClick(made.login.password, Qt.Key.Key_Return)
    assert not made.window
    assert "密码不对" in made.login.bar.text
    QTest.keyClicks(made.login.password, PASSWORD)
    QTest.keyClick(made.login.password, Qt.Key.Key_Return)
    assert made.window.isVisible()
    assert made.window.session.actor().name == HEAD_KEEPER


def test_a_third_wrong_password_says_how_long_to_wait_and_the_window_does_not_sleep(start, book):
    book.run(SetPassword(password=PASSWORD))
    login = start().login
    for _ in range(3):
        login.password.setText(OTHER)
        login.enter()
    login.password.setText(PASSWORD)
    login.enter()
    assert "请等 3 秒" in login.bar.text or "请等 2 秒" in login.bar.text
    session = login._session
    session.clock = FixedClock(session.clock.now() + timedelta(seconds=3))
    login.enter()
    assert login.result() == QDialog.DialogCode.Accepted


def test_leaving_the_log_in_closes_the_book(start, book):
    book.run(SetPassword(password=PASSWORD))
    made = start()
    made.login.reject()
    assert not made.window
    again = start()
    assert again.login is not None


def test_the_environment_opens_for_whom_the_words_name(start, book):
    book.run(SetPassword(password=PASSWORD))
    assert start("P0001", PASSWORD).window.session.actor().name == HEAD_KEEPER


def test_a_wrong_password_in_the_environment_is_asked_for(start, book):
    book.run(SetPassword(password=PASSWORD))
    made = start("P0001", OTHER)
    assert not made.window
    assert made.login.person.value() == "P0001"


def test_the_recovery_code_opens_with_a_new_password(start, book, qtbot):
    code = new_recovery_code()
    book.run(AddOperator(person=KEEPER, password=OTHER))
    book.run(MakeRecoveryCode(code=code))
    book.run(SetPassword(password=PASSWORD))
    made = start()
    made.login._recover()
    dialog = made.login.findChild(RecoverDialog)
    assert dialog.person.count() == 1
    dialog.code.setText(code.lower())
    dialog.password.setText("xiexie-33")
    dialog.again.setText("xiexie-34")
    dialog.enter()
    assert "两次输入的密码不一样" in dialog.bar.text
    dialog.again.setText("xiexie-33")
    dialog.enter()
    assert made.window.session.actor().name == HEAD_KEEPER
    assert book.value("SELECT used FROM recovery_code") == 1


def test_enter_walks_from_the_recovery_code_to_the_new_password_before_it_enters(start, book):
    code = new_recovery_code()
    book.run(AddOperator(person=KEEPER, password=PASSWORD))
    book.run(MakeRecoveryCode(code=code))
    made = start()
    made.login._recover()
    dialog = made.login.findChild(RecoverDialog)
    for field, text in (
        (dialog.code, code),
        (dialog.password, "xiexie-33"),
        (dialog.again, "xiexie-33"),
    ):
        assert not made.window
        assert dialog.focusWidget() is field
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert made.window.session.actor().name == HEAD_KEEPER


def test_who_takes_over_gives_his_password(window, book, open_dialog):
    book.run(AddOperator(person=KEEPER, password=OTHER))
    window.bus.changed.emit(Changes(frozenset({Topic.PEOPLE})))
    number = lookup.person(KEEPER).number
    window.status.actor_chosen.emit(number)
    assert window.status.actor.value() == lookup.person(HEAD_KEEPER).number
    dialog = open_dialog(LoginDialog)
    assert not dialog.person.isEnabled()
    dialog.password.setText(OTHER)
    dialog.enter()
    assert window.status.actor.value() == number
    assert book.session.actor().name == KEEPER
    assert not window.actions_of_window["book.import"].isEnabled()


def test_a_form_of_the_last_step_asks_for_the_password_and_then_saves(window, book, open_dialog):
    number = book.small_case()
    book.sign_all(number)
    guard(book)
    window.open_case(number)
    window.disposals.actions_of_page["disposal.write_off"].trigger()
    form = next(one for one in window.findChildren(QDialog) if one.isVisible())
    form.save()
    confirm = open_dialog(ConfirmDialog)
    assert "下账" in confirm.words.text()
    confirm.password.setText(OTHER)
    confirm.enter()
    assert "密码不对" in confirm.bar.text
    assert book.case(number).state.value == "approved"
    confirm.password.setText(PASSWORD)
    confirm.enter()
    assert book.case(number).state.value == "executed"
    assert not form.isVisible()


def test_where_no_password_is_set_nothing_is_asked(window):
    done = []
    assert confirm_password(window, window.desk, "恢复备份", lambda: done.append(1)) is None
    assert done == [1]


def test_locked_the_window_shows_nothing_and_hears_no_key(window, book, lock, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_page("assets")
    window.actions_of_window["window.lock"].trigger()
    screen = window.findChild(LockScreen)
    assert screen.geometry() == window.rect()
    assert screen.autoFillBackground()
    assert not window.centralWidget().isVisible()
    assert not window.menuBar().isVisible()
    for key in (Qt.Key.Key_1, Qt.Key.Key_3):
        QTest.keyClick(window.windowHandle(), key, Qt.KeyboardModifier.ControlModifier)
    assert window.stack.key == "assets"
    window.resize(1100, 700)
    QApplication.processEvents()
    assert screen.geometry() == window.rect()
    QTest.keyClick(screen.enter_button, Qt.Key.Key_Return)
    assert not lock.is_locked
    assert window.centralWidget().isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.stack.key == "disposal")


def test_only_the_password_unlocks_and_what_was_typed_is_still_there(window, book, lock):
    guard(book)
    form = add_person_dialog(window, window.desk)
    form.open()
    form.field("name").setText("新来的")
    lock.lock()
    assert not form.isVisible()
    screen = lock.screen
    assert HEAD_KEEPER in screen.password.accessibleName()
    screen.password.setText(OTHER)
    QTest.keyClick(screen.password, Qt.Key.Key_Return)
    assert lock.is_locked
    assert "密码不对" in screen.bar.text
    screen.password.setText(PASSWORD)
    QTest.keyClick(screen.password, Qt.Key.Key_Return)
    assert not lock.is_locked
    assert form.isVisible()
    assert form.windowModality() == Qt.WindowModality.WindowModal
    assert form.field("name").text() == "新来的"
    form.save()
    assert book.rows("person")[-1]["name"] == "新来的"


def test_a_dialog_that_opens_while_it_is_locked_waits(window, lock, qtbot):
    lock.lock()
    form = add_person_dialog(window, window.desk)
    form.open()
    qtbot.waitUntil(lambda: not form.isVisible())
    lock.screen.enter()
    assert form.isVisible()
    form.reject()


def test_what_is_said_while_it_is_locked_stays_under_the_cover(window, lock, qtbot):
    lock.lock()
    window.desk.say("已导出 3 项到 资产台账.xlsx")
    qtbot.waitUntil(lambda: not window.toast.isVisible())
    lock.screen.enter()


def test_what_was_said_just_before_locking_does_not_come_back_for_good(window, lock):
    window.desk.say("密码已设置")
    lock.lock()
    lock.screen.enter()
    assert not window.toast.isVisible()


def test_the_second_key_to_lock_does_nothing_more(window, lock):
    lock.lock()
    first = lock.screen
    lock.lock()
    assert lock.screen is first
    first.enter()


def test_idle_time_locks_and_activity_puts_it_off(window):
    now = [0.0]
    called = []
    idle = Idle(window, lambda: called.append(now[0]), lambda: now[0])
    idle.watch(window.windowHandle())
    idle.look()
    assert not called
    idle.set_minutes(5)
    now[0] = 200.0
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    now[0] = 300.0
    idle.look()
    assert not called
    assert idle.timer.isActive()
    assert idle.timer.interval() == 200_000
    now[0] = 500.0
    idle.look()
    assert called == [500.0]
    idle.set_minutes(0)
    assert not idle.timer.isActive()


def test_the_minutes_are_a_parameter_of_the_school(window, book, lock):
    assert not lock.idle.timer.isActive()
    window.bus.changed.emit(book.run(ChangeSetting(key="idle_lock_minutes", value="7")).changes)
    assert lock.idle.timer.interval() == 7 * 60_000
    lock.idle._last -= 8 * 60
    lock.idle.timer.timeout.emit()
    assert lock.is_locked
    lock.screen.enter()


def test_a_password_line_keeps_nothing_for_a_draft(qtbot):
    field = SecretField()
    qtbot.addWidget(field)
    field.setText(PASSWORD)
    assert field.state() is True
    secret = field.value()
    assert isinstance(secret, Secret)
    assert field.value() is secret
    assert secret.matches(PASSWORD)
    field.restore(True)
    assert field.text() == ""
    assert field.value() is None


def test_a_locked_window_lets_no_event_of_a_key_through(window, lock):
    lock.lock()
    event = QEvent(QEvent.Type.Shortcut)
    assert lock.eventFilter(window.actions_of_window["window.quit"], event)
    assert not lock.eventFilter(lock.screen.password, event)
    lock.screen.enter()


@pytest.fixture
def operators(window):
    """Return the page with the list of operators shown."""
    window.show_page("people")
    page = window.people
    page.lists.setCurrentIndex(page.lists.count() - 1)
    assert page.name == "operators"
    return page


def choose(page, name):
    page.panel.refresh()
    model = page.panel.model
    for at, key in enumerate(model.keys()):
        if model.record(at)["姓名"] == name:
            page.panel.view.choose([key])
            return
    raise AssertionError(name)


def state(book, name):
    (row,) = book.rows("operator", "person_id = ?", lookup.person(name).id)
    return row["administrator"], row["active"], row["password"] is not None


def test_operators_are_authorised_changed_and_suspended_on_their_list(operators, book, open_dialog):
    actions = operators.actions_of_page
    assert "还没有操作员" in actions["operators.recovery"].toolTip()
    actions["operators.add"].trigger()
    form = open_dialog(DraftDialog)
    assert "第一次授权" in " ".join(label.text() for label in form.findChildren(QLabel))
    form.field("person").set_value(lookup.person(KEEPER).number)
    form.field("password").setText(OTHER)
    form.save()
    assert state(book, HEAD_KEEPER) == (1, 1, False)
    assert state(book, KEEPER) == (0, 1, True)
    choose(operators, HEAD_KEEPER)
    actions["operators.suspend"].trigger()
    assert "最后一位管理员" in operators.bar.text
    choose(operators, KEEPER)
    actions["operators.administrator"].trigger()
    assert state(book, KEEPER) == (1, 1, True)
    actions["operators.no_administrator"].trigger()
    actions["operators.no_password"].trigger()
    assert state(book, KEEPER) == (0, 1, False)
    actions["operators.suspend"].trigger()
    assert state(book, KEEPER) == (0, 0, False)
    assert not actions["operators.suspend"].isEnabled()


def test_a_password_is_typed_twice_and_set_once(operators, window, book, open_dialog):
    window.actions_of_window["window.password"].trigger()
    form = open_dialog(PasswordDialog)
    assert HEAD_KEEPER in form.windowTitle()
    form.field("password").setText(PASSWORD)
    form.field("again").setText(OTHER)
    form.save()
    assert "两次输入的密码不一样" in form.row("again").fault.text()
    form.field("again").setText(PASSWORD)
    form.save()
    assert state(book, HEAD_KEEPER) == (1, 1, True)
    window.actions_of_window["window.password"].trigger()
    form = open_dialog(PasswordDialog)
    for key in ("password", "again"):
        form.field(key).setText(OTHER)
    form.save()
    confirm = open_dialog(ConfirmDialog)
    confirm.password.setText(PASSWORD)
    confirm.enter()
    book.session.door = Door()
    book.session.choose_actor(HEAD_KEEPER, OTHER)


def test_no_draft_of_a_form_keeps_a_password(operators, window, open_dialog):
    window.actions_of_window["window.password"].trigger()
    form = open_dialog(PasswordDialog)
    form.field("password").setText(PASSWORD)
    form.keeper.keep()
    assert PASSWORD not in repr(window.desk.drafts.of(""))
    form.field("password").clear()
    form.reject()


def test_the_recovery_code_is_made_and_shown_once(operators, book, open_dialog, monkeypatch):
    book.run(AddOperator(person=KEEPER))
    operators.panel.refresh()
    operators.actions_of_page.refresh()
    operators.actions_of_page["operators.recovery"].trigger()
    question = open_dialog(QMessageBox)
    assert not book.rows("recovery_code")
    next(one for one in question.buttons() if one.text() == "制作恢复码").click()
    paper = open_dialog(PrintDialog)
    assert paper.save_button.isHidden()
    assert not paper.save_button.isEnabled()
    (code,) = re.findall(r"(?:[A-Z0-9]{4}-){4}[A-Z0-9]{4}", page_text(paper.pdf, 0))
    paper.reject()
    book.session.recover(HEAD_KEEPER, code, new_secret(OTHER))
    assert book.value("SELECT used FROM recovery_code") == 1


def test_a_departure_is_recorded_from_the_list_of_people(window, book, open_dialog):
    window.show_page("people")
    page = window.people
    page.lists.setCurrentIndex(1)
    choose(page, COLLEAGUE)
    page.actions_of_page["operators.departure"].trigger()
    open_dialog(DraftDialog).save()
    assert book.value("SELECT left_on FROM person WHERE name = ?", COLLEAGUE) == "2026-11-22"
