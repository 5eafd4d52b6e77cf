"""自定义栏目: columns that a school adds to its cards, for one category or for all.

A column is never deleted. A retired one keeps what is in it and takes nothing more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from houqin_desktop.domain.card_fields import BUILT_IN, CardBlock, FieldShape
from houqin_desktop.domain.category import Category, narrowed
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.headers import fold_header, match_header
from houqin_desktop.services.assets.card_details import card_fields
from houqin_desktop.services.assets.categories import categories, category
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.card import CardFieldRow, custom_fields, values_of_cards

LONGEST_TITLE = 20
MOST_FIELDS = 60
MOST_CHOICES = 100


@dataclass(frozen=True, kw_only=True)
class DeclareField(Draft):
    """A new column; without a category it stands on every card."""

    title: str = argument("栏目名称")
    shape: FieldShape = argument("填写内容", Kind.CHOICE, choices=FieldShape)
    category: str | None = argument("只用于分类", Kind.CATEGORY, default=None)
    choices: tuple[str, ...] | None = argument("选项", Kind.NAMES, default=None)
    unit: str | None = argument("计量单位", default=None)


@dataclass(frozen=True, kw_only=True)
class ExtendField(Draft):
    """Further choices of a column that offers some."""

    title: str = argument("栏目名称")
    choices: tuple[str, ...] = argument("新增的选项", Kind.NAMES)


@dataclass(frozen=True, kw_only=True)
class ShortenField(Draft):
    """Choices that were added last by mistake, and that no card uses."""

    title: str = argument("栏目名称")
    choices: tuple[str, ...] = argument("去掉的选项", Kind.NAMES)


@dataclass(frozen=True, kw_only=True)
class RetireField(Draft):
    """A column that is no longer filled in, or is filled in again."""

    title: str = argument("栏目名称")
    restore: bool = argument("恢复使用", Kind.FLAG, default=False)


@command("新增栏目", DeclareField)
def declare_field(task: Task, draft: DeclareField) -> Outcome:
    """Add a column to the cards of a category, or to all."""
    _require_new(draft.title)
    own = custom_fields()
    if len(own) >= MOST_FIELDS:
        raise Refused(
            f"自定义栏目最多 {MOST_FIELDS} 个。请先想想哪些可以并成一栏。", code="too_many"
        )
    choices = _choices(draft.choices or ())
    if (draft.shape is FieldShape.CHOICE) != bool(choices):
        raise Refused(
            "“选择”栏要写出可选的内容，别的栏目不写。请核对“选项”。", code="field_choices"
        )
    if draft.unit and draft.shape is not FieldShape.NUMBER:
        raise Refused("只有“数字”栏有计量单位。请去掉单位，或改为“数字”。", code="field_unit")
    task.insert(
        CardFieldRow,
        key=f"custom_{len(own) + 1:04d}",
        title=draft.title,
        shape=draft.shape,
        prefixes=narrowed(category(draft.category).code) if draft.category else "",
        choices="\n".join(choices),
        unit=draft.unit or "",
    )
    return Outcome(draft.title, (draft.title,))


def _require_new(title: str) -> None:
    """Refuse a title that already means something on a card or at the head of a ledger."""
    if not 0 < len(title) <= LONGEST_TITLE or "\n" in title:
        raise Refused(f"栏目名称须在 1 到 {LONGEST_TITLE} 个字之间。请改短。", code="field_title")
    folded = fold_header(title)
    same = next((one for one in card_fields() if fold_header(one) == folded), None)
    if same is not None:
        raise Refused(f"已经有“{same}”这一栏，不能再加。请换一个名称。", code="field_exists")
    known = match_header(title)
    if known is not None or not folded:
        raise Refused(
            f"“{title}”在台账里已有固定的意思，不能用作自定义栏目。请换一个名称。",
            code="field_taken",
        )


def _choices(written: tuple[str, ...]) -> list[str]:
    choices = list(dict.fromkeys(choice for choice in written if choice))
    if len(choices) > MOST_CHOICES or any(
        len(choice) > LONGEST_TITLE or "\n" in choice for choice in choices
    ):
        raise Refused(
            f"选项最多 {MOST_CHOICES} 个，每个最多 {LONGEST_TITLE} 字。请核对。",
            code="field_choices",
        )
    return choices


@command("增加选项", ExtendField)
def extend_field(task: Task, draft: ExtendField) -> Outcome:
    """Add choices to a column that offers some; those it has stay."""
    row = _own_field(draft.title)
    if row.shape is not FieldShape.CHOICE:
        raise Refused(f"“{draft.title}”不是选择栏，没有选项。请核对栏目。", code="field_choices")
    choices = _choices((*row.choices.splitlines(), *draft.choices))
    if not task.update(row, choices="\n".join(choices)):
        raise Refused(f"“{draft.title}”已经有这些选项，没有改动。", code="nothing_changed")
    return Outcome(draft.title, (draft.title,))


@command("去掉选项", ShortenField)
def shorten_field(task: Task, draft: ShortenField) -> Outcome:
    """Take the choices that were added last off a column again, as long as no card uses them."""
    row = _own_field(draft.title)
    present = row.choices.splitlines()
    kept = [choice for choice in present if choice not in draft.choices]
    gone = present[len(kept) :]
    if not kept or not gone or present[: len(kept)] != kept:
        raise Refused(
            f"“{draft.title}”只能去掉最后加的选项，至少留一个。现有：{'、'.join(present)}。"
            "请核对选项。",
            code="field_choices",
        )
    used = {values.get(row.key) for values in values_of_cards().values()} & set(gone)
    if used:
        raise Refused(
            f"已有卡片填了{'、'.join(sorted(filter(None, used)))}，不能去掉。请先更正那些卡片。",
            code="in_use",
        )
    task.update(row, choices="\n".join(kept))
    return Outcome(draft.title, (draft.title,))


@command("停用栏目", RetireField)
def retire_field(task: Task, draft: RetireField) -> Outcome:
    """Take a column out of use, or back into it; what stands in it stays."""
    row = _own_field(draft.title)
    if not task.update(row, retired=not draft.restore):
        state = "在用" if draft.restore else "停用"
        raise Refused(f"“{draft.title}”本来就是{state}的，没有改动。", code="nothing_changed")
    return Outcome(draft.title, (draft.title,))


@undoes("declare_field")
def _out_of_use(deed: Deed) -> Draft:
    return RetireField(title=deed.number or "")


@undoes("retire_field")
def _the_other_way(deed: Deed) -> Draft:
    ((row, _),) = deed.still(CardFieldRow)
    return RetireField(title=row.title, restore=row.retired)


@undoes("extend_field")
def _without_the_choices(deed: Deed) -> Draft:
    ((row, touched),) = deed.still(CardFieldRow)
    before = (touched.before or {})["choices"].splitlines()
    return ShortenField(title=row.title, choices=tuple(row.choices.splitlines()[len(before) :]))


@undoes("shorten_field")
def _with_the_choices(deed: Deed) -> Draft:
    ((row, touched),) = deed.still(CardFieldRow)
    before = (touched.before or {})["choices"].splitlines()
    return ExtendField(title=row.title, choices=tuple(before[len(row.choices.splitlines()) :]))


def _own_field(title: str) -> CardFieldRow:
    row = CardFieldRow.find(title=title)
    if row is None or row.built_in:
        names = "、".join(one.title for one in custom_fields()) or "还没有"
        raise Refused(f"没有自定义栏目“{title}”。现有：{names}。", code="unknown_field")
    return row


def _rows() -> list[RegisterRow]:
    filled = Counter(key for values in values_of_cards().values() for key in values)
    names = categories()
    return [
        RegisterRow(
            at,
            (
                one.title,
                one.shape.label,
                "、".join(_category_words(names, prefix) for prefix in one.prefixes) or "全部",
                "、".join(label for _, label in one.choices),
                one.unit,
                "停用" if one.retired else "在用",
                "自定义" if one.block is CardBlock.CUSTOM else "程序自带",
                filled[one.key],
            ),
            facets=frozenset({("own", "yes" if one.block is CardBlock.CUSTOM else "no")}),
        )
        for at, one in enumerate((*custom_fields(), *BUILT_IN), start=1)
    ]


def _category_words(names: Mapping[str, Category], prefix: str) -> str:
    code = prefix.ljust(9, "0")
    return f"{code} {names[code].name}" if code in names else code


def _fields_register(_session: Session) -> Register:
    columns = (
        Column("栏目名称", width=130),
        Column("填写内容", width=80),
        Column("用于分类", width=220),
        Column("选项", width=240),
        Column("计量单位", width=80),
        Column("状态", width=70),
        Column("来源", width=80),
        Column("已填卡片", ColumnKind.QUANTITY, width=80),
    )
    return RowsRegister("fields", "卡片栏目", columns, _rows)


MAKERS = {"fields": _fields_register}
