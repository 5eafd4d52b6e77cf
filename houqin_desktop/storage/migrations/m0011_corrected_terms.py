"""Who was appointed by mistake is put right on the day of the entry, in the same row.

Frozen once released. The journal keeps both names. A row that was entered on an earlier day, or in
which somebody has signed, keeps its person for ever.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, trigger

GUARDED: tuple[Guarded, ...] = ()

_SIGNED = (
    "EXISTS (SELECT 1 FROM signature s LEFT JOIN disposal d ON d.id = s.voucher_id"
    " LEFT JOIN storeroom r ON r.id = d.storeroom_id WHERE s.person_id = OLD.person_id"
    " AND s.signed_on BETWEEN OLD.from_on AND coalesce(OLD.to_on, '9999-12-31')"
    " AND ((s.post = OLD.post AND (s.post <> 'storekeeper' OR d.storeroom_id = OLD.storeroom_id))"
    " OR (s.post = 'storekeeper' AND OLD.post = 'head_storekeeper' AND r.level = 'central')))"
)
_ENTERED = (
    "(SELECT substr(recorded_at, 1, 10) FROM journal WHERE subject = 'appointment'"
    " AND subject_key = {0} AND before IS NULL)"
)
_RULES = (
    trigger(
        "appointment_end_only",
        "UPDATE ON appointment",
        "NEW.post <> OLD.post OR NEW.from_on <> OLD.from_on"
        " OR NEW.storeroom_id IS NOT OLD.storeroom_id"
        " OR EXISTS (SELECT 1 FROM appointment a WHERE a.post = NEW.post"
        " AND a.storeroom_id IS NEW.storeroom_id AND a.id <> NEW.id"
        " AND a.from_on <= coalesce(NEW.to_on, '9999-12-31')"
        " AND coalesce(a.to_on, '9999-12-31') >= NEW.from_on)",
        "任命只能改变止日",
    ),
    trigger(
        "appointment_corrected",
        "UPDATE OF person_id ON appointment",
        "NEW.person_id <> OLD.person_id AND"
        f" ({_ENTERED.format('CAST(OLD.id AS TEXT)')} IS NOT"
        " (SELECT substr(recorded_at, 1, 10) FROM command ORDER BY seq DESC LIMIT 1)"
        f" OR {_SIGNED}"
        " OR (SELECT withdrawn FROM person WHERE id = NEW.person_id) = 1)",
        "任命只能在登记的当天换人，签过字的不能换",
    ),
    trigger(
        "command_corrects_term",
        "INSERT ON command",
        "EXISTS (SELECT 1 FROM journal j WHERE j.command_id = NEW.id AND j.subject = 'appointment'"
        " AND j.before GLOB '*\"person_id\":*'"
        f" AND {_ENTERED.format('j.subject_key')} IS NOT substr(NEW.recorded_at, 1, 10))",
        "任命只能在登记的当天换人",
    ),
)


def up(connection: sqlite3.Connection) -> None:
    """Put the rule that knows of corrections in place of the old one."""
    connection.execute("DROP TRIGGER appointment_end_only")
    for rule in _RULES:
        connection.execute(rule)
