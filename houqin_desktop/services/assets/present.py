"""What stands on a card now, in the shape in which a person would write it.

The dialog 更正 opens with these values and gives back only what was changed, so that a correction
in the journal says exactly what was corrected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin_desktop.services import lookup
from houqin_desktop.services.assets.drafts import (
    COLUMN_OF,
    ROLE_FIELDS,
    AssetFields,
    CorrectAsset,
)
from houqin_desktop.storage.asset import current_custody
from houqin_desktop.storage.card import values_of_card
from houqin_desktop.storage.people import Department, Storeroom

if TYPE_CHECKING:
    from collections.abc import Mapping


def present_values(code: str) -> dict[str, Any]:
    """Return the card's values by the names of the draft CorrectAsset; absent ones are None."""
    asset = lookup.asset(code)
    values: dict[str, Any] = {
        "name": asset.name,
        "quantity": asset.quantity,
        "original_value": asset.original_value_fen,
    }
    for argument in AssetFields.arguments():
        if argument.name not in (*ROLE_FIELDS, "details"):
            values[argument.name] = getattr(asset, COLUMN_OF.get(argument.name, argument.name))
    values["storeroom"] = Storeroom.get_by_id(asset.storeroom_id).name
    if asset.using_department_id is not None:
        values["using_department"] = Department.get_by_id(asset.using_department_id).name
    custody = current_custody(asset.id)
    for role in ROLE_FIELDS:
        person_id = getattr(custody, f"{role}_id", None)
        values[role] = None if person_id is None else lookup.person_by_id(person_id).number
    return {name: None if value == "" else value for name, value in values.items()}


def present_details(code: str) -> dict[str, str]:
    """Return what stands in the card's rarer columns, by key, as it is stored."""
    return values_of_card(lookup.asset(code).id)


def is_unverified(code: str) -> bool:
    """Say whether the card came in with something doubtful that nobody has looked at yet."""
    return lookup.asset(code).unverified


def correction(
    code: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    reason: str,
    *,
    verified: bool = False,
    details: tuple[tuple[str, str], ...] = (),
) -> CorrectAsset:
    """Return the draft that turns the values before into those after; emptied ones are cleared.

    :param details: the rarer columns that were changed, by title.
    """
    changed: dict[str, Any] = {}
    cleared: list[str] = []
    for name, value in after.items():
        new = None if value == "" else value
        if new == before.get(name):
            continue
        if new is None:
            cleared.append(name)
        else:
            changed[name] = new
    return CorrectAsset(
        code=code,
        clear=tuple(cleared) or None,
        reason=reason or None,
        verified=verified or None,
        details=details or None,
        **changed,
    )
