"""`show` and `print` of devices, rounds, activities, liaison, plans and regulations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from houqin_desktop.cli.papers import beside
from houqin_desktop.cli.speech import DONE, answer_json, tell
from houqin_desktop.documents.safety_paper import FORMS, safety_paper, safety_sheet
from houqin_desktop.documents.workbooks.lists import write_list
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.services.emergency_plan.finding import (
    Issued,
    find_emergency_plan,
    find_regulation,
)
from houqin_desktop.services.emergency_plan.view import issued_fields, version_views
from houqin_desktop.services.liaison.view import liaison_fields, liaison_file
from houqin_desktop.services.records import kind_of
from houqin_desktop.services.safety_device.view import RoundLine, device_view, round_view
from houqin_desktop.services.safety_event.finding import find_event_rule
from houqin_desktop.services.safety_event.registers import rule_words
from houqin_desktop.services.safety_event.view import event_view
from houqin_desktop.services.session import Session


def _record(kind: str, number: str, fields: dict[str, Any], **parts: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "lines": [],
        "signatures": [],
        "history": [],
        "missing": [],
        "next": None,
    }
    return {"kind": kind, "number": number, "fields": fields, **empty, **parts}


def show_device(session: Session, number: str) -> dict[str, Any]:
    """Return a device with what happened to it and what is due."""
    view = device_view(session, number)
    history = [
        {"on": on.isoformat(), "text": text, "number": None} for on, text in reversed(view.history)
    ]
    code = view.state.row.code
    return _record(
        "safety_device", code, dict(view.fields), history=history, missing=list(view.missing)
    )


def show_round(_session: Session, number: str) -> dict[str, Any]:
    """Return a round with its points in the order of the walk."""
    view = round_view(number)
    is_open = view.row.closed_on is None and not view.row.withdrawn
    upcoming = {"command": "close_device_round", "title": "结束设备巡检"}
    if view.missing:
        upcoming = {"command": "enter_device_checks", "title": "记设备巡检"}
    return _record(
        "device_round",
        view.row.code,
        dict(view.fields),
        lines=[_line(line) for line in view.lines],
        missing=list(view.missing),
        next=upcoming if is_open else None,
    )


def _line(line: RoundLine) -> dict[str, Any]:
    check = line.check
    return {
        "序号": check.position,
        "设备编号": line.device.code,
        "名称": line.device.name,
        "场所和点位": line.where,
        "结果": line.result or None,
        "录像天数": check.recording_days,
        "情况": check.remarks or None,
        "检查日期": None if check.checked_on is None else check.checked_on.isoformat(),
        "检查人": line.checked_by or None,
        "上次情况": line.before or None,
    }


def show_event(_session: Session, number: str) -> dict[str, Any]:
    """Return an activity with its files."""
    view = event_view(number)
    lines = [
        {
            "文件序号": one.position,
            "文件名称": one.title,
            "原名": one.name,
            "添加日期": one.added_on.isoformat(),
            "文件": str(one.path),
        }
        for one in view.documents
    ]
    return _record(
        "safety_event", view.row.code, dict(view.fields), lines=lines, missing=list(view.missing)
    )


def show_event_rule(_session: Session, number: str) -> dict[str, Any]:
    """Return what the year asks for."""
    rule = find_event_rule(number)
    fields = {
        "要求编号": rule.code,
        "必办活动": rule.name,
        "多久一次": rule_words(rule),
        "活动种类": "不限" if rule.kind is None else rule.kind.label,
        "主题里的字": rule.words or None,
        "状态": "已撤销" if rule.withdrawn else "在用",
    }
    return _record("event_rule", rule.code, fields)


def show_liaison(_session: Session, number: str) -> dict[str, Any]:
    """Return an entry about 周边环境."""
    path = liaison_file(number)
    fields = dict(liaison_fields(number)) | {"照片或纪要": None if path is None else str(path)}
    return _record("liaison", normalise_code(number), fields)


def show_emergency_plan(session: Session, number: str) -> dict[str, Any]:
    """Return a plan with its versions."""
    return _issued(session, "emergency_plan", find_emergency_plan(number))


def show_regulation(session: Session, number: str) -> dict[str, Any]:
    """Return a regulation with its versions."""
    return _issued(session, "regulation", find_regulation(number))


def _issued(session: Session, kind: str, issued: Issued) -> dict[str, Any]:
    today = session.clock.today()
    lines = [
        {
            "版本": one.row.version,
            "发布单位": one.row.issued_by,
            "施行日期": one.row.from_on.isoformat(),
            "施行到": None if one.row.to_on is None else one.row.to_on.isoformat(),
            "状态": one.state,
            "正文": None if one.path is None else str(one.path),
            "说明": one.row.remarks or None,
        }
        for one in version_views(issued, today)
    ]
    return _record(kind, issued.code, dict(issued_fields(issued, today)), lines=lines)


def print_safety(
    session: Session, number: str, path: Path, form: str | None, *, as_json: bool
) -> int:
    """Write the sheet of a round or the record of an activity; .xlsx is a workbook."""
    kind = kind_of(number)
    if path.suffix.lower() == ".xlsx":
        write_list(safety_sheet(session, kind, number, form), path)
    else:
        with beside(path, safety_paper(session, kind, number, form)):
            pass
    name, title, _ = FORMS[kind]
    if as_json:
        answer_json({"number": normalise_code(number), "file": str(path), "form": name})
    tell(f"已写出 {path}（{normalise_code(number)} 的{title}）")
    return DONE
