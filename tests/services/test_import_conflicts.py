"""A workbook that went out and comes back: who changed which cell since, and who decides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from houqin_desktop.documents.workbooks.asset import write_assets
from houqin_desktop.documents.workbooks.reader import read_workbook
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.importing.decisions import (
    ImportDecisions,
    all_taken,
    cell_key,
    decided,
    row_key,
)
from houqin_desktop.services.importing.plan import ImportPlan
from houqin_desktop.services.importing.planning import plan_import
from houqin_desktop.services.importing.verbs import import_plan
from houqin_desktop.services.registers.listing import Filter, register
from tests.builders import COLLEAGUE, DEPARTMENT, KEEPER, OTHER_ROOM, ROOM, Book


@pytest.fixture
def out(book: Book, tmp_path: Path) -> Path:
    """A workbook of one card that has left the program."""
    book.asset(
        code="TY001",
        name="课桌",
        place="一楼",
        remarks="旧",
        holder=COLLEAGUE,
        using_department=DEPARTMENT,
        storeroom=ROOM,
        original_value=10_000,
    )
    path = tmp_path / "导出.xlsx"
    write_assets(book.session, path)
    return path


def edited(path: Path, **cells: Any) -> Path:
    """Change cells of the first card in the workbook, by the titles of their columns."""
    workbook = openpyxl.load_workbook(path)
    page = workbook.active
    assert page is not None
    titles = [cell.value for cell in page[1]]
    for title, value in cells.items():
        page.cell(2, titles.index(title) + 1).value = value
    workbook.save(path)
    return path


def tried(book: Book, path: Path) -> ImportPlan:
    return plan_import(book.session, read_workbook(path))


def cells_of(found: Any) -> set[tuple[str, str, str]]:
    return {(change.title, change.old, change.new) for change in found}


def test_the_mark_of_the_export_cannot_be_seen_and_goes_with_each_row(out: Path):
    page = openpyxl.load_workbook(out).active
    assert page is not None
    last = page.max_column
    assert page.cell(1, last).value == "导出记号"
    assert page.column_dimensions[get_column_letter(last)].hidden


def test_a_cell_changed_in_the_sheet_alone_is_an_update(book: Book, out: Path):
    plan = tried(book, edited(out, 存放地点="二楼"))
    assert cells_of(plan.rows[0].changes) == {("存放地点", "一楼", "二楼")}
    assert plan.conflicts == []


def test_a_value_corrected_in_the_sheet_needs_no_corrected_price_beside_it(book: Book, out: Path):
    plan = tried(book, edited(out, 原值=300))
    assert (plan.counts["updated"], plan.counts["doubtful"]) == (1, 0)
    import_plan(book.session, plan)
    assert (book.card("TY001")["original_value_fen"], book.card("TY001")["unverified"]) == (
        30_000,
        0,
    )


def test_a_price_that_was_changed_in_the_sheet_is_still_held_against_the_value(
    book: Book, out: Path
):
    assert tried(book, edited(out, 单价=7)).counts["doubtful"] == 1


def test_a_cell_changed_here_alone_is_kept_and_said(book: Book, out: Path):
    book.run(CorrectAsset(code="TY001", place="三楼", holder=KEEPER, storeroom=OTHER_ROOM))
    plan = tried(book, edited(out, 备注="新"))
    assert cells_of(plan.rows[0].changes) == {("备注", "旧", "新")}
    assert plan.conflicts == []
    kept = {issue.header for issue in plan.issues if "没有动过" in issue.message}
    assert kept == {"存放地点", "使用人", "保管室"}
    import_plan(book.session, plan)
    assert (book.card("TY001")["place"], book.card("TY001")["remarks"]) == ("三楼", "新")


@pytest.mark.parametrize(
    ("title", "here", "there"),
    [
        ("存放地点", {"place": "三楼"}, "二楼"),
        ("原值", {"original_value": 20_000}, 300),
        ("保管室", {"storeroom": OTHER_ROOM}, "总保管室"),
        ("使用人", {"holder": KEEPER}, "孙财务"),
        ("数量", {"quantity": 3}, 5),
    ],
)
def test_a_cell_changed_on_both_sides_is_a_conflict_and_the_book_stands(
    book: Book, out: Path, title: str, here: dict[str, Any], there: Any
):
    book.run(CorrectAsset(code="TY001", **here))
    before = book.card("TY001")
    plan = tried(book, edited(out, **{title: there}))
    ((_, conflict),) = plan.conflicts
    assert conflict.title == title
    assert plan.counts["unchanged"] == 1
    assert import_plan(book.session, plan) is None
    assert book.card("TY001") == before
    taken = decided(plan, all_taken(plan))
    assert taken.counts["updated"] == 1
    import_plan(book.session, taken)
    assert not tried(book, out).conflicts
    assert tried(book, out).counts["unchanged"] == 1
    book.require_whole()


def test_the_same_change_on_both_sides_is_no_conflict(book: Book, out: Path):
    book.run(CorrectAsset(code="TY001", place="二楼"))
    plan = tried(book, edited(out, 存放地点="二楼"))
    assert (plan.conflicts, plan.counts["unchanged"]) == ([], 1)


def test_a_change_here_that_was_taken_back_is_no_conflict(book: Book, out: Path):
    for place in ("三楼", "一楼"):
        book.run(CorrectAsset(code="TY001", place=place))
    plan = tried(book, edited(out, 存放地点="二楼"))
    assert plan.counts["updated"] == 1


def test_an_empty_cell_never_erases_and_never_conflicts(book: Book, out: Path):
    book.run(CorrectAsset(code="TY001", place="三楼"))
    plan = tried(book, edited(out, 存放地点=None, 备注=None, 使用人=None))
    assert (plan.conflicts, plan.counts["unchanged"]) == ([], 1)


def test_that_an_emptied_cell_erases_nothing_is_said_beside_it(book: Book, out: Path):
    book.run(CorrectAsset(code="TY001", specification="单人"))
    plan = tried(book, edited(out, 备注=None, 使用人=None, 规格型号=None))
    said = {issue.header: issue.message for issue in plan.issues}
    assert "账上仍是“旧”" in said["备注"]
    assert "更正" in said["使用人"]
    # Nobody emptied this one: it was empty when the workbook was written.
    assert "规格型号" not in said


def test_what_is_empty_in_the_book_is_called_empty(book: Book, out: Path):
    book.run(CorrectAsset(code="TY001", clear=("remarks",)))
    plan = tried(book, edited(out, 品牌="新华", 备注="新"))
    said = {issue.header: issue.message for issue in plan.issues}
    assert said["品牌"] == "账上空着，改为“新华”"
    assert said["备注"] == "导出以后两边都改过：账上空着，表里是“新”"


@pytest.mark.parametrize("mark", [None, "HQ12:00000000", "x", "HQ999999:abcdef12", "HQ１:"])
def test_where_the_mark_is_lost_or_foreign_conflicts_cannot_be_told_and_that_is_said(
    book: Book, out: Path, mark: str | None
):
    book.run(CorrectAsset(code="TY001", place="三楼"))
    plan = tried(book, edited(out, 存放地点="二楼", 导出记号=mark))
    assert plan.counts["updated"] == 1
    assert any("看不出哪一边后来改过" in issue.message for issue in plan.notes)


def test_an_unticked_cell_is_not_corrected(book: Book, out: Path):
    plan = tried(book, edited(out, 存放地点="二楼", 备注="新"))
    (row,) = plan.rows
    place = next(change for change in row.changes if change.key == "place")
    chosen = decided(plan, ImportDecisions(unticked=frozenset({cell_key(row, place)})))
    import_plan(book.session, chosen)
    assert (book.card("TY001")["place"], book.card("TY001")["remarks"]) == ("一楼", "新")


def test_a_row_left_out_does_not_come_in_and_is_not_counted(book: Book, out: Path):
    workbook = openpyxl.load_workbook(out)
    page = workbook.active
    assert page is not None
    page.append([None, "新柜", None, None, None, None, "个", 1, 50, 50])
    page.append([None, "旧柜", None, None, None, None, "个", 1, 50, 50])
    workbook.save(out)
    plan = tried(book, out)
    added = [row for row in plan.rows if row.code is None]
    chosen = decided(plan, ImportDecisions(left_out=frozenset({row_key(added[0])})))
    assert (chosen.counts["found"], chosen.counts["added"], chosen.left_out) == (2, 1, 1)
    import_plan(book.session, chosen)
    assert {row["name"] for row in book.rows("asset")} == {"课桌", "旧柜"}
    book.require_whole()


def test_look_alikes_are_pointed_out_and_come_in_all_the_same(book: Book, out: Path):
    workbook = openpyxl.load_workbook(out)
    page = workbook.active
    assert page is not None
    like_card = [cell.value for cell in page[2]]
    like_card[0] = "TY777"
    page.append(like_card)
    for code in ("TY778", "TY779"):
        page.append([code, "新柜", None, None, None, None, "个", 1, 50, 50])
    workbook.save(out)
    plan = tried(book, out)
    assert [(row.row["code"], row.look_alike) for row in plan.look_alikes] == [
        ("TY777", "TY001"),
        ("TY779", "固定资产台账!4"),
    ]
    assert plan.counts["doubtful"] == 0
    notes = [issue for issue in plan.issues if "都相同" in issue.message]
    assert [(issue.row, issue.severity.value) for issue in notes] == [(3, "note"), (4, "note")]
    import_plan(book.session, plan)
    assert len(book.rows("asset")) == 4


def test_the_pieces_of_one_range_of_numbers_do_not_look_alike(book: Book, tmp_path: Path):
    path = tmp_path / "连号.xlsx"
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    page.append(("资产编号", "资产名称", "规格型号", "数量", "原值", "取得日期"))
    page.append(("YX001-005", "扩音器", "手持", 5, 1000, "2015-09"))
    page.append(("YX009", "扩音器", "手持", 1, 200, "2015-09"))
    workbook.save(path)
    plan = tried(book, path)
    assert plan.counts["added"] == 6
    assert [(row.row["code"], row.look_alike) for row in plan.look_alikes] == [("YX009", "Sheet!2")]


def test_the_very_same_file_is_recognised(book: Book, out: Path):
    edited(out, 备注="新")
    number = import_plan(book.session, tried(book, out))
    again = tried(book, out)
    assert (again.earlier, again.writes) == (number, False)


@pytest.mark.parametrize("cell", [{"存放地点": "二楼"}, {"使用人": "孙财务"}])
def test_the_cards_of_a_batch_are_those_it_corrected_too(
    book: Book, out: Path, cell: dict[str, str]
):
    book.asset(code="TY002", name="未动的椅子")
    number = import_plan(book.session, tried(book, edited(out, **cell)))
    assert number is not None
    cards = register(book.session, "assets")
    keys = list(cards.index((Filter("batch", number, number),)).keys)
    assert [cells[0] for cells in cards.rows(keys)] == ["TY001"]
