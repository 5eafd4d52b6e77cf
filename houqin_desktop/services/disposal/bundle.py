"""What goes to the bureau with a case: which forms, which scans, what lies in the file on paper."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from houqin_desktop.domain.appraisal import AppraisalSheet
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.routes import ROUTES
from houqin_desktop.domain.settings import PACK_COPIES
from houqin_desktop.domain.sheet import DisposalSheet
from houqin_desktop.services import lookup
from houqin_desktop.services.disposal.paperwork import paper_views
from houqin_desktop.services.disposal.sheet import sheet_for
from houqin_desktop.services.disposal.verbs import Case, find_case
from houqin_desktop.services.papers.signed import signed_paper
from houqin_desktop.storage import attachments
from houqin_desktop.storage.appraisal import appraisal_of_case
from houqin_desktop.storage.voucher import Attachment, scans_of, signatures_of


@dataclass(frozen=True, slots=True)
class Bundle:
    """The pack of a case before it is drawn."""

    sheet: DisposalSheet
    appraisal: AppraisalSheet | None
    scans: tuple[tuple[str, Path], ...]
    apart: tuple[str, ...]
    missing: tuple[str, ...]
    subject: str
    copies: int


def bundle_of(number: str, copies: int | None = None) -> Bundle:
    """Return everything that belongs to the pack of a case.

    :param copies: how many copies; by default the school's parameter.
    """
    case = find_case(number)
    sheet = sheet_for(case)
    row = appraisal_of_case(case.disposal.id)
    papers = paper_views(case)
    signed = _returned(number, sheet.title)
    if row is not None:
        signed += _returned(row.number, "技术鉴定表")
    named = [(paper.title, sha256) for paper in papers for sha256 in paper.scans]
    scans: dict[str, str] = {}
    for title, sha256 in (*signed, *named, *_signatures(case)):
        scans.setdefault(sha256, title)
    pieces = sum(line.quantity for line in sheet.lines)
    return Bundle(
        sheet=sheet,
        appraisal=None if row is None else AppraisalSheet.from_json(row.sheet),
        scans=tuple((title, _path(sha256)) for sha256, title in scans.items()),
        apart=tuple(p.title for p in papers if p.has_original and not p.scans),
        missing=tuple(p.title for p in papers if p.is_missing),
        subject=(
            f"{sheet.kind}固定资产 {len(sheet.lines)} 项 {pieces} 件，"
            f"原值 {format_money(sheet.total_value_fen)} 元"
        ),
        copies=copies or int(lookup.setting(PACK_COPIES)),
    )


def _returned(number: str, title: str) -> list[tuple[str, str]]:
    """Return the pages of a signed paper that came back, of each page the last scan."""
    last = {row.page: row for row in signed_paper(number).filed}
    return [
        (f"{title} {number}（签回，第 {row.page} 页共 {row.pages} 页）", row.sha256)
        for row in last.values()
    ]


def _signatures(case: Case) -> list[tuple[str, str]]:
    """Return the scans that were kept with the signatures of this version."""
    titles = {step.key: step.title for step in ROUTES[case.voucher.route].steps}
    scans = scans_of(case.voucher.id)
    return [
        (f"签字页（{titles[row.step].removesuffix('意见')}）", sha256)
        for row in signatures_of(case.voucher.id)
        if row.version == case.voucher.version
        for sha256 in scans.get(row.id, ())
    ]


def _path(sha256: str) -> Path:
    row: Attachment = Attachment.get_by_id(sha256)
    return attachments.stored_path(row.sha256, row.extension)
