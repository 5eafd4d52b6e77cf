"""Holds what a reader made of the labelled set against the labels: found, right, guessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.ledger.recognising import ItemRow, Ledger, LedgerRow, Severity
from tests.ledgers.cases import Case, OddCase
from tests.ledgers.item_cases import ItemCase
from tests.ledgers.labels import Label, RowLabel, Truth, Verdict

Reader = Callable[[Path], Ledger]


@dataclass(slots=True)
class Score:
    """The count of one set of workbooks.

    `guessed` are values that went in although the ledger does not say them, rows that are no
    assets, and words that were lost without anything being said: every one of them is a fault.
    `overcautious` are fields that a careful person would have read and the reader only flagged.
    """

    files: int = 0
    rows: int = 0
    found: int = 0
    fields: int = 0
    right: int = 0
    overcautious: int = 0
    guessed: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def words(self) -> str:
        """Say the score in one line."""
        return (
            f"{self.files} 份，行 {self.found}/{self.rows}，栏 {self.right:,}/{self.fields:,}"
            f"（{self.right / max(self.fields, 1):.2%}），过于谨慎 {self.overcautious}，"
            f"暗中猜测 {len(self.guessed)}"
        )

    def take(self, case: Case | OddCase | ItemCase, path: Path, label: Label, read: Reader) -> None:
        """Read one workbook and hold it against its label."""
        self.files += 1
        self.rows += len(label)
        try:
            ledger = read(path)
        except Refused as refused:
            if label:
                self.missed.append(f"{case.name}: {refused.sentence}")
            return
        rows: dict[tuple[str, int], list[LedgerRow]] = {}
        for row in ledger.rows:
            rows.setdefault((row.sheet, row.row_number), []).append(row)
        for place, cards in rows.items():
            if place not in label and not all(card.refused_as_new for card in cards):
                self.guessed.append(f"{case.name} {place}: 不是台账的行，却登记了")
        for place, truth in label.items():
            if place in rows:
                self.found += 1
                self._take_row(f"{case.name} {place}", rows[place], truth)
            else:
                self.missed.append(f"{case.name} {place}: 没有找到")

    def _take_row(self, name: str, cards: list[LedgerRow], truth: RowLabel) -> None:
        refused = any(card.refused_as_new for card in cards)
        if truth.refused:
            self.fields += 1
            self.right += refused
            if not refused:
                self.guessed.append(f"{name}: 该拒绝的行登记了 {cards[0].values}")
            return
        if refused:
            self.fields += len(truth.fields)
            self.overcautious += len(truth.fields)
            found = (*cards[0].issues, *cards[0].as_new)
            words = next(i for i in found if i.severity is Severity.REFUSED)
            self.missed.append(f"{name}: 拒绝了能登记的行（{words.value}：{words.message}）")
            return
        if truth.codes:
            self._take_codes(name, cards, truth)
            return
        for key, right in truth.fields.items():
            self._take_field(f"{name} {key}", cards[0], key, right)

    def _take_codes(self, name: str, cards: list[LedgerRow], truth: RowLabel) -> None:
        self.fields += 2
        total = sum(card["original_value"] for card in cards)
        for right in (
            tuple(card["code"] for card in cards) == truth.codes,
            total == truth.fields["original_value"].value,
        ):
            self.right += right
            if not right and not any(card.doubtful for card in cards):
                self.guessed.append(f"{name}: 连号 {truth.codes[0]} 读成 {cards[0]['code']}")
            elif not right:
                self.overcautious += 1

    def _take_field(self, name: str, card: LedgerRow, key: str, truth: Truth) -> None:
        self.fields += 1
        plain = _plain(card, key)
        flagged = any(
            issue.severity is Severity.DOUBTFUL and issue.header in _headers(card, key)
            for issue in card.issues
        )
        if _is_right(plain, truth, flagged=flagged):
            self.right += 1
        elif flagged:
            self.overcautious += 1
            self.missed.append(f"{name}: {truth.value!r} 标为待核实")
        else:
            words = truth.value if truth.verdict is Verdict.VALUE else truth.verdict.value
            self.guessed.append(f"{name}: 应为 {words!r}，读成 {plain!r}")


def _plain(card: LedgerRow, key: str) -> Any:
    """Return what was read of a field as a label writes it; of an item also what lies where."""
    if key == "openings" and isinstance(card, ItemRow):
        return tuple(sorted((one.room or "", one.quantity, one.value_fen) for one in card.openings))
    found = card[key]
    if isinstance(found, PartialDate):
        return found.text
    return found.label if isinstance(found, Labelled) else found


def _is_right(plain: Any, truth: Truth, *, flagged: bool) -> bool:
    if truth.verdict is Verdict.DOUBTFUL:
        return flagged
    if truth.verdict is Verdict.EMPTY:
        return plain is None
    return bool(plain == truth.value) and not flagged


def _headers(card: LedgerRow, key: str) -> set[str]:
    """Return the headers under which a doubt about the field may stand."""
    others = {
        "category_code": ("category",),
        "acquired_on": ("in_service_on", "booked_on"),
        "pack_unit": ("pack",),
        "pack_size": ("pack",),
    }
    keys = (key,) if key in card.columns else others.get(key, (key,))
    headers = {card.columns[each].header for each in keys if each in card.columns}
    known = card.words.field.get(key)
    return headers | ({known.title} if known else set())
