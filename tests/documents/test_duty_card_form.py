"""保管员职责牌: one for each room, with today's keeper and the school's own duties."""

from __future__ import annotations

import io

import pytest

from houqin_desktop.documents.duty_card_form import render_duty_cards
from houqin_desktop.documents.report_paper import draw_report
from houqin_desktop.domain.duty_card import DutyCard, duties_of
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.settings import DUTIES
from houqin_desktop.services.reports.catalogue import report
from houqin_desktop.services.reports.duty_card import duty_cards
from houqin_desktop.services.settings import ChangeSetting
from tests.builders import CENTRAL, HEAD_KEEPER, KEEPER, OTHER_KEEPER, OTHER_ROOM, ROOM
from tests.documents.reading import pdfium_pages, squeezed


def pages(cards: list[DutyCard]) -> list[str]:
    target = io.BytesIO()
    render_duty_cards(cards, target)
    return pdfium_pages(target.getvalue())


def test_each_room_has_its_card_with_its_keeper_and_the_duties(book):
    found = pages(duty_cards(book.session, book.today))
    assert len(found) == 3
    for page, (room, keeper) in zip(
        found, ((CENTRAL, HEAD_KEEPER), (ROOM, KEEPER), (OTHER_ROOM, OTHER_KEEPER)), strict=True
    ):
        assert room in page
        assert f"保管员{keeper}" in page
        assert HEAD_KEEPER in page
        assert "示范小学" in page
        for duty in DUTIES:
            assert squeezed(duty) in page


def test_the_school_writes_its_own_duties(book):
    own = "1．管好钥匙；2．下班断电；\n（三）随手关门"
    book.run(ChangeSetting(key="keeper_duties", value=own))
    (page,) = pages(duty_cards(book.session, book.today, ROOM))
    assert "1．管好钥匙" in page
    assert "3．随手关门" in page
    assert DUTIES[0] not in page


def test_duties_are_split_by_lines_and_semicolons_and_lose_their_numbers():
    assert duties_of("1. 甲；2、乙\n（3）丙;丁") == ("甲", "乙", "丙", "丁")
    assert duties_of("2022 年起执行") == ("2022 年起执行",)


def test_more_duties_are_written_smaller_and_too_many_are_refused(book):
    card = duty_cards(book.session, book.today, ROOM)[0]
    long = "负责本室全部物品的收发、保管和登记，做到账、卡、物相符，发现短缺当天报告总保管室。"

    def with_duties(count: int) -> DutyCard:
        return DutyCard(
            card.school, card.storeroom, card.level, card.keeper, card.head_keeper, card.director,
            (long,) * count, card.issued_on, card.printed,
        )  # fmt: skip

    (page,) = pages([with_duties(18)])
    assert page.count("发现短缺") == 18
    with pytest.raises(Refused) as caught:
        pages([with_duties(90)])
    assert caught.value.code == "too_long"


def test_the_report_of_the_cards_lists_the_rooms_and_prints_the_cards(book):
    sheet = report(book.session, "duty_cards", only=OTHER_ROOM)
    assert sheet.rows == ((1, OTHER_ROOM, "分保管室", OTHER_KEEPER, HEAD_KEEPER, "赵总务"),)
    (page,) = pdfium_pages(draw_report(book.session, sheet, book.today, OTHER_ROOM))
    assert "保管员职责" in page
