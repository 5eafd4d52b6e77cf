"""What stands beside a slip of any kind: its photos, and the thread on which it lies."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from houqin_desktop.gui.slips.actions import CHOOSE_SLIP

if TYPE_CHECKING:
    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.slips.page import SlipsPage


def bind_photos(page: SlipsPage, actions: ActionSet) -> None:
    """Bind 看照片 to the chosen slip."""
    actions.bind("slip.photos", partial(_show_photos, page), partial(_why_no_photos, page))


def bind_thread(page: SlipsPage, actions: ActionSet) -> None:
    """Bind 看流程 to the chosen slip."""
    actions.bind("procurement.thread", partial(_show_thread, page), partial(_why_no_slip, page))


def _why_no_slip(page: SlipsPage) -> str:
    return CHOOSE_SLIP if page.slip is None else ""


def _why_no_photos(page: SlipsPage) -> str:
    if page.slip is None:
        return CHOOSE_SLIP
    return "" if page.slip.photos else f"{page.slip.number} 没有照片"


def _show_photos(page: SlipsPage) -> None:
    from houqin_desktop.gui.loan.photo_dialog import PhotoDialog
    from houqin_desktop.services.loan.photos import photos_of

    assert page.slip is not None
    number = page.slip.number
    PhotoDialog(page, f"照片 {number}", photos_of(number)).open()


def _show_thread(page: SlipsPage) -> None:
    from houqin_desktop.gui.procurement.thread_dialog import ThreadDialog

    assert page.slip is not None
    dialog = ThreadDialog(page, page.slip.number)
    dialog.wanted.connect(page.open_record)
    dialog.open()
