"""`binder`: the safety log of some days as one PDF, with what is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from houqin_desktop.cli.speech import DONE, answer_json, tell
from houqin_desktop.documents.binder_paper import write_binder
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.binder.parts import require_span
from houqin_desktop.services.session import Session

# Told after so many drawings, for a binder of a year takes a while.
_TOLD = 50


def make_binder(
    session: Session, from_on: date, to_on: date, target: Path, *, as_json: bool
) -> int:
    """Write the binder and say how many pages it has and what is missing.

    :raises Refused: for days out of order or to come, or a file that cannot be written.
    """
    session.require_other_file(target)
    if target.is_dir():
        raise Refused(
            f"{target} 是文件夹，没有生成。请写明文件名，例如 迎检包.pdf。", code="not_writable"
        )
    span = require_span(session, from_on, to_on)

    def progress(done: int, total: int) -> None:
        if done and done % _TOLD == 0:
            tell(f"已排版 {done:,}/{total:,}")

    bound = write_binder(span, target, progress)
    missing = [
        {"section": section, "sentences": list(sentences)} for section, sentences in bound.missing
    ]
    if as_json:
        answer_json({"file": str(target), "pages": bound.pages, "missing": missing})
    else:
        for section, sentences in bound.missing:
            for sentence in sentences:
                tell(f"缺　{section}　{sentence}")
    tell(f"已写出 {target}（{bound.pages:,} 页）")
    return DONE
