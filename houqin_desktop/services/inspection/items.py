"""检查项目: the starter list is taken over, items are added, worded otherwise, put out of use."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.inspection import next_item_code
from houqin_desktop.resources import resource_path
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.inspection.drafts import (
    AddCheckItem,
    AdoptCheckItems,
    CorrectCheckItem,
    WithdrawCheckItems,
)
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.inspection import CheckItem

_WORDS = ("name", "standard", "frequency", "in_charge", "reference")


@dataclass(frozen=True, slots=True)
class Starter:
    """An item of the starter list."""

    code: str
    category: str
    name: str
    standard: str
    frequency: str
    in_charge: str
    severity: HazardSeverity
    reference: str


@cache
def starters() -> tuple[Starter, ...]:
    """Return the starter list that the program brings along (DOMAIN.md 6)."""
    with resource_path("data/safety_checklist.csv").open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    levels = {level.label: level for level in HazardSeverity}
    return tuple(
        Starter(code, category, name, standard, frequency, in_charge, levels[level], reference)
        for code, category, name, standard, frequency, in_charge, level, reference in rows
    )


def items_in_use() -> list[CheckItem]:
    """Return what is looked at, category by category."""
    return CheckItem.picked("withdrawn = 0", order="code")


def categories_in_use() -> list[str]:
    """Return the categories of the items in use, in their order."""
    return list(dict.fromkeys(item.category for item in items_in_use()))


def find_check_item(words: str, *, withdrawn: bool = False) -> CheckItem:
    """Return the item of this code, or of this name where only one has it.

    :param withdrawn: whether one that is out of use will do.
    :raises Refused: `unknown_check_item`, `ambiguous_check_item`.
    """
    asked = words.strip()
    code = asked.split(" ", 1)[0].upper()
    found = [row for row in (CheckItem.find(code=code),) if row is not None]
    found = found or CheckItem.picked("name = ?", asked, order="withdrawn, code")
    usable = [row for row in found if withdrawn or not row.withdrawn]
    if len(usable) > 1:
        codes = "、".join(row.code for row in usable)
        raise Refused(
            f"叫“{asked}”的检查项目不止一个：{codes}。请填编号。", code="ambiguous_check_item"
        )
    if not usable:
        raise Refused(
            f"没有在用的检查项目“{asked[:40]}”。请核对编号，或先登记。", code="unknown_check_item"
        )
    return usable[0]


def items_of(categories: Sequence[str]) -> list[CheckItem]:
    """Return the items in use of some categories, in the order of the categories.

    :raises Refused: for a category without any.
    """
    found = []
    for category in categories:
        of_it = CheckItem.picked("withdrawn = 0 AND category = ?", category.strip(), order="code")
        if not of_it:
            known = "、".join(categories_in_use()) or "起步清单"
            raise Refused(
                f"没有检查类别“{category}”。请从{known}里选。", code="unknown_check_category"
            )
        found += of_it
    return found


@command("采用起步检查清单", AdoptCheckItems)
def adopt_check_items(task: Task, draft: AdoptCheckItems) -> Outcome:
    """Write the items of the starter list of which the code is free; one out of use comes back.

    :raises Refused: for an unknown category, or where all of them are there.
    """
    known = {starter.category for starter in starters()}
    for category in draft.categories or ():
        if category not in known:
            names = "、".join(dict.fromkeys(starter.category for starter in starters()))
            raise Refused(
                f"起步清单没有类别“{category}”。可选：{names}。", code="unknown_check_category"
            )
    codes = []
    for starter in starters():
        if draft.categories is None or starter.category in draft.categories:
            codes += _take_over(task, starter)
    if not codes:
        raise Refused("起步清单的检查项目都已登记，没有再加。请直接编辑。", code="nothing_changed")
    return Outcome(None, tuple(codes))


def _take_over(task: Task, starter: Starter) -> list[str]:
    found = CheckItem.find(code=starter.code)
    if found is None:
        values = {name: getattr(starter, name) for name in (*_WORDS, "category", "severity")}
        task.insert(CheckItem, code=starter.code, **values)
        return [starter.code]
    is_its_own = found.category == starter.category
    return [starter.code] if is_its_own and task.update(found, withdrawn=False) else []


@command("登记检查项目", AddCheckItem)
def add_check_item(task: Task, draft: AddCheckItem) -> Outcome:
    """Write another item under the next code of its category.

    :raises Refused: without category or name, or for a name that its category has.
    """
    if not draft.category or not draft.name:
        raise Refused("检查项目要有类别和名称。请填写。", code="empty_name")
    _require_new(draft.category, draft.name)
    taken = [(row.code, row.category) for row in CheckItem.every()]
    code = next_item_code(draft.category, taken)
    words = {name: getattr(draft, name) or "" for name in _WORDS}
    task.insert(CheckItem, code=code, category=draft.category, severity=draft.severity, **words)
    return Outcome(code, (code,))


@command("更正检查项目", CorrectCheckItem)
def correct_check_item(task: Task, draft: CorrectCheckItem) -> Outcome:
    """Word an item otherwise; sheets that are open keep the words they were opened with.

    :raises Refused: for an empty name, one that its category has, or where nothing changes.
    """
    item = find_check_item(draft.item, withdrawn=True)
    values: dict[str, Any] = {
        name: getattr(draft, name)
        for name in (*_WORDS, "severity")
        if getattr(draft, name) is not None
    }
    if "name" in values and values["name"] != item.name:
        if not values["name"]:
            raise Refused("检查项目的名称不能为空。请填写。", code="empty_name")
        _require_new(item.category, values["name"])
    if not values or not task.update(item, **values):
        raise Refused(
            f"检查项目 {item.code} 本来就是这样，没有要改的。请改动其中一项。",
            code="nothing_changed",
        )
    return Outcome(item.code, (item.code,))


@command("停用检查项目", WithdrawCheckItems)
def withdraw_check_items(task: Task, draft: WithdrawCheckItems) -> Outcome:
    """Put items out of use, or back into it; what was found of them stays.

    :raises Refused: without any, or where nothing changes.
    """
    items = [find_check_item(words, withdrawn=True) for words in draft.items]
    changed = [item for item in items if task.update(item, withdrawn=not draft.restore)]
    if not changed:
        state = "在用" if draft.restore else "停用"
        raise Refused(f"没有选检查项目，或它们已经{state}。请核对编号。", code="nothing_changed")
    return Outcome(changed[0].code, tuple(item.code for item in changed))


def _require_new(category: str, name: str) -> None:
    found = CheckItem.find(category=category, name=name)
    if found is not None:
        raise Refused(
            f"“{category}”已有检查项目“{name}”（{found.code}）。请直接选用，或换一个名称。",
            code="check_item_exists",
        )


@undoes("adopt_check_items")
def _given_back(deed: Deed) -> WithdrawCheckItems:
    return WithdrawCheckItems(items=tuple(row.code for row, _ in deed.still(CheckItem)))


@undoes("add_check_item")
def _not_looked_at(deed: Deed) -> WithdrawCheckItems:
    return WithdrawCheckItems(items=(deed.number or "",))


@undoes("withdraw_check_items")
def _other_way(deed: Deed) -> WithdrawCheckItems:
    rows = [row for row, _ in deed.still(CheckItem)]
    return WithdrawCheckItems(
        items=tuple(row.code for row in rows), restore=rows[0].withdrawn or None
    )


@undoes("correct_check_item")
def _as_before(deed: Deed) -> CorrectCheckItem:
    ((item, touched),) = deed.still(CheckItem)
    before = dict(touched.before or {})
    if "severity" in before:
        before["severity"] = HazardSeverity(before["severity"])
    return CorrectCheckItem(item=item.code, **before)
