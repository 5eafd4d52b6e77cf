"""The places within the rooms of the demo school, some of which its cards say they lie at."""

from __future__ import annotations

from collections.abc import Iterator

from houqin_desktop.domain.place import PlaceKind
from houqin_desktop.services.storerooms.places import AddPlace

_ROOMS = {
    "总保管室": (("一号货架", "架", ("上层", "中层", "下层")), ("总务处库房", "位", ())),
    "多媒体教室": (("多媒体教室充电柜", "柜", ()), ("多媒体教室库房", "位", ())),
    "图书室": (("图书室库房", "位", ()), ("阅览室", "位", ())),
    "科学实验室": (
        ("仪器准备室", "位", ()),
        ("科学实验室仪器柜", "柜", ("仪器柜第1层", "仪器柜第2层")),
    ),
}


def demo_places() -> Iterator[AddPlace]:
    """Yield the places in the order in which one walks by them."""
    for room, places in _ROOMS.items():
        for name, kind, inside in places:
            yield AddPlace(storeroom=room, kind=_kind(kind), name=name)
            for spot in inside:
                yield AddPlace(storeroom=room, kind=PlaceKind.SPOT, name=spot, within=name)


def _kind(label: str) -> PlaceKind:
    return next(kind for kind in PlaceKind if kind.label == label)
