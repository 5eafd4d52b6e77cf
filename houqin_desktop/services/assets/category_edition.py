"""旧代码待转: cards whose code belongs to an older edition, each with the present code it may be.

The suggestion is made when it is asked for and written nowhere; only what a person accepts becomes
the card's code, many cards as one command.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from houqin_desktop.domain.asset import CategoryEdition
from houqin_desktop.domain.category_edition import (
    Suggestion,
)
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.categories import (
    category,
    default_life_months,
    default_minimum_life_months,
)
from houqin_desktop.services.assets.former_codes import meaning_of, suggested
from houqin_desktop.services.assets.verbs import require_free
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.asset_register import WAITS_FOR_CODE


@dataclass(frozen=True, slots=True)
class WaitingCode:
    """A card with an old code alone, and what it may be now."""

    key: int
    code: str
    name: str
    former: str
    edition: CategoryEdition
    meaning: str
    suggestion: Suggestion | None
    quantity: int
    value_fen: int


def waiting_codes() -> list[WaitingCode]:
    """Return the cards of the register that have an old code and no present one."""
    rows = Asset.raw(
        "SELECT id, code, name, former_category_code, category_edition, quantity,"
        f" original_value_fen FROM asset a WHERE {WAITS_FOR_CODE} AND status <> 'disposed'"
        " ORDER BY former_category_code, id"
    )
    return [
        WaitingCode(
            row.id,
            row.code,
            row.name,
            row.former_category_code,
            row.category_edition,
            meaning_of(row.former_category_code, row.category_edition),
            suggested(row.former_category_code, row.category_edition, row.name),
            row.quantity,
            row.original_value_fen,
        )
        for row in rows
    ]


@dataclass(frozen=True, kw_only=True)
class AssignCategories(Draft):
    """Cards with the present code that each is to have; an empty one takes it back."""

    categories: tuple[tuple[str, str], ...] = argument("资产和分类代码", Kind.FIELDS)


@command("转换旧代码", AssignCategories)
def assign_categories(task: Task, draft: AssignCategories) -> Outcome:
    """Give cards their present code; lives that nobody has set follow from it."""
    if not draft.categories:
        raise Refused("没有选中要转换的卡片。请先选中。", code="no_assets")
    codes = []
    for number, written in draft.categories:
        asset = lookup.asset(number)
        require_free(asset)
        code = category(written).code if written else None
        if code is None and not asset.former_category_code:
            raise Refused(
                f"{asset.code} 没有旧代码，不能退回。请用“更正”改分类代码。", code="no_former_code"
            )
        if not task.update(asset, category_code=code, **_lives(asset, code)):
            words = f"已经是 {code}" if code else "还没有现行代码"
            raise Refused(
                f"{asset.code} {words}，没有转换。请去掉这一张再来。", code="nothing_changed"
            )
        codes.append(asset.code)
    return Outcome(codes[0], tuple(codes))


def _lives(asset: Asset, code: str | None) -> dict[str, int | None]:
    """Return the lives that go with a code: those nobody set follow it, both ways."""
    usual = _usual_lives(code)
    if code is not None:
        return {name: getattr(asset, name) or months for name, months in usual.items()}
    before = _usual_lives(asset.category_code)
    return {
        name: None if getattr(asset, name) == months else getattr(asset, name)
        for name, months in before.items()
    }


def _usual_lives(code: str | None) -> dict[str, int | None]:
    return {
        "life_months": default_life_months(code),
        "minimum_life_months": default_minimum_life_months(code),
    }


@undoes("assign_categories")
def _waiting_again(deed: Deed) -> Draft:
    pairs = []
    for asset, touched in deed.still(Asset):
        before = touched.before or {}
        for name, months in _usual_lives(asset.category_code).items():
            if months is not None and name not in before and getattr(asset, name) == months:
                raise Refused(
                    f"{asset.code} 的年限原来就登记过，不能一并撤销。请用“更正”改回分类代码。",
                    code="cannot_undo",
                )
        pairs.append((asset.code, before.get("category_code") or ""))
    return AssignCategories(categories=tuple(pairs))


def acceptance(chosen: Sequence[WaitingCode]) -> AssignCategories:
    """Return the draft that accepts the suggestion of each of these cards."""
    pairs = tuple((one.code, one.suggestion.code) for one in chosen if one.suggestion is not None)
    return AssignCategories(categories=pairs)


def _rows() -> list[RegisterRow]:
    return [
        RegisterRow(
            one.key,
            (
                one.code,
                one.name,
                one.former,
                one.edition.label,
                one.meaning,
                one.suggestion.code if one.suggestion else None,
                one.suggestion.name if one.suggestion else None,
                one.suggestion.likeness.label if one.suggestion else "没有相近的",
            ),
            one.quantity,
            one.value_fen,
            frozenset({("edition", one.edition.value)}),
        )
        for one in waiting_codes()
    ]


def _old_codes_register(_session: Session) -> Register:
    columns = (
        Column("资产编号", width=120),
        Column("资产名称", width=150),
        Column("原分类代码", width=100),
        Column("代码版本", width=120),
        Column("原分类名称", width=150),
        Column("建议代码", width=100),
        Column("建议分类", width=150),
        Column("依据", ColumnKind.TEXT, width=90),
    )
    return RowsRegister("old_codes", "旧代码待转", columns, _rows)


MAKERS = {"old_codes": _old_codes_register}
