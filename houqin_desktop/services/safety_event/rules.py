"""What the year asks for is the school's own list: set, withdrawn, or begun with the usual ones."""

from __future__ import annotations

from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.safety_event import (
    USUAL_REQUIREMENTS,
    EventKind,
    Period,
    Requirement,
    read_months,
    require_requirement,
    rule_code,
)
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.numbers import next_serial
from houqin_desktop.services.safety_event.drafts import (
    LoadEventRules,
    SetEventRule,
    WithdrawEventRules,
)
from houqin_desktop.services.safety_event.finding import find_event_rule
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.safety_event import EventRule


@command("定必办活动", SetEventRule)
def set_event_rule(task: Task, draft: SetEventRule) -> Outcome:
    """Write what the year asks for, new or in place of the rule of this name."""
    asked = Requirement(
        draft.name,
        draft.period,
        kind=draft.kind,
        words=draft.words or "",
        times=1 if draft.times is None else draft.times,
        months=read_months(draft.months or ""),
        month=draft.month,
        day=draft.day,
    )
    require_requirement(asked)
    rule = EventRule.find(name=asked.name)
    if rule is None:
        rule = _insert(task, asked)
    elif not task.update(rule, withdrawn=False, **_columns(asked)):
        raise Refused(
            f"必办活动“{rule.name}”本来就是这样，没有要改的。请改动其中一项。",
            code="nothing_changed",
        )
    return Outcome(rule.code, (rule.code,))


@command("撤销必办活动", WithdrawEventRules)
def withdraw_event_rules(task: Task, draft: WithdrawEventRules) -> Outcome:
    """Take rules out of use, or take them up again."""
    if not draft.rules:
        raise Refused("没有选必办活动。请至少选一项。", code="no_lines")
    rules = [find_event_rule(name) for name in draft.rules]
    changed = [task.update(rule, withdrawn=not draft.restore) for rule in rules]
    if not any(changed):
        state = "在用" if draft.restore else "已撤销"
        raise Refused(f"这些必办活动本来就{state}。请核对名称。", code="nothing_changed")
    return Outcome(rules[0].code, tuple(rule.code for rule in rules))


@command("装入常用必办活动", LoadEventRules)
def load_event_rules(task: Task, _draft: LoadEventRules) -> Outcome:
    """Enter the usual requirements, as far as there are none of their names."""
    there = {rule.name for rule in EventRule.every()}
    rules = [_insert(task, asked) for asked in USUAL_REQUIREMENTS if asked.name not in there]
    if not rules:
        raise Refused("常用的必办活动都已经有了。请直接修改要改的那一项。", code="nothing_changed")
    return Outcome(rules[0].code, tuple(rule.code for rule in rules))


def _insert(task: Task, asked: Requirement) -> EventRule:
    code = rule_code(next_serial(task, "event_rule"))
    return task.insert(EventRule, code=code, name=asked.name, **_columns(asked))


def _columns(asked: Requirement) -> dict[str, Any]:
    return {
        "period": asked.period,
        "kind": asked.kind,
        "words": asked.words,
        "times": asked.times,
        "months": "、".join(map(str, asked.months)),
        "month": asked.month,
        "day": asked.day,
    }


@undoes("load_event_rules")
def _without_rules(deed: Deed) -> Draft:
    return WithdrawEventRules(rules=tuple(row.name for row, _ in deed.still(EventRule)))


@undoes("withdraw_event_rules")
def _other_way(deed: Deed) -> Draft:
    rows = [row for row, _ in deed.still(EventRule)]
    return WithdrawEventRules(
        rules=tuple(row.name for row in rows), restore=rows[0].withdrawn or None
    )


@undoes("set_event_rule")
def _rule_as_it_was(deed: Deed) -> Draft:
    ((rule, touched),) = deed.still(EventRule)
    before = touched.before
    if before is None or before.get("withdrawn") == 1:
        return WithdrawEventRules(rules=(rule.name,))
    kind = before.get("kind", rule.kind)
    return SetEventRule(
        name=rule.name,
        period=Period(before.get("period", rule.period)),
        kind=None if kind is None else EventKind(kind),
        words=before.get("words", rule.words) or None,
        times=before.get("times", rule.times),
        months=before.get("months", rule.months) or None,
        month=before.get("month", rule.month),
        day=before.get("day", rule.day),
    )
