"""What of a request, a purchase or an acceptance waits for its next step, line by line."""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.domain.procurement import Stocking
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services.procurement.acceptance_paper import accepted_lines
from houqin_desktop.services.procurement.deciding import lines_of
from houqin_desktop.services.procurement.purchase_paper import bought_lines
from houqin_desktop.services.procurement.stocking import usual_way
from houqin_desktop.services.slips.engine import find_slip
from houqin_desktop.storage.procurement import PurchaseRequest, RequestLine
from houqin_desktop.storage.procurement_sums import accepted_of, line_sums
from houqin_desktop.storage.slip import reversed_slips, vouchers_of_slips


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line of a paper with the pieces that wait; the price of a piece in 分."""

    number: str
    position: int
    wanted: RequestLine
    pieces: int
    price_fen: int

    @property
    def name(self) -> str:
        """Return what it is called, with its specification."""
        return f"{self.wanted.name} {self.wanted.specification}".strip()


def lines_to_order() -> list[OpenLine]:
    """Return what is approved and not ordered yet, the oldest request first, no ended one."""
    gone = reversed_slips()
    ended = {one.id for one in PurchaseRequest.every() if one.closed_on is not None}
    return [
        line
        for voucher in reversed(vouchers_of_slips())
        if voucher.kind is VoucherKind.PURCHASE_REQUEST
        and voucher.state is VoucherState.EXECUTED
        and voucher.id not in gone | ended
        for line in _unordered(voucher.id, voucher.number)
    ]


def _unordered(request_id: int, number: str) -> list[OpenLine]:
    sums = line_sums((request_id,))
    return [
        OpenLine(number, line.position, line, left, line.price_fen)
        for line in lines_of(request_id)
        if (left := sums[line.id].approved - sums[line.id].ordered) > 0
    ]


def lines_to_decide(number: str) -> list[OpenLine]:
    """Return the lines of a request of which anything is still to be bought.

    :raises Refused: for a number that no request has.
    """
    case = find_slip(number, VoucherKind.PURCHASE_REQUEST)
    return _unordered(case.slip.id, case.voucher.number)


def lines_to_come(number: str) -> list[OpenLine]:
    """Return the lines of a purchase of which something is still to come.

    :raises Refused: for a number that no purchase has.
    """
    case = find_slip(number, VoucherKind.PURCHASE)
    sofar = accepted_of(case.slip.id)
    return [
        OpenLine(case.voucher.number, line.position, wanted, left, line.price_fen)
        for line, wanted in bought_lines(case)
        if (left := sofar[line.id].waiting) > 0
    ]


def lines_to_stock(number: str) -> list[tuple[OpenLine, Stocking]]:
    """Return the lines of an acceptance that were found good, and as what each comes in.

    :raises Refused: for a number that no acceptance has.
    """
    case = find_slip(number, VoucherKind.ACCEPTANCE)
    return [
        (
            OpenLine(case.voucher.number, line.position, wanted, line.accepted, line.price_fen),
            usual_way(line.price_fen, line.accepted, wanted.category),
        )
        for line, _ordered, wanted in accepted_lines(case)
        if line.accepted
    ]
