"""The first schema: people, storerooms, assets, postings, vouchers, disposal, journal.

Frozen. Every rule that the program promises stands here a second time as a CHECK, a foreign key,
a unique index or a trigger, so that a database browser is refused what the program refuses.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import (
    PARTIAL_DATE,
    Guarded,
    date_column,
    guards,
    trigger,
)

# A table that is named by a text is WITHOUT ROWID: a hidden row number would be a second key, and
# INSERT OR REPLACE could use it to write over another row.
TABLES = (
    """CREATE TABLE setting (
        key TEXT PRIMARY KEY CHECK (key <> ''),
        value TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE category (
        code TEXT PRIMARY KEY CHECK (length(code) = 9),
        name TEXT NOT NULL,
        parent TEXT REFERENCES category (code),
        level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 4),
        search_text TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE location (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('storeroom', 'person', 'virtual')),
        code TEXT NOT NULL UNIQUE) STRICT""",
    f"""CREATE TABLE person (
        id INTEGER PRIMARY KEY,
        number TEXT NOT NULL UNIQUE CHECK (number GLOB 'P[0-9][0-9][0-9][0-9]*'),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        location_id INTEGER NOT NULL UNIQUE REFERENCES location (id),
        {date_column("left_on", optional=True)},
        sort_key TEXT NOT NULL,
        search_text TEXT NOT NULL) STRICT""",
    """CREATE TABLE department (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
        closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
        sort_key TEXT NOT NULL,
        search_text TEXT NOT NULL) STRICT""",
    """CREATE TABLE storeroom (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
        level TEXT NOT NULL CHECK (level IN ('central', 'branch')),
        parent_id INTEGER REFERENCES storeroom (id),
        location_id INTEGER NOT NULL UNIQUE REFERENCES location (id),
        closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
        sort_key TEXT NOT NULL,
        search_text TEXT NOT NULL,
        CHECK ((level = 'central') = (parent_id IS NULL))) STRICT""",
    "CREATE UNIQUE INDEX storeroom_one_central ON storeroom (level) WHERE level = 'central'",
    f"""CREATE TABLE appointment (
        id INTEGER PRIMARY KEY,
        person_id INTEGER NOT NULL REFERENCES person (id),
        post TEXT NOT NULL CHECK (post IN ('head_storekeeper', 'storekeeper',
            'general_affairs_director', 'supervising_leader', 'finance', 'principal')),
        storeroom_id INTEGER REFERENCES storeroom (id),
        {date_column("from_on")},
        {date_column("to_on", optional=True)},
        CHECK (to_on IS NULL OR to_on >= from_on),
        CHECK ((post = 'storekeeper') = (storeroom_id IS NOT NULL))) STRICT""",
    f"""CREATE TABLE import_batch (
        id INTEGER PRIMARY KEY,
        number TEXT NOT NULL UNIQUE,
        file_name TEXT NOT NULL,
        file_hash TEXT NOT NULL CHECK (length(file_hash) = 64),
        {date_column("imported_on")},
        found INTEGER NOT NULL CHECK (found >= 0),
        added INTEGER NOT NULL CHECK (added >= 0),
        updated INTEGER NOT NULL CHECK (updated >= 0),
        unchanged INTEGER NOT NULL CHECK (unchanged >= 0),
        rejected INTEGER NOT NULL CHECK (rejected >= 0),
        doubtful INTEGER NOT NULL CHECK (doubtful >= 0),
        CHECK (found = added + updated + unchanged + rejected)) STRICT""",
    f"""CREATE TABLE asset (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE CHECK (code = upper(trim(code)) AND code <> ''),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        specification TEXT NOT NULL DEFAULT '',
        brand TEXT NOT NULL DEFAULT '',
        category_code TEXT REFERENCES category (code),
        unit TEXT NOT NULL DEFAULT '',
        quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
        opening_value_fen INTEGER NOT NULL CHECK (opening_value_fen >= 0),
        original_value_fen INTEGER NOT NULL CHECK (original_value_fen >= 0),
        acquired_on TEXT {PARTIAL_DATE.format("acquired_on")},
        in_service_on TEXT {PARTIAL_DATE.format("in_service_on")},
        booked_on TEXT {PARTIAL_DATE.format("booked_on")},
        {date_column("registered_on")},
        life_months INTEGER CHECK (life_months BETWEEN 1 AND 1200),
        minimum_life_months INTEGER CHECK (minimum_life_months BETWEEN 1 AND 1200),
        status TEXT NOT NULL CHECK (status IN ('in_use', 'idle', 'sealed', 'lent_out',
            'pending_disposal', 'disposed')),
        storeroom_id INTEGER NOT NULL REFERENCES storeroom (id),
        using_department_id INTEGER REFERENCES department (id),
        place TEXT NOT NULL DEFAULT '',
        acquisition_method TEXT CHECK (acquisition_method IN ('purchase', 'allocation',
            'donation', 'self_built', 'exchange', 'surplus', 'other')),
        value_type TEXT NOT NULL DEFAULT 'original' CHECK (value_type IN ('original',
            'estimated', 'appraised', 'replacement', 'nominal')),
        procurement_form TEXT CHECK (procurement_form IN ('government', 'departmental',
            'dispersed', 'other')),
        funding_source TEXT NOT NULL DEFAULT '',
        fiscal_funds_fen INTEGER CHECK (fiscal_funds_fen >= 0),
        other_funds_fen INTEGER CHECK (other_funds_fen >= 0),
        manufacturer TEXT NOT NULL DEFAULT '',
        supplier TEXT NOT NULL DEFAULT '',
        serial_number TEXT NOT NULL DEFAULT '',
        contract_number TEXT NOT NULL DEFAULT '',
        invoice_number TEXT NOT NULL DEFAULT '',
        {date_column("warranty_until", optional=True)},
        budget_item TEXT NOT NULL DEFAULT '',
        accounting_voucher TEXT NOT NULL DEFAULT '',
        purpose TEXT NOT NULL DEFAULT '',
        former_code TEXT NOT NULL DEFAULT '',
        remarks TEXT NOT NULL DEFAULT '',
        as_written TEXT NOT NULL DEFAULT '{{}}',
        unverified INTEGER NOT NULL DEFAULT 0 CHECK (unverified IN (0, 1)),
        import_batch_id INTEGER REFERENCES import_batch (id),
        import_origin TEXT NOT NULL DEFAULT '',
        fingerprint TEXT UNIQUE,
        sort_key TEXT NOT NULL,
        search_text TEXT NOT NULL) STRICT""",
    # The order of registration with the figures of the totals, read without the wide rows.
    "CREATE INDEX asset_figures ON asset (id, status, quantity, original_value_fen)",
    "CREATE INDEX asset_storeroom ON asset (storeroom_id)",
    "CREATE INDEX asset_batch ON asset (import_batch_id)",
    f"""CREATE TABLE custody (
        id INTEGER PRIMARY KEY,
        asset_id INTEGER NOT NULL REFERENCES asset (id),
        holder_id INTEGER REFERENCES person (id),
        responsible_id INTEGER REFERENCES person (id),
        keeper_id INTEGER REFERENCES person (id),
        {date_column("from_on")},
        {date_column("to_on", optional=True)},
        CHECK (to_on IS NULL OR to_on >= from_on)) STRICT""",
    "CREATE UNIQUE INDEX custody_current ON custody (asset_id) WHERE to_on IS NULL",
    "CREATE INDEX custody_asset ON custody (asset_id)",
    f"""CREATE TABLE value_change (
        id INTEGER PRIMARY KEY,
        asset_id INTEGER NOT NULL REFERENCES asset (id),
        kind TEXT NOT NULL CHECK (kind IN ('improvement', 'reduction', 'correction')),
        {date_column("changed_on")},
        delta_fen INTEGER NOT NULL CHECK (delta_fen <> 0),
        extra_months INTEGER NOT NULL DEFAULT 0 CHECK (extra_months >= 0),
        reason TEXT NOT NULL,
        accounting_voucher TEXT NOT NULL DEFAULT '') STRICT""",
    "CREATE INDEX value_change_asset ON value_change (asset_id)",
    """CREATE TABLE number_sequence (
        name TEXT PRIMARY KEY,
        last INTEGER NOT NULL CHECK (last >= 0)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE attachment (
        sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64 AND sha256 = lower(sha256)),
        extension TEXT NOT NULL,
        size INTEGER NOT NULL CHECK (size > 0),
        name TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE voucher_kind (
        kind TEXT PRIMARY KEY,
        prefix TEXT NOT NULL UNIQUE CHECK (length(prefix) = 2)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE route_step (
        route TEXT NOT NULL,
        step TEXT NOT NULL,
        stage INTEGER NOT NULL CHECK (stage > 0),
        post TEXT,
        body TEXT,
        needs_document INTEGER NOT NULL CHECK (needs_document IN (0, 1)),
        PRIMARY KEY (route, step),
        CHECK ((post IS NULL) <> (body IS NULL))) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE voucher (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL REFERENCES voucher_kind (kind),
        year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2999),
        serial INTEGER NOT NULL CHECK (serial > 0),
        number TEXT NOT NULL UNIQUE,
        route TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('signing', 'returned', 'approved', 'executed',
            'rejected', 'withdrawn')),
        version INTEGER NOT NULL CHECK (version > 0),
        {date_column("dated_on")},
        prepared_by_id INTEGER NOT NULL REFERENCES person (id),
        UNIQUE (kind, year, serial)) STRICT""",
    """CREATE TABLE voucher_sheet (
        id INTEGER PRIMARY KEY,
        voucher_id INTEGER NOT NULL REFERENCES voucher (id),
        version INTEGER NOT NULL CHECK (version > 0),
        digest TEXT NOT NULL CHECK (length(digest) = 64),
        sheet TEXT NOT NULL,
        UNIQUE (voucher_id, version)) STRICT""",
    f"""CREATE TABLE voucher_printing (
        id INTEGER PRIMARY KEY,
        voucher_id INTEGER NOT NULL REFERENCES voucher (id),
        version INTEGER NOT NULL,
        ordinal INTEGER NOT NULL CHECK (ordinal > 0),
        {date_column("printed_on")},
        printed_by_id INTEGER NOT NULL REFERENCES person (id),
        UNIQUE (voucher_id, version, ordinal),
        FOREIGN KEY (voucher_id, version) REFERENCES voucher_sheet (voucher_id, version)) STRICT""",
    f"""CREATE TABLE signature (
        id INTEGER PRIMARY KEY,
        voucher_id INTEGER NOT NULL REFERENCES voucher (id),
        version INTEGER NOT NULL,
        step TEXT NOT NULL,
        decision TEXT NOT NULL CHECK (decision IN ('agree', 'return', 'reject')),
        post TEXT,
        person_id INTEGER REFERENCES person (id),
        body TEXT,
        {date_column("signed_on")},
        opinion TEXT NOT NULL DEFAULT '',
        document_number TEXT NOT NULL DEFAULT '',
        {date_column("document_on", optional=True)},
        digest TEXT NOT NULL,
        UNIQUE (voucher_id, version, step),
        CHECK ((person_id IS NULL) = (post IS NULL)),
        CHECK ((person_id IS NULL) <> (body IS NULL)),
        FOREIGN KEY (voucher_id, version) REFERENCES voucher_sheet (voucher_id, version)) STRICT""",
    """CREATE TABLE signature_scan (
        id INTEGER PRIMARY KEY,
        signature_id INTEGER NOT NULL REFERENCES signature (id),
        sha256 TEXT NOT NULL REFERENCES attachment (sha256),
        UNIQUE (signature_id, sha256)) STRICT""",
    f"""CREATE TABLE disposal (
        id INTEGER PRIMARY KEY REFERENCES voucher (id),
        reason TEXT NOT NULL CHECK (reason IN ('worn_out', 'beyond_repair', 'repair_too_dear',
            'obsolete', 'unsafe', 'lost', 'disaster', 'other')),
        reason_note TEXT NOT NULL DEFAULT '',
        residual_advice TEXT NOT NULL DEFAULT '',
        applicant_id INTEGER NOT NULL REFERENCES person (id),
        storeroom_id INTEGER REFERENCES storeroom (id),
        unit_limit_fen INTEGER NOT NULL CHECK (unit_limit_fen > 0),
        total_limit_fen INTEGER NOT NULL CHECK (total_limit_fen > 0),
        rule TEXT NOT NULL,
        warnings TEXT NOT NULL,
        {date_column("appraised_on", optional=True)},
        appraisal_names TEXT NOT NULL DEFAULT '',
        appraisal_conclusion TEXT NOT NULL DEFAULT '',
        {date_column("written_off_on", optional=True)},
        closing_note TEXT NOT NULL DEFAULT '',
        accounting_voucher TEXT NOT NULL DEFAULT '') STRICT""",
    """CREATE TABLE disposal_line (
        id INTEGER PRIMARY KEY,
        disposal_id INTEGER NOT NULL REFERENCES disposal (id),
        position INTEGER NOT NULL CHECK (position > 0),
        asset_id INTEGER NOT NULL REFERENCES asset (id),
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        original_value_fen INTEGER NOT NULL CHECK (original_value_fen >= 0),
        accumulated_fen INTEGER NOT NULL
            CHECK (accumulated_fen BETWEEN 0 AND original_value_fen),
        life_months INTEGER,
        used_months INTEGER,
        status_before TEXT NOT NULL CHECK (status_before <> 'disposed'),
        dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
        open INTEGER NOT NULL CHECK (open IN (0, 1)),
        UNIQUE (disposal_id, asset_id),
        CHECK (NOT (open = 1 AND dropped = 1))) STRICT""",
    "CREATE UNIQUE INDEX disposal_line_one_open_case ON disposal_line (asset_id) WHERE open = 1",
    "CREATE INDEX disposal_line_asset ON disposal_line (asset_id)",
    f"""CREATE TABLE residual (
        id INTEGER PRIMARY KEY,
        disposal_id INTEGER NOT NULL REFERENCES disposal (id),
        {date_column("received_on")},
        method TEXT NOT NULL CHECK (trim(method) <> ''),
        amount_fen INTEGER NOT NULL CHECK (amount_fen >= 0),
        deposit_slip TEXT NOT NULL DEFAULT '',
        accounting_voucher TEXT NOT NULL DEFAULT '') STRICT""",
    f"""CREATE TABLE posting (
        id INTEGER PRIMARY KEY,
        asset_id INTEGER NOT NULL REFERENCES asset (id),
        from_location_id INTEGER NOT NULL REFERENCES location (id),
        to_location_id INTEGER NOT NULL REFERENCES location (id),
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        value_fen INTEGER NOT NULL CHECK (value_fen >= 0),
        {date_column("posted_on")},
        voucher_id INTEGER REFERENCES voucher (id),
        CHECK (from_location_id <> to_location_id)) STRICT""",
    "CREATE INDEX posting_asset ON posting (asset_id)",
    f"""CREATE TABLE command (
        id TEXT PRIMARY KEY CHECK (id <> ''),
        verb TEXT NOT NULL,
        actor_id INTEGER NOT NULL REFERENCES person (id),
        {date_column("business_on")},
        recorded_at TEXT NOT NULL,
        content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
        answer TEXT NOT NULL,
        seq INTEGER NOT NULL UNIQUE) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE journal (
        seq INTEGER PRIMARY KEY,
        command_id TEXT NOT NULL REFERENCES command (id) DEFERRABLE INITIALLY DEFERRED,
        verb TEXT NOT NULL,
        actor_id INTEGER NOT NULL REFERENCES person (id),
        {date_column("business_on")},
        recorded_at TEXT NOT NULL,
        subject TEXT NOT NULL,
        subject_key TEXT NOT NULL,
        before TEXT,
        after TEXT NOT NULL,
        hash TEXT NOT NULL CHECK (length(hash) = 64)) STRICT""",
    "CREATE INDEX journal_subject ON journal (subject, subject_key)",
    # Without it, every new command would look for its rows through the whole journal.
    "CREATE INDEX journal_command ON journal (command_id)",
)

# Table: the columns that name a row (primary key first, then every unique one).
KEYS = {
    "setting": ("key",),
    "category": ("code",),
    "location": ("id", "code"),
    "person": ("id", "number", "location_id"),
    "department": ("id", "name"),
    "storeroom": ("id", "name", "location_id"),
    "appointment": ("id",),
    "import_batch": ("id", "number"),
    "asset": ("id", "code", "fingerprint"),
    "custody": ("id",),
    "value_change": ("id",),
    "number_sequence": ("name",),
    "attachment": ("sha256",),
    "voucher_kind": ("kind", "prefix"),
    "voucher": ("id", "number"),
    "voucher_sheet": ("id",),
    "voucher_printing": ("id",),
    "signature": ("id",),
    "signature_scan": ("id",),
    "disposal": ("id",),
    "disposal_line": ("id",),
    "residual": ("id",),
    "posting": ("id",),
    "command": ("id", "seq"),
    "journal": ("seq",),
}
COMPOUND_KEYS = {
    "route_step": ("route", "step"),
    "voucher_sheet": ("voucher_id", "version"),
    "voucher_printing": ("voucher_id", "version", "ordinal"),
    "signature": ("voucher_id", "version", "step"),
    "signature_scan": ("signature_id", "sha256"),
    "disposal_line": ("disposal_id", "asset_id"),
    "voucher": ("kind", "year", "serial"),
}
# What else may stand only once, where a partial index says so.
ONLY_ONE = {
    "custody": "(to_on IS NULL AND NEW.to_on IS NULL AND asset_id = NEW.asset_id)",
    "storeroom": "(level = 'central' AND NEW.level = 'central')",
}
# Columns that keep their first value for ever.
FOR_EVER = {
    "person": ("number", "location_id"),
    "asset": ("code", "registered_on"),
    "storeroom": ("location_id",),
}
APPEND_ONLY = frozenset(
    {
        "category",
        "location",
        "import_batch",
        "value_change",
        "attachment",
        "voucher_kind",
        "route_step",
        "voucher_sheet",
        "voucher_printing",
        "signature",
        "signature_scan",
        "residual",
        "posting",
        "command",
        "journal",
    }
)


GUARDED = tuple(
    Guarded(
        table,
        keys=KEYS.get(table, ()),
        compound=COMPOUND_KEYS.get(table, ()),
        only_one=ONLY_ONE.get(table, ""),
        for_ever=FOR_EVER.get(table, ()),
        append_only=table in APPEND_ONLY,
    )
    for table in sorted(KEYS.keys() | COMPOUND_KEYS.keys())
)


_OPEN_LINE = "EXISTS (SELECT 1 FROM disposal_line WHERE asset_id = {0} AND open = 1)"
_SAME_TERM = (
    "a.post = NEW.post AND a.storeroom_id IS NEW.storeroom_id AND a.id <> NEW.id"
    " AND a.from_on <= coalesce(NEW.to_on, '9999-12-31')"
    " AND coalesce(a.to_on, '9999-12-31') >= NEW.from_on"
)
# The pieces of a card ({0}) at a location ({1}).
_PIECES = (
    "(SELECT coalesce(sum(CASE WHEN to_location_id = {1} THEN quantity"
    " WHEN from_location_id = {1} THEN -quantity ELSE 0 END), 0)"
    " FROM posting WHERE asset_id = {0})"
)
_PIECES_THERE = _PIECES.format("NEW.asset_id", "NEW.from_location_id")
_VIRTUAL = "(SELECT id FROM location WHERE code = '{0}')"
_FROZEN = (
    "EXISTS (SELECT 1 FROM voucher_sheet s JOIN voucher v ON v.id = s.voucher_id"
    " AND v.version = s.version WHERE v.id = {0})"
)
_LARGE_LINE = (
    "EXISTS (SELECT 1 FROM disposal d JOIN disposal_line l ON l.disposal_id = d.id"
    " JOIN asset s ON s.id = l.asset_id WHERE d.id = NEW.id AND l.dropped = 0"
    " AND (l.original_value_fen >= d.unit_limit_fen * l.quantity"
    " OR s.category_code GLOB 'A01*' OR s.category_code GLOB 'A0203*'))"
)
_LARGE_TOTAL = (
    "(SELECT sum(l.original_value_fen) FROM disposal_line l WHERE l.disposal_id = NEW.id"
    " AND l.dropped = 0) >= (SELECT total_limit_fen FROM disposal WHERE id = NEW.id)"
)
_LIFE = "coalesce(a.minimum_life_months, a.life_months)"
# Signatures that were given in a post while this appointment ran.
_SIGNED_IN_POST = (
    "EXISTS (SELECT 1 FROM signature s LEFT JOIN disposal d ON d.id = s.voucher_id"
    " LEFT JOIN storeroom r ON r.id = d.storeroom_id WHERE s.person_id = OLD.person_id"
    " AND s.signed_on BETWEEN OLD.from_on AND coalesce(OLD.to_on, '9999-12-31')"
    " AND s.signed_on > coalesce(NEW.to_on, '9999-12-31') AND ((s.post = OLD.post"
    " AND (s.post <> 'storekeeper' OR d.storeroom_id = OLD.storeroom_id))"
    " OR (s.post = 'storekeeper' AND OLD.post = 'head_storekeeper' AND r.level = 'central')))"
)
_FROZEN_COLUMNS = (
    "code",
    "name",
    "specification",
    "category_code",
    "unit",
    "quantity",
    "opening_value_fen",
    "original_value_fen",
    "acquired_on",
    "life_months",
    "minimum_life_months",
    "storeroom_id",
    "using_department_id",
    "place",
)

RULES = (
    trigger(
        "journal_gapless",
        "INSERT ON journal",
        "NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)"
        " OR NEW.recorded_at < (SELECT recorded_at FROM journal WHERE seq = NEW.seq - 1)",
        "流水号和记录时间必须连续",
    ),
    trigger(
        "journal_closed",
        "INSERT ON journal",
        "EXISTS (SELECT 1 FROM command WHERE id = NEW.command_id AND seq <> NEW.seq)",
        "命令已经完成，不能再添流水",
    ),
    trigger(
        "command_last",
        "INSERT ON command",
        "NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)",
        "命令须与流水的末尾相接",
    ),
    trigger(
        "number_sequence_up",
        "UPDATE ON number_sequence",
        "NEW.last < OLD.last",
        "编号只能向前",
    ),
    trigger(
        "person_location",
        "INSERT ON person",
        "(SELECT kind FROM location WHERE id = NEW.location_id) IS NOT 'person'",
        "人员和保管室各有各的位置",
    ),
    trigger(
        "storeroom_location",
        "INSERT ON storeroom",
        "(SELECT kind FROM location WHERE id = NEW.location_id) IS NOT 'storeroom'",
        "人员和保管室各有各的位置",
    ),
    trigger(
        "storeroom_parent",
        "INSERT ON storeroom",
        "NEW.level = 'branch' AND NEW.parent_id IS NOT "
        "(SELECT id FROM storeroom WHERE level = 'central')",
        "分保管室必须直属总保管室",
    ),
    trigger(
        "storeroom_level_fixed",
        "UPDATE ON storeroom",
        "NEW.level <> OLD.level OR NEW.parent_id IS NOT OLD.parent_id"
        " OR NEW.location_id <> OLD.location_id",
        "保管室的层级不可改变",
    ),
    trigger(
        "storeroom_close",
        "UPDATE OF closed ON storeroom",
        "NEW.closed = 1 AND (NEW.level = 'central' OR EXISTS (SELECT 1 FROM asset"
        " WHERE storeroom_id = NEW.id AND status <> 'disposed'))",
        "保管室还有资产，不能撤销",
    ),
    trigger(
        "appointment_overlap",
        "INSERT ON appointment",
        f"EXISTS (SELECT 1 FROM appointment a WHERE {_SAME_TERM})",
        "同一岗位的任期重叠",
    ),
    trigger(
        "appointment_end_only",
        "UPDATE ON appointment",
        "NEW.person_id <> OLD.person_id OR NEW.post <> OLD.post OR NEW.from_on <> OLD.from_on"
        " OR NEW.storeroom_id IS NOT OLD.storeroom_id"
        f" OR EXISTS (SELECT 1 FROM appointment a WHERE {_SAME_TERM})",
        "任命只能改变止日",
    ),
    trigger(
        "appointment_signed",
        "UPDATE OF to_on ON appointment",
        _SIGNED_IN_POST,
        "任期内已登记签字，止日不能早于签字日期",
    ),
    trigger(
        "asset_new",
        "INSERT ON asset",
        "NEW.status = 'disposed' OR NEW.original_value_fen <> NEW.opening_value_fen"
        " OR (SELECT closed FROM storeroom WHERE id = NEW.storeroom_id) = 1",
        "新卡片不能是已处置的，也不能放入已撤销的保管室",
    ),
    trigger(
        "asset_gone",
        "UPDATE ON asset",
        "OLD.status = 'disposed'",
        "已处置的资产不可更改",
    ),
    trigger(
        "asset_in_case",
        "UPDATE ON asset",
        _OPEN_LINE.format("OLD.id")
        + " AND ("
        + " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in _FROZEN_COLUMNS)
        + " OR NEW.status NOT IN ('pending_disposal', 'disposed'))",
        "资产正在报废报损办理中，不能变动",
    ),
    trigger(
        "asset_value",
        "UPDATE OF original_value_fen, opening_value_fen ON asset",
        "NEW.opening_value_fen <> OLD.opening_value_fen OR NEW.original_value_fen <>"
        " NEW.opening_value_fen + (SELECT coalesce(sum(delta_fen), 0) FROM value_change"
        " WHERE asset_id = NEW.id)",
        "原值只能随价值变动记录改变",
    ),
    trigger(
        "asset_place",
        "UPDATE OF quantity, storeroom_id ON asset",
        "(NEW.quantity <> OLD.quantity OR NEW.storeroom_id <> OLD.storeroom_id)"
        " AND NOT EXISTS (SELECT 1 FROM storeroom r WHERE r.id = NEW.storeroom_id AND r.closed = 0"
        f" AND {_PIECES.format('NEW.id', 'r.location_id')} = NEW.quantity)",
        "卡片的保管室和数量须与流水相符",
    ),
    trigger(
        "asset_disposed",
        "UPDATE OF status ON asset",
        "NEW.status = 'disposed' AND NOT EXISTS (SELECT 1 FROM posting p WHERE p.asset_id = NEW.id"
        f" AND p.to_location_id = {_VIRTUAL.format('DISPOSED')})",
        "没有批准的报废报损单，不能处置",
    ),
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
        "custody_in_case",
        "INSERT ON custody",
        _OPEN_LINE.format("NEW.asset_id")
        + " OR (SELECT status FROM asset WHERE id = NEW.asset_id) = 'disposed'",
        "资产正在报废报损办理中，不能变动",
    ),
    trigger(
        "custody_order",
        "INSERT ON custody",
        "EXISTS (SELECT 1 FROM custody WHERE asset_id = NEW.asset_id"
        " AND coalesce(to_on, from_on) > NEW.from_on)",
        "责任人员的任期不能重叠",
    ),
    trigger(
        "custody_end_only",
        "UPDATE ON custody",
        "NEW.asset_id <> OLD.asset_id OR NEW.from_on <> OLD.from_on"
        " OR NEW.holder_id IS NOT OLD.holder_id OR NEW.responsible_id IS NOT OLD.responsible_id"
        " OR NEW.keeper_id IS NOT OLD.keeper_id OR OLD.to_on IS NOT NULL",
        "责任人员的任期只能结束",
    ),
    trigger(
        "posting_balance",
        "INSERT ON posting",
        "(SELECT kind FROM location WHERE id = NEW.from_location_id) <> 'virtual'"
        f" AND {_PIECES_THERE} < NEW.quantity",
        "转出的数量超过现有数量",
    ),
    trigger(
        "posting_first",
        "INSERT ON posting",
        f"NEW.from_location_id = {_VIRTUAL.format('SUPPLIER')}"
        " AND EXISTS (SELECT 1 FROM posting WHERE asset_id = NEW.asset_id)",
        "同一卡片只能入账一次",
    ),
    trigger(
        "posting_places",
        "INSERT ON posting",
        "NOT EXISTS (SELECT 1 FROM location f JOIN location t ON t.id = NEW.to_location_id"
        " WHERE f.id = NEW.from_location_id AND ((f.kind = 'storeroom'"
        " AND (t.kind = 'storeroom' OR t.code IN ('ADJUST', 'DISPOSED')))"
        " OR (f.code IN ('SUPPLIER', 'ADJUST') AND t.kind = 'storeroom')))",
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
        " ELSE CASE (SELECT code FROM location WHERE id = NEW.to_location_id)"
        f" WHEN 'ADJUST' THEN {_PIECES_THERE} <= NEW.quantity"
        " WHEN 'DISPOSED' THEN NOT EXISTS (SELECT 1 FROM asset a JOIN storeroom r"
        " ON r.id = a.storeroom_id WHERE a.id = NEW.asset_id AND a.quantity = NEW.quantity"
        " AND a.original_value_fen = NEW.value_fen AND r.location_id = NEW.from_location_id)"
        f" ELSE {_PIECES_THERE} <> NEW.quantity END END",
        "一张卡片的全部数量只在一处",
    ),
    trigger(
        "posting_in_case",
        "INSERT ON posting",
        _OPEN_LINE.format("NEW.asset_id")
        + f" AND NEW.to_location_id <> {_VIRTUAL.format('DISPOSED')}",
        "资产正在报废报损办理中，不能变动",
    ),
    trigger(
        "posting_disposal",
        "INSERT ON posting",
        f"NEW.to_location_id = {_VIRTUAL.format('DISPOSED')} AND NOT EXISTS (SELECT 1"
        " FROM disposal_line l JOIN voucher v ON v.id = l.disposal_id WHERE v.id = NEW.voucher_id"
        " AND l.asset_id = NEW.asset_id AND l.open = 1 AND v.state = 'executed')",
        "没有批准的报废报损单，不能处置",
    ),
    trigger(
        "voucher_new",
        "INSERT ON voucher",
        "NEW.state <> 'signing' OR NEW.version <> 1"
        " OR NEW.serial <> (SELECT coalesce(max(serial), 0) + 1 FROM voucher"
        " WHERE kind = NEW.kind AND year = NEW.year)"
        " OR NEW.year <> CAST(substr(NEW.dated_on, 1, 4) AS INTEGER)"
        " OR NEW.number <> (SELECT prefix FROM voucher_kind WHERE kind = NEW.kind)"
        " || NEW.year || printf('%04d', NEW.serial)"
        " OR NOT EXISTS (SELECT 1 FROM route_step WHERE route = NEW.route)",
        "单据须从签批开始，编号须连续",
    ),
    trigger(
        "voucher_fixed",
        "UPDATE ON voucher",
        "NEW.kind <> OLD.kind OR NEW.year <> OLD.year OR NEW.serial <> OLD.serial"
        " OR NEW.number <> OLD.number OR NEW.dated_on <> OLD.dated_on"
        " OR NEW.prepared_by_id <> OLD.prepared_by_id"
        " OR NEW.version NOT IN (OLD.version, OLD.version + 1)"
        " OR NOT EXISTS (SELECT 1 FROM route_step WHERE route = NEW.route)",
        "单据的编号和日期不可改变",
    ),
    trigger(
        "voucher_content",
        "UPDATE ON voucher",
        "(NEW.route <> OLD.route OR NEW.version <> OLD.version) AND (NEW.state <> 'signing'"
        " OR OLD.state NOT IN ('signing', 'returned') OR EXISTS (SELECT 1 FROM voucher_sheet"
        " WHERE voucher_id = NEW.id AND version = NEW.version))"
        " OR (OLD.state = 'returned' AND NEW.state = 'signing' AND NEW.version = OLD.version)",
        "已打印或签字的版本不可改变",
    ),
    trigger(
        "voucher_state",
        "UPDATE OF state ON voucher",
        "NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN ("
        "'signing>approved', 'signing>returned', 'signing>rejected', 'signing>withdrawn',"
        " 'returned>signing', 'returned>withdrawn', 'approved>withdrawn', 'approved>executed')",
        "单据不能这样改变状态",
    ),
    trigger(
        "voucher_approved",
        "UPDATE OF state ON voucher",
        "NEW.state IN ('approved', 'executed') AND EXISTS (SELECT 1 FROM route_step r"
        " WHERE r.route = NEW.route AND NOT EXISTS (SELECT 1 FROM signature s"
        " WHERE s.voucher_id = NEW.id AND s.version = NEW.version AND s.step = r.step"
        " AND s.decision = 'agree'))",
        "签字不全，不能批准",
    ),
    trigger(
        "voucher_lines",
        "UPDATE OF state ON voucher",
        "NEW.state IN ('approved', 'executed') AND (NOT EXISTS (SELECT 1 FROM disposal_line"
        " WHERE disposal_id = NEW.id AND open = 1) OR EXISTS (SELECT 1 FROM disposal_line l"
        " JOIN asset a ON a.id = l.asset_id WHERE l.disposal_id = NEW.id AND l.dropped = 0"
        " AND (l.open = 0 OR a.status <> 'pending_disposal')))",
        "申请的资产须在待报废状态",
    ),
    trigger(
        "voucher_life",
        "UPDATE OF state ON voucher",
        "NEW.state = 'approved' AND NEW.kind = 'scrap' AND EXISTS (SELECT 1 FROM disposal d"
        " JOIN disposal_line l ON l.disposal_id = d.id WHERE d.id = NEW.id AND l.dropped = 0"
        " AND l.used_months < l.life_months AND (d.appraised_on IS NULL"
        " OR trim(d.appraisal_names) = '' OR trim(d.appraisal_conclusion) = ''))",
        "未达最低使用年限，须先技术鉴定",
    ),
    trigger(
        "voucher_route",
        "UPDATE OF state ON voucher",
        "NEW.state IN ('approved', 'executed') AND NEW.route = 'disposal_small'"
        f" AND ({_LARGE_LINE} OR {_LARGE_TOTAL} OR EXISTS (SELECT 1 FROM disposal d"
        " JOIN disposal_line l ON l.disposal_id = d.id JOIN asset a ON a.id = l.asset_id"
        " WHERE d.id = NEW.id AND l.dropped = 0 AND a.storeroom_id IS NOT d.storeroom_id))",
        "大件大额或几个保管室的资产，不能走小件审批",
    ),
    trigger(
        "voucher_refused",
        "UPDATE OF state ON voucher",
        "NEW.state <> OLD.state AND NEW.state IN ('returned', 'rejected')"
        " AND NOT EXISTS (SELECT 1 FROM signature s WHERE s.voucher_id = NEW.id"
        " AND s.version = NEW.version AND s.decision ="
        " CASE NEW.state WHEN 'returned' THEN 'return' ELSE 'reject' END)",
        "没有退回或不同意的意见",
    ),
    trigger(
        "signature_state",
        "INSERT ON signature",
        "NOT EXISTS (SELECT 1 FROM voucher v WHERE v.id = NEW.voucher_id AND v.state = 'signing'"
        " AND v.version = NEW.version)"
        " OR EXISTS (SELECT 1 FROM signature s WHERE s.voucher_id = NEW.voucher_id"
        " AND s.version = NEW.version AND s.decision <> 'agree')",
        "单据不在签批中，或版本已经改变",
    ),
    trigger(
        "signature_step",
        "INSERT ON signature",
        "NOT EXISTS (SELECT 1 FROM voucher v JOIN route_step r ON r.route = v.route"
        " WHERE v.id = NEW.voucher_id AND r.step = NEW.step AND r.post IS NEW.post"
        " AND r.body IS NEW.body AND (r.needs_document = 0 OR NEW.decision <> 'agree'"
        " OR (trim(NEW.document_number) <> '' AND NEW.document_on IS NOT NULL)))",
        "签批步骤、岗位或文号不符",
    ),
    trigger(
        "signature_order",
        "INSERT ON signature",
        "EXISTS (SELECT 1 FROM voucher v JOIN route_step r ON r.route = v.route"
        " JOIN route_step mine ON mine.route = v.route AND mine.step = NEW.step"
        " WHERE v.id = NEW.voucher_id AND r.stage < mine.stage"
        " AND NOT EXISTS (SELECT 1 FROM signature s WHERE s.voucher_id = NEW.voucher_id"
        " AND s.version = NEW.version AND s.step = r.step AND s.decision = 'agree'))",
        "签批不能越级",
    ),
    trigger(
        "signature_date",
        "INSERT ON signature",
        "NEW.document_on > NEW.signed_on"
        " OR NEW.signed_on < (SELECT dated_on FROM voucher WHERE id = NEW.voucher_id)"
        " OR EXISTS (SELECT 1 FROM signature s JOIN voucher v ON v.id = s.voucher_id"
        " JOIN route_step r ON r.route = v.route AND r.step = s.step"
        " JOIN route_step mine ON mine.route = v.route AND mine.step = NEW.step"
        " WHERE s.voucher_id = NEW.voucher_id AND s.version = NEW.version"
        " AND r.stage < mine.stage AND s.signed_on > NEW.signed_on)",
        "签字日期早于上一步",
    ),
    trigger(
        "signature_holder",
        "INSERT ON signature",
        "NEW.post IS NOT NULL AND NOT EXISTS (SELECT 1 FROM appointment a"
        " WHERE a.person_id = NEW.person_id AND a.from_on <= NEW.signed_on"
        " AND coalesce(a.to_on, '9999-12-31') >= NEW.signed_on"
        " AND (a.post = NEW.post AND (a.post <> 'storekeeper' OR a.storeroom_id ="
        " (SELECT storeroom_id FROM disposal WHERE id = NEW.voucher_id))"
        " OR (NEW.post = 'storekeeper' AND a.post = 'head_storekeeper' AND"
        " (SELECT level FROM storeroom WHERE id = (SELECT storeroom_id FROM disposal"
        " WHERE id = NEW.voucher_id)) = 'central')))",
        "签字人当天不在这个岗位",
    ),
    trigger(
        "signature_paper",
        "INSERT ON signature",
        "NEW.digest IS NOT (SELECT digest FROM voucher_sheet WHERE voucher_id = NEW.voucher_id"
        " AND version = NEW.version)",
        "签字的纸质单据与账簿不符",
    ),
    trigger(
        "voucher_sheet_version",
        "INSERT ON voucher_sheet",
        "NEW.version <> (SELECT version FROM voucher WHERE id = NEW.voucher_id)",
        "只能冻结单据的当前版本",
    ),
    trigger(
        "voucher_printing_version",
        "INSERT ON voucher_printing",
        "NEW.ordinal <> (SELECT count(*) + 1 FROM voucher_printing"
        " WHERE voucher_id = NEW.voucher_id AND version = NEW.version)"
        " OR NEW.printed_on < (SELECT dated_on FROM voucher WHERE id = NEW.voucher_id)",
        "打印次数必须连续，日期不早于申请",
    ),
    trigger(
        "disposal_limits",
        "INSERT ON disposal",
        "NEW.unit_limit_fen <> (SELECT CAST(value AS INTEGER) FROM setting"
        " WHERE key = 'disposal_unit_limit_fen')"
        " OR NEW.total_limit_fen <> (SELECT CAST(value AS INTEGER) FROM setting"
        " WHERE key = 'disposal_total_limit_fen')",
        "大件大额标准与学校参数不符",
    ),
    trigger(
        "disposal_content",
        "UPDATE ON disposal",
        "NEW.id <> OLD.id OR NEW.unit_limit_fen <> OLD.unit_limit_fen"
        " OR NEW.total_limit_fen <> OLD.total_limit_fen OR NEW.applicant_id <> OLD.applicant_id"
        " OR ((NEW.reason <> OLD.reason OR NEW.reason_note <> OLD.reason_note"
        " OR NEW.rule <> OLD.rule OR NEW.storeroom_id IS NOT OLD.storeroom_id"
        " OR NEW.appraised_on IS NOT OLD.appraised_on"
        " OR NEW.appraisal_names <> OLD.appraisal_names"
        " OR NEW.appraisal_conclusion <> OLD.appraisal_conclusion"
        " OR NEW.residual_advice <> OLD.residual_advice OR NEW.warnings <> OLD.warnings)"
        " AND ((SELECT state FROM voucher WHERE id = OLD.id) <> 'signing'"
        f" OR {_FROZEN.format('OLD.id')}))"
        " OR (NEW.written_off_on IS NOT OLD.written_off_on AND (OLD.written_off_on IS NOT NULL"
        " OR (SELECT state FROM voucher WHERE id = OLD.id) <> 'executed'"
        " OR EXISTS (SELECT 1 FROM signature s JOIN voucher v ON v.id = s.voucher_id"
        " AND v.version = s.version WHERE v.id = OLD.id AND s.signed_on > NEW.written_off_on)))",
        "已打印或签字的申请不可改动",
    ),
    trigger(
        "disposal_line_new",
        "INSERT ON disposal_line",
        "NEW.open <> 1 OR (SELECT state FROM voucher WHERE id = NEW.disposal_id) <> 'signing'"
        f" OR {_FROZEN.format('NEW.disposal_id')}"
        " OR EXISTS (SELECT 1 FROM disposal_line WHERE asset_id = NEW.asset_id AND open = 1)"
        " OR EXISTS (SELECT 1 FROM asset a WHERE a.id = NEW.asset_id AND (a.status = 'disposed'"
        " OR a.quantity <> NEW.quantity OR a.original_value_fen <> NEW.original_value_fen"
        f" OR a.status <> NEW.status_before OR {_LIFE} IS NOT NEW.life_months))",
        "资产已在别的报废报损单中，或申请已打印签字",
    ),
    trigger(
        "disposal_line_reopen",
        "UPDATE ON disposal_line",
        "NEW.open = 1 AND OLD.open = 0 AND ("
        "(SELECT state FROM voucher WHERE id = NEW.disposal_id) <> 'signing'"
        f" OR {_FROZEN.format('NEW.disposal_id')}"
        " OR EXISTS (SELECT 1 FROM disposal_line WHERE asset_id = NEW.asset_id AND open = 1)"
        " OR EXISTS (SELECT 1 FROM asset a WHERE a.id = NEW.asset_id AND a.status = 'disposed'))",
        "资产已在别的报废报损单中，或申请已打印签字",
    ),
    trigger(
        "disposal_line_true",
        "UPDATE ON disposal_line",
        "NEW.open = 1 AND NOT EXISTS (SELECT 1 FROM asset a WHERE a.id = NEW.asset_id"
        " AND a.quantity = NEW.quantity AND a.original_value_fen = NEW.original_value_fen"
        f" AND {_LIFE} IS NEW.life_months AND NEW.status_before ="
        " CASE OLD.open WHEN 1 THEN OLD.status_before ELSE a.status END)",
        "申请的明细须与卡片相符",
    ),
    trigger(
        "disposal_line_close",
        "UPDATE ON disposal_line",
        "NEW.open = 0 AND OLD.open = 1 AND (SELECT state FROM voucher"
        " WHERE id = NEW.disposal_id) NOT IN ('returned', 'rejected', 'withdrawn')"
        " AND NOT (NEW.dropped = 1 AND (SELECT state FROM voucher WHERE id = NEW.disposal_id)"
        f" = 'signing' AND NOT {_FROZEN.format('NEW.disposal_id')})"
        " AND NOT (SELECT status FROM asset WHERE id = NEW.asset_id) = 'disposed'",
        "办理中的申请不能放开资产",
    ),
    trigger(
        "disposal_line_fixed",
        "UPDATE ON disposal_line",
        "NEW.disposal_id <> OLD.disposal_id OR NEW.asset_id <> OLD.asset_id"
        " OR ((NEW.quantity <> OLD.quantity OR NEW.original_value_fen <> OLD.original_value_fen"
        " OR NEW.accumulated_fen <> OLD.accumulated_fen OR NEW.position <> OLD.position"
        " OR NEW.life_months IS NOT OLD.life_months OR NEW.used_months IS NOT OLD.used_months"
        " OR NEW.status_before <> OLD.status_before OR NEW.dropped <> OLD.dropped)"
        " AND ((SELECT state FROM voucher WHERE id = NEW.disposal_id) <> 'signing'"
        f" OR {_FROZEN.format('NEW.disposal_id')}))"
        " OR (OLD.dropped = 1 AND NEW.dropped = 0 AND NEW.open = 0)",
        "已打印或签字的申请不可改动",
    ),
    trigger(
        "residual_state",
        "INSERT ON residual",
        "(SELECT state FROM voucher WHERE id = NEW.disposal_id) <> 'executed'",
        "下账以后才能登记残值",
    ),
)

# Made after the schema's own rows: a new route or place is a new migration, never a row.
SEALS = (
    trigger("route_step_sealed", "INSERT ON route_step", "1", "签批路线由程序规定"),
    trigger("voucher_kind_sealed", "INSERT ON voucher_kind", "1", "单据种类由程序规定"),
    trigger("location_sealed", "INSERT ON location", "NEW.kind = 'virtual'", "账外位置由程序规定"),
)
VIRTUAL_LOCATIONS = ("SUPPLIER", "CONSUMED", "DISPOSED", "ADJUST", "SPLIT")
VOUCHER_KINDS = (("scrap", "BF"), ("write_off", "BS"))
ROUTE_STEPS = (
    ("disposal_small", "storekeeper", 1, "storekeeper", None, 0),
    ("disposal_small", "general_affairs", 2, "general_affairs_director", None, 0),
    ("disposal_small", "central_storeroom", 3, "head_storekeeper", None, 0),
    ("disposal_small", "supervising_leader", 4, "supervising_leader", None, 0),
    ("disposal_large", "central_storeroom", 1, "head_storekeeper", None, 0),
    ("disposal_large", "finance", 1, "finance", None, 0),
    ("disposal_large", "principals_meeting", 2, "principal", None, 1),
    ("disposal_large", "education_bureau", 3, None, "education_bureau", 1),
    ("disposal_large", "finance_bureau", 4, None, "finance_bureau", 1),
)


def up(connection: sqlite3.Connection) -> None:
    """Make every table, index and trigger, and the rows that belong to the schema itself."""
    every_guard = (statement for table in GUARDED for statement in guards(table))
    for statement in (*TABLES, *every_guard, *RULES):
        connection.execute(statement)
    connection.executemany(
        "INSERT INTO location (kind, code) VALUES ('virtual', ?)",
        [(code,) for code in VIRTUAL_LOCATIONS],
    )
    connection.executemany("INSERT INTO voucher_kind (kind, prefix) VALUES (?, ?)", VOUCHER_KINDS)
    connection.executemany("INSERT INTO route_step VALUES (?, ?, ?, ?, ?, ?)", ROUTE_STEPS)
    for statement in SEALS:
        connection.execute(statement)
