"""丢失破损登记: who had a thing last, in what condition at each hand-over, what followed.

避免了物质的…莫名丢失和破损: nothing is lost without a line that says who had it. The lines come
from counts, from 报损 that no count drafted, and from what came back worse than it went out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.count import CountResult
from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.list_sheet import ListSheet, PaperColumn, PaperKind, PaperSection
from houqin_desktop.domain.sheet import SignatureBox
from houqin_desktop.domain.stock import Condition
from houqin_desktop.storage.losses import hand_overs_of, holders_of, losses

if TYPE_CHECKING:
    from houqin_desktop.services.reports.catalogue import Request

_COUNT, _MONEY, _CENTRED = PaperKind.COUNT, PaperKind.MONEY, PaperKind.CENTRED
COLUMNS: Final = (
    PaperColumn("序号", _CENTRED),
    PaperColumn("日期", _CENTRED),
    PaperColumn("资产编号"),
    PaperColumn("资产名称", wraps=True),
    PaperColumn("情况", _CENTRED),
    PaperColumn("数量", _COUNT, summed=True),
    PaperColumn("金额（元）", _MONEY, summed=True),
    PaperColumn("最后使用人", _CENTRED),
    PaperColumn("历次交接", wraps=True),
    PaperColumn("原因", wraps=True),
    PaperColumn("责任人", _CENTRED),
    PaperColumn("赔偿（元）", _MONEY, summed=True, dashed=True),
    PaperColumn("来源", _CENTRED),
    PaperColumn("后续单据"),
)
_BOXES: Final = tuple(
    SignatureBox(title, (), seal=False) for title in ("登记人", "总保管员", "总务主任")
)
_WORDS: Final = {
    **{one.value: one.label for one in DisposalReason},
    **{one.value: one.label for one in (CountResult.SHORTAGE, CountResult.DAMAGED)},
    "back_damaged": "归还时损坏",
    "back_lost": "归还时丢失",
}


def loss_damage(request: Request) -> ListSheet:
    """Return the losses of a period, each with the story of the card's hands."""
    found = losses(request.from_on.isoformat(), request.as_of.on.isoformat())
    ids = sorted({one.asset_id for one in found})
    holders = holders_of(ids) if ids else {}
    slips = hand_overs_of(ids) if ids else {}
    rows = tuple(
        (
            at, one.on, one.code, one.name, _WORDS.get(one.what, one.what),
            one.quantity, one.value_fen,
            _last_holder(holders.get(one.asset_id, []), one.on),
            _story(holders.get(one.asset_id, []), slips.get(one.asset_id, []), one.on),
            one.cause, one.liable, one.compensation_fen, one.source,
            one.followed if one.followed != one.source else "",
        )
        for at, one in enumerate(found, 1)
    )  # fmt: skip
    return request.sheet(COLUMNS, [PaperSection("", rows)], boxes=_BOXES)


def _last_holder(stretches: list[tuple[str, str, str, str]], on: str) -> str:
    """Return who used it last, else who answered for it, else who kept it, by that day."""
    for _, *people in reversed([one for one in stretches if one[0] <= on]):
        named = next((name for name in people if name), "")
        if named:
            return named
    return ""


def _story(
    stretches: list[tuple[str, str, str, str]],
    slips: list[tuple[str, str, str, str, str]],
    on: str,
) -> str:
    """Return from when it was whose, and each slip with the condition written on it."""
    told = [
        (day, f"{day} {' / '.join(dict.fromkeys(filter(None, people)))}")
        for day, *people in stretches
        if day <= on and any(people)
    ]
    for day, number, giver, taker, condition in slips:
        if day <= on:
            state = Condition(condition).label if condition in list(Condition) else condition
            told.append((day, f"{day} {giver}→{taker} {number} {state}".strip()))
    return "；".join(words for _, words in sorted(told))


SHEETS = {"loss_damage": loss_damage}
