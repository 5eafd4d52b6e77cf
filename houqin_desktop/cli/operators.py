"""`recovery-code`: a new recovery code as the paper for the sealed envelope."""

from __future__ import annotations

from pathlib import Path

from houqin_desktop.cli.papers import beside
from houqin_desktop.cli.speech import DONE, answer_json, tell
from houqin_desktop.documents.recovery_paper import recovery_paper
from houqin_desktop.services.people.recovery import new_recovery_sheet, recording
from houqin_desktop.services.session import Session


def make_recovery_code(session: Session, target: str, *, as_json: bool) -> int:
    """Write the paper; the code is on it alone and is not said here."""
    path = Path(target)
    session.require_other_file(path)
    sheet = new_recovery_sheet(session)
    with beside(path, recovery_paper(sheet)):
        session.run(recording(sheet))
    if as_json:
        answer_json({"file": str(path)})
    tell(f"已写出 {path}。请打印后当面封存，再删除这个文件；以前的恢复码已作废。")
    return DONE
