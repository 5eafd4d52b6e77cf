"""The rules of procurement by themselves: whose hands, how many quotations, cards or stock."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.asset import ProcurementForm
from houqin_desktop.domain.procurement import (
    ACCEPTANCE_USERS,
    PROCUREMENT_ROUTES,
    REQUEST_COUNCIL,
    REQUEST_FULL,
    REQUEST_SHORT,
    LineChoice,
    PurchaseForm,
    PurchaseLimits,
    Stocking,
    crossed_limit,
    outgrown,
    quotations_wanted,
    request_route,
    stocking_of,
)

LIMITS = PurchaseLimits(full=100_000, council=2_000_000, council_unit=500_000, quotations=500_000)
AMOUNTS = st.integers(0, 3_000_000)
FORMS = st.sampled_from(list(PurchaseForm))
BY_LENGTH = (REQUEST_SHORT, REQUEST_FULL, REQUEST_COUNCIL)


@given(total=AMOUNTS, more=AMOUNTS, dearest=AMOUNTS, form=FORMS)
def test_who_asks_for_more_never_needs_fewer_hands(
    total: int, more: int, dearest: int, form: PurchaseForm
):
    short, long = (request_route(fen, dearest, form, LIMITS) for fen in (total, total + more))
    assert BY_LENGTH.index(short) <= BY_LENGTH.index(long)
    assert quotations_wanted(total, form, LIMITS) <= quotations_wanted(total + more, form, LIMITS)


@pytest.mark.parametrize(
    ("total", "dearest", "form", "route"),
    [
        (99_999, 99_999, PurchaseForm.PETTY, REQUEST_SHORT),
        (100_000, 1, PurchaseForm.PETTY, REQUEST_FULL),
        (1, 1, PurchaseForm.GOVERNMENT, REQUEST_FULL),
        (1, 1, PurchaseForm.DEPARTMENTAL, REQUEST_FULL),
        (1_999_999, 499_999, PurchaseForm.DISPERSED, REQUEST_FULL),
        (500_000, 500_000, PurchaseForm.PETTY, REQUEST_COUNCIL),
        (2_000_000, 1, PurchaseForm.GOVERNMENT, REQUEST_COUNCIL),
    ],
)
def test_a_limit_is_reached_to_the_fen(total: int, dearest: int, form: PurchaseForm, route: object):
    assert request_route(total, dearest, form, LIMITS) is route


@given(total=AMOUNTS, others=AMOUNTS)
def test_a_limit_is_crossed_together_exactly_where_it_is_kept_alone(total: int, others: int):
    crossed = crossed_limit(total, others, LIMITS)
    reached = [one for one in (LIMITS.full, LIMITS.quotations, LIMITS.council) if total < one]
    passed = [one for one in reached if one <= total + others]
    assert crossed == (passed[-1] if passed else 0)
    assert crossed_limit(total, 0, LIMITS) == 0


def test_a_route_is_outgrown_by_one_with_more_hands_alone():
    for at, route in enumerate(BY_LENGTH):
        assert [outgrown(route.name, one) for one in BY_LENGTH] == [
            place > at for place in range(len(BY_LENGTH))
        ]


@pytest.mark.parametrize(
    ("total", "form", "wanted"),
    [
        (499_999, PurchaseForm.PETTY, 0),
        (500_000, PurchaseForm.PETTY, 3),
        (500_000, PurchaseForm.DEPARTMENTAL, 3),
        (9_000_000, PurchaseForm.GOVERNMENT, 0),
    ],
)
def test_three_quotations_are_compared_from_a_limit_on(total: int, form: PurchaseForm, wanted: int):
    assert quotations_wanted(total, form, LIMITS) == wanted


@given(price=AMOUNTS, pieces=st.integers(1, 50), category=st.sampled_from(("", "A0501", "A0201")))
def test_a_piece_is_a_card_by_its_price_and_a_batch_by_its_category(
    price: int, pieces: int, category: str
):
    way = stocking_of(price, pieces, category, limit_fen=100_000, bulk=("A05",))
    if category == "A0501":
        assert way is (Stocking.BATCH if pieces > 1 else Stocking.CARDS)
    else:
        assert way is (Stocking.CARDS if price >= 100_000 else Stocking.STOCK)


def test_every_request_begins_with_who_asks_and_ends_with_who_decides():
    ends = {"request_short": "leader", "request_full": "principal", "request_council": "council"}
    for name, last in ends.items():
        steps = PROCUREMENT_ROUTES[name].steps
        assert [step.key for step in steps[:4]] == [
            *("applicant", "department", "stock_check", "director")
        ]
        assert steps[-1].key == last
        assert [step.stage for step in steps] == list(range(1, len(steps) + 1))
    assert REQUEST_COUNCIL.step("council").document_title == "会议纪要编号"


def test_two_people_accept_with_who_uses_it_and_the_director_signs_after_them():
    assert [(step.key, step.stage) for step in ACCEPTANCE_USERS.steps] == [
        ("buyer", 1),
        ("acceptor", 1),
        ("second_acceptor", 1),
        ("user", 1),
        ("keeper", 1),
        ("director", 2),
    ]


def test_the_bureau_knows_no_petty_purchase_and_only_buying_takes_nothing_off():
    assert PurchaseForm.PETTY.on_card is ProcurementForm.DISPERSED
    assert {form for form in PurchaseForm if form.is_central} == {
        PurchaseForm.GOVERNMENT,
        PurchaseForm.DEPARTMENTAL,
    }
    assert [one for one in LineChoice if not one.takes_off] == [LineChoice.BUY]
    higher = replace(LIMITS, full=200_000)
    assert request_route(150_000, 1, PurchaseForm.PETTY, higher) is REQUEST_SHORT
