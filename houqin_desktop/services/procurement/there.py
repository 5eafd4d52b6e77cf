"""已有的同类物品: what the school has already is not asked for without a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.likeness.matching import Strength
from houqin_desktop.services.likeness.lots import Lot, Standing
from houqin_desktop.services.likeness.things import LikeThing

# What can be given out in place of a purchase.
AT_HAND: Final = (Standing.IDLE, Standing.ON_HAND)
ALREADY_THERE: Final = "学校已有"
_MOST_NAMED: Final = 3


def at_hand(found: Sequence[LikeThing]) -> list[Lot]:
    """Return of what is like a wording that which surely is the thing and could be given out."""
    return [
        one.lot
        for one in found
        if one.lot.standing in AT_HAND and one.likeness.strength is Strength.STRONG
    ]


def there_in_words(lots: Sequence[Lot]) -> str:
    """Return how many pieces lie in stock and how many are idle; an empty text for none."""
    said = []
    for standing, word in ((Standing.ON_HAND, "库存"), (Standing.IDLE, "闲置")):
        pieces = sum(lot.pieces for lot in lots if lot.standing is standing)
        said += [f"{word} {pieces:,}"] if pieces else []
    return "，".join(said)


def lot_in_words(lot: Lot) -> str:
    """Return one lot as a person is told of it: what, how many, where, with whom."""
    name = f"{lot.name} {lot.specification}".strip()
    where = " ".join(filter(None, (lot.room, lot.place)))
    keeper = f"（{lot.keeper}）" if lot.keeper else ""
    return f"{where}{keeper}有{lot.standing.label}的{name} {lot.pieces:,} {lot.unit}".rstrip()


def require_word(name: str, lots: Sequence[Lot], reason: str | None, *, is_served: bool) -> None:
    """Refuse to ask for what is at hand without a reason why it is bought all the same.

    :param is_served: part of what is wanted is taken from what is at hand.
    :raises Refused: `already_there`, naming what lies where.
    """
    if not lots or reason or is_served:
        return
    said = "；".join(map(lot_in_words, lots[:_MOST_NAMED]))
    more = f" 等 {len(lots)} 处" if len(lots) > _MOST_NAMED else ""
    raise Refused(
        f"要买的{name}学校已经有：{said}{more}。请改办领用、调拨，"
        "或减少数量；仍要购买的，请在这一行写明“仍要购买的理由”。",
        code="already_there",
    )
