"""Imports taken back: what the program refuses, the schema refuses with nobody in between."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import HERE, asset, card, insert, outside, person, room

KEPT, USED, UNDONE = (
    f"(SELECT id FROM import_batch WHERE file_name = '{code}.xlsx')"
    for code in ("KEPT1", "USED1", "UNDONE1")
)
GONE = "(SELECT id FROM asset WHERE withdrawn_code = 'UNDONE1')"


def undo(batch: str) -> str:
    return insert("import_undo", id=batch, undone_on="'2026-11-22'")


def withdraw(card_code: str, batch: str, **values: str) -> str:
    number = f"(SELECT number FROM import_batch WHERE id = {batch})"
    shared = {
        "withdrawn_code": "code",
        "code": f"code || '(' || {number} || ')'",
        "status": "'disposed'",
        "fingerprint": "NULL",
    }
    changes = ", ".join(f"{name} = {value}" for name, value in (shared | values).items())
    return f"UPDATE asset SET {changes} WHERE code = '{card_code}'"


def test_a_batch_that_nothing_depends_on_is_taken_back(hand: Hand):
    hand.accepted(undo(KEPT), withdraw("KEPT1", KEPT))


def test_a_batch_with_a_card_that_changed_later_is_not(hand: Hand):
    assert "不能撤回" in hand.refused(undo(USED))


def test_no_batch_is_taken_back_twice_or_without_being_there(hand: Hand):
    hand.refused(undo(UNDONE))
    assert "不能撤回" in hand.refused(undo("999"))


@pytest.mark.parametrize(
    "values",
    [
        {"withdrawn_code": "'OTHER'"},
        {"code": "'FREEWORD'"},
        {"code": "code"},
        {"status": "'in_use'"},
        {"fingerprint": "'word'"},
        {"registered_on": "'2020-01-01'"},
    ],
)
def test_a_card_leaves_with_its_batch_only_and_in_one_way_only(hand: Hand, values):
    hand.refused(undo(KEPT), withdraw("KEPT1", KEPT, **values))


def test_a_card_of_no_undone_batch_is_not_withdrawn(hand: Hand):
    hand.refused(withdraw("KEPT1", KEPT))
    hand.refused(undo(KEPT), withdraw("FREE", KEPT))
    hand.refused(undo(KEPT), withdraw("USED1", USED))


@pytest.mark.parametrize(
    "change",
    ["name = 'x'", "withdrawn_code = NULL", "status = 'in_use'", "place = 'x'", "code = 'UNDONE1'"],
)
def test_a_withdrawn_card_never_changes_again(hand: Hand, change: str):
    hand.refused(f"UPDATE asset SET {change} WHERE id = {GONE}")


@pytest.mark.parametrize(
    "statement",
    [
        insert("value_change", asset_id=GONE, kind="'correction'", changed_on="'2026-11-22'",
               delta_fen="1", reason="'x'"),
        insert("custody", asset_id=GONE, from_on="'2026-11-22'"),
        insert("posting", asset_id=GONE, from_location_id=outside("SUPPLIER"),
               to_location_id=HERE, quantity="1", value_fen="0", posted_on="'2026-11-22'"),
        insert("posting", asset_id=GONE, from_location_id=outside("ADJUST"),
               to_location_id=HERE, quantity="1", value_fen="0", posted_on="'2026-11-22'"),
    ],
    ids=["value", "custody", "posting", "found again"],
)  # fmt: skip
def test_a_withdrawn_card_is_not_used(hand: Hand, statement: str):
    hand.refused(statement)


def test_no_other_card_goes_back_to_where_it_came_from(hand: Hand):
    hand.refused(
        insert(
            "posting",
            asset_id=asset("FREE"),
            from_location_id=HERE,
            to_location_id=outside("SUPPLIER"),
            quantity="10",
            value_fen="0",
            posted_on="'2026-11-22'",
        )
    )


def test_no_new_card_is_withdrawn_or_belongs_to_a_withdrawn_department(hand: Hand):
    hand.refused(card(withdrawn_code="'X'"))
    gone = "(SELECT id FROM department WHERE name = '撤回处')"
    hand.refused(card(using_department_id=gone))
    hand.refused(f"UPDATE asset SET using_department_id = {gone} WHERE code = 'FREE'")


def test_a_withdrawn_person_holds_nothing(hand: Hand):
    gone = person("撤回的")
    for role in ("holder_id", "responsible_id", "keeper_id"):
        said = hand.refused(
            insert("custody", asset_id=asset("ELSEWHERE"), from_on="'2026-11-22'", **{role: gone})
        )
        assert "随导入撤回" in said
    hand.refused(
        insert("appointment", person_id=gone, post="'finance'", from_on="'2020-01-01'",
               to_on="'2020-12-31'")
    )  # fmt: skip


def test_a_person_or_department_in_use_is_not_withdrawn(hand: Hand):
    hand.refused(f"UPDATE person SET withdrawn = 1 WHERE id = {person('郑老师')}")
    hand.refused(f"UPDATE person SET withdrawn = 1 WHERE id = {person('王保管')}")
    hand.refused("UPDATE department SET withdrawn = 1 WHERE name = '新设处'")


KEPT_STOCK, USED_STOCK, UNDONE_STOCK = (
    f"(SELECT id FROM import_batch WHERE file_name = '{name}.xlsx')"
    for name in ("KEPTINK", "USEDINK", "UNDONEINK")
)


def taken_back(name: str, batch: str) -> tuple[str, ...]:
    """Return what takes the opening slip of an item back, and the item out of use."""
    opening = f"(SELECT id FROM slip WHERE import_batch_id = {batch})"
    inverse = (
        "INSERT INTO stock_posting (item_id, from_location_id, to_location_id, quantity, value_fen,"
        " posted_on, line_id, voucher_id, reverses_id) SELECT item_id, to_location_id,"
        " from_location_id, quantity, value_fen, posted_on, line_id, voucher_id, id"
        f" FROM stock_posting WHERE voucher_id = {opening}"
    )
    withdrawn = f"UPDATE voucher SET state = 'withdrawn' WHERE id = {opening}"
    return inverse, withdrawn, f"UPDATE stock_item SET retired = 1 WHERE code = '{name}'"


def test_a_batch_of_stock_is_taken_back_with_its_slips_and_items(hand: Hand):
    inverse, withdrawn, retired = taken_back("KEPTINK", KEPT_STOCK)
    hand.accepted(inverse, withdrawn, retired, undo(KEPT_STOCK))
    assert "还有单据在账上" in hand.refused(undo(KEPT_STOCK))
    assert "还有单据在账上" in hand.refused(inverse, withdrawn, undo(KEPT_STOCK))


def test_a_batch_of_stock_that_was_moved_since_stays_though_nothing_is_left(hand: Hand):
    words = hand.refused(*taken_back("USEDINK", USED_STOCK), undo(USED_STOCK))
    assert "后来又有收发" in words


def opening_of(batch: str) -> tuple[str, str]:
    head = {
        "kind": "'receipt'",
        "year": "2026",
        "serial": "(SELECT max(serial) + 1 FROM voucher WHERE kind = 'receipt')",
        "number": "'RK2026' || (SELECT printf('%04d', max(serial) + 1) FROM voucher"
        " WHERE kind = 'receipt')",
        "route": "'receipt'",
        "state": "'signing'",
        "version": "1",
        "dated_on": "'2026-11-22'",
        "prepared_by_id": person("王保管"),
    }
    slip = {
        "id": "(SELECT max(id) FROM voucher)",
        "storeroom_id": room("电脑室"),
        "source": "'opening'",
        "import_batch_id": batch,
    }
    return insert("voucher", **head), insert("slip", **slip)


def test_nothing_comes_into_a_batch_that_was_taken_back(hand: Hand):
    hand.accepted(*opening_of(KEPT_STOCK))
    assert "没有撤回" in hand.refused(*opening_of(UNDONE_STOCK))
    join = "UPDATE stock_item SET import_batch_id = {0} WHERE code = 'CHALK'"
    hand.accepted(join.format(KEPT_STOCK))
    assert "没有撤回" in hand.refused(join.format(UNDONE_STOCK))
