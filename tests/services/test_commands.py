"""One door: once per id, all or nothing, on a business date, by somebody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from houqin_desktop.services.assets.drafts import RegisterAsset
from houqin_desktop.services.changes import Topic
from houqin_desktop.services.commands import all_commands, command_spec
from houqin_desktop.services.disposal.drafts import RecordPrinting
from houqin_desktop.services.people.verbs import AddDepartment, AddPerson
from houqin_desktop.storage.journal import head, read_chain
from tests.builders import DIRECTOR, FOUNDED, TODAY, Book


def test_the_same_command_id_with_the_same_content_is_done_once(book: Book):
    first = book.run(AddPerson(name="新来的"), command_id="a-1")
    before = book.fingerprint()
    again = book.run(AddPerson(name="新来的"), command_id="a-1")
    assert (again.number, again.ids, again.seq) == (first.number, first.ids, first.seq)
    assert (first.repeated, again.repeated) == (False, True)
    assert not again.changes.topics
    assert book.fingerprint() == before


def test_one_row_more_is_another_fingerprint(book: Book):
    before = book.fingerprint()
    assert book.fingerprint() == before
    book.run(AddPerson(name="新来的"))
    assert book.fingerprint() != before


def test_a_name_stands_on_one_line_and_remarks_on_several(book: Book):
    code = book.asset(name="台式\r\n计算机", place="一楼\n东头", remarks="甲\n乙")
    card = book.card(code)
    assert (card["name"], card["place"]) == ("台式 计算机", "一楼 东头")
    assert card["remarks"] == "甲\n乙"


def test_the_same_command_sent_again_the_next_morning_is_still_the_same(book: Book):
    first = book.run(AddPerson(name="新来的"), command_id="a-1")
    book.advance()
    assert book.run(AddPerson(name="新来的"), command_id="a-1").seq == first.seq


def test_the_same_command_id_with_other_content_is_refused(book: Book):
    book.run(AddPerson(name="新来的"), command_id="a-1")
    book.refuses(AddPerson(name="别人"), "command_id_reused", command_id="a-1")
    book.refuses(AddDepartment(name="新来的"), "command_id_reused", command_id="a-1")
    book.refuses(
        AddPerson(name="新来的"), "command_id_reused", command_id="a-1", on=date(2026, 1, 5)
    )


def test_commands_without_an_id_get_their_own_and_lie_in_the_order_of_their_time(book: Book):
    given = [book.run(AddPerson(name=f"新来的{word}")).command_id for word in "甲乙丙丁戊己庚"]
    times = [one[:12] for one in given]
    assert len(set(given)) == len(given)
    assert times == sorted(times)


def test_a_refused_command_leaves_its_id_free(book: Book):
    book.refuses(AddDepartment(name=""), "empty_name", command_id="a-1")
    assert not book.run(AddDepartment(name="教务处"), command_id="a-1").repeated


def test_a_business_date_after_today_is_refused(book: Book):
    book.refuses(AddPerson(name="新来的"), "future_date", on=TODAY + timedelta(days=1))


def test_the_business_date_is_kept_beside_the_time_of_recording(book: Book):
    seq = book.run(AddPerson(name="新来的"), on=date(2026, 3, 1)).seq
    (row,) = book.rows("command", "seq = ?", seq)
    assert row["business_on"] == "2026-03-01"
    assert row["recorded_at"] == "2026-11-22T08:00:00"


def test_the_time_of_recording_never_runs_backwards(book: Book):
    book.run(AddPerson(name="新来的"))
    book.move_to(TODAY - timedelta(days=400))
    book.run(AddPerson(name="又一个"))
    times = [row["recorded_at"] for row in book.rows("journal")]
    assert times == sorted(times)
    book.require_whole()


def test_every_row_of_the_journal_names_who_did_it(book: Book):
    book.session.choose_actor(DIRECTOR)
    seq = book.run(AddPerson(name="新来的")).seq
    (row,) = book.rows("journal", "seq = ?", seq)
    assert row["actor_id"] == book.value("SELECT id FROM person WHERE name = ?", DIRECTOR)


def test_nobody_in_office_and_nobody_chosen_means_no_command(book: Book):
    book.move_to(FOUNDED - timedelta(days=1))
    assert book.session.actor() is None
    book.refuses(AddPerson(name="新来的"), "no_actor")


def test_one_command_is_one_unbroken_stretch_of_the_journal(book: Book):
    before, _ = head()
    result = book.run(AddPerson(name="新来的"), command_id="a-1")
    rows = book.rows("journal", "seq > ?", before)
    assert [row["seq"] for row in rows] == list(range(before + 1, result.seq + 1))
    assert {row["command_id"] for row in rows} == {"a-1"}
    assert rows[-1]["subject"] == "command"


def test_the_rows_are_what_the_journal_replays(book: Book):
    book.write_off(book.small_case())
    assert not list(read_chain().hashes)
    book.require_whole()


def test_a_command_says_which_topics_it_touched(book: Book):
    changes = book.run(AddDepartment(name="教务处")).changes
    assert changes.topics == {Topic.DEPARTMENTS, Topic.JOURNAL}


def test_an_unknown_command_is_refused(book: Book):
    with book.refusing("unknown_command"):
        command_spec("make_coffee")


@pytest.mark.parametrize("name", sorted(all_commands()))
def test_every_command_has_a_chinese_title_and_titled_arguments(name: str):
    spec = all_commands()[name]
    assert not spec.title.isascii()
    assert all(not argument.title.isascii() for argument in spec.arguments)


def test_words_come_in_one_spelling_whichever_way_they_came(book: Book):
    book.run(AddDepartment(name="  教务处\u200b\t"))
    assert book.rows("department")[-1]["name"] == "教务处"
    assert RegisterAsset(name=" 电脑 ", original_value=1).name == "电脑"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, "missing"),
        ({"number": "BF20260001", "colour": "red"}, "unknown_argument"),
        ({"number": 7}, "bad_text"),
        ({"number": "B" * 2001}, "too_long"),
    ],
)
def test_a_badly_written_argument_is_refused_by_name(book: Book, values: dict[str, Any], code: str):
    with book.refusing(code):
        RecordPrinting.from_json(values)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": "电脑", "original_value": 8600}, "bad_text"),
        ({"name": "电脑", "original_value": "8600.001"}, "bad_money"),
        ({"name": "电脑", "original_value": "8600", "quantity": "1"}, "bad_number"),
        ({"name": "电脑", "original_value": "8600", "quantity": True}, "bad_number"),
        ({"name": "电脑", "original_value": "8600", "acquired_on": "2024-02-31"}, "bad_date"),
        ({"name": "电脑", "original_value": "8600", "status": "flying"}, "bad_choice"),
    ],
)
def test_money_numbers_dates_and_choices_are_read_strictly(
    book: Book, values: dict[str, Any], code: str
):
    with book.refusing(code):
        RegisterAsset.from_json(values)
