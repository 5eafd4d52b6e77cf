"""What can be done on 隐患, and why a step cannot be done now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from houqin_desktop.domain.hazard import HazardState, HazardStepKind, steps_allowed
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.voucher import VoucherKind, VoucherState

if TYPE_CHECKING:
    from collections.abc import Callable

    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.forms.draft_dialog import DraftDialog
    from houqin_desktop.gui.hazard.page import HazardPage
    from houqin_desktop.services.hazard.view import HazardView

    Make = Callable[[HazardPage, Desk, HazardView], DraftDialog]

CHOOSE: Final = "请先选一条隐患"
CHOOSE_NOTICE: Final = "请先选一张整改通知书"
# Action: the form of its dialog, and the step that has to be allowed.
_STEPS: Final = (
    ("hazard.grade", "grade_dialog", HazardStepKind.GRADE),
    ("hazard.plan", "plan_dialog", HazardStepKind.PLAN),
    ("hazard.rectify", "rectify_dialog", HazardStepKind.RECTIFY),
    ("hazard.reinspect", "reinspect_dialog", HazardStepKind.PASS),
    ("hazard.report", "report_dialog", HazardStepKind.REPORT),
    ("hazard.close", "close_out_dialog", HazardStepKind.CLOSE_OUT),
    ("hazard.void", "void_dialog", HazardStepKind.VOID),
)


class HazardActions(QObject):
    """The verbs of the page, each opening its form on what is chosen."""

    def __init__(self, page: HazardPage) -> None:
        super().__init__(page)
        self._page = page

    def bind(self, actions: ActionSet) -> None:
        """Bind every action to its form and to what it needs."""
        bind = actions.bind
        bind("hazard.register", self.register)
        for action_id, form, kind in _STEPS:
            bind(action_id, partial(self._open, form), partial(self._reason_of, kind))
        bind("hazard.at_once", partial(self._open, "at_once_dialog"), self._reason_at_once)
        bind("hazard.retract", partial(self._open, "retract_dialog"), self._reason_to_retract)
        bind("hazard.correct", partial(self._open, "correct_dialog"), self._reason_to_correct)
        bind("hazard.photo", partial(self._open, "photo_dialog"), self._reason)
        bind("hazard.drop_photo", partial(self._open, "drop_photo_dialog"), self._reason_of_photos)
        bind("hazard.link", partial(self._open, "link_dialog"), self._reason)
        bind("hazard.unlink", partial(self._open, "unlink_dialog"), self._reason_of_links)
        bind("hazard.request", self.request, self._reason_open)
        bind("hazard.thread", self.show_thread, self._reason)
        bind("hazard.notice", self.issue_notice)
        bind("notice.reply", self.file_reply, self._reason_to_reply)
        bind("notice.drop_reply", self.drop_reply, self._reason_of_notice)

    @property
    def view(self) -> HazardView:
        """Return the chosen hazard."""
        assert self._page.view is not None
        return self._page.view

    def _reason(self) -> str:
        return "" if self._page.view is not None else CHOOSE

    def _reason_of(self, kind: HazardStepKind) -> str:
        if reason := self._reason():
            return reason
        state = self.view.state
        if state in steps_allowed(kind):
            return ""
        return f"{self.view.code} 现在是“{state.label}”，不能{kind.deed}"

    def _reason_at_once(self) -> str:
        if reason := self._reason_of(HazardStepKind.GRADE):
            return reason
        severity = self.view.fact.standing.severity
        graver = severity not in (None, HazardSeverity.GENERAL)
        return "只有一般隐患可以立查立改" if graver else ""

    def _reason_to_retract(self) -> str:
        return self._reason() or ("" if self.view.last_step else "还没有可以撤回的一步")

    def _reason_to_correct(self) -> str:
        if reason := self._reason():
            return reason
        closed = self.view.state is HazardState.CLOSED
        return "已经销号，请先撤回销号再更正" if closed else ""

    def _reason_of_photos(self) -> str:
        return self._reason() or ("" if self.view.photos else "这条隐患没有照片")

    def _reason_of_links(self) -> str:
        return self._reason() or ("" if self.view.linked else "这条隐患没有关联单据")

    def _reason_open(self) -> str:
        if reason := self._reason():
            return reason
        return "" if self.view.state.is_open else f"{self.view.code} 已经{self.view.state.label}"

    def _reason_of_notice(self) -> str:
        slip = self._page.slip
        is_notice = slip is not None and slip.kind is VoucherKind.RECTIFICATION_NOTICE
        return "" if is_notice else CHOOSE_NOTICE

    def _reason_to_reply(self) -> str:
        if reason := self._reason_of_notice():
            return reason
        slip = self._page.slip
        done = slip is not None and slip.state is VoucherState.EXECUTED
        return "" if done else "通知书还没有签发、签收，没有回执"

    def _open(self, form: str) -> None:
        from houqin_desktop.gui.hazard import dialogs

        make: Make = getattr(dialogs, form)
        dialog = make(self._page, self._page.desk, self.view)
        if form == "correct_dialog":
            dialog.saved.connect(lambda result: self._page.open_hazard(result.number))
        dialog.open()

    def register(self) -> None:
        """Write down a hazard; it is shown when it is in the book."""
        from houqin_desktop.gui.hazard.dialogs import register_dialog

        dialog = register_dialog(self._page, self._page.desk)
        dialog.saved.connect(lambda result: self._page.open_hazard(result.number))
        dialog.open()

    def issue_notice(self) -> None:
        """Write a notice about the chosen hazards; it is shown when it is in the book."""
        from houqin_desktop.gui.hazard.notice_dialogs import notice_dialog

        dialog = notice_dialog(self._page, self._page.desk, self._page.chosen_hazards())
        dialog.saved.connect(lambda result: self._page.open_slip(result.number))
        dialog.open()

    def file_reply(self) -> None:
        """File the 回执 of the chosen notice."""
        from houqin_desktop.gui.hazard.notice_dialogs import ReplyDialog

        assert self._page.slip is not None
        ReplyDialog(self._page, self._page.desk, self._page.slip.number).open()

    def drop_reply(self) -> None:
        """Take the 回执 of the chosen notice off, or put it back."""
        from houqin_desktop.gui.hazard.notice_dialogs import drop_reply_dialog

        assert self._page.slip is not None
        drop_reply_dialog(self._page, self._page.desk, self._page.slip.number).open()

    def request(self) -> None:
        """Ask for things to be bought for the chosen hazard."""
        from houqin_desktop.gui.hazard.request_dialog import HazardRequestDialog

        dialog = HazardRequestDialog(self._page, self._page.desk, self.view)
        dialog.saved.connect(lambda result: self._page.open_record(result.number))
        dialog.open()

    def show_thread(self) -> None:
        """Show everything that hangs together with the chosen hazard."""
        from houqin_desktop.gui.procurement.thread_dialog import ThreadDialog

        dialog = ThreadDialog(self._page, self.view.code)
        dialog.wanted.connect(self._page.open_record)
        dialog.open()
