"""`todo`: what waits for a hand today, as lines, as JSON, or on one sheet of A4."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from houqin_desktop.cli.speech import DONE, answer_json, answer_table, tell
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.session import Session
from houqin_desktop.services.todo.day_list import TodoGroup, today_list

_NO_LIST = ("record", "reports")


def list_todo(session: Session, target: str | None, *, as_json: bool) -> int:
    """Say what waits today; with a file name, put it on paper too."""
    groups = list(today_list(session))
    if target is not None:
        _print(session, groups, Path(target))
    if as_json:
        on = session.clock.today().isoformat()
        answer_json({"on": on, "groups": [_group(group) for group in groups]})
    else:
        answer_table(
            ("待办", "事项", "说明", "已等天数"),
            (
                (group.title, line.text, line.detail, line.days)
                for group in groups
                for line in group.lines
            ),
        )
    return DONE


def _group(group: TodoGroup) -> dict[str, Any]:
    return {
        "key": group.key,
        "title": group.title,
        "lines": [
            {
                "text": line.text,
                "detail": line.detail,
                "days": line.days,
                "number": line.leads.key if line.leads.place == "record" else None,
                "register": line.leads.place if line.leads.place not in _NO_LIST else None,
                "report": line.leads.key if line.leads.place == "reports" else None,
            }
            for line in group.lines
        ],
    }


def _print(session: Session, groups: list[TodoGroup], path: Path) -> None:
    from houqin_desktop.documents.layout import replace_file
    from houqin_desktop.documents.todo_paper import todo_paper
    from houqin_desktop.services.todo.sheet import todo_sheet

    session.require_other_file(path)
    try:
        replace_file(path, todo_paper(todo_sheet(session, groups)))
    except OSError as error:
        raise Refused(
            f"{path.name} 写不进去，没有打印。请检查文件夹和磁盘空间。", code="not_writable"
        ) from error
    tell(f"已写出 {path}")
