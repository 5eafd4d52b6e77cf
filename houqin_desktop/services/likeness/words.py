"""The one matcher of the program, made of the bundled tables at the first question."""

from __future__ import annotations

from functools import cache

from houqin_desktop.domain.likeness.matching import Matcher
from houqin_desktop.domain.likeness.table import load_table
from houqin_desktop.resources import resource_path
from houqin_desktop.services.registers.pinyin import spell


@cache
def matcher() -> Matcher:
    """Return the matcher."""
    return Matcher(load_table(resource_path("data")), spell)
