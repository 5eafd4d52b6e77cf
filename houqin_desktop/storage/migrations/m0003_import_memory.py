"""The third step: what imports leave behind. A batch taken back, and a person's word on a layout.

A card of a batch that was taken back stays in its table for ever, but outside the register: its
number is free again, kept beside in `withdrawn_code`, and every rule that holds a disposed card
still holds it too. It can only leave together with its whole batch.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

TABLES = (
    f"""CREATE TABLE import_undo (
        id INTEGER PRIMARY KEY REFERENCES import_batch (id),
        {date_column("undone_on")},
        reason TEXT NOT NULL DEFAULT '') STRICT""",
    f"""CREATE TABLE import_layout (
        signature TEXT PRIMARY KEY CHECK (signature <> ''),
        choice TEXT NOT NULL CHECK (choice <> ''),
        file_name TEXT NOT NULL,
        {date_column("chosen_on")}) STRICT, WITHOUT ROWID""",
    "ALTER TABLE asset ADD COLUMN withdrawn_code TEXT",
    *(
        f"ALTER TABLE {table} ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0"
        " CHECK (withdrawn IN (0, 1))"
        for table in ("person", "department")
    ),
    "CREATE INDEX asset_withdrawn ON asset (withdrawn_code) WHERE withdrawn_code IS NOT NULL",
)
GUARDED = (
    Guarded("import_undo", keys=("id",), append_only=True),
    Guarded("import_layout", keys=("signature",)),
)

_WITHDRAWING = (
    "(OLD.withdrawn_code IS NULL AND NEW.withdrawn_code IS OLD.code"
    " AND NEW.status = 'disposed' AND NEW.fingerprint IS NULL AND EXISTS (SELECT 1"
    " FROM import_batch b JOIN import_undo u ON u.id = b.id WHERE b.id = OLD.import_batch_id"
    " AND NEW.code = OLD.code || '(' || b.number || ')'))"
)
# The command that brought the batch in, and what may follow it: imports that were taken back again.
_COMMAND_OF = "SELECT command_id FROM journal WHERE subject = 'import_batch' AND subject_key"
_OWN = f"({_COMMAND_OF} = CAST(NEW.id AS TEXT))"
_LATER = (
    f"j.seq > (SELECT seq FROM command WHERE id = {_OWN}) AND j.command_id NOT IN"
    " (SELECT command_id FROM journal WHERE subject = 'import_undo' UNION"
    f" {_COMMAND_OF} IN (SELECT CAST(id AS TEXT) FROM import_undo))"
)
# The cards that the batch brought, and those that it corrected.
_CARDS = (
    "(SELECT id FROM asset WHERE import_batch_id = NEW.id UNION SELECT CAST(subject_key AS INTEGER)"
    f" FROM journal WHERE subject = 'asset' AND command_id = {_OWN})"
)
_CHANGED = (
    f"EXISTS (SELECT 1 FROM journal j WHERE j.subject = 'asset' AND {_LATER}"
    f" AND CAST(j.subject_key AS INTEGER) IN {_CARDS})"
)
# Whatever table a later row of a card stands in, its image in the journal names the card.
_NAMED_CARD = "instr(j.after, '\"asset_id\":')"
_BUILT_UPON = (
    f"EXISTS (SELECT 1 FROM journal j WHERE {_LATER} AND {_NAMED_CARD} > 0"
    f" AND CAST(substr(j.after, {_NAMED_CARD} + 11) AS INTEGER) IN {_CARDS})"
)
_ROLES = "(NEW.holder_id, NEW.responsible_id, NEW.keeper_id)"

RULES = (
    trigger(
        "import_undo_free",
        "INSERT ON import_undo",
        f"NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.id) OR {_CHANGED} OR {_BUILT_UPON}",
        "这一批的卡片后来有了变动，不能撤回",
    ),
    trigger(
        "asset_identity",
        "UPDATE ON asset",
        "NEW.id IS NOT OLD.id OR NEW.registered_on IS NOT OLD.registered_on"
        f" OR (NEW.code IS NOT OLD.code AND NOT {_WITHDRAWING})"
        " OR EXISTS (SELECT 1 FROM asset WHERE code = NEW.code AND id <> OLD.id)"
        " OR EXISTS (SELECT 1 FROM asset WHERE fingerprint = NEW.fingerprint AND id <> OLD.id)",
        "记录的编号不可改变",
    ),
    trigger(
        "asset_withdrawn_new",
        "INSERT ON asset",
        "NEW.withdrawn_code IS NOT NULL",
        "新卡片不能是已撤回的",
    ),
    trigger(
        "asset_withdraw",
        "UPDATE ON asset",
        f"NEW.withdrawn_code IS NOT OLD.withdrawn_code AND NOT {_WITHDRAWING}",
        "卡片只能随所属的导入批次撤回",
    ),
    trigger(
        "asset_disposed",
        "UPDATE OF status ON asset",
        "NEW.status = 'disposed' AND NEW.withdrawn_code IS NULL AND NOT EXISTS (SELECT 1"
        " FROM posting p WHERE p.asset_id = NEW.id AND p.to_location_id ="
        " (SELECT id FROM location WHERE code = 'DISPOSED'))",
        "没有批准的报废报损单，不能处置",
    ),
    trigger(
        "posting_places",
        "INSERT ON posting",
        "NOT EXISTS (SELECT 1 FROM location f JOIN location t ON t.id = NEW.to_location_id"
        " WHERE f.id = NEW.from_location_id AND ((f.kind = 'storeroom'"
        " AND (t.kind = 'storeroom' OR t.code IN ('ADJUST', 'DISPOSED') OR (t.code = 'SUPPLIER'"
        " AND (SELECT withdrawn_code FROM asset WHERE id = NEW.asset_id) IS NOT NULL)))"
        " OR (f.code IN ('SUPPLIER', 'ADJUST') AND t.kind = 'storeroom')))",
        "卡片只在保管室之间变动",
    ),
    trigger(
        "asset_department",
        "INSERT ON asset",
        "(SELECT withdrawn FROM department WHERE id = NEW.using_department_id) = 1",
        "这个部门已随导入撤回",
    ),
    trigger(
        "asset_department_change",
        "UPDATE OF using_department_id ON asset",
        "NEW.using_department_id IS NOT OLD.using_department_id"
        " AND (SELECT withdrawn FROM department WHERE id = NEW.using_department_id) = 1",
        "这个部门已随导入撤回",
    ),
    trigger(
        "department_withdraw",
        "UPDATE OF withdrawn ON department",
        "NEW.withdrawn = 1 AND EXISTS (SELECT 1 FROM asset WHERE using_department_id = NEW.id"
        " AND withdrawn_code IS NULL)",
        "这个部门还在使用，不能撤回",
    ),
    trigger(
        "custody_people",
        "INSERT ON custody",
        f"EXISTS (SELECT 1 FROM person WHERE id IN {_ROLES} AND withdrawn = 1)",
        "这个人员已随导入撤回",
    ),
    trigger(
        "appointment_person",
        "INSERT ON appointment",
        "(SELECT withdrawn FROM person WHERE id = NEW.person_id) = 1",
        "这个人员已随导入撤回",
    ),
    trigger(
        "person_withdraw",
        "UPDATE OF withdrawn ON person",
        "NEW.withdrawn = 1 AND (EXISTS (SELECT 1 FROM custody WHERE to_on IS NULL"
        " AND NEW.id IN (holder_id, responsible_id, keeper_id))"
        " OR EXISTS (SELECT 1 FROM appointment WHERE person_id = NEW.id)"
        " OR EXISTS (SELECT 1 FROM command WHERE actor_id = NEW.id))",
        "这个人员还在使用，不能撤回",
    ),
)
REPLACED = ("asset_identity", "asset_disposed", "posting_places")


def up(connection: sqlite3.Connection) -> None:
    """Make the tables and columns, and put the rules that know of them in place of the old."""
    every_guard = (statement for table in GUARDED for statement in guards(table))
    dropped = (f"DROP TRIGGER {name}" for name in REPLACED)
    for statement in (*TABLES, *every_guard, *dropped, *RULES):
        connection.execute(statement)
