"""A story of days and lines of `do`, lived in the window alone and by lines alone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from houqin_desktop.cli.doing import do_lines
from houqin_desktop.domain.calendar import FixedClock
from houqin_desktop.gui.inspection.due_sheets import DueSheets
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.session import Session, create_book, open_session
from houqin_desktop.storage.database import attachments_folder
from tests.scenarios.storeroom_year import Days
from tests.scenarios.year_hands import HANDS, Hand, Hands

Story = Callable[[Session], Days]


def at(day: date) -> FixedClock:
    return FixedClock(datetime.combine(day, time(9)))


def found_school(path: Path, first: date) -> Path:
    """Found a book on its first day: a school, its 总保管室 and the 总保管员, nothing else."""
    create_book(path, school="示范小学", keeper="王保管", clock=at(first))
    return path


def opened(founded: Path, folder: Path, first: date) -> Session:
    folder.mkdir()
    path = folder / "book.houqin"
    shutil.copy(founded, path)
    attachments_folder(path).mkdir(exist_ok=True)
    return open_session(path, clock=at(first))


def lived_by_window(
    founded: Path,
    folder: Path,
    first: date,
    story: Story,
    qtbot: Any,
    known: Mapping[str, Hand] = HANDS,
) -> Path:
    """Live a story in the window alone; return its book, in which everything agrees.

    :param known: the hand of each command of the story.
    """
    session = opened(founded, folder, first)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: bool(window.made_pages))
    # The story itself says when the sheets of a plan are made, as it does in lines.
    (by_itself,) = window.findChildren(DueSheets)
    by_itself.timer.stop()
    hands = Hands(window, folder, known)
    for day, line in story(session):
        session.clock = at(day)
        hands.live(line)
    window.close()
    return ended(session)


def lived_by_lines(
    founded: Path, folder: Path, first: date, story: Story, **changed: object
) -> Path:
    """Live a story by lines alone; with arguments that every line that has them gets instead."""
    session = opened(founded, folder, first)

    def lines() -> Any:
        for day, line in story(session):
            session.clock = at(day)
            others = {key: value for key, value in changed.items() if key in line}
            yield json.dumps(line | others, ensure_ascii=False)

    assert do_lines(session, lines(), as_json=True) == 0
    return ended(session)


def ended(session: Session) -> Path:
    report = run_checks()
    session.close()
    assert report.ok, [(one.id, one.faults) for one in report.invariants if not one.ok]
    return session.book_path
