"""Loans behind the program's back: nothing more comes back than went out, nothing is lent twice."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import BAD_DATES, asset, insert, person, room


def slip(number: str) -> str:
    return f"(SELECT id FROM voucher WHERE number = '{number}')"


def line(number: str, position: int) -> str:
    return f"(SELECT id FROM slip_line WHERE slip_id = {slip(number)} AND position = {position})"


ISSUE, LOAN, BACK, GATE, OUT = (
    "LY20260001",
    "JY20260001",
    "GH20260001",
    "CM20260001",
    "CM20260002",
)
WAITING = "JY20260002"
STAPLER = "(SELECT id FROM stock_item WHERE code = 'STAPLER')"


def slip_with_line(kind: str, number: str, of_line: str, **values: str) -> tuple[str, ...]:
    """A new slip with its voucher and one line about LENT or what is given."""
    head = {
        "kind": f"'{kind}'",
        "year": "2026",
        "serial": str(int(number[-4:])),
        "number": f"'{number}'",
        "route": f"'{values.pop('route', kind)}'",
        "state": "'signing'",
        "version": "1",
        "dated_on": "'2026-11-22'",
        "prepared_by_id": person("郑老师"),
    }
    party = {"taker_id" if kind == "loan" else "giver_id": person("郑老师")}
    due = {"due_on": "'2026-12-01'"} if kind == "loan" else {}
    slip_values = {
        name: values.pop(name) for name in ("due_on", "outside", "taker_id") if name in values
    }
    about = {"id": slip(number), "storeroom_id": room("总保管室")} | party | due | slip_values
    thing = {"asset_id": asset("LENT"), "of_line_id": of_line}
    written = {"slip_id": slip(number), "position": "1", "quantity": "1", "value_fen": "0"}
    return (
        insert("voucher", **head),
        insert("slip", **about),
        insert("slip_line", **written | thing | values),
    )


def renewal(**values: str) -> str:
    shared = {"slip_id": slip(LOAN), "due_on": "'2027-01-01'", "renewed_on": "'2026-11-22'"}
    return insert("loan_renewal", **shared | values)


def compensation(**values: str) -> str:
    shared = {
        "line_id": line(BACK, 2),
        "person_id": person("郑老师"),
        "amount_fen": "1",
        "paid_on": "'2026-11-22'",
    }
    return insert("compensation", **shared | values)


def reservation(**values: str) -> str:
    shared = {
        "storeroom_id": room("总保管室"),
        "person_id": person("郑老师"),
        "reserved_on": "'2026-11-22'",
        "first_period": "5",
        "last_period": "6",
    }
    return insert("reservation", **shared | values)


def gate_return(**values: str) -> str:
    shared = {"slip_id": slip(OUT), "back_on": "'2026-11-22'", "checked_by_id": person("郑老师")}
    return insert("gate_return", **shared | values)


def test_the_door_that_must_stay_open(hand: Hand):
    hand.accepted(*slip_with_line("loan", "JY20260003", "NULL"))
    hand.accepted(*slip_with_line("take_back", "GH20260002", line(WAITING, 1)))
    hand.accepted(renewal(), compensation(), reservation(), gate_return())
    hand.accepted(reservation(storeroom_id="NULL", asset_id=asset("LENT"), first_period="1"))
    hand.accepted(reservation(first_period="3", last_period="4"))


@pytest.mark.parametrize(
    "values",
    [
        {"quantity": "2"},
        {"due_on": "NULL"},
        {"due_on": "'2026-11-21'"},
        {"taker_id": "NULL"},
        {"outside": "'新城小学'"},
        {"route": "loan_outside"},
        {"asset_id": asset("GONE")},
        {"asset_id": asset("FRESH")},
    ],
)
def test_nothing_is_lent_twice_without_a_day_or_past_the_principal(
    hand: Hand, values: dict[str, str]
):
    hand.refused(*slip_with_line("loan", "JY20260003", "NULL", **values))


@pytest.mark.parametrize(
    ("kind", "number", "of_line", "values"),
    [
        ("take_back", "GH20260002", line(WAITING, 1), {"quantity": "2"}),
        ("take_back", "GH20260002", line(LOAN, 2), {}),
        ("take_back", "GH20260002", line(LOAN, 1), {}),
        ("take_back", "GH20260002", line(ISSUE, 3), {"asset_id": asset("HANDED")}),
        ("take_back", "GH20260002", "NULL", {}),
        ("restock", "TK20260001", line(WAITING, 1), {}),
        ("restock", "TK20260001", line(ISSUE, 3), {}),
    ],
)
def test_no_more_comes_back_than_went_out(
    hand: Hand, kind: str, number: str, of_line: str, values: dict[str, str]
):
    hand.refused(*slip_with_line(kind, number, of_line, **values))


def test_what_came_back_in_part_is_not_taken_back_itself(hand: Hand):
    back = slip_with_line("take_back", "GH20260002", line(WAITING, 1))
    undo = f"UPDATE voucher SET state = 'withdrawn' WHERE number = '{WAITING}'"
    hand.accepted(undo)
    assert "先撤销" in hand.refused(*back, undo)


def test_a_return_stands_while_its_card_is_lent_again(hand: Hand):
    # What it moved is put back first: else it is refused for that.
    put_back = (
        "INSERT INTO stock_posting (item_id, from_location_id, to_location_id, quantity,"
        " value_fen, posted_on, line_id, voucher_id, reverses_id) SELECT item_id, to_location_id,"
        " from_location_id, quantity, value_fen, posted_on, line_id, voucher_id, id"
        f" FROM stock_posting WHERE voucher_id = {slip(BACK)}"
    )
    undo = f"UPDATE voucher SET state = 'rejected' WHERE number = '{BACK}'"
    again = slip_with_line("loan", "JY20260003", "NULL")
    assert "又已借出" in hand.refused(put_back, *again, undo)


@pytest.mark.parametrize(
    "statement",
    [
        renewal(slip_id=slip(ISSUE)),
        renewal(due_on="'2026-11-21'"),
        renewal(renewed_on="'2026-11-01'"),
        *(renewal(due_on=f"'{day}'") for day in BAD_DATES),
        compensation(line_id=line(BACK, 1)),
        compensation(line_id=line(ISSUE, 1)),
        compensation(amount_fen="0"),
        compensation(withdrawn="1"),
        compensation(paid_on="'2026-11-01'"),
        *(compensation(paid_on=f"'{day}'") for day in BAD_DATES),
        "UPDATE compensation SET amount_fen = amount_fen + 1",
        "UPDATE compensation SET withdrawn = 0",
        "UPDATE compensation SET note = 'x' WHERE withdrawn = 0",
        gate_return(slip_id=slip(LOAN)),
        gate_return(slip_id=slip(GATE)),
        gate_return(back_on="'2026-11-01'"),
        *(gate_return(back_on=f"'{day}'") for day in BAD_DATES),
        reservation(first_period="2", last_period="3"),
        reservation(first_period="1", last_period="12"),
        reservation(first_period="0"),
        reservation(last_period="13"),
        reservation(last_period="4"),
        reservation(cancelled="1"),
        reservation(asset_id=asset("LENT")),
        reservation(storeroom_id="NULL"),
        reservation(storeroom_id="NULL", asset_id=asset("GONE")),
        *(reservation(reserved_on=f"'{day}'") for day in BAD_DATES),
        "UPDATE reservation SET cancelled = 0",
        "UPDATE reservation SET first_period = 7, last_period = 8, cancelled = 1",
        insert("handed_card", line_id=line(ISSUE, 1), place="''"),
        insert("handed_card", line_id=line(WAITING, 1), place="''"),
    ],
)
def test_what_follows_a_loan_follows_its_rules(hand: Hand, statement: str):
    hand.refused(statement)
    if statement.startswith("INSERT"):
        hand.refused(statement.replace("INSERT", "INSERT OR REPLACE", 1))


def test_a_photo_comes_to_a_line_of_a_loan_before_the_first_signature_and_nothing_else(
    hand: Hand,
):
    photo = "(SELECT sha256 FROM attachment LIMIT 1)"
    waiting, signed, receipt = "JY20260002", LOAN, "RK20260001"
    add = f"UPDATE slip_line SET photo = {photo} WHERE slip_id = "
    hand.accepted(add + slip(waiting))
    for other in (signed, receipt):
        assert "不可修改" in hand.refused(add + slip(other))
    for change in ("photo = photo", f"photo = {photo}, remarks = 'x'", "quantity = quantity"):
        where = f"UPDATE slip_line SET {change} WHERE slip_id = {slip(waiting)}"
        assert "不可修改" in hand.refused(where)
