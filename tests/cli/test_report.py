"""`report` in words alone: the same figures as answer, as PDF, as workbook and in `list`."""

from __future__ import annotations

import json

import pytest

from houqin_desktop.services.reports.catalogue import REPORTS
from tests.builders import KEEPER, OTHER_ROOM, ROOM
from tests.cli.speaking import card, line
from tests.documents.reading import poppler_pages, squeezed


@pytest.fixture
def filled(cli):
    cli.done(
        card(code="A-1", on="2026-01-05", acquired_on="2025-03-01", holder=KEEPER),
        card(code="A-2", on="2026-01-05", acquired_on="2025-03-01", original_value="600.50"),
        line("change_value", code="A-1", delta="500.00", reason="扩容", on="2026-06-01"),
        line("correct_asset", code="A-2", storeroom=OTHER_ROOM, on="2026-07-01"),
        card(code="A-3", on="2026-08-01", acquired_on="2026-08-01", category="A05010201"),
    )
    return cli


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_answers_and_goes_to_paper_and_workbook(filled, name, tmp_path):
    found = filled.json("report", name)
    assert list(found) == [
        "report",
        "title",
        "as_of",
        "columns",
        "rows",
        "totals",
        "notes",
        "files",
    ]
    assert found["report"] == name
    assert found["as_of"] == "2026-11-22"
    assert all(list(row) == found["columns"] for row in found["rows"])
    assert filled.ask("report", name).table[0] == found["columns"]
    workbook, paper = tmp_path / "表.xlsx", tmp_path / "表.pdf"
    written = filled.json("report", name, "--xlsx", str(workbook))
    assert written["files"] == [str(workbook)]
    assert workbook.stat().st_size > 0
    if REPORTS[name].on_paper:
        filled.json("report", name, "--pdf", str(paper))
        text = "".join(poppler_pages(paper.read_bytes()))
        assert squeezed(found["title"]) in text
        for row in found["rows"]:
            assert squeezed(str(next(iter(row.values())) or "")) in text
    else:
        refused = filled.refused("report", name, "--pdf", str(paper))
        assert refused["code"] == "no_paper"
        assert not paper.exists()


@pytest.mark.parametrize("day", ["2025-12-31", "2026-06-30", "2026-07-01", "2026-11-22"])
def test_the_sums_are_those_of_the_list_of_that_day(filled, day):
    listed = filled.json("list", "assets", "--as-of", day)["totals"]
    for by in ("category", "storeroom", "department", "status"):
        found = filled.json("report", "summary", "--by", by, "--as-of", day)
        assert found["totals"]["期末余额原值"] == listed["原值"]
        assert found["totals"]["期末余额数量"] == listed["数量"]
    for name in ("category_ledger", "storeroom_ledger"):
        found = filled.json("report", name, "--as-of", day)
        assert found["totals"]["原值（元）"] == listed["原值"]
        assert len(found["rows"]) == listed["行数"]


def test_a_past_day_is_as_it_was_and_says_what_was_entered_later(filled):
    rows = filled.json("report", "summary", "--by", "storeroom", "--as-of", "2026-05-31")["rows"]
    assert [(row["保管室"], row["期末余额原值"]) for row in rows] == [(ROOM, "1800.50")]
    found = filled.json("report", "summary", "--as-of", "2025-12-31")
    assert found["totals"]["期末余额原值"] == "1800.50"
    assert any("2 张卡片" in note for note in found["notes"])


def test_one_room_alone_and_one_person_alone(filled):
    found = filled.json("report", "storeroom_ledger", "--only", OTHER_ROOM)
    assert [row["资产编号"] for row in found["rows"]] == ["A-2"]
    found = filled.json("report", "custody_list", "--only", KEEPER)
    assert [(row["资产编号"], row["身份"]) for row in found["rows"]] == [("A-1", "使用人")]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("summary", "--by", "颜色"), "unknown_grouping"),
        (("missing_custody", "--by", "storeroom"), "unknown_grouping"),
        (("missing_custody", "--only", "甲"), "cannot_narrow"),
        (("storeroom_ledger", "--only", "没有"), "unknown_storeroom"),
        (("custody_list", "--only", "没有"), "unknown_person"),
        (("category_ledger", "--only", "没有"), "empty_class"),
        (("category_ledger", "--from", "2026-01-01"), "no_period"),
        (("summary", "--as-of", "2030-01-01"), "future_date"),
        (("summary", "--from", "2026-09-01", "--as-of", "2026-01-01"), "period"),
        (("summary", "--as-of", "昨天"), "bad_date"),
    ],
)
def test_what_cannot_be_reported_is_refused_in_words(filled, words, code):
    assert filled.refused("report", *words)["code"] == code


def test_a_report_over_the_book_itself_is_refused(filled):
    path = filled.book
    before = path.read_bytes()
    assert filled.refused("report", "summary", "--xlsx", str(path))["code"] == "own_file"
    assert path.read_bytes() == before


def test_an_unknown_report_is_wrong_use(filled):
    answer = filled.ask("report", "没有", "--json")
    assert answer.code == 2
    assert json.loads(answer.out)["code"] == "wrong_use"
