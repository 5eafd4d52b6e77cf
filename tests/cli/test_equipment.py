"""配备标准 on the command line alone: a list is kept, a rule set, and who lacks something shown."""

from __future__ import annotations

from tests.builders import COLLEAGUE, DIRECTOR
from tests.cli.speaking import line


def test_a_list_and_a_rule_are_kept_and_who_lacks_something_is_shown(cli):
    cli.done(
        line("add_roster", name="班主任", kind="people", members=[COLLEAGUE, DIRECTOR]),
        line("add_equipment_rule", name="手提电脑", quantity=1, roster="班主任"),
        line("register_asset", name="手提电脑", original_value="100", holder=COLLEAGUE),
    )
    rows = cli.json("list", "equipment")["rows"]
    assert [(row["对象"], row["结果"]) for row in rows] == [
        (COLLEAGUE, "已配齐"),
        (DIRECTOR, "缺 1"),
    ]
    lacking = cli.json("list", "equipment", "--filter", "provision=lacking")["rows"]
    assert [row["对象"] for row in lacking] == [DIRECTOR]
    shown = cli.json("show", "PB001")
    assert shown["missing"] == [f"{DIRECTOR}缺 1"]
    assert shown["fields"]["配给谁"] == "班主任每人"
    assert [one["成员"] for one in cli.json("show", "班主任")["lines"]] == [COLLEAGUE, DIRECTOR]
    told = cli.json("report", "equipment", "--by", "lacking")
    assert [row["对象"] for row in told["rows"]] == [DIRECTOR]
    assert len(cli.json("list", "equipment_rules")["rows"]) == 1
