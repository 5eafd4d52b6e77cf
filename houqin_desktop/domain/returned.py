"""Papers that came back (签回): what their QR says, and what has changed since they were printed.

Every page of a form carries number, version, page, the check code of its sheet and the head of the
flow when it was printed. A scan can so be filed page by page, in any order, and a paper that no
longer says what the book says is refused with the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import format_money

if TYPE_CHECKING:
    from houqin_desktop.domain.sheet import DisposalSheet

MARK = "HQ1|"
MOST_CHANGES = 4
_CODE = re.compile(
    r"HQ1\|([^|]{1,40})\|(\d{1,6})\|(\d{1,5})/(\d{1,5})\|([0-9a-f]{8})\|(\d{1,12}):([0-9a-f]{8})"
)


@dataclass(frozen=True, slots=True)
class PaperCode:
    """The words of one page's QR code."""

    number: str
    version: int
    page: int
    pages: int
    check_code: str
    head_seq: int
    head_hash: str

    @property
    def text(self) -> str:
        """Return the code as it is printed."""
        return (
            f"{MARK}{self.number}|{self.version}|{self.page}/{self.pages}"
            f"|{self.check_code}|{self.head_seq}:{self.head_hash}"
        )


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """One page of a scan.

    :param where: the file, and the page where it has several, as a person calls it.
    :param code: the words of the form's QR, or None where none was found.
    :param origin: the hash of the file it came from and its place there: the same page, scanned
        once, is known again.
    """

    where: str
    data: bytes
    extension: str
    code: str | None
    origin: str


def read_paper_code(text: str) -> PaperCode | None:
    """Return what a QR code says, or None for one that is not on a form of this program."""
    match = _CODE.fullmatch(text.strip())
    if match is None:
        return None
    number, version, page, pages, check_code, seq, hash_ = match.groups()
    code = PaperCode(number, int(version), int(page), int(pages), check_code, int(seq), hash_)
    return code if 1 <= code.page <= code.pages and code.version >= 1 else None


def require_paper_code(text: str) -> PaperCode:
    """Return what a QR code says.

    :raises Refused: for a code that is on no form of this program.
    """
    code = read_paper_code(text)
    if code is None:
        raise Refused(
            "二维码不是本程序单据上的。请扫描单据右上角的二维码，或手工选单号归档。",
            code="foreign_code",
        )
    return code


def changes_between(old: DisposalSheet, new: DisposalSheet) -> list[str]:
    """Return in words how the present application differs from the paper, at most a few."""
    found = list(_changes(old, new))
    if len(found) > MOST_CHANGES:
        found = [*found[:MOST_CHANGES], f"等共 {len(found)} 处"]
    return found


def _changes(old: DisposalSheet, new: DisposalSheet) -> Iterator[str]:
    before = {line.code: line for line in old.lines}
    after = {line.code: line for line in new.lines}
    for code, line in before.items():
        if code not in after:
            yield f"去掉了 {code} {line.name}"
    for code, line in after.items():
        was = before.get(code)
        if was is None:
            yield f"加上了 {code} {line.name}"
        elif was.quantity != line.quantity:
            yield f"{code} 由 {was.quantity} 件改为 {line.quantity} 件"
        elif was.original_value_fen != line.original_value_fen:
            yield (
                f"{code} 原值由 {format_money(was.original_value_fen)}"
                f" 改为 {format_money(line.original_value_fen)}"
            )
    for title, was_text, now_text in (
        ("原因", old.reason, new.reason),
        ("残值处理建议", old.residual_advice, new.residual_advice),
        ("技术鉴定", old.appraisal, new.appraisal),
    ):
        if was_text != now_text:
            yield f"{title}改为“{now_text or '空'}”"
