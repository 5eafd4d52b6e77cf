"""Opening, making and closing a book: the pragmas, the lock, the schema's version.

The settings were chosen by measurement (power cuts, kills, full disks): TRUNCATE with EXTRA
loses no confirmed entry. The lock is SQLite's own, held as long as the book is open, so it is
gone with the process and can never be left behind.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path

from peewee import DatabaseError, IntegrityError, InterfaceError, OperationalError

from houqin_desktop.domain.errors import DISK_FULL, Refused
from houqin_desktop.storage import open_file, second_lock
from houqin_desktop.storage.base import db
from houqin_desktop.storage.book_place import require_local
from houqin_desktop.storage.migrations import SCHEMA_VERSION, migrations
from houqin_desktop.storage.personal import leave_out_personal

APPLICATION_ID = 0x48514442
DISK_UNSURE = "disk_unsure"
BOOK_ENDING = ".houqin"
HEADER = b"SQLite format 3\x00"
_HEAD = "SELECT count(*), max(seq), max(hash) FROM journal"
CHECKED_WHEN_OPENED = 64 * 1024 * 1024
LOCKING = "EXCLUSIVE"
PRAGMAS = {
    "journal_mode": "TRUNCATE",
    "synchronous": "EXTRA",
    "foreign_keys": "ON",
    "recursive_triggers": "ON",
    "trusted_schema": "OFF",
    "cell_size_check": "ON",
    "cache_size": "-65536",
}


def attachments_folder(path: Path) -> Path:
    """Return the folder beside the book that holds its attachments."""
    return path.with_name(path.stem + ".attachments")


def require_openable(path: Path) -> None:
    """Refuse what is not a book of this program, by its first bytes, without touching it."""
    try:
        if not path.is_file():
            raise _missing(path)
        with path.open("rb") as file:
            start = file.read(100)
    except OSError as error:
        raise Refused(
            f"账簿文件 {path.name} 读不出来。请检查文件名和权限。", code="book_unreadable"
        ) from error
    if not start.startswith(HEADER) and path.suffix == BOOK_ENDING:
        raise _damaged(path)
    if not start.startswith(HEADER):
        raise Refused(
            f"{path.name} 不是本程序的账簿文件，没有打开。请选择正确的账簿文件。",
            code="book_foreign",
        )
    if int.from_bytes(start[68:72], "big") != APPLICATION_ID:
        raise Refused(
            f"{path.name} 是别的程序的数据库，没有打开。请选择本程序建立的账簿文件。",
            code="book_foreign",
        )
    version = int.from_bytes(start[60:64], "big")
    if version > SCHEMA_VERSION:
        raise Refused(
            f"{path.name} 由更新版本的程序写成（格式 {version}，本程序支持到 {SCHEMA_VERSION}）。"
            "文件没有改动，请升级程序后再打开。",
            code="book_newer",
        )


def _missing(path: Path) -> Refused:
    what, way = "找不到账簿文件", "请检查路径，或先新建账簿。"
    if path.is_dir():
        what, way = "这里是一个文件夹，不是账簿文件", "请检查路径，或先把它移开。"
    return Refused(f"{what}：{path}。{way}", code="book_missing")


def open_database(path: Path) -> None:
    """Open a book and keep the lock on it.

    :raises Refused: for a missing, foreign, newer, damaged or already opened book, and for one on a
        network drive.
    """
    require_openable(path)
    require_local(path)
    try:
        _connect(path)
        _require_whole(path)
        _migrate(path)
        open_file.begin(path)
    except (DatabaseError, sqlite3.DatabaseError, UnicodeDecodeError) as error:
        # Even the words of SQLite's complaint can be unreadable in a damaged file.
        close_database()
        raise _opening_refusal(path, error) from error
    except BaseException:
        close_database()
        raise


def create_database(path: Path) -> None:
    """Make an empty book with the current schema and keep it open."""
    _connect(path)
    db.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    _migrate(path)
    open_file.begin(path)


def is_open() -> bool:
    """Say whether a book is open."""
    return not db.is_closed()


def close_database() -> None:
    """Close the book, if one is open, and give up its lock."""
    open_file.end()
    if is_open():
        db.close()
    second_lock.release()


@contextmanager
def write_transaction(mark: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Run one command: BEGIN IMMEDIATE, then all of it or nothing.

    Written out here because Peewee hides the true cause of a failed commit behind
    "cannot rollback - no transaction is active".

    :param mark: reads what is another once it is written; without it nobody can tell, after a
        commit that failed, whether it stands.
    :raises Refused: when the disk is in trouble; only `disk_unsure` leaves something written. Also
        when the file is no longer at its path, or was written over.
    """
    open_file.require_in_place()
    db.execute_sql("BEGIN IMMEDIATE")
    open_file.note_unsure()
    try:
        before = mark()
        yield
        _commit(before, mark)
        open_file.note_written()
    except BaseException as error:
        _roll_back()
        if isinstance(error, sqlite3.IntegrityError):
            # Rows written in bulk go past Peewee; their refusal bears the name of every other.
            raise IntegrityError(*error.args) from error
        refusal = _writing_refusal(error)
        if refusal is None:
            raise
        try:
            raise refusal from error
        finally:
            # In a ring with its own traceback it would keep the failed statement and the lock.
            del refusal


def _roll_back() -> None:
    if not db.connection().in_transaction:
        # SQLite gave it up by itself, and may take it back only at the next look into the book.
        open_file.note_unsure()
        return
    db.execute_sql("ROLLBACK")
    with suppress(Refused):
        open_file.note_written()


def _commit(before: object, mark: Callable[[], object]) -> None:
    """Commit; where all is written and only the last flush failed, ask the disk for it once more.

    The book itself lies on the disk by then, and the emptied side file perhaps not: a power cut
    would roll the command back. A second commit flushes it again.
    """
    written = mark()
    try:
        db.execute_sql("COMMIT")
    except (OperationalError, sqlite3.OperationalError):
        if db.connection().in_transaction:
            db.execute_sql("ROLLBACK")
        # What still lies in the side file is rolled back at the next look into the book.
        if written == before or _side_file_size() > 0 or not _settled(written, mark):
            raise


def _side_file_size() -> int:
    path = Path(f"{db.database}-journal")
    return path.stat().st_size if path.exists() else 0


def _settled(written: object, mark: Callable[[], object]) -> bool:
    """Say whether a commit that failed stands, and flush it once more if it does."""
    try:
        if mark() != written:
            return False
        (version,) = db.execute_sql("PRAGMA user_version").fetchone()
        db.execute_sql("BEGIN IMMEDIATE")
        db.execute_sql(f"PRAGMA user_version = {version}")
        db.execute_sql("COMMIT")
    except (OperationalError, sqlite3.OperationalError) as error:
        raise Refused(
            "磁盘出错，说不准这一步有没有存稳。请不要急着重做：先检查磁盘或U盘，重新打开账簿，"
            "再在“最近操作”里核对。",
            code=DISK_UNSURE,
        ) from error
    return True


# What SQLite says of a disk that takes no more, in its own words, and what the keeper can do.
_TROUBLE = (
    ("full", "磁盘已满，没有记账，账簿没有改变。请清理磁盘后再试。", DISK_FULL),
    ("readonly", "账簿或文件夹不能写入，没有记账。请检查文件权限或U盘写保护。", "book_readonly"),
    (
        "unable to open",
        "账簿所在的文件夹不能写入，没有记账。请检查文件夹权限或U盘写保护。",
        "book_readonly",
    ),
    ("disk I/O", "磁盘读写出错，没有记账。请检查磁盘或U盘，再重新打开账簿。", "disk_fault"),
)


def _writing_refusal(error: BaseException) -> Refused | None:
    """Return the refusal for a disk in trouble, or None for anything else."""
    if not isinstance(error, (OperationalError, sqlite3.OperationalError)):
        return None
    for words, sentence, code in _TROUBLE:
        if words in str(error):
            return Refused(sentence, code=code)
    return None


def _connect(path: Path) -> None:
    db.init(str(path), pragmas=PRAGMAS, timeout=1)
    db.connect()
    # The mode is set under the lock, which it then keeps. Set before, it would keep the lock of
    # every reader, and of several starts at the same instant each would shut out all others.
    db.execute_sql("BEGIN EXCLUSIVE")
    db.execute_sql(f"PRAGMA locking_mode = {LOCKING}")
    db.execute_sql("COMMIT")
    if not second_lock.hold(path):
        raise _open_elsewhere(path)


def _require_whole(path: Path) -> None:
    # A file of a size that no school reaches would take longer to read than opening it may.
    if path.stat().st_size > CHECKED_WHEN_OPENED:
        return
    result = db.execute_sql("PRAGMA quick_check(1)").fetchone()[0]
    if result != "ok":
        raise _damaged(path)


def _migrate(path: Path) -> None:
    """Bring a book up to the schema of the program, after a verified copy of it; or not at all."""
    connection = db.connection()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == SCHEMA_VERSION:
        return
    if version > 0:
        _copy_before_migration(path, version)
    try:
        with write_transaction():
            for migrate in migrations(version):
                migrate(connection)
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise _not_migrated(path)
    except (DatabaseError, sqlite3.DatabaseError) as error:
        if version == 0:
            raise
        raise _not_migrated(path) from error
    except Refused as refused:
        # The transaction speaks of an entry; an upgrade that may stand is for the next opening.
        if version == 0 or refused.code == DISK_UNSURE:
            raise
        raise _not_migrated(path, is_full=refused.code == DISK_FULL) from refused


def _not_migrated(path: Path, *, is_full: bool = False) -> Refused:
    why, remedy = ("磁盘已满，", "清理磁盘") if is_full else ("", "检查磁盘空间和写入权限")
    return Refused(
        f"{why}账簿 {path.name} 没有升级成，内容没有改动。请{remedy}后重新打开。",
        code="migration_failed",
    )


def _copy_before_migration(path: Path, version: int) -> None:
    """Copy the book beside itself and read the copy back; it gets its name when it is whole.

    A copy of an earlier upgrade is never written over: it may be of another time.
    """
    target = _free_name(path, f"before-{version + 1}")
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)
        _write_copy(part)
        part.rename(target)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise Refused(
            "升级前的备份没有写成或没有通过检验，账簿没有升级，内容没有改动。"
            "请检查磁盘空间和文件夹权限后重新打开。",
            code="migration_failed",
        ) from error


def _write_copy(part: Path) -> None:
    with closing(sqlite3.connect(part)) as copy:
        db.connection().backup(copy)
        leave_out_personal(copy)
    # Opened anew, so that what is looked at is what lies on the disk.
    with closing(sqlite3.connect(part)) as copy:
        (faults,) = copy.execute("PRAGMA integrity_check").fetchone()
        if faults != "ok" or copy.execute(_HEAD).fetchone() != db.execute_sql(_HEAD).fetchone():
            raise sqlite3.DatabaseError(faults)


def _free_name(path: Path, word: str) -> Path:
    again = ("" if number == 1 else f"-{number}" for number in count(1))
    names = (path.with_name(f"{path.stem}.{word}{one}{path.suffix}") for one in again)
    return next(name for name in names if not name.exists())


def _open_elsewhere(path: Path) -> Refused:
    return Refused(
        f"账簿 {path.name} 正在别处打开（另一个窗口或命令行）。请先关闭那一处再打开。",
        code="book_open_elsewhere",
    )


def _opening_refusal(path: Path, error: Exception) -> Refused:
    text = str(error)
    if "locked" in text:
        return _open_elsewhere(path)
    if isinstance(error, (OperationalError, InterfaceError)) and "readonly" in text:
        return Refused(
            f"账簿 {path.name} 是只读的，不能记账。请检查文件权限或U盘写保护。",
            code="book_readonly",
        )
    return _damaged(path)


def _damaged(path: Path) -> Refused:
    return Refused(
        f"账簿 {path.name} 已损坏，没有打开。请不要继续使用这个文件，改用最近一次的备份。",
        code="book_damaged",
    )
