"""`show`: one card, one voucher or one storeroom, whole."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

from houqin_desktop.cli.inspections import inspection_record
from houqin_desktop.cli.slips import SHOWN, step_record
from houqin_desktop.cli.speech import DONE, answer_json, answer_row, answer_text
from houqin_desktop.domain.money import plain_money
from houqin_desktop.domain.sheet import SheetLine
from houqin_desktop.services.assets.card import asset_card
from houqin_desktop.services.assets.pictures import CardPicture
from houqin_desktop.services.disposal.appraisal import appraisal_sheet, is_appraisal
from houqin_desktop.services.disposal.case import disposal_case
from houqin_desktop.services.papers.signed import signed_paper
from houqin_desktop.services.pledge.finding import is_tenant
from houqin_desktop.services.records import is_storeroom, kind_of
from houqin_desktop.services.registers.listing import plain_cell, register
from houqin_desktop.services.roster.members import is_roster
from houqin_desktop.services.session import Session
from houqin_desktop.services.storerooms.room_page import room_named, room_page

# What is shown by a module that is loaded for it alone: the module and its function.
_ELSEWHERE: Final = {
    "count": ("counts", "show_count"),
    "equipment_rule": ("equipment", "show_rule"),
    "term_plan": ("term", "show_plan"),
    "kit": ("term", "show_kit"),
    "duty_table": ("duty", "show_table"),
    "hazard": ("hazards", "show_hazard"),
    "visit": ("gate", "show_visit"),
    "outing": ("gate", "show_outing"),
    "guard_shift": ("gate", "show_shift"),
    "incident": ("gate", "show_incident"),
    "safety_device": ("safety_records", "show_device"),
    "device_round": ("safety_records", "show_round"),
    "safety_event": ("safety_records", "show_event"),
    "event_rule": ("safety_records", "show_event_rule"),
    "liaison": ("safety_records", "show_liaison"),
    "emergency_plan": ("safety_records", "show_emergency_plan"),
    "regulation": ("safety_records", "show_regulation"),
}


def show_record(session: Session, number: str, *, as_json: bool) -> int:
    """Show one card, one voucher or the page of one storeroom whole."""
    if is_appraisal(number):
        record = _show_appraisal(number)
    elif is_storeroom(number):
        record = _show_storeroom(session, number)
    elif is_tenant(number):
        from houqin_desktop.cli.pledges import show_tenant

        record = show_tenant(session, number)
    elif is_roster(number):
        from houqin_desktop.cli.equipment import show_roster

        record = show_roster(session, number)
    elif (listed := inspection_record(session, number)) is not None:
        record = listed
    elif (kind := kind_of(number)) in SHOWN:
        record = SHOWN[kind](session, number)
    elif kind in _ELSEWHERE:
        home, name = _ELSEWHERE[kind]
        module = import_module(f"houqin_desktop.cli.{home}")
        record = getattr(module, name)(session, number)
    elif kind == "asset":
        record = _show_asset(session, number)
    else:
        record = _show_case(session, number)
    if as_json:
        answer_json(record)
        return DONE
    is_asset = record["kind"] == "asset"
    for name, value in _blocks(session, number) if is_asset else record["fields"].items():
        answer_row((name, value))
    for part in ("lines", "signatures", "history"):
        for entry in record[part]:
            answer_row(entry.values())
    for sentence in record["missing"]:
        answer_text(f"缺\t{sentence}")
    if record["next"]:
        answer_text(f"下一步\t{record['next']['title']}（{record['next']['command']}）")
    return DONE


def _show_appraisal(number: str) -> dict[str, Any]:
    sheet = appraisal_sheet(number)
    return {
        "kind": "appraisal",
        "number": sheet.number,
        "fields": {
            "编号": sheet.number,
            "鉴定日期": sheet.appraised_on,
            "鉴定原因": sheet.reason,
            "鉴定结论": sheet.conclusion,
            "鉴定人": "、".join(one.words for one in sheet.appraisers),
            "签字表": signed_paper(number).state,
        },
        "lines": [
            {
                "序号": line.position,
                "资产编号": line.code,
                "资产名称": line.name,
                "数量": line.quantity,
                "原值": plain_money(line.original_value_fen),
                "鉴定意见": line.conclusion or None,
            }
            for line in sheet.lines
        ],
        "signatures": [],
        "history": [],
        "missing": [],
        "next": None,
    }


def _show_storeroom(session: Session, name: str) -> dict[str, Any]:
    page = room_page(session, name)
    found = register(session, "storerooms")
    cells = found.rows([room_named(name).id])[0]
    return {
        "kind": "storeroom",
        "number": page.code,
        "fields": {c.title: plain_cell(c, v) for c, v in zip(found.columns, cells, strict=True)},
        "lines": [
            {"栏目": block.title, "内容": line.text, "说明": line.detail or None}
            for block in page.blocks
            for line in block.lines
        ],
        "signatures": [],
        "history": [],
        "missing": [] if page.keeper or page.closed_on else ["保管员待任命"],
        "next": None,
    }


def _show_asset(session: Session, code: str) -> dict[str, Any]:
    card = asset_card(session, code)
    found = register(session, "assets")
    cells = found.rows([card.key])[0]
    fields = {c.title: plain_cell(c, v) for c, v in zip(found.columns, cells, strict=True)}
    missing = [f"{name}待补" for name in ("使用人", "责任人", "保管人") if fields[name] is None]
    if card.unverified:
        missing.append("卡片待核实")
    missing += [f"图片 {one.name}：{one.fault}" for one in card.pictures if one.fault]
    missing += [f"原文 {name}：{text}" for name, text in card.as_written]
    return {
        "kind": "asset",
        "number": card.code,
        "fields": fields,
        "lines": [_picture(picture) for picture in card.pictures],
        "signatures": [],
        "history": [
            {"on": e.on, "text": e.text, "number": e.number or None} for e in reversed(card.history)
        ],
        "missing": missing,
        "next": None,
    }


def _blocks(session: Session, code: str) -> Iterator[tuple[str, str]]:
    """Yield the blocks of a card as it is read, each under its title."""
    card = asset_card(session, code)
    yield card.code, f"{card.name}（{card.status.label}）"
    for title, fields in card.blocks:
        yield f"【{title}】", ""
        yield from fields


def _picture(picture: CardPicture) -> dict[str, Any]:
    return {
        "图片序号": picture.ordinal,
        "说明": picture.name,
        "文件": str(picture.path),
        "添加日期": picture.added_on.isoformat(),
        "主图": picture.main,
        "问题": picture.fault or None,
    }


def _show_case(session: Session, number: str) -> dict[str, Any]:
    case = disposal_case(number, session.clock)
    fields = {
        "单号": case.number,
        "状态": case.state_label,
        "办理步骤": case.step_title,
        "等待天数": case.days_waiting,
        "版本": case.version,
        "打印次数": case.times_printed,
        **_joined(case.fields),
        "数量": sum(line.quantity for line in case.lines),
        "原值合计": plain_money(sum(line.original_value_fen for line in case.lines)),
        "净值合计": plain_money(sum(line.net_value_fen for line in case.lines)),
    }
    papers = [f"缺材料：{title}" for title in case.papers_missing]
    upcoming = {"command": case.next_command, "title": case.next_title}
    return {
        "kind": "disposal",
        "number": case.number,
        "fields": fields,
        "lines": [_line(line) for line in case.lines],
        "signatures": [step_record(step) for step in case.steps],
        "history": [{"on": h.on.isoformat(), "text": h.text, "number": None} for h in case.history],
        "missing": [*case.missing, *papers, *case.warnings],
        "next": upcoming if case.next_command else None,
    }


def _joined(fields: tuple[tuple[str, str], ...]) -> dict[str, str | None]:
    """Return the fields by name; one that occurs again, as every residual does, follows its own."""
    found: dict[str, str | None] = {}
    for name, text in fields:
        earlier = found.get(name)
        found[name] = f"{earlier}；{text}" if earlier else text or None
    return found


def _line(line: SheetLine) -> dict[str, Any]:
    return {
        "序号": line.position,
        "资产编号": line.code,
        "资产名称": line.name,
        "规格型号": line.specification or None,
        "单位": line.unit or None,
        "数量": line.quantity,
        "原值": plain_money(line.original_value_fen),
        "累计折旧": plain_money(line.accumulated_fen),
        "净值": plain_money(line.net_value_fen),
        "取得日期": line.acquired_on or None,
        "存放地点": line.place or None,
    }
