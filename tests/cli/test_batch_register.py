"""批量登记 from the command line: a list of rows on one line of `do`."""

from __future__ import annotations

from tests.builders import ROOM
from tests.cli.speaking import line

DESK = {"name": "课桌", "original_value": "5400.00", "quantity": 45, "storeroom": ROOM}
CHAIR = {"name": "椅子", "original_value": "3150.00", "acquired_on": "2026-09"}


def test_rows_are_registered_by_one_line_which_answers_their_numbers(cli):
    (answer,) = cli.done(line("register_assets", rows=[DESK, CHAIR]))
    assert answer["ids"] == ["ZC2026000001", "ZC2026000002"]
    shown = cli.json("show", "ZC2026000002")["fields"]
    assert shown["资产名称"] == "椅子"
    assert shown["取得日期"] == "2026-09"
    cli.head()


def test_the_rows_of_a_line_are_withdrawn_by_their_numbers_or_with_their_command(cli):
    (first,) = cli.done(line("register_assets", rows=[DESK, CHAIR]))
    (back,) = cli.done(line("withdraw_cards", assets=first["ids"], reason="登错了"))
    assert back["ids"] == first["ids"]
    (again,) = cli.done(line("register_assets", rows=[DESK, CHAIR]))
    assert again["ids"] == first["ids"]
    cli.done(line("undo_command", arguments={"command_id": again["command_id"]}))
    assert cli.refusals(line("withdraw_cards", assets=first["ids"])) == ["unknown_asset"]
    cli.head()


def test_a_wrong_row_is_named_and_none_is_written(cli):
    codes = cli.refusals(
        line("register_assets", rows=[DESK, {"name": "椅子"}]),
        line("register_assets", rows=[DESK, CHAIR | {"original_value": "三百"}]),
        line("register_assets", rows=[DESK, CHAIR | {"seat": "红"}]),
        line("register_assets", rows=[DESK, CHAIR | {"holder": "查无此人"}]),
        line("register_assets", rows=[]),
        line("register_assets", rows="课桌"),
        line("register_assets", rows=["课桌"]),
        line("register_assets"),
    )
    assert codes == [
        "missing",
        "bad_money",
        "unknown_argument",
        "unknown_person",
        "no_assets",
        "bad_rows",
        "bad_rows",
        "missing",
    ]


def test_the_command_is_listed_with_its_rows(cli):
    (found,) = [one for one in cli.json("commands") if one["command"] == "register_assets"]
    assert found["title"] == "批量登记"
    assert [one["type"] for one in found["arguments"]] == ["rows"]
