"""What is scrapped below its minimum life stands in the appraisal that the case stands on.

Frozen once released. Cards that were split off count as looked at with the one they come from.
No view helps here: with a view in the schema SQLite 3.40 leaves the free pages of a book unchecked.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, trigger

GUARDED: tuple[Guarded, ...] = ()

# Words of the application's own outrank an appraisal, so only one that it repeats is asked.
_STANDS_ON = (
    "(SELECT s.appraisal_id FROM disposal_appraisal s JOIN appraisal a ON a.id = s.appraisal_id"
    " JOIN disposal d ON d.id = s.disposal_id WHERE s.disposal_id = NEW.id"
    " AND a.appraised_on = d.appraised_on AND a.conclusion = d.appraisal_conclusion"
    " AND d.appraisal_names = (SELECT group_concat(words, '、') FROM"
    " (SELECT name || '（' || title || '）' AS words FROM appraiser"
    " WHERE appraisal_id = a.id ORDER BY position))"
    " ORDER BY s.id DESC LIMIT 1)"
)
RULE = trigger(
    "voucher_appraised",
    "UPDATE OF state ON voucher",
    "NEW.state = 'approved' AND NEW.kind = 'scrap'"
    f" AND {_STANDS_ON} IS NOT NULL"
    " AND EXISTS (SELECT 1 FROM disposal_line l WHERE l.disposal_id = NEW.id AND l.dropped = 0"
    " AND l.used_months < l.life_months AND NOT EXISTS (SELECT 1 FROM appraisal_line x"
    f" WHERE x.appraisal_id = {_STANDS_ON} AND x.asset_id IN ("
    "WITH RECURSIVE kin (id) AS (VALUES (l.asset_id) UNION SELECT s.asset_id FROM asset_split s"
    " JOIN kin ON s.part_id = kin.id) SELECT id FROM kin)))",
    "未达最低使用年限的资产不在所据的技术鉴定表里",
)


def up(connection: sqlite3.Connection) -> None:
    """Add the rule."""
    connection.execute(RULE)
