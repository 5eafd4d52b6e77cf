"""`do`, `list`, `show` and `print` of tables of duties, in the same words as the window."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from tests.builders import COLLEAGUE
from tests.cli.speaking import line
from tests.documents.reading import poppler_pages, squeezed


def test_a_table_of_duties_is_made_listed_shown_and_printed(cli, tmp_path: Path):
    days = [(date.today() + timedelta(days=step)).isoformat() for step in (0, 1)]
    stretch = {"from_on": days[0], "to_on": days[1]}
    cli.done(
        line("add_roster", name="护导", kind="人员", members=[COLLEAGUE]),
        line("set_calendar", days=[{**stretch, "day_kind": "上课", "name": "照常上课"}]),
        line(
            "plan_duties",
            kind="教师放学护导",
            posts=[{"name": "校门", "roster": "护导", "seats": 1}],
            **stretch,
        ),
    )
    rows = cli.json("list", "duties")["rows"]
    assert [(row["日期"], row["值班人"]) for row in rows] == [(day, COLLEAGUE) for day in days]
    shown = cli.json("show", "ZB0001")
    assert shown["fields"]["每人次数"] == "2 次"
    assert len(shown["lines"]) == 2
    target = tmp_path / "值班表.pdf"
    assert cli.json("print", "ZB0001", target)["form"] == "table"
    page = squeezed("".join(poppler_pages(target.read_bytes())))
    assert all(word in page for word in ("签到", COLLEAGUE, "调班须提前报批"))
    workbook = tmp_path / "次数.xlsx"
    cli.json("print", "ZB0001", workbook, "--form", "counts")
    assert workbook.exists()
