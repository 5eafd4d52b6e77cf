"""办交接清册: the program draws up the list, and freezes it before anybody prints or signs it."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.handover import HandoverCause
from houqin_desktop.domain.slip import HANDOVER_ROUTES
from houqin_desktop.domain.stock import require_pieces
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import in_row
from houqin_desktop.services.handover.drafts import KeyLine, OpenHandover
from houqin_desktop.services.handover.scope import HandoverScope, scope_of
from houqin_desktop.services.loan.things import require_here
from houqin_desktop.services.papers.vouchers import freeze
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.slips.engine import SlipCase, add_line, open_slip
from houqin_desktop.services.slips.sheets import build_slip_sheet
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.asset import assets_by_id
from houqin_desktop.storage.handover import (
    CarriedLoan,
    HandoverKey,
    HandoverStock,
    waiting_handovers,
)
from houqin_desktop.storage.people import Person, Storeroom
from houqin_desktop.storage.slip import Slip
from houqin_desktop.storage.voucher import Voucher


@command("办交接清册", OpenHandover)
def open_handover(task: Task, draft: OpenHandover) -> Outcome:
    """Write the list of what somebody hands over; nothing changes hands before all have signed.

    :raises Refused: for somebody who has left, the same person twice, a second list of the same
        things, or where there is nothing to hand over.
    """
    giver, taker = (require_here(lookup.person(one), task.on) for one in (draft.giver, draft.taker))
    room = lookup.storeroom(draft.storeroom) if draft.storeroom else None
    _require_sense(draft, giver, taker, room)
    scope = scope_of(giver, room, task.on)
    slip = open_slip(
        task,
        VoucherKind.HANDOVER,
        route=_route(giver, taker, task.on),
        storeroom_id=scope.only,
        giver_id=giver.id,
        taker_id=taker.id,
        purpose=draft.cause.label,
        remarks=draft.remarks or "",
    )
    lines = _write_things(task, slip, scope) + _write_keys(task, slip, draft.keys)
    if not lines and not scope.rooms:
        raise Refused(
            f"{giver.name}{'在' + room.name if room else ''}没有可以移交的东西。"
            "请核对移交人和保管室。",
            code="nothing_to_hand_over",
        )
    voucher: Voucher = Voucher.get_by_id(slip.id)
    freeze(task, voucher, build_slip_sheet(SlipCase(voucher, slip)))
    return Outcome(voucher.number, (voucher.number,))


def _route(giver: Person, taker: Person, on: date) -> str:
    """Return whose supervision the list wants: 总务主任, or his superior where he is a party.

    :raises Refused: where a post above is vacant, or everybody above is a party.
    """
    for name, _, post in HANDOVER_ROUTES:
        holder = lookup.holder(post, on)
        if holder not in (giver.id, taker.id) and (holder is not None or name == "handover"):
            return name
    raise Refused(
        f"{giver.name}和{taker.name}之间没有上级可以监交：监交人不能是移交人或接收人。"
        "请先任命主管领导或校长。",
        code="no_supervisor",
    )


def _require_sense(
    draft: OpenHandover, giver: Person, taker: Person, room: Storeroom | None
) -> None:
    if giver.id == taker.id:
        raise Refused(
            f"移交人和接收人都是{giver.name}，什么也没有移交。请改其中一个。", code="same_person"
        )
    if draft.cause is HandoverCause.ROOM and room is None:
        raise Refused("换保管员须写明是哪个保管室。请填写保管室。", code="room_wanted")
    for number, only, who in waiting_handovers(giver.id):
        if who == giver.id and (room is None or only in (None, room.id)):
            raise Refused(
                f"{giver.name}已有交接清册 {number} 还没签齐。请先登记签字，或撤销它再办。",
                code="already_open",
            )


def _write_things(task: Task, slip: Slip, scope: HandoverScope) -> int:
    """Write a line for every card and every kind of stock; return how many there are."""
    held = scope.cards()
    cards = {card.id: card for card in assets_by_id([one.asset_id for one in held])}
    position = 0
    for one in held:
        card, position = cards[one.asset_id], position + 1
        value = card.original_value_fen
        add_line(task, slip, position, card, card.quantity, value_fen=value, place=card.place)
    for stock in scope.stock():
        position += 1
        line = add_line(task, slip, position, stock.item, stock.quantity, value_fen=stock.value_fen)
        task.insert(HandoverStock, line_id=line.id, storeroom_id=stock.storeroom_id)
    loans = dict.fromkeys(one.slip_id for one in scope.own_loans())
    for loan in loans:
        task.insert(CarriedLoan, slip_id=slip.id, loan_id=loan)
    return position + len(loans)


def _write_keys(task: Task, slip: Slip, keys: tuple[KeyLine, ...]) -> int:
    for position, key in enumerate(keys, start=1):
        with in_row(position):
            if not key.name:
                raise Refused("没有写是哪里的钥匙。请填写，如“电脑室前门”。", code="empty_name")
            quantity = require_pieces(1 if key.quantity is None else key.quantity, key.name)
            task.insert(
                HandoverKey,
                slip_id=slip.id,
                position=position,
                name=key.name,
                quantity=quantity,
                remarks=key.remarks or "",
            )
    return len(keys)


@undoes("open_handover")
def _taken_back(deed: Deed) -> WithdrawSlip:
    return WithdrawSlip(number=deed.number or "", reason="撤销交接清册")
