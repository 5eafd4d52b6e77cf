"""Nothing is signed before it is done, nor by who did it; parts of a repair are never kept."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import BAD_DATES, asset, insert, person


def voucher(number: str) -> str:
    return f"(SELECT id FROM voucher WHERE number = '{number}')"


NEW, SENT, DONE, SIGNED, GONE = (voucher(f"WX2026000{at}") for at in range(1, 6))
ISSUE = f"(SELECT min(slip_id) FROM repair_issue WHERE repair_id = {SIGNED})"
OPEN_ISSUE = f"(SELECT min(slip_id) FROM repair_issue WHERE repair_id = {DONE})"
SENDING = f"(SELECT id FROM repair_assignment WHERE slip_id = {SENT})"
WORK = f"(SELECT id FROM repair_work WHERE slip_id = {DONE} AND ended = '')"
DAY = "'2026-12-01'"
FAILED = f"UPDATE repair_work SET ended = 'failed', ended_on = {DAY}, ending_reason = 'DARK'"
UNDONE = "UPDATE repair_work SET ended = '', ended_on = NULL, ending_reason = ''"


def assignment(**values: str) -> str:
    shared = {
        "slip_id": NEW,
        "position": "1",
        "worker_id": person("周体育"),
        "assigned_on": DAY,
    }
    return insert("repair_assignment", **shared | values)


def work(**values: str) -> str:
    shared = {
        "slip_id": SENT,
        "position": "1",
        "assignment_id": SENDING,
        "started_on": DAY,
        "done_on": DAY,
        "deed": "'CHANGED'",
        "result": "'repaired'",
        "labour_fen": "1",
    }
    return insert("repair_work", **shared | values)


def material(**values: str) -> str:
    shared = {
        "work_id": WORK,
        "position": "2",
        "name": "'BULB'",
        "quantity": "1",
        "price_fen": "1",
    }
    return insert("repair_material", **shared | values)


def signed(number: str, step: str, post: str, name: str) -> tuple[str, str]:
    paper = {"voucher_id": voucher(number), "version": "1", "digest": "printf('%064d', 0)"}
    signature = {
        "step": f"'{step}'",
        "decision": "'agree'",
        "post": f"'{post}'",
        "person_id": person(name),
        "signed_on": DAY,
    }
    return (
        insert("voucher_sheet", **paper, sheet="'{}'"),
        insert("signature", **paper, **signature),
    )


@pytest.mark.parametrize(
    "statement",
    [
        insert("repair", id=NEW, thing="'LAMP'", spot="'HALL'", fault="'DARK'"),
        insert("repair", id=ISSUE, thing="'LAMP'", spot="'HALL'", fault="'DARK'"),
        assignment(position="2"),
        assignment(slip_id=DONE, position="3"),
        assignment(slip_id=SIGNED, position="2"),
        assignment(slip_id=GONE),
        assignment(supplier_id="(SELECT id FROM supplier WHERE name = 'FIRM')"),
        assignment(worker_id="NULL", supplier_id="(SELECT id FROM supplier WHERE name = 'GONE')"),
        *(assignment(due_on=f"'{day}'") for day in BAD_DATES),
        work(slip_id=NEW),
        work(slip_id=SIGNED, position="2"),
        work(position="2"),
        work(assignment_id=f"(SELECT id FROM repair_assignment WHERE slip_id = {SIGNED})"),
        work(done_on="'2026-11-30'"),
        work(started_on="'2020-01-01'"),
        work(deed="' '"),
        work(result="'lost'"),
        work(labour_fen="-1"),
        work(ended="'failed'", ended_on=DAY, ending_reason="'DARK'"),
        material(position="1"),
        material(quantity="0"),
        material(price_fen="-1"),
        material(name="' '"),
        material(work_id=f"(SELECT id FROM repair_work WHERE slip_id = {SIGNED})"),
        insert("repair_issue", slip_id=voucher("LY20260001"), repair_id=NEW),
        insert("repair_issue", slip_id=NEW, repair_id=NEW),
        insert(
            "slip_line",
            slip_id=OPEN_ISSUE,
            position="9",
            asset_id=asset("FREE"),
            quantity="1",
            value_fen="0",
        ),
    ],
)
def test_nothing_is_written_that_does_not_fit(hand: Hand, statement: str):
    hand.refused(statement)
    hand.refused(statement.replace("INSERT", "INSERT OR REPLACE", 1))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE repair SET fault = 'FINE'",
        "UPDATE repair_assignment SET worker_id = NULL",
        f"UPDATE repair_work SET labour_fen = 0 WHERE slip_id = {DONE}",
        f"UPDATE repair_work SET ended = 'mistaken' WHERE id = {WORK}",
        UNDONE + f" WHERE slip_id = {DONE} AND ended <> ''",
        FAILED + f" WHERE slip_id = {SIGNED}",
        "UPDATE repair_material SET price_fen = 1",
        "UPDATE repair_issue SET repair_id = repair_id",
        f"UPDATE voucher SET state = 'withdrawn' WHERE id = {DONE}",
        f"UPDATE voucher SET state = 'withdrawn' WHERE id = {SIGNED}",
        f"UPDATE voucher SET state = 'approved' WHERE id = {SENT}",
        f"UPDATE voucher SET version = 2 WHERE id = {SIGNED}",
        f"UPDATE voucher SET route = 'issue' WHERE id = {NEW}",
        f"UPDATE voucher SET state = 'withdrawn' WHERE id = {ISSUE}",
        *(
            f"DELETE FROM {table}"
            for table in (
                "repair",
                "repair_assignment",
                "repair_work",
                "repair_material",
                "repair_issue",
            )
        ),
    ],
)
def test_what_stands_is_not_bent(hand: Hand, statement: str):
    hand.refused(statement)


def test_nobody_signs_before_it_is_done(hand: Hand):
    assert "完工以后" in hand.refused(*signed("WX20260002", "worker", "giver", "周体育"))


def test_who_repaired_accepts_nothing_and_nobody_signs_for_him(hand: Hand):
    hand.accepted(work())
    for step, post, name in (("worker", "giver", "郑老师"), ("reporter", "witness", "吴电脑")):
        paper, signature = signed("WX20260002", step, post, name)
        hand.refused(work(), paper, signature)
    paper, own = signed("WX20260002", "worker", "giver", "周体育")
    _, accepted = signed("WX20260002", "reporter", "witness", "周体育")
    assert "维修人不验收" in hand.refused(work(), paper, own, accepted)


def test_what_was_built_in_lies_with_nobody(hand: Hand):
    line = f"(SELECT min(id) FROM slip_line WHERE slip_id = {OPEN_ISSUE})"
    hand.refused(
        insert(
            "slip_line",
            slip_id=OPEN_ISSUE,
            position="9",
            item_id=f"(SELECT item_id FROM slip_line WHERE id = {line})",
            quantity="1",
            value_fen="0",
        ),
        insert(
            "stock_posting",
            item_id=f"(SELECT item_id FROM slip_line WHERE id = {line})",
            from_location_id="(SELECT location_id FROM storeroom WHERE level = 'central')",
            to_location_id="(SELECT location_id FROM person WHERE name = '周体育')",
            quantity="1",
            value_fen="0",
            posted_on=DAY,
            line_id="(SELECT max(id) FROM slip_line)",
            voucher_id=OPEN_ISSUE,
        ),
    )


def test_nothing_is_accepted_for_a_request_that_was_ended(hand: Hand):
    arrived, ordered = voucher("YS20260002"), voucher("DD20260002")
    ended = (
        f"UPDATE purchase_request SET closed_on = {DAY}, closing_reason = 'ENOUGH'"
        f" WHERE id = {voucher('CG20260003')}"
    )
    came = insert(
        "acceptance_line",
        slip_id=arrived,
        position="9",
        purchase_line_id=f"(SELECT id FROM purchase_line WHERE slip_id = {ordered}"
        " AND position = 2)",
        delivered="1",
        accepted="1",
        price_fen="100",
    )
    hand.accepted(came)
    hand.refused(ended, came)


def test_what_is_in_order_goes_through(hand: Hand):
    hand.accepted(
        assignment(),
        work(),
        material(),
        *signed("WX20260002", "worker", "giver", "周体育"),
        FAILED + f" WHERE id = {WORK}",
        f"UPDATE voucher SET version = 1, route = 'repair_outside' WHERE id = {NEW}",
    )
