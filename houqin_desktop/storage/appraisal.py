"""Technical appraisals: when, by whom, of what, with which conclusion."""

from __future__ import annotations

from datetime import date

from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import day, integer, text


class AppraisalRow(BaseModel):
    """One technical appraisal and what its paper says."""

    id: int = integer(key=True)
    number: str = text()
    appraised_on: date = day()
    reason: str = text()
    conclusion: str = text()
    sheet: str = text()

    class Meta:
        """Keep the table's name free of the word Row."""

        table_name = "appraisal"


class AppraiserRow(BaseModel):
    """Somebody of the group, with 职称 or 岗位."""

    id: int = integer(key=True)
    appraisal_id: int = integer()
    position: int = integer()
    name: str = text()
    title: str = text()

    class Meta:
        """Keep the table's name free of the word Row."""

        table_name = "appraiser"


class AppraisalLine(BaseModel):
    """One card that was looked at, with its figures of that day."""

    id: int = integer(key=True)
    appraisal_id: int = integer()
    position: int = integer()
    asset_id: int = integer()
    quantity: int = integer()
    original_value_fen: int = integer()
    conclusion: str = text("")


class DisposalAppraisal(BaseModel):
    """An appraisal that a case stands on; the last one counts."""

    id: int = integer(key=True)
    disposal_id: int = integer()
    appraisal_id: int = integer()


def appraisals_of_card(asset_id: int) -> list[AppraisalRow]:
    """Return the appraisals of a card or of the one that it was split off, the latest first."""
    return list(
        AppraisalRow.raw(
            "WITH RECURSIVE kin (id) AS (VALUES (?) UNION"
            " SELECT s.asset_id FROM asset_split s JOIN kin ON s.part_id = kin.id)"
            " SELECT DISTINCT a.* FROM appraisal a JOIN appraisal_line l ON l.appraisal_id = a.id"
            " WHERE l.asset_id IN (SELECT id FROM kin) ORDER BY a.appraised_on DESC, a.id DESC",
            asset_id,
        )
    )


def appraisal_of_case(disposal_id: int) -> AppraisalRow | None:
    """Return the appraisal that a case stands on, or None."""
    rows = AppraisalRow.raw(
        "SELECT a.* FROM disposal_appraisal s JOIN appraisal a ON a.id = s.appraisal_id"
        " JOIN disposal d ON d.id = s.disposal_id AND d.appraised_on = a.appraised_on"
        " AND d.appraisal_conclusion = a.conclusion"
        " WHERE s.disposal_id = ? ORDER BY s.id DESC LIMIT 1",
        disposal_id,
    )
    return next(iter(rows), None)


def case_on(appraisal_id: int) -> str | None:
    """Return the number of the last case that was put on an appraisal, or None."""
    row = db.execute_sql(
        "SELECT v.number FROM disposal_appraisal s JOIN voucher v ON v.id = s.disposal_id"
        " WHERE s.appraisal_id = ? ORDER BY s.id DESC LIMIT 1",
        (appraisal_id,),
    ).fetchone()
    return None if row is None else str(row[0])


def appraisers_of(appraisal_id: int) -> list[AppraiserRow]:
    """Return the group in order."""
    return AppraiserRow.picked("appraisal_id = ?", appraisal_id, order="position")
