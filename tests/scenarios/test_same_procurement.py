"""A term's procurement for 24 classes in the window alone and in `do` alone: same journal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.classroom_purchases import FIRST, SHOPS, the_term
from tests.scenarios.lived_twice import found_school, lived_by_lines, lived_by_window
from tests.scenarios.procurement_hands import PROCUREMENT_HANDS
from tests.scenarios.told_rows import told


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    return found_school(tmp_path_factory.mktemp("founded") / "book.houqin", FIRST)


@pytest.fixture(scope="module")
def typed(founded, tmp_path_factory):
    """The rows of the term that was lived by lines alone."""
    folder = tmp_path_factory.mktemp("typed") / "lines"
    return told(lived_by_lines(founded, folder, FIRST, the_term))


def test_a_term_of_24_classes_in_the_window_and_in_lines_comes_to_the_same_journal(
    founded, typed, tmp_path: Path, qtbot
):
    book = lived_by_window(
        founded, tmp_path / "window", FIRST, the_term, qtbot, known=PROCUREMENT_HANDS
    )
    by_hand = told(book)
    assert by_hand.keys() == typed.keys()
    for table in typed:
        assert by_hand[table] == typed[table], table
    assert len(typed["journal"]) > 500


def test_the_term_has_part_deliveries_a_rejection_a_reversal_and_an_over_budget_decision(typed):
    rows = {table: [dict(row) for row in found] for table, found in typed.items()}
    assert {one["over_budget"] for one in rows["purchase_request"]} == {"校务会同意年中追加", ""}
    assert {one["choice"] for one in rows["request_choice"]} == {"buy", "cut"}
    came = {(one["delivered"], one["accepted"]) for one in rows["acceptance_line"]}
    assert {pair for pair in came if pair[0] > pair[1]} == {(96, 90), (3, 2)}
    standing = [one for one in rows["asset"] if one["status"] != "disposed"]
    assert sorted((one["name"], one["quantity"]) for one in standing) == [
        ("单人课桌", 48),
        *[("短焦投影机", 1)] * 3,
    ]
    taken_back = [one for one in rows["asset"] if one["withdrawn_code"]]
    assert sorted(one["name"] for one in taken_back) == ["单人课桌", "短焦投影机", "短焦投影机"]


def dearer_by_a_yuan(session):
    for day, line in the_term(session):
        asked = line.get("supplier") == SHOPS[2] and "amount" in line
        yield day, line | ({"amount": "23001.00"} if asked else {})


def test_a_term_in_which_one_quotation_differs_by_a_yuan_is_found_out(
    founded, typed, tmp_path: Path
):
    others = told(lived_by_lines(founded, tmp_path / "dearer", FIRST, dearer_by_a_yuan))
    assert {table for table in typed if others[table] != typed[table]} == {
        "journal",
        "quotation",
        "voucher_sheet",
    }
