"""核实: what was doubtful on a card when it came in, field by field, to be filled in or confirmed.

The card leaves the list 待核实 by `correct_asset` with `verified`; the words of the old ledger stay
with it, and the journal keeps what stood there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from houqin_desktop.services import lookup
from houqin_desktop.services.assets.drafts import RegisterAsset

_NAMES = {one.title: one.name for one in RegisterAsset.arguments()} | {"分类": "category"}
# A number is for ever, and the rarer columns are filled in on the form of the card.
_ELSEWHERE = ("code", "details")


@dataclass(frozen=True, slots=True)
class DoubtfulField:
    """One doubtful field: what it is called, what the ledger said, and the argument that fills it.

    `name` is None for what only has to be looked at: 单价, 状态 of a thing marked 报废.
    """

    title: str
    words: str
    name: str | None


def doubtful_fields(code: str) -> tuple[DoubtfulField, ...]:
    """Return the doubtful fields of a card, in the order in which a card is filled in.

    :raises Refused: for an unknown card.
    """
    written: dict[str, str] = json.loads(lookup.asset(code).as_written)
    order = list(_NAMES)
    titles = sorted(written, key=lambda title: order.index(title) if title in order else 999)
    return tuple(DoubtfulField(title, written[title], _name_of(title)) for title in titles)


def _name_of(title: str) -> str | None:
    name = _NAMES.get(title)
    return None if name in _ELSEWHERE else name
