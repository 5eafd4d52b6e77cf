"""期初 and catalogue of the stock by the import: once, to the 分, and back again whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.choices import LayoutChoice, LedgerChoices
from houqin_desktop.domain.ledger.grid import SheetGrid, Workbook
from houqin_desktop.domain.ledger.headers import LedgerKind
from houqin_desktop.domain.stock import ReceiptSource, StockKind
from houqin_desktop.services.importing.decisions import ImportDecisions, decided
from houqin_desktop.services.importing.plan import ImportPlan, RowAction
from houqin_desktop.services.importing.planning import plan_import
from houqin_desktop.services.importing.undo import UndoImport, find_batch
from houqin_desktop.services.importing.verbs import import_plan
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.stock.drafts import AddItem, CorrectItem, ReceiptLine, ReceiveStock
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


def item_row(book: Book, code: str) -> dict[str, Any]:
    (row,) = book.rows("stock_item", "code = ?", code)
    return row


WIDE = ("物品编号", *HEADER[:5], "最低库存", "换算", "俗名", "备注", "有效期至", "保管室", "金额")


def wide(
    book: Book, *said: dict[str, Any], digest: str = "cd", layout: LayoutChoice | None = None
) -> ImportPlan:
    rows = tuple(tuple(one.get(title, "") for title in WIDE) for one in said)
    workbook = Workbook("目录.xlsx", digest * 32, (SheetGrid("Sheet1", (WIDE, *rows)),))
    tried = plan_import(book.session, workbook, LedgerChoices(kind=LedgerKind.STOCK))
    if layout is None:
        return tried
    layouts = {tried.ledger.tables[0].signature: layout}
    return plan_import(
        book.session, workbook, LedgerChoices(kind=LedgerKind.STOCK, layouts=layouts)
    )


def changes(plan: ImportPlan) -> list[tuple[str, str, str]]:
    return [(each.title, each.old, each.new) for row in plan.rows for each in row.changes]


@pytest.fixture
def chalk(book: Book) -> str:
    """A known item of the catalogue of which nothing has moved yet."""
    draft = AddItem(
        name="粉笔",
        kind=StockKind.MATERIAL,
        unit="盒",
        specification="白色",
        category="教具",
        pack_unit="箱",
        pack_size=24,
        everyday_names="白笔",
        minimum=10,
        remarks="放在一楼",
    )
    code = book.run(draft).number
    assert code is not None
    return code


OTHERWISE = {
    "物品名称": "粉笔",
    "规格型号": "无尘白色",
    "单位": "支",
    "类别": "低值易耗品",
    "最低库存": 20,
    "换算": "12支/盒",
    "俗名": "无尘笔",
    "备注": "放在二楼",
    "有效期至": "2027-05-01",
}


def test_what_a_ledger_says_otherwise_is_shown_cell_by_cell_written_and_taken_back(
    book: Book, chalk: str
) -> None:
    before = item_row(book, chalk)
    plan = wide(book, {"物品编号": chalk, **OTHERWISE})
    assert changes(plan) == [
        ("物品类别", "材料", "低值易耗品"),
        ("计量单位", "盒", "支"),
        ("规格型号", "白色", "无尘白色"),
        ("最低库存", "10", "20"),
        ("备注", "放在一楼", "放在二楼"),
        ("换算", "每箱 24", "每盒 12"),
        ("俗名", "白笔", "白笔、无尘笔"),
        ("管有效期", "不管", "管"),
    ]
    assert "账上是“白色”，改为“无尘白色”" in said(plan)
    assert item_row(book, chalk) == before
    number = import_plan(book.session, plan)
    after = item_row(book, chalk)
    told = ("specification", "unit", "kind", "school_minimum", "pack_unit", "pack_size")
    assert [after[name] for name in told] == ["无尘白色", "支", "consumable", 20, "盒", 12]
    assert (after["everyday_names"], after["remarks"]) == ("白笔、无尘笔", "放在二楼")
    assert (after["keeps_expiry"], after["category"]) == (1, "教具")
    assert number is not None
    book.run(UndoImport(batch=number))
    assert item_row(book, chalk) == before
    book.require_whole()


def test_an_empty_cell_never_erases(book: Book, chalk: str) -> None:
    plan = wide(book, {"物品编号": chalk, "物品名称": "粉笔"})
    assert (changes(plan), plan.writes) == ([], False)


def test_a_cell_that_a_person_keeps_stays_and_the_opening_comes_in(book: Book, chalk: str) -> None:
    lying = {"物品编号": chalk, "物品名称": "粉笔", "数量": 3, "金额": 6, "保管室": ROOM}
    plan = wide(book, {**lying, "备注": "换地方了", "最低库存": 12})
    kept = ImportDecisions(unticked=frozenset({("Sheet1", 2, "remarks"), ("Sheet1", 2, "minimum")}))
    import_plan(book.session, decided(plan, kept))
    (item,) = StockItem.every()
    assert (item.remarks, item.school_minimum) == ("放在一楼", 10)
    assert school() == (3, 600)


def test_unit_and_kind_of_what_has_moved_are_no_change(book: Book) -> None:
    bring_in(book, CHALK)
    (item,) = StockItem.every()
    kind = wide(book, {"物品编号": item.code, "物品名称": "粉笔", "类别": "低值易耗品"})
    assert (changes(kind), "有过收发" in said(kind)) == ([], True)
    unit = wide(book, {"物品编号": item.code, "物品名称": "粉笔", "单位": "支"})
    assert heap(unit) == (0, 0, 0, 1)


def test_two_rows_of_an_item_that_disagree_are_doubted_and_the_first_one_holds(
    book: Book, chalk: str
) -> None:
    named = {"物品编号": chalk, "物品名称": "粉笔"}
    plan = wide(book, {**named, "最低库存": 20}, {**named, "最低库存": 30})
    assert changes(plan) == [("最低库存", "10", "20")]
    assert plan.counts["doubtful"] == 1


def test_a_change_that_would_make_two_items_the_same_is_doubted(book: Book, chalk: str) -> None:
    book.run(AddItem(name="粉笔", kind=StockKind.MATERIAL, unit="盒", specification="彩色"))
    plan = wide(book, {"物品编号": chalk, "物品名称": "粉笔", "规格型号": "彩色"})
    assert (changes(plan), plan.counts["doubtful"]) == ([], 1)


def test_what_was_corrected_since_keeps_the_batch_and_a_batch_taken_back_keeps_nothing(
    book: Book, chalk: str
) -> None:
    named = {"物品编号": chalk, "物品名称": "粉笔"}
    first = import_plan(book.session, wide(book, {**named, "最低库存": 20}))
    second = import_plan(book.session, wide(book, {**named, "最低库存": 30}, digest="ef"))
    assert first is not None
    assert second is not None
    with pytest.raises(Refused, match=chalk):
        book.run(UndoImport(batch=first))
    book.run(UndoImport(batch=second))
    book.run(UndoImport(batch=first))
    assert item_row(book, chalk)["school_minimum"] == 10
    book.require_whole()


def test_a_unit_that_pieces_were_counted_in_since_is_not_taken_back(book: Book, chalk: str) -> None:
    number = import_plan(
        book.session, wide(book, {"物品编号": chalk, "物品名称": "粉笔", "单位": "支"})
    )
    line = ReceiptLine(item=chalk, quantity=1, price=100)
    draft = ReceiveStock(storeroom=ROOM, source=ReceiptSource.DONATION, lines=(line,))
    slip = book.run(draft).number
    assert number is not None
    assert slip is not None
    with pytest.raises(Refused, match=slip):
        book.run(UndoImport(batch=number))


DISINFECTANT = {"物品名称": "消毒液", "单位": "瓶", "类别": "材料", "保管室": ROOM}


def test_an_expiry_turns_its_keeping_on_and_asks_it_of_every_row_of_the_thing(book: Book) -> None:
    dated = {**DISINFECTANT, "有效期至": "2027-05-01"}
    plan = wide(book, DISINFECTANT, dated, {"物品名称": "抹布", "单位": "块", "类别": "材料"})
    import_plan(book.session, plan)
    assert {i.name: i.keeps_expiry for i in StockItem.every()} == {"消毒液": True, "抹布": False}
    lying = {"物品名称": "酒精", "数量": 2, "金额": 8}
    plan = wide(book, {**DISINFECTANT, **lying}, {**dated, **lying}, digest="ef")
    assert [row.action for row in plan.rows] == [RowAction.REJECTED, RowAction.ADDED]
    assert "这一行没有写（不管有效期的，请把那一列改认作“不读入”）" in said(plan)
    unread = LayoutChoice({WIDE.index("有效期至"): None})
    plan = wide(book, {**DISINFECTANT, **lying}, {**dated, **lying}, digest="ef", layout=unread)
    assert [row.action for row in plan.rows] == [RowAction.ADDED, RowAction.ADDED]
