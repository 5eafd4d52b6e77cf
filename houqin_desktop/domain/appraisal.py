"""技术鉴定: at least three people look at a thing and say in writing what is wrong with it.

DOMAIN.md 4.2: 技术鉴定表（鉴定组不少于 3 人，签名并写明职称或岗位）. Without it nothing is scrapped
below its minimum life.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.sheet import PaperSheet

FEWEST: Final = 3
NUMBER_PREFIX: Final = "JD"
_SPELLING: Final = re.compile(r"(?P<name>[^/／（(\s]+)\s*[/／（(\s]\s*(?P<title>.+?)\s*[)）]?")
_NAMES: Final = re.compile(r"[、，,；;\s]+")


@dataclass(frozen=True, slots=True)
class Appraiser:
    """Somebody of the appraisal group, with 职称 or 岗位."""

    name: str
    title: str

    @property
    def words(self) -> str:
        """Return name and title as a form writes them."""
        return f"{self.name}（{self.title}）"


def read_appraisers(written: Sequence[str]) -> tuple[Appraiser, ...]:
    """Return the group from words like 冯工/高级工程师.

    :raises Refused: where a title is missing, and for fewer than three different names.
    """
    found: dict[str, Appraiser] = {}
    for words in (each.strip() for each in written if each.strip()):
        match = _SPELLING.fullmatch(words)
        if match is None:
            raise Refused(
                f"“{words}”没有写职称或岗位。请写成“姓名/职称”，例如 冯工/高级工程师。",
                code="appraiser_title",
            )
        found[match["name"]] = Appraiser(match["name"], match["title"])
    if len(found) < FEWEST:
        raise Refused(
            f"鉴定人只有 {len(found)} 位不同的人，技术鉴定至少要 {FEWEST} 人。请补齐姓名和职称。",
            code="too_few_appraisers",
        )
    return tuple(found.values())


def group_warning(names: str) -> str | None:
    """Return the sentence that says a hand-written group is too small, or None."""
    written = {name for name in _NAMES.split(names) if name}
    if not written or len(written) >= FEWEST:
        return None
    return f"技术鉴定只写了 {len(written)} 人，不足 {FEWEST} 人，请补办技术鉴定表"


@dataclass(frozen=True, slots=True)
class AppraisedLine:
    """One thing that was looked at; money in 分, quantity in 件, dates and lives as written."""

    position: int
    code: str
    name: str
    specification: str
    unit: str
    quantity: int
    original_value_fen: int
    acquired_on: str
    prescribed_life: str
    used_life: str
    place: str
    conclusion: str


@dataclass(frozen=True)
class AppraisalSheet(PaperSheet):
    """All that 技术鉴定表 says, frozen when it is recorded."""

    school: str
    number: str
    appraised_on: str
    reason: str
    conclusion: str
    lines: tuple[AppraisedLine, ...]
    appraisers: tuple[Appraiser, ...]
    head: str
    version: int = 1

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Rebuild the sheet that `to_json` wrote."""
        words: Mapping[str, Any] = json.loads(text)
        return cls(
            **{
                **words,
                "lines": tuple(AppraisedLine(**line) for line in words["lines"]),
                "appraisers": tuple(Appraiser(**one) for one in words["appraisers"]),
            }
        )
