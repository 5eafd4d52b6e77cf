"""Backups as rows of the book, and as zips beside it: written whole, read back, or not there.

The copy is made by SQLite's own backup, so that it is one moment of the book. What was written is
read again before the file gets its name.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from hashlib import sha256
from pathlib import Path

from houqin_desktop.domain.backup import (
    ATTACHMENT_FOLDER,
    BOOK_ENTRY,
    MANIFEST_ENTRY,
    BackedUpFile,
    BackupManifest,
    spoilt,
)
from houqin_desktop.storage import attachments
from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import day, integer, text

BLOCK = 1024 * 1024
LARGEST_MANIFEST = 64 * 1024 * 1024

Tick = Callable[[int, int], None]


class Backup(BaseModel):
    """One backup that was made and read back."""

    id: int = integer(key=True)
    made_on: date = day()
    name: str = text()
    folder: str = text()
    size: int = integer()
    sha256: str = text()
    head_seq: int = integer()
    head_hash: str = text()


class Restoration(BaseModel):
    """One time that a backup took the place of the book."""

    id: int = integer(key=True)
    restored_on: date = day()
    name: str = text()
    sha256: str = text()
    head_seq: int = integer()
    head_hash: str = text()
    replaced_seq: int = integer()
    replaced_hash: str = text()
    kept_as: str = text()


def last_backup() -> Backup | None:
    """Return the newest backup that the book knows of."""
    found = Backup.every("id DESC LIMIT 1")
    return found[0] if found else None


@contextmanager
def snapshot(beside: Path) -> Iterator[Path]:
    """Copy the open book as it stands at this moment into a file that is gone afterwards."""
    path = beside.with_name(f".{beside.name}.{os.getpid()}.book")
    try:
        copy = sqlite3.connect(path)
        try:
            db.connection().backup(copy)
            faults = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        finally:
            copy.close()
        if faults != "ok":
            raise sqlite3.DatabaseError(faults)
        yield path
    finally:
        with suppress(OSError):
            path.unlink()


def book_files() -> list[Path]:
    """Return the attachments that lie beside the open book, in order."""
    folder = attachments.folder()
    return sorted(path for path in folder.glob("*/*") if path.suffix != ".part" and path.is_file())


def write_zip(
    part: Path, book: Path, files: list[Path], manifest: Callable[[tuple[BackedUpFile, ...]], str]
) -> Iterator[int]:
    """Write a backup, yielding the number of files written so far."""
    listed = []
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        names = [(book, BOOK_ENTRY)]
        names += [(path, f"{ATTACHMENT_FOLDER}/{path.parent.name}/{path.name}") for path in files]
        for done, (path, name) in enumerate(names, start=1):
            digest, size = sha256(), 0
            # Scans and photos are compressed already.
            kind = zipfile.ZIP_DEFLATED if path is book else zipfile.ZIP_STORED
            entry = zipfile.ZipInfo(name)
            entry.compress_type = kind
            with path.open("rb") as source, target.open(entry, "w", force_zip64=True) as sink:
                while block := source.read(BLOCK):
                    digest.update(block)
                    size += len(block)
                    sink.write(block)
            listed.append(BackedUpFile(name, size, digest.hexdigest()))
            yield done
        target.writestr(MANIFEST_ENTRY, manifest(tuple(listed)))
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def read_manifest(path: Path) -> BackupManifest:
    """Return what a backup says of itself.

    :raises Refused: for a file that is no backup of this program.
    """
    with _opened(path) as source:
        return _manifest(source)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as source:
            yield source
    except FileNotFoundError as error:
        raise spoilt(f"找不到 {path.name}") from error
    except (
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        NotImplementedError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        raise spoilt("文件读不出来") from error
    except zipfile.LargeZipFile as error:
        raise spoilt("文件太大") from error


def _manifest(source: zipfile.ZipFile) -> BackupManifest:
    try:
        entry = source.getinfo(MANIFEST_ENTRY)
    except KeyError:
        raise spoilt("里面没有备份清单") from None
    if entry.file_size > LARGEST_MANIFEST:
        raise spoilt("备份清单太大")
    return BackupManifest.from_json(source.read(entry).decode("utf-8", "replace"))


def verified(path: Path, tick: Tick = lambda _done, _total: None) -> BackupManifest:
    """Read a whole backup and hold every file against its hash.

    :raises Refused: when a file is missing, too long or altered.
    """
    with _opened(path) as source:
        manifest = _manifest(source)
        for done, one in enumerate(manifest.files, start=1):
            tick(done, len(manifest.files))
            for _block in _blocks(source, one):
                pass
    return manifest


def extract(path: Path, book: Path, folder: Path, tick: Tick) -> BackupManifest:
    """Unpack a backup: the book to `book`, attachments into `folder`, each held against its hash.

    :raises Refused: for a spoilt backup; what was unpacked so far is the caller's to remove.
    """
    with _opened(path) as source:
        manifest = _manifest(source)
        if sum(one.size for one in manifest.files) > shutil.disk_usage(book.parent).free:
            raise spoilt("磁盘放不下")
        for done, one in enumerate(manifest.files, start=1):
            tick(done, len(manifest.files))
            target = book if one.name == BOOK_ENTRY else folder.joinpath(*one.name.split("/")[1:])
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as sink:
                for block in _blocks(source, one):
                    sink.write(block)
                sink.flush()
                os.fsync(sink.fileno())
    return manifest


def _blocks(source: zipfile.ZipFile, one: BackedUpFile) -> Iterator[bytes]:
    """Yield the content of a file; refuse it at the first sign that it is not the listed one."""
    try:
        entry = source.open(one.name)
    except KeyError:
        raise spoilt(f"缺少 {one.name}") from None
    digest, size = sha256(), 0
    with entry:
        while block := entry.read(BLOCK):
            digest.update(block)
            size += len(block)
            if size > one.size:
                break
            yield block
    if size != one.size or digest.hexdigest() != one.sha256:
        raise spoilt(f"{one.name} 与清单不符")


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return attachments.content_hash(path)
