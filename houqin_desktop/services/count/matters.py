"""A difference with what it is about, and the others that go on the same document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services.count.sessions import is_settled
from houqin_desktop.services.slips.engine import find_slip
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.count import (
    CountFinding,
    CountLine,
    CountSession,
    CountSurplus,
    findings_of,
)
from houqin_desktop.storage.slip import reversal_of_slip
from houqin_desktop.storage.split import splits_of
from houqin_desktop.storage.stock import StockItem


@dataclass(frozen=True, slots=True)
class Matter:
    """A difference of a line or of a surplus."""

    finding: CountFinding
    line: CountLine | None
    surplus: CountSurplus | None

    @property
    def is_stock(self) -> bool:
        """Say whether it is about stock: an item, or a thing that becomes one."""
        if self.line is not None:
            return self.line.item_id is not None
        return self.surplus is not None and self.surplus.kind is not None

    @property
    def room_id(self) -> int:
        """Return the room on whose sheet it stands."""
        if self.line is not None:
            return self.line.sheet_room_id
        assert self.surplus is not None
        return self.surplus.storeroom_id

    @property
    def asset(self) -> Asset:
        """Return the card of its line."""
        assert self.line is not None
        return Asset.get_by_id(self.line.asset_id)

    @property
    def item(self) -> StockItem:
        """Return the item of its line."""
        assert self.line is not None
        return StockItem.get_by_id(self.line.item_id)


@dataclass(frozen=True, slots=True)
class Followed:
    """The document that followed, and the differences that it settles."""

    document: str
    matters: tuple[Matter, ...]


def matter_of(finding: CountFinding) -> Matter:
    """Return a difference with what it is about."""
    line = None if finding.line_id is None else CountLine.get_by_id(finding.line_id)
    surplus = None if finding.surplus_id is None else CountSurplus.get_by_id(finding.surplus_id)
    return Matter(finding, line, surplus)


def with_others(
    row: CountSession, first: Matter, belongs: Callable[[Matter], bool]
) -> tuple[Matter, ...]:
    """Return a difference and every other open one of its count that belongs to it, in order."""
    others = (
        matter_of(one)
        for one in findings_of(row.id)
        if one.handling is not None and one.id != first.finding.id and not is_settled(one)
    )
    together = [first, *(one for one in others if belongs(one))]
    return tuple(sorted(together, key=lambda one: one.finding.id))


def require_closed(row: CountSession) -> None:
    """Refuse what may follow only when the count is approved.

    :raises Refused: `count_open`.
    """
    if row.closed_on is None:
        raise Refused(
            f"盘盈入账、盘亏下账和赔偿须经批准才能办。请先签结清查 {row.number}。",
            code="count_open",
        )


def require_paper(number: str, matter: Matter, *kinds: VoucherKind) -> str:
    """Return the number of a slip about the thing of a difference, which still counts.

    A card that was split stands on the slip with the part that went.

    :param kinds: the kinds of slip that will do; any where none is named.
    :raises Refused: `unknown_voucher` or `wrong_document`.
    """
    case = find_slip(number, *kinds)
    line = matter.line
    assert line is not None
    cards = _cards_of(line)
    about = any(
        one.item_id == line.item_id if one.asset_id is None else one.asset_id in cards
        for one in case.lines
    )
    gone = case.voucher.state in (VoucherState.WITHDRAWN, VoucherState.REJECTED)
    if not about or gone or reversal_of_slip(case.slip.id) is not None:
        code = matter.asset.code if line.item_id is None else matter.item.code
        reason = "已撤销、退回或冲销" if about else f"上没有 {code}"
        raise Refused(
            f"{case.voucher.number} {reason}，不能作为这项差异的单据。请核对单号。",
            code="wrong_document",
        )
    return case.voucher.number


def _cards_of(line: CountLine) -> set[int]:
    """Return the card of a line and the parts that were split off it; none for an item."""
    if line.asset_id is None:
        return set()
    parts = (one.part_id for one in splits_of(line.asset_id) if one.asset_id == line.asset_id)
    return {line.asset_id, *parts}
