"""The file of a case: which papers belong to it, which are there, and the letter of a loss."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from houqin_desktop.domain.disposal_papers import (
    LOSS_REPORT,
    TECHNICAL_APPRAISAL,
    PaperSpec,
    paper_spec,
    papers_for,
)
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherEvent, VoucherKind, next_state
from houqin_desktop.services.attaching import keep_attachment
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.disposal.appraisal import Support
from houqin_desktop.services.disposal.drafts import RecordDisposalPaper, WriteLossReport
from houqin_desktop.services.disposal.sheet import is_large, report_words
from houqin_desktop.services.disposal.verbs import Case, assets_of, find_case, renew
from houqin_desktop.services.papers.case_view import PaperView
from houqin_desktop.services.papers.state import BACK, pages_state
from houqin_desktop.storage.appraisal import appraisal_of_case
from houqin_desktop.storage.asset import assets_by_id
from houqin_desktop.storage.disposal import DisposalPaper, DisposalReport, lines_of, papers_of
from houqin_desktop.storage.returned import pages_of_appraisal


def wanted_papers(case: Case) -> tuple[PaperSpec, ...]:
    """Return the papers that belong to a case."""
    rows = lines_of(case.disposal.id)
    assets = assets_by_id([row.asset_id for row in rows])
    young = any(
        row.used_months is not None
        and row.life_months is not None
        and row.used_months < row.life_months
        for row in rows
    )
    return papers_for(
        case.voucher.kind,
        case.disposal.reason,
        sorted({asset.category_code for asset in assets if asset.category_code}),
        large=is_large(case),
        appraisal_due=young or appraisal_of_case(case.disposal.id) is not None,
    )


def paper_views(case: Case) -> tuple[PaperView, ...]:
    """Return the papers of a case with what was recorded of them; others that came stay listed."""
    recorded = papers_of(case.disposal.id)
    wanted = list(wanted_papers(case))
    known = {spec.key for spec in wanted}
    others = dict.fromkeys(row.paper for row in recorded if row.paper not in known)
    wanted += [PaperSpec(key, paper_spec(key).title, required=False) for key in others]
    return tuple(_view(spec, [r for r in recorded if r.paper == spec.key], case) for spec in wanted)


def _view(spec: PaperSpec, rows: Sequence[DisposalPaper], case: Case) -> PaperView:
    note = next((row.note for row in reversed(rows) if row.note), "")
    scans = [row.sha256 for row in rows if row.sha256]
    if spec is TECHNICAL_APPRAISAL:
        appraisal = appraisal_of_case(case.disposal.id)
        if appraisal is not None:
            filed = pages_of_appraisal(appraisal.id)
            state = pages_state(filed)
            scans += [page.sha256 for page in filed] if state == BACK else []
            note = "；".join(filter(None, (note, f"{appraisal.number} {state}")))
    return PaperView(
        key=spec.key,
        title=spec.title,
        required=spec.required,
        has_original=bool(rows) and rows[-1].has_original,
        scans=tuple(dict.fromkeys(scans)),
        note=note,
    )


@command("登记申报材料", RecordDisposalPaper)
def record_disposal_paper(task: Task, draft: RecordDisposalPaper) -> Outcome:
    """Record that a paper of the file is there, as an original or as a scan, or no longer."""
    case = find_case(draft.number)
    spec = paper_spec(draft.paper)
    if draft.original is None and draft.scan is None:
        raise Refused("请勾选“有纸质原件”，或选一份扫描件，至少填一项。", code="nothing_recorded")
    before = [row for row in papers_of(case.disposal.id) if row.paper == spec.key]
    had = bool(before) and before[-1].has_original
    sha256 = None if draft.scan is None else keep_attachment(task, Path(draft.scan)).sha256
    if sha256 is not None and any(row.sha256 == sha256 for row in before):
        raise Refused(f"“{spec.title}”已经存有这份扫描件，没有重复存入。", code="scan_exists")
    if sha256 is None and draft.original == had and not draft.note:
        raise Refused(
            f"“{spec.title}”的登记没有变化。请改“有纸质原件”，选一份扫描件，或写备注。",
            code="nothing_changed",
        )
    task.insert(
        DisposalPaper,
        disposal_id=case.disposal.id,
        paper=spec.key,
        has_original=had if draft.original is None else draft.original,
        sha256=sha256,
        note=draft.note or "",
        recorded_on=task.on,
    )
    return Outcome(case.voucher.number, (case.voucher.number,))


@command("填写报损报告", WriteLossReport)
def write_loss_report(task: Task, draft: WriteLossReport) -> Outcome:
    """Write the words of 报损申请报告; on printed or signed paper they make the next version."""
    case = find_case(draft.number)
    if case.voucher.kind is not VoucherKind.WRITE_OFF:
        raise Refused(
            f"{case.voucher.number} 是报废，不用{LOSS_REPORT.title.split('（')[0]}。",
            code="not_a_loss",
        )
    next_state(case.voucher.state, VoucherEvent.CHANGE, case.voucher.number)
    before = report_words(case)
    assert before is not None
    addressee = before.addressee if draft.addressee is None else draft.addressee
    course = before.course if draft.course is None else draft.course
    if not addressee or not course:
        raise Refused("报告须写明主送单位和经过原因。请补齐。", code="report_incomplete")
    renew(task, case, assets_of(case), Support(case.appraisal))
    enclosures = before.enclosures if draft.enclosures is None else draft.enclosures
    task.insert(
        DisposalReport,
        disposal_id=case.disposal.id,
        addressee=addressee,
        course=course,
        liability=before.liability if draft.liability is None else draft.liability,
        enclosures="\n".join(enclosures),
    )
    return Outcome(case.voucher.number, (case.voucher.number,))
