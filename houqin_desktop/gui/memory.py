"""What the window remembers from one day to the next: its place, its columns, its colours.

It is a small file beside the program's data, never in the book. A file that cannot be read, or says
something that no longer fits, is as good as none: the window then opens as it was made. What a
person arranges is kept for that person; what belongs to the screen is kept for all.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

_PEOPLE: Final = "people"


class Memory:
    """A few named values in one JSON file; without a path they last as long as the window."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._values: dict[str, Any] = {}
        self.person = ""
        if path is not None:
            with suppress(OSError, ValueError, RecursionError):
                loaded = json.loads(path.read_text(encoding="utf-8"))
                if isinstance(loaded, dict):
                    self._values = loaded

    @property
    def folder(self) -> Path | None:
        """Return the folder of the file, None where nothing outlasts the window."""
        return None if self._path is None else self._path.parent

    def get(self, key: str) -> Any:
        """Return the value remembered under the key, None where there is none."""
        return self._values.get(key)

    def put(self, key: str, value: Any) -> None:
        """Remember a value."""
        self._values[key] = value

    def own(self, key: str) -> Any:
        """Return what the person at work left under the key, None where there is none."""
        people = self._values.get(_PEOPLE)
        mine = people.get(self.person) if isinstance(people, dict) else None
        return mine.get(key) if isinstance(mine, dict) else None

    def put_own(self, key: str, value: Any) -> None:
        """Remember a value for the person at work."""
        people = self._values.get(_PEOPLE)
        if not isinstance(people, dict):
            people = self._values[_PEOPLE] = {}
        mine = people.get(self.person)
        if not isinstance(mine, dict):
            mine = people[self.person] = {}
        mine[key] = value

    def save(self) -> None:
        """Write the file; a place that cannot be written is no reason to trouble anybody."""
        if self._path is None:
            return
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = self._path.with_name(self._path.name + ".new")
            unfinished.write_text(json.dumps(self._values, ensure_ascii=False), encoding="utf-8")
            unfinished.replace(self._path)
