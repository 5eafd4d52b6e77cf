"""累计折旧, 净值 and 状态 as a ledger states them: held against the book, never written over it.

Depreciation is computed here from value, life and date, so a figure brought along can only agree or
not. A thing that a ledger calls 报废 has not been through the school's route yet: it comes in as
待报废 and is flagged, whatever the ledger says happened to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from houqin_desktop.domain.asset import AssetStatus, ValueType
from houqin_desktop.domain.calendar import PartialDate, month_index, month_text
from houqin_desktop.domain.ledger.recognising import Severity
from houqin_desktop.domain.ledger.values import fold
from houqin_desktop.domain.money import plain_money
from houqin_desktop.services.assets.categories import default_life_months
from houqin_desktop.services.assets.depreciation import accumulated_of
from houqin_desktop.services.importing.plan import PlannedRow
from houqin_desktop.storage.asset import ValueChangeRow

_IN_USE = frozenset({"正常", "正常使用", "使用", "使用中", "自用", "完好", "良好", "已入账"})
_GONE = ("报废", "报损", "处置", "处理", "销账", "注销", "下账")

Note = tuple[str, Severity]


def status_note(
    written: str | None, current: AssetStatus | None
) -> tuple[AssetStatus, Note | None]:
    """Return the status a card has, and what is to be said about the written one.

    :param current: the status in the book; None for a new card, which takes a known word.
    """
    if written is None:
        return current or AssetStatus.IN_USE, None
    word = fold(written)
    known = AssetStatus.from_label(word) or (AssetStatus.IN_USE if word in _IN_USE else None)
    if current is not None:
        if known is current:
            return current, None
        message = f"状态写的是“{word}”，账上是“{current.label}”，没有改动"
        return current, (message, Severity.NOTE)
    if any(part in word for part in _GONE):
        message = f"标着“{word}”，按待报废登记；请按报废报损手续办理下账"
        return AssetStatus.PENDING_DISPOSAL, (message, Severity.DOUBTFUL)
    if known is None:
        message = f"状态“{word}”不是本账的说法，按在用登记"
        return AssetStatus.IN_USE, (message, Severity.NOTE)
    return known, None


class WrittenOff:
    """Computes the depreciation that a ledger's figures are held against."""

    def __init__(self, today: date) -> None:
        self.through = month_index(today)
        self._changes: dict[int, list[ValueChangeRow]] | None = None

    def compare_new(self, planned: PlannedRow) -> None:
        """Hold the figures of a row against what its new card will show."""
        row = planned.row
        if row["accumulated"] is None and row["net_value"] is None:
            return
        life = row["life"] or default_life_months(row["category_code"])
        value_type = row["value_type"] or ValueType.ORIGINAL
        value = row["original_value"]
        self._compare(
            planned,
            value,
            accumulated_of(value, life, row["acquired_on"], value_type, (), self.through),
        )

    def compare_known(self, planned: PlannedRow, card: Mapping[str, Any]) -> None:
        """Hold the figures of a row against the card it means."""
        row = planned.row
        if row["accumulated"] is None and row["net_value"] is None:
            return
        acquired = card["acquired_on"]
        written_off = accumulated_of(
            card["opening_value_fen"],
            card["life"],
            PartialDate.parse(acquired) if acquired else None,
            ValueType(card["value_type"]),
            self._changes_of(card["id"]),
            self.through,
        )
        value = card["original_value"]
        self._compare(planned, value, min(written_off, value))

    def _changes_of(self, asset_id: int) -> list[ValueChangeRow]:
        if self._changes is None:
            self._changes = {}
            for change in ValueChangeRow.select().order_by(ValueChangeRow.id):
                self._changes.setdefault(change.asset_id, []).append(change)
        return self._changes.get(asset_id, [])

    def _compare(self, planned: PlannedRow, value: int, written_off: int) -> None:
        computed = {"accumulated": written_off, "net_value": value - written_off}
        for key, fen in computed.items():
            written = planned.row[key]
            if written is not None and written != fen:
                message = (
                    f"本账算到 {month_text(self.through)}是 {plain_money(fen)}，没有采用这一格"
                )
                planned.report(key, plain_money(written), message, Severity.NOTE)
