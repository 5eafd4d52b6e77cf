"""Older codes of assets, and which present code each would be.

Old ledgers carry seven digits (GB/T 14885-2010), six (1994) or the letter A with the digits of
2010 behind it, as the 政府采购品目 of 2013 wrote them. The last look like present codes and may
mean something else: A02010105 was 便携式计算机 and is 台式计算机 now. A card keeps its old code
with the edition; the present one is only suggested, by the names in both tables and by what the
card is called, until a person accepts it.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from houqin_desktop.domain.asset import CategoryEdition
from houqin_desktop.domain.category import Category, plain_word
from houqin_desktop.domain.labelled import Labelled

FORMER_FILE: Final = "classification_gbt14885_2010.csv"
_FOREIGN: Final = re.compile(r"[(（].*?[)）]|[、,，/·\s]|及其?配套.*")
_COMMON_WORDS: Final = re.compile(r"^其他|专用|设备|装置|机械|仪器|器材|用品|用具|系统")
_MORE_THAN: Final = 0.5
_SEVERAL: Final = 2
# Where the classes and groups of 2010 went; equipment of both kinds became one class.
_CLASSES: Final = (
    ("101", ("A0103",)),
    ("102", ("A0101",)),
    ("103", ("A0102",)),
    ("2", ("A02", "A08")),
    ("3", ("A02",)),
    ("4", ("A03",)),
    ("5", ("A04",)),
    ("603", ("A06",)),
    ("604", ("A06",)),
    ("6", ("A05", "A06")),
)


class Likeness(Labelled):
    """Why a code is suggested."""

    SAME_NAME = "same_name", "名称相同"
    SAME_WORD = "same_word", "俗名相同"
    CARD_NAME = "card_name", "按资产名称"
    SIMILAR = "similar", "名称相近"
    PARENT = "parent", "按上级分类"


@dataclass(frozen=True, slots=True)
class FormerCode:
    """An old code as it was recognised; `meaning` is its name then, if the table has it."""

    code: str
    edition: CategoryEdition
    meaning: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A present code that an old one may be, and why."""

    code: str
    name: str
    likeness: Likeness

    @property
    def is_sure(self) -> bool:
        """Say whether the very name stands in the present table."""
        return self.likeness in (Likeness.SAME_NAME, Likeness.SAME_WORD, Likeness.CARD_NAME)


def load_former_names(folder: Path) -> dict[str, str]:
    """Read the names of GB/T 14885-2010 by code from a folder."""
    with (folder / FORMER_FILE).open(encoding="utf-8-sig", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


@dataclass(frozen=True, slots=True)
class _Place:
    """Among which present codes a thing is looked for: its classes, and where its like went."""

    classes: tuple[str, ...]
    homes: Counter[str]

    def holds(self, code: str) -> bool:
        return code.startswith(self.classes) and (not self.homes or bool(self.homes[code[:5]]))


_ANYWHERE: Final = _Place(("A",), Counter())


class CodeConverter:
    """Recognises old codes and suggests present ones for them."""

    def __init__(self, categories: Mapping[str, Category], former: Mapping[str, str]) -> None:
        """Take both tables: the present one by code, the names of 2010 by code."""
        self._categories = categories
        self._former = former
        self._by_word: dict[str, list[tuple[Category, bool]]] = {}
        for category in categories.values():
            self._by_word.setdefault(_key(category.name), []).append((category, True))
            for alias in category.aliases:
                self._by_word.setdefault(_key(alias), []).append((category, False))

    def recognise(self, written: str, name: str = "") -> FormerCode | None:
        """Return the old code that a cell holds, None for a present or an unknown one.

        :param name: what the asset is called; it tells a present code from one of 2013 that is
            spelled alike.
        """
        code = plain_word(written).upper().replace(" ", "").removesuffix(".0")
        if re.fullmatch(r"[0-9]{7}", code) and code in self._former:
            return FormerCode(code, CategoryEdition.GBT2010, self._former[code])
        if re.fullmatch(r"[0-9]{6}", code):
            return FormerCode(code, CategoryEdition.GBT1994, "")
        meaning = self._former.get(code[2:], "") if re.fullmatch(r"A0[0-9]{7}", code) else ""
        if not meaning:
            return None
        if code in self._categories and not self._means_former(code, meaning, name):
            return None
        return FormerCode(code, CategoryEdition.PROCUREMENT2013, meaning)

    def _means_former(self, code: str, meaning: str, name: str) -> bool:
        """Say whether a thing is rather what the code meant in 2013 than what it means now."""
        if not name:
            return False
        called = self._by_equal(name, _ANYWHERE)
        if called is None or called[0].code == code:
            return False
        then = self.suggest(meaning, "", code[2:])
        return then is not None and then.code == called[0].code

    def suggest(self, meaning: str, name: str, former_code: str = "") -> Suggestion | None:
        """Return the likeliest present code, or None where nothing is alike.

        :param meaning: the name that the old code had, "" where it is not known.
        :param name: what the asset is called.
        :param former_code: the seven digits of 2010, which say among what to look first.
        """
        place = _Place(_classes_of(former_code), self._homes.get(former_code[:3], Counter()))
        called = self._by_equal(name, place)
        meant = self._by_equal(meaning, place)
        generic = not meaning or meaning.startswith("其他")
        if called and (generic or meant is None or meant[0].code in called[0].path):
            return _suggestion(called[0], Likeness.CARD_NAME)
        if meant:
            return _suggestion(meant[0], Likeness.SAME_NAME if meant[1] else Likeness.SAME_WORD)
        for word in filter(None, (meaning, name)):
            similar = self._by_likeness(word, place)
            if similar is not None:
                return _suggestion(similar, Likeness.SIMILAR)
        return self._by_parent(former_code)

    def _by_parent(self, former_code: str) -> Suggestion | None:
        """Take the 中类 above an old code whose own name is nowhere alive."""
        above = former_code[:5].ljust(7, "0")
        if above == former_code or not self._former.get(above):
            return None
        found = self.suggest(self._former[above], "", above)
        return None if found is None else replace(found, likeness=Likeness.PARENT)

    def _by_equal(self, word: str, place: _Place) -> tuple[Category, bool] | None:
        """Take the category that is called so, officially rather than in everyday words."""
        found = [
            (category, official)
            for category, official in (self._by_word.get(_key(word), ()) if word else ())
            if category.code.startswith(place.classes)
            and (not official or not place.homes or place.homes[category.code[:5]])
        ]
        if not found:
            return None
        return max(
            found,
            key=lambda one: (one[1], place.homes[one[0].code[:5]], one[0].common, one[0].level),
        )

    def _by_likeness(self, word: str, place: _Place) -> Category | None:
        """Take the name that shares most pairs of characters, among equals where its like went."""
        wanted = _pairs(word)
        best, best_rank = None, (_MORE_THAN, 0, False)
        for category, pairs in self._pairs if wanted else ():
            shared = len(wanted & pairs)
            if not shared or not place.holds(category.code):
                continue
            score = 2 * shared / (len(wanted) + len(pairs))
            rank = (score, place.homes[category.code[:5]], category.common)
            if score > _MORE_THAN and rank > best_rank:
                best, best_rank = category, rank
        return best

    @cached_property
    def _pairs(self) -> list[tuple[Category, frozenset[str]]]:
        return [
            (category, _pairs(word))
            for category in self._categories.values()
            for word in (category.name, *category.aliases)
        ]

    @cached_property
    def _homes(self) -> dict[str, Counter[str]]:
        """Return where the old 大类 went: its names that live on, by present 大类."""
        homes: dict[str, Counter[str]] = {}
        for code, name in self._former.items():
            for category, official in self._by_word.get(_key(name), []):
                if official and category.level > 1:
                    homes.setdefault(code[:3], Counter())[category.code[:5]] += 1
        # A name that went elsewhere all alone is chance: 客车 is a railway coach now.
        return {
            group: Counter({home: times for home, times in went.items() if times >= _SEVERAL})
            for group, went in homes.items()
        }


def _key(word: str) -> str:
    return _FOREIGN.sub("", plain_word(word)).removesuffix("类")


def _suggestion(category: Category, likeness: Likeness) -> Suggestion:
    return Suggestion(category.code, category.name, likeness)


def _classes_of(former_code: str) -> tuple[str, ...]:
    """Return where a thing of this old code may be now; with no code, anywhere."""
    return next((classes for start, classes in _CLASSES if former_code.startswith(start)), ("A",))


def _pairs(word: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of what sets a name apart."""
    stem = _COMMON_WORDS.sub("", _key(word))
    return frozenset(stem[at : at + 2] for at in range(len(stem) - 1))
