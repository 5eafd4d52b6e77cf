"""Part of a batch card in a disposal: only some of its pieces go, and they get a card of their own.

The split is made by the application itself and stays, however the case ends: the pieces were told
apart, their labels are new, and joining them again would leave one card with two histories.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.domain.split import divide
from houqin_desktop.services.assets.split import split_off
from houqin_desktop.services.commands import Task
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.split import splits_of

PART_REASON: Final = "部分报废报损"
_SPELLING: Final = re.compile(r"(?P<code>.+?)\s*[=＝:：]\s*(?P<pieces>\d{1,7})")

Pieces = Mapping[str, int]


def read_pieces(written: Sequence[str] | None, codes: Sequence[str]) -> dict[str, int]:
    """Return how many pieces of which card go, from words like ZC2026000001=3.

    :raises Refused: for another spelling, or a card that is not in the application.
    """
    wanted = {normalise_code(code) for code in codes}
    found: dict[str, int] = {}
    for words in written or ():
        match = _SPELLING.fullmatch(words)
        if match is None:
            raise Refused(
                f"看不懂“{words}”。部分报废请写成“资产编号=件数”，例如 ZC2026000001=3。",
                code="bad_pieces",
            )
        code = normalise_code(match["code"])
        if code not in wanted:
            raise Refused(f"{code} 不在这张单里，不能写它的件数。请先加入。", code="bad_pieces")
        found[code] = int(match["pieces"])
    return found


def is_part(asset: Asset, pieces: Pieces) -> bool:
    """Say whether only some pieces of the card go."""
    return pieces.get(asset.code, asset.quantity) != asset.quantity


def split_off_pieces(task: Task, assets: Sequence[Asset], pieces: Pieces) -> list[Asset]:
    """Split every card of which only some pieces go; return the cards that the case is about."""
    return [
        split_off(task, asset, pieces[asset.code], reason=PART_REASON)
        if is_part(asset, pieces)
        else asset
        for asset in assets
    ]


def parts_before_split(assets: Sequence[Asset], pieces: Pieces) -> list[Asset]:
    """Return what would go of each card, still under the number that the person knows.

    :raises Refused: for more pieces than a card has, or none.
    """
    return [
        as_part(asset, pieces[asset.code]) if is_part(asset, pieces) else asset for asset in assets
    ]


def as_part(asset: Asset, quantity: int) -> Asset:
    """Return the card as its part would be, written nowhere.

    :raises Refused: for more pieces than the card has, or none.
    """
    if asset.quantity > 1 and not 0 < quantity < asset.quantity:
        raise Refused(
            f"{asset.code} 共 {asset.quantity} 件：全部报废请写 {asset.quantity}，"
            f"只报废一部分请写 1 到 {asset.quantity - 1}。",
            code="split_quantity",
        )
    _, part = divide(asset.quantity, asset.original_value_fen, quantity)
    values = {**asset.__data__, "quantity": part.quantity, "original_value_fen": part.value_fen}
    return Asset(**values)


def parted_cards(asset_ids: Sequence[int]) -> list[str]:
    """Return the numbers of those cards that an application split off."""
    return [
        Asset.get_by_id(asset_id).code
        for asset_id in asset_ids
        if any(one.part_id == asset_id and one.reason == PART_REASON for one in splits_of(asset_id))
    ]
