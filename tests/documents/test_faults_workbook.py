"""写回问题: a copy of the own workbook comes back red, is mended and brings only what is new."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from houqin_desktop.documents.workbooks.faults import FILL, write_faults
from houqin_desktop.documents.workbooks.reader import read_workbook
from houqin_desktop.domain.ledger.grid import SheetGrid, Workbook
from houqin_desktop.domain.ledger_sides import FAULTS_TITLE, ROW_MARK_TITLE
from houqin_desktop.services.importing.plan import ImportPlan
from houqin_desktop.services.importing.planning import plan_import
from houqin_desktop.services.importing.verbs import import_plan
from tests.builders import Book

HEADER = ("名称", "数量", "原值", "取得日期")
ROWS = (("课桌", 2, 100, "2015-09"), ("椅子", "若干", 50, "2016"), ("柜子", 1, 80, "95年"))


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with a merged title, a bold header, a wide column and two faults."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    page.title = "台账"
    page["A1"] = "示范小学固定资产"
    page.merge_cells("A1:D1")
    for row in (HEADER, *ROWS):
        page.append(row)
    page["A2"].font = Font(bold=True)
    page.column_dimensions["A"].width = 33
    page["F9"] = "=SUM(C3:C5)"
    path = tmp_path / "旧台账.xlsx"
    workbook.save(path)
    return path


def tried(book: Book, path: Path) -> ImportPlan:
    return plan_import(book.session, read_workbook(path))


def page_of(path: Path) -> Worksheet:
    page = openpyxl.load_workbook(path).active
    assert isinstance(page, Worksheet)
    return page


def column(page: Worksheet, title: str) -> int:
    (found,) = [cell.column for row in page.iter_rows() for cell in row if cell.value == title]
    return int(found)


def red_cells(page: Worksheet) -> set[str]:
    return {
        cell.coordinate
        for row in page.iter_rows()
        for cell in row
        if str(cell.fill.start_color.rgb).endswith(FILL)
    }


def test_the_copy_has_the_sentences_beside_the_rows_and_the_cells_red(
    book: Book, ledger: Path, tmp_path: Path
):
    before = hashlib.sha256(ledger.read_bytes()).hexdigest()
    target = tmp_path / "问题.xlsx"
    plan = tried(book, ledger)
    assert write_faults(book.session, plan, read_workbook(ledger), ledger, target) == 2
    page = page_of(target)
    at = column(page, FAULTS_TITLE)
    assert page.cell(2, at).value == FAULTS_TITLE
    assert "若干" in str(page.cell(4, at).value)
    assert "95年" in str(page.cell(5, at).value)
    assert page.cell(3, at).value is None
    assert red_cells(page) == {"B4", "D5"}
    assert hashlib.sha256(ledger.read_bytes()).hexdigest() == before


def test_the_copy_keeps_looks_merged_cells_widths_and_formulas(
    book: Book, ledger: Path, tmp_path: Path
):
    target = tmp_path / "问题.xlsx"
    write_faults(book.session, tried(book, ledger), read_workbook(ledger), ledger, target)
    page = page_of(target)
    assert [str(area) for area in page.merged_cells.ranges] == ["A1:D1"]
    assert page["A2"].font.bold
    assert page.column_dimensions["A"].width == 33
    assert page["F9"].value == "=SUM(C3:C5)"


def test_the_mended_copy_brings_only_what_is_new_and_fills_what_was_doubtful(
    book: Book, ledger: Path, tmp_path: Path
):
    target = tmp_path / "问题.xlsx"
    plan = tried(book, ledger)
    import_plan(book.session, plan, skip_rejected=True)
    write_faults(book.session, plan, read_workbook(ledger), ledger, target)
    again = tried(book, target)
    assert (again.counts["unchanged"], again.counts["rejected"]) == (2, 1)
    workbook = openpyxl.load_workbook(target)
    page = workbook.active
    assert page is not None
    page["B4"], page["D5"] = 6, "1995-09"
    workbook.save(target)
    mended = tried(book, target)
    counts = {key: mended.counts[key] for key in ("added", "updated", "unchanged", "rejected")}
    assert counts == {"added": 1, "updated": 1, "unchanged": 1, "rejected": 0}
    import_plan(book.session, mended)
    (cabinet,) = book.rows("asset", "name = '柜子'")
    assert (cabinet["acquired_on"], cabinet["unverified"]) == ("1995-09", 0)
    assert len(book.rows("asset")) == 3
    assert not tried(book, target).writes
    book.require_whole()


def test_a_second_round_takes_off_what_was_mended(book: Book, ledger: Path, tmp_path: Path):
    first, second = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    write_faults(book.session, tried(book, ledger), read_workbook(ledger), ledger, first)
    workbook = openpyxl.load_workbook(first)
    page = workbook.active
    assert page is not None
    page["B4"] = 6
    workbook.save(first)
    write_faults(book.session, tried(book, first), read_workbook(first), first, second)
    marked = page_of(second)
    assert red_cells(marked) == {"D5"}
    assert marked.cell(4, column(marked, FAULTS_TITLE)).value is None
    hidden = get_column_letter(column(marked, ROW_MARK_TITLE))
    assert marked.column_dimensions[hidden].hidden


def test_of_any_other_file_the_values_are_written_and_no_formula_comes_alive(
    book: Book, tmp_path: Path
):
    rows = ((*HEADER, "备注"), ("课桌", "若干", 100, "2015-09", "=1+1"))
    grid = Workbook("旧.csv", "ab" * 32, (SheetGrid("旧", rows),))
    source = tmp_path / "旧.csv"
    source.write_text("名称,数量", encoding="utf-8")
    target = tmp_path / "问题.xlsx"
    write_faults(book.session, plan_import(book.session, grid), grid, source, target)
    page = page_of(target)
    assert (page["A2"].value, page["C2"].value) == ("课桌", 100)
    assert (page["E2"].value, page["E2"].data_type) == ("=1+1", "s")
    assert red_cells(page) == {"B2"}


@pytest.mark.parametrize(
    ("name", "code"), [("旧台账.xlsx", "original_file"), ("问题.xls", "not_xlsx")]
)
def test_the_original_and_other_kinds_of_files_are_never_written(
    book: Book, ledger: Path, tmp_path: Path, name: str, code: str
):
    with book.refusing(code):
        write_faults(
            book.session, tried(book, ledger), read_workbook(ledger), ledger, tmp_path / name
        )


def test_a_place_that_cannot_be_written_is_refused_and_leaves_nothing(
    book: Book, ledger: Path, tmp_path: Path
):
    target = tmp_path / "没有" / "问题.xlsx"
    with book.refusing("not_writable"):
        write_faults(book.session, tried(book, ledger), read_workbook(ledger), ledger, target)
    kept: list[Any] = [path.name for path in tmp_path.iterdir() if path.suffix == ".xlsx"]
    assert kept == ["旧台账.xlsx"]


def test_a_name_and_a_cell_that_no_workbook_can_hold_are_written_all_the_same(
    book: Book, tmp_path: Path
):
    rows = ((*HEADER, "备注"), ("课桌", "若干", 100, "2015-09", "坏\x0b字"))
    name = "一年级/二年级：课桌椅清单" * 5
    grid = Workbook("旧.csv", "ab" * 32, (SheetGrid(name, rows),))
    source, target = tmp_path / "旧.csv", tmp_path / "问题.xlsx"
    source.write_text("名称,数量", encoding="utf-8")
    write_faults(book.session, plan_import(book.session, grid), grid, source, target)
    assert page_of(target)["E2"].value == "坏字"


def test_a_workbook_that_only_its_values_can_be_had_of_is_written_plainly(
    book: Book, ledger: Path, tmp_path: Path, monkeypatch
):
    def broken(*_arguments: object, **_options: object) -> None:
        raise KeyError("no such style")

    plan, workbook = tried(book, ledger), read_workbook(ledger)
    target = tmp_path / "问题.xlsx"
    with monkeypatch.context() as patch:
        patch.setattr(openpyxl, "load_workbook", broken)
        write_faults(book.session, plan, workbook, ledger, target)
    assert red_cells(page_of(target)) == {"B4", "D5"}


def test_tables_side_by_side_share_the_column_of_faults_and_come_back_each_by_its_own_mark(
    book: Book, tmp_path: Path
):
    source, target = tmp_path / "并排.xlsx", tmp_path / "问题.xlsx"
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    for row in (
        (*HEADER, None, *HEADER),
        (*ROWS[0], None, "书架", 1, 60, "96年"),
        (*ROWS[2], None, "讲台", "若干", 90, "2018"),
    ):
        page.append(row)
    workbook.save(source)
    plan = tried(book, source)
    assert plan.counts["found"] == 4
    import_plan(book.session, plan, skip_rejected=True)
    assert write_faults(book.session, plan, read_workbook(source), source, target) == 3
    marked = page_of(target)
    assert red_cells(marked) == {"I2", "D3", "G3"}
    both = str(marked.cell(3, column(marked, FAULTS_TITLE)).value)
    assert "95年" in both
    assert "若干" in both
    workbook = openpyxl.load_workbook(target)
    page = workbook.active
    assert page is not None
    page["D3"], page["I2"], page["G3"] = "1995-09", "1996-03", 2
    workbook.save(target)
    mended = tried(book, target)
    counts = {key: mended.counts[key] for key in ("added", "updated", "unchanged", "rejected")}
    assert counts == {"added": 1, "updated": 2, "unchanged": 1, "rejected": 0}
    import_plan(book.session, mended)
    assert len(book.rows("asset")) == 4
    book.require_whole()
