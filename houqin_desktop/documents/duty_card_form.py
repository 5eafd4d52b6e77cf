"""保管员职责牌 on A4 across, to be read from the door: the room, its keeper, his duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.documents.fonts import Face
from houqin_desktop.documents.layout import (
    FRAME,
    MM,
    Align,
    Document,
    Foot,
    Page,
    Style,
    refuse_long,
    smaller,
)
from houqin_desktop.documents.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

    from houqin_desktop.domain.duty_card import DutyCard

_SCHOOL = Style(Face.SERIF, 15)
_ROOM = Style(Face.SERIF_BOLD, 34)
_LABEL = Style(Face.SERIF, 13, 0.3)
_NAME = Style(Face.SERIF_BOLD, 22)
_HEADING = Style(Face.SERIF_BOLD, 17)
_DUTY = Style(Face.SERIF, 17)
_SMALLEST_DUTY = 8.5
_LEADING = 1.5
_BORDER = 9 * MM
_INSIDE = 20 * MM
_DUTIES_TOP = 250.0


def render_duty_cards(cards: Sequence[DutyCard], target: str | Path | BinaryIO) -> None:
    """Print a wall card for each room into one PDF.

    :raises Refused: `missing_glyph` or `too_long` when something can't be printed; then nothing is
        written.
    """
    document = Document(f"{cards[0].school}保管员职责牌", author=cards[0].school)
    for number, card in enumerate(cards, 1):
        page = document.page()
        _draw(page, card)
        page.foot(Foot(card.printed, number, len(cards)))
    document.write(target)


def _draw(page: Page, card: DutyCard) -> None:
    inner = page.height - 2 * _BORDER - 12
    page.box(_BORDER, _BORDER, page.width - 2 * _BORDER, inner, 2.2)
    page.box(_BORDER + 4, _BORDER + 4, page.width - 2 * _BORDER - 8, inner - 8, FRAME)
    left, right = _INSIDE, page.width - _INSIDE
    middle = page.width / 2
    page.text(middle, 58, card.school, _SCHOOL, Align.CENTRE, right - left)
    page.text(middle, 100, card.storeroom, _ROOM, Align.CENTRE, right - left)
    if card.level != card.storeroom:
        page.text(middle, 135, card.level, _LABEL, Align.CENTRE)
    people = (
        ("保管员", card.keeper),
        ("总保管员", card.head_keeper),
        ("总务主任", card.director),
    )
    page.line(left, 156, right, 156, FRAME)
    page.line(left, 212, right, 212, FRAME)
    step = (right - left) / len(people)
    for number, (label, name) in enumerate(people):
        x = left + number * step
        if number:
            page.line(x, 164, x, 204)
        drawn = page.text(x + 16, 184, label, _LABEL)
        page.text(x + 28 + drawn, 184, name, _NAME, width=step - drawn - 36)
    page.text(middle, 233, "保 管 员 职 责", _HEADING, Align.CENTRE)
    _duties(page, card, left + 8, right - 8)


def _duties(page: Page, card: DutyCard, left: float, right: float) -> None:
    """Write the duties as large as the room allows."""
    bottom = page.height - _BORDER - 44
    size = _DUTY.size
    while True:
        indent = 2.2 * size
        lines = [
            (number if at == 0 else 0, line)
            for number, duty in enumerate(card.duties, 1)
            for at, line in enumerate(wrap(duty, _DUTY.face, (right - left - indent) / size))
        ]
        if _DUTIES_TOP + len(lines) * size * _LEADING <= bottom:
            break
        size -= 0.5
        if size < _SMALLEST_DUTY:
            refuse_long(max(card.duties, key=len))
    leading = min(size * 2.2, (bottom - _DUTIES_TOP) / max(1, len(lines)))
    style = smaller(_DUTY, size)
    y = _DUTIES_TOP + leading / 2 + 2
    for number, line in lines:
        if number:
            page.text(left + 1.6 * size, y, f"{number}．", style, Align.RIGHT)
        page.text(left + indent, y, line, style, width=right - left - indent + 0.01)
        y += leading
    page.text(right, bottom + 11, f"{card.school}总务处　{card.issued_on}", _LABEL, Align.RIGHT)
