"""撤销: what was just done is taken back by doing the opposite; nothing is deleted.

Every command has a row here: either the rule that makes the opposite draft of what it did, or one
sentence that says why it cannot be taken back and what to do instead. A feature gives its rows
beside its verbs (`undoes`, `cannot_undo`); a test names every command that has none. The opposite
draft passes through the same rules as if a person had filled it in, in a command of its own.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, TypeVar

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.commands import (
    Outcome,
    Task,
    all_commands,
    command,
    command_spec,
)
from houqin_desktop.services.draft import Draft, argument
from houqin_desktop.services.people.rights import require_right
from houqin_desktop.storage.base import BaseModel, columns, table_name
from houqin_desktop.storage.undoing import (
    UNDO,
    CommandLine,
    command_line,
    last_commands,
    rows_of_command,
    undone_ids,
)

Row = TypeVar("Row", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Touched:
    """One row that a command changed, in database values; `before` is None for a new row."""

    subject: str
    key: str
    before: dict[str, Any] | None
    after: dict[str, Any]


@dataclass(frozen=True)
class Deed:
    """A command that was carried out; its rows are read when they are asked for."""

    command_id: str
    verb: str
    words: str
    number: str | None

    @cached_property
    def rows(self) -> tuple[Touched, ...]:
        """Return what the command did to each row, however often it changed the row."""
        merged: dict[tuple[str, str], Touched] = {}
        for row in rows_of_command(self.command_id):
            before = None if row.before is None else json.loads(row.before)
            after = json.loads(row.after)
            place = (row.subject, row.subject_key)
            if place in merged:
                first = merged[place]
                before = None if first.before is None else {**(before or {}), **first.before}
                after = {**first.after, **after}
            merged[place] = Touched(row.subject, row.subject_key, before, after)
        return tuple(merged.values())

    def of(self, model: type[BaseModel]) -> tuple[Touched, ...]:
        """Return the changed rows of one table."""
        name = table_name(model)
        return tuple(row for row in self.rows if row.subject == name)

    def still(self, model: type[Row]) -> Iterator[tuple[Row, Touched]]:
        """Yield the rows of a table as they stand, each with what the command did to it.

        :raises Refused: when one of them was changed since.
        """
        for touched in self.of(model):
            row = present_row(model, touched.key)
            if stored(row, touched.after) != touched.after:
                raise self.changed_since()
            yield row, touched

    def changed_since(self) -> Refused:
        """Return the refusal for something that others built upon."""
        return Refused(
            f"{self.words}之后又有改动，不能撤销。请先撤销后来的改动，或直接改成要的内容。",
            code="changed_since",
        )


Inverse = Callable[[Deed], Draft]
Rule = TypeVar("Rule", bound=Inverse)
_RULES: dict[str, Inverse | str] = {}
# Rules that stand apart from the verbs of their feature.
HOMES = (
    "undoing.rules",
    "undoing.office",
    "undoing.papers",
    "count.undoing",
)


def undoes(verb: str) -> Callable[[Rule], Rule]:
    """Register the function that makes the opposite draft of a command; it may refuse."""

    def register(rule: Rule) -> Rule:
        _RULES[verb] = rule
        return rule

    return register


def cannot_undo(verb: str, reason: str) -> None:
    """Register why a command cannot be taken back, and what to do instead, in one sentence."""
    _RULES[verb] = reason


@cache
def _load_rules() -> None:
    for home in HOMES:
        importlib.import_module(f"houqin_desktop.services.{home}")


def undo_rules() -> dict[str, Inverse | str]:
    """Return for every command its opposite, or why it has none."""
    all_commands()
    _load_rules()
    return _RULES


def present_row(model: type[Row], key: str) -> Row:
    """Return a row of the book by its key as the journal writes it."""
    row: Row = model.get_by_id(key)
    return row


def stored(row: BaseModel, names: dict[str, Any]) -> dict[str, Any]:
    """Return the database values that a row has now in these columns."""
    return {
        column.column_name: column.db_value(getattr(row, column.name))
        for column in columns(type(row))
        if column.column_name in names
    }


@dataclass(frozen=True, kw_only=True)
class UndoCommand(Draft):
    """A command to be taken back."""

    command_id: str = argument("命令号")


@command("撤销", UndoCommand)
def undo_command(task: Task, draft: UndoCommand) -> Outcome:
    """Carry out the opposite of an earlier command; both stay in the journal."""
    line = command_line(draft.command_id)
    if line is None:
        raise Refused(
            f"没有命令号“{draft.command_id[:40]}”。请从最近操作里选要撤销的一步。",
            code="unknown_command_id",
        )
    if task.on.isoformat() < line.business_on:
        raise Refused(
            f"{_words(line)}是 {line.business_on} 的，不能在 {task.on} 撤销。"
            "请改用那天或以后的日期。",
            code="undo_order",
        )
    opposite = opposite_of(line, undone_ids())
    spec = command_spec(opposite.verb)
    require_right(task.actor, task.today, spec, opposite, confirmed=task.confirmed)
    outcome = spec.handler(task, opposite)
    return Outcome(outcome.number, (line.id, *outcome.ids))


def opposite_of(line: CommandLine, undone: set[str]) -> Draft:
    """Return the draft that takes a command back.

    :raises Refused: when it was taken back before, cannot be, or was built upon.
    """
    deed = Deed(line.id, line.verb, _words(line), _number(line))
    if line.id in undone:
        raise Refused(
            f"{deed.words}已经撤销过了，没有再撤销。要恢复请重新办理一次。", code="already_undone"
        )
    # A book may hold commands of a program that knew more of them.
    rule = undo_rules().get(line.verb, "这一步由别的版本的程序记入。请用那个版本的程序撤销。")
    if isinstance(rule, str):
        raise Refused(f"{deed.words}不能撤销：{rule}", code="cannot_undo")
    return rule(deed)


def _number(line: CommandLine) -> str | None:
    number: str | None = json.loads(line.answer)["number"]
    return number


def _words(line: CommandLine) -> str:
    spec = all_commands().get(line.verb)
    title = line.verb if spec is None else spec.title
    number = _number(line)
    return f"“{title} {number}”" if number else f"“{title}”"


@dataclass(frozen=True, slots=True)
class RecentDeed:
    """A command of late as the list 最近操作 shows it; `reason` says why it cannot be undone."""

    command_id: str
    words: str
    actor: str
    business_on: str
    recorded_at: str
    undone: bool
    reason: str

    @property
    def can_undo(self) -> bool:
        """Say whether it may be taken back now."""
        return not self.undone and not self.reason


def recent_deeds(most: int = 50) -> list[RecentDeed]:
    """Return the last commands, the newest first, each with whether it can be taken back."""
    undone = undone_ids()
    return [_recent(line, undone) for line in last_commands(most)]


def last_deed() -> RecentDeed | None:
    """Return what Ctrl+Z would take back: the last command that is no undoing and not undone."""
    undone = undone_ids()
    for line in last_commands(2 * len(undone) + 1):
        if line.verb != UNDO and line.id not in undone:
            return _recent(line, undone)
    return None


def _recent(line: CommandLine, undone: set[str]) -> RecentDeed:
    reason = ""
    if line.id not in undone:
        try:
            opposite_of(line, undone)
        except Refused as refusal:
            reason = refusal.sentence
    return RecentDeed(
        line.id,
        _words(line).strip("“”"),
        line.actor,
        line.business_on,
        line.recorded_at.replace("T", " "),
        line.id in undone,
        reason,
    )
