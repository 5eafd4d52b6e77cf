"""What chosen cards have in common, for whoever begins a transfer from the register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from houqin_desktop.services import lookup
from houqin_desktop.services.loan.handing import holder_of
from houqin_desktop.storage.people import Department, Person, Storeroom


def common_ends(codes: Sequence[str]) -> dict[str, str]:
    """Return room, using department and 使用人 of cards by the argument, where all agree.

    :raises Refused: for an unknown card.
    """
    cards = [lookup.asset(code) for code in codes]
    room = _only(card.storeroom_id for card in cards)
    department = _only(card.using_department_id for card in cards)
    holder = _only(holder_of(card) for card in cards)
    found = {
        "storeroom": None if room is None else Storeroom.get_by_id(room).name,
        "giver_department": None if department is None else Department.get_by_id(department).name,
        "giver": None if holder is None else Person.get_by_id(holder).number,
    }
    return {name: value for name, value in found.items() if value is not None}


def _only(keys: Iterable[int | None]) -> int | None:
    found = set(keys)
    return found.pop() if len(found) == 1 else None
