"""期初 and catalogue of the stock by the import: once, to the 分, and back again whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.choices import LedgerChoices
from houqin_desktop.domain.ledger.grid import SheetGrid, Workbook
from houqin_desktop.domain.ledger.headers import LedgerKind
from houqin_desktop.domain.stock import ReceiptSource
from houqin_desktop.services.importing.decisions import ImportDecisions, decided
from houqin_desktop.services.importing.plan import ImportPlan
from houqin_desktop.services.importing.planning import plan_import
from houqin_desktop.services.importing.undo import UndoImport, find_batch
from houqin_desktop.services.importing.verbs import import_plan
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.stock.drafts import CorrectItem, ReceiptLine, ReceiveStock
from houqin_desktop.storage.item_import import slips_of_batch
from houqin_desktop.storage.stock import StockItem, worths
from tests.builders import OTHER_ROOM, ROOM, Book

HEADER = ("物品名称", "规格型号", "单位", "类别", "数量", "单价", "金额", "保管室", "俗名")
CHALK = ("粉笔", "白色", "盒", "材料", 120, 2.5, 300, ROOM, "")
PAPER = ("复印纸", "A4", "包", "材料", 10, "", 199.99, OTHER_ROOM, "打印纸")


def tried(book: Book, *rows: tuple[Any, ...], digest: str = "ab") -> ImportPlan:
    grid = SheetGrid("Sheet1", (HEADER, *rows))
    workbook = Workbook("库存.xlsx", digest * 32, (grid,))
    return plan_import(book.session, workbook, LedgerChoices(kind=LedgerKind.STOCK))


def bring_in(book: Book, *rows: tuple[Any, ...], digest: str = "ab") -> str:
    number = import_plan(book.session, tried(book, *rows, digest=digest), skip_rejected=True)
    assert number is not None
    return number


def heap(plan: ImportPlan) -> tuple[int, int, int, int]:
    counts = plan.counts
    return counts["added"], counts["updated"], counts["unchanged"], counts["rejected"]


def school() -> tuple[int, int]:
    there = worths().values()
    return sum(w.quantity for w in there), sum(w.value_fen for w in there)


def said(plan: ImportPlan) -> str:
    return "\n".join(issue.message for issue in plan.issues)


def test_what_the_ledger_says_lies_in_the_rooms_to_the_fen(book: Book) -> None:
    bring_in(book, CHALK, PAPER)
    assert school() == (130, 49999)
    assert {item.name for item in StockItem.every()} == {"粉笔", "复印纸"}
    book.require_whole()


def test_the_same_file_again_brings_nothing(book: Book) -> None:
    bring_in(book, CHALK, PAPER)
    again = tried(book, CHALK, PAPER)
    assert heap(again) == (0, 0, 2, 0)
    assert not again.writes


def test_a_mended_copy_brings_only_what_is_new(book: Book) -> None:
    bring_in(book, CHALK, ("墨水", "", "瓶", "材料", "若干", 3, "", ROOM, ""))
    mended = tried(book, CHALK, ("墨水", "", "瓶", "材料", 4, 3, "", ROOM, ""), digest="cd")
    assert heap(mended) == (1, 0, 1, 0)
    import_plan(book.session, mended)
    assert school() == (124, 31200)


def test_another_number_for_a_room_that_has_its_opening_is_not_entered(book: Book) -> None:
    bring_in(book, CHALK)
    more = tried(book, ("粉笔", "白色", "盒", "材料", 130, 2.5, 325, ROOM, ""), digest="cd")
    assert heap(more) == (0, 0, 1, 0)
    assert "数量或金额不同" in said(more)


def test_a_row_that_repeats_another_is_pointed_out(book: Book) -> None:
    plan = tried(book, CHALK, PAPER, CHALK)
    assert [(r.row.row_number, r.look_alike) for r in plan.look_alikes] == [(4, "Sheet1!2")]
    assert plan.counts["doubtful"] == 1


def test_a_thing_in_two_units_is_doubted(book: Book) -> None:
    plan = tried(book, CHALK, ("粉笔", "白色", "箱", "材料", 2, 90, 180, ROOM, ""))
    assert plan.counts["doubtful"] == 1
    assert "单位不同（盒）" in said(plan)


def test_of_a_row_that_stays_out_nothing_is_written(book: Book) -> None:
    first = ("粉笔", "白色", "盒", "材料", 1, 2, 2, ROOM, "别的名字")
    plan = tried(book, first, ("粉笔", "白色", "盒", "材料", 3, 2, 6, OTHER_ROOM, "白笔"))
    import_plan(book.session, decided(plan, ImportDecisions(frozenset({("Sheet1", 2)}))))
    assert school() == (3, 600)
    assert [item.everyday_names for item in StockItem.every()] == ["白笔"]


def test_of_a_row_that_is_refused_nothing_is_written(book: Book) -> None:
    first = ("粉笔", "白色", "盒", "材料", 1, 2, 2, "不存在的室", "别的名字")
    bring_in(book, first, ("粉笔", "白色", "盒", "材料", "", "", "", ROOM, "白笔"))
    assert [item.everyday_names for item in StockItem.every()] == ["白笔"]


def test_a_code_is_brought_by_one_item_and_given_out_to_no_other(book: Book) -> None:
    taken, free = ("甲", "", "个", "材料", 1, "", 2, ROOM, ""), "WP00001"
    names = (*HEADER, "物品编号")
    rows = ((*taken, ""), ("乙", *taken[1:], free), ("丙", *taken[1:], free))
    workbook = Workbook("库存.xlsx", "ab" * 32, (SheetGrid("Sheet1", (names, *rows)),))
    plan = plan_import(book.session, workbook, LedgerChoices(kind=LedgerKind.STOCK))
    assert heap(plan) == (2, 0, 0, 1)
    assert "编号与“Sheet1”第 3 行相同" in said(plan)
    import_plan(book.session, plan, skip_rejected=True)
    assert {item.name: item.code == free for item in StockItem.every()} == {"甲": False, "乙": True}


def test_another_room_of_a_known_item_gets_its_opening(book: Book) -> None:
    bring_in(book, CHALK)
    other = ("粉笔", "白色", "盒", "材料", 1, 2, 2, OTHER_ROOM, "")
    assert heap(tried(book, other, digest="cd")) == (0, 1, 0, 0)


def test_an_everyday_name_means_the_item(book: Book) -> None:
    bring_in(book, PAPER)
    plan = tried(book, ("打印纸", "", "包", "材料", 1, 2, 2, ROOM, ""), digest="cd")
    assert heap(plan) == (0, 1, 0, 0)
    assert "俗名" in said(plan)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("粉笔", "白色", "箱", "材料", 1, 2, 2, ROOM, ""), "单位是“盒”"),
        (("红墨水", "", "瓶", "材料", 1, 2, 2, "不存在的室", ""), "现有的保管室里没有"),
    ],
)
def test_what_the_book_contradicts_stays_out(book: Book, row: tuple[Any, ...], why: str) -> None:
    bring_in(book, CHALK)
    plan = tried(book, row, digest="cd")
    assert heap(plan) == (0, 0, 0, 1)
    assert why in said(plan)


def test_a_batch_taken_back_leaves_nothing_and_may_come_again(book: Book) -> None:
    number = bring_in(book, CHALK, PAPER)
    book.run(UndoImport(batch=number))
    assert school() == (0, 0)
    assert all(item.retired for item in StockItem.every())
    book.require_whole()
    bring_in(book, CHALK, PAPER)
    assert school() == (130, 49999)
    assert not any(item.retired for item in StockItem.every())
    book.require_whole()


def test_a_batch_whose_item_was_corrected_since_stays_and_says_why(book: Book) -> None:
    number = bring_in(book, CHALK)
    code = StockItem.every()[0].code
    book.run(CorrectItem(item=code, remarks="新"))
    with pytest.raises(Refused, match=code):
        book.run(UndoImport(batch=number))
    assert school() == (120, 30000)


def test_a_batch_whose_slip_is_signed_stays_and_names_the_slip(book: Book) -> None:
    number = bring_in(book, CHALK)
    slip = slips_of_batch(find_batch(number).id)[0][1]
    book.sign_slip(slip)
    with pytest.raises(Refused, match=slip):
        book.run(UndoImport(batch=number))
    assert school() == (120, 30000)


def test_a_batch_whose_item_was_moved_since_stays_and_names_the_slip(book: Book) -> None:
    number = bring_in(book, CHALK)
    code = StockItem.every()[0].code
    line = ReceiptLine(item=code, quantity=1, price=100)
    later = ReceiveStock(storeroom=OTHER_ROOM, source=ReceiptSource.DONATION, lines=(line,))
    slip = book.run(later).number
    assert slip is not None
    with pytest.raises(Refused, match=slip):
        book.run(UndoImport(batch=number))
    book.run(WithdrawSlip(number=slip, reason="写错了"))
    book.run(UndoImport(batch=number))
    assert school() == (0, 0)
    book.require_whole()


LINES = st.lists(
    st.tuples(st.integers(0, 500), st.integers(0, 99_999), st.sampled_from((ROOM, OTHER_ROOM))),
    min_size=1,
    max_size=5,
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES)
def test_the_stock_is_what_the_ledger_says_and_nothing_after_it(book: Book, lines: Any) -> None:
    before = school()
    kept = [(n, fen if n else 0, room) for n, fen, room in lines]
    rows = [
        (f"物品{at}", "", "个", "材料", n, "", f"{fen / 100:.2f}", room, "")
        for at, (n, fen, room) in enumerate(kept)
    ]
    number = bring_in(book, *rows)
    quantity = sum(n for n, _, _ in kept)
    assert school() == (before[0] + quantity, before[1] + sum(fen for _, fen, _ in kept))
    book.run(UndoImport(batch=number))
    assert school() == before
