"""批量登记: many new cards as one command, all of them or none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.assets.batch_register import MOST_ROWS, RegisterAssets
from houqin_desktop.services.assets.drafts import RegisterAsset
from houqin_desktop.services.draft import Draft
from tests.builders import COLLEAGUE, KEEPER, OTHER_ROOM, ROOM


def row(**values: Any) -> RegisterAsset:
    filled: dict[str, Any] = {"name": "课桌", "original_value": 12_000, **values}
    return RegisterAsset(**filled)


def cards(book):
    return book.value("SELECT count(*) FROM asset")


def test_each_row_becomes_a_card_with_the_next_number_in_the_order_of_the_rows(book):
    done = book.run(
        RegisterAssets(
            rows=(
                row(name="课桌", quantity=45, storeroom=ROOM, holder=COLLEAGUE),
                row(name="讲台", acquired_on=PartialDate(2024, 9), storeroom=OTHER_ROOM),
                row(name="黑板", original_value=0),
            )
        )
    )
    assert done.ids == ("ZC2026000001", "ZC2026000002", "ZC2026000003")
    assert done.number == "ZC2026000001"
    assert book.value("SELECT name FROM asset WHERE code = ?", done.ids[1]) == "讲台"
    assert book.value("SELECT acquired_on FROM asset WHERE code = ?", done.ids[1]) == "2024-09"
    assert book.value("SELECT quantity FROM asset WHERE code = ?", done.ids[0]) == 45
    assert book.value("SELECT count(DISTINCT command_id) FROM journal WHERE subject = 'asset'") == 1
    book.require_whole()


def test_a_chosen_number_is_not_given_to_the_row_before_it(book):
    done = book.run(RegisterAssets(rows=(row(), row(code="zc2026000001"), row())))
    assert done.ids == ("ZC2026000002", "ZC2026000001", "ZC2026000003")
    book.require_whole()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": ""}, "empty_name"),
        ({"holder": "查无此人"}, "unknown_person"),
        ({"category": "999"}, "unknown_category"),
        ({"code": "A1"}, "code_exists"),
        ({"acquired_on": PartialDate(2027, 1)}, "future_date"),
        ({"quantity": 0}, "quantity"),
    ],
)
def test_one_wrong_row_is_named_and_no_card_is_written(book, wrong, code):
    book.asset(code="A1")
    with pytest.raises(Refused, match=r"^第 3 行：") as refused:
        book.run(RegisterAssets(rows=(row(), row(), row(**wrong), row())))
    assert refused.value.code == code
    assert cards(book) == 1
    assert book.run(RegisterAssets(rows=(row(),))).ids == ("ZC2026000001",)


def test_two_rows_cannot_have_the_same_number(book):
    with pytest.raises(Refused, match="第 2 行：资产编号 B1 已经用过"):
        book.run(RegisterAssets(rows=(row(code="B1"), row(code="ｂ1"))))
    assert cards(book) == 0


def test_no_row_and_too_many_rows_are_refused(book):
    with pytest.raises(Refused, match="至少填一行"):
        book.run(RegisterAssets(rows=()))
    with pytest.raises(Refused, match=f"最多登记 {MOST_ROWS} 行"):
        book.run(RegisterAssets(rows=(row(),) * (MOST_ROWS + 1)))
    assert cards(book) == 0


def test_who_keeps_one_room_registers_into_that_room_only(book):
    book.session.choose_actor(KEEPER)
    assert book.run(RegisterAssets(rows=(row(storeroom=ROOM),))).ids
    with book.refusing("not_own"):
        book.run(RegisterAssets(rows=(row(storeroom=ROOM), row(storeroom=OTHER_ROOM))))
    with book.refusing("not_own"):
        book.run(RegisterAssets(rows=(row(storeroom=ROOM), row())))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.builds(
            row,
            name=st.text("课桌a1 ", min_size=1).filter(str.strip),
            original_value=st.integers(0, 10**13),
            quantity=st.integers(1, 999),
            acquired_on=st.none() | st.builds(PartialDate, st.integers(1950, 2026)),
            unit=st.none() | st.sampled_from(("张", "台")),
        ),
        max_size=5,
    )
)
def test_the_rows_read_back_as_they_were_written(rows):
    draft: Draft = RegisterAssets(rows=tuple(rows))
    assert RegisterAssets.from_json(draft.to_json()) == draft
