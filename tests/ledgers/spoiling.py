"""Spoils workbooks as disks, cables, old programs and bad intent do, the same way each time."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from houqin_desktop.documents.workbooks.gate import OLE_MAGIC, ZIP_MAGIC

MAGICS = (
    ZIP_MAGIC,
    OLE_MAGIC,
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"<html><table>",
    b"\x09\x08\x10\x00",
    b"",
)
NASTY = (
    b"\x00", b"&#0;", b"&x;", b"<c/>", b"</row>", b'r="ZZZ99999999"', b't="s"', b"<v>99999999</v>",
    b"<![CDATA[", b"]]>", b"<!--", b"99999999999999999999", b"-1", b"NaN", b"\xff\xfe", b'"', b"'",
    b"<row>" * 50, b'r="A0"', b"<t>" + "课".encode() * 500, b'numFmtId="-1"', b"1e400", b"<f>",
)  # fmt: skip

UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    RuntimeError,
)
Spoiler = Callable[[Random, bytes], bytes]


def flip_bytes(chance: Random, content: bytes) -> bytes:
    """Change one to fifty bytes anywhere."""
    spoiled = bytearray(content)
    for _ in range(chance.choice((1, 2, 5, 50))):
        spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    return bytes(spoiled)


def cut_off(chance: Random, content: bytes) -> bytes:
    """Lose the end, the beginning, or a piece of the middle."""
    start, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return chance.choice((content[:start], content[end:], content[:start] + content[end:]))


def write_over(chance: Random, content: bytes) -> bytes:
    """Write something else over a stretch, as a bad sector does."""
    at = chance.randrange(len(content))
    size = chance.choice((16, 512, 4096))
    filling = chance.choice((b"\0" * size, b"\xff" * size, chance.randbytes(size)))
    return content[:at] + filling + content[at + size :]


def garble_parts(chance: Random, content: bytes) -> bytes:
    """Spoil the inside of a package and pack it again, so that its checksums agree."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except UNREADABLE:
        return garble_text(chance, content)
    for name in chance.sample(sorted(parts), k=min(2, len(parts))):
        deed = chance.randrange(5)
        if deed == 0:
            del parts[name]
        elif deed == 1:
            parts[name] = b""
        else:
            parts[name] = garble_text(chance, parts[name])
    target = io.BytesIO()
    with zipfile.ZipFile(
        target, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    ) as out:
        for name, part in parts.items():
            out.writestr(name, part)
    return target.getvalue()


def garble_text(chance: Random, content: bytes) -> bytes:
    """Put nasty words into a text, drop tags, double attributes, blow up numbers."""
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.randrange(len(content) + 1)
        deed = chance.randrange(4)
        if deed == 0:
            content = content[:at] + chance.choice(NASTY) + content[at:]
        elif deed == 1:
            content = content[:at] + content[at + chance.randrange(1, 40) :]
        elif deed == 2:
            content = re.sub(rb"\d+", chance.choice(NASTY), content, count=chance.randrange(1, 9))
        else:
            tags = [match.span() for match in re.finditer(rb"<[^<>]*>", content)]
            if tags:
                start, end = chance.choice(tags)
                content = content[:start] + content[end:]
    return content


def random_bytes(chance: Random, content: bytes) -> bytes:
    """Be no workbook at all behind a beginning that promises one."""
    return chance.choice(MAGICS) + chance.randbytes(
        chance.choice((0, 3, 600, min(len(content), 9000)))
    )


SPOILERS: tuple[Spoiler, ...] = (
    flip_bytes, cut_off, write_over, garble_parts, garble_parts, garble_text, random_bytes,
)  # fmt: skip
