"""可读副本: a backup folder that a successor can read without the program."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from houqin_desktop.app import main
from houqin_desktop.documents.apart import COPY
from houqin_desktop.documents.copy_apart import FAULTY, REFUSED, CopyProcess
from houqin_desktop.documents.readable_copy import PAPERS, write_readable
from houqin_desktop.services.backups.making import moment_of
from houqin_desktop.services.backups.readable import readable_folder, readable_places, stamp_in
from houqin_desktop.services.backups.rings import back_up_by_itself, book_start, ring_folder
from houqin_desktop.services.reports.catalogue import report_spec
from houqin_desktop.services.session import create_book, open_session
from houqin_desktop.services.settings import ChangeSetting
from houqin_desktop.storage.journal import head
from tests.browsing import unguarded
from tests.builders import Book


@pytest.fixture
def place(book: Book) -> Path:
    """The folder of the automatic backups of a book with one card."""
    book.asset(name="一台投影仪")
    back_up_by_itself(book.session)
    return ring_folder(book.session)


def words_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def require_readable(folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "台账.xlsx").worksheets[0]
    assert "一台投影仪" in {cell.value for row in sheet.iter_rows() for cell in row}
    for name in PAPERS:
        title = report_spec(name).title
        assert title in words_of(folder / f"{title}.pdf")
    assert "一台投影仪" in words_of(folder / "固定资产分类台账.pdf")
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_the_registers_are_there_as_a_workbook_and_papers(book: Book, place: Path):
    folder = write_readable(book.session, place)
    assert folder == place / "可读副本"
    require_readable(folder)


def test_plain_words_say_what_lies_there_and_how_to_go_on(book: Book, place: Path):
    text = (write_readable(book.session, place) / "说明.txt").read_text(encoding="utf-8-sig")
    assert "示范小学" in text
    assert f"第 {head()[0]} 号" in text
    assert "恢复备份" in text
    assert "attachments" in text


def test_it_is_due_once_a_day_and_only_after_work(book: Book, place: Path):
    assert readable_places(book.session) == (place,)
    write_readable(book.session, place)
    book.asset()
    assert readable_places(book.session) == ()
    book.advance()
    assert readable_places(book.session) == (place,)
    write_readable(book.session, place)
    book.advance()
    assert readable_places(book.session) == (), "nothing was done since"


def test_the_stick_gets_one_of_its_own(book: Book, place: Path, tmp_path: Path):
    stick = tmp_path / "U盘"
    book.run(ChangeSetting(key="backup_folder", value=str(stick)))
    assert readable_places(book.session) == (place,)
    stick.mkdir()
    assert readable_places(book.session) == (place, stick)


def test_a_copy_that_was_not_finished_is_due_again(book: Book, place: Path):
    folder = write_readable(book.session, place)
    (folder / "说明.txt").write_text("写于", encoding="utf-8")
    assert stamp_in(place) is None
    assert readable_places(book.session) == (place,)


def test_a_place_that_cannot_be_written_is_said(book: Book, place: Path):
    (place / "可读副本").write_bytes(b"a file in the way")
    with book.refusing("not_writable"):
        write_readable(book.session, place)


def test_a_process_of_its_own_writes_it_while_the_book_stays_open(book: Book, place: Path):
    moment = moment_of(book.session)
    process = CopyProcess(moment, [place])
    book.asset(name="后来的桌子")
    assert process.wait() == 0
    assert process.is_over()
    require_readable(place / "可读副本")
    stamp = stamp_in(place)
    assert stamp is not None
    assert (stamp.on, stamp.head_seq) == (book.today, moment.head_seq)


def test_a_process_that_is_stopped_leaves_no_stamp(book: Book, place: Path):
    process = CopyProcess(moment_of(book.session), [place])
    assert process.stop() != 0
    assert stamp_in(place) is None


def test_the_packed_program_is_told_by_a_word_and_refuses_in_its_exit_code(
    book: Book, place: Path, tmp_path: Path
):
    copy = tmp_path / "副本.houqin"
    moment_of(book.session).book.write_to(copy)
    book.session.close()
    words = [COPY, "3", str(copy), "2026-11-22T08:00:00"]
    assert main([*words, str(place)]) == 0
    require_readable(place / "可读副本")
    blocked = tmp_path / "文件"
    blocked.write_bytes(b"no folder")
    assert main([*words, str(blocked)]) == REFUSED


def test_the_process_checks_the_copy_and_says_when_something_does_not_agree(
    book: Book, place: Path, tmp_path: Path
):
    book.asset()
    copy = tmp_path / "副本.houqin"
    moment_of(book.session).book.write_to(copy)
    book.session.close()
    words = [COPY, "2", str(copy), "2026-11-22T08:00:00"]
    assert main(words) == 0
    with unguarded(copy) as connection:
        connection.execute("UPDATE asset SET name = '偷改'")
    assert main(words) == FAULTY


def test_the_copy_of_another_book_is_never_written_over(book: Book, place: Path, tmp_path: Path):
    folder = write_readable(book.session, place)
    words, registers = ((folder / name).read_bytes() for name in ("说明.txt", "台账.xlsx"))
    book.session.close()
    other = tmp_path / "另一本.houqin"
    create_book(other, school="和平小学", keeper="王建国", clock=book.session.clock)
    book.session = open_session(other, clock=book.session.clock)
    assert stamp_in(place) is None
    for _ in range(2):
        beside = write_readable(book.session, place)
        assert beside.name == f"可读副本-{book_start()}"
    assert stamp_in(place) is not None
    assert "和平小学" in (beside / "说明.txt").read_text(encoding="utf-8-sig")
    assert (folder / "说明.txt").read_bytes() == words
    assert (folder / "台账.xlsx").read_bytes() == registers


@pytest.mark.parametrize(("seq", "is_own"), [(1, True), (999_999, False)])
def test_a_copy_that_does_not_name_its_book_is_own_up_to_the_head_of_the_flow(
    book: Book,
    place: Path,
    seq: int,
    is_own: bool,
):
    folder = place / "可读副本"
    folder.mkdir(parents=True)
    (folder / "说明.txt").write_text(f"写于 2026-01-05 08:00，流水到第 {seq} 号。", "utf-8-sig")
    assert (stamp_in(place) is not None) is is_own
    assert (readable_folder(place) == folder) is is_own
