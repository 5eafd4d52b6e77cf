"""备份: the book and its attachments in one file, for the day on which the book is lost.

A backup is written beside its name, read back whole and only then given the name; the row that
says so comes last.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

from houqin_desktop.domain.backup import BackedUpFile, BackupManifest
from houqin_desktop.domain.backup_rings import book_name
from houqin_desktop.domain.calendar import Clock
from houqin_desktop.domain.errors import DISK_FULL, Refused, is_disk_full
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.session import Session
from houqin_desktop.services.settings import is_demo, school_name
from houqin_desktop.storage import backup_file as store
from houqin_desktop.storage import open_file
from houqin_desktop.storage.backup import Backup, BookCopy
from houqin_desktop.storage.backup_file import Tick
from houqin_desktop.storage.database import DISK_UNSURE
from houqin_desktop.storage.personal_file import write_personal

# Why a row could not be written though a backup was.
_OF_DISK = frozenset({"disk_full", "disk_fault", DISK_UNSURE, "book_readonly", open_file.LOST})


@dataclass(frozen=True, kw_only=True)
class RecordBackup(Draft):
    """A backup that was written and read back."""

    leaves_house: ClassVar[bool] = True
    in_doubt: ClassVar[bool] = True

    name: str = argument("文件名")
    folder: str = argument("文件夹")
    size: int = argument("字节数", Kind.QUANTITY)
    sha256: str = argument("校验值")
    head_seq: int = argument("流水号", Kind.QUANTITY)
    head_hash: str = argument("流水校验值")


@dataclass(frozen=True, slots=True)
class Made:
    """A finished backup: where it lies and what it holds."""

    path: Path
    manifest: BackupManifest


@command("登记备份", RecordBackup, listed=False)
def record_backup(task: Task, draft: RecordBackup) -> Outcome:
    """Write down that a backup was made."""
    task.insert(
        Backup,
        made_on=task.on,
        name=draft.name,
        folder=draft.folder,
        size=draft.size,
        sha256=draft.sha256,
        head_seq=draft.head_seq,
        head_hash=draft.head_hash,
    )
    return Outcome(draft.name, (draft.name,))


def backup_name(session: Session) -> str:
    """Return the name that a backup made now gets by itself."""
    school = "".join(char for char in school_name() if char.isalnum()) or "学校"
    return f"{school}账簿备份-{session.clock.now():%Y%m%d-%H%M}.zip"


def make_backup(session: Session, path: Path, tick: Tick = lambda _done, _total: None) -> Made:
    """Back the open book up into one zip, read it back, and write down that it was made.

    The book is copied in steps (`BookCopy`), so that it can be stopped at each.

    :param tick: told how many megabytes of how many are done; may raise to leave nothing behind.
    :raises Refused: when the place cannot be written or what was written cannot be read again.
    """
    session.require_other_file(path)
    open_file.require_in_place()
    if path.is_dir():
        raise Refused(f"{path} 是文件夹，没有备份。请写明文件名，例如 备份.zip。", code="is_folder")
    with _written(copied(origin_of(session), tick), path, tick) as (part, manifest):
        try:
            with _standing_in(part, path):
                session.run(record_of(path, manifest))
        except Refused as refused:
            if refused.code in _OF_DISK:
                raise Refused(
                    f"{path.name} 已写好并读回核对，但账簿里没有记下这次备份。{refused.sentence}",
                    code=refused.code,
                ) from refused
            raise Refused(
                f"没有备份成，{path.name} 没有留下。{refused.sentence}", code=refused.code
            ) from refused
    return Made(path, manifest)


def record_of(path: Path, manifest: BackupManifest) -> RecordBackup:
    """Return the draft that writes down that this backup was made."""
    return RecordBackup(
        name=path.name,
        folder=str(path.parent.resolve()),
        size=path.stat().st_size,
        sha256=store.file_hash(path),
        head_seq=manifest.head_seq,
        head_hash=manifest.head_hash,
    )


@dataclass(frozen=True, slots=True)
class Moment:
    """The book at one moment, held in memory: a backup of it is written without the book."""

    book: BookCopy
    school: str
    demo: bool
    made_at: datetime
    head_seq: int
    head_hash: str
    attachments: Path

    def manifest(self, files: tuple[BackedUpFile, ...]) -> BackupManifest:
        """Return what a backup of this moment says of itself."""
        made_at = self.made_at.isoformat(timespec="seconds")
        return BackupManifest(self.school, self.demo, made_at, self.head_seq, self.head_hash, files)


@dataclass(frozen=True, slots=True)
class Origin:
    """What a copy is of, asked while the book's connection is at hand."""

    path: Path
    attachments: Path
    clock: Clock
    school: str
    demo: bool


def origin_of(session: Session) -> Origin:
    """Return what a copy of the open book is of."""
    return Origin(session.book_path, session.attachments, session.clock, school_name(), is_demo())


def moment_of(session: Session) -> Moment:
    """Copy the open book into memory in one go, on the thread that has it.

    :raises Refused: when the book cannot be read.
    """
    return copied(origin_of(session))


def copied(origin: Origin, tick: Tick | None = None) -> Moment:
    """Copy the open book into memory; with a tick in steps, on any thread (`BookCopy`).

    :raises Refused: when the book cannot be read, or somebody wrote over it.
    """
    open_file.require_not_written_over()
    try:
        book = BookCopy(tick)
    except sqlite3.Error as error:
        raise Refused(
            "账簿读不出来，没有备份成。请先检查数据，再试一次。", code="book_unreadable"
        ) from error
    made_at = origin.clock.now()
    return Moment(book, origin.school, origin.demo, made_at, *book.head, origin.attachments)


def write_backup(
    moment: Moment, path: Path, tick: Tick, *, apart: bool = False, again: bool = False
) -> BackupManifest:
    """Write a backup beside its name and move it there once it reads back; no row tells of it.

    What is personal is written anew into the one file beside the backups (`personal_file`).

    :param apart: whether attachments are kept once, beside it, and not in the zip.
    :param again: whether what lies beside it already is read again too.
    :raises Refused: as `make_backup`.
    """
    written = _written(moment, path, tick, apart=apart, again=again)
    with written as (part, found), _refused_as_not_made(path):
        store.give_name(part, path)
    return found


@contextmanager
def _written(
    moment: Moment, path: Path, tick: Tick, *, apart: bool = False, again: bool = False
) -> Iterator[tuple[Path, BackupManifest]]:
    """Yield a backup that lies beside its name and reads back; it goes unless it gets the name."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _refused_as_not_made(path):
            found = _write_part(moment, part, tick, apart=apart, again=again)
            write_personal(path.parent, book_name(moment.book.start), moment.book.personal)
        yield part, found
    finally:
        with suppress(OSError):
            part.unlink()


def _write_part(
    moment: Moment, part: Path, tick: Tick, *, apart: bool, again: bool
) -> BackupManifest:
    inside = store.book_files(moment.attachments)
    # The book goes into a file, into the zip and is read back; an attachment goes twice.
    total = 3 * moment.book.size + 2 * sum(one.stat().st_size for one in inside)
    passed = store.Megabytes(tick, total)
    beside: tuple[BackedUpFile, ...] = ()
    if apart:
        inside, beside = _kept_beside(inside, part.parent, passed, again=again)
    with moment.book.opened(lambda *_: passed.add(store.BLOCK)) as book:
        for size in store.write_zip(
            part, book, inside, lambda files: moment.manifest(files).to_json(), beside
        ):
            passed.add(size)
    whole = store.megabytes(total)
    return store.verified(
        part,
        lambda done, of: tick(max(passed.done, whole - of + done), whole),
        beside=not apart,
    )


@contextmanager
def _standing_in(part: Path, path: Path) -> Iterator[None]:
    """Give a backup its name; where its row is refused, what lay there before is there again.

    Not where the disk of the book is in trouble: then nothing is worth more than a good backup.
    """
    former = path.with_name(f".{path.name}.{os.getpid()}.former")
    with _refused_as_not_made(path):
        if path.exists():
            path.replace(former)
        try:
            store.give_name(part, path)
        except OSError:
            _put_back(former, path)
            raise
    try:
        yield
    except BaseException as error:
        if not (isinstance(error, Refused) and error.code in _OF_DISK):
            path.unlink(missing_ok=True)
            _put_back(former, path)
        former.unlink(missing_ok=True)
        raise
    former.unlink(missing_ok=True)


def _put_back(former: Path, path: Path) -> None:
    if former.exists():
        former.replace(path)


@contextmanager
def _refused_as_not_made(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error, Refused) as error:
        raise not_made(path, error) from error


def not_made(path: Path, error: BaseException) -> Refused:
    """Return the refusal of a backup that could not be written."""
    if is_disk_full(error):
        return Refused(
            f"{path.parent} 所在的磁盘已满，{path.name} 没有备份成。请清理磁盘或U盘后再试。",
            code=DISK_FULL,
        )
    return Refused(
        f"{path.name} 没有备份成：{path.parent} 写不进去或读不回来。"
        "请检查文件夹、写入权限和U盘后再试。",
        code="not_writable",
    )


def _kept_beside(
    files: list[Path], folder: Path, passed: store.Megabytes, *, again: bool
) -> tuple[list[Path], tuple[BackedUpFile, ...]]:
    """Keep attachments beside the backup; return those that cannot lie there, and the list."""
    inside, beside = [], []
    for file in files:
        kept = store.keep_beside(file, folder, partial(passed.add, 0), again=again)
        if kept is None:
            inside.append(file)
        else:
            beside.append(kept)
            passed.add(kept.size)
    return inside, tuple(beside)
