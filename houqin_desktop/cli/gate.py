"""`show` and `print` of visits, outings, guards' logs and incidents."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houqin_desktop.cli.papers import beside
from houqin_desktop.cli.speech import DONE, answer_json, answer_row, tell
from houqin_desktop.documents.gate_paper import TITLES, gate_paper
from houqin_desktop.documents.workbooks.lists import write_list
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.gate.drafts import RecordPersonalExport, RevealPersonal
from houqin_desktop.services.gate.private import clear_list, revealed
from houqin_desktop.services.gate.record import gate_record
from houqin_desktop.services.session import Session

if TYPE_CHECKING:
    from datetime import date


def _show(kind: str, session: Session, number: str) -> dict[str, Any]:
    """Return a record of the gate whole, what is personal masked."""
    record = gate_record(session, kind, number)
    return {
        "kind": record.kind,
        "number": record.number,
        "fields": {
            **{title: words or None for title, words in record.fields},
            "状态": record.state,
        },
        "lines": [dict(line) for line in record.lines],
        "signatures": [],
        "history": [{"on": on, "text": text, "number": None} for on, text in record.history],
        "missing": list(record.missing),
        "next": record.next and {"command": record.next[0], "title": record.next[1]},
    }


def _print(
    kind: str, session: Session, number: str, path: Path, form: str | None, *, as_json: bool
) -> int:
    """Write the paper of a record of the gate.

    :raises Refused: for a form that it does not have.
    """
    if form not in (None, kind):
        raise Refused(f"{number} 没有表单“{form}”，它的表单是 {kind}。", code="unknown_form")
    with beside(path, gate_paper(session, kind, number)):
        pass
    code = gate_record(session, kind, number).number
    if as_json:
        answer_json({"number": code, "file": str(path), "form": kind})
    tell(f"已写出 {path}（{code} 的{TITLES[kind]}）")
    return DONE


def reveal(session: Session, number: str, purpose: str, *, as_json: bool) -> int:
    """Say what is personal of a record in clear, after putting on record who asks and why.

    :raises Refused: for somebody without the right.
    """
    values = revealed(session, RevealPersonal(record=number, purpose=purpose))
    if as_json:
        answer_json({"number": number.strip().upper(), "values": dict(values)})
        return DONE
    for title, value in values:
        answer_row((title, value))
    return DONE


def export_visitors(
    session: Session, path: Path, stretch: tuple[date, date], purpose: str, *, as_json: bool
) -> int:
    """Write the visitors of some days with everything in clear, after putting that on record.

    :raises Refused: for somebody without the right.
    """
    session.require_other_file(path)
    first, last = stretch
    session.run(RecordPersonalExport(from_on=first, to_on=last, purpose=purpose))
    sheet = clear_list(session, str(first), str(last))
    write_list(sheet, path)
    if as_json:
        answer_json({"file": str(path), "rows": len(sheet.rows)})
    tell(f"已写出 {path}（{len(sheet.rows)} 起来访，含个人信息，请妥善保管）")
    return DONE


show_visit, show_outing, show_shift, show_incident = (
    partial(_show, kind) for kind in ("visit", "outing", "guard_shift", "incident")
)
print_visit, print_outing, print_shift, print_incident = (
    partial(_print, kind) for kind in ("visit", "outing", "guard_shift", "incident")
)
