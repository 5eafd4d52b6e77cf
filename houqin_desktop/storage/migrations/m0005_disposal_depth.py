"""Split cards, appraisals, the papers of a disposal, reversals.

Frozen once released. A split is one row of `asset_split` that names its two postings and its two
value changes before they are written; the rows themselves are only let in if they are those. So
pieces and 分 of the two cards always add up to those of the undivided one.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

_OPEN_LINE = "EXISTS (SELECT 1 FROM disposal_line WHERE asset_id = {0} AND open = 1)"
_PIECES = (
    "(SELECT coalesce(sum(CASE WHEN to_location_id = {1} THEN quantity"
    " WHEN from_location_id = {1} THEN -quantity ELSE 0 END), 0)"
    " FROM posting WHERE asset_id = {0})"
)
_PIECES_THERE = _PIECES.format("NEW.asset_id", "NEW.from_location_id")
_VIRTUAL = "(SELECT id FROM location WHERE code = '{0}')"

VALUE_CHANGE = f"""CREATE TABLE value_change_next (
    id INTEGER PRIMARY KEY,
    asset_id INTEGER NOT NULL REFERENCES asset (id),
    kind TEXT NOT NULL CHECK (kind IN ('improvement', 'reduction', 'correction', 'split')),
    {date_column("changed_on")},
    delta_fen INTEGER NOT NULL CHECK (delta_fen <> 0),
    extra_months INTEGER NOT NULL DEFAULT 0 CHECK (extra_months >= 0),
    reason TEXT NOT NULL,
    accounting_voucher TEXT NOT NULL DEFAULT '') STRICT"""
VALUE_CHANGE_GUARDED = Guarded("value_change", keys=("id",), append_only=True)

_LATER = "DEFERRABLE INITIALLY DEFERRED"
TABLES = (
    f"""CREATE TABLE asset_split (
        id INTEGER PRIMARY KEY,
        asset_id INTEGER NOT NULL REFERENCES asset (id),
        part_id INTEGER NOT NULL UNIQUE REFERENCES asset (id),
        {date_column("split_on")},
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        value_fen INTEGER NOT NULL CHECK (value_fen >= 0),
        kept_quantity INTEGER NOT NULL CHECK (kept_quantity > 0),
        kept_value_fen INTEGER NOT NULL CHECK (kept_value_fen >= 0),
        out_posting_id INTEGER NOT NULL UNIQUE REFERENCES posting (id) {_LATER},
        in_posting_id INTEGER NOT NULL UNIQUE REFERENCES posting (id) {_LATER},
        out_change_id INTEGER UNIQUE REFERENCES value_change (id) {_LATER},
        in_change_id INTEGER UNIQUE REFERENCES value_change (id) {_LATER},
        reason TEXT NOT NULL DEFAULT '',
        CHECK (asset_id <> part_id),
        CHECK ((value_fen = 0) = (out_change_id IS NULL)),
        CHECK ((value_fen = 0) = (in_change_id IS NULL))) STRICT""",
    "CREATE INDEX asset_split_asset ON asset_split (asset_id)",
    f"""CREATE TABLE appraisal (
        id INTEGER PRIMARY KEY,
        number TEXT NOT NULL UNIQUE CHECK (number GLOB 'JD[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*'),
        {date_column("appraised_on")},
        reason TEXT NOT NULL CHECK (trim(reason) <> ''),
        conclusion TEXT NOT NULL CHECK (trim(conclusion) <> ''),
        sheet TEXT NOT NULL CHECK (sheet <> '')) STRICT""",
    """CREATE TABLE appraiser (
        id INTEGER PRIMARY KEY,
        appraisal_id INTEGER NOT NULL REFERENCES appraisal (id),
        position INTEGER NOT NULL CHECK (position > 0),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        title TEXT NOT NULL CHECK (trim(title) <> ''),
        UNIQUE (appraisal_id, name)) STRICT""",
    """CREATE TABLE appraisal_line (
        id INTEGER PRIMARY KEY,
        appraisal_id INTEGER NOT NULL REFERENCES appraisal (id),
        position INTEGER NOT NULL CHECK (position > 0),
        asset_id INTEGER NOT NULL REFERENCES asset (id),
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        original_value_fen INTEGER NOT NULL CHECK (original_value_fen >= 0),
        conclusion TEXT NOT NULL DEFAULT '',
        UNIQUE (appraisal_id, asset_id)) STRICT""",
    "CREATE INDEX appraisal_line_asset ON appraisal_line (asset_id)",
    """CREATE TABLE disposal_appraisal (
        id INTEGER PRIMARY KEY,
        disposal_id INTEGER NOT NULL REFERENCES disposal (id),
        appraisal_id INTEGER NOT NULL REFERENCES appraisal (id)) STRICT""",
    f"""CREATE TABLE disposal_paper (
        id INTEGER PRIMARY KEY,
        disposal_id INTEGER NOT NULL REFERENCES disposal (id),
        paper TEXT NOT NULL CHECK (trim(paper) <> ''),
        has_original INTEGER NOT NULL CHECK (has_original IN (0, 1)),
        sha256 TEXT REFERENCES attachment (sha256),
        note TEXT NOT NULL DEFAULT '',
        {date_column("recorded_on")}) STRICT""",
    "CREATE INDEX disposal_paper_disposal ON disposal_paper (disposal_id)",
    """CREATE TABLE disposal_report (
        id INTEGER PRIMARY KEY,
        disposal_id INTEGER NOT NULL REFERENCES disposal (id),
        addressee TEXT NOT NULL CHECK (trim(addressee) <> ''),
        course TEXT NOT NULL CHECK (trim(course) <> ''),
        liability TEXT NOT NULL,
        enclosures TEXT NOT NULL) STRICT""",
    "CREATE INDEX disposal_report_disposal ON disposal_report (disposal_id)",
    f"""CREATE TABLE reversal (
        id INTEGER PRIMARY KEY REFERENCES voucher (id),
        disposal_id INTEGER NOT NULL REFERENCES disposal (id),
        reason TEXT NOT NULL CHECK (trim(reason) <> ''),
        applicant_id INTEGER NOT NULL REFERENCES person (id),
        {date_column("posted_on", optional=True)},
        accounting_voucher TEXT NOT NULL DEFAULT '',
        closing_note TEXT NOT NULL DEFAULT '') STRICT""",
    "CREATE INDEX reversal_disposal ON reversal (disposal_id)",
)
GUARDED: tuple[Guarded, ...] = (
    Guarded(
        "asset_split",
        keys=(
            "id",
            "part_id",
            "out_posting_id",
            "in_posting_id",
            "out_change_id",
            "in_change_id",
        ),
        append_only=True,
    ),
    Guarded("appraisal", keys=("id", "number"), append_only=True),
    Guarded("appraiser", keys=("id",), compound=("appraisal_id", "name"), append_only=True),
    Guarded(
        "appraisal_line", keys=("id",), compound=("appraisal_id", "asset_id"), append_only=True
    ),
    Guarded("disposal_appraisal", keys=("id",), append_only=True),
    Guarded("disposal_paper", keys=("id",), append_only=True),
    Guarded("disposal_report", keys=("id",), append_only=True),
    Guarded("reversal", keys=("id",), for_ever=("disposal_id", "reason", "applicant_id")),
)

# What the part has to have in common with the card that it comes from.
_CARRIED = (
    "name",
    "specification",
    "category_code",
    "unit",
    "acquired_on",
    "life_months",
    "minimum_life_months",
    "value_type",
    "status",
    "storeroom_id",
    "using_department_id",
    "place",
)
_SAME_CARD = " AND ".join(f"p.{name} IS a.{name}" for name in _CARRIED)
_SPLIT_OUT = (
    "NOT EXISTS (SELECT 1 FROM asset_split s JOIN asset a ON a.id = s.asset_id"
    " JOIN storeroom r ON r.id = a.storeroom_id WHERE s.out_posting_id = NEW.id"
    " AND s.asset_id = NEW.asset_id AND s.quantity = NEW.quantity AND s.value_fen = NEW.value_fen"
    " AND s.split_on = NEW.posted_on AND r.location_id = NEW.from_location_id"
    " AND NEW.voucher_id IS NULL)"
)
_SPLIT_IN = (
    "NOT EXISTS (SELECT 1 FROM asset_split s JOIN asset a ON a.id = s.part_id"
    " JOIN storeroom r ON r.id = a.storeroom_id WHERE s.in_posting_id = NEW.id"
    " AND s.part_id = NEW.asset_id AND s.quantity = NEW.quantity AND s.value_fen = NEW.value_fen"
    " AND s.split_on = NEW.posted_on AND r.location_id = NEW.to_location_id"
    " AND NEW.voucher_id IS NULL)"
)

_FROZEN = (
    "EXISTS (SELECT 1 FROM voucher_sheet s JOIN voucher v ON v.id = s.voucher_id"
    " AND v.version = s.version WHERE v.id = {0})"
)
_STATE = "(SELECT state FROM voucher WHERE id = {0})"
# A red document of this disposal ({0}) that has taken effect, and one that may still.
_REVERSED = (
    "EXISTS (SELECT 1 FROM reversal r JOIN voucher w ON w.id = r.id"
    " WHERE r.disposal_id = {0} AND w.state = 'executed')"
)
_REVERSING = (
    "EXISTS (SELECT 1 FROM reversal r JOIN voucher w ON w.id = r.id"
    " WHERE r.disposal_id = {0} AND w.state IN ('signing', 'approved', 'executed'))"
)
_GONE_PIECES = _PIECES.format("{0}", _VIRTUAL.format("DISPOSED"))
_COMES_BACK = (
    "NOT EXISTS (SELECT 1 FROM reversal r JOIN voucher w ON w.id = r.id"
    " JOIN disposal_line l ON l.disposal_id = r.disposal_id AND l.dropped = 0"
    " JOIN asset a ON a.id = l.asset_id JOIN storeroom s ON s.id = a.storeroom_id"
    " WHERE w.id = NEW.voucher_id AND w.kind = 'reversal' AND w.state = 'executed'"
    " AND a.id = NEW.asset_id AND a.status = 'disposed' AND a.quantity = NEW.quantity"
    " AND a.original_value_fen = NEW.value_fen AND s.location_id = NEW.to_location_id"
    f" AND s.closed = 0) OR {_GONE_PIECES.format('NEW.asset_id')} <> NEW.quantity"
)
# The one way in which a disposed card changes: its pieces are back, and so is its state before.
_BACK_AGAIN = (
    "(NEW.status = (SELECT l.status_before FROM posting p JOIN voucher w ON w.id = p.voucher_id"
    " JOIN reversal r ON r.id = w.id JOIN disposal_line l ON l.disposal_id = r.disposal_id"
    " AND l.asset_id = p.asset_id AND l.dropped = 0 WHERE p.asset_id = NEW.id"
    " AND w.state = 'executed' ORDER BY p.id DESC LIMIT 1)"
    f" AND {_GONE_PIECES.format('NEW.id')} = 0 AND OLD.withdrawn_code IS NULL AND {{0}})"
)

REPLACED = (
    "posting_places",
    "posting_whole",
    "asset_gone",
    "asset_disposed",
    "voucher_lines",
    "residual_state",
)
RULES = (
    trigger(
        "value_change_in_case",
        "INSERT ON value_change",
        _OPEN_LINE.format("NEW.asset_id")
        + " OR (SELECT status FROM asset WHERE id = NEW.asset_id) = 'disposed'",
        "资产正在报废报损办理中，不能变动",
    ),
    trigger(
        "value_change_floor",
        "INSERT ON value_change",
        "(SELECT original_value_fen FROM asset WHERE id = NEW.asset_id) + NEW.delta_fen < 0",
        "原值不能为负",
    ),
    trigger(
        "value_change_split",
        "INSERT ON value_change",
        "CASE NEW.kind WHEN 'split' THEN NEW.extra_months <> 0 OR NOT EXISTS (SELECT 1"
        " FROM asset_split s WHERE s.split_on = NEW.changed_on AND ((s.out_change_id = NEW.id"
        " AND s.asset_id = NEW.asset_id AND NEW.delta_fen = -s.value_fen)"
        " OR (s.in_change_id = NEW.id AND s.part_id = NEW.asset_id"
        " AND NEW.delta_fen = s.value_fen)))"
        " ELSE EXISTS (SELECT 1 FROM asset_split s WHERE s.split_on > NEW.changed_on"
        " AND NEW.asset_id IN (s.asset_id, s.part_id)) END",
        "价值变动须与拆分相符，也不能早于拆分",
    ),
    trigger(
        "asset_split_true",
        "INSERT ON asset_split",
        "NOT EXISTS (SELECT 1 FROM asset a JOIN asset p ON p.id = NEW.part_id"
        " WHERE a.id = NEW.asset_id AND a.status <> 'disposed'"
        " AND a.quantity = NEW.quantity + NEW.kept_quantity"
        " AND a.original_value_fen = NEW.value_fen + NEW.kept_value_fen"
        " AND p.quantity = NEW.quantity AND p.original_value_fen = 0"
        f" AND p.opening_value_fen = 0 AND {_SAME_CARD})"
        f" OR {_OPEN_LINE.format('NEW.asset_id')} OR {_OPEN_LINE.format('NEW.part_id')}"
        " OR EXISTS (SELECT 1 FROM posting WHERE asset_id = NEW.part_id"
        " OR id IN (NEW.out_posting_id, NEW.in_posting_id)"
        " OR (asset_id = NEW.asset_id AND posted_on > NEW.split_on))"
        " OR EXISTS (SELECT 1 FROM value_change WHERE asset_id = NEW.part_id"
        " OR id IN (NEW.out_change_id, NEW.in_change_id)"
        " OR (asset_id = NEW.asset_id AND changed_on > NEW.split_on))"
        " OR NEW.in_posting_id <= NEW.out_posting_id OR NEW.in_change_id <= NEW.out_change_id",
        "拆分前后的卡片、数量和金额须相符",
    ),
    trigger(
        "posting_places",
        "INSERT ON posting",
        "NOT EXISTS (SELECT 1 FROM location f JOIN location t ON t.id = NEW.to_location_id"
        " WHERE f.id = NEW.from_location_id AND ((f.kind = 'storeroom'"
        " AND (t.kind = 'storeroom' OR t.code IN ('ADJUST', 'DISPOSED', 'SPLIT')"
        " OR (t.code = 'SUPPLIER' AND (SELECT withdrawn_code FROM asset"
        " WHERE id = NEW.asset_id) IS NOT NULL)))"
        " OR (f.code IN ('SUPPLIER', 'ADJUST', 'SPLIT', 'DISPOSED') AND t.kind = 'storeroom')))",
        "卡片只在保管室之间变动",
    ),
    trigger(
        "posting_whole",
        "INSERT ON posting",
        "CASE (SELECT code FROM location WHERE id = NEW.from_location_id)"
        " WHEN 'SUPPLIER' THEN NOT EXISTS (SELECT 1 FROM asset a JOIN storeroom r"
        " ON r.id = a.storeroom_id WHERE a.id = NEW.asset_id AND a.quantity = NEW.quantity"
        " AND a.original_value_fen = NEW.value_fen AND r.location_id = NEW.to_location_id)"
        f" WHEN 'ADJUST' THEN {_PIECES.format('NEW.asset_id', 'NEW.to_location_id')} < 1"
        f" WHEN 'SPLIT' THEN {_SPLIT_IN}"
        f" WHEN 'DISPOSED' THEN {_COMES_BACK}"
        " ELSE CASE (SELECT code FROM location WHERE id = NEW.to_location_id)"
        f" WHEN 'ADJUST' THEN {_PIECES_THERE} <= NEW.quantity"
        f" WHEN 'SPLIT' THEN {_SPLIT_OUT}"
        " WHEN 'DISPOSED' THEN NOT EXISTS (SELECT 1 FROM asset a JOIN storeroom r"
        " ON r.id = a.storeroom_id WHERE a.id = NEW.asset_id AND a.quantity = NEW.quantity"
        " AND a.original_value_fen = NEW.value_fen AND r.location_id = NEW.from_location_id)"
        f" ELSE {_PIECES_THERE} <> NEW.quantity END END",
        "一张卡片的全部数量只在一处",
    ),
    trigger(
        "posting_split_first",
        "INSERT ON posting",
        f"NEW.from_location_id = {_VIRTUAL.format('SUPPLIER')}"
        " AND EXISTS (SELECT 1 FROM asset_split WHERE part_id = NEW.asset_id)",
        "拆出的卡片不能再次入账",
    ),
    trigger(
        "asset_disposed",
        "UPDATE OF status ON asset",
        "NEW.status = 'disposed' AND NEW.withdrawn_code IS NULL"
        f" AND {_GONE_PIECES.format('NEW.id')} <> NEW.quantity",
        "没有批准的报废报损单，不能处置",
    ),
    trigger(
        "appraiser_before_use",
        "INSERT ON appraiser",
        "EXISTS (SELECT 1 FROM disposal_appraisal WHERE appraisal_id = NEW.appraisal_id)",
        "技术鉴定表已经用过，不能再改",
    ),
    trigger(
        "appraisal_line_before_use",
        "INSERT ON appraisal_line",
        "EXISTS (SELECT 1 FROM disposal_appraisal WHERE appraisal_id = NEW.appraisal_id)"
        " OR NOT EXISTS (SELECT 1 FROM asset a WHERE a.id = NEW.asset_id"
        " AND a.status <> 'disposed' AND a.quantity = NEW.quantity"
        " AND a.original_value_fen = NEW.original_value_fen)",
        "技术鉴定表已经用过，或与卡片不符",
    ),
    trigger(
        "disposal_appraisal_whole",
        "INSERT ON disposal_appraisal",
        "(SELECT count(DISTINCT trim(name)) FROM appraiser"
        " WHERE appraisal_id = NEW.appraisal_id) < 3"
        " OR NOT EXISTS (SELECT 1 FROM appraisal_line WHERE appraisal_id = NEW.appraisal_id)"
        " OR NOT EXISTS (SELECT 1 FROM disposal d JOIN appraisal a ON a.id = NEW.appraisal_id"
        " WHERE d.id = NEW.disposal_id AND d.appraised_on = a.appraised_on"
        " AND d.appraisal_conclusion = a.conclusion)"
        f" OR {_STATE.format('NEW.disposal_id')} IS NOT 'signing' OR {_FROZEN.format('NEW.disposal_id')}",
        "技术鉴定至少三人，并须与申请相符",
    ),
    trigger(
        "disposal_report_open",
        "INSERT ON disposal_report",
        f"{_STATE.format('NEW.disposal_id')} IS NOT 'signing' OR {_FROZEN.format('NEW.disposal_id')}",
        "已打印或签字的申请不可改动",
    ),
    trigger(
        "reversal_new",
        "INSERT ON reversal",
        "NOT EXISTS (SELECT 1 FROM voucher v WHERE v.id = NEW.id AND v.kind = 'reversal'"
        " AND v.state = 'signing') OR NEW.posted_on IS NOT NULL"
        f" OR {_STATE.format('NEW.disposal_id')} IS NOT 'executed'"
        f" OR {_REVERSING.format('NEW.disposal_id')}",
        "只有已下账的单据能冲销，而且只冲销一次",
    ),
    trigger(
        "reversal_posted",
        "UPDATE ON reversal",
        "(NEW.posted_on IS NOT OLD.posted_on AND (OLD.posted_on IS NOT NULL"
        f" OR {_STATE.format('OLD.id')} <> 'executed' OR EXISTS (SELECT 1 FROM signature s"
        " JOIN voucher v ON v.id = s.voucher_id AND v.version = s.version WHERE v.id = OLD.id"
        " AND s.signed_on > NEW.posted_on))) OR (NEW.accounting_voucher <> OLD.accounting_voucher"
        f" AND {_STATE.format('OLD.id')} <> 'executed')",
        "冲销签字齐全以后才能入账",
    ),
    *(
        trigger(
            f"voucher_own_route_{event.split(' ')[0].lower()}",
            event,
            "(NEW.kind = 'reversal') <> (NEW.route = 'reversal')",
            "红字冲销有自己的签批路线",
        )
        for event in ("INSERT ON voucher", "UPDATE ON voucher")
    ),
    trigger(
        "voucher_lines",
        "UPDATE OF state ON voucher",
        "NEW.state IN ('approved', 'executed') AND CASE NEW.kind WHEN 'reversal' THEN"
        " NOT EXISTS (SELECT 1 FROM reversal r JOIN voucher v ON v.id = r.disposal_id"
        " WHERE r.id = NEW.id AND v.state = 'executed') OR EXISTS (SELECT 1 FROM reversal r"
        " JOIN disposal_line l ON l.disposal_id = r.disposal_id AND l.dropped = 0"
        " JOIN asset a ON a.id = l.asset_id WHERE r.id = NEW.id AND a.status <> 'disposed')"
        " ELSE NOT EXISTS (SELECT 1 FROM disposal_line"
        " WHERE disposal_id = NEW.id AND open = 1) OR EXISTS (SELECT 1 FROM disposal_line l"
        " JOIN asset a ON a.id = l.asset_id WHERE l.disposal_id = NEW.id AND l.dropped = 0"
        " AND (l.open = 0 OR a.status <> 'pending_disposal')) END",
        "申请的资产须在待报废状态",
    ),
    trigger(
        "voucher_not_returned",
        "UPDATE OF state ON voucher",
        "NEW.kind = 'reversal' AND NEW.state = 'returned'",
        "红字冲销单不退回",
    ),
    trigger(
        "residual_state",
        "INSERT ON residual",
        f"{_STATE.format('NEW.disposal_id')} IS NOT 'executed' OR {_REVERSED.format('NEW.disposal_id')}",
        "下账以后、冲销以前才能登记残值",
    ),
)
# The seals say that these rows are the program's; this step is the program.
SEALS = (
    trigger("route_step_sealed", "INSERT ON route_step", "1", "签批路线由程序规定"),
    trigger("voucher_kind_sealed", "INSERT ON voucher_kind", "1", "单据种类由程序规定"),
)
ROUTE_STEPS = (
    ("reversal", "central_storeroom", 1, "head_storekeeper", None, 0),
    ("reversal", "general_affairs", 2, "general_affairs_director", None, 0),
    ("reversal", "supervising_leader", 3, "supervising_leader", None, 0),
)


def up(connection: sqlite3.Connection) -> None:
    """Let value changes know of splits, make the new tables, replace the rules that they touch."""
    for name in REPLACED:
        connection.execute(f"DROP TRIGGER {name}")
    _renew_value_change(connection)
    every_guard = (statement for table in GUARDED for statement in guards(table))
    for statement in (*TABLES, *every_guard, *RULES, _asset_gone(connection)):
        connection.execute(statement)
    for seal in ("route_step_sealed", "voucher_kind_sealed"):
        connection.execute(f"DROP TRIGGER {seal}")
    connection.execute("INSERT INTO voucher_kind (kind, prefix) VALUES ('reversal', 'HC')")
    connection.executemany("INSERT INTO route_step VALUES (?, ?, ?, ?, ?, ?)", ROUTE_STEPS)
    for statement in SEALS:
        connection.execute(statement)


def _asset_gone(connection: sqlite3.Connection) -> str:
    """Return the rule that holds a disposed card, but for the state that a reversal gives back."""
    names = [row[1] for row in connection.execute("PRAGMA table_info(asset)")]
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in names if name != "status")
    return trigger(
        "asset_gone",
        "UPDATE ON asset",
        f"OLD.status = 'disposed' AND NOT coalesce({_BACK_AGAIN.format(same)}, 0)",
        "已处置下账的资产不可更改",
    )


def _renew_value_change(connection: sqlite3.Connection) -> None:
    """Make the table again with one more kind; its rows stay as they are."""
    for statement in (
        VALUE_CHANGE,
        "INSERT INTO value_change_next SELECT * FROM value_change",
        "DROP TABLE value_change",
        # Without it SQLite would look into the rules of other tables, which name this one.
        "PRAGMA legacy_alter_table = ON",
        "ALTER TABLE value_change_next RENAME TO value_change",
        "PRAGMA legacy_alter_table = OFF",
        "CREATE INDEX value_change_asset ON value_change (asset_id)",
        *guards(VALUE_CHANGE_GUARDED),
    ):
        connection.execute(statement)
