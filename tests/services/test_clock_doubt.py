"""A clock that jumped: nothing is booked by it before somebody said that it is right."""

from __future__ import annotations

from datetime import date

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.backups.rings import back_up_by_itself
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.settings import ChangeSetting
from tests.builders import TODAY, Book

WRONG = [date(1970, 1, 1), date(2016, 11, 22), date(2036, 11, 22)]


@pytest.fixture
def guarded(book: Book) -> Book:
    """A book as a person has it open, in which something was entered today."""
    book.run(AddPerson(name="今天的人"))
    book.session.guarded = True
    return book


@pytest.mark.parametrize("day", WRONG)
def test_nothing_is_booked_by_a_clock_that_jumped_until_somebody_says_it_is_right(
    guarded: Book, day: date
):
    guarded.move_to(day)
    guarded.refuses(AddPerson(name="后来的人"), "clock_doubtful")
    if day > TODAY:
        guarded.session.guard.trust_clock()
        guarded.run(AddPerson(name="后来的人"))
        assert guarded.session.guard.clock_doubt() is None


def test_what_was_said_of_one_day_does_not_hold_for_another(guarded: Book):
    guarded.move_to(date(2036, 11, 22))
    guarded.session.guard.trust_clock()
    guarded.move_to(date(2016, 11, 22))
    guarded.refuses(AddPerson(name="后来的人"), "clock_doubtful")


def test_a_clock_put_right_books_again_without_a_word(guarded: Book):
    guarded.move_to(date(1970, 1, 1))
    guarded.refuses(AddPerson(name="后来的人"), "clock_doubtful")
    guarded.move_to(TODAY)
    guarded.run(AddPerson(name="后来的人"))


def test_after_entries_ten_years_ahead_the_right_clock_is_asked_about_once(guarded: Book):
    guarded.move_to(date(2036, 11, 22))
    guarded.session.guard.trust_clock()
    guarded.run(AddPerson(name="早来的人"))
    guarded.move_to(TODAY)
    guarded.refuses(AddPerson(name="后来的人"), "clock_doubtful")
    guarded.session.guard.trust_clock()
    guarded.run(AddPerson(name="后来的人"))
    guarded.advance()
    guarded.run(AddPerson(name="明天的人"))


def test_a_copy_on_the_stick_is_written_down_all_the_same_and_takes_no_doubt_away(
    guarded: Book, tmp_path
):
    stick = tmp_path / "U盘"
    stick.mkdir()
    guarded.run(ChangeSetting(key="backup_folder", value=str(stick)))
    guarded.move_to(date(2036, 11, 22))
    kept = back_up_by_itself(guarded.session)
    assert kept is not None
    assert kept.record is not None
    guarded.refuses(AddPerson(name="后来的人"), "clock_doubtful")


def test_a_refusal_because_of_the_date_says_that_the_clock_may_be_wrong(guarded: Book):
    with pytest.raises(Refused, match="今天不是 2026-11-22 的话，请先校正电脑时钟"):
        guarded.run(AddPerson(name="明天的人"), on=date(2026, 11, 23))
    guarded.move_to(date(2016, 11, 22))
    guarded.session.guard.trust_clock()
    with pytest.raises(Refused, match="比账簿最后一笔（2026-11-22）还早，时钟可能不对"):
        guarded.run(AddPerson(name="后来的人"), on=TODAY)


def test_the_demo_school_has_a_clock_of_its_own(guarded: Book, monkeypatch):
    monkeypatch.setattr(type(guarded.session), "is_invented", lambda _self: True)
    guarded.move_to(date(2036, 11, 22))
    assert guarded.session.guard.clock_doubt() is None
