"""Bringing an old ledger into the book: one command, one transaction, one batch.

Everything that is not refused goes in together or not at all. The plan was made on the book as it
stood; if anything was entered in between, it is made again. What the sheet said where it was
doubtful stays with the card (原文), and the card stands as 待核实 until somebody has looked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.findings import DETAIL, POSITION
from houqin_desktop.domain.ledger.headers import LedgerKind
from houqin_desktop.domain.numbering import asset_code, voucher_number
from houqin_desktop.domain.settings import ASSET_PREFIX
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.card_writing import (
    NewCard,
    freed_asset_codes,
    require_acquired_by,
    write_cards,
)
from houqin_desktop.services.assets.categories import (
    default_life_months,
    default_minimum_life_months,
)
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.assets.verbs import correct_asset
from houqin_desktop.services.bulk import without_collector
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Argument, Draft, Kind, argument
from houqin_desktop.services.importing.details import new_details
from houqin_desktop.services.importing.differences import COLUMN_OF, ROLES
from houqin_desktop.services.importing.layouts import remember
from houqin_desktop.services.importing.plan import ImportPlan, PlannedRow, RowAction
from houqin_desktop.services.numbers import next_serial
from houqin_desktop.services.people.verbs import insert_department, new_person
from houqin_desktop.storage.asset import Asset, ImportBatch
from houqin_desktop.storage.base import columns
from houqin_desktop.storage.book import NumberSequence
from houqin_desktop.storage.journal import head
from houqin_desktop.storage.ledger_match import codes_beginning_with
from houqin_desktop.storage.people import Department, Person, Storeroom

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session

BATCH_PREFIX = "DR"
BLOCK = 5_000

# The argument of `correct_asset` that a ledger's field is, where the two are called differently.
_ARGUMENT_OF = {
    "category_code": "category",
    "department": "using_department",
    "life": "life_months",
    "minimum_life": "minimum_life_months",
}
# Key, place in the row and column of every field that is written as it was read.
_PLAIN = tuple(
    (key, position, COLUMN_OF.get(key, key))
    for key, position in POSITION.items()
    if COLUMN_OF.get(key, key) in {column.name for column in columns(Asset)}
    and key not in {"code", "status"}
)


_ROLE_PLACES = tuple((role, POSITION[role]) for role in ROLES)


@dataclass(frozen=True, kw_only=True)
class ImportAssets(Draft):
    """A plan to be carried out, and whether rows that cannot be registered are passed over."""

    file_name: str = argument("文件名")
    file_hash: str = argument("文件校验值")
    skip_rejected: bool = argument("跳过不能登记的行", Kind.FLAG, default=False)
    plan: ImportPlan | None = argument("试算结果", Kind.FILE, default=None)
    tick: Callable[[int, int], None] | None = argument("进度", Kind.FILE, default=None)

    @classmethod
    def arguments(cls) -> tuple[Argument, ...]:
        """Return the arguments that can be written down; the plan itself cannot."""
        return tuple(each for each in super().arguments() if each.name not in ("plan", "tick"))


@dataclass(frozen=True, kw_only=True)
class ImportStock(ImportAssets):
    """A plan of stock to be carried out: items of the catalogue and their openings."""


def import_plan(
    session: Session,
    plan: ImportPlan,
    *,
    skip_rejected: bool = False,
    on: date | None = None,
    command_id: str | None = None,
    tick: Callable[[int, int], None] | None = None,
) -> str | None:
    """Carry out a plan; return the number of the batch, or None if there was nothing to write.

    :param tick: told how many cards of how many are written; may raise to undo everything.
    :raises Refused: when a row cannot be registered and is not to be skipped, or when the book has
        changed since the plan was made; then nothing was written.
    """
    require_no_rejected(plan, skip_rejected=skip_rejected)
    if not plan.writes:
        return None
    draft = (ImportStock if plan.kind is LedgerKind.STOCK else ImportAssets)(
        file_name=plan.file_name,
        file_hash=plan.file_hash,
        skip_rejected=skip_rejected,
        plan=plan,
        tick=tick,
    )
    return session.run(draft, on=on, command_id=command_id).number


def require_no_rejected(plan: ImportPlan, *, skip_rejected: bool) -> None:
    """Refuse a plan with rows that stay out, unless that was agreed to."""
    rejected = plan.of(RowAction.REJECTED)
    if rejected and not skip_rejected:
        row = rejected[0].row
        raise Refused(
            f"有 {len(rejected)} 行不能登记（第一处：工作表“{row.sheet}”第 {row.row_number} 行），"
            "整个文件都没有写入。请改正后再导入，或选择跳过这些行。",
            code="rows_rejected",
        )


@command("导入台账", ImportAssets, listed=False)
def import_assets(task: Task, draft: ImportAssets) -> Outcome:
    """Write the plan's new cards and corrections as one batch."""
    plan, batch = begin_batch(task, draft)
    names = _Names(task, plan)
    with without_collector():
        _write_new(task, plan, names, batch.id, draft.tick)
    for planned in plan.of(RowAction.UPDATED):
        _correct(task, planned, names)
    return Outcome(batch.number, (batch.number,))


def begin_batch(task: Task, draft: ImportAssets) -> tuple[ImportPlan, ImportBatch]:
    """Write the head of a batch and what was said of its columns.

    :raises Refused: without a plan, with one of an older book, or with rows that stay out.
    """
    plan = draft.plan
    if plan is None:
        raise Refused("导入要从文件开始。请选择台账文件。", code="no_plan")
    if plan.head != head()[0]:
        raise Refused("试算以后账簿有了变动，没有写入。请重新试算再导入。", code="plan_stale")
    require_no_rejected(plan, skip_rejected=draft.skip_rejected)
    batch = task.insert(
        ImportBatch,
        number=next_batch_number(task),
        file_name=plan.file_name,
        file_hash=plan.file_hash,
        imported_on=task.on,
        **plan.counts,
    )
    read = {table.signature for table in plan.ledger.tables}
    said = {key: choice for key, choice in plan.choices.layouts.items() if key in read}
    remember(task, said, plan.file_name)
    return plan, batch


def next_batch_number(task: Task) -> str:
    """Return the number of the next batch of this year."""
    return voucher_number(BATCH_PREFIX, task.on.year, next_serial(task, f"import:{task.on.year}"))


class _Names:
    """The ids behind the names of the ledger; what is missing has been made."""

    def __init__(self, task: Task, plan: ImportPlan) -> None:
        writing = [*plan.of(RowAction.ADDED), *plan.of(RowAction.UPDATED)]
        self.rooms = {room.name: room.id for room in Storeroom.select()}
        self.central = lookup.central_storeroom().id
        self.departments = {row.name: row.id for row in Department.every() if not row.withdrawn}
        for name in _written(writing, ("department",)):
            if name not in self.departments:
                self.departments[name] = insert_department(task, name).id
        self.lives: dict[str | None, tuple[int | None, int | None]] = {}
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

    def lives_of(self, category_code: str | None) -> tuple[int | None, int | None]:
        """Return 折旧年限 and 最低使用年限 of a category in months."""
        if category_code not in self.lives:
            self.lives[category_code] = (
                default_life_months(category_code),
                default_minimum_life_months(category_code),
            )
        return self.lives[category_code]

    def people_of(self, planned: PlannedRow) -> list[int | None]:
        """Return the ids of a row's three people, in the order of `ROLES`."""
        read, dropped = planned.row.values, planned.dropped
        return [
            None if role in dropped else self.people.get(read[position])
            for role, position in _ROLE_PLACES
        ]


def _written(rows: Sequence[PlannedRow], keys: Sequence[str]) -> dict[str, None]:
    """Return the names that will be written, each once, in the order of the ledger."""
    values = (row.value(key) for row in rows for key in keys)
    return dict.fromkeys(value for value in values if value is not None)


def _write_new(
    task: Task,
    plan: ImportPlan,
    names: _Names,
    batch_id: int,
    tick: Callable[[int, int], None] | None,
) -> None:
    added = plan.of(RowAction.ADDED)
    brought = {row.code for row in added if row.code is not None}
    codes = iter(_reserve_codes(task, len(added) - len(brought), brought))
    for start in range(0, len(added), BLOCK):
        cards = []
        if tick is not None:
            tick(start, len(added))
        block = added[start : start + BLOCK]
        filled = _filled(block)
        for planned in block:
            require_acquired_by(planned.value("acquired_on"), task.on)
            values = _values(planned, names, filled)
            values["code"] = planned.code or next(codes)
            values["import_batch_id"] = batch_id
            card = NewCard(values, *names.people_of(planned))
            if planned.row.details:
                card.details = new_details(planned)
            cards.append(card)
        write_cards(task, cards)


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


def _filled(rows: Sequence[PlannedRow]) -> list[tuple[str, int, str]]:
    """Return those of the fields written as they were read that any of the rows has."""
    columns_read = list(zip(*(planned.row.values for planned in rows), strict=True))
    return [field for field in _PLAIN if columns_read[field[1]].count(None) < len(rows)]


def _values(
    planned: PlannedRow, names: _Names, filled: Sequence[tuple[str, int, str]]
) -> dict[str, Any]:
    """Return the columns of a new card."""
    row, dropped = planned.row, planned.dropped
    read = row.values
    values: dict[str, Any] = {
        column: read[position]
        for key, position, column in filled
        if read[position] is not None and key not in dropped
    }
    if "warranty_until" in values:
        values["warranty_until"] = values["warranty_until"].first_day
    life, minimum_life = names.lives_of(values.get("category_code"))
    values.setdefault("life_months", life)
    values.setdefault("minimum_life_months", minimum_life)
    values["storeroom_id"] = names.rooms.get(planned.value("storeroom"), names.central)
    department = planned.value("department")
    values["using_department_id"] = names.departments[department] if department else None
    values["category_edition"] = row.edition
    values["status"] = planned.status
    values["import_origin"] = f"{row.sheet}!{row.row_number}"
    values["fingerprint"] = row.fingerprint
    if planned.doubtful:
        values["unverified"] = True
        values["as_written"] = _words(row.as_written, planned.words)
    return values


def _words(*sources: Mapping[str, str]) -> str:
    merged = {title: words for source in sources for title, words in source.items()}
    return json.dumps(merged, ensure_ascii=False, sort_keys=True)


def _correct(task: Task, planned: PlannedRow, names: _Names) -> None:
    """Write what the ledger says differently, as a correction of the card."""
    filled: dict[str, Any] = {}
    details: list[tuple[str, str]] = []
    for change in planned.changes:
        if change.key.startswith(DETAIL):
            details.append((change.title, change.new))
            continue
        value = planned.value(change.key)
        if change.key in ROLES:
            value = names.numbers[value]
        elif change.key == "warranty_until":
            value = value.first_day
        filled[_ARGUMENT_OF.get(change.key, change.key)] = value
    code = planned.code or ""
    asset = lookup.asset(code)
    if asset.unverified and _answers(planned, asset):
        filled["verified"] = True
    filled["details"] = tuple(details) or None
    correct_asset(task, CorrectAsset(code=code, reason="按导入的台账更正", **filled))
    if planned.doubtful:
        asset = lookup.asset(code)
        words = _words(json.loads(asset.as_written), planned.row.as_written, planned.words)
        task.update(asset, unverified=True, as_written=words)


def _answers(planned: PlannedRow, asset: Asset) -> bool:
    """Say whether the ledger now says plainly whatever was doubtful on the card."""
    if planned.doubtful or asset.as_written == "{}":
        return False
    said = {change.title for change in planned.changes}
    return bool(json.loads(asset.as_written).keys() <= said)
