"""What can be done on the page 清查, and why a step cannot be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.count.workbooks import choose_exports, choose_sheet_in, choose_sheet_out
from houqin_desktop.services.count.drafts import ReopenCountRoom

if TYPE_CHECKING:
    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.count.page import CountPage
    from houqin_desktop.services.count.line_views import DifferenceView

NO_COUNT: Final = "请先选一次清查"
NO_ROOM: Final = "请先选一间保管室"
NO_DIFFERENCE: Final = "请先在下面选一项差异"


class CountActions:
    """The actions of the page, each about the count, room or difference that is chosen."""

    def __init__(self, page: CountPage) -> None:
        self._page = page

    def bind(self, actions: ActionSet) -> None:
        """Bind every action of the page."""
        actions.bind("count.open", self.open_count)
        actions.bind("count.enter", self.enter, self._reason_room)
        actions.bind("count.blind", lambda: self.enter(blind=True), self._reason_room)
        actions.bind("count.surplus", self.record_surplus, self._reason_room)
        actions.bind("count.sheet_out", self.sheet_out, self._reason_room)
        actions.bind("count.sheet_in", self.sheet_in, self._reason_room)
        actions.bind("count.bureau", lambda: choose_exports(self._page))
        actions.bind("count.finish", self.finish_room, self._reason_room)
        actions.bind("count.reopen", self.reopen_room, self._reason_reopen)
        actions.bind("count.explain", self.explain, self._reason_explain)
        actions.bind("count.settle", self.settle, self._reason_settle)
        actions.bind("count.print", self.print_papers, self._reason_count)
        actions.bind("count.close", self.close_count, self._reason_close)
        actions.bind("count.withdraw", self.withdraw, self._reason_open)

    def _reason_count(self) -> str:
        return "" if self._page.view is not None else NO_COUNT

    def _reason_open(self) -> str:
        if self._page.view is None:
            return NO_COUNT
        return "" if self._page.view.is_open else f"清查{self._page.view.state}，不能再改"

    def _reason_close(self) -> str:
        view = self._page.view
        reason = self._reason_open()
        if reason or view is None:
            return reason
        unfinished = sum(one.finished_on is None for one in view.rooms)
        if unfinished:
            return f"还有 {unfinished} 室没有盘完"
        unexplained = sum(one.handling is None for one in view.differences)
        return f"还有 {unexplained} 项差异没有说明" if unexplained else ""

    def _reason_room(self) -> str:
        reason = self._reason_open()
        if reason:
            return reason
        room = self._page.card.room
        if room is None:
            return NO_ROOM
        return "" if room.finished_on is None else f"{room.name}已经盘完，要改请先重新盘点"

    def _reason_reopen(self) -> str:
        reason = self._reason_open()
        room = self._page.card.room
        if reason or room is None:
            return reason or NO_ROOM
        return "" if room.finished_on is not None else f"{room.name}还没有盘完"

    def _reason_explain(self) -> str:
        one = self._page.card.difference
        if reason := self._reason_open():
            return reason
        if one is None:
            return NO_DIFFERENCE
        return "" if one.settled_on is None else "这一差异已经办理"

    def _reason_settle(self) -> str:
        one = self._page.card.difference
        if self._page.view is None or one is None:
            return NO_COUNT if self._page.view is None else NO_DIFFERENCE
        if one.handling is None:
            return "请先说明差异"
        return "" if one.settled_on is None else "这一差异已经办理"

    def _here(self) -> tuple[str, str]:
        """Return the number of the count and the chosen room."""
        assert self._page.view is not None
        assert self._page.card.room is not None
        return self._page.view.number, self._page.card.room.name

    def _difference(self) -> tuple[str, DifferenceView]:
        assert self._page.view is not None
        assert self._page.card.difference is not None
        return self._page.view.number, self._page.card.difference

    def open_count(self) -> None:
        """Open 开始清查."""
        from houqin_desktop.gui.count.dialogs import OpenCountDialog

        OpenCountDialog(self._page, self._page.desk).open()

    def enter(self, *, blind: bool = False) -> None:
        """Open the sheet of the chosen room to be typed back."""
        from houqin_desktop.gui.count.entry_dialog import CountEntryDialog

        CountEntryDialog(self._page, self._page.desk, *self._here(), blind=blind).open()

    def record_surplus(self) -> None:
        """Open 登记盘盈."""
        from houqin_desktop.gui.count.dialogs import SurplusDialog

        SurplusDialog(self._page, self._page.desk, *self._here()).open()

    def sheet_out(self) -> None:
        """Ask where the workbook of the chosen room is to go."""
        choose_sheet_out(self._page, *self._here())

    def sheet_in(self) -> None:
        """Ask for the filled-in workbook of the chosen room."""
        choose_sheet_in(self._page, *self._here())

    def finish_room(self) -> None:
        """Open 一室盘完."""
        from houqin_desktop.gui.count.dialogs import finish_dialog

        finish_dialog(self._page, self._page.desk, *self._here()).open()

    def reopen_room(self) -> None:
        """Open the chosen room again."""
        number, room = self._here()
        run_command(
            self._page,
            self._page.desk,
            ReopenCountRoom(number=number, room=room),
            done=f"{room}可以接着盘",
        )

    def explain(self) -> None:
        """Open 说明差异."""
        from houqin_desktop.gui.count.dialogs import explain_dialog

        number, one = self._difference()
        explain_dialog(self._page, self._page.desk, number, one).open()

    def settle(self) -> None:
        """Open 办理差异."""
        from houqin_desktop.gui.count.dialogs import settle_dialog

        number, one = self._difference()
        settle_dialog(self._page, self._page.desk, number, one).open()

    def print_papers(self) -> None:
        """Preview the papers of the count."""
        from houqin_desktop.gui.count.papers import print_count

        assert self._page.view is not None
        room = self._page.card.room
        print_count(self._page, self._page.view.number, "" if room is None else room.name)

    def close_count(self) -> None:
        """Open 清查签结."""
        from houqin_desktop.gui.count.dialogs import close_dialog

        assert self._page.view is not None
        close_dialog(self._page, self._page.desk, self._page.view.number).open()

    def withdraw(self) -> None:
        """Open 撤销清查."""
        from houqin_desktop.gui.count.dialogs import withdraw_dialog

        assert self._page.view is not None
        withdraw_dialog(self._page, self._page.desk, self._page.view.number).open()
