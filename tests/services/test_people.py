"""People and posts: who held which post on which day, and what a form of that day shows."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest

from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.people import Post
from houqin_desktop.services import lookup
from houqin_desktop.services.disposal.drafts import RecordPrinting, RecordSignature
from houqin_desktop.services.people.departure import RecordDeparture
from houqin_desktop.services.people.office import people_in_office
from houqin_desktop.services.people.verbs import (
    AddDepartment,
    AddPerson,
    Appoint,
    CorrectPerson,
    EndAppointment,
)
from tests.builders import (
    ACCOUNTANT,
    CENTRAL,
    COLLEAGUE,
    DEPARTMENT,
    DIRECTOR,
    FOUNDED,
    HEAD_KEEPER,
    KEEPER,
    LEADER,
    OTHER_ROOM,
    ROOM,
    TODAY,
    Book,
)

NEW_TERM = date(2026, 9, 1)


def holder(post: Post, on: date, room: str | None = None) -> str:
    storeroom_id = None if room is None else lookup.storeroom(room).id
    found = lookup.holder(post, on, storeroom_id)
    return "" if found is None else lookup.person_by_id(found).name


def test_people_are_numbered_in_the_order_in_which_they_come(book: Book):
    first, second = book.make(AddPerson(name="甲")), book.make(AddPerson(name="乙"))
    assert int(second[1:]) == int(first[1:]) + 1


def test_a_number_written_by_hand_is_jumped_over(book: Book):
    last = int(book.make(AddPerson(name="甲"))[1:])
    book.run(AddPerson(name="乙", number=f"p{last + 1:04d}"))
    assert book.make(AddPerson(name="丙")) == f"P{last + 2:04d}"


@pytest.mark.parametrize("number", ["7", "P12", "X0001", "P00一1", "P００１２", "P00.1"])
def test_a_number_of_another_shape_is_refused(book: Book, number: str):
    book.refuses(AddPerson(name="甲", number=number), "person_number")


def test_a_number_is_given_once(book: Book):
    book.refuses(AddPerson(name="甲", number="P0001"), "person_exists")


@pytest.mark.parametrize("name", ["", "  ", "\t\n"])
def test_a_person_and_a_department_have_a_name(book: Book, name: str):
    book.refuses(AddPerson(name=name), "empty_name")
    book.refuses(AddDepartment(name=name), "empty_name")


def test_a_department_is_registered_once(book: Book):
    book.refuses(AddDepartment(name=DEPARTMENT), "department_exists")


def test_a_name_that_two_people_have_is_refused_naming_both_numbers(book: Book):
    numbers = [book.make(AddPerson(name="王伟")), book.make(AddPerson(name="王伟"))]
    with book.refusing("ambiguous_person"):
        lookup.person("王伟")
    assert [lookup.person(number.lower()).number for number in numbers] == numbers


def test_one_person_may_hold_several_posts(book: Book):
    book.run(Appoint(person=DIRECTOR, post=Post.SUPERVISING_LEADER, from_on=NEW_TERM))
    assert holder(Post.GENERAL_AFFAIRS_DIRECTOR, TODAY) == DIRECTOR
    assert holder(Post.SUPERVISING_LEADER, TODAY) == DIRECTOR


def test_a_post_changes_hands_on_a_day_and_august_keeps_its_holder(book: Book):
    book.run(Appoint(person=COLLEAGUE, post=Post.GENERAL_AFFAIRS_DIRECTOR, from_on=NEW_TERM))
    assert holder(Post.GENERAL_AFFAIRS_DIRECTOR, NEW_TERM - timedelta(days=1)) == DIRECTOR
    assert holder(Post.GENERAL_AFFAIRS_DIRECTOR, NEW_TERM) == COLLEAGUE
    assert holder(Post.GENERAL_AFFAIRS_DIRECTOR, FOUNDED - timedelta(days=1)) == ""


def test_a_form_dated_august_is_signed_by_the_august_holder(book: Book):
    book.run(Appoint(person=COLLEAGUE, post=Post.STOREKEEPER, storeroom=ROOM, from_on=NEW_TERM))
    august = date(2026, 8, 20)
    number = book.apply(book.asset(), on=august)
    book.refuses(
        RecordSignature(number=number, step="storekeeper", person=COLLEAGUE, signed_on=august),
        "not_holder",
    )
    book.run(RecordSignature(number=number, step="storekeeper", person=KEEPER, signed_on=august))
    signed = book.case(number).steps[0]
    assert (signed.holder, signed.signed_on) == (f"分保管员 {KEEPER}", august)
    assert dict(book.case(number).fields)["申请人"] == KEEPER


def test_a_term_in_the_middle_of_another_is_refused(book: Book):
    for from_on in (FOUNDED, FOUNDED - timedelta(days=9)):
        book.refuses(Appoint(person=COLLEAGUE, post=Post.FINANCE, from_on=from_on), "term_overlap")


def test_who_was_appointed_by_mistake_is_put_right_on_the_same_day(book: Book):
    book.run(Appoint(person=DIRECTOR, post=Post.STOREKEEPER, storeroom=ROOM))
    book.run(Appoint(person=COLLEAGUE, post=Post.STOREKEEPER, storeroom=ROOM))
    yesterday = TODAY - timedelta(days=1)
    assert holder(Post.STOREKEEPER, TODAY, ROOM) == COLLEAGUE
    assert holder(Post.STOREKEEPER, yesterday, ROOM) == KEEPER
    room_id = lookup.storeroom(ROOM).id
    terms = book.rows("appointment", "post = 'storekeeper' AND storeroom_id = ?", room_id)
    # A stretch of zero days is no stretch: the mistaken row itself became the right one.
    assert [(term["from_on"], term["to_on"]) for term in terms] == [
        (FOUNDED.isoformat(), yesterday.isoformat()),
        (TODAY.isoformat(), None),
    ]
    book.require_whole()


def test_the_journal_keeps_both_names_of_a_corrected_term(book: Book):
    numbers = {name: lookup.person(name).id for name in (DIRECTOR, COLLEAGUE)}
    book.run(Appoint(person=DIRECTOR, post=Post.STOREKEEPER, storeroom=ROOM))
    book.run(Appoint(person=COLLEAGUE, post=Post.STOREKEEPER, storeroom=ROOM))
    (row,) = book.rows("journal", "subject = 'appointment' AND before LIKE '%person_id%'")
    assert json.loads(row["before"])["person_id"] == numbers[DIRECTOR]
    assert json.loads(row["after"])["person_id"] == numbers[COLLEAGUE]


def test_a_term_that_begins_on_another_day_is_put_right_on_the_day_of_its_entry(book: Book):
    book.run(Appoint(person=DIRECTOR, post=Post.FINANCE, from_on=NEW_TERM))
    book.run(Appoint(person=COLLEAGUE, post=Post.FINANCE, from_on=NEW_TERM))
    assert holder(Post.FINANCE, NEW_TERM) == COLLEAGUE
    book.require_whole()


def test_the_next_day_a_term_keeps_its_person(book: Book):
    book.run(Appoint(person=DIRECTOR, post=Post.FINANCE))
    book.advance()
    book.refuses(Appoint(person=COLLEAGUE, post=Post.FINANCE, from_on=TODAY), "term_overlap")


def test_who_has_signed_in_the_post_keeps_it(book: Book):
    number = book.small_case()
    book.run(Appoint(person=COLLEAGUE, post=Post.STOREKEEPER, storeroom=ROOM))
    book.sign(number, "storekeeper")
    book.refuses(Appoint(person=DIRECTOR, post=Post.STOREKEEPER, storeroom=ROOM), "signed_in_post")


def test_a_last_day_entered_by_mistake_is_put_right_on_the_same_day(book: Book):
    ends = (TODAY + timedelta(days=9), TODAY + timedelta(days=90))
    for to_on in ends:
        book.run(Appoint(person=COLLEAGUE, post=Post.FINANCE, to_on=to_on))
    assert holder(Post.FINANCE, ends[1]) == COLLEAGUE
    assert holder(Post.FINANCE, ends[1] + timedelta(days=1)) == ""


def test_a_term_may_lie_before_another(book: Book):
    book.run(
        Appoint(
            person=COLLEAGUE,
            post=Post.FINANCE,
            from_on=date(2025, 1, 1),
            to_on=FOUNDED - timedelta(days=1),
        )
    )
    assert holder(Post.FINANCE, date(2025, 3, 1)) == COLLEAGUE
    assert holder(Post.FINANCE, TODAY) == ACCOUNTANT


def test_a_term_does_not_end_before_it_begins(book: Book):
    book.refuses(
        Appoint(
            person=COLLEAGUE,
            post=Post.FINANCE,
            from_on=NEW_TERM,
            to_on=NEW_TERM - timedelta(days=1),
        ),
        "term_order",
    )


def test_nobody_is_appointed_to_what_he_holds(book: Book):
    book.refuses(Appoint(person=ACCOUNTANT, post=Post.FINANCE, from_on=NEW_TERM), "already_held")


def test_a_storekeeper_is_named_with_the_room_and_nobody_else_is(book: Book):
    book.refuses(Appoint(person=COLLEAGUE, post=Post.STOREKEEPER), "storeroom_wanted")
    book.refuses(
        Appoint(person=COLLEAGUE, post=Post.FINANCE, storeroom=ROOM), "storeroom_not_wanted"
    )
    book.refuses(
        Appoint(person=COLLEAGUE, post=Post.STOREKEEPER, storeroom="没有的"), "unknown_storeroom"
    )


def test_the_central_storeroom_is_kept_by_the_head_storekeeper_alone(book: Book):
    book.refuses(
        Appoint(person=COLLEAGUE, post=Post.STOREKEEPER, storeroom=CENTRAL), "central_storeroom"
    )
    assert holder(Post.STOREKEEPER, TODAY, CENTRAL) == HEAD_KEEPER


def test_one_keeper_may_have_two_rooms(book: Book):
    book.run(Appoint(person=KEEPER, post=Post.STOREKEEPER, storeroom=OTHER_ROOM, from_on=NEW_TERM))
    assert holder(Post.STOREKEEPER, TODAY, ROOM) == KEEPER
    assert holder(Post.STOREKEEPER, TODAY, OTHER_ROOM) == KEEPER


def test_the_last_day_of_a_term_still_counts(book: Book):
    book.run(EndAppointment(person=ACCOUNTANT, post=Post.FINANCE, to_on=date(2026, 6, 30)))
    assert holder(Post.FINANCE, date(2026, 6, 30)) == ACCOUNTANT
    assert holder(Post.FINANCE, date(2026, 7, 1)) == ""


def test_only_who_holds_a_post_can_give_it_up(book: Book):
    book.refuses(EndAppointment(person=COLLEAGUE, post=Post.FINANCE), "not_held")
    book.run(EndAppointment(person=ACCOUNTANT, post=Post.FINANCE))
    book.refuses(EndAppointment(person=ACCOUNTANT, post=Post.FINANCE), "not_held")


def test_a_term_cannot_be_cut_behind_a_signature_given_in_it(book: Book):
    number = book.small_case()
    book.sign(number, "storekeeper")
    yesterday = TODAY - timedelta(days=1)
    book.refuses(
        EndAppointment(person=KEEPER, post=Post.STOREKEEPER, storeroom=ROOM, to_on=yesterday),
        "signed_in_post",
    )
    book.refuses(
        Appoint(person=COLLEAGUE, post=Post.STOREKEEPER, storeroom=ROOM, from_on=TODAY),
        "signed_in_post",
    )
    book.run(EndAppointment(person=KEEPER, post=Post.STOREKEEPER, storeroom=ROOM, to_on=TODAY))
    book.require_whole()


def test_the_head_storekeepers_term_covers_what_he_signed_for_the_central_storeroom(book: Book):
    number = book.apply(book.asset(storeroom=CENTRAL))
    book.sign(number, "storekeeper")
    book.refuses(
        EndAppointment(
            person=HEAD_KEEPER, post=Post.HEAD_STOREKEEPER, to_on=TODAY - timedelta(days=1)
        ),
        "signed_in_post",
    )


def test_a_handover_on_the_day_after_a_signature_keeps_it(book: Book):
    number = book.small_case()
    book.sign(number, "storekeeper")
    book.advance()
    book.run(Appoint(person=COLLEAGUE, post=Post.STOREKEEPER, storeroom=ROOM))
    assert book.case(number).steps[0].holder == f"分保管员 {KEEPER}"
    book.require_whole()


def test_who_is_at_work_without_a_post_is_named_all_the_same(book: Book):
    number = book.make(AddPerson(name="代班的"))
    book.session.choose_actor(number)
    assert people_in_office(book.session)[-1] == (number, "代班的（没有岗位）")


def test_only_people_in_office_are_offered_as_the_one_at_work(book: Book):
    book.run(EndAppointment(person=LEADER, post=Post.SUPERVISING_LEADER, to_on=date(2026, 1, 1)))
    names = " ".join(words for _, words in people_in_office(book.session))
    assert f"{HEAD_KEEPER}（总保管员）" in names
    assert f"{KEEPER}（{ROOM}）" in names
    assert LEADER not in names
    assert COLLEAGUE not in names


def test_without_a_choice_the_head_storekeeper_is_at_work(book: Book):
    actor = book.session.actor()
    assert actor is not None
    assert actor.name == HEAD_KEEPER


def test_an_unknown_person_cannot_be_at_work(book: Book):
    with book.refusing("unknown_person"):
        book.session.choose_actor("没有的人")


def test_an_applicant_may_be_named(book: Book):
    number = book.apply(book.asset(), applicant=COLLEAGUE, reason=DisposalReason.OTHER)
    assert dict(book.case(number).fields)["申请人"] == COLLEAGUE


def test_a_name_that_was_written_wrong_is_put_right_and_signed_paper_keeps_what_it_said(book: Book):
    number = book.small_case()
    book.run(RecordPrinting(number=number))
    before = book.value("SELECT sheet FROM voucher_sheet LIMIT 1")
    book.run(CorrectPerson(person=KEEPER, name="改对的名字"))
    assert "gddmz" in lookup.person("改对的名字").search_text
    assert book.value("SELECT sheet FROM voucher_sheet LIMIT 1") == before
    assert KEEPER in before
    book.refuses(CorrectPerson(person="改对的名字", name=" "), "empty_name")
    book.refuses(CorrectPerson(person="改对的名字", name="改对的名字"), "same_name")
    book.require_whole()


def test_of_several_terms_the_one_that_runs_on_that_day_is_ended(book: Book):
    book.run(Appoint(person=COLLEAGUE, post=Post.FINANCE, from_on=date(2026, 11, 1)))
    book.run(
        Appoint(
            person=COLLEAGUE,
            post=Post.FINANCE,
            from_on=date(2024, 1, 1),
            to_on=date(2024, 12, 31),
        )
    )
    book.run(EndAppointment(person=COLLEAGUE, post=Post.FINANCE, to_on=date(2024, 6, 30)))
    key = lookup.person(COLLEAGUE).id
    terms = book.rows("appointment", "person_id = ?", key)
    assert sorted((row["from_on"], row["to_on"]) for row in terms) == [
        ("2024-01-01", "2024-06-30"),
        ("2026-11-01", None),
    ]


def test_nobody_leaves_on_a_day_to_come(book: Book):
    tomorrow = book.today + timedelta(days=1)
    book.refuses(RecordDeparture(person=COLLEAGUE, left_on=tomorrow), "future_date")


def test_no_term_outlasts_the_day_on_which_somebody_left(book: Book):
    left_on = book.today - timedelta(days=10)
    book.run(RecordDeparture(person=COLLEAGUE, left_on=left_on))
    post: dict[str, Any] = {
        "person": COLLEAGUE,
        "post": Post.PRINCIPAL,
        "from_on": date(2024, 1, 1),
    }
    book.refuses(Appoint(**post), "person_left")
    book.refuses(Appoint(**post, to_on=left_on + timedelta(days=1)), "person_left")
    book.run(Appoint(**post, to_on=date(2025, 8, 31)))


@pytest.mark.parametrize(
    ("name", "character"), [("张\ue123", "U+E123"), ("李\ud842", "U+D842"), ("王\u0378", "U+0378")]
)
def test_a_name_with_a_character_that_no_standard_knows_is_refused_and_named(
    book: Book, name: str, character: str
):
    for draft in (AddPerson(name=name), AddDepartment(name=name)):
        book.refuses(draft, "unknown_character")
        with pytest.raises(Refused, match=re.escape(character)):
            book.run(draft)


def test_marks_that_nobody_sees_make_no_other_name(book: Book):
    number = book.make(AddPerson(name="张\u200b建\ufeff国"))
    (person,) = book.rows("person", "number = ?", number)
    assert person["name"] == "张建国"
