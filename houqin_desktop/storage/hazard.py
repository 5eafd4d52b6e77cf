"""Hazards with their steps, photos and links, the 整改通知书 and its 回执.

Where a hazard stands is in no column: it is reckoned from the steps that count.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final, NamedTuple

from houqin_desktop.domain.hazard import HazardSource, HazardStepKind, PhotoStage
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.inspection import InspectionKind
from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import (
    day,
    flag,
    integer,
    optional_day,
    optional_integer,
    optional_text,
    optional_word,
    text,
    word,
)
from houqin_desktop.storage.procurement_sums import GONE


class Hazard(BaseModel):
    """A finding: where, what, how the school came to know of it; it never changes."""

    id: int = integer(key=True)
    code: str = text()
    year: int = integer()
    serial: int = integer()
    registered_on: date = day()
    found_on: date = day()
    found_by_id: int | None = optional_integer()
    source: HazardSource = word(HazardSource)
    inspection_line_id: int | None = optional_integer()
    campus_place_id: int = integer()
    spot: str = text("")
    description: str = text()
    category: str = text()
    department_id: int = integer()
    asset_id: int | None = optional_integer()
    corrects_id: int | None = optional_integer()


class HazardStep(BaseModel):
    """One step of a hazard; what it has to say beside who and when depends on its kind.

    Of a plan `person_id` is who answers for it and `amount_fen` what it may cost (分); of a
    rectification who put it right and what it did cost; of a reinspection who looked.
    """

    id: int = integer(key=True)
    hazard_id: int = integer()
    position: int = integer()
    kind: HazardStepKind = word(HazardStepKind)
    person_id: int = integer()
    happened_on: date = day()
    details: str = text("")
    severity: HazardSeverity | None = optional_word(HazardSeverity)
    on_the_spot: bool = flag()
    measures: str = text("")
    amount_fen: int | None = optional_integer()
    due_on: date | None = optional_day()
    emergency_plan: str = text("")
    interim: str = text("")
    body: str = text("")
    document_number: str = text("")
    document_on: date | None = optional_day()
    sha256: str | None = optional_text()
    retracts_id: int | None = optional_integer()


class HazardPhoto(BaseModel):
    """A photo of a hazard, before or after; taken off by a mark, its content stays."""

    id: int = integer(key=True)
    hazard_id: int = integer()
    position: int = integer()
    stage: PhotoStage = word(PhotoStage)
    sha256: str = text()
    taken_on: date = day()
    dropped: bool = flag()


class HazardLink(BaseModel):
    """A voucher by which something is done about a hazard; untied by a mark."""

    id: int = integer(key=True)
    hazard_id: int = integer()
    voucher_id: int = integer()
    dropped: bool = flag()


class RectificationNotice(BaseModel):
    """What a 整改通知书 says beside its slip, whose taker has to receive it."""

    id: int = integer(key=True)
    inspected_on: date = day()
    interim: str = text("")


class NoticeLine(BaseModel):
    """A hazard that a notice names."""

    id: int = integer(key=True)
    slip_id: int = integer()
    position: int = integer()
    hazard_id: int = integer()


class NoticeReply(BaseModel):
    """The 回执 of a notice as it came back; taken off by a mark where it was none."""

    id: int = integer(key=True)
    slip_id: int = integer()
    replied_on: date = day()
    replied_by_id: int = integer()
    details: str = text("")
    sha256: str | None = optional_text()
    dropped: bool = flag()


# Every table, each after those to which its rows point.
HAZARD_TABLES: Final = (
    Hazard,
    HazardStep,
    HazardPhoto,
    HazardLink,
    RectificationNotice,
    NoticeLine,
    NoticeReply,
)


def next_hazard_serial(year: int) -> int:
    """Return the serial after the last one of a year; there are no gaps."""
    ((last,),) = db.execute_sql(
        "SELECT coalesce(max(serial), 0) FROM hazard WHERE year = ?", (year,)
    ).fetchall()
    return int(last) + 1


def steps_of(hazard_id: int) -> list[HazardStep]:
    """Return every step of a hazard in its order, the retracted ones too."""
    return HazardStep.picked("hazard_id = ?", hazard_id, order="position")


def steps_by_hazard() -> dict[int, list[HazardStep]]:
    """Return every step of all hazards, by hazard, each in its order."""
    found: dict[int, list[HazardStep]] = {}
    for step in HazardStep.every("hazard_id, position"):
        found.setdefault(step.hazard_id, []).append(step)
    return found


def photos_of(hazard_id: int) -> list[HazardPhoto]:
    """Return the photos that belong to a hazard, in the order in which they came."""
    return HazardPhoto.picked("hazard_id = ? AND dropped = 0", hazard_id, order="position")


def notices_of(hazard_id: int) -> list[str]:
    """Return the numbers of the notices that stand and name a hazard."""
    rows = db.execute_sql(
        "SELECT v.number FROM notice_line l JOIN voucher v ON v.id = l.slip_id"
        f" WHERE l.hazard_id = ? AND NOT {GONE.format('v.id')} ORDER BY v.id",
        (hazard_id,),
    )
    return [number for (number,) in rows]


def hazards_on(slip_id: int) -> list[Hazard]:
    """Return the hazards that a notice names, in its order."""
    lines = NoticeLine.picked("slip_id = ?", slip_id, order="position")
    return [Hazard.get_by_id(line.hazard_id) for line in lines]


def replies_to(slip_id: int) -> list[NoticeReply]:
    """Return the 回执 that a notice has, in the order in which they came."""
    return NoticeReply.picked("slip_id = ? AND dropped = 0", slip_id, order="replied_on, id")


class FoundBy(NamedTuple):
    """The 排查 behind a line of it."""

    number: str
    kind: str


def inspections_behind() -> dict[int, FoundBy]:
    """Return by line the 排查 that found a hazard: its number and what kind it was, in words."""
    rows = db.execute_sql(
        "SELECT l.id, v.number, i.kind FROM hazard h JOIN inspection_line l"
        " ON l.id = h.inspection_line_id JOIN inspection i ON i.id = l.slip_id"
        " JOIN voucher v ON v.id = i.id"
    )
    return {line: FoundBy(number, InspectionKind(kind).label) for line, number, kind in rows}


class LinkedVoucher(NamedTuple):
    """A voucher that a hazard is tied to, by a link or because it is a notice about it."""

    hazard_id: int
    voucher_id: int


_TIED: Final = (
    "SELECT hazard_id, voucher_id FROM hazard_link WHERE dropped = 0"
    " UNION SELECT hazard_id, slip_id FROM notice_line"
)


def tied_vouchers() -> list[LinkedVoucher]:
    """Return every hazard with each voucher that it is tied to."""
    return [LinkedVoucher(*row) for row in db.execute_sql(f"{_TIED} ORDER BY 1, 2")]


def hazards_on_thread(voucher_ids: Collection[int]) -> set[int]:
    """Return the hazards that these vouchers are tied to."""
    marks = ",".join("?" * len(voucher_ids))
    rows = db.execute_sql(
        f"SELECT DISTINCT hazard_id FROM ({_TIED}) WHERE voucher_id IN ({marks})",
        tuple(voucher_ids),
    )
    return {hazard for (hazard,) in rows}


def linked_to(hazard_ids: Collection[int]) -> list[int]:
    """Return the vouchers that these hazards are linked to, without their notices."""
    marks = ",".join("?" * len(hazard_ids))
    rows = db.execute_sql(
        "SELECT DISTINCT voucher_id FROM hazard_link"
        f" WHERE dropped = 0 AND hazard_id IN ({marks}) ORDER BY voucher_id",
        tuple(hazard_ids),
    )
    return [voucher for (voucher,) in rows]


def notices_about(hazard_ids: Collection[int]) -> set[int]:
    """Return the notices that name one of these hazards, those too that stand no longer."""
    marks = ",".join("?" * len(hazard_ids))
    rows = db.execute_sql(
        f"SELECT DISTINCT slip_id FROM notice_line WHERE hazard_id IN ({marks})", tuple(hazard_ids)
    )
    return {notice for (notice,) in rows}


def vouchers_tied_to(hazard_id: int) -> list[int]:
    """Return the vouchers that a hazard is tied to."""
    rows = db.execute_sql(
        f"SELECT voucher_id FROM ({_TIED}) WHERE hazard_id = ? ORDER BY 1", (hazard_id,)
    )
    return [voucher for (voucher,) in rows]


def hazards_linked_to(voucher_id: int) -> list[Hazard]:
    """Return the hazards that a voucher is linked to, in the order of their numbers."""
    return Hazard.picked(
        "id IN (SELECT hazard_id FROM hazard_link WHERE voucher_id = ? AND dropped = 0)",
        voucher_id,
        order="year, serial",
    )


def is_any_hazard() -> bool:
    """Say whether any hazard was registered."""
    return db.execute_sql("SELECT 1 FROM hazard LIMIT 1").fetchone() is not None


class Unanswered(NamedTuple):
    """A notice that was signed for and of which no 回执 is back."""

    number: str
    department: str
    due_on: date


def unanswered_notices() -> list[Unanswered]:
    """Return the notices that stand, were signed for and have no 回执, in their order."""
    rows = db.execute_sql(
        "SELECT v.number, d.name, s.due_on FROM rectification_notice n"
        " JOIN voucher v ON v.id = n.id AND v.state = 'executed' JOIN slip s ON s.id = n.id"
        " JOIN department d ON d.id = s.taker_department_id"
        f" WHERE NOT {GONE.format('v.id')} AND NOT EXISTS (SELECT 1 FROM notice_reply r"
        " WHERE r.slip_id = n.id AND r.dropped = 0) ORDER BY v.id"
    )
    return [Unanswered(number, name, date.fromisoformat(due)) for number, name, due in rows]


def codes_of_lines() -> dict[int, str]:
    """Return the hazard to which a line of a round led, the last where there are several."""
    rows = db.execute_sql(
        "SELECT inspection_line_id, code FROM hazard"
        " WHERE inspection_line_id IS NOT NULL ORDER BY id"
    )
    return dict(rows)
