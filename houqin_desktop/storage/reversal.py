"""Red documents (红字冲销): which written-off case comes back, why, and when it took effect."""

from __future__ import annotations

from datetime import date

from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import integer, optional_day, text


class Reversal(BaseModel):
    """The reversal of a write-off; its id is that of its voucher."""

    id: int = integer(key=True)
    disposal_id: int = integer()
    reason: str = text()
    applicant_id: int = integer()
    posted_on: date | None = optional_day()
    accounting_voucher: str = text("")
    closing_note: str = text("")


def reversal_of(disposal_id: int) -> tuple[str, str, str | None] | None:
    """Return number, state and day of effect of the reversal of a case that still counts."""
    row = db.execute_sql(
        "SELECT v.number, v.state, r.posted_on FROM reversal r JOIN voucher v ON v.id = r.id"
        " WHERE r.disposal_id = ? AND v.state IN ('signing', 'approved', 'executed')",
        (disposal_id,),
    ).fetchone()
    return None if row is None else (str(row[0]), str(row[1]), row[2])
