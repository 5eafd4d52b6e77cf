"""Read a PDF back with two readers that know nothing of how it was written."""

from __future__ import annotations

import io
import itertools
import re
import subprocess
from typing import TYPE_CHECKING

from houqin_desktop.documents.disposal_form import render_disposal
from houqin_desktop.documents.preview import page_count, page_text

if TYPE_CHECKING:
    from houqin_desktop.domain.sheet import DisposalSheet


def pdf(sheet: DisposalSheet, *, reprint: int = 0) -> bytes:
    """The PDF of a case."""
    target = io.BytesIO()
    render_disposal(sheet, target, reprint=reprint)
    return target.getvalue()


def poppler(tool: str, data: bytes, *options: str) -> str:
    """What a poppler tool says of a PDF given on its standard input."""
    command = [tool, *options, "-"]
    if tool == "pdftotext":
        command.append("-")
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def poppler_pages(data: bytes) -> list[str]:
    """The pages as pdftotext reads them, in the order of drawing, without any blanks."""
    text = poppler("pdftotext", data, "-raw")
    return [squeezed(page) for page in text.split("\f")[:-1]]


def pdfium_pages(data: bytes) -> list[str]:
    """The pages as PDFium reads them, without any blanks."""
    return [squeezed(page_text(data, index)) for index in range(page_count(data))]


def squeezed(text: str) -> str:
    """A text without blanks, which stand between the lines of a wrapped cell."""
    return re.sub(r"\s", "", text)


def heights(data: bytes) -> list[tuple[float, float]]:
    """Where each word begins and ends from the upper edge of its page, in points."""
    found = re.findall(
        r'yMin="([-0-9.]+)".*?yMax="([-0-9.]+)"', poppler("pdftotext", data, "-bbox")
    )
    return [(float(low), float(high)) for low, high in found]


def overprinted(data: bytes) -> list[tuple[str, str]]:
    """The pairs of words on the first page that lie on one another, by more than a hair."""
    found = re.findall(
        r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>',
        poppler("pdftotext", data, "-bbox", "-l", "1"),
    )
    words = [(tuple(map(float, place)), text) for *place, text in found]
    return [
        (text, other)
        for (a, text), (b, other) in itertools.combinations(words, 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 4
    ]


def fonts(data: bytes) -> list[list[str]]:
    """The rows of pdffonts: name, type, encoding, embedded, subset, unicode …"""
    return [row.split() for row in poppler("pdffonts", data).splitlines()[2:]]
