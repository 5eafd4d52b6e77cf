"""Vouchers, their frozen sheets, printings, signatures and scans."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.people import Post
from houqin_desktop.domain.voucher import Body, Decision, Party, VoucherKind, VoucherState
from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import (
    day,
    integer,
    optional_day,
    optional_integer,
    optional_word,
    text,
    word,
)
from houqin_desktop.storage.people import Appointment


class Attachment(BaseModel):
    """A file kept beside the book, named by its content hash."""

    sha256: str = text(key=True)
    extension: str = text()
    size: int = integer()
    name: str = text()


class Voucher(BaseModel):
    """The common head of every paper procedure."""

    id: int = integer(key=True)
    kind: VoucherKind = word(VoucherKind)
    year: int = integer()
    serial: int = integer()
    number: str = text()
    route: str = text()
    state: VoucherState = word(VoucherState)
    version: int = integer()
    dated_on: date = day()
    prepared_by_id: int = integer()


class VoucherSheet(BaseModel):
    """What the paper of one version says."""

    id: int = integer(key=True)
    voucher_id: int = integer()
    version: int = integer()
    digest: str = text()
    sheet: str = text()


class VoucherPrinting(BaseModel):
    """One time that a version was put on paper."""

    id: int = integer(key=True)
    voucher_id: int = integer()
    version: int = integer()
    ordinal: int = integer()
    printed_on: date = day()
    printed_by_id: int = integer()
    taken_by_id: int | None = optional_integer()


class Signature(BaseModel):
    """One signature on the paper of one version."""

    id: int = integer(key=True)
    voucher_id: int = integer()
    version: int = integer()
    step: str = text()
    decision: Decision = word(Decision)
    post: Post | Party | None = optional_word(Post, Party)
    person_id: int | None = optional_integer()
    body: Body | None = optional_word(Body)
    signed_on: date = day()
    opinion: str = text("")
    document_number: str = text("")
    document_on: date | None = optional_day()
    digest: str = text()


class SignatureScan(BaseModel):
    """The scan of a signed paper."""

    id: int = integer(key=True)
    signature_id: int = integer()
    sha256: str = text()


def next_voucher_serial(kind: VoucherKind, year: int) -> int:
    """Return the serial that the next voucher of this kind and year gets."""
    (serial,) = db.execute_sql(
        "SELECT coalesce(max(serial), 0) + 1 FROM voucher WHERE kind = ? AND year = ?",
        (kind.value, year),
    ).fetchone()
    return int(serial)


def signatures_of(voucher_id: int) -> list[Signature]:
    """Return every signature of a voucher in the order of recording, old versions included."""
    return Signature.picked("voucher_id = ?", voucher_id, order="id")


def last_signature_in(term: Appointment) -> date | None:
    """Return the day of the last signature that was given in a post during a term, or None.

    The 总保管员 also signs as keeper of the 总保管室.
    """
    (signed_on,) = db.execute_sql(
        "SELECT max(day) FROM (SELECT s.signed_on AS day FROM signature s"
        " LEFT JOIN disposal d ON d.id = s.voucher_id"
        " LEFT JOIN slip p ON p.id = s.voucher_id"
        " LEFT JOIN storeroom r ON r.id = coalesce(d.storeroom_id, p.storeroom_id)"
        " WHERE s.person_id = ? AND s.signed_on >= ? AND s.signed_on <= coalesce(?, '9999-12-31')"
        " AND ((s.post = ? AND (s.post <> 'storekeeper' OR r.id = ?))"
        " OR (s.post = 'storekeeper' AND ? = 'head_storekeeper' AND r.level = 'central'))"
        " UNION ALL SELECT c.signed_on FROM count_signature c WHERE c.person_id = ?1"
        " AND c.signed_on >= ?2 AND c.signed_on <= coalesce(?3, '9999-12-31')"
        " AND c.post = ?4 AND c.storeroom_id IS ?5)",
        (
            term.person_id,
            term.from_on.isoformat(),
            None if term.to_on is None else term.to_on.isoformat(),
            term.post.value,
            term.storeroom_id,
            term.post.value,
        ),
    ).fetchone()
    return None if signed_on is None else date.fromisoformat(signed_on)


def sheet_of(voucher_id: int, version: int) -> VoucherSheet | None:
    """Return the frozen sheet of one version, or None while it is still open to change."""
    return VoucherSheet.find(voucher_id=voucher_id, version=version)


def printings_of(voucher_id: int) -> list[VoucherPrinting]:
    """Return every printing of a voucher in order."""
    return VoucherPrinting.picked("voucher_id = ?", voucher_id, order="id")


def kept_on(sha256: str) -> date:
    """Return the business date on which a file was first kept beside the book."""
    (day,) = db.execute_sql(
        "SELECT business_on FROM journal WHERE subject = 'attachment' AND subject_key = ?",
        (sha256,),
    ).fetchone()
    return date.fromisoformat(day)


def scans_of(voucher_id: int) -> dict[int, list[str]]:
    """Return the hashes of the scans by signature id."""
    found: dict[int, list[str]] = {}
    for signature_id, sha256 in db.execute_sql(
        "SELECT c.signature_id, c.sha256 FROM signature_scan c JOIN signature s"
        " ON s.id = c.signature_id WHERE s.voucher_id = ? ORDER BY c.id",
        (voucher_id,),
    ):
        found.setdefault(signature_id, []).append(sha256)
    return found


def standing_numbers(kind: VoucherKind, from_on: date, to_on: date) -> list[str]:
    """Return the vouchers of a kind dated within these days, without what was taken back."""
    rows = db.execute_sql(
        "SELECT v.number FROM voucher v WHERE v.kind = ? AND v.dated_on BETWEEN ? AND ?"
        " AND v.state NOT IN ('withdrawn', 'rejected') AND NOT EXISTS (SELECT 1 FROM slip red"
        " JOIN voucher w ON w.id = red.id WHERE red.original_id = v.id AND w.state = 'executed')"
        " ORDER BY v.id",
        (kind.value, from_on.isoformat(), to_on.isoformat()),
    )
    return [number for (number,) in rows]
