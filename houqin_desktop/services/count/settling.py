"""Carrying out what was decided about a difference: the document that follows is drafted."""

from __future__ import annotations

from collections.abc import Callable

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.count import CountHandling, CountResult
from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.assets.verbs import correct_asset
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.count.drafts import SettleDifference
from houqin_desktop.services.count.entering import enter_card, enter_stock
from houqin_desktop.services.count.matters import (
    Followed,
    Matter,
    matter_of,
    require_paper,
)
from houqin_desktop.services.count.missing import write_missing
from houqin_desktop.services.count.moving import draft_transfer
from houqin_desktop.services.count.sessions import (
    count_session,
    finding_of,
    require_unsettled,
)
from houqin_desktop.services.disposal.drafts import ApplyDisposal
from houqin_desktop.services.disposal.verbs import apply_disposal
from houqin_desktop.storage.count import CountSession
from houqin_desktop.storage.people import Storeroom


@command("办理差异", SettleDifference)
def settle_difference(task: Task, draft: SettleDifference) -> Outcome:
    """Carry out the handling of a difference, and write the document on it.

    Others that belong on the same document are settled with it.

    :raises Refused: for one without a handling, one that is settled, or as the document's own rule.
    """
    row = count_session(draft.number)
    if row.withdrawn_on is not None:
        raise Refused(
            f"清查 {row.number} 已经撤销，差异不再办理。请另开一次清查。", code="count_withdrawn"
        )
    finding = finding_of(row, draft.result, draft.code, draft.surplus, draft.room)
    if finding.handling is None:
        raise Refused("这一差异还没有写原因和处理。请先“说明差异”。", code="unexplained")
    require_unsettled(finding)
    matter = matter_of(finding)
    followed = _following(matter, finding.handling)(task, row, matter, draft)
    for one in followed.matters:
        task.update(one.finding, document=followed.document, settled_on=task.on)
    return Outcome(
        followed.document or row.number, tuple(filter(None, (row.number, followed.document)))
    )


Follow = Callable[[Task, CountSession, Matter, SettleDifference], Followed]


def _following(matter: Matter, handling: CountHandling) -> Follow:
    """Return what drafts the document of a handling."""
    if handling is CountHandling.COMPENSATE:
        return write_missing
    if handling is CountHandling.ENTER:
        return enter_stock if matter.is_stock else enter_card
    if handling is CountHandling.WRITE_OFF:
        return write_missing if matter.is_stock else _write_off
    if handling is CountHandling.TRANSFER:
        return _transferred
    if handling is CountHandling.CORRECT and matter.line is not None:
        return _entered_afterwards if matter.is_stock else _correct
    return _nothing_follows


def _nothing_follows(
    _task: Task, _row: CountSession, matter: Matter, draft: SettleDifference
) -> Followed:
    return Followed(draft.document or "", (matter,))


def _entered_afterwards(
    _task: Task, _row: CountSession, matter: Matter, draft: SettleDifference
) -> Followed:
    """Write down the paper by which a move of stock was entered after all."""
    if not draft.document:
        raise Refused(
            "物品的结存只随单据变动。请先补办入库、领用或调拨，再把单号填在这里。",
            code="no_document",
        )
    return Followed(require_paper(draft.document, matter), (matter,))


def _transferred(
    task: Task, row: CountSession, matter: Matter, draft: SettleDifference
) -> Followed:
    """Draft the transfer, or write down the one by which it was done already."""
    if draft.document:
        return Followed(require_paper(draft.document, matter, VoucherKind.TRANSFER), (matter,))
    if matter.finding.result is CountResult.IDLE:
        raise Refused(
            "闲置的东西转到哪里由总务处定。请先办“部门转移”，再把单号填在这里。",
            code="no_document",
        )
    return draft_transfer(task, row, matter)


def _write_off(
    task: Task, _row: CountSession, matter: Matter, _draft: SettleDifference
) -> Followed:
    finding, asset = matter.finding, matter.asset
    lost = finding.result is CountResult.SHORTAGE
    some = finding.quantity < asset.quantity
    application = ApplyDisposal(
        kind=VoucherKind.WRITE_OFF,
        assets=(asset.code,),
        pieces=(f"{asset.code}={finding.quantity}",) if some else None,
        reason=DisposalReason.LOST if lost else DisposalReason.BEYOND_REPAIR,
        reason_note=f"清查{finding.result.label}：{finding.cause}",
    )
    return Followed(apply_disposal(task, application).number or "", (matter,))


def _correct(task: Task, _row: CountSession, matter: Matter, _draft: SettleDifference) -> Followed:
    finding, asset, line = matter.finding, matter.asset, matter.line
    assert line is not None
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
    return Followed(asset.code, (matter,))
