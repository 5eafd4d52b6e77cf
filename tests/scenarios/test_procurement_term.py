"""A term's procurement for 24 classes runs in `do` alone, and the lists tell what became of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.speaking import CommandLine
from tests.scenarios.lived_twice import at, found_school, lived_by_lines
from tests.scenarios.procurement_term import CHALK, DESK, DIGITAL, OFFICE, PEN, PROJECTOR, the_term
from tests.scenarios.storeroom_year import CENTRAL
from tests.scenarios.told_rows import told

FIRST, LAST = date(2026, 8, 10), date(2026, 10, 12)


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    """A book on its first day: a school, its 总保管室 and the 总保管员, nothing else."""
    return found_school(tmp_path_factory.mktemp("founded") / "book.houqin", FIRST)


def by_lines(founded, folder, **changed):
    return lived_by_lines(founded, folder, FIRST, lambda _session: the_term(), **changed)


@pytest.fixture(scope="module")
def typed(founded, tmp_path_factory):
    """The book of the term that was lived by lines alone."""
    return by_lines(founded, tmp_path_factory.mktemp("typed") / "lines")


@pytest.fixture
def cli(typed, capsys, monkeypatch, tmp_path: Path):
    monkeypatch.setattr("houqin_desktop.app.SystemClock", lambda: at(LAST))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return CommandLine(typed, capsys, monkeypatch)


def listed(cli, name):
    return cli.json("list", name)["rows"]


def test_everything_came_in_as_it_was_accepted_and_went_to_the_classes(cli):
    assets = listed(cli, "assets")
    made = [row for row in assets if row["资产名称"] == PROJECTOR]
    assert len(made) == 24
    assert len({row["资产编号"] for row in made}) == 24
    assert sorted(row["数量"] for row in assets if row["资产名称"] == DESK) == [76, 120]
    stock = {
        row["物品名称"]: row["数量"]
        for row in listed(cli, "stock")
        if row["保管室或个人"] == CENTRAL
    }
    assert (CHALK in stock, stock[PEN]) == (False, 200)


def test_the_lists_tell_how_far_everything_came(cli):
    requests = {row["单号"]: row["进度"] for row in listed(cli, "requests")}
    assert requests == {
        "CG20260001": "已完成",
        "CG20260002": "已完成",
        "CG20260003": "已结束",
        "CG20260004": "已完成",
        "CG20260005": None,
    }
    assert {row["进度"] for row in listed(cli, "purchases")} == {"已完成"}
    assert {row["逾期天数"] for row in listed(cli, "purchases")} == {None}
    threads = {
        (row["采购申请"], row["行号"]): (row["批准数"], row["已订"], row["已验收"])
        for row in listed(cli, "procurement")
    }
    assert threads["CG20260002", 1] == (23, 23, 23)
    assert threads["CG20260003", 1] == (200, 200, 196)
    money = {
        row["预算项目"]: (row["已申请未验收"], row["已支出"], row["余额"], row["状态"])
        for row in listed(cli, "budget")
    }
    assert money[DIGITAL] == ("0.00", "97260.00", "-7260.00", "超预算")
    assert money[OFFICE] == ("0.00", "33346.00", "46654.00", "在用")
    owed = {row["入库单号"] for row in listed(cli, "accounts") if row["状态"] == "未入账"}
    assert owed == {"RK20260007", "RK20260008"}


def test_every_paper_of_the_term_is_shown_and_printed(cli, tmp_path: Path):
    lists = ("slips", "requests", "purchases", "acceptances")
    numbers = [row["单号"] for name in lists for row in listed(cli, name)]
    kinds = {number[:2] for number in numbers}
    assert {"CG", "DD", "YS", "RK", "LY", "JY", "CX"} <= kinds
    for number in numbers:
        assert cli.json("show", number)["lines"]
    for kind in kinds:
        number = next(one for one in numbers if one.startswith(kind))
        cli.json("print", number, tmp_path / f"{number}.pdf", "--preview")
        assert (tmp_path / f"{number}.pdf").read_bytes().startswith(b"%PDF")
    assert cli.json("check")["ok"]


def test_a_term_in_which_one_shop_differs_is_found_out(founded, typed, tmp_path: Path):
    others = told(by_lines(founded, tmp_path / "other", contract_number="HT-8"))
    by_line = told(typed)
    assert {table for table in others if others[table] != by_line[table]} == {
        "purchase",
        "asset",
        "journal",
        "voucher_sheet",
    }
    assert len(by_line["journal"]) > 500
