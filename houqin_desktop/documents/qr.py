"""The QR code of a form as one vector path.

A scanner in the storeroom reads it from a signed sheet to find the case, the page and the state
of the book it was printed from. It is drawn as rectangles merged along the rows, filled at once:
sharp on every printer, and some times quicker than a rectangle for each module.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Any of the eight masks can be read; trying them all would take three quarters of the time.
_MASK = 3
_DARK = re.compile(b"\x01+")


class _Family:
    """All codes of one length, worked out from the first one by what differs.

    Error correction and masks are linear over bits: turning one bit of the text always turns the
    same modules. So the modules of each bit are found once, and the codes of a print run, which
    differ in a few digits, are put together from them instead of being encoded one by one.
    """

    def __init__(self, text: bytes) -> None:
        self._length = len(text)
        self._text = int.from_bytes(text, "big")
        self.side, self._modules = _encode(text)
        self._turned: dict[int, int] = {}

    def modules(self, text: bytes) -> bytes:
        """A byte 0 or 1 for each module, row after row."""
        modules = self._modules
        difference = self._text ^ int.from_bytes(text, "big")
        while difference:
            bit = difference & -difference
            difference ^= bit
            modules ^= self._turned_by(bit)
        return modules.to_bytes(self.side * self.side, "big")

    def _turned_by(self, bit: int) -> int:
        if bit not in self._turned:
            _, modules = _encode((self._text ^ bit).to_bytes(self._length, "big"))
            self._turned[bit] = self._modules ^ modules
        return self._turned[bit]


_families: dict[int, _Family] = {}


def _encode(text: bytes) -> tuple[int, int]:
    """Modules per side, and all modules as one number, a byte each."""
    import segno

    code = segno.make_qr(text, error="m", mask=_MASK, mode="byte")
    return len(code.matrix), int.from_bytes(b"".join(code.matrix), "big")


@lru_cache(maxsize=1024)
def qr_modules(text: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """Encode a text; give the modules per side and the dark runs as (row, column, length)."""
    data = text.encode("utf-8")
    family = _families.get(len(data))
    if family is None:
        family = _families[len(data)] = _Family(data)
    side, modules = family.side, family.modules(data)
    runs = [
        (row, *dark.span())
        for row in range(side)
        for dark in _DARK.finditer(modules[row * side : (row + 1) * side])
    ]
    return side, tuple((row, start, end - start) for row, start, end in runs)


def qr_path(text: str, left: float, top: float, size: float) -> str:
    """PDF operators that fill the code into a square of this size in points.

    `left` and `top` are the corner on the paper, y counted upwards. The caller leaves the quiet
    zone of four modules around it white.
    """
    side, runs = qr_modules(text)
    module = size / side
    boxes = [f"{column} {side - 1 - row} {length} 1 re" for row, column, length in runs]
    matrix = f"{module:.4f} 0 0 {module:.4f} {left:.2f} {top - size:.2f} cm"
    return "\n".join(["q", matrix, *boxes, "f", "Q"])
