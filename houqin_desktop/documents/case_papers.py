"""Which papers a number has, and how each is drawn: the window and the command line ask here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from houqin_desktop.documents.appraisal_form import render_appraisal
from houqin_desktop.documents.disposal_form import render_disposal
from houqin_desktop.documents.disposal_pack import Cover, Part, render_pack
from houqin_desktop.documents.loss_report_letter import render_loss_report
from houqin_desktop.documents.notice_form import render_notice
from houqin_desktop.documents.reversal_form import render_reversal
from houqin_desktop.documents.slip_form import render_slip
from houqin_desktop.documents.walking_form import render_walking
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.disposal.appraisal import appraisal_sheet, is_appraisal
from houqin_desktop.services.disposal.bundle import bundle_of
from houqin_desktop.services.disposal.reversal import find_reversal, is_reversal, reversal_sheet_for
from houqin_desktop.services.disposal.sheet import times_printed
from houqin_desktop.services.inspection.walking import walking_sheets
from houqin_desktop.services.slips.engine import find_slip, is_slip
from houqin_desktop.services.slips.sheets import slip_sheet_for
from houqin_desktop.services.slips.sheets import times_printed as times_slip_printed

if TYPE_CHECKING:
    from houqin_desktop.services.disposal.bundle import Bundle

Progress = Callable[[int, int], None]
APPLICATION, APPROVAL, REVERSAL = "application", "approval", "reversal"
APPRAISAL, REPORT, PACK, SLIP = "appraisal", "report", "pack", "slip"
SHEETS = "sheets"


@dataclass(frozen=True, slots=True)
class CasePaper:
    """One paper of a number: its name, its title, how it is drawn.

    :param counts: whether drawing it for the printer is a printing that is put on record.
    :param lines: how many lines it has; many take a while.
    """

    form: str
    title: str
    draw: Callable[[Progress], bytes]
    counts: bool = False
    lines: int = 0
    version: int = 1
    check_code: str = ""
    printed: int = 0


def case_papers(
    number: str, *, preview: bool = False, copies: int | None = None
) -> list[CasePaper]:
    """Return the papers of an application, a red document or an appraisal; the own form first.

    :param preview: whether the mark 重印 is left out.
    :param copies: how many copies the pack has; by default the school's parameter.
    """
    if is_appraisal(number):
        return [_appraisal(number)]
    if is_slip(number):
        return _slip_papers(number, preview=preview)
    printed = times_printed(number)
    reprint = 0 if preview else printed
    if is_reversal(number):
        return [_reversal(number, printed, reprint)]
    bundle = bundle_of(number, copies)
    sheet = bundle.sheet
    own = CasePaper(
        APPROVAL if sheet.large else APPLICATION,
        sheet.title,
        lambda _progress: _bytes(lambda file: render_disposal(sheet, file, reprint=reprint)),
        counts=True,
        lines=len(sheet.lines),
        version=sheet.version,
        check_code=sheet.check_code,
        printed=printed,
    )
    return [
        own,
        *_beside(bundle),
        CasePaper(PACK, "上报材料包", partial(pack_bytes, bundle), lines=10_000),
    ]


def _beside(bundle: Bundle) -> Iterator[CasePaper]:
    """Yield the papers that go along with an application."""
    sheet = bundle.sheet
    if bundle.appraisal is not None:
        yield _appraisal(bundle.appraisal.number)
    if sheet.report is not None:
        yield CasePaper(
            REPORT,
            "报损申请报告",
            lambda _progress: _bytes(lambda file: render_loss_report(sheet, file)),
            lines=len(sheet.lines),
        )


def case_paper(number: str, form: str | None, *, preview: bool, copies: int | None) -> CasePaper:
    """Return the paper of this name, by default the own form.

    :raises Refused: naming the papers that the number has.
    """
    papers = case_papers(number, preview=preview, copies=copies)
    for paper in papers:
        if form in (None, paper.form):
            return paper
    names = "、".join(f"{paper.form}（{paper.title}）" for paper in papers)
    raise Refused(f"{number} 没有表单“{form}”，它的表单是 {names}。", code="unknown_form")


def pack_bytes(bundle: Bundle, progress: Progress) -> bytes:
    """Draw the pack: application with annex, appraisal, report, then the scans as they are."""
    sheet = bundle.sheet
    parts = [Part(f"{sheet.title} {sheet.number}", _bytes(lambda f: render_disposal(sheet, f)))]
    appraisal = bundle.appraisal
    if appraisal is not None:
        pdf = _bytes(lambda file: render_appraisal(appraisal, file))
        parts.append(Part(f"技术鉴定表 {appraisal.number}", pdf))
    if sheet.report is not None:
        parts.append(Part("报损申请报告", _bytes(lambda file: render_loss_report(sheet, file))))
    parts += [Part(title, scan=path) for title, path in bundle.scans]
    cover = Cover(
        sheet.school, bundle.subject, sheet.number, bundle.missing, bundle.apart, bundle.copies
    )
    return _bytes(lambda file: render_pack(cover, parts, file, progress))


def _appraisal(number: str) -> CasePaper:
    sheet = appraisal_sheet(number)
    return CasePaper(
        APPRAISAL,
        f"技术鉴定表 {sheet.number}",
        lambda _progress: _bytes(lambda file: render_appraisal(sheet, file)),
        lines=len(sheet.lines),
        check_code=sheet.check_code,
    )


def _slip_papers(number: str, *, preview: bool) -> list[CasePaper]:
    """Return the paper of a slip; of a round the sheets too, first until something was found."""
    own = _slip(number, preview=preview)
    if find_slip(number).voucher.kind is not VoucherKind.INSPECTION:
        return [own]
    sheets = walking_sheets(number)
    walking = CasePaper(
        SHEETS,
        "排查表（每个场所一张）",
        lambda _progress: _bytes(lambda file: render_walking(sheets, file)),
        lines=sheets.lines,
    )
    return [own, walking] if sheets.walked else [walking, own]


def _slip(number: str, *, preview: bool) -> CasePaper:
    case = find_slip(number)
    sheet, printed = slip_sheet_for(case), times_slip_printed(case)
    reprint = 0 if preview else printed
    is_notice = case.voucher.kind is VoucherKind.RECTIFICATION_NOTICE
    render = render_notice if is_notice else render_slip
    return CasePaper(
        SLIP,
        sheet.title,
        lambda _progress: _bytes(lambda file: render(sheet, file, reprint=reprint)),
        counts=True,
        lines=len(sheet.rows),
        version=sheet.version,
        check_code=sheet.check_code,
        printed=printed,
    )


def _reversal(number: str, printed: int, reprint: int) -> CasePaper:
    sheet = reversal_sheet_for(find_reversal(number))
    return CasePaper(
        REVERSAL,
        "红字冲销单",
        lambda _progress: _bytes(lambda file: render_reversal(sheet, file, reprint=reprint)),
        counts=True,
        lines=len(sheet.lines),
        version=sheet.version,
        check_code=sheet.check_code,
        printed=printed,
    )


def _bytes(render: Callable[[BytesIO], object]) -> bytes:
    file = BytesIO()
    render(file)
    return file.getvalue()
