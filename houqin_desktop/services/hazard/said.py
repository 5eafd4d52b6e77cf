"""What a voucher says of the hazards that it is about."""

from __future__ import annotations

from houqin_desktop.services.hazard.finding import HazardCase
from houqin_desktop.storage.hazard import hazards_linked_to


def hazards_said(voucher_id: int) -> str:
    """Return the hazards that a voucher is linked to, each with its state; empty without any."""
    return "、".join(
        f"{row.code}（{HazardCase(row).standing.state.label}）"
        for row in hazards_linked_to(voucher_id)
    )
