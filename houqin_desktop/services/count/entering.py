"""盘盈入账: a card for what is on none; a receipt for stock, at the moving average."""

from __future__ import annotations

from houqin_desktop.domain.asset import AcquisitionMethod, ValueType
from houqin_desktop.domain.count import CountHandling, share_fen
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.stock import ReceiptSource
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.drafts import RegisterAsset
from houqin_desktop.services.assets.pictures import AttachToAsset, attach_to_asset
from houqin_desktop.services.assets.verbs import register_asset
from houqin_desktop.services.commands import Task
from houqin_desktop.services.count.drafts import SettleDifference
from houqin_desktop.services.count.matters import Followed, Matter, require_closed, with_others
from houqin_desktop.services.stock.catalogue import insert_item
from houqin_desktop.services.stock.drafts import AddItem, ReceiptLine, ReceiveStock
from houqin_desktop.services.stock.receiving import receive_stock
from houqin_desktop.storage import attachments
from houqin_desktop.storage.count import CountSession, CountSurplus
from houqin_desktop.storage.stock import StockItem, worth_of
from houqin_desktop.storage.voucher import Attachment


def enter_card(task: Task, row: CountSession, matter: Matter, _draft: SettleDifference) -> Followed:
    """Make the card of a thing that was found on none, once the count is signed off."""
    require_closed(row)
    surplus = matter.surplus
    assert surplus is not None
    holder = None if surplus.holder_id is None else lookup.person_by_id(surplus.holder_id).number
    card = RegisterAsset(
        name=surplus.name,
        specification=surplus.specification or None,
        unit=surplus.unit or None,
        quantity=surplus.quantity,
        original_value=surplus.value_fen,
        value_type=ValueType.ESTIMATED,
        acquisition_method=AcquisitionMethod.SURPLUS,
        storeroom=lookup.room_by_id(surplus.storeroom_id).name,
        place=surplus.place or None,
        holder=holder,
        remarks=f"清查 {row.number} 盘盈：{matter.finding.cause}",
    )
    code = register_asset(task, card).ids[0]
    if surplus.photo is not None:
        photo = Attachment.find(sha256=surplus.photo)
        assert photo is not None
        path = attachments.stored_path(photo.sha256, photo.extension)
        attach_to_asset(task, AttachToAsset(code=code, file=str(path)))
    task.update(surplus, asset_id=lookup.asset(code).id)
    return Followed(code, (matter,))


def enter_stock(task: Task, row: CountSession, matter: Matter, draft: SettleDifference) -> Followed:
    """Write the receipt of what was found too much in a room, all that is entered there at once.

    What has no average, for nothing of it is in the books, is entered at the price that is stated,
    or at what it was estimated when it was found.
    """
    require_closed(row)
    together = with_others(row, matter, lambda one: _goes_along(one, matter))
    lines = [_receipt_line(task, one, draft if one is matter else None) for one in together]
    receipt = ReceiveStock(
        storeroom=lookup.room_by_id(matter.room_id).name,
        source=ReceiptSource.SURPLUS,
        lines=tuple(lines),
        remarks=f"清查 {row.number} 盘盈",
    )
    return Followed(receive_stock(task, receipt).number or "", together)


def _goes_along(one: Matter, matter: Matter) -> bool:
    return (
        one.is_stock
        and one.finding.handling is CountHandling.ENTER
        and one.room_id == matter.room_id
        and (one.surplus is not None or worth_of(one.item.id).quantity > 0)
    )


def _receipt_line(task: Task, matter: Matter, draft: SettleDifference | None) -> ReceiptLine:
    quantity = matter.finding.quantity
    item = matter.item if matter.surplus is None else _item_of(task, matter.surplus)
    worth = worth_of(item.id)
    if worth.quantity:
        amount = share_fen(worth.value_fen, worth.quantity, quantity)
    elif matter.surplus is not None:
        amount = matter.surplus.value_fen
    elif draft is not None and draft.price is not None:
        amount = draft.price * quantity
    else:
        raise Refused(
            f"{item.name}账上没有结存，没有平均单价。请填估价（单价）；不计价的填 0。",
            code="price_wanted",
        )
    place = None if matter.surplus is None else matter.surplus.place or None
    cause = matter.finding.cause
    return ReceiptLine(item=item.code, quantity=quantity, amount=amount, place=place, remarks=cause)


def _item_of(task: Task, surplus: CountSurplus) -> StockItem:
    """Return the item that a surplus is, a new one where the catalogue has none of its name."""
    words = {"name": surplus.name, "specification": surplus.specification, "unit": surplus.unit}
    known: StockItem | None = StockItem.find(**words)
    if known is not None:
        return known
    assert surplus.kind is not None
    return insert_item(
        task,
        AddItem(
            name=surplus.name,
            kind=surplus.kind,
            unit=surplus.unit,
            specification=surplus.specification or None,
        ),
    )
