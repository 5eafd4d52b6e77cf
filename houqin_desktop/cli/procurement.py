"""`thread`: every paper that hangs together with one, from the request to the hand-out."""

from __future__ import annotations

from houqin_desktop.cli.speech import DONE, answer_json, answer_table
from houqin_desktop.services.procurement.thread import thread

_TITLES = ("单号", "单据种类", "日期", "状态", "待签", "内容")


def list_thread(number: str, *, as_json: bool) -> int:
    """Say which papers a number hangs together with, in the order of procurement."""
    papers = thread(number)
    if as_json:
        answer_json(
            {
                "number": number.strip().upper(),
                "papers": [
                    {
                        "number": one.number,
                        "kind": one.kind,
                        "dated_on": one.dated_on.isoformat(),
                        "state": one.state,
                        "waits_for": one.waits_for or None,
                        "about": one.about or None,
                    }
                    for one in papers
                ],
            }
        )
        return DONE
    answer_table(
        _TITLES,
        (
            (one.number, one.kind, one.dated_on.isoformat(), one.state, one.waits_for, one.about)
            for one in papers
        ),
    )
    return DONE
