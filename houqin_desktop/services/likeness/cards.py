"""Cards of the register as lots: what is idle, new, waiting for disposal, lent out or in use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.likeness.lots import Lot, Source, Standing
from houqin_desktop.storage.likeness import CardThere, card_places, cards_there
from houqin_desktop.storage.loan import HandedOut, handed_out
from houqin_desktop.storage.people import Storeroom

_STANDING: Final = {
    AssetStatus.IDLE: Standing.IDLE,
    AssetStatus.SEALED: Standing.IDLE,
    AssetStatus.PENDING_DISPOSAL: Standing.PENDING_DISPOSAL,
}
# Of so many cards of a lot the place and the people are said.
_TOLD: Final = 5
_LENT: Final = "借出"


def _lots(bought_since: date) -> Iterator[Lot]:
    rooms = {room.id: room.name for room in Storeroom.every("id")}
    lent: dict[str, list[HandedOut]] = {}
    for line in handed_out(VoucherKind.LOAN.value):
        if line.is_card and line.out:
            lent.setdefault(line.code, []).append(line)
    together: dict[tuple[object, ...], list[CardThere]] = {}
    pieces: dict[tuple[object, ...], int] = {}
    for card in cards_there(bought_since):
        here = card.quantity
        for loan in lent.get(card.code, ()):
            here -= loan.out
            out = _lot([card], loan.out, rooms)
            who = loan.outside or loan.taker
            yield replace(out, standing=Standing.IN_USE, condition=_LENT, user=who)
        if here > 0:
            key: tuple[object, ...] = (*card[2:8], card.is_new)
            together.setdefault(key, []).append(card)
            pieces[key] = pieces.get(key, 0) + here
    for key, cards in together.items():
        yield _lot(cards, pieces[key], rooms)


def _lot(cards: Sequence[CardThere], pieces: int, rooms: dict[int, str]) -> Lot:
    first = cards[0]
    status = AssetStatus(first.status)
    usual = Standing.RECENT if first.is_new else Standing.IN_USE
    return Lot(
        name=first.name,
        specification=first.specification,
        standing=_STANDING.get(status, usual),
        pieces=pieces,
        unit=first.unit,
        room=rooms[first.storeroom_id],
        condition=status.label,
        numbers=tuple(card.code for card in cards[:_TOLD]),
        category=first.category_code,
        is_card=True,
        keys=tuple(card.id for card in cards[:_TOLD]),
    )


def _told(lots: Sequence[Lot]) -> list[Lot]:
    places = card_places([key for lot in lots for key in lot.keys])
    told = []
    for lot in lots:
        cards = [places[key] for key in lot.keys if key in places]
        told.append(
            replace(
                lot,
                place=_joined(card.place for card in cards),
                user=lot.user or _joined(card.holder for card in cards),
                keeper=_joined(card.keeper for card in cards),
                acquired_on=max((card.acquired_on for card in cards), default=""),
            )
        )
    return told


def _joined(words: Iterator[str]) -> str:
    return "、".join(dict.fromkeys(filter(None, words)))


SOURCES = (Source(_lots, _told),)
