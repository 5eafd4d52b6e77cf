"""The four faces that the school prints with, and how their characters get into a PDF.

Paper must look the same on every machine and be read and searched years later, so the fonts lie
beside the program, are embedded, and every glyph keeps the character that was typed. A character
that no bundled face has is never printed as a blank box: the form is refused and the sentence
names it, because a wrong name on a signed paper is worse than no paper.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING, Any
from unicodedata import category, normalize

from houqin_desktop.domain.errors import Refused
from houqin_desktop.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reportlab.pdfbase.ttfonts import TTFontFace

# The PDF reference allows at most so many entries in one block of a ToUnicode map.
_CMAP_BLOCK = 100
_EM = 1000
# What nearly all texts consist of, and every face has: printable ASCII and the common hanzi.
_EVERYDAY = re.compile("[ -~\u4e00-\u9fa5，。、；：（）]*")


class Face(StrEnum):
    """A bundled font file; the value is its name under resources/fonts."""

    SERIF = "NotoSerifSC-Regular"
    SERIF_BOLD = "NotoSerifSC-Bold"
    SANS = "NotoSansSC-Regular"
    SANS_BOLD = "NotoSansSC-Bold"


# How the drawing operators of a page call a face.
_RESOURCES = {face: f"F{number}" for number, face in enumerate(Face, 1)}
# Where to look for a character that the wanted face lacks, nearest in tone first.
_FALLBACKS: dict[Face, tuple[Face, ...]] = {
    Face.SERIF: (Face.SERIF, Face.SANS),
    Face.SERIF_BOLD: (Face.SERIF_BOLD, Face.SERIF, Face.SANS_BOLD, Face.SANS),
    Face.SANS: (Face.SANS, Face.SERIF),
    Face.SANS_BOLD: (Face.SANS_BOLD, Face.SANS, Face.SERIF_BOLD, Face.SERIF),
}


class _Hexadecimal(dict[int, str]):
    """Codes as they stand in a PDF, worked out when a character first appears."""

    def __init__(self, codes: dict[int, int]) -> None:
        super().__init__()
        self._codes = codes

    def __missing__(self, point: int) -> str:
        code = self[point] = f"{self._codes[point]:04X}"
        return code


class Typeface:
    """One font file as the writer of a PDF needs it: widths, codes and the piece to embed.

    ReportLab's own TrueType support cuts a font into pieces of 256 characters and writes a wrong
    ToUnicode map for those beyond U+FFFF (the 𬭛 of a person's name). Here each face is one
    composite font with two-byte codes. The code of a character is its rank in the font, the same
    in every document, so that a text is encoded once for a whole print run.
    """

    # What ReportLab asks of a font that is embedded piece by piece.
    _dynamicFont = 1  # noqa: N815
    _multiByte = 1  # noqa: N815

    def __init__(self, face: Face) -> None:
        """Read the font file (some 80 ms); use `typeface`, which does so once."""
        from reportlab.pdfbase.ttfonts import TTFontFace

        self.resource = _RESOURCES[face]
        self.fontName = face.value
        path = resource_path(f"fonts/{face.value}.ttf")
        self.face: TTFontFace = TTFontFace(str(path))
        _slim(self.face, path)
        self.widths: dict[int, float] = self.face.charWidths
        self._codes = {point: rank for rank, point in enumerate(sorted(self.widths), 1)}
        self._hexadecimal = _Hexadecimal(self._codes)

    def has(self, character: str) -> bool:
        """Tell whether the face can draw this character."""
        return ord(character) in self._codes

    def width(self, text: str) -> float:
        """Width of a text in em; every character must be in the face."""
        return sum(map(self.widths.__getitem__, map(ord, text))) / _EM

    def encode(self, text: str) -> str:
        """The text as hexadecimal two-byte codes, for a PDF string."""
        return text.translate(self._hexadecimal)

    def add_to(self, document: Any, texts: Iterable[str]) -> None:
        """Embed the characters of these texts into a ReportLab document."""
        from reportlab.pdfbase import pdfdoc

        points = sorted({ord(character) for text in texts for character in text})
        # Subset tags must differ between faces of one file, and not between two print runs.
        base = f"HQDSK{chr(64 + int(self.resource[1:]))}+{self.fontName}"
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": pdfdoc.PDFName(base),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": self._descriptor(document, base, points),
                "DW": _EM,
                "W": self._width_array(points),
                "CIDToGIDMap": _stream(document, self._glyph_map(points)),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(base),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": _stream(document, self._to_unicode(points, base)),
            }
        )
        fonts = document.idToObject["BasicFonts"].dict
        fonts[self.resource] = document.Reference(font)

    def _descriptor(self, document: Any, name: str, points: list[int]) -> Any:
        build: Any = self.face.addSubsetObjects
        return build(document, name, points)

    def _width_array(self, points: list[int]) -> object:
        from reportlab.pdfbase import pdfdoc

        entries: list[object] = []
        for point in points:
            if self.widths[point] != _EM:
                entries += [self._codes[point], pdfdoc.PDFArray([self.widths[point]])]
        return pdfdoc.PDFArray(entries)

    def _glyph_map(self, points: list[int]) -> bytes:
        """Map codes to glyphs as `TTFontFace.makeSubset` numbers them: in order, each once."""
        glyphs = {0: 0}
        table = bytearray(2 * (self._codes[points[-1]] + 1))
        for point in points:
            glyph = glyphs.setdefault(self.face.charToGlyph[point], len(glyphs))
            at = 2 * self._codes[point]
            table[at : at + 2] = glyph.to_bytes(2, "big")
        return bytes(table)

    def _to_unicode(self, points: list[int], name: str) -> bytes:
        pairs = [
            f"<{self._codes[point]:04X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
            for point in points
        ]
        blocks = [pairs[at : at + _CMAP_BLOCK] for at in range(0, len(pairs), _CMAP_BLOCK)]
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{name} def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
            *(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
        return "\n".join(lines).encode("ascii")


def _slim(face: Any, path: Path) -> None:
    """Keep of a face what is asked of it later: some 30 MB of its tables and its file are not.

    Of 30,000 glyphs nearly all have the same few widths, and the file is read where it lies.
    """
    face.glyphToChar = {}
    pairs: dict[tuple[float, int], tuple[float, int]] = {}
    face.hmetrics = [pairs.setdefault(pair, pair) for pair in face.hmetrics]
    face.glyphPos = array("L", face.glyphPos)
    widths: dict[float, float] = {}
    for point, width in face.charWidths.items():
        face.charWidths[point] = widths.setdefault(width, width)
    with path.open("rb") as file:
        face._ttf_data = mmap(file.fileno(), 0, access=ACCESS_READ)  # noqa: SLF001
    begin, _ = face.get_table_pos("glyf")
    outlines, table = _Outlines(face._ttf_data, begin), face.get_table  # noqa: SLF001
    face.get_table = lambda tag: outlines if tag == "glyf" else table(tag)


class _Outlines:
    """The outlines of all glyphs, read where they lie; whoever asks for them wants few of 10 MB."""

    def __init__(self, file: mmap, begin: int) -> None:
        self._file, self._begin = file, begin

    def __getitem__(self, part: slice) -> bytes:
        return self._file[self._begin + part.start : self._begin + part.stop]


def _stream(document: Any, content: bytes) -> object:
    from reportlab.pdfbase import pdfdoc

    return document.Reference(pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress]))


@cache
def typeface(face: Face) -> Typeface:
    """Give the face, read from disk at its first use and kept for the life of the process."""
    from reportlab.pdfbase import pdfmetrics

    font = Typeface(face)
    # Known by name, it can be a canvas's first font, which else is a Helvetica left unembedded.
    pdfmetrics.registerFont(font)
    return font


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters that are drawn with one face."""

    face: Face
    text: str
    codes: str
    width: float


@dataclass(frozen=True, slots=True)
class Shaped:
    """A text ready to draw: its runs, and its width in em."""

    runs: tuple[Run, ...]
    width: float


@lru_cache(maxsize=1 << 16)
def shape(text: str, face: Face) -> Shaped:
    """Choose a face for every character of a cleaned text; Refused `missing_glyph` if none has it.

    Cached, because a register repeats its names, rooms and amounts thousands of times.
    """
    first = typeface(face)
    try:
        width = first.width(text)
    except KeyError:
        return _shape_in_runs(text, face)
    return Shaped((Run(face, text, first.encode(text), width),), width)


def _shape_in_runs(text: str, face: Face) -> Shaped:
    runs: list[tuple[Face, str]] = []
    for character in text:
        chosen = _face_of(character, face)
        if runs and runs[-1][0] is chosen:
            runs[-1] = (chosen, runs[-1][1] + character)
        else:
            runs.append((chosen, character))
    shaped = [
        Run(chosen, part, typeface(chosen).encode(part), typeface(chosen).width(part))
        for chosen, part in runs
    ]
    return Shaped(tuple(shaped), sum(run.width for run in shaped))


@lru_cache(maxsize=4096)
def character_width(character: str, face: Face) -> float:
    """Width in em of one character, drawn with the face or its fall-back; Refused if none."""
    return typeface(_face_of(character, face)).width(character)


def _face_of(character: str, face: Face) -> Face:
    for candidate in _FALLBACKS[face]:
        if typeface(candidate).has(character):
            return candidate
    raise Refused(
        f"“{character}”（U+{ord(character):04X}）这个字，随程序的字体里没有，印不出来。"
        "请把带这个字的名称改用能印的写法，再打印；学校名称在“学校参数”里改。",
        code="missing_glyph",
    )


def unprintable(text: str) -> str:
    """Return the first character that no face of the program has, empty where all can be set.

    A line end is no character: whoever sets the text wraps there.
    """
    if _EVERYDAY.fullmatch(text):
        return ""
    for character in clean(text).replace("\n", ""):
        try:
            _face_of(character, Face.SERIF)
        except Refused:
            return character
    return ""


def warning_of(title: str, text: str) -> str:
    """Say at entry that a text will not be printed, or return an empty text."""
    character = unprintable(text)
    if not character:
        return ""
    return (
        f"“{title}”里的“{character}”（U+{ord(character):04X}）这个字，随程序的字体里没有，"
        "可以保存，但带它的单据印不出来。"
    )


@lru_cache(maxsize=1 << 16)
def clean(text: str) -> str:
    """Make a stored text printable: blanks are blanks, marks without ink are left out.

    Line ends stay, for those who wrap. A letter written in two parts (e and an accent) is joined
    when only so a face has it.
    """
    if _EVERYDAY.fullmatch(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(_visible(character) for character in text)
    if all(c == "\n" or typeface(Face.SERIF).has(c) for c in kept):
        return kept
    joined = normalize("NFC", kept)
    return joined if len(joined) < len(kept) else kept


def _visible(character: str) -> str:
    kind = category(character)
    if character in "\t\v\f\x85" or kind in {"Zs", "Zl", "Zp"}:
        return " " if character not in "\u3000\n" else character
    # Direction marks, joiners and variation selectors would only hide or turn other text.
    if (
        kind == "Cf"
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    ):
        return ""
    return character
