"""Hand-overs: one list of all that is in somebody's name; it changes hands when all have signed."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from houqin_desktop.domain.handover import HandoverCause
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.card import asset_card
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.disposal.drafts import RecordPrinting, RecordSignature
from houqin_desktop.services.handover.drafts import KeyLine, OpenHandover
from houqin_desktop.services.handover.scope import scope_of
from houqin_desktop.services.loan.drafts import IssueLine, IssueStock, Lend, LoanLine, TakeBack
from houqin_desktop.services.people.departure import RecordDeparture
from houqin_desktop.services.people.verbs import Appoint, EndAppointment
from houqin_desktop.services.slips.case import slip_view
from houqin_desktop.services.slips.drafts import ReverseSlip, WithdrawSlip
from houqin_desktop.services.slips.sheets import slip_sheet
from houqin_desktop.services.stock.drafts import AddItem
from houqin_desktop.services.storerooms.room_page import room_page
from houqin_desktop.services.undoing.verbs import UndoCommand
from houqin_desktop.storage.loan import handed_out
from tests.builders import (
    CENTRAL,
    COLLEAGUE,
    DIRECTOR,
    KEEPER,
    LEADER,
    OTHER_KEEPER,
    OTHER_ROOM,
    PRINCIPAL,
    ROOM,
    Book,
)

ROLES = ("holder_id", "responsible_id", "keeper_id")
STAPLER = "订书机"


def draft(**values: Any) -> OpenHandover:
    filled: dict[str, Any] = {
        "giver": KEEPER,
        "taker": COLLEAGUE,
        "cause": HandoverCause.MOVES,
        **values,
    }
    return OpenHandover(**filled)


def people_of(book: Book, code: str) -> tuple[str | None, ...]:
    """Return 使用人, 责任人 and 保管人 of a card as it is now."""
    held = book.custody(code)[-1] if book.custody(code) else dict.fromkeys(ROLES)
    names = {row["id"]: row["name"] for row in book.rows("person")}
    return tuple(names.get(held[role]) for role in ROLES)


def keeper_of(book: Book, room: str) -> str:
    keeper = lookup.holder(Post.STOREKEEPER, book.today, lookup.storeroom(room).id)
    assert keeper is not None
    return lookup.person_by_id(keeper).name


def parts_of(book: Book, number: str) -> dict[str, list[tuple[str, ...]]]:
    view = slip_view(number, book.session.clock)
    found: dict[str, list[tuple[str, ...]]] = {}
    for part, row in zip(view.parts, view.rows, strict=True):
        found.setdefault(part, []).append(row)
    return found


def give(book: Book, *, taker: str = KEEPER) -> str:
    """Let somebody have four staplers of his own; return the number of the issue."""
    book.run(AddItem(code="STAPLER", name=STAPLER, kind=StockKind.CONSUMABLE, unit="个"))
    book.receive("STAPLER", 10, 10_001)
    lines = (IssueLine(item="STAPLER", quantity=4),)
    return book.make(IssueStock(storeroom=CENTRAL, taker=taker, lines=lines))


def lend(book: Book, item: str, *, room: str = CENTRAL, borrower: str = KEEPER) -> str:
    line = (LoanLine(item=item, quantity=1),)
    due = book.today + timedelta(days=7)
    return book.make(Lend(storeroom=room, borrower=borrower, due_on=due, lines=line))


def sign_but_the_last(book: Book, number: str) -> None:
    book.run(RecordPrinting(number=number))
    for step in ("giver", "taker"):
        book.run(RecordSignature(number=number, step=step))


def test_nothing_changes_hands_before_the_last_of_three_signatures(book: Book):
    code = book.asset(holder=KEEPER, keeper=KEEPER, responsible=DIRECTOR)
    loose = book.asset()
    give(book)
    number = book.make(draft(keys=(KeyLine(name="电脑室前门", quantity=2),)))
    assert number == "JJ20260001"
    sign_but_the_last(book, number)
    assert people_of(book, code) == (KEEPER, DIRECTOR, KEEPER)
    assert keeper_of(book, ROOM) == KEEPER
    book.run(RecordSignature(number=number, step="supervisor"))
    assert people_of(book, code) == (COLLEAGUE, DIRECTOR, COLLEAGUE)
    assert people_of(book, loose) == (None, None, COLLEAGUE)
    assert keeper_of(book, ROOM) == COLLEAGUE
    lies = {row["保管室或个人"]: row["数量"] for row in book.listed("stock") if row["数量"]}
    assert lies == {CENTRAL: 6, COLLEAGUE: 4}
    texts = [event.text for event in asset_card(book.session, code).history]
    assert f"由{KEEPER}移交{COLLEAGUE}　{number}" in texts
    book.require_whole()


def test_the_list_names_assets_stock_loans_and_keys_and_is_frozen_at_once(book: Book):
    code = book.asset(name="课桌", quantity=3, keeper=KEEPER, place="后排")
    give(book)
    lent = book.asset(storeroom=CENTRAL)
    own, out = lend(book, lent), lend(book, code, room=ROOM, borrower=OTHER_KEEPER)
    number = book.make(draft(keys=(KeyLine(name="前门", quantity=2), KeyLine(name="器材柜"))))
    parts = parts_of(book, number)
    assert [row[1] for row in parts["一、资产"]] == [code]
    assert parts["一、资产"][0][5:11] == ("3", "1,200.00", "", "在用", f"{ROOM} 后排", "保管")
    assert [row[2:7] for row in parts["二、库存物品"]] == [(STAPLER, "", "个", "4", "40.00")]
    assert [(row[1], row[10]) for row in parts["三、借用未还"]] == [
        (lent, f"{KEEPER}借"),
        (code, f"{OTHER_KEEPER}借"),
    ]
    assert own in parts["三、借用未还"][0][11]
    assert out in parts["三、借用未还"][1][11]
    assert [(row[2], row[5]) for row in parts["四、钥匙"]] == [("前门", "2"), ("器材柜", "1")]
    book.run(CorrectAsset(code=code, name="讲台"))
    assert parts_of(book, number) == parts
    (row,) = book.listed("handovers")
    assert (row["卡片"], row["资产件数"], row["资产原值"]) == (1, 3, 120_000)
    assert (row["物品件数"], row["物品金额"], row["借用转接"], row["钥匙"]) == (4, 4_000, 1, 3)


def test_the_page_of_a_room_names_the_list_that_is_under_way(book: Book):
    number = book.make(draft())
    papers = {block.key: block for block in room_page(book.session, ROOM).blocks}["papers"]
    assert [line.text for line in papers.lines] == [f"{number} 交接"]
    other = room_page(book.session, OTHER_ROOM).blocks
    assert "papers" not in {block.key for block in other}


def test_one_room_alone_leaves_everything_else_with_the_giver(book: Book):
    book.run(Appoint(person=KEEPER, post=Post.STOREKEEPER, storeroom=OTHER_ROOM))
    here, there = book.asset(keeper=KEEPER), book.asset(storeroom=OTHER_ROOM, keeper=KEEPER)
    give(book)
    number = book.make(draft(cause=HandoverCause.ROOM, storeroom=ROOM))
    assert "二、库存物品" not in parts_of(book, number)
    book.sign_slip(number)
    assert (people_of(book, here)[2], people_of(book, there)[2]) == (COLLEAGUE, KEEPER)
    assert (keeper_of(book, ROOM), keeper_of(book, OTHER_ROOM)) == (COLLEAGUE, KEEPER)
    book.require_whole()


def test_what_is_lent_to_the_giver_is_returned_by_the_taker(book: Book):
    give(book)
    loan = lend(book, "STAPLER")
    book.sign_slip(book.make(draft()))
    (line,) = handed_out("loan", taker_id=lookup.person(COLLEAGUE).id)
    assert (line.number, line.out) == (loan, 1)
    back = book.make(TakeBack(number=loan))
    assert dict(slip_view(back, book.session.clock).fields)["归还人"] == COLLEAGUE
    lies = {row["保管室或个人"]: row["数量"] for row in book.listed("stock") if row["数量"]}
    assert lies == {CENTRAL: 6, COLLEAGUE: 4}
    book.require_whole()


def test_a_red_document_puts_people_posts_pieces_and_loans_back(book: Book):
    code = book.asset(holder=KEEPER, keeper=KEEPER)
    give(book)
    loan = lend(book, "STAPLER")
    book.advance()
    number = book.make(draft())
    book.sign_slip(number)
    red = book.make(ReverseSlip(number=number, reason="人不走了"))
    assert people_of(book, code)[0] == COLLEAGUE
    book.sign_slip(red)
    assert people_of(book, code) == (KEEPER, None, KEEPER)
    assert keeper_of(book, ROOM) == KEEPER
    lies = {row["保管室或个人"]: row["数量"] for row in book.listed("stock") if row["数量"]}
    assert lies == {CENTRAL: 5, KEEPER: 5}
    assert [one.number for one in handed_out("loan", taker_id=lookup.person(KEEPER).id)] == [loan]
    texts = [event.text for event in asset_card(book.session, code).history]
    assert f"由{COLLEAGUE}交回{KEEPER}　{red}（冲销 {number}）" in texts
    book.require_whole()


def test_a_card_that_went_on_since_is_not_given_back(book: Book):
    code = book.asset(keeper=KEEPER)
    number = book.make(draft())
    book.sign_slip(number)
    book.run(CorrectAsset(code=code, keeper=OTHER_KEEPER))
    red = book.make(ReverseSlip(number=number, reason="人不走了"))
    book.run(RecordPrinting(number=red))
    book.run(RecordSignature(number=red, step="head_keeper"))
    book.refuses(RecordSignature(number=red, step="director"), "built_upon")


def test_nothing_is_given_back_to_somebody_who_has_left(book: Book):
    book.asset(keeper=KEEPER)
    number = book.make(draft(cause=HandoverCause.LEAVES))
    book.sign_slip(number)
    book.run(RecordDeparture(person=KEEPER))
    red = book.make(ReverseSlip(number=number, reason="写错了人"))
    book.run(RecordPrinting(number=red))
    book.run(RecordSignature(number=red, step="head_keeper"))
    book.refuses(RecordSignature(number=red, step="director"), "built_upon")


def test_what_left_the_giver_meanwhile_stays_where_it_went(book: Book):
    gone, still = book.asset(keeper=KEEPER), book.asset(keeper=KEEPER)
    number = book.make(draft())
    book.run(CorrectAsset(code=gone, keeper=OTHER_KEEPER))
    book.sign_slip(number)
    assert (people_of(book, gone)[2], people_of(book, still)[2]) == (OTHER_KEEPER, COLLEAGUE)
    book.require_whole()


def test_a_card_in_a_case_is_handed_over_too_and_the_case_goes_on(book: Book):
    code = book.asset(keeper=KEEPER)
    case = book.apply(code)
    number = book.make(draft())
    assert [row[1] for row in parts_of(book, number)["五、在办单据"]] == [case]
    book.sign_slip(number)
    assert people_of(book, code)[2] == COLLEAGUE
    book.write_off(case)
    book.require_whole()


def test_a_list_with_fewer_pieces_left_than_it_says_is_drawn_up_again(book: Book):
    give(book)
    loan = lend(book, "STAPLER")
    number = book.make(draft())
    book.run(TakeBack(number=loan))
    sign_but_the_last(book, number)
    book.refuses(RecordSignature(number=number, step="supervisor"), "list_outdated")
    book.run(WithdrawSlip(number=number))
    book.sign_slip(book.make(draft()))
    book.require_whole()


def test_a_keeper_who_signed_today_keeps_his_room_until_tonight(book: Book):
    book.sign(book.small_case(), "storekeeper")
    book.sign_slip(book.make(draft()))
    assert keeper_of(book, ROOM) == KEEPER
    book.advance()
    assert keeper_of(book, ROOM) == COLLEAGUE


def test_a_room_that_was_to_change_tomorrow_does_not_after_the_red_document(book: Book):
    book.sign(book.small_case(), "storekeeper")
    number = book.make(draft())
    book.sign_slip(number)
    book.sign_slip(book.make(ReverseSlip(number=number, reason="人不走了")))
    for _ in range(2):
        assert keeper_of(book, ROOM) == KEEPER
        book.advance()
    book.require_whole()


def test_what_is_unsigned_is_undone_at_one_key(book: Book):
    book.asset(keeper=KEEPER)
    result = book.run(draft())
    book.run(UndoCommand(command_id=result.command_id))
    assert slip_view(str(result.number), book.session.clock).state == "withdrawn"
    book.make(draft())
    book.require_whole()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"taker": KEEPER}, "same_person"),
        ({"cause": HandoverCause.ROOM}, "room_wanted"),
        ({"giver": DIRECTOR}, "nothing_to_hand_over"),
        ({"giver": OTHER_KEEPER, "storeroom": ROOM}, "nothing_to_hand_over"),
    ],
)
def test_a_list_without_sense_is_refused(book: Book, values: dict[str, Any], code: str):
    book.refuses(draft(**values), code)


def test_the_same_things_stand_on_one_waiting_list_only(book: Book):
    book.make(draft(storeroom=ROOM))
    book.refuses(draft(), "already_open")
    book.refuses(draft(taker=OTHER_KEEPER, storeroom=ROOM), "already_open")
    book.run(Appoint(person=KEEPER, post=Post.STOREKEEPER, storeroom=OTHER_ROOM))
    book.make(draft(storeroom=OTHER_ROOM))


def test_nobody_is_marked_as_left_with_items_open(book: Book):
    code = book.asset(responsible=COLLEAGUE, storeroom=CENTRAL)
    give(book, taker=COLLEAGUE)
    loan = lend(book, "STAPLER", borrower=COLLEAGUE)
    with book.refusing("open_items") as caught:
        book.run(RecordDeparture(person=COLLEAGUE))
    sentence = caught.value.sentence
    assert all(words in sentence for words in (code, f"{STAPLER} 5 个", loan, "交接清册"))
    number = book.make(draft(giver=COLLEAGUE, taker=KEEPER, cause=HandoverCause.LEAVES))
    with book.refusing("open_items") as caught:
        book.run(RecordDeparture(person=COLLEAGUE))
    assert number in caught.value.sentence
    with book.refusing("still_held"):
        book.run(RecordDeparture(person=KEEPER))
    book.sign_slip(number)
    book.run(RecordDeparture(person=COLLEAGUE))
    assert people_of(book, code) == (None, KEEPER, None)
    book.require_whole()


PEOPLE, ROOMS = (KEEPER, OTHER_KEEPER, COLLEAGUE, DIRECTOR), (ROOM, OTHER_ROOM, CENTRAL)


def sums(book: Book) -> tuple[object, ...]:
    """What there is: cards by room, stock by room, what people have, roles that somebody has."""
    cards = {(row["storeroom_id"], row["id"]): (row["quantity"], row["original_value_fen"])
             for row in book.rows("asset")}  # fmt: skip
    stock = [(row["保管室或个人"], row["物品名称"], row["数量"], row["金额"])
             for row in book.listed("stock")]  # fmt: skip
    in_rooms = sorted(row for row in stock if row[0] in ROOMS and row[2])
    in_hands = sum(row[2] for row in stock if row[0] in PEOPLE)
    roles = {(row["asset_id"], role) for row in book.rows("custody", "to_on IS NULL")
             for role in ROLES if row[role] is not None}  # fmt: skip
    out = sum(one.out for one in handed_out("loan"))
    return cards, in_rooms, in_hands, sum(row[3] for row in stock), roles, out


def furnish(book: Book, r: Random) -> None:
    """Put cards on people in several roles, and pieces into their hands, issued and lent."""
    book.run(AddItem(code="STAPLER", name=STAPLER, kind=StockKind.CONSUMABLE, unit="个"))
    book.receive("STAPLER", 40, 10_007)
    for at in range(12):
        people: dict[str, Any] = {
            role: r.choice(PEOPLE) for role in ("holder", "responsible") if r.randrange(2)
        }
        book.asset(
            code=f"K{at}",
            storeroom=r.choice(ROOMS),
            quantity=r.randint(1, 3),
            keeper=r.choice(PEOPLE),
            **people,
        )
    for taker in r.sample(PEOPLE, 2):
        lines = (IssueLine(item="STAPLER", quantity=r.randint(1, 5)),)
        book.run(IssueStock(storeroom=CENTRAL, taker=taker, lines=lines))
        lend(book, "STAPLER", borrower=taker)


def has_something(name: str, room: str | None, book: Book) -> bool:
    """Say whether a list of this giver and this room, or of everything, would not be empty."""
    found = None if room is None else lookup.storeroom(room)
    scope = scope_of(lookup.person(name), found, book.today)
    return bool(scope.rooms or scope.cards() or scope.stock() or scope.own_loans())


@pytest.mark.parametrize("seed", range(3))
def test_nothing_appears_or_vanishes_by_a_hand_over(book: Book, seed: int):
    """Sums by room are before as after, whoever hands over what, and after red documents too."""
    r = Random(seed)
    furnish(book, r)
    before = sums(book)
    done = 0
    for _ in range(8):
        giver, taker = r.sample(PEOPLE, 2)
        cause = r.choice((HandoverCause.MOVES, HandoverCause.LEAVES))
        room = r.choice((None, None, *ROOMS))
        wanted = draft(giver=giver, taker=taker, cause=cause, storeroom=room)
        if not has_something(giver, room, book):
            book.refuses(wanted, "nothing_to_hand_over")
            continue
        number = book.make(wanted)
        book.sign_slip(number)
        done += 1
        after = sums(book)
        assert after == before
        if r.randrange(3) == 0:
            book.sign_slip(book.make(ReverseSlip(number=number, reason="误办")))
            assert sums(book) == before
        before = sums(book)
    assert done >= 4
    book.require_whole()


def test_sums_tell_what_vanished(book: Book):
    furnish(book, Random(0))
    before = sums(book)
    book.run(IssueStock(storeroom=CENTRAL, taker=COLLEAGUE, lines=(IssueLine(item="STAPLER"),)))
    assert sums(book) != before


@pytest.mark.parametrize(
    ("giver", "taker", "supervisor"),
    [
        (DIRECTOR, COLLEAGUE, LEADER),
        (KEEPER, DIRECTOR, LEADER),
        (DIRECTOR, LEADER, PRINCIPAL),
        (LEADER, COLLEAGUE, DIRECTOR),
    ],
)
def test_a_hand_over_of_the_director_is_supervised_from_above(
    book: Book, giver: str, taker: str, supervisor: str
) -> None:
    book.asset(code="PC1", holder=giver)
    number = book.make(draft(giver=giver, taker=taker))
    view = slip_view(number, book.session.clock)
    assert view.steps[-1].holder.endswith(f" {supervisor}")
    assert slip_sheet(number).boxes[-1].title == view.steps[-1].title
    book.sign_slip(number)
    assert people_of(book, "PC1")[0] == taker
    book.require_whole()


def test_who_became_director_since_supervises_nothing_of_his_own(book: Book) -> None:
    book.asset(code="PC1", holder=KEEPER)
    number = book.make(draft(giver=KEEPER, taker=COLLEAGUE))
    book.advance()
    book.run(Appoint(person=COLLEAGUE, post=Post.GENERAL_AFFAIRS_DIRECTOR))
    for step in ("giver", "taker"):
        book.sign(number, step)
    with book.refusing("own_supervisor"):
        book.sign(number, "supervisor")
    book.run(WithdrawSlip(number=number))
    again = book.make(draft(giver=KEEPER, taker=COLLEAGUE))
    assert slip_view(again, book.session.clock).steps[-1].holder.endswith(f" {LEADER}")


def test_nobody_above_is_said_before_the_list_is_drawn_up(book: Book) -> None:
    book.asset(code="PC1", holder=DIRECTOR)
    for person, post in ((LEADER, Post.SUPERVISING_LEADER), (PRINCIPAL, Post.PRINCIPAL)):
        book.run(EndAppointment(person=person, post=post, to_on=book.today))
    book.advance()
    book.refuses(draft(giver=DIRECTOR, taker=COLLEAGUE), "no_supervisor")
