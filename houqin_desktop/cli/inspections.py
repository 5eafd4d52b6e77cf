"""`show` of a place, an item to be checked and a line of the plan of 排查, as their lists do."""

from __future__ import annotations

from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.campus.places import find_campus_place
from houqin_desktop.services.inspection.items import find_check_item
from houqin_desktop.services.inspection.plan import find_rule
from houqin_desktop.services.records import is_card
from houqin_desktop.services.registers.listing import plain_cell, register
from houqin_desktop.services.session import Session

_LISTS = (
    ("campus_place", "campus_places", find_campus_place),
    ("check_item", "check_items", find_check_item),
    ("inspection_rule", "inspection_plan", find_rule),
)


def inspection_record(session: Session, words: str) -> dict[str, Any] | None:
    """Return the place, item or line of the plan with this number or name, None where none is.

    A card that has the same number goes before.

    :raises Refused: for a name that several items have.
    """
    if is_card(words):
        return None
    for kind, name, find in _LISTS:
        try:
            row = find(words, withdrawn=True)
        except Refused as refused:
            if refused.code.startswith("unknown_"):
                continue
            raise
        found = register(session, name)
        cells = found.rows([row.id])[0]
        return {
            "kind": kind,
            "number": row.code,
            "fields": {
                c.title: plain_cell(c, v) for c, v in zip(found.columns, cells, strict=True)
            },
            "lines": [],
            "signatures": [],
            "history": [],
            "missing": [],
            "next": None,
        }
    return None
