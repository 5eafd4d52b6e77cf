"""How grave a hazard is: three levels as schools use them (DECISIONS "Safety", DOMAIN.md 6)."""

from __future__ import annotations

from houqin_desktop.domain.labelled import Labelled


class HazardSeverity(Labelled):
    """The level of a hazard, of one that was found as of one that an item foresees."""

    GENERAL = "general", "一般"
    SERIOUS = "serious", "较大"
    MAJOR = "major", "重大"
