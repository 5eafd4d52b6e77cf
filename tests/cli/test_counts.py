"""A count on the command line alone: opened, counted, listed, shown, printed, signed off."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.builders import CENTRAL, COLLEAGUE, KEEPER, OTHER_ROOM, ROOM
from tests.cli.speaking import card, line, require_sentence

NUMBER = "PD20260001"
FORMS = ("sheet", "blind", "surplus", "shortage", "differences", "by_class", "by_room", "report")


@pytest.fixture
def counted(cli):
    """A count of two cards: PC-1 is missing, PC-2 lies in another room."""
    cli.done(
        card(code="PC-1"),
        card(code="PC-2"),
        line("open_count"),
        line("record_count_lines", number=NUMBER, room=ROOM, lines=[{"line": 1, "quantity": 0}]),
        line(
            "record_count_lines",
            number=NUMBER,
            room=OTHER_ROOM,
            lines=[{"code": "PC-2", "quantity": 1}],
        ),
    )
    return cli


def test_the_next_step_of_a_count_is_always_named(cli):
    cli.done(card(code="PC-1"), line("open_count"))
    following = []
    for each in (
        line("record_count_lines", number=NUMBER, room=ROOM, lines=[{"line": 1, "quantity": 0}]),
        *(
            line("finish_count_room", number=NUMBER, room=room, counted_by="吴电脑")
            for room in (CENTRAL, ROOM, OTHER_ROOM)
        ),
        line(
            "explain_difference",
            number=NUMBER,
            result="shortage",
            code="PC-1",
            handling="write_off",
            cause="被盗",
        ),
        line("close_count", number=NUMBER, signers="王保管、赵总务"),
        line("settle_difference", number=NUMBER, result="shortage", code="PC-1"),
    ):
        following.append(cli.json("show", NUMBER)["next"]["command"])
        cli.done(each)
    assert following == [
        "record_count_lines",
        "finish_count_room",
        "finish_count_room",
        "finish_count_room",
        "explain_difference",
        "close_count",
        "settle_difference",
    ]
    shown = cli.json("show", NUMBER)
    assert shown["next"] is None
    assert shown["history"][0]["单据"] == "BS20260001"
    assert cli.json("show", "BS20260001")["lines"][0]["资产编号"] == "PC-1"


def test_a_count_is_listed_and_shown(counted):
    (row,) = counted.json("list", "counts")["rows"]
    assert (row["清查编号"], row["状态"], row["差异"], row["待处理"]) == (NUMBER, "盘点中", 2, 2)
    shown = counted.json("show", NUMBER.lower())
    assert {one["编号"]: one["结果"] for one in shown["lines"]} == {
        "PC-1": "盘亏",
        "PC-2": "位置不符",
    }
    assert shown["missing"] == ["2 项差异没有原因和处理"]


@pytest.mark.parametrize("form", FORMS)
def test_every_paper_of_a_count_is_drawn(counted, tmp_path: Path, form: str):
    paper = tmp_path / "盘点.pdf"
    answer = counted.json("print", NUMBER, str(paper), "--form", form)
    assert (answer["number"], answer["form"]) == (NUMBER, form)
    assert paper.read_bytes().startswith(b"%PDF")


def test_a_sheet_of_one_room_goes_out_as_a_workbook(counted, tmp_path: Path):
    book = tmp_path / "盘点.xlsx"
    counted.json("print", NUMBER, str(book), "--form", f"sheet:{ROOM}")
    (page,) = load_workbook(book).worksheets
    cells = {cell.value for row in page.iter_rows() for cell in row}
    assert {"资产盘点表", "PC-1", "PC-2"} <= {str(cell).removeprefix("示范小学") for cell in cells}


@pytest.mark.parametrize("form", ["card", "sheet:没有这室"])
def test_a_paper_that_a_count_has_not_is_refused(counted, tmp_path: Path, form: str):
    refused = counted.refused("print", NUMBER, str(tmp_path / "a.pdf"), "--form", form)
    require_sentence(refused["refused"])


def test_a_sheet_is_filled_in_with_a_spreadsheet_and_read_back(counted, tmp_path: Path):
    counted.done(line("record_count_lines", number=NUMBER, room=ROOM, lines=[{"line": 1}]))
    path = tmp_path / "电脑室.xlsx"
    counted.json("print", NUMBER, str(path), "--form", f"entry:{ROOM}")
    book = load_workbook(path)
    (page,) = book.worksheets
    titles = [cell.value for cell in page[1]]
    assert [page.cell(2, titles.index(one) + 1).value for one in ("编号", "账面数量")] == [
        "PC-1",
        1,
    ]
    page.cell(2, titles.index("实盘数") + 1).value = 1
    page.cell(2, titles.index("状况") + 1).value = "损坏"
    # PC-2 was seen here too; whoever counted wrote it below the table.
    page.cell(3, titles.index("编号") + 1).value = "PC-2"
    page.cell(3, titles.index("实盘数") + 1).value = 1
    book.save(path)
    assert counted.json("read-count", NUMBER, ROOM, str(path))["lines"] == 2
    results = {one["编号"]: one["结果"] for one in counted.json("show", NUMBER)["lines"]}
    assert results == {"PC-1": "损坏待报废", "PC-2": "相符"}


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("实盘数", "若干"),
        ("实盘数", None),
        ("状况", "凑合"),
        ("清查编号", "PD20269999"),
        ("保管室", OTHER_ROOM),
    ],
)
def test_a_sheet_that_cannot_be_read_changes_nothing(counted, tmp_path: Path, title, wrong):
    counted.done(line("record_count_lines", number=NUMBER, room=ROOM, lines=[{"line": 1}]))
    path = tmp_path / "电脑室.xlsx"
    counted.json("print", NUMBER, str(path), "--form", f"entry:{ROOM}")
    book = load_workbook(path)
    (page,) = book.worksheets
    titles = [cell.value for cell in page[1]]
    page.cell(2, titles.index("实盘数") + 1).value = 1
    page.cell(2, titles.index(title) + 1).value = wrong
    book.save(path)
    before = counted.json("show", NUMBER)
    require_sentence(counted.refused("read-count", NUMBER, ROOM, str(path))["refused"])
    assert counted.json("show", NUMBER) == before


def bureau_export(path: Path, *rows: tuple[str | int | None, ...]) -> str:
    book = Workbook()
    (page,) = book.worksheets
    page.append(("资产编号", "资产名称", "业务状态", "资产原值(元)", "存放地点", "使用人"))
    for row in rows:
        page.append(list(row))
    book.save(path)
    return str(path)


def test_the_register_is_held_against_the_exports_of_the_bureau(cli, tmp_path: Path):
    cli.done(
        card(code="SAME", original_value="8600.00", place="一楼", holder=COLLEAGUE),
        card(code="DIFFERS", original_value="8600.00", place="一楼", holder=COLLEAGUE),
        card(code="NEW1", former_code="OLD1", original_value="100.00"),
        card(code="HERE", original_value="50.00"),
    )
    first = bureau_export(
        tmp_path / "通用设备.xlsx",
        ("SAME", "电脑", "正常", 8600, "一楼", COLLEAGUE),
        ("differs", "电脑", "正常", "8,000.00", "二楼", KEEPER),
    )
    second = bureau_export(
        tmp_path / "家具.xlsx",
        ("OLD1", "课桌", "正常", 100, None, None),
        ("THERE", "讲台", "正常", 300, "三楼", None),
    )
    paper, sheet = tmp_path / "更正.pdf", tmp_path / "更正.xlsx"
    answer = cli.json("reconcile", first, second, "--pdf", str(paper), "--xlsx", str(sheet))
    assert (answer["here"], answer["there"], answer["agreeing"]) == (4, 4, 2)
    assert {(one["差异"], one["资产编号"]) for one in answer["corrections"]} == {
        ("财政系统有、本校没有", "THERE"),
        ("本校有、财政系统没有", "HERE"),
        ("原值不同", "DIFFERS"),
        ("存放地点不同", "DIFFERS"),
        ("使用人不同", "DIFFERS"),
    }
    assert paper.read_bytes().startswith(b"%PDF")
    (page,) = load_workbook(sheet).worksheets
    assert "财政资产系统核对更正表" in str(page["A1"].value)


def test_an_export_of_something_else_is_refused(cli, tmp_path: Path):
    book = Workbook()
    book.worksheets[0].append(("姓名", "班级"))
    book.save(tmp_path / "名单.xlsx")
    refused = cli.refused("reconcile", str(tmp_path / "名单.xlsx"))
    require_sentence(refused["refused"])
