"""A plain file of a book taken for a backup: the copy before an upgrade, or a book lying elsewhere.

What it says of itself is asked of its flow, whatever its schema.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from houqin_desktop.domain.backup import BackupManifest, spoilt
from houqin_desktop.domain.settings import IS_DEMO, SCHOOL_NAME
from houqin_desktop.storage import open_file
from houqin_desktop.storage.database import APPLICATION_ID, HEADER, attachments_folder
from houqin_desktop.storage.journal import head_of
from houqin_desktop.storage.remains import flow_of

_BEFORE = re.compile(r"(.+)\.before-[0-9]+(?:-[0-9]+)?")


def is_plain_book(path: Path) -> bool:
    """Say whether a file begins as a book does, and not as the zip of a backup.

    :raises Refused: for the open book itself, of which no second handle may be closed.
    """
    if open_file.is_open(path):
        raise spoilt("它就是打开着的账簿")
    try:
        with path.open("rb") as file:
            return file.read(len(HEADER)) == HEADER
    except OSError:
        return False


def manifest_of(path: Path) -> BackupManifest:
    """Return what a book says of itself, for a look before it is put in place.

    :raises Refused: for a file that is no book of this program, or cannot be read.
    """
    with _opened(path) as book:
        return _manifest(book)


def verified_book(path: Path) -> BackupManifest:
    """Read a whole book: its structure, and every row of its flow.

    :raises Refused: as `manifest_of`, and for a book that is not whole.
    """
    with _opened(path) as book:
        (faults,) = book.execute("PRAGMA integrity_check(1)").fetchone()
        if faults != "ok":
            raise spoilt("账簿已损坏")
        manifest = _manifest(book)
        if flow_of(book)[:2] != (manifest.head_seq, manifest.head_hash):
            raise spoilt("流水与校验值不符")
    return manifest


def copy_book(path: Path, book: Path, folder: Path) -> BackupManifest:
    """Copy a whole book with its attachments: the book to `book`, they into `folder`.

    :raises Refused: as `verified_book`.
    :raises OSError: when the place takes no more.
    """
    manifest = verified_book(path)
    shutil.copyfile(path, book)
    kept_with = _attachments_of(path)
    if kept_with.is_dir():
        shutil.copytree(kept_with, folder, dirs_exist_ok=True)
    with book.open("rb+") as file:
        os.fsync(file.fileno())
    return manifest


def _attachments_of(path: Path) -> Path:
    """Return the folder of the attachments; the copy before an upgrade shares that of its book."""
    copied = _BEFORE.fullmatch(path.stem)
    return attachments_folder(path if copied is None else path.with_name(copied[1] + path.suffix))


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        address = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=1)) as book:
            yield book
    except (sqlite3.Error, TypeError, ValueError) as error:
        raise spoilt("账簿打不开，或正在别处打开") from error


def _manifest(book: sqlite3.Connection) -> BackupManifest:
    (ours,) = book.execute("PRAGMA application_id").fetchone()
    if ours != APPLICATION_ID:
        raise spoilt("是别的程序的数据库")
    settings = dict(book.execute("SELECT key, value FROM setting"))
    seq, last_hash = head_of(book)
    (at,) = book.execute("SELECT max(recorded_at) FROM journal").fetchone()
    made_at = datetime.fromisoformat(at).isoformat(timespec="seconds")
    school, demo = settings.get(SCHOOL_NAME.key, ""), settings.get(IS_DEMO.key) == "1"
    return BackupManifest(school, demo, made_at, seq, last_hash, ())
