"""One look at a workbook: how it was understood and what it would do, or why it cannot be read yet.

Where no header is found, or no column is the name, the person still has to see the sheets to put it
right; so a refusal is part of the look and not the end of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.choices import LedgerChoices
from houqin_desktop.domain.ledger.grid import Workbook
from houqin_desktop.domain.ledger.headers import ASSET_WORDS, LedgerKind, Vocabulary
from houqin_desktop.domain.ledger.kinds import KindGuess, guess_kind
from houqin_desktop.domain.ledger.recognising import TableSummary, tables_of
from houqin_desktop.services.importing.choices import vocabulary
from houqin_desktop.services.importing.faults import without_faults
from houqin_desktop.services.importing.layouts import RememberedLayout, remembered_layouts
from houqin_desktop.services.importing.plan import ImportPlan
from houqin_desktop.services.importing.planning import plan_import

if TYPE_CHECKING:
    from houqin_desktop.domain.ledger.choices import LayoutChoice
    from houqin_desktop.services.session import Session


@dataclass(frozen=True, slots=True)
class ImportLook:
    """A workbook with what was said of it, its tables, and the plan or the refusal.

    `words` are those by which its headers are read, `guess` is what kind of ledger it looks like.
    """

    workbook: Workbook
    choices: LedgerChoices
    remembered: Mapping[str, RememberedLayout]
    tables: tuple[TableSummary, ...]
    plan: ImportPlan | None
    refusal: Refused | None
    words: Vocabulary = ASSET_WORDS
    guess: KindGuess | None = None

    @property
    def suggestion(self) -> str:
        """Return a sentence where the workbook looks like another kind than it is read as."""
        if self.guess is None or self.guess.kind is self.words.kind:
            return ""
        other = f"请在右边选“按{self.guess.kind.label}读”"
        return f"{guess_in_words(self.guess)}现在按{self.words.kind.label}读；要换，{other}。"

    def tables_in(self, sheet: str) -> list[TableSummary]:
        """Return the tables that were found on a sheet, from top to bottom."""
        return [table for table in self.tables if table.sheet == sheet]

    def layout(self, signature: str) -> LayoutChoice | None:
        """Return what holds for a kind of table: said now, or remembered."""
        if signature in self.choices.layouts:
            return self.choices.layouts[signature]
        kept = self.remembered.get(signature)
        return None if kept is None else kept.choice

    @property
    def is_corrected(self) -> bool:
        """Say whether a person said anything of the workbook."""
        return bool(self.choices.headers or self.choices.layouts)

    def is_read(self, sheet: str) -> bool:
        """Say whether a sheet is read at all."""
        return sheet not in self.choices.headers or self.choices.headers[sheet] is not None

    def was_told(self, table: TableSummary) -> bool:
        """Say whether anything of a table is as a person said it, now or earlier."""
        layout = self.layout(table.signature)
        said = layout is not None and bool(
            layout.fields or layout.unit_fen is not None or layout.nominal or layout.stock_kind
        )
        return said or self.choices.headers.get(table.sheet) is not None

    def remembered_words(self, table: TableSummary) -> str:
        """Return of whom and when a table's reading is remembered, or an empty text."""
        kept = self.remembered.get(table.signature)
        if kept is None or table.signature in self.choices.layouts:
            return ""
        return f"按上次的认法（{kept.chosen_on}，{kept.file_name}）"


def guessed_kind(workbook: Workbook) -> KindGuess | None:
    """Return what kind of ledger a workbook looks like, None where nothing tells."""
    return guess_kind(without_faults(workbook)[0], vocabulary(LedgerKind.STOCK))


def guess_in_words(guess: KindGuess) -> str:
    """Say what a workbook looks like, how surely, and by what."""
    reasons = "，".join(guess.reasons)
    return f"这个文件看来是{guess.kind.label}（{guess.sureness.label}：{reasons}）。"


def look_at(session: Session, workbook: Workbook, choices: LedgerChoices) -> ImportLook:
    """Try a workbook out with what a person said of it; nothing is written."""
    remembered = remembered_layouts()
    guess = guessed_kind(workbook)
    try:
        plan = plan_import(session, workbook, choices)
    except Refused as refusal:
        earlier = {signature: layout.choice for signature, layout in remembered.items()}
        known = replace(choices, layouts={**earlier, **choices.layouts})
        words = vocabulary(choices.kind or LedgerKind.ASSETS)
        tables = tables_of(without_faults(workbook)[0], known, words)
        return ImportLook(workbook, choices, remembered, tables, None, refusal, words, guess)
    tables, words = plan.ledger.tables, plan.ledger.words
    return ImportLook(workbook, choices, remembered, tables, plan, None, words, guess)
