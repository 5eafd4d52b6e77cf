"""名单, 配备标准 and 配备情况 as lists."""

from __future__ import annotations

from datetime import date
from functools import partial

from houqin_desktop.services.assets.as_of import AsOf
from houqin_desktop.services.equipment.holdings import Holding, audience_words, holdings
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.roster.members import members
from houqin_desktop.services.session import Session
from houqin_desktop.storage.equipment import EquipmentRule
from houqin_desktop.storage.roster import Roster

QUANTITY, STATUS = ColumnKind.QUANTITY, ColumnKind.STATUS


def _rosters(session: Session) -> list[RegisterRow]:
    today = session.clock.today()
    rows = []
    for roster in Roster.picked("withdrawn = 0", order="id"):
        names = [one.name for one in members(roster, today)]
        cells = (roster.name, roster.kind.label, len(names), "、".join(names))
        facets = frozenset({("kind", roster.kind.value)})
        rows.append(RegisterRow(roster.id, cells, len(names), facets=facets))
    return rows


def _rules(_session: Session) -> list[RegisterRow]:
    rows = []
    for rule in EquipmentRule.every("id"):
        state = "已撤销" if rule.withdrawn else "在用"
        cells = (
            rule.code,
            rule.name,
            audience_words(rule),
            rule.quantity,
            rule.words,
            rule.category_code,
            state,
        )
        facets = frozenset({("in_use", "no" if rule.withdrawn else "yes")})
        rows.append(RegisterRow(rule.id, cells, facets=facets))
    return rows


def _equipment(on: date, today: date) -> list[RegisterRow]:
    return [_row(one) for one in holdings(AsOf(on, today))]


def _row(one: Holding) -> RegisterRow:
    held = one.provision
    cells = (
        one.rule.code,
        one.rule.name,
        audience_words(one.rule),
        one.name,
        held.wanted,
        held.present,
        held.verdict,
        "；".join(f"{card.code} {card.name}" for card in one.cards),
        "；".join(card.service for card in one.cards),
    )
    state = "lacking" if held.lacking else "surplus" if held.surplus else "met"
    facets = frozenset({("provision", state), ("rule", one.rule.code)})
    return RegisterRow(one.key, cells, held.present, facets=facets)


def _rosters_register(session: Session) -> Register:
    columns = (
        Column("名单", width=140),
        Column("列什么", width=80),
        Column("成员数", QUANTITY, width=80),
        Column("成员", width=620),
    )
    return RowsRegister("rosters", "名单", columns, partial(_rosters, session))


def _rules_register(session: Session) -> Register:
    columns = (
        Column("标准编号", width=90),
        Column("配什么", width=120),
        Column("配给谁", width=180),
        Column("应配", QUANTITY, width=70),
        Column("名称里的字", width=220),
        Column("国标分类", width=110),
        Column("状态", STATUS, width=80),
    )
    return RowsRegister("equipment_rules", "配备标准", columns, partial(_rules, session))


def _equipment_register(session: Session, on: date | None = None) -> Register:
    columns = (
        Column("标准编号", width=90),
        Column("配什么", width=110),
        Column("配给谁", width=170),
        Column("对象", width=120),
        Column("应配", QUANTITY, width=60),
        Column("实有", QUANTITY, width=60),
        Column("结果", STATUS, width=80),
        Column("现有资产", width=300),
        Column("使用年限", width=200),
    )
    today = session.clock.today()
    read = partial(_equipment, on or today, today)
    return RowsRegister("equipment", "配备情况", columns, read)


MAKERS = {
    "rosters": _rosters_register,
    "equipment_rules": _rules_register,
    "equipment": _equipment_register,
}
