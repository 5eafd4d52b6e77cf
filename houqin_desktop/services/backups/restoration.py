"""恢复: a backup takes the place of the book, whole or not at all.

The present book is kept first, and the restored one begins with the row that tells what happened
to it.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from houqin_desktop.domain.backup import BackupManifest, spoilt
from houqin_desktop.domain.calendar import Clock
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.backups.before_risk import back_up_before_risk
from houqin_desktop.services.backups.present import (
    KEPT,
    RESTORE,
    Present,
    allowed_to_restore,
    farthest_head,
    keep_present,
    may_restore,
    password_again,
    rollback_of,
)
from houqin_desktop.services.commands import Outcome, Result, Task, all_or_none, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.people.rights import asks_again
from houqin_desktop.services.session import Session, open_session
from houqin_desktop.services.settings import is_demo, school_name
from houqin_desktop.storage import backup_file as store
from houqin_desktop.storage.anchor import Mark, leave_anchor
from houqin_desktop.storage.backup import Backup, BookCopy, Restoration
from houqin_desktop.storage.backup_file import Tick
from houqin_desktop.storage.database import attachments_folder
from houqin_desktop.storage.journal import head
from houqin_desktop.storage.left_file import note_as_left
from houqin_desktop.storage.operators import administrators
from houqin_desktop.storage.personal import bring_back
from houqin_desktop.storage.personal_file import personal_beside


@dataclass(frozen=True, kw_only=True)
class RecordRestoration(Draft):
    """A backup that takes the place of a book.

    What is said of its file is what the book cannot know by itself: it was made after the book's
    last row. A book that is only accepted came from none.
    """

    in_doubt: ClassVar[bool] = True

    name: str = argument("文件名")
    sha256: str = argument("校验值")
    head_seq: int = argument("流水号", Kind.QUANTITY)
    head_hash: str = argument("流水校验值")
    replaced_seq: int = argument("被换下的流水号", Kind.QUANTITY)
    replaced_hash: str = argument("被换下的流水校验值")
    kept_as: str = argument("原账簿另存为")
    folder: str | None = argument("文件夹", default=None)
    size: int | None = argument("字节数", Kind.QUANTITY, default=None)
    made_on: date | None = argument("备份日期", Kind.DATE, default=None)


@dataclass(frozen=True, slots=True)
class Restored:
    """A finished restoration: what it came from, where the former book is kept, what is missing."""

    manifest: BackupManifest
    kept_as: Path | None
    left_out: str


@command("登记恢复", RecordRestoration, listed=False)
def record_restoration(task: Task, draft: RecordRestoration) -> Outcome:
    """Write into the restored book where it came from and what it replaced."""
    if draft.folder is not None:
        task.insert(
            Backup,
            made_on=draft.made_on,
            name=draft.name,
            folder=draft.folder,
            size=draft.size,
            sha256=draft.sha256,
            head_seq=draft.head_seq,
            head_hash=draft.head_hash,
        )
    task.insert(
        Restoration,
        restored_on=task.on,
        name=draft.name,
        sha256=draft.sha256,
        head_seq=draft.head_seq,
        head_hash=draft.head_hash,
        replaced_seq=draft.replaced_seq,
        replaced_hash=draft.replaced_hash,
        kept_as=draft.kept_as,
    )
    return Outcome(draft.name, (draft.name,))


def accept_book(session: Session, tick: Tick = lambda _done, _total: None) -> Result:
    """Let the open book stand, which is not the one this computer remembers, and write that down.

    The row is that of a restoration: this file took the place of the book that is remembered. The
    book is copied first, as before every risky act.

    :raises Refused: for a book that is remembered, for whoever may not restore, without the
        password once more, and when the copy could not be made.
    """
    doubt = session.doubt
    if doubt is None:
        raise Refused("账簿与本机记得的相符，不用认可。", code="no_doubt")
    actor = allowed_to_restore(session)
    if asks_again(RESTORE, actor) and not session.door.is_confirmed(actor):
        raise password_again("认可账簿")
    if session.guarded:
        back_up_before_risk(session, "认可账簿", tick)
    seq, last_hash = head()
    replaced_seq, replaced_hash = doubt.replaced or (seq, last_hash)
    result = session.run(
        RecordRestoration(
            name=session.book_path.name,
            sha256=BookCopy().digest(),
            head_seq=seq,
            head_hash=last_hash,
            replaced_seq=replaced_seq,
            replaced_hash=replaced_hash,
            kept_as="",
        )
    )
    session.doubt = None
    return result


def kept_before_restoring(book: Path) -> list[tuple[Path, BackupManifest]]:
    """Return the backups that restorations left beside the book, with what each says of itself."""
    found = []
    for path in sorted(book.parent.iterdir()):
        if path.name.startswith(f"{book.stem}{KEPT}") and path.suffix == ".zip":
            with suppress(Refused):
                found.append((path, look_into(path)))
    return found


def look_into(path: Path) -> BackupManifest:
    """Return what a backup says of itself, for a look before it is put in place.

    :raises Refused: for a file that is no backup.
    """
    return store.read_manifest(path)


def other_school(manifest: BackupManifest) -> str:
    """Return the warning that a backup is another school's than the open book, or nothing."""
    here = school_name()
    if manifest.school == here:
        return ""
    return (
        f"这份备份是“{manifest.school}”的，现在打开的是“{here}”的账簿。请先核对是不是拿错了备份。"
    )


def missing_from(manifest: BackupManifest, session: Session) -> str:
    """Return which numbers of the open book's flow are not in a backup, or nothing."""
    return _left_out(manifest, farthest_head(session.book_path, head())[0])


def _left_out(manifest: BackupManifest, known: int) -> str:
    """Return which numbers of the flow are not in a backup, or nothing.

    :param known: the number up to which the flow was known on this computer.
    """
    first = manifest.head_seq + 1
    return "" if known < first else f"第 {first:,} 号到第 {known:,} 号"


def restore_backup(
    path: Path,
    book: Path,
    *,
    clock: Clock,
    actor: str | None = None,
    password: str | None = None,
    tick: Tick = lambda _done, _total: None,
) -> Restored:
    """Put a backup in the place of a book that nobody has open; the present one is kept first.

    :raises Refused: for a spoilt backup, one of another kind of book, or a place that cannot be
        written; then the present book is as it was.
    """
    prepared = prepare_restoration(path, book, clock, tick, actor=actor, password=password)
    return put_in_place(prepared, clock=clock, actor=actor)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A backup that is unpacked beside the book, which is kept already; nothing is replaced yet."""

    source: Path
    book: Path
    unpacked: Path
    manifest: BackupManifest
    present: Present


def prepare_restoration(
    path: Path,
    book: Path,
    clock: Clock,
    tick: Tick,
    *,
    session: Session | None = None,
    actor: str | None = None,
    password: str | None = None,
) -> Prepared:
    """Do the long part of a restoration: unpack the backup beside the book, keep the present book.

    :param session: the present book, where it is open already.
    :param password: the password of the actor, for a command line that opens it.
    :raises Refused: as `restore_backup`; then nothing is left behind.
    """
    unpacked = book.with_name(f"{book.stem}.restoring{book.suffix}")
    # What a restoration left that was killed would be rolled back into this one.
    _tidy(unpacked)
    try:
        book.parent.mkdir(parents=True, exist_ok=True)
        manifest = store.extract(path, unpacked, attachments_folder(unpacked), tick)
        if session is None:
            _require_somebody(unpacked, clock, actor)
        present = keep_present(book, manifest, clock, session, (actor, password))
    except OSError as error:
        _tidy(unpacked)
        raise _not_written(book) from error
    except BaseException:
        _tidy(unpacked)
        raise
    return Prepared(path, book, unpacked, manifest, present)


def put_in_place(prepared: Prepared, *, clock: Clock, actor: str | None = None) -> Restored:
    """Let the unpacked backup take the place of the book, which nobody may have open now.

    :raises Refused: as `restore_backup`; then the present book is as it was.
    """
    try:
        mark, known = _begin_restored(prepared, clock, actor)
        _take_place(prepared.unpacked, prepared.book)
        leave_anchor(mark)
        note_as_left(prepared.book)
    except OSError as error:
        raise _not_written(prepared.book) from error
    finally:
        _tidy(prepared.unpacked)
    return Restored(
        prepared.manifest, prepared.present.kept_as, _left_out(prepared.manifest, known)
    )


def _not_written(book: Path) -> Refused:
    return Refused(
        f"{book.name} 所在的文件夹写不进去，没有恢复，账簿没有改变。请检查权限和磁盘空间。",
        code="not_writable",
    )


def _require_somebody(unpacked: Path, clock: Clock, actor: str | None) -> None:
    """Refuse a restoration that nobody may write down, before the present book is copied for it."""
    session = open_session(unpacked, clock=clock, anchored=False)
    try:
        _choose_actor(session, actor)
        allowed_to_restore(session)
    finally:
        session.close()


def _begin_restored(prepared: Prepared, clock: Clock, actor: str | None) -> tuple[Mark | None, int]:
    """Open the unpacked book, hold its head against the list, write its first row.

    :return: the head to be remembered, and the number up to which the flow was known here.
    """
    manifest, present = prepared.manifest, prepared.present
    session = open_session(prepared.unpacked, clock=clock, anchored=False)
    try:
        _choose_actor(session, actor)
        replaced = farthest_head(prepared.book, (present.seq, present.hash))
        if (*head(), is_demo()) != (manifest.head_seq, manifest.head_hash, manifest.demo):
            raise spoilt("账簿与清单不符")
        session.run(
            RecordRestoration(
                name=prepared.source.name,
                sha256=store.file_hash(prepared.source),
                head_seq=manifest.head_seq,
                head_hash=manifest.head_hash,
                replaced_seq=replaced[0],
                replaced_hash=replaced[1],
                kept_as="" if present.kept_as is None else present.kept_as.name,
                folder=str(prepared.source.parent.resolve()),
                size=prepared.source.stat().st_size,
                made_on=min(manifest.made_on, clock.today()),
            )
        )
        with all_or_none():
            bring_back((*present.personal, *personal_beside(prepared.source)))
        return session.mark(prepared.book), replaced[0]
    finally:
        session.close()


def _choose_actor(session: Session, actor: str | None) -> None:
    """Let the restored book name who restores it, or its own keeper where it does not know him.

    Who restores was asked for his password at the book that made room.
    """
    for reference in (actor, session.keeper(), *administrators()):
        with suppress(Refused):
            if reference is not None:
                session.vouch_for(reference)
        if may_restore(session):
            return


def _take_place(unpacked: Path, book: Path) -> None:
    """Move the attachments first and the book last: until then the present book is the book.

    What the former book had left half done goes with it: it is no business of the restored one.
    """
    source, target = attachments_folder(unpacked), attachments_folder(book)
    target.mkdir(exist_ok=True)
    for file in sorted(source.glob("*/*")):
        place = target / file.parent.name / file.name
        place.parent.mkdir(exist_ok=True)
        if not place.exists() or store.file_hash(place) != file.stem:
            file.replace(place)
    rollback_of(book).unlink(missing_ok=True)
    store.give_name(unpacked, book)


def _tidy(unpacked: Path) -> None:
    with suppress(OSError):
        unpacked.unlink(missing_ok=True)
        rollback_of(unpacked).unlink(missing_ok=True)
        # An upgrade of what is unpacked keeps a copy of it, which is the backup itself.
        for path in unpacked.parent.iterdir():
            if path.name.startswith(f"{unpacked.stem}.before-"):
                path.unlink()
    shutil.rmtree(attachments_folder(unpacked), ignore_errors=True)
