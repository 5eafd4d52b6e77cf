"""检查数据: what was changed behind the program's back is found and named."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.session import open_session
from houqin_desktop.storage.file_faults import structure_words
from tests.browsing import unguarded
from tests.builders import TODAY, clock_at


def tampered(book, *statements: str):
    """Change the file with its guards taken off, as somebody with a database browser could."""
    path = book.path
    book.session.close()
    with unguarded(path) as connection:
        for statement in statements:
            connection.execute(statement)
    book.session = open_session(path, clock=clock_at(TODAY))
    return {found.id for found in run_checks().invariants if found.faults}


def test_a_fresh_book_and_a_worked_book_are_whole(book):
    book.require_whole()
    number = book.large_case()
    book.write_off(number)
    book.require_whole()


def test_every_invariant_has_a_number_of_its_own(book):
    numbers = [one.id for one in run_checks().invariants]
    assert sorted(set(numbers)) == sorted(numbers)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE journal SET after = replace(after, '台式', '台灯') WHERE subject = 'asset'", "I3"),
        ("UPDATE journal SET actor_id = 2 WHERE seq = 5", "I3"),
        ("DELETE FROM journal WHERE seq = 7", "I2"),
        ("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)", "I5"),
        ("UPDATE asset SET name = '台灯'", "I5"),
        ("UPDATE asset SET original_value_fen = original_value_fen + 1", "I13"),
        ("UPDATE asset SET storeroom_id = 1", "I10"),
        ("UPDATE asset SET status = 'disposed'", "I20"),
        ("DELETE FROM posting", "I10"),
        ("UPDATE posting SET quantity = 2", "I10"),
        ("UPDATE voucher SET state = 'approved'", "I21"),
        ("UPDATE voucher SET route = 'disposal_small'", "I23"),
        ("UPDATE disposal_line SET open = 0", "I24"),
        ("UPDATE signature SET digest = 'x'", "I22"),
        ("UPDATE storeroom SET parent_id = 2 WHERE id = 3", "I14"),
        ("UPDATE voucher SET serial = 4", "I30"),
        ("DROP TABLE number_sequence", "I34"),
        ("DROP INDEX disposal_line_one_open_case", "I34"),
        ("DELETE FROM route_step WHERE step = 'finance'", "I34"),
        ("UPDATE route_step SET post = 'storekeeper' WHERE step = 'finance'", "I34"),
        ("DELETE FROM voucher_kind WHERE kind = 'write_off'", "I34"),
        ("DELETE FROM location WHERE code = 'ADJUST'", "I34"),
    ],
)
def test_tampering_is_found_by_the_invariant_that_it_breaks(book, statement, found):
    number = book.large_case()
    book.sign(number, "finance")
    if statement == "DROP TABLE number_sequence":
        statement = "ALTER TABLE number_sequence RENAME COLUMN last TO latest"
    assert found in tampered(book, statement)


def test_an_index_that_does_not_agree_is_named_in_chinese_and_once(book):
    book.asset()
    book.session.close()
    with closing(sqlite3.connect(book.path, isolation_level=None)) as connection:
        index = "FROM sqlite_master WHERE name = 'journal_subject'"
        (*row,) = connection.execute(f"SELECT * {index}").fetchone()
        connection.execute("PRAGMA writable_schema = RESET")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(f"DELETE {index}")
    with unguarded(book.path) as connection:
        connection.execute("UPDATE journal SET subject = 'person' WHERE subject = 'asset'")
    with closing(sqlite3.connect(book.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)
    book.session = open_session(book.path, clock=clock_at(TODAY))
    (result,) = [one for one in run_checks().invariants if one.id == "I34"]
    assert result.faults == ("索引 journal_subject 与内容不符",)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("wrong # of entries in index journal_subject", "索引 journal_subject 与内容不符"),
        ("row 11 missing from index location_code", "索引 location_code 与内容不符"),
        ("non-unique entry in index location_code", "索引 location_code 与内容不符"),
        ("row 3 values differ from index location_code", "索引 location_code 与内容不符"),
        ("NULL value in asset.name", "资产有一行的内容不合规定"),
        ("NUMERIC value in asset.name", "资产有一行的内容不合规定"),
        ("CHECK constraint failed in asset", "资产有一行的内容不合规定"),
        ("row not in PRIMARY KEY order for asset", "资产有一行的内容不合规定"),
        ("Tree 7 page 9 cell 3: Rowid 5 out of order", "文件第 9 页已损坏"),
        ("On tree page 9 cell 3: 2nd reference to page 12", "文件第 9 页已损坏"),
        ("Page 14: never used", "文件第 14 页已损坏"),
        ("Freelist: size is 3 but should be 4", "文件结构有损坏"),
    ],
)
def test_what_the_library_says_of_the_file_is_said_in_chinese(message, words):
    assert structure_words(message, {"asset": "资产"}.__getitem__) == words


def test_a_missing_and_an_altered_scan_are_named(book, tmp_path):
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(b"%PDF-1.4 signed")
    number = book.large_case()
    book.sign(number, "finance", scan=str(scan))
    (stored,) = book.session.attachments.rglob("*.pdf")
    stored.write_bytes(b"%PDF-1.4 forged")
    assert {i.id for i in run_checks().invariants if i.faults} == {"I33"}
    stored.unlink()
    (result,) = [i for i in run_checks().invariants if i.faults]
    assert "不见了" in result.faults[0]


def test_a_check_can_be_cancelled_between_two_invariants(book):
    assert run_checks(lambda: True).invariants == ()
