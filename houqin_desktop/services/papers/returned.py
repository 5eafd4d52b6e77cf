"""Filing signed papers that came back, page by page, by what their QR says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.returned import PaperCode, require_paper_code
from houqin_desktop.domain.sheet import CHECK_CODE_LENGTH
from houqin_desktop.services.attaching import keep_attachment
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.papers.signed import SignedPaper, signed_paper
from houqin_desktop.storage.journal import hash_at


@dataclass(frozen=True, kw_only=True)
class FileReturnedPage(Draft):
    """One page of a signed paper: the words of its QR, and the scan of this page alone.

    `origin` tells the same page of the same scanned file again, which may not be the same bytes.
    """

    code: str = argument("二维码")
    scan: str = argument("扫描件", Kind.FILE)
    source: str | None = argument("来自文件", default=None)
    origin: str | None = argument("原文件校验值", default=None)


@command("归档签回单据", FileReturnedPage)
def file_returned_page(task: Task, draft: FileReturnedPage) -> Outcome:
    """File a page with its voucher or its appraisal.

    :raises Refused: for a paper of another book, of an older version, or one filed already.
    """
    code = require_paper_code(draft.code)
    paper = signed_paper(code.number)
    _require_present(code, paper)
    file = keep_attachment(task, Path(draft.scan))
    origin = draft.origin or file.sha256
    if any(row.page == code.page and row.origin == origin for row in paper.filed):
        raise Refused(
            f"{paper.number} 第 {code.page} 页的这份扫描件已经归档，没有重复存入。",
            code="page_filed",
        )
    if any(row.pages != code.pages for row in paper.filed):
        raise Refused(
            f"{paper.number} 已归档的页写着共 {paper.filed[0].pages} 页，"
            f"这一页写着共 {code.pages} 页。请核对是不是同一次打印的。",
            code="page_count",
        )
    paper.file(
        task,
        page=code.page,
        pages=code.pages,
        filed_on=task.on,
        source=draft.source or Path(draft.scan).name,
        origin=origin,
        sha256=file.sha256,
    )
    return Outcome(paper.number, (paper.number,))


def _require_present(code: PaperCode, paper: SignedPaper) -> None:
    """Hold the paper against the book: printed from it, and of the version that counts."""
    kept = paper.sheet_at(code.version)
    if kept is None or not kept[1].startswith(code.check_code):
        raise Refused(
            f"这张 {code.number} 不是由这本账簿打印的（校验码不符），没有归档。"
            "请核对是不是别的账簿或改动过的纸。",
            code="foreign_paper",
        )
    if not (hash_at(code.head_seq) or "").startswith(code.head_hash):
        raise Refused(
            f"这张 {code.number} 打印时账簿已记到流水 {code.head_seq} 号，现在的账簿里对不上，"
            "没有归档。账簿可能被换成了旧的，请先核对备份。",
            code="older_book",
        )
    if code.version != paper.version:
        changes = paper.changes_since(kept[0])
        raise Refused(
            f"这张纸是 {code.number} 的第 {code.version} 版，现在是第 {paper.version} 版，"
            f"没有归档。打印以后：{'；'.join(changes) or '申请重新提交过'}。"
            "请打印新的一版重新签字。",
            code="older_version",
        )


def code_of_page(number: str, page: int, pages: int) -> str:
    """Return the QR words of a page whose code could not be read, for filing it by hand.

    :raises Refused: for a paper that was never printed.
    """
    paper = signed_paper(number)
    kept = paper.sheet_at(paper.version)
    if kept is None:
        raise Refused(
            f"{paper.number} 第 {paper.version} 版还没有打印过，没有可以归档的纸。请先打印。",
            code="not_printed",
        )
    sheet, digest = kept
    seq, hash_ = str(json.loads(sheet)["head"]).split(":")
    check_code = digest[:CHECK_CODE_LENGTH]
    return PaperCode(paper.number, paper.version, page, pages, check_code, int(seq), hash_).text


def pages_wanted(number: str) -> int | None:
    """Return of how many pages the paper is, as far as a page of it has said so."""
    filed = signed_paper(number).filed
    return filed[0].pages if filed else None
