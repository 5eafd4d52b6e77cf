"""Reading in a process apart: the same sheets, the same sentences, limits, and an end at once."""

from __future__ import annotations

import gc
import os
import subprocess
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.app import main
from houqin_desktop.documents.apart import APART
from houqin_desktop.documents.workbooks import reader as workbook_reader
from houqin_desktop.documents.workbooks.packing import Garbled, pack, unpack
from houqin_desktop.documents.workbooks.parser import parse_workbook
from houqin_desktop.documents.workbooks.reader import file_digest, read_workbook
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.grid import CellFault, SheetGrid

SAMPLES = Path(__file__).parents[1] / "samples"
CELLS = st.one_of(
    st.text(max_size=9),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False),
    st.booleans(),
    st.none(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.builds(CellFault, st.text(max_size=5), st.text(max_size=5)),
)


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        read_workbook(path)
    assert refused.value.sentence.endswith("。")
    return refused.value.code


@pytest.mark.parametrize("sample", sorted(SAMPLES.iterdir()), ids=lambda path: path.suffix)
def test_a_process_apart_reads_what_the_parser_reads(sample):
    found = read_workbook(sample)
    assert found.sheets == parse_workbook(sample)
    assert (found.name, found.digest) == (sample.name, file_digest(sample))


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=5))
def test_every_kind_of_cell_comes_back_from_the_other_process(rows):
    width = max(map(len, rows), default=0)
    full = tuple((*row, *[""] * (width - len(row))) for row in map(tuple, rows))
    sheet = SheetGrid(
        "页", tuple(map(tuple, rows)), 1, True, frozenset({1}), frozenset({2}), ((0, 0, 1, 1),),
        {(0, 1): "批注"}, {(1, 0): "红字"}, untyped=True, linked=frozenset({(1, 1)}),
    )  # fmt: skip
    (found,), different = unpack(pack([sheet]))
    assert {(type(cell), cell) for cell in different} == {
        (type(cell), cell) for row in full for cell in row
    }
    assert found.rows == full
    assert [list(map(type, row)) for row in found.rows] == [list(map(type, row)) for row in full]
    assert (found.merges, found.hidden_rows, found.hidden_columns) == (
        sheet.merges,
        sheet.hidden_rows,
        sheet.hidden_columns,
    )
    assert (found.comments, found.marks) == (sheet.comments, sheet.marks)
    assert (found.untyped, found.linked) == (True, frozenset({(1, 1)}))


def test_times_and_durations_come_back_too():
    cells = (date(2015, 9, 1), datetime(2015, 9, 1, 8, 0), time(8, 30), timedelta(days=2))
    (found,), _ = unpack(pack([SheetGrid("页", (cells,))]))
    assert found.rows == (cells,)


@given(st.binary(max_size=200))
def test_whatever_a_parser_in_other_hands_sends_is_cells_or_nothing(content):
    sheets: tuple[SheetGrid, ...] | list[SheetGrid] = ()
    with suppress(Garbled):
        sheets, _ = unpack(content)
    assert all(isinstance(sheet, SheetGrid) for sheet in sheets)


@pytest.mark.parametrize("cut", [1, 9, 40, -1])
def test_an_answer_that_was_cut_off_is_no_answer(cut):
    content = pack([SheetGrid("页", (("名称", 1.0), ("课桌", 2.0)))])
    with pytest.raises(Garbled):
        unpack(content[:cut])


def test_a_folder_a_missing_file_and_an_empty_one_are_refused_without_a_process(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(subprocess, "Popen", None)
    assert refusal(tmp_path) == "no_file"
    assert refusal(tmp_path / "没有.xlsx") == "no_file"
    (tmp_path / "空.xlsx").touch()
    assert refusal(tmp_path / "空.xlsx") == "empty_workbook"


def test_a_pipe_and_a_device_are_no_files_and_nothing_hangs(tmp_path):
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "管道.xlsx")
    assert refusal(tmp_path / "管道.xlsx") == "no_file"
    assert refusal(Path("/dev/zero")) == "no_file"


def test_who_has_had_enough_ends_the_process_at_once(monkeypatch):
    started = []
    begin = workbook_reader._start

    def start(path: Path, answer: Path) -> subprocess.Popen[bytes]:
        started.append(begin(path, answer))
        return started[0]

    def enough(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(workbook_reader, "_start", start)
    monkeypatch.setattr(workbook_reader, "_LOOK_SECONDS", 0)
    with pytest.raises(KeyboardInterrupt):
        read_workbook(SAMPLES / "固定资产清单_合并标题行.xlsx", enough)
    assert started[0].returncode is not None


def test_a_parser_that_takes_too_long_is_ended_with_a_sentence(monkeypatch):
    monkeypatch.setattr(workbook_reader, "_START", "import time; time.sleep(600)")
    monkeypatch.setattr(workbook_reader, "LONGEST_SECONDS", -1)
    monkeypatch.setattr(workbook_reader, "_LOOK_SECONDS", 0)
    assert refusal(SAMPLES / "固定资产清单_合并标题行.xlsx") == "too_large"


@pytest.mark.parametrize("end", ["import os; os.abort()", "raise SystemExit(3)", "pass"])
def test_a_parser_that_dies_leaves_one_sentence(monkeypatch, end):
    monkeypatch.setattr(workbook_reader, "_START", end)
    assert refusal(SAMPLES / "固定资产清单_合并标题行.xlsx") == "too_large"


def test_what_the_parser_refuses_is_refused_here_in_its_words(tmp_path):
    path = tmp_path / "图.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert refusal(path) == "not_a_workbook"


def test_the_packed_program_parses_when_called_by_its_own_word(tmp_path, monkeypatch):
    monkeypatch.setattr("houqin_desktop.documents.workbooks.apart._limit", lambda: None)
    source, target = SAMPLES / "固定资产清单_合并标题行.xlsx", tmp_path / "answer"
    assert main([APART, str(source), str(target)]) == 0
    assert unpack(target.read_bytes())[0] == parse_workbook(source)
    assert gc.isenabled()
