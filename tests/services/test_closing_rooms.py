"""停用保管室: a room is closed when it is empty and nobody keeps it; what it had stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.count.drafts import OpenCount
from houqin_desktop.services.loan.drafts import Lend, LoanLine
from houqin_desktop.services.people.departure import RecordDeparture
from houqin_desktop.services.people.storerooms import AddStoreroom
from houqin_desktop.services.people.verbs import Appoint, EndAppointment
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.stock.drafts import AddItem
from houqin_desktop.services.storerooms.closing import CloseStoreroom, ReopenStoreroom
from houqin_desktop.services.storerooms.room_page import room_page
from houqin_desktop.services.undoing.verbs import UndoCommand
from tests.builders import CENTRAL, COLLEAGUE, KEEPER, OTHER_ROOM, ROOM, TODAY, Book

CLOSE = CloseStoreroom(storeroom=ROOM)


def end_keeping(book: Book) -> None:
    book.run(EndAppointment(person=KEEPER, post=Post.STOREKEEPER, storeroom=ROOM))


def test_an_empty_room_that_nobody_keeps_is_closed_and_takes_nothing_any_more(book: Book):
    end_keeping(book)
    book.run(CLOSE)
    (row,) = book.rows("storeroom", "name = ?", ROOM)
    assert (row["closed"], row["closed_on"]) == (1, TODAY.isoformat())
    with book.refusing("unknown_storeroom"):
        book.asset()
    keeping = Appoint(person=COLLEAGUE, post=Post.STOREKEEPER, storeroom=ROOM)
    book.refuses(keeping, "unknown_storeroom")
    book.refuses(CLOSE, "unknown_storeroom")
    book.refuses(AddStoreroom(name=ROOM), "room_closed")
    book.require_whole()


def test_all_that_stands_in_the_way_is_named(book: Book):
    book.asset(quantity=3)
    with pytest.raises(Refused) as caught:
        book.run(CLOSE)
    assert caught.value.code == "room_not_empty"
    assert "1 张卡片、3 件资产" in caught.value.sentence
    assert KEEPER in caught.value.sentence


def test_a_room_whose_things_went_elsewhere_is_closed_from_the_day_of_the_last_move(book: Book):
    code = book.asset()
    book.run(CorrectAsset(code=code, storeroom=OTHER_ROOM, reason="并室"))
    end_keeping(book)
    book.refuses(CLOSE, "room_not_empty", on=TODAY - timedelta(days=1))
    book.run(CLOSE)
    book.require_whole()


def test_a_keeper_who_comes_later_stands_in_the_way_too(book: Book):
    end_keeping(book)
    later = Appoint(
        person=COLLEAGUE,
        post=Post.STOREKEEPER,
        storeroom=ROOM,
        from_on=TODAY + timedelta(days=5),
    )
    book.run(later)
    book.refuses(CLOSE, "room_not_empty")


def test_the_central_storeroom_is_never_closed(book: Book):
    book.refuses(CloseStoreroom(storeroom=CENTRAL), "central_storeroom")


def test_a_closed_room_is_used_again_and_both_are_undone(book: Book):
    book.refuses(ReopenStoreroom(storeroom=ROOM), "unknown_storeroom")
    end_keeping(book)
    closed = book.run(CLOSE)
    book.run(UndoCommand(command_id=closed.command_id))
    book.asset()
    book.run(CloseStoreroom(storeroom=make_empty(book)))
    opened = book.run(ReopenStoreroom(storeroom="图书室"))
    book.run(UndoCommand(command_id=opened.command_id))
    (row,) = book.rows("storeroom", "name = '图书室'")
    assert row["closed_on"] == TODAY.isoformat()
    book.require_whole()


def make_empty(book: Book) -> str:
    return book.make(AddStoreroom(name="图书室"))


def test_the_list_of_rooms_says_since_when_who_keeps_them_and_which_are_closed(book: Book):
    book.run(CloseStoreroom(storeroom=make_empty(book)))
    book.asset(quantity=2)
    rooms = register(book.session, "storerooms")
    titles = [column.title for column in rooms.columns]
    rows = {row[0]: dict(zip(titles, row, strict=True)) for row in rooms.rows(rooms.index().keys)}
    kept = rows[ROOM]
    assert (kept["保管员"], kept["任职起日"], kept["状态"]) == (KEEPER, "2025-09-01", "使用中")
    assert (kept["卡片"], kept["数量"]) == (1, 2)
    closed = rows["图书室"]
    assert (closed["状态"], closed["停用日期"]) == ("已停用", TODAY.isoformat())
    assert next(iter(rows)) == CENTRAL


def test_somebody_who_keeps_a_room_cannot_leave_and_hears_which(book: Book):
    with pytest.raises(Refused) as caught:
        book.run(RecordDeparture(person=KEEPER))
    assert caught.value.code == "still_held"
    assert f"{ROOM}的分保管员" in caught.value.sentence


def test_one_person_may_keep_several_rooms(book: Book):
    book.run(Appoint(person=KEEPER, post=Post.STOREKEEPER, storeroom=OTHER_ROOM))
    assert {room_page(book.session, name).keeper for name in (ROOM, OTHER_ROOM)} == {KEEPER}
    book.require_whole()


def test_the_page_of_a_room_says_what_is_in_it_who_uses_it_and_what_is_open(book: Book):
    code = book.asset(quantity=4, holder=COLLEAGUE, place="讲台")
    number = book.apply(code)
    page = room_page(book.session, ROOM)
    assert (page.code, page.level, page.keeper) == ("ROOM002", "分保管室", KEEPER)
    lines = {block.key: [(one.text, one.detail) for one in block.lines] for block in page.blocks}
    assert lines["assets"][0] == ("合计", "1 张卡片 · 4 件 · 原值 1,200.00 元")
    assert lines["users"] == [(COLLEAGUE, "1 张卡片 · 4 件 · 原值 1,200.00 元")]
    assert lines["papers"][0][0].startswith(number)
    assert "来源 → 本室" in lines["moves"][0][1]
    assert lines["keepers"] == [(f"{KEEPER}（分保管员）", "2025-09-01 至今")]


def named(book: Book) -> str:
    with pytest.raises(Refused) as caught:
        book.run(CLOSE)
    assert caught.value.code == "room_not_empty"
    return caught.value.sentence


def test_stock_open_slips_loans_and_counts_keep_a_room_open_and_stand_on_its_page(book: Book):
    end_keeping(book)
    book.run(AddItem(code="STAPLER", name="订书机", kind=StockKind.CONSUMABLE, unit="个"))
    received = book.receive("STAPLER", 5, 10_000, storeroom=ROOM)
    lines = (LoanLine(item="STAPLER", quantity=3),)
    due = TODAY + timedelta(days=7)
    lent = book.make(Lend(storeroom=ROOM, borrower=COLLEAGUE, due_on=due, lines=lines))
    book.asset()
    counted = book.make(OpenCount(rooms=(ROOM,)))
    sentence = named(book)
    for words in ("1 种、2 件库存物品", received, f"还没有还（{lent}）", counted):
        assert words in sentence
    page = room_page(book.session, ROOM)
    found = {
        block.key: [f"{one.text} {one.detail}" for one in block.lines] for block in page.blocks
    }
    assert found["stock"] == ["合计 1 种 · 2 件", "订书机 2 个"]
    assert COLLEAGUE in found["loans"][0]
    assert f"{due} 前还" in found["loans"][0]
    assert found["counts"] == [f"{counted} 正在清查 "]
    assert [one.split()[0] for one in found["papers"]] == [received, lent]
    book.require_whole()
