"""Filing signed papers that came back, page by page, by what their QR says.

A paper is 已签回 when every page of the present version is filed. That is never stored: it is asked
of the pages.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.returned import PaperCode, changes_between, require_paper_code
from houqin_desktop.domain.sheet import CHECK_CODE_LENGTH, DisposalSheet
from houqin_desktop.services import lookup
from houqin_desktop.services.attaching import keep_attachment
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.disposal import find_case
from houqin_desktop.services.disposal_sheet import sheet_for
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.reversal import is_reversal
from houqin_desktop.storage.returned import ReturnedPage, hash_at, pages_of
from houqin_desktop.storage.voucher import Voucher, VoucherSheet, sheet_of


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
    """File a page with its voucher.

    :raises Refused: for a paper of another book, of an older version, or one filed already.
    """
    code = require_paper_code(draft.code)
    voucher = lookup.voucher(code.number)
    _require_present(code, voucher)
    file = keep_attachment(task, Path(draft.scan))
    filed = pages_of(voucher.id, voucher.version)
    origin = draft.origin or file.sha256
    if any(row.page == code.page and row.origin == origin for row in filed):
        raise Refused(
            f"{voucher.number} 第 {code.page} 页的这份扫描件已经归档，没有重复存入。",
            code="page_filed",
        )
    if any(row.pages != code.pages for row in filed):
        raise Refused(
            f"{voucher.number} 已归档的页写着共 {filed[0].pages} 页，这一页写着共 {code.pages} 页。"
            "请核对是不是同一次打印的。",
            code="page_count",
        )
    task.insert(
        ReturnedPage,
        voucher_id=voucher.id,
        version=voucher.version,
        page=code.page,
        pages=code.pages,
        filed_on=task.on,
        source=draft.source or Path(draft.scan).name,
        origin=origin,
        sha256=file.sha256,
    )
    return Outcome(voucher.number, (voucher.number,))


def _require_present(code: PaperCode, voucher: Voucher) -> None:
    """Hold the paper against the book: printed from it, and of the version that counts."""
    kept = sheet_of(voucher.id, code.version)
    if kept is None or not kept.digest.startswith(code.check_code):
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
    if code.version != voucher.version:
        changes = _changes_since(kept, voucher)
        raise Refused(
            f"这张纸是 {code.number} 的第 {code.version} 版，现在是第 {voucher.version} 版，"
            f"没有归档。打印以后：{'；'.join(changes) or '申请重新提交过'}。"
            "请打印新的一版重新签字。",
            code="older_version",
        )


def _changes_since(kept: VoucherSheet, voucher: Voucher) -> list[str]:
    if is_reversal(voucher.number):
        return []
    old = DisposalSheet.from_json(kept.sheet)
    return changes_between(old, sheet_for(find_case(voucher.number)))


def code_of_page(number: str, page: int, pages: int) -> str:
    """Return the QR words of a page whose code could not be read, for filing it by hand.

    :raises Refused: for a voucher that was never printed.
    """
    voucher = lookup.voucher(number)
    kept = sheet_of(voucher.id, voucher.version)
    if kept is None:
        raise Refused(
            f"{voucher.number} 第 {voucher.version} 版还没有打印过，没有可以归档的纸。请先打印。",
            code="not_printed",
        )
    seq, hash_ = str(json.loads(kept.sheet)["head"]).split(":")
    check_code = kept.digest[:CHECK_CODE_LENGTH]
    code = PaperCode(voucher.number, voucher.version, page, pages, check_code, int(seq), hash_)
    return code.text


def pages_wanted(number: str) -> int | None:
    """Return of how many pages the paper is, as far as a page of it has said so."""
    voucher = lookup.voucher(number)
    filed = pages_of(voucher.id, voucher.version)
    return filed[0].pages if filed else None
