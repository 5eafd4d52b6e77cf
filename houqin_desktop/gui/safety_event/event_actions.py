"""What can be done with the chosen activities, requirements and entries of 周边环境."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.fields import ChoiceField
from houqin_desktop.gui.safety_event.dialogs import (
    attach_dialog,
    correct_dialog,
    correct_liaison_dialog,
    liaison_dialog,
    record_dialog,
    rule_dialog,
)
from houqin_desktop.services.liaison.verbs import VoidLiaison
from houqin_desktop.services.liaison.view import liaison_pictures
from houqin_desktop.services.safety_event.documents import event_documents, event_pictures
from houqin_desktop.services.safety_event.drafts import (
    DropEventDocument,
    LoadEventRules,
    VoidSafetyEvent,
    WithdrawEventRules,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.safety_event.page import EventPage
    from houqin_desktop.services.assets.pictures import CardPicture
    from houqin_desktop.services.draft import Draft

NO_EVENT: Final = "请先选一项活动"
NO_RULE: Final = "请先在“必办要求”里选一项"
NO_ENTRY: Final = "请先在“周边环境”里选一条"
STANDING: Final = "有效"


class EventActions(QObject):
    """The verbs of activities, requirements and entries, each opening its form."""

    def __init__(self, page: EventPage) -> None:
        super().__init__(page)
        self._page = page

    def bind(self, actions: ActionSet) -> None:
        """Bind every action to its form and to what must be chosen for it."""
        page, desk = self._page, self._page.desk
        actions.bind("event.record", self._record)
        actions.bind("event.rule", lambda: rule_dialog(page, desk).open())
        actions.bind("event.load_rules", lambda: self._run(LoadEventRules(), "已装入必办活动"))
        actions.bind("liaison.record", self._record_entry)
        event, rule, entry = self._event, self._rule, self._entry
        table: tuple[tuple[str, Callable[[], object], Callable[[], str], str], ...] = (
            ("event.correct", lambda: correct_dialog(page, desk, event()).open(), event, NO_EVENT),
            ("event.void", self._void_event, event, NO_EVENT),
            ("event.attach", lambda: attach_dialog(page, desk, event()).open(), event, NO_EVENT),
            ("event.drop", self._drop, event, NO_EVENT),
            ("event.files", self._files, event, NO_EVENT),
            ("liaison.look", self._look, entry, NO_ENTRY),
            ("event.print", self._print, event, NO_EVENT),
            ("event.change_rule", lambda: rule_dialog(page, desk, rule()).open(), rule, NO_RULE),
            ("event.withdraw_rule", self._withdraw_rule, rule, NO_RULE),
            ("liaison.correct", self._correct_entry, entry, NO_ENTRY),
            ("liaison.void", self._void_entry, entry, NO_ENTRY),
        )
        for action_id, run, chosen, reason in table:
            actions.bind(action_id, run, _reason(chosen, reason))

    def _event(self) -> str:
        return self._page.chosen_in("活动编号", "safety_events")

    def _rule(self) -> str:
        return self._page.chosen_in("必办活动", "event_rules")

    def _entry(self) -> str:
        return self._page.chosen_in("记录编号", "liaison")

    def _run(self, draft: Draft, done: str) -> None:
        run_command(self._page, self._page.desk, draft, done=done)

    def _record(self) -> None:
        """Ask for an activity; with something missing chosen it is to meet that."""
        wanted = self._page.chosen_in("必办活动", "safety_events_missing", "event_rules")
        dialog = record_dialog(self._page, self._page.desk, wanted)
        if self._page.name == "safety_events":
            dialog.saved.connect(lambda result: self._page.open_event(result.number))
        dialog.open()

    def _record_entry(self) -> None:
        dialog = liaison_dialog(self._page, self._page.desk)
        dialog.saved.connect(lambda result: self._page.open_liaison(result.number))
        dialog.open()

    def _void_event(self) -> None:
        if self._page.chosen_in("状态", "safety_events") == STANDING:
            known = {"event": self._event(), "restore": None}
            self._ask_reason(f"作废活动 {self._event()}", VoidSafetyEvent, known)
        else:
            self._run(VoidSafetyEvent(event=self._event(), restore=True), "活动已恢复")

    def _void_entry(self) -> None:
        if self._page.chosen_in("状态", "liaison") == STANDING:
            known = {"number": self._entry(), "restore": None}
            self._ask_reason(f"作废联络 {self._entry()}", VoidLiaison, known)
        else:
            self._run(VoidLiaison(number=self._entry(), restore=True), "记录已恢复")

    def _ask_reason(
        self, title: str, draft_class: type[Draft], known: dict[str, str | None]
    ) -> None:
        desk = self._page.desk
        dialog = DraftDialog(
            self._page, desk, title, draft_class, known=known, notes=("reason",), verb="作废"
        )
        dialog.done_text = "已作废"
        dialog.open()

    def _correct_entry(self) -> None:
        correct_liaison_dialog(self._page, self._page.desk, self._entry()).open()

    def _files(self) -> None:
        code = self._event()
        self._show(
            f"活动文件 {code}",
            partial(event_pictures, code),
            lambda at: DropEventDocument(event=code, document=at),
        )

    def _look(self) -> None:
        self._show(f"周边联络 {self._entry()}", partial(liaison_pictures, self._entry()))

    def _show(
        self,
        title: str,
        pictures: Callable[[], tuple[CardPicture, ...]],
        drop: Callable[[int], Draft] | None = None,
    ) -> None:
        from houqin_desktop.gui.slips.document_dialogs import FilesDialog

        if pictures():
            FilesDialog(self._page, self._page.desk, title, pictures, drop).open()
        else:
            self._page.bar.say(f"{title} 没有文件。请先附上。")

    def _drop(self) -> None:
        """Ask which file of the activity is taken off."""
        kept = event_documents(self._event())
        if not kept:
            self._page.refuse(
                Refused("这项活动没有附文件，没有要取下的。请选别的活动。", code="no_document")
            )
            return
        files = [(one.position, f"{one.position}　{one.title}") for one in kept]
        DraftDialog(
            self._page,
            self._page.desk,
            f"取下文件 {self._event()}",
            DropEventDocument,
            known={"event": self._event(), "restore": None},
            fields={"document": ChoiceField(files)},
            done="文件已取下",
            verb="取下文件",
        ).open()

    def _withdraw_rule(self) -> None:
        back = self._page.chosen_in("状态", "event_rules") == "已撤销"
        draft = WithdrawEventRules(rules=(self._rule(),), restore=back or None)
        self._run(draft, "必办活动已恢复" if back else "必办活动已撤销")

    def _print(self) -> None:
        """Show the record of the activity as it will come out of the printer."""
        from houqin_desktop.gui.safety_device.papers import print_safety

        print_safety(self._page, "safety_event", self._event())


def _reason(chosen: Callable[[], str], reason: str) -> Callable[[], str]:
    return lambda: "" if chosen() else reason
