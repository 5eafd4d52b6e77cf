"""Hand-overs behind the program's back: a list is one, is fixed, and nobody leaves before it."""

from __future__ import annotations

import pytest

from tests.builders import ACCOUNTANT, COLLEAGUE, KEEPER, LEADER, PRINCIPAL
from tests.storage.conftest import Hand
from tests.storage.statements import asset, insert, person, room

WAITING, NEW, LOAN, OWN = "JJ20260001", "JJ20260002", "JY20260001", "JY20260002"
SIGNED = f"UPDATE voucher SET state = 'executed' WHERE number = '{NEW}'"


def slip(number: str) -> str:
    return f"(SELECT id FROM voucher WHERE number = '{number}')"


def new_list(**values: str) -> tuple[str, str]:
    """A second list, of KEEPER for PRINCIPAL."""
    head = {
        "kind": "'handover'",
        "year": "2026",
        "serial": "2",
        "number": f"'{NEW}'",
        "route": "'handover'",
        "state": "'signing'",
        "version": "1",
        "dated_on": "'2026-11-22'",
        "prepared_by_id": person(KEEPER),
    }
    shared = {
        "id": slip(NEW),
        "giver_id": person(KEEPER),
        "taker_id": person(PRINCIPAL),
        "purpose": "'换岗'",
    }
    return insert("voucher", **head), insert("slip", **shared | values)


def stock_line(**values: str) -> tuple[str, str]:
    line = {
        "slip_id": slip(NEW),
        "position": "1",
        "quantity": "1",
        "value_fen": "0",
        "item_id": "(SELECT id FROM stock_item WHERE code = 'STAPLER')",
    }
    mine = f"(SELECT id FROM slip_line WHERE slip_id = {slip(NEW)})"
    return insert("slip_line", **line), insert(
        "handover_stock", **{"line_id": mine, "storeroom_id": "NULL"} | values
    )


def key(number: str, **values: str) -> str:
    shared = {"slip_id": slip(number), "position": "9", "name": "'SHED'", "quantity": "1"}
    return insert("handover_key", **shared | values)


def carried(loan: str, number: str = NEW) -> str:
    return insert("carried_loan", slip_id=slip(number), loan_id=slip(loan))


def leaves(name: str) -> str:
    return f"UPDATE person SET left_on = '2026-11-22' WHERE name = '{name}'"


def test_the_door_that_must_stay_open(hand: Hand):
    hand.accepted(*new_list(), *stock_line(), key(NEW))
    hand.accepted(leaves(ACCOUNTANT))
    hand.accepted(*new_list(storeroom_id=room("电脑室")))


@pytest.mark.parametrize(
    "values",
    [
        {"giver_id": "NULL"},
        {"taker_id": "NULL"},
        {"taker_id": person(KEEPER)},
        {"other_storeroom_id": room("体育室")},
        {"purpose": "'x'"},
        {"giver_id": person(COLLEAGUE)},
        {"giver_id": person(COLLEAGUE), "storeroom_id": room("体育室")},
    ],
)
def test_a_list_has_two_people_and_stands_alone(hand: Hand, values: dict[str, str]):
    assert "交接清册" in hand.refused(*new_list(**values))


@pytest.mark.parametrize(
    "statement",
    [
        key(WAITING),
        carried(LOAN, WAITING),
        insert(
            "slip_line",
            slip_id=slip(WAITING),
            position="99",
            asset_id=asset("ELSEWHERE"),
            quantity="1",
            value_fen="0",
        ),
        "UPDATE handover_key SET quantity = 9",
        "UPDATE handover_stock SET storeroom_id = 1",
        f"UPDATE slip SET taker_id = {person(PRINCIPAL)} WHERE id = {slip(WAITING)}",
    ],
)
def test_a_list_is_fixed_from_its_first_moment(hand: Hand, statement: str):
    hand.refused(statement)


@pytest.mark.parametrize(
    "values", [{"name": "' '"}, {"quantity": "0"}, {"position": "0"}, {"slip_id": slip(LOAN)}]
)
def test_keys_are_counted_and_named(hand: Hand, values: dict[str, str]):
    hand.refused(*new_list(), key(NEW, **values))


def test_only_the_givers_own_loans_are_carried_over(hand: Hand):
    hand.refused(*new_list(), carried(LOAN))
    hand.refused(*new_list(), carried("LY20260001"))


@pytest.mark.parametrize("name", [COLLEAGUE, KEEPER, LEADER])
def test_nobody_leaves_with_items_open(hand: Hand, name: str):
    """COLLEAGUE has cards, pieces and loans, KEEPER a room, LEADER is to sign a list."""
    assert "没交接" in hand.refused(leaves(name))


@pytest.mark.parametrize("state", ["signing", "executed"])
def test_pieces_go_with_a_signed_list_only_and_never_out_of_a_room(hand: Hand, state: str):
    mine = f"(SELECT id FROM slip_line WHERE slip_id = {slip(NEW)})"
    move = insert(
        "stock_posting",
        item_id="(SELECT id FROM stock_item WHERE code = 'STAPLER')",
        from_location_id=f"(SELECT location_id FROM storeroom WHERE id = {room('总保管室')})",
        to_location_id=f"(SELECT location_id FROM person WHERE id = {person(PRINCIPAL)})",
        quantity="1",
        value_fen="0",
        posted_on="'2026-11-22'",
        line_id=mine,
        voucher_id=slip(NEW),
    )
    signed = (SIGNED,) if state == "executed" else ()
    hand.refused(*new_list(), *stock_line(storeroom_id=room("总保管室")), *signed, move)


def test_a_card_in_a_case_changes_hands_by_a_signed_list_only(hand: Hand):
    begun = insert(
        "custody",
        asset_id=asset("FRESH"),
        holder_id="NULL",
        responsible_id="NULL",
        keeper_id=person(LEADER),
        from_on="'2026-11-22'",
        to_on="NULL",
    )
    assert "报废报损" in hand.refused(begun)


@pytest.mark.parametrize("route", ["handover_leader", "handover_principal"])
def test_a_superior_may_supervise(hand: Hand, route: str):
    head, slip_row = new_list()
    hand.accepted(head.replace("'handover', 'signing'", f"'{route}', 'signing'"), slip_row)
    hand.refused(head.replace("'handover', 'signing'", "'transfer', 'signing'"), slip_row)


def test_whoever_gives_or_takes_does_not_supervise_himself(hand: Hand):
    sheet = insert(
        "voucher_sheet", voucher_id=slip(NEW), version="1", digest=f"'{'c' * 64}'", sheet="'{}'"
    )

    def hand_of(step: str, post: str, who: str) -> str:
        return insert(
            "signature", voucher_id=slip(NEW), version="1", step=f"'{step}'",
            decision="'agree'", post=f"'{post}'", person_id=person(who),
            signed_on="'2026-11-22'", opinion="'同意'", document_number="''",
            digest=f"'{'c' * 64}'",
        )  # fmt: skip

    director = "赵总务"
    list_of_his = new_list(giver_id=person(director))
    parties = (hand_of("giver", "giver", director), hand_of("taker", "taker", PRINCIPAL))
    own = hand_of("supervisor", "general_affairs_director", director)
    assert "监交人" in hand.refused(*list_of_his, sheet, *parties, own)
    others = (hand_of("giver", "giver", KEEPER), parties[1])
    hand.accepted(*new_list(), sheet, *others, own)
