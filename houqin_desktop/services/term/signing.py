"""发放签收表 was signed: its hands are put on record on every slip that it is about."""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.routes import ROUTES
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.disposal.drafts import RecordSignature
from houqin_desktop.services.disposal.signing import record_signature
from houqin_desktop.services.papers.vouchers import signed_steps
from houqin_desktop.services.term.drafts import SignHandOut
from houqin_desktop.services.term.finding import standing_plan, title_of
from houqin_desktop.services.term.sheets import part_of_group
from houqin_desktop.services.undoing.verbs import cannot_undo
from houqin_desktop.storage.term import TermPlan, groups_of, issues_in_plan

cannot_undo("sign_hand_out", "签字要如实留存。发错了请用“红字冲销”冲回领用单。")


@command("登记发放签收", SignHandOut)
def sign_hand_out(task: Task, draft: SignHandOut) -> Outcome:
    """Record the hands of takers and keeper on the slips of one sheet, or of all of them.

    :raises Refused: when no slip of it waits for a hand, and as a signature is.
    """
    plan = standing_plan(draft.plan)
    numbers = _waiting(plan, draft.sheet)
    if not numbers:
        about = f"“{draft.sheet}”" if draft.sheet else ""
        raise Refused(
            f"{title_of(plan)}{about}没有等签字的领用单：还没有发放，或都已签齐。请核对签收表。",
            code="nothing_to_sign",
        )
    for number in numbers:
        _sign(task, number, draft)
    return Outcome(plan.code, numbers)


def sheets_waiting(plan: TermPlan) -> list[str]:
    """Return the sheets of which some slip waits for a hand, in the order of the groups."""
    waiting = {group for group, _, _, _, state in issues_in_plan(plan.id) if state in _OPEN}
    found = (part_of_group(group) for group in groups_of(plan.id) if group.id in waiting)
    return list(dict.fromkeys(found))


_OPEN = (VoucherState.SIGNING.value,)


def _waiting(plan: TermPlan, sheet: str | None) -> tuple[str, ...]:
    chosen = {group.id for group in groups_of(plan.id) if sheet in (None, "", part_of_group(group))}
    return tuple(
        number
        for group, _, _, number, state in issues_in_plan(plan.id)
        if group in chosen and state in _OPEN
    )


def _sign(task: Task, number: str, draft: SignHandOut) -> None:
    route = ROUTES[lookup.voucher(number).route]
    while due := route.due(signed_steps(lookup.voucher(number))):
        record_signature(
            task,
            RecordSignature(
                number=number, step=due[0].key, signed_on=draft.signed_on, scan=draft.scan
            ),
        )
