"""财务入账: under which number the accounts department entered a receipt."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.procurement.drafts import EnterInAccounts
from houqin_desktop.services.procurement.standing import require_standing
from houqin_desktop.services.slips.engine import find_slip
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.procurement import AccountsEntry


@command("登记财务入账", EnterInAccounts)
def enter_in_accounts(task: Task, draft: EnterInAccounts) -> Outcome:
    """Write the accounts department's number beside a receipt; none takes it away again.

    :raises Refused: for a receipt that does not count, a day before its own, or no change.
    """
    case = find_slip(draft.number, VoucherKind.RECEIPT)
    number = case.voucher.number
    require_standing(case, "登记入账")
    entered_on = (draft.entered_on or task.on) if draft.accounting_voucher else None
    if entered_on is not None and not case.voucher.dated_on <= entered_on <= task.on:
        raise Refused(
            f"入账日期 {entered_on} 须在入库日期 {case.voucher.dated_on} 与 {task.on} 之间。"
            "请核对日期。",
            code="date_order",
        )
    values = {"number": draft.accounting_voucher or "", "entered_on": entered_on}
    entry = AccountsEntry.find(slip_id=case.slip.id)
    if entry is None and draft.accounting_voucher:
        task.insert(AccountsEntry, slip_id=case.slip.id, **values)
    elif entry is None or not task.update(entry, **values):
        raise Refused(f"{number} 的入账情况本来就是这样。请核对凭证号。", code="no_change")
    return Outcome(number, (number,))


def accounts_entry_of(number: str) -> AccountsEntry | None:
    """Return what is known of a receipt's entry in the accounts, None where nothing is."""
    return AccountsEntry.find(slip_id=find_slip(number).slip.id)


@undoes("enter_in_accounts")
def _as_before(deed: Deed) -> EnterInAccounts:
    ((_, touched),) = deed.still(AccountsEntry)
    before = touched.before or {}
    entered_on = before.get("entered_on")
    return EnterInAccounts(
        number=deed.number or "",
        accounting_voucher=before.get("number") or None,
        entered_on=None if entered_on is None else date.fromisoformat(entered_on),
    )
