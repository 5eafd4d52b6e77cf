"""The queries behind the smaller registers: what waits for disposal, the cases, the journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.storage.base import db

PART = 900


def pending_assets() -> Iterator[tuple[Any, ...]]:
    """Yield the cards on their way out, with the number of their open case, if they have one."""
    return iter(
        db.execute_sql(
            "SELECT a.id, a.code, a.name, a.specification, s.name, a.quantity,"
            " a.original_value_fen, coalesce(a.acquired_on, ''), a.registered_on, v.number"
            " FROM asset a JOIN storeroom s ON s.id = a.storeroom_id"
            " LEFT JOIN disposal_line l ON l.asset_id = a.id AND l.open = 1"
            " LEFT JOIN voucher v ON v.id = l.disposal_id"
            " WHERE a.status = 'pending_disposal' ORDER BY v.number IS NOT NULL, v.id, a.id"
        )
    )


def pending_since() -> dict[int, str]:
    """Return the business date on which each pending card last became so."""
    rows = db.execute_sql(
        "SELECT a.id, max(j.business_on) FROM asset a JOIN journal j ON j.subject = 'asset'"
        " AND j.subject_key = CAST(a.id AS TEXT)"
        " WHERE a.status = 'pending_disposal'"
        ' AND j.after LIKE \'%"status":"pending_disposal"%\' GROUP BY a.id'
    )
    return {int(key): str(on) for key, on in rows}


def open_cases() -> list[str]:
    """Return the numbers of the papers that are not finished, red documents among them.

    A case is not finished while its remains are not recorded. Responsibility letters go round by
    the hundred and are counted by their kinds.
    """
    rows = db.execute_sql(
        "SELECT v.number FROM voucher v WHERE (v.kind <> 'pledge'"
        " AND v.state IN ('signing', 'returned', 'approved')) OR (v.state = 'executed'"
        " AND EXISTS (SELECT 1 FROM disposal d WHERE d.id = v.id)"
        " AND NOT EXISTS (SELECT 1 FROM residual r WHERE r.disposal_id = v.id)) ORDER BY v.id"
    )
    return [str(row[0]) for row in rows]


def last_printings() -> Iterator[tuple[int, str, VoucherKind, date, int]]:
    """Yield the papers out for signatures: id, number, kind, day, who took the last one.

    Not the responsibility letters, which are counted by their kinds.
    """
    rows = db.execute_sql(
        "SELECT v.id, v.number, v.kind, p.printed_on, coalesce(p.taken_by_id, p.printed_by_id)"
        " FROM voucher v JOIN voucher_printing p ON p.voucher_id = v.id AND p.version = v.version"
        " WHERE v.state = 'signing' AND v.kind <> 'pledge'"
        " AND p.ordinal = (SELECT max(ordinal) FROM voucher_printing WHERE voucher_id = v.id"
        " AND version = v.version) ORDER BY v.id"
    )
    for key, number, kind, printed_on, person in rows:
        yield int(key), str(number), VoucherKind(kind), date.fromisoformat(printed_on), int(person)


def disposals() -> Iterator[tuple[Any, ...]]:
    """Yield every case and red document with its pieces and value, the newest first.

    What a red document brings back is negative.
    """
    return iter(
        db.execute_sql(
            "SELECT v.id, v.number, coalesce(sum(l.quantity), 0) * s.sign,"
            " coalesce(sum(l.original_value_fen), 0) * s.sign, count(l.id)"
            " FROM voucher v JOIN (SELECT id, id AS disposal_id, 1 AS sign FROM disposal"
            " UNION ALL SELECT id, disposal_id, -1 FROM reversal) s ON s.id = v.id"
            " LEFT JOIN disposal_line l ON l.disposal_id = s.disposal_id AND l.dropped = 0"
            " GROUP BY v.id ORDER BY v.id DESC"
        )
    )


def journal_keys() -> list[int]:
    """Return the seqs of the journal, the newest first."""
    return [row[0] for row in db.execute_sql("SELECT seq FROM journal ORDER BY seq DESC")]


def journal_rows(keys: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    """Return journal rows by seq with the name of who did it."""
    found: dict[int, tuple[Any, ...]] = {}
    for start in range(0, len(keys), PART):
        part = keys[start : start + PART]
        marks = ",".join("?" * len(part))
        rows = db.execute_sql(
            "SELECT j.seq, j.recorded_at, j.business_on, p.name, j.verb, j.subject, j.subject_key,"
            " j.before, j.after, j.hash FROM journal j LEFT JOIN person p ON p.id = j.actor_id"
            f" WHERE j.seq IN ({marks})",
            tuple(part),
        )
        found.update((row[0], row) for row in rows)
    return found


def batches() -> Iterator[tuple[Any, ...]]:
    """Yield every import batch, the newest first, the last but one of its cells 1 for stock."""
    return iter(
        db.execute_sql(
            "SELECT b.id, number, imported_on, file_name, found, added, updated, unchanged,"
            " rejected, doubtful, EXISTS (SELECT 1 FROM journal j WHERE j.subject = 'import_batch'"
            " AND j.subject_key = CAST(b.id AS TEXT) AND j.verb = 'import_stock'), undone_on"
            " FROM import_batch b LEFT JOIN import_undo u ON u.id = b.id ORDER BY b.id DESC"
        )
    )


def subject_history(subject: str, key: int) -> Iterator[tuple[Any, ...]]:
    """Yield seq, day, verb, who, before and after of one row's changes, the oldest first."""
    return iter(
        db.execute_sql(
            "SELECT j.seq, j.business_on, j.verb, p.name, j.before, j.after FROM journal j"
            " LEFT JOIN person p ON p.id = j.actor_id"
            " WHERE j.subject = ? AND j.subject_key = ? ORDER BY j.seq",
            (subject, str(key)),
        )
    )


def details_history(asset_id: int) -> Iterator[tuple[str, str, str, str]]:
    """Yield column key, day, verb and who of what was filled in after the card was registered."""
    return iter(
        db.execute_sql(
            "SELECT v.field_key, j.business_on, j.verb, p.name FROM card_value v"
            " JOIN journal j ON j.subject = 'card_value' AND j.subject_key = CAST(v.id AS TEXT)"
            " LEFT JOIN person p ON p.id = j.actor_id WHERE v.asset_id = ? AND j.command_id NOT IN"
            " (SELECT command_id FROM journal WHERE subject = 'asset' AND subject_key = ?"
            " AND before IS NULL) ORDER BY j.seq",
            (asset_id, str(asset_id)),
        )
    )


def cases_of_asset(asset_id: int) -> Iterator[tuple[Any, ...]]:
    """Yield number, kind, state and day of every case that ever held the card, oldest first."""
    return iter(
        db.execute_sql(
            "SELECT v.number, v.kind, v.state, v.dated_on FROM disposal_line l"
            " JOIN voucher v ON v.id = l.disposal_id WHERE l.asset_id = ? ORDER BY v.id",
            (asset_id,),
        )
    )
