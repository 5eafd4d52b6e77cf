"""`backup` and `restore`: the book and its attachments as one zip, out of the house and back."""

from __future__ import annotations

from pathlib import Path

from houqin_desktop.cli.speech import DONE, REFUSED, answer_json, tell
from houqin_desktop.domain.anchor import ACCEPTED
from houqin_desktop.domain.calendar import Clock
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.backups.making import make_backup
from houqin_desktop.services.backups.readable import readable_places
from houqin_desktop.services.backups.restoration import accept_book, restore_backup
from houqin_desktop.services.backups.rings import Kept, back_up_by_itself
from houqin_desktop.services.check.invariants import CheckReport, run_checks
from houqin_desktop.services.session import Session, open_session


def back_up(session: Session, path: Path, *, as_json: bool) -> int:
    """Check the book, write a backup and say what it holds; a fault makes the exit code 1."""
    report = run_checks()
    made = make_backup(session, path)
    manifest = made.manifest
    if as_json:
        answer_json(
            {
                "file": str(path),
                "head": {"seq": manifest.head_seq, "hash": manifest.head_hash},
                "files": len(manifest.files),
                "size": path.stat().st_size,
                "ok": report.ok,
            }
        )
    tell(
        f"已备份到 {path}（{len(manifest.files)} 个文件，"
        f"流水到第 {manifest.head_seq} 号，已读回核对）"
    )
    return _end_with(report)


def _end_with(report: CheckReport) -> int:
    if report.ok:
        return DONE
    wrong = "、".join(f"{one.id} {one.title}" for one in report.invariants if not one.ok)
    tell(f"账簿有几项对不上：{wrong}。请用 check 看明细。")
    return REFUSED


def back_up_automatically(session: Session, *, as_json: bool) -> int:
    """Make the automatic backup that is due, and say where it lies and what made room for it."""
    from houqin_desktop.documents.readable_copy import write_readable

    kept = back_up_by_itself(session) or Kept((), None)
    readable, trouble = [], list(kept.trouble)
    for place in readable_places(session):
        try:
            readable.append(str(write_readable(session, place)))
        except Refused as refused:
            trouble.append(refused.sentence)
    if as_json:
        answer_json(
            {
                "files": [str(path) for path in kept.paths],
                "readable": readable,
                "deleted": [str(path) for path in kept.deleted],
                "trouble": trouble,
            }
        )
    if not kept.paths:
        tell("上次备份以后账簿没有变动，没有再备份。")
    for path in kept.paths:
        tell(f"已自动备份到 {path}，已读回核对")
    for folder in readable:
        tell(f"已写出可读副本 {folder}")
    for sentence in trouble:
        tell(sentence)
    return REFUSED if trouble else DONE


def accept(session: Session, *, as_json: bool) -> int:
    """Let a book stand that is not the one this computer remembers."""
    result = accept_book(session)
    if as_json:
        answer_json({"book": str(session.book_path), "seq": result.seq})
    tell(f"{ACCEPTED}。")
    return DONE


def restore(
    path: Path,
    book: Path,
    *,
    clock: Clock,
    actor: str | None,
    password: str | None,
    as_json: bool,
) -> int:
    """Put a backup in the place of the book, say where the former one is kept, and check it."""
    restored = restore_backup(path, book, clock=clock, actor=actor, password=password)
    manifest, kept = restored.manifest, restored.kept_as
    if as_json:
        answer_json(
            {
                "book": str(book),
                "head": {"seq": manifest.head_seq, "hash": manifest.head_hash},
                "made_at": manifest.made_at,
                "kept_as": None if kept is None else str(kept),
            }
        )
    former = "" if kept is None else f"换下的账簿留在 {kept}。"
    missing = f"{restored.left_out}是备份以后登记的，不在里面。" if restored.left_out else ""
    when = manifest.made_at.replace("T", " ")
    tell(
        f"已恢复{manifest.school} {when} 的备份，流水到第 {manifest.head_seq} 号。{missing}{former}"
    )
    session = open_session(book, clock=clock)
    try:
        return _end_with(run_checks())
    finally:
        session.close()
