"""换算 as ledgers write it: 12个/箱, 1箱=12个, 每箱12个, or 12 under a header such as 每箱数量."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from houqin_desktop.domain.ledger.grid import cell_text
from houqin_desktop.domain.ledger.values import Reading, fold, is_blank

if TYPE_CHECKING:
    from houqin_desktop.domain.ledger.grid import Cell

SMALLEST_PACK, LARGEST_PACK = 2, 1_000_000

_WORD = r"[^\d\W_]{1,2}"
_PER = re.compile(rf"(?P<size>\d+)(?P<piece>{_WORD})?/(?P<unit>{_WORD})")
_EQUAL = re.compile(rf"[1一]?(?P<unit>{_WORD})(?:=|:|装|共|有)(?P<size>\d+)(?P<piece>{_WORD})?")
_EACH = re.compile(rf"[每1一](?P<unit>{_WORD}?)(?P<size>\d+)(?P<piece>{_WORD})?")
_BARE = re.compile(rf"(?P<size>\d+)(?P<piece>{_WORD})?")
_IN_HEADER = re.compile(r"每([^\d\W_])")


class Packing(NamedTuple):
    """So many pieces to a pack; `piece` is the unit of the pieces where the cell says it."""

    unit: str
    size: int
    piece: str = ""


def read_pack(cell: Cell, header: str = "") -> Reading[Packing]:
    """Read how pieces are packed.

    :param header: of the column; 每箱数量 says what a bare number is a pack of.
    """
    if is_blank(cell):
        return Reading()
    text = fold(cell_text(cell)).replace(" ", "")
    match = next(filter(None, (p.fullmatch(text) for p in (_PER, _EQUAL, _EACH))), None)
    unit = match["unit"] if match else ""
    if match is None and (named := _IN_HEADER.search(header)):
        match, unit = _BARE.fullmatch(text), named[1]
    if match is None or not unit:
        return Reading(doubt=f"“{cell_text(cell).strip()}”看不出是几个装一包，例如 12个/箱")
    size = int(match["size"])
    if not SMALLEST_PACK <= size <= LARGEST_PACK:
        return Reading(doubt=f"每{unit}须是 {SMALLEST_PACK} 到 {LARGEST_PACK} 个，不能是 {size}")
    return Reading(Packing(unit, size, match["piece"] or ""))
