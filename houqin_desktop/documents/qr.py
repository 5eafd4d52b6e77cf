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


@lru_cache(maxsize=1024)
def qr_modules(text: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """Encode a text; give the modules per side and the dark runs as (row, column, length)."""
    import segno

    code = segno.make_qr(text, error="m", mask=_MASK)
    runs = tuple(
        (number, dark.start(), dark.end() - dark.start())
        for number, row in enumerate(code.matrix)
        for dark in _DARK.finditer(row)
    )
    return len(code.matrix), runs


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
