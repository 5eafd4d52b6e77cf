"""What is wrong with the file of a book: SQLite's own check of it, said in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from houqin_desktop.storage.base import db
from houqin_desktop.storage.database import APPLICATION_ID
from houqin_desktop.storage.migrations import SCHEMA_VERSION

MOST_LOOKED_AT = 5
_INDEX = re.compile(r"\bindex (\S+)$")
_TABLE = re.compile(r"\b(?:value in|failed in|PRIMARY KEY order for) (\w+)")
_PAGE = re.compile(r"\bpage (\d+)", re.IGNORECASE)


def file_faults(title: Callable[[str], str]) -> Iterator[str]:
    """Yield what is wrong with the file itself.

    :param title: returns what a person calls a table.
    """
    connection = db.connection()
    said = connection.execute(f"PRAGMA integrity_check({MOST_LOOKED_AT})").fetchall()
    lines = [line for (message,) in said if message != "ok" for line in message.splitlines()]
    # Some lines begin with a head of stars, and one spoilt page is told of cell by cell.
    wrong = [structure_words(line, title) for line in lines if not line.startswith("***")]
    yield from dict.fromkeys(wrong)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{title(table)}第 {row} 行指向不存在的{title(parent)}"
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID or version != SCHEMA_VERSION:
        yield f"文件标记 {application:#x} 或格式 {version} 不符"


def structure_words(message: str, title: Callable[[str], str]) -> str:
    """Return what SQLite says of a place in the file as a Chinese sentence without its words."""
    if found := _INDEX.search(message):
        return f"索引 {found[1]} 与内容不符"
    if found := _TABLE.search(message):
        return f"{title(found[1])}有一行的内容不合规定"
    if found := _PAGE.search(message):
        return f"文件第 {found[1]} 页已损坏"
    return "文件结构有损坏"
