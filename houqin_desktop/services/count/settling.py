"""Carrying out what was decided about a difference: the document that follows is drafted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from houqin_desktop.domain.asset import AcquisitionMethod, AssetStatus, ValueType
from houqin_desktop.domain.count import CountHandling, CountResult
from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.drafts import CorrectAsset, RegisterAsset
from houqin_desktop.services.assets.pictures import AttachToAsset, attach_to_asset
from houqin_desktop.services.assets.verbs import correct_asset, register_asset
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.count.drafts import SettleDifference
from houqin_desktop.services.count.sessions import count_session, finding_of
from houqin_desktop.services.disposal.drafts import ApplyDisposal
from houqin_desktop.services.disposal.verbs import apply_disposal
from houqin_desktop.storage import attachments
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.count import CountFinding, CountLine, CountSession, CountSurplus
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.voucher import Attachment

# What has no command of its own to follow: the number of its paper is written down.
_ON_PAPER: Final = {
    CountHandling.TRANSFER: "部门转移单的单号",
    CountHandling.COMPENSATE: "赔偿的缴款凭证号",
}


@command("办理差异", SettleDifference)
def settle_difference(task: Task, draft: SettleDifference) -> Outcome:
    """Carry out the handling of a difference, and write the document on it.

    :raises Refused: for one without a handling, one that is settled, or as the document's own rule.
    """
    row = count_session(draft.number)
    if row.withdrawn_on is not None:
        raise Refused(
            f"清查 {row.number} 已经撤销，差异不再办理。请另开一次清查。", code="count_withdrawn"
        )
    finding = finding_of(row, draft.result, draft.code, draft.surplus)
    if finding.handling is None:
        raise Refused("这一差异还没有写原因和处理。请先“说明差异”。", code="unexplained")
    if finding.settled_on is not None:
        raise Refused(
            f"这一差异已于 {finding.settled_on} 办理，不能重复办。请核对差异。",
            code="already_settled",
        )
    document = (
        _enter(task, row, finding)
        if finding.handling is CountHandling.ENTER
        else _of_card(task, finding, draft)
    )
    task.update(finding, document=document, settled_on=task.on)
    return Outcome(document or row.number, tuple(filter(None, (row.number, document))))


def _enter(task: Task, row: CountSession, finding: CountFinding) -> str:
    """Make the card of a thing that was found on none, once the count is signed off."""
    if row.closed_on is None:
        raise Refused(f"盘盈的东西须经批准才能入账。请先签结清查 {row.number}。", code="count_open")
    surplus = CountSurplus.find(id=finding.surplus_id)
    assert surplus is not None
    room = Storeroom.find(id=surplus.storeroom_id)
    assert room is not None
    holder = None if surplus.holder_id is None else lookup.person_by_id(surplus.holder_id).number
    card = RegisterAsset(
        name=surplus.name,
        specification=surplus.specification or None,
        unit=surplus.unit or None,
        quantity=surplus.quantity,
        original_value=surplus.value_fen,
        value_type=ValueType.ESTIMATED,
        acquisition_method=AcquisitionMethod.SURPLUS,
        storeroom=room.name,
        place=surplus.place or None,
        holder=holder,
        remarks=f"清查 {row.number} 盘盈：{finding.cause}",
    )
    code = register_asset(task, card).ids[0]
    if surplus.photo is not None:
        photo = Attachment.find(sha256=surplus.photo)
        assert photo is not None
        path = attachments.stored_path(photo.sha256, photo.extension)
        attach_to_asset(task, AttachToAsset(code=code, file=str(path)))
    task.update(surplus, asset_id=lookup.asset(code).id)
    return code


def _of_card(task: Task, finding: CountFinding, draft: SettleDifference) -> str:
    handling = finding.handling
    assert handling is not None
    if handling in _ON_PAPER:
        if not draft.document:
            raise Refused(
                f"“{handling.label}”须填{_ON_PAPER[handling]}。请先办好，再把号码填在这里。",
                code="no_document",
            )
        return draft.document
    follow = _FOLLOWING.get(handling)
    line = None if finding.line_id is None else CountLine.find(id=finding.line_id)
    if follow is None or line is None:
        return draft.document or ""
    asset = Asset.find(id=line.asset_id)
    assert asset is not None
    return follow(task, finding, line, asset)


def _write_off(task: Task, finding: CountFinding, _line: CountLine, asset: Asset) -> str:
    lost = finding.result is CountResult.SHORTAGE
    some = finding.quantity < asset.quantity
    application = ApplyDisposal(
        kind=VoucherKind.WRITE_OFF,
        assets=(asset.code,),
        pieces=(f"{asset.code}={finding.quantity}",) if some else None,
        reason=DisposalReason.LOST if lost else DisposalReason.BEYOND_REPAIR,
        reason_note=f"清查{finding.result.label}：{finding.cause}",
    )
    return apply_disposal(task, application).number or ""


def _correct(task: Task, finding: CountFinding, line: CountLine, asset: Asset) -> str:
    values: dict[str, object] = {}
    if finding.result is CountResult.WRONG_PLACE:
        room = Storeroom.find(id=line.counted_room_id)
        assert room is not None
        values = {"storeroom": room.name, "place": line.counted_place or None}
    elif finding.result is CountResult.WRONG_USER and line.counted_holder_id is not None:
        values = {"holder": lookup.person_by_id(line.counted_holder_id).number}
    elif finding.result is CountResult.IDLE:
        values = {"status": AssetStatus.IDLE}
    else:
        values = {"quantity": line.counted_quantity}
    correct_asset(task, CorrectAsset(code=asset.code, reason=finding.cause, **values))  # type: ignore[arg-type]
    return asset.code


_FOLLOWING: Final[dict[CountHandling, Callable[[Task, CountFinding, CountLine, Asset], str]]] = {
    CountHandling.WRITE_OFF: _write_off,
    CountHandling.CORRECT: _correct,
}
