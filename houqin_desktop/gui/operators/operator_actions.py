"""What can be done with operators, for the list of them on the page 人员与岗位."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from houqin_desktop.gui.asking import ask
from houqin_desktop.gui.commands import run_command

if TYPE_CHECKING:
    from houqin_desktop.gui.people.page import PeoplePage
    from houqin_desktop.services.draft import Draft

MENU: Final = (
    "operators.add",
    "operators.password",
    "operators.no_password",
    "operators.administrator",
    "operators.no_administrator",
    "operators.suspend",
    "operators.recovery",
    "operators.departure",
)
BUTTONS: Final = ("operators.password", "operators.suspend", "operators.recovery")
_NOBODY: Final = "请先在“操作员”里选一个人"


class OperatorActions(QObject):
    """Opens the forms about the chosen operator and runs what needs no form."""

    def __init__(self, page: PeoplePage) -> None:
        super().__init__(page)
        self._page = page
        self._desk = page.desk
        bind = page.actions_of_page.bind
        bind("operators.add", self.add)
        bind("operators.password", self.set_password, self._nobody)
        bind("operators.no_password", self.remove_password, lambda: self._unless("密码", "已设"))
        bind("operators.administrator", self.make_administrator, self._no_candidate)
        bind(
            "operators.no_administrator",
            self.unmake_administrator,
            lambda: self._unless("管理员", "是"),
        )
        bind("operators.suspend", self.suspend, lambda: self._unless("状态", "可登录"))
        bind("operators.recovery", self.make_recovery_code, self._no_operators)
        bind("operators.departure", self.record_departure, self._no_person)

    def _chosen(self) -> dict[str, object] | None:
        return self._page.chosen() if self._page.name == "operators" else None

    def _nobody(self) -> str:
        return "" if self._chosen() is not None else _NOBODY

    def _unless(self, column: str, value: str) -> str:
        row = self._chosen()
        if row is None:
            return _NOBODY
        wrong = {"密码": "这位操作员没有设密码", "管理员": "这位操作员不是管理员"}
        return "" if row[column] == value else wrong.get(column, "这位操作员已经停用")

    def _no_candidate(self) -> str:
        row = self._chosen()
        if row is None:
            return _NOBODY
        if row["状态"] != "可登录":
            return "这位操作员已经停用，请先重新授权"
        return "这位操作员已经是管理员" if row["管理员"] == "是" else ""

    def _no_operators(self) -> str:
        return "" if self._any_operators() else "还没有操作员，用不着恢复码"

    def _no_person(self) -> str:
        found = self._page.chosen() if self._page.name in ("people", "operators") else None
        return "" if found is not None else "请先在“人员”里选一个人"

    def _any_operators(self) -> bool:
        return bool(self._page.panels["operators"].model.keys())

    def _number(self) -> str:
        row = self._page.chosen()
        assert row is not None
        return str(row["人员编号"])

    def _run(self, draft: Draft, done: str) -> None:
        run_command(self._page, self._desk, draft, done=done)

    def add(self) -> None:
        """Open 授权操作员, for the chosen person where one is chosen."""
        from houqin_desktop.gui.operators.dialogs import add_operator_dialog

        row = self._page.chosen() if self._page.name in ("people", "operators") else None
        person = None if row is None else str(row["人员编号"])
        add_operator_dialog(self._page, self._desk, person, first=not self._any_operators()).open()

    def set_password(self) -> None:
        """Open 设置密码 for the chosen operator."""
        from houqin_desktop.gui.operators.dialogs import PasswordDialog

        row = self._chosen()
        assert row is not None
        number, name = str(row["人员编号"]), str(row["姓名"])
        PasswordDialog(self._page, self._desk, person=number, name=name).open()

    def remove_password(self) -> None:
        """Let the chosen operator sit down without a password."""
        from houqin_desktop.services.people.operators import RemovePassword

        self._run(RemovePassword(person=self._number()), "已取消密码")

    def make_administrator(self) -> None:
        """Make the chosen operator administrator."""
        from houqin_desktop.services.people.operators import MakeAdministrator

        self._run(MakeAdministrator(person=self._number()), "已设为管理员")

    def unmake_administrator(self) -> None:
        """Take the administration from the chosen operator."""
        from houqin_desktop.services.people.operators import UnmakeAdministrator

        self._run(UnmakeAdministrator(person=self._number()), "已撤下管理员")

    def suspend(self) -> None:
        """Keep the chosen operator out."""
        from houqin_desktop.services.people.operators import SuspendOperator

        self._run(SuspendOperator(person=self._number()), "已停用操作员")

    def make_recovery_code(self) -> None:
        """Ask, make the code, and show the paper that is to be sealed."""
        ask(
            self._page,
            "现在制作恢复码吗？",
            "恢复码只显示这一次，请先备好打印机和信封。以前的恢复码随之作废。",
            [("制作恢复码", self._make_code)],
            "暂不制作",
        )

    def _make_code(self) -> None:
        from houqin_desktop.documents.recovery_paper import recovery_paper
        from houqin_desktop.gui.printing.papers import Paper, open_print
        from houqin_desktop.services.people.recovery import new_recovery_sheet, recording

        sheet = new_recovery_sheet(self._desk.session)

        def make() -> None:
            draft = recording(sheet)
            if run_command(self._page, self._desk, draft, done="恢复码已生效", again=make) is None:
                return
            paper = Paper(
                "恢复码",
                lambda _progress: recovery_paper(sheet),
                "恢复码.pdf",
                form="recovery_code",
                note="关闭以后不能再看，请现在打印、封存",
                kept=False,
                aside=False,
            )
            open_print(self._page, self._desk, "打印恢复码", [paper], refused=self._page.refuse)

        make()

    def record_departure(self) -> None:
        """Open 登记离岗 for the chosen person."""
        from houqin_desktop.gui.operators.dialogs import DepartureDialog

        row = self._page.chosen()
        assert row is not None
        number, name = str(row["人员编号"]), str(row["姓名"])
        DepartureDialog(self._page, self._desk, number, name).open()
