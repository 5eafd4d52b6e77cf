"""What an import would do, row by row, before anything is written.

The same number is the same card; a row without a number is known by what it says. What is found is
put into four heaps: new, different, unchanged, refused. A window shows the plan, the command line
prints it, and the command `import_assets` carries out exactly this plan or nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.ledger.choices import NO_CHOICES
from houqin_desktop.domain.ledger.recognising import (
    Ledger,
    LedgerChoices,
    LedgerIssue,
    LedgerKind,
    LedgerRow,
    Severity,
)
from houqin_desktop.services.importing.layouts import RememberedLayout


class RowAction(Enum):
    """What happens to a row of the ledger; the values are the keys of `import --json`."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a card that the ledger says differently; old and new as a person writes them."""

    key: str
    title: str
    old: str
    new: str


# Most rows have none: a hundred thousand empty ones would only take memory and time.
_NO_WORDS: Mapping[str, str] = MappingProxyType({})


@dataclass(slots=True)
class PlannedRow:
    """A row with what will be done with it.

    `code` is the number of the card it means, None for a new card that is to get the next number.
    `changes` are cells that will be corrected; `conflicts` are cells that were changed here too
    since the workbook was written, and stay as they are here unless a person decides otherwise.
    `look_alike` is the number of a card, or the place of a row, that says the same. `dropped` are
    fields that turned out doubtful against the book and are not written; `words` is what the sheet
    says there.
    """

    row: LedgerRow
    action: RowAction
    code: str | None
    status: AssetStatus = AssetStatus.IN_USE
    changes: tuple[CellChange, ...] = ()
    conflicts: tuple[CellChange, ...] = ()
    look_alike: str = ""
    issues: tuple[LedgerIssue, ...] = ()
    words: Mapping[str, str] = field(default_factory=lambda: _NO_WORDS)
    dropped: frozenset[str] = frozenset()

    def value(self, key: str) -> Any:
        """Return the value to be written, None where there is none or it is doubtful."""
        return None if key in self.dropped else self.row[key]

    def report(self, key: str, value: str, message: str, severity: Severity) -> None:
        """Add a finding on one field."""
        self.issues = (*self.issues, self.row.finding(key, value, message, severity))

    def keep_words(self, title: str, words: str) -> None:
        """Keep what the sheet says under a title (原文)."""
        self.words = {**self.words, title: words}

    def drop(self, key: str, title: str, words: str, message: str) -> None:
        """Leave a doubtful field unwritten; its words stay with the card."""
        self.dropped |= {key}
        self.keep_words(title, words)
        self.report(key, words, message, Severity.DOUBTFUL)

    @property
    def brings(self) -> bool:
        """Say whether the row writes something besides its changes."""
        return self.action is RowAction.ADDED

    @property
    def doubtful(self) -> bool:
        """Say whether a person has to look at the row."""
        return self.row.doubtful or (
            bool(self.issues) and any(issue.severity is Severity.DOUBTFUL for issue in self.issues)
        )


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The whole import as it would be carried out on the book as it stands at `head`.

    `choices` is what a person said of the workbook, `remembered` what was known of such files from
    earlier; `earlier` is the batch that the very same file came in as; `left_out` counts rows that
    a person took out.
    """

    file_name: str
    file_hash: str
    ledger: Ledger
    rows: tuple[PlannedRow, ...]
    head: int
    notes: tuple[LedgerIssue, ...] = ()
    choices: LedgerChoices = NO_CHOICES
    remembered: Mapping[str, RememberedLayout] = field(default_factory=dict)
    earlier: str | None = None
    left_out: int = 0

    @property
    def kind(self) -> LedgerKind:
        """Return what the rows become: cards of assets, or items of the stock."""
        return self.ledger.words.kind

    @property
    def counts(self) -> dict[str, int]:
        """Return found, added, updated, unchanged, rejected and doubtful."""
        counter = Counter(row.action for row in self.rows)
        heaps = {action.value: counter[action] for action in RowAction}
        doubtful = sum(
            1 for row in self.rows if row.action is not RowAction.REJECTED and row.doubtful
        )
        return {"found": len(self.rows), **heaps, "doubtful": doubtful}

    @property
    def issues(self) -> Sequence[LedgerIssue]:
        """Return everything found, the notes on whole tables first, then row by row."""
        found = [*self.notes, *self.ledger.notes]
        for row in self.rows:
            found.extend(row.row.issues)
            found.extend(row.issues)
        return found

    @property
    def writes(self) -> bool:
        """Say whether the book would change."""
        return any(row.action in (RowAction.ADDED, RowAction.UPDATED) for row in self.rows)

    @property
    def conflicts(self) -> list[tuple[PlannedRow, CellChange]]:
        """Return the cells that were changed both in the workbook and here since."""
        return [(row, change) for row in self.rows for change in row.conflicts]

    @property
    def look_alikes(self) -> list[PlannedRow]:
        """Return the new rows that say the same as a card or as another row."""
        return [row for row in self.rows if row.look_alike]

    def of(self, action: RowAction) -> list[PlannedRow]:
        """Return the rows of one heap."""
        return [row for row in self.rows if row.action is action]
