"""What is known of whoever has a number, so that a repeat visitor need not say it again.

Only who has the whole number at hand is told what belongs to it, and only while it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from houqin_desktop.services.gate.personal import Masks
from houqin_desktop.services.gate.visits import known_visitor


@dataclass(frozen=True, slots=True)
class KnownVisitor:
    """When somebody came last, and what was written of him then, by the names of the draft."""

    last_on: str
    details: dict[str, Any]


def known_details(telephone: str | None, credential_number: str | None) -> KnownVisitor | None:
    """Return what is known of whoever has one of these numbers, or None."""
    visit = known_visitor(credential_number, telephone)
    if visit is None:
        return None
    keys = {
        "name": visit.name_key,
        "telephone": visit.telephone_key,
        "credential_number": visit.credential_key,
    }
    masks = Masks(keys.values())
    return KnownVisitor(
        visit.came_on.isoformat(),
        {
            **{name: masks.clear(key) for name, key in keys.items() if masks.is_kept(key)},
            "credential": visit.credential if masks.is_kept(visit.credential_key) else None,
            "sex": visit.sex,
            "organisation": visit.organisation,
            "plate": visit.plate,
        },
    )
