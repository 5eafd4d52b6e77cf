"""The sheet of a 固定资产卡片: what its front and its back say (DOMAIN.md 3.5, 4.11)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CardColumn:
    """A column of a record on the back: its title, its share of the width, how it is set."""

    title: str
    share: float
    is_figure: bool = False
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class CardRecord:
    """A record on the back, with so many empty rows below it for a hand on days without power."""

    title: str
    columns: tuple[CardColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    blank_rows: int


@dataclass(frozen=True, slots=True)
class CardPhoto:
    """The file of a photo, and by how many degrees a person has turned it clockwise."""

    path: str
    turned: int = 0


@dataclass(frozen=True, slots=True)
class CardSheet:
    """One card on paper; `scan_code` is what a scanner reads from it, as from the label."""

    school: str
    code: str
    scan_code: str
    name: str
    status: str
    made_on: str
    blocks: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    records: tuple[CardRecord, ...]
    printed: str
    photo: CardPhoto | None = None
