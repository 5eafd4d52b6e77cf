"""A ledger on the command line: strange places, strange days and strange words, out and in."""

from __future__ import annotations

import openpyxl
import pytest

from tests.cli.speaking import card, require_sentence


def test_strange_words_and_old_days_go_out_and_come_in_unchanged(cli, tmp_path):
    strange = ("=1+1", "+SUM(A1)", "@cmd", "-2+3", "<b>&amp;", "𠮷😀", "'x", '"', "00012", "1.0")
    cli.done(
        *(
            card(code=f"H{at}", name=words, specification=words, remarks=words, place=words)
            for at, words in enumerate(strange)
        ),
        card(code="a b", name="空格"),
        card(code="OLD", name="校门", category=None, acquired_on="1898"),
        card(code="DAY", name="石碑", category=None, acquired_on="1900-01-15"),
    )
    target = tmp_path / "台账.xlsx"
    assert cli.json("export", "assets", target) == {"file": str(target), "rows": len(strange) + 3}
    page = openpyxl.load_workbook(target).active
    assert page is not None
    assert [row[1].value for row in page.iter_rows(min_row=2)][: len(strange)] == list(strange)
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    again = cli.json("import", "assets", target)
    assert (again["unchanged"], again["updated"], again["added"]) == (len(strange) + 3, 0, 0)
    assert again["batch"] is None


def test_a_day_that_no_workbook_can_count_goes_out_as_words(cli, tmp_path):
    cli.done(card(code="OLD", category=None, acquired_on="1898-09-01"))
    target = tmp_path / "台账.xlsx"
    cli.json("export", "assets", target)
    page = openpyxl.load_workbook(target).active
    assert page is not None
    titles = [cell.value for cell in page[1]]
    assert page[2][titles.index("取得日期")].value == "1898-09-01"


@pytest.mark.parametrize("words", [("export", "assets"), ("import", "assets")])
@pytest.mark.parametrize("place", ["", "{folder}", "{folder}/没有/台账.xlsx", "/" + "x" * 300])
def test_a_place_that_cannot_be_is_refused_and_nothing_is_left(cli, tmp_path, words, place):
    folder = tmp_path / "夹"
    folder.mkdir()
    before = cli.head()
    require_sentence(cli.refused(*words, place.format(folder=folder))["refused"])
    assert list(folder.iterdir()) == []
    assert cli.head() == before


def test_an_export_replaces_a_file_whole_and_a_refused_one_leaves_it(cli, tmp_path):
    cli.done(card(code="PC-1"))
    target = tmp_path / "台账.xlsx"
    target.write_bytes(b"x" * 2_000_000)
    assert cli.refused("export", "assets", target, "--sort", "颜色")["code"] == "unknown_column"
    assert target.stat().st_size == 2_000_000
    cli.json("export", "assets", target)
    page = openpyxl.load_workbook(target).active
    assert page is not None
    assert page["A2"].value == "PC-1"


def test_a_disposed_card_stays_out_of_the_export(cli, tmp_path):
    target = tmp_path / "台账.xlsx"
    assert cli.json("export", "assets", target)["rows"] == 0
    assert cli.json("import", "assets", target)["found"] == 0
