"""The book that makes room for a backup: who may take it away, and how it is kept."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from houqin_desktop.domain.backup import BackupManifest
from houqin_desktop.domain.calendar import Clock
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.rights import may, refusal_of
from houqin_desktop.services.backups.making import moment_of, write_backup
from houqin_desktop.services.guard import clock_against_last
from houqin_desktop.services.people.rights import NOBODY_AT_WORK, asks_again, standing_of
from houqin_desktop.services.session import Session, open_session
from houqin_desktop.services.settings import is_demo
from houqin_desktop.storage.anchor import known_anchor
from houqin_desktop.storage.backup import copy_as_it_is
from houqin_desktop.storage.base import UNREADABLE
from houqin_desktop.storage.journal import head
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.personal import KeptValue, kept_values
from houqin_desktop.storage.ring_copies import last_copy

RESTORE: Final = "record_restoration"
KEPT: Final = ".恢复前-"
# Of a book that does not open for one of these reasons nobody's rights can be asked.
_UNOPENED: Final = frozenset({"book_damaged", "book_foreign", "migration_failed"})


@dataclass(frozen=True, slots=True)
class Present:
    """The book that makes room: the head of its flow, where it is kept, what no backup holds."""

    seq: int = 0
    hash: str = ""
    kept_as: Path | None = None
    personal: tuple[KeptValue, ...] = ()


def keep_present(
    book: Path,
    manifest: BackupManifest,
    clock: Clock,
    session: Session | None,
    who: tuple[str | None, str | None],
) -> Present:
    """Back the present book up beside itself; where that cannot be, it is kept as it is.

    :param session: the present book, where it is open already.
    :param who: number and password of who restores, for a book that is not.
    :raises Refused: for whoever may not restore, and for a backup of the other kind of book.
    :raises OSError: where the folder cannot be written.
    """
    stamp = f"{clock.now():%Y%m%d-%H%M%S}"
    if session is not None:
        return _back_up(session, manifest, stamp)
    if not book.exists():
        return Present()
    try:
        session = open_session(book, clock=clock, actor=who[0], password=who[1])
    except Refused as refused:
        if refused.code not in _UNOPENED:
            raise
        return Present(kept_as=_copied(book, stamp))
    try:
        session.begin_by_default()
        return _back_up(session, manifest, stamp)
    finally:
        session.close()


def _back_up(session: Session, manifest: BackupManifest, stamp: str) -> Present:
    book = session.book_path
    try:
        require_may_restore(session)
        require_same_kind(manifest)
        seq, last_hash = head()
        personal = tuple(kept_values())
    except UNREADABLE:
        return Present(kept_as=_kept_as_it_is(book, stamp))
    kept = book.with_name(f"{book.stem}{KEPT}{stamp}.zip")
    try:
        write_backup(moment_of(session), kept, lambda _done, _total: None)
    except Refused:
        # A book with faults of its own makes no backup that reads back.
        kept = _kept_as_it_is(book, stamp)
    return Present(seq, last_hash, kept, personal)


def _damaged_name(book: Path, stamp: str) -> Path:
    return book.with_name(f"{book.stem}.恢复前已损坏-{stamp}{book.suffix}")


def _kept_as_it_is(book: Path, stamp: str) -> Path:
    kept = _damaged_name(book, stamp)
    copy_as_it_is(kept)
    return kept


def _copied(book: Path, stamp: str) -> Path:
    kept = _damaged_name(book, stamp)
    try:
        for part, beside in ((book, kept), (rollback_of(book), rollback_of(kept))):
            if part.exists():
                shutil.copy2(part, beside)
    except OSError:
        for half in (kept, rollback_of(kept)):
            with suppress(OSError):
                half.unlink(missing_ok=True)
        raise
    return kept


def farthest_head(book: Path, own: tuple[int, str]) -> tuple[int, str]:
    """Return the head of a book that makes room, or one that reached farther and is known here.

    What lies between the restored head and it is what was lost. A book with the same first row
    must be open.
    """
    known, copy = known_anchor(book), last_copy(book)
    heads = [own]
    heads += [] if known is None else [(known.seq, known.hash)]
    heads += [] if copy is None else [(copy.head_seq, copy.head_start)]
    return max(heads, key=lambda head: head[0])


def rollback_of(book: Path) -> Path:
    """Return the file by which SQLite takes back what a killed program left half done."""
    return book.with_name(book.name + "-journal")


def may_restore(session: Session) -> bool:
    """Say whether the person at work may put a backup in the place of the book."""
    actor = session.actor()
    return actor is not None and may(RESTORE, standing_of(actor, session.clock.today()))


def require_may_restore(session: Session) -> None:
    """Hold whoever restores against the rights of the book that makes room."""
    actor = allowed_to_restore(session)
    if asks_again(RESTORE, actor) and not session.door.take_confirmation(actor):
        raise password_again("恢复备份")


def password_again(what: str) -> Refused:
    """Return the refusal of an act that asks for the password once more."""
    return Refused(f"{what}要再输一次密码。请输入您的密码。", code="password_again")


def allowed_to_restore(session: Session) -> Person:
    """Return the person at work, who may restore.

    :raises Refused: where nobody is at work, or somebody who may not, or by a clock by which
        nobody may.
    """
    actor, today = session.actor(), session.clock.today()
    standing = None if actor is None else standing_of(actor, today)
    if actor is not None and standing is not None and may(RESTORE, standing):
        return actor
    wrong = clock_against_last(today)
    if wrong is not None and not (standing and standing.titles):
        raise Refused(
            f"{wrong.words}。那一天没有人在岗，不能恢复，账簿没有改变。请先校正电脑的日期，再恢复。",
            code="clock_doubtful",
        )
    if standing is None:
        raise Refused(NOBODY_AT_WORK, code="no_actor")
    raise Refused(refusal_of(RESTORE, "恢复备份", standing), code="not_allowed")


def require_same_kind(manifest: BackupManifest) -> None:
    """Refuse a backup of invented data in the place of a school's book, and the other way."""
    if manifest.demo != is_demo():
        kinds = ("学校账簿", "演示账簿")
        raise Refused(
            f"这份备份是{kinds[manifest.demo]}的，要换下的是{kinds[not manifest.demo]}，"
            "两者不能混在一起，没有恢复。请换一份备份。",
            code="backup_of_other_kind",
        )
