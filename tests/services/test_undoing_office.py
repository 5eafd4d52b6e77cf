"""Undoing what was entered of people, rooms, departments and operators, and of a case's file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.assets.tree import asset_tree
from houqin_desktop.services.disposal.drafts import RecordDisposalPaper, WriteLossReport
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.people.departments import CorrectDepartment, WithdrawDepartment
from houqin_desktop.services.people.departure import RecordDeparture, RecordReturn
from houqin_desktop.services.people.operators import (
    AddOperator,
    MakeAdministrator,
    SuspendOperator,
    UnmakeAdministrator,
)
from houqin_desktop.services.people.storerooms import (
    AddStoreroom,
    CorrectStoreroom,
    WithdrawStoreroom,
)
from houqin_desktop.services.people.verbs import (
    AddDepartment,
    AddPerson,
    Appoint,
    CorrectPerson,
    WithdrawPerson,
)
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.undoing.verbs import UndoCommand, last_deed
from tests.builders import (
    CENTRAL,
    COLLEAGUE,
    DEPARTMENT,
    KEEPER,
    OTHER_KEEPER,
    ROOM,
    Book,
)

TABLES = ("person", "department", "storeroom", "operator")
Mark = Callable[[Book], None]


def undo_last(book: Book) -> None:
    deed = last_deed()
    assert deed is not None
    book.run(UndoCommand(command_id=deed.command_id))


def listed(book: Book, name: str) -> list[tuple[object, ...]]:
    found = register(book.session, name)
    return [tuple(row) for row in found.rows(found.index().keys)]


def stand(book: Book) -> dict[str, list[dict[str, object]]]:
    return {table: book.rows(table) for table in TABLES}


@pytest.mark.parametrize(
    "draft",
    [
        CorrectPerson(person=COLLEAGUE, name="郑教师"),
        CorrectStoreroom(storeroom=ROOM, name="信息室"),
        CorrectDepartment(department=DEPARTMENT, name="教务处"),
        RecordDeparture(person=COLLEAGUE, left_on=date(2026, 11, 20)),
    ],
    ids=lambda draft: draft.verb,
)
def test_undone_entry_leaves_everything_as_it_was(book: Book, draft: Draft):
    before = stand(book)
    book.run(draft)
    assert stand(book) != before
    undo_last(book)
    assert stand(book) == before
    book.require_whole()


@pytest.mark.parametrize(
    ("draft", "name", "list_name"),
    [
        (AddPerson(name="冯老师"), "冯老师", "people"),
        (AddDepartment(name="教务处"), "教务处", "departments"),
        (AddStoreroom(name="图书室"), "图书室", "storerooms"),
    ],
    ids=lambda value: getattr(value, "verb", ""),
)
def test_undone_registration_is_off_the_lists_and_comes_back_in_its_own_row(
    book: Book, draft: Draft, name: str, list_name: str
):
    book.run(draft)
    after = stand(book)
    assert name in str(listed(book, list_name))
    undo_last(book)
    assert name not in str(listed(book, list_name))
    book.run(draft)
    assert name in str(listed(book, list_name))
    assert stand(book) == after
    book.require_whole()


@pytest.mark.parametrize(
    ("draft", "used"),
    [
        (AddPerson(name="冯老师"), lambda book: book.asset(holder="冯老师")),
        (
            AddPerson(name="冯老师"),
            lambda book: book.run(Appoint(person="冯老师", post=Post.FINANCE)),
        ),
        (AddPerson(name="冯老师"), lambda book: book.run(AddOperator(person="冯老师"))),
        (AddDepartment(name="教务处"), lambda book: book.asset(using_department="教务处")),
        (AddStoreroom(name="图书室"), lambda book: book.asset(storeroom="图书室")),
        (
            AddStoreroom(name="图书室"),
            lambda book: book.run(
                Appoint(person=COLLEAGUE, post=Post.STOREKEEPER, storeroom="图书室")
            ),
        ),
    ],
)
def test_registration_that_was_used_since_is_not_undone(book: Book, draft: Draft, used: Mark):
    deed = book.run(draft).command_id
    used(book)
    book.refuses(UndoCommand(command_id=deed), "in_use")


def test_card_and_whatever_was_registered_for_it_are_undone_one_after_another(book: Book):
    before = {name: len(listed(book, name)) for name in ("people", "departments", "storerooms")}
    for draft in (
        AddPerson(name="冯老师"),
        AddDepartment(name="教务处"),
        AddStoreroom(name="图书室"),
    ):
        book.run(draft)
    book.asset(holder="冯老师", using_department="教务处", storeroom="图书室")
    for _ in range(4):
        undo_last(book)
    assert {name: len(listed(book, name)) for name in before} == before
    assert listed(book, "assets") == []
    book.require_whole()


def test_what_serves_something_is_not_withdrawn(book: Book):
    book.asset(using_department=DEPARTMENT)
    book.refuses(WithdrawPerson(person=KEEPER), "in_use")
    book.refuses(WithdrawDepartment(department=DEPARTMENT), "in_use")
    book.refuses(WithdrawStoreroom(storeroom=ROOM), "in_use")
    book.refuses(WithdrawStoreroom(storeroom=CENTRAL), "central_storeroom")


def test_withdrawn_room_takes_no_card_and_no_keeper(book: Book):
    book.run(AddStoreroom(name="图书室"))
    book.run(WithdrawStoreroom(storeroom="图书室"))
    code = book.asset()
    book.refuses(CorrectAsset(code=code, storeroom="图书室"), "unknown_storeroom")
    post = Appoint(person=COLLEAGUE, post=Post.STOREKEEPER, storeroom="图书室")
    book.refuses(post, "unknown_storeroom")
    assert "图书室" not in str(asset_tree("storeroom"))


def test_undone_withdrawal_brings_back_person_department_and_room(book: Book):
    book.run(AddPerson(name="冯老师"))
    book.run(AddDepartment(name="教务处"))
    book.run(AddStoreroom(name="图书室"))
    before = stand(book)
    for draft in (
        WithdrawPerson(person="冯老师"),
        WithdrawDepartment(department="教务处"),
        WithdrawStoreroom(storeroom="图书室"),
    ):
        book.run(draft)
        assert stand(book) != before
        undo_last(book)
        assert stand(book) == before


def test_who_is_back_can_hold_things_again_but_is_no_operator_by_it(book: Book):
    book.run(AddOperator(person=COLLEAGUE))
    book.run(RecordDeparture(person=COLLEAGUE))
    undo_last(book)
    person = lookup.person(COLLEAGUE)
    assert person.left_on is None
    (operator,) = book.rows("operator", "person_id = ?", person.id)
    assert operator["active"] == 0
    book.asset(holder=COLLEAGUE)
    book.refuses(RecordReturn(person=COLLEAGUE), "not_left")
    book.require_whole()


def test_undone_return_has_the_day_of_departure_again(book: Book):
    book.run(RecordDeparture(person=COLLEAGUE, left_on=date(2026, 11, 20)))
    before = stand(book)
    book.run(RecordReturn(person=COLLEAGUE))
    undo_last(book)
    assert stand(book) == before


@pytest.fixture
def operators(book: Book) -> Book:
    book.run(AddOperator(person=COLLEAGUE, password="qingqing1"))
    book.run(AddOperator(person=KEEPER, administrator=True))
    return book


@pytest.mark.parametrize(
    "draft",
    [
        MakeAdministrator(person=COLLEAGUE),
        UnmakeAdministrator(person=KEEPER),
        SuspendOperator(person=COLLEAGUE),
        SuspendOperator(person=KEEPER),
    ],
)
def test_undone_change_of_an_operator_leaves_rights_and_password_as_they_were(
    operators: Book, draft: Draft
):
    before = stand(operators)
    operators.run(draft)
    assert stand(operators) != before
    undo_last(operators)
    assert stand(operators) == before


def test_undone_authorisation_keeps_the_operator_out(operators: Book):
    operators.run(AddOperator(person=OTHER_KEEPER))
    undo_last(operators)
    person = lookup.person(OTHER_KEEPER)
    assert [row["active"] for row in operators.rows("operator", "person_id = ?", person.id)] == [0]


def test_first_authorisation_is_not_undone(book: Book):
    deed = book.run(AddOperator(person=COLLEAGUE)).command_id
    book.refuses(UndoCommand(command_id=deed), "cannot_undo")


@pytest.fixture
def lost(book: Book) -> str:
    loss = {"kind": VoucherKind.WRITE_OFF, "reason": DisposalReason.LOST}
    return book.apply(book.asset(), **loss)


def originals(book: Book, number: str) -> dict[str, bool]:
    return {paper.key: paper.has_original for paper in book.case(number).papers}


def test_undone_tick_of_a_paper_reads_as_before(book: Book, lost: str):
    before = originals(book, lost)
    book.run(RecordDisposalPaper(number=lost, paper="police_report", original=True))
    assert originals(book, lost) != before
    undo_last(book)
    assert originals(book, lost) == before
    book.require_whole()


def test_tick_of_a_paper_is_undone_only_while_it_is_the_last_one(book: Book, lost: str):
    first = book.run(RecordDisposalPaper(number=lost, paper="police_report", original=True))
    book.run(RecordDisposalPaper(number=lost, paper="police_report", original=False))
    book.refuses(UndoCommand(command_id=first.command_id), "changed_since")


def test_scan_of_a_paper_is_kept(book: Book, lost: str, tmp_path: Path):
    scan = tmp_path / "证明.pdf"
    scan.write_bytes(b"%PDF-1.7 scan")
    deed = book.run(RecordDisposalPaper(number=lost, paper="police_report", scan=str(scan)))
    book.refuses(UndoCommand(command_id=deed.command_id), "cannot_undo")


def test_undone_letter_of_a_loss_has_its_earlier_words(book: Book, lost: str):
    first = book.run(WriteLossReport(number=lost, course="夜间被盗", enclosures=("照片",)))
    book.refuses(UndoCommand(command_id=first.command_id), "cannot_undo")
    book.run(WriteLossReport(number=lost, course="白天被盗", liability="门卫", enclosures=()))
    undo_last(book)
    *_, last = book.rows("disposal_report")
    assert (last["course"], last["liability"], last["enclosures"]) == ("夜间被盗", "", "照片")
    book.require_whole()


def test_letter_of_a_signed_case_is_not_undone(book: Book, lost: str):
    book.run(WriteLossReport(number=lost, course="夜间被盗"))
    deed = book.run(WriteLossReport(number=lost, course="白天被盗")).command_id
    book.sign(lost, book.case(lost).steps[0].key)
    book.refuses(UndoCommand(command_id=deed), "signed")
