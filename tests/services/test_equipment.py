"""配备标准: who lacks and who has two, against the cards of a day; lists that the school keeps."""

from __future__ import annotations

from datetime import timedelta

import pytest

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.roster import RosterKind
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.equipment.verbs import (
    AddEquipmentRule,
    ChangeEquipmentRule,
    WithdrawEquipmentRule,
)
from houqin_desktop.services.people.departure import RecordDeparture
from houqin_desktop.services.people.verbs import AddDepartment, AddPerson, WithdrawPerson
from houqin_desktop.services.reports.catalogue import report
from houqin_desktop.services.roster.verbs import (
    AddRoster,
    CorrectRoster,
    JoinRoster,
    LeaveRoster,
    WithdrawRoster,
)
from houqin_desktop.services.undoing.verbs import UndoCommand
from tests.builders import COLLEAGUE, COMPUTER, DIRECTOR, KEEPER, OTHER_KEEPER, TODAY, Book

HEADS = "中层以上"
OFFICES = "行政处室"


@pytest.fixture
def ruled(book: Book) -> Book:
    """Two heads of the school should have a computer each."""
    book.run(AddRoster(name=HEADS, kind=RosterKind.PEOPLE, members=(DIRECTOR, COLLEAGUE)))
    book.run(AddEquipmentRule(name="电脑", quantity=1, roster=HEADS, words="计算机、电脑"))
    return book


def found(book: Book) -> dict[str, str]:
    return {row["对象"]: row["结果"] for row in book.listed("equipment")}


def test_each_on_the_list_is_asked_and_who_has_none_or_two_is_said(ruled: Book):
    assert found(ruled) == {DIRECTOR: "缺 1", COLLEAGUE: "缺 1"}
    ruled.asset(code="A", holder=DIRECTOR)
    ruled.asset(code="B", name="手提电脑", responsible=COLLEAGUE)
    assert found(ruled) == {DIRECTOR: "已配齐", COLLEAGUE: "已配齐"}
    ruled.asset(code="C", holder=COLLEAGUE)
    ruled.asset(code="D", name="投影机", category=None, holder=COLLEAGUE)
    assert found(ruled)[COLLEAGUE] == "多 1"


def test_whoever_uses_a_card_has_it_and_not_whoever_answers_for_it(ruled: Book):
    ruled.asset(holder=DIRECTOR, responsible=COLLEAGUE)
    assert found(ruled) == {DIRECTOR: "已配齐", COLLEAGUE: "缺 1"}


def test_what_waits_for_its_disposal_is_not_counted(ruled: Book):
    ruled.apply(ruled.asset(holder=DIRECTOR))
    assert found(ruled)[DIRECTOR] == "缺 1"


def test_a_day_of_the_past_gets_its_own_cards_and_its_own_list(ruled: Book):
    code = ruled.asset(holder=DIRECTOR, on=TODAY)
    then = ruled.today
    ruled.advance(10)
    ruled.run(LeaveRoster(roster=HEADS, members=(DIRECTOR,)))
    ruled.run(JoinRoster(roster=HEADS, members=(KEEPER,)))
    ruled.advance()
    assert found(ruled) == {COLLEAGUE: "缺 1", KEEPER: "缺 1"}
    rows = {row["对象"]: row for row in ruled.listed("equipment", then)}
    assert set(rows) == {DIRECTOR, COLLEAGUE}
    assert code in rows[DIRECTOR]["现有资产"]


def test_a_department_has_the_cards_of_its_own(book: Book):
    for name in ("教务处", "德育处"):
        book.run(AddDepartment(name=name))
    book.run(AddRoster(name=OFFICES, kind=RosterKind.DEPARTMENTS, members=("教务处", "德育处")))
    book.run(AddEquipmentRule(name="打印机", quantity=1, roster=OFFICES))
    book.run(AddEquipmentRule(name="打印机", quantity=2, department="德育处"))
    for _ in range(2):
        book.asset(name="激光打印机", using_department="德育处", holder=COLLEAGUE)
    said = [(row["标准编号"], row["对象"], row["结果"]) for row in book.listed("equipment")]
    assert said == [
        ("PB001", "教务处", "缺 1"),
        ("PB001", "德育处", "多 1"),
        ("PB002", "德育处", "已配齐"),
    ]


def test_each_holder_of_a_post_is_asked_once_with_his_rooms(book: Book):
    book.run(AddEquipmentRule(name="电脑", quantity=1, post=Post.STOREKEEPER, category=COMPUTER))
    book.asset(name="主机", holder=KEEPER)
    assert found(book) == {f"{KEEPER}（电脑室）": "已配齐", f"{OTHER_KEEPER}（体育室）": "缺 1"}


@pytest.mark.parametrize(
    ("acquired", "said"),
    [
        (PartialDate(1995, 9), "已到年限"),
        (PartialDate(2026, 9), "未到年限（2032年9月到）"),
        (None, "年限不详"),
    ],
)
def test_of_each_card_is_said_whether_its_service_life_is_reached(
    ruled: Book, acquired: PartialDate | None, said: str
):
    ruled.asset(holder=DIRECTOR, acquired_on=acquired, minimum_life_months=72)
    (row,) = [row for row in ruled.listed("equipment") if row["对象"] == DIRECTOR]
    assert row["使用年限"] == said


def test_the_sheet_has_a_rule_a_section_a_card_a_line_and_can_be_narrowed(ruled: Book):
    for _ in range(2):
        ruled.asset(holder=COLLEAGUE)
    sheet = report(ruled.session, "equipment")
    (section,) = sheet.sections
    assert section.title == "PB001 电脑：中层以上每人 1"
    assert [(*row[:2], *row[7:]) for row in section.rows] == [
        (1, DIRECTOR, 1, 0, 1, None),
        (2, COLLEAGUE, 1, 2, None, 1),
        ("", "", None, None, None, None),
    ]
    assert sheet.sums(sheet.rows) == (2, 2, 1, 1)
    assert [row[1] for row in report(ruled.session, "equipment", by="lacking").rows] == [DIRECTOR]
    assert len(report(ruled.session, "equipment", by="surplus").rows) == 2


def test_whoever_left_the_school_is_on_no_list(ruled: Book):
    ruled.run(RecordDeparture(person=COLLEAGUE))
    assert found(ruled) == {DIRECTOR: "缺 1"}


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (AddEquipmentRule(name="", quantity=1, roster=HEADS), "empty_name"),
        (AddEquipmentRule(name="电脑", quantity=0, roster=HEADS), "bad_quantity"),
        (AddEquipmentRule(name="电脑", quantity=1), "one_audience"),
        (
            AddEquipmentRule(name="电脑", quantity=1, roster=HEADS, post=Post.FINANCE),
            "one_audience",
        ),
        (AddEquipmentRule(name="电脑", quantity=1, roster="没有"), "unknown_roster"),
        (
            AddEquipmentRule(name="电脑", quantity=1, roster=HEADS, category="X1"),
            "unknown_category",
        ),
        (ChangeEquipmentRule(rule="PB001", quantity=1), "nothing_changed"),
        (ChangeEquipmentRule(rule="PB001", words=""), "empty_rule"),
        (ChangeEquipmentRule(rule="PB9"), "unknown_rule"),
        (WithdrawEquipmentRule(rule="PB001", restore=True), "nothing_changed"),
        (WithdrawRoster(roster=HEADS), "roster_in_use"),
        (AddRoster(name=HEADS, kind=RosterKind.PEOPLE), "roster_exists"),
        (AddRoster(name="", kind=RosterKind.PEOPLE), "empty_name"),
        (JoinRoster(roster=HEADS, members=(DIRECTOR,)), "already_on_roster"),
        (JoinRoster(roster=HEADS, members=("信息组",)), "unknown_person"),
        (JoinRoster(roster=HEADS, members=()), "no_lines"),
        (
            JoinRoster(roster=HEADS, members=(KEEPER,), from_on=TODAY + timedelta(days=1)),
            "day_to_come",
        ),
        (LeaveRoster(roster=HEADS, members=(KEEPER,)), "not_on_roster"),
        (
            LeaveRoster(roster=HEADS, members=(DIRECTOR,), to_on=TODAY - timedelta(days=2)),
            "term_order",
        ),
    ],
)
def test_what_says_nothing_or_the_same_twice_is_refused(ruled: Book, draft: Draft, code: str):
    ruled.refuses(draft, code)


def test_a_withdrawn_list_comes_back_as_it_was_and_its_rule_only_after_it(ruled: Book):
    ruled.run(WithdrawEquipmentRule(rule="PB001"))
    ruled.run(WithdrawRoster(roster=HEADS))
    ruled.refuses(WithdrawEquipmentRule(rule="PB001", restore=True), "roster_withdrawn")
    ruled.refuses(AddRoster(name=HEADS, kind=RosterKind.DEPARTMENTS), "roster_kind")
    ruled.run(AddRoster(name=HEADS, kind=RosterKind.PEOPLE))
    ruled.run(WithdrawEquipmentRule(rule="PB001", restore=True))
    assert set(found(ruled)) == {DIRECTOR, COLLEAGUE}
    ruled.require_whole()


def test_every_deed_with_a_list_or_a_rule_is_undone(ruled: Book):
    def image() -> list[object]:
        rows = [*ruled.listed("rosters"), *ruled.listed("equipment_rules")]
        return [row for row in rows if row.get("状态") != "已撤销"]

    before = image()
    for draft in (
        AddRoster(name="班主任", kind=RosterKind.PEOPLE, members=(KEEPER,)),
        CorrectRoster(roster=HEADS, name="行政人员"),
        JoinRoster(roster=HEADS, members=(KEEPER, OTHER_KEEPER)),
        LeaveRoster(roster=HEADS, members=(DIRECTOR,), to_on=TODAY - timedelta(days=1)),
        AddEquipmentRule(name="打印机", quantity=1, department="信息组"),
        ChangeEquipmentRule(rule="PB001", quantity=2, category=COMPUTER),
        WithdrawEquipmentRule(rule="PB001"),
    ):
        done = ruled.run(draft)
        assert image() != before
        ruled.run(UndoCommand(command_id=done.command_id))
        assert image() == before
    ruled.run(WithdrawEquipmentRule(rule="PB001"))
    done = ruled.run(WithdrawRoster(roster=HEADS))
    ruled.run(UndoCommand(command_id=done.command_id))
    assert ruled.listed("rosters")[0]["成员数"] == 2
    ruled.require_whole()


def test_somebody_who_was_on_a_list_by_mistake_alone_may_be_withdrawn(ruled: Book):
    ruled.run(AddPerson(name="错写的"))
    done = ruled.run(JoinRoster(roster=HEADS, members=("错写的",)))
    ruled.refuses(WithdrawPerson(person="错写的"), "in_use")
    ruled.run(UndoCommand(command_id=done.command_id))
    ruled.run(WithdrawPerson(person="错写的"))
    ruled.require_whole()
