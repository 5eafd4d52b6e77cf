"""A disk with less and less room: the book says so in a sentence and loses nothing confirmed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.session import create_book, open_session
from houqin_desktop.storage.journal import head
from tests.builders import TODAY, Book, clock_at, copy_book
from tests.scenarios.watched_disk import FULL, OK, Event, watched_disk

SIZES = range(0, 65 * 4096, 4096)
MOST_CARDS = 250


@dataclass
class Quota:
    """Refuses what would let the book and its side file grow by more than is free."""

    free: int
    sizes: dict[str, int] = field(default_factory=dict)

    def __call__(self, event: Event) -> int:
        size = self.sizes.get(event.file, 0)
        if event.deed == "cut":
            self._resize(event.file, event.at)
        elif event.deed == "write" and (grown := event.at + len(event.data)) > size:
            if grown - size > self.free:
                return FULL
            self._resize(event.file, grown)
        return OK

    def _resize(self, file: str, size: int) -> None:
        self.free += self.sizes.get(file, 0) - size
        self.sizes[file] = size


def fill(path: Path, free: int) -> tuple[list[str], str]:
    """Register cards until the disk is full; return their numbers and what was said."""
    codes: list[str] = []
    said = ""
    with watched_disk() as disk:
        disk.keeps = False
        disk.answer = Quota(free, {path.name: path.stat().st_size})
        book = Book(open_session(path, clock=clock_at(TODAY)))
        before = head()
        while len(codes) < MOST_CARDS and not said:
            try:
                codes.append(book.asset())
                before = head()
            except Refused as refused:
                said = f"{refused.code}: {refused.sentence}"
        assert head() == before
        # The refusal is gone, and nothing else may hold on to the book.
        book.session.close()
    return codes, said


@pytest.mark.parametrize("free", SIZES)
def test_a_full_disk_is_said_and_loses_nothing(template: Path, tmp_path: Path, free: int):
    path = copy_book(template, tmp_path)
    codes, said = fill(path, free)
    assert said.startswith("disk_full: 磁盘已满")
    book = Book(open_session(path, clock=clock_at(TODAY)))
    try:
        assert [row["code"] for row in book.rows("asset")] == codes
        book.asset()
        book.require_whole()
    finally:
        book.session.close()


def test_a_disk_with_room_lets_all_of_it_in(book_path: Path):
    codes, said = fill(book_path, 64 * 1024 * 1024)
    assert (len(codes), said) == (MOST_CARDS, "")


def found(path: Path, free: int) -> None:
    """Found a book on a disk with so much room."""
    with watched_disk() as disk:
        disk.keeps = False
        disk.answer = Quota(free)
        create_book(path, school="示范小学", keeper="周建国", clock=clock_at(TODAY))


def test_a_book_for_which_there_is_no_room_is_not_founded_and_nothing_is_left(tmp_path: Path):
    whole = tmp_path / "够放" / "账簿.sqlite"
    found(whole, 64 * 1024 * 1024)
    size = whole.stat().st_size
    path = tmp_path / "不够" / "账簿.sqlite"
    for tenth in range(10):
        with pytest.raises(Refused, match="没有留下账簿。请换一个能写入、有空间的文件夹") as said:
            found(path, size * tenth // 10)
        assert said.value.code == "not_writable"
        assert [one for one in path.parent.rglob("*") if one.is_file()] == []
    found(path, 64 * 1024 * 1024)
    session = open_session(path, clock=clock_at(TODAY))
    try:
        Book(session).require_whole()
    finally:
        session.close()
