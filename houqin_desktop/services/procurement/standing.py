"""Whether a paper still counts: neither taken back, nor refused, nor reversed."""

from __future__ import annotations

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
