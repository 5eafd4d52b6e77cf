"""`show` and `print` of a count."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from houqin_desktop.cli.papers import beside
from houqin_desktop.cli.speech import DONE, answer_json, answer_table, tell
from houqin_desktop.documents.count_paper import FORMS, REPORT, count_paper, count_sheet
from houqin_desktop.documents.list_form import render_list
from houqin_desktop.documents.workbooks.count import write_count_sheet
from houqin_desktop.documents.workbooks.lists import write_list
from houqin_desktop.documents.workbooks.reader import read_workbook
from houqin_desktop.domain.money import plain_money
from houqin_desktop.services.count.line_views import DifferenceView, LineView, RoomView
from houqin_desktop.services.count.reconciling import (
    Reconciliation,
    correction_sheet,
    read_bureau,
    reconcile,
)
from houqin_desktop.services.count.view import CountView
from houqin_desktop.services.count.workbooks import read_sheet
from houqin_desktop.services.session import Session

# The sheet of a room as a workbook to be filled in and read back.
ENTRY = "entry"


def show_count(session: Session, number: str) -> dict[str, Any]:
    """Return a count whole, in the shape of every record."""
    view = CountView(session, number)
    total = view.total
    return {
        "kind": "count",
        "number": view.number,
        "fields": {
            "清查编号": view.number,
            "清查名称": view.title,
            "基准日": view.baseline_on.isoformat(),
            "状态": view.state,
            "盘点对象": view.row.things.label,
            "账面数量": total.books.closing.quantity,
            "账面金额": plain_money(total.books.closing.value_fen),
            "盘盈数量": total.surplus.quantity,
            "盘亏数量": total.shortage.quantity,
            "实盘数量": total.counted.quantity,
            "实盘金额": plain_money(total.counted.value_fen),
            "未盘数量": total.uncounted.quantity,
            **_apart(view),
            **_signed(view),
        },
        "lines": [_line(line) for line in view.lines],
        "signatures": [_room(room) for room in view.rooms],
        "history": [_difference(one) for one in view.differences],
        "missing": _missing(view),
        "next": _next(view),
    }


def _signed(view: CountView) -> dict[str, Any]:
    """Return who signed the count off, in which post, and the digest of what was signed."""
    if view.closed_on is None:
        return {}
    hands = [f"{who} {on}" for who, on in view.signed] or [view.row.signers]
    return {
        "签结日期": view.closed_on.isoformat(),
        "签字": "、".join(hands),
        "签字内容摘要": view.digest or None,
    }


def _apart(view: CountView) -> dict[str, Any]:
    """Return the figures of cards and of stock, where a count is about both."""
    if len(view.parts) == 1:
        return {}
    return {
        part.label: {
            "账面数量": part.figures.books.closing.quantity,
            "账面金额": plain_money(part.figures.books.closing.value_fen),
            "盘盈数量": part.figures.surplus.quantity,
            "盘盈金额": plain_money(part.figures.surplus.value_fen),
            "盘亏数量": part.figures.shortage.quantity,
            "盘亏金额": plain_money(part.figures.shortage.value_fen),
            "实盘数量": part.figures.counted.quantity,
            "实盘金额": plain_money(part.figures.counted.value_fen),
        }
        for part in view.parts
    }


def _room(room: RoomView) -> dict[str, Any]:
    return {
        "室": room.name,
        "应盘": room.expected,
        "已盘": room.counted,
        "差异": room.differences,
        "盘点人": room.counted_by or None,
        "监盘人": room.witnessed_by or None,
        "盘完": None if room.finished_on is None else room.finished_on.isoformat(),
    }


def _difference(one: DifferenceView) -> dict[str, Any]:
    return {
        "差异": one.result.label,
        "对象": one.code or f"盘盈{one.surplus} {one.name}",
        "数量": one.amount.quantity,
        "金额": plain_money(one.amount.value_fen),
        "原因": one.cause or None,
        "处理": None if one.handling is None else one.handling.label,
        "单据": one.document or None,
        "单据状态": one.ended or None,
        "办理日期": None if one.settled_on is None else one.settled_on.isoformat(),
    }


def _line(line: LineView) -> dict[str, Any]:
    return {
        "保管室": line.sheet_room,
        "行号": line.position,
        "编号": line.code,
        "名称": line.name,
        "账面数量": line.booked.quantity,
        "账面金额": plain_money(line.booked.value_fen),
        "实盘数量": None if line.found is None else line.found.quantity,
        "结果": line.results,
        "账面变动": "；".join(line.moves) or None,
    }


def _missing(view: CountView) -> list[str]:
    if not view.is_open:
        return []
    waiting = [
        f"{room.name}还有 {room.expected - room.counted} 行未盘"
        for room in view.rooms
        if room.expected > room.counted
    ]
    unexplained = sum(one.handling is None for one in view.differences)
    return waiting + ([f"{unexplained} 项差异没有原因和处理"] if unexplained else [])


def _next(view: CountView) -> dict[str, str] | None:
    """Return what is to be done next: count, explain, sign off, settle."""
    if view.is_open:
        if any(room.expected > room.counted for room in view.rooms):
            return {"command": "record_count_lines", "title": "登记盘点"}
        if any(room.finished_on is None for room in view.rooms):
            return {"command": "finish_count_room", "title": "一室盘完"}
        if any(one.handling is None for one in view.differences):
            return {"command": "explain_difference", "title": "说明差异"}
        return {"command": "close_count", "title": "清查签结"}
    if any(one.settled_on is None for one in view.differences) and view.closed_on is not None:
        return {"command": "settle_difference", "title": "办理差异"}
    return None


def print_count(
    session: Session, number: str, path: Path, form: str | None, *, as_json: bool
) -> int:
    """Write a paper of a count; FORM:保管室 narrows 盘点表 to one room, .xlsx is a workbook."""
    name, _, room = (form or "sheet").partition(":")
    if name == ENTRY:
        write_count_sheet(session, number, room, path)
    elif path.suffix.lower() == ".xlsx" and name != REPORT:
        write_list(count_sheet(session, number, name, room or None), path)
    else:
        with beside(path, count_paper(session, number, name, room or None)):
            pass
    view = CountView(session, number)
    if as_json:
        answer_json({"number": view.number, "file": str(path), "form": name})
    tell(f"已写出 {path}（{view.number} 的{FORMS.get(name, '盘点表')}）")
    return DONE


def read_count(session: Session, number: str, room: str, path: Path, *, as_json: bool) -> int:
    """Write down what was filled into the workbook of a room."""
    result = session.run(read_sheet(read_workbook(path), number, room))
    if as_json:
        answer_json({"number": result.number, "lines": len(result.ids), "seq": result.seq})
    tell(f"{room}已登记 {len(result.ids)} 行")
    return DONE


def reconcile_bureau(
    session: Session,
    paths: list[Path],
    on: date | None,
    pdf: str | None,
    xlsx: str | None,
    *,
    as_json: bool,
) -> int:
    """Hold the register against the exports of the finance bureau's system."""
    found = reconcile(session, read_bureau([read_workbook(path) for path in paths]), on)
    sheet = correction_sheet(session, found, on)
    if pdf is not None:
        paper = BytesIO()
        render_list(sheet, paper)
        session.require_other_file(Path(pdf))
        with beside(Path(pdf), paper.getvalue()):
            pass
    if xlsx is not None:
        session.require_other_file(Path(xlsx))
        write_list(sheet, Path(xlsx))
    if as_json:
        answer_json(_reconciled(found))
    else:
        rows = ((one.kind, one.code, one.name, one.here, one.there) for one in found.corrections)
        answer_table(("差异", "资产编号", "资产名称", "本校", "财政"), rows)
    tell(
        f"本校 {found.here:,} 项，财政系统 {found.there:,} 项，一致 {found.agreeing:,} 项，"
        f"要核对 {len(found.corrections):,} 处"
    )
    return DONE


def _reconciled(found: Reconciliation) -> dict[str, Any]:
    return {
        "here": found.here,
        "there": found.there,
        "agreeing": found.agreeing,
        "corrections": [
            {
                "差异": one.kind,
                "资产编号": one.code,
                "资产名称": one.name,
                "本校": one.here or None,
                "财政": one.there or None,
            }
            for one in found.corrections
        ],
    }
