"""The file of a backup: a zip beside the book, written whole, read back, or not there.

What was written is read again, and the book in it opened, before the file gets its name. Automatic
backups keep each attachment once, by its content, in a folder beside them.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from io import BufferedIOBase
from pathlib import Path
from typing import IO

from houqin_desktop.domain.backup import (
    ATTACHMENT_FOLDER,
    BOOK_ENTRY,
    MANIFEST_ENTRY,
    BackedUpFile,
    BackupManifest,
    spoilt,
)
from houqin_desktop.domain.errors import DISK_FULL, Refused
from houqin_desktop.storage import attachments
from houqin_desktop.storage.journal import GENESIS_HASH, row_hash
from houqin_desktop.storage.plain_book import (
    copy_book,
    is_plain_book,
    manifest_of,
    verified_book,
)

BLOCK = 1024 * 1024
LARGEST_MANIFEST = 64 * 1024 * 1024
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)

Tick = Callable[[int, int], None]


def book_files(folder: Path) -> list[Path]:
    """Return the attachments that lie in the folder of a book, in order."""
    return sorted(path for path in folder.glob("*/*") if path.suffix != ".part" and path.is_file())


def megabytes(size: int) -> int:
    """Return how many megabytes so many bytes fill, the last one begun."""
    return -(-size // BLOCK)


class Megabytes:
    """Tells a tick how many megabytes of how many went by, while they go by in bytes."""

    def __init__(self, tick: Tick, total: int) -> None:
        self._tick = tick
        self._total = total
        self._done = 0

    @property
    def done(self) -> int:
        """Return how many megabytes went by, the last one begun."""
        return megabytes(self._done)

    def add(self, size: int) -> None:
        """Count so many bytes more; what the tick raises goes on to whoever counts."""
        self._done = min(self._done + size, self._total)
        self._tick(megabytes(self._done), megabytes(self._total))


def write_zip(
    part: Path,
    book: BufferedIOBase,
    files: list[Path],
    manifest: Callable[[tuple[BackedUpFile, ...]], str],
    beside: tuple[BackedUpFile, ...] = (),
) -> Iterator[int]:
    """Write a backup, yielding after each block how many bytes it had.

    :param beside: attachments that are named in the list and lie in the folder of the backup.
    """
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        entry = zipfile.ZipInfo(BOOK_ENTRY)
        entry.compress_type = zipfile.ZIP_DEFLATED
        listed = [(yield from _packed(target, entry, book)), *beside]
        for path in files:
            # Scans and photos are compressed already: a ZipInfo stores as it is.
            entry = zipfile.ZipInfo(_entry_of(path))
            with path.open("rb") as source:
                listed.append((yield from _packed(target, entry, source)))
        target.writestr(MANIFEST_ENTRY, manifest(tuple(listed)))
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _packed(
    target: zipfile.ZipFile, entry: zipfile.ZipInfo, source: BufferedIOBase
) -> Generator[int, None, BackedUpFile]:
    """Write one file into the zip, never more than a block at once; return its line of the list."""
    digest, size = sha256(), 0
    with target.open(entry, "w", force_zip64=True) as sink:
        while block := source.read(BLOCK):
            digest.update(block)
            size += len(block)
            sink.write(block)
            yield len(block)
    return BackedUpFile(entry.filename, size, digest.hexdigest())


def _entry_of(path: Path) -> str:
    return f"{ATTACHMENT_FOLDER}/{path.parent.name}/{path.name}"


def keep_beside(
    file: Path, folder: Path, alive: Callable[[], None], *, again: bool
) -> BackedUpFile | None:
    """Keep an attachment once by its content in the folder of automatic backups.

    A file whose content is no longer what its name says is not kept; the whole one that was kept
    before stays. Without one, None is returned.

    :param alive: called after each block; may raise to stop.
    :param again: whether what was kept before is read again, or only its size looked at.
    """
    target = folder.joinpath(*_entry_of(file).split("/"))
    if not _is_kept(target, file, again=again):
        part = target.with_name(f".{target.name}.part")
        attachments.make_folder(target.parent)
        with file.open("rb") as source, part.open("wb") as written:
            while block := source.read(BLOCK):
                written.write(block)
                alive()
            written.flush()
            os.fsync(written.fileno())
        if attachments.content_hash(part) == file.stem:
            give_name(part, target)
        else:
            part.unlink()
            if not target.is_file() or attachments.content_hash(target) != file.stem:
                return None
    return BackedUpFile(_entry_of(file), target.stat().st_size, file.stem)


def _is_kept(target: Path, file: Path, *, again: bool) -> bool:
    if not target.is_file() or target.stat().st_size != file.stat().st_size:
        return False
    return not again or attachments.content_hash(target) == file.stem


def let_go_unnamed(folder: Path, copies: list[str]) -> list[Path]:
    """Delete the attachments in a folder of automatic backups that no copy there names any more.

    :param copies: the names of the copies that stay, of whichever book; where one of them cannot
        be read, or one is being written, nothing is deleted.
    """
    if any(folder.glob(".*.part")):
        return []
    named: set[str] = set()
    for name in copies:
        try:
            named.update(one.name for one in read_manifest(folder / name).files)
        except Refused:
            return []
    gone = []
    for file in book_files(folder / ATTACHMENT_FOLDER):
        if _entry_of(file) not in named:
            # What somebody else has open stays until the next time.
            with suppress(OSError):
                file.unlink()
                gone.append(file)
    return gone


def give_name(part: Path, path: Path, wait: Callable[[float], None] = time.sleep) -> None:
    """Move a finished file to its name.

    A virus scanner on Windows may hold either of them for a moment: the move is tried again for a
    little more than three seconds.

    :raises OSError: when it could not be moved even then.
    """
    for pause in PAUSES:
        try:
            part.replace(path)
            break
        except PermissionError:
            wait(pause)
    else:
        part.replace(path)
    attachments.sync_folder(path.parent)


def read_manifest(path: Path) -> BackupManifest:
    """Return what a backup says of itself.

    :raises Refused: for a file that is no backup of this program.
    """
    if is_plain_book(path):
        return manifest_of(path)
    with _opened(path) as source:
        return _manifest(source)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as source:
            yield source
    except FileNotFoundError as error:
        raise spoilt(f"找不到 {path.name}") from error
    except PermissionError as error:
        raise Refused(
            f"没有权限读 {path.name}，没有恢复，账簿没有改变。请检查这个文件的权限，再试一次。",
            code="backup_unreadable",
        ) from error
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


def verified(
    path: Path, tick: Tick = lambda _done, _total: None, *, beside: bool = True
) -> BackupManifest:
    """Read a whole backup, hold every file against its hash, and open the book that it holds.

    :param tick: told how many megabytes of how many are read; may raise to stop.
    :param beside: whether attachments that lie beside it are read too, or only their size.
    :raises Refused: when a file is missing, too long or altered, or the book is not whole.
    """
    if is_plain_book(path):
        return verified_book(path)
    book: list[bytes] = []
    with _opened(path) as source:
        manifest = _manifest(source)
        inside = set(source.namelist())
        read = Megabytes(tick, sum(one.size for one in manifest.files))
        for one in manifest.files:
            if one.name not in inside and not beside:
                if _beside(path, one).stat().st_size != one.size:
                    raise spoilt(f"{one.name} 与清单不符")
                read.add(one.size)
                continue
            for block in _blocks(source, path, one):
                if one.name == BOOK_ENTRY:
                    book.append(block)
                read.add(len(block))
    _require_book(b"".join(book), manifest)
    return manifest


def _require_book(book: bytes, manifest: BackupManifest) -> None:
    """Do the quick part of the check on a copy: the file's structure and the head of the flow."""
    copy = sqlite3.connect(":memory:")
    try:
        copy.deserialize(book)
        (faults,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        last = copy.execute("SELECT * FROM journal ORDER BY seq DESC LIMIT 2").fetchall()
    except sqlite3.Error as error:
        raise spoilt("账簿打不开") from error
    finally:
        copy.close()
    previous = last[1][-1] if len(last) > 1 else GENESIS_HASH
    if faults != "ok" or not last:
        raise spoilt("账簿已损坏")
    if (last[0][0], last[0][-1]) != (manifest.head_seq, manifest.head_hash):
        raise spoilt("账簿与清单不符")
    if row_hash(last[0][:-1], previous) != manifest.head_hash:
        raise spoilt("流水与校验值不符")


def extract(path: Path, book: Path, folder: Path, tick: Tick) -> BackupManifest:
    """Unpack a backup: the book to `book`, attachments into `folder`, each held against its hash.

    :raises Refused: for a spoilt backup; what was unpacked so far is the caller's to remove.
    :raises OSError: when the place takes no more.
    """
    if is_plain_book(path):
        return copy_book(path, book, folder)
    try:
        return _extract(path, book, folder, tick)
    except _Unwritten as error:
        raise error.reason from error


class _Unwritten(Exception):
    """What is unpacked could not be written, which is no fault of the backup."""

    def __init__(self, reason: OSError) -> None:
        super().__init__(str(reason))
        self.reason = reason


def _extract(path: Path, book: Path, folder: Path, tick: Tick) -> BackupManifest:
    with _opened(path) as source:
        manifest = _manifest(source)
        _require_room(manifest, book.parent)
        for done, one in enumerate(manifest.files, start=1):
            tick(done, len(manifest.files))
            target = book if one.name == BOOK_ENTRY else folder.joinpath(*one.name.split("/")[1:])
            with closing(_blocks(source, path, one)) as blocks:
                _write_out(blocks, target)
    return manifest


def _require_room(manifest: BackupManifest, folder: Path) -> None:
    lacking = sum(one.size for one in manifest.files) - shutil.disk_usage(folder).free
    if lacking > 0:
        raise Refused(
            f"磁盘已满，还差 {megabytes(lacking):,} MB 才放得下这份备份，没有恢复，账簿没有改变。"
            "备份不用换，请清理磁盘后再试。",
            code=DISK_FULL,
        )


def _write_out(blocks: Iterator[bytes], target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sink = target.open("wb", buffering=0)
    except OSError as error:
        raise _Unwritten(error) from error
    with sink:
        for block in blocks:
            left = memoryview(block)
            try:
                while left:
                    left = left[sink.write(left) :]
            except OSError as error:
                raise _Unwritten(error) from error
        try:
            os.fsync(sink.fileno())
        except OSError as error:
            raise _Unwritten(error) from error


def _beside(path: Path, one: BackedUpFile) -> Path:
    """Return where an attachment lies that is kept once for all backups of a folder."""
    found = path.parent.joinpath(*one.name.split("/"))
    if one.name == BOOK_ENTRY or not found.is_file():
        raise spoilt(f"缺少 {one.name}；自动备份要和它旁边的 attachments 文件夹放在一起")
    return found


def _blocks(source: zipfile.ZipFile, path: Path, one: BackedUpFile) -> Generator[bytes, None, None]:
    """Yield the content of a file, from the zip or from beside it.

    :raises Refused: at the first sign that it is not the listed one.
    """
    entry: IO[bytes]
    try:
        entry = source.open(one.name)
    except KeyError:
        entry = _beside(path, one).open("rb")
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
