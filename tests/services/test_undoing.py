"""Undoing does the opposite by a command of its own; both stay in the journal."""

from __future__ import annotations

from datetime import date

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.people import Post
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.batch import AssignCards
from houqin_desktop.services.assets.drafts import ChangeValue, CorrectAsset
from houqin_desktop.services.disposal.drafts import ChangeDisposal, RecordPrinting
from houqin_desktop.services.people.storerooms import AddStoreroom
from houqin_desktop.services.people.verbs import Appoint, EndAppointment
from houqin_desktop.services.settings import ChangeSetting
from houqin_desktop.services.undoing.verbs import UndoCommand, last_deed, opposite_of, recent_deeds
from houqin_desktop.storage.undoing import CommandLine
from tests.builders import ACCOUNTANT, COLLEAGUE, DIRECTOR, KEEPER, OTHER_ROOM, ROOM, Book


def undo_last(book: Book) -> None:
    deed = last_deed()
    assert deed is not None
    book.run(UndoCommand(command_id=deed.command_id))


def columns_of(book: Book, code: str) -> dict[str, object]:
    return book.card(code)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "课桌椅"},
        {"place": "三楼", "remarks": "靠窗"},
        {"storeroom": OTHER_ROOM},
        {"quantity": 3},
        {"original_value": 99_900},
        {"quantity": 7, "storeroom": OTHER_ROOM, "original_value": 5_000, "unit": "套"},
        {"category": "A02460300", "life_months": 60},
        {"clear": ("unit", "category")},
    ],
)
def test_undone_correction_leaves_the_card_as_it_was(book: Book, change):
    code = book.asset(quantity=2)
    before = book.card(code)
    book.run(CorrectAsset(code=code, **change))
    assert book.card(code) != before
    undo_last(book)
    assert book.card(code) == before
    book.require_whole()


@pytest.mark.parametrize(
    "held", [{}, {"holder": COLLEAGUE}, {"holder": DIRECTOR, "keeper": COLLEAGUE}]
)
def test_undone_correction_gives_the_card_back_to_its_people(book: Book, held):
    code = book.asset(**held)
    book.run(CorrectAsset(code=code, holder=ACCOUNTANT, responsible=COLLEAGUE))
    undo_last(book)
    people = {
        role: book.value(
            f"SELECT p.name FROM custody c LEFT JOIN person p ON p.id = c.{role}_id"
            " WHERE c.to_on IS NULL"
        )
        for role in ("holder", "responsible", "keeper")
    }
    assert people == {role: held.get(role) for role in people}
    book.require_whole()


def test_a_card_marked_as_checked_is_to_be_checked_again(book: Book):
    code = book.asset()
    book.run(CorrectAsset(code=code, verified=False))
    assert book.card(code)["unverified"] == 1
    book.run(CorrectAsset(code=code, verified=True))
    undo_last(book)
    assert book.card(code)["unverified"] == 1


def test_undone_change_of_value_is_a_red_entry(book: Book):
    code = book.asset(original_value=100_000)
    book.run(ChangeValue(code=code, delta=5_000, reason="加内存"))
    undo_last(book)
    assert book.card(code)["original_value_fen"] == 100_000
    assert [row["delta_fen"] for row in book.rows("value_change")] == [5_000, -5_000]
    book.require_whole()


def test_undone_application_is_withdrawn_and_its_assets_are_free(book: Book):
    code = book.asset()
    number = book.apply(code)
    undo_last(book)
    assert book.rows("voucher", "number = ?", number)[0]["state"] == "withdrawn"
    assert book.card(code)["status"] == "in_use"
    book.require_whole()


def test_undone_change_of_an_application_brings_back_words_and_assets(book: Book):
    first, second, third = (book.asset() for _ in range(3))
    number = book.apply(first, second, reason_note="主板坏了")
    book.run(ChangeDisposal(number=number, assets=(third, first), reason_note="屏幕坏了"))
    undo_last(book)
    case = book.case(number)
    assert [line.code for line in case.lines] == [first, second]
    assert book.rows("disposal")[0]["reason_note"] == "主板坏了"
    assert book.card(third)["status"] == "in_use"
    book.require_whole()


def test_undone_setting_has_its_old_value(book: Book):
    book.run(ChangeSetting(key="disposal_unit_limit_fen", value="8000.00"))
    undo_last(book)
    key = "SELECT value FROM setting WHERE key = 'disposal_unit_limit_fen'"
    assert book.value(key) == "500000"


def test_undone_end_of_a_term_goes_on_the_next_day(book: Book):
    book.run(EndAppointment(person=ACCOUNTANT, post=Post.FINANCE, to_on=date(2026, 11, 20)))
    undo_last(book)
    terms = book.rows("appointment", "post = 'finance'")
    assert [(term["from_on"], term["to_on"]) for term in terms] == [
        ("2025-09-01", "2026-11-20"),
        ("2026-11-21", None),
    ]
    book.require_whole()


def test_undone_appointment_gives_the_post_back_from_the_same_day(book: Book):
    book.run(Appoint(person=COLLEAGUE, post=Post.FINANCE))
    undo_last(book)
    finance = book.rows("appointment", "post = 'finance'")
    assert {term["person_id"] for term in finance} == {lookup.person(ACCOUNTANT).id}
    book.require_whole()


def test_undone_correction_of_an_appointment_names_who_was_named_first(book: Book):
    for person in (COLLEAGUE, KEEPER):
        book.run(Appoint(person=person, post=Post.FINANCE))
    undo_last(book)
    finance = book.rows("appointment", "post = 'finance' AND to_on IS NULL")
    assert [term["person_id"] for term in finance] == [lookup.person(COLLEAGUE).id]
    book.require_whole()


def test_appointment_to_a_post_that_nobody_held_is_not_undone(book: Book):
    book.make(AddStoreroom(name="图书室"))
    book.run(Appoint(person=COLLEAGUE, post=Post.STOREKEEPER, storeroom="图书室"))
    deed = last_deed()
    assert deed is not None
    book.refuses(UndoCommand(command_id=deed.command_id), "cannot_undo")


def test_signed_application_is_not_undone(book: Book):
    number = book.small_case()
    deed = last_deed()
    assert deed is not None
    book.sign(number, "storekeeper")
    book.refuses(UndoCommand(command_id=deed.command_id), "signed")


def test_what_was_changed_since_is_not_undone(book: Book):
    code = book.asset()
    first = book.run(CorrectAsset(code=code, place="一楼")).command_id
    second = book.run(CorrectAsset(code=code, place="二楼")).command_id
    book.refuses(UndoCommand(command_id=first), "changed_since")
    book.run(UndoCommand(command_id=second))
    book.run(UndoCommand(command_id=first))
    assert book.card(code)["place"] == ""


def test_people_that_were_changed_since_are_not_undone(book: Book):
    code = book.asset()
    first = book.run(CorrectAsset(code=code, holder=COLLEAGUE)).command_id
    book.run(CorrectAsset(code=code, holder=ACCOUNTANT))
    book.refuses(UndoCommand(command_id=first), "changed_since")


def test_nothing_is_undone_twice_and_no_undoing_is_undone(book: Book):
    code = book.asset()
    done = book.run(CorrectAsset(code=code, place="一楼")).command_id
    undone = book.run(UndoCommand(command_id=done)).command_id
    book.refuses(UndoCommand(command_id=done), "already_undone")
    book.refuses(UndoCommand(command_id=undone), "cannot_undo")
    book.refuses(UndoCommand(command_id="nothing"), "unknown_command_id")


def test_printed_paper_cannot_be_undone_and_says_what_to_do(book: Book):
    number = book.small_case()
    printed = book.run(RecordPrinting(number=number)).command_id
    with pytest.raises(Refused, match="纸已经打印出来") as caught:
        book.run(UndoCommand(command_id=printed))
    assert "请" in caught.value.sentence


def test_recent_deeds_say_in_words_what_can_be_taken_back(book: Book):
    number = book.small_case()
    code = book.asset()
    book.run(CorrectAsset(code=code, place="一楼"))
    book.run(RecordPrinting(number=number))
    printing, correction, card = recent_deeds()[:3]
    assert correction.words == f"更正卡片 {code}"
    assert correction.can_undo
    assert not printing.can_undo
    assert "打印次数要如实" in printing.reason
    assert "请先撤销后来的改动" in card.reason
    book.run(UndoCommand(command_id=correction.command_id))
    undone = next(one for one in recent_deeds() if one.command_id == correction.command_id)
    assert undone.undone
    last = last_deed()
    assert last is not None
    assert last.words == f"登记打印 {number}"


def test_journal_keeps_both_the_deed_and_its_undoing(book: Book):
    code = book.asset()
    book.run(CorrectAsset(code=code, place="一楼"))
    undo_last(book)
    verbs = [row["verb"] for row in book.rows("journal", "subject = 'asset'")]
    assert verbs == ["register_asset", "correct_asset", "undo_command"]


def test_nobody_undoes_what_his_post_would_not_let_him_do(book: Book):
    changed = book.run(ChangeSetting(key="splitting_days", value="15")).command_id
    book.session.choose_actor(KEEPER)
    book.refuses(UndoCommand(command_id=changed), "not_allowed")


def test_command_of_a_program_that_knew_more_is_named_and_left_alone():
    answer = '{"ids": [], "number": null}'
    line = CommandLine("c1", "paint_desk", "郑老师", "2026-09-01", "2026-09-01T08:00:00", answer)
    with pytest.raises(Refused, match="别的版本"):
        opposite_of(line, set())


def test_nobody_moves_cards_into_a_room_of_others_by_undoing(book: Book):
    code = book.asset(storeroom=OTHER_ROOM)
    brought = book.run(AssignCards(assets=(code,), storeroom=ROOM))
    book.session.choose_actor(KEEPER)
    book.refuses(AssignCards(assets=(code,), storeroom=OTHER_ROOM), "not_own")
    book.refuses(UndoCommand(command_id=brought.command_id), "not_own")


def test_nothing_is_undone_on_a_day_before_it_was_done(book: Book):
    code = book.asset(on=date(2026, 11, 1))
    raised = book.run(ChangeValue(code=code, delta=700, reason="加固"), on=date(2026, 11, 5))
    undo = UndoCommand(command_id=raised.command_id)
    book.refuses(undo, "undo_order", on=date(2026, 11, 4))
    book.run(undo, on=date(2026, 11, 5))


def test_people_can_be_given_back_step_by_step_on_one_day(book: Book):
    """What was undone in between is no change since: the same three have the card again."""
    code = book.asset(holder=KEEPER)
    first = book.run(CorrectAsset(code=code, holder=COLLEAGUE))
    second = book.run(CorrectAsset(code=code, responsible=COLLEAGUE))
    book.refuses(UndoCommand(command_id=first.command_id), "changed_since")
    book.run(UndoCommand(command_id=second.command_id))
    book.run(UndoCommand(command_id=first.command_id))
    now = book.custody(code)[-1]
    assert (now["holder_id"], now["responsible_id"]) == (lookup.person(KEEPER).id, None)
    book.require_whole()
