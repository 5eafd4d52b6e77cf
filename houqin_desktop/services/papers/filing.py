"""Filing whole scans: every page that is read goes to its voucher, or says why it doesn't.

One page that is refused holds nothing back; each page is a command of its own.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.returned import PaperCode, ScannedPage, require_paper_code
from houqin_desktop.services.papers.returned import FileReturnedPage
from houqin_desktop.services.papers.signed import signed_paper
from houqin_desktop.services.session import Session


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of one page: filed with its voucher, or the sentence why not.

    :param state: how much of the paper is back by now, where the page was filed.
    :param page: the page itself, so that a person can file by hand what no code told.
    """

    where: str
    page: ScannedPage | None
    code: PaperCode | None
    state: str
    refused: str
    refusal_code: str

    @property
    def ok(self) -> bool:
        """Say whether the page was filed."""
        return not self.refused


def file_pages(session: Session, pages: Iterable[ScannedPage]) -> Iterator[Filed]:
    """File each page; what can't be filed is answered with its sentence."""
    for page in pages:
        if page.code is None:
            yield Filed(page.where, page, None, "", NO_CODE, "no_code")
            continue
        yield file_page(session, page, page.code)


NO_CODE = (
    "没有找到单据的二维码。请扫描清楚右上角，或手工选单号归档；"
    "报案证明等材料没有二维码，请用“登记材料”存。"
)


def file_page(session: Session, page: ScannedPage, code: str) -> Filed:
    """File one page under this code, found on it or named by a person."""
    with tempfile.TemporaryDirectory(prefix="houqin-scan-") as folder:
        scan = Path(folder) / f"{Path(page.where).stem[:60] or 'scan'}{page.extension}"
        scan.write_bytes(page.data)
        try:
            known = require_paper_code(code)
            draft = FileReturnedPage(
                code=code, scan=str(scan), source=page.where, origin=page.origin
            )
            session.run(draft)
        except Refused as refused:
            return Filed(page.where, page, None, "", refused.sentence, refused.code)
    return Filed(page.where, page, known, signed_paper(known.number).state, "", "")
