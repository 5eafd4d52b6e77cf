"""When a book is damaged: what of it is whole, and which good backups lie beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from houqin_desktop.domain.backup import BackupManifest
from houqin_desktop.domain.backup_rings import RingCopy, book_name
from houqin_desktop.domain.calendar import SystemClock
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.check.gate import NOT_IN_BACKUP
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.registers.reference import SUBJECTS
from houqin_desktop.services.session import open_session
from houqin_desktop.storage import backup_file as store
from houqin_desktop.storage.anchor import known_copy_folders, remembered_at
from houqin_desktop.storage.backup_file import Tick
from houqin_desktop.storage.database import attachments_folder
from houqin_desktop.storage.remains import Remains, examine
from houqin_desktop.storage.ring_copies import folder_beside

MOST_OFFERED = 3
_OWN_TABLES = {
    "journal": "流水",
    "category": "分类代码",
    "voucher_kind": "单据种类",
    "route_step": "签批步骤",
}


@dataclass(frozen=True, slots=True)
class GoodCopy:
    """A backup beside a damaged book that was read whole just now.

    `is_sound` says whether every invariant of the book in it holds as well.
    """

    path: Path
    manifest: BackupManifest
    is_sound: bool = True

    @property
    def words(self) -> str:
        """Return when it was made, how far it goes, and its name."""
        made = self.manifest.made_at.replace("T", " ")
        faulty = "" if self.is_sound else "（核对有误）"
        return f"{made}，流水到第 {self.manifest.head_seq} 号{faulty}：{self.path.name}"

    @property
    def named(self) -> str:
        """Return the sentence that names it as the newest there is."""
        which = "最近一份完好的备份" if self.is_sound else "没有完好的备份，最近一份读得出的"
        return f"{which}：{self.words}。"


def look_at_damage(book: Path) -> list[tuple[str, str]]:
    """Return what was found of a damaged file, line by line: what it is, and how it is."""
    try:
        remains = examine(book)
    except OSError:
        return [("文件", f"{book.name}，读不出来")]
    return [
        ("文件", f"{book.name}，{remains.size:,} 字节"),
        ("文件头", "完好" if remains.has_header else "读不出来"),
        ("页", _pages(remains)),
        ("读得出的表", _tables(remains)),
        ("流水", _flow(remains)),
    ]


def _pages(remains: Remains) -> str:
    if not remains.has_header:
        return "不知道"
    if remains.pages < remains.pages_due:
        return f"应有 {remains.pages_due:,} 页，只剩 {remains.pages:,} 页"
    return f"{remains.pages:,} 页"


def _tables(remains: Remains) -> str:
    total = len(remains.whole) + len(remains.broken)
    if not remains.broken:
        return f"{total} 张" if total else "没有"
    names = "、".join(_OWN_TABLES.get(one) or SUBJECTS.get(one, one) for one in remains.broken)
    return f"{len(remains.whole)} 张，共 {total} 张；读不全的：{names}"


def _flow(remains: Remains) -> str:
    if not remains.head_seq:
        return "读不出来"
    return f"完好到第 {remains.head_seq:,} 号（{remains.head_hash[:8]}）"


def good_copies(book: Path, tick: Tick = lambda _done, _total: None) -> Iterator[GoodCopy]:
    """Yield the good backups of a damaged or missing book, the newest first.

    They lie beside it or where this computer remembers that copies of it went. Each is read whole
    and its book checked before it is named; those in which something does not agree come last.
    What is of invented data, or by its name of another book, is passed over. No book may be open.

    :param tick: told how many megabytes of how many of one backup are read; may raise to stop.
    """
    start, faulty = _start_of(book), list[GoodCopy]()
    for path in _newest_first(book):
        copy = RingCopy.from_name(path.name)
        if start and copy is not None and copy.book_start != start:
            continue
        with suppress(Refused):
            manifest = store.verified(path, tick)
            if manifest.demo:
                continue
            if _is_sound(path):
                yield GoodCopy(path, manifest)
            else:
                faulty.append(GoodCopy(path, manifest, is_sound=False))
    yield from faulty


def _is_sound(path: Path) -> bool:
    """Check the book in a backup, as it lies unpacked among the temporary files.

    Without room for it nothing is known of it.
    """
    with TemporaryDirectory(prefix="houqin-", ignore_cleanup_errors=True) as folder:
        book = Path(folder, "book.houqin")
        try:
            store.extract(path, book, attachments_folder(book), lambda _done, _total: None)
        except OSError:
            return False
        session = open_session(book, clock=SystemClock(), anchored=False)
        try:
            invariants = run_checks().invariants
            return all(one.ok for one in invariants if one.id not in NOT_IN_BACKUP)
        finally:
            session.close()


def _start_of(book: Path) -> str:
    """Return by what the copies of a book are known, nothing where neither it nor we know that."""
    if not book.is_file():
        known = remembered_at(book)
        return "" if known is None else book_name(known.start)
    with suppress(OSError):
        return book_name(examine(book).first_hash)
    return ""


def _newest_first(book: Path) -> list[Path]:
    found = []
    places = (book.parent, folder_beside(book), *known_copy_folders(book))
    for folder in dict.fromkeys(one.resolve() for one in places):
        # The copy before an upgrade is a plain book, which bears the name of the one it is of.
        for path in (*folder.glob("*.zip"), *_before_upgrades(folder, book)):
            with suppress(Refused, OSError):
                manifest = store.read_manifest(path)
                found.append((manifest.made_at, manifest.head_seq, path))
    return [path for _made, _seq, path in sorted(found, reverse=True)]


def _before_upgrades(folder: Path, book: Path) -> list[Path]:
    start = f"{book.stem}.before-"
    return [one for one in folder.glob(f"*{book.suffix}") if one.name.startswith(start)]


def naming_newest(refused: Refused, book: Path) -> Refused:
    """Return the refusal of a damaged book with the newest good backup beside it, if any."""
    newest = next(good_copies(book), None)
    if newest is None:
        return refused
    return Refused(
        f"{refused.sentence}{newest.named}请用 restore 恢复它：{newest.path}。"
        "损坏的文件会另存，不会丢掉。",
        code=refused.code,
    )
