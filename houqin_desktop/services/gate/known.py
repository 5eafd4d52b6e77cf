"""What is known of whoever has a number, so that a repeat visitor need not say it again.

Only who has the whole number at hand is told the name that belongs to it, and only while it is
kept. His other number is taken over by the entry without being shown: to see it in clear is a right
of its own, and leaves a trace.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from houqin_desktop.services.gate.personal import Masks
from houqin_desktop.services.gate.visits import known_visitor


@dataclass(frozen=True, slots=True)
class KnownVisitor:
    """When somebody came last, and what was written of him then, by the names of the draft.

    `masked` are the titles and the shown parts of the numbers that are taken over.
    """

    last_on: str
    masked: tuple[tuple[str, str], ...]
    details: dict[str, Any]


def known_details(telephone: str | None, credential_number: str | None) -> KnownVisitor | None:
    """Return what is known of whoever has one of these numbers, or None."""
    visit = known_visitor(credential_number, telephone)
    if visit is None:
        return None
    numbers = {"证件号": visit.credential_key, "电话": visit.telephone_key}
    masks = Masks((visit.name_key, *numbers.values()))
    return KnownVisitor(
        visit.came_on.isoformat(),
        tuple((title, masks.shown(key)) for title, key in numbers.items() if masks.is_kept(key)),
        {
            "name": masks.clear(visit.name_key) if masks.is_kept(visit.name_key) else None,
            "sex": visit.sex,
            "organisation": visit.organisation,
            "plate": visit.plate,
        },
    )
