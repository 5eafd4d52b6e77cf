"""自动备份: copies that make themselves, in rings beside the book, and one on the stick.

What is due is asked of the book; then a worker can copy it into memory in steps and write the copy
while the keeper works on. A copy of the rings
is no row of the book: else each would change what the next is to copy. What went to the second
place is one, for its age is to be known while the stick is in a drawer.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from houqin_desktop.domain.backup import BackupManifest
from houqin_desktop.domain.backup_rings import Occasion, RingCopy, book_name, superfluous
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.rights import may
from houqin_desktop.domain.settings import AUTO_BACKUP_FOLDER
from houqin_desktop.services import lookup
from houqin_desktop.services.backups.age import days_since_backup, last_in_second_place
from houqin_desktop.services.backups.making import (
    Moment,
    Origin,
    RecordBackup,
    copied,
    not_made,
    origin_of,
    record_of,
    write_backup,
)
from houqin_desktop.services.backups.second_place import second_place
from houqin_desktop.services.session import Session
from houqin_desktop.storage import backup as store
from houqin_desktop.storage.anchor import remember_copies_in
from houqin_desktop.storage.backup_file import Tick, let_go_unnamed
from houqin_desktop.storage.journal import hash_at
from houqin_desktop.storage.open_file import is_gone
from houqin_desktop.storage.ring_copies import copies_in, folder_beside


@dataclass(frozen=True, slots=True)
class Due:
    """What an automatic backup is to be written to: the rings, the second place, or both.

    `origin`, `book_start` and `restored_on` stay what they are as long as the book is open.
    """

    occasion: Occasion
    rings: Path | None
    second: Path | None
    origin: Origin
    book_start: str
    restored_on: date | None


@dataclass(frozen=True, slots=True)
class Round:
    """One automatic backup that is due: what it holds, its name, and the folders it goes to."""

    moment: Moment
    copy: RingCopy
    folder: Path | None
    second: Path | None
    restored_on: date | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What an automatic backup left: the copies, what went away, and what could not be written.

    `record` is the row for the second place that the book has still to be told.
    """

    paths: tuple[Path, ...]
    manifest: BackupManifest | None
    deleted: tuple[Path, ...] = ()
    record: RecordBackup | None = None
    trouble: tuple[str, ...] = ()


def ring_folder(session: Session) -> Path:
    """Return the folder of the automatic backups.

    It lies beside the book, unless the school set another that is there now.
    """
    chosen = lookup.setting(AUTO_BACKUP_FOLDER)
    if chosen and Path(chosen).is_dir():
        return Path(chosen)
    return folder_beside(session.book_path)


def book_start() -> str:
    """Return by what the backups of the open book are known: its first line begins so."""
    return book_name(hash_at(1) or "")


def begin_round(session: Session, occasion: Occasion = Occasion.REGULAR) -> Round | None:
    """Copy the book into memory for an automatic backup, or return None when none is due.

    :raises Refused: when the book cannot be read.
    """
    due = due_round(session, occasion)
    return None if due is None else copy_round(due)


def due_round(session: Session, occasion: Occasion = Occasion.REGULAR) -> Due | None:
    """Return where an automatic backup is due, or None when none is.

    It is due when the book has changed since the newest copy, and once a day for a second place
    that is there. Before a risky act the rings get their copy in any case, and nothing else.
    """
    rings = ring_folder(session)
    second = _second_place(session, rings) if occasion is Occasion.REGULAR else None
    is_due = occasion is not Occasion.REGULAR or changed_since(copies_in(rings, book_start()))
    if not is_due and second is None:
        return None
    restored = store.last_restoration()
    return Due(
        occasion,
        rings if is_due else None,
        second,
        origin_of(session),
        book_start(),
        None if restored is None else restored.restored_on,
    )


def copy_round(due: Due, tick: Tick | None = None) -> Round:
    """Copy the book into memory for a backup that is due; with a tick as `copied` does.

    :raises Refused: when the book cannot be read.
    """
    folders = [one for one in (due.rings, due.second) if one is not None]
    remember_copies_in(due.origin.path, [one.resolve() for one in folders])
    moment = copied(due.origin, tick)
    copy = RingCopy(
        moment.made_at.replace(microsecond=0, tzinfo=None),
        moment.head_seq,
        moment.head_hash[:8],
        due.book_start,
        due.occasion,
    )
    return Round(moment, copy, due.rings, due.second, due.restored_on)


def changed_since(copies: list[RingCopy]) -> bool:
    """Say whether the book holds work that none of these copies holds."""
    last = store.last_work()
    return not any(
        copy.head_seq >= last and (hash_at(copy.head_seq) or "").startswith(copy.head_start)
        for copy in copies
    )


def _second_place(session: Session, folder: Path) -> Path | None:
    """Return the school's second place if it is there, has no copy of today and may get one.

    A book in doubt does not take the place of a good copy.
    """
    place = second_place(session.book_path)
    if place is None or place.resolve() == folder.resolve():
        return None
    if session.doubt is not None:
        return None
    last = last_in_second_place(session)
    if last is not None and (days_since_backup(session) == 0 or last.head_seq >= store.last_work()):
        return None
    standing = session.standing()
    return place if standing is not None and may(RecordBackup.verb, standing) else None


def write_round(due: Round, tick: Tick = lambda _done, _total: None) -> Kept:
    """Write the copies that are due, each read back, and let go what no ring keeps.

    The book is not needed for it. What the second place refuses is told and spoils nothing.

    :raises Refused: when the rings cannot be written.
    """
    kept = Kept((), None)
    if due.folder is not None:
        kept = _write_into(due, due.folder, tick)
    if due.second is None:
        return _told_if_gone(kept)
    try:
        there = _write_into(due, due.second, tick)
    except Refused as refused:
        return _told_if_gone(replace(kept, trouble=(refused.sentence,)))
    assert there.manifest is not None
    return _told_if_gone(
        Kept(
            (*kept.paths, *there.paths),
            there.manifest,
            (*kept.deleted, *there.deleted),
            record_of(there.paths[0], there.manifest),
        )
    )


def _told_if_gone(kept: Kept) -> Kept:
    """Say of a copy of what is open that its file lies there no more, into which no row can go."""
    if not kept.paths or not is_gone():
        return kept
    sentence = (
        "账簿的数据文件已不在原处（被移动、删除、换掉，或U盘被拔出）。打开着的内容已另存为备份 "
        f"{kept.paths[0]}。请退出程序，用“恢复备份”恢复这一份。"
    )
    return replace(kept, record=None, trouble=(*kept.trouble, sentence))


def _write_into(due: Round, folder: Path, tick: Tick) -> Kept:
    path = folder / due.copy.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f".{due.copy.occasion.value}-*.part"):
            left.unlink()
    except OSError as error:
        raise not_made(path, error) from error
    there = copies_in(folder, due.copy.book_start)
    first_today = all(one.made_at.date() != due.copy.made_at.date() for one in there)
    manifest = write_backup(due.moment, path, tick, apart=True, again=first_today)
    deleted = []
    for one in superfluous({*there, due.copy}, due.copy.made_at, due.restored_on):
        # A copy that somebody else has open stays until the next time.
        with suppress(OSError):
            (folder / one.name).unlink()
            deleted.append(folder / one.name)
    if deleted:
        stay = [one.name for one in folder.iterdir() if RingCopy.from_name(one.name) is not None]
        let_go_unnamed(folder, stay)
    return Kept((path,), manifest, tuple(deleted))


def finish_round(session: Session, kept: Kept) -> None:
    """Tell the book of the copy in the second place."""
    if kept.record is not None:
        session.run(kept.record)


def back_up_by_itself(
    session: Session,
    occasion: Occasion = Occasion.REGULAR,
    tick: Tick = lambda _done, _total: None,
) -> Kept | None:
    """Make the automatic backup that is due, all in one; None when none is.

    :raises Refused: as `begin_round` and `write_round`.
    """
    due = begin_round(session, occasion)
    if due is None:
        return None
    kept = write_round(due, tick)
    try:
        finish_round(session, kept)
    except Refused as refused:
        untold = f"U盘上的备份写好了，只是没有登记进账簿。{refused.sentence}"
        return replace(kept, trouble=(*kept.trouble, untold))
    return kept
