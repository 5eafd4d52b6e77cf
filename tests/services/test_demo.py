"""The demo school: the same rows each time, ten million yuan, a case in every state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from houqin_desktop.domain.calendar import FixedClock
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.commands import all_commands
from houqin_desktop.services.demo.making import DEMO_NOW, make_demo
from houqin_desktop.services.disposal.case import disposal_case
from houqin_desktop.services.papers.case_view import DisposalCase
from houqin_desktop.services.registers.listing import Filter, register
from houqin_desktop.services.session import Session, open_session
from houqin_desktop.storage.base import db
from houqin_desktop.storage.database import close_database
from tests.builders import copy_with_attachments


@pytest.fixture(scope="module")
def demo_path(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo book of this module's own."""
    path = tmp_path_factory.mktemp("demo") / "demo.houqin"
    copy_with_attachments(demo_template, path)
    return path


@pytest.fixture
def demo(demo_path: Path) -> Iterator[Session]:
    """The demo book, open on its own morning."""
    close_database()
    session = open_session(demo_path, clock=FixedClock(DEMO_NOW))
    yield session
    session.close()


def cases(session: Session) -> list[DisposalCase]:
    kinds = "('scrap', 'write_off', 'reversal')"
    found = db.execute_sql(f"SELECT number FROM voucher WHERE kind IN {kinds} ORDER BY id")
    numbers = [number for (number,) in found]
    return [disposal_case(number, session.clock) for number in numbers]


def only(found: list[DisposalCase], state: VoucherState) -> DisposalCase:
    (case,) = [case for case in found if case.state is state]
    return case


def test_the_demo_has_the_same_rows_each_time(demo_path, tmp_path):
    def image(path: Path) -> list[str]:
        session = open_session(path, clock=FixedClock(DEMO_NOW))
        try:
            return list(db.connection().iterdump())
        finally:
            session.close()

    close_database()
    again = tmp_path / "again.houqin"
    make_demo(again)
    assert image(again) == image(demo_path)


def test_the_demo_never_overwrites_a_file(demo_path):
    close_database()
    with pytest.raises(Refused) as caught:
        make_demo(demo_path)
    assert caught.value.code == "book_exists"
    assert demo_path.is_file()


def test_every_invariant_holds_in_the_demo(demo):
    report = run_checks()
    assert [(one.id, one.faults) for one in report.invariants if one.faults] == []


def test_the_demo_is_a_register_of_ten_million_yuan_in_about_three_thousand_cards(demo):
    index = register(demo, "assets").index()
    assert 2_900 <= len(index.keys) <= 3_300
    assert 990_000_000 <= sum(index.values_fen) <= 1_020_000_000


def test_the_demo_has_one_central_storeroom_and_eight_branches(demo):
    levels = Counter(row[0] for row in db.execute_sql("SELECT level FROM storeroom"))
    assert levels == {"central": 1, "branch": 8}
    rooms = {row[0] for row in db.execute_sql("SELECT DISTINCT storeroom_id FROM asset")}
    assert len(rooms) == 9


def test_the_computers_of_1995_wait_for_disposal_without_a_case(demo):
    rows = db.execute_sql(
        "SELECT code, status FROM asset WHERE acquired_on = '1995-09' AND name = '台式计算机'"
    ).fetchall()
    assert len(rows) == 24
    assert {status for _, status in rows} == {"pending_disposal"}
    (cased,) = db.execute_sql(
        "SELECT count(*) FROM disposal_line WHERE asset_id IN"
        " (SELECT id FROM asset WHERE acquired_on = '1995-09')"
    ).fetchone()
    assert cased == 0


def test_every_state_of_a_case_occurs_in_the_demo(demo):
    found = cases(demo)
    assert {case.state for case in found} == set(VoucherState)
    executed = [case for case in found if case.state is VoucherState.EXECUTED]
    large = next(case for case in executed if case.large)
    assert [step.is_signed for step in large.steps] == [True] * 5
    assert all(step.document_number for step in large.steps if step.document_title)
    assert any(label == "残值收入" for label, _ in large.fields)
    assert any(not case.large and not case.next_command for case in executed)


def test_open_cases_wait_for_the_bureau_for_the_director_and_for_nobody_yet(demo):
    waiting = [case for case in cases(demo) if case.state is VoucherState.SIGNING]
    due = {step.key: case for case in waiting for step in case.steps if step.is_due and case.steps}
    assert due["education_bureau"].large
    assert due["education_bureau"].days_waiting == 41
    assert not due["general_affairs"].large
    unsigned = due["storekeeper"]
    assert unsigned.times_printed == 1
    assert not any(step.is_signed for step in unsigned.steps)


def test_a_form_of_august_shows_the_leader_of_august(demo):
    def leader(case: DisposalCase) -> str:
        return next(step.holder for step in case.steps if step.key == "supervising_leader")

    found = cases(demo)
    august = next(case for case in found if case.dated_on == date(2026, 8, 18))
    november = only(found, VoucherState.APPROVED)
    assert leader(august) != leader(november)


def test_the_demo_has_rare_names_idle_things_and_things_still_unknown(demo):
    names = "".join(row[0] for row in db.execute_sql("SELECT name FROM person"))
    assert {"㛃", "𬭛", "䶮"} <= set(names)
    assets = register(demo, "assets")
    for facet, value in (("status", "idle"), ("status", "sealed"), ("unverified", "")):
        assert assets.index((Filter(facet, value, ""),)).keys
    assert len(assets.index((Filter("missing_role", "", ""),)).keys) > 50


def test_the_playground_and_the_wall_gained_value_and_one_card_was_corrected(demo):
    kinds = Counter(row[0] for row in db.execute_sql("SELECT kind FROM value_change"))
    assert kinds == {"improvement": 2, "correction": 1, "split": 2}


def test_a_card_was_split_a_young_thing_appraised_and_a_loss_reversed(demo):
    (split,) = db.execute_sql("SELECT quantity, kept_quantity FROM asset_split").fetchall()
    assert split == (5, 40)
    found = cases(demo)
    (red,) = [case for case in found if case.reverses]
    original = next(case for case in found if case.number == red.reverses)
    assert (original.step_title, original.reversed_by) == ("已冲销", red.number)
    (microphone,) = original.lines
    status = db.execute_sql(
        "SELECT status FROM asset WHERE code = ?", (microphone.code,)
    ).fetchone()
    assert status == ("in_use",)
    assert any("市教育装备站" in dict(case.fields).get("技术鉴定", "") for case in found)


def test_the_commands_that_build_books_are_known_but_not_offered():
    assert not all_commands()["seed_demo_cards"].listed
    assert not all_commands()["found_book"].listed
