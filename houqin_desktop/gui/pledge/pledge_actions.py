"""What can be done about letters and texts, and why a step cannot be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.pledge.dialogs import (
    DepartmentsDialog,
    SignDialog,
    TextDialog,
    adopt_dialog,
    kind_of_row,
    open_dialog,
    withdraw_dialog,
)
from houqin_desktop.services.pledge.drafts import PrintPledges, WithdrawPledgeText
from houqin_desktop.services.pledge.hands import waiting_letters
from houqin_desktop.services.pledge.standing import WAITING_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.pledge.page import PledgePage

# So many letters are drawn before anybody could notice a wait.
DRAWN_AT_ONCE: Final = 5
NONE_WAITS: Final = "没有等着签字的责任状，请先开责任状"
CHOOSE_LETTERS: Final = "请先选没有签齐的责任状，可以选多份"
CHOOSE_TEXT: Final = "请先在“文本”里选一份"


class PledgeActions(QObject):
    """The verbs of letters and texts, each opening its form on what is chosen."""

    def __init__(self, page: PledgePage) -> None:
        super().__init__(page)
        self._page = page
        self._desk = page.desk

    def bind(self, actions: ActionSet) -> None:
        """Bind every action to its form and to what it needs."""
        page, desk = self._page, self._desk
        always: tuple[tuple[str, Callable[[], object]], ...] = (
            ("pledge.open", lambda: open_dialog(page, desk).open()),
            ("pledge.departments", lambda: DepartmentsDialog(page, desk).open()),
            ("pledge.adopt", lambda: adopt_dialog(page, desk).open()),
        )
        for action_id, run in always:
            actions.bind(action_id, run)
        actions.bind("pledge.print", self.print_waiting, self._reason_to_wait)
        actions.bind("pledge.sign", self.sign, self._reason_to_wait)
        actions.bind("pledge.withdraw", self.withdraw, self._reason_to_withdraw)
        actions.bind("pledge.text", self.write_text, self._reason_of_text)
        actions.bind("pledge.withdraw_text", self.withdraw_text, self._reason_of_text)

    def chosen_letters(self) -> list[str]:
        """Return the chosen letters that wait for hands, in the order of the list."""
        if self._page.name != "pledges":
            return []
        panel = self._page.panel
        rows = [panel.model.record(at) for at in panel.view.chosen_rows()]
        return [str(row["单号"]) for row in rows if row["状态"] in WAITING_WORDS]

    def _waiting(self) -> list[str]:
        """Return the chosen letters that wait, or where fewer than two are chosen, all."""
        chosen = self.chosen_letters()
        return chosen if len(chosen) > 1 else waiting_letters()

    def _reason_to_wait(self) -> str:
        return "" if waiting_letters() else NONE_WAITS

    def _reason_to_withdraw(self) -> str:
        return "" if self.chosen_letters() else CHOOSE_LETTERS

    def _reason_of_text(self) -> str:
        return "" if self._page.chosen_in("学年", "pledge_texts") else CHOOSE_TEXT

    def print_waiting(self) -> None:
        """Show the letters that wait as they will come out of the printer, one after another."""
        from houqin_desktop.documents.pledge_papers import TITLE, pledges_pdf
        from houqin_desktop.gui.printing.papers import Paper, open_print

        numbers = tuple(self._waiting())
        paper = Paper(
            f"{TITLE} {len(numbers):,} 份",
            lambda progress: pledges_pdf(numbers, progress),
            f"{TITLE}.pdf",
            form="pledges",
            record=lambda: PrintPledges(numbers=numbers),
            aside=len(numbers) > DRAWN_AT_ONCE,
        )
        open_print(self._page, self._desk, "打印责任状", [paper], refused=self._page.refuse)

    def sign(self) -> None:
        """Record that letters came back signed."""
        SignDialog(self._page, self._desk, self._waiting()).open()

    def withdraw(self) -> None:
        """Take the chosen letters back."""
        withdraw_dialog(self._page, self._desk, self.chosen_letters()).open()

    def write_text(self) -> None:
        """Write the next version of the chosen text."""
        row = self._page.chosen()
        assert row is not None
        TextDialog(self._page, self._desk, kind_of_row(row)).open()

    def withdraw_text(self) -> None:
        """Take the chosen version out of force, or put it back."""
        row = self._page.chosen()
        assert row is not None
        restore = row["状态"] == "已撤销"
        draft = WithdrawPledgeText(
            **kind_of_row(row), version=int(str(row["版次"])), restore=restore or None
        )
        done = "文本已恢复" if restore else "文本已撤销"
        run_command(self._page, self._desk, draft, done=done)
