"""Files beside the book, named by their content, so that an altered file shows."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from houqin_desktop.domain.errors import Refused
from houqin_desktop.storage.base import db
from houqin_desktop.storage.database import attachments_folder

LARGEST_BYTES = 50 * 1024 * 1024
SIGNATURES = {b"%PDF-": ".pdf", b"\xff\xd8\xff": ".jpg", b"\x89PNG\r\n\x1a\n": ".png"}
PHOTOS = tuple(mark for mark, extension in SIGNATURES.items() if extension != ".pdf")
# How phones write photos that hardly any other program opens; the brand stands behind ftyp.
_PHONE_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1", b"avif")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that lies beside the book."""

    sha256: str
    extension: str
    size: int


def folder() -> Path:
    """Return the attachments folder of the open book."""
    return attachments_folder(Path(str(db.database)))


def stored_path(sha256: str, extension: str) -> Path:
    """Return where a file with this content lies."""
    return folder() / sha256[:2] / f"{sha256}{extension}"


def content_hash(path: Path) -> str:
    """Return the SHA-256 of a file's content."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def sync_folder(path: Path) -> None:
    """Bring the names in a folder to the disk; Windows does that by itself."""
    if os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it that are missing, so that a power cut leaves them there."""
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(exist_ok=True)
    sync_folder(path.parent)


def store(source: Path) -> StoredFile:
    """Copy a scan or photo beside the book, whole or not at all.

    :raises Refused: for a missing, empty, too large file, or one that is not PDF, JPG or PNG.
    """
    if not source.is_file():
        raise Refused(f"找不到文件 {source}。请检查路径。", code="file_missing")
    size = source.stat().st_size
    if not 0 < size <= LARGEST_BYTES:
        raise Refused(
            f"{source.name} 是空的或超过 50 MB，没有存入。请换一个文件。", code="file_size"
        )
    try:
        return _copy(source)
    except OSError as error:
        raise Refused(
            f"{source.name} 读不出来，或附件文件夹不能写入，没有存入。请检查权限和磁盘空间。",
            code="file_unreadable",
        ) from error


def _copy(source: Path) -> StoredFile:
    with source.open("rb") as file:
        start = file.read(16)
    extension = next((e for mark, e in SIGNATURES.items() if start.startswith(mark)), None)
    if extension is None and start[4:8] == b"ftyp" and start[8:12] in _PHONE_BRANDS:
        raise Refused(
            f"{source.name} 是手机的 HEIC 照片，别的电脑多半打不开，没有存入。"
            "请在手机相机设置里选“兼容性最佳”，或另存为 JPG 再放进来。",
            code="file_kind",
        )
    if extension is None:
        raise Refused(
            f"{source.name} 不是 PDF、JPG 或 PNG，没有存入。请换成这三种格式之一。",
            code="file_kind",
        )
    make_folder(folder())
    unfinished = folder() / f"{os.getpid()}.part"
    try:
        # What is named by its content is the copy: a scanner may still be writing the source.
        shutil.copyfile(source, unfinished)
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        sha256, size = content_hash(unfinished), unfinished.stat().st_size
        target = stored_path(sha256, extension)
        if not target.exists() or content_hash(target) != sha256:
            make_folder(target.parent)
            unfinished.replace(target)
            sync_folder(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)
    return StoredFile(sha256, extension, size)
