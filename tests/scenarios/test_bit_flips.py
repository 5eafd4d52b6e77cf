"""One bit of a book turns over on the disk: the program refuses it, or names it, or is unharmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.session import open_session
from houqin_desktop.storage.database import close_database
from tests.builders import TODAY, Book, clock_at
from tests.long_run import note, times

FLIPS = times(daily=60, long=1_000)


def look_at(path: Path) -> str:
    """Open a book and check it; anything but a refusal or a report is a defect."""
    try:
        session = open_session(path, clock=clock_at(TODAY))
    except Refused as refused:
        return refused.code
    try:
        return "whole" if run_checks().ok else "named"
    finally:
        session.close()


@pytest.fixture
def worked(book: Book) -> bytes:
    """The bytes of a book in which something has happened."""
    book.write_off(book.small_case())
    book.large_case()
    book.session.close()
    return book.path.read_bytes()


def flipped(content: bytes, at: int, bit: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1 << bit]) + content[at + 1 :]


def test_a_turned_bit_never_brings_the_program_down(book: Book, worked: bytes):
    r = Random()
    found: Counter[str] = Counter()
    for _ in range(FLIPS):
        at, bit = r.randrange(len(worked)), r.randrange(8)
        book.path.write_bytes(flipped(worked, at, bit))
        found[look_at(book.path)] += 1
    close_database()
    refused = {"book_damaged", "book_foreign", "book_newer"}
    assert set(found) <= refused | {"named", "whole"}
    note("翻转一位", flips=FLIPS, **{answer: found[answer] for answer in ("named", "whole")})


@pytest.mark.parametrize(
    "find",
    [
        lambda content: content.rindex(b'"status":"disposed"') + 11,
        lambda content: content.rindex("台式计算机".encode()) + 1,
        lambda content: content.rindex(b"BF20260001"),
        lambda content: content.index("台式计算机".encode()),
    ],
)
def test_a_turned_bit_in_what_was_written_is_named(
    book: Book, worked: bytes, find: Callable[[bytes], int]
):
    book.path.write_bytes(flipped(worked, find(worked), 0))
    assert look_at(book.path) == "named"
