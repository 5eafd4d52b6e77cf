"""What serves in place of a purchase: which numbers of a lot, and the forms filled in with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.domain.people import Post
from houqin_desktop.gui.repair.dialogs import report_dialog
from houqin_desktop.services import lookup

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.forms.draft_dialog import DraftDialog
    from houqin_desktop.services.likeness.lots import Lot


def served_by(lot: Lot, wanted: int) -> list[tuple[str, int]]:
    """Return which numbers of a lot serve so many pieces, each with how many."""
    pieces = min(wanted, lot.pieces)
    if len(lot.numbers) == 1:
        return [(lot.numbers[0], pieces)]
    return [(number, 1) for number in lot.numbers[:pieces]]


def keeper_of(room: str, on: date) -> str:
    """Return the number of who keeps a room on a day, an empty text where nobody does."""
    found = lookup.holder(Post.STOREKEEPER, on, lookup.storeroom(room).id) if room else None
    return "" if found is None else str(lookup.person_by_id(found).number)


def repair_form(
    parent: QWidget, desk: Desk, lot: Lot, number: str, known: Mapping[str, str]
) -> DraftDialog:
    """Return the form 报修 for a lot that is repaired in place of buying.

    :param number: of the card that is repaired; what has no card is said in words.
    :param known: what the request says already, by the name of the argument.
    """
    dialog = report_dialog(parent, desk, asset=number if lot.is_card else "")
    of_item = {"thing": f"{lot.name} {lot.specification}".strip(), "storeroom": lot.room}
    for name, value in {**({} if lot.is_card else of_item), **known}.items():
        if value:
            dialog.field(name).set_value(value)
    return dialog
