"""What the open program knows of older code tables: it recognises a code and suggests another."""

from __future__ import annotations

from functools import cache

from houqin_desktop.domain.asset import CategoryEdition
from houqin_desktop.domain.category_edition import (
    CodeConverter,
    FormerCode,
    Suggestion,
    load_former_names,
)
from houqin_desktop.domain.errors import Refused
from houqin_desktop.resources import resource_path
from houqin_desktop.services.assets.categories import categories

_DIGITS = 7


@cache
def converter() -> CodeConverter:
    """Return what recognises old codes and suggests present ones."""
    return CodeConverter(categories(), load_former_names(resource_path("data")))


@cache
def former_names() -> dict[str, str]:
    """Return the names of 2010 by code."""
    return load_former_names(resource_path("data"))


@cache
def suggested(code: str, edition: CategoryEdition, name: str) -> Suggestion | None:
    """Return the present code that an old code on a card of this name may be."""
    of_2010 = "" if edition is CategoryEdition.GBT1994 else code[-_DIGITS:]
    return converter().suggest(former_names().get(of_2010, ""), name, of_2010)


def meaning_of(code: str, edition: CategoryEdition | None) -> str:
    """Return what an old code was called, or ""."""
    return "" if edition is CategoryEdition.GBT1994 else former_names().get(code[-_DIGITS:], "")


def former_code(written: str, name: str) -> FormerCode:
    """Return the old code that somebody wrote on a card.

    :param name: what the asset is called.
    :raises Refused: for what no older edition has.
    """
    found = converter().recognise(written, name)
    if found is None:
        raise Refused(
            f"“{written}”不是旧版的分类代码。2010版是 7 位数字，1994版是 6 位；"
            "现行的 A 开头代码请填在“分类代码”。",
            code="unknown_former_code",
        )
    return found
