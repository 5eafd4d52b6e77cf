"""A clock that jumped: the command line says so, books nothing, and does when it is told to."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import TODAY, clock_at
from tests.cli.speaking import CLOCK_IS_RIGHT, line


@pytest.fixture
def at(monkeypatch):
    """Return the function that sets the clock of the computer."""

    def set_to(day: date) -> None:
        monkeypatch.setattr("houqin_desktop.app.SystemClock", lambda: clock_at(day))

    return set_to


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(2016, 11, 22), date(2036, 11, 22)])
def test_whoever_looks_is_told_and_whoever_books_is_refused_until_the_clock_is_right(cli, at, day):
    cli.done(line("add_person", name="今天的人"))
    cli.clock_is_right = False
    at(day)
    looked = cli.ask("list", "people")
    assert looked.code == 0
    assert f"电脑时钟是 {day}" in looked.err
    assert cli.refusals(line("add_person", name="后来的人")) == ["clock_doubtful"]
    at(TODAY)
    assert "电脑时钟" not in cli.ask("list", "people").err
    cli.done(line("add_person", name="后来的人"))


def test_a_clock_that_is_right_after_all_is_said_on_the_command_line(cli, at):
    cli.done(line("add_person", name="今天的人"))
    cli.clock_is_right = False
    at(date(2028, 3, 1))
    text = b'{"command": "add_person", "name": "\xe5\x90\x8e\xe6\x9d\xa5"}\n'
    done = cli.ask("do", "-", CLOCK_IS_RIGHT, stdin=text)
    assert (done.code, done.err) == (0, "")
    assert "电脑时钟" not in cli.ask("list", "people").err
