"""The labels of the cards on a slip: of those that a receipt made, straight away."""

from __future__ import annotations

from collections.abc import Sequence

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.label import Label
from houqin_desktop.services.assets.labels import labels_of
from houqin_desktop.services.session import Session
from houqin_desktop.services.slips.engine import find_slip
from houqin_desktop.storage.asset import assets_by_id
from houqin_desktop.storage.slip import SlipLine


def cards_on(lines: Sequence[SlipLine]) -> list[int]:
    """Return the cards of lines that are still in the register, in their order."""
    ids = [line.asset_id for line in lines if line.asset_id is not None]
    standing = {card.id for card in assets_by_id(ids) if card.withdrawn_code is None}
    return [key for key in ids if key in standing]


def labels_of_slip(session: Session, number: str) -> list[Label]:
    """Return the labels of the cards on a slip that are still in the register, in its order.

    :raises Refused: for an unknown slip, or one without such a card.
    """
    case = find_slip(number)
    keys = cards_on(case.lines)
    if not keys:
        raise Refused(
            f"{case.voucher.number} 上没有资产卡片，不用打印资产标签。请核对单号。",
            code="no_labels",
        )
    return labels_of(session, keys)
