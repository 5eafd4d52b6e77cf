"""`show` and `print` of a plan of a term, and `show` of a kit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from houqin_desktop.cli.papers import beside
from houqin_desktop.cli.speech import DONE, answer_json, tell
from houqin_desktop.documents.term_paper import FORMS, term_paper, term_sheets
from houqin_desktop.documents.workbooks.lists import write_list
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.term import grade_name
from houqin_desktop.services.session import Session
from houqin_desktop.services.term.finding import find_kit, lines_of_kit
from houqin_desktop.services.term.needs import ItemNeed
from houqin_desktop.services.term.view import CheckView, GroupView, TermView


def show_plan(session: Session, code: str) -> dict[str, Any]:
    """Return a plan whole: needs as its lines, checks as its signatures, groups as its history."""
    view = TermView(session, code)
    upcoming = view.next_command
    return {
        "kind": "term_plan",
        "number": view.code,
        "fields": {
            "计划编号": view.code,
            "学期": view.title,
            "开学日期": view.plan.begins_on.isoformat(),
            "状态": view.state,
            "说明": view.plan.remarks or None,
            "发放对象": len(view.groups),
            "需购物品": sum(bool(one.need.to_buy) for one in view.items),
        },
        "lines": [_need(one) for one in view.items],
        "signatures": [_check(one) for one in view.checks],
        "history": [_group(one) for one in view.groups],
        "missing": view.missing,
        "next": None if upcoming is None else {"command": upcoming[0], "title": upcoming[1]},
    }


def _need(one: ItemNeed) -> dict[str, Any]:
    return {
        "物品编号": one.item.code,
        "名称": one.item.name,
        "规格型号": one.item.specification or None,
        "单位": one.item.unit,
        "需求": one.need.wanted,
        "已发": one.need.handed,
        "未发": one.need.open,
        "库存": one.need.lying,
        "需购": one.need.to_buy,
    }


def _check(one: CheckView) -> dict[str, Any]:
    row = one.row
    return {
        "检查项目": row.title,
        "计划日期": None if row.planned_on is None else row.planned_on.isoformat(),
        "负责人": one.responsible or None,
        "完成日期": None if row.done_on is None else row.done_on.isoformat(),
        "检查人": one.done_by or None,
        "情况": row.remarks or None,
    }


def _group(one: GroupView) -> dict[str, Any]:
    return {
        "发放对象": one.row.name,
        "种类": one.row.kind.label,
        "年级": one.grade or None,
        "班数": one.classes,
        "人数": one.heads,
        "领用人": one.taker or None,
        "名单": one.roster or None,
        "应发": one.wanted,
        "未发": one.open,
        "领用单号": "、".join(one.numbers) or None,
    }


def show_kit(_session: Session, reference: str) -> dict[str, Any]:
    """Return a kit with its items."""
    kit = find_kit(reference)
    return {
        "kind": "kit",
        "number": kit.code,
        "fields": {
            "套餐编号": kit.code,
            "套餐": kit.name,
            "按什么配": kit.basis.label,
            "年级": grade_name(kit.grade) or None,
            "哪季": None if kit.season is None else kit.season.label,
            "状态": "已停用" if kit.withdrawn else "在用",
        },
        "lines": [
            {"物品编号": item.code, "名称": item.name, "单位": item.unit, "每份数量": quantity}
            for item, quantity in lines_of_kit(kit)
        ],
        "signatures": [],
        "history": [],
        "missing": [],
        "next": None,
    }


def print_plan(session: Session, code: str, path: Path, form: str | None, *, as_json: bool) -> int:
    """Write a paper of a plan; signing:三年级 narrows 发放签收表, .xlsx is a workbook."""
    name, _, only = (form or "needs").partition(":")
    sheets = term_sheets(session, code, name, only or None)
    if path.suffix.lower() == ".xlsx":
        if len(sheets) > 1:
            raise Refused(
                "发放签收表一次只能写一个年级的工作簿。请写明年级，例如 --form signing:一年级。",
                code="several_sheets",
            )
        write_list(sheets[0], path)
    else:
        with beside(path, term_paper(session, code, name, only or None)):
            pass
    if as_json:
        answer_json({"number": TermView(session, code).code, "file": str(path), "form": name})
    tell(f"已写出 {path}（{code} 的{FORMS[name]}）")
    return DONE
