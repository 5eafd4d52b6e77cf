"""One open book, one person at work, one clock: what a window or a command line holds."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from peewee import OperationalError

from houqin_desktop.domain.anchor import Discord, Doubt, Unchecked
from houqin_desktop.domain.calendar import Clock
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.operators import Secret
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.rights import Standing
from houqin_desktop.domain.settings import IS_DEMO
from houqin_desktop.services import lookup
from houqin_desktop.services.changes import Topic
from houqin_desktop.services.commands import Result, all_or_none, execute
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.guard import Guard
from houqin_desktop.services.people.login import Door
from houqin_desktop.services.people.rights import NOBODY_AT_WORK, is_barred, standing_of
from houqin_desktop.storage import open_file
from houqin_desktop.storage.anchor import doubt_of_book, leave_anchor, leave_head, mark_of_book
from houqin_desktop.storage.base import UNREADABLE
from houqin_desktop.storage.book_place import require_local, sync_warning
from houqin_desktop.storage.database import (
    attachments_folder,
    close_database,
    create_database,
    is_open,
    open_database,
)
from houqin_desktop.storage.left_file import is_as_left, note_as_left
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.ring_copies import doubt_by_copies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from houqin_desktop.storage.anchor import Mark


@dataclass
class Session:
    """The open book; every question and every command goes through it.

    `doubt` says why it is not the book that this computer remembers; `as_left` is false until one
    was checked whose file is not as it was left. A `guarded` session copies the book before a
    risky command and asks about the clock; of an `anchored` one the head is remembered.
    """

    book_path: Path
    clock: Clock
    actor_number: str | None = None
    door: Door = field(default_factory=Door)
    doubt: Doubt | Discord | Unchecked | None = None
    as_left: bool = True
    guarded: bool = False
    anchored: bool = True
    guard: Guard = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Set the guard before every command."""
        self.guard = Guard(self)

    @property
    def attachments(self) -> Path:
        """Return the folder of the book's attachments."""
        return attachments_folder(self.book_path)

    def place_warning(self) -> str:
        """Return the warning that the book lies in a folder of a cloud service, or nothing."""
        return place_warning(self.book_path)

    def actor(self) -> Person | None:
        """Return the person at work, or None if nobody was chosen and nobody is in office.

        Who was not chosen is not at work by himself where he would be asked for a password.
        """
        if self.actor_number is not None:
            return lookup.person(self.actor_number)
        holder = self._holder()
        if holder is None or not self.door.is_open(holder):
            return None
        return None if is_barred(holder, self.clock.today()) else holder

    def _holder(self) -> Person | None:
        holder = lookup.holder(Post.HEAD_STOREKEEPER, self.clock.today())
        return None if holder is None else lookup.person_by_id(holder)

    def choose_actor(self, reference: str, password: str | None = None) -> None:
        """Choose the 经办人 by number or name.

        :raises Refused: for somebody unknown or gone, somebody who is no operator in a book that
            has operators, and without the password where one is set.
        """
        person = lookup.person(reference)
        if barred := standing_of(person, self.clock.today()).barred:
            left = person.left_on is not None and person.left_on < self.clock.today()
            raise Refused(barred, code="person_left" if left else "not_operator")
        self.door.enter(person, password, self.clock.now())
        self.actor_number = person.number

    def begin_by_default(self) -> None:
        """Let the 总保管员 in office sit down for a command line that names nobody.

        :raises Refused: when he has a password and it was not given.
        """
        if self.actor_number is None and (holder := self._holder()) is not None:
            self.door.enter(holder, None, self.clock.now())

    def keeper(self) -> str | None:
        """Return the number of the 总保管员 in office, or None."""
        holder = self._holder()
        return None if holder is None else holder.number

    def vouch_for(self, reference: str) -> None:
        """Let somebody sit down whom the caller has asked for his password elsewhere.

        :raises Refused: for somebody unknown.
        """
        person = lookup.person(reference)
        self.door.vouch(person)
        self.actor_number = person.number

    def confirm(self, password: str) -> None:
        """Take the password of the person at work once more, for the next command.

        :raises Refused: when it is wrong or tried too soon.
        """
        actor = self.actor()
        if actor is None:
            raise Refused(NOBODY_AT_WORK, code="no_actor")
        self.door.confirm(actor, password, self.clock.now())

    def recover(self, reference: str, code: str, password: Secret) -> Result:
        """Let an administrator in with the recovery code and a new password; the code is spent.

        :raises Refused: when the code is wrong, void or tried too soon.
        """
        from houqin_desktop.services.people.operators import UseRecoveryCode

        person = lookup.person(reference)
        secret = self.door.open_with_code(person, code, self.clock.now())
        draft = UseRecoveryCode(person=person.number, code=secret, password=password)
        result = execute(draft, actor=person, clock=self.clock)
        self.door.admit(person)
        self.actor_number = person.number
        return result

    def standing(self) -> Standing | None:
        """Return what the person at work is today, or None if nobody is."""
        actor = self.actor()
        return None if actor is None else standing_of(actor, self.clock.today())

    def run(
        self,
        draft: Draft,
        *,
        on: date | None = None,
        command_id: str | None = None,
        together: bool = False,
    ) -> Result:
        """Carry out a command; when this returns, it is in the book.

        :param together: whether it is one of several that `run_whole` carries out.
        :raises Refused: when a rule, a doubt or a lost file says no; then nothing was written.
        """
        open_file.require_in_place()
        if self.doubt is not None and not draft.in_doubt:
            raise Refused(self.doubt.sentence(self.book_path.name), code="book_in_doubt")
        actor = self.actor()
        # Who sits here without having been chosen was asked at the door just now.
        seated = actor is not None and (self.actor_number is None or self.door.is_open(actor))
        with self.guard.over(draft, together=together):
            result = execute(
                draft,
                actor=actor,
                clock=self.clock,
                on=on,
                command_id=command_id,
                confirmed=self.door.take_confirmation(actor),
                together=together,
            )
        if actor is not None and seated and Topic.PEOPLE in result.changes.topics:
            # Who has just given himself a password is not asked for it in the same breath.
            self.door.admit(actor)
        if not together:
            self._remember(for_good=draft.leaves_house)
        return result

    def _remember(self, *, for_good: bool) -> None:
        if self.anchored:
            (leave_anchor if for_good else leave_head)(self.mark())

    def is_invented(self) -> bool:
        """Say whether the book is the demo school."""
        return lookup.setting(IS_DEMO) == "1"

    def mark(self, place: Path | None = None) -> Mark | None:
        """Return the head that is to be remembered outside of the book, if any is.

        None is of a book in doubt, nor of invented data, which is made again from the start.

        :param place: where the book will lie, if that is not where it was opened.
        """
        if self.doubt is not None or self.is_invented():
            return None
        return mark_of_book(place or self.book_path, self.clock.now())

    def run_whole(self, drafts: Iterable[Draft]) -> list[Result]:
        """Carry out several commands, each asked for when the one before is done; all or none.

        :raises Refused: when a rule says no to one of them; then nothing of any was written.
        :raises ValueError: for one before which the book is to be copied.
        """
        with all_or_none():
            results = [self.run(draft, together=True) for draft in drafts]
        self._remember(for_good=False)
        return results

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
        left = False
        if is_open() and not open_file.is_written_over():
            with suppress(*UNREADABLE):
                self._remember(for_good=True)
                left = _is_sound(self)
        close_database()
        if left:
            note_as_left(self.book_path)


def _is_sound(session: Session) -> bool:
    """Say whether the file is the book as it was opened and written, by this program alone."""
    strange = session.doubt or session.is_invented() or lost_file()
    return session.anchored and session.as_left and not strange


def place_warning(path: Path) -> str:
    """Return the warning that a book lies in a folder of a cloud service, or nothing."""
    return sync_warning(path)


def open_session(
    path: Path,
    *,
    clock: Clock,
    actor: str | None = None,
    password: str | None = None,
    guarded: bool = False,
    anchored: bool = True,
) -> Session:
    """Open a book for one person at work.

    :param password: the password that the environment holds for a command line.
    :param guarded: whether the book is copied before a risky command, and the clock asked about.
    :param anchored: whether its head is remembered.
    :raises Refused: for a book that cannot be opened, or an unknown person.
    """
    as_left = is_as_left(path)
    open_database(path)
    session = Session(path, clock, door=Door(password), guarded=guarded, anchored=anchored)
    with suppress(*UNREADABLE):
        if not session.is_invented():
            session.doubt = doubt_of_book(path) or (doubt_by_copies(path) if anchored else None)
            session.as_left = as_left
            if not as_left:
                session.doubt = session.doubt or Unchecked()
    if actor is not None:
        try:
            session.choose_actor(actor)
        except Refused:
            session.close()
            raise
    return session


def lost_file() -> Refused | None:
    """Return why nothing can be booked into the open file any more, if it is not where it was."""
    try:
        open_file.require_in_place()
    except Refused as lost:
        return lost
    return None


@contextmanager
def unread_in_words() -> Iterator[None]:
    """Say of a file that somebody wrote over that it is so; what is read there is no defect.

    :raises Refused: with the code of a file that is lost or was written over.
    """
    try:
        yield
    except UNREADABLE:
        open_file.require_in_place()
        raise


def create_book(
    path: Path,
    *,
    school: str,
    keeper: str,
    clock: Clock,
    demo: bool = False,
    command_id: str | None = None,
    anew: bool = False,
) -> None:
    """Make a new book with its 总保管室 and its first 总保管员.

    :param anew: whether it may lie where another book was, whose attachments are put aside.
    :raises Refused: for a place that is taken or on a network drive, and for an empty name.
    """
    # Imported here: the founding command needs the registry, which needs every feature.
    from houqin_desktop.services.setup.founding import FoundBook, seed_categories
    from houqin_desktop.storage.backup_file import give_name

    try:
        _require_free(path, clock, anew=anew)
        unfinished = path.with_name(path.name + ".new")
        path.parent.mkdir(parents=True, exist_ok=True)
        with _fresh(unfinished):
            create_database(unfinished)
            seed_categories()
            founding = FoundBook(school=school, keeper=keeper, demo=demo)
            execute(founding, actor=None, clock=clock, command_id=command_id)
            mark = None if demo else mark_of_book(path, clock.now())
        attachments_folder(path).mkdir(exist_ok=True)
        give_name(unfinished, path)
        leave_anchor(mark)
        note_as_left(path)
    except Refused as refused:
        # The founding command met the full disk: there is no book yet that could have stayed.
        if refused.code != "disk_full":
            raise
        raise _not_founded(path) from refused
    except (OSError, OperationalError) as error:
        raise _not_founded(path) from error


def _not_founded(path: Path) -> Refused:
    return Refused(
        f"{path} 建不成，没有留下账簿。请换一个能写入、有空间的文件夹。", code="not_writable"
    )


def _require_free(path: Path, clock: Clock, *, anew: bool) -> None:
    # Imported here: what knows of backups needs the session.
    from houqin_desktop.services.backups.missing_book import missing_book, was_here

    if path.exists():
        raise Refused(f"{path} 已经存在，没有覆盖。请换一个文件名。", code="book_exists")
    require_local(path)
    if not anew and was_here(path):
        raise missing_book(path)
    folder = attachments_folder(path)
    if anew and folder.is_dir() and any(folder.iterdir()):
        folder.rename(folder.with_name(f"{path.stem}.旧附件-{clock.now():%Y%m%d-%H%M%S}"))
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
