"""One open book, one person at work, one clock: what a window or a command line holds."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from peewee import OperationalError

from houqin_desktop.domain.calendar import Clock
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.rights import Standing
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Result, execute
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.rights import standing_of
from houqin_desktop.storage.database import (
    attachments_folder,
    close_database,
    create_database,
    open_database,
)
from houqin_desktop.storage.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Session:
    """The open book; every question and every command goes through it."""

    book_path: Path
    clock: Clock
    actor_number: str | None = None

    @property
    def attachments(self) -> Path:
        """Return the folder of the book's attachments."""
        return attachments_folder(self.book_path)

    def actor(self) -> Person | None:
        """Return the person at work, or None if nobody was chosen and nobody is in office."""
        if self.actor_number is not None:
            return lookup.person(self.actor_number)
        holder = lookup.holder(Post.HEAD_STOREKEEPER, self.clock.today())
        return None if holder is None else lookup.person_by_id(holder)

    def choose_actor(self, reference: str) -> None:
        """Choose the 经办人 by number or name; refuse somebody unknown or gone."""
        person = lookup.person(reference)
        if person.left_on is not None and person.left_on < self.clock.today():
            raise Refused(
                f"{person.name} 已于 {person.left_on} 离岗，不能作经办人。", code="person_left"
            )
        self.actor_number = person.number

    def standing(self) -> Standing | None:
        """Return what the person at work is today, or None if nobody is."""
        actor = self.actor()
        return None if actor is None else standing_of(actor, self.clock.today())

    def run(self, draft: Draft, *, on: date | None = None, command_id: str | None = None) -> Result:
        """Carry out a command; when this returns, it is in the book.

        :raises Refused: when a rule says no; then nothing was written.
        """
        return execute(draft, actor=self.actor(), clock=self.clock, on=on, command_id=command_id)

    def require_other_file(self, path: Path) -> None:
        """Refuse to write a paper or a workbook over the book, its journal or its attachments.

        :raises Refused: for a path that belongs to the book.
        """
        book, target = self.book_path.resolve(), path.resolve()
        own = (book, book.with_name(book.name + "-journal"), attachments_folder(book))
        if target in own or attachments_folder(book) in target.parents:
            raise Refused(
                f"{path.name} 是账簿自己的文件，没有写。请换一个文件名或文件夹。", code="own_file"
            )

    def close(self) -> None:
        """Close the book and give up its lock."""
        close_database()


def open_session(path: Path, *, clock: Clock, actor: str | None = None) -> Session:
    """Open a book for one person at work.

    :raises Refused: for a book that cannot be opened, or an unknown person.
    """
    open_database(path)
    session = Session(path, clock)
    if actor is not None:
        try:
            session.choose_actor(actor)
        except Refused:
            session.close()
            raise
    return session


def create_book(
    path: Path,
    *,
    school: str,
    keeper: str,
    clock: Clock,
    demo: bool = False,
    command_id: str | None = None,
) -> None:
    """Make a new book with its 总保管室 and its first 总保管员.

    :raises Refused: when something is already there, or a name is empty.
    """
    # Imported here: the founding command needs the registry, which needs every feature.
    from houqin_desktop.services.founding import FoundBook, seed_categories

    try:
        _require_free(path)
        unfinished = path.with_name(path.name + ".new")
        path.parent.mkdir(parents=True, exist_ok=True)
        with _fresh(unfinished):
            create_database(unfinished)
            seed_categories()
            founding = FoundBook(school=school, keeper=keeper, demo=demo)
            execute(founding, actor=None, clock=clock, command_id=command_id)
        attachments_folder(path).mkdir(exist_ok=True)
        unfinished.rename(path)
    except (OSError, OperationalError) as error:
        raise Refused(
            f"{path} 建不成，没有留下账簿。请换一个能写入、有空间的文件夹。", code="not_writable"
        ) from error


def _require_free(path: Path) -> None:
    if path.exists():
        raise Refused(f"{path} 已经存在，没有覆盖。请换一个文件名。", code="book_exists")
    folder = attachments_folder(path)
    if folder == path or (folder.is_dir() and any(folder.iterdir())):
        raise Refused(
            f"附件文件夹 {folder.name} 已有别的账簿在用。请给新账簿换一个文件名。",
            code="book_exists",
        )


@contextmanager
def _fresh(path: Path) -> Iterator[None]:
    """Close the book at the end, and take away what a failed beginning left."""
    with suppress(FileNotFoundError):
        path.unlink()
    try:
        yield
    except BaseException:
        close_database()
        path.unlink(missing_ok=True)
        path.with_name(path.name + "-journal").unlink(missing_ok=True)
        raise
    close_database()
    path.with_name(path.name + "-journal").unlink(missing_ok=True)
