"""No letter without its text and signer, none twice, no contract out of order, behind our back."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import BAD_DATES, insert

SIGNED, WAITING, OFFICE, TENANT = (f"'ZR2026000{at}'" for at in (1, 2, 4, 5))


def voucher(number: str) -> str:
    return f"(SELECT id FROM voucher WHERE number = {number})"


def text_of(number: str) -> str:
    return f"(SELECT text_id FROM pledge WHERE id = {voucher(number)})"


SHOP = "(SELECT id FROM tenant WHERE withdrawn = 0)"
GONE = "(SELECT id FROM tenant WHERE withdrawn = 1)"
TEXT = "(SELECT id FROM pledge_text WHERE topic = 'safety' AND signer = 'teacher' AND version = 2)"


def tenant(**values: str) -> str:
    return insert("tenant", **{"name": "'NEW'", "sort_key": "''", "search_text": "''"} | values)


def telephone(**values: str) -> str:
    known = "(SELECT telephone_key FROM tenant_telephone)"
    shared = {"tenant_id": SHOP, "telephone_key": known, "kept_on": "'2026-11-22'"}
    return insert("tenant_telephone", **shared | values)


def contract(**values: str) -> str:
    shared = {
        "tenant_id": SHOP,
        "position": "9",
        "place": "'GATE'",
        "from_on": "'2026-09-01'",
        "to_on": "'2027-08-31'",
    }
    return insert("tenancy", **shared | values)


def paper(**values: str) -> str:
    return insert("tenant_paper", **{"tenant_id": SHOP, "position": "9", "title": "'X'"} | values)


def text(**values: str) -> str:
    shared = {
        "school_year": "'2026-2027'",
        "topic": "'safety'",
        "signer": "'teacher'",
        "version": "3",
        "duties": "'ALL'",
        "anew": "0",
        "written_on": "'2026-12-01'",
    }
    return insert("pledge_text", **shared | values)


@pytest.mark.parametrize(
    "statement",
    [
        tenant(name="'晨光文具店'"),
        tenant(name="' '"),
        telephone(telephone_key="'13800138000'"),
        telephone(telephone_key=f"'{64 * '0'}'"),
        telephone(kept_on="'2026-10-01'"),
        "UPDATE tenant_telephone SET kept_on = '2026-12-01'",
        "DELETE FROM tenant_telephone",
        tenant(withdrawn="2"),
        contract(tenant_id=GONE),
        contract(place="''"),
        contract(to_on="'2026-08-31'"),
        contract(position="1"),
        contract(ended_on="'2026-12-01'"),
        contract(ended_on="'2028-01-01'", ending_reason="'X'"),
        *(contract(from_on=f"'{day}'") for day in BAD_DATES),
        paper(title="''"),
        paper(tenant_id=GONE),
        paper(dropped="1"),
        text(version="4"),
        text(version="2"),
        text(school_year="'2026-2028'"),
        text(school_year="'2026'"),
        text(topic="'love'"),
        text(signer="'pupil'"),
        text(duties="' '"),
        text(withdrawn="1"),
        "UPDATE pledge_text SET duties = 'NOTHING'",
        "UPDATE pledge_text SET anew = 1",
        f"UPDATE pledge_text SET withdrawn = 1 WHERE id = {text_of(SIGNED)}",
        f"UPDATE tenant SET withdrawn = 1 WHERE id = {SHOP}",
        "UPDATE tenant_paper SET number = 'OTHER' WHERE position = 1",
        f"UPDATE pledge SET text_id = {TEXT}",
        "DELETE FROM pledge",
        "DELETE FROM tenancy",
        "DELETE FROM tenant_paper",
        "INSERT INTO voucher_kind VALUES ('oath', 'ZZ')",
        f"UPDATE voucher SET route = 'pledge_tenant' WHERE id = {voucher(WAITING)}",
        f"UPDATE voucher SET state = 'withdrawn' WHERE id = {voucher(SIGNED)}",
        f"UPDATE voucher SET state = 'approved' WHERE id = {voucher(WAITING)}",
    ],
)
def test_schema_refuses_what_breaks_a_rule_of_the_letters(hand: Hand, statement: str):
    hand.refused(statement)


@pytest.mark.parametrize(
    ("like", "tenancy", "why"),
    [
        (WAITING, "NULL", "a second letter of one person under one text"),
        (OFFICE, "NULL", "a second letter of one department"),
        (TENANT, "(SELECT min(id) FROM tenancy)", "a second letter under one contract"),
        (WAITING, "(SELECT min(id) FROM tenancy)", "a teacher with a contract"),
        (TENANT, "NULL", "a tenant without a contract"),
    ],
)
def test_schema_refuses_a_letter_that_fits_nobody(hand: Hand, like: str, tenancy: str, why: str):
    source = voucher(like)
    columns = "kind, year, serial, number, route, state, version, dated_on, prepared_by_id"
    copied = columns.replace("serial, number", "6, 'ZR20260006'").replace("state", "'signing'")
    named, newest = "taker_id, taker_department_id, outside", "(SELECT max(id) FROM voucher)"
    opening = (
        f"INSERT INTO voucher ({columns}) SELECT {copied} FROM voucher WHERE id = {source}",
        f"INSERT INTO slip (id, {named}) SELECT {newest}, {named} FROM slip WHERE id = {source}",
    )
    hand.accepted(*opening)
    words = hand.refused(
        *opening,
        f"INSERT INTO pledge SELECT {newest}, text_id, {tenancy} FROM pledge WHERE id = {source}",
    )
    assert words == "责任状与它的文本、签订人不符，或已经有一份", why
