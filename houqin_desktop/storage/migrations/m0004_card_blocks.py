"""The blocks of a card: columns of its type and of the school, old codes, pictures.

The program's own columns are rows that this step writes; a column of the school is a row that a
command writes. A value is one text, held to the shape of its column by triggers, so that a database
browser cannot write 若干 into 座位数 either.
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

TABLES = (
    """ALTER TABLE asset ADD COLUMN former_category_code TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE asset ADD COLUMN category_edition TEXT CHECK (
        (category_edition IS NULL) = (former_category_code = '') AND (category_edition IS NULL
        OR category_edition IN ('gbt1994', 'gbt2010', 'procurement2013')))""",
    # The few cards that wait for a code of the present edition, found without the wide rows.
    (
        "CREATE INDEX asset_former_category ON asset (id)"
        " WHERE former_category_code <> '' AND category_code IS NULL"
    ),
    """CREATE TABLE card_field (
        key TEXT PRIMARY KEY CHECK (key <> ''),
        title TEXT NOT NULL UNIQUE CHECK (trim(title) <> '' AND length(title) <= 20),
        shape TEXT NOT NULL CHECK (shape IN ('text', 'number', 'money', 'date', 'choice')),
        prefixes TEXT NOT NULL DEFAULT '',
        choices TEXT NOT NULL DEFAULT '',
        unit TEXT NOT NULL DEFAULT '',
        built_in INTEGER NOT NULL DEFAULT 0 CHECK (built_in IN (0, 1)),
        retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
        CHECK ((shape = 'choice') = (choices <> ''))) STRICT, WITHOUT ROWID""",
    """CREATE TABLE card_value (
        id INTEGER PRIMARY KEY,
        asset_id INTEGER NOT NULL REFERENCES asset (id),
        field_key TEXT NOT NULL REFERENCES card_field (key),
        value TEXT NOT NULL CHECK (length(value) <= 500),
        UNIQUE (asset_id, field_key)) STRICT""",
    "CREATE INDEX card_value_field ON card_value (field_key, value, asset_id)",
    f"""CREATE TABLE asset_picture (
        id INTEGER PRIMARY KEY,
        asset_id INTEGER NOT NULL REFERENCES asset (id),
        ordinal INTEGER NOT NULL CHECK (ordinal > 0),
        sha256 TEXT NOT NULL REFERENCES attachment (sha256),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        {date_column("added_on")},
        turned INTEGER NOT NULL DEFAULT 0 CHECK (turned IN (0, 90, 180, 270)),
        main INTEGER NOT NULL DEFAULT 0 CHECK (main IN (0, 1)),
        removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
        CHECK (main = 0 OR removed = 0),
        UNIQUE (asset_id, ordinal)) STRICT""",
    "CREATE INDEX asset_picture_file ON asset_picture (sha256)",
)
_SAME_PICTURE = (
    "asset_id = NEW.asset_id AND removed = 0 AND NEW.removed = 0"
    " AND (sha256 = NEW.sha256 OR (main = 1 AND NEW.main = 1))"
)
GUARDED = (
    Guarded(
        "card_field",
        keys=("key", "title"),
        for_ever=("shape", "prefixes", "unit", "built_in"),
    ),
    Guarded(
        "card_value",
        keys=("id",),
        compound=("asset_id", "field_key"),
        for_ever=("asset_id", "field_key"),
    ),
    Guarded(
        "asset_picture",
        keys=("id",),
        compound=("asset_id", "ordinal"),
        only_one=f"({_SAME_PICTURE})",
        for_ever=("asset_id", "ordinal", "sha256", "name", "added_on"),
    ),
)

_DIGITS = "CASE WHEN NEW.value GLOB '-*' THEN substr(NEW.value, 2) ELSE NEW.value END"
_NUMBER = (
    f"(trim({_DIGITS}, '0123456789') IN ('', '.') AND ({_DIGITS}) GLOB '[0-9]*'"
    " AND NEW.value GLOB '*[0-9]')"
)
_MONEY = (
    "(NEW.value NOT GLOB '*[^0-9]*' AND length(NEW.value) < 14"
    " AND (NEW.value = '0' OR NEW.value NOT GLOB '0*'))"
)
_FITS = (
    "coalesce((SELECT CASE f.shape WHEN 'text' THEN 1"
    f" WHEN 'number' THEN {_NUMBER} WHEN 'money' THEN {_MONEY}"
    f" WHEN 'date' THEN {PARTIAL_DATE.format('NEW.value').removeprefix('CHECK ')}"
    " ELSE instr(NEW.value, char(10)) = 0 AND instr(char(10) || f.choices || char(10),"
    " char(10) || NEW.value || char(10)) > 0 END"
    " FROM card_field f WHERE f.key = NEW.field_key), 0)"
)
_RETIRED = "(SELECT retired FROM card_field WHERE key = NEW.field_key) = 1"
_GONE = "(SELECT status FROM asset WHERE id = NEW.asset_id) = 'disposed'"
_LOST_CHOICE = (
    "NEW.choices <> OLD.choices AND (OLD.choices = ''"
    " OR substr(NEW.choices, 1, length(OLD.choices) + 1) <> OLD.choices || char(10))"
)

RULES = (
    *(
        trigger(f"card_value_{name}_{event.lower()}", f"{event} ON card_value", when, sentence)
        for event in ("INSERT", "UPDATE")
        for name, when, sentence in (
            ("shape", f"NEW.value <> '' AND NOT {_FITS}", "填写的内容与栏目不符"),
            ("retired", f"NEW.value <> '' AND {_RETIRED}", "栏目已经停用，不能再填"),
            ("gone", _GONE, "资产已经处置下账，不能变动"),
        )
    ),
    trigger("card_field_own", "UPDATE ON card_field", "OLD.built_in = 1", "这一栏由程序规定"),
    trigger(
        "card_field_choices", "UPDATE OF choices ON card_field", _LOST_CHOICE, "已有的选项不能去掉"
    ),
    trigger(
        "asset_picture_single",
        "UPDATE ON asset_picture",
        f"EXISTS (SELECT 1 FROM asset_picture WHERE id <> OLD.id AND {_SAME_PICTURE})",
        "同一文件只能存一次，主图只能有一张",
    ),
    trigger(
        "asset_picture_removed",
        "UPDATE OF removed ON asset_picture",
        "OLD.removed = 1 AND NEW.removed = 0",
        "已移除的图片请重新添加",
    ),
    trigger(
        "asset_category_gone",
        "UPDATE OF former_category_code, category_edition ON asset",
        "OLD.status = 'disposed'",
        "资产已经处置下账，不能变动",
    ),
)
# Key, title, shape, category prefixes, choices line by line, unit: the columns of DOMAIN.md 3.5.
BUILT_IN = (
    ("manufactured_on", "出厂日期", "date", "", "", ""),
    ("booking_state", "财务入账状态", "choice", "", "booked\nunbooked", ""),
    ("stocktake_number", "清查编号", "text", "", "", ""),
    ("site", "坐落位置", "text", "A0101|A0102|A0103|A08040101", "", ""),
    (
        "ownership_form",
        "产权形式",
        "choice",
        "A0101|A0102|A0103|A08040101",
        "titled\nuntitled\nundetermined",
        "",
    ),
    (
        "ownership_nature",
        "权属性质",
        "choice",
        "A0101|A0102|A0103|A08040101",
        "state_owned\nprivately_owned",
        "",
    ),
    ("title_deed", "权属证明", "text", "A0101|A0102|A0103|A08040101", "", ""),
    ("deed_number", "权属证号", "text", "A0101|A0102|A0103|A08040101", "", ""),
    ("deed_holder", "权属人", "text", "A0101|A0102|A0103|A08040101", "", ""),
    ("deed_years", "权属年限", "number", "A0101|A0102|A0103|A08040101", "", "年"),
    ("deed_on", "发证日期", "date", "A0101|A0102|A0103|A08040101", "", ""),
    (
        "structure",
        "建筑结构",
        "choice",
        "A0101|A0102",
        "steel\nreinforced_concrete\nbrick_concrete\nbrick_wood\nsimple_house\nother",
        "",
    ),
    (
        "design_use",
        "设计用途",
        "choice",
        "A0101|A0102",
        "office\nresidence\ncommerce\nown_use",
        "",
    ),
    ("building_area", "建筑面积", "number", "A0101", "", "平方米"),
    ("heated_area", "供暖面积", "number", "A0101", "", "平方米"),
    ("dangerous_area", "危房面积", "number", "A0101", "", "平方米"),
    ("land_area", "土地面积", "number", "A0103|A08040101", "", "平方米"),
    ("completed_on", "竣工日期", "date", "A0101|A0102", "", ""),
    ("own_use_value", "自用价值", "money", "A0101|A0102|A0103|A08040101", "", ""),
    ("let_value", "出租价值", "money", "A0101|A0102|A0103|A08040101", "", ""),
    ("lent_value", "出借价值", "money", "A0101|A0102|A0103|A08040101", "", ""),
    ("idle_value", "闲置价值", "money", "A0101|A0102|A0103|A08040101", "", ""),
    ("other_value", "其他价值", "money", "A0101|A0102|A0103|A08040101", "", ""),
    ("plate_number", "车牌号", "text", "A0203", "", ""),
    ("vehicle_identification", "车辆识别代号", "text", "A0203", "", ""),
    ("engine_number", "发动机号", "text", "A0203", "", ""),
    ("displacement", "排气量", "text", "A0203", "", ""),
    ("driving_licence", "行驶证", "choice", "A0203", "present\nabsent", ""),
    (
        "vehicle_use",
        "车辆用途",
        "choice",
        "A0203",
        "confidential\nemergency\nenforcement\nspecial\nretired_staff\nother",
        "",
    ),
    (
        "establishment",
        "编制情况",
        "choice",
        "A0203",
        "established\nunestablished\nunapproved",
        "",
    ),
    ("licence_holder", "持证人", "text", "A0203", "", ""),
    ("licensed_on", "注册登记日期", "date", "A0203", "", ""),
    ("seats", "座位数", "number", "A0203", "", ""),
    ("mileage", "累计里程", "number", "A0203", "", "公里"),
    ("volumes", "册数", "number", "A04", "", "册"),
    ("book_titles", "种数", "number", "A04", "", "种"),
    ("book_price", "图书单价", "money", "A04", "", ""),
    (
        "relic_grade",
        "文物等级",
        "choice",
        "A03",
        "first\nsecond\nthird\nordinary\nungraded",
        "",
    ),
    ("era", "年代", "text", "A03", "", ""),
    ("collection_number", "藏品号", "text", "A03", "", ""),
)
SEAL = trigger("card_field_sealed", "INSERT ON card_field", "NEW.built_in = 1", "这一栏由程序规定")


def up(connection: sqlite3.Connection) -> None:
    """Make the tables and their guards, and write the program's own columns."""
    every_guard = (statement for table in GUARDED for statement in guards(table))
    for statement in (*TABLES, *every_guard, *RULES):
        connection.execute(statement)
    connection.executemany(
        "INSERT INTO card_field (key, title, shape, prefixes, choices, unit, built_in)"
        " VALUES (?, ?, ?, ?, ?, ?, 1)",
        BUILT_IN,
    )
    connection.execute(SEAL)
