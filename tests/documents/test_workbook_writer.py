"""Writing workbooks: numbers are numbers, dates are dates, and text stays the text it was."""

from __future__ import annotations

import gc
import os
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houqin_desktop.documents.workbooks import writer
from houqin_desktop.documents.workbooks.lists import write_list
from houqin_desktop.documents.workbooks.reader import read_workbook
from houqin_desktop.documents.workbooks.writer import Cell, CellKind, SheetColumn, write_workbook
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.reports.catalogue import report
from tests.builders import Book

COLUMNS = (
    SheetColumn("编号", CellKind.LITERAL, 16),
    SheetColumn("名称"),
    SheetColumn("原值", CellKind.MONEY),
    SheetColumn("数量", CellKind.COUNT),
    SheetColumn("日期", CellKind.DATE),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Zs", "Zl", "Zp", "Cf"]))


def read(path: Path) -> tuple[tuple[object, ...], ...]:
    return read_workbook(path).sheets[0].rows


def test_every_kind_of_cell_comes_back_as_it_was(tmp_path):
    path = tmp_path / "台账.xlsx"
    rows: list[tuple[Cell, ...]] = [
        ("00012", "=1+1", 3800.5, 2, date(2015, 9, 1)),
        ("A-1", "+86", 0.01, 1, "2015-09"),
    ]
    write_workbook(path, "固定资产", COLUMNS, rows)
    assert read(path)[1:] == tuple(rows)
    assert read(path)[0] == tuple(column.title for column in COLUMNS)


def test_an_independent_reader_sees_text_where_a_text_begins_like_a_formula(tmp_path):
    path = tmp_path / "台账.xlsx"
    write_workbook(path, "固定资产", COLUMNS, [("=1+1", "@SUM(A1)", 1.0, 1, None)])
    page = openpyxl.load_workbook(path).active
    assert page is not None
    assert [page["A2"].data_type, page["B2"].data_type, page["C2"].data_type] == ["s", "s", "n"]
    assert page["A2"].value == "=1+1"
    assert page["A2"].number_format == "@"
    assert page.freeze_panes == "A2"


def test_an_empty_register_still_has_its_header(tmp_path):
    path = tmp_path / "空.xlsx"
    write_workbook(path, "固定资产", COLUMNS, [])
    assert read(path) == (tuple(column.title for column in COLUMNS),)


def test_characters_that_no_xml_can_hold_do_not_spoil_the_file(tmp_path):
    path = tmp_path / "台账.xlsx"
    write_workbook(path, "固定资产", COLUMNS, [("A1", "铃\x07声\x0b", 1.0, 1, None)])
    assert read(path)[1][1] == "铃\x07声\x0b"
    assert openpyxl.load_workbook(path).active is not None


def test_a_text_that_no_cell_can_hold_is_refused(tmp_path):
    path = tmp_path / "台账.xlsx"
    with pytest.raises(Refused) as refused:
        write_workbook(path, "固定资产", COLUMNS, [("A1", "长" * 32_768, 1.0, 1, None)])
    assert refused.value.code == "too_long"
    assert not path.exists()


def test_rare_characters_of_names_come_back(tmp_path):
    path = tmp_path / "台账.xlsx"
    write_workbook(path, "固定资产", COLUMNS, [("A1", "㛃䶮𬭛𫖯", 1.0, 1, None)])
    assert read(path)[1][1] == "㛃䶮𬭛𫖯"


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(TEXTS, TEXTS, st.integers(0, 10**14)), min_size=1, max_size=5))
def test_texts_and_amounts_come_back_exactly(tmp_path, rows):
    path = tmp_path / "台账.xlsx"
    cells = [(code or "x", name or "y", fen / 100, 1, None) for code, name, fen in rows]
    write_workbook(path, "固定资产", COLUMNS, cells)
    found = read(path)[1:]
    assert [(row[0], row[1]) for row in found] == [row[:2] for row in cells]
    assert [round(float(str(row[2])) * 100) for row in found] == [fen for _, _, fen in rows]


def test_an_existing_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"old")
    write_workbook(path, "固定资产", COLUMNS, [("A1", "桌", 1.0, 1, None)])
    assert read(path)[1][0] == "A1"
    assert list(tmp_path.iterdir()) == [path]


def test_a_stopped_export_leaves_the_old_file_as_it_was(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"old")

    def rows():
        yield ("A1", "桌", 1.0, 1, None)
        raise KeyError("stopped")

    with pytest.raises(KeyError):
        write_workbook(path, "固定资产", COLUMNS, rows())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_refused(tmp_path):
    with pytest.raises(Refused) as refused:
        write_workbook(tmp_path / "没有" / "台账.xlsx", "固定资产", COLUMNS, [])
    assert refused.value.code == "not_writable"


@pytest.fixture
def full_disk(tmp_path):
    """Let what is written beside the workbook end on a disk that is full."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("only Linux has a disk that is always full")

    def fill(path: Path) -> None:
        path.with_name(f".{path.stem}.{os.getpid()}.xlsx").symlink_to(full)

    return fill


@pytest.mark.parametrize("name", ["category_ledger", "bureau_cards"])
def test_a_full_disk_is_said_in_chinese_and_a_library_adds_no_words(
    book: Book, tmp_path, full_disk, capfd, name
):
    book.asset()
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"old")
    full_disk(path)
    with pytest.raises(Refused, match=r"磁盘已满，台账\.xlsx 没有写成") as refused:
        write_list(report(book.session, name), path)
    assert refused.value.code == "disk_full"
    gc.collect()
    assert capfd.readouterr() == ("", "")
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_where_the_temporary_folder_is_short_of_room_no_file_but_the_workbook_is_written(
    tmp_path, monkeypatch, capfd
):
    import resource

    path, wide = tmp_path / "台账.xlsx", [(f"A{one}", "桌" * 99, 1.0, 1, None) for one in range(99)]
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, before[1]))
    try:
        with pytest.raises(Refused, match=r"磁盘已满，台账\.xlsx 没有写成") as refused:
            write_workbook(path, "固定资产", COLUMNS, wide)
        assert refused.value.code == "disk_full"
        assert list(tmp_path.iterdir()) == []
        capfd.readouterr()
        monkeypatch.setattr(writer, "ROOM_FOR_A_SHEET", shutil.disk_usage(tmp_path).total + 1)
        write_workbook(path, "固定资产", COLUMNS, wide)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert capfd.readouterr() == ("", "")
    assert [row[:2] for row in read(path)[1:]] == [row[:2] for row in wide]


@pytest.mark.skipif(os.name == "nt", reason="Windows gives rights by folder, not by file")
def test_a_workbook_can_be_read_by_colleagues_like_any_other_file(tmp_path):
    plain = tmp_path / "plain"
    plain.touch()
    target = tmp_path / "台账.xlsx"
    write_workbook(target, "台账", COLUMNS[:1], [("课桌",)])
    assert target.stat().st_mode == plain.stat().st_mode
