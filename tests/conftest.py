"""What every test stands on: no screen, no clock that decides, a book of its own."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from houqin_desktop.services.demo.making import make_demo
from houqin_desktop.services.session import open_session
from houqin_desktop.storage.database import close_database
from tests.builders import TODAY, Book, clock_at, copy_book, found_school

os.environ["QT_QPA_PLATFORM"] = "offscreen"

# Thousands of commits would each wait for a disk, which no test can pull the plug of: power cuts
# and failing disks are played on what was written. Workers and programs started here inherit it.
MEMORY, ROOM_IN_MEMORY = Path("/dev/shm"), 4 * 1024**3
if (
    "TMPDIR" not in os.environ
    and os.access(MEMORY, os.W_OK)
    and shutil.disk_usage(MEMORY).free > ROOM_IN_MEMORY
):
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

settings.register_profile("houqin", deadline=None)
settings.load_profile("houqin")


# What takes longest begins first, so that no worker waits for another at the end.
LONGEST = (
    "tests/scenarios/test_tour.py",
    "tests/visual/",
    "tests/scenarios/test_start_races.py",
    "tests/scenarios/test_random_",
    "tests/storage/test_migrating.py",
    "tests/gui/test_every_dialog.py",
    "tests/scenarios/",
    "tests/gui/test_closing.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the longest tests to the front; the others keep their order."""
    items.sort(key=lambda item: [not item.nodeid.startswith(name) for name in LONGEST])


def pytest_collection_finish() -> None:
    """Let the garbage collector leave the tests themselves alone, a million objects that stay."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Found the school once; every book is a copy of it."""
    path = tmp_path_factory.mktemp("template") / "账簿.sqlite"
    found_school(path)
    return path


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the demo school once; who changes it, or opens it by itself, takes a copy."""
    close_database()
    path = tmp_path_factory.mktemp("demo") / "demo.houqin"
    make_demo(path)
    return path


@pytest.fixture
def book_path(template: Path, tmp_path: Path) -> Path:
    """A closed book of the test's own."""
    return copy_book(template, tmp_path)


@pytest.fixture
def book(book_path: Path) -> Iterator[Book]:
    """An open book of the test's own, on the day of the tests."""
    close_database()
    session = open_session(book_path, clock=clock_at(TODAY))
    yield Book(session)
    session.close()
