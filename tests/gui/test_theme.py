"""Both palettes can be read: contrast of 4.5 at least wherever text stands on a ground."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from houqin_desktop.gui.registers.pills import tone_of
from houqin_desktop.gui.theme import DARK, LIGHT, style_sheet

PAIRS = [
    ("text", "ground"),
    ("text", "surface"),
    ("text", "raised"),
    ("text", "accent_soft"),
    ("muted", "ground"),
    ("muted", "surface"),
    ("muted", "header"),
    ("accent_text", "surface"),
    ("accent_text", "ground"),
    ("accent_text", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("green", "green_soft"),
    ("amber", "amber_soft"),
    ("red", "red_soft"),
    ("red", "surface"),
    ("red", "ground"),
    ("blue", "blue_soft"),
    ("grey", "grey_soft"),
    ("surface", "text"),
]


def luminance(name: str) -> float:
    colour = QColor(name)
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_reads_on_its_ground(palette, text, ground):
    first, second = sorted(
        (luminance(getattr(palette, text)), luminance(getattr(palette, ground))), reverse=True
    )
    assert (first + 0.05) / (second + 0.05) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_style_sheet_has_no_colour_left_unnamed(palette):
    assert "@" not in style_sheet(palette)


def test_lasting_icons_follow_the_palette(qtbot, qapp):
    from PySide6.QtWidgets import QPushButton, QWidget

    from houqin_desktop.gui.icons import wear, wear_again
    from houqin_desktop.gui.theme import apply_theme

    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton(window)
    wear(button, "close", "text")

    def darkest() -> int:
        image = button.icon().pixmap(16, 16).toImage()
        inked = [
            image.pixelColor(x, y).lightness()
            for x in range(16)
            for y in range(16)
            if image.pixelColor(x, y).alpha() > 200
        ]
        return min(inked)

    light = darkest()
    apply_theme(qapp, dark=True)
    wear_again(window)
    assert darkest() > light
    apply_theme(qapp)


def test_a_state_keeps_its_colour_though_another_begins_like_it():
    assert (tone_of("未开始"), tone_of("未开"), tone_of("应开单")) == ("blue", "amber", "amber")
