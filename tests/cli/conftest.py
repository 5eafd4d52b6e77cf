"""The command line as a person uses it: words in, an exit code, an answer and sentences out."""

from __future__ import annotations

import pytest

from tests.builders import TODAY, clock_at
from tests.cli.speaking import CommandLine


@pytest.fixture
def cli(book_path, capsys, monkeypatch):
    """Return the program, ready to be spoken to, on a book and a day of the test's own."""
    monkeypatch.setattr("houqin_desktop.app.SystemClock", lambda: clock_at(TODAY))
    monkeypatch.setenv("XDG_DATA_HOME", str(book_path.parent / "data"))
    return CommandLine(book_path, capsys, monkeypatch)
