"""The first pages of the binder: what is in it and on which page, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.fonts import Face
from houqin_desktop.documents.layout import A4_PORTRAIT, MM, Align, Document, Page, Style
from houqin_desktop.documents.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LEFT: Final = 25 * MM
WIDTH: Final = A4_PORTRAIT[0] - 2 * LEFT
LEADING: Final = 21.0
LINES: Final = 31
MISSING: Final = "缺项清单"
NOTHING_MISSING: Final = "各部分都有，没有发现缺项。"
_TOP: Final = 62 * MM
_TITLE: Final = Style(Face.SERIF_BOLD, 22)
_SCHOOL: Final = Style(size=13)
_DAYS: Final = Style(size=11, grey=0.3)
_SECTION: Final = Style(Face.SERIF_BOLD, 12)
_WORDS: Final = Style(size=11)
_INDENT: Final = 18.0
_PAGE_ROOM: Final = 60.0
# Words, pages, whether a section begins.
Line = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: the section that it begins, if any, its title, its pages."""

    section: str
    title: str
    pages: int


@dataclass(frozen=True, slots=True)
class Front:
    """What the first pages say; `missing` are the sentences of each section."""

    school: str
    days: str
    entries: tuple[Entry, ...]
    missing: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def pages(self) -> int:
        """Return how many pages they take."""
        return self._pages_of_contents + len(_pages(self._missing()))

    @property
    def _pages_of_contents(self) -> int:
        return len(_pages(self._contents(1, 1)))

    def draw(self) -> bytes:
        """Return them as a PDF."""
        document = Document(f"{self.school}安全迎检包", author=self.school)
        for title, lines in (
            ("安全迎检包目录", self._contents(self.pages + 1, self._pages_of_contents + 1)),
            (MISSING, self._missing()),
        ):
            for chunk in _pages(lines):
                page = document.page(A4_PORTRAIT)
                self._head(page, title)
                _fill(page, chunk)
        return document.to_bytes()

    def _head(self, page: Page, title: str) -> None:
        middle = page.width / 2
        page.text(middle, 28 * MM, self.school, _SCHOOL, Align.CENTRE, WIDTH)
        page.text(middle, 40 * MM, title, _TITLE, Align.CENTRE)
        page.text(middle, 51 * MM, self.days, _DAYS, Align.CENTRE, WIDTH)
        page.line(LEFT, 56 * MM, LEFT + WIDTH, 56 * MM, 0.9)

    def _contents(self, first: int, missing: int) -> Iterator[Line]:
        """Yield the lines of the contents.

        :param first: the page on which the first entry begins.
        :param missing: the page on which the list of what is missing begins.
        """
        yield MISSING, _span(missing, first - 1), True
        section = ""
        for entry in self.entries:
            if entry.section != section:
                section = entry.section
                yield section, "", True
            last = first + entry.pages - 1
            yield entry.title, _span(first, last), False
            first = last + 1

    def _missing(self) -> Iterator[Line]:
        if not self.missing:
            yield NOTHING_MISSING, "", False
        for section, sentences in self.missing:
            yield section, "", True
            for number, sentence in enumerate(sentences, start=1):
                room = (WIDTH - _INDENT) / _WORDS.size
                for line in wrap(f"{number}. {sentence}", _WORDS.face, room):
                    yield line, "", False


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}—{last}"


def _pages(lines: Iterable[Line]) -> list[list[Line]]:
    """Return the lines of each page; a section never begins on the last line of one."""
    pages: list[list[Line]] = [[]]
    for line in lines:
        is_last = len(pages[-1]) == LINES - 1
        if len(pages[-1]) == LINES or (is_last and line[2]):
            pages.append([])
        pages[-1].append(line)
    return pages


def _fill(page: Page, lines: Sequence[Line]) -> None:
    y = _TOP
    for words, span, is_section in lines:
        style, x = (_SECTION, LEFT) if is_section else (_WORDS, LEFT + _INDENT)
        room = LEFT + WIDTH - x - (_PAGE_ROOM if span else 0)
        page.text(x, y, words, style, width=room)
        if span:
            page.text(LEFT + WIDTH, y, span, _WORDS, Align.RIGHT)
            page.line(x, y + LEADING / 2, LEFT + WIDTH, y + LEADING / 2, 0.3)
        y += LEADING
