"""The national classification of assets (GB/T 14885-2022), as a school uses it.

A code is the letter A and eight digits, two for each of four levels; an asset hangs under one
of them. From the code follow the class printed on the forms (门类), the months over which the
thing is depreciated (表 1 of 财会〔2017〕4 号, by 大类) and the years it must at least be used.
Nobody in a storeroom knows the codes, so a category is found by the everyday word, 电脑, or
by the first letters of its pinyin, dn.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

CLASSIFICATION_FILE = "classification_gbt14885_2022.csv"
SCHOOL_FILE = "school_categories.csv"

CLASS_NAMES: Mapping[str, str] = {
    "A01": "房屋和构筑物",
    "A02": "设备",
    "A03": "文物和陈列品",
    "A04": "图书和档案",
    "A05": "家具和用具",
    "A06": "特种动植物",
    "A07": "物资",
    "A08": "无形资产",
}

_NOT_DEPRECIATED = ("A0103", "A03", "A04", "A0504", "A06", "A07", "A08")
"""Land, relics and exhibits, books and archives, office supplies, living things, goods in stock,
and intangibles, which are amortised by their own rules."""

_LARGE_ROUTE = ("A01", "A0203")

_CODE_BEGINS = re.compile(r"A0[0-9]{1,7}")

# 表 1 by 大类 of 2022, gathered by years; where the table gives a range, its lower end.
# 货币处理设备 (A0239) has no row there. Fire and police equipment (A0237) was 政法、检测专用设备
# in 2010 and takes the years of 公安专用设备; 海洋仪器 (A0244) was under 专用仪器仪表.
_GROUPS_BY_YEARS = {
    3: "0237",
    5: "0204 0206 0208 0209 0210 0211 0212 0231 0232 0233 0240 0244 0245 0246 0247 0502 0503",
    6: "0201 0202",
    8: "0102 0203",
    10: "0205 0207 0213 0214 0215 0216 0218 0221 0222 0223 0224 0225 0226 0227 0228 0229 0230"
    " 0234 0235 0236 0238 0241 0242 0243",
    15: "0501",
    20: "0217 0219 0220",
}
_YEARS: Mapping[str, int] = {
    f"A{group}": years for years, groups in _GROUPS_BY_YEARS.items() for group in groups.split()
}

STRUCTURE_YEARS: Mapping[str, int] = {
    "钢结构": 50,
    "钢筋混凝土结构": 50,
    "砖混结构": 30,
    "砖木结构": 30,
    "简易房": 8,
}
"""Years of a building by its structure, the first five rows of 表 1."""


@dataclass(frozen=True, slots=True)
class Category:
    """One code of the classification, with what the school adds to it.

    min_years is the 最低使用年限 of the code or of its nearest ancestor that has one; aliases are
    the words people use; common marks the codes that primary schools need.
    """

    code: str
    name: str
    parent: str | None
    level: int
    leaf: bool
    unit: str
    aliases: tuple[str, ...]
    min_years: int | None
    depreciable: bool
    common: bool

    @property
    def path(self) -> tuple[str, ...]:
        """The codes above this one, the class first."""
        return ancestors(self.code)


def ancestors(code: str) -> tuple[str, ...]:
    """Return the codes above a code, from the class (门类) downwards, without the code itself."""
    chain = (code[:end].ljust(9, "0") for end in (3, 5, 7))
    return tuple(dict.fromkeys(above for above in chain if above != code))


def narrowed(code: str) -> str:
    """Return the beginning that a code and all codes below it share."""
    beginning = code
    while len(beginning) > 3 and beginning.endswith("00"):
        beginning = beginning[:-2]
    return beginning


def class_name(code: str) -> str:
    """Return the class (门类) of a code as forms print it, 设备; "" for an unknown code."""
    return CLASS_NAMES.get(code[:3], "")


def is_building_or_vehicle(code: str) -> bool:
    """Say whether buildings, structures, land (A01) or vehicles (A0203): always 大件."""
    return code.startswith(_LARGE_ROUTE)


def is_depreciated(code: str) -> bool:
    """Say whether things of a code are depreciated at all (DOMAIN.md 2.3)."""
    return code[:3] in CLASS_NAMES and not code.startswith(_NOT_DEPRECIATED)


def depreciation_months(code: str, structure: str = "") -> int | None:
    """Return the 折旧年限 in months by 表 1 of 财会〔2017〕4 号; None where it gives none.

    A building's years depend on its structure; while that is unknown there is no life, and the
    card is flagged. None for what is not depreciated at all, which is_depreciated tells apart.
    """
    years = STRUCTURE_YEARS.get(structure) if code.startswith("A0101") else _YEARS.get(code[:5])
    return None if years is None else years * 12


def minimum_life_months(categories: Mapping[str, Category], code: str) -> int | None:
    """Return the 最低使用年限 in months of a code or its nearest known ancestor, else None."""
    nearest = next((c for c in (code, *reversed(ancestors(code))) if c in categories), None)
    years = categories[nearest].min_years if nearest else None
    return None if years is None else years * 12


def load_categories(folder: Path) -> dict[str, Category]:
    """Read the classification and the school's additions from a folder, in order of code.

    Parent, level and leaf follow the digits of the code: the published table hangs three codes
    of 图书档案设备 under a neighbour.
    """
    school = {row["code"]: row for row in _rows(folder / SCHOOL_FILE)}
    standard = sorted(_rows(folder / CLASSIFICATION_FILE), key=lambda row: row["code"])
    above = {row["code"]: ancestors(row["code"]) for row in standard}
    parents = {path[-1] for path in above.values() if path}
    categories: dict[str, Category] = {}
    for row in standard:
        code = row["code"]
        parent = above[code][-1] if above[code] else None
        added = school.get(code, {})
        years = added.get("min_years")
        inherited = categories[parent].min_years if parent else None
        categories[code] = Category(
            code=code,
            name=row["name"],
            parent=parent,
            level=len(above[code]) + 1,
            leaf=code not in parents,
            unit=row["unit"],
            aliases=tuple(filter(None, map(str.strip, added.get("aliases", "").split(";")))),
            min_years=int(years) if years else inherited,
            depreciable=is_depreciated(code),
            common=code in school,
        )
    return categories


class CategoryFinder:
    """Find categories by code, name, everyday word, pinyin or initials, the likeliest first."""

    def __init__(
        self, categories: Mapping[str, Category], pinyin: Callable[[str], tuple[str, str]]
    ) -> None:
        """Prepare the search; pinyin gives a word's full pinyin and its initials."""
        self._entries = [_Entry.of(category, pinyin) for category in categories.values()]

    def find(self, query: str, limit: int = 50) -> list[Category]:
        """Return the categories that match every word of the query, at most limit of them.

        Exact words come before beginnings, beginnings before parts, names before pinyin; of
        equals those a school needs come first, then those that have no codes below them. The
        beginning of a code alone lists the tree in its own order.
        """
        words = [_Word.of(word) for word in plain_word(query).split()]
        if not words:
            return []
        if len(words) == 1 and _CODE_BEGINS.fullmatch(words[0].code):
            below = (e.category for e in self._entries if e.category.code.startswith(words[0].code))
            return sorted(below, key=lambda category: category.code)[:limit]
        found = []
        for entry in self._entries:
            total = 0
            for word in words:
                rank = entry.rank(word)
                if rank is None:
                    break
                total += rank
            else:
                found.append((total, entry.order, entry.category))
        found.sort(key=lambda match: match[:2])
        return [category for _, _, category in found[:limit]]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a query in the shapes in which it is looked for; a newline marks an edge."""

    text: str
    code: str
    begins: str
    whole: str
    latin: bool

    @classmethod
    def of(cls, text: str) -> _Word:
        return cls(text, text.upper(), f"\n{text}", f"\n{text}\n", latin=text.isascii())


@dataclass(frozen=True, slots=True)
class _Entry:
    """A category as it is searched: its words one a line, so that one scan finds any of them."""

    category: Category
    names: str
    aliases: str
    initials: str
    full: str
    order: tuple[bool, bool, int, str]

    @classmethod
    def of(cls, category: Category, pinyin: Callable[[str], tuple[str, str]]) -> _Entry:
        words = [plain_word(category.name), *map(plain_word, category.aliases)]
        full, initials = zip(*map(pinyin, words), strict=True)
        return cls(
            category,
            _lines(words[:1]),
            _lines(words[1:]),
            _lines(initials),
            _lines(full),
            (not category.common, not category.leaf, len(category.name), category.code),
        )

    def rank(self, word: _Word) -> int | None:
        """Return how well the word fits, 0 best; None where it does not fit at all."""
        if word.latin and word.code == self.category.code[: max(len(word.code), 3)]:
            return 0
        names, aliases = self.names, self.aliases
        if word.whole in names or word.whole in aliases:
            return 1
        if word.begins in names:
            return 3
        if word.begins in aliases:
            return 4
        if word.latin:
            return self._rank_latin(word)
        if word.text in names:
            return 7
        return 8 if word.text in aliases else None

    def _rank_latin(self, word: _Word) -> int | None:
        if word.whole in self.initials or word.whole in self.full:
            return 5
        if word.begins in self.initials or word.begins in self.full:
            return 6
        # One or two letters inside a long pinyin are chance, not meaning.
        if len(word.text) >= 2 and word.text in self.initials:
            return 9
        return 10 if len(word.text) >= 3 and word.text in self.full else None


def plain_word(text: str) -> str:
    """Return a word as words are compared: half width, lower case, stripped."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _lines(words: list[str] | tuple[str, ...]) -> str:
    return "\n" + "\n".join(words) + "\n" if words else ""


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
