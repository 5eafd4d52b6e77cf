"""What is personal, in one file beside the backups of a book; each backup writes it anew.

A backup may be kept for ever and a personal value may not, so none lies in the zips. What was
purged is gone out of this file with the next backup.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from houqin_desktop.domain.backup_rings import book_name
from houqin_desktop.domain.personal import PersonalKind, personal_key
from houqin_desktop.storage.backup_file import give_name
from houqin_desktop.storage.journal import hash_at
from houqin_desktop.storage.personal import KeptValue

_FIELDS = 5


def personal_file(folder: Path, book_start: str) -> Path:
    """Return the file for the backups of a book in a folder, by the beginning of its first hash."""
    return folder / f"个人信息-{book_start}.json"


def write_personal(folder: Path, book_start: str, values: Sequence[KeptValue]) -> None:
    """Write the values of a book beside its backups, in place of those that stood there.

    :raises OSError: when the folder cannot be written.
    """
    path = personal_file(folder, book_start)
    if not values and not path.exists():
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(json.dumps(sorted(values), ensure_ascii=False), encoding="utf-8")
        give_name(part, path)
    finally:
        with suppress(OSError):
            part.unlink()


def personal_beside(backup: Path) -> list[KeptValue]:
    """Return what stands beside a backup of the open book; what is no value is passed over.

    A file that is not there, or is none, holds nothing: a restoration goes on without.
    """
    path = personal_file(backup.parent, book_name(hash_at(1) or ""))
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    rows = found if isinstance(found, list) else []
    return [row for one in rows if (row := _value(one)) is not None]


def _value(one: object) -> KeptValue | None:
    if not isinstance(one, list) or len(one) != _FIELDS or not all(isinstance(x, str) for x in one):
        return None
    key, kind, month, salt, value = one
    if kind not in list(PersonalKind) or personal_key(salt, PersonalKind(kind), value) != key:
        return None
    return key, kind, month, salt, value
