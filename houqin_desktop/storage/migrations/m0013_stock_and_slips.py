"""Stock and the slips that move it: receipt, issue, loan, taking back, transfer, hand-over, count.

Frozen once released. A slip is the common head of every voucher that is no disposal: who gives, who
takes, which rooms. A thing of the catalogue is moved by postings only; what lies where and what it
is worth is their sum, kept beside them by triggers so that a million postings are never added up to
show a page. Nothing real is ever below zero, neither in the order of entry nor on any day.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

TABLES = (
    """CREATE TABLE stock_item (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE CHECK (code = upper(trim(code)) AND code <> ''),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        specification TEXT NOT NULL DEFAULT '',
        kind TEXT NOT NULL CHECK (kind IN ('consumable', 'material')),
        category TEXT NOT NULL DEFAULT '',
        unit TEXT NOT NULL CHECK (trim(unit) <> ''),
        pack_unit TEXT NOT NULL DEFAULT '',
        pack_size INTEGER CHECK (pack_size BETWEEN 2 AND 1000000),
        everyday_names TEXT NOT NULL DEFAULT '',
        school_minimum INTEGER CHECK (school_minimum >= 0),
        keeps_expiry INTEGER NOT NULL DEFAULT 0 CHECK (keeps_expiry IN (0, 1)),
        photo TEXT REFERENCES attachment (sha256),
        remarks TEXT NOT NULL DEFAULT '',
        retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
        import_batch_id INTEGER REFERENCES import_batch (id),
        sort_key TEXT NOT NULL,
        search_text TEXT NOT NULL,
        CHECK ((pack_unit = '') = (pack_size IS NULL)),
        UNIQUE (name, specification, unit)) STRICT""",
    """CREATE TABLE stock_minimum (
        id INTEGER PRIMARY KEY,
        item_id INTEGER NOT NULL REFERENCES stock_item (id),
        storeroom_id INTEGER NOT NULL REFERENCES storeroom (id),
        quantity INTEGER NOT NULL CHECK (quantity >= 0),
        UNIQUE (item_id, storeroom_id)) STRICT""",
    f"""CREATE TABLE slip (
        id INTEGER PRIMARY KEY REFERENCES voucher (id),
        storeroom_id INTEGER REFERENCES storeroom (id),
        other_storeroom_id INTEGER REFERENCES storeroom (id),
        giver_id INTEGER REFERENCES person (id),
        taker_id INTEGER REFERENCES person (id),
        witness_id INTEGER REFERENCES person (id),
        giver_department_id INTEGER REFERENCES department (id),
        taker_department_id INTEGER REFERENCES department (id),
        school_class TEXT NOT NULL DEFAULT '',
        outside TEXT NOT NULL DEFAULT '',
        source TEXT NOT NULL DEFAULT '' CHECK (source IN ('', 'opening', 'purchase', 'donation',
            'allocation', 'surplus', 'other')),
        purpose TEXT NOT NULL DEFAULT '',
        {date_column("due_on", optional=True)},
        original_id INTEGER REFERENCES voucher (id),
        remarks TEXT NOT NULL DEFAULT '',
        import_batch_id INTEGER REFERENCES import_batch (id),
        {date_column("posted_on", optional=True)},
        closing_note TEXT NOT NULL DEFAULT '',
        CHECK (storeroom_id IS NOT other_storeroom_id OR storeroom_id IS NULL)) STRICT""",
    "CREATE INDEX slip_original ON slip (original_id)",
    "CREATE INDEX slip_taker ON slip (taker_id)",
    f"""CREATE TABLE slip_line (
        id INTEGER PRIMARY KEY,
        slip_id INTEGER NOT NULL REFERENCES slip (id),
        position INTEGER NOT NULL CHECK (position > 0),
        item_id INTEGER REFERENCES stock_item (id),
        asset_id INTEGER REFERENCES asset (id),
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        value_fen INTEGER NOT NULL CHECK (value_fen >= 0),
        place TEXT NOT NULL DEFAULT '',
        condition TEXT NOT NULL DEFAULT '' CHECK (condition IN ('', 'good', 'worn', 'damaged',
            'lost')),
        condition_note TEXT NOT NULL DEFAULT '',
        traded_in INTEGER NOT NULL DEFAULT 0 CHECK (traded_in IN (0, 1)),
        batch TEXT NOT NULL DEFAULT '',
        {date_column("expires_on", optional=True)},
        of_line_id INTEGER REFERENCES slip_line (id),
        remarks TEXT NOT NULL DEFAULT '',
        UNIQUE (slip_id, position),
        CHECK ((item_id IS NULL) <> (asset_id IS NULL))) STRICT""",
    "CREATE INDEX slip_line_item ON slip_line (item_id) WHERE item_id IS NOT NULL",
    "CREATE INDEX slip_line_asset ON slip_line (asset_id) WHERE asset_id IS NOT NULL",
    "CREATE INDEX slip_line_of ON slip_line (of_line_id) WHERE of_line_id IS NOT NULL",
    f"""CREATE TABLE stock_posting (
        id INTEGER PRIMARY KEY,
        item_id INTEGER NOT NULL REFERENCES stock_item (id),
        from_location_id INTEGER NOT NULL REFERENCES location (id),
        to_location_id INTEGER NOT NULL REFERENCES location (id),
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        value_fen INTEGER NOT NULL CHECK (value_fen >= 0),
        {date_column("posted_on")},
        line_id INTEGER NOT NULL REFERENCES slip_line (id),
        voucher_id INTEGER NOT NULL REFERENCES voucher (id),
        reverses_id INTEGER UNIQUE REFERENCES stock_posting (id),
        CHECK (from_location_id <> to_location_id)) STRICT""",
    "CREATE INDEX stock_posting_item ON stock_posting (item_id, posted_on)",
    "CREATE INDEX stock_posting_voucher ON stock_posting (voucher_id)",
    "CREATE INDEX stock_posting_line ON stock_posting (line_id)",
    """CREATE TABLE stock_balance (
        item_id INTEGER NOT NULL REFERENCES stock_item (id),
        location_id INTEGER NOT NULL REFERENCES location (id),
        quantity INTEGER NOT NULL CHECK (quantity >= 0),
        posting_id INTEGER NOT NULL,
        PRIMARY KEY (item_id, location_id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE stock_worth (
        item_id INTEGER PRIMARY KEY REFERENCES stock_item (id),
        quantity INTEGER NOT NULL CHECK (quantity >= 0),
        value_fen INTEGER NOT NULL CHECK (value_fen >= 0),
        posting_id INTEGER NOT NULL,
        CHECK (quantity > 0 OR value_fen = 0)) STRICT""",
)
GUARDED: tuple[Guarded, ...] = (
    Guarded(
        "stock_item",
        keys=("id", "code"),
        compound=("name", "specification", "unit"),
        for_ever=("code",),
    ),
    Guarded("stock_minimum", keys=("id",), compound=("item_id", "storeroom_id")),
    Guarded("slip", keys=("id",)),
    Guarded("slip_line", keys=("id",), compound=("slip_id", "position"), append_only=True),
    Guarded("stock_posting", keys=("id", "reverses_id"), append_only=True),
    Guarded("stock_balance", compound=("item_id", "location_id")),
    Guarded("stock_worth", keys=("item_id",)),
)

_SLIPS = (
    "('receipt', 'issue', 'loan', 'take_back', 'restock', 'transfer', 'handover', 'stocktake',"
    " 'gate_pass', 'stock_reversal')"
)
_REAL = "(SELECT kind FROM location WHERE id = {0}) <> 'virtual'"
_STATE = "(SELECT state FROM voucher WHERE id = {0})"
_SIGNED = (
    "EXISTS (SELECT 1 FROM signature s JOIN voucher v ON v.id = s.voucher_id"
    " AND v.version = s.version WHERE v.id = {0} AND s.decision = 'agree')"
)
# A line counts unless its slip was taken back or reversed.
_COUNTS = (
    "(SELECT state FROM voucher WHERE id = {0}.slip_id) <> 'withdrawn' AND NOT EXISTS (SELECT 1"
    " FROM slip red JOIN voucher w ON w.id = red.id WHERE red.original_id = {0}.slip_id"
    " AND w.kind = 'stock_reversal' AND w.state = 'executed')"
)
_THERE = "(SELECT quantity FROM stock_balance WHERE item_id = NEW.item_id AND location_id = {0})"
_ON_DAY = (
    "(SELECT coalesce(sum(CASE WHEN p.to_location_id = NEW.from_location_id THEN p.quantity"
    " ELSE -p.quantity END), 0) FROM stock_posting p WHERE p.item_id = NEW.item_id"
    " AND NEW.from_location_id IN (p.from_location_id, p.to_location_id) AND p.posted_on <= {0})"
)
_LATER = (
    "SELECT posted_on FROM stock_posting WHERE item_id = NEW.item_id"
    " AND posted_on > NEW.posted_on"
    " AND NEW.from_location_id IN (from_location_id, to_location_id)"
)
# What so many pieces are worth as they go out: their share, rounded half up; the last take the rest.
_SHARE = (
    "(SELECT CASE WHEN w.quantity = NEW.quantity THEN w.value_fen"
    " ELSE (2 * w.value_fen * NEW.quantity + w.quantity) / (2 * w.quantity) END"
    " FROM stock_worth w WHERE w.item_id = NEW.item_id)"
)
# From where to where each kind of slip may move things.
_WAYS = """NOT EXISTS (SELECT 1 FROM voucher v JOIN slip s ON s.id = v.id
    JOIN location f ON f.id = NEW.from_location_id JOIN location t ON t.id = NEW.to_location_id
    LEFT JOIN storeroom r ON r.id = s.storeroom_id
    LEFT JOIN storeroom o ON o.id = s.other_storeroom_id
    LEFT JOIN person g ON g.id = s.giver_id LEFT JOIN person k ON k.id = s.taker_id
    WHERE v.id = NEW.voucher_id AND CASE v.kind
    WHEN 'receipt' THEN f.code = 'SUPPLIER' AND t.id = r.location_id
    WHEN 'issue' THEN f.id = r.location_id AND (t.code = 'CONSUMED' OR t.id = k.location_id)
    WHEN 'loan' THEN f.id = r.location_id AND t.id = k.location_id
    WHEN 'take_back' THEN f.id = g.location_id AND (t.id = r.location_id OR t.code = 'DISPOSED')
    WHEN 'restock' THEN (f.id = g.location_id OR f.code = 'CONSUMED')
        AND (t.id = r.location_id OR t.code = 'DISPOSED')
    WHEN 'transfer' THEN v.state = 'executed' AND (f.id = r.location_id OR f.id = g.location_id)
        AND (t.id = o.location_id OR t.id = k.location_id)
    WHEN 'stocktake' THEN (f.code = 'ADJUST' AND t.kind = 'storeroom')
        OR (t.code = 'ADJUST' AND f.kind = 'storeroom')
    ELSE 0 END)"""
_INVERSE = (
    "NOT EXISTS (SELECT 1 FROM stock_posting p WHERE p.id = NEW.reverses_id"
    " AND p.reverses_id IS NULL AND p.item_id = NEW.item_id AND p.line_id = NEW.line_id"
    " AND p.from_location_id = NEW.to_location_id AND p.to_location_id = NEW.from_location_id"
    " AND p.quantity = NEW.quantity AND p.value_fen = NEW.value_fen"
    " AND p.posted_on <= NEW.posted_on AND (p.voucher_id = NEW.voucher_id"
    " OR EXISTS (SELECT 1 FROM slip s JOIN voucher v ON v.id = s.id WHERE s.id = NEW.voucher_id"
    " AND v.kind = 'stock_reversal' AND v.state = 'executed' AND s.original_id = p.voucher_id)))"
)
_PARTY = (
    "CASE NEW.post WHEN 'giver' THEN s.giver_id WHEN 'taker' THEN s.taker_id ELSE s.witness_id END"
)

REPLACED = (
    "signature_holder",
    "voucher_lines",
    "voucher_own_route_insert",
    "voucher_own_route_update",
    "appointment_signed",
    "appointment_corrected",
    "storeroom_close",
)
# The room whose keeper signs: that of an application or of a slip.
_ROOM = "coalesce(d.storeroom_id, p.storeroom_id)"
_IN_POST = (
    "SELECT 1 FROM signature s LEFT JOIN disposal d ON d.id = s.voucher_id"
    " LEFT JOIN slip p ON p.id = s.voucher_id"
    f" LEFT JOIN storeroom r ON r.id = {_ROOM} WHERE s.person_id = OLD.person_id"
    " AND s.signed_on BETWEEN OLD.from_on AND coalesce(OLD.to_on, '9999-12-31')"
    f" AND ((s.post = OLD.post AND (s.post <> 'storekeeper' OR {_ROOM} = OLD.storeroom_id))"
    " OR (s.post = 'storekeeper' AND OLD.post = 'head_storekeeper' AND r.level = 'central'))"
)
_ENTERED = (
    "(SELECT substr(recorded_at, 1, 10) FROM journal WHERE subject = 'appointment'"
    " AND subject_key = CAST(OLD.id AS TEXT) AND before IS NULL)"
)
_ROUTE_OF = """NEW.route NOT IN (SELECT CASE NEW.kind
    WHEN 'loan' THEN iif(NEW.route = 'loan_outside', NEW.route, 'loan')
    WHEN 'scrap' THEN iif(NEW.route = 'disposal_large', NEW.route, 'disposal_small')
    WHEN 'write_off' THEN iif(NEW.route = 'disposal_large', NEW.route, 'disposal_small')
    ELSE NEW.kind END)"""

RULES = (
    trigger(
        "signature_holder",
        "INSERT ON signature",
        "NEW.post IS NOT NULL AND CASE WHEN NEW.post IN ('giver', 'taker', 'witness') THEN"
        f" NOT EXISTS (SELECT 1 FROM slip s WHERE s.id = NEW.voucher_id AND coalesce({_PARTY},"
        " NEW.person_id) = NEW.person_id)"
        " OR EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id AND left_on < NEW.signed_on)"
        " ELSE NOT EXISTS (SELECT 1 FROM appointment a"
        " LEFT JOIN disposal d ON d.id = NEW.voucher_id LEFT JOIN slip p ON p.id = NEW.voucher_id"
        " WHERE a.person_id = NEW.person_id AND a.from_on <= NEW.signed_on"
        " AND coalesce(a.to_on, '9999-12-31') >= NEW.signed_on"
        f" AND (a.post = NEW.post AND (a.post <> 'storekeeper' OR a.storeroom_id = {_ROOM})"
        " OR (NEW.post = 'storekeeper' AND a.post = 'head_storekeeper' AND"
        f" (SELECT level FROM storeroom WHERE id = {_ROOM}) = 'central'))) END",
        "签字人当天不在这个岗位",
    ),
    trigger(
        "appointment_signed",
        "UPDATE OF to_on ON appointment",
        f"EXISTS ({_IN_POST} AND s.signed_on > coalesce(NEW.to_on, '9999-12-31'))",
        "任期内已登记签字，止日不能早于签字日期",
    ),
    trigger(
        "appointment_corrected",
        "UPDATE OF person_id ON appointment",
        "NEW.person_id <> OLD.person_id AND"
        f" ({_ENTERED} IS NOT"
        " (SELECT substr(recorded_at, 1, 10) FROM command ORDER BY seq DESC LIMIT 1)"
        f" OR EXISTS ({_IN_POST})"
        " OR (SELECT withdrawn FROM person WHERE id = NEW.person_id) = 1)",
        "任命只能在登记的当天换人，签过字的不能换",
    ),
    trigger(
        "voucher_lines",
        "UPDATE OF state ON voucher",
        "NEW.state IN ('approved', 'executed') AND CASE WHEN NEW.kind = 'reversal' THEN"
        " NOT EXISTS (SELECT 1 FROM reversal r JOIN voucher v ON v.id = r.disposal_id"
        " WHERE r.id = NEW.id AND v.state = 'executed') OR EXISTS (SELECT 1 FROM reversal r"
        " JOIN disposal_line l ON l.disposal_id = r.disposal_id AND l.dropped = 0"
        " JOIN asset a ON a.id = l.asset_id WHERE r.id = NEW.id AND a.status <> 'disposed')"
        f" WHEN NEW.kind IN {_SLIPS} THEN 0"
        " ELSE NOT EXISTS (SELECT 1 FROM disposal_line"
        " WHERE disposal_id = NEW.id AND open = 1) OR EXISTS (SELECT 1 FROM disposal_line l"
        " JOIN asset a ON a.id = l.asset_id WHERE l.disposal_id = NEW.id AND l.dropped = 0"
        " AND (l.open = 0 OR a.status <> 'pending_disposal')) END",
        "申请的资产须在待报废状态",
    ),
    *(
        trigger(
            f"voucher_own_route_{event.split(' ')[0].lower()}",
            event,
            _ROUTE_OF,
            "每种单据有自己的签批路线",
        )
        for event in ("INSERT ON voucher", "UPDATE ON voucher")
    ),
    trigger(
        "slip_version",
        "UPDATE ON voucher",
        f"OLD.kind IN {_SLIPS} AND (NOT EXISTS (SELECT 1 FROM slip WHERE id = OLD.id)"
        " OR NEW.version <> 1 OR NEW.route <> OLD.route"
        " OR NEW.state = 'returned' OR (NEW.state = 'withdrawn' AND OLD.state = 'approved'))",
        "这种单据不改版、不退回，签齐以后只能红字冲销",
    ),
    trigger(
        "slip_withdrawn",
        "UPDATE OF state ON voucher",
        f"OLD.kind IN {_SLIPS} AND NEW.state IN ('withdrawn', 'rejected')"
        " AND NEW.state <> OLD.state"
        " AND (EXISTS (SELECT 1 FROM stock_posting p WHERE p.voucher_id = OLD.id"
        " AND p.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM stock_posting q"
        " WHERE q.reverses_id = p.id)) OR (OLD.kind NOT IN ('transfer', 'stock_reversal')"
        f" AND {_SIGNED.format('OLD.id')} AND NEW.state = 'withdrawn'))",
        "已经签字的单据不能撤销，物品要先回到原处",
    ),
    trigger(
        "slip_new",
        "INSERT ON slip",
        f"NOT EXISTS (SELECT 1 FROM voucher WHERE id = NEW.id AND kind IN {_SLIPS}"
        " AND state = 'signing' AND (kind = 'stock_reversal') = (NEW.original_id IS NOT NULL))"
        " OR NEW.posted_on IS NOT NULL OR EXISTS (SELECT 1 FROM storeroom WHERE closed = 1"
        " AND id IN (NEW.storeroom_id, NEW.other_storeroom_id))",
        "单据与它的种类不符，或保管室已停用",
    ),
    trigger(
        "slip_reversed_once",
        "INSERT ON slip",
        "NEW.original_id IS NOT NULL AND (EXISTS (SELECT 1 FROM slip s JOIN voucher v"
        " ON v.id = s.id WHERE s.original_id = NEW.original_id"
        " AND v.state IN ('signing', 'approved', 'executed'))"
        f" OR {_STATE.format('NEW.original_id')} NOT IN ('signing', 'approved', 'executed')"
        " OR (SELECT kind FROM voucher WHERE id = NEW.original_id) IN ('scrap', 'write_off',"
        " 'reversal', 'stock_reversal'))",
        "一张单据只能红字冲销一次",
    ),
    trigger(
        "slip_fixed",
        "UPDATE ON slip",
        " OR ".join(
            f"NEW.{name} IS NOT OLD.{name}"
            for name in (
                "storeroom_id",
                "other_storeroom_id",
                "giver_id",
                "taker_id",
                "witness_id",
                "giver_department_id",
                "taker_department_id",
                "school_class",
                "outside",
                "source",
                "purpose",
                "due_on",
                "original_id",
                "remarks",
                "import_batch_id",
            )
        )
        + " OR (NEW.posted_on IS NOT OLD.posted_on AND (OLD.posted_on IS NOT NULL"
        f" OR {_STATE.format('OLD.id')} IS NOT 'executed'))",
        "单据登记以后不可改动",
    ),
    trigger(
        "slip_line_new",
        "INSERT ON slip_line",
        f"{_STATE.format('NEW.slip_id')} IS NOT 'signing' OR EXISTS (SELECT 1 FROM voucher_sheet"
        " WHERE voucher_id = NEW.slip_id) OR (SELECT original_id FROM slip WHERE id = NEW.slip_id)"
        " IS NOT NULL",
        "已打印或签字的单据不可改动",
    ),
    trigger(
        "slip_line_item",
        "INSERT ON slip_line",
        "EXISTS (SELECT 1 FROM stock_item WHERE id = NEW.item_id AND retired = 1)"
        " AND (SELECT kind FROM voucher WHERE id = NEW.slip_id) IN ('receipt', 'loan')",
        "物品已停用",
    ),
    trigger(
        "slip_line_asset",
        "INSERT ON slip_line",
        "EXISTS (SELECT 1 FROM asset WHERE id = NEW.asset_id AND (status = 'disposed'"
        " OR quantity < NEW.quantity)) OR EXISTS (SELECT 1 FROM disposal_line"
        " WHERE asset_id = NEW.asset_id AND open = 1) AND (SELECT kind FROM voucher"
        " WHERE id = NEW.slip_id) IN ('issue', 'loan', 'transfer')",
        "资产已处置或正在报废报损办理中，不能变动",
    ),
    trigger(
        "slip_line_lent",
        "INSERT ON slip_line",
        "NEW.asset_id IS NOT NULL AND (SELECT kind FROM voucher WHERE id = NEW.slip_id) = 'loan'"
        " AND (SELECT quantity FROM asset WHERE id = NEW.asset_id) < NEW.quantity"
        " + (SELECT coalesce(sum(l.quantity - (SELECT coalesce(sum(b.quantity), 0)"
        f" FROM slip_line b WHERE b.of_line_id = l.id AND {_COUNTS.format('b')})), 0)"
        " FROM slip_line l JOIN voucher v ON v.id = l.slip_id AND v.kind = 'loan'"
        f" WHERE l.asset_id = NEW.asset_id AND {_COUNTS.format('l')})",
        "资产已经借出",
    ),
    trigger(
        "slip_line_back",
        "INSERT ON slip_line",
        "NEW.of_line_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM slip_line l"
        " JOIN voucher v ON v.id = l.slip_id JOIN voucher mine ON mine.id = NEW.slip_id"
        " WHERE l.id = NEW.of_line_id AND l.item_id IS NEW.item_id AND l.asset_id IS NEW.asset_id"
        " AND v.kind = CASE mine.kind WHEN 'take_back' THEN 'loan' WHEN 'restock' THEN 'issue' END"
        f" AND v.dated_on <= mine.dated_on AND {_COUNTS.format('l')}"
        " AND l.quantity >= NEW.quantity + (SELECT coalesce(sum(b.quantity), 0) FROM slip_line b"
        f" WHERE b.of_line_id = l.id AND {_COUNTS.format('b')}))",
        "归还的数量超过借出或领用的数量",
    ),
    trigger(
        "slip_line_back_named",
        "INSERT ON slip_line",
        "NEW.of_line_id IS NULL"
        " AND (SELECT kind FROM voucher WHERE id = NEW.slip_id) IN ('take_back', 'restock')",
        "归还和退库要写明是哪一笔",
    ),
    trigger(
        "stock_posting_line",
        "INSERT ON stock_posting",
        "NOT EXISTS (SELECT 1 FROM slip_line l WHERE l.id = NEW.line_id"
        " AND l.item_id = NEW.item_id AND l.quantity = NEW.quantity"
        " AND (l.slip_id = NEW.voucher_id OR NEW.reverses_id IS NOT NULL))"
        " OR (NEW.reverses_id IS NULL AND EXISTS (SELECT 1 FROM stock_posting"
        " WHERE line_id = NEW.line_id))",
        "物品流水与单据明细不符",
    ),
    trigger(
        "stock_posting_ways",
        "INSERT ON stock_posting",
        f"CASE WHEN NEW.reverses_id IS NULL THEN {_WAYS}"
        f" OR {_STATE.format('NEW.voucher_id')} NOT IN ('signing', 'approved', 'executed')"
        f" ELSE {_INVERSE} END",
        "物品不能这样移动",
    ),
    trigger(
        "stock_posting_covered",
        "INSERT ON stock_posting",
        f"{_REAL.format('NEW.from_location_id')}"
        f" AND coalesce({_THERE.format('NEW.from_location_id')}, 0) < NEW.quantity",
        "发出的数量超过结存",
    ),
    trigger(
        "stock_posting_covered_every_day",
        "INSERT ON stock_posting",
        f"{_REAL.format('NEW.from_location_id')} AND EXISTS ({_LATER}) AND EXISTS (SELECT 1 FROM"
        f" (SELECT NEW.posted_on AS day UNION {_LATER}) WHERE {_ON_DAY.format('day')}"
        " < NEW.quantity)",
        "补记在这一天，以后有一天的结存会小于零",
    ),
    trigger(
        "stock_posting_value",
        "INSERT ON stock_posting",
        "CASE WHEN NEW.reverses_id IS NOT NULL THEN 0"
        f" WHEN {_REAL.format('NEW.from_location_id')}"
        f" THEN NEW.value_fen <> CASE WHEN {_REAL.format('NEW.to_location_id')} THEN 0"
        f" ELSE {_SHARE} END ELSE 0 END",
        "发出的金额与移动加权平均不符",
    ),
    trigger(
        "stock_balance_derived",
        "UPDATE ON stock_balance",
        "NEW.item_id <> OLD.item_id OR NEW.location_id <> OLD.location_id"
        " OR NEW.posting_id <= OLD.posting_id OR NOT EXISTS (SELECT 1 FROM stock_posting p"
        " WHERE p.id = NEW.posting_id AND p.item_id = OLD.item_id"
        " AND p.id = (SELECT max(id) FROM stock_posting)"
        " AND OLD.location_id IN (p.from_location_id, p.to_location_id)"
        " AND NEW.quantity = OLD.quantity"
        " + iif(p.to_location_id = OLD.location_id, p.quantity, -p.quantity))",
        "结存只由流水算出，不可改写",
    ),
    trigger(
        "stock_balance_begins",
        "INSERT ON stock_balance",
        f"NEW.quantity <> 0 OR NEW.posting_id <> 0 OR NOT ({_REAL.format('NEW.location_id')})",
        "结存只由流水算出，不可改写",
    ),
    trigger(
        "stock_worth_derived",
        "UPDATE ON stock_worth",
        "NEW.item_id <> OLD.item_id OR NEW.posting_id <= OLD.posting_id"
        " OR NOT EXISTS (SELECT 1 FROM stock_posting p JOIN location f ON f.id = p.from_location_id"
        " JOIN location t ON t.id = p.to_location_id WHERE p.id = NEW.posting_id"
        " AND p.item_id = OLD.item_id AND p.id = (SELECT max(id) FROM stock_posting)"
        " AND NEW.quantity - OLD.quantity = p.quantity * ((t.kind <> 'virtual')"
        " - (f.kind <> 'virtual')) AND NEW.value_fen - OLD.value_fen = p.value_fen"
        " * ((t.kind <> 'virtual') - (f.kind <> 'virtual')))",
        "结存只由流水算出，不可改写",
    ),
    trigger(
        "stock_worth_begins",
        "INSERT ON stock_worth",
        "NEW.quantity <> 0 OR NEW.value_fen <> 0 OR NEW.posting_id <> 0",
        "结存只由流水算出，不可改写",
    ),
    trigger(
        "storeroom_close",
        "UPDATE OF closed ON storeroom",
        "NEW.closed = 1 AND (NEW.level = 'central' OR EXISTS (SELECT 1 FROM asset"
        " WHERE storeroom_id = NEW.id AND status <> 'disposed') OR EXISTS (SELECT 1"
        " FROM stock_balance WHERE location_id = NEW.location_id AND quantity > 0))",
        "保管室还有资产或物品，不能撤销",
    ),
    trigger(
        "stock_item_retired",
        "UPDATE OF retired ON stock_item",
        "NEW.retired = 1 AND (SELECT quantity FROM stock_worth WHERE item_id = NEW.id) > 0",
        "物品还有结存，不能停用",
    ),
    trigger(
        "stock_item_unit",
        "UPDATE OF unit, kind ON stock_item",
        "(NEW.unit <> OLD.unit OR NEW.kind <> OLD.kind)"
        " AND EXISTS (SELECT 1 FROM stock_posting WHERE item_id = OLD.id)",
        "已有收发的物品，单位和类别不可改变",
    ),
)
# Beside each posting, what lies at its two ends and what the item is worth in all.
_INWARDS = "((SELECT kind FROM location WHERE id = NEW.to_location_id) <> 'virtual')"
_OUTWARDS = "((SELECT kind FROM location WHERE id = NEW.from_location_id) <> 'virtual')"
FOLLOWING = f"""CREATE TRIGGER stock_posting_booked AFTER INSERT ON stock_posting BEGIN
    INSERT INTO stock_balance SELECT NEW.item_id, l.id, 0, 0 FROM location l
        WHERE l.id IN (NEW.from_location_id, NEW.to_location_id) AND l.kind <> 'virtual'
        AND NOT EXISTS (SELECT 1 FROM stock_balance b WHERE b.item_id = NEW.item_id
            AND b.location_id = l.id);
    UPDATE stock_balance SET posting_id = NEW.id, quantity = quantity
        + iif(location_id = NEW.to_location_id, NEW.quantity, -NEW.quantity)
        WHERE item_id = NEW.item_id
        AND location_id IN (NEW.from_location_id, NEW.to_location_id);
    INSERT INTO stock_worth SELECT NEW.item_id, 0, 0, 0
        WHERE NOT EXISTS (SELECT 1 FROM stock_worth WHERE item_id = NEW.item_id);
    UPDATE stock_worth SET posting_id = NEW.id,
        quantity = quantity + NEW.quantity * ({_INWARDS} - {_OUTWARDS}),
        value_fen = value_fen + NEW.value_fen * ({_INWARDS} - {_OUTWARDS})
        WHERE item_id = NEW.item_id;
    END"""
SEALS = (
    trigger("route_step_sealed", "INSERT ON route_step", "1", "签批路线由程序规定"),
    trigger("voucher_kind_sealed", "INSERT ON voucher_kind", "1", "单据种类由程序规定"),
)
VOUCHER_KINDS = (
    ("receipt", "RK"),
    ("issue", "LY"),
    ("loan", "JY"),
    ("take_back", "GH"),
    ("restock", "TK"),
    ("transfer", "DB"),
    ("handover", "JJ"),
    ("stocktake", "PD"),
    ("gate_pass", "CM"),
    ("stock_reversal", "CX"),
)
ROUTE_STEPS = (
    ("receipt", "handler", 1, "giver", None, 0),
    ("receipt", "keeper", 1, "storekeeper", None, 0),
    ("receipt", "director", 2, "general_affairs_director", None, 0),
    ("issue", "recipient", 1, "taker", None, 0),
    ("issue", "keeper", 1, "storekeeper", None, 0),
    ("loan", "borrower", 1, "taker", None, 0),
    ("loan", "keeper", 1, "storekeeper", None, 0),
    ("loan_outside", "borrower", 1, "taker", None, 0),
    ("loan_outside", "keeper", 1, "storekeeper", None, 0),
    ("loan_outside", "principal", 2, "principal", None, 0),
    ("take_back", "returner", 1, "giver", None, 0),
    ("take_back", "keeper", 1, "storekeeper", None, 0),
    ("restock", "returner", 1, "giver", None, 0),
    ("restock", "keeper", 1, "storekeeper", None, 0),
    ("transfer", "giver", 1, "giver", None, 0),
    ("transfer", "taker", 1, "taker", None, 0),
    ("transfer", "adjustment", 2, "general_affairs_director", None, 0),
    ("handover", "giver", 1, "giver", None, 0),
    ("handover", "taker", 1, "taker", None, 0),
    ("handover", "supervisor", 2, "general_affairs_director", None, 0),
    ("stocktake", "counter", 1, "giver", None, 0),
    ("stocktake", "witness", 1, "witness", None, 0),
    ("stocktake", "director", 2, "general_affairs_director", None, 0),
    ("stocktake", "accountant", 3, "finance", None, 0),
    ("stocktake", "principal", 4, "principal", None, 0),
    ("gate_pass", "carrier", 1, "taker", None, 0),
    ("gate_pass", "release", 1, "general_affairs_director", None, 0),
    ("stock_reversal", "head_keeper", 1, "head_storekeeper", None, 0),
    ("stock_reversal", "director", 2, "general_affairs_director", None, 0),
)


def up(connection: sqlite3.Connection) -> None:
    """Make the new tables, replace the rules that now know of slips, add kinds and routes."""
    for name in REPLACED:
        connection.execute(f"DROP TRIGGER {name}")
    every_guard = (statement for table in GUARDED for statement in guards(table))
    for statement in (*TABLES, *every_guard, *RULES, FOLLOWING):
        connection.execute(statement)
    for seal in ("route_step_sealed", "voucher_kind_sealed"):
        connection.execute(f"DROP TRIGGER {seal}")
    connection.executemany("INSERT INTO voucher_kind (kind, prefix) VALUES (?, ?)", VOUCHER_KINDS)
    connection.executemany("INSERT INTO route_step VALUES (?, ?, ?, ?, ?, ?)", ROUTE_STEPS)
    for statement in SEALS:
        connection.execute(statement)
