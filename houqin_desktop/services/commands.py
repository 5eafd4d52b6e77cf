"""The one door through which a book changes.

A command is a verb with a draft. It runs in one transaction, at most once per command id, is
refused with a sentence or done whole, and leaves its rows in the journal. The registry below is
what the command line lists and what the window calls: the same words.
"""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from time import time_ns
from typing import Any, TypeVar

import peewee

from houqin_desktop.domain.calendar import Clock
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.changes import Changes
from houqin_desktop.services.draft import (
    Argument,
    Draft,
    require_known_characters,
    require_likely_days,
)
from houqin_desktop.services.people.rights import NOBODY_AT_WORK, require_right
from houqin_desktop.storage.book import Command
from houqin_desktop.storage.database import write_transaction
from houqin_desktop.storage.journal import Work, head
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.row_writing import canonical

FEATURES = (
    "setup.founding",
    "people.verbs",
    "people.departure",
    "people.operators",
    "people.storerooms",
    "people.departments",
    "storerooms.places",
    "storerooms.closing",
    "settings",
    "assets.verbs",
    "assets.batch_register",
    "assets.split",
    "assets.batch",
    "assets.custom_fields",
    "assets.category_edition",
    "assets.pictures",
    "importing.verbs",
    "importing.stock",
    "importing.undo",
    "undoing.withdrawing",
    "disposal.verbs",
    "disposal.signing",
    "disposal.reversal",
    "disposal.paperwork",
    "count.verbs",
    "count.counting",
    "count.surplus",
    "count.settling",
    "count.signing_off",
    "undoing.verbs",
    "backups.making",
    "backups.restoration",
    "setup.verbs",
    "papers.returned",
    "stock.catalogue",
    "stock.pictures",
    "stock.receiving",
    "loan.issuing",
    "loan.lending",
    "loan.photos",
    "loan.returning",
    "loan.restocking",
    "transfer.transferring",
    "handover.opening",
    "loan.compensating",
    "loan.gate",
    "loan.reserving",
    "roster.verbs",
    "equipment.verbs",
    "term.kits",
    "term.plans",
    "term.groups",
    "term.checks",
    "term.handing_out",
    "term.signing",
    "procurement.suppliers",
    "procurement.budget",
    "procurement.requesting",
    "procurement.deciding",
    "procurement.ordering",
    "procurement.accepting",
    "procurement.stocking",
    "procurement.handing_out",
    "procurement.accounts",
    "repair.reporting",
    "repair.assigning",
    "repair.finishing",
    "pledge.tenants",
    "pledge.texts",
    "pledge.opening",
    "pledge.hands",
    "slips.verbs",
    "slips.documents",
    "campus.places",
    "duty.calendar",
    "duty.absences",
    "duty.making",
    "duty.changing",
    "duty.attendance",
    "emergency_plan.issuing",
    "safety_device.registering",
    "safety_device.servicing",
    "safety_device.checking",
    "safety_device.hazards",
    "safety_event.recording",
    "safety_event.documents",
    "safety_event.rules",
    "liaison.verbs",
    "gate.visits",
    "gate.outings",
    "gate.private",
    "guard_shift.shifts",
    "guard_shift.patrols",
    "guard_shift.incidents",
    "inspection.items",
    "inspection.points",
    "inspection.rounds",
    "inspection.recording",
    "inspection.photos",
    "inspection.plan",
    "inspection.due",
    "hazard.registering",
    "hazard.steps",
    "hazard.at_once",
    "hazard.photos",
    "hazard.links",
    "hazard.notices",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command made: its main number and the numbers of everything it touched."""

    number: str | None = None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a command: where it stands in the journal, what it made, what it touched."""

    command: str
    command_id: str
    seq: int
    number: str | None
    ids: tuple[str, ...]
    repeated: bool
    changes: Changes


D = TypeVar("D", bound=Draft)
Handler = Callable[["Task", Any], Outcome]


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """A command: its name, its Chinese title, its draft and the function that carries it out.

    `listed` is false for the few that need more than a line of text can carry.
    """

    name: str
    title: str
    draft_class: type[Draft]
    handler: Handler
    listed: bool = True

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """Return what the command asks for."""
        return self.draft_class.arguments()


class Task(Work):
    """A command at work: the rows it writes, who asked, and what day it is."""

    confirmed = False

    def __init__(self, actor: Person | None, clock: Clock, on: date, **work: Any) -> None:
        super().__init__(on=on, now=clock.now(), **work)
        self.actor = actor
        self.clock = clock
        self.today = clock.today()
        if actor is not None:
            self.actor_id = actor.id

    def require_actor(self) -> Person:
        """Return who asked; a command that needs no one in office has not yet a person."""
        if self.actor is None:
            raise Refused(NOBODY_AT_WORK, code="no_actor")
        return self.actor


_REGISTRY: dict[str, CommandSpec] = {}


def command(
    title: str, draft_class: type[D], *, listed: bool = True
) -> Callable[[Callable[[Task, D], Outcome]], Callable[[Task, D], Outcome]]:
    """Register a function as the command that its draft is named for."""

    def register(function: Callable[[Task, D], Outcome]) -> Callable[[Task, D], Outcome]:
        name = function.__name__
        draft_class.verb = name
        _REGISTRY[name] = CommandSpec(name, title, draft_class, function, listed)
        return function

    return register


@cache
def _load_features() -> tuple[str, ...]:
    homes = tuple(f"houqin_desktop.services.{feature}" for feature in FEATURES)
    for home in homes:
        importlib.import_module(home)
    return homes


def all_commands() -> dict[str, CommandSpec]:
    """Return every command by name, in the order of the features; those of no feature last."""
    homes = _load_features()

    def order(spec: CommandSpec) -> int:
        home = spec.handler.__module__
        return homes.index(home) if home in homes else len(homes)

    return {spec.name: spec for spec in sorted(_REGISTRY.values(), key=order)}


def command_spec(name: str) -> CommandSpec:
    """Return the command of this name; refuse an unknown one."""
    spec = all_commands().get(name)
    if spec is None:
        raise Refused(f"没有命令“{name}”。用 commands 查看全部命令。", code="unknown_command")
    return spec


def command_of(draft: Draft) -> CommandSpec:
    """Return the command of a draft, which learns its verb when its feature is loaded."""
    _load_features()
    return _REGISTRY[draft.verb]


def content_hash(draft: Draft, on: date | None) -> str:
    """Return the fingerprint by which a repeated command id is recognised.

    It takes the business date as it was asked for: a line without one, sent again the next morning,
    is the same line.
    """
    asked = None if on is None else on.isoformat()
    content = {"command": draft.verb, "on": asked, "arguments": draft.to_json()}
    return sha256(canonical(content).encode("utf-8")).hexdigest()


def execute(
    draft: Draft,
    *,
    actor: Person | None,
    clock: Clock,
    on: date | None = None,
    command_id: str | None = None,
    confirmed: bool = False,
    together: bool = False,
) -> Result:
    """Carry out a command in one transaction and return its answer.

    :param on: the business date, by default today, never later.
    :param command_id: the caller's id; the same id with the same content is done once.
    :param confirmed: whether the actor has just given the password once more.
    :param together: whether it is one of several inside `all_or_none`, which writes or drops them.
    :raises Refused: when a rule says no; then nothing was written.
    """
    require_known_characters(draft)
    require_likely_days(draft)
    spec = command_of(draft)
    today = clock.today()
    business_on = _business_date(on, today)
    identity = command_id or _new_id()
    fingerprint = content_hash(draft, on)
    with nullcontext() if together else all_or_none():
        if (earlier := Command.find(id=identity)) is not None:
            return _repeat(earlier, fingerprint)
        require_right(actor, today, spec, draft, confirmed=confirmed)
        task = Task(actor, clock, business_on, command_id=identity, verb=spec.name)
        task.confirmed = confirmed
        outcome = spec.handler(task, draft)
        answer = canonical({"ids": list(outcome.ids), "number": outcome.number})
        seq = task.finish(content_hash=fingerprint, answer=answer)
    changes = Changes.of_tables(task.tables)
    return Result(spec.name, identity, seq, outcome.number, outcome.ids, False, changes)


def _new_id() -> str:
    """Return an id that no other command has: 48 bits of the time in ms, then 80 of chance.

    One that follows the last lies beside it in the file, so that a command changes fewer pages. The
    order of commands is the journal's alone, whatever the clock says.
    """
    return f"{time_ns() // 1_000_000:012x}{os.urandom(10).hex()}"


@contextmanager
def all_or_none() -> Iterator[None]:
    """Write what is done inside whole, or nothing of it where a rule says no.

    :raises Refused: also for a rule that only the schema noticed.
    """
    try:
        with write_transaction(mark=head):
            yield
    except peewee.IntegrityError as error:
        raise _rule_of_the_book(error) from error


def _business_date(on: date | None, today: date) -> date:
    if on is not None and on > today:
        raise Refused(
            f"业务日期 {on} 晚于今天 {today}。请改为今天或以前的日期；"
            f"今天不是 {today} 的话，请先校正电脑时钟。",
            code="future_date",
        )
    return on or today


def _repeat(earlier: Command, fingerprint: str) -> Result:
    if earlier.content_hash != fingerprint:
        raise Refused(
            f"命令号 {earlier.id} 已用于另一项内容。请换一个命令号。", code="command_id_reused"
        )
    answer = json.loads(earlier.answer)
    return Result(
        earlier.verb,
        earlier.id,
        earlier.seq,
        answer["number"],
        tuple(answer["ids"]),
        True,
        Changes(),
    )


def _rule_of_the_book(error: peewee.IntegrityError) -> Exception:
    """Turn a rule that only the schema noticed into the refusal it is."""
    sentence = str(error)
    if sentence.isascii():
        return error
    return Refused(f"{sentence}。账簿没有改变。", code="schema_rule")
