"""What a card carries beside its row: the values of rarer columns, and its pictures and scans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from houqin_desktop.domain.card_fields import CardBlock, CardField, FieldShape
from houqin_desktop.storage.asset import rows_by_asset
from houqin_desktop.storage.asset_as_of import details_on
from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import day, flag, integer, text, word

PART = 900


class CardFieldRow(BaseModel):
    """A column of cards: the program's own, or one that the school added."""

    key: str = text(key=True)
    title: str = text()
    shape: FieldShape = word(FieldShape)
    prefixes: str = text("")
    choices: str = text("")
    unit: str = text("")
    built_in: bool = flag()
    retired: bool = flag()

    class Meta:
        """Keep the table's name free of the word Row."""

        table_name = "card_field"


class CardValue(BaseModel):
    """What one card has in one such column; an empty text is a value taken back."""

    id: int = integer(key=True)
    asset_id: int = integer()
    field_key: str = text()
    value: str = text()


class AssetPicture(BaseModel):
    """A photo or scan that belongs to a card; `turned` degrees clockwise by hand."""

    id: int = integer(key=True)
    asset_id: int = integer()
    ordinal: int = integer()
    sha256: str = text()
    name: str = text()
    added_on: date = day()
    turned: int = integer(0)
    main: bool = flag()
    removed: bool = flag()


def custom_fields() -> list[CardField]:
    """Return the columns that the school added, in the order in which it did."""
    rows = db.execute_sql(
        "SELECT key, title, shape, prefixes, choices, unit, retired FROM card_field"
        " WHERE built_in = 0 ORDER BY key"
    )
    return [_custom_field(row) for row in rows]


def _custom_field(row: tuple[Any, ...]) -> CardField:
    key, title, shape, prefixes, choices, unit, retired = row
    return CardField(
        key,
        title,
        FieldShape(shape),
        CardBlock.CUSTOM,
        tuple(filter(None, prefixes.split("|"))),
        tuple((choice, choice) for choice in choices.splitlines()),
        unit,
        bool(retired),
    )


def values_of_card(asset_id: int) -> dict[str, str]:
    """Return what a card has in its rarer columns, by key; what is empty is left out."""
    rows = db.execute_sql(
        "SELECT field_key, value FROM card_value WHERE asset_id = ? AND value <> ''", (asset_id,)
    )
    return dict(rows)


def values_of_cards(
    asset_ids: Sequence[int] | None = None, past: date | None = None
) -> dict[int, dict[str, str]]:
    """Return the rarer columns by card and key; without ids, of every card that has any.

    :param past: the day whose values are asked for; None for those of now.
    """
    found: dict[int, dict[str, str]] = {}
    for asset_id, key, value in _value_rows(asset_ids):
        found.setdefault(asset_id, {})[key] = value
    if past is not None:
        wanted = None if asset_ids is None else set(asset_ids)
        for (asset_id, key), value in details_on(past.isoformat()).items():
            if wanted is None or asset_id in wanted:
                _stand(found.setdefault(asset_id, {}), key, value)
    return found


def _stand(values: dict[Any, str], key: Any, value: str) -> None:
    """Put a value in its place; an empty one is none."""
    values.pop(key, None)
    if value:
        values[key] = value


def _value_rows(asset_ids: Sequence[int] | None) -> Iterator[tuple[int, str, str]]:
    select = "SELECT asset_id, field_key, value FROM card_value WHERE value <> ''"
    if asset_ids is None:
        yield from db.execute_sql(select)
        return
    for start in range(0, len(asset_ids), PART):
        part = tuple(asset_ids[start : start + PART])
        marks = ",".join("?" * len(part))
        yield from db.execute_sql(f"{select} AND asset_id IN ({marks})", part)


def value_rows_of_card(asset_id: int) -> dict[str, CardValue]:
    """Return the rows of a card's values by column key, the emptied ones too."""
    return {row.field_key: row for row in rows_by_asset(CardValue, "card_value", (asset_id,), "")}


def values_in_field(key: str, past: date | None = None) -> dict[int, str]:
    """Return what cards have in one column, by card.

    :param past: the day whose values are asked for; None for those of now.
    """
    found = dict(
        db.execute_sql(
            "SELECT asset_id, value FROM card_value WHERE field_key = ? AND value <> ''", (key,)
        )
    )
    for (card, field), value in details_on(past.isoformat()).items() if past else ():
        if field == key:
            _stand(found, card, value)
    return found


def filled_fields() -> set[str]:
    """Return the keys of the columns in which any card has something."""
    return {
        row[0]
        for row in db.execute_sql("SELECT DISTINCT field_key FROM card_value WHERE value <> ''")
    }


def pictures_of_card(asset_id: int) -> list[AssetPicture]:
    """Return a card's pictures in the order in which they were added, without the removed ones."""
    return AssetPicture.picked("asset_id = ? AND removed = 0", asset_id, order="ordinal")


def last_ordinal(asset_id: int) -> int:
    """Return the ordinal of the picture that was added to a card last; 0 for none."""
    (last,) = db.execute_sql(
        "SELECT coalesce(max(ordinal), 0) FROM asset_picture WHERE asset_id = ?", (asset_id,)
    ).fetchone()
    return int(last)
