"""红字冲销: ask for the reversal of a write-off, and let it take effect when it is signed."""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.domain.disposal import REVERSAL_ROUTE
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.reversal import ReversalSheet
from houqin_desktop.domain.routes import ROUTES
from houqin_desktop.domain.storeroom import VirtualLocation
from houqin_desktop.domain.voucher import VoucherEvent, VoucherKind, VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.disposal.drafts import PostReversal, ReverseWriteOff
from houqin_desktop.services.disposal.sheet import boxes_of, sheet_for
from houqin_desktop.services.disposal.verbs import (
    Case,
    assets_of,
    find_case,
    require_after_signatures,
    residuals_of,
)
from houqin_desktop.services.papers.vouchers import advance, open_voucher
from houqin_desktop.services.settings import school_name
from houqin_desktop.storage.asset import Asset, Custody, Posting, rows_by_asset
from houqin_desktop.storage.disposal import Disposal, lines_of
from houqin_desktop.storage.journal import head
from houqin_desktop.storage.people import Person, Storeroom
from houqin_desktop.storage.reversal import Reversal, reversal_of
from houqin_desktop.storage.voucher import Voucher, sheet_of


@dataclass(frozen=True, slots=True)
class ReversalCase:
    """A red document with its voucher and the case that it reverses."""

    voucher: Voucher
    reversal: Reversal
    original: Case


def find_reversal(number: str) -> ReversalCase:
    """Return the red document with this number; refuse an unknown one."""
    voucher = lookup.voucher(number)
    reversal = Reversal.find(id=voucher.id)
    if reversal is None:
        raise Refused(f"{number} 不是红字冲销单。请检查单号。", code="unknown_voucher")
    original: Voucher = Voucher.get_by_id(reversal.disposal_id)
    return ReversalCase(voucher, reversal, Case(original, Disposal.get_by_id(reversal.disposal_id)))


@command("红字冲销", ReverseWriteOff)
def reverse_write_off(task: Task, draft: ReverseWriteOff) -> Outcome:
    """Open a red document for a case that was written off; it takes effect when it is signed."""
    case = find_case(draft.number)
    number = case.voucher.number
    if case.voucher.state is not VoucherState.EXECUTED:
        raise Refused(f"{number} 还没有下账，不必冲销。要停办请用“撤回”。", code="not_written_off")
    if not draft.reason:
        raise Refused("冲销须写明原因。请填写为什么冲销。", code="empty_reason")
    standing = reversal_of(case.disposal.id)
    if standing is not None:
        raise Refused(
            f"{number} 已有红字冲销单 {standing[0]}，只能冲销一次。", code="already_reversed"
        )
    if case.disposal.written_off_on is not None and task.on < case.disposal.written_off_on:
        raise Refused(
            f"冲销日期 {task.on} 早于下账日期 {case.disposal.written_off_on}。请核对日期。",
            code="date_order",
        )
    _require_rooms(assets_of(case))
    voucher = open_voucher(task, VoucherKind.REVERSAL, REVERSAL_ROUTE)
    task.insert(
        Reversal,
        id=voucher.id,
        disposal_id=case.disposal.id,
        reason=draft.reason,
        applicant_id=task.require_actor().id,
        posted_on=None,
    )
    return Outcome(voucher.number, (voucher.number, number))


def _require_rooms(assets: list[Asset]) -> None:
    """Refuse cards whose storeroom was closed since: there is no place that they could go to."""
    closed = {room.id: room.name for room in Storeroom.every() if room.closed}
    for asset in assets:
        if asset.storeroom_id in closed:
            raise Refused(
                f"{asset.code} 原来的{closed[asset.storeroom_id]}已经撤销，不能冲销。"
                "请按接受或盘盈重新登记。",
                code="room_closed",
            )


@command("冲销入账", PostReversal)
def post_reversal(task: Task, draft: PostReversal) -> Outcome:
    """Let the cards of a reversed write-off come back: pieces, state before, people."""
    case = find_reversal(draft.number)
    advance(task, case.voucher, VoucherEvent.REVERSE)
    require_after_signatures(task, case.voucher)
    assets = assets_of(case.original)
    _require_rooms(assets)
    gone = lookup.virtual_location(VirtualLocation.DISPOSED)
    rooms = {room.id: room.location_id for room in Storeroom.every()}
    before = {row.asset_id: row.status_before for row in lines_of(case.original.disposal.id)}
    people = _last_custodies(assets)
    for asset in assets:
        task.insert(
            Posting,
            asset_id=asset.id,
            from_location_id=gone,
            to_location_id=rooms[asset.storeroom_id],
            quantity=asset.quantity,
            value_fen=asset.original_value_fen,
            posted_on=task.on,
            voucher_id=case.voucher.id,
        )
        task.update(asset, status=before[asset.id])
        if asset.id in people:
            _hand_back(task, asset, people[asset.id])
    task.update(case.reversal, posted_on=task.on, accounting_voucher=draft.accounting_voucher or "")
    return Outcome(case.voucher.number, (case.voucher.number, case.original.voucher.number))


def _last_custodies(assets: list[Asset]) -> dict[int, Custody]:
    rows = rows_by_asset(Custody, "custody", [asset.id for asset in assets], "")
    return {row.asset_id: row for row in rows}


def _hand_back(task: Task, asset: Asset, held: Custody) -> None:
    """Begin a new stretch with the people of before, apart from those who have left."""
    roles = {
        role: _still_here(getattr(held, role))
        for role in ("holder_id", "responsible_id", "keeper_id")
    }
    if any(roles.values()):
        task.insert(Custody, asset_id=asset.id, from_on=task.on, to_on=None, **roles)


def _still_here(person_id: int | None) -> int | None:
    if person_id is None:
        return None
    person: Person = Person.get_by_id(person_id)
    return None if person.left_on is not None or person.withdrawn else person_id


def withdraw_reversal(task: Task, number: str, opinion: str | None) -> Outcome:
    """Take a red document back before it takes effect; the case stays written off."""
    case = find_reversal(number)
    advance(task, case.voucher, VoucherEvent.WITHDRAW)
    task.update(case.reversal, closing_note=opinion or "申请人撤回")
    return Outcome(case.voucher.number, (case.voucher.number,))


def build_reversal_sheet(case: ReversalCase) -> ReversalSheet:
    """Return what the paper of the red document says, as the book stands now."""
    original = sheet_for(case.original)
    disposal = case.original.disposal
    seq, hash_ = head()
    return ReversalSheet(
        school=school_name(),
        number=case.voucher.number,
        version=case.voucher.version,
        original=case.original.voucher.number,
        original_kind=case.original.voucher.kind.label,
        written_off_on="" if disposal.written_off_on is None else str(disposal.written_off_on),
        accounting_voucher=disposal.accounting_voucher,
        applicant=lookup.person_by_id(case.reversal.applicant_id).name,
        applied_on=case.voucher.dated_on.isoformat(),
        reason=case.reversal.reason,
        lines=original.lines,
        residual_fen=sum(row.amount_fen for row in residuals_of(case.original)),
        boxes=boxes_of(ROUTES[case.voucher.route]),
        head=f"{seq}:{hash_[:8]}",
    )


def reversal_sheet_for(case: ReversalCase) -> ReversalSheet:
    """Return the frozen sheet of the red document, or what it would be."""
    kept = sheet_of(case.voucher.id, case.voucher.version)
    return build_reversal_sheet(case) if kept is None else ReversalSheet.from_json(kept.sheet)


def is_reversal(number: str) -> bool:
    """Say whether this is the number of a red document."""
    return lookup.voucher(number).kind is VoucherKind.REVERSAL
