"""Holding a row against its card: what the sheet says otherwise, and who changed what since.

A workbook that was written here carries in every row the head of the journal (导出记号). With it
the three states of a cell are known: as it went out, as it is here now, as it came back. A cell
that nobody touched in the sheet never overwrites what was entered here meanwhile; one that was
changed on both sides is a conflict that a person decides, and until then the book's word stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from houqin_desktop.domain.asset import unit_price_fen
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.ledger.findings import LedgerRow, Severity
from houqin_desktop.domain.ledger.headers import COMPARED_KEYS, FIELD, FIELDS, FieldKind
from houqin_desktop.domain.ledger.values import clean_lines
from houqin_desktop.domain.money import plain_money
from houqin_desktop.services.assets.categories import category_name
from houqin_desktop.services.importing.details import Details
from houqin_desktop.services.importing.plan import CellChange, PlannedRow, RowAction
from houqin_desktop.storage.import_since import (
    columns_changed_since,
    hash_of,
    people_at,
)
from houqin_desktop.storage.people import Department, Person, Storeroom

MARK_HASH: Final = 8
# Letters first, so that no spreadsheet takes it for a time of day.
MARK_START: Final = "HQ"
ROLES: Final = ("holder", "responsible", "keeper")
# The column of a card that a ledger's field fills, where the two are called differently.
COLUMN_OF: Final = {
    "original_value": "original_value_fen",
    "fiscal_funds": "fiscal_funds_fen",
    "other_funds": "other_funds_fen",
    "life": "life_months",
    "minimum_life": "minimum_life_months",
}
WRITTEN_KEYS: Final = tuple(
    field.key
    for field in FIELDS
    if field.key not in COMPARED_KEYS | {"serial", "code", "name", "category", "unit_price"}
)
_NAMED: Final = {"storeroom": "storeroom_id", "department": "using_department_id"}


def export_mark(seq: int, digest: str) -> str:
    """Return what a workbook says of the state of the book it was written from."""
    return f"{MARK_START}{seq}:{digest[:MARK_HASH]}"


class Differences:
    """Compares rows with their cards; knows for marked rows what changed here meanwhile."""

    def __init__(self, details: Details) -> None:
        """Take what knows the rarer columns of the cards."""
        self._details = details
        self._seqs: dict[str | None, int | None] = {None: None}
        self._columns: dict[int, dict[str, Any]] = {}
        self._people: dict[int, tuple[str | None, str | None, str | None]] = {}
        self._names: dict[str, dict[int, str]] = {}
        self.unmarked: dict[str, int] = {}

    def look(self, rows: Iterable[LedgerRow], cards: Mapping[str, Mapping[str, Any]]) -> None:
        """Fetch what changed since their export on the cards that these rows mean."""
        by_seq: dict[int, list[int]] = {}
        for row in rows if cards else ():
            card, seq = cards.get(row["code"] or ""), self._seq(row["export_mark"])
            if card is not None and seq is not None:
                by_seq.setdefault(seq, []).append(card["id"])
        self._details.look([card["id"] for card in cards.values()])
        self._columns, self._people = {}, {}
        for seq, ids in by_seq.items():
            self._columns.update(columns_changed_since(ids, seq))
            self._people.update(people_at(ids, seq))
            self._details.look_back(ids, seq)

    def _seq(self, mark: str | None) -> int | None:
        """Return the place in this journal that a mark names, or None for one from elsewhere."""
        if mark is not None and mark not in self._seqs:
            number, _, digest = mark.removeprefix(MARK_START).partition(":")
            here = hash_of(int(number)) if number.isdecimal() and len(number) < 16 else None
            known = here is not None and len(digest) == MARK_HASH and here.startswith(digest)
            self._seqs[mark] = int(number) if known else None
        return self._seqs[mark]

    def forget_computed_price(self, row: LedgerRow, card: Mapping[str, Any]) -> None:
        """Take the 单价 of an own export for what it is: computed, unless somebody changed it.

        Who corrects 原值 there need not correct the price beside it.
        """
        price, column = row["unit_price"], row.columns.get("unit_price")
        if price is None or column is None or self._seq(row["export_mark"]) is None:
            return
        then = self._columns.get(card["id"], {})
        value = then.get("original_value_fen", card["original_value"])
        went_out = unit_price_fen(value, then.get("quantity", card["quantity"]))
        if price in (went_out, unit_price_fen(card["original_value"], card["quantity"])):
            row.issues = [
                issue
                for issue in row.issues
                if (issue.column, issue.severity) != (column.letter, Severity.DOUBTFUL)
            ]
            title = FIELD["unit_price"].title
            row.as_written = {k: v for k, v in row.as_written.items() if k != title}

    def compare(self, planned: PlannedRow, card: Mapping[str, Any]) -> None:
        """Find what the row says otherwise than its card; an empty cell says nothing."""
        marked = self._seq(planned.row["export_mark"]) is not None
        changes: list[CellChange] = []
        conflicts: list[CellChange] = []
        for key in WRITTEN_KEYS:
            new = planned.value(key)
            if new is None and marked:
                self._report_emptied(planned, key, card)
            if new is None or not _differs(new, card[key], card.get(f"{key}_number")):
                continue
            changed_here, base = self._base(key, card)
            change = CellChange(key, FIELD[key].title, shown(key, card[key]), shown(key, new))
            if not changed_here:
                changes.append(change)
            elif _differs(new, base, base):
                conflicts.append(change)
            else:
                _report_kept(planned, change)
        for change, changed_here, base in self._details.differing(planned, card["id"]):
            if not changed_here:
                changes.append(change)
            elif planned.row[change.key] != base:
                conflicts.append(change)
            else:
                _report_kept(planned, change)
        planned.changes, planned.conflicts = tuple(changes), tuple(conflicts)
        if changes and not marked:
            sheet = planned.row.sheet
            self.unmarked[sheet] = self.unmarked.get(sheet, 0) + 1

    def _report_emptied(self, planned: PlannedRow, key: str, card: Mapping[str, Any]) -> None:
        """Say that a cell emptied in the sheet empties nothing here."""
        row, here = planned.row, shown(key, card[key])
        column = row.columns.get(key)
        if not here or column is None or key in planned.dropped:
            return
        changed_here, base = self._base(key, card)
        if (changed_here and not base) or any(one.column == column.letter for one in row.issues):
            return
        message = f"表里清空了，账上仍{standing(here)}；真要清空，请到这张卡片上更正"
        planned.report(key, "", message, Severity.NOTE)

    def _base(self, key: str, card: Mapping[str, Any]) -> tuple[bool, Any]:
        """Return whether a field changed here since the export, and what it was then."""
        if key in ROLES:
            people = self._people.get(card["id"])
            number = None if people is None else people[ROLES.index(key)]
            name = None if number is None else self._name("person", number)
            if people is None or number == card[f"{key}_number"]:
                return False, None
            return True, name
        column = _NAMED.get(key) or COLUMN_OF.get(key, key)
        then = self._columns.get(card["id"], {})
        if column not in then:
            return False, None
        value = then[column]
        if key in _NAMED and value is not None:
            value = self._name(key, value)
        return value != card[key], value

    def _name(self, table: str, key: Any) -> str:
        if table not in self._names:
            rows: Sequence[Any] = {
                "storeroom": Storeroom,
                "department": Department,
                "person": Person,
            }[table].every()
            by = "number" if table == "person" else "id"
            self._names[table] = {getattr(row, by): row.name for row in rows}
        return self._names[table][key]


def _report_kept(planned: PlannedRow, change: CellChange) -> None:
    message = f"导出以后账上改过，现在{standing(change.old)}；表里没有动过这一格，保留账上的"
    planned.report(change.key, change.new, message, Severity.NOTE)


def report_different(planned: PlannedRow) -> None:
    """Put a row with changes on its heap, and say each cell of it."""
    if planned.changes:
        planned.action = RowAction.UPDATED
    for change in planned.changes:
        message = f"账上{standing(change.old)}，改为“{change.new}”"
        planned.report(change.key, change.new, message, Severity.NOTE)
    for change in planned.conflicts:
        message = f"导出以后两边都改过：账上{standing(change.old)}，表里是“{change.new}”"
        planned.report(change.key, change.new, message, Severity.NOTE)


def standing(text: str) -> str:
    """Say what stands in a field, as the end of a sentence: 是“联想”, or 空着."""
    return f"是“{text}”" if text else "空着"


def _differs(new: Any, old: Any, number: str | None) -> bool:
    """Say whether a cell says otherwise; a person may stand there by number."""
    if isinstance(new, PartialDate):
        # A month says nothing against a day in that month.
        return not (old or "").startswith(new.text)
    if isinstance(new, Labelled):
        return bool(old != new.value)
    if isinstance(new, str):
        return new != clean_lines(old or "") and new != number
    return bool(old != new)


def shown(key: str, value: Any) -> str:
    """Write a field's value as a person reads it in a comparison."""
    if value is None:
        return ""
    if isinstance(value, Labelled):
        return value.label
    if FIELD[key].kind is FieldKind.MONEY:
        return plain_money(value)
    if key == "category_code":
        return f"{value} {category_name(value)}"
    return str(value)
