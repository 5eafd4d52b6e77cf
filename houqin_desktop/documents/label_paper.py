"""Labels on paper in true millimetres, one a page or many on a sheet; and their test page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from houqin_desktop.documents.fonts import Face, shape
from houqin_desktop.documents.layout import HAIR, MM, Align, Document, Page, Style

if TYPE_CHECKING:
    from houqin_desktop.domain.label import Labelling, LabelRun

Tick = Callable[[int, int], None]

PAD = 2.2 * MM
TICK_EVERY = 100
LONGEST_TITLE = 3
RULER_MM = 10
SMALLEST = 5.0


def label_paper(
    labels: Sequence[Labelling], run: LabelRun, tick: Tick = lambda _done, _total: None
) -> bytes:
    """Draw the labels.

    :param tick: told how many labels of how many are drawn; may raise to stop.
    """
    document = Document(f"{labels[0].title}标签", author=labels[0].school)
    size = (run.size.page[0] * MM, run.size.page[1] * MM)
    pages: list[Page] = []
    for done, (label, (number, x, y)) in enumerate(
        zip(labels, run.places(len(labels)), strict=True)
    ):
        if done % TICK_EVERY == 0:
            tick(done, len(labels))
        if number == len(pages):
            pages.append(document.page(size))
        _draw(pages[number], label, x * MM, y * MM, run.size.width * MM, run.size.height * MM)
    return document.to_bytes()


def _draw(page: Page, label: Labelling, x: float, y: float, width: float, height: float) -> None:
    """Draw one label: the school above, the facts on the left, the QR on the right."""
    head = max(3.4 * MM, height * 0.15)
    letters = min(head * 0.62, 10.0)
    inner = width - 2 * PAD
    page.text(
        x + width / 2,
        y + PAD + head / 2,
        _cut(f"{label.school} · {label.title}", Face.SANS_BOLD, inner),
        Style(Face.SANS_BOLD, letters),
        Align.CENTRE,
        inner,
    )
    top = y + PAD + head + 0.6 * MM
    page.line(x + PAD, top, x + width - PAD, top, HAIR)
    bottom = y + height - PAD
    room = bottom - top - 0.8 * MM
    qr = min(room, inner * 0.34)
    page.qr(label.scan_code, x + width - PAD - qr, top + 0.8 * MM + (room - qr) / 2, qr)
    _facts(page, label, x + PAD, top + 0.8 * MM, inner - qr - 1.6 * MM, room)


def _facts(page: Page, label: Labelling, x: float, y: float, width: float, height: float) -> None:
    shown = [fact for fact in label.facts if fact[1]]
    step = height / max(len(shown), label.lines)
    letters = min(step * 0.74, label.letters)
    beside = min(letters, 8.5) * (LONGEST_TITLE + 0.4)
    title = Style(Face.SANS, min(letters, 8.5), 0.35)
    for number, (name, value, stands_out) in enumerate(shown):
        middle = y + step * (number + 0.5)
        face = Face.SANS_BOLD if stands_out else Face.SANS
        page.text(x, middle, name, title)
        words = _cut(value, face, width - beside)
        page.text(x + beside, middle, words, Style(face, letters), width=width - beside)


def _cut(words: str, face: Face, width: float) -> str:
    """Return the words, or as many as can still be read in this width, with an ellipsis."""
    if shape(words, face).width * SMALLEST <= width:
        return words
    for end in range(len(words) - 1, 0, -1):
        cut = f"{words[:end]}…"
        if shape(cut, face).width * SMALLEST <= width:
            return cut
    return ""


def label_test_page(run: LabelRun, school: str) -> bytes:
    """Draw where every label will be, with a ruler, to measure how far the printer is off."""
    document = Document("标签测试页", author=school)
    page = document.page((run.size.page[0] * MM, run.size.page[1] * MM))
    for number, (sheet, x, y) in enumerate(run.places(run.size.count - run.start + 1)):
        if sheet == 0:
            _outline(page, run, f"{school} 第 {run.start + number} 枚", x * MM, y * MM)
    return document.to_bytes()


def _outline(page: Page, run: LabelRun, title: str, x: float, y: float) -> None:
    width, height = run.size.width * MM, run.size.height * MM
    page.box(x + 0.2, y + 0.2, width - 0.4, height - 0.4, 0.4)
    middle_x, middle_y = x + width / 2, y + height / 2
    ticks = [
        (x + at * MM, middle_y - 1.2 * MM, x + at * MM, middle_y + 1.2 * MM)
        for at in range(RULER_MM, int(run.size.width), RULER_MM)
    ]
    ticks += [
        (middle_x - 1.2 * MM, y + at * MM, middle_x + 1.2 * MM, y + at * MM)
        for at in range(RULER_MM, int(run.size.height), RULER_MM)
    ]
    cross = [(x, middle_y, x + width, middle_y), (middle_x, y, middle_x, y + height)]
    page.lines([*cross, *ticks], 0.3)
    size = f"{run.size.width:g} × {run.size.height:g} 毫米　每格 {RULER_MM} 毫米"
    page.text(x + PAD, y + 4 * MM, title, Style(Face.SANS, 7), width=width - 2 * PAD)
    page.text(x + PAD, y + height - 4 * MM, size, Style(Face.SANS, 6), width=width - 2 * PAD)
