"""What the program brings along: every face, drawing and table it needs, with its licence."""

from __future__ import annotations

import pytest

from houqin_desktop.resources import resource_path

FACES = (
    "NotoSansSC-Regular",
    "NotoSansSC-Bold",
    "NotoSerifSC-Regular",
    "NotoSerifSC-Bold",
)
RARE_NAMES = "㛃䶮𬭛𫖯"


def gbk_characters() -> set[int]:
    """Give every character of GBK except its private corner."""
    found = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                character = bytes([lead, trail]).decode("gbk")
            except UnicodeDecodeError:
                continue
            if len(character) == 1 and not 0xE000 <= ord(character) <= 0xF8FF:
                found.add(ord(character))
    return found


@pytest.mark.parametrize("face", FACES)
def test_each_face_is_truetype_and_knows_every_character_of_gbk_and_rare_names(face):
    from fontTools.ttLib import TTFont

    with TTFont(resource_path(f"fonts/{face}.ttf"), lazy=True) as font:
        assert "glyf" in font, "ReportLab cannot embed CFF outlines"
        known = set(font.getBestCmap())
    missing = gbk_characters() - known
    assert missing <= {ord("≒")}, "the one sign of GBK that Noto has not drawn"
    assert {ord(character) for character in RARE_NAMES} <= known


def test_fonts_and_icons_carry_their_licences():
    for name in ("fonts/OFL-NotoSansSC.txt", "fonts/OFL-NotoSerifSC.txt", "icons/LICENSE.txt"):
        assert resource_path(name).read_text(encoding="utf-8").strip()


def test_every_icon_takes_the_colour_of_the_palette():
    drawings = sorted(resource_path("icons").glob("*.svg"))
    assert len(drawings) >= 40
    assert [path.name for path in drawings if "currentColor" not in path.read_text("utf-8")] == []


def test_a_resource_that_was_not_shipped_is_a_defect():
    with pytest.raises(FileNotFoundError):
        resource_path("fonts/missing.ttf")
