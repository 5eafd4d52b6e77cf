"""Rows in bulk: written as they were given, and each image as the journal spells it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.storage.asset import Custody
from houqin_desktop.storage.base import columns, db
from houqin_desktop.storage.people import Department
from houqin_desktop.storage.row_writing import canonical, images, table_of, write_rows
from tests.builders import Book

CELL = st.none() | st.integers(-(2**63), 2**63 - 1) | st.text() | st.sampled_from(["", "台", '"'])
ROWS_OF_A_STATEMENT = 500


@pytest.mark.parametrize("model", [Department, Custody])
@given(data=st.data())
def test_an_image_is_the_canonical_spelling_of_what_is_journalled(model, data: st.DataObject):
    table = table_of(model)
    names = [field.column_name for field in columns(model)]
    row = st.tuples(*[CELL] * len(names))
    rows = data.draw(st.lists(row, min_size=1, max_size=5))
    # Columns that say the same in all rows are written another way.
    same = data.draw(st.sets(st.integers(0, len(names) - 1)))
    by_column = [
        [cells[0]] * len(cells) if place in same else cells
        for place, cells in enumerate(map(list, zip(*rows, strict=True)))
    ]
    wanted = [
        canonical({n: cell for n, cell in zip(names, cells, strict=True) if n in table.journalled})
        for cells in zip(*by_column, strict=True)
    ]
    assert images(table, by_column) == wanted


@pytest.mark.parametrize(
    "count",
    [1, ROWS_OF_A_STATEMENT - 1, ROWS_OF_A_STATEMENT, ROWS_OF_A_STATEMENT + 1, 1_000],
)
def test_every_row_is_written_once_and_in_order_however_many_there_are(book: Book, count: int):
    db.execute_sql("CREATE TEMP TABLE kept (number INTEGER PRIMARY KEY, name TEXT, same TEXT)")
    numbers = range(count)
    names = [f"第{number}行" for number in numbers]
    write_rows("kept", [numbers, names, ["台"] * count])
    kept = db.execute_sql("SELECT * FROM kept ORDER BY number").fetchall()
    assert kept == [(number, names[number], "台") for number in numbers]
