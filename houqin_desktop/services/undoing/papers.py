"""The opposites of what is entered in the file of a case: its papers, the letter of a loss."""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.disposal.drafts import RecordDisposalPaper, WriteLossReport
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.undoing.rules import REASON, unsigned_case
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.disposal import DisposalPaper, DisposalReport, papers_of, reports_of


@undoes("record_disposal_paper")
def _paper_as_it_was(deed: Deed) -> Draft:
    ((row, _),) = deed.still(DisposalPaper)
    if row.sha256 is not None:
        raise Refused(
            f"{deed.words}存了扫描件，扫描件要长期保存。存错了请再补一份正确的。",
            code="cannot_undo",
        )
    rows = [one for one in papers_of(row.disposal_id) if one.paper == row.paper]
    if rows[-1].id != row.id:
        raise deed.changed_since()
    had = len(rows) > 1 and rows[-2].has_original
    return RecordDisposalPaper(
        number=deed.number or "",
        paper=row.paper,
        original=had,
        note=f"{REASON}登记" if had == row.has_original else None,
    )


@undoes("write_loss_report")
def _report_as_it_was(deed: Deed) -> Draft:
    ((row, _),) = deed.still(DisposalReport)
    unsigned_case(deed)
    rows = reports_of(row.disposal_id)
    if rows[-1].id != row.id:
        raise deed.changed_since()
    if len(rows) == 1:
        raise Refused(
            f"{deed.words}以前没有写过报告，不能改回空白。要改请再写一次。", code="cannot_undo"
        )
    before = rows[-2]
    return WriteLossReport(
        number=deed.number or "",
        addressee=before.addressee,
        course=before.course,
        liability=before.liability,
        enclosures=tuple(filter(None, before.enclosures.split("\n"))),
    )
