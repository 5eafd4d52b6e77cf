"""部门转移: a slip that giver and taker sign; the register changes when 总务处 has adjusted it."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.slip import SlipColumn
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.depreciation import card_accumulated, month_before
from houqin_desktop.services.assets.split import split_off
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import in_row
from houqin_desktop.services.loan.things import (
    THING_COLUMNS,
    find_card,
    number_of,
    person_name,
    remarks_said,
    require_here,
    room_name,
    thing_cells,
    wanted,
    worth_total,
)
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.slips.engine import (
    SlipCase,
    SlipThing,
    add_line,
    open_slip,
    require_there,
)
from houqin_desktop.services.slips.kinds import SlipRule
from houqin_desktop.services.transfer.drafts import Transfer, TransferLine
from houqin_desktop.services.transfer.moving import (
    ends_of,
    move,
    move_back,
    require_in,
    require_not_lent,
)
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.asset import Asset, value_changes
from houqin_desktop.storage.loan import waiting_issue
from houqin_desktop.storage.people import Department, Storeroom
from houqin_desktop.storage.slip import Slip, SlipLine
from houqin_desktop.storage.stock import StockItem
from houqin_desktop.storage.transfer import card_changes
from houqin_desktop.storage.voucher import Voucher


@command("部门转移", Transfer)
def transfer(task: Task, draft: Transfer) -> Outcome:
    """Write a slip of transfer; nothing moves before 总务处 has signed it (DOMAIN.md 4.8).

    :raises Refused: without lines or reason, for people who have left, or naming the wrong row.
    """
    giver, taker = (require_here(lookup.person(one), task.on) for one in (draft.giver, draft.taker))
    room, other = (
        lookup.storeroom(name) if name else None
        for name in (draft.storeroom, draft.other_storeroom)
    )
    giving, department = (
        lookup.department(name) if name else None
        for name in (draft.giver_department, draft.department)
    )
    if not draft.lines:
        raise Refused("转移单没有明细。请至少填一行。", code="no_lines")
    if not draft.reason:
        raise Refused("转移须写明原因。请填写为什么转移。", code="empty_reason")
    if room is not None and other is not None and room.id == other.id:
        raise Refused(
            f"调出和调入都是{room.name}，什么也没有转移。请改其中一个。", code="same_room"
        )
    slip = open_slip(
        task,
        VoucherKind.TRANSFER,
        storeroom_id=None if room is None else room.id,
        other_storeroom_id=None if other is None else other.id,
        giver_id=giver.id,
        taker_id=taker.id,
        giver_department_id=None if giving is None else giving.id,
        taker_department_id=None if department is None else department.id,
        purpose=draft.reason,
        remarks=draft.remarks or "",
    )
    for position, row in enumerate(draft.lines, start=1):
        with in_row(position):
            _add(task, slip, position, row, row.place or draft.place or "")
    number = number_of(slip)
    return Outcome(number, (number,))


def _add(task: Task, slip: Slip, position: int, row: TransferLine, place: str) -> None:
    card = find_card(row.item)
    thing: StockItem | Asset
    if card is None:
        asked = wanted(row.item, row.quantity, lookup.central_storeroom())
        assert isinstance(asked.thing, StockItem)
        _require_way(asked.thing, slip, asked.quantity, task)
        thing, quantity, value_fen = asked.thing, asked.quantity, asked.value_fen
    else:
        thing = _part(task, slip, card, row.quantity, place)
        quantity, value_fen = thing.quantity, thing.original_value_fen
    add_line(
        task,
        slip,
        position,
        thing,
        quantity,
        value_fen=value_fen,
        place=place,
        remarks=row.remarks or "",
    )


def _require_way(item: StockItem, slip: Slip, quantity: int, task: Task) -> None:
    from_id, to_id = ends_of(slip)
    if from_id == to_id:
        raise Refused(f"{item.name}的移交和接收是同一处。请改其中一个。", code="same_place")
    if slip.other_storeroom_id is None and not item.kind.stays_with_recipient:
        raise Refused(
            f"{item.name}领出就算用掉，不能转到个人名下。请填调入保管室，或改用“物品领用”。",
            code="room_wanted",
        )
    require_there(item, from_id, quantity, task.on)


def _part(task: Task, slip: Slip, card: Asset, quantity: int | None, place: str) -> Asset:
    """Return the card that is transferred whole: the card itself, or the part split off it."""
    require_not_lent(card)
    room = lookup.room_by_id(slip.storeroom_id or card.storeroom_id)
    require_in(card, room)
    asked = wanted(card.code, quantity, room)
    if waiting := waiting_issue(card.id):
        raise Refused(
            f"{card.code}（{card.name}）已在 {waiting} 上，还没签齐。请先办完或撤销那张单。",
            code="already_on_slip",
        )
    if slip.other_storeroom_id is None and slip.taker_department_id is None and not place:
        raise Refused(
            f"{card.code}（{card.name}）没有写转到哪里。请填调入保管室、调入部门或新存放地点。",
            code="nowhere",
        )
    if asked.quantity == card.quantity:
        return card
    return split_off(task, card, asked.quantity, reason=number_of(slip))


def _other_room(case: SlipCase) -> str:
    key = case.slip.other_storeroom_id
    return "" if key is None else lookup.room_by_id(key).name


def _department(key: int | None) -> str:
    return "" if key is None else str(Department.get_by_id(key).name)


def _fields(case: SlipCase) -> tuple[tuple[str, str], ...]:
    slip = case.slip
    out = (_department(slip.giver_department_id), room_name(case))
    into = (_department(slip.taker_department_id), _other_room(case))
    return (
        ("调出部门（保管室）", " ".join(filter(None, out))),
        ("调入部门（保管室）", " ".join(filter(None, into))),
        ("移交人", person_name(slip.giver_id)),
        ("接收人", person_name(slip.taker_id)),
        ("转移日期", case.voucher.dated_on.isoformat()),
        ("转移原因", slip.purpose),
    )


def _row(thing: SlipThing) -> tuple[str, ...]:
    line = thing.line
    return (
        *thing_cells(thing),
        format_money(line.value_fen),
        *_of_card(line),
        line.remarks,
    )


def _of_card(line: SlipLine) -> tuple[str, str, str, str, str]:
    """Return 净值, 取得日期, 原存放地点, 新存放地点 and 状况; of an item only where it goes."""
    if line.asset_id is None:
        return format_money(line.value_fen), "", "", line.place, ""
    card: Asset = Asset.get_by_id(line.asset_id)
    dated_on = Voucher.get_by_id(line.slip_id).dated_on
    written_off = card_accumulated(card, value_changes(card.id), month_before(dated_on))
    change = card_changes(line.slip_id).get(card.id)
    before = {} if change is None else change.before
    room = Storeroom.get_by_id(before.get("storeroom_id", card.storeroom_id)).name
    other = Slip.get_by_id(line.slip_id).other_storeroom_id
    there = room if other is None else lookup.room_by_id(other).name
    was = before.get("place", card.place)
    return (
        format_money(max(0, line.value_fen - written_off)),
        "" if card.acquired_on is None else card.acquired_on.text,
        " ".join(filter(None, (room, was))),
        " ".join(filter(None, (there, line.place or (was if other is None else "")))),
        card.status.label,
    )


def _total(case: SlipCase) -> tuple[str, tuple[tuple[str, str], ...]]:
    words, (pieces, (_, value)) = worth_total(case)
    return words, (pieces, ("原值（元）", value))


BOOKED_BY: Final = "总保管室记账人：____________　　记账日期：______年____月____日"
RULES = {
    VoucherKind.TRANSFER: SlipRule(
        title="部门资产转移单",
        columns=(
            *THING_COLUMNS,
            SlipColumn("原值（元）", figures=True),
            SlipColumn("净值（元）", figures=True),
            SlipColumn("取得日期"),
            SlipColumn("原存放地点"),
            SlipColumn("新存放地点"),
            SlipColumn("状况"),
            SlipColumn("备注"),
        ),
        fields=_fields,
        row=_row,
        total=_total,
        copies="一式三份：第一份调出，第二份调入，第三份总保管室（财务备查）",
        paragraphs=lambda case: (*remarks_said(case), BOOKED_BY),
        when_signed=move,
        when_reversed=move_back,
    ),
}


@undoes("transfer")
def _taken_back(deed: Deed) -> WithdrawSlip:
    return WithdrawSlip(number=deed.number or "", reason="撤销转移")
