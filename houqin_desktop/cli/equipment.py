"""`show` of a list of the school and of a rule of equipment."""

from __future__ import annotations

from typing import Any

from houqin_desktop.services.assets.as_of import AsOf
from houqin_desktop.services.equipment.holdings import Holding, audience_words, holdings
from houqin_desktop.services.equipment.verbs import find_rule
from houqin_desktop.services.roster.members import find_roster, members
from houqin_desktop.services.session import Session


def show_rule(session: Session, code: str) -> dict[str, Any]:
    """Return a rule with everybody it is for: who has what, and who lacks it."""
    rule = find_rule(code)
    today = session.clock.today()
    found = holdings(AsOf(today, today), [rule])
    return {
        "kind": "equipment_rule",
        "number": rule.code,
        "fields": {
            "标准编号": rule.code,
            "配什么": rule.name,
            "配给谁": audience_words(rule),
            "应配": rule.quantity,
            "名称里的字": rule.words or None,
            "国标分类": rule.category_code or None,
            "状态": "已撤销" if rule.withdrawn else "在用",
        },
        "lines": [_line(one) for one in found],
        "signatures": [],
        "history": [],
        "missing": [f"{one.name}{one.provision.verdict}" for one in found if one.provision.lacking],
        "next": None,
    }


def _line(one: Holding) -> dict[str, Any]:
    return {
        "对象": one.name,
        "应配": one.provision.wanted,
        "实有": one.provision.present,
        "结果": one.provision.verdict,
        "现有资产": "；".join(f"{card.code} {card.name}" for card in one.cards) or None,
        "使用年限": "；".join(card.service for card in one.cards) or None,
    }


def show_roster(session: Session, name: str) -> dict[str, Any]:
    """Return a list with who is on it today."""
    roster = find_roster(name)
    found = members(roster, session.clock.today())
    return {
        "kind": "roster",
        "number": roster.name,
        "fields": {"名单": roster.name, "列什么": roster.kind.label, "成员数": len(found)},
        "lines": [{"编号": one.key, "成员": one.name} for one in found],
        "signatures": [],
        "history": [],
        "missing": [],
        "next": None,
    }
