"""`file-scans`: signed papers come back, each page to the voucher that its QR names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from houqin_desktop.cli.speech import DONE, REFUSED, answer_json, answer_row, answer_text, tell
from houqin_desktop.documents.scan_reader import read_scan
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.papers.filing import Filed, file_pages
from houqin_desktop.services.session import Session


def file_scans(session: Session, paths: list[Path], *, as_json: bool) -> int:
    """File every page of every scan; end 1 when a page was not filed."""
    wrong = 0
    if not as_json:
        answer_text("\t".join(("文件", "单号", "页", "结果")))
    for one in _filed(session, paths):
        wrong += not one.ok
        if as_json:
            answer_json(_answer(one))
        else:
            number = one.code.number if one.code else ""
            page = f"{one.code.page}/{one.code.pages}" if one.code else ""
            answer_row((one.where, number, page, one.state or one.refused))
    tell(f"有 {wrong} 页没有归档。" if wrong else "全部归档。")
    return REFUSED if wrong else DONE


def _filed(session: Session, paths: list[Path]) -> Iterator[Filed]:
    for path in paths:
        try:
            yield from file_pages(session, read_scan(path))
        except Refused as refused:
            yield Filed(path.name, None, None, "", refused.sentence, refused.code)


def _answer(one: Filed) -> dict[str, Any]:
    if one.code is None:
        return {
            "where": one.where,
            "ok": False,
            "refused": one.refused,
            "code": one.refusal_code,
            "article": None,
        }
    return {
        "where": one.where,
        "ok": True,
        "number": one.code.number,
        "version": one.code.version,
        "page": one.code.page,
        "pages": one.code.pages,
        "state": one.state,
    }
