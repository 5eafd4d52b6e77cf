"""Looking back at commands: the last ones, what each changed, and which were taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from houqin_desktop.storage.base import db
from houqin_desktop.storage.book import JournalRow

UNDO = "undo_command"


@dataclass(frozen=True, slots=True)
class CommandLine:
    """One command as it stands in the book; `answer` is its canonical JSON."""

    id: str
    verb: str
    actor: str
    business_on: str
    recorded_at: str
    answer: str


_COMMANDS = (
    "SELECT c.id, c.verb, p.name, c.business_on, c.recorded_at, c.answer"
    " FROM command c JOIN person p ON p.id = c.actor_id"
)


def last_commands(most: int) -> list[CommandLine]:
    """Return the last commands, the newest first."""
    rows = db.execute_sql(f"{_COMMANDS} ORDER BY c.seq DESC LIMIT ?", (most,))
    return [CommandLine(*row) for row in rows]


def command_line(command_id: str) -> CommandLine | None:
    """Return the command of this id, or None."""
    row = db.execute_sql(f"{_COMMANDS} WHERE c.id = ?", (command_id,)).fetchone()
    return None if row is None else CommandLine(*row)


def rows_of_command(command_id: str) -> list[JournalRow]:
    """Return the journal rows of a command, in order, without the row of the command itself."""
    found: Any = JournalRow.raw(
        "SELECT * FROM journal WHERE command_id = ? AND subject <> 'command' ORDER BY seq",
        command_id,
    )
    return list(found)


def undone_ids() -> set[str]:
    """Return the ids of the commands that were taken back."""
    rows = db.execute_sql(
        "SELECT json_extract(answer, '$.ids[0]') FROM command WHERE verb = ?", (UNDO,)
    )
    return {str(row[0]) for row in rows}
