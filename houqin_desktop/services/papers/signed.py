"""The papers that are signed by hand and come back: those of vouchers, and 技术鉴定表.

How much of one is back is asked of its filed pages, never stored.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from houqin_desktop.domain.appraisal import AppraisalSheet
from houqin_desktop.domain.returned import changes_between
from houqin_desktop.domain.sheet import DisposalSheet
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Task
from houqin_desktop.services.disposal.appraisal import appraisal_row, is_appraisal
from houqin_desktop.services.disposal.reversal import is_reversal
from houqin_desktop.services.disposal.sheet import sheet_for
from houqin_desktop.services.disposal.verbs import find_case
from houqin_desktop.services.papers.state import pages_state
from houqin_desktop.storage.appraisal import AppraisalRow
from houqin_desktop.storage.returned import (
    AppraisalPage,
    ReturnedPage,
    pages_of,
    pages_of_appraisal,
)
from houqin_desktop.storage.voucher import Voucher, sheet_of


class SignedPaper(ABC):
    """One paper in the version that counts, with its pages that came back."""

    number: str
    version: int

    @cached_property
    @abstractmethod
    def filed(self) -> Sequence[ReturnedPage | AppraisalPage]:
        """The pages of this version that came back, in the order of the paper."""

    @abstractmethod
    def sheet_at(self, version: int) -> tuple[str, str] | None:
        """Return the frozen sheet of a version and its digest, or None."""

    @abstractmethod
    def changes_since(self, sheet: str) -> list[str]:
        """Say how the paper would differ today from an older sheet of it."""

    @abstractmethod
    def file(self, task: Task, **page: Any) -> None:
        """Write the row of a page that came back."""

    @property
    def state(self) -> str:
        """How much is back: 未签回, 签回 1/3 页, 已签回."""
        return pages_state(self.filed)


class VoucherPaper(SignedPaper):
    """The paper of a voucher."""

    def __init__(self, voucher: Voucher) -> None:
        self._voucher = voucher
        self.number, self.version = voucher.number, voucher.version

    @cached_property
    def filed(self) -> Sequence[ReturnedPage]:
        """The pages of this version that came back, in the order of the paper."""
        return pages_of(self._voucher.id, self.version)

    def sheet_at(self, version: int) -> tuple[str, str] | None:
        """Return the frozen sheet of a version and its digest, or None."""
        kept = sheet_of(self._voucher.id, version)
        return None if kept is None else (kept.sheet, kept.digest)

    def changes_since(self, sheet: str) -> list[str]:
        """Say how the application differs today from an older sheet of it."""
        if is_reversal(self.number):
            return []
        return changes_between(DisposalSheet.from_json(sheet), sheet_for(find_case(self.number)))

    def file(self, task: Task, **page: Any) -> None:
        """Write the row of a page that came back."""
        task.insert(ReturnedPage, voucher_id=self._voucher.id, version=self.version, **page)


class AppraisalPaper(SignedPaper):
    """技术鉴定表, which is written once and never changed."""

    version = 1

    def __init__(self, row: AppraisalRow) -> None:
        self._row = row
        self.number = row.number

    @cached_property
    def filed(self) -> Sequence[AppraisalPage]:
        """The pages that came back, in the order of the paper."""
        return pages_of_appraisal(self._row.id)

    def sheet_at(self, version: int) -> tuple[str, str] | None:
        """Return the frozen sheet and its digest; there is no other version."""
        if version != self.version:
            return None
        return self._row.sheet, AppraisalSheet.from_json(self._row.sheet).digest

    def changes_since(self, _sheet: str) -> list[str]:
        """Say that nothing changes in it."""
        return []

    def file(self, task: Task, **page: Any) -> None:
        """Write the row of a page that came back."""
        task.insert(AppraisalPage, appraisal_id=self._row.id, **page)


def signed_paper(number: str) -> SignedPaper:
    """Return the paper with this number.

    :raises Refused: for a number that is no voucher's and no appraisal's.
    """
    if is_appraisal(number):
        return AppraisalPaper(appraisal_row(number))
    return VoucherPaper(lookup.voucher(number))
