"""Splits of batch cards: which card gave how many pieces and how much value to which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from houqin_desktop.storage.asset import Asset, ValueChangeRow
from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import day, integer, optional_integer, text


class AssetSplit(BaseModel):
    """One split: pieces (件) and value (分) that went to the part and that stayed."""

    id: int = integer(key=True)
    asset_id: int = integer()
    part_id: int = integer()
    split_on: date = day()
    quantity: int = integer()
    value_fen: int = integer()
    kept_quantity: int = integer()
    kept_value_fen: int = integer()
    out_posting_id: int = integer()
    in_posting_id: int = integer()
    out_change_id: int | None = optional_integer()
    in_change_id: int | None = optional_integer()
    reason: str = text("")


def splits_of(asset_id: int) -> list[AssetSplit]:
    """Return the splits in which a card gave pieces away or came to be, in order."""
    return AssetSplit.picked("asset_id = ? OR part_id = ?", asset_id, asset_id, order="id")


def undivided(in_change_id: int) -> tuple[int, Sequence[ValueChangeRow]]:
    """Return opening value in 分 and value changes of the card from which a part was taken.

    They are as they stood when it was split; the change that gave the part its value names it.
    """
    split = next(
        iter(AssetSplit.raw("SELECT * FROM asset_split WHERE in_change_id = ?", in_change_id))
    )
    source: Asset = Asset.get_by_id(split.asset_id)
    rows = ValueChangeRow.picked(
        "asset_id = ? AND id < ?", source.id, split.out_change_id, order="id"
    )
    return source.opening_value_fen, list(rows)


def last_movement(asset_id: int) -> date:
    """Return the latest day on which a card was posted, changed its value or its people."""
    (on,) = db.execute_sql(
        "SELECT max(day) FROM (SELECT posted_on AS day FROM posting WHERE asset_id = :card"
        " UNION ALL SELECT changed_on FROM value_change WHERE asset_id = :card"
        " UNION ALL SELECT from_on FROM custody WHERE asset_id = :card)",
        {"card": asset_id},
    ).fetchone()
    return date.fromisoformat(on)


def parts_split_off(after: str, until: str) -> set[int]:
    """Return the cards that were split off others after one day and by another."""
    rows = db.execute_sql(
        "SELECT part_id FROM asset_split WHERE split_on > ? AND split_on <= ?", (after, until)
    )
    return {int(row[0]) for row in rows}
