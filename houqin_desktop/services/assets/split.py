"""拆分卡片: part of a batch card's pieces goes to a card of its own.

Room, people, dates, category and everything else written on the card are carried over; number,
pieces and value are the part's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from houqin_desktop.domain.depreciation import share
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.split import Portion, divide
from houqin_desktop.domain.storeroom import VirtualLocation
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.card_details import carry_details
from houqin_desktop.services.assets.card_writing import next_asset_code, search_text_of
from houqin_desktop.services.assets.verbs import require_free
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.registers.pinyin import sort_key
from houqin_desktop.storage.asset import (
    Asset,
    Custody,
    Posting,
    ValueChangeKind,
    ValueChangeRow,
    current_custody,
)
from houqin_desktop.storage.base import columns
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.split import AssetSplit, last_movement

_FUNDS = ("fiscal_funds_fen", "other_funds_fen")
_OWN = ("id", "code", "quantity", "fingerprint", "registered_on", *_FUNDS)


@dataclass(frozen=True, kw_only=True)
class SplitAsset(Draft):
    """Some pieces of a batch card become a card of their own; a value left out goes by pieces."""

    code: str = argument("资产编号", Kind.ASSET)
    quantity: int = argument("拆出数量", Kind.QUANTITY)
    value: int | None = argument("拆出原值", Kind.MONEY, default=None)
    reason: str | None = argument("拆分原因", default=None)


@dataclass(frozen=True, slots=True)
class SplitPreview:
    """Both cards as they would be: pieces (件), value (分), value per card rounded nowhere."""

    code: str
    name: str
    unit: str
    kept: Portion
    part: Portion


@command("拆分卡片", SplitAsset)
def split_asset(task: Task, draft: SplitAsset) -> Outcome:
    """Give part of a batch card's pieces a card of its own, quantity and value kept to the 分."""
    asset = lookup.asset(draft.code)
    part = split_off(task, asset, draft.quantity, draft.value, draft.reason or "")
    return Outcome(part.code, (asset.code, part.code))


def preview_split(code: str, quantity: int, stated_fen: int | None) -> SplitPreview:
    """Return both cards as a split would leave them, without writing anything.

    :raises Refused: as the command would.
    """
    asset = lookup.asset(code)
    require_free(asset)
    kept, part = divide(asset.quantity, asset.original_value_fen, quantity, stated_fen)
    return SplitPreview(asset.code, asset.name, asset.unit, kept, part)


def split_off(
    task: Task, asset: Asset, quantity: int, stated_fen: int | None = None, reason: str = ""
) -> Asset:
    """Write the split of a card and return its part; the card itself is left with the rest.

    :param stated_fen: the part's value in 分; left out, the value goes by pieces.
    :raises Refused: for a card that is not free, a single piece, too many pieces or too much value,
        and for a day before the card's last movement.
    """
    require_free(asset)
    kept, part = divide(asset.quantity, asset.original_value_fen, quantity, stated_fen)
    moved_on = last_movement(asset.id)
    if task.on < moved_on:
        raise Refused(
            f"{asset.code} 在 {moved_on} 还有变动，不能改在 {task.on} 拆分。"
            "请改用那天或以后的日期。",
            code="date_order",
        )
    funds = _shared_funds(asset, kept, part)
    new = _write_part(task, asset, part, funds)
    split = _write_split(task, asset, new, (kept, part), reason)
    _post(task, split, asset, new)
    _move_value(task, split, asset, new)
    task.update(asset, quantity=kept.quantity, **{name: own for name, (own, _) in funds.items()})
    _carry_people(task, asset, new)
    carry_details(task, asset.id, new.id)
    return new


def _shared_funds(asset: Asset, kept: Portion, part: Portion) -> dict[str, Sequence[int | None]]:
    """Return where the money came from, shared like the value."""
    weights = (kept.value_fen, part.value_fen)
    found: dict[str, Sequence[int | None]] = {}
    for name in _FUNDS:
        fen = getattr(asset, name)
        found[name] = (None, None) if fen is None else share(fen, weights)
    return found


def _write_part(
    task: Task, asset: Asset, part: Portion, funds: dict[str, Sequence[int | None]]
) -> Asset:
    values: dict[str, Any] = {
        column.name: getattr(asset, column.name)
        for column in columns(Asset)
        if column.name not in _OWN
    }
    values |= {
        "code": next_asset_code(task),
        "quantity": part.quantity,
        "opening_value_fen": 0,
        "original_value_fen": 0,
        "registered_on": task.on,
        **{name: theirs for name, (_, theirs) in funds.items()},
    }
    words = {"sort_key": sort_key(asset.name), "search_text": search_text_of(values)}
    return task.insert(Asset, **values | words)


def _write_split(
    task: Task, asset: Asset, new: Asset, portions: tuple[Portion, Portion], reason: str
) -> AssetSplit:
    kept, part = portions
    valued = part.value_fen > 0
    return task.insert(
        AssetSplit,
        asset_id=asset.id,
        part_id=new.id,
        split_on=task.on,
        quantity=part.quantity,
        value_fen=part.value_fen,
        kept_quantity=kept.quantity,
        kept_value_fen=kept.value_fen,
        out_posting_id=task.next_id(Posting),
        in_posting_id=task.next_id(Posting),
        out_change_id=task.next_id(ValueChangeRow) if valued else None,
        in_change_id=task.next_id(ValueChangeRow) if valued else None,
        reason=reason,
    )


def _post(task: Task, split: AssetSplit, asset: Asset, new: Asset) -> None:
    """Let the pieces leave one card and enter the other through the virtual location."""
    here = Storeroom.get_by_id(asset.storeroom_id).location_id
    between = lookup.virtual_location(VirtualLocation.SPLIT)
    for key, card, origin, target in (
        (split.out_posting_id, asset, here, between),
        (split.in_posting_id, new, between, here),
    ):
        task.insert(
            Posting,
            id=key,
            asset_id=card.id,
            from_location_id=origin,
            to_location_id=target,
            quantity=split.quantity,
            value_fen=split.value_fen,
            posted_on=task.on,
            voucher_id=None,
        )


def _move_value(task: Task, split: AssetSplit, asset: Asset, new: Asset) -> None:
    moves = (
        (split.out_change_id, asset, -split.value_fen, f"拆出 {split.quantity} 件到 {new.code}"),
        (split.in_change_id, new, split.value_fen, f"从 {asset.code} 拆出 {split.quantity} 件"),
    )
    for key, card, delta_fen, words in moves:
        if key is None:
            continue
        task.insert(
            ValueChangeRow,
            id=key,
            asset_id=card.id,
            kind=ValueChangeKind.SPLIT,
            changed_on=task.on,
            delta_fen=delta_fen,
            extra_months=0,
            reason=words,
            accounting_voucher="",
        )
        task.update(card, original_value_fen=card.original_value_fen + delta_fen)


def _carry_people(task: Task, asset: Asset, new: Asset) -> None:
    held = current_custody(asset.id)
    if held is None:
        return
    task.insert(
        Custody,
        asset_id=new.id,
        holder_id=held.holder_id,
        responsible_id=held.responsible_id,
        keeper_id=held.keeper_id,
        from_on=task.on,
        to_on=None,
    )
