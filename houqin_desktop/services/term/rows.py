"""Writing rows of a plan as they should be, each once: its groups, its check list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.draft import Draft, in_row
from houqin_desktop.services.term.finding import title_of
from houqin_desktop.storage.term import TermPlan

Row = TypeVar("Row", bound=Draft)


def write_rows(
    plan: TermPlan,
    rows: Sequence[Row],
    what: str,
    *,
    name_of: Callable[[Row], str],
    write: Callable[[Row], bool],
) -> tuple[str, ...]:
    """Write each row and return what the rows are called.

    :param what: what a row is, in Chinese.
    :param write: writes a row; says whether anything changed.
    :raises Refused: for no row, one that comes twice, or when nothing changes.
    """
    if not rows:
        raise Refused(f"还没有写{what}。请至少写一行。", code="no_lines")
    seen: dict[str, bool] = {}
    for number, row in enumerate(rows, start=1):
        with in_row(number):
            if name_of(row) in seen:
                raise Refused(f"“{name_of(row)}”写了两次。请合成一行。", code="repeated_row")
            seen[name_of(row)] = write(row)
    if not any(seen.values()):
        raise Refused(
            f"{title_of(plan)}的{what}本来就是这样，没有要改的。请改动其中一项。",
            code="nothing_changed",
        )
    return tuple(seen)
