"""A book of every released schema opens, is brought up to date and is still whole."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.disposal.case import disposal_case
from houqin_desktop.services.disposal.drafts import RecordSignature
from houqin_desktop.services.session import open_session
from houqin_desktop.storage.base import db
from houqin_desktop.storage.migrations import SCHEMA_VERSION
from tests.builders import clock_at

DAY = date(2027, 1, 4)
GOLDEN = sorted(Path(__file__).with_name("golden").glob("v*.zip"))


@pytest.fixture(params=GOLDEN, ids=lambda path: path.stem)
def old_book(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    with zipfile.ZipFile(request.param) as file:
        file.extractall(tmp_path)
    return tmp_path / f"{request.param.stem}.houqin"


def test_an_old_book_is_brought_up_to_date_every_invariant_holds_and_work_goes_on(
    old_book: Path,
) -> None:
    """The copy beside it is as the old book was.

    What is personal stays in the book alone, for such a copy is never thrown away.
    """
    version = int(old_book.stem[1:])
    number, everything = image(old_book)
    personal = 'INSERT INTO "personal_value"'
    before = number, sorted(line for line in everything if not line.startswith(personal))
    session = open_session(old_book, clock=clock_at(DAY))
    try:
        assert db.execute_sql("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        require_whole()
        session.run(CorrectAsset(code="ZC2026000001", place="二年级教室", reason="搬了教室"))
        case = disposal_case("BF20260002", session.clock)
        session.run(RecordSignature(number=case.number, step=case.steps[0].key))
        require_whole()
    finally:
        session.close()
    found = [image(copy) for copy in old_book.parent.glob("*.before-*.houqin")]
    copies = [(its_number, sorted(lines)) for its_number, lines in found]
    assert copies == ([before] if version < SCHEMA_VERSION else [])


def test_there_is_a_book_of_the_schema_of_today() -> None:
    assert GOLDEN[-1].stem == f"v{SCHEMA_VERSION:04}"


def require_whole() -> None:
    """Hold the open book against every invariant."""
    assert [(one.id, one.faults) for one in run_checks().invariants if not one.ok] == []


def image(path: Path) -> tuple[int, list[str]]:
    """Return the version of a book and everything that is in it."""
    with closing(sqlite3.connect(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        return version, list(connection.iterdump())
