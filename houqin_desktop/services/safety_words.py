"""What the tables and columns of the safety log are called where the journal is read."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.labelled import Labelled

# Table: what a row of it is.
SAFETY_SUBJECTS: Final = {
    "campus_place": "校园场所",
}
# Column: its title, where no other table has a column of this name.
SAFETY_TITLES: Final = {
    "area": "区域",
    "is_key": "重点部位",
}
# Column: the words that may stand in it.
SAFETY_ENUMS: Final[dict[str, tuple[type[Labelled], ...]]] = {}
SAFETY_FLAGS: Final = frozenset({"is_key"})
