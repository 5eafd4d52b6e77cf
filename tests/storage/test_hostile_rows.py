"""No row is deleted, no row is written over another, and no line of the flow is ever changed."""

from __future__ import annotations

import pytest

from houqin_desktop.storage.migrations import guarded
from tests.storage.conftest import Hand

KEYS = {table.table: table.keys for table in guarded() if table.keys}
COMPOUND_KEYS = {table.table: table.compound for table in guarded() if table.compound}
APPEND_ONLY = {table.table for table in guarded() if table.append_only}
TABLES = sorted(KEYS.keys() | COMPOUND_KEYS.keys())
# Tables that no command of the crowded book fills.
EMPTY: set[str] = set()
FILLED = [table for table in TABLES if table not in EMPTY]
UNIQUE = [(table, key) for table, keys in sorted(KEYS.items()) for key in keys]
OTHER_UNIQUE = [(table, key) for table, key in UNIQUE if key != KEYS[table][0]]


def columns(hand: Hand, table: str) -> list[str]:
    return hand.column(f"SELECT name FROM pragma_table_info('{table}')")


@pytest.mark.parametrize("table", FILLED)
def test_nothing_is_deleted(hand: Hand, table: str):
    assert "不可删除" in hand.refused(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", sorted(APPEND_ONLY - EMPTY))
def test_a_line_of_the_flow_is_never_changed(hand: Hand, table: str):
    for column in columns(hand, table):
        assert "不可修改" in hand.refused(f"UPDATE {table} SET {column} = {column}")
        assert "不可修改" in hand.refused(f"UPDATE OR REPLACE {table} SET {column} = {column}")
        assert "不可修改" in hand.refused(f"UPDATE OR IGNORE {table} SET {column} = {column}")


@pytest.mark.parametrize("table", FILLED)
@pytest.mark.parametrize("verb", ["INSERT", "INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE"])
def test_no_row_is_written_over_another(hand: Hand, table: str, verb: str):
    hand.refused(f"{verb} INTO {table} SELECT * FROM {table} LIMIT 1")


@pytest.mark.parametrize(("table", "key"), [each for each in UNIQUE if each[0] not in EMPTY])
def test_no_row_takes_the_place_of_another_by_any_of_its_keys(hand: Hand, table: str, key: str):
    """A new row that shares one key only; every other key is made new."""
    chosen = []
    for column in columns(hand, table):
        if column != key and column in KEYS[table]:
            chosen.append(
                f"(SELECT max({column}) + 1 FROM {table})"
                if column == "id" or column.endswith("_id") or column in {"seq", "last"}
                else f"{column} || 'x'"
            )
        else:
            chosen.append(column)
    hand.refused(
        f"INSERT OR REPLACE INTO {table} SELECT {', '.join(chosen)} FROM {table}"
        f" WHERE {key} IS NOT NULL LIMIT 1"
        if table != "asset" or key != "fingerprint"
        else "INSERT OR REPLACE INTO asset SELECT * FROM asset LIMIT 1"
    )


@pytest.mark.parametrize("table", FILLED)
def test_an_upsert_is_refused_too(hand: Hand, table: str):
    column = columns(hand, table)[-1]
    hand.refused(
        f"INSERT INTO {table} SELECT * FROM {table} WHERE 1 LIMIT 1"
        f" ON CONFLICT DO UPDATE SET {column} = {column}"
    )


@pytest.mark.parametrize("table", FILLED)
def test_the_key_of_a_row_is_never_changed(hand: Hand, table: str):
    key = KEYS.get(table, COMPOUND_KEYS.get(table, ("",)))[0]
    other = f"(SELECT max({key}) FROM {table})"
    for verb in ("UPDATE", "UPDATE OR REPLACE"):
        hand.refused(f"{verb} {table} SET {key} = {key} || '9'")
        if len(set(hand.column(f"SELECT {key} FROM {table}"))) > 1:
            hand.refused(
                f"{verb} {table} SET {key} = {other} WHERE {key} = (SELECT min({key}) FROM {table})"
            )


@pytest.mark.parametrize(
    ("table", "key"), [each for each in OTHER_UNIQUE if each[0] not in EMPTY | APPEND_ONLY]
)
def test_no_row_takes_the_unique_word_of_another(hand: Hand, table: str, key: str):
    first = KEYS[table][0]
    if key == "fingerprint":
        hand.refused(
            "UPDATE OR REPLACE asset SET fingerprint = 'same'"
            " WHERE status <> 'disposed' AND code IN ('FREE', 'ELSEWHERE')"
        )
        return
    hand.refused(
        f"UPDATE OR REPLACE {table} SET {key} = (SELECT {key} FROM {table} WHERE {key} IS NOT NULL"
        f" ORDER BY {first} DESC LIMIT 1) WHERE {first} = (SELECT min({first}) FROM {table})"
    )


@pytest.mark.parametrize("table", TABLES)
def test_no_table_has_a_hidden_second_key(hand: Hand, table: str):
    """A rowid beside a text key would let INSERT OR REPLACE delete a row that nobody named."""
    (without_rowid,) = hand.column(f"SELECT wr FROM pragma_table_list('{table}')")
    keys = hand.column(f"SELECT name FROM pragma_table_info('{table}') WHERE pk > 0")
    types = hand.column(f"SELECT type FROM pragma_table_info('{table}') WHERE pk > 0")
    assert without_rowid or (len(keys), types) == (1, ["INTEGER"])


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO route_step VALUES ('easy', 'nod', 1, 'finance', NULL, 0)",
        "INSERT INTO route_step VALUES ('disposal_small', 'nod', 1, 'finance', NULL, 0)",
        "INSERT INTO voucher_kind VALUES ('gift', 'ZS')",
        "INSERT INTO location (kind, code) VALUES ('virtual', 'NOWHERE')",
    ],
)
def test_routes_kinds_and_outside_places_belong_to_the_program(hand: Hand, sql: str):
    assert "由程序规定" in hand.refused(sql)


LAST = "(SELECT max(seq) FROM journal)"
JOURNAL_ROW = (
    "INSERT INTO journal SELECT {seq}, {command}, verb, actor_id, business_on, {at}, subject,"
    f" subject_key, before, after, hash FROM journal WHERE seq = {LAST}"
)
NEXT = {"seq": f"{LAST} + 1", "command": "'forged'", "at": "recorded_at"}


@pytest.mark.parametrize(
    "change",
    [
        {"seq": f"{LAST} + 2"},
        {"seq": "-1"},
        {"seq": "0"},
        {"seq": "NULL"},
        {"command": "command_id"},
        {"at": "'2001-01-01T00:00:00'"},
    ],
)
def test_the_journal_has_no_gap_no_late_row_and_no_step_back_in_time(
    hand: Hand, change: dict[str, str]
):
    hand.refused(JOURNAL_ROW.format(**NEXT | change))


def test_a_line_of_the_journal_belongs_to_a_command(careful_hand: Hand):
    assert "FOREIGN KEY" in careful_hand.refused(JOURNAL_ROW.format(**NEXT))


@pytest.mark.parametrize("seq", ["1", LAST, f"{LAST} + 2"])
def test_a_command_stands_at_the_end_of_the_journal(hand: Hand, seq: str):
    hand.refused(
        "INSERT INTO command SELECT 'forged', verb, actor_id, business_on, recorded_at,"
        f" content_hash, answer, {seq} FROM command LIMIT 1"
    )


def test_a_sequence_never_runs_backwards(hand: Hand):
    assert "向前" in hand.refused("UPDATE number_sequence SET last = last - 1 WHERE last > 0")
