"""How the rows of a list fall on pages: what goes on, what must stay together, what is carried.

An account is a run of rows whose sums are carried from page to page: the whole list, or one room
where each room begins a page.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Piece:
    """A row, a heading, a 小计 or a row to sign, with its height in points.

    A heading stays with the row that follows; a 小计 and a row to sign with the row before them.
    """

    kind: str
    height: float
    words: str = ""
    cells: tuple[str, ...] = ()
    figures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """What ends an account: totals, notes and boxes, of this height in points together."""

    height: float
    whole: tuple[int, ...]
    grand: bool = False


@dataclass(slots=True)
class ListPage:
    """One page: its pieces, the sums carried to it and from it, the ending if it has one."""

    account: int
    carried: tuple[int, ...] | None = None
    pieces: list[Piece] = field(default_factory=list)
    carries: tuple[int, ...] | None = None
    ending: Ending | None = None


class Planner:
    """Lays accounts on pages with so much room below the header of a table.

    `carry` is the height of a row 承前页 or 过次页, 0 where nothing is carried; with `by_section`
    each section is added up by itself, and nothing is carried from one to the next.
    """

    def __init__(self, room: float, carry: float, *, by_section: bool = False) -> None:
        self._room, self._carry, self._by_section = room, carry, by_section
        self._used = 0.0
        self._sums: tuple[int, ...] = ()
        self._heading: Piece | None = None
        self.pages: list[ListPage] = []

    def add(self, pieces: Sequence[Piece], ending: Ending) -> None:
        """Lay one account on pages of its own."""
        nothing = tuple(0 for _ in ending.whole)
        self._sums, self._heading, self._used = nothing, None, 0.0
        number = self.pages[-1].account + 1 if self.pages else 0
        self.pages.append(ListPage(number))
        blocks = list(_blocks(pieces))
        for at, block in enumerate(blocks):
            needed = sum(piece.height for piece in block)
            after = ending.height if at == len(blocks) - 1 else self._carry
            if self.pages[-1].pieces and self._used + needed + after > self._room:
                self._turn(number, fresh=block[0].kind == "heading")
            self.pages[-1].pieces += block
            self._used += needed
            self._count(block, nothing)
        self.pages[-1].ending = ending

    def _count(self, block: Sequence[Piece], nothing: tuple[int, ...]) -> None:
        for piece in block:
            if piece.kind == "heading":
                self._heading = piece
            elif piece.kind == "row":
                self._sums = tuple(a + b for a, b in zip(self._sums, piece.figures, strict=True))
            elif piece.kind == "subtotal" and self._by_section:
                self._sums = nothing

    def _turn(self, number: int, *, fresh: bool) -> None:
        """Begin a page; inside a section its heading stands there again."""
        carried = self._sums if self._carry and any(self._sums) else None
        self.pages[-1].carries = carried
        page = ListPage(number, carried=carried)
        self._used = self._carry if carried is not None else 0.0
        if self._heading is not None and not fresh:
            again = replace(self._heading, words=f"{self._heading.words}（续）")
            page.pieces.append(again)
            self._used += again.height
        self.pages.append(page)


def _blocks(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Put together what must stand on one page."""
    block: list[Piece] = []
    for piece in pieces:
        after_heading = bool(block) and block[-1].kind == "heading"
        closes = piece.kind in ("subtotal", "hand")
        if block and not (after_heading or closes):
            yield block
            block = []
        block.append(piece)
    if block:
        yield block
