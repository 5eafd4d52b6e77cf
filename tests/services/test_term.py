"""开学准备: kits × heads − what lies in all rooms = what to buy; one hand-out; a check list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from houqin_desktop.domain.loan import RestockReason
from houqin_desktop.domain.roster import RosterKind
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.domain.term import USUAL_CHECKS, GroupKind, KitBasis, Season
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.loan.drafts import Restock, RestockLine
from houqin_desktop.services.people.departure import RecordDeparture
from houqin_desktop.services.roster.verbs import AddRoster, JoinRoster
from houqin_desktop.services.slips.drafts import ReverseSlip
from houqin_desktop.services.stock.drafts import AddItem, RetireItem
from houqin_desktop.services.term.drafts import (
    ChangeTermPlan,
    CheckRow,
    GroupRow,
    HandedSlip,
    HandOutTerm,
    KitRow,
    OpenTermPlan,
    SetKit,
    SetTermChecks,
    SetTermGroups,
    SignHandOut,
    TickTermCheck,
    WithdrawHandOut,
    WithdrawKit,
    WithdrawTermPlan,
)
from houqin_desktop.services.term.finding import find_plan
from houqin_desktop.services.term.needs import to_buy
from houqin_desktop.services.term.signing import sheets_waiting
from houqin_desktop.services.term.view import TermView
from houqin_desktop.services.todo.day_list import today_list
from houqin_desktop.services.undoing.verbs import UndoCommand
from tests.builders import CENTRAL, COLLEAGUE, DIRECTOR, KEEPER, OTHER_KEEPER, OTHER_ROOM, Book

PLAN = "KX202602"
BEGINS = date(2026, 12, 1)
FIRST = GroupRow(name="一（1）班", kind=GroupKind.CLASS, grade=1, heads=40, taker=COLLEAGUE)
SECOND = GroupRow(name="二（1）班", kind=GroupKind.CLASS, grade=2, heads=30, taker=DIRECTOR)
STAFF = GroupRow(name="语文组", kind=GroupKind.TEACHERS, heads=5, taker=KEEPER)


def opening(season: Season = Season.AUTUMN, **values: Any) -> OpenTermPlan:
    return OpenTermPlan(year=2026, season=season, begins_on=BEGINS, **values)


def groups(*rows: GroupRow) -> SetTermGroups:
    return SetTermGroups(plan=PLAN, groups=rows)


def kit(name: str, basis: KitBasis, **values: Any) -> SetKit:
    lines = tuple(KitRow(item=item, quantity=count) for item, count in values.pop("items"))
    return SetKit(name=name, basis=basis, lines=lines, **values)


@pytest.fixture
def planned(book: Book) -> Book:
    """A plan of two classes and five teachers; a book a first-grader, chalk a class, a pen each."""
    for code, kind in (
        ("BOOK", StockKind.MATERIAL),
        ("CHALK", StockKind.MATERIAL),
        ("PEN", StockKind.MATERIAL),
        ("BROOM", StockKind.CONSUMABLE),
    ):
        book.run(AddItem(code=code, name=code.lower(), kind=kind, unit="个"))
    book.run(kit("一年级课本", KitBasis.EACH_PUPIL, grade=1, items=(("BOOK", 2),)))
    book.run(kit("班级用品", KitBasis.EACH_CLASS, items=(("CHALK", 5), ("BROOM", 3))))
    book.run(kit("教师用品", KitBasis.EACH_TEACHER, items=(("PEN", 4),)))
    book.run(opening())
    book.run(groups(FIRST, SECOND, STAFF))
    return book


def figures(book: Book) -> dict[str, tuple[int, int, int, int]]:
    """Return needed, handed out, lying and to be bought by item."""
    return {
        str(row["物品编号"]): (row["需求"], row["已发"], row["库存"], row["需购"])
        for row in book.listed("term_needs")
        if row["计划编号"] == PLAN
    }


def stock(book: Book) -> None:
    for item, pieces in (("BOOK", 80), ("CHALK", 10), ("BROOM", 6), ("PEN", 20)):
        book.receive(item, pieces, 0)


def test_kits_times_heads_less_what_lies_in_all_rooms_is_what_to_buy(planned: Book):
    planned.receive("BOOK", 30, 0)
    planned.receive("BOOK", 20, 0, storeroom=OTHER_ROOM)
    planned.receive("CHALK", 99, 0)
    assert figures(planned) == {
        "BOOK": (80, 0, 50, 30),
        "BROOM": (6, 0, 0, 6),
        "CHALK": (10, 0, 99, 0),
        "PEN": (20, 0, 0, 20),
    }
    bought = to_buy(find_plan(PLAN), planned.today)
    assert [(item.code, pieces) for item, pieces in bought] == [
        ("BOOK", 30),
        ("BROOM", 6),
        ("PEN", 20),
    ]


def test_one_head_count_is_changed_and_everything_follows(planned: Book):
    planned.run(groups(replace(FIRST, heads=41)))
    assert figures(planned)["BOOK"] == (82, 0, 0, 82)
    planned.run(groups(replace(FIRST, grade=2)))
    assert "BOOK" not in figures(planned)


@pytest.mark.parametrize(("season", "found"), [(Season.AUTUMN, True), (Season.SPRING, False)])
def test_a_kit_for_one_season_is_not_in_the_plan_of_the_other(
    planned: Book, season: Season, found: bool
):
    planned.run(
        kit("一年级课本", KitBasis.EACH_PUPIL, grade=1, season=season, items=(("BOOK", 2),))
    )
    assert ("BOOK" in figures(planned)) is found


def test_a_grade_has_so_many_classes_and_pupils(planned: Book):
    planned.run(
        groups(
            GroupRow(name="三年级", kind=GroupKind.GRADE, grade=3, classes=4, heads=160),
            replace(FIRST, dropped=True),
            replace(SECOND, dropped=True),
        )
    )
    assert figures(planned)["CHALK"][0] == 20


def test_teachers_are_as_many_as_their_list_names_and_each_signs_for_himself(planned: Book):
    planned.run(AddRoster(name="数学教师", kind=RosterKind.PEOPLE, members=(KEEPER, OTHER_KEEPER)))
    listed = GroupRow(name="数学组", kind=GroupKind.TEACHERS, roster="数学教师")
    planned.run(groups(listed, replace(STAFF, dropped=True)))
    assert figures(planned)["PEN"][0] == 8
    planned.run(JoinRoster(roster="数学教师", members=(COLLEAGUE,)))
    assert figures(planned)["PEN"][0] == 12
    stock(planned)
    made = planned.run(HandOutTerm(plan=PLAN, storeroom=CENTRAL, kits=("教师用品",)))
    assert len(made.ids) == 3
    assert len({row["taker_id"] for row in planned.rows("slip", "school_class = '数学组'")}) == 3
    assert figures(planned)["PEN"] == (12, 12, 8, 0)


def test_one_command_hands_everybody_his_things_and_nobody_twice(planned: Book):
    stock(planned)
    made = planned.run(HandOutTerm(plan=PLAN, storeroom=CENTRAL))
    assert len(made.ids) == 3
    slips = planned.rows("slip", "purpose = '2026年秋季开学发放'")
    assert [row["school_class"] for row in slips] == ["一（1）班", "二（1）班", "语文组"]
    assert figures(planned)["BOOK"] == (80, 80, 0, 0)
    planned.refuses(HandOutTerm(plan=PLAN, storeroom=CENTRAL), "nothing_to_hand_out")
    planned.run(groups(replace(STAFF, heads=6)))
    assert figures(planned)["PEN"] == (24, 20, 0, 4)
    planned.receive("PEN", 4, 0)
    assert len(planned.run(HandOutTerm(plan=PLAN, storeroom=CENTRAL)).ids) == 1
    planned.require_whole()


def test_what_the_room_lacks_is_named_and_nothing_is_handed_out(planned: Book):
    stock(planned)
    planned.run(groups(replace(FIRST, heads=45)))
    with planned.refusing("not_enough") as refused:
        planned.run(HandOutTerm(plan=PLAN, storeroom=CENTRAL))
    assert "book 缺 10 个" in refused.value.sentence
    only = HandOutTerm(plan=PLAN, storeroom=CENTRAL, kits=("班级用品", "教师用品"))
    assert len(planned.run(only).ids) == 3
    assert figures(planned)["BOOK"] == (90, 0, 80, 10)


def test_a_retired_item_is_in_no_plan_until_it_is_kept_again(planned: Book):
    planned.run(RetireItem(item="PEN"))
    assert "PEN" not in figures(planned)
    planned.run(RetireItem(item="PEN", restore=True))
    assert figures(planned)["PEN"] == (20, 0, 0, 20)


def test_who_has_left_takes_nothing_and_his_group_is_named(planned: Book):
    stock(planned)
    planned.run(RecordDeparture(person=COLLEAGUE))
    planned.advance()
    with planned.refusing("person_left") as refused:
        planned.run(HandOutTerm(plan=PLAN, storeroom=CENTRAL))
    assert refused.value.sentence.startswith("一（1）班：")


def test_some_groups_alone_are_handed_their_things(planned: Book):
    stock(planned)
    made = planned.run(HandOutTerm(plan=PLAN, storeroom=CENTRAL, groups=("二（1）班",)))
    assert len(made.ids) == 1
    assert figures(planned)["CHALK"] == (10, 5, 5, 0)


def test_what_comes_back_or_was_reversed_has_not_been_handed_out(planned: Book):
    stock(planned)
    made = planned.run(HandOutTerm(plan=PLAN, storeroom=CENTRAL, groups=("二（1）班",)))
    (number,) = made.ids
    planned.sign_slip(number)
    back = RestockLine(line=2, quantity=1, reason=RestockReason.LEFT_OVER)
    restocked = planned.make(Restock(number=number, lines=(back,)))
    assert figures(planned)["BROOM"] == (6, 2, 4, 0)
    planned.sign_slip(restocked)
    planned.sign_slip(planned.make(ReverseSlip(number=restocked, reason="没退")))
    planned.sign_slip(planned.make(ReverseSlip(number=number, reason="发错了")))
    assert figures(planned)["BROOM"] == (6, 0, 6, 0)
    planned.require_whole()


def test_a_hand_out_is_undone_whole_while_nobody_has_signed(planned: Book):
    stock(planned)
    before = figures(planned)
    done = planned.run(HandOutTerm(plan=PLAN, storeroom=CENTRAL))
    planned.run(UndoCommand(command_id=done.command_id))
    assert figures(planned) == before
    again = planned.run(HandOutTerm(plan=PLAN, storeroom=CENTRAL))
    planned.sign_slip(again.ids[0])
    planned.refuses(UndoCommand(command_id=again.command_id), "already_signed")
    planned.require_whole()


def test_the_hands_on_one_signed_sheet_are_put_on_every_slip_of_it(planned: Book):
    stock(planned)
    planned.refuses(SignHandOut(plan=PLAN), "nothing_to_sign")
    made = planned.run(HandOutTerm(plan=PLAN, storeroom=CENTRAL))
    assert sheets_waiting(find_plan(PLAN)) == ["一年级", "二年级", "教师"]
    signed = planned.run(SignHandOut(plan=PLAN, sheet="一年级"))
    assert signed.ids == made.ids[:1]
    assert sheets_waiting(find_plan(PLAN)) == ["二年级", "教师"]
    planned.refuses(SignHandOut(plan=PLAN, sheet="一年级"), "nothing_to_sign")
    assert planned.run(SignHandOut(plan=PLAN)).ids == made.ids[1:]
    states = {row["单号"]: row["状态"] for row in planned.listed("slips")}
    assert [states[number] for number in made.ids] == ["已办结"] * 3
    planned.require_whole()


def test_the_plan_of_the_next_term_begins_with_the_groups_of_an_earlier_one(planned: Book):
    planned.run(SetTermChecks(plan=PLAN, checks=(CheckRow(title="泳池"),)))
    planned.run(TickTermCheck(plan=PLAN, title="泳池"))
    planned.run(opening(Season.SPRING, like=PLAN))
    view = TermView(planned.session, "KX202601")
    assert [(one.row.name, one.heads) for one in view.groups] == [
        ("一（1）班", 40),
        ("二（1）班", 30),
        ("语文组", 5),
    ]
    assert [one.row.title for one in view.checks] == [*USUAL_CHECKS, "泳池"]
    assert view.unticked == len(view.checks)


def test_the_check_list_is_ticked_and_waits_among_the_matters_of_the_day(planned: Book):
    def waiting() -> list[str]:
        groups = {group.key: group for group in today_list(planned.session)}
        return (
            [line.text for line in groups["term_checks"].lines] if "term_checks" in groups else []
        )

    assert waiting() == ["2026年秋季开学检查还有 12/12 项没有完成"]
    for title in USUAL_CHECKS[1:]:
        planned.run(TickTermCheck(plan=PLAN, title=title))
    assert waiting() == ["2026年秋季开学检查还有 1/12 项没有完成"]
    planned.run(TickTermCheck(plan=PLAN, title=USUAL_CHECKS[0], remarks="换开关 3 个"))
    assert waiting() == []
    planned.run(TickTermCheck(plan=PLAN, title=USUAL_CHECKS[0], undone=True))
    planned.move_to(BEGINS - timedelta(days=46))
    assert waiting() == []


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (opening(), "plan_exists"),
        (OpenTermPlan(year=26, season=Season.SPRING, begins_on=BEGINS), "bad_year"),
        (opening(Season.SPRING, like="KX199901"), "unknown_plan"),
        (ChangeTermPlan(plan=PLAN), "nothing_changed"),
        (ChangeTermPlan(plan=PLAN, begins_on=BEGINS), "nothing_changed"),
        (WithdrawTermPlan(plan=PLAN, restore=True), "nothing_changed"),
        (groups(), "no_lines"),
        (groups(FIRST), "nothing_changed"),
        (groups(FIRST, FIRST), "repeated_row"),
        (groups(replace(FIRST, name="")), "empty_name"),
        (groups(replace(FIRST, heads=None)), "bad_heads"),
        (groups(replace(FIRST, heads=-1)), "bad_heads"),
        (groups(replace(FIRST, classes=2)), "bad_heads"),
        (groups(replace(STAFF, classes=1)), "bad_heads"),
        (groups(replace(FIRST, grade=10)), "bad_grade"),
        (groups(replace(FIRST, taker="没有")), "unknown_person"),
        (groups(replace(STAFF, roster="没有")), "unknown_roster"),
        (kit("空的", KitBasis.EACH_CLASS, items=()), "no_lines"),
        (kit("空的", KitBasis.EACH_CLASS, items=(("CHALK", 0),)), "no_lines"),
        (kit("", KitBasis.EACH_CLASS, items=(("CHALK", 1),)), "empty_name"),
        (kit("多", KitBasis.EACH_CLASS, items=(("CHALK", 1), ("CHALK", 2))), "repeated_item"),
        (kit("多", KitBasis.EACH_CLASS, items=(("CHALK", 10_001),)), "bad_quantity"),
        (kit("教师用品", KitBasis.EACH_TEACHER, items=(("PEN", 4),)), "nothing_changed"),
        (WithdrawKit(kit="没有"), "unknown_kit"),
        (SetTermChecks(plan=PLAN, checks=()), "no_lines"),
        (SetTermChecks(plan=PLAN, checks=(CheckRow(title=""),)), "empty_name"),
        (SetTermChecks(plan=PLAN, checks=(CheckRow(title="课桌椅"),)), "nothing_changed"),
        (TickTermCheck(plan=PLAN, title="没有"), "unknown_check"),
        (TickTermCheck(plan=PLAN, title="课桌椅", undone=True), "nothing_changed"),
        (TickTermCheck(plan=PLAN, title="课桌椅", done_on=BEGINS), "day_to_come"),
        (HandOutTerm(plan=PLAN, storeroom=CENTRAL), "not_enough"),
        (HandOutTerm(plan=PLAN, storeroom=CENTRAL, groups=("没有",)), "unknown_group"),
        (WithdrawHandOut(slips=()), "no_lines"),
    ],
)
def test_what_does_not_fit_is_refused(planned: Book, draft: Draft, code: str):
    planned.refuses(draft, code)


def test_who_is_handed_nothing_is_named_and_who_was_is_not_dropped(planned: Book):
    stock(planned)
    planned.run(groups(replace(SECOND, taker=None)))
    with planned.refusing("no_taker") as refused:
        planned.run(HandOutTerm(plan=PLAN, storeroom=CENTRAL))
    assert "二（1）班" in refused.value.sentence
    planned.run(HandOutTerm(plan=PLAN, storeroom=CENTRAL, groups=("一（1）班",)))
    planned.refuses(groups(replace(FIRST, dropped=True)), "group_issued")
    planned.refuses(WithdrawTermPlan(plan=PLAN), "plan_issued")
    other = planned.receive("PEN", 1, 0)
    planned.refuses(WithdrawHandOut(slips=(HandedSlip(number=other),)), "unknown_voucher")


def test_a_withdrawn_plan_is_left_alone_until_it_is_taken_up_again(planned: Book):
    planned.run(WithdrawTermPlan(plan=PLAN))
    assert figures(planned) == {}
    planned.refuses(groups(replace(FIRST, heads=1)), "plan_withdrawn")
    planned.refuses(opening(), "plan_exists")
    planned.run(WithdrawTermPlan(plan=PLAN, restore=True))
    assert figures(planned)["PEN"][0] == 20


def test_the_keeper_of_a_room_hands_out_of_his_own_room_alone(planned: Book):
    planned.session.choose_actor(KEEPER)
    planned.refuses(HandOutTerm(plan=PLAN, storeroom=CENTRAL), "not_own")
    planned.refuses(groups(replace(FIRST, heads=1)), "not_allowed")
    planned.run(TickTermCheck(plan=PLAN, title="课桌椅"))


def test_every_deed_of_a_term_is_undone(planned: Book):
    def image() -> list[object]:
        of_plan = "dropped = 0 AND plan_id IN (SELECT id FROM term_plan WHERE withdrawn = 0)"
        of_kit = "quantity > 0 AND kit_id IN (SELECT id FROM kit WHERE withdrawn = 0)"
        return [
            *planned.rows("kit", "withdrawn = 0"),
            *planned.rows("kit_line", of_kit),
            *planned.rows("term_plan", "withdrawn = 0"),
            *planned.rows("term_group", of_plan),
            *planned.rows("term_check", of_plan),
        ]

    stock(planned)
    for draft in (
        opening(Season.SPRING, like=PLAN),
        ChangeTermPlan(plan=PLAN, begins_on=BEGINS + timedelta(days=1), remarks="推迟"),
        WithdrawTermPlan(plan=PLAN),
        groups(replace(FIRST, heads=1, taker=None), replace(STAFF, name="新的")),
        groups(replace(FIRST, dropped=True)),
        kit("班级用品", KitBasis.EACH_PUPIL, season=Season.AUTUMN, items=(("CHALK", 9),)),
        kit("新套餐", KitBasis.EACH_CLASS, items=(("PEN", 1),)),
        WithdrawKit(kit="教师用品"),
        SetTermChecks(
            plan=PLAN,
            checks=(
                CheckRow(title="新项目"),
                CheckRow(title="课桌椅", planned_on=BEGINS, responsible=KEEPER),
            ),
        ),
        TickTermCheck(plan=PLAN, title="课桌椅", done_by=KEEPER, remarks="修 3 张"),
    ):
        before = image()
        done = planned.run(draft)
        assert image() != before
        planned.run(UndoCommand(command_id=done.command_id))
        assert image() == before
    planned.require_whole()
