"""保管员职责牌 of the rooms, with whoever keeps them on a day, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.duty_card import DutyCard, duties_of
from houqin_desktop.domain.list_sheet import ListSheet, PaperColumn, PaperKind, PaperSection
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.settings import KEEPER_DUTIES, SCHOOL_NAME
from houqin_desktop.services import lookup
from houqin_desktop.services.reports.catalogue import printed_words
from houqin_desktop.storage.people import Storeroom

if TYPE_CHECKING:
    from datetime import date

    from houqin_desktop.services.reports.catalogue import Request
    from houqin_desktop.services.session import Session

TITLE = "保管员职责牌"
NOBODY = "待任命"


def duty_cards(session: Session, on: date, only: str | None = None) -> list[DutyCard]:
    """Return the cards of all open rooms on a day, the 总保管室 first, or of one room.

    :raises Refused: for an unknown room.
    """
    rooms = Storeroom.every("level <> 'central', sort_key, id")
    if only is not None:
        rooms = [lookup.storeroom(only)]
    else:
        rooms = [room for room in rooms if not room.closed]
    return [_card(session, room, on) for room in rooms]


def _card(session: Session, room: Storeroom, on: date) -> DutyCard:
    def name(post: Post, room_id: int | None = None) -> str:
        holder = lookup.holder(post, on, room_id)
        return NOBODY if holder is None else lookup.person_by_id(holder).name

    return DutyCard(
        school=lookup.setting(SCHOOL_NAME),
        storeroom=room.name,
        level=room.level.label,
        keeper=name(Post.STOREKEEPER, room.id),
        head_keeper=name(Post.HEAD_STOREKEEPER),
        director=name(Post.GENERAL_AFFAIRS_DIRECTOR),
        duties=duties_of(lookup.setting(KEEPER_DUTIES)),
        issued_on=chinese_date(on),
        printed=printed_words(session, TITLE),
    )


COLUMNS = (
    PaperColumn("序号", PaperKind.CENTRED),
    PaperColumn("保管室", wraps=True),
    PaperColumn("层级", wraps=True),
    PaperColumn("保管员", wraps=True),
    PaperColumn("总保管员", wraps=True),
    PaperColumn("总务主任", wraps=True),
)


def duty_card_list(request: Request) -> ListSheet:
    """Return which cards there are: 保管室一览."""
    cards = duty_cards(request.session, request.as_of.on, request.only)
    rows = tuple(
        (number, one.storeroom, one.level, one.keeper, one.head_keeper, one.director)
        for number, one in enumerate(cards, 1)
    )
    leads = tuple(("storeroom", one.storeroom, one.storeroom) for one in cards)
    fields = (("截至日期", chinese_date(request.as_of.on)), ("项数", f"{len(rows)}"))
    return request.sheet(
        COLUMNS, [PaperSection("", rows, leads=leads)], fields=fields, grand_total=False
    )


SHEETS = {"duty_cards": duty_card_list}
