"""Keeping a scan or photo beside the book, with its row, once for each content."""

from __future__ import annotations

from pathlib import Path

from houqin_desktop.services.commands import Task
from houqin_desktop.services.numbers import exists
from houqin_desktop.storage import attachments
from houqin_desktop.storage.voucher import Attachment


def keep_photo(task: Task, path: str | None) -> str | None:
    """Keep a photo; return the hash of its content, or None where there is none.

    :raises Refused: as `keep_attachment` does.
    """
    return None if path is None else keep_attachment(task, Path(path)).sha256


def keep_attachment(task: Task, source: Path) -> attachments.StoredFile:
    """Copy a file beside the book and write its row, unless the book has this content already.

    :raises Refused: for a file that is missing, empty, too large, or no PDF, JPG or PNG.
    """
    file = attachments.store(source)
    if not exists(Attachment, sha256=file.sha256):
        task.insert(
            Attachment,
            sha256=file.sha256,
            extension=file.extension,
            size=file.size,
            name=source.name,
        )
    return file
