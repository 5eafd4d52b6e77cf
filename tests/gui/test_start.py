"""The first minute: a book is made, or the demo school is shown, or the reason is said."""

from __future__ import annotations

from datetime import datetime

import pytest

from houqin_desktop.domain.calendar import FixedClock
from houqin_desktop.gui.start import Start
from houqin_desktop.services.settings import is_demo, school_name

CLOCK = FixedClock(datetime(2026, 11, 22, 9, 0))


@pytest.fixture
def start(tmp_path, qtbot):
    made = Start(tmp_path / "school.houqin", CLOCK, None)
    yield made
    if made.first is not None:
        made.first.close()
    if made.window is not None:
        made.window.close()
        made.window.session.close()


def test_the_first_start_makes_the_book_of_the_school_that_was_named(start):
    start.begin(may_make=True)
    start.first.school.set_value("和平小学")
    start.first.keeper.set_value("王建国")
    start.first.save_button.click()
    assert start.path.exists()
    assert school_name() == "和平小学"
    assert start.window.session.actor().name == "王建国"
    assert start.first.isHidden()


def test_no_book_is_made_before_both_names_are_there(start):
    start.begin(may_make=True)
    start.first.school.set_value("和平小学")
    start.first.save_button.click()
    assert not start.path.exists()
    assert start.first.rows[1].fault.text() == "请填写总保管员"


def test_the_demo_school_lies_in_a_file_of_its_own(start):
    start.begin(may_make=True)
    start.first.demo_wanted.emit()
    assert is_demo()
    assert start.window.session.book_path.name == "demo.houqin"
    assert not start.path.exists()


def test_a_named_book_that_is_missing_is_said_and_nothing_is_made(start):
    start.begin(may_make=False)
    assert "找不到账簿文件" in start.box.text()
    assert start.code == 1
    assert not start.path.exists()
    start.box.done(0)
