"""Holding a ledger against the book: which card does a row mean, and what does it say differently.

An empty cell never erases. A number that the book knows under another name is doubtful and changes
nothing. Departments and people that the book does not know will be made; an unknown storeroom is
not, its cards go to the 总保管室 and are flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.ledger.choices import NO_CHOICES, LedgerChoices
from houqin_desktop.domain.ledger.findings import POSITION
from houqin_desktop.domain.ledger.grid import Workbook
from houqin_desktop.domain.ledger.headers import FIELD
from houqin_desktop.domain.ledger.recognising import (
    ItemRow,
    Ledger,
    LedgerIssue,
    LedgerKind,
    LedgerRow,
    Severity,
    TableSummary,
    category_words,
    recognise,
    recognise_items,
)
from houqin_desktop.domain.ledger.values import fold
from houqin_desktop.services.assets.categories import categories
from houqin_desktop.services.bulk import without_collector
from houqin_desktop.services.importing.comparing import WrittenOff, status_note
from houqin_desktop.services.importing.decisions import RowKey
from houqin_desktop.services.importing.details import Details, beside
from houqin_desktop.services.importing.differences import (
    ROLES,
    Differences,
    report_different,
)
from houqin_desktop.services.importing.faults import without_faults
from houqin_desktop.services.importing.item_planning import ItemPlanner
from houqin_desktop.services.importing.layouts import RememberedLayout, remembered_layouts
from houqin_desktop.services.importing.likeness import point_out
from houqin_desktop.services.importing.plan import ImportPlan, PlannedRow, RowAction
from houqin_desktop.storage.journal import head
from houqin_desktop.storage.ledger_match import (
    cards_by_code,
    codes_by_fingerprint,
    earlier_batch,
)
from houqin_desktop.storage.people import Department, Person, Storeroom

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session

LONGEST_NAME = 20
BLOCK = 5_000
_CODE_PLACE, _ROOM_PLACE = POSITION["code"], POSITION["storeroom"]
_ROLE_PLACES = tuple((role, POSITION[role]) for role in ROLES)

_SEVERAL = re.compile(r"[、,;/&+]|等$|[^ ]{2,} [^ ]{2,}")
# 3班, 张三13812345678, 王五(兼), 全体教师, 李老师, 赵六已退休: nobody's name.
_NO_PERSON = re.compile(
    r"\d|[()\[\]]|^各|^本[校班室人]|全[体校]|公用|公共|集体|班主任|教师|老师$|主任$|校长$|学生|家长"
    r"|退休|离职|离岗|调[走出离]|已故|[室班组处部]$"
)


def plan_import(
    session: Session, workbook: Workbook, choices: LedgerChoices = NO_CHOICES
) -> ImportPlan:
    """Recognise the workbook's ledgers and hold every row against the open book.

    :param choices: what a person said about this workbook; what is remembered of files of the
        same kind holds where nothing was said.
    :raises Refused: when the workbook has no ledger.
    """
    rooms = {room.name for room in Storeroom.every() if not room.closed}
    remembered = remembered_layouts()
    earlier = {signature: layout.choice for signature, layout in remembered.items()}
    known = replace(choices, layouts={**earlier, **choices.layouts})
    plain, marks = without_faults(workbook)
    with without_collector():
        if choices.kind is LedgerKind.STOCK:
            plan = plan_items(recognise_items(plain, rooms, known), workbook)
        else:
            ledger = recognise(
                plain, _category_words(), session.clock.today(), known, rooms, beside()
            )
            mended = _mended(ledger, marks)
            plan = plan_ledger(session, ledger, workbook.name, workbook.digest, mended)
    ledger = plan.ledger
    again = {
        table.signature: remembered[table.signature]
        for table in ledger.tables
        if table.signature in remembered and table.signature not in choices.layouts
    }
    notes = (*_notes(ledger, again), *plan.notes)
    return replace(plan, choices=choices, remembered=again, notes=notes)


@cache
def _category_words() -> Mapping[str, tuple[str, ...]]:
    """Return the codes by their words; the table is the same as long as the program runs."""
    return category_words({code: entry.name for code, entry in categories().items()})


def _mended(ledger: Ledger, marks: Mapping[RowKey, str]) -> frozenset[RowKey]:
    """Let marked rows be known by what they were; return those that somebody changed since."""
    mended = set()
    for row in ledger.rows if marks else ():
        mark = marks.get((row.sheet, row.row_number))
        if mark is not None and row.fingerprint is not None and row.fingerprint != mark:
            row.fingerprint = mark
            mended.add((row.sheet, row.row_number))
    return frozenset(mended)


def plan_ledger(
    session: Session,
    ledger: Ledger,
    file_name: str,
    file_hash: str,
    mended: frozenset[RowKey] = frozenset(),
) -> ImportPlan:
    """Hold every row of a recognised ledger against the open book.

    :param mended: rows without a number that were changed since they were first read.
    """
    planner = _Planner(ledger, session.clock.today(), mended)
    rows: list[PlannedRow] = []
    for start in range(0, len(ledger.rows), BLOCK):
        rows.extend(planner.plan_block(ledger.rows[start : start + BLOCK]))
    point_out(rows)
    notes = _notes_on_unmarked(ledger, planner.differences.unmarked)
    earlier = earlier_batch(file_hash)
    return ImportPlan(
        file_name, file_hash, ledger, tuple(rows), head()[0], notes=notes, earlier=earlier
    )


def plan_items(ledger: Ledger, workbook: Workbook) -> ImportPlan:
    """Hold every row of a recognised item ledger against the open book."""
    planner = ItemPlanner()
    rows = tuple(planner.plan([row for row in ledger.rows if isinstance(row, ItemRow)]))
    notes = _notes_on_unmarked(ledger, planner.differences.unmarked)
    name, digest = workbook.name, workbook.digest
    earlier = earlier_batch(digest)
    return ImportPlan(name, digest, ledger, rows, head()[0], notes=notes, earlier=earlier)


def _notes_on_unmarked(ledger: Ledger, unmarked: Mapping[str, int]) -> tuple[LedgerIssue, ...]:
    """Say of which sheets nobody knows which side was changed later."""
    return tuple(
        _note_on(
            table,
            f"有 {unmarked[table.sheet]} 行与账上不同，但没有本账的"
            "导出记号，看不出哪一边后来改过；请逐格核对后再更新",
        )
        for table in ledger.tables
        if table.sheet in unmarked
    )


def _notes(ledger: Ledger, again: Mapping[str, RememberedLayout]) -> Iterator[LedgerIssue]:
    for table in ledger.tables:
        layout = again.get(table.signature)
        if layout is not None:
            words = f"按上次的认法读入（{layout.chosen_on}，{layout.file_name}）"
            yield _note_on(table, words)


def _note_on(table: TableSummary, message: str) -> LedgerIssue:
    return LedgerIssue(table.sheet, table.header_row, "", "", "", message, Severity.NOTE)


class _Planner:
    """Knows the book's cards, rooms and people while a ledger is held against them."""

    def __init__(self, ledger: Ledger, today: date, mended: frozenset[RowKey]) -> None:
        self.mended = mended
        self.cards: dict[str, dict[str, Any]] = {}
        self.known_prints: dict[str, str] = {}
        self.rooms = {room.name for room in Storeroom.every() if not room.closed}
        self.departments = {row.name for row in Department.every() if not row.withdrawn}
        self.departments |= {row["department"] for row in ledger.rows} - {None}
        self.people: dict[str, list[str]] = {}
        self.left: dict[str, date] = {}
        for person in Person.every():
            if person.withdrawn:
                continue
            self.people.setdefault(person.name, []).append(person.number)
            self.people.setdefault(person.number, []).append(person.number)
            if person.left_on is not None and person.left_on < today:
                self.left[person.number] = person.left_on
        # A ledger repeats its people: each name is judged once.
        self.doubts: dict[str, str] = {}
        self.seen: dict[str, LedgerRow] = {}
        self.written_off = WrittenOff(today)
        self.details = Details()
        self.differences = Differences(self.details)

    def plan_block(self, rows: Sequence[LedgerRow]) -> list[PlannedRow]:
        """Put some rows on their heaps; the book's cards are fetched for these rows alone."""
        self.known_prints = codes_by_fingerprint([r.fingerprint for r in rows if r.fingerprint])
        codes = {row.values[_CODE_PLACE] for row in rows} - {None} | self._mended_codes(rows)
        self.cards = cards_by_code(sorted(codes))
        self.differences.look(rows, self.cards)
        return [self._plan(row) for row in rows]

    def _mended_codes(self, rows: Sequence[LedgerRow]) -> set[str]:
        return {
            self.known_prints[row.fingerprint]
            for row in (rows if self.mended else ())
            if (row.sheet, row.row_number) in self.mended and row.fingerprint in self.known_prints
        }

    def _plan(self, row: LedgerRow) -> PlannedRow:
        if row.refused:
            return PlannedRow(row, RowAction.REJECTED, None)
        code = row["code"]
        if code is None:
            known = self.known_prints.get(row.fingerprint or "")
            if known is None:
                return self._new_card(row)
            if (row.sheet, row.row_number) in self.mended:
                return self._known_card(row, self.cards[known])
            return PlannedRow(row, RowAction.UNCHANGED, known)
        first = self.seen.setdefault(code, row)
        if first is not row:
            return self._second_time(row, first)
        card = self.cards.get(code)
        return self._new_card(row) if card is None else self._known_card(row, card)

    def _second_time(self, row: LedgerRow, first: LedgerRow) -> PlannedRow:
        """The same number twice in one file: a copy is passed over, anything else refused."""
        place = f"“{first.sheet}”第 {first.row_number} 行"
        if row.values == first.values:
            planned = PlannedRow(row, RowAction.UNCHANGED, row["code"])
            message = f"与{place}的编号和内容都相同，没有再登记；若是另一件，请另给编号"
            planned.report("code", row["code"], message, Severity.DOUBTFUL)
            return planned
        planned = PlannedRow(row, RowAction.REJECTED, None)
        message = f"编号与{place}相同而内容不同，这一行没有登记；请改正编号"
        planned.report("code", row["code"], message, Severity.REFUSED)
        return planned

    def _new_card(self, row: LedgerRow) -> PlannedRow:
        if row.refused_as_new:
            return PlannedRow(row, RowAction.REJECTED, None, issues=row.as_new)
        planned = PlannedRow(row, RowAction.ADDED, row["code"], issues=row.as_new)
        self._check_references(planned)
        self.details.check(planned, row["category_code"])
        planned.status, note = status_note(row["status"], None)
        if note is not None:
            if planned.status is AssetStatus.PENDING_DISPOSAL:
                planned.keep_words(FIELD["status"].title, row["status"])
            planned.report("status", row["status"], *note)
        self.written_off.compare_new(planned)
        return planned

    def _known_card(self, row: LedgerRow, card: Mapping[str, Any]) -> PlannedRow:
        planned = PlannedRow(row, RowAction.UNCHANGED, card["code"], dropped=row.assumed)
        if _folded(row["name"]) != _folded(card["name"]):
            message = f"编号 {card['code']} 在账上是“{card['name']}”，名称不同，没有改动"
            planned.report("name", row["name"], message, Severity.DOUBTFUL)
            return planned
        self.differences.forget_computed_price(row, card)
        self._check_references(planned, card)
        self.details.check(planned, row["category_code"] or card["category_code"])
        status = AssetStatus(card["status"])
        _, note = status_note(row["status"], status)
        if note is not None:
            planned.report("status", row["status"], *note)
        self.written_off.compare_known(planned, card)
        self.differences.compare(planned, card)
        different = (*planned.changes, *planned.conflicts)
        if different and (card["open_case"] or status is AssetStatus.DISPOSED):
            why = f"正在 {card['open_case']} 中办理" if card["open_case"] else "已经处置下账"
            titles = "、".join(change.title for change in different)
            message = f"资产{why}，{titles}与账上不同，没有改动"
            planned.report("code", card["code"], message, Severity.DOUBTFUL)
            planned.changes = planned.conflicts = ()
        else:
            report_different(planned)
        return planned

    def _check_references(self, planned: PlannedRow, card: Mapping[str, Any] | None = None) -> None:
        """Find doubtful rooms and people; what is doubtful is not written.

        Whom a card names already is known, however many people bear that name.
        """
        read = planned.row.values
        room = read[_ROOM_PLACE]
        if room is not None and room not in self.rooms:
            message = f"现有的保管室里没有“{room}”，归总保管室，请核对"
            planned.drop("storeroom", FIELD["storeroom"].title, room, message)
        for role, place in _ROLE_PLACES:
            name = read[place]
            if name is None:
                continue
            doubt = self.doubts.get(name)
            if doubt is None:
                doubt = self.doubts[name] = self._doubt_of_person(name)
            known = () if card is None else (card[role], card[f"{role}_number"])
            if doubt and name not in known:
                message = f"“{name}”{doubt}，先空着，原文留在卡片上"
                planned.drop(role, FIELD[role].title, name, message)

    def _doubt_of_person(self, name: str) -> str:
        """Say why a word is no person that could be made; who is known already is one."""
        numbers = self.people.get(name, ())
        if len(numbers) == 1:
            left_on = self.left.get(numbers[0])
            return "" if left_on is None else f"已于 {left_on} 离岗"
        if len(numbers) > 1:
            return f"不止一人（{'、'.join(numbers)}）"
        plain = fold(name)
        if _SEVERAL.search(plain) or _NO_PERSON.search(plain):
            return "不像一个人的姓名"
        if name in self.departments:
            return "是部门名称"
        return "太长，不像姓名" if len(name) > LONGEST_NAME else ""


def _folded(name: str) -> str:
    return fold(name).replace(" ", "")
