"""Disposal applications, their lines and what came in for the remains."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import (
    day,
    flag,
    integer,
    optional_day,
    optional_integer,
    optional_text,
    text,
    word,
)


class Disposal(BaseModel):
    """An application for 报废 or 报损; its id is that of its voucher."""

    id: int = integer(key=True)
    reason: DisposalReason = word(DisposalReason)
    reason_note: str = text("")
    residual_advice: str = text("")
    applicant_id: int = integer()
    storeroom_id: int | None = optional_integer()
    unit_limit_fen: int = integer()
    total_limit_fen: int = integer()
    rule: str = text()
    warnings: str = text("[]")
    appraised_on: date | None = optional_day()
    appraisal_names: str = text("")
    appraisal_conclusion: str = text("")
    written_off_on: date | None = optional_day()
    closing_note: str = text("")
    accounting_voucher: str = text("")


class DisposalLine(BaseModel):
    """One card in an application, with its figures of that day."""

    id: int = integer(key=True)
    disposal_id: int = integer()
    position: int = integer()
    asset_id: int = integer()
    quantity: int = integer()
    original_value_fen: int = integer()
    accumulated_fen: int = integer()
    life_months: int | None = optional_integer()
    used_months: int | None = optional_integer()
    status_before: AssetStatus = word(AssetStatus)
    dropped: bool = flag()
    open: bool = flag()


class Residual(BaseModel):
    """What came in for the remains of written-off assets, in 分."""

    id: int = integer(key=True)
    disposal_id: int = integer()
    received_on: date = day()
    method: str = text()
    amount_fen: int = integer()
    deposit_slip: str = text("")
    accounting_voucher: str = text("")


class DisposalPaper(BaseModel):
    """One paper of a case that was ticked, unticked or scanned; the last word counts."""

    id: int = integer(key=True)
    disposal_id: int = integer()
    paper: str = text()
    has_original: bool = flag()
    sha256: str | None = optional_text()
    note: str = text("")
    recorded_on: date = day()


class DisposalReport(BaseModel):
    """The words of 报损申请报告 that a person wrote; the last ones count."""

    id: int = integer(key=True)
    disposal_id: int = integer()
    addressee: str = text()
    course: str = text()
    liability: str = text("")
    enclosures: str = text("")


def papers_of(disposal_id: int) -> list[DisposalPaper]:
    """Return what was recorded of the papers of a case, in order."""
    return DisposalPaper.picked("disposal_id = ?", disposal_id, order="id")


def reports_of(disposal_id: int) -> list[DisposalReport]:
    """Return the words of the report each time that they were written, in order."""
    return DisposalReport.picked("disposal_id = ?", disposal_id, order="id")


def report_of(disposal_id: int) -> DisposalReport | None:
    """Return the words of the report as they were written last, or None."""
    written = reports_of(disposal_id)
    return written[-1] if written else None


def lines_of(disposal_id: int) -> list[DisposalLine]:
    """Return the lines that belong to the application now, in order."""
    return DisposalLine.picked("disposal_id = ? AND dropped = 0", disposal_id, order="position")


def all_lines_of(disposal_id: int) -> list[DisposalLine]:
    """Return every line that the application ever had."""
    return DisposalLine.picked("disposal_id = ?", disposal_id)


def open_case_of(asset_id: int) -> str | None:
    """Return the number of the open case that holds the card, or None."""
    row = db.execute_sql(
        "SELECT v.number FROM disposal_line l JOIN voucher v ON v.id = l.disposal_id"
        " WHERE l.asset_id = ? AND l.open = 1",
        (asset_id,),
    ).fetchone()
    return None if row is None else str(row[0])


def open_cases_of(asset_ids: list[int]) -> dict[int, str]:
    """Return the number of the open case of each of these cards that is in one."""
    found: dict[int, str] = {}
    for start in range(0, len(asset_ids), 500):
        part = asset_ids[start : start + 500]
        marks = ",".join("?" * len(part))
        rows = db.execute_sql(
            "SELECT l.asset_id, v.number FROM disposal_line l"
            " JOIN voucher v ON v.id = l.disposal_id"
            f" WHERE l.open = 1 AND l.asset_id IN ({marks})",
            tuple(part),
        )
        found.update((int(key), str(number)) for key, number in rows)
    return found


def like_cases_since(asset_ids: list[int], since: date, but: int | None) -> list[str]:
    """Return applications since a day that hold cards of the same storeroom or import batch.

    Rejected and withdrawn ones do not count; `but` is the application that asks.
    """
    numbers: set[str] = set()
    for start in range(0, len(asset_ids), 500):
        part = asset_ids[start : start + 500]
        marks = ",".join("?" * len(part))
        rows = db.execute_sql(
            "SELECT DISTINCT v.number FROM voucher v JOIN disposal_line l ON l.disposal_id = v.id"
            " JOIN asset other ON other.id = l.asset_id"
            " WHERE v.dated_on >= ? AND v.id IS NOT ? AND l.dropped = 0"
            " AND v.state NOT IN ('rejected', 'withdrawn')"
            f" AND (other.storeroom_id IN (SELECT storeroom_id FROM asset WHERE id IN ({marks}))"
            " OR other.import_batch_id IN"
            f" (SELECT import_batch_id FROM asset WHERE id IN ({marks})))",
            (since.isoformat(), but, *part, *part),
        )
        numbers.update(str(row[0]) for row in rows)
    return sorted(numbers)


def rooms_of_case(disposal_id: int) -> list[int]:
    """Return the ids of the storerooms whose cards the application is about."""
    rows = db.execute_sql(
        "SELECT DISTINCT a.storeroom_id FROM disposal_line l JOIN asset a ON a.id = l.asset_id"
        " WHERE l.disposal_id = ? AND l.dropped = 0",
        (disposal_id,),
    )
    return [room for (room,) in rows]


def small_cases_of_day(departments: list[int], on: date, but: int | None) -> dict[str, int]:
    """Return number and value in 分 of the small applications of a day of these departments.

    An application is a department's when a card of it is in its use; rejected and withdrawn ones do
    not count; `but` is the application that asks.
    """
    if not departments:
        return {}
    marks = ",".join("?" * len(departments))
    rows = db.execute_sql(
        "SELECT v.number, sum(l.original_value_fen) FROM voucher v JOIN disposal_line l"
        " ON l.disposal_id = v.id AND l.dropped = 0 WHERE v.dated_on = ? AND v.id IS NOT ?"
        " AND v.route = 'disposal_small' AND v.state NOT IN ('rejected', 'withdrawn')"
        " AND EXISTS (SELECT 1 FROM disposal_line o JOIN asset a ON a.id = o.asset_id"
        f" WHERE o.disposal_id = v.id AND o.dropped = 0 AND a.using_department_id IN ({marks}))"
        " GROUP BY v.id",
        (on.isoformat(), but, *departments),
    )
    return {str(number): int(value) for number, value in rows}
