"""领用 and 借用 on the command line alone: made, listed, shown, printed, reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import CENTRAL, COLLEAGUE
from tests.cli.speaking import line
from tests.documents.reading import poppler_pages, squeezed
from tests.photos import write_photo

LOAN = "JY20260001"


@pytest.fixture
def lent(cli):
    """Five staplers, three of them lent to COLLEAGUE, one of these back."""
    cli.done(
        line("add_item", code="STAPLER", name="订书机", kind="consumable", unit="个"),
        line(
            "receive_stock",
            storeroom=CENTRAL,
            source="opening",
            lines=[{"item": "STAPLER", "quantity": 5, "amount": "100"}],
        ),
        line(
            "lend",
            storeroom=CENTRAL,
            borrower=COLLEAGUE,
            due_on="2026-12-10",
            purpose="公开课",
            lines=[{"item": "订书机", "quantity": 3}],
        ),
        line("take_back", number=LOAN, lines=[{"line": 1, "quantity": 1}]),
    )
    return cli


def test_a_loan_is_listed_and_shown_with_what_is_next(lent):
    (row,) = lent.json("list", "loans")["rows"]
    assert (row["借用单号"], row["在外数量"], row["状态"]) == (LOAN, 2, "部分归还")
    shown = lent.json("show", LOAN)
    assert shown["lines"][0]["借出时状况"] == "完好"
    assert shown["missing"] == ["尚未打印", "还有 2 件在外"]
    for number in (LOAN, "GH20260001"):
        lent.done(
            line("record_printing", number=number),
            *(
                line("record_signature", number=number, step=step)
                for step in ("borrower" if number == LOAN else "returner", "keeper")
            ),
        )
    assert lent.json("show", LOAN)["next"] == {"command": "take_back", "title": "登记归还"}
    assert lent.json("show", "GH20260001")["next"] is None


def test_an_item_is_shown_with_where_it_lies_how_it_moved_and_its_photo(lent, tmp_path: Path):
    assert lent.json("show", "STAPLER")["fields"]["照片"] is None
    photo = write_photo(tmp_path / "订书机.png")
    lent.done(line("picture_item", item="STAPLER", photo=str(photo)))
    shown = lent.json("show", "STAPLER")
    assert shown["fields"]["照片"] == "订书机.png"
    assert [row["数量"] for row in shown["lines"]] == [3, 2]
    assert [one["number"] for one in shown["history"]] == ["GH20260001", LOAN, "RK20260001"]
    assert shown["missing"] == []


def test_the_paper_says_what_was_borrowed_and_has_a_stub(lent, tmp_path: Path):
    paper = tmp_path / "借用单.pdf"
    lent.json("print", LOAN, str(paper))
    (page,) = poppler_pages(paper.read_bytes())
    words = squeezed(page)
    assert "于2026年12月10日归还，如有损坏丢失按规定赔偿。" in words
    assert f"借条存根{COLLEAGUE}订书机3个归还日期2026-12-10单号{LOAN}" in words


@pytest.mark.parametrize("name", ["loan_reminders", "personal_account"])
def test_the_reports_are_drawn(lent, tmp_path: Path, name: str):
    paper = tmp_path / "表.pdf"
    lent.json("report", name, "--pdf", str(paper))
    assert paper.read_bytes().startswith(b"%PDF")


def test_a_period_of_a_room_is_reserved_once(cli):
    wanted = {
        "item": CENTRAL,
        "person": COLLEAGUE,
        "reserved_on": "2026-12-01",
        "first_period": 2,
        "last_period": 3,
    }
    cli.done(line("reserve", **wanted))
    (row,) = cli.json("list", "reservations")["rows"]
    assert (row["资产或保管室"], row["起节"], row["止节"], row["状态"]) == (CENTRAL, 2, 3, "已预约")
