"""Where hands and stamps go: empty signature boxes, and lines to fill in later.

The program records who signed, but never writes a name into a box: paper is signed by hand. A box
leaves room for a hand (25 x 12 mm) and, where a seal is due, for a round one of 42 mm, which
covers the date as it should.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.documents.fonts import Face
from houqin_desktop.documents.layout import FRAME, HAIR, MM, Align, Page, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houqin_desktop.domain.sheet import SignatureBox

SEAL_BOX_HEIGHT = 44 * MM
HAND_BOX_HEIGHT = 29 * MM
STRIP_ROW = 20.0

_TITLE = Style(Face.SERIF_BOLD, 9.5)
_PROMPT = Style(size=9)
_PAD = 6.0
_PROMPT_ROW = 16.0


def signature_boxes(page: Page, y: float, height: float, boxes: Sequence[SignatureBox]) -> float:
    """Draw equal boxes over the width of the page; return where they end."""
    width = (page.right - page.left) / len(boxes)
    for number, box in enumerate(boxes):
        left = page.left + number * width
        if number:
            page.line(left, y, left, y + height)
        _fill(page, left, y, width, height, box)
    page.box(page.left, y, page.right - page.left, height, FRAME)
    return y + height


def _fill(
    page: Page, left: float, y: float, width: float, height: float, box: SignatureBox
) -> None:
    room = width - 2 * _PAD
    page.text(left + _PAD, y + 12, box.title, _TITLE, width=room)
    bottom = y + height
    step = room / max(1, len(box.prompts))
    # Side by side where they can be read so, else one above the other.
    if any((len(prompt) + 1) * _PROMPT.size > step - 2 for prompt in box.prompts):
        for number, prompt in enumerate(reversed(box.prompts)):
            middle = bottom - 38 - number * _PROMPT_ROW
            page.text(left + _PAD, middle, f"{prompt}：", _PROMPT, width=room)
    else:
        for number, prompt in enumerate(box.prompts):
            x = left + _PAD + number * step
            page.text(x, bottom - 38, f"{prompt}：", _PROMPT, width=step - 2)
    date = "年　　月　　日"
    ending = f"（盖章）　　　{date}" if box.seal else date
    page.text(left + width - _PAD, bottom - 13, ending, _PROMPT, Align.RIGHT, room)


def blank_strip(page: Page, y: float, rows: Sequence[tuple[str, Sequence[str]]]) -> float:
    """Draw rows to fill in by hand later: a title, then labels with room behind each.

    Returns where the strip ends.
    """
    label = 70.0
    height = STRIP_ROW * len(rows)
    for number, (title, prompts) in enumerate(rows):
        middle = y + number * STRIP_ROW + STRIP_ROW / 2
        if number:
            page.line(page.left, middle - STRIP_ROW / 2, page.right, middle - STRIP_ROW / 2, HAIR)
        page.text(page.left + label / 2, middle, title, _TITLE, Align.CENTRE, label - 4)
        step = (page.right - page.left - label) / len(prompts)
        for place, prompt in enumerate(prompts):
            x = page.left + label + _PAD + place * step
            page.text(x, middle, f"{prompt}：", _PROMPT, width=step - 2 * _PAD)
    page.line(page.left + label, y, page.left + label, y + height)
    page.box(page.left, y, page.right - page.left, height, FRAME)
    return y + height
