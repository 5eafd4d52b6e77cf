"""Charts on paper: in greys that a copier keeps apart, every bar with its figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.fonts import Face, shape
from houqin_desktop.documents.layout import (
    A4_LANDSCAPE,
    FOOT_ROOM,
    MARGIN,
    Align,
    Document,
    Field,
    Foot,
    Page,
    Style,
    head_line,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from houqin_desktop.domain.list_sheet import ListSheet
    from houqin_desktop.services.charts.chart import Bar, Chart

ACROSS: Final = 2
GAP: Final = 14.0
TOP: Final = 92.0
PADDING: Final = 10.0
HEAD: Final = Style(Face.SERIF_BOLD, 11)
WORDS: Final = Style(size=8.5)
NOTE: Final = Style(size=8.5, grey=0.3)
LINE: Final = 13.0
ROW: Final = 22.0
BAR: Final = 13.0
WIDEST: Final = 20.0
# The first series is dark, the second light; each is framed.
GREYS: Final = (0.35, 0.85)
TRACK: Final = 0.95


@dataclass(frozen=True, slots=True)
class Room:
    """A rectangle of the page in points, its upper left corner at x, y."""

    x: float
    y: float
    width: float
    height: float


def render_charts(sheet: ListSheet, charts: Sequence[Chart], target: BinaryIO) -> None:
    """Draw charts on one sheet, two beside each other.

    :param sheet: the figures of the charts, for title, head line and foot.
    :raises Refused: `missing_glyph` or `too_long` when something can't be printed.
    """
    document = Document(sheet.school + sheet.title, author=sheet.school)
    page = document.page()
    page.title(sheet.school + sheet.title, "")
    head_line(page, 78, [Field(*pair) for pair in sheet.fields], page.right)
    rows = -(-len(charts) // ACROSS)
    width = (A4_LANDSCAPE[0] - 2 * MARGIN - (ACROSS - 1) * GAP) / ACROSS
    height = (A4_LANDSCAPE[1] - FOOT_ROOM - TOP - (rows - 1) * GAP) / max(rows, 1)
    for at, chart in enumerate(charts):
        row, column = divmod(at, ACROSS)
        room = Room(MARGIN + column * (width + GAP), TOP + row * (height + GAP), width, height)
        _draw(page, chart, room)
    page.foot(Foot(sheet.printed, 1, 1))
    document.write(target)


def _draw(page: Page, chart: Chart, room: Room) -> None:
    page.box(room.x, room.y, room.width, room.height)
    left, inner = room.x + PADDING, room.width - 2 * PADDING
    page.text(left, room.y + 14, chart.title, HEAD, width=inner * 0.7)
    _draw_series(page, chart, room)
    page.text(left, room.y + room.height - 12, chart.note, NOTE, width=inner)
    inside = Room(left, room.y + 30, inner, room.height - 54)
    if not chart.says_something:
        middle = inside.y + inside.height / 2
        page.text(left + inner / 2, middle, chart.empty, NOTE, Align.CENTRE)
    elif chart.lying:
        _draw_lying(page, chart, inside)
    else:
        _draw_standing(page, chart, inside)


def _draw_series(page: Page, chart: Chart, room: Room) -> None:
    x = room.x + room.width - PADDING
    for at, (name, _tone) in reversed(list(enumerate(chart.series))):
        x -= page.text(x, room.y + 14, name, WORDS, Align.RIGHT) + 12
        _fill(page, Room(x, room.y + 10, 8, 8), GREYS[at])
        x -= 10


def _fill(page: Page, room: Room, grey: float) -> None:
    page.shade(room.x, room.y, room.width, room.height, grey)
    page.box(room.x, room.y, room.width, room.height)


def _draw_lying(page: Page, chart: Chart, room: Room) -> None:
    labels = max(_width(group.label) for group in chart.groups)
    figures = max(_width(bar.words) for bar in chart.bars)
    length = max(room.width - labels - figures - 3 * PADDING, 30.0)
    step = min(ROW, room.height / len(chart.groups))
    for row, group in enumerate(chart.groups):
        y = room.y + row * step + step / 2
        page.text(room.x + labels, y, group.label, WORDS, Align.RIGHT)
        for bar in group.bars:
            end = _draw_lying_bar(page, chart, bar, Room(room.x + labels + 8, y, length, BAR))
            page.text(end + 6, y, bar.words, WORDS)


def _draw_lying_bar(page: Page, chart: Chart, bar: Bar, room: Room) -> float:
    """Draw a bar with its middle at y; return where it ends."""
    drawn = room.width * chart.share(bar)
    if bar.whole:
        _fill(page, Room(room.x, room.y - BAR / 2, room.width, BAR), TRACK)
    if bar.count:
        _fill(page, Room(room.x, room.y - BAR / 2, drawn, BAR), GREYS[0])
    return room.x + (room.width if bar.whole else drawn)


def _draw_standing(page: Page, chart: Chart, room: Room) -> None:
    bottom, height = room.y + room.height - LINE, room.height - 2 * LINE
    step = room.width / len(chart.groups)
    for place, group in enumerate(chart.groups):
        wide = min(WIDEST, (step - 5) / len(group.bars))
        x = room.x + place * step + (step - wide * len(group.bars)) / 2
        middle = room.x + (place + 0.5) * step
        page.text(middle, bottom + LINE / 2, group.label, WORDS, Align.CENTRE, step)
        for at, bar in enumerate(group.bars):
            if bar.count:
                tall = height * chart.share(bar)
                _fill(page, Room(x + at * wide, bottom - tall, wide, tall), GREYS[at])
                figure = x + (at + 0.5) * wide
                page.text(figure, bottom - tall - LINE / 2, bar.words, WORDS, Align.CENTRE)
    page.line(room.x, bottom, room.x + room.width, bottom)


def _width(words: str) -> float:
    return shape(words, WORDS.face).width * WORDS.size
