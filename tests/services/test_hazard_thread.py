"""What was bought for a hazard is one thread with it: notice, request, acceptance, card, hazard."""

from __future__ import annotations

import pytest

from houqin_desktop.domain.procurement import Stocking
from houqin_desktop.services.hazard.drafts import LinkHazard
from houqin_desktop.services.hazard.view import HazardView
from houqin_desktop.services.procurement.drafts import (
    DeliveredLine,
    StockAccepted,
    StockedAs,
    WantedLine,
)
from houqin_desktop.services.procurement.thread import thread
from houqin_desktop.services.slips.case import slip_view
from tests import procuring
from tests.builders import Book
from tests.hazards import checked, closed, fixed, found, noticed, open_campus, planned

HYDRANT = WantedLine(name="消火栓", unit="套", quantity=1, price=98_000)


@pytest.fixture
def campus(book: Book) -> Book:
    open_campus(book)
    procuring.open_shops(book)
    return book


def test_a_hydrant_bought_for_a_hazard_is_one_thread_from_the_request_to_the_closed_hazard(
    campus: Book,
):
    hazard = planned(campus, found(campus, description="消火栓缺失"))
    notice = noticed(campus, hazard)
    campus.sign_slip(notice)
    request = procuring.approved(campus, HYDRANT, hazard=hazard)
    purchase = procuring.bought(campus, request)
    acceptance = procuring.arrived(campus, purchase, DeliveredLine(line=1, delivered=1))
    campus.sign_slip(acceptance)
    lines = (StockedAs(line=1, way=Stocking.CARDS, category="A02010105"),)
    receipt = campus.make(StockAccepted(number=acceptance, lines=lines))
    closed(campus, checked(campus, fixed(campus, hazard)))
    told = thread(hazard)
    kinds = [one.kind for one in told]
    assert kinds == ["隐患", "采购申请", "采购", "验收", "入库", "整改通知", "资产卡片"]
    numbers = [one.number for one in told]
    assert numbers[:-1] == [hazard, request, purchase, acceptance, receipt, notice]
    assert told[0].state == "已销号"
    for number in numbers[1:-1]:
        assert thread(number) == told
    campus.require_whole()


def test_a_voucher_says_which_hazard_it_is_about_and_the_hazard_which_vouchers(campus: Book):
    hazard, request = found(campus), procuring.ask(campus)
    campus.run(LinkHazard(hazard=hazard, number=request))
    said = dict(slip_view(request, campus.session.clock).fields)
    assert said["关联隐患"] == f"{hazard}（待落实）"
    papers = HazardView(campus.session, hazard).papers
    assert [(one.number, one.state) for one in papers] == [(request, "待签字")]
    alone = procuring.ask(campus)
    assert "关联隐患" not in dict(slip_view(alone, campus.session.clock).fields)
    assert [one.number for one in thread(alone)] == [alone]
