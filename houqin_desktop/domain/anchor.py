"""The head that left the house (锚): what this computer remembers of a book, outside of the book.

A chain alone cannot see that its end was cut off, that an older copy was put back, or that all of
it was written anew. A head that is remembered elsewhere can (I4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

_LINE = re.compile(r"([1-9][0-9]{0,17}) ([0-9a-f]{64}) (\S+) ([0-9a-f]{8})")
SHOWN = 8
NAMED = 5
ACCEPTED = "已认可这一份账簿，记入流水"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A row of the flow as it was remembered: its seq, its hash, when, and of a book lying where.

    A copy that lies elsewhere goes its own way and is remembered on its own.
    """

    seq: int
    hash: str
    at: str
    place: str

    def to_line(self) -> str:
        """Return the anchor as it stands in its file."""
        return f"{self.seq} {self.hash} {self.at} {self.place}\n"


def place_mark(path: str) -> str:
    """Return the eight figures that stand for where a book lies, without naming the place."""
    return sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:SHOWN]


def last_anchor(text: str, place: str) -> Anchor | None:
    """Return the last whole line of an anchor file for a place; a torn line is passed over."""
    for line in reversed(text.splitlines()):
        found = _LINE.fullmatch(line)
        if found and found[4] == place:
            return Anchor(int(found[1]), found[2], found[3], place)
    return None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A book that is not the one this computer remembers: the anchor, and what the book has."""

    anchor: Anchor
    head_seq: int
    head_hash: str
    hash_there: str | None

    @property
    def replaced(self) -> tuple[int, str] | None:
        """Return the head in the place of which this book came."""
        return self.anchor.seq, self.anchor.hash

    def sentence(self, book: str) -> str:
        """Return what is wrong, with both heads, and what to do.

        :param book: the name of the book's file.
        """
        known, when = self.anchor, self.anchor.at.replace("T", " ")
        head = f"第 {self.head_seq} 号（{self.head_hash[:SHOWN]}）"
        if self.hash_there is None:
            what = (
                f"账簿 {book} 比本机记得的旧：{when} 记到第 {known.seq} 号"
                f"（{known.hash[:SHOWN]}），这一份只到{head}，后面登记的不在里面。"
                "可能是旧的账簿被换了回来。"
            )
        else:
            what = (
                f"账簿 {book} 与本机记得的不是一本：{when} 第 {known.seq} 号的校验值是 "
                f"{known.hash[:SHOWN]}，这一份是 {self.hash_there[:SHOWN]}，现在到{head}。"
                "可能是换了另一份，或流水被重新写过。"
            )
        todo = "请找回原来的账簿或恢复备份；确实要用这一份，请由管理员认可。"
        return f"{what}现在只能看，不能记账。{todo}"


@dataclass(frozen=True, slots=True)
class Discord:
    """A book that somebody or something changed behind the program's back, and what is wrong."""

    faults: tuple[str, ...]
    replaced: tuple[int, str] | None = None

    def sentence(self, book: str) -> str:
        """Return what is wrong and what to do.

        :param book: the name of the book's file.
        """
        found = "、".join(self.faults[:NAMED]) + ("……" if self.faults[NAMED:] else "")
        return (
            f"账簿 {book} 不是上次关闭时的样子，核对下来有 {len(self.faults)} 项对不上：{found}。"
            "可能是断电以后旁边的文件被删，或被别的程序改过。现在只能看，不能记账。"
            "请恢复最近一份完好的备份；确实要用这一份，请由管理员认可。"
        )


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A book that is not as the program left it, as long as it was not checked."""

    replaced: tuple[int, str] | None = None

    def sentence(self, book: str) -> str:
        """Return that nobody knows yet, and what to do.

        :param book: the name of the book's file.
        """
        return (
            f"账簿 {book} 不是上次关闭时的样子，还没有核对完，不知道是不是完好。"
            "现在只能看，不能记账。请等它核对完；核对停下了，请退出程序再打开；"
            "确实要用这一份，请由管理员认可。"
        )


def doubt(
    anchor: Anchor | None,
    head: tuple[int, str],
    hash_there: str | None,
    replaced: Iterable[tuple[int, str]],
) -> Doubt | None:
    """Hold a book against what is remembered of it; None where it agrees or a row explains why not.

    :param head: seq and hash of the book's last row.
    :param hash_there: the hash of the book's row with the anchor's seq, None where it has none.
    :param replaced: the heads that restorations of this book have replaced.
    """
    if anchor is None or hash_there == anchor.hash or (anchor.seq, anchor.hash) in replaced:
        return None
    return Doubt(anchor, *head, hash_there)
