"""Eyes that look at a widget as a person would: what is cut off, unreadable, or not Chinese.

Each look returns faults in words, with the widget by its kind and its text, so that one can go and
find it. Tables show data of any length and cut it with an ellipsis and a tip; their cells are left
to the register's own tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from html import unescape

from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QToolButton,
    QWidget,
)

from houqin_desktop.resources import resource_path

TALLEST_DIALOG, SCREEN_WIDTH = 700, 1366
SLACK = 1.5
LEAST_CONTRAST = 4.5
# Words that stand on the keys of every keyboard, and the names of what the school works with.
KNOWN_WORDS = frozenset(
    (
        "Ctrl",
        "Shift",
        "Enter",
        "Excel",
        "Home",
        "PgUp",
        "PgDown",
        "Return",
        "Space",
        "Tab",
        "Delete",
    )
)
ENGLISH = re.compile(r"[A-Za-z]{4,}")
TAG = re.compile(r"<[^>]*>")
_OWN = Qt.FindChildOption.FindDirectChildrenOnly
FILE_OR_CODE = re.compile(r"\S*[\d./\\:_-]\S*")


def look(root: QWidget, picture: QImage | None = None) -> list[str]:
    """Return every fault of what is shown in this window, dialog or menu.

    :param picture: of all of it, where what is faint is looked for too.
    """
    faults = list(_size(root))
    seen = list(_seen(root))
    for widget in seen:
        for text, fault in _texts(widget):
            if fault:
                faults.append(f"{_name(widget)}：{fault}")
            faults += [f"{_name(widget)}：{words}" for words in _words(widget, text)]
        if isinstance(widget, QLabel) and widget is not root:
            faults += [f"{_name(widget)}：压着 {_name(other)}" for other in _under(widget)]
    if picture is not None:
        faults += _faint(root, seen, picture)
    return list(dict.fromkeys(faults))


def _seen(root: QWidget) -> Iterator[QWidget]:
    """Yield the window and what is whole in sight of it, and not scrolled half away.

    Of what is hidden, such as the pages behind the one that is shown, nothing within is looked for.
    """
    shown = [root]
    for widget in shown:
        shown += [
            part
            for part in widget.findChildren(QWidget, options=_OWN)
            if not part.isHidden() and not part.isWindow()
        ]
        if widget is root or widget.visibleRegion().boundingRect() == widget.rect():
            yield widget


def _name(widget: QWidget) -> str:
    words = next((text for text, _ in _texts(widget)), "")
    return f"{type(widget).__name__}#{widget.objectName()} “{words[:24]}”"


def _size(root: QWidget) -> Iterator[str]:
    """Yield what does not fit on the smallest screen of the school."""
    if isinstance(root, QDialog) and root.height() > TALLEST_DIALOG:
        yield f"“{root.windowTitle()}”高 {root.height()} 像素"
    if isinstance(root, QDialog | QMainWindow) and root.width() > SCREEN_WIDTH:
        yield f"“{root.windowTitle()}”宽 {root.width()} 像素"


def _texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Yield each text that the widget shows, with how it is cut off, or nothing."""
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QToolButton | QAbstractButton):
        yield from _button(widget)
    elif isinstance(widget, QLineEdit):
        hint = widget.placeholderText() if not widget.text() else ""
        if hint:
            room = widget.contentsRect().width() - 18
            yield hint, _cut(widget, hint, room)
        elif widget.isReadOnly():
            yield widget.text(), ""
    elif isinstance(widget, QComboBox):
        yield widget.currentText(), _cut(widget, widget.currentText(), widget.width() - 32)
    elif isinstance(widget, QPlainTextEdit):
        yield widget.placeholderText(), ""
    elif isinstance(widget, QHeaderView):
        yield from _header(widget)
    elif isinstance(widget, QTabBar):
        for at in range(widget.count()):
            if widget.isTabVisible(at):
                text = widget.tabText(at)
                yield text, _cut(widget, text, widget.tabRect(at).width())
    elif isinstance(widget, QMenu):
        for action in widget.actions():
            yield action.text().split("(&")[0].replace("&", ""), ""
    if isinstance(widget, QDialog):
        yield widget.windowTitle(), ""


def _label(label: QLabel) -> Iterator[tuple[str, str]]:
    text = unescape(TAG.sub("", label.text()))
    if not text.strip():
        return
    room = label.contentsRect()
    fault = ""
    if label.wordWrap():
        wanted = label.heightForWidth(label.width())
        if wanted > label.height() + SLACK:
            fault = f"要 {wanted} 像素高，只有 {label.height()}"
    elif "<" not in label.text():
        widest = max(_width(label, line) for line in text.split("\n"))
        if widest > room.width() + SLACK and not text.rstrip().endswith("…"):
            fault = f"要 {widest:.0f} 像素宽，只有 {room.width()}"
    yield text, fault


def _under(label: QLabel) -> list[QWidget]:
    """Return what a label that says something lies upon, or under, beside it in the same part."""
    parent = label.parentWidget()
    if parent is None or not label.text().strip():
        return []
    return [
        other
        for other in parent.findChildren(QWidget, options=_OWN)
        if other is not label
        and not other.isHidden()
        and not other.isWindow()
        and other.geometry().intersects(label.geometry())
    ]


def _button(button: QAbstractButton) -> Iterator[tuple[str, str]]:
    text = re.sub(r"\(&.\)", "", button.text()).replace("&", "")
    if text.strip():
        wanted = button.sizeHint().width()
        short = wanted > button.width() + SLACK
        yield text, f"要 {wanted} 像素宽，只有 {button.width()}" if short else ""


def _header(header: QHeaderView) -> Iterator[tuple[str, str]]:
    model = header.model()
    if model is None or header.orientation() is not Qt.Orientation.Horizontal:
        return
    shown = header.viewport().rect()
    for section in range(header.count()):
        left = header.sectionViewportPosition(section)
        area = QRect(left, 0, header.sectionSize(section), header.height())
        if header.isSectionHidden(section) or not shown.contains(area):
            continue
        text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        yield text, _cut(header, text, area.width() - 8, bold=True)


def _width(widget: QWidget, text: str, *, bold: bool = False) -> float:
    font = widget.font()
    font.setBold(bold or font.bold())
    return QFontMetricsF(font).horizontalAdvance(text)


def _cut(widget: QWidget, text: str, room: float, *, bold: bool = False) -> str:
    wanted = max(_width(widget, line, bold=bold) for line in text.split("\n"))
    return f"“{text[:20]}”要 {wanted:.0f} 像素宽，只有 {room:.0f}" if wanted > room + SLACK else ""


def _words(widget: QWidget, text: str) -> Iterator[str]:
    """Yield characters without a glyph, and words that are not Chinese."""
    metrics = QFontMetricsF(widget.font())
    missing = {char for char in text if char.isprintable() and not metrics.inFontUcs4(ord(char))}
    if missing:
        yield f"缺字形 {''.join(sorted(missing))}"
    for word in ENGLISH.findall(FILE_OR_CODE.sub(" ", text)):
        if word not in KNOWN_WORDS | _data_words() and not word.isupper():
            yield f"英文“{word}”"


@cache
def _data_words() -> frozenset[str]:
    """Return the foreign words of the demo school's own things: makers and models."""
    text = resource_path("data/demo_assets.csv").read_text(encoding="utf-8")
    words = set(ENGLISH.findall(text))
    # The longest names of the tour, and what its three books are called.
    return frozenset(words | {"HiteVision", "Plus", "demo", "empty", "long"})


def _faint(root: QWidget, seen: list[QWidget], picture: QImage) -> Iterator[str]:
    """Yield the enabled texts that do not stand out from their ground.

    A dash alone is thinner than a point of the screen, so that none of it has the colour it has.
    """
    ratio = picture.devicePixelRatio()
    for widget in seen:
        if not isinstance(widget, QLabel | QAbstractButton | QComboBox | QTabBar):
            continue
        inside_rows = isinstance(widget.parentWidget(), QAbstractItemView)
        if inside_rows or not widget.isEnabled():
            continue
        if not next((words for words, _ in _texts(widget)), "").strip(" —"):
            continue
        corner = widget.mapTo(root, widget.rect().topLeft())
        area = QRect(corner, widget.size()).intersected(root.rect())
        found = contrast_in(picture, area, ratio)
        if found < LEAST_CONTRAST:
            yield f"{_name(widget)}：对比度 {found:.1f}"


def contrast_in(picture: QImage, area: QRect, ratio: float) -> float:
    """Return the contrast between the ground of an area and what stands out most from it."""
    corner = QPoint(round(area.left() * ratio), round(area.top() * ratio))
    end = QPoint(round(area.right() * ratio), round(area.bottom() * ratio))
    part = picture.copy(QRect(corner, end - QPoint(1, 1)))
    # Four bytes a pixel leave no gap between two lines; the picture outlives the look at its bits.
    plain = part.convertToFormat(QImage.Format.Format_RGBX8888)
    return _strongest(bytes(plain.constBits()), plain.width(), plain.height())


@lru_cache(maxsize=1_000)
def _strongest(pixels: bytes, width: int, height: int) -> float:
    """Return the contrast of these pixels; most buttons look the same in every scene."""
    if not pixels:
        return 21.0
    picture = Image.frombytes("RGB", (width, height), pixels, "raw", "RGBX")
    # Pillow counts colours in C, and gives them up only beyond so many.
    colours = picture.getcolors(width * height) or []
    _, ground = max(colours)
    base = _luminance_of(ground)
    lights = [_luminance_of(one) for _, one in colours]
    return max(_contrast(base, min(lights)), _contrast(base, max(lights)))


@cache
def _luminance_of(rgb: tuple[int, int, int]) -> float:
    return luminance(QColor(*rgb))


def luminance(colour: QColor) -> float:
    """Return the relative luminance of WCAG."""
    parts = [part / 255 for part in (colour.red(), colour.green(), colour.blue())]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: float, other: float) -> float:
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)
