"""Rules of equipment are set, changed and withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from houqin_desktop.domain.equipment import Audience, name_words, require_rule, rule_code
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.domain.people import Post
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.categories import category
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.numbers import next_serial
from houqin_desktop.services.roster.members import find_roster
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.equipment import EquipmentRule
from houqin_desktop.storage.roster import Roster


@dataclass(frozen=True, kw_only=True)
class AddEquipmentRule(Draft):
    """Each holder of a post, a department, or each on a list should have so many of a thing.

    Without words the name of the thing is what cards are known by.
    """

    name: str = argument("配什么")
    quantity: int = argument("应配数量", Kind.QUANTITY)
    roster: str | None = argument("名单", default=None)
    post: Post | None = argument("岗位", Kind.CHOICE, choices=Post, default=None)
    department: str | None = argument("部门", Kind.DEPARTMENT, default=None)
    words: str | None = argument("名称里的字", default=None)
    category: str | None = argument("国标分类", Kind.CATEGORY, default=None)


@dataclass(frozen=True, kw_only=True)
class ChangeEquipmentRule(Draft):
    """A rule asks for another number, or knows its things by other words.

    What is left out stays; an empty text is emptied. For whom a rule is never changes.
    """

    rule: str = argument("标准编号")
    name: str | None = argument("配什么", default=None)
    quantity: int | None = argument("应配数量", Kind.QUANTITY, default=None)
    words: str | None = argument("名称里的字", default=None)
    category: str | None = argument("国标分类", Kind.CATEGORY, default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawEquipmentRule(Draft):
    """A rule holds no longer, or holds again."""

    rule: str = argument("标准编号")
    restore: bool | None = argument("恢复使用", Kind.FLAG, default=None)


def find_rule(code: str) -> EquipmentRule:
    """Return the rule with this number.

    :raises Refused: when there is none.
    """
    found = EquipmentRule.find(code=normalise_code(code))
    if found is None:
        raise Refused(f"没有配备标准“{code}”。请检查标准编号。", code="unknown_rule")
    return found


@command("定配备标准", AddEquipmentRule)
def add_equipment_rule(task: Task, draft: AddEquipmentRule) -> Outcome:
    """Write a new rule for exactly one audience."""
    said = _what(draft.name, draft.words or draft.name, draft.category or "", draft.quantity)
    rule = task.insert(
        EquipmentRule,
        code=rule_code(next_serial(task, "equipment_rule")),
        withdrawn=False,
        **_audience(draft),
        **said,
    )
    return Outcome(rule.code, (rule.code,))


@command("改配备标准", ChangeEquipmentRule)
def change_equipment_rule(task: Task, draft: ChangeEquipmentRule) -> Outcome:
    """Change what a rule asks for."""
    rule = find_rule(draft.rule)

    def said(name: str, present: Any) -> Any:
        given = getattr(draft, name)
        return present if given is None else given

    values = _what(
        said("name", rule.name),
        said("words", rule.words),
        said("category", rule.category_code),
        said("quantity", rule.quantity),
    )
    if not task.update(rule, **values):
        raise Refused(
            f"配备标准 {rule.code} 本来就是这样，没有要改的。请改动其中一项。",
            code="nothing_changed",
        )
    return Outcome(rule.code, (rule.code,))


@command("撤销配备标准", WithdrawEquipmentRule)
def withdraw_equipment_rule(task: Task, draft: WithdrawEquipmentRule) -> Outcome:
    """Let a rule hold no longer, or again."""
    rule = find_rule(draft.rule)
    if draft.restore:
        _require_kept(rule)
    if not task.update(rule, withdrawn=not draft.restore):
        state = "在用" if draft.restore else "已撤销"
        raise Refused(f"配备标准 {rule.code} 本来就{state}。请核对编号。", code="nothing_changed")
    return Outcome(rule.code, (rule.code,))


def _require_kept(rule: EquipmentRule) -> None:
    roster = None if rule.roster_id is None else Roster.get_by_id(rule.roster_id)
    if roster is not None and roster.withdrawn:
        raise Refused(
            f"名单“{roster.name}”已撤销，{rule.code} 不能恢复。请先重新建这个名单。",
            code="roster_withdrawn",
        )


def _what(name: str, words: str, code: str, quantity: int) -> dict[str, Any]:
    known = name_words(words)
    found = category(code).code if code else ""
    require_rule(name, known, found, quantity)
    return {
        "name": name,
        "words": "、".join(known),
        "category_code": found,
        "quantity": quantity,
    }


def _audience(draft: AddEquipmentRule) -> dict[str, Any]:
    given = [one for one in Audience if getattr(draft, one.value)]
    if len(given) != 1:
        raise Refused("配给谁要写明一种：名单、岗位或部门。请只填其中一项。", code="one_audience")
    audience = given[0]
    roster = department = None
    if audience is Audience.ROSTER:
        roster = find_roster(draft.roster or "").id
    elif audience is Audience.DEPARTMENT:
        department = lookup.department(draft.department or "").id
    return {
        "audience": audience,
        "post": draft.post if audience is Audience.POST else None,
        "department_id": department,
        "roster_id": roster,
    }


@undoes("add_equipment_rule")
def _without_the_rule(deed: Deed) -> Draft:
    return WithdrawEquipmentRule(rule=deed.number or "")


@undoes("withdraw_equipment_rule")
def _the_other_way(deed: Deed) -> Draft:
    ((row, _),) = deed.still(EquipmentRule)
    return WithdrawEquipmentRule(rule=row.code, restore=row.withdrawn or None)


@undoes("change_equipment_rule")
def _rule_as_it_was(deed: Deed) -> Draft:
    ((row, touched),) = deed.still(EquipmentRule)
    before = dict(touched.before or {})
    if "category_code" in before:
        before["category"] = before.pop("category_code")
    return ChangeEquipmentRule(rule=row.code, **before)
