"""The guard against buying twice: what is in the house already is said, and where and with whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from houqin_desktop.domain.asset import AcquisitionMethod, AssetStatus
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.likeness.matching import Strength
from houqin_desktop.domain.procurement import LineChoice
from houqin_desktop.domain.stock import ReceiptSource, StockKind
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.likeness import things
from houqin_desktop.services.likeness.lots import Lot, Source, Standing
from houqin_desktop.services.likeness.things import LikeThings, like_things
from houqin_desktop.services.loan.drafts import IssueLine, IssueStock, Lend, LoanLine
from houqin_desktop.services.procurement.drafts import (
    CloseRequest,
    DecideLine,
    DeliveredLine,
    OrderLine,
    StockAccepted,
    WantedLine,
)
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.stock.drafts import AddItem, ReceiptLine, ReceiveStock
from tests.builders import (
    CENTRAL,
    COLLEAGUE,
    DEPARTMENT,
    KEEPER,
    LEADER,
    OTHER_ROOM,
    ROOM,
    TODAY,
    Book,
)
from tests.procuring import PROJECTOR as DRONE
from tests.procuring import approved, arrived, ask, bought, open_shops, stocked

if TYPE_CHECKING:
    import pytest

PROJECTOR = "A02020200"


def projector(book: Book, status: AssetStatus, **values: object) -> str:
    filled = {"name": "投影机", "category": PROJECTOR, "specification": "CB-965H", **values}
    return book.asset(status=status, **filled)


def stapler(book: Book, everyday_names: str | None = None) -> None:
    draft = AddItem(
        code="STAPLER",
        name="订书机",
        kind=StockKind.CONSUMABLE,
        unit="个",
        everyday_names=everyday_names,
    )
    book.run(draft)


def said(book: Book, wording: str, *further: str) -> list[tuple[str, str, int, str]]:
    return [
        (thing.lot.standing.label, thing.lot.name, thing.lot.pieces, thing.lot.room)
        for thing in like_things(book.session, wording, *further)
    ]


def test_an_idle_thing_of_another_name_in_another_room_is_said_with_where_and_its_keeper(
    book: Book,
):
    code = projector(book, AssetStatus.IDLE, place="器材柜", keeper=KEEPER, storeroom=OTHER_ROOM)
    (thing,) = like_things(book.session, "投影仪")
    lot = thing.lot
    assert (lot.standing, lot.pieces, lot.unit, lot.room) == (Standing.IDLE, 1, "台", OTHER_ROOM)
    assert (lot.place, lot.keeper, lot.condition) == ("器材柜", KEEPER, "闲置")
    assert (lot.acquired_on, lot.numbers, lot.is_card) == ("1995-09", (code,), True)
    assert thing.likeness.reason == "“投影仪”就是“投影机”"
    assert (
        lot.words
        == f"闲置 1 台：投影机 CB-965H，{OTHER_ROOM}（器材柜），保管人 {KEEPER}，1995-09 取得"
    )


def test_nothing_is_said_where_nothing_like_it_is_there(book: Book):
    projector(book, AssetStatus.IDLE)
    stapler(book)
    book.receive("STAPLER", 5, 10_000)
    for wording in ("投影幕布", "投影仪灯泡", "订书钉", "螺丝", "", " ", "。"):
        assert said(book, wording) == []


def test_idle_comes_first_then_what_lies_there_was_bought_lately_waits_or_is_used(book: Book):
    projector(book, AssetStatus.IN_USE)
    projector(book, AssetStatus.PENDING_DISPOSAL)
    projector(book, AssetStatus.IN_USE, acquired_on=PartialDate(2026, 3))
    projector(book, AssetStatus.SEALED)
    book.run(AddItem(code="LENT", name="投影仪", kind=StockKind.CONSUMABLE, unit="台"))
    book.receive("LENT", 3, 10_000)
    assert [label for label, *_ in said(book, "投影仪")] == [
        "闲置",
        "在库",
        "近一年购入",
        "待报废",
        "在用",
    ]


def test_what_was_given_to_the_school_or_is_a_year_old_was_not_bought_lately(book: Book):
    given = AcquisitionMethod.DONATION
    projector(book, AssetStatus.IN_USE, acquired_on=PartialDate(2026, 3), acquisition_method=given)
    projector(book, AssetStatus.IN_USE, acquired_on=PartialDate(2025, 10))
    assert said(book, "投影仪") == [("在用", "投影机", 2, ROOM)]


def test_cards_of_one_name_and_size_in_one_room_are_one_lot(book: Book):
    for specification in ("CB-965H", "CB-965H", "VPL-F500H"):
        projector(book, AssetStatus.IDLE, specification=specification)
    projector(book, AssetStatus.IDLE, storeroom=OTHER_ROOM)
    found = sorted(said(book, "投影仪"))
    assert [(pieces, room) for _, _, pieces, room in found] == [
        (1, OTHER_ROOM),
        (1, ROOM),
        (2, ROOM),
    ]


def test_the_same_size_comes_before_another(book: Book):
    for specification, quantity in (("A3", 9), ("A4", 1)):
        item = f"PAPER{specification}"
        book.run(
            AddItem(
                code=item,
                name="复印纸",
                specification=specification,
                kind=StockKind.MATERIAL,
                unit="包",
            )
        )
        book.receive(item, quantity, 1_000)
    assert [pieces for _, _, pieces, _ in said(book, "A4打印纸")] == [1, 9]
    assert [pieces for _, _, pieces, _ in said(book, "打印纸", "A3")] == [9, 1]


def test_what_is_lent_out_is_with_each_borrower_and_not_idle(book: Book):
    code = projector(book, AssetStatus.IDLE, quantity=5)
    for borrower, pieces in ((COLLEAGUE, 1), (LEADER, 2)):
        due = TODAY + timedelta(days=7)
        lines = (LoanLine(item=code, quantity=pieces),)
        book.make(Lend(storeroom=ROOM, borrower=borrower, due_on=due, lines=lines))
    found = [thing.lot for thing in like_things(book.session, "投影仪")]
    assert [(lot.condition, lot.pieces, lot.user) for lot in found] == [
        ("闲置", 2, ""),
        ("借出", 2, LEADER),
        ("借出", 1, COLLEAGUE),
    ]


def test_stock_is_said_by_room_by_who_has_it_and_by_what_was_bought(book: Book):
    stapler(book)
    wanted = WantedLine(name="STAPLER", quantity=5, price=2_000)
    open_shops(book)
    stocked(book, bought(book, approved(book, wanted)), DeliveredLine(line=1, delivered=5))
    lines = (ReceiptLine(item="STAPLER", quantity=1, amount=2_000),)
    book.run(ReceiveStock(storeroom=CENTRAL, source=ReceiptSource.OTHER, lines=lines))
    line = IssueLine(item="STAPLER", quantity=2)
    book.run(IssueStock(storeroom=CENTRAL, taker=COLLEAGUE, lines=(line,)))
    found = [thing.lot for thing in like_things(book.session, "订书器")]
    assert [(lot.standing.label, lot.pieces, lot.room, lot.user) for lot in found] == [
        ("在库", 4, CENTRAL, ""),
        ("近一年购入", 5, "", ""),
        ("在用", 2, "", COLLEAGUE),
    ]
    assert found[1].acquired_on == TODAY.isoformat()


def test_a_thing_is_found_by_the_everyday_names_on_its_own_item(book: Book):
    stapler(book, everyday_names="书钉枪、啪啪机")
    book.receive("STAPLER", 5, 10_000)
    assert said(book, "啪啪机") == [("在库", "订书机", 5, CENTRAL)]


def test_a_name_that_says_nothing_is_understood_by_its_category(book: Book):
    projector(book, AssetStatus.IDLE, name="甲乙丙")
    assert said(book, "投影仪") == [("闲置", "甲乙丙", 1, ROOM)]
    assert said(book, "子丑寅", "", PROJECTOR) == [("闲置", "甲乙丙", 1, ROOM)]
    (same,) = like_things(book.session, "甲乙丙", "", PROJECTOR)
    assert (same.likeness.strength, same.likeness.reason) == (Strength.STRONG, "名称相同")


def test_an_open_form_sees_what_was_entered_meanwhile(book: Book):
    asker = LikeThings(book.session)
    assert asker.find("投影仪") == ()
    code = projector(book, AssetStatus.IN_USE)
    assert [thing.lot.standing for thing in asker.find("投影仪")] == [Standing.IN_USE]
    book.run(CorrectAsset(code=code, status=AssetStatus.IDLE))
    assert [thing.lot.standing for thing in asker.find("投影仪")] == [Standing.IDLE]


def on_order(book: Book) -> list[tuple[int, str]]:
    found = like_things(book.session, "无人机")
    return [(one.lot.pieces, one.lot.condition) for one in found if not one.lot.is_card]


def test_what_is_asked_for_or_ordered_is_on_its_way_until_it_is_in(book: Book):
    open_shops(book)
    request = ask(book, replace(DRONE, quantity=5))
    assert on_order(book) == [(5, f"{DEPARTMENT}申请，待批准")]
    cut = DecideLine(number=request, line=1, choice=LineChoice.CUT, quantity=1, reason="够用")
    book.run(cut)
    book.sign_slip(request)
    assert on_order(book) == [(4, f"{DEPARTMENT}申请，已批准待采购")]
    purchase = bought(book, lines=(OrderLine(request=request, line=1, quantity=3),), requests=None)
    part = arrived(book, purchase, DeliveredLine(line=1, delivered=2))
    assert sorted(on_order(book)) == [
        (1, f"{DEPARTMENT}申请，已批准待采购"),
        (1, f"{DEPARTMENT}申请，已订购"),
        (2, f"{DEPARTMENT}申请，已验收待入库"),
    ]
    book.sign_slip(part)
    book.run(StockAccepted(number=part))
    assert sorted(pieces for pieces, _ in on_order(book)) == [1, 1]
    assert {one.lot.standing for one in like_things(book.session, "无人机")} == {
        Standing.ON_ORDER,
        Standing.RECENT,
    }


def test_what_nobody_buys_any_more_is_on_no_way(book: Book):
    open_shops(book)
    request = approved(book, DRONE)
    book.run(CloseRequest(number=request, reason="借到了"))
    taken_back = ask(book, DRONE)
    book.run(WithdrawSlip(number=taken_back))
    assert on_order(book) == []


def one_source() -> list[Source]:
    ordered = Lot(name="投影机", specification="", standing=Standing.ON_ORDER, pieces=4)
    return [Source(lambda _since: [ordered])]


def test_a_feature_adds_what_it_has_by_a_source(book: Book, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(things, "_sources", one_source)
    assert said(book, "投影仪") == [("在途", "投影机", 4, "")]
