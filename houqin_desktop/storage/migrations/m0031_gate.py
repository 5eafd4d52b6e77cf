"""The gate: visits, outings, guards' logs, incidents, and personal values that may be purged.

Frozen once released. `personal_value` is the one table out of which rows may go, and only those of
months that a purge covers; a purge covers nothing younger than the school's parameter says.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

GUARDED: tuple[Guarded, ...] = (
    Guarded("personal_purge", keys=("id",), append_only=True),
    Guarded("personal_reading", keys=("id",), append_only=True),
    Guarded(
        "visit",
        keys=("id", "code"),
        only_one="NEW.badge <> '' AND badge = NEW.badge AND badge_back = 0 AND voided_on IS NULL"
        " AND NEW.badge_back = 0 AND NEW.voided_on IS NULL",
        for_ever=(
            "code", "came_on", "came_at", "name_key", "sex", "organisation", "credential",
            "credential_key", "telephone_key", "heads", "plate", "hosted_by_id", "department_id",
            "purpose", "called_at", "called_by_id", "call_result", "admitted", "turned_away",
            "badge", "belongings", "gate_by_id", "remarks", "corrects_id",
        ),
    ),
    Guarded(
        "outing",
        keys=("id", "code"),
        for_ever=(
            "code", "kind", "person_id", "class_name", "pupil_key", "went_on", "went_at",
            "purpose", "destination", "approved_by_id", "permitted_by_id", "called_at",
            "called_by_id", "call_result", "fetcher_key", "relation", "telephone_key",
            "expected_on", "expected_at", "gate_by_id", "remarks", "corrects_id",
        ),
    ),
    Guarded(
        "guard_shift",
        keys=("id", "code"),
        only_one="shift_on = NEW.shift_on AND shift_name = NEW.shift_name AND voided_on IS NULL"
        " AND NEW.voided_on IS NULL",
        for_ever=("code", "shift_on", "shift_name", "starts_at", "ends_at", "corrects_id"),
    ),
    Guarded("shift_guard", keys=("id",), compound=("shift_id", "person_id"), append_only=True),
    Guarded(
        "patrol",
        keys=("id",),
        compound=("shift_id", "ordinal"),
        for_ever=(
            "shift_id", "ordinal", "patrolled_on", "patrolled_at", "patrolled_by_id",
            "finding", "measures", "corrects_id",
        ),
    ),
    Guarded("patrol_point", keys=("id",), compound=("patrol_id", "campus_place_id"),
            append_only=True),
    Guarded(
        "shift_equipment",
        keys=("id",),
        compound=("shift_id", "name"),
        for_ever=("shift_id", "name"),
    ),
    Guarded(
        "incident",
        keys=("id", "code"),
        for_ever=(
            "code", "shift_id", "happened_on", "happened_at", "campus_place_id", "spot", "title",
            "course", "plan", "emergency_plan_id", "plan_started_at", "noted_by_id", "corrects_id",
        ),
    ),
    Guarded("incident_report", keys=("id",), append_only=True),
)  # fmt: skip
_TIME = "{0} IS strftime('%H:%M', {0}) AND {0} < '24:00'"


def _time(column: str, *, optional: bool = False) -> str:
    rule = _TIME.format(column)
    if optional:
        return f"{column} TEXT CHECK ({column} IS NULL OR {rule})"
    return f"{column} TEXT NOT NULL CHECK ({rule})"


def _key(column: str, *, optional: bool = False) -> str:
    rule = f"length({column}) = 64 AND {column} NOT GLOB '*[^0-9a-f]*'"
    return f"{column} TEXT {'' if optional else 'NOT NULL '}CHECK ({rule})"


def _code(prefix: str) -> str:
    digits = "[0-9]" * 8
    return f"code TEXT NOT NULL UNIQUE CHECK (code GLOB '{prefix}{digits}*')"


def _voided(table: str) -> str:
    return f"""corrects_id INTEGER REFERENCES {table} (id),
        {date_column("voided_on", optional=True)},
        void_reason TEXT NOT NULL DEFAULT '',
        CHECK ((voided_on IS NULL) = (trim(void_reason) = ''))"""


TABLES = (
    f"""CREATE TABLE personal_value (
        {_key("key")} PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('personal_name', 'credential_number', 'telephone')),
        month TEXT NOT NULL CHECK (month || '-01' IS date(month || '-01', '+0 days')),
        salt TEXT NOT NULL CHECK (length(salt) = 32),
        value TEXT NOT NULL CHECK (trim(value) <> ''),
        UNIQUE (kind, value, month)) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE personal_purge (
        id INTEGER PRIMARY KEY,
        {date_column("purged_on")},
        keep_months INTEGER NOT NULL CHECK (keep_months BETWEEN 12 AND 36),
        first_kept TEXT NOT NULL,
        names INTEGER NOT NULL CHECK (names >= 0),
        credentials INTEGER NOT NULL CHECK (credentials >= 0),
        telephones INTEGER NOT NULL CHECK (telephones >= 0),
        CHECK (first_kept IS strftime('%Y-%m',
            date(purged_on, 'start of month', '-' || keep_months || ' months')))) STRICT""",
    f"""CREATE TABLE personal_reading (
        id INTEGER PRIMARY KEY,
        {date_column("read_on")},
        read_by_id INTEGER NOT NULL REFERENCES person (id),
        record_code TEXT NOT NULL DEFAULT '',
        {date_column("from_on", optional=True)},
        {date_column("to_on", optional=True)},
        exported INTEGER NOT NULL CHECK (exported IN (0, 1)),
        purpose TEXT NOT NULL CHECK (trim(purpose) <> ''),
        CHECK ((from_on IS NULL) = (to_on IS NULL) AND to_on >= from_on),
        CHECK ((record_code = '') = (from_on IS NOT NULL))) STRICT""",
    f"""CREATE TABLE visit (
        id INTEGER PRIMARY KEY,
        {_code("LF")},
        {date_column("came_on")},
        {_time("came_at")},
        {_key("name_key")},
        sex TEXT CHECK (sex IN ('male', 'female')),
        organisation TEXT NOT NULL DEFAULT '',
        credential TEXT CHECK (credential IN ('identity_card', 'driving_licence', 'work_card',
            'passport', 'other_credential')),
        {_key("credential_key", optional=True)},
        {_key("telephone_key", optional=True)},
        heads INTEGER NOT NULL CHECK (heads BETWEEN 1 AND 1000),
        plate TEXT NOT NULL DEFAULT '',
        hosted_by_id INTEGER REFERENCES person (id),
        department_id INTEGER REFERENCES department (id),
        purpose TEXT NOT NULL CHECK (trim(purpose) <> ''),
        {_time("called_at", optional=True)},
        called_by_id INTEGER REFERENCES person (id),
        call_result TEXT CHECK (call_result IN ('agreed', 'rejected', 'unanswered')),
        admitted INTEGER NOT NULL CHECK (admitted IN (0, 1)),
        turned_away TEXT NOT NULL DEFAULT '',
        badge TEXT NOT NULL DEFAULT '',
        belongings TEXT NOT NULL DEFAULT '',
        gate_by_id INTEGER NOT NULL REFERENCES person (id),
        {date_column("left_on", optional=True)},
        {_time("left_at", optional=True)},
        badge_back INTEGER NOT NULL DEFAULT 0 CHECK (badge_back IN (0, 1)),
        remarks TEXT NOT NULL DEFAULT '',
        {_voided("visit")},
        CHECK ((credential IS NULL) = (credential_key IS NULL)),
        CHECK (hosted_by_id IS NOT NULL OR department_id IS NOT NULL),
        CHECK ((call_result IS NULL) = (called_at IS NULL)),
        CHECK ((call_result IS NULL) = (called_by_id IS NULL)),
        CHECK (admitted = 0 OR call_result IS 'agreed'),
        CHECK ((admitted = 1) = (trim(turned_away) = '')),
        CHECK (badge = '' OR admitted = 1),
        CHECK ((left_on IS NULL) = (left_at IS NULL)),
        CHECK (left_on IS NULL OR admitted = 1),
        CHECK (left_on IS NULL OR left_on || left_at >= came_on || came_at),
        CHECK (badge_back = 0 OR (badge <> '' AND left_on IS NOT NULL))) STRICT""",
    "CREATE INDEX visit_day ON visit (came_on)",
    *(
        f"CREATE INDEX visit_{name} ON visit ({name}_key)"
        for name in ("name", "credential", "telephone")
    ),
    """CREATE UNIQUE INDEX visit_badge ON visit (badge)
        WHERE badge <> '' AND badge_back = 0 AND voided_on IS NULL""",
    f"""CREATE TABLE outing (
        id INTEGER PRIMARY KEY,
        {_code("WC")},
        kind TEXT NOT NULL CHECK (kind IN ('staff_outing', 'pupil_outing')),
        person_id INTEGER REFERENCES person (id),
        class_name TEXT NOT NULL DEFAULT '',
        {_key("pupil_key", optional=True)},
        {date_column("went_on")},
        {_time("went_at")},
        purpose TEXT NOT NULL CHECK (trim(purpose) <> ''),
        destination TEXT NOT NULL DEFAULT '',
        approved_by_id INTEGER REFERENCES person (id),
        permitted_by_id INTEGER REFERENCES person (id),
        {_time("called_at", optional=True)},
        called_by_id INTEGER REFERENCES person (id),
        call_result TEXT CHECK (call_result = 'agreed'),
        {_key("fetcher_key", optional=True)},
        relation TEXT NOT NULL DEFAULT '',
        {_key("telephone_key", optional=True)},
        {date_column("expected_on", optional=True)},
        {_time("expected_at", optional=True)},
        {date_column("back_on", optional=True)},
        {_time("back_at", optional=True)},
        gate_by_id INTEGER NOT NULL REFERENCES person (id),
        remarks TEXT NOT NULL DEFAULT '',
        {_voided("outing")},
        CHECK ((expected_on IS NULL) = (expected_at IS NULL)),
        CHECK (expected_on IS NULL OR expected_on || expected_at >= went_on || went_at),
        CHECK ((back_on IS NULL) = (back_at IS NULL)),
        CHECK (back_on IS NULL OR back_on || back_at >= went_on || went_at),
        CHECK (kind <> 'staff_outing' OR (person_id IS NOT NULL AND approved_by_id IS NOT NULL
            AND approved_by_id <> person_id AND expected_on IS NOT NULL AND class_name = ''
            AND pupil_key IS NULL AND permitted_by_id IS NULL AND call_result IS NULL
            AND called_at IS NULL AND called_by_id IS NULL AND fetcher_key IS NULL
            AND relation = '' AND telephone_key IS NULL)),
        CHECK (kind <> 'pupil_outing' OR (person_id IS NULL AND approved_by_id IS NULL
            AND trim(class_name) <> '' AND pupil_key IS NOT NULL AND permitted_by_id IS NOT NULL
            AND call_result IS 'agreed' AND called_at IS NOT NULL AND called_by_id IS NOT NULL
            AND fetcher_key IS NOT NULL AND trim(relation) <> ''
            AND telephone_key IS NOT NULL))) STRICT""",
    "CREATE INDEX outing_day ON outing (went_on)",
    *(
        f"CREATE INDEX outing_{name} ON outing ({name}_key)"
        for name in ("pupil", "fetcher", "telephone")
    ),
    f"""CREATE TABLE guard_shift (
        id INTEGER PRIMARY KEY,
        {_code("RZ")},
        {date_column("shift_on")},
        shift_name TEXT NOT NULL CHECK (trim(shift_name) <> ''),
        {_time("starts_at")},
        {_time("ends_at")},
        weather TEXT NOT NULL DEFAULT '',
        school_start TEXT NOT NULL DEFAULT '',
        school_end TEXT NOT NULL DEFAULT '',
        remarks TEXT NOT NULL DEFAULT '',
        matters TEXT NOT NULL DEFAULT '',
        handed_by_id INTEGER REFERENCES person (id),
        taken_by_id INTEGER REFERENCES person (id),
        {date_column("handed_on", optional=True)},
        {_time("handed_at", optional=True)},
        signed_by_id INTEGER REFERENCES person (id),
        {date_column("signed_on", optional=True)},
        opinion TEXT NOT NULL DEFAULT '',
        {_voided("guard_shift")},
        CHECK ((handed_on IS NULL) = (handed_at IS NULL)),
        CHECK ((handed_on IS NULL) = (handed_by_id IS NULL)),
        CHECK ((handed_on IS NULL) = (taken_by_id IS NULL)),
        CHECK (handed_by_id <> taken_by_id),
        CHECK (handed_on IS NULL OR handed_on || handed_at >= shift_on || starts_at),
        CHECK ((signed_on IS NULL) = (signed_by_id IS NULL)),
        CHECK (signed_on IS NULL OR (handed_on IS NOT NULL AND signed_on >= handed_on)),
        CHECK (signed_by_id NOT IN (handed_by_id, taken_by_id))) STRICT""",
    """CREATE UNIQUE INDEX guard_shift_day ON guard_shift (shift_on, shift_name)
        WHERE voided_on IS NULL""",
    """CREATE TABLE shift_guard (
        id INTEGER PRIMARY KEY,
        shift_id INTEGER NOT NULL REFERENCES guard_shift (id),
        person_id INTEGER NOT NULL REFERENCES person (id),
        UNIQUE (shift_id, person_id)) STRICT""",
    f"""CREATE TABLE patrol (
        id INTEGER PRIMARY KEY,
        shift_id INTEGER NOT NULL REFERENCES guard_shift (id),
        ordinal INTEGER NOT NULL CHECK (ordinal > 0),
        {date_column("patrolled_on")},
        {_time("patrolled_at")},
        patrolled_by_id INTEGER NOT NULL REFERENCES person (id),
        finding TEXT NOT NULL CHECK (trim(finding) <> ''),
        measures TEXT NOT NULL DEFAULT '',
        {_voided("patrol")},
        UNIQUE (shift_id, ordinal)) STRICT""",
    """CREATE TABLE patrol_point (
        id INTEGER PRIMARY KEY,
        patrol_id INTEGER NOT NULL REFERENCES patrol (id),
        campus_place_id INTEGER NOT NULL REFERENCES campus_place (id),
        passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
        finding TEXT NOT NULL DEFAULT '',
        CHECK (passed = 1 OR finding = ''),
        UNIQUE (patrol_id, campus_place_id)) STRICT""",
    """CREATE TABLE shift_equipment (
        id INTEGER PRIMARY KEY,
        shift_id INTEGER NOT NULL REFERENCES guard_shift (id),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        target INTEGER NOT NULL CHECK (target BETWEEN 0 AND 10000),
        handed INTEGER NOT NULL CHECK (handed BETWEEN 0 AND 10000),
        taken INTEGER NOT NULL CHECK (taken BETWEEN 0 AND 10000),
        explanation TEXT NOT NULL DEFAULT '',
        CHECK (trim(explanation) <> '' OR (handed = target AND taken = target)),
        UNIQUE (shift_id, name)) STRICT""",
    f"""CREATE TABLE incident (
        id INTEGER PRIMARY KEY,
        {_code("SJ")},
        shift_id INTEGER REFERENCES guard_shift (id),
        {date_column("happened_on")},
        {_time("happened_at")},
        campus_place_id INTEGER REFERENCES campus_place (id),
        spot TEXT NOT NULL DEFAULT '',
        title TEXT NOT NULL CHECK (trim(title) <> ''),
        course TEXT NOT NULL CHECK (trim(course) <> ''),
        plan TEXT NOT NULL DEFAULT '',
        emergency_plan_id INTEGER REFERENCES emergency_plan (id),
        {_time("plan_started_at", optional=True)},
        noted_by_id INTEGER NOT NULL REFERENCES person (id),
        {date_column("over_on", optional=True)},
        {_time("over_at", optional=True)},
        aftermath TEXT NOT NULL DEFAULT '',
        {_voided("incident")},
        CHECK (campus_place_id IS NOT NULL OR trim(spot) <> ''),
        CHECK ((trim(plan) = '') = (plan_started_at IS NULL)),
        CHECK (emergency_plan_id IS NULL OR trim(plan) <> ''),
        CHECK ((over_on IS NULL) = (over_at IS NULL)),
        CHECK ((over_on IS NULL) = (trim(aftermath) = '')),
        CHECK (over_on IS NULL OR over_on || over_at >= happened_on || happened_at)) STRICT""",
    f"""CREATE TABLE incident_report (
        id INTEGER PRIMARY KEY,
        incident_id INTEGER NOT NULL REFERENCES incident (id),
        {date_column("told_on")},
        {_time("told_at")},
        told TEXT NOT NULL CHECK (trim(told) <> ''),
        note TEXT NOT NULL DEFAULT '') STRICT""",
    "CREATE INDEX incident_report_of ON incident_report (incident_id)",
)
_KEPT_MONTHS = (
    "coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'personal_months'), 12)"
)
# The book's own last day counts where the clock of the computer is behind it.
_TODAY = (
    "max(date('now', 'localtime'),"
    " coalesce((SELECT substr(recorded_at, 1, 10) FROM journal ORDER BY seq DESC LIMIT 1), ''))"
)
_COVERED = "EXISTS (SELECT 1 FROM personal_purge WHERE first_kept > {0}.month)"
_PERSONAL = (
    trigger(
        "personal_value_keep",
        "DELETE ON personal_value",
        f"NOT {_COVERED.format('OLD')}",
        "个人信息还没有到保存期限，不能清除",
    ),
    trigger("personal_value_fixed", "UPDATE ON personal_value", "1", "个人信息不可修改"),
    trigger(
        "personal_value_once",
        "INSERT ON personal_value",
        "EXISTS (SELECT 1 FROM personal_value WHERE key = NEW.key"
        " OR (kind = NEW.kind AND value = NEW.value AND month = NEW.month))",
        "同一编号的记录已经存在",
    ),
    trigger(
        "personal_value_purged",
        "INSERT ON personal_value",
        _COVERED.format("NEW"),
        "这个月的个人信息已经清除，不能补登",
    ),
    trigger(
        "personal_purge_due",
        "INSERT ON personal_purge",
        f"NEW.keep_months IS NOT {_KEPT_MONTHS} OR NEW.purged_on > {_TODAY}",
        "清除的保存月数与参数不同，或清除日期还没有到",
    ),
)


def _kept_beside(table: str, columns: tuple[str, ...], kinds: tuple[str, ...]) -> str:
    missing = " OR ".join(
        f"(NEW.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM personal_value"
        f" WHERE key = NEW.{column} AND kind = '{kind}'))"
        for column, kind in zip(columns, kinds, strict=True)
    )
    return trigger(
        f"{table}_personal", f"INSERT ON {table}", missing, "登记的姓名、证件号或电话没有另存"
    )


def _voids(table: str) -> str:
    """Return the trigger that lets nothing happen to a voided entry."""
    return trigger(
        f"{table}_voided",
        f"UPDATE ON {table}",
        "OLD.voided_on IS NOT NULL",
        "已经作废的登记不能再改",
    )


def _corrects(table: str) -> str:
    return trigger(
        f"{table}_corrects",
        f"INSERT ON {table}",
        f"NEW.corrects_id IS NOT NULL AND ((SELECT voided_on FROM {table}"
        f" WHERE id = NEW.corrects_id) IS NULL OR EXISTS (SELECT 1 FROM {table} o"
        " WHERE o.corrects_id = NEW.corrects_id AND o.voided_on IS NULL))",
        "被更正的登记须先作废，而且只更正一次",
    )


_CLOSED = (
    "(SELECT signed_on IS NOT NULL OR voided_on IS NOT NULL FROM guard_shift"
    " WHERE id = {0}.shift_id)"
)
RULES = (
    *_PERSONAL,
    _kept_beside(
        "visit",
        ("name_key", "credential_key", "telephone_key"),
        ("personal_name", "credential_number", "telephone"),
    ),
    _kept_beside(
        "outing",
        ("pupil_key", "fetcher_key", "telephone_key"),
        ("personal_name", "personal_name", "telephone"),
    ),
    *(_voids(table) for table in ("visit", "outing", "guard_shift", "patrol", "incident")),
    *(_corrects(table) for table in ("visit", "outing", "guard_shift", "patrol", "incident")),
    trigger(
        "visit_badge_out",
        "UPDATE ON visit",
        "NEW.badge <> '' AND NEW.badge_back = 0 AND NEW.voided_on IS NULL AND EXISTS"
        " (SELECT 1 FROM visit o WHERE o.id <> NEW.id AND o.badge = NEW.badge"
        " AND o.badge_back = 0 AND o.voided_on IS NULL)",
        "这个临时证已经发给了别人",
    ),
    trigger(
        "guard_shift_signed",
        "UPDATE ON guard_shift",
        "OLD.signed_on IS NOT NULL AND NEW.voided_on IS NULL",
        "带班领导已经签字，日志不能再改",
    ),
    *(
        trigger(
            f"{table}_of_shift", f"INSERT ON {table}", f"{_CLOSED.format('NEW')} IS NOT 0",
            "这一班的日志已经签字或作废，不能再添",
        )
        for table in ("shift_guard", "patrol", "shift_equipment")
    ),
    *(
        trigger(
            f"{table}_of_closed", f"UPDATE ON {table}", f"{_CLOSED.format('NEW')} IS NOT 0",
            "这一班的日志已经签字或作废，不能再改",
        )
        for table in ("patrol", "shift_equipment")
    ),
    trigger(
        "incident_of_shift",
        "INSERT ON incident",
        f"NEW.shift_id IS NOT NULL AND {_CLOSED.format('NEW')} IS NOT 0",
        "这一班的日志已经签字或作废，不能再添",
    ),
    trigger(
        "incident_report_of_incident",
        "INSERT ON incident_report",
        "(SELECT voided_on IS NULL AND NEW.told_on || NEW.told_at >= happened_on || happened_at"
        " FROM incident WHERE id = NEW.incident_id) IS NOT 1",
        "报告不能早于事件，作废的事件不能再报告",
    ),
)  # fmt: skip


def up(connection: sqlite3.Connection) -> None:
    """Make the tables of the gate and what guards them."""
    statements = (*TABLES, *(rule for table in GUARDED for rule in guards(table)), *RULES)
    for statement in statements:
        connection.execute(statement)
