"""The rarer columns of a ledger's rows against the open book, and the way into the cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from houqin_desktop.domain.card_fields import CardField
from houqin_desktop.domain.ledger.details import Beside, by_header
from houqin_desktop.domain.ledger.findings import DETAIL
from houqin_desktop.services.assets.card_details import card_fields
from houqin_desktop.services.assets.former_codes import converter
from houqin_desktop.services.importing.plan import CellChange, PlannedRow
from houqin_desktop.storage.card import values_of_cards
from houqin_desktop.storage.import_since import details_at


def beside() -> Beside:
    """Return what the open book knows beside the words of ledgers."""
    return Beside(by_header(card_fields()), converter().recognise)


def new_details(planned: PlannedRow) -> dict[str, str]:
    """Return the values of a new card's rarer columns by key, without the doubtful ones."""
    return {
        key.removeprefix(DETAIL): value
        for key, value in planned.row.details.items()
        if key not in planned.dropped
    }


class Details:
    """Knows the rarer columns of the cards that some rows mean."""

    def __init__(self) -> None:
        self._fields: dict[str, CardField] = {
            f"{DETAIL}{field.key}": field for field in card_fields().values()
        }
        self._now: dict[int, dict[str, str]] = {}
        self._then: dict[int, dict[str, str]] = {}

    def look(self, asset_ids: Sequence[int]) -> None:
        """Fetch what these cards have in their rarer columns."""
        self._now, self._then = values_of_cards(asset_ids), {}

    def look_back(self, asset_ids: Sequence[int], seq: int) -> None:
        """Fetch what changed on these cards since a place in the journal."""
        self._then.update(details_at(asset_ids, seq))

    def check(self, planned: PlannedRow, category_code: str | None) -> None:
        """Keep a value out of a card whose category has not the column."""
        for key, stored in planned.row.details.items():
            field = self._fields[key]
            if not field.fits(category_code):
                message = f"“{field.title}”不是这一类资产的栏目，没有填入，原文留在卡片上"
                planned.drop(key, field.title, field.written(stored), message)

    def differing(
        self, planned: PlannedRow, asset_id: int
    ) -> Iterator[tuple[CellChange, bool, str]]:
        """Yield what the row says otherwise, whether it changed here since, and what it was."""
        now = self._now.get(asset_id, {})
        then = self._then.get(asset_id, {})
        for key, new in planned.row.details.items():
            field = self._fields[key]
            old = now.get(field.key, "")
            if new == old or key in planned.dropped:
                continue
            change = CellChange(key, field.title, field.written(old), field.written(new))
            base = then.get(field.key, old)
            yield change, base != old, base
