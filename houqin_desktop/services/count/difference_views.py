"""What is seen of the differences of a count: what each is about, and what settles it."""

from __future__ import annotations

from collections.abc import Mapping

from houqin_desktop.domain.count import (
    CARD_HANDLINGS,
    HANDLINGS,
    STOCK_HANDLINGS,
    CountHandling,
    CountResult,
)
from houqin_desktop.domain.movement import Amount
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services.count.line_views import (
    DifferenceView,
    LineView,
    SurplusView,
    what_was_found,
)
from houqin_desktop.storage.count import CountFinding, findings_of
from houqin_desktop.storage.count_progress import open_again


def difference_views(
    session_id: int,
    lines: Mapping[int, LineView],
    free: Mapping[int, SurplusView],
    people: Mapping[int, str],
) -> tuple[DifferenceView, ...]:
    """Return every difference of a count that stands.

    :param lines: the lines by the keys of their rows, `free` likewise what is on no card.
    """
    ended = open_again(session_id)
    return tuple(
        _difference(
            row,
            _ended_words(ended.get(row.id)),
            None if row.line_id is None else lines[row.line_id],
            None if row.surplus_id is None else free[row.surplus_id],
            "" if row.liable_id is None else people[row.liable_id],
        )
        for row in findings_of(session_id)
    )


def _difference(
    row: CountFinding, ended: str, line: LineView | None, thing: SurplusView | None, liable: str
) -> DifferenceView:
    name, room, kind, fitting = _about(line, thing)
    return DifferenceView(
        row.result,
        "" if line is None else line.code,
        None if thing is None else thing.position,
        name,
        room,
        Amount(row.quantity, row.value_fen),
        row.cause,
        row.handling,
        liable,
        row.compensation_fen,
        row.document,
        ended,
        None if ended else row.settled_on,
        what_was_found(row.result, line),
        kind,
        fitting[row.result],
        line,
        thing,
    )


def _about(
    line: LineView | None, thing: SurplusView | None
) -> tuple[str, str, StockKind | None, Mapping[CountResult, tuple[CountHandling, ...]]]:
    """Return name, room and kind of what a difference is about, and what settles it."""
    if line is not None:
        fitting = CARD_HANDLINGS if line.kind is None else STOCK_HANDLINGS
        return line.name, line.sheet_room, line.kind, fitting
    assert thing is not None
    return thing.name, thing.room, thing.kind, HANDLINGS


def _ended_words(how: str | None) -> str:
    if how is None:
        return ""
    return "已冲销" if how == "reversed" else VoucherState(how).label
