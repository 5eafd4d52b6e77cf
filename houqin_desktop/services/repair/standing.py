"""A repair that may still change: found, brought to a version of which nothing is on paper yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.routes import ROUTES
from houqin_desktop.domain.voucher import VoucherEvent, VoucherKind, VoucherState
from houqin_desktop.services.commands import Task
from houqin_desktop.services.papers.vouchers import is_frozen, signed_steps, state_after
from houqin_desktop.services.procurement.standing import require_not_before, require_standing
from houqin_desktop.services.slips.engine import SlipCase, find_slip
from houqin_desktop.storage.voucher import Voucher


def find_repair(number: str, on: date, doing: str) -> SlipCase:
    """Return a repair to which something may be entered on a day.

    :param doing: what is to be done, as it follows 不能.
    :raises Refused: for one that counts no longer, is signed whole, or of a later day.
    """
    case = find_slip(number, VoucherKind.REPAIR)
    require_standing(case, doing)
    require_not_before(case, on, doing, signed=False)
    if case.voucher.state is not VoucherState.SIGNING:
        raise Refused(
            f"{case.voucher.number} 已经验收办结，不能{doing}。又坏了请另写一张报修单；"
            "登记错了请用“红字冲销”。",
            code="state",
        )
    return case


def require_unsigned(voucher: Voucher, doing: str) -> None:
    """Refuse to change what somebody has signed already.

    :raises Refused: `already_signed`, naming the boxes.
    """
    if signed := signed_steps(voucher):
        way = "退回重修" if voucher.state is VoucherState.SIGNING else "红字冲销"
        raise Refused(
            f"{voucher.number} {_boxes(voucher, signed)}已经签字，不能{doing}。请先把它“{way}”。",
            code="already_signed",
        )


def _boxes(voucher: Voucher, signed: Iterable[str]) -> str:
    return "、".join(step.title for step in ROUTES[voucher.route].steps if step.key in signed)


def next_version(task: Task, voucher: Voucher, route: str | None = None) -> None:
    """Let a repair have its next version where the present one is on paper; signatures lapse."""
    state_after(voucher, VoucherEvent.CHANGE)
    version = voucher.version + 1 if is_frozen(voucher) else voucher.version
    task.update(voucher, version=version, route=route or voucher.route)
