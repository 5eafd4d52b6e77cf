"""安全设备 with their checks and services, 安全教育和演练, 周边环境, 应急预案 and 规章制度.

Frozen once released. When something is due is in no table: it follows from the maker's date, the
last service and the last check. An entry of a log is at most voided; what corrects it names it.
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

_EVENT_FIXED = (
    "code", "kind", "theme", "held_on", "campus_place_id", "spot", "audience", "attended", "leader",
    "department_id", "content", "result", "rule_id", "plan_id", "started_at", "arrived_at",
    "expected", "present", "problems", "recorded_by_id", "corrects_id",
)  # fmt: skip
_LIAISON_FIXED = (
    "code", "kind", "met_on", "slot", "from_at", "to_at", "counterpart", "colleagues",
    "campus_place_id", "matter", "result", "photo", "recorded_by_id", "corrects_id",
)  # fmt: skip
GUARDED: tuple[Guarded, ...] = (
    Guarded("emergency_plan", keys=("id", "code", "name"), for_ever=("code",)),
    Guarded("regulation", keys=("id", "code", "name"), for_ever=("code",)),
    Guarded(
        "issued_version",
        keys=("id",),
        only_one="(version = NEW.version AND plan_id IS NEW.plan_id"
        " AND regulation_id IS NEW.regulation_id)",
        for_ever=("plan_id", "regulation_id", "version", "issued_by", "from_on", "sha256"),
    ),
    Guarded("safety_device", keys=("id", "code"), for_ever=("code", "kind", "replaces_id")),
    Guarded("device_service", keys=("id",), for_ever=("device_id", "sent_on", "before_book")),
    Guarded("device_round", keys=("id", "code"), for_ever=("code", "rhythm")),
    Guarded(
        "device_check",
        keys=("id",),
        compound=("round_id", "device_id"),
        for_ever=("round_id", "device_id", "position"),
    ),
    Guarded("event_rule", keys=("id", "code", "name"), for_ever=("code",)),
    Guarded("safety_event", keys=("id", "code"), for_ever=_EVENT_FIXED),
    Guarded(
        "event_document",
        keys=("id",),
        compound=("event_id", "position"),
        for_ever=("event_id", "position", "title", "sha256", "added_on"),
    ),
    Guarded("liaison", keys=("id", "code"), for_ever=_LIAISON_FIXED),
)


def _time(column: str) -> str:
    """Return the definition of a column that holds a time of the day, or nothing."""
    return (
        f"{column} TEXT CHECK ({column} IS NULL OR"
        f" ({column} GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9]' AND {column} < '24:00:00'))"
    )


_WITHDRAWN = "withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))"
_VOIDED = (
    "voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),"
    " void_reason TEXT NOT NULL DEFAULT '',"
    " CHECK ((voided = 1) = (trim(void_reason) <> ''))"
)
TABLES = (
    f"""CREATE TABLE emergency_plan (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE CHECK (code GLOB 'YA[0-9][0-9][0-9]*'),
        name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
        kind TEXT NOT NULL CHECK (kind IN ('fire', 'earthquake', 'crush', 'intrusion', 'food',
            'epidemic', 'traffic', 'weather', 'power', 'injury', 'general_plan', 'other_plan')),
        {_WITHDRAWN}) STRICT""",
    f"""CREATE TABLE regulation (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE CHECK (code GLOB 'ZD[0-9][0-9][0-9]*'),
        name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
        {_WITHDRAWN}) STRICT""",
    f"""CREATE TABLE issued_version (
        id INTEGER PRIMARY KEY,
        plan_id INTEGER REFERENCES emergency_plan (id),
        regulation_id INTEGER REFERENCES regulation (id),
        version INTEGER NOT NULL CHECK (version > 0),
        issued_by TEXT NOT NULL CHECK (trim(issued_by) <> ''),
        {date_column("from_on")},
        {date_column("to_on", optional=True)},
        sha256 TEXT REFERENCES attachment (sha256),
        remarks TEXT NOT NULL DEFAULT '',
        {_WITHDRAWN},
        CHECK ((plan_id IS NULL) <> (regulation_id IS NULL)),
        CHECK (to_on IS NULL OR to_on >= from_on)) STRICT""",
    "CREATE INDEX version_of_plan ON issued_version (plan_id)",
    "CREATE INDEX version_of_regulation ON issued_version (regulation_id)",
    f"""CREATE TABLE safety_device (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE CHECK (code GLOB 'AQ[0-9][0-9][0-9][0-9]*'),
        kind TEXT NOT NULL CHECK (kind IN ('extinguisher', 'hydrant', 'emergency_light',
            'exit_sign', 'fire_alarm', 'camera', 'guard_tool', 'other_device')),
        agent TEXT CHECK (agent IN ('water', 'powder', 'clean_gas', 'carbon_dioxide')),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        specification TEXT NOT NULL DEFAULT '',
        campus_place_id INTEGER NOT NULL REFERENCES campus_place (id),
        spot TEXT NOT NULL DEFAULT '',
        quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000),
        asset_id INTEGER REFERENCES asset (id),
        item_id INTEGER REFERENCES stock_item (id),
        made_on TEXT {PARTIAL_DATE.format("made_on")},
        rhythm TEXT NOT NULL CHECK (rhythm IN ('monthly', 'half_monthly')),
        {date_column("registered_on")},
        replaces_id INTEGER REFERENCES safety_device (id),
        {date_column("ended_on", optional=True)},
        end_reason TEXT NOT NULL DEFAULT '',
        remarks TEXT NOT NULL DEFAULT '',
        {_WITHDRAWN},
        CHECK ((agent IS NOT NULL) = (kind = 'extinguisher')),
        CHECK (asset_id IS NULL OR item_id IS NULL),
        CHECK (ended_on IS NULL OR ended_on >= registered_on),
        CHECK ((ended_on IS NOT NULL) = (trim(end_reason) <> ''))) STRICT""",
    "CREATE INDEX device_at ON safety_device (campus_place_id)",
    "CREATE INDEX device_of_card ON safety_device (asset_id) WHERE asset_id IS NOT NULL",
    f"""CREATE TABLE device_service (
        id INTEGER PRIMARY KEY,
        device_id INTEGER NOT NULL REFERENCES safety_device (id),
        {date_column("sent_on")},
        company TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT '',
        {date_column("returned_on", optional=True)},
        outcome TEXT CHECK (outcome IN ('serviced', 'condemned')),
        before_book INTEGER NOT NULL DEFAULT 0 CHECK (before_book IN (0, 1)),
        remarks TEXT NOT NULL DEFAULT '',
        {_WITHDRAWN},
        CHECK ((returned_on IS NULL) = (outcome IS NULL)),
        CHECK (before_book = 0 OR outcome IS NOT NULL),
        CHECK (returned_on IS NULL OR returned_on >= sent_on)) STRICT""",
    "CREATE INDEX service_of_device ON device_service (device_id)",
    f"""CREATE TABLE device_round (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE
            CHECK (code GLOB 'XJ[0-9][0-9][0-9][0-9][01][0-9][0-9][0-9]*'),
        rhythm TEXT CHECK (rhythm IN ('monthly', 'half_monthly')),
        kind TEXT CHECK (kind IN ('extinguisher', 'hydrant', 'emergency_light',
            'exit_sign', 'fire_alarm', 'camera', 'guard_tool', 'other_device')),
        {date_column("opened_on")},
        checked_by_id INTEGER REFERENCES person (id),
        {date_column("closed_on", optional=True)},
        missed_reason TEXT NOT NULL DEFAULT '',
        {_WITHDRAWN},
        CHECK (closed_on IS NULL OR closed_on >= opened_on)) STRICT""",
    f"""CREATE TABLE device_check (
        id INTEGER PRIMARY KEY,
        round_id INTEGER NOT NULL REFERENCES device_round (id),
        position INTEGER NOT NULL CHECK (position > 0),
        device_id INTEGER NOT NULL REFERENCES safety_device (id),
        result TEXT CHECK (result IN ('good', 'faulty', 'absent')),
        {date_column("checked_on", optional=True)},
        checked_by_id INTEGER REFERENCES person (id),
        recording_days INTEGER CHECK (recording_days BETWEEN 0 AND 3650),
        remarks TEXT NOT NULL DEFAULT '',
        CHECK ((result IS NULL) = (checked_on IS NULL)),
        CHECK ((result IS NULL) = (checked_by_id IS NULL)),
        CHECK (result IS NOT NULL OR recording_days IS NULL),
        CHECK (result IS NULL OR result = 'good' OR trim(remarks) <> ''),
        UNIQUE (round_id, device_id)) STRICT""",
    "CREATE INDEX check_of_device ON device_check (device_id)",
    f"""CREATE TABLE event_rule (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE CHECK (code GLOB 'YQ[0-9][0-9][0-9]*'),
        name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
        period TEXT NOT NULL CHECK (period IN ('each_year', 'each_term', 'in_months', 'on_day')),
        kind TEXT CHECK (kind IN ('flag_speech', 'class_meeting', 'lecture', 'drill', 'contest',
            'notice_board', 'parents_meeting', 'parents_letter', 'guard_training',
            'safety_meeting', 'walking_home', 'other_event')),
        words TEXT NOT NULL DEFAULT '',
        times INTEGER NOT NULL CHECK (times BETWEEN 1 AND 50),
        months TEXT NOT NULL DEFAULT '',
        month INTEGER CHECK (month BETWEEN 1 AND 12),
        day INTEGER CHECK (day BETWEEN 1 AND 31),
        {_WITHDRAWN},
        CHECK ((trim(months) <> '') = (period = 'in_months')),
        CHECK ((month IS NOT NULL) = (period = 'on_day')),
        CHECK (day IS NULL OR month IS NOT NULL),
        CHECK (kind IS NOT NULL OR trim(words) <> '')) STRICT""",
    f"""CREATE TABLE safety_event (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE
            CHECK (code GLOB 'HD[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*'),
        kind TEXT NOT NULL CHECK (kind IN ('flag_speech', 'class_meeting', 'lecture', 'drill',
            'contest', 'notice_board', 'parents_meeting', 'parents_letter', 'guard_training',
            'safety_meeting', 'walking_home', 'other_event')),
        theme TEXT NOT NULL CHECK (trim(theme) <> ''),
        {date_column("held_on")},
        campus_place_id INTEGER REFERENCES campus_place (id),
        spot TEXT NOT NULL DEFAULT '',
        audience TEXT NOT NULL DEFAULT '',
        attended INTEGER CHECK (attended BETWEEN 0 AND 100000),
        leader TEXT NOT NULL DEFAULT '',
        department_id INTEGER REFERENCES department (id),
        content TEXT NOT NULL DEFAULT '',
        result TEXT NOT NULL DEFAULT '',
        rule_id INTEGER REFERENCES event_rule (id),
        plan_id INTEGER REFERENCES emergency_plan (id),
        {_time("started_at")},
        {_time("arrived_at")},
        expected INTEGER CHECK (expected BETWEEN 0 AND 100000),
        present INTEGER CHECK (present BETWEEN 0 AND 100000),
        problems TEXT NOT NULL DEFAULT '',
        recorded_by_id INTEGER NOT NULL REFERENCES person (id),
        corrects_id INTEGER REFERENCES safety_event (id),
        {_VOIDED},
        CHECK (kind = 'drill' OR coalesce(plan_id, started_at, arrived_at, expected, present)
            IS NULL),
        CHECK (arrived_at IS NULL OR (started_at IS NOT NULL AND arrived_at >= started_at)),
        CHECK (present IS NULL OR (expected IS NOT NULL AND present <= expected))) STRICT""",
    "CREATE INDEX event_held ON safety_event (held_on)",
    f"""CREATE TABLE event_document (
        id INTEGER PRIMARY KEY,
        event_id INTEGER NOT NULL REFERENCES safety_event (id),
        position INTEGER NOT NULL CHECK (position > 0),
        title TEXT NOT NULL CHECK (trim(title) <> ''),
        sha256 TEXT NOT NULL REFERENCES attachment (sha256),
        {date_column("added_on")},
        dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
        UNIQUE (event_id, position)) STRICT""",
    f"""CREATE TABLE liaison (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE
            CHECK (code GLOB 'ZB[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*'),
        kind TEXT NOT NULL CHECK (kind IN ('traffic_police', 'police_post', 'neighbours',
            'joint_meeting', 'road_post', 'surroundings')),
        {date_column("met_on")},
        slot TEXT NOT NULL CHECK (slot IN ('school_start', 'school_end', 'other_time')),
        {_time("from_at")},
        {_time("to_at")},
        counterpart TEXT NOT NULL CHECK (trim(counterpart) <> ''),
        colleagues TEXT NOT NULL DEFAULT '',
        campus_place_id INTEGER REFERENCES campus_place (id),
        matter TEXT NOT NULL CHECK (trim(matter) <> ''),
        result TEXT NOT NULL DEFAULT '',
        photo TEXT REFERENCES attachment (sha256),
        recorded_by_id INTEGER NOT NULL REFERENCES person (id),
        corrects_id INTEGER REFERENCES liaison (id),
        {_VOIDED},
        CHECK (to_at IS NULL OR (from_at IS NOT NULL AND to_at >= from_at))) STRICT""",
    "CREATE INDEX liaison_met ON liaison (met_on)",
)


# Of the same plan or regulation, standing, in force on a day on which the new one is too.
_OVERLAP = (
    "NEW.withdrawn = 0 AND EXISTS (SELECT 1 FROM issued_version o WHERE o.id IS NOT NEW.id"
    " AND o.withdrawn = 0 AND o.plan_id IS NEW.plan_id AND o.regulation_id IS NEW.regulation_id"
    " AND o.from_on <= coalesce(NEW.to_on, '9999-12-31')"
    " AND NEW.from_on <= coalesce(o.to_on, '9999-12-31'))"
)
_HEAD_GONE = (
    "NEW.withdrawn = 0 AND (EXISTS (SELECT 1 FROM emergency_plan WHERE id = NEW.plan_id"
    " AND withdrawn = 1) OR EXISTS (SELECT 1 FROM regulation WHERE id = NEW.regulation_id"
    " AND withdrawn = 1))"
)
_TOO_FEW_ON_CARD = (
    "NEW.asset_id IS NOT NULL AND NEW.ended_on IS NULL AND NEW.withdrawn = 0"
    " AND (SELECT quantity FROM asset WHERE id = NEW.asset_id) < NEW.quantity"
    " + (SELECT coalesce(sum(quantity), 0) FROM safety_device WHERE asset_id = NEW.asset_id"
    " AND id IS NOT NEW.id AND ended_on IS NULL AND withdrawn = 0)"
)
_REPLACED_TWICE = (
    "NEW.replaces_id IS NOT NULL AND NEW.withdrawn = 0 AND (NEW.replaces_id = NEW.id"
    " OR (SELECT ended_on FROM safety_device WHERE id = NEW.replaces_id) IS NULL"
    " OR EXISTS (SELECT 1 FROM safety_device WHERE replaces_id = NEW.replaces_id"
    " AND id IS NOT NEW.id AND withdrawn = 0))"
)
_REPLACED = "EXISTS (SELECT 1 FROM safety_device WHERE replaces_id = NEW.id AND withdrawn = 0)"
_AWAY = (
    "EXISTS (SELECT 1 FROM device_service WHERE device_id = NEW.id AND returned_on IS NULL"
    " AND withdrawn = 0)"
)
_GONE = "(SELECT withdrawn OR ended_on IS NOT NULL FROM safety_device WHERE id = NEW.device_id)"
_AWAY_TWICE = (
    "NEW.withdrawn = 0 AND NEW.returned_on IS NULL AND EXISTS (SELECT 1 FROM device_service"
    " WHERE device_id = NEW.device_id AND id IS NOT NEW.id AND returned_on IS NULL AND withdrawn = 0)"
)
_ROUND_SHUT = (
    "(SELECT closed_on IS NOT NULL OR withdrawn FROM device_round WHERE id = NEW.round_id)"
)


def _correcting(table: str) -> tuple[str, str]:
    """Return the rules of a log: what is corrected is void, and stays so while it is corrected."""
    standing = f"SELECT 1 FROM {table} WHERE corrects_id = NEW.id AND voided = 0"
    twice = (
        f"EXISTS (SELECT 1 FROM {table} WHERE corrects_id = NEW.corrects_id"
        " AND id IS NOT NEW.id AND voided = 0)"
    )
    old = f"(SELECT voided FROM {table} WHERE id = NEW.corrects_id)"
    wrong = f"NEW.corrects_id IS NOT NULL AND NEW.voided = 0 AND ({old} IS NOT 1 OR {twice})"
    return (
        trigger(
            f"{table}_corrects", f"INSERT ON {table}", wrong, "被更正的记录须先作废，且只更正一次"
        ),
        trigger(
            f"{table}_corrected",
            f"UPDATE ON {table}",
            f"(NEW.voided = 0 AND EXISTS ({standing})) OR ({wrong})",
            "已经另有更正的记录，不能恢复",
        ),
    )


RULES = (
    trigger("issued_version_overlap", "INSERT ON issued_version", f"{_OVERLAP} OR {_HEAD_GONE}",
        "同一天只有一个版本施行，撤销的预案或制度没有版本"),
    trigger("issued_version_again", "UPDATE ON issued_version", f"{_OVERLAP} OR {_HEAD_GONE}",
        "同一天只有一个版本施行，撤销的预案或制度没有版本"),
    trigger("emergency_plan_issued", "UPDATE ON emergency_plan",
        "NEW.withdrawn = 1 AND EXISTS (SELECT 1 FROM issued_version WHERE plan_id = NEW.id"
        " AND withdrawn = 0)", "还有版本的预案不能撤销"),
    trigger("regulation_issued", "UPDATE ON regulation",
        "NEW.withdrawn = 1 AND EXISTS (SELECT 1 FROM issued_version WHERE regulation_id = NEW.id"
        " AND withdrawn = 0)", "还有版本的制度不能撤销"),
    trigger("safety_device_card", "INSERT ON safety_device", _TOO_FEW_ON_CARD,
        "资产卡片上没有这么多件"),
    trigger("safety_device_card_again",
        "UPDATE OF quantity, asset_id, ended_on, withdrawn ON safety_device", _TOO_FEW_ON_CARD,
        "资产卡片上没有这么多件"),
    trigger("safety_device_replaces", "INSERT ON safety_device", _REPLACED_TWICE,
        "被更换的设备须已停用，且只更换一次"),
    trigger("safety_device_replaced", "UPDATE ON safety_device",
        f"({_REPLACED_TWICE}) OR (NEW.ended_on IS NULL AND {_REPLACED})",
        "已经更换的设备不能恢复"),
    trigger("safety_device_away", "UPDATE ON safety_device",
        f"(NEW.withdrawn = 1 OR NEW.ended_on IS NOT NULL) AND {_AWAY}",
        "送修没有取回的设备不能停用"),
    trigger("device_service_new", "INSERT ON device_service",
        f"{_AWAY_TWICE} OR (NEW.before_book = 0 AND {_GONE})", "停用或送修在外的设备不能再送修"),
    trigger("device_service_again", "UPDATE ON device_service", _AWAY_TWICE,
        "送修在外的设备不能再送修"),
    trigger("device_check_new", "INSERT ON device_check", _ROUND_SHUT, "已经结束的巡检不能再记"),
    trigger("device_check_shut", "UPDATE ON device_check", _ROUND_SHUT, "已经结束的巡检不能再记"),
    trigger("device_check_days", "UPDATE ON device_check",
        "NEW.recording_days IS NOT NULL AND (SELECT kind FROM safety_device"
        " WHERE id = NEW.device_id) IS NOT 'camera'", "只有监控点位才记录像天数"),
    trigger("device_check_days_new", "INSERT ON device_check",
        "NEW.recording_days IS NOT NULL AND (SELECT kind FROM safety_device"
        " WHERE id = NEW.device_id) IS NOT 'camera'", "只有监控点位才记录像天数"),
    *_correcting("safety_event"),
    *_correcting("liaison"),
    trigger("event_document_new", "INSERT ON event_document",
        "NEW.dropped = 1 OR EXISTS (SELECT 1 FROM event_document WHERE event_id = NEW.event_id"
        " AND sha256 = NEW.sha256 AND dropped = 0)", "这个文件已经附在活动上"),
    trigger("event_document_back", "UPDATE OF dropped ON event_document",
        "NEW.dropped = 0 AND OLD.dropped = 1 AND EXISTS (SELECT 1 FROM event_document"
        " WHERE event_id = NEW.event_id AND sha256 = NEW.sha256 AND dropped = 0)",
        "这个文件已经附在活动上"),
)  # fmt: skip


def up(connection: sqlite3.Connection) -> None:
    """Make the tables and their rules."""
    every_guard = (statement for table in GUARDED for statement in guards(table))
    for statement in (*TABLES, *every_guard, *RULES):
        connection.execute(statement)
