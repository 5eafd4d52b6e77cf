"""The journal: gapless, chained row by row, and enough to write the whole book again."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.storage.base import db
from houqin_desktop.storage.journal import GENESIS_HASH, Chain, head, row_hash
from houqin_desktop.storage.row_writing import canonical
from tests.builders import Book

Rows = list[list[Any]]
SEQ, HASH = 0, 10


def journal(book: Book) -> Rows:
    book.write_off(book.small_case())
    book.run(AddPerson(name="㛃䶮"))
    return [list(row) for row in db.execute_sql("SELECT * FROM journal ORDER BY seq")]


def faults(rows: Rows) -> int:
    chain = Chain()
    for row in rows:
        chain.take(tuple(row))
    return len(chain.numbering) + len(chain.hashes) + len(chain.images)


def change_a_word(rows: Rows, r: Random) -> None:
    row = r.choice(rows)
    column = r.choice([c for c in range(1, HASH) if row[c] is not None])
    row[column] = f"{row[column]}0" if isinstance(row[column], str) else row[column] + 1


def change_a_hash(rows: Rows, r: Random) -> None:
    row = r.choice(rows)
    row[HASH] = row[HASH][::-1]


def forget_a_row(rows: Rows, r: Random) -> None:
    del rows[r.randrange(len(rows) - 1)]


def forget_and_close_the_gap(rows: Rows, r: Random) -> None:
    forget_a_row(rows, r)
    for seq, row in enumerate(rows, start=1):
        row[SEQ] = seq


def swap_two_rows(rows: Rows, r: Random) -> None:
    first, second = r.sample(range(len(rows)), 2)
    for column in range(1, HASH + 1):
        rows[first][column], rows[second][column] = rows[second][column], rows[first][column]


def slip_a_row_in(rows: Rows, r: Random) -> None:
    at = r.randrange(len(rows) - 1)
    rows.insert(at, list(rows[at]))
    for seq, row in enumerate(rows, start=1):
        row[SEQ] = seq


@pytest.mark.parametrize(
    "harm",
    [
        change_a_word,
        change_a_hash,
        forget_a_row,
        forget_and_close_the_gap,
        swap_two_rows,
        slip_a_row_in,
    ],
)
def test_every_harm_to_the_journal_shows(book: Book, harm: Callable[[Rows, Random], None]):
    rows = journal(book)
    assert faults(rows) == 0
    for seed in range(50):
        harmed = [list(row) for row in rows]
        harm(harmed, Random(seed))
        assert faults(harmed), (harm.__name__, seed)


def test_a_changed_row_whose_own_hash_was_made_again_breaks_the_next_one(book: Book):
    rows = journal(book)
    row, before = rows[len(rows) // 2], rows[len(rows) // 2 - 1]
    row[3] += 1
    row[HASH] = row_hash(row[:HASH], before[HASH])
    assert faults(rows) == 1


def test_the_head_is_the_last_row_and_an_empty_journal_has_zeros(book: Book):
    rows = journal(book)
    assert head() == (rows[-1][SEQ], rows[-1][HASH])
    assert row_hash(rows[0][:HASH], GENESIS_HASH) == rows[0][HASH]


def test_rare_characters_stand_in_the_journal_as_they_are(book: Book):
    (row,) = [row for row in journal(book) if "㛃" in row[9]]
    assert json.loads(row[9])["name"] == "㛃䶮"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(),
        lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts),
        max_leaves=8,
    )
)
def test_one_content_has_one_spelling(content: object):
    spelled = canonical(content)
    assert json.loads(spelled) == content
    assert canonical(json.loads(spelled)) == spelled
