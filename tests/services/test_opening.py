"""A book that is opened beside other work is the same book, and refused in the same words."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.opening import Opening
from houqin_desktop.services.people.verbs import AddDepartment
from houqin_desktop.services.session import create_book
from tests.builders import TODAY, clock_at


def test_a_book_opened_beside_other_work_takes_commands_where_it_is_asked_for(tmp_path: Path):
    book = tmp_path / "school.houqin"
    create_book(book, school="示范小学", keeper="周建国", clock=clock_at(TODAY))
    with closing(Opening(book, clock_at(TODAY)).session()) as session:
        assert session.guarded
        assert session.run(AddDepartment(name="教务处")).ids


def test_a_book_that_cannot_be_opened_is_refused_where_it_is_asked_for(tmp_path: Path):
    opening = Opening(tmp_path / "nowhere.houqin", clock_at(TODAY))
    with pytest.raises(Refused) as refusal:
        opening.session()
    assert refusal.value.code == "book_missing"
