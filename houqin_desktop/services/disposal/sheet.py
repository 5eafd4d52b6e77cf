"""Filling in the sheet of a disposal: what its paper will say, before anybody signs."""

from __future__ import annotations

import json

from houqin_desktop.domain.asset import unit_price_fen
from houqin_desktop.domain.calendar import age_text, chinese_date
from houqin_desktop.domain.category import class_name
from houqin_desktop.domain.disposal import LARGE_ROUTE, SMALL_ROUTE
from houqin_desktop.domain.loss_report import proposed
from houqin_desktop.domain.routes import ROUTES
from houqin_desktop.domain.sheet import DisposalSheet, ReportWords, SheetLine, SignatureBox
from houqin_desktop.domain.voucher import Route, VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.disposal.verbs import Case, find_case
from houqin_desktop.services.settings import school_name
from houqin_desktop.storage.asset import Asset, assets_by_id
from houqin_desktop.storage.disposal import DisposalLine, lines_of, report_of
from houqin_desktop.storage.journal import head
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.voucher import printings_of, sheet_of

CIRCLED = "①②③④⑤⑥⑦⑧⑨"
UNCLASSIFIED = "未分类"


def build_sheet(case: Case) -> DisposalSheet:
    """Return what the paper of the present version says, as the book stands now."""
    voucher, disposal = case.voucher, case.disposal
    route = ROUTES[voucher.route]
    large = route is LARGE_ROUTE
    rows = lines_of(disposal.id)
    assets = {asset.id: asset for asset in assets_by_id([row.asset_id for row in rows])}
    rooms = {room.id: room.name for room in Storeroom.every()}
    storeroom = "" if disposal.storeroom_id is None else rooms[disposal.storeroom_id]
    reason = disposal.reason.label
    if disposal.reason_note:
        reason = f"{reason}：{disposal.reason_note}"
    seq, hash_ = head()
    return DisposalSheet(
        school=school_name(),
        title=_title(large=large),
        large=large,
        number=voucher.number,
        version=voucher.version,
        kind=voucher.kind.label,
        proposer=_proposer(large=large),
        applicant=lookup.person_by_id(disposal.applicant_id).name,
        storeroom=storeroom,
        applied_on=voucher.dated_on.isoformat(),
        lines=tuple(_line(row, assets[row.asset_id], rooms, disposal.reason.label) for row in rows),
        reason=reason,
        residual_advice=disposal.residual_advice,
        appraisal=_appraisal(case),
        warnings=tuple(json.loads(disposal.warnings)),
        rule=disposal.rule,
        boxes=boxes_of(route),
        copies=_copies(large=large),
        head=f"{seq}:{hash_[:8]}",
        report=report_words(case),
    )


def is_large(case: Case) -> bool:
    """Say whether the case goes by the large route."""
    return case.voucher.route == LARGE_ROUTE.name


def report_words(case: Case) -> ReportWords | None:
    """Return what the report of a loss says: as written last, else as proposed; None for 报废."""
    if case.voucher.kind is not VoucherKind.WRITE_OFF:
        return None
    row, disposal = report_of(case.disposal.id), case.disposal
    if row is not None:
        enclosures = tuple(line for line in row.enclosures.split("\n") if line)
        return ReportWords(row.addressee, row.course, row.liability, enclosures)
    return proposed(disposal.reason.label, disposal.reason_note, (), large=is_large(case))


def blank_sheet(*, large: bool) -> DisposalSheet:
    """Return a form with nothing on it but its boxes, to be filled in by hand without power."""
    return DisposalSheet(
        school=school_name(),
        title=_title(large=large),
        large=large,
        number="",
        version=1,
        kind="",
        proposer=_proposer(large=large),
        applicant="",
        storeroom="",
        applied_on="",
        lines=(),
        reason="",
        residual_advice="",
        appraisal="",
        warnings=(),
        rule="",
        boxes=boxes_of(LARGE_ROUTE if large else SMALL_ROUTE),
        copies=_copies(large=large),
        head="",
        report=None,
    )


def _title(*, large: bool) -> str:
    return "大件（大额）固定资产报废（报损）审批表" if large else "固定资产报废（报损）申请单"


def _proposer(*, large: bool) -> str:
    return "保管室、财务室（联合）" if large else ""


def _copies(*, large: bool) -> str:
    if large:
        return "一式四份：学校、财务室、市教育局、市财政局各执一份"
    return "一式三份：保管室、财务室、申请部门各执一份"


def sheet_for(case: Case) -> DisposalSheet:
    """Return the frozen sheet of the present version, or what it would be."""
    kept = sheet_of(case.voucher.id, case.voucher.version)
    return build_sheet(case) if kept is None else DisposalSheet.from_json(kept.sheet)


def disposal_sheet(number: str) -> DisposalSheet:
    """Return the sheet from which the forms of a case are printed."""
    return sheet_for(find_case(number))


def times_printed(number: str) -> int:
    """Return how often the present version was put on paper."""
    voucher = lookup.voucher(number)
    return sum(p.version == voucher.version for p in printings_of(voucher.id))


def _line(row: DisposalLine, asset: Asset, rooms: dict[int, str], reason: str) -> SheetLine:
    return SheetLine(
        position=row.position,
        code=asset.code,
        name=asset.name,
        specification=asset.specification,
        class_name=class_name(asset.category_code) if asset.category_code else UNCLASSIFIED,
        unit=asset.unit,
        quantity=row.quantity,
        unit_price_fen=unit_price_fen(row.original_value_fen, row.quantity),
        original_value_fen=row.original_value_fen,
        acquired_on="" if asset.acquired_on is None else asset.acquired_on.text,
        prescribed_life="" if row.life_months is None else age_text(row.life_months),
        used_life="" if row.used_months is None else age_text(row.used_months),
        accumulated_fen=row.accumulated_fen,
        net_value_fen=row.original_value_fen - row.accumulated_fen,
        place=asset.place or rooms[asset.storeroom_id],
        reason=reason,
    )


def _appraisal(case: Case) -> str:
    appraisal = case.appraisal
    if appraisal.appraised_on is None:
        return ""
    day = chinese_date(appraisal.appraised_on)
    return f"{day}，鉴定人 {appraisal.names}：{appraisal.conclusion}"


def boxes_of(route: Route) -> tuple[SignatureBox, ...]:
    """Return the empty boxes of a route, numbered."""
    return tuple(
        SignatureBox(f"{mark} {step.title}", step.prompts, step.seal)
        for mark, step in zip(CIRCLED, route.steps, strict=False)
    )
