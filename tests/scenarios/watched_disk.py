"""A disk that tells what SQLite asks of it and can refuse: the very library, the very driver.

SQLite reaches the disk through a table of functions (https://sqlite.org/vfs.html). Here the table
of this machine is copied and writing, cutting, syncing and removing go past Python first, so that
nothing of the program or of its driver is replaced.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import (
    CFUNCTYPE,
    POINTER,
    Structure,
    c_char_p,
    c_int,
    c_int64,
    c_void_p,
    cast,
    string_at,
)
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

OK, FULL = 0, 13
IOERR_WRITE, IOERR_FSYNC, IOERR_TRUNCATE = 10 | 3 << 8, 10 | 4 << 8, 10 | 6 << 8
IOERR_DELETE = 10 | 10 << 8

Deed = Literal["create", "write", "cut", "sync", "remove", "acknowledge"]


class Event(NamedTuple):
    """One thing that was asked of the disk; `at` is an offset, a size or a journal number."""

    deed: Deed
    file: str = ""
    at: int = 0
    data: bytes = b""


def nothing_fails(_event: Event) -> int:
    return OK


@dataclass
class Disk:
    """What was asked of it, and what it answers before it does anything."""

    answer: Callable[[Event], int] = nothing_fails
    events: list[Event] = field(default_factory=list)
    keeps: bool = True

    def asked(self, event: Event) -> int:
        if self.keeps:
            self.events.append(event)
        return self.answer(event)


Close = CFUNCTYPE(c_int, c_void_p)
Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
Cut = CFUNCTYPE(c_int, c_void_p, c_int64)
Sync = CFUNCTYPE(c_int, c_void_p, c_int)
Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
Remove = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)


class Methods(Structure):
    """sqlite3_io_methods, version 3; only what is watched has a type of its own."""

    _fields_ = [
        ("version", c_int),
        ("close", Close),
        ("read", c_void_p),
        ("write", Write),
        ("cut", Cut),
        ("sync", Sync),
        *((f"other{at}", c_void_p) for at in range(13)),
    ]


class File(Structure):
    """sqlite3_file, the part that every such file begins with."""

    _fields_ = [("methods", POINTER(Methods))]


class Vfs(Structure):
    """sqlite3_vfs, version 3."""

    _fields_ = [
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("own", c_void_p),
        ("open", Open),
        ("remove", Remove),
        *((f"other{at}", c_void_p) for at in range(14)),
    ]


def library() -> Any:
    """Return the SQLite that Python's own driver works with."""
    home = getattr(_sqlite3, "__file__", None)
    if home is None:
        loaded: Any = ctypes.CDLL(None)
    elif sys.platform == "win32":
        loaded = ctypes.CDLL(str(Path(home).with_name("sqlite3.dll")))
    else:
        loaded = ctypes.CDLL(home)
    loaded.sqlite3_vfs_find.restype = POINTER(Vfs)
    loaded.sqlite3_vfs_find.argtypes = [c_char_p]
    loaded.sqlite3_vfs_register.argtypes = [POINTER(Vfs), c_int]
    loaded.sqlite3_vfs_unregister.argtypes = [POINTER(Vfs)]
    return loaded


class Watching:
    """The copied table of functions; it must outlive every file that was opened through it."""

    def __init__(self, disk: Disk, real: Vfs) -> None:
        self.disk, self.real = disk, real
        self.files: dict[int, str] = {}
        self.methods: dict[int, Methods] = {}
        self.vfs = Vfs.from_buffer_copy(real)
        self.vfs.name = b"watched"
        self.vfs.next = None
        self.vfs.open, self.vfs.remove = Open(self.open), Remove(self.remove)

    def open(self, _vfs: int, name: int, file: int, flags: int, said: int) -> int:
        path = Path(string_at(name).decode()) if name else None
        fresh = path is not None and not path.exists()
        code: int = self.real.open(ctypes.addressof(self.real), name, file, flags, said)
        opened = cast(file, POINTER(File)).contents
        if code != OK or path is None or not opened.methods:
            return code
        real = ctypes.addressof(opened.methods.contents)
        if real not in self.methods:
            self.methods[real] = self.watched(opened.methods.contents)
        opened.methods = ctypes.pointer(self.methods[real])
        self.files[file] = path.name
        if fresh:
            self.disk.asked(Event("create", path.name))
        return OK

    def watched(self, real: Methods) -> Methods:
        copy = Methods.from_buffer_copy(real)

        def write(file: int, data: int, size: int, at: int) -> int:
            event = Event("write", self.files[file], at, string_at(data, size))
            return self.disk.asked(event) or int(real.write(file, data, size, at))

        def cut(file: int, size: int) -> int:
            return self.disk.asked(Event("cut", self.files[file], size)) or int(
                real.cut(file, size)
            )

        def sync(file: int, flags: int) -> int:
            # What counts is that it was asked for; a real flush would only take its time.
            return self.disk.asked(Event("sync", self.files[file]))

        copy.write, copy.cut, copy.sync = Write(write), Cut(cut), Sync(sync)
        return copy

    def remove(self, _vfs: int, name: bytes, durably: int) -> int:
        event = Event("remove", Path(name.decode()).name, durably)
        return self.disk.asked(event) or int(
            self.real.remove(ctypes.addressof(self.real), name, durably)
        )


# A file that is closed late must still find its functions.
_watched: list[Watching] = []


@contextmanager
def watched_disk() -> Iterator[Disk]:
    """Let every database that is opened inside go through a disk that is watched.

    It must be closed inside as well.
    """
    sqlite = library()
    disk = Disk()
    real = sqlite.sqlite3_vfs_find(None)
    watching = Watching(disk, real.contents)
    _watched.append(watching)
    sqlite.sqlite3_vfs_register(ctypes.pointer(watching.vfs), 1)
    try:
        yield disk
    finally:
        disk.answer = nothing_fails
        sqlite.sqlite3_vfs_unregister(ctypes.pointer(watching.vfs))
        sqlite.sqlite3_vfs_register(real, 1)
