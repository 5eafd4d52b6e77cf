"""迎检包 as one PDF: contents, what is missing, then every part, each page with its number.

Parts are drawn one after another into files and joined from there, so that no more than one of
them lies in memory beside the pages that are joined already. What cannot be drawn is told among
what is missing and holds nothing back.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.documents.binder_front import Entry, Front
from houqin_desktop.documents.binder_pictures import PER_SHEET, draw_pictures
from houqin_desktop.documents.case_papers import case_paper
from houqin_desktop.documents.joining import INSET, a4_of, lay_page, photo_page, undate_file
from houqin_desktop.documents.layout import Align, Document, Style
from houqin_desktop.documents.list_form import render_list
from houqin_desktop.documents.pdfium import LOCK
from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.binder.papers import filed_scans
from houqin_desktop.services.binder.parts import Listed, Papers, Pictures, Section, Sheets, sections
from houqin_desktop.services.settings import school_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from houqin_desktop.domain.list_sheet import ListSheet
    from houqin_desktop.services.binder.parts import Piece, Span

Progress = Callable[[int, int], None]
_NUMBER: Final = Style(size=9, grey=0.35)
# A scan is read on a screen or printed once more, not measured.
_SCAN_PX: Final = 1500
_SCAN_QUALITY: Final = 75
# So many photos are drawn into one file, for each file has letters of its own.
_TOGETHER: Final = 6 * PER_SHEET


@dataclass(frozen=True, slots=True)
class Bound:
    """What a binder came to: its pages, and the sentences on what is missing, by section."""

    pages: int
    missing: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Part:
    path: Path
    pages: int
    is_scan: bool


@dataclass(slots=True)
class _Drawn:
    """A piece that was drawn: its place in the contents and its files."""

    section: str
    title: str
    parts: list[_Part] = field(default_factory=list)

    @property
    def entry(self) -> Entry:
        return Entry(self.section, self.title, sum(part.pages for part in self.parts))


def write_binder(span: Span, target: Path, progress: Progress) -> Bound:
    """Write the binder of some days, whole or not at all; return what it came to.

    :param progress: told how many of how many drawings are done; may raise to stop.
    :raises Refused: for a file that cannot be written.
    """
    days = f"{chinese_date(span.from_on)} 至 {chinese_date(span.to_on)}"
    return bind_sections(list(sections(span)), school_name(), days, target, progress)


def bind_sections(
    found: list[Section], school: str, days: str, target: Path, progress: Progress
) -> Bound:
    """Write these sections as one file, in the same way."""
    with tempfile.TemporaryDirectory(prefix="houqin-binder-") as folder:
        drawing = _Drawing(
            Path(folder),
            sum(drawings_of(one) for section in found for one in section.pieces),
            progress,
        )
        drawn = [one for section in found for one in drawing.pieces(section)]
        missing = _missing(found, drawing.failed)
        front = Front(school, days, tuple(one.entry for one in drawn), missing)
        first = _Drawn("", "", [drawing.kept(front.draw())])
        part = target.with_name(f".{target.name}.part")
        try:
            pages = _join([first, *drawn], part, drawing)
            undate_file(part)
            part.replace(target)
        except OSError as error:
            raise Refused(
                f"{target.name} 写不进去，没有生成。请检查文件夹和磁盘空间，或先关闭打开着的文件。",
                code="not_writable",
            ) from error
        finally:
            part.unlink(missing_ok=True)
    return Bound(pages, missing)


def drawings_of(piece: Piece) -> int:
    """Return how many drawings a piece takes, scans counted as one."""
    if isinstance(piece, Listed):
        return 1
    if isinstance(piece, Sheets):
        return len(piece.makes)
    if isinstance(piece, Papers):
        return len(piece.numbers)
    if isinstance(piece, Pictures):
        return -(-len(piece.pictures) // _TOGETHER)
    return len(piece.paths)


def _missing(
    found: list[Section], failed: dict[str, list[str]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    told = ((one.title, (*one.missing, *dict.fromkeys(failed.get(one.title, ())))) for one in found)
    return tuple((title, sentences) for title, sentences in told if sentences)


class _Drawing:
    """Draws pieces into a folder, each file a part, and counts how far it is."""

    def __init__(self, folder: Path, whole: int, progress: Progress) -> None:
        self.failed: dict[str, list[str]] = {}
        self._folder, self._whole, self._progress = folder, whole, progress
        self._done, self._files = 0, 0

    def tick(self) -> None:
        """Say how far it is; may raise to stop."""
        self._progress(min(self._done, self._whole), self._whole)

    def pieces(self, section: Section) -> Iterator[_Drawn]:
        """Yield the pieces of a section, drawn; one of which nothing could be drawn is left out."""
        for piece in section.pieces:
            drawn = _Drawn(section.title, piece.title)
            for draw in _drawings(piece):
                self.tick()
                self._done += 1
                try:
                    drawn.parts += draw(self)
                except Refused as refusal:
                    sentence = f"“{piece.title}”有一份没有放进来：{refusal.sentence}"
                    self.failed.setdefault(section.title, []).append(sentence)
            if drawn.parts:
                yield drawn

    def kept(self, pdf: bytes, *, is_scan: bool = False) -> _Part:
        """Write a PDF into the folder."""
        self._files += 1
        path = self._folder / f"{self._files:06d}.pdf"
        path.write_bytes(pdf)
        return _Part(path, _count(path), is_scan)


def _drawings(piece: Piece) -> Iterator[Callable[[_Drawing], list[_Part]]]:
    """Yield what draws the files of a piece, one after another."""
    if isinstance(piece, Listed):
        yield partial(_draw_list, piece.make)
    elif isinstance(piece, Sheets):
        yield from (partial(_draw_list, make) for make in piece.makes)
    elif isinstance(piece, Papers):
        yield from (partial(_draw_paper, number) for number in piece.numbers)
    elif isinstance(piece, Pictures):
        for at in range(0, len(piece.pictures), _TOGETHER):
            yield partial(_draw_sheets, piece, at)
    else:
        yield from (partial(_draw_scans, piece.title, (path,)) for path in piece.paths)


def _draw_list(make: Callable[[], ListSheet], drawing: _Drawing) -> list[_Part]:
    target = BytesIO()
    render_list(make(), target)
    return [drawing.kept(target.getvalue())]


def _draw_sheets(piece: Pictures, at: int, drawing: _Drawing) -> list[_Part]:
    pictures = piece.pictures[at : at + _TOGETHER]
    return [drawing.kept(draw_pictures(piece.title, pictures))]


def _draw_paper(number: str, drawing: _Drawing) -> list[_Part]:
    """Return the scans of a voucher that came back whole, else its form."""
    scans = filed_scans(number)
    if scans:
        return _draw_scans(number, scans, drawing)
    paper = case_paper(number, None, preview=True, copies=None)
    return [drawing.kept(paper.draw(lambda _done, _total: None))]


def _draw_scans(title: str, paths: tuple[Path, ...], drawing: _Drawing) -> list[_Part]:
    """Return scans as they are, photos of papers brought to a page.

    :raises Refused: for a file that is gone or cannot be read.
    """
    try:
        return [_scan(title, path, drawing) for path in paths]
    except Exception as error:
        raise Refused(
            f"{title} 的扫描件读不出来。请补一份能打开的扫描件。", code="bad_scan"
        ) from error


def _scan(title: str, path: Path, drawing: _Drawing) -> _Part:
    if path.suffix == ".pdf":
        return _Part(path, _count(path), is_scan=True)
    page = photo_page(title, path, longest=_SCAN_PX, quality=_SCAN_QUALITY)
    return drawing.kept(page, is_scan=True)


def _count(path: Path) -> int:
    import pypdfium2

    with LOCK:
        document = pypdfium2.PdfDocument(path)
        try:
            return len(document)
        finally:
            document.close()


def _join(drawn: list[_Drawn], target: Path, drawing: _Drawing) -> int:
    """Join all parts into a file with a number on each page; return its pages."""
    import pypdfium2

    parts = [part for one in drawn for part in one.parts]
    pages = sum(part.pages for part in parts)
    with LOCK:
        pack = pypdfium2.PdfDocument.new()
    try:
        for part in parts:
            drawing.tick()
            with LOCK:
                _append(pack, part, pages)
        with LOCK:
            pack.save(target)
    finally:
        with LOCK:
            pack.close()
    return pages


def _append(pack: Any, part: _Part, pages: int) -> None:
    """Put the pages of a part at the end, each with its number below.

    The numbers are written into the part: PDFium takes the longer to write a page the more its
    document holds, while it joins pages as they are in no time.
    """
    import pypdfium2

    first = len(pack) + 1
    source = pypdfium2.PdfDocument(part.path)
    numbered = pypdfium2.PdfDocument.new() if part.is_scan else source
    try:
        sizes = [source.get_page_size(index) for index in range(len(source))]
        stamps = pypdfium2.PdfDocument(_stamps([a4_of(*size) for size in sizes], first, pages))
        for index, have in enumerate(sizes):
            size = a4_of(*have)
            page = numbered.new_page(*size) if part.is_scan else numbered[index]
            if part.is_scan:
                lay_page(numbered, page, source, index, have, size, INSET)
            lay_page(numbered, page, stamps, index, size, size, 0.0)
            page.gen_content()
            page.close()
        stamps.close()
        pack.import_pages(numbered)
    finally:
        if part.is_scan:
            numbered.close()
        source.close()


def _stamps(sizes: list[tuple[float, float]], first: int, pages: int) -> bytes:
    document = Document("", author="")
    for number, size in enumerate(sizes, start=first):
        page = document.page(size)
        words = f"迎检包第 {number} 页 共 {pages} 页"
        page.text(page.width / 2, page.height - 11, words, _NUMBER, Align.CENTRE)
    return document.to_bytes()
