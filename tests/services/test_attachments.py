"""Scans of signed paper: kept by content, only PDF, JPG or PNG, never altered unseen."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.disposal.drafts import AttachScan, RecordSignature
from houqin_desktop.storage import attachments
from tests.builders import Book

PDF = b"%PDF-1.7\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPG = b"\xff\xd8\xff\xe0" + b"\0" * 20


def paper(tmp_path: Path, content: bytes, name: str = "扫描.pdf") -> str:
    path = tmp_path / name
    path.write_bytes(content)
    return str(path)


def kept(book: Book) -> list[str]:
    return sorted(
        path.relative_to(book.session.attachments).as_posix()
        for path in book.session.attachments.rglob("*")
        if path.is_file()
    )


@pytest.mark.parametrize(("content", "ending"), [(PDF, "pdf"), (PNG, "png"), (JPG, "jpg")])
def test_a_scan_is_kept_beside_the_book_under_its_own_content(
    book: Book, tmp_path: Path, content: bytes, ending: str
):
    number = book.small_case()
    book.sign(number, "storekeeper", scan=paper(tmp_path, content, "..\\..\\CON 一.txt"))
    name = sha256(content).hexdigest()
    assert kept(book) == [f"{name[:2]}/{name}.{ending}"]
    assert book.case(number).steps[0].has_scan
    assert "分保管员申请意见：缺扫描件" not in book.case(number).missing
    book.require_whole()


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "file_size"), (b"MZ\x90\0 program", "file_kind"), (b"<html>", "file_kind")],
)
def test_what_is_no_scan_is_refused_and_the_signature_with_it(
    book: Book, tmp_path: Path, content: bytes, code: str
):
    number = book.small_case()
    draft = RecordSignature(number=number, step="storekeeper", scan=paper(tmp_path, content))
    book.refuses(draft, code)
    assert kept(book) == []


@pytest.mark.parametrize("name", ["没有.pdf", "."])
def test_a_scan_that_is_not_there_is_refused(book: Book, tmp_path: Path, name: str):
    number = book.small_case()
    draft = RecordSignature(number=number, step="storekeeper", scan=str(tmp_path / name))
    book.refuses(draft, "file_missing")


def test_too_large_a_file_is_refused(book: Book, tmp_path: Path):
    path = tmp_path / "大.pdf"
    with path.open("wb") as file:
        file.write(PDF)
        file.truncate(attachments.LARGEST_BYTES + 1)
    draft = RecordSignature(number=book.small_case(), step="storekeeper", scan=str(path))
    book.refuses(draft, "file_size")


def test_a_scan_may_come_later_and_only_once(book: Book, tmp_path: Path):
    number = book.small_case()
    draft = AttachScan(number=number, step="storekeeper", scan=paper(tmp_path, PDF))
    book.refuses(draft, "not_signed")
    book.sign(number, "storekeeper")
    assert "分保管员申请意见：缺扫描件" in book.case(number).missing
    book.run(draft)
    book.refuses(draft, "scan_exists")
    book.run(AttachScan(number=number, step="storekeeper", scan=paper(tmp_path, PNG, "2.png")))
    assert len(kept(book)) == 2


def test_one_paper_for_two_signatures_is_stored_once(book: Book, tmp_path: Path):
    number = book.small_case()
    book.sign(number, "storekeeper", scan=paper(tmp_path, PDF))
    book.sign(number, "general_affairs", scan=paper(tmp_path, PDF, "同一张.pdf"))
    assert len(kept(book)) == 1
    assert len(book.rows("attachment")) == 1
    assert len(book.rows("signature_scan")) == 2


@pytest.mark.parametrize(("harm", "words"), [("altered", "被改动过"), ("lost", "不见了")])
def test_an_altered_or_lost_file_shows_in_the_check(
    book: Book, tmp_path: Path, harm: str, words: str
):
    number = book.small_case()
    book.sign(number, "storekeeper", scan=paper(tmp_path, PDF))
    stored = book.session.attachments / kept(book)[0]
    if harm == "lost":
        stored.unlink()
    else:
        stored.write_bytes(PDF + b"!")
    report = run_checks()
    (found,) = [invariant for invariant in report.invariants if not invariant.ok]
    assert found.id == "I33"
    assert words in found.faults[0]


def test_an_altered_file_is_mended_by_the_right_one(book: Book, tmp_path: Path):
    number = book.small_case()
    book.sign(number, "storekeeper", scan=paper(tmp_path, PDF))
    (name,) = kept(book)
    (book.session.attachments / name).write_bytes(b"%PDF-1.7 something else")
    assert not run_checks().ok
    book.sign(number, "general_affairs", scan=paper(tmp_path, PDF))
    assert kept(book) == [name]
    book.require_whole()


def test_a_scan_that_grows_while_it_is_copied_is_named_by_what_was_copied(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    number = book.small_case()
    scan = Path(paper(tmp_path, PDF))

    def slow(source: Path, target: Path) -> None:
        source.write_bytes(PDF + b"the rest")
        target.write_bytes(source.read_bytes())

    monkeypatch.setattr(shutil, "copyfile", slow)
    book.sign(number, "storekeeper", scan=str(scan))
    assert kept(book)[0][3:-4] == sha256(PDF + b"the rest").hexdigest()
    book.require_whole()
