"""The form kit: a sheet of A4, its title, head line and foot, drawn with exact measures.

All forms of the school are built from these few strokes, so that they look like one hand: hair
lines, Noto Serif, figures to the right, number and QR in the corner, 第 x 页 共 y 页 below. Lengths
are points and y counts downwards from the upper edge, as one reads. Text is always text: nothing
in it is taken for markup, and the PDF holds neither links nor scripts.
"""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

from houqin_desktop.documents.fonts import Face, clean, shape, typeface
from houqin_desktop.documents.qr import qr_path
from houqin_desktop.domain.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MM = 72 / 25.4
A4_LANDSCAPE = (297 * MM, 210 * MM)
A4_PORTRAIT = (210 * MM, 297 * MM)
MARGIN = 15 * MM
QR_SIZE = 18 * MM
BODY_TOP = 97.0
FOOT_ROOM = 38.0

# No grey, but the ink in which a reversal is written (红字).
RED = -1.0
_RED_INK = "0.78 0.08 0.08 rg"

HAIR = 0.5
FRAME = 0.9
# Baselines stand so far below the middle of a line, in em of the bundled faces.
_MIDDLE = 0.37
# Below this a hand-written office can't read it any more.
_SMALLEST_LINE = 4.5
# In em: a check box, and the gap between it and its word.
_BOX_SIDE = 0.88
_BESIDE_BOX = 0.3
_BETWEEN_FIELDS = 14


class Align(float, Enum):
    """Where a text stands in its room."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Style:
    """A face, a size in points and a grey from 0 (black) to 1 (white), or the red of the books."""

    face: Face = Face.SERIF
    size: float = 9.0
    grey: float = 0.0
    red: bool = False


TITLE = Style(Face.SERIF_BOLD, 18.5)
HEAD = Style(size=10)
FOOT = Style(size=8, grey=0.35)
MARK = Style(Face.SERIF_BOLD, 11)


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at the bottom of a page: on the left free words, on the right page and check."""

    left: str
    page: int
    pages: int
    check_code: str = ""
    version: int = 1
    reprint: int = 0

    @property
    def right(self) -> str:
        """The right side in one line."""
        parts = [f"第 {self.page} 页 共 {self.pages} 页"]
        if self.version > 1:
            parts.append(f"第 {self.version} 版")
        if self.reprint:
            parts.append(f"重印 {self.reprint}")
        if self.check_code:
            parts.append(f"校验 {self.check_code}")
        return "　".join(parts)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and its room, measured from the lower left corner of the page."""

    image: bytes
    x: float
    y: float
    width: float
    height: float


class Page:
    """One side of paper and the strokes on it; `Document.page` makes it."""

    def __init__(self, size: tuple[float, float], used: dict[Face, set[str]]) -> None:
        """Start with white paper; `used` collects which characters must be embedded."""
        self.width, self.height = size
        self.left, self.right = MARGIN, size[0] - MARGIN
        self.operators: list[str] = []
        self.pictures: list[Picture] = []
        self._used = used
        self._grey = 0.0
        self._weight = 0.0

    def text(
        self,
        x: float,
        y: float,
        words: str,
        style: Style,
        align: Align = Align.LEFT,
        width: float | None = None,
    ) -> float:
        """Write one line with its middle at y; return its width.

        With a width given, longer words shrink into it; Refused `too_long` when they would be
        too small to read, `missing_glyph` when a character can't be printed.
        """
        if not words:
            return 0.0
        size = style.size
        drawn, pieces = _glyphs(words, style.face, size)
        if width is not None and drawn > width:
            size = _shrunk(words, size * width / drawn)
            drawn, pieces = _glyphs(words, style.face, size)
        self._ink(RED if style.red else style.grey)
        x -= drawn * align
        baseline = self.height - y - _MIDDLE * size
        for piece in pieces:
            self._used[piece.face].add(piece.text)
            at = f"{x + piece.offset:.2f} {baseline:.2f}"
            self.operators.append(f"{piece.before}{at}{piece.after}")
        return drawn

    def lines(self, ends: Iterable[tuple[float, float, float, float]], weight: float) -> None:
        """Draw straight lines of one weight, each from x1, y1 to x2, y2."""
        self._pen(weight)
        top = self.height
        path = [f"{x1:.2f} {top - y1:.2f} m {x2:.2f} {top - y2:.2f} l" for x1, y1, x2, y2 in ends]
        self.operators.append("\n".join([*path, "S"]))

    def line(self, x1: float, y1: float, x2: float, y2: float, weight: float = HAIR) -> None:
        """Draw one straight line."""
        self.lines([(x1, y1, x2, y2)], weight)

    def box(self, x: float, y: float, width: float, height: float, weight: float = HAIR) -> None:
        """Draw an empty rectangle, its upper left corner at x, y."""
        self._pen(weight)
        self.operators.append(_rectangle(x, self.height - y - height, width, height) + " S")

    def shade(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """Fill a rectangle with a grey, under whatever is drawn later."""
        self._ink(grey)
        self.operators.append(_rectangle(x, self.height - y - height, width, height) + " f")

    def check_box(self, x: float, y: float, label: str, style: Style, *, ticked: bool) -> float:
        """Draw a box with or without a tick, and its label; y is the middle. Return the width."""
        side = style.size * _BOX_SIDE
        beside = side + style.size * _BESIDE_BOX
        top = y - side / 2
        self.box(x, top, side, side, 0.8)
        if ticked:
            points = [(0.2, 0.52), (0.42, 0.76), (0.82, 0.2)]
            path = [
                f"{x + side * across:.2f} {self.height - top - side * down:.2f}"
                for across, down in points
            ]
            self._pen(1.2)
            self.operators.append(f"{path[0]} m {path[1]} l {path[2]} l S")
        return beside + self.text(x + beside, y, label, style)

    def qr(self, words: str, x: float, y: float, size: float = QR_SIZE) -> None:
        """Draw a QR code, its upper left corner at x, y."""
        self._ink(0.0)
        self.operators.append(qr_path(words, x, self.height - y, size))

    def picture(self, image: bytes, x: float, y: float, width: float, height: float) -> None:
        """Put a PNG or JPEG into a room at x, y, as large as it gets there."""
        self.pictures.append(Picture(image, x, self.height - y - height, width, height))

    def title(self, words: str, code: str, *, style: Style = TITLE, reprint: int = 0) -> None:
        """Write the title in the middle, the QR in the right corner, 重印 in the left one.

        A list has no number of its own, so no code, and no QR.
        """
        room = self.width - 2 * (MARGIN + (QR_SIZE + 10 if code else 0))
        self.text(self.width / 2, 51, words, style, Align.CENTRE, room)
        if code:
            self.qr(code, self.right - QR_SIZE, 33)
        if reprint:
            mark = f"重印 第 {reprint} 次"
            width = shape(mark, MARK.face).width * MARK.size
            self.box(self.left, 40, width + 12, 20, FRAME)
            self.text(self.left + 6, 50, mark, MARK)

    def foot(self, foot: Foot) -> None:
        """Write the foot line: copies on the left, page, version and check code on the right."""
        y = self.height - 24
        drawn = self.text(self.right, y, foot.right, FOOT, Align.RIGHT)
        self.text(self.left, y, foot.left, FOOT, width=self.right - self.left - drawn - 20)

    def _ink(self, grey: float) -> None:
        if grey != self._grey:
            self._grey = grey
            self.operators.append(_RED_INK if grey == RED else f"{grey:g} g")

    def _pen(self, weight: float) -> None:
        if weight != self._weight:
            self._weight = weight
            self.operators.append(f"{weight:g} w")


def _rectangle(x: float, y: float, width: float, height: float) -> str:
    return f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"


def _shrunk(words: str, size: float) -> float:
    if size < _SMALLEST_LINE:
        refuse_long(words)
    return size


def refuse_long(words: str) -> NoReturn:
    """Refuse words that no letter size fits into their place."""
    raise Refused(f"“{words[:12]}…”太长，这一格里写不下。请改短以后再打印。", code="too_long")


def _one_line(words: str) -> str:
    return clean(words).replace("\n", " ")


@dataclass(frozen=True, slots=True)
class _Glyphs:
    """A run of a text as drawing operators, but for the place where it stands."""

    face: Face
    text: str
    offset: float
    before: str
    after: str


@lru_cache(maxsize=1 << 16)
def _glyphs(words: str, face: Face, size: float) -> tuple[float, tuple[_Glyphs, ...]]:
    """Width and operators of one line; labels and names come back on every page of a run."""
    shaped = shape(_one_line(words), face)
    pieces: list[_Glyphs] = []
    offset = 0.0
    for run in shaped.runs:
        before = f"BT /{typeface(run.face).resource} {size:.2f} Tf "
        pieces.append(_Glyphs(run.face, run.text, offset, before, f" Td <{run.codes}> Tj ET"))
        offset += run.width * size
    return shaped.width * size, tuple(pieces)


class Document:
    """A PDF in the making: pages in order, the fonts they use, and nothing of the day's date."""

    def __init__(self, title: str, *, author: str, subject: str = "") -> None:
        """Start an empty document; title and author go into its properties."""
        self._properties = (title, author, subject)
        self._pages: list[Page] = []
        self._used: dict[Face, set[str]] = defaultdict(set)

    def page(self, size: tuple[float, float] = A4_LANDSCAPE) -> Page:
        """Add a page."""
        page = Page(size, self._used)
        self._pages.append(page)
        return page

    def to_bytes(self) -> bytes:
        """Put the PDF together; the same pages give the same bytes."""
        from reportlab import rl_config
        from reportlab.pdfbase.pdfdoc import PDFZCompress
        from reportlab.pdfgen import canvas as pdfgen

        # Photos go in as they are; coded in base 85 they take longer than to be made small.
        rl_config.useA85 = 0
        make: Any = pdfgen.Canvas
        first = typeface(Face.SERIF).fontName
        canvas = make("", invariant=1, pageCompression=0, initialFontName=first)
        inside = canvas._doc  # noqa: SLF001 - ReportLab has no public door to its streams and fonts
        # Plain Flate: its own page compression adds a base-85 coding in Python, slow and larger.
        inside.defaultStreamFilters = [PDFZCompress]
        title, author, subject = self._properties
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setSubject(subject)
        canvas.setCreator("houqin-desktop")
        for page in self._pages:
            canvas.setPageSize((page.width, page.height))
            canvas.addLiteral("\n".join(page.operators))
            for picture in page.pictures:
                _place(canvas, picture)
            canvas.showPage()
        for face in sorted(self._used):
            typeface(face).add_to(inside, self._used[face])
        data: bytes = canvas.getpdfdata()
        return data

    def write(self, target: str | Path | BinaryIO) -> None:
        """Write the PDF to a stream, or to a file that is replaced whole or not at all."""
        data = self.to_bytes()
        if isinstance(target, str | Path):
            replace_file(Path(target), data)
        else:
            target.write(data)


def _place(canvas: Any, picture: Picture) -> None:
    from reportlab.lib.utils import ImageReader

    room = (picture.x, picture.y, picture.width, picture.height)
    reader = ImageReader(BytesIO(picture.image))
    canvas.drawImage(reader, *room, preserveAspectRatio=True, anchor="n", mask="auto")


def replace_file(path: Path, data: bytes) -> None:
    """Write beside the file and move over it, so that half a form never lies on the disk."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Field:
    """`label：value` in a head line, or with `choices` a row of check boxes, one of them ticked."""

    label: str
    value: str
    choices: tuple[str, ...] = ()


def head_line(page: Page, y: float, fields: Sequence[Field], right: float) -> None:
    """Spread fields from the left margin to `right`; a crowded line is written smaller."""
    widths = [_field_width(field) for field in fields]
    room = right - page.left
    gaps = _BETWEEN_FIELDS * (len(fields) - 1)
    scale = min(1.0, (room - gaps) / sum(widths))
    style = smaller(HEAD, HEAD.size * scale)
    if style.size < _SMALLEST_LINE:
        refuse_long(max((field.value for field in fields), key=len))
    gap = (room - scale * sum(widths)) / max(1, len(fields) - 1)
    x = page.left
    for field, width in zip(fields, widths, strict=True):
        _draw_field(page, x, y, field, style)
        x += width * scale + gap


def _draw_field(page: Page, x: float, y: float, field: Field, style: Style) -> None:
    x += page.text(x, y, f"{field.label}：", style)
    if not field.choices:
        page.text(x, y, field.value, style)
    for choice in field.choices:
        ticked = choice == field.value
        x += page.check_box(x, y, choice, style, ticked=ticked) + style.size


def _field_width(field: Field) -> float:
    words = [f"{field.label}：", *(field.choices or (field.value,))]
    letters = sum(shape(_one_line(text), HEAD.face).width for text in words)
    boxes = len(field.choices) * (_BOX_SIDE + _BESIDE_BOX)
    between = max(0, len(field.choices) - 1)
    return HEAD.size * (letters + boxes + between)


def smaller(style: Style, size: float) -> Style:
    """The same style in another size."""
    return Style(style.face, size, style.grey, style.red)
