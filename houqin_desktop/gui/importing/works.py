"""The long works of an import, each on the worker with a bar and a cancel: try, write, mark red."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from houqin_desktop.gui.lending import lend

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.domain.errors import Refused
    from houqin_desktop.domain.ledger.choices import LedgerChoices
    from houqin_desktop.domain.ledger.grid import Workbook
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.importing.decisions import ImportDecisions
    from houqin_desktop.services.importing.look import ImportLook
    from houqin_desktop.services.importing.plan import ImportPlan


class _Answering(Protocol):
    """A dialog that shows a refusal in place."""

    def refuse(self, refusal: Refused) -> None:
        """Show why the rule said no."""


class ImportWorks:
    """The works of one dialog over one desk."""

    def __init__(self, dialog: QWidget, answering: _Answering, desk: Desk) -> None:
        self._dialog = dialog
        self._answering = answering
        self._desk = desk

    def _lend(
        self, title: str, work: Callable[[Progress], object], done: Callable[..., None]
    ) -> None:
        refused = self._answering.refuse
        lend(self._dialog, self._desk, title, work, done=done, refused=refused)

    def try_file(
        self, path: Path, choices: LedgerChoices, done: Callable[[ImportLook], None]
    ) -> None:
        """Read a file and hold every row against the book; nothing is written."""
        from houqin_desktop.documents.workbooks.reader import read_workbook
        from houqin_desktop.services.importing.look import look_at

        def work(progress: Progress) -> ImportLook:
            progress(0, 0)
            workbook = read_workbook(path, progress)
            progress(0, 0)
            return look_at(self._desk.session, workbook, choices)

        self._lend("正在试算", work, done)

    def try_again(
        self, workbook: Workbook, choices: LedgerChoices, done: Callable[[ImportLook], None]
    ) -> None:
        """Try the same workbook out with what a person put right."""
        from houqin_desktop.services.importing.look import look_at

        def work(progress: Progress) -> ImportLook:
            progress(0, 0)
            return look_at(self._desk.session, workbook, choices)

        self._lend("正在重新试算", work, done)

    def bring_in(
        self,
        plan: ImportPlan,
        decisions: ImportDecisions,
        done: Callable[[str | None], None],
        *,
        skip_rejected: bool,
    ) -> None:
        """Write a plan as it was decided, whole or not at all."""
        from houqin_desktop.services.importing.decisions import decided
        from houqin_desktop.services.importing.verbs import import_plan

        def work(progress: Progress) -> str | None:
            final = decided(plan, decisions)
            session = self._desk.session
            return import_plan(session, final, skip_rejected=skip_rejected, tick=progress)

        self._lend("正在导入", work, done)

    def write_faults(
        self,
        plan: ImportPlan,
        workbook: Workbook,
        source: Path,
        target: Path,
        done: Callable[[int], None],
    ) -> None:
        """Write a copy of the ledger with its faults; the original stays as it is."""
        from houqin_desktop.documents.workbooks.faults import write_faults

        def work(progress: Progress) -> int:
            progress(0, 0)
            return write_faults(self._desk.session, plan, workbook, source, target)

        self._lend("正在写回问题", work, done)
