"""Every failure that nobody foresaw ends in a sentence and a number, in each command there is.

The log tells places in the program and nothing of what was written; the book is as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from houqin_desktop import app
from houqin_desktop.services.commands import Result, Task
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.storage.base import db
from houqin_desktop.storage.journal import head
from tests.builders import Book
from tests.scenarios.busy_office import commands_at_work, give_every_command
from tests.scenarios.watched_session import Given, watched_book


@dataclass
class Defects:
    """Lets each command fail once when its rows are all written, then carries it out."""

    path: Path
    monkeypatch: pytest.MonkeyPatch
    log: Path
    failed: set[str] = field(default_factory=set)

    def __call__(self, given: Given) -> Result:
        if given.draft.verb not in self.failed:
            self.fail(given)
        return given.carry_out()

    def fail(self, given: Given) -> None:
        before, log_before = (head(), self.path.read_bytes()), self.logged()
        with self.failing_at_the_end(given.draft):
            try:
                given.carry_out()
            except KeyError as error:
                sentence, details = app._defect_in_window(error)
            except Exception:  # noqa: BLE001 - an ordinary refusal comes before the end
                return
        self.failed.add(given.draft.verb)
        assert sentence.startswith("没有保存：")
        assert details.split()[0] in sentence
        assert "数据没有改变" in sentence
        assert (head(), self.path.read_bytes()) == before
        assert not db.connection().in_transaction
        new = self.logged().removeprefix(log_before)
        assert new == details
        assert new.isascii()
        told = [text for _, text in given.draft.texts() if len(text) > 3]
        assert [text for text in told if text in new] == []

    def logged(self) -> str:
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""

    @contextmanager
    def failing_at_the_end(self, draft: Draft) -> Iterator[None]:
        def finish(_task: Task, **_answer: Any) -> int:
            raise KeyError(repr(draft))

        with self.monkeypatch.context() as patch:
            patch.setattr(Task, "finish", finish)
            yield


def test_a_defect_in_any_command_says_that_nothing_was_saved_and_logs_no_name(
    book_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(app, "_data_folder", lambda: tmp_path)
    defects = Defects(book_path, monkeypatch, tmp_path / "houqin.log")
    book = watched_book(book_path, defects, actor="P0001")
    try:
        give_every_command(book, tmp_path)
        book.require_whole()
    finally:
        book.session.close()
    assert sorted(defects.failed) == commands_at_work()


def test_a_log_that_tells_what_was_written_is_found_out(
    book_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    log = tmp_path / "houqin.log"

    def tell_all(error: BaseException) -> tuple[str, str]:
        log.write_text(f"1 {error!r}", encoding="utf-8")
        return "1", f"1 {error!r}"

    monkeypatch.setattr(app, "keep_record", tell_all)
    book = watched_book(book_path, Defects(book_path, monkeypatch, log), actor="P0001")
    try:
        with pytest.raises(AssertionError):
            book.run(AddPerson(name="新来的"))
    finally:
        book.session.close()


def test_a_clock_ten_years_ahead_and_right_again_leaves_a_whole_book(book: Book):
    book.small_case()
    book.move_to(date(2036, 11, 22))
    ahead = book.run(AddPerson(name="新来的")).seq
    book.move_to(date(2026, 11, 23))
    book.write_off(book.small_case())
    times = [row["recorded_at"] for row in book.rows("journal")]
    assert times == sorted(times)
    (row,) = book.rows("command", "seq = ?", ahead)
    assert row["business_on"] == "2036-11-22"
    book.require_whole()


def test_a_clock_ten_years_back_finds_nobody_in_office_and_writes_nothing(book: Book):
    book.small_case()
    book.move_to(date(2016, 11, 22))
    book.refuses(AddPerson(name="新来的"), "no_actor")
    book.move_to(date(2026, 11, 23))
    book.run(AddPerson(name="新来的"))
    book.require_whole()
