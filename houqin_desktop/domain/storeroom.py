"""The storerooms: one 总保管室 directly over its 分保管室, and the virtual locations.

A location is where a thing can be. Virtual ones stand for the outside world, so that every
receipt and every disposal is a movement between two locations and nothing appears or vanishes.
"""

from __future__ import annotations

from houqin_desktop.domain.labelled import Labelled


class StoreroomLevel(Labelled):
    """The two levels of the school's storerooms."""

    CENTRAL = "central", "总保管室"
    BRANCH = "branch", "分保管室"


class LocationKind(Labelled):
    """What sort of place a location is."""

    STOREROOM = "storeroom", "保管室"
    PERSON = "person", "个人"
    VIRTUAL = "virtual", "账外"


class VirtualLocation(Labelled):
    """Locations outside the school's rooms, by their fixed codes."""

    SUPPLIER = "SUPPLIER", "来源"
    CONSUMED = "CONSUMED", "已耗用"
    DISPOSED = "DISPOSED", "已处置"
    ADJUST = "ADJUST", "盘点调整"
    SPLIT = "SPLIT", "拆分"
