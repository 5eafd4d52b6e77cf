"""归还: what was lent is back, whole or in part; what is lost or damaged leaves the stock."""

from __future__ import annotations

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.loan import is_gone, require_back
from houqin_desktop.domain.slip import SlipColumn
from houqin_desktop.domain.stock import Condition
from houqin_desktop.domain.storeroom import VirtualLocation
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.attaching import keep_photo
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import in_row
from houqin_desktop.services.loan.compensating import worse_than_before
from houqin_desktop.services.loan.drafts import BackLine, TakeBack
from houqin_desktop.services.loan.things import (
    THING_COLUMNS,
    note_said,
    number_of,
    out_of,
    part_fen,
    person_name,
    pieces_total,
    remarks_said,
    require_after,
    room_name,
    thing_cells,
    thing_of,
    things_said,
)
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
from houqin_desktop.storage.loan import bearer_of, handed_out, pieces_lent
from houqin_desktop.storage.people import Person, Storeroom
from houqin_desktop.storage.slip import Slip
from houqin_desktop.storage.stock import StockItem
from houqin_desktop.storage.voucher import Voucher


@command("归还登记", TakeBack)
def take_back(task: Task, draft: TakeBack) -> Outcome:
    """Write what came back of a loan; without lines, all that is out came back in good condition.

    :raises Refused: for a loan of which nothing is out, or naming the row that is wrong.
    """
    loan = find_slip(draft.number, VoucherKind.LOAN)
    require_after(loan, task.on)
    rows = draft.lines or tuple(
        BackLine(line=line.position)
        for line in handed_out("loan", slip_id=loan.slip.id)
        if line.out
    )
    if not rows:
        raise Refused(f"{loan.voucher.number} 没有在外的物品。请核对单号。", code="nothing_out")
    slip = open_slip(
        task,
        VoucherKind.TAKE_BACK,
        storeroom_id=loan.slip.storeroom_id,
        giver_id=bearer_of(loan.slip.id),
        remarks=draft.remarks or "",
    )
    for position, row in enumerate(rows, start=1):
        with in_row(position):
            _take_back(task, slip, position, row, loan)
    number = number_of(slip)
    return Outcome(number, (number, loan.voucher.number))


def _take_back(task: Task, slip: Slip, position: int, row: BackLine, loan: SlipCase) -> None:
    lent = out_of(loan, row.line)
    out = lent.out
    pieces = require_back(lent.name, out, out if row.quantity is None else row.quantity)
    condition = row.condition or Condition.GOOD
    thing = thing_of(lent)
    line = add_line(
        task,
        slip,
        position,
        thing,
        pieces,
        value_fen=part_fen(lent, pieces),
        condition=condition.value,
        condition_note=row.condition_note or "",
        photo=keep_photo(task, row.photo),
        of_line_id=lent.line_id,
    )
    if not isinstance(thing, StockItem):
        return
    person = Person.get_by_id(slip.giver_id).location_id
    if is_gone(condition):
        gone = lookup.virtual_location(VirtualLocation.DISPOSED)
        post_line(task, line, person, gone, share_fen(thing.id, pieces), task.on)
    else:
        room = Storeroom.get_by_id(slip.storeroom_id).location_id
        post_line(task, line, person, room, 0, task.on)


def _require_free_to_lend(_task: Task, case: SlipCase) -> None:
    """Refuse to undo a return whose cards were lent again or have left the register since."""
    for line in case.lines:
        if line.asset_id is None:
            continue
        card: Asset = Asset.get_by_id(line.asset_id)
        lent, number = pieces_lent(card.id)
        if lent + line.quantity > card.quantity or card.status is AssetStatus.DISPOSED:
            said = f"又按 {number} 借出" if number else "已经处置下账"
            raise Refused(
                f"{card.code}（{card.name}）归还以后{said}，这次归还不能撤销。请先撤销后来的单据。",
                code="built_upon",
            )


def loan_behind(case: SlipCase) -> str:
    """Return the number of the slip of which things came back."""
    (line, *_) = case.lines
    numbers = Voucher.raw(
        "SELECT v.* FROM voucher v JOIN slip_line l ON l.slip_id = v.id WHERE l.id = ?",
        line.of_line_id,
    )
    return str(next(iter(numbers)).number)


def _fields(case: SlipCase) -> tuple[tuple[str, str], ...]:
    return (
        ("保管室", room_name(case)),
        ("归还人", person_name(case.slip.giver_id)),
        ("借用单", loan_behind(case)),
        ("归还日期", case.voucher.dated_on.isoformat()),
    )


def _row(thing: SlipThing) -> tuple[str, ...]:
    line = thing.line
    label = Condition(line.condition).label
    return (*thing_cells(thing), label, note_said(line))


def _stub(case: SlipCase) -> str:
    return f"归还回执　{person_name(case.slip.giver_id)}　{things_said(case)}　已收回"


RULES = {
    VoucherKind.TAKE_BACK: SlipRule(
        title="物品归还单",
        columns=(*THING_COLUMNS, SlipColumn("归还时状况"), SlipColumn("说明")),
        fields=_fields,
        row=_row,
        total=pieces_total,
        copies="一式两份：第一联保管室，第二联归还人",
        paragraphs=remarks_said,
        stub=_stub,
        before_back=_require_free_to_lend,
        aftermath=worse_than_before,
    ),
}


@undoes("take_back")
def _taken_back(deed: Deed) -> WithdrawSlip:
    return WithdrawSlip(number=deed.number or "", reason="撤销归还")
