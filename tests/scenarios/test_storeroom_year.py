"""A school year of nine rooms runs in the window alone and in `do` alone, to the same journal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from houqin_desktop.documents.count_paper import FORMS
from tests.cli.speaking import CommandLine
from tests.photos import write_photo
from tests.scenarios.lived_twice import at, found_school, lived_by_lines, lived_by_window
from tests.scenarios.storeroom_year import BAT, CENTRAL, CHALK, CODE, COUNT, STAPLER, the_year
from tests.scenarios.told_rows import told

FIRST, LAST = date(2025, 9, 1), date(2026, 8, 31)


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    """A book on its first day: a school, its 总保管室 and the 总保管员, nothing else."""
    path = found_school(tmp_path_factory.mktemp("founded") / "book.houqin", FIRST)
    write_photo(photo_beside(path))
    return path


def photo_beside(path: Path) -> Path:
    return path.with_name("球拍.jpg")


def the_year_of(founded):
    return lambda session: the_year(session, photo_beside(founded))


@pytest.fixture(scope="module")
def typed(founded, tmp_path_factory):
    """The book of the year that was lived by lines alone."""
    folder = tmp_path_factory.mktemp("typed") / "lines"
    return lived_by_lines(founded, folder, FIRST, the_year_of(founded))


def test_a_school_year_in_the_window_and_in_lines_comes_to_the_same_journal(
    founded, typed, tmp_path: Path, qtbot
):
    story = the_year_of(founded)
    by_hand = told(lived_by_window(founded, tmp_path / "window", FIRST, story, qtbot))
    by_line = told(typed)
    assert by_hand.keys() == by_line.keys()
    for table in by_hand:
        assert by_hand[table] == by_line[table], table
    assert len(by_hand["journal"]) > 500


def test_a_year_in_which_one_yuan_differs_is_found_out(founded, typed, tmp_path: Path):
    story, by_line = the_year_of(founded), told(typed)
    others = told(lived_by_lines(founded, tmp_path / "dearer", FIRST, story, amount="31.00"))
    assert {table for table in others if others[table] != by_line[table]} == {
        "compensation",
        "journal",
    }


@pytest.fixture
def cli(typed, capsys, monkeypatch, tmp_path: Path):
    monkeypatch.setattr("houqin_desktop.app.SystemClock", lambda: at(LAST))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return CommandLine(typed, capsys, monkeypatch)


def listed(cli, name):
    return cli.json("list", name)["rows"]


def test_the_lists_tell_where_everything_is_at_the_end_of_the_year(cli):
    stock = {(row["物品名称"], row["保管室或个人"]): row["数量"] for row in listed(cli, "stock")}
    assert stock == {
        (CHALK, CENTRAL): 18,
        (CHALK, "音乐室"): 0,
        (STAPLER, CENTRAL): 14,
        (STAPLER, "美术室"): 5,
        (STAPLER, "郑老师"): 1,
        (BAT, "体育室"): 11,
    }
    loans = {row["名称"]: (row["借出数量"], row["已还数量"]) for row in listed(cli, "loans")}
    assert loans == {BAT: (4, 4), "投影仪": (1, 1)}
    titles = ("名称", "调出保管室", "调入保管室")
    moved = [tuple(row[title] or "" for title in titles) for row in listed(cli, "transfers")]
    assert sorted(moved) == sorted(
        [
            ("学生课桌", CENTRAL, "美术室"),
            (STAPLER, CENTRAL, "美术室"),
            ("投影仪", "", ""),
            ("篮球架", "体育室", "音乐室"),
            ("显微镜", "实验室", "图书室"),
        ]
    )
    (count,) = listed(cli, "counts")
    assert count["状态"] == "已签结"
    assert {row["状态"] for row in listed(cli, "reservations")} == {"已预约", "已取消"}
    assert {row["状态"] for row in listed(cli, "slips")} == {"已办结", "已撤销", "已冲销"}
    rooms = {row["资产名称"]: row["保管室"] for row in listed(cli, "assets")}
    assert rooms["显微镜"] == "图书室"
    assert rooms["篮球架"] == "音乐室"


def test_stock_is_listed_and_reported_as_it_lay_on_a_past_day(cli):
    first = cli.json("list", "stock", "--as-of", "2025-09-03")["rows"]
    assert {(row["物品名称"], row["数量"], row["金额"]) for row in first} == {
        (CHALK, 60, "150.00"),
        (STAPLER, 20, "300.00"),
        (BAT, 12, "360.00"),
    }
    lent = cli.json("list", "stock", "--as-of", "2025-10-12", "--where", BAT)["rows"]
    assert {(row["保管室或个人"], row["数量"]) for row in lent} == {("体育室", 8), ("陈班主任", 4)}
    report = cli.json("report", "storeroom_stock", "--as-of", "2025-10-12", "--only", "体育室")
    assert [row["数量"] for row in report["rows"]] == [8]


def test_every_paper_of_the_year_is_shown_and_printed_and_the_book_is_clean(cli, tmp_path: Path):
    numbers = [row["单号"] for row in listed(cli, "slips")]
    numbers += [row["单号"] for row in listed(cli, "disposals")]
    assert len(numbers) == 20
    for number in numbers:
        record = cli.json("show", number)
        assert record["lines"]
        cli.json("print", number, tmp_path / f"{number}.pdf", "--preview")
        assert (tmp_path / f"{number}.pdf").read_bytes().startswith(b"%PDF")
    back = cli.json("show", "GH20250002")
    assert back["fields"]["照片"] == 2
    assert back["lines"][0]["说明"] == "附照片"
    for number in (COUNT, *CODE.values(), "WP00001"):
        assert cli.json("show", number)["fields"]
    for form in FORMS:
        cli.json("print", COUNT, tmp_path / f"{form}.pdf", "--form", form)
        assert (tmp_path / f"{form}.pdf").read_bytes().startswith(b"%PDF")
    assert cli.json("check")["ok"]
