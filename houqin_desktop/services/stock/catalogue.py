"""The catalogue of 低值易耗品 and 材料: registered, corrected, put out of use, its minimums."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.numbers import exists, next_free
from houqin_desktop.services.registers.pinyin import search_text, sort_key
from houqin_desktop.services.stock.drafts import (
    AddItem,
    CorrectItem,
    ItemFields,
    RetireItem,
    SetMinimum,
)
from houqin_desktop.services.stock.finding import find_item
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.base import columns
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.stock import StockItem, StockMinimum, worth_of

CODE_PREFIX: Final = "WP"
# Arguments of the draft and the columns of the row that they fill.
_COLUMN_OF: Final = {
    "name": "name",
    "kind": "kind",
    "unit": "unit",
    "specification": "specification",
    "category": "category",
    "pack_unit": "pack_unit",
    "pack_size": "pack_size",
    "everyday_names": "everyday_names",
    "minimum": "school_minimum",
    "keeps_expiry": "keeps_expiry",
    "remarks": "remarks",
}
_EMPTY: Final = {"pack_size": None, "minimum": None, "keeps_expiry": False}
_NOT_CLEARABLE: Final = ("name", "kind", "unit")


@command("登记物品", AddItem)
def add_item(task: Task, draft: AddItem) -> Outcome:
    """Write a new item of the catalogue; a retired one comes back by `retire_item`."""
    item = insert_item(task, draft)
    return Outcome(item.code, (item.code,))


def insert_item(task: Task, draft: AddItem, import_batch_id: int | None = None) -> StockItem:
    """Write an item under its own code or the next one.

    :raises Refused: without name or unit, for a code or a thing that is there already, or a pack
        of which only half is said.
    """
    values = {column: _value(draft, name) for name, column in _COLUMN_OF.items()}
    _require_sound(values)
    if draft.code:
        code = normalise_code(draft.code)
        if exists(StockItem, code=code):
            raise Refused(f"物品编号 {code} 已经用过。请换一个编号。", code="code_taken")
    else:
        code = next_free(
            task,
            "stock_item",
            lambda serial: f"{CODE_PREFIX}{serial:05d}",
            lambda spelled: exists(StockItem, code=spelled),
        )
    _require_only(values)
    return task.insert(
        StockItem,
        code=code,
        import_batch_id=import_batch_id,
        photo=None,
        **values,
        **_derived(code, values),
    )


def restore_item(task: Task, item: StockItem, draft: AddItem, import_batch_id: int) -> StockItem:
    """Take an item in again, under its code, that an import brought which was taken back."""
    values = {column: _value(draft, name) for name, column in _COLUMN_OF.items()}
    _require_sound(values)
    derived = _derived(item.code, values)
    task.update(item, retired=False, import_batch_id=import_batch_id, **values, **derived)
    return item


@command("更正物品", CorrectItem)
def correct_item(task: Task, draft: CorrectItem) -> Outcome:
    """Change what the catalogue says; unit and kind stay once pieces were moved."""
    item = find_item(draft.item)
    changed: dict[str, Any] = {
        _COLUMN_OF[name]: getattr(draft, name)
        for name in _COLUMN_OF
        if getattr(draft, name) is not None
    }
    for name in draft.clear or ():
        if name not in _COLUMN_OF or name in _NOT_CLEARABLE:
            raise Refused(f"“{name}”不能清空。请填写新的内容。", code="not_clearable")
        changed[_COLUMN_OF[name]] = _EMPTY.get(name, "")
    values = {column: getattr(item, column) for column in _COLUMN_OF.values()} | changed
    _require_sound(values)
    same_thing = ("name", "specification", "unit")
    if any(values[name] != getattr(item, name) for name in same_thing):
        _require_only(values)
    if not task.update(item, **changed, **_derived(item.code, values)):
        raise Refused(f"{item.name}本来就是这样，没有要改的。", code="nothing_changed")
    return Outcome(item.code, (item.code,))


@command("停用物品", RetireItem)
def retire_item(task: Task, draft: RetireItem) -> Outcome:
    """Take an item off the lists of what is kept, or put it back.

    :raises Refused: while pieces of it are there.
    """
    item = find_item(draft.item)
    there = worth_of(item.id).quantity
    if not draft.restore and there:
        raise Refused(
            f"{item.name}还有 {there:,} {item.unit}，不能停用。请先领用、调拨或盘点清零。",
            code="still_there",
        )
    if not task.update(item, retired=not draft.restore):
        raise Refused(
            f"{item.name}本来就{'在用' if draft.restore else '已停用'}。请核对物品。",
            code="nothing_changed",
        )
    return Outcome(item.code, (item.code,))


@command("设最低库存", SetMinimum)
def set_minimum(task: Task, draft: SetMinimum) -> Outcome:
    """Set how many pieces a room should have at least; 0 is no minimum."""
    item, room = find_item(draft.item), lookup.storeroom(draft.storeroom)
    if draft.quantity < 0:
        raise Refused("最低库存不能小于零。请填写 0 或正整数。", code="bad_quantity")
    row = StockMinimum.find(item_id=item.id, storeroom_id=room.id)
    if row is None:
        task.insert(StockMinimum, item_id=item.id, storeroom_id=room.id, quantity=draft.quantity)
    elif not task.update(row, quantity=draft.quantity):
        raise Refused(
            f"{room.name}的{item.name}最低库存本来就是 {draft.quantity:,}。请核对数量。",
            code="nothing_changed",
        )
    return Outcome(item.code, (item.code, room.name))


def _value(draft: ItemFields, name: str) -> Any:
    value = getattr(draft, name)
    return _EMPTY.get(name, "") if value is None else value


def _derived(code: str, values: dict[str, Any]) -> dict[str, str]:
    words = (values["name"], values["specification"], values["everyday_names"])
    return {
        "sort_key": sort_key(values["name"]),
        "search_text": search_text(code, *words, values["category"], values["remarks"]),
    }


def _require_sound(values: dict[str, Any]) -> None:
    for column, title in (("name", "物品名称"), ("unit", "计量单位")):
        if not values[column]:
            raise Refused(f"{title}不能为空。请填写{title}。", code="empty_name")
    if bool(values["pack_unit"]) != (values["pack_size"] is not None):
        raise Refused("包装单位和每包数量要么都填，要么都不填，例如 箱、12。", code="half_a_pack")
    if values["pack_size"] is not None and not 2 <= values["pack_size"] <= 1_000_000:
        raise Refused("每包数量须是 2 到 1,000,000 的整数。请核对。", code="bad_quantity")
    if values["school_minimum"] is not None and values["school_minimum"] < 0:
        raise Refused("最低库存不能小于零。请填写 0 或正整数。", code="bad_quantity")


def _require_only(values: dict[str, Any]) -> None:
    same = {name: values[name] for name in ("name", "specification", "unit")}
    twin = StockItem.find(**same)
    if twin is not None:
        words = " ".join(filter(None, (same["name"], same["specification"])))
        raise Refused(
            f"物品目录里已有 {twin.code} {words}（{twin.unit}）。请直接选用，或写明不同的规格。",
            code="item_exists",
        )


@undoes("add_item")
def _retired_again(deed: Deed) -> RetireItem:
    return RetireItem(item=deed.number or "")


@undoes("retire_item")
def _the_other_way(deed: Deed) -> RetireItem:
    ((row, _),) = deed.still(StockItem)
    return RetireItem(item=row.code, restore=row.retired or None)


@undoes("set_minimum")
def _minimum_before(deed: Deed) -> SetMinimum:
    ((row, touched),) = deed.still(StockMinimum)
    before = 0 if touched.before is None else int(touched.before["quantity"])
    return SetMinimum(
        item=StockItem.get_by_id(row.item_id).code,
        storeroom=Storeroom.get_by_id(row.storeroom_id).name,
        quantity=before,
    )


@undoes("correct_item")
def _item_as_it_was(deed: Deed) -> CorrectItem:
    ((row, touched),) = deed.still(StockItem)
    return correction_back(row.code, touched.before or {})


def correction_back(code: str, columns_before: Mapping[str, Any]) -> CorrectItem:
    """Return the correction that puts back what stood in these columns before."""
    names = {column: name for name, column in _COLUMN_OF.items()}
    before = {
        names[column.name]: column.python_value(columns_before[column.column_name])
        for column in columns(StockItem)
        if column.column_name in columns_before
    }
    cleared = tuple(n for n, v in before.items() if v in (None, "") and n not in _NOT_CLEARABLE)
    filled = {name: value for name, value in before.items() if name not in cleared}
    return CorrectItem(item=code, clear=cleared or None, **filled)
