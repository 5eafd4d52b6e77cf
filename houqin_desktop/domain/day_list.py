"""What the printed list of the day says: one sheet of A4, a box to tick before every line."""

from __future__ import annotations

from dataclasses import dataclass

MOST_ROWS = 38


@dataclass(frozen=True, slots=True)
class DayLine:
    """One line: what, with whom or at which step, and the wait in words."""

    text: str
    detail: str
    wait: str


@dataclass(frozen=True, slots=True)
class DayGroup:
    """Lines of one kind; `left_out` counts those that the sheet has no room for."""

    title: str
    lines: tuple[DayLine, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class DayListSheet:
    """The sheet: for whom, for which day, by whom, and the groups."""

    school: str
    on: str
    printed_by: str
    groups: tuple[DayGroup, ...]

    @property
    def count(self) -> int:
        """Return how many things wait, those left out too."""
        return sum(len(group.lines) + group.left_out for group in self.groups)


def fitted(groups: tuple[DayGroup, ...], most_rows: int = MOST_ROWS) -> tuple[DayGroup, ...]:
    """Return the groups cut so that they fit on one sheet.

    A title takes a row, and so does the line that says how many are left out. Short groups stay
    whole; what is left is shared by the long ones.
    """
    room = most_rows - len(groups)
    kept = [0] * len(groups)
    waiting = {at for at, group in enumerate(groups) if group.lines}
    while waiting and room > 0:
        for at in sorted(waiting):
            if room > 0:
                kept[at] += 1
                room -= 1
            if kept[at] == len(groups[at].lines):
                waiting.discard(at)
    return tuple(_cut(group, count) for group, count in zip(groups, kept, strict=True))


def _cut(group: DayGroup, count: int) -> DayGroup:
    if count >= len(group.lines):
        return group
    shown = max(count - 1, 0)
    return DayGroup(group.title, group.lines[:shown], len(group.lines) - shown)
