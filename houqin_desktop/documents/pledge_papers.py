"""Many responsibility letters as one PDF, each with its own QR, pages and mark of a reprint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from houqin_desktop.documents.layout import Document
from houqin_desktop.documents.pledge_form import add_pledge
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.slips.engine import find_slip
from houqin_desktop.services.slips.sheets import slip_sheet_for, times_printed

Progress = Callable[[int, int], None]
TITLE = "责任状"


def pledges_pdf(numbers: Sequence[str], progress: Progress, *, preview: bool = False) -> bytes:
    """Draw these letters one after another.

    :param preview: whether the mark 重印 is left out.
    :raises Refused: for a number that is no letter's.
    """
    document = Document(TITLE, author="")
    for done, number in enumerate(numbers):
        progress(done, len(numbers))
        case = find_slip(number, VoucherKind.PLEDGE)
        reprint = 0 if preview else times_printed(case)
        add_pledge(document, slip_sheet_for(case), reprint=reprint)
    file = BytesIO()
    document.write(file)
    return file.getvalue()
