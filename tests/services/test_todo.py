"""今日待办: everything that waits is in the list, and nothing that does not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.day_list import DayGroup, DayLine, fitted
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.backups.making import make_backup
from houqin_desktop.services.disposal.drafts import RecordPrinting, RecordResidual
from houqin_desktop.services.people.departure import RecordDeparture
from houqin_desktop.services.people.storerooms import AddStoreroom
from houqin_desktop.services.people.verbs import EndAppointment
from houqin_desktop.services.registers.listing import Filter, register
from houqin_desktop.services.reports.catalogue import report
from houqin_desktop.services.settings import ChangeSetting
from houqin_desktop.services.stock.drafts import AddItem, RetireItem, SetMinimum
from houqin_desktop.services.storerooms.closing import CloseStoreroom
from houqin_desktop.services.todo.day_list import TodoGroup, today_list
from tests.builders import CENTRAL, COLLEAGUE, HEAD_KEEPER, KEEPER, ROOM, Book


def groups(book: Book) -> dict[str, TodoGroup]:
    return {group.key: group for group in today_list(book.session)}


def texts(book: Book, key: str) -> list[str]:
    found = groups(book).get(key)
    return [] if found is None else [line.text for line in found.lines]


def test_a_printed_paper_is_listed_with_who_took_it_and_for_how_many_days(book: Book):
    number = book.small_case()
    book.run(RecordPrinting(number=number, taken_by=COLLEAGUE))
    book.advance(9)
    (line,) = groups(book)["papers_out"].lines
    assert line.text == f"{number} 报废单在 {COLLEAGUE} 手里"
    assert line.days == 9
    assert line.leads.key == number


def test_a_paper_nobody_was_named_for_is_with_who_printed_it(book: Book):
    number = book.small_case()
    book.run(RecordPrinting(number=number))
    assert texts(book, "papers_out") == [f"{number} 报废单在 {HEAD_KEEPER} 手里"]


def test_the_last_one_who_took_a_paper_is_the_one_who_has_it(book: Book):
    number = book.small_case()
    book.run(RecordPrinting(number=number, taken_by=COLLEAGUE))
    book.run(RecordPrinting(number=number))
    assert texts(book, "papers_out") == [f"{number} 报废单在 {HEAD_KEEPER} 手里"]


def test_a_paper_that_came_back_with_all_signatures_is_no_longer_out(book: Book):
    number = book.small_case()
    book.run(RecordPrinting(number=number))
    book.sign_all(number)
    assert "papers_out" not in groups(book)


def test_the_box_whose_turn_it_is_waits_for_its_hand(book: Book):
    number = book.small_case()
    book.advance(3)
    assert texts(book, "signatures_due") == [f"{number} 等分保管员申请签字"]
    book.sign(number, "storekeeper")
    book.advance(2)
    (line,) = groups(book)["signatures_due"].lines
    assert line.text == f"{number} 等总务室认定签字"
    assert line.days == 2


def test_an_approved_case_waits_for_the_office_until_its_remains_are_recorded(book: Book):
    number = book.small_case()
    book.sign_all(number)
    assert texts(book, "steps_due") == [f"{number} 下账"]
    book.write_off(number)
    assert texts(book, "steps_due") == [f"{number} 登记残值"]
    book.run(RecordResidual(number=number, method="出售", amount=100))
    assert "steps_due" not in groups(book)


def test_what_is_pending_and_stands_still_is_listed_after_the_days_of_the_school(book: Book):
    code = book.asset(name="旧电脑", specification="486")
    book.run(CorrectAsset(code=code, status=AssetStatus.PENDING_DISPOSAL, reason="待报废"))
    book.advance(6)
    assert texts(book, "standing_still") == []
    book.advance(1)
    assert texts(book, "standing_still") == ["旧电脑 486 共 1 件"]
    book.run(ChangeSetting(key="paper_days", value="30"))
    assert texts(book, "standing_still") == []
    book.run(ChangeSetting(key="paper_days", value="1"))
    book.apply(code)
    assert texts(book, "standing_still") == []


def test_cards_without_their_people_are_counted(book: Book):
    code = book.asset()
    assert texts(book, "cards_to_settle") == ["1 张卡片待补责任人"]
    book.run(
        CorrectAsset(
            code=code, holder=COLLEAGUE, responsible=COLLEAGUE, keeper=COLLEAGUE, reason="补"
        )
    )
    assert "cards_to_settle" not in groups(book)


def test_a_card_of_somebody_who_left_waits_for_somebody_else(book: Book):
    code = book.asset(responsible=HEAD_KEEPER, keeper=HEAD_KEEPER)
    before = book.today
    book.advance()
    book.run(RecordDeparture(person=COLLEAGUE))
    book.run(CorrectAsset(code=code, holder=COLLEAGUE), on=before)
    assert texts(book, "cards_to_settle") == ["1 张卡片待补责任人"]
    found = register(book.session, "assets").index((Filter("missing_role", "", ""),))
    assert list(found.keys) == [1]
    (section,) = report(book.session, "missing_custody").sections
    assert section.rows[0][-3:] == (f"{COLLEAGUE}（已离岗）", HEAD_KEEPER, HEAD_KEEPER)
    assert report(book.session, "missing_custody", on=before).sections == ()
    book.run(CorrectAsset(code=code, holder=HEAD_KEEPER))
    assert texts(book, "cards_to_settle") == []


def test_a_backup_is_asked_for_until_it_is_made_and_again_when_it_is_old(
    book: Book, tmp_path: Path
):
    book.run(ChangeSetting(key="backup_folder", value=str(tmp_path)))
    assert texts(book, "old_backup") == ["还没有存到U盘的备份"]
    make_backup(book.session, tmp_path / "备份.zip")
    assert texts(book, "old_backup") == []
    book.move_to(book.today + timedelta(days=7))
    assert texts(book, "old_backup") == ["上次存到U盘的备份是 7 天前"]


def test_the_longest_wait_comes_first(book: Book):
    first = book.small_case()
    book.advance(5)
    second = book.small_case()
    numbers = [line.leads.key for line in groups(book)["signatures_due"].lines]
    assert numbers == [first, second]


@given(
    sizes=st.lists(st.integers(0, 60), max_size=9),
    rows=st.integers(30, 60),
)
def test_the_printed_list_fits_one_sheet_and_loses_no_count(sizes: list[int], rows: int):
    whole = tuple(
        DayGroup(str(at), tuple(DayLine(f"{n}", "", "") for n in range(size)))
        for at, size in enumerate(sizes)
    )
    cut = fitted(whole, rows)
    used = sum(1 + len(group.lines) + bool(group.left_out) for group in cut)
    assert used <= max(rows, len(whole))
    assert [len(g.lines) + g.left_out for g in cut] == sizes


@pytest.mark.parametrize("size", [1, 5])
def test_short_groups_are_printed_whole_beside_long_ones(size: int):
    lines = tuple(DayLine(str(n), "", "") for n in range(100))
    short, long = fitted((DayGroup("短", lines[:size]), DayGroup("长", lines)), 38)
    assert short.left_out == 0
    assert len(long.lines) + long.left_out == 100
    assert long.left_out > 0


def test_a_room_that_nobody_keeps_waits_for_a_keeper(book: Book):
    assert texts(book, "rooms_without_keeper") == []
    book.run(AddStoreroom(name="图书室"))
    book.run(EndAppointment(person=KEEPER, post=Post.STOREKEEPER, storeroom=ROOM))
    assert texts(book, "rooms_without_keeper") == ["图书室还没有任命过保管员"]
    book.advance(3)
    ended, never = groups(book)["rooms_without_keeper"].lines
    assert (ended.text, ended.days, ended.leads.key) == (f"{ROOM}没有保管员", 3, ROOM)
    assert never.text == "图书室还没有任命过保管员"
    book.run(CloseStoreroom(storeroom=ROOM))
    assert texts(book, "rooms_without_keeper") == ["图书室还没有任命过保管员"]


def test_stock_below_the_minimum_of_a_room_or_the_school_is_listed_with_what_is_missing(book: Book):
    book.run(AddItem(name="白粉笔", kind=StockKind.MATERIAL, unit="盒", minimum=30))
    for room in (CENTRAL, ROOM):
        book.run(SetMinimum(item="白粉笔", storeroom=room, quantity=10))
    book.receive("白粉笔", 10, 1_000)
    lines = groups(book)["stock_low"].lines
    assert [(line.text, line.detail) for line in lines] == [
        ("全校的白粉笔只有 10 盒", "最低库存 30 盒，还差 20 盒"),
        (f"{ROOM}的白粉笔只有 0 盒", "最低库存 10 盒，还差 10 盒"),
    ]
    assert {line.leads.key for line in lines} == {"WP00001"}
    states = {row["保管室或个人"]: row["状态"] for row in book.listed("stock")}
    assert states == {CENTRAL: "充足", ROOM: "低于最低库存"}
    book.receive("白粉笔", 20, 2_000, storeroom=ROOM)
    assert "stock_low" not in groups(book)


def test_nobody_is_asked_for_an_item_that_is_no_longer_kept(book: Book):
    book.run(AddItem(name="白粉笔", kind=StockKind.MATERIAL, unit="盒", minimum=30))
    book.run(SetMinimum(item="白粉笔", storeroom=ROOM, quantity=10))
    book.run(RetireItem(item="白粉笔"))
    assert "stock_low" not in groups(book)
    assert book.listed("stock") == []
