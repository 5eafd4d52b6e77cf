"""What a batch of an import wrote, what came after it, and which numbers are free again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from houqin_desktop.storage.asset import Asset, Custody, Posting, ValueChangeRow
from houqin_desktop.storage.base import db

# Imports that were taken back, and the taking back of them, build upon nothing.
OTHERS = (
    "j.command_id NOT IN (SELECT command_id FROM journal WHERE subject = 'import_undo'"
    " UNION SELECT command_id FROM journal WHERE subject = 'import_batch'"
    " AND subject_key IN (SELECT CAST(id AS TEXT) FROM import_undo))"
)
_CARDS = (
    "(SELECT id FROM asset WHERE import_batch_id = ? UNION SELECT CAST(subject_key AS INTEGER)"
    " FROM journal WHERE subject = 'asset' AND command_id = ?)"
)


@dataclass(frozen=True, slots=True)
class LaterUse:
    """Something that happened to a card of a batch after the batch had come in."""

    code: str
    subject: str
    verb: str
    on: str


def command_of_batch(batch_id: int) -> str:
    """Return the id of the command that brought the batch in."""
    row = db.execute_sql(
        "SELECT command_id FROM journal WHERE subject = 'import_batch' AND subject_key = ?",
        (str(batch_id),),
    ).fetchone()
    return str(row[0])


def later_uses(batch_id: int, most: int) -> list[LaterUse]:
    """Return what later depends on cards of the batch; imports taken back do not count.

    Every table that points to a card is asked, whichever feature it belongs to.
    """
    own = command_of_batch(batch_id)
    later = f"j.seq > (SELECT seq FROM command WHERE id = ?) AND {OTHERS}"
    changed = (
        "SELECT a.code, j.subject, j.verb, j.business_on FROM journal j JOIN asset a"
        " ON a.id = CAST(j.subject_key AS INTEGER) WHERE j.subject = 'asset'"
        f" AND {later} AND a.id IN {_CARDS} ORDER BY j.seq LIMIT ?"
    )
    uses = [LaterUse(*row) for row in db.execute_sql(changed, (own, batch_id, own, most))]
    for table, column, key in references_to("asset"):
        sql = (
            f'SELECT a.code, j.subject, j.verb, j.business_on FROM "{table}" t JOIN asset a'
            f' ON a.id = t."{column}" JOIN journal j ON j.subject = ?'
            f' AND j.subject_key = CAST(t."{key}" AS TEXT)'
            f" WHERE {later} AND a.id IN {_CARDS} ORDER BY j.seq LIMIT ?"
        )
        rows = db.execute_sql(sql, (table, own, batch_id, own, most))
        uses += [LaterUse(*row) for row in rows]
    return uses[:most]


# What a correction writes about a card, and its undoing writes back.
_UNDONE_WHOLE = ("asset", "custody", "posting", "value_change", "card_value")
_WROTE = (
    "SELECT {0} FROM journal w WHERE w.subject = 'asset'"
    " AND w.subject_key = CAST(a.id AS TEXT) AND w.before IS NULL"
)
_UNDONE = (
    "(j.verb = 'undo_command' OR j.command_id IN (SELECT json_extract(answer, '$.ids[0]')"
    " FROM command WHERE verb = 'undo_command'))"
)
# What a slip or a case of disposal did that counts no longer, and its taking back or its red
# document, which leave a card as it was before; a part that was split off for a case stays a card.
_GONE_PAPERS = (
    "(SELECT id FROM voucher WHERE state IN ('withdrawn', 'rejected')"
    " UNION SELECT s.original_id FROM slip s JOIN voucher v ON v.id = s.id"
    " WHERE v.kind = 'stock_reversal' AND v.state = 'executed' UNION SELECT v.id FROM voucher v"
    " WHERE v.kind = 'stock_reversal')"
)
_OF_GONE_PAPERS = (
    "(j.command_id IN (SELECT g.command_id FROM journal g WHERE g.subject = 'voucher'"
    f" AND CAST(g.subject_key AS INTEGER) IN {_GONE_PAPERS}) AND j.command_id NOT IN"
    " (SELECT command_id FROM journal WHERE subject = 'asset_split'))"
)
_AT_ONCE = 500


def uses_since_registered(
    asset_ids: Sequence[int], most: int, *, gone_papers: bool = True
) -> list[LaterUse]:
    """Return what commands did to cards after the one that wrote each of them.

    A correction that was undone does not count, nor does its undoing; a paper does, even withdrawn.

    :param gone_papers: whether slips and cases count that were taken back, refused or reversed.
    """
    gone = "0" if gone_papers else _OF_GONE_PAPERS
    uses: list[LaterUse] = []
    for table, column, key in (("asset", "id", "id"), *references_to("asset")):
        undone = _UNDONE if table in _UNDONE_WHOLE else "0"
        for start in range(0, len(asset_ids), _AT_ONCE):
            part = asset_ids[start : start + _AT_ONCE]
            sql = (
                "SELECT a.code, j.subject, j.verb, j.business_on FROM asset a"
                f' CROSS JOIN "{table}" t ON t."{column}" = a.id CROSS JOIN journal j'
                f" ON j.subject = ?"
                f' AND j.subject_key = CAST(t."{key}" AS TEXT)'
                f" WHERE a.id IN ({','.join('?' * len(part))})"
                f" AND j.command_id <> ({_WROTE.format('w.command_id')})"
                f" AND NOT {undone} AND NOT {gone} ORDER BY +j.seq LIMIT ?"
            )
            uses += [LaterUse(*row) for row in db.execute_sql(sql, (table, *part, most))]
    return uses[:most]


def written_otherwise(asset_ids: Sequence[int], verbs: Sequence[str]) -> list[tuple[str, str]]:
    """Return number and command of those of these cards that none of these commands wrote."""
    marks, words = (",".join("?" * len(values)) for values in (asset_ids, verbs))
    rows = db.execute_sql(
        f"SELECT a.code, ({_WROTE.format('w.verb')}) FROM asset a WHERE a.id IN ({marks})"
        f" AND ({_WROTE.format('w.verb')}) NOT IN ({words}) ORDER BY a.code",
        (*asset_ids, *verbs),
    )
    return [(code, verb) for code, verb in rows]


def is_used(table: str, row_id: int, batch_id: int) -> bool:
    """Say whether a person or department is used by anything but imports that were taken back."""
    own = command_of_batch(batch_id)
    for other, column, key in references_to(table):
        if (other, column) == ("asset", "using_department_id"):
            # A card may have got its department long after it was written.
            sql = "SELECT 1 FROM asset WHERE using_department_id = ? AND withdrawn_code IS NULL"
            found = db.execute_sql(f"{sql} LIMIT 1", (row_id,)).fetchone()
        else:
            sql = (
                f'SELECT 1 FROM "{other}" t LEFT JOIN journal j ON j.subject = ?'
                f' AND j.subject_key = CAST(t."{key}" AS TEXT) AND j.before IS NULL'
                f' WHERE t."{column}" = ? AND (j.seq IS NULL'
                f" OR (j.command_id <> ? AND {OTHERS})) LIMIT 1"
            )
            found = db.execute_sql(sql, (other, row_id, own)).fetchone()
        if found is not None:
            return True
    return False


# What a card that was taken back points to is free again, and so is the room of a closed place.
_WHERE_IT_COUNTS = {
    "asset": "t.withdrawn_code IS NULL",
    "custody": "t.asset_id IN (SELECT id FROM asset WHERE withdrawn_code IS NULL)",
    "place": "t.closed = 0",
    "roster_member": "coalesce(t.to_on, '9999-12-31') >= t.from_on",
}


def is_referred_to(table: str, row_id: int) -> bool:
    """Say whether any row of the book points to this one.

    The journal's rows do not count, nor those of cards that were taken back and of closed places.
    """
    return any(
        db.execute_sql(
            f'SELECT 1 FROM "{other}" t WHERE t."{column}" = ?'
            f" AND {_WHERE_IT_COUNTS.get(other, '1')} LIMIT 1",
            (row_id,),
        ).fetchone()
        for other, column, _ in references_to(table)
    )


def references_to(parent: str) -> list[tuple[str, str, str]]:
    """Return table, column and key column of every foreign key to a table; not of the journal."""
    rows = db.execute_sql(
        'SELECT m.name, f."from", k.name FROM sqlite_master m, pragma_foreign_key_list(m.name) f,'
        " pragma_table_info(m.name) k WHERE m.type = 'table' AND f.\"table\" = ?"
        " AND k.pk = 1 AND m.name <> 'journal' ORDER BY m.name",
        (parent,),
    )
    return [(str(table), str(column), str(key)) for table, column, key in rows]


def cards_of_batch(batch_id: int, block: int) -> Iterator[list[Asset]]:
    """Yield the cards that a batch brought, in blocks, in the order of their ids."""
    last = 0
    sql = "SELECT * FROM asset WHERE import_batch_id = ? AND id > ? ORDER BY id LIMIT ?"
    while cards := list(Asset.raw(sql, batch_id, last, block)):
        yield cards
        last = cards[-1].id


def storeroom_places() -> dict[int, int]:
    """Return the location of every storeroom."""
    return dict(db.execute_sql("SELECT id, location_id FROM storeroom").fetchall())


def written_by(command_id: str) -> Iterator[tuple[str, str, str | None, str]]:
    """Yield subject, key, before and after of a command's rows, without those of new cards."""
    return iter(
        db.execute_sql(
            "SELECT subject, subject_key, before, after FROM journal WHERE command_id = ?"
            " AND subject IN ('asset', 'person', 'department')"
            " AND (before IS NOT NULL OR subject <> 'asset') ORDER BY seq",
            (command_id,),
        )
    )


def custody_begun_elsewhere(command_id: str, batch_id: int) -> list[int]:
    """Return the cards of no such batch that got other people from a command."""
    rows = db.execute_sql(
        "SELECT c.asset_id FROM journal j JOIN custody c ON c.id = CAST(j.subject_key AS INTEGER)"
        " JOIN asset a ON a.id = c.asset_id WHERE j.command_id = ? AND j.subject = 'custody'"
        " AND j.before IS NULL AND a.import_batch_id IS NOT ?",
        (command_id, batch_id),
    )
    return [int(row[0]) for row in rows]


def _own_rows(model: Any, table: str, asset_id: int, command_id: str) -> list[Any]:
    return list(
        model.raw(
            f"SELECT t.* FROM {table} t JOIN journal j ON j.subject = '{table}'"
            " AND j.subject_key = CAST(t.id AS TEXT) AND j.before IS NULL"
            " WHERE t.asset_id = ? AND j.command_id = ? ORDER BY t.id DESC",
            asset_id,
            command_id,
        )
    )


def values_by(command_id: str, batch_id: int) -> list[tuple[int, str]]:
    """Return the rarer columns that a command filled or changed on cards of no such batch.

    Each is the row's id and what stood there before, an empty text where nothing did.
    """
    rows = db.execute_sql(
        "SELECT v.id, j.before FROM journal j JOIN card_value v"
        " ON v.id = CAST(j.subject_key AS INTEGER) JOIN asset a ON a.id = v.asset_id"
        " WHERE j.command_id = ? AND j.subject = 'card_value' AND a.import_batch_id IS NOT ?"
        " ORDER BY j.seq DESC",
        (command_id, batch_id),
    )
    return [
        (int(key), "" if before is None else json.loads(before)["value"]) for key, before in rows
    ]


def postings_by(asset_id: int, command_id: str) -> list[Posting]:
    """Return the postings of a card that a command made, the last first."""
    return _own_rows(Posting, "posting", asset_id, command_id)


def value_changes_by(asset_id: int, command_id: str) -> list[ValueChangeRow]:
    """Return the value changes of a card that a command made, the last first."""
    return _own_rows(ValueChangeRow, "value_change", asset_id, command_id)


def custody_by(asset_id: int, command_id: str) -> list[Custody]:
    """Return the stretches of custody of a card that a command began, the last first."""
    return _own_rows(Custody, "custody", asset_id, command_id)


def custody_ended_by(asset_id: int, command_id: str) -> Custody | None:
    """Return the stretch of custody that a command ended to begin another one, or None."""
    rows = Custody.raw(
        "SELECT c.* FROM custody c JOIN journal j ON j.subject = 'custody'"
        " AND j.subject_key = CAST(c.id AS TEXT) AND j.before IS NOT NULL"
        " WHERE c.asset_id = ? AND j.command_id = ?",
        asset_id,
        command_id,
    )
    return next(iter(rows), None)


def freed_codes(prefix: str, most: int) -> Sequence[str]:
    """Return numbers beginning with a prefix that undone imports gave back, the lowest first."""
    rows = db.execute_sql(
        "SELECT DISTINCT w.withdrawn_code FROM asset w WHERE w.withdrawn_code >= ?"
        " AND w.withdrawn_code < ? AND NOT EXISTS (SELECT 1 FROM asset a"
        " WHERE a.code = w.withdrawn_code) ORDER BY w.withdrawn_code LIMIT ?",
        (prefix, prefix + "\uffff", most),
    )
    return [str(row[0]) for row in rows]
