"""What is remembered of kinds of ledgers: the columns and units that a person put right before.

It is kept with the import that used it, under the signature of the header, and holds for the next
file whose header reads the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from houqin_desktop.domain.ledger.choices import LayoutChoice
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.storage.asset import ImportLayout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from houqin_desktop.services.commands import Task


@dataclass(frozen=True, slots=True)
class RememberedLayout:
    """A person's word on a kind of ledger, with the file and the day of it."""

    choice: LayoutChoice
    file_name: str
    chosen_on: date


def remembered_layouts() -> dict[str, RememberedLayout]:
    """Return every remembered layout by the signature of its header."""
    return {
        row.signature: RememberedLayout(_read(row.choice), row.file_name, row.chosen_on)
        for row in ImportLayout.every()
    }


def remember(task: Task, layouts: Mapping[str, LayoutChoice], file_name: str) -> None:
    """Keep what a person said of these kinds of ledgers, over what was said before."""
    for signature, choice in layouts.items():
        words = _written(choice)
        row = ImportLayout.find(signature=signature)
        if row is None:
            task.insert(
                ImportLayout,
                signature=signature,
                choice=words,
                file_name=file_name,
                chosen_on=task.on,
            )
        elif row.choice != words:
            task.update(row, choice=words, file_name=file_name, chosen_on=task.on)


def _written(choice: LayoutChoice) -> str:
    fields = {str(index): key for index, key in sorted(choice.fields.items())}
    image: dict[str, Any] = {"fields": fields, "unit_fen": choice.unit_fen, "height": choice.height}
    if choice.nominal:
        image["nominal"] = True
    if choice.stock_kind is not None:
        image["stock_kind"] = choice.stock_kind.value
    return json.dumps(image, ensure_ascii=False, sort_keys=True)


def _read(words: str) -> LayoutChoice:
    image = json.loads(words)
    fields = {int(index): key for index, key in image["fields"].items()}
    kind = image.get("stock_kind")
    return LayoutChoice(
        fields,
        image["unit_fen"],
        image["height"],
        image.get("nominal", False),
        None if kind is None else StockKind(kind),
    )
