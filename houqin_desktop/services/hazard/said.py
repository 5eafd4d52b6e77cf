"""What a voucher says of the hazards that it is about, and what is still open at a place."""

from __future__ import annotations

from houqin_desktop.services.hazard.finding import HazardCase
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.hazard import Hazard, hazards_linked_to

_MOST_SAID = 5


def hazards_said(voucher_id: int) -> str:
    """Return the hazards that a voucher is linked to, each with its state; empty without any."""
    return "、".join(
        f"{row.code}（{HazardCase(row).standing.state.label}）"
        for row in hazards_linked_to(voucher_id)
    )


def open_hazards_at(place: str) -> str:
    """Return the hazards not yet struck off at the place of this name, empty without any.

    Who is about to register one sees whether it is there already.
    """
    found = CampusPlace.find(name=place.strip())
    if found is None:
        return ""
    rows = Hazard.picked("campus_place_id = ?", found.id, order="code DESC")
    said = [
        f"{row.code} {row.spot}{row.description}（{state.label}）"
        for row in rows
        if (state := HazardCase(row).standing.state).is_open
    ]
    more = f"等 {len(said):,} 条" if said[_MOST_SAID:] else ""
    return "；".join(said[:_MOST_SAID]) + more
