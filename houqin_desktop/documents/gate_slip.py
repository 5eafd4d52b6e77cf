"""来访登记单 with its 回执, and 出门条: an A4 page torn in two, its number across the tear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.boxes import signature_boxes
from houqin_desktop.documents.fonts import Face
from houqin_desktop.documents.layout import FRAME, HAIR, MM, Align, Document, Foot, Page, Style
from houqin_desktop.documents.wrapping import wrap

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from houqin_desktop.domain.gate_slip import GateSlip, SlipRow
    from houqin_desktop.domain.sheet import SignatureBox

A4: Final = (210 * MM, 297 * MM)
_TITLE: Final = Style(Face.SERIF_BOLD, 16)
_PART: Final = Style(Face.SERIF_BOLD, 10.5)
_LABEL: Final = Style(Face.SERIF_BOLD, 9.5)
_WORDS: Final = Style(size=10)
_NOTE: Final = Style(size=8.5, grey=0.3)
_LABEL_WIDTH: Final = 68.0
_LEADING: Final = 14.0
_MOST_LINES: Final = 3
_PAD: Final = 5.0
_BOXES: Final = 26 * MM
_DASH: Final = 6.0


def render_gate_slip(slip: GateSlip, target: str | Path | BinaryIO) -> None:
    """Print the slip: what the gate keeps above, what goes along below.

    :raises Refused: `missing_glyph` or `too_long` when something can't be printed; then nothing is
        written.
    """
    document = Document(f"{slip.title}{slip.number}", author=slip.school)
    page = document.page(A4)
    middle = A4[1] / 2
    _half(page, 34, slip, slip.kept, slip.kept_boxes)
    _tear(page, middle, slip.number)
    _half(page, middle + 26, slip, slip.given, slip.given_boxes)
    page.foot(Foot(slip.printed, 1, 1))
    document.write(target)


def _half(
    page: Page, top: float, slip: GateSlip, part: str, boxes: tuple[SignatureBox, ...]
) -> None:
    room = page.right - page.left
    page.text(page.width / 2, top + 10, f"{slip.school}{slip.title}", _TITLE, Align.CENTRE, room)
    page.text(page.left, top + 32, part, _PART, width=room / 2)
    page.text(page.right, top + 32, f"编号：{slip.number}", _PART, Align.RIGHT, room / 2)
    y = start = top + 42
    for row in slip.rows:
        y = _row(page, y, row)
    page.box(page.left, start, room, y - start, FRAME)
    y = signature_boxes(page, y, _BOXES, boxes)
    page.text(page.left, y + 12, slip.note, _NOTE, width=room)


def _row(page: Page, y: float, row: SlipRow) -> float:
    """Draw one row of titles and words; return where it ends."""
    width = (page.right - page.left) / len(row)
    lines = [_lines(words, width - _LABEL_WIDTH - 2 * _PAD) for _, words in row]
    height = max(len(one) for one in lines) * _LEADING + 2 * _PAD
    for at, (label, _) in enumerate(row):
        x = page.left + at * width
        page.text(x + _LABEL_WIDTH / 2, y + height / 2, label, _LABEL, Align.CENTRE,
                  _LABEL_WIDTH - 4)  # fmt: skip
        page.line(x + _LABEL_WIDTH, y, x + _LABEL_WIDTH, y + height)
        if at:
            page.line(x, y, x, y + height)
        first = y + (height - len(lines[at]) * _LEADING) / 2 + _LEADING / 2
        for number, words in enumerate(lines[at]):
            page.text(x + _LABEL_WIDTH + _PAD, first + number * _LEADING, words, _WORDS)
    page.line(page.left, y + height, page.right, y + height, HAIR)
    return y + height


def _lines(words: str, room: float) -> list[str]:
    """Wrap words; of very long ones the slip shows the beginning, the book has them all."""
    lines = list(wrap(words, _WORDS.face, room / _WORDS.size)) or [""]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1][:-1]}…"]
    return lines


def _tear(page: Page, y: float, number: str) -> None:
    """Draw the dashed line, with the number across it, so that the halves prove each other."""
    dashes = range(0, int(page.width), int(2 * _DASH))
    page.lines([(float(x), y, x + _DASH, y) for x in dashes], HAIR)
    page.text(page.width / 2, y, f"（骑缝）　{number}　（骑缝）", _PART, Align.CENTRE)
