"""How the window looks: one calm light or dark palette, one style sheet, one bundled font.

Every colour of the program is named here once. The style sheet in the resources writes those names
with an @ before them, and icons are drawn in them too, so that a page never mixes two palettes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QPixmapCache
from PySide6.QtWidgets import QApplication, QWidget

from houqin_desktop.resources import resource_path

FONT_FAMILY: Final = "Noto Sans SC"
BODY_POINT_SIZE: Final = 10
ROW_HEIGHT: Final = 34
# What is on the screen takes some hundred KiB; Qt would keep 10 MiB that nobody looks at again.
PICTURES_KEPT_KIB: Final = 2048


@dataclass(frozen=True, slots=True)
class Colours:
    """The named colours of one palette; each text colour reads at 4.5 to 1 on its ground."""

    ground: str
    surface: str
    raised: str
    header: str
    line: str
    line_strong: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_text: str
    accent_soft: str
    on_accent: str
    disabled: str
    green: str
    green_soft: str
    amber: str
    amber_soft: str
    red: str
    red_soft: str
    blue: str
    blue_soft: str
    grey: str
    grey_soft: str


LIGHT: Final = Colours(
    ground="#f4f6f8",
    surface="#ffffff",
    raised="#ffffff",
    header="#f8fafb",
    line="#e3e8ec",
    line_strong="#ccd5db",
    text="#1b2733",
    muted="#566573",
    accent="#0b6e6e",
    accent_hover="#0a6060",
    accent_pressed="#084f4f",
    accent_text="#0b6e6e",
    accent_soft="#e1f0ef",
    on_accent="#ffffff",
    disabled="#a3adb6",
    green="#17693b",
    green_soft="#e2f3e8",
    amber="#94500a",
    amber_soft="#fdf0dd",
    red="#b3261e",
    red_soft="#fbe6e4",
    blue="#1f5c99",
    blue_soft="#e4eef9",
    grey="#55616d",
    grey_soft="#eceff2",
)

DARK: Final = Colours(
    ground="#15191d",
    surface="#1d2328",
    raised="#262d33",
    header="#232a30",
    line="#313a42",
    line_strong="#46525c",
    text="#e6ebef",
    muted="#a3b0bb",
    accent="#0e7d7d",
    accent_hover="#0c7070",
    accent_pressed="#0b6e6e",
    accent_text="#5cc8c4",
    accent_soft="#173a3c",
    on_accent="#ffffff",
    disabled="#66727d",
    green="#7ed69e",
    green_soft="#1b3a28",
    amber="#f0b869",
    amber_soft="#43321a",
    red="#f59b94",
    red_soft="#4a2422",
    blue="#8fc0f2",
    blue_soft="#1f3349",
    grey="#b2bdc7",
    grey_soft="#2f373e",
)


class Theme(QObject):
    """The palette in force, known to whoever paints by hand; a child of the application."""

    def __init__(self, application: QApplication, colours: Colours) -> None:
        super().__init__(application)
        self.setObjectName("theme")
        self.colours = colours


def colours() -> Colours:
    """Return the palette in force, the light one before any was chosen."""
    application = QApplication.instance()
    theme = application.findChild(Theme, "theme") if application is not None else None
    return theme.colours if theme is not None else LIGHT


def tone(name: str) -> tuple[QColor, QColor]:
    """Return text and ground colour of a tone: green, amber, red, blue, grey or accent."""
    palette = colours()
    if name == "accent":
        return QColor(palette.accent_text), QColor(palette.accent_soft)
    return QColor(getattr(palette, name)), QColor(getattr(palette, f"{name}_soft"))


def make_application(words: list[str]) -> QApplication:
    """Return the application, drawn by Fusion on every system.

    Qt hears it as its own option: a style made from here would bring with it all that Python can
    know of styles, which costs the start more than the font does.

    :param words: what the program was called with; its name comes first.
    """
    return QApplication([*words, "-style", "Fusion"])


def apply_theme(application: QApplication, *, dark: bool = False) -> None:
    """Dress the application: palette, bundled font, style sheet, Chinese Qt buttons."""
    chosen = DARK if dark else LIGHT
    theme = application.findChild(Theme, "theme")
    if theme is None:
        Theme(application, chosen)
        QPixmapCache.setCacheLimit(PICTURES_KEPT_KIB)
        _load_fonts()
        _speak_chinese(application)
    else:
        theme.colours = chosen
    application.setPalette(_palette(chosen))
    font = QFont(FONT_FAMILY, BODY_POINT_SIZE)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    application.setFont(font)
    application.setStyleSheet(style_sheet(chosen))


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at a widget of which a property has changed.

    One that was never seen is not looked at yet: it is dressed when it is shown.
    """
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def style_sheet(chosen: Colours) -> str:
    """Return the style sheet with the colour names replaced by the colours of the palette."""
    text = resource_path("style.qss").read_text(encoding="utf-8")
    values = {field.name: str(getattr(chosen, field.name)) for field in fields(chosen)}
    values["art"] = resource_path("style").as_posix()
    values["scheme"] = "dark" if chosen is DARK else "light"
    return re.sub(r"@([a-z_]+)", lambda match: values[match.group(1)], text)


def _load_fonts() -> None:
    for path in sorted(resource_path("fonts").glob("NotoSansSC*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def _speak_chinese(application: QApplication) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)


def _palette(chosen: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    pairs = {
        role.Window: chosen.ground,
        role.WindowText: chosen.text,
        role.Base: chosen.surface,
        role.AlternateBase: chosen.header,
        role.Text: chosen.text,
        role.Button: chosen.raised,
        role.ButtonText: chosen.text,
        role.ToolTipBase: chosen.raised,
        role.ToolTipText: chosen.text,
        role.Highlight: chosen.accent,
        role.HighlightedText: chosen.on_accent,
        role.PlaceholderText: chosen.muted,
        role.Link: chosen.accent_text,
        role.Mid: chosen.line_strong,
        role.Light: chosen.raised,
        role.Midlight: chosen.line,
        role.Dark: chosen.line_strong,
        role.Shadow: chosen.line_strong,
    }
    for key, value in pairs.items():
        palette.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(chosen.disabled))
    return palette
