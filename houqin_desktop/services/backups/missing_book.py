"""When no book lies where one was: what is remembered of it, and which good backups are there."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from houqin_desktop.domain.backup_rings import RingCopy
from houqin_desktop.domain.errors import Refused
from houqin_desktop.storage.anchor import known_copy_folders, remembered_at
from houqin_desktop.storage.ring_copies import folder_beside

ANEW: Final = "确实要另建一本，请用 new 加 --anew。"


def was_here(book: Path) -> bool:
    """Say whether a book lay where none lies now.

    This computer remembers it there, or its automatic backups lie where those of its name do.
    """
    if book.is_file():
        return False
    folders = (folder_beside(book), *known_copy_folders(book))
    return remembered_at(book) is not None or any(
        RingCopy.from_name(path.name) is not None
        for folder in folders
        for path in folder.glob("*.zip")
    )


def look_at_gap(book: Path) -> list[tuple[str, str]]:
    """Return what is known of a book that is not there, line by line: what it is, and how it is."""
    found = [("文件", f"{book}，{'现在是一个文件夹' if book.is_dir() else '不在了'}")]
    if (known := remembered_at(book)) is not None:
        when = known.anchor.at.replace("T", " ")
        found.append(("本机记得", f"{when} 记到第 {known.anchor.seq:,} 号"))
    return found


def missing_book(book: Path) -> Refused:
    """Return the refusal of a place where a book was, with its newest good backup."""
    # Imported here: the start asks whether a book was here, and what reads its copies is large.
    from houqin_desktop.services.backups.rescue import good_copies

    facts = "；".join(f"{label}：{value}" for label, value in look_at_gap(book)[1:])
    what = "现在是一个文件夹" if book.is_dir() else "现在文件不在了"
    newest = next(good_copies(book), None)
    if newest is None:
        way = "旁边没有完好的备份。请先找回原来的文件，或插上备份U盘，用 restore 恢复。"
    else:
        way = f"{newest.named}请用 restore 恢复它：{newest.path}。"
    aside = "请先把这个文件夹移开。" if book.is_dir() else ""
    return Refused(
        f"找不到账簿文件 {book}：这里有过一本账簿，{what}{f'（{facts}）' if facts else ''}。"
        f"{aside}{way}{ANEW}",
        code="book_missing",
    )
