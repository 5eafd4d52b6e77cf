"""The verbs of disposal that move assets: apply, change, withdraw, write off, record residuals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.disposal import Appraisal, Thresholds
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.storeroom import VirtualLocation
from houqin_desktop.domain.voucher import VoucherEvent, VoucherKind, VoucherState, next_state
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.disposal.appraisal import (
    Support,
    as_written,
    covers_every_young,
    support_for,
    write_appraisal,
)
from houqin_desktop.services.disposal.assessment import (
    AssessedLine,
    Assessment,
    assess,
    assess_lines,
    default_applicant,
    thresholds,
)
from houqin_desktop.services.disposal.drafts import (
    ApplyDisposal,
    ChangeDisposal,
    RecordAppraisal,
    RecordResidual,
    WriteOffDisposal,
)
from houqin_desktop.services.disposal.pieces import (
    parts_before_split,
    read_pieces,
    split_off_pieces,
)
from houqin_desktop.services.papers.vouchers import advance, is_frozen, open_voucher
from houqin_desktop.storage.appraisal import DisposalAppraisal, appraisal_of_case
from houqin_desktop.storage.asset import Asset, Posting, assets_by_id, current_custodies
from houqin_desktop.storage.disposal import (
    Disposal,
    DisposalLine,
    Residual,
    all_lines_of,
    lines_of,
)
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.reversal import reversal_of
from houqin_desktop.storage.row_writing import canonical
from houqin_desktop.storage.voucher import Voucher, signatures_of


@dataclass(frozen=True, slots=True)
class Case:
    """A disposal with its voucher."""

    voucher: Voucher
    disposal: Disposal

    @property
    def appraisal(self) -> Appraisal:
        """Return the technical appraisal as it stands."""
        row = self.disposal
        return Appraisal(row.appraised_on, row.appraisal_names, row.appraisal_conclusion)


def find_case(number: str) -> Case:
    """Return the disposal with this number; refuse an unknown one."""
    voucher = lookup.voucher(number)
    disposal = Disposal.find(id=voucher.id)
    if disposal is None:
        raise Refused(f"{number} 不是报废报损单。请检查单号。", code="unknown_voucher")
    return Case(voucher, disposal)


@command("申请报废报损", ApplyDisposal)
def apply_disposal(task: Task, draft: ApplyDisposal) -> Outcome:
    """Open a case: the route is chosen and frozen, and the assets wait for disposal."""
    kind = VoucherKind(draft.kind)
    pieces = read_pieces(draft.pieces, draft.assets)
    whole = lookup.assets(draft.assets)
    written = Appraisal(
        draft.appraised_on, draft.appraisal_names or "", draft.appraisal_conclusion or ""
    )
    _refuse_before_split(parts_before_split(whole, pieces), kind, written, draft.appraisal, task.on)
    assets = split_off_pieces(task, whole, pieces)
    support = support_for(assess_lines(assets, task.on), kind, task.on, written, draft.appraisal)
    found = assess(assets, kind, support.words, task.on)
    _require_appraised_by(support.words, task)
    limits = thresholds()
    applicant = default_applicant(found.storeroom_id, task.on)
    if draft.applicant is not None:
        applicant = lookup.person(draft.applicant).id
    voucher = open_voucher(task, kind, found.choice.route)
    disposal = task.insert(
        Disposal,
        id=voucher.id,
        reason=draft.reason,
        reason_note=draft.reason_note or "",
        residual_advice=draft.residual_advice or "",
        applicant_id=applicant or task.require_actor().id,
        unit_limit_fen=limits.unit_value_fen,
        total_limit_fen=limits.total_value_fen,
        written_off_on=None,
        **_judged(found, support),
    )
    _write_lines(task, disposal, found.lines)
    _stand_on(task, disposal, support)
    return Outcome(voucher.number, (voucher.number,))


def _judged(found: Assessment, support: Support) -> dict[str, Any]:
    """Return the columns of an application that the rules and the appraisal fill in."""
    return {
        "storeroom_id": found.storeroom_id,
        "rule": found.choice.reason,
        "warnings": canonical(list(found.warnings)),
        "appraised_on": support.words.appraised_on,
        "appraisal_names": support.words.names,
        "appraisal_conclusion": support.words.conclusion,
    }


def _stand_on(task: Task, disposal: Disposal, support: Support) -> None:
    """Remember on which appraisal the application stands."""
    row = support.row
    standing = appraisal_of_case(disposal.id)
    if row is not None and (standing is None or standing.id != row.id):
        task.insert(DisposalAppraisal, disposal_id=disposal.id, appraisal_id=row.id)


@command("修改报废报损申请", ChangeDisposal)
def change_disposal(task: Task, draft: ChangeDisposal) -> Outcome:
    """Change an application, or submit a returned one again; printed paper becomes void."""
    case = find_case(draft.number)
    voucher, disposal = case.voucher, case.disposal
    returned = voucher.state is VoucherState.RETURNED
    if not returned and draft.filled() == ("number",):
        raise Refused(
            f"{voucher.number} 没有填写要改的内容，没有改动。请填写要改的项目。",
            code="nothing_changed",
        )
    event = VoucherEvent.RESUBMIT if returned else VoucherEvent.CHANGE
    next_state(voucher.state, event, voucher.number)
    written = Appraisal(
        draft.appraised_on or disposal.appraised_on,
        _given(draft.appraisal_names, disposal.appraisal_names),
        _given(draft.appraisal_conclusion, disposal.appraisal_conclusion),
    )
    assets = _assets_again(task, case, draft)
    lines = assess_lines(assets, task.on)
    sheet = appraisal_of_case(disposal.id)
    if sheet and written == as_written(sheet) and not covers_every_young(sheet, lines):
        written = Appraisal(None, "", "")
    support = support_for(lines, voucher.kind, task.on, written, draft.appraisal)
    _require_appraised_by(support.words, task)
    renew(
        task,
        case,
        assets,
        support,
        reason=draft.reason or disposal.reason,
        reason_note=_given(draft.reason_note, disposal.reason_note),
        residual_advice=_given(draft.residual_advice, disposal.residual_advice),
    )
    return Outcome(voucher.number, (voucher.number,))


def renew(
    task: Task, case: Case, assets: Sequence[Asset], support: Support, **content: Any
) -> None:
    """Write what an application now says: on printed or signed paper it is the next version.

    :raises Refused: in a state in which nothing is changed any more, and by the rules.
    """
    voucher, disposal = case.voucher, case.disposal
    event = VoucherEvent.RESUBMIT if voucher.state is VoucherState.RETURNED else VoucherEvent.CHANGE
    state = next_state(voucher.state, event, voucher.number)
    found = assess_again(case, assets, support.words)
    version = voucher.version + 1 if is_frozen(voucher) else voucher.version
    task.update(voucher, state=state, version=version, route=found.choice.route.name)
    task.update(disposal, **content, **_judged(found, support))
    _drop_lines(task, disposal, {line.asset.id for line in found.lines})
    _write_lines(task, disposal, found.lines)
    _stand_on(task, disposal, support)


@command("登记技术鉴定", RecordAppraisal)
def record_appraisal(task: Task, draft: RecordAppraisal) -> Outcome:
    """Record a technical appraisal of some cards, or of a case, which then stands on it."""
    if (draft.assets is None) == (draft.number is None):
        raise Refused("请写明鉴定哪些资产，或者鉴定哪张单，二者填一项。", code="no_assets")
    if draft.number is None:
        row = write_appraisal(task, draft, lookup.assets(draft.assets or ()))
        return Outcome(row.number, (row.number,))
    case = find_case(draft.number)
    next_state(case.voucher.state, VoucherEvent.CHANGE, case.voucher.number)
    assets = assets_of(case)
    row = write_appraisal(task, draft, assets)
    renew(task, case, assets, Support(as_written(row), row))
    return Outcome(row.number, (row.number, case.voucher.number))


def _require_appraised_by(appraisal: Appraisal, task: Task) -> None:
    if appraisal.appraised_on is not None and appraisal.appraised_on > task.on:
        raise Refused(
            f"鉴定日期 {appraisal.appraised_on} 晚于 {task.on}。请核对日期。", code="future_date"
        )


def _refuse_before_split(
    parts: Sequence[Asset], kind: VoucherKind, written: Appraisal, appraisal: str | None, on: date
) -> None:
    """Let a refusal name the card that was chosen, not the one that its pieces would have got."""
    support = support_for(assess_lines(parts, on), kind, on, written, appraisal)
    assess(parts, kind, support.words, on)


def _given(new: str | None, old: str) -> str:
    return old if new is None else new


def _assets_again(task: Task, case: Case, draft: ChangeDisposal) -> list[Asset]:
    """Return the cards of the changed application, those of which only a part goes split."""
    if draft.assets is None:
        read_pieces(draft.pieces, ())
        return assets_of(case)
    pieces = read_pieces(draft.pieces, draft.assets)
    return split_off_pieces(task, lookup.assets(draft.assets), pieces)


def assets_of(case: Case) -> list[Asset]:
    """Return the cards of a case in the order of its lines."""
    ids = [row.asset_id for row in lines_of(case.disposal.id)]
    by_id = {asset.id: asset for asset in assets_by_id(ids)}
    return [by_id[asset_id] for asset_id in ids]


def assess_again(case: Case, assets: Sequence[Asset], appraisal: Appraisal) -> Assessment:
    """Ask the rules again, with the thresholds and the date of the application."""
    disposal, voucher = case.disposal, case.voucher
    return assess(
        assets,
        voucher.kind,
        appraisal,
        voucher.dated_on,
        limits=Thresholds(disposal.unit_limit_fen, disposal.total_limit_fen),
        case=(voucher.id, voucher.number),
    )


def _write_lines(task: Task, disposal: Disposal, lines: Sequence[AssessedLine]) -> None:
    """Write or renew the lines of an application and set their assets waiting."""
    known = {row.asset_id: row for row in all_lines_of(disposal.id)}
    for position, line in enumerate(lines, start=1):
        asset = line.asset
        values: dict[str, Any] = {
            "position": position,
            "quantity": asset.quantity,
            "original_value_fen": asset.original_value_fen,
            "accumulated_fen": line.accumulated_fen,
            "life_months": line.life_months,
            "used_months": line.used_months,
            "dropped": False,
            "open": True,
        }
        row = known.get(asset.id)
        if row is None or not row.open:
            values["status_before"] = asset.status
        if row is None:
            task.insert(DisposalLine, disposal_id=disposal.id, asset_id=asset.id, **values)
        else:
            task.update(row, **values)
        task.update(asset, status=AssetStatus.PENDING_DISPOSAL)


def _drop_lines(task: Task, disposal: Disposal, kept: set[int]) -> None:
    for row in lines_of(disposal.id):
        if row.asset_id not in kept:
            was_open = row.open
            task.update(row, dropped=True, open=False)
            if was_open:
                _restore_status(task, row)


def _restore_status(task: Task, row: DisposalLine) -> None:
    asset: Asset = Asset.get_by_id(row.asset_id)
    task.update(asset, status=row.status_before)


def release(task: Task, case: Case) -> None:
    """Give the assets of a case back exactly the state that they had before it (I25)."""
    for row in lines_of(case.disposal.id):
        if row.open:
            task.update(row, open=False)
            _restore_status(task, row)


@command("下账", WriteOffDisposal)
def write_off_disposal(task: Task, draft: WriteOffDisposal) -> Outcome:
    """Let the approved assets leave the register: posted, marked, nobody answers for them."""
    case = find_case(draft.number)
    advance(task, case.voucher, VoucherEvent.WRITE_OFF)
    require_after_signatures(task, case.voucher)
    gone = lookup.virtual_location(VirtualLocation.DISPOSED)
    rooms = {room.id: room.location_id for room in Storeroom.every()}
    rows = lines_of(case.disposal.id)
    ids = [row.asset_id for row in rows]
    assets = {asset.id: asset for asset in assets_by_id(ids)}
    custodies = current_custodies(ids)
    for row in rows:
        asset = assets[row.asset_id]
        task.insert(
            Posting,
            asset_id=asset.id,
            from_location_id=rooms[asset.storeroom_id],
            to_location_id=gone,
            quantity=asset.quantity,
            value_fen=asset.original_value_fen,
            posted_on=task.on,
            voucher_id=case.voucher.id,
        )
        held = custodies.get(asset.id)
        if held is not None:
            task.update(held, to_on=max(held.from_on, task.on))
        task.update(asset, status=AssetStatus.DISPOSED)
        task.update(row, open=False)
    task.update(
        case.disposal,
        written_off_on=task.on,
        accounting_voucher=draft.accounting_voucher or "",
    )
    return Outcome(case.voucher.number, (case.voucher.number,))


def require_after_signatures(task: Task, voucher: Voucher) -> None:
    """Refuse to carry a voucher out on a day before its last signature."""
    valid = [s for s in signatures_of(voucher.id) if s.version == voucher.version]
    approved_on = max(s.signed_on for s in valid)
    if task.on < approved_on:
        raise Refused(
            f"下账日期 {task.on} 早于最后签字的日期 {approved_on}。请核对日期。", code="date_order"
        )


def residuals_of(case: Case) -> list[Residual]:
    """Return what came in for the remains, in order."""
    return Residual.picked("disposal_id = ?", case.disposal.id)


@command("登记残值", RecordResidual)
def record_residual(task: Task, draft: RecordResidual) -> Outcome:
    """Record what came in for written-off assets, with deposit slip and accounting voucher."""
    case = find_case(draft.number)
    if case.voucher.state is not VoucherState.EXECUTED:
        raise Refused(
            f"{case.voucher.number} 还没有下账，不能登记残值。请先下账。", code="not_written_off"
        )
    standing = reversal_of(case.disposal.id)
    if standing is not None and standing[1] == VoucherState.EXECUTED:
        raise Refused(
            f"{case.voucher.number} 已由 {standing[0]} 冲销，不再登记残值。", code="reversed"
        )
    if not draft.method:
        raise Refused("残值处理方式不能为空。请写明怎样处理。", code="empty_method")
    if draft.amount < 0:
        raise Refused("残值收入不能为负。没有收入请填 0.00。", code="negative_amount")
    received_on = draft.received_on or task.on
    if not case.voucher.dated_on <= received_on <= task.on:
        raise Refused(
            f"收入日期 {received_on} 不在申请日期与 {task.on} 之间。请核对日期。", code="date_order"
        )
    task.insert(
        Residual,
        disposal_id=case.disposal.id,
        received_on=received_on,
        method=draft.method,
        amount_fen=draft.amount,
        deposit_slip=draft.deposit_slip or "",
        accounting_voucher=draft.accounting_voucher or "",
    )
    return Outcome(case.voucher.number, (case.voucher.number,))
