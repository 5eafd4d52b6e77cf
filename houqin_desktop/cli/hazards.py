"""`show` of a hazard."""

from __future__ import annotations

from typing import Any

from houqin_desktop.services.hazard.view import HazardView
from houqin_desktop.services.session import Session


def show_hazard(session: Session, code: str) -> dict[str, Any]:
    """Return a hazard whole: papers and photos as its lines, steps as its history."""
    view = HazardView(session, code)
    upcoming = view.next_command
    return {
        "kind": "hazard",
        "number": view.code,
        "fields": {"状态": view.state.label, **dict(view.fields)},
        "lines": [
            *({"关联单据": one.number, "种类": one.kind, "状态": one.state} for one in view.papers),
            *(
                {
                    "照片序号": one.position,
                    "整改前后": one.stage.label,
                    "拍摄日期": one.taken_on.isoformat(),
                    "文件": str(one.picture.path),
                }
                for one in view.photos
            ),
        ],
        "signatures": [],
        "history": [
            {
                "on": one.on.isoformat(),
                "text": f"{one.title}：{' '.join(filter(None, (one.who, one.words)))}"
                + (f"（{one.retracted}）" if one.retracted else ""),
                "number": None,
            }
            for one in view.steps
        ],
        "missing": list(view.missing),
        "next": None if upcoming is None else {"command": upcoming[0], "title": upcoming[1]},
    }
