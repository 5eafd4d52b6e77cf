"""Finding what was lent or issued and can come back, for whoever takes it back at the counter."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.storage.loan import HandedOut, handed_out


@dataclass(frozen=True, slots=True)
class LineOut:
    """A line of a loan or an issue of which pieces are still out."""

    position: int
    code: str
    name: str
    out: int
    unit: str


@dataclass(frozen=True, slots=True)
class LoanOut:
    """A loan or an issue of which something is still out; an issue is never due."""

    number: str
    borrower: str
    due_on: str
    lines: tuple[LineOut, ...]


def slips_out(kind: VoucherKind) -> list[LoanOut]:
    """Return the loans or issues of which something is still out, the latest first."""
    lines = [line for line in handed_out(kind.value) if line.out]
    return [_loan(number, list(found)) for number, found in groupby(lines, lambda one: one.number)]


def _loan(number: str, found: list[HandedOut]) -> LoanOut:
    first = found[0]
    lines = tuple(
        LineOut(
            one.position,
            one.code,
            f"{one.name} {one.specification}".strip(),
            one.out,
            one.unit,
        )
        for one in found
    )
    return LoanOut(number, first.outside or first.taker, first.due_on, lines)
