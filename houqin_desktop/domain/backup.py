"""What a backup says of itself (备份清单): which book, up to which line of the flow, which files.

A backup is one zip: the book, its attachments and this list. The list carries the head of the flow,
so that an older book put back is noticed, and the hash of every file, so that a spoilt backup is
refused before it touches anything.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

from houqin_desktop.domain.errors import Refused

FORMAT = 1
BOOK_ENTRY = "book.houqin"
ATTACHMENT_FOLDER = "attachments"
MANIFEST_ENTRY = "manifest.json"
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class BackedUpFile:
    """One file of a backup: its name in the zip, its size in bytes, its SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """The list that a backup carries."""

    school: str
    demo: bool
    made_at: str
    head_seq: int
    head_hash: str
    files: tuple[BackedUpFile, ...]

    @property
    def made_on(self) -> date:
        """Return the day on which the backup was made."""
        return datetime.fromisoformat(self.made_at).date()

    def to_json(self) -> str:
        """Return the list as it stands in the zip."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> BackupManifest:
        """Read the list of a backup.

        :raises Refused: for anything that this program did not write.
        """
        try:
            found: dict[str, Any] = json.loads(text)
            files = tuple(
                BackedUpFile(str(one["name"]), int(one["size"]), str(one["sha256"]))
                for one in found["files"]
            )
            manifest = cls(
                str(found["school"]),
                bool(found["demo"]),
                str(found["made_at"]),
                int(found["head_seq"]),
                str(found["head_hash"]),
                files,
            )
            sound = found["format"] == FORMAT and manifest._is_sound()
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            sound = False
        if not sound:
            raise spoilt("备份清单读不懂")
        return manifest

    def _is_sound(self) -> bool:
        names = [one.name for one in self.files]
        return (
            self.made_on.year > 0
            and len(set(names)) == len(names)
            and BOOK_ENTRY in names
            and all(_is_ours(name) for name in names)
            and all(one.size >= 0 and _HASH.fullmatch(one.sha256) for one in self.files)
        )


def _is_ours(name: str) -> bool:
    """Say whether a name stays inside the folder of the book, on Windows too.

    Windows drops dots and blanks at the end of a name, so that “.. ” would lead out as “..” does.
    """
    path = PurePosixPath(name)
    if name == BOOK_ENTRY:
        return True
    inside = path.parts[:1] == (ATTACHMENT_FOLDER,) and len(path.parts) == 3
    plain = all(part.rstrip(". ") == part for part in path.parts)
    return inside and plain and name.isprintable() and "\\" not in name and ":" not in name


def spoilt(why: str) -> Refused:
    """Return the refusal of a file that is no whole backup."""
    return Refused(
        f"这个文件不是完整的备份（{why}），没有恢复，账簿没有改变。请换一份备份。",
        code="backup_spoilt",
    )
