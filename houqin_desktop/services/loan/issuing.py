"""领用: consumables go to a person, materials are used up, cards get a user once all signed."""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.slip import SlipColumn
from houqin_desktop.domain.storeroom import VirtualLocation
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import in_row
from houqin_desktop.services.loan.drafts import IssueLine, IssueStock
from houqin_desktop.services.loan.handing import hand_back, hand_over
from houqin_desktop.services.loan.things import (
    THING_COLUMNS,
    for_whom,
    number_of,
    person_name,
    remarks_said,
    require_here,
    room_name,
    thing_cells,
    things_said,
    wanted,
    worth_cells,
    worth_total,
)
from houqin_desktop.services.repair.parts import (
    before_issue_back,
    repair_to_supply,
    require_part,
    supply,
)
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.slips.engine import (
    SlipCase,
    SlipThing,
    add_line,
    open_slip,
    post_line,
)
from houqin_desktop.services.slips.kinds import SlipRule
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.loan import waiting_issue
from houqin_desktop.storage.people import Person, Storeroom
from houqin_desktop.storage.slip import Slip


@command("物品领用", IssueStock)
def issue_stock(task: Task, draft: IssueStock) -> Outcome:
    """Write a slip of issue; items leave the room at once, cards with the last signature.

    :raises Refused: without lines, for a taker who has left, for a repair that takes no parts any
        more, or naming the row that is wrong.
    """
    repair = repair_to_supply(draft.repair, task)
    room = lookup.storeroom(draft.storeroom)
    taker = require_here(lookup.person(draft.taker), task.on)
    department = None if not draft.department else lookup.department(draft.department)
    if not draft.lines:
        raise Refused("领用单没有明细。请至少填一行。", code="no_lines")
    slip = open_slip(
        task,
        VoucherKind.ISSUE,
        storeroom_id=room.id,
        taker_id=taker.id,
        taker_department_id=None if department is None else department.id,
        school_class=draft.school_class or "",
        purpose=draft.purpose or ("" if repair is None else f"维修 {repair.voucher.number}"),
        remarks=draft.remarks or "",
    )
    if repair is not None:
        supply(task, slip, repair)
    for position, row in enumerate(draft.lines, start=1):
        with in_row(position):
            _issue(task, slip, position, row, room, None if repair is not None else taker)
    number = number_of(slip)
    return Outcome(number, (number,))


def _issue(
    task: Task, slip: Slip, position: int, row: IssueLine, room: Storeroom, taker: Person | None
) -> None:
    """Write a line; without somebody who takes it, its pieces are built in and used up."""
    asked = wanted(row.item, row.quantity, room)
    if taker is None:
        require_part(asked.thing)
    if isinstance(asked.thing, Asset):
        _require_whole(asked.thing, asked.quantity)
    line = add_line(
        task,
        slip,
        position,
        asked.thing,
        asked.quantity,
        value_fen=asked.value_fen,
        place=row.place or "",
        traded_in=bool(row.traded_in),
        remarks=row.remarks or "",
    )
    if isinstance(asked.thing, Asset):
        return
    if taker is not None and asked.thing.kind.stays_with_recipient:
        post_line(task, line, room.location_id, taker.location_id, 0, task.on)
    else:
        consumed = lookup.virtual_location(VirtualLocation.CONSUMED)
        post_line(task, line, room.location_id, consumed, asked.value_fen, task.on)


def _require_whole(card: Asset, quantity: int) -> None:
    if quantity != card.quantity:
        raise Refused(
            f"{card.code}（{card.name}）一张卡有 {card.quantity:,} 件，只领 {quantity:,} 件"
            "要先拆卡。请先用“拆分卡片”。",
            code="split_first",
        )
    if waiting := waiting_issue(card.id):
        raise Refused(
            f"{card.code}（{card.name}）已在 {waiting} 上，还没签齐。请先办完或撤销那张单。",
            code="already_on_slip",
        )


def _fields(case: SlipCase) -> tuple[tuple[str, str], ...]:
    return (
        ("发放保管室", room_name(case)),
        ("领用人", person_name(case.slip.taker_id)),
        ("领用部门", for_whom(case)),
        ("用途", case.slip.purpose),
        ("日期", case.voucher.dated_on.isoformat()),
    )


def _row(thing: SlipThing) -> tuple[str, ...]:
    line = thing.line
    said = (line.place, "是" if line.traded_in else "", line.remarks)
    return (*thing_cells(thing), *worth_cells(thing), *said)


def _stub(case: SlipCase) -> str:
    taker = " ".join(filter(None, [for_whom(case), person_name(case.slip.taker_id)]))
    return f"领用存根　{taker}　{things_said(case)}"


RULES = {
    VoucherKind.ISSUE: SlipRule(
        title="物品领用单",
        columns=(
            *THING_COLUMNS,
            SlipColumn("单价（元）", figures=True),
            SlipColumn("金额（元）", figures=True),
            SlipColumn("使用地点"),
            SlipColumn("以旧换新"),
            SlipColumn("备注"),
        ),
        fields=_fields,
        row=_row,
        total=worth_total,
        copies="一式两份：第一联保管室，第二联领用人",
        paragraphs=remarks_said,
        stub=_stub,
        when_signed=hand_over,
        before_back=before_issue_back,
        when_reversed=hand_back,
    ),
}


@undoes("issue_stock")
def _taken_back(deed: Deed) -> WithdrawSlip:
    return WithdrawSlip(number=deed.number or "", reason="撤销领用")
