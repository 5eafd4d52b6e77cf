"""退库: what was issued comes back because it is 用剩, 损坏 or 丢失."""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.loan import RestockReason, is_gone, require_back
from houqin_desktop.domain.slip import SlipColumn
from houqin_desktop.domain.stock import Condition, StockKind
from houqin_desktop.domain.storeroom import VirtualLocation
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import in_row
from houqin_desktop.services.loan.compensating import worse_than_before
from houqin_desktop.services.loan.drafts import Restock, RestockLine
from houqin_desktop.services.loan.handing import hand_back, hand_in, holder_of
from houqin_desktop.services.loan.returning import loan_behind
from houqin_desktop.services.loan.things import (
    THING_COLUMNS,
    number_of,
    out_of,
    part_fen,
    person_name,
    remarks_said,
    require_after,
    room_name,
    thing_cells,
    thing_of,
    things_said,
    worth_cells,
    worth_total,
)
from houqin_desktop.services.repair.parts import before_restock_back, is_part, parts_come_back
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.slips.engine import (
    SlipCase,
    SlipThing,
    add_line,
    find_slip,
    open_slip,
    post_line,
    share_fen,
)
from houqin_desktop.services.slips.kinds import SlipRule
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.loan import waiting_issue
from houqin_desktop.storage.people import Person, Storeroom
from houqin_desktop.storage.slip import Slip, SlipLine
from houqin_desktop.storage.stock import StockItem


@command("物品退库", Restock)
def restock(task: Task, draft: Restock) -> Outcome:
    """Write what came back of an issue; cards change hands with the last signature.

    :raises Refused: without lines, before the issue, or naming the row that is wrong.
    """
    issue = find_slip(draft.number, VoucherKind.ISSUE)
    require_after(issue, task.on)
    parts_come_back(task, issue.slip.id)
    if not draft.lines:
        raise Refused("退库单没有明细。请至少填一行。", code="no_lines")
    slip = open_slip(
        task,
        VoucherKind.RESTOCK,
        storeroom_id=issue.slip.storeroom_id,
        giver_id=issue.slip.taker_id,
        remarks=draft.remarks or "",
    )
    for position, row in enumerate(draft.lines, start=1):
        with in_row(position):
            _restock(task, slip, position, row, issue)
    number = number_of(slip)
    return Outcome(number, (number, issue.voucher.number))


def _restock(task: Task, slip: Slip, position: int, row: RestockLine, issue: SlipCase) -> None:
    given = out_of(issue, row.line)
    out = given.out
    pieces = require_back(given.name, out, out if row.quantity is None else row.quantity)
    thing = thing_of(given)
    if isinstance(thing, Asset):
        _require_in_hand(thing, issue, pieces)
    elif _is_used_up(thing, issue) and is_gone(row.reason.condition):
        raise Refused(
            f"{thing.name}领用时已列支，损坏丢失的不用退库。请只退用剩的。",
            code="used_up",
        )
    line = add_line(
        task,
        slip,
        position,
        thing,
        pieces,
        value_fen=part_fen(given, pieces),
        condition=row.reason.condition.value,
        condition_note=row.condition_note or "",
        place=row.place or "",
        of_line_id=given.line_id,
    )
    if isinstance(thing, StockItem):
        _post(task, slip, line, thing, is_used_up=_is_used_up(thing, issue))


def _is_used_up(item: StockItem, issue: SlipCase) -> bool:
    """Say whether pieces of an issue are nowhere any more: material, or built in by a repair."""
    return item.kind is StockKind.MATERIAL or is_part(issue.slip.id)


def _post(task: Task, slip: Slip, line: SlipLine, item: StockItem, *, is_used_up: bool) -> None:
    room = Storeroom.get_by_id(slip.storeroom_id).location_id
    if is_used_up:
        consumed = lookup.virtual_location(VirtualLocation.CONSUMED)
        post_line(task, line, consumed, room, line.value_fen, task.on)
        return
    person = Person.get_by_id(slip.giver_id).location_id
    if is_gone(Condition(line.condition)):
        gone = lookup.virtual_location(VirtualLocation.DISPOSED)
        post_line(task, line, person, gone, share_fen(item.id, line.quantity), task.on)
    else:
        post_line(task, line, person, room, 0, task.on)


def _require_in_hand(card: Asset, issue: SlipCase, pieces: int) -> None:
    if issue.voucher.state is not VoucherState.EXECUTED:
        raise Refused(
            f"{issue.voucher.number} 还没签齐，{card.code} 还没有交出。"
            "请撤销领用单，或先登记签字。",
            code="not_signed",
        )
    if waiting := waiting_issue(card.id):
        raise Refused(
            f"{card.code}（{card.name}）已在 {waiting} 上，还没签齐。请先办完或撤销那张单。",
            code="already_on_slip",
        )
    if holder_of(card) != issue.slip.taker_id or pieces != card.quantity:
        raise Refused(
            f"{card.code}（{card.name}）的使用人或件数已经变动。请按现在的使用人办理转移。",
            code="not_in_hand",
        )


def _reason(line: SlipLine) -> str:
    return next(one.label for one in RestockReason if one.condition.value == line.condition)


def _fields(case: SlipCase) -> tuple[tuple[str, str], ...]:
    return (
        ("保管室", room_name(case)),
        ("退回人", person_name(case.slip.giver_id)),
        ("领用单", loan_behind(case)),
        ("退库日期", case.voucher.dated_on.isoformat()),
    )


def _row(thing: SlipThing) -> tuple[str, ...]:
    line = thing.line
    said = (_reason(line), line.place, line.condition_note)
    return (*thing_cells(thing), *worth_cells(thing), *said)


def _stub(case: SlipCase) -> str:
    return f"退库回执　{person_name(case.slip.giver_id)}　{things_said(case)}　已收回"


RULES = {
    VoucherKind.RESTOCK: SlipRule(
        title="物品退库单",
        columns=(
            *THING_COLUMNS,
            SlipColumn("单价（元）", figures=True),
            SlipColumn("金额（元）", figures=True),
            SlipColumn("退库原因"),
            SlipColumn("存放位置"),
            SlipColumn("说明"),
        ),
        fields=_fields,
        row=_row,
        total=worth_total,
        copies="一式两份：第一联保管室，第二联退回人",
        paragraphs=remarks_said,
        stub=_stub,
        when_signed=hand_in,
        before_back=before_restock_back,
        when_reversed=hand_back,
        aftermath=worse_than_before,
    ),
}


@undoes("restock")
def _taken_back(deed: Deed) -> WithdrawSlip:
    return WithdrawSlip(number=deed.number or "", reason="撤销退库")
