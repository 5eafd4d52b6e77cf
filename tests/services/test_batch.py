"""批量更正: many cards as one command, all of them or none, and taken back as one."""

from __future__ import annotations

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.assets.batch import AssignCards
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.undoing.verbs import UndoCommand
from tests.builders import COLLEAGUE, DEPARTMENT, KEEPER, OTHER_ROOM, ROOM

SHOWN = ("保管室", "使用部门", "存放地点", "使用人", "责任人", "保管人")


@pytest.fixture
def codes(book):
    return [
        book.asset(name="课桌", storeroom=ROOM, holder=COLLEAGUE, place="201"),
        book.asset(name="课桌", storeroom=OTHER_ROOM, keeper=KEEPER, quantity=3),
        book.asset(name="电脑", storeroom=ROOM),
    ]


def seen(book, codes):
    assets = register(book.session, "assets")
    titles = [column.title for column in assets.columns]
    rows = {row[0]: row for row in assets.rows(assets.index().keys)}
    return [tuple(rows[code][titles.index(title)] for title in SHOWN) for code in codes]


def test_many_cards_get_the_same_people_and_place_and_keep_the_rest(book, codes):
    done = book.run(
        AssignCards(
            assets=tuple(codes), storeroom=ROOM, using_department=DEPARTMENT, responsible=COLLEAGUE
        )
    )
    assert done.ids == tuple(codes)
    assert seen(book, codes) == [
        (ROOM, DEPARTMENT, "201", COLLEAGUE, COLLEAGUE, None),
        (ROOM, DEPARTMENT, "", None, COLLEAGUE, KEEPER),
        (ROOM, DEPARTMENT, "", None, COLLEAGUE, None),
    ]
    book.require_whole()


def test_cards_that_have_it_so_already_are_not_touched(book, codes):
    done = book.run(AssignCards(assets=tuple(codes), storeroom=ROOM))
    assert done.ids == (codes[1],)
    with pytest.raises(Refused, match="本来就是这样"):
        book.run(AssignCards(assets=tuple(codes), storeroom=ROOM))


def test_one_card_that_may_not_be_changed_keeps_all_as_they_were(book, codes):
    book.apply(codes[2])
    before = seen(book, codes)
    with pytest.raises(Refused, match=codes[2]):
        book.run(AssignCards(assets=tuple(codes), place="仓库"))
    assert seen(book, codes) == before


@pytest.mark.parametrize("assets", [(), ("ZC2026000001",)])
def test_nothing_chosen_or_nothing_filled_in_is_refused(book, codes, assets):
    with pytest.raises(Refused):
        book.run(AssignCards(assets=assets, place="仓库" if not assets else None))


def test_taken_back_as_one_and_once_more(book, codes):
    before = seen(book, codes)
    done = book.run(
        AssignCards(assets=tuple(codes), storeroom=OTHER_ROOM, place="仓库", keeper=COLLEAGUE)
    )
    after = seen(book, codes)
    assert all(row[2] == "仓库" for row in after)
    book.run(UndoCommand(command_id=done.command_id))
    assert seen(book, codes) == before
    book.require_whole()
