"""`import stock`: tried, brought in, and taken back whole, in the words of the command line."""

from __future__ import annotations

import json

import openpyxl

from tests.builders import ROOM


def test_an_item_ledger_is_tried_brought_in_and_taken_back(cli, tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["物品名称", "规格", "单位", "数量", "单价", "保管室"])
    page.append(["粉笔", "白色", "盒", 120, 2.5, ROOM])
    page.append(["墨水", "", "瓶", "若干", 3, ROOM])
    path, said, red = tmp_path / "库存.xlsx", tmp_path / "认法.json", tmp_path / "问题.xlsx"
    book.save(path)
    said.write_text(json.dumps({"Sheet": {"kind": "材料"}}, ensure_ascii=False), encoding="utf-8")
    words = ("import", "stock", path, "--choices", said, "--skip-rejected")
    tried = cli.json(*words, "--dry-run", "--faults", red)
    assert (tried["added"], tried["rejected"], tried["batch"]) == (1, 1, None)
    assert any("若干" in issue["message"] for issue in tried["issues"])
    reds = openpyxl.load_workbook(red).active
    assert reds is not None
    assert any("若干" in str(cell.value) for cell in reds[3][6:])
    looks = cli.json("import", "assets", path, "--skip-rejected", "--dry-run")["looks_like"]
    assert (looks["kind"], looks["sureness"]) == ("stock", "sure")
    other = cli.ask("import", "assets", path, "--skip-rejected", "--dry-run")
    assert "看来是物品台账" in other.err
    assert "import stock" in other.err
    batch = cli.json(*words)["batch"]
    assert cli.json(*words)["unchanged"] == 1
    assert cli.json("undo-import", batch)["batch"] == batch
    assert cli.json(*words, "--dry-run")["added"] == 1
