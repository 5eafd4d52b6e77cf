"""`show` and `print` of a table of duties."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from houqin_desktop.cli.papers import beside
from houqin_desktop.cli.speech import DONE, answer_json, tell
from houqin_desktop.documents.duty_paper import FORMS, duty_paper, duty_sheet
from houqin_desktop.documents.workbooks.lists import write_list
from houqin_desktop.services.duty.view import DutyLine, DutyView, PersonCount
from houqin_desktop.services.session import Session


def show_table(session: Session, code: str) -> dict[str, Any]:
    """Return a table whole: duties as its lines, changes as its history, counts as signatures."""
    view = DutyView(session, code)
    table = view.table
    return {
        "kind": "duty_table",
        "number": view.code,
        "fields": {
            "值班表编号": view.code,
            "种类": table.duty_kind.label,
            "名称": table.title,
            "起日": table.from_on.isoformat(),
            "止日": table.to_on.isoformat(),
            "状态": view.state,
            "岗位": "、".join(f"{post.name} {post.seats} 人" for post in view.posts),
            "每人次数": view.spread_words,
            "说明": table.remarks or None,
        },
        "lines": [_line(line) for line in view.lines],
        "signatures": [_count(one) for one in view.counts],
        "history": [
            {"on": line.row.from_on.isoformat(), "text": line.change, "number": None}
            for line in view.lines
            if line.change
        ],
        "missing": view.missing,
        "next": None,
    }


def _line(line: DutyLine) -> dict[str, Any]:
    return {
        "日期": line.when,
        "岗位": line.post.name,
        "时间": line.post.hours or None,
        "值班人": line.holder,
        "原排": line.planned,
        "到岗": line.mark_words or None,
    }


def _count(one: PersonCount) -> dict[str, Any]:
    return {
        "人员编号": one.number,
        "姓名": one.name,
        "排班": one.planned,
        "现值": one.held,
        "上期": one.before,
        "不能排的班": one.away,
        "原因": one.why or None,
    }


def print_table(session: Session, code: str, path: Path, form: str | None, *, as_json: bool) -> int:
    """Write a paper of a table of duties; .xlsx is a workbook."""
    name = form or "table"
    if path.suffix.lower() == ".xlsx":
        write_list(duty_sheet(session, code, name), path)
    else:
        with beside(path, duty_paper(session, code, name)):
            pass
    number = DutyView(session, code).code
    if as_json:
        answer_json({"number": number, "file": str(path), "form": name})
    tell(f"已写出 {path}（{number} 的{FORMS[name]}）")
    return DONE
