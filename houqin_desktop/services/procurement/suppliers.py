"""供应商: registered, corrected, put out of use; what was bought there stays."""

from __future__ import annotations

from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.numbers import exists
from houqin_desktop.services.procurement.drafts import (
    AddSupplier,
    CorrectSupplier,
    RetireSupplier,
)
from houqin_desktop.services.registers.pinyin import search_text, sort_key
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.procurement import Supplier

_FIELDS = ("name", "tax_number", "contact", "remarks")


def find_supplier(name: str, *, in_use: bool = True) -> Supplier:
    """Return the supplier of this name.

    :raises Refused: for an unknown one, or one that is out of use where one in use is wanted.
    """
    found = Supplier.find(name=name.strip())
    if found is None:
        raise Refused(
            f"没有供应商“{name[:40]}”。请先登记供应商，或检查名称。", code="unknown_supplier"
        )
    if in_use and found.retired:
        raise Refused(f"{found.name}已停用。请换一家，或先恢复使用。", code="supplier_retired")
    return found


def suppliers_in_use() -> list[Supplier]:
    """Return whom one can buy from, by name."""
    return Supplier.picked("retired = 0", order="sort_key, id")


@command("登记供应商", AddSupplier)
def add_supplier(task: Task, draft: AddSupplier) -> Outcome:
    """Write a new supplier; its name is its identity.

    :raises Refused: without a name, or for a name that is there already.
    """
    values = {name: getattr(draft, name) or "" for name in _FIELDS}
    _require_name(values["name"])
    task.insert(Supplier, **values, **_derived(values))
    return Outcome(values["name"], (values["name"],))


@command("更正供应商", CorrectSupplier)
def correct_supplier(task: Task, draft: CorrectSupplier) -> Outcome:
    """Change what is said of a supplier; an empty text clears a field.

    :raises Refused: for a name that another has.
    """
    supplier = find_supplier(draft.supplier, in_use=False)
    changed = {name: getattr(draft, name) for name in _FIELDS if getattr(draft, name) is not None}
    if "name" in changed and changed["name"] != supplier.name:
        _require_name(changed["name"])
    values = {name: getattr(supplier, name) for name in _FIELDS} | changed
    if not task.update(supplier, **changed, **_derived(values)):
        raise Refused(f"{supplier.name}本来就是这样，没有改动。请核对内容。", code="no_change")
    return Outcome(supplier.name, (supplier.name,))


@command("停用供应商", RetireSupplier)
def retire_supplier(task: Task, draft: RetireSupplier) -> Outcome:
    """Put a supplier out of use, or back into it."""
    supplier = find_supplier(draft.supplier, in_use=False)
    if not task.update(supplier, retired=not draft.restore):
        state = "在用" if draft.restore else "停用"
        raise Refused(f"{supplier.name}已经是{state}。请核对名称。", code="no_change")
    return Outcome(supplier.name, (supplier.name,))


def _require_name(name: str) -> None:
    if not name:
        raise Refused("供应商名称不能为空。请填写名称。", code="empty_name")
    if exists(Supplier, name=name):
        raise Refused(f"供应商“{name}”已经登记过。请直接选用。", code="supplier_exists")


def _derived(values: dict[str, Any]) -> dict[str, str]:
    return {
        "sort_key": sort_key(values["name"]),
        "search_text": search_text(*(values[name] for name in _FIELDS)),
    }


@undoes("add_supplier")
def _not_used(deed: Deed) -> RetireSupplier:
    return RetireSupplier(supplier=deed.number or "")


@undoes("retire_supplier")
def _other_way(deed: Deed) -> RetireSupplier:
    ((supplier, _),) = deed.still(Supplier)
    return RetireSupplier(supplier=supplier.name, restore=supplier.retired or None)


@undoes("correct_supplier")
def _as_before(deed: Deed) -> CorrectSupplier:
    ((supplier, touched),) = deed.still(Supplier)
    before = touched.before or {}
    wanted = {name: before[name] for name in _FIELDS if name in before}
    return CorrectSupplier(supplier=supplier.name, **wanted)
