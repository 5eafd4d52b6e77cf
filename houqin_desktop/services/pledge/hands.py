"""Many letters at once: put on paper for who has not signed, and signed as they come back."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.pledge import PledgeSigner, PledgeTopic
from houqin_desktop.domain.routes import ROUTES
from houqin_desktop.domain.voucher import Decision, VoucherKind, VoucherState
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import in_row
from houqin_desktop.services.papers import vouchers
from houqin_desktop.services.pledge.drafts import PrintPledges, SignedLetter, SignPledges
from houqin_desktop.services.slips.engine import find_slip
from houqin_desktop.services.slips.sheets import slip_sheet_for
from houqin_desktop.services.slips.verbs import after_signature, slip_signers
from houqin_desktop.services.undoing.verbs import cannot_undo
from houqin_desktop.storage.pledge_sums import letters

cannot_undo("print_pledges", "纸已经打印出来，打印次数要如实。不用的请作废留存。")
cannot_undo("sign_pledges", "签字要如实留存。记错的那一份请用“物品单据红字冲销”。")


def waiting_letters(
    topic: PledgeTopic | None = None, signer: PledgeSigner | None = None
) -> list[str]:
    """Return the numbers of the letters that wait for hands, of one kind where it is said."""
    return [
        one.number
        for one in letters()
        if one.state is VoucherState.SIGNING
        and topic in (None, one.topic)
        and signer in (None, one.signer)
    ]


@command("打印责任状", PrintPledges)
def print_pledges(task: Task, draft: PrintPledges) -> Outcome:
    """Record that letters were put on paper, all that wait or the named ones.

    :raises Refused: where none waits.
    """
    numbers = draft.numbers or tuple(waiting_letters(draft.topic, draft.signer))
    if not numbers:
        raise Refused("没有等着签字的责任状，不用打印。请先开责任状。", code="nobody_left")
    found = []
    for number in dict.fromkeys(numbers):
        case = find_slip(number, VoucherKind.PLEDGE)
        vouchers.print_out(task, case.voucher, slip_sheet_for(case))
        found.append(case.voucher.number)
    return Outcome(found[0] if len(found) == 1 else None, tuple(found))


@command("批量登记责任状签字", SignPledges)
def sign_pledges(task: Task, draft: SignPledges) -> Outcome:
    """Record every hand that is still wanted on letters that came back, each with its scan.

    :raises Refused: naming the row, for a letter that is signed, or a day before it was opened.
    """
    if not draft.letters:
        raise Refused("没有选责任状。请至少填一份。", code="no_lines")
    found = []
    for position, row in enumerate(draft.letters, start=1):
        with in_row(position):
            found.append(_sign(task, row, row.signed_on or draft.signed_on or task.on))
    return Outcome(found[0] if len(found) == 1 else None, tuple(found))


def _sign(task: Task, row: SignedLetter, signed_on: date) -> str:
    case = find_slip(row.number, VoucherKind.PLEDGE)
    voucher = case.voucher
    if voucher.state is not VoucherState.SIGNING:
        raise Refused(
            f"{voucher.number} 已经签齐或撤销，不用再登记。请核对单号。", code="already_signed"
        )
    route, sheet, signers = ROUTES[voucher.route], slip_sheet_for(case), slip_signers(case)
    for step in route.due(vouchers.signed_steps(voucher)):
        signing = vouchers.Signing(
            Decision.AGREE, step.key, signed_on=signed_on, scan=row.scan or None
        )
        vouchers.sign(task, voucher, route, sheet, signing, signers)
    after_signature(task, voucher.number)
    return voucher.number
