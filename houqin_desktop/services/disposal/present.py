"""What an open case says now, as the forms of the window begin: who signs, what was applied for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.domain.routes import ROUTES
from houqin_desktop.domain.slip import SLIP_KINDS
from houqin_desktop.services import lookup
from houqin_desktop.services.disposal.drafts import ChangeDisposal
from houqin_desktop.services.disposal.verbs import find_case
from houqin_desktop.services.papers.vouchers import Signers
from houqin_desktop.services.slips.engine import find_slip
from houqin_desktop.services.slips.kinds import signers_of
from houqin_desktop.storage.asset import assets_by_id
from houqin_desktop.storage.disposal import Disposal, lines_of

if TYPE_CHECKING:
    from datetime import date

    from houqin_desktop.domain.voucher import VoucherKind
    from houqin_desktop.storage.voucher import Voucher


def signer_on(number: str, step_key: str, on: date) -> tuple[str | None, str]:
    """Return number and words of who signs this step on that day.

    The number is None for an outside body and for a vacant post.
    """
    voucher = lookup.voucher(number)
    step = ROUTES[voucher.route].step(step_key)
    if step.body is not None:
        return None, step.body.label
    signs_as = step.signs_as
    if signs_as is None:
        return None, ""
    holder = _signers(voucher).holder(step, on)
    if holder is None:
        return None, f"{signs_as.label}{'待填' if step.party is not None else '当日空缺'}"
    person = lookup.person_by_id(holder)
    return person.number, f"{person.name}（{signs_as.label}）"


def _signers(voucher: Voucher) -> Signers:
    if voucher.kind in SLIP_KINDS:
        return signers_of(find_slip(voucher.number))
    disposal = Disposal.find(id=voucher.id)
    return Signers(None if disposal is None else disposal.storeroom_id)


def disposal_kind(number: str) -> VoucherKind:
    """Return whether the case is 报废 or 报损."""
    return find_case(number).voucher.kind


def present_application(number: str) -> ChangeDisposal:
    """Return the application as it stands, in the shape of the draft that would change it."""
    case = find_case(number)
    row = case.disposal
    lines = lines_of(row.id)
    codes = {asset.id: asset.code for asset in assets_by_id([line.asset_id for line in lines])}
    return ChangeDisposal(
        number=case.voucher.number,
        assets=tuple(codes[line.asset_id] for line in lines),
        reason=row.reason,
        reason_note=row.reason_note,
        residual_advice=row.residual_advice,
        appraised_on=row.appraised_on,
        appraisal_names=row.appraisal_names,
        appraisal_conclusion=row.appraisal_conclusion,
    )
