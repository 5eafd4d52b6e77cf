"""隐患 on the command line alone: a line a step, shown, listed, threaded and printed."""

from __future__ import annotations

from tests.builders import COLLEAGUE, DEPARTMENT, KEEPER
from tests.cli.speaking import line
from tests.documents.reading import poppler_pages, squeezed

HAZARD, NOTICE = "YHB20260001", "ZG20260001"
LOOP = (
    line("add_campus_places", names=["东校门"]),
    line(
        "register_hazard",
        place="东校门",
        description="门锁锈死",
        category="围墙校门",
        department=DEPARTMENT,
        severity="一般",
    ),
    line(
        "plan_rectification",
        hazard=HAZARD,
        responsible=KEEPER,
        measures="换锁",
        due_on="2099-01-01",
    ),
    line("issue_rectification_notice", hazards=[HAZARD], receiver=KEEPER, issuer="leader"),
)


def test_a_hazard_lives_in_lines_and_is_shown_listed_and_printed(cli, tmp_path):
    cli.done(*LOOP)
    shown = cli.json("show", HAZARD)
    assert (shown["kind"], shown["fields"]["状态"]) == ("hazard", "待整改")
    assert shown["next"]["command"] == "rectify_hazard"
    assert shown["lines"][0]["关联单据"] == NOTICE
    assert [row["隐患编号"] for row in cli.json("list", "hazards")["rows"]] == [HAZARD]
    assert "校园消防" in cli.ask("list", "hazard_criteria").out
    assert [one["number"] for one in cli.json("thread", HAZARD)["papers"]] == [HAZARD, NOTICE]
    paper = tmp_path / "通知书.pdf"
    assert cli.ask("print", NOTICE, paper, "--preview").code == 0
    (page,) = map(squeezed, poppler_pages(paper.read_bytes()))
    for words in ("安全隐患整改通知书", "安全隐患整改回执", f"第{NOTICE}号", "合格销号", HAZARD):
        assert words in page
    own = line("rectify_hazard", hazard=HAZARD, rectified_by=KEEPER, done="换了锁")
    checked = line("reinspect_hazard", hazard=HAZARD, reinspected_by=COLLEAGUE, result="合格")
    wrong = line("reinspect_hazard", hazard=HAZARD, reinspected_by=KEEPER, result="合格")
    cli.done(own)
    assert cli.refusals(wrong) == ["own_rectification"]
    cli.done(checked, line("close_out_hazard", hazard=HAZARD))
    (total,) = cli.json("report", "rectification_rate")["rows"]
    assert (total["已销号"], total["整改率"]) == (1, "100.0%")
    before = ("--from", "2020-01-01", "--to", "2020-12-31")
    (none,) = cli.json("report", "rectification_rate", *before)["rows"]
    assert none["整改率"] == "—"
