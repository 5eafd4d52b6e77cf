"""The rarer columns of the open book's cards: those of the program and those of the school."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from houqin_desktop.domain.card_fields import BUILT_IN, CardField, read_values
from houqin_desktop.services.commands import Task
from houqin_desktop.storage.card import (
    AssetPicture,
    CardValue,
    custom_fields,
    pictures_of_card,
    value_rows_of_card,
    values_of_card,
)


def card_fields() -> dict[str, CardField]:
    """Return every column by its title, the school's own last, the retired ones too."""
    return {field.title: field for field in (*BUILT_IN, *custom_fields())}


def read_details(
    written: Iterable[tuple[str, str]] | None, category_code: str | None
) -> dict[str, str]:
    """Return stored values by key for what was written by title.

    :raises Refused: as `read_values` does.
    """
    return read_values(card_fields(), written, category_code) if written else {}


def detail_images(
    task: Task, asset_id: int, details: Mapping[str, str]
) -> Iterable[dict[str, Any]]:
    """Yield the rows of a new card's values; an empty one needs no row."""
    for key, value in details.items():
        if value:
            yield {
                "id": task.next_id(CardValue),
                "asset_id": asset_id,
                "field_key": key,
                "value": value,
            }


def change_details(task: Task, asset_id: int, details: Mapping[str, str]) -> bool:
    """Write what is different on a card; return whether anything was."""
    if not details:
        return False
    known = value_rows_of_card(asset_id)
    changed = False
    for key, value in details.items():
        row = known.get(key)
        if row is None:
            if value:
                task.insert(CardValue, asset_id=asset_id, field_key=key, value=value)
                changed = True
        else:
            changed |= task.update(row, value=value)
    return changed


def carry_details(task: Task, asset_id: int, part_id: int) -> None:
    """Give a card split off another what stands in the rarer columns of it, and its pictures."""
    images = detail_images(task, part_id, values_of_card(asset_id))
    task.insert_images(CardValue, list(images))
    for ordinal, picture in enumerate(pictures_of_card(asset_id), start=1):
        task.insert(
            AssetPicture,
            asset_id=part_id,
            ordinal=ordinal,
            sha256=picture.sha256,
            name=picture.name,
            added_on=task.on,
            turned=picture.turned,
            main=picture.main,
        )
