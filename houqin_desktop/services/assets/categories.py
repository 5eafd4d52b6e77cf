"""The code table GB/T 14885-2022: found by code, name, everyday word, pinyin or initials."""

from __future__ import annotations

from functools import cache

from houqin_desktop.domain.category import (
    Category,
    CategoryFinder,
    depreciation_months,
    load_categories,
    minimum_life_months,
)
from houqin_desktop.domain.errors import Refused
from houqin_desktop.resources import resource_path
from houqin_desktop.services.registers.pinyin import spell


@cache
def categories() -> dict[str, Category]:
    """Return all codes, in order."""
    return load_categories(resource_path("data"))


@cache
def _finder() -> CategoryFinder:
    return CategoryFinder(categories(), spell)


def find_categories(query: str, limit: int = 50) -> list[Category]:
    """Return the codes that fit what a person typed, the best first."""
    return _finder().find(query, limit)


def category(code: str) -> Category:
    """Return the code's entry; refuse a code that the table does not have."""
    found = categories().get(code.strip().upper())
    if found is None:
        raise Refused(
            f"国标分类中没有代码“{code}”。请按代码、名称或俗名重新查找。", code="unknown_category"
        )
    return found


def category_name(code: str | None) -> str:
    """Return the name of a code, or an empty text."""
    entry = None if code is None else categories().get(code)
    return "" if entry is None else entry.name


def default_life_months(code: str | None, structure: str = "") -> int | None:
    """Return the 折旧年限 of the category in months, or None where none is known.

    :param structure: 建筑结构 in the words of 表 1, from which a building's years follow.
    """
    return None if code is None else depreciation_months(code, structure)


def default_minimum_life_months(code: str | None) -> int | None:
    """Return the 最低使用年限 of the category in months, or None where none is known."""
    return None if code is None else minimum_life_months(categories(), code)
