"""What a chart says: bars with their figures in words, each leading to the list it counts.

The drawing on the screen and that on paper are of the same bars, and no bar is without its figure,
so that colour alone says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from houqin_desktop.services.registers.listing import Filter


class Tone(Enum):
    """In which colour a bar is drawn; the names are those of the palette of the window."""

    PLAIN = "accent"
    DONE = "green"
    SOON = "amber"
    LATE = "red"


@dataclass(frozen=True, slots=True)
class Lead:
    """The list behind a bar: its register and what it is narrowed by."""

    register: str
    filters: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    :param count: how long it is, in things.
    :param listed: how many rows the list behind it has.
    :param words: its figure as one reads it: 3, or 38/40（95.0%），未签 2.
    :param whole: of how many it is a part, drawn as an empty bar behind it.
    """

    count: int
    listed: int
    words: str
    tone: Tone
    lead: Lead
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class BarGroup:
    """What stands at one place of the axis, a bar for each series."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart; lying bars have room for words beside them.

    :param series: what the bars of each group are, where there are several.
    :param note: the sum, or how it is reckoned.
    :param empty: what is said where there is nothing to draw.
    """

    key: str
    title: str
    groups: tuple[BarGroup, ...]
    note: str
    empty: str
    series: tuple[tuple[str, Tone], ...] = ()
    lying: bool = False
    bars: tuple[Bar, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Line the bars up, group by group."""
        bars = tuple(bar for group in self.groups for bar in group.bars)
        object.__setattr__(self, "bars", bars)

    @property
    def longest(self) -> int:
        """Return how many things the longest bar stands for, 1 at least."""
        return max([1, *(bar.count for bar in self.bars)])

    def share(self, bar: Bar) -> float:
        """Return how long a bar is, from 0 to 1: of its own whole, else of the longest bar."""
        return bar.count / (bar.whole or self.longest)

    @property
    def says_something(self) -> bool:
        """Say whether any bar is longer than nothing."""
        return any(bar.count or bar.whole for bar in self.bars)

    def told(self) -> str:
        """Return the chart in words, for who hears it and does not see it."""
        if not self.says_something:
            return self.empty
        return "；".join(
            f"{group.label} {self._told(group)}" for group in self.groups if group.bars
        )

    def _told(self, group: BarGroup) -> str:
        names = [name for name, _ in self.series] or [""] * len(group.bars)
        return "，".join(
            f"{name} {bar.words}".strip() for name, bar in zip(names, group.bars, strict=True)
        )
