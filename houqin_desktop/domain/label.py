"""Labels (固定资产标签): what they say, their sizes in true millimetres, their place on the sheet.

A label printer's roll has one label a page; a sheet of A4 has them in columns and rows, and may
have been begun already. Every printer feeds a little askew, so an offset is added that a test page
shows. Sizes after DOMAIN.md 4.12; the sheets are the two that are sold everywhere: 3 x 8 without
gaps, and 2 x 7 with the usual margins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from houqin_desktop.domain.errors import Refused

A4_MM = (210.0, 297.0)
LARGEST_OFFSET_MM = 20.0
TITLE = "固定资产"
# A scanner that types like a keyboard types these; anything else is named by the card's id.
_TYPED = re.compile(r"[A-Z0-9./_-]{4,40}")
_BY_ID = re.compile(r"HQA(\d{1,12})")
# What stands for a storeroom or a place in it: its code behind two letters, all of them typed.
_SPOT_MARK = "HQ"
_SPOT = re.compile(r"HQ((?:ROOM|PLACE)\d{3,9})")


@dataclass(frozen=True, slots=True)
class LabelSize:
    """A size of label, in millimetres, and how many stand on one page.

    :param left: from the left edge of the page to the first label; `top` likewise.
    :param gap: between two labels side by side; below each other they touch.
    """

    key: str
    title: str
    width: float
    height: float
    columns: int = 1
    rows: int = 1
    left: float = 0.0
    top: float = 0.0
    gap: float = 0.0

    @property
    def page(self) -> tuple[float, float]:
        """Return the page in millimetres: the label itself, or A4."""
        return A4_MM if self.is_sheet else (self.width, self.height)

    @property
    def is_sheet(self) -> bool:
        """Say whether several labels stand on one page."""
        return self.columns * self.rows > 1

    @property
    def count(self) -> int:
        """Return how many labels stand on one page."""
        return self.columns * self.rows

    def place(self, position: int) -> tuple[float, float]:
        """Return the upper left corner of a label on the page, positions counted from 1."""
        row, column = divmod(position - 1, self.columns)
        return self.left + column * (self.width + self.gap), self.top + row * self.height


SIZES = {
    size.key: size
    for size in (
        LabelSize("60x40", "标签 60 × 40 毫米", 60, 40),
        LabelSize("50x30", "标签 50 × 30 毫米", 50, 30),
        LabelSize("70x50", "标签 70 × 50 毫米", 70, 50),
        LabelSize("3x8", "A4 不干胶 3 × 8 枚", 70, 37, 3, 8, 0, 0.5),
        LabelSize("2x7", "A4 不干胶 2 × 7 枚", 99.1, 38.1, 2, 7, 4.65, 15.15, 2.5),
    )
}


class Labelling(Protocol):
    """What a label says, whatever it is stuck on: the head, the facts below it, the QR beside.

    A fact is its title, its words, and whether they stand out. `lines` is among how many lines the
    height is shared at least, `letters` how large they get at most (points).
    """

    @property
    def school(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def scan_code(self) -> str: ...
    @property
    def facts(self) -> tuple[tuple[str, str, bool], ...]: ...
    @property
    def lines(self) -> int: ...
    @property
    def letters(self) -> float: ...


@dataclass(frozen=True, slots=True)
class SpotLabel:
    """What the label of a storeroom or of a place in it says; its name is read across the room."""

    school: str
    title: str
    code: str
    facts: tuple[tuple[str, str, bool], ...]
    lines: int = 3
    letters: float = 13.0

    @property
    def scan_code(self) -> str:
        """Return what the QR says."""
        return _SPOT_MARK + self.code


@dataclass(frozen=True, slots=True)
class Label:
    """What the label of one card says."""

    school: str
    code: str
    scan_code: str
    name: str
    specification: str
    acquired_on: str
    department: str
    responsible: str
    place: str

    @property
    def lines(self) -> int:
        """Return among how many lines the height is shared at least."""
        return 5

    @property
    def letters(self) -> float:
        """Return how large the letters get at most, in points."""
        return 8.5

    @property
    def title(self) -> str:
        """Return what stands behind the school's name."""
        return TITLE

    @property
    def facts(self) -> tuple[tuple[str, str, bool], ...]:
        """Return what stands beside the QR."""
        return (
            ("编号", self.code, True),
            ("名称", self.name, True),
            ("规格", self.specification, False),
            ("日期", self.acquired_on, False),
            ("部门", self.department, False),
            ("责任人", self.responsible, False),
            ("地点", self.place, False),
        )


@dataclass(frozen=True, slots=True)
class LabelRun:
    """How labels are printed: the size, the first free label of the sheet, the printer's offset."""

    size: LabelSize
    start: int = 1
    offset_x: float = 0.0
    offset_y: float = 0.0

    def places(self, count: int) -> Iterator[tuple[int, float, float]]:
        """Yield page (from 0) and upper left corner in millimetres for so many labels."""
        for number in range(count):
            page, position = divmod(self.start - 1 + number, self.size.count)
            x, y = self.size.place(position + 1)
            yield page, x + self.offset_x, y + self.offset_y


def label_run(
    size: str, *, start: int = 1, offset_x: float = 0.0, offset_y: float = 0.0
) -> LabelRun:
    """Return how to print, as somebody asked for it.

    :raises Refused: for an unknown size, a label that is not on the sheet, too large an offset.
    """
    chosen = SIZES.get(size)
    if chosen is None:
        names = "、".join(f"{one.key}（{one.title}）" for one in SIZES.values())
        raise Refused(f"没有标签规格“{size}”。可选：{names}。", code="label_size")
    if not 1 <= start <= chosen.count:
        raise Refused(
            f"{chosen.title} 的起始枚须在 1 到 {chosen.count} 之间。请改正。", code="label_start"
        )
    if max(abs(offset_x), abs(offset_y)) > LARGEST_OFFSET_MM:
        raise Refused(
            f"打印偏移最多 {LARGEST_OFFSET_MM:g} 毫米。请用测试页量一量再填。", code="label_offset"
        )
    return LabelRun(chosen, start, offset_x, offset_y)


def scan_code(code: str, card_id: int) -> str:
    """Return what a label's QR says: the number itself where a scanner can type it."""
    reserved = _BY_ID.fullmatch(code) or _SPOT.fullmatch(code)
    return code if _TYPED.fullmatch(code) and not reserved else f"HQA{card_id}"


def card_id_of(scanned: str) -> int | None:
    """Return the card's id in a code that names it so, else None."""
    match = _BY_ID.fullmatch(scanned.strip().upper())
    return None if match is None else int(match[1])


def spot_code_of(scanned: str) -> str | None:
    """Return the code of the storeroom or place in a code that names one, else None."""
    match = _SPOT.fullmatch(scanned.strip().upper())
    return None if match is None else match[1]
