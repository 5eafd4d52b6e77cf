"""`print`: the forms of a case, or a card, as one PDF, whole or not at all."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Final

from houqin_desktop.cli.speech import DONE, answer_json, tell
from houqin_desktop.documents.case_papers import CasePaper, case_paper
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.services.disposal.appraisal import is_appraisal
from houqin_desktop.services.disposal.drafts import RecordPrinting
from houqin_desktop.services.records import kind_of
from houqin_desktop.services.session import Session

# What is printed by a module that is loaded for it alone: the module and its function.
_ELSEWHERE: Final = {
    "count": ("counts", "print_count"),
    "term_plan": ("term", "print_plan"),
    "duty_table": ("duty", "print_table"),
    "visit": ("gate", "print_visit"),
    "outing": ("gate", "print_outing"),
    "guard_shift": ("gate", "print_shift"),
    "incident": ("gate", "print_incident"),
    "device_round": ("safety_records", "print_safety"),
    "safety_event": ("safety_records", "print_safety"),
}

_CASES: Final = ("slip", "disposal", "appraisal")


def print_record(
    session: Session,
    number: str,
    target: str,
    form: str | None,
    *,
    preview: bool,
    copies: int | None,
    as_json: bool,
) -> int:
    """Print the forms of a case, or a card; a case's counts as a printing without --preview."""
    path = Path(target)
    session.require_other_file(path)
    kind = "appraisal" if is_appraisal(number) else kind_of(number)
    if kind == "asset":
        return _print_card(session, number, path, form, as_json=as_json)
    if kind in _ELSEWHERE:
        return _printer_of(kind)(session, number, path, form, as_json=as_json)
    _require_case(kind, number)
    paper = case_paper(normalise_code(number), form, preview=preview, copies=copies)
    data = paper.draw(lambda _done, _total: None)
    counts = paper.counts and not preview
    # On the disk before it is counted, in its place after: neither is ever there alone.
    with beside(path, data):
        if counts:
            session.run(RecordPrinting(number=normalise_code(number)))
    answer: dict[str, object] = {
        "number": normalise_code(number),
        "file": str(path),
        "form": paper.form,
    }
    if paper.counts:
        answer |= {
            "version": paper.version,
            "check": paper.check_code,
            "printing": paper.printed + 1 if counts else None,
        }
    _say_printed(answer, paper, preview=preview, as_json=as_json)
    return DONE


def _require_case(kind: str, number: str) -> None:
    if kind not in _CASES:
        raise Refused(
            f"{normalise_code(number)} 没有单独的表单。请用 show 查看，或用 report 编台账。",
            code="no_form",
        )


def _printer_of(kind: str) -> Callable[..., int]:
    home, name = _ELSEWHERE[kind]
    found: Callable[..., int] = getattr(import_module(f"houqin_desktop.cli.{home}"), name)
    return found


def _say_printed(
    answer: dict[str, object], paper: CasePaper, *, preview: bool, as_json: bool
) -> None:
    if as_json:
        answer_json(answer)
    about = f"第 {paper.version} 版" if paper.counts else paper.title
    tell(f"已写出 {answer['file']}（{answer['number']} {about}{'，预览' if preview else ''}）")


def _print_card(
    session: Session, number: str, path: Path, form: str | None, *, as_json: bool
) -> int:
    from houqin_desktop.documents.card_form import render_cards
    from houqin_desktop.services.assets.card_sheet import card_sheet

    if form not in (None, "card"):
        raise Refused(f"{number} 没有表单“{form}”，它的表单是 card。", code="unknown_form")
    sheet = card_sheet(session, number)
    paper = io.BytesIO()
    render_cards([sheet], paper)
    with beside(path, paper.getvalue()):
        pass
    if as_json:
        answer_json({"number": sheet.code, "file": str(path), "form": "card"})
    tell(f"已写出 {path}（{sheet.code} 的资产卡片）")
    return DONE


def print_blank(session: Session, name: str, target: str, *, as_json: bool) -> int:
    """Print an empty form, to be filled in by hand on a day without power."""
    from houqin_desktop.documents.blank_forms import blank_form

    path = Path(target)
    session.require_other_file(path)
    form = blank_form(name)
    with beside(path, form.draw()):
        pass
    if as_json:
        answer_json({"number": None, "file": str(path), "form": form.name})
    tell(f"已写出 {path}（{form.title}，空表）")
    return DONE


@contextmanager
def beside(path: Path, data: bytes) -> Iterator[None]:
    """Write beside the file, and move over it only when the body went well."""
    part = path.parent / f".{os.getpid()}.part"
    try:
        if path.is_dir():
            raise Refused(
                f"{path} 是文件夹，没有打印。请写明文件名，例如 表单.pdf。", code="not_writable"
            )
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            # A reader that holds the old file would stop the move after the printing was counted.
            path.open("r+b").close()
        yield
        part.replace(path)
    except OSError as error:
        raise Refused(
            f"{path.name} 写不进去，没有打印。请检查文件夹和磁盘空间，或先关闭打开着的文件。",
            code="not_writable",
        ) from error
    finally:
        with suppress(OSError):
            part.unlink()
