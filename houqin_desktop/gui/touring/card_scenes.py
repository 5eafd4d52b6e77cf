"""The card in full, its pictures, the lists of old codes and of the school's own columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from houqin_desktop.gui.touring.opening import opened

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow

Scene = tuple[str, QWidget]
# What stands in the search box to find each kind of card of the demo book.
CARDS: Final = {
    "车辆": "小型客车",
    "房屋": "教学楼 砖混",
    "计算机": "教师机",
    "旧代码": "话筒 村小",
    "没有图片": "486",
}


def card_scenes(window: MainWindow) -> Iterator[Scene]:
    """Yield a card of each kind, a picture in full, a correction in blocks, and the two lists."""
    window.show_page("assets")
    page = window.assets
    for kind, words in CARDS.items():
        page.panel.search.setText(words)
        page.panel.view.choose_first()
        card = opened(page.does.show_card)
        yield f"卡片·{kind}", card
        card.close()
    page.panel.search.setText(CARDS["计算机"])
    page.panel.view.choose_first()
    yield "资产台账·有图片的卡片", window
    picture = opened(lambda: page.does.open_picture(1))
    yield "卡片·看图片", picture
    picture.close()
    page.panel.search.setText(CARDS["车辆"])
    page.panel.view.choose_first()
    form = opened(page.does.correct_asset)
    yield "更正·车辆", form
    form.scroller.verticalScrollBar().setValue(10_000)  # type: ignore[attr-defined]
    yield "更正·车辆的栏目", form
    form.close()
    page.panel.clear()
    listed = opened(page.does.show_old_codes)
    listed.choose_sure()  # type: ignore[attr-defined]
    yield "旧代码待转", listed
    listed.close()
    yield from _fields(window)


def _fields(window: MainWindow) -> Iterator[Scene]:
    listed = opened(window.assets.does.show_fields)
    listed.panel.view.choose_first()  # type: ignore[attr-defined]
    yield "自定义栏目", listed
    form = opened(listed.add_field)  # type: ignore[attr-defined]
    yield "自定义栏目·新增栏目", form
    form.close()
    listed.close()
