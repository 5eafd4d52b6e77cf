"""`import assets` and `export assets`: the documents they answer with and their exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from houqin_desktop.cli.main import parse, run
from tests.builders import TODAY, clock_at
from tests.cli.speaking import CLOCK_IS_RIGHT

HEADER = ("资产编号", "资产名称", "数量", "原值", "取得日期")
GOOD = ("TY001", "台式电脑", 2, 7600, "2015-09")
DOUBTFUL = ("TY002", "投影仪", 1, 5000, "95年")
REFUSED = ("TY003", "课桌", "若干", 100, "2015")

Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def ask(book_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Carry out a command line on a book; return the exit code and the JSON document."""

    def carry_out(*words: str) -> tuple[int, Any]:
        capsys.readouterr()
        code = run(parse([*words, CLOCK_IS_RIGHT, "--json"]), book_path, clock_at(TODAY))
        return code, json.loads(capsys.readouterr().out)

    return carry_out


def saved(folder: Path, *rows: tuple[Any, ...]) -> str:
    path = folder / "旧台账.xlsx"
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    page.title = "台账"
    for row in (HEADER, *rows):
        page.append(row)
    workbook.save(path)
    return str(path)


def test_an_import_answers_with_its_counts_its_batch_and_every_finding(ask: Ask, tmp_path: Path):
    code, answer = ask("import", "assets", saved(tmp_path, GOOD, DOUBTFUL))
    assert code == 0
    assert answer == {
        "found": 2,
        "added": 2,
        "updated": 0,
        "unchanged": 0,
        "rejected": 0,
        "doubtful": 1,
        "batch": "DR20260001",
        "looks_like": {
            "kind": "assets",
            "sureness": answer["looks_like"]["sureness"],
            "reasons": answer["looks_like"]["reasons"],
        },
        "issues": [
            {
                "sheet": "台账",
                "row": 3,
                "column": "E",
                "header": "取得日期",
                "value": "95年",
                "message": answer["issues"][0]["message"],
                "severity": "doubtful",
            }
        ],
        "conflicts": [],
        "look_alikes": [],
    }
    assert ask("list", "assets")[1]["totals"]["原值"] == "12600.00"


def test_a_dry_run_answers_without_a_batch_and_writes_nothing(ask: Ask, tmp_path: Path):
    path = saved(tmp_path, GOOD, REFUSED)
    code, answer = ask("import", "assets", path, "--dry-run")
    assert (code, answer["batch"], answer["added"], answer["rejected"]) == (0, None, 1, 1)
    assert ask("list", "assets")[1]["rows"] == []


def test_a_refused_row_stops_the_import_with_exit_code_1_and_says_where(ask: Ask, tmp_path: Path):
    code, answer = ask("import", "assets", saved(tmp_path, GOOD, REFUSED))
    assert code == 1
    assert answer["code"] == "rows_rejected"
    assert answer["batch"] is None
    assert [(i["row"], i["column"]) for i in answer["issues"] if i["severity"] == "refused"] == [
        (3, "C")
    ]
    assert ask("list", "assets")[1]["rows"] == []


def test_refused_rows_are_passed_over_when_asked(ask: Ask, tmp_path: Path):
    code, answer = ask("import", "assets", saved(tmp_path, GOOD, REFUSED), "--skip-rejected")
    assert (code, answer["added"], answer["rejected"]) == (0, 1, 1)
    assert [row["资产编号"] for row in ask("list", "assets")[1]["rows"]] == ["TY001"]


def test_the_same_file_again_adds_nothing_and_has_no_batch(ask: Ask, tmp_path: Path):
    path = saved(tmp_path, GOOD)
    ask("import", "assets", path)
    code, answer = ask("import", "assets", path)
    assert (code, answer["unchanged"], answer["batch"]) == (0, 1, None)


def test_a_file_that_is_no_workbook_is_refused_in_one_document(ask: Ask, tmp_path: Path):
    path = tmp_path / "不是.xlsx"
    path.write_bytes(bytes(range(256)))
    code, answer = ask("import", "assets", str(path))
    assert code == 1
    assert answer["code"] == "not_a_workbook"


def test_an_export_imports_again_without_a_difference(ask: Ask, tmp_path: Path):
    ask("import", "assets", saved(tmp_path, GOOD, DOUBTFUL))
    target = str(tmp_path / "导出.xlsx")
    assert ask("export", "assets", target) == (0, {"file": target, "rows": 2})
    code, answer = ask("import", "assets", target)
    assert (code, answer["unchanged"], answer["issues"]) == (0, 2, [])


def test_an_export_may_be_narrowed_and_ordered_like_the_list(ask: Ask, tmp_path: Path):
    ask("import", "assets", saved(tmp_path, GOOD, DOUBTFUL))
    target = str(tmp_path / "导出.xlsx")
    assert ask("export", "assets", target, "--where", "投影")[1]["rows"] == 1
    ask("export", "assets", target, "--sort", "-原值")
    page = openpyxl.load_workbook(target).active
    assert page is not None
    assert [page["A2"].value, page["A3"].value] == ["TY001", "TY002"]


def test_a_batch_is_taken_back_whole_and_comes_in_again_under_the_same_numbers(
    ask: Ask, tmp_path: Path
):
    empty = ask("list", "assets")[1]
    path = saved(tmp_path, GOOD, ("", "课桌", 1, 80, "2016"))
    ask("import", "assets", path)
    full = ask("list", "assets")[1]
    code, answer = ask("undo-import", "DR20260001", "--reason", "选错了文件")
    assert (code, answer["batch"]) == (0, "DR20260001")
    assert ask("list", "assets")[1] == empty
    (batch,) = ask("list", "batches")[1]["rows"]
    assert (batch["状态"], batch["撤回日期"]) == ("已撤回", "2026-11-22")
    assert ask("import", "assets", path)[1]["added"] == 2
    assert ask("list", "assets")[1] == full
    assert ask("check")[1]["ok"]


def test_a_batch_that_something_depends_on_is_refused_with_exit_code_1(ask: Ask, tmp_path: Path):
    ask("import", "assets", saved(tmp_path, GOOD))
    lines = tmp_path / "改.jsonl"
    lines.write_text(
        '{"command": "correct_asset", "code": "TY001", "place": "二楼"}', encoding="utf-8"
    )
    ask("do", str(lines))
    code, answer = ask("undo-import", "DR20260001")
    assert (code, answer["code"]) == (1, "batch_in_use")
    assert "TY001" in answer["refused"]


def test_conflicts_are_listed_kept_and_taken_when_asked(ask: Ask, tmp_path: Path):
    ask("import", "assets", saved(tmp_path, GOOD))
    target = tmp_path / "导出.xlsx"
    ask("export", "assets", str(target))
    lines = tmp_path / "改.jsonl"
    lines.write_text(
        '{"command": "correct_asset", "code": "TY001", "original_value": "8000.00"}',
        encoding="utf-8",
    )
    ask("do", str(lines))
    workbook = openpyxl.load_workbook(target)
    page = workbook.active
    assert page is not None
    at = [cell.value for cell in page[1]].index("原值") + 1
    page.cell(2, at).value = 9000
    workbook.save(target)
    code, answer = ask("import", "assets", str(target))
    assert (code, answer["unchanged"], answer["batch"]) == (0, 1, None)
    assert answer["conflicts"] == [
        {
            "sheet": "固定资产台账",
            "row": 2,
            "column": get_column_letter(at),
            "code": "TY001",
            "field": "原值",
            "book": "8000.00",
            "file": "9000.00",
        }
    ]
    (finding,) = [one["message"] for one in answer["issues"] if "9000.00" in one["message"]]
    assert finding == "导出以后两边都改过：账上是“8000.00”，表里是“9000.00”"
    code, answer = ask("import", "assets", str(target), "--conflicts", "take")
    assert (code, answer["updated"]) == (0, 1)
    assert ask("list", "assets")[1]["totals"]["原值"] == "9000.00"


def test_look_alikes_are_listed(ask: Ask, tmp_path: Path):
    ask("import", "assets", saved(tmp_path, GOOD))
    _, answer = ask("import", "assets", saved(tmp_path, ("TY009", *GOOD[1:])), "--dry-run")
    assert answer["look_alikes"] == [
        {"sheet": "台账", "row": 2, "name": "台式电脑", "like": "TY001"}
    ]


def test_columns_are_corrected_from_the_command_line_and_rows_left_out(ask: Ask, tmp_path: Path):
    words = tmp_path / "认法.json"
    said = {
        "columns": {"B": "规格型号", "A": "资产名称", "E": None},
        "leave_out": [3],
        "unit": "元",
    }
    words.write_text(json.dumps({"台账": said}, ensure_ascii=False), encoding="utf-8")
    path = saved(tmp_path, GOOD, DOUBTFUL)
    code, answer = ask("import", "assets", path, "--choices", str(words))
    assert (code, answer["found"], answer["added"]) == (0, 1, 1)
    (row,) = ask("list", "assets")[1]["rows"]
    assert (row["资产名称"], row["规格型号"], row["取得日期"]) == ("TY001", "台式电脑", None)
    notes = ask("import", "assets", path, "--dry-run")[1]["issues"]
    assert any("按上次的认法" in issue["message"] for issue in notes)


@pytest.mark.parametrize(
    "said",
    [
        '{"没有": {}}',
        '{"台账": {"columns": {"A": "不认识"}}}',
        '{"台账": {"columns": {"1": "资产名称"}}}',
        '{"台账": {"unit": "亿元"}}',
        '{"台账": {"header": [3, 1]}}',
        '{"台账": {"word": 1}}',
        '{"台账": {"leave_out": ["x"]}}',
        "[]",
        "{",
    ],
)
def test_corrections_that_are_not_understood_are_refused(ask: Ask, tmp_path: Path, said: str):
    words = tmp_path / "认法.json"
    words.write_text(said, encoding="utf-8")
    code, answer = ask("import", "assets", saved(tmp_path, GOOD), "--choices", str(words))
    assert (code, answer["code"]) == (1, "choices")
    assert ask("list", "assets")[1]["rows"] == []


def test_faults_go_into_a_copy(ask: Ask, tmp_path: Path):
    path, copy = saved(tmp_path, GOOD, REFUSED), tmp_path / "问题.xlsx"
    code, _ = ask("import", "assets", path, "--dry-run", "--faults", str(copy))
    assert code == 0
    page = openpyxl.load_workbook(copy).active
    assert page is not None
    assert "若干" in str(page["F3"].value)
    assert ask("import", "assets", path, "--faults", path)[1]["code"] == "original_file"
