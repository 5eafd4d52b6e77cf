"""Pages of signed papers that came back, and how many of each paper are still missing."""

from __future__ import annotations

from datetime import date

from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import day, integer, text


class ReturnedPage(BaseModel):
    """One page of a signed voucher, filed with its scan."""

    id: int = integer(key=True)
    voucher_id: int = integer()
    version: int = integer()
    page: int = integer()
    pages: int = integer()
    filed_on: date = day()
    source: str = text()
    origin: str = text()
    sha256: str = text()


class AppraisalPage(BaseModel):
    """One page of a signed 技术鉴定表, filed with its scan."""

    id: int = integer(key=True)
    appraisal_id: int = integer()
    page: int = integer()
    pages: int = integer()
    filed_on: date = day()
    source: str = text()
    origin: str = text()
    sha256: str = text()


def pages_of(voucher_id: int, version: int) -> list[ReturnedPage]:
    """Return the pages of one version that came back, in the order of the paper."""
    return ReturnedPage.picked(
        "voucher_id = ? AND version = ?", voucher_id, version, order="page, id"
    )


def pages_of_appraisal(appraisal_id: int) -> list[AppraisalPage]:
    """Return the pages of an appraisal that came back, in the order of the paper."""
    return AppraisalPage.picked("appraisal_id = ?", appraisal_id, order="page, id")


def pages_back() -> dict[int, tuple[int, int]]:
    """Return for each voucher how many pages of its present version are back, and of how many."""
    rows = db.execute_sql(
        "SELECT r.voucher_id, count(DISTINCT r.page), max(r.pages) FROM returned_page r"
        " JOIN voucher v ON v.id = r.voucher_id AND v.version = r.version GROUP BY r.voucher_id"
    )
    return {int(key): (int(back), int(pages)) for key, back, pages in rows}
