"""What the wizard has not been through yet, until every page is filled in or passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.domain.setup import CONSEQUENCES, SetupStep
from houqin_desktop.services.setup.progress import setup_progress
from houqin_desktop.services.todo.day_list import Leads, TodoGroup, TodoLine, group_of
from houqin_desktop.storage.asset import Asset

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session


def pages_open(_session: Session) -> TodoGroup | None:
    """List the pages of the wizard that are still open; with cards no old ledger is missed."""
    lines = [
        TodoLine(f"建账还差：{step.label}", CONSEQUENCES[step], Leads("setup", step.value))
        for step in setup_progress().open_steps
        if step is not SetupStep.IMPORT or not Asset.select().exists()
    ]
    return group_of(
        "pages_open", "建账没有做完", "settings", "打开建账向导，接着上次的一页。", lines
    )


SOURCES = (pages_open,)
