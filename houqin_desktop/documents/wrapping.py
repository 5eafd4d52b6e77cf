"""How words fit into the cell of a form: wrap first, then shrink, then let the row grow.

A name or a model is never cut off, because a signature under a clipped name signs something else.
Chinese breaks between any two characters, but a line does not begin with a comma nor end with an
opening bracket, and a model number stays in one piece as long as it has room.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from houqin_desktop.documents.fonts import Face, character_width, clean, shape

if TYPE_CHECKING:
    from collections.abc import Iterator

LEADING = 1.18
SMALLEST = 6.5
# Down to this size two lines are enough; smaller letters come in up to three.
_EASY = 7.0
_STEP = 0.4
_PADDING = 2.0
_TOKEN = re.compile(
    r"\n|[（〔《“‘【(\[]*(?:[!-'*-~]+|[^\n])[，。、；：？！）〕》”’】％℃)\]]*", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Fitted:
    """The lines of a text, the size in points at which they fit, and the height they need."""

    lines: tuple[str, ...]
    size: float
    height: float


@lru_cache(maxsize=1 << 15)
def wrap(text: str, face: Face, room: float) -> tuple[str, ...]:
    """Break a text into lines of at most `room` em; at least one character stands on each."""
    text = clean(text)
    if "\n" not in text and shape(text, face).width <= room:
        return (text,)
    lines = [""]
    used = 0.0
    for token in _pieces(text, face, room):
        needed = 0.0 if token == "\n" else _width(token, face)
        if token == "\n" or (used + needed > room and lines[-1]):
            lines.append("")
            used = 0.0
            token = token.strip("\n ")
            needed = _width(token, face)
        lines[-1] += token
        used += needed
    return tuple(lines)


def _pieces(text: str, face: Face, room: float) -> Iterator[str]:
    """Words and single characters; a word that no line can hold goes to pieces."""
    for token in _TOKEN.findall(text):
        if token != "\n" and _width(token, face) > room:
            yield from token
        else:
            yield token


def _width(text: str, face: Face) -> float:
    return sum([character_width(character, face) for character in text])


@lru_cache(maxsize=1 << 15)
def fit(text: str, face: Face, size: float, width: float, height: float) -> Fitted:
    """Fit a text into a cell of this width, the row being at least so high (points).

    First in one line, then in two of somewhat smaller letters, then in three of small ones; the
    row grows with them. Only at the smallest size may it take as many lines as it needs.
    """
    trial = size
    while True:
        lines = wrap(text, face, width / trial)
        needed = len(lines) * trial * LEADING + _PADDING
        most = 1 if trial > size - 1.0 else 2 if trial >= _EASY else 3
        if needed <= height or len(lines) <= most or trial <= SMALLEST:
            return Fitted(lines, trial, max(height, needed))
        trial = max(SMALLEST, trial - _STEP)
