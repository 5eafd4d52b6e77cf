"""Every character on the paper is drawn, embedded and found again, or the form is refused."""

from __future__ import annotations

import pytest

from houqin_desktop.documents.fonts import Face, clean, shape, typeface, unprintable
from houqin_desktop.documents.layout import Document, Style
from houqin_desktop.domain.errors import Refused
from tests.documents.reading import fonts, pdf, pdfium_pages, poppler_pages
from tests.documents.sheets import large, line

RARE = "㛃䶮𬭛𫖯"


def one_line(words: str, face: Face = Face.SERIF) -> bytes:
    document = Document("试样", author="示范小学")
    document.page().text(50, 50, words, Style(face, 12))
    return document.to_bytes()


@pytest.mark.parametrize("face", list(Face))
def test_rare_characters_are_read_back_by_two_readers(face: Face) -> None:
    data = one_line(f"张{RARE}a1￥①", face)
    assert f"张{RARE}a1￥①" in poppler_pages(data)[0]
    assert f"张{RARE}a1￥①" in pdfium_pages(data)[0]


def test_all_fonts_of_a_form_are_embedded_in_part_and_searchable() -> None:
    listed = fonts(pdf(large(60)))
    assert {row[0].split("+")[1] for row in listed} == {"NotoSerifSC-Regular", "NotoSerifSC-Bold"}
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in listed)


def test_characters_that_share_a_glyph_keep_their_own_code() -> None:
    faces = typeface(Face.SERIF).face
    twins = [
        (chr(point), chr(other))
        for point, other in ((0x2F00, 0x4E00), (0x2126, 0x03A9), (0xB7, 0x2219))
        if faces.charToGlyph.get(point) == faces.charToGlyph.get(other, -1)
    ]
    assert twins
    words = "".join(a + b for a, b in twins)
    assert words in poppler_pages(one_line(words))[0]


def test_a_character_missing_in_serif_is_drawn_with_sans() -> None:
    only_sans = sorted(set(typeface(Face.SANS).widths) - set(typeface(Face.SERIF).widths))
    character = next(chr(point) for point in only_sans if chr(point).isprintable())
    data = one_line(f"前{character}后")
    assert f"前{character}后" in poppler_pages(data)[0]
    assert {row[0].split("+")[1] for row in fonts(data)} == {
        "NotoSerifSC-Regular",
        "NotoSansSC-Regular",
    }


@pytest.mark.parametrize("character", ["𠮷", "😀", "ᚠ", "\x07", "\U000f0000", "\ufffe"])
def test_a_character_that_no_font_has_is_refused_by_name(character: str) -> None:
    sheet = large(1, lines=(line(1, name=f"课桌{character}"),))
    with pytest.raises(Refused) as refusal:
        pdf(sheet)
    assert refusal.value.code == "missing_glyph"
    assert f"U+{ord(character):04X}" in refusal.value.sentence
    assert character in refusal.value.sentence


def test_marks_without_ink_are_left_out_and_blanks_stay_blank() -> None:
    assert clean("张\u200b三\u202e李\ufe0f\U000e0101") == "张三李"
    assert clean("a\tb\u00a0c\u3000d") == "a b c\u3000d"
    assert clean("一\r\n二\r三") == "一\n二\n三"


def test_a_letter_in_two_parts_is_joined_when_only_so_a_face_has_it() -> None:
    assert clean("cafe\u0301") in {"café", "cafe\u0301"}
    shape(clean("cafe\u0301"), Face.SERIF)


def test_a_face_is_read_once() -> None:
    assert typeface(Face.SERIF) is typeface(Face.SERIF)


def test_a_line_end_is_no_character_that_cannot_be_printed():
    assert unprintable("课桌\r\n（新）\n") == ""
    assert unprintable("课桌\nĬ") == "Ĭ"
