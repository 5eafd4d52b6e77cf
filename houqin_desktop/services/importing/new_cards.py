"""The new cards of an import, made column by column: a ledger says the same few words again.

What the sheet says of a room, a department or a person becomes its id; a department and a person
that the book does not know has been made before. A field that turned out doubtful is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from houqin_desktop.domain.ledger.findings import KEYS, POSITION
from houqin_desktop.domain.numbering import asset_code
from houqin_desktop.domain.settings import ASSET_PREFIX
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.card_writing import (
    CardColumns,
    freed_asset_codes,
    require_acquired_by,
    write_columns,
)
from houqin_desktop.services.assets.categories import (
    default_life_months,
    default_minimum_life_months,
)
from houqin_desktop.services.commands import Task
from houqin_desktop.services.importing.details import new_details
from houqin_desktop.services.importing.differences import COLUMN_OF, ROLES
from houqin_desktop.services.importing.plan import ImportPlan, PlannedRow, RowAction
from houqin_desktop.services.people.verbs import insert_department, new_person
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.base import columns
from houqin_desktop.storage.book import NumberSequence
from houqin_desktop.storage.ledger_match import codes_beginning_with
from houqin_desktop.storage.people import Department, Person, Storeroom

BLOCK = 5_000

# Every field that is written as it was read, and its column.
_PLAIN: Mapping[str, str] = {
    key: column
    for key in KEYS
    if (column := COLUMN_OF.get(key, key)) in {each.name for each in columns(Asset)}
    and key not in {"code", "status"}
}


class Names:
    """The ids behind the names of the ledger; what is missing has been made."""

    def __init__(self, task: Task, plan: ImportPlan) -> None:
        writing = [*plan.of(RowAction.ADDED), *plan.of(RowAction.UPDATED)]
        self.rooms = {room.name: room.id for room in Storeroom.every()}
        self.central = lookup.central_storeroom().id
        self.departments = {row.name: row.id for row in Department.every() if not row.withdrawn}
        for name in _written(writing, ("department",)):
            if name not in self.departments:
                self.departments[name] = insert_department(task, name).id
        self.people: dict[str, int] = {}
        self.numbers: dict[str, str] = {}
        for person in Person.every():
            if not person.withdrawn:
                self._know(person.name, person)
                self._know(person.number, person)
        for name in _written(writing, ROLES):
            if name not in self.people:
                self._know(name, new_person(task, name))

    def _know(self, reference: str, person: Person) -> None:
        self.people[reference] = person.id
        self.numbers[reference] = person.number


def _written(rows: Sequence[PlannedRow], keys: Sequence[str]) -> dict[str, None]:
    """Return the names that will be written, each once, in the order of the ledger."""
    places = [(key, POSITION[key]) for key in keys]
    names = dict.fromkeys(
        row.value(key) if row.dropped else row.row.values[place]
        for row in rows
        for key, place in places
    )
    names.pop(None, None)
    return names


def write_new(
    task: Task,
    plan: ImportPlan,
    names: Names,
    batch_id: int,
    tick: Callable[[int, int], None] | None,
) -> None:
    """Write the new cards of a plan.

    :param tick: told how many of how many are written; may raise to undo everything.
    :raises Refused: for a card acquired after the business date.
    """
    added = plan.of(RowAction.ADDED)
    brought = {row.code for row in added if row.code is not None}
    codes = iter(_reserve_codes(task, len(added) - len(brought), brought))
    for start in range(0, len(added), BLOCK):
        if tick is not None:
            tick(start, len(added))
        block = added[start : start + BLOCK]
        read = _read(block)
        for acquired_on in dict.fromkeys(read.get("acquired_on", ())):
            require_acquired_by(acquired_on, task.on)
        values = _values(block, read, names)
        values["code"] = [planned.code or next(codes) for planned in block]
        values["import_batch_id"] = [batch_id] * len(block)
        people = [_looked_up(names.people, read, role, block) for role in ROLES]
        details = {
            at: new_details(planned) for at, planned in enumerate(block) if planned.row.details
        }
        write_columns(task, CardColumns(len(block), values, people, details))


def _reserve_codes(task: Task, count: int, brought: set[str]) -> list[str]:
    """Take the next free numbers of this year in one step."""
    if not count:
        return []
    prefix = lookup.setting(ASSET_PREFIX)
    year = task.on.year
    name = f"asset:{prefix}{year}"
    sequence = NumberSequence.get_or_none(NumberSequence.name == name)
    if sequence is None:
        sequence = task.insert(NumberSequence, name=name, last=0)
    taken = codes_beginning_with(f"{prefix}{year}") | brought
    serial = sequence.last
    free = [
        code for code in freed_asset_codes(sequence, count + len(brought)) if code not in brought
    ]
    codes = free[:count]
    while len(codes) < count:
        serial += 1
        code = asset_code(prefix, year, serial)
        if code not in taken:
            codes.append(code)
    task.update(sequence, last=serial)
    return codes


def _read(block: Sequence[PlannedRow]) -> dict[str, list[Any]]:
    """Return what will be written of each field that any of some rows has, column by column."""
    found = zip(KEYS, zip(*(planned.row.values for planned in block), strict=True), strict=True)
    read = {key: list(column) for key, column in found if column.count(None) < len(block)}
    for at, planned in enumerate(block):
        for key in planned.dropped & read.keys():
            read[key][at] = None
    return read


def _looked_up(
    known: Mapping[str, int], read: Mapping[str, list[Any]], key: str, block: Sequence[PlannedRow]
) -> list[int | None]:
    """Return the ids behind the names of a column, None where nobody is named."""
    return list(map(known.get, read[key])) if key in read else [None] * len(block)


def _values(
    block: Sequence[PlannedRow], read: Mapping[str, list[Any]], names: Names
) -> dict[str, list[Any]]:
    """Return the columns of new cards."""
    nothing: list[Any] = [None] * len(block)
    values = {column: read[key] for key, column in _PLAIN.items() if key in read}
    if "warranty_until" in values:
        values["warranty_until"] = [day and day.first_day for day in values["warranty_until"]]
    categories = values.get("category_code", nothing)
    for column, life_of in (
        ("life_months", default_life_months),
        ("minimum_life_months", default_minimum_life_months),
    ):
        usual = {code: life_of(code) for code in set(categories)}
        values[column] = [
            usual[code] if life is None else life
            for life, code in zip(values.get(column, nothing), categories, strict=True)
        ]
    rooms = _looked_up(names.rooms, read, "storeroom", block)
    values["storeroom_id"] = [room or names.central for room in rooms]
    values["using_department_id"] = _looked_up(names.departments, read, "department", block)
    values["status"] = [planned.status for planned in block]
    rows = [planned.row for planned in block]
    values["category_edition"] = [row.edition for row in rows]
    values["import_origin"] = [f"{row.sheet}!{row.row_number}" for row in rows]
    values["fingerprint"] = [row.fingerprint for row in rows]
    values["unverified"] = [planned.doubtful for planned in block]
    values["as_written"] = [
        words_of(planned.row.as_written, planned.words) if doubtful else None
        for planned, doubtful in zip(block, values["unverified"], strict=True)
    ]
    return values


def words_of(*sources: Mapping[str, str]) -> str:
    """Return what the sheet said by title (原文) as it is kept with a card."""
    merged = {title: words for source in sources for title, words in source.items()}
    return json.dumps(merged, ensure_ascii=False, sort_keys=True)
