"""A line of a request that what the school has serves: said with the request, in one command."""

from __future__ import annotations

from typing import Any

import pytest

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.procurement import LineChoice
from houqin_desktop.services.procurement.drafts import DecideLine, WantedLine
from houqin_desktop.services.procurement.open_lines import lines_to_decide
from houqin_desktop.services.slips.sheets import slip_sheet
from tests.builders import ROOM
from tests.procuring import PENS, ask, open_shops


def projectors(**said: Any) -> WantedLine:
    return WantedLine(name="投影仪", unit="台", quantity=3, price=300_000, **said)


def test_a_served_line_needs_no_reason_to_buy_and_keeps_what_was_found(book):
    open_shops(book)
    book.asset(name="投影机", status=AssetStatus.IDLE, storeroom=ROOM, quantity=2, unit="台")
    with pytest.raises(Refused, match="请改办领用、调拨"):
        ask(book, projectors())
    number = ask(book, projectors(instead=LineChoice.TRANSFER, instead_quantity=2))
    (choice,) = book.rows("request_choice")
    assert (choice["choice"], choice["quantity"]) == ("transfer", 2)
    assert "投影机 2 台" in choice["found"]
    assert [one.pieces for one in lines_to_decide(number)] == [1]


def test_all_of_a_line_is_served_unless_it_is_said_how_much(book):
    number = ask(book, projectors(instead=LineChoice.REPAIR), PENS)
    assert [one.name for one in lines_to_decide(number)] == [PENS.name]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"instead": LineChoice.CUT}, "请改选领用、调拨或维修"),
        ({"instead": LineChoice.ISSUE, "instead_quantity": 4}, "不能改为领用 4"),
        ({"instead": LineChoice.ISSUE, "instead_quantity": 0}, "不能改为领用 0"),
        ({"instead": LineChoice.ISSUE, "document": "LY20269999"}, "没有单据"),
        ({"instead": LineChoice.REPAIR, "document": "CG20260001"}, "要填报修单的单号"),
    ],
)
def test_what_does_not_serve_is_refused_by_its_line(book, said, words):
    with pytest.raises(Refused, match=f"第 2 行：.*{words}"):
        ask(book, PENS, projectors(**said))


@pytest.mark.parametrize(
    ("served", "route"), [(3, "request_short"), (2, "request_full"), (None, "request_short")]
)
def test_the_route_is_that_of_what_is_still_bought(book, served, route):
    dear = projectors(instead=LineChoice.REPAIR, instead_quantity=served)
    number = ask(book, dear, PENS)
    assert book.rows("voucher", "number = ?", number)[0]["route"] == route


def test_what_is_asked_for_stays_and_what_is_left_of_it_is_said_on_paper_and_in_the_list(book):
    number = ask(book, projectors(instead=LineChoice.REPAIR, instead_quantity=2), PENS)
    book.run(DecideLine(number=number, line=2, choice=LineChoice.CUT, quantity=4, reason="够用"))
    words = slip_sheet(number).paragraphs
    assert words[-1] == (
        "改办、核减 6 件，批准采购 7 件，批准金额 3,030.00 元（大写：人民币叁仟零叁拾元整）"
    )
    (row,) = book.listed("requests")
    assert (row["数量"], row["预计金额"]) == (13, 905_000)
    assert (row["批准数"], row["批准金额"]) == (7, 303_000)


def test_of_a_request_that_is_bought_as_it_was_asked_nothing_more_is_said(book):
    number = ask(book, PENS)
    assert not any("批准" in words for words in slip_sheet(number).paragraphs)
    (row,) = book.listed("requests")
    assert row["批准金额"] == row["预计金额"] == 5_000
