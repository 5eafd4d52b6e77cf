"""Nothing is bought, accepted or stocked past what was approved, nor by who asked for it."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import BAD_DATES, insert, person

WAITING = "CG20260002"


def voucher(number: str) -> str:
    return f"(SELECT id FROM voucher WHERE number = '{number}')"


APPROVED, OPEN = voucher("CG20260003"), voucher(WAITING)
FIRST = voucher("DD20260001")
BOUGHT, ORDER, ARRIVED = voucher("DD20260002"), voucher("DD20260003"), voucher("YS20260002")
LINE = f"(SELECT id FROM request_line WHERE slip_id = {APPROVED} AND position = 1)"
OPEN_LINE = f"(SELECT id FROM request_line WHERE slip_id = {OPEN})"
ORDERED = f"(SELECT id FROM purchase_line WHERE slip_id = {BOUGHT} AND position = 2)"
ACCEPTED = f"(SELECT id FROM acceptance_line WHERE slip_id = {ARRIVED})"
SHOP = "(SELECT id FROM supplier WHERE name = 'SHOP-A')"
GONE = "(SELECT id FROM supplier WHERE name = 'GONE')"


def new(table: str, shared: dict[str, str], values: dict[str, str]) -> str:
    return insert(table, **{k: v for k, v in (shared | values).items() if v})


def supplier(**values: str) -> str:
    return new("supplier", {"name": "'NEW'", "sort_key": "''", "search_text": "''"}, values)


def budget(**values: str) -> str:
    return new("budget_line", {"year": "2026", "name": "'NEW'", "amount_fen": "1"}, values)


def asked(**values: str) -> str:
    shared = {
        "slip_id": OPEN,
        "position": "9",
        "name": "'NEW'",
        "quantity": "1",
        "price_fen": "100",
    }
    return new("request_line", shared, values)


def choice(**values: str) -> str:
    shared = {
        "line_id": OPEN_LINE,
        "choice": "'cut'",
        "quantity": "1",
        "reason": "'ENOUGH'",
        "chosen_on": "'2026-12-01'",
    }
    return new("request_choice", shared, values)


def ordered(**values: str) -> str:
    shared = {
        "slip_id": ORDER,
        "position": "9",
        "request_line_id": LINE,
        "quantity": "1",
        "price_fen": "100",
    }
    return new("purchase_line", shared, values)


def quoted(**values: str) -> str:
    shared = {
        "slip_id": ORDER,
        "supplier_id": SHOP,
        "amount_fen": "100",
        "quoted_on": "'2026-12-01'",
    }
    return new("quotation", shared, values)


def accepted(**values: str) -> str:
    shared = {
        "slip_id": ARRIVED,
        "position": "9",
        "purchase_line_id": ORDERED,
        "delivered": "1",
        "accepted": "1",
        "price_fen": "100",
    }
    return new("acceptance_line", shared, values)


def document(**values: str) -> str:
    shared = {
        "slip_id": OPEN,
        "position": "9",
        "title": "'QUOTATION'",
        "sha256": f"(SELECT sha256 FROM slip_document WHERE slip_id = {FIRST} AND dropped = 0)",
        "added_on": "'2026-12-01'",
    }
    return new("slip_document", shared, values)


@pytest.mark.parametrize(
    "statement",
    [
        document(slip_id=FIRST),
        document(title="' '"),
        document(position="0"),
        document(dropped="1"),
        *(document(added_on=f"'{day}'") for day in BAD_DATES),
        supplier(name="'SHOP-A'"),
        supplier(name="' '"),
        supplier(retired="2"),
        budget(name="'办公设备'"),
        budget(name="''"),
        budget(year="26"),
        budget(amount_fen="-1"),
        asked(position="1"),
        asked(position="0"),
        asked(name="' '"),
        asked(quantity="0"),
        asked(price_fen="-1"),
        asked(slip_id=APPROVED),
        choice(quantity="2"),
        choice(quantity="0"),
        choice(reason="' '"),
        choice(choice="'buy'"),
        choice(choice="'lose'"),
        choice(line_id=LINE),
        *(choice(chosen_on=f"'{day}'") for day in BAD_DATES),
        ordered(quantity="3"),
        ordered(quantity="0"),
        ordered(price_fen="-1"),
        ordered(request_line_id=OPEN_LINE),
        ordered(slip_id=voucher("DD20260001")),
        quoted(slip_id=voucher("DD20260001"), supplier_id=GONE),
        quoted(slip_id=BOUGHT),
        quoted(amount_fen="0"),
        *(quoted(quoted_on=f"'{day}'") for day in BAD_DATES),
        accepted(accepted="51", delivered="51"),
        accepted(purchase_line_id=f"(SELECT id FROM purchase_line WHERE slip_id = {ORDER})"),
        accepted(delivered="0", accepted="0"),
        accepted(accepted="2"),
        accepted(accepted="0"),
        accepted(slip_id=voucher("YS20260001")),
        insert("accepted_serial", line_id=ACCEPTED, serial="''"),
        insert(
            "stocked_line", line_id="(SELECT max(id) FROM slip_line)", acceptance_line_id=ACCEPTED
        ),
        insert("handed_receipt", slip_id=voucher("LY20260001"), receipt_id=ARRIVED),
        insert("accounts_entry", slip_id=ARRIVED, number="'1'", entered_on="'2026-12-01'"),
        insert("purchase_request", id=ORDER, form="'petty'"),
        insert("purchase", id=OPEN, supplier_id=SHOP, form="'petty'", quotations_wanted="0"),
        insert("acceptance", id=ORDER, purchase_id=ORDER, arrived_on="'2026-12-01'"),
    ],
)
def test_nothing_is_written_that_does_not_fit(hand: Hand, statement: str):
    hand.refused(statement)
    hand.refused(statement.replace("INSERT", "INSERT OR REPLACE", 1))


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE slip_document SET dropped = 0 WHERE slip_id = {FIRST} AND dropped = 1",
        "UPDATE slip_document SET title = 'x'",
        "UPDATE supplier SET name = 'SHOP-B' WHERE name = 'SHOP-A'",
        "UPDATE budget_line SET year = 2027",
        "UPDATE budget_line SET amount_fen = -1",
        f"UPDATE purchase_request SET exception = 'x' WHERE id = {APPROVED}",
        f"UPDATE purchase_request SET over_budget = 'x' WHERE id = {APPROVED}",
        f"UPDATE purchase_request SET form = 'government' WHERE id = {OPEN}",
        f"UPDATE purchase_request SET closed_on = '2026-12-01' WHERE id = {APPROVED}",
        f"UPDATE purchase_request SET closed_on='2026-12-01', closing_reason='x' WHERE id={OPEN}",
        "UPDATE request_line SET quantity = 99",
        "UPDATE request_choice SET quantity = 0",
        f"UPDATE purchase SET supplier_id = {GONE}",
        "UPDATE purchase SET quotations_wanted = 0 WHERE quotations_wanted = 3",
        "UPDATE purchase_line SET price_fen = 1",
        "UPDATE quotation SET amount_fen = 1",
        "UPDATE acceptance SET invoice_fen = 1",
        f"UPDATE acceptance SET user_id = {person('郑老师')}",
        "UPDATE acceptance_line SET accepted = 0, rejected = 'return'",
        "UPDATE stocked_line SET acceptance_line_id = acceptance_line_id",
        f"UPDATE voucher SET state = 'withdrawn' WHERE id = {BOUGHT}",
        f"UPDATE voucher SET state = 'approved' WHERE id = {OPEN}",
        f"UPDATE voucher SET route = 'request_full' WHERE id = {OPEN}",
        *(
            f"DELETE FROM {table}"
            for table in (
                "slip_document",
                "supplier",
                "budget_line",
                "purchase_request",
                "request_line",
                "request_choice",
                "purchase",
                "purchase_line",
                "quotation",
                "acceptance",
                "acceptance_line",
                "accepted_serial",
                "stocked_line",
                "handed_receipt",
                "accounts_entry",
            )
        ),
    ],
)
def test_what_stands_is_not_bent(hand: Hand, statement: str):
    hand.refused(statement)


DIGEST = "0" * 64


def test_who_asked_neither_approves_nor_accepts(hand: Hand):
    for number, step, post in (
        (WAITING, "department", "witness"),
        ("YS20260002", "acceptor", "taker"),
        ("YS20260002", "user", "user"),
    ):
        sheet = insert(
            "voucher_sheet",
            voucher_id=voucher(number),
            version="1",
            digest=f"'{DIGEST}'",
            sheet="'{}'",
        )
        signature = insert(
            "signature",
            voucher_id=voucher(number),
            version="1",
            step=f"'{step}'",
            decision="'agree'",
            post=f"'{post}'",
            person_id=person("郑老师"),
            signed_on="'2026-12-01'",
            digest=f"'{DIGEST}'",
        )
        assert "自己" in hand.refused(sheet, signature)


def test_what_is_in_order_goes_through(hand: Hand):
    hand.accepted(
        document(),
        f"UPDATE slip_document SET dropped = 1 WHERE slip_id = {FIRST}",
        supplier(),
        budget(),
        asked(),
        choice(),
        ordered(),
        quoted(),
        accepted(),
        insert("accepted_serial", line_id=ACCEPTED, serial="'SN'"),
        f"UPDATE purchase_request SET exception = 'NOBODY ELSE' WHERE id = {OPEN}",
        "UPDATE budget_line SET amount_fen = 600000",
    )
