"""The rules that every new card is held against, asked so that they end early.

Frozen once released. They refuse what they refused before, with the same sentences. SQLite puts
together a list anew for every row that it looks for in it, and the rows of an OR over several
columns; a question for each of them is answered by one look into an index.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, trigger

GUARDED: tuple[Guarded, ...] = ()
_ONCE = " OR ".join(
    f"EXISTS (SELECT 1 FROM asset WHERE {key} = NEW.{key})" for key in ("id", "code", "fingerprint")
)
_WITHDRAWN = " OR ".join(
    f"(SELECT withdrawn FROM person WHERE id = NEW.{role}) = 1"
    for role in ("holder_id", "responsible_id", "keeper_id")
)
_LEAVES = " OR ".join(f"t.code = '{code}'" for code in ("ADJUST", "DISPOSED", "SPLIT"))
_COMES = " OR ".join(f"f.code = '{code}'" for code in ("SUPPLIER", "ADJUST", "SPLIT", "DISPOSED"))
RULES = (
    trigger("asset_once", "INSERT ON asset", _ONCE, "同一编号的记录已经存在"),
    trigger("custody_people", "INSERT ON custody", _WITHDRAWN, "这个人员已随导入撤回"),
    trigger(
        "posting_first",
        "INSERT ON posting",
        "EXISTS (SELECT 1 FROM posting WHERE asset_id = NEW.asset_id)"
        " AND NEW.from_location_id = (SELECT id FROM location WHERE code = 'SUPPLIER')",
        "同一卡片只能入账一次",
    ),
    trigger(
        "posting_places",
        "INSERT ON posting",
        "NOT EXISTS (SELECT 1 FROM location f JOIN location t ON t.id = NEW.to_location_id"
        " WHERE f.id = NEW.from_location_id AND ((f.kind = 'storeroom'"
        f" AND (t.kind = 'storeroom' OR {_LEAVES}"
        " OR (t.code = 'SUPPLIER' AND (SELECT withdrawn_code FROM asset"
        " WHERE id = NEW.asset_id) IS NOT NULL)))"
        f" OR (({_COMES}) AND t.kind = 'storeroom')))",
        "卡片只在保管室之间变动",
    ),
)
REPLACED = ("asset_once", "custody_people", "posting_first", "posting_places")


def up(connection: sqlite3.Connection) -> None:
    """Put the quicker rules in place of the old."""
    for name in REPLACED:
        connection.execute(f"DROP TRIGGER {name}")
    for rule in RULES:
        connection.execute(rule)
