"""The paper of a hand-over, part by part, and what its signatures bring about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from houqin_desktop.domain.handover import EVERYTHING, HANDOVER_COLUMNS, NOTHING, HandoverLine
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.stock import Condition
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.handover.scope import HandoverScope, scope_of
from houqin_desktop.services.handover.taking_over import (
    give_back,
    require_giver_here,
    take_over,
)
from houqin_desktop.services.loan.things import person_name, remarks_said, room_name
from houqin_desktop.services.slips.engine import SlipCase, SlipThing, things_of
from houqin_desktop.services.slips.kinds import Section, SlipRule
from houqin_desktop.storage.asset import assets_by_id
from houqin_desktop.storage.handover import HandoverStock, HeldCard, handover_sums, keys_of
from houqin_desktop.storage.loan import HandedOut
from houqin_desktop.storage.people import Person, Storeroom
from houqin_desktop.storage.room import open_papers, open_slips

COUNTED: Final = (
    "移交人、接收人当面清点，实交数量与账面数量不符的，在备注中写明。"
    "三方签字以后，由接收人接任保管和责任人员。"
)
_ROLES: Final = (("holds", "使用"), ("answers", "负责"), ("keeps", "保管"))


def _scope(case: SlipCase) -> HandoverScope:
    slip = case.slip
    room = None if slip.storeroom_id is None else Storeroom.get_by_id(slip.storeroom_id)
    return scope_of(Person.get_by_id(slip.giver_id), room, case.voucher.dated_on)


def _fields(case: SlipCase) -> tuple[tuple[str, str], ...]:
    kept = [str(Storeroom.get_by_id(room).name) for room in _scope(case).rooms]
    return (
        ("移交人", person_name(case.slip.giver_id)),
        ("接收人", person_name(case.slip.taker_id)),
        ("交接原因", case.slip.purpose),
        ("交接范围", room_name(case) or EVERYTHING),
        ("所管保管室", "、".join(kept) or NOTHING),
        ("交接日期", case.voucher.dated_on.isoformat()),
    )


def _sections(case: SlipCase) -> tuple[Section, ...]:
    scope = _scope(case)
    things = things_of(case.lines)
    cards = [one for one in things if one.line.asset_id is not None]
    items = [one for one in things if one.line.item_id is not None]
    sums = handover_sums(case.slip.id)
    rooms = {room.id: room.name for room in Storeroom.every()}
    keys = [
        HandoverLine(key.name, unit="把", quantity=key.quantity, remarks=key.remarks)
        for key in keys_of(case.slip.id)
    ]
    loans = [*_loans(scope.own_loans(), case, carried=True), *_loans(scope.lent_out(), case)]
    papers = list(_papers(scope, case))
    value, worth = (format_money(fen) for fen in (sums.value_fen, sums.item_value_fen))
    card_words = f"{len(cards):,} 张卡片，{sums.pieces:,} 件，原值 {value} 元"
    item_words = f"{len(items):,} 种，{sums.item_pieces:,} 件，金额 {worth} 元"
    parts: tuple[tuple[str, str, list[HandoverLine]], ...] = (
        ("一、资产", card_words, list(_cards(cards, scope.cards(), rooms))),
        ("二、库存物品", item_words, list(_stock(items, case, rooms))),
        ("三、借用未还", f"{len(loans):,} 项", loans),
        ("四、钥匙", f"{sums.keys:,} 把", keys),
        ("五、在办单据", f"{len(papers):,} 张", papers),
    )
    found, number = [], 0
    for title, words, lines in parts:
        rows = tuple(_cells(at, line) for at, line in enumerate(lines, start=number + 1))
        number += len(rows)
        found.append((f"{title}　{words if lines else NOTHING}".strip(), rows))
    return tuple(found)


def _cards(
    things: Iterable[SlipThing], held: Iterable[HeldCard], rooms: dict[int, str]
) -> Iterator[HandoverLine]:
    roles = {one.asset_id: one for one in held}
    cards = {card.id: card for card in assets_by_id(list(roles))}
    for thing in things:
        card = cards[thing.line.asset_id or 0]
        under = [word for role, word in _ROLES if getattr(roles[card.id], role)]
        yield HandoverLine(
            thing.name,
            thing.code,
            thing.specification,
            thing.unit,
            thing.line.quantity,
            thing.line.value_fen,
            card.status.label,
            " ".join(filter(None, (rooms[card.storeroom_id], thing.line.place))),
            "、".join(under) or "在室内",
        )


def _stock(
    things: Iterable[SlipThing], case: SlipCase, rooms: dict[int, str]
) -> Iterator[HandoverLine]:
    giver = person_name(case.slip.giver_id)
    for thing in things:
        stock = HandoverStock.get_by_id(thing.line.id)
        yield HandoverLine(
            thing.name,
            thing.code,
            thing.specification,
            thing.unit,
            thing.line.quantity,
            thing.line.value_fen,
            place=f"{giver}处" if stock.storeroom_id is None else rooms[stock.storeroom_id],
            under="领用或借用" if stock.storeroom_id is None else "保管",
        )


def _loans(
    lines: Iterable[HandedOut], case: SlipCase, *, carried: bool = False
) -> Iterator[HandoverLine]:
    to = f"，转由{person_name(case.slip.taker_id)}归还" if carried else ""
    for one in lines:
        yield HandoverLine(
            one.name,
            one.code,
            one.specification,
            one.unit,
            one.out,
            state=Condition(one.condition).label if one.condition else "",
            place=one.room,
            under=f"{one.taker}借",
            remarks=f"{one.number} 应于 {one.due_on} 归还{to}",
        )


def _papers(scope: HandoverScope, case: SlipCase) -> Iterator[HandoverLine]:
    for room in scope.rooms:
        name = str(Storeroom.get_by_id(room).name)
        for number, kind in open_slips(room):
            if number != case.voucher.number:
                yield HandoverLine(
                    f"{VoucherKind(kind).label}单", number, place=name, remarks="签字还没有齐"
                )
        for number in open_papers(room):
            yield HandoverLine("报废报损单", number, place=name, remarks="正在办理")


def _cells(number: int, line: HandoverLine) -> tuple[str, ...]:
    return (
        str(number),
        line.code,
        line.name,
        line.specification,
        line.unit,
        "" if line.quantity is None else f"{line.quantity:,}",
        "" if line.value_fen is None else format_money(line.value_fen),
        "",
        line.state,
        line.place,
        line.under,
        line.remarks,
    )


def _row(thing: SlipThing) -> tuple[str, ...]:
    line = thing.line
    return _cells(
        line.position,
        HandoverLine(
            thing.name, thing.code, thing.specification, thing.unit, line.quantity, line.value_fen
        ),
    )


def _total(case: SlipCase) -> tuple[str, tuple[tuple[str, str], ...]]:
    sums = handover_sums(case.slip.id)
    return "合计（资产、库存物品）", (
        ("账面数量", f"{sums.pieces + sums.item_pieces:,}"),
        ("账面金额（元）", format_money(sums.value_fen + sums.item_value_fen)),
    )


def _paragraphs(case: SlipCase) -> tuple[str, ...]:
    return (
        *remarks_said(case),
        COUNTED,
    )


RULES = {
    VoucherKind.HANDOVER: SlipRule(
        title="交接清册",
        columns=HANDOVER_COLUMNS,
        fields=_fields,
        row=_row,
        total=_total,
        copies="一式三份：第一份移交人，第二份接收人，第三份总务处",
        paragraphs=_paragraphs,
        sections=_sections,
        when_signed=take_over,
        before_back=require_giver_here,
        when_reversed=give_back,
    ),
}
