"""Labels of every size, the page that tests a printer, and the list of the day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from houqin_desktop.documents.label_paper import label_paper, label_test_page
from houqin_desktop.documents.todo_paper import todo_paper
from houqin_desktop.domain.label import SIZES, LabelRun
from houqin_desktop.services.assets.labels import labels_of
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.settings import school_name
from houqin_desktop.services.storerooms.labels import place_labels, room_labels
from houqin_desktop.services.todo.day_list import today_list
from houqin_desktop.services.todo.sheet import todo_sheet

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session


def small_papers(session: Session) -> Iterator[tuple[str, bytes]]:
    """Yield them for the school of this book."""
    keys = register(session, "assets").index().keys
    for size in SIZES.values():
        labels = labels_of(session, keys[: size.count])
        yield size.title, label_paper(labels, LabelRun(size))
    rooms = register(session, "storerooms").index().keys
    places = register(session, "places").index().keys
    spots = [*room_labels(rooms), *(place_labels(places) if places else ())]
    for size in (SIZES["60x40"], SIZES["2x7"]):
        few = spots if size.is_sheet else spots[::7]
        yield f"保管室{size.title}", label_paper(few, LabelRun(size))
    yield "标签测试页", label_test_page(LabelRun(SIZES["3x8"]), school_name())
    yield "今日待办", todo_paper(todo_sheet(session, today_list(session)))
