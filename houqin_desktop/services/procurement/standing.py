"""Whether a paper still counts, and since when: neither taken back, nor refused, nor reversed."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.storage.slip import reversal_of_slip

_ENDED = (VoucherState.WITHDRAWN, VoucherState.REJECTED)


def require_standing(case: SlipCase, doing: str) -> None:
    """Refuse to do something with a paper that counts no longer.

    :param doing: what is to be done, as it follows 不能.
    :raises Refused: `not_standing`.
    """
    red = reversal_of_slip(case.slip.id)
    reversed_by = red.number if red is not None and red.state is VoucherState.EXECUTED else ""
    if case.voucher.state not in _ENDED and not reversed_by:
        return
    how = f"已由 {reversed_by} 冲销" if reversed_by else "已经撤销或不同意"
    raise Refused(f"{case.voucher.number} {how}，不能{doing}。请核对单号。", code="not_standing")


def require_not_before(case: SlipCase, on: date, doing: str, *, signed: bool = True) -> None:
    """Refuse to do on a day what follows from a paper of a later one.

    :param doing: what is to be done, as it follows 不能.
    :param signed: whether the paper counts since its last signature only, not since its own day.
    :raises Refused: `date_order`.
    """
    since = (case.slip.posted_on if signed else None) or case.voucher.dated_on
    if on < since:
        raise Refused(
            f"{case.voucher.number} 是 {since} 办好的，不能在 {on} {doing}。请核对日期。",
            code="date_order",
        )
