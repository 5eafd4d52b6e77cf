"""`todo`: the list of the day in words alone, and on paper."""

from __future__ import annotations

from pathlib import Path

from tests.cli.speaking import application, card, line
from tests.documents.reading import poppler_pages


def test_what_waits_is_answered_with_the_number_it_is_about(cli, tmp_path: Path):
    number = cli.number(application(cli.number(card())))
    document = cli.json("todo")
    groups = {group["key"]: group for group in document["groups"]}
    (line,) = groups["signatures_due"]["lines"]
    assert line["number"] == number
    assert line["days"] == 0
    assert groups["cards_to_settle"]["lines"][0]["register"] == "assets"


def test_the_list_is_put_on_paper(cli, tmp_path: Path):
    number = cli.number(application(cli.number(card())))
    file = tmp_path / "待办.pdf"
    table = cli.ask("todo", str(file)).table
    assert table[0] == ["待办", "事项", "说明", "已等天数"]
    (page,) = poppler_pages(file.read_bytes())
    assert number in page


def test_the_list_is_never_written_over_the_book(cli):
    assert cli.refused("todo", str(cli.book))["code"] == "own_file"


def test_a_line_about_a_whole_report_names_it(cli):
    cli.done(
        line("add_item", code="CHALK", name="粉笔", kind="material", unit="盒"),
        line(
            "receive_stock",
            storeroom="总保管室",
            source="donation",
            lines=[{"item": "CHALK", "quantity": 3, "amount": "9.00"}],
        ),
        line(
            "receive_stock",
            storeroom="总保管室",
            source="donation",
            lines=[{"item": "CHALK", "quantity": 1, "amount": "3.00"}],
        ),
    )
    groups = {group["key"]: group["lines"] for group in cli.json("todo")["groups"]}
    (owed,) = groups["receipts_open"]
    assert owed["text"] == "2 张入库单财务没有入账"
    assert (owed["number"], owed["register"], owed["report"]) == (None, None, "not_in_accounts")
