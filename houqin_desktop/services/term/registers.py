"""开学计划, 套餐 and 需求汇总 as lists."""

from __future__ import annotations

from functools import partial

from houqin_desktop.domain.term import grade_name
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.services.term.view import TermView
from houqin_desktop.storage.stock import items_by_id
from houqin_desktop.storage.term import Kit, KitLine, TermPlan

NUMBER, QUANTITY, STATUS = ColumnKind.NUMBER, ColumnKind.QUANTITY, ColumnKind.STATUS


def _plans(session: Session) -> list[RegisterRow]:
    rows = []
    for plan in TermPlan.every("year DESC, season, id DESC"):
        view = TermView(session, plan.code)
        cells = (
            plan.code,
            view.title,
            plan.begins_on.isoformat(),
            view.state,
            len(view.groups),
            len(view.items),
            sum(bool(one.need.to_buy) for one in view.items),
            sum(bool(one.open) for one in view.groups),
            f"{len(view.checks) - view.unticked}/{len(view.checks)}",
            plan.remarks,
        )
        facets = frozenset({("in_use", "no" if plan.withdrawn else "yes")})
        rows.append(RegisterRow(plan.id, cells, len(view.items), facets=facets))
    return rows


def _kits(_session: Session) -> list[RegisterRow]:
    lines = KitLine.picked("quantity > 0", order="id")
    items = items_by_id(sorted({line.item_id for line in lines}))
    rows = []
    for kit in Kit.every("id"):
        own = [line for line in lines if line.kit_id == kit.id]
        state = "已停用" if kit.withdrawn else "在用"
        cells = (
            kit.code,
            kit.name,
            kit.basis.label,
            grade_name(kit.grade) or "各年级",
            "两季" if kit.season is None else kit.season.label,
            len(own),
            "、".join(
                f"{items[one.item_id].name} {one.quantity:,} {items[one.item_id].unit}"
                for one in own
            ),
            state,
        )
        facets = frozenset({("in_use", "no" if kit.withdrawn else "yes")})
        rows.append(RegisterRow(kit.id, cells, len(own), facets=facets))
    return rows


def _needs(session: Session) -> list[RegisterRow]:
    rows: list[RegisterRow] = []
    for plan in TermPlan.picked("withdrawn = 0", order="year DESC, season, id DESC"):
        view = TermView(session, plan.code)
        for one in view.items:
            cells = (
                plan.code,
                view.title,
                one.item.code,
                one.item.name,
                one.item.specification,
                one.item.unit,
                one.need.wanted,
                one.need.handed,
                one.need.open,
                one.need.lying,
                one.need.to_buy,
            )
            facets = frozenset(
                {("plan", plan.code), ("to_buy", "yes" if one.need.to_buy else "no")}
            )
            rows.append(RegisterRow(len(rows) + 1, cells, one.need.wanted, facets=facets))
    return rows


def _plans_register(session: Session) -> Register:
    columns = (
        Column("计划编号", width=100),
        Column("学期", width=110),
        Column("开学日期", ColumnKind.DATE, width=100),
        Column("状态", STATUS, width=80),
        Column("发放对象", NUMBER, width=80),
        Column("物品", NUMBER, width=70),
        Column("要买", NUMBER, width=70),
        Column("没发齐", NUMBER, width=80),
        Column("检查", width=80),
        Column("说明", width=160),
    )
    return RowsRegister("term_plans", "开学计划", columns, partial(_plans, session))


def _kits_register(session: Session) -> Register:
    columns = (
        Column("套餐编号", width=90),
        Column("套餐", width=170),
        Column("按什么配", width=100),
        Column("年级", width=90),
        Column("哪季", width=80),
        Column("物品数", QUANTITY, width=80),
        Column("每份有什么", width=420),
        Column("状态", STATUS, width=80),
    )
    return RowsRegister("kits", "套餐", columns, partial(_kits, session))


def _needs_register(session: Session) -> Register:
    columns = (
        Column("计划编号", width=100),
        Column("学期", width=112),
        Column("物品编号", width=90),
        Column("物品名称", width=196),
        Column("规格型号", width=120),
        Column("单位", width=56),
        Column("需求", QUANTITY, width=64),
        Column("已发", QUANTITY, width=64),
        Column("未发", QUANTITY, width=64),
        Column("库存", QUANTITY, width=64),
        Column("需购", QUANTITY, width=64),
    )
    return RowsRegister("term_needs", "开学需求", columns, partial(_needs, session))


MAKERS = {
    "term_plans": _plans_register,
    "kits": _kits_register,
    "term_needs": _needs_register,
}
