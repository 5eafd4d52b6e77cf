"""Who sits down: the list of operators and its forms, log-in, lock, the code for the envelope."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from houqin_desktop.gui.operators.confirm_dialog import ConfirmDialog
from houqin_desktop.gui.operators.dialogs import (
    DepartureDialog,
    PasswordDialog,
    add_operator_dialog,
)
from houqin_desktop.gui.operators.lock import Lock
from houqin_desktop.gui.operators.login_dialog import LoginDialog
from houqin_desktop.gui.operators.recovery_dialog import RecoverDialog
from houqin_desktop.gui.printing.papers import Paper
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from houqin_desktop.services.people.operators import AddOperator, SetPassword

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from houqin_desktop.gui.main_window import MainWindow

KEEPER, DIRECTOR, COLLEAGUE = "P0001", "P0002", "P0009"
PASSWORD: Final = "2026-11-22"
# A code that opens nothing: it was never made, and stands on the tour alone.
SHOWN_CODE: Final = "ACEF-GHJK-MNPR-TWXY-3467"


def operator_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield what one meets at the door and while somebody is away."""
    session = window.session
    if not window.people.panels["operators"].model.keys():
        session.run(AddOperator(person=DIRECTOR, password=PASSWORD))
        session.run(AddOperator(person=COLLEAGUE))
        session.run(SetPassword(password=PASSWORD))
    session.choose_actor(KEEPER, PASSWORD)
    window.show_page("people")
    page = window.people
    page.lists.setCurrentIndex(page.lists.count() - 1)
    page.panel.refresh()
    page.panel.view.choose_first()
    yield "人员与岗位·操作员名单", window
    for title, dialog in _dialogs(window):
        dialog.open()
        yield title, dialog
        dialog.close()
    yield from _locked(window)
    page.lists.setCurrentIndex(0)


def _dialogs(window: MainWindow) -> Iterator[tuple[str, QDialog]]:
    session, desk = window.session, window.desk
    yield "授权操作员", add_operator_dialog(window, desk, None, first=True)
    yield "设置密码", PasswordDialog(window, desk, person=KEEPER, name="周建国")
    yield "登记离岗", DepartureDialog(window, desk, COLLEAGUE, "易红梅")
    yield "登录", LoginDialog(window, session, chosen=KEEPER)
    wrong = LoginDialog(window, session, chosen=DIRECTOR)
    wrong.password.setText("123456")
    wrong.enter()
    yield "登录·密码不对", wrong
    yield "换经办人", LoginDialog(window, session, chosen=DIRECTOR, fixed=True)
    yield "用恢复码进入", RecoverDialog(window, session)
    yield "再输一次密码", ConfirmDialog(window, desk, "办“下账”要再输一次密码。请输入您的密码。")
    yield "打印恢复码", _code_dialog(window)


def _code_dialog(window: MainWindow) -> QDialog:
    from houqin_desktop.documents.recovery_paper import recovery_paper
    from houqin_desktop.domain.recovery import RecoverySheet

    today = window.session.clock.today()
    sheet = RecoverySheet("示范小学", SHOWN_CODE, today, "周建国", ("周建国",))
    pdf = recovery_paper(sheet)
    note = "关闭以后不能再看，请现在打印、封存"
    paper = Paper(
        "恢复码", lambda _progress: pdf, "恢复码.pdf", form="recovery_code", note=note, kept=False
    )
    return PrintDialog(window, window.desk, "打印恢复码", [paper], pdf)


def _locked(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    lock = window.findChild(Lock, "lock")
    assert isinstance(lock, Lock)
    lock.lock()
    yield "锁屏", window
    assert lock.screen is not None
    lock.screen.password.setText(PASSWORD)
    lock.screen.enter()
