"""Lines of a request that the command can find itself: shown to be seen, left to it untouched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Row = dict[str, Any]


class FoundLines:
    """Knows which rows were filled in by which argument of the command."""

    def __init__(self) -> None:
        self._found: list[tuple[Mapping[str, Any], list[Row]]] = []

    def note(self, found_by: Mapping[str, Any], rows: Sequence[Row]) -> None:
        """Remember rows with the argument by which the command finds the same."""
        self._found.append((found_by, list(rows)))

    def left_to_command(self, rows: Sequence[Row]) -> tuple[Row, list[Row]]:
        """Return the arguments whose rows all stand as they were filled in, and the other rows."""
        arguments: Row = {}
        others = list(rows)
        for found_by, own in self._found:
            if all(row in others for row in own):
                arguments |= found_by
                others = [row for row in others if row not in own]
        return arguments, others
