"""What settles a difference behind the program's back: a paper of that very thing that counts."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import asset
from tests.storage.test_hostile_counts import COUNTED, OPEN, STOCK, finding, line, session

SIGNED_OFF = session(5)
MISSING = f"session_id = {STOCK} AND result = 'shortage'"
FREE = f"session_id = {STOCK} AND surplus_id IS NOT NULL"


def handled(where: str, handling: str) -> str:
    return f"UPDATE count_finding SET cause = '丢', handling = '{handling}' WHERE {where}"


def settled(where: str, document: str) -> str:
    return (
        f"UPDATE count_finding SET document = {document}, settled_on = '2026-11-22' WHERE {where}"
    )


def slip(prefix: str, at: int) -> str:
    return f"'{prefix}2026{at:04}'"


SIGNED_STAPLERS, RED_STAPLERS, WITHDRAWN_STAPLERS = slip("RK", 3), slip("RK", 4), slip("RK", 2)


def test_the_door_that_must_stay_open(hand: Hand):
    issue = slip("LY", 1)
    hand.accepted(handled(MISSING, "correct"), settled(MISSING, issue))
    hand.accepted(handled(FREE, "keep"), settled(FREE, "'口头'"))


@pytest.mark.parametrize(
    ("handling", "document"),
    [
        ("correct", slip("RK", 1)),
        ("correct", WITHDRAWN_STAPLERS),
        ("correct", RED_STAPLERS),
        ("correct", SIGNED_STAPLERS),
        ("correct", "'X'"),
        ("correct", "''"),
        ("write_off", slip("LY", 1)),
        ("compensate", slip("LY", 1)),
        ("transfer", slip("LY", 1)),
        ("enter", slip("LY", 1)),
    ],
)
def test_stock_is_settled_by_a_slip_about_it_that_nobody_takes_back(
    hand: Hand, handling: str, document: str
):
    words = hand.refused(handled(MISSING, handling), settled(MISSING, document))
    assert "不是这件东西" in words


def test_a_surplus_is_settled_by_the_receipt_of_just_that_much(hand: Hand):
    for document in (SIGNED_STAPLERS, "'X'"):
        words = hand.refused(handled(FREE, "enter"), settled(FREE, document))
        assert "不是这件东西" in words


def of_card(code: str, handling: str, document: str) -> tuple[str, str]:
    """Return a counted line of a card, and its difference with a document on it."""
    line_id = f"(SELECT id FROM count_line WHERE asset_id = {asset(code)} AND session_id = {OPEN})"
    counted = line(asset_id=asset(code), position="98", **COUNTED)
    return counted, finding(
        line_id=line_id,
        cause="'丢'",
        handling=f"'{handling}'",
        document=document,
        settled_on="'2026-11-22'",
    )


CASE_OF = (
    "(SELECT v.number FROM voucher v JOIN disposal_line l ON l.disposal_id = v.id"
    " JOIN asset a ON a.id = l.asset_id WHERE a.code = '{0}' ORDER BY v.id LIMIT 1)"
)


@pytest.mark.parametrize(
    ("code", "handling", "document"),
    [
        ("WAITING", "transfer", slip("DB", 2)),
        ("LOST", "write_off", CASE_OF.format("LOST")),
        ("FREE", "correct", "'FREE'"),
        ("FREE", "repair", "'报修'"),
    ],
)
def test_a_card_is_settled_by_its_own_paper(hand: Hand, code: str, handling: str, document: str):
    hand.accepted(*of_card(code, handling, document))


@pytest.mark.parametrize(
    ("code", "handling", "document"),
    [
        ("WAITING", "transfer", slip("DB", 1)),
        ("WAITING", "write_off", slip("DB", 2)),
        ("FREE", "write_off", CASE_OF.format("LOST")),
        ("SIGNED", "write_off", CASE_OF.format("SIGNED")),
        ("BACKAGAIN", "write_off", CASE_OF.format("BACKAGAIN")),
        ("REDOPEN", "write_off", CASE_OF.format("REDOPEN")),
        ("WITHDRAWN", "write_off", CASE_OF.format("WITHDRAWN")),
        ("FREE", "correct", "'BATCH'"),
        ("LENT", "compensate", slip("GH", 1)),
    ],
)
def test_a_card_is_not_settled_by_anything_else(
    hand: Hand, code: str, handling: str, document: str
):
    assert "不是这件东西" in hand.refused(*of_card(code, handling, document))


def test_after_the_sign_off_another_paper_replaces_only_one_that_is_gone(hand: Hand):
    gone = f"session_id = {SIGNED_OFF}"
    hand.accepted(settled(gone, slip("LY", 1)))
    words = hand.refused(settled(gone, slip("LY", 1)), settled(gone, slip("JY", 1)))
    assert "不能再改" in words
    assert "不是这件东西" in hand.refused(settled(gone, SIGNED_STAPLERS))
    hand.refused(f"UPDATE count_finding SET document = '', settled_on = NULL WHERE {gone}")
    hand.refused(f"UPDATE count_finding SET cause = 'x' WHERE {gone}")
    hand.refused(f"UPDATE count_finding SET quantity = 2 WHERE {gone}")
