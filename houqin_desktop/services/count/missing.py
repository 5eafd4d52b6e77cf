"""盘亏单: stock that is missing or broken leaves the books; who pays for what is written on it."""

from __future__ import annotations

from houqin_desktop.domain.count import CountHandling, CountResult
from houqin_desktop.domain.slip import SlipColumn
from houqin_desktop.domain.stock import Condition
from houqin_desktop.domain.storeroom import VirtualLocation
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Task
from houqin_desktop.services.count.drafts import SettleDifference
from houqin_desktop.services.count.matters import Followed, Matter, require_closed, with_others
from houqin_desktop.services.loan.compensating import record_compensation, worse_than_before
from houqin_desktop.services.loan.drafts import RecordCompensation
from houqin_desktop.services.loan.things import (
    THING_COLUMNS,
    number_of,
    person_name,
    remarks_said,
    room_name,
    thing_cells,
    worth_cells,
    worth_total,
)
from houqin_desktop.services.slips.engine import (
    SlipCase,
    SlipThing,
    add_line,
    open_slip,
    post_line,
    require_there,
    share_fen,
)
from houqin_desktop.services.slips.kinds import SlipRule
from houqin_desktop.storage.count import CountRoom, CountSession
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.slip import Slip

_CONDITIONS = {
    CountResult.SHORTAGE: Condition.LOST,
    CountResult.DAMAGED: Condition.DAMAGED,
}


def write_missing(
    task: Task, row: CountSession, matter: Matter, draft: SettleDifference
) -> Followed:
    """Write the slip of what a room lacks: its stock leaves at the moving average, at once.

    Of a card that is paid for only the compensation is written; its 报损 is still to follow.
    """
    require_closed(row)
    together = with_others(row, matter, lambda one: _leaves(one) and one.room_id == matter.room_id)
    place = CountRoom.find(session_id=row.id, storeroom_id=matter.room_id)
    assert place is not None
    slip = open_slip(
        task,
        VoucherKind.STOCKTAKE,
        storeroom_id=matter.room_id,
        giver_id=_known_person(place.counted_by),
        witness_id=_known_person(place.witnessed_by),
        purpose=row.number,
    )
    for position, one in enumerate(together, start=1):
        _add(task, slip, position, one)
    number = number_of(slip)
    for position, one in enumerate(together, start=1):
        _compensate(task, number, position, one, draft if one is matter else None)
    return Followed(number, together)


def _leaves(one: Matter) -> bool:
    handling = one.finding.handling
    return handling is CountHandling.COMPENSATE or (
        one.is_stock and handling is CountHandling.WRITE_OFF
    )


def _known_person(name: str) -> int | None:
    """Return the one person of a name; the paper is signed by hand where there is none or two."""
    found = [one.id for one in Person.every("id") if one.name == name and not one.withdrawn]
    return found[0] if len(found) == 1 else None


def _add(task: Task, slip: Slip, position: int, one: Matter) -> None:
    finding = one.finding
    said = {
        "condition": _CONDITIONS[finding.result].value,
        "remarks": f"{finding.cause}；{finding.handling.label if finding.handling else ''}",
    }
    if not one.is_stock:
        add_line(
            task, slip, position, one.asset, finding.quantity, value_fen=finding.value_fen, **said
        )
        return
    item, room = one.item, lookup.room_by_id(one.room_id)
    require_there(item, room.location_id, finding.quantity, task.on)
    value = share_fen(item.id, finding.quantity)
    line = add_line(task, slip, position, item, finding.quantity, value_fen=value, **said)
    outside = lookup.virtual_location(VirtualLocation.ADJUST)
    post_line(task, line, room.location_id, outside, value, task.on)


def _compensate(
    task: Task, number: str, position: int, one: Matter, draft: SettleDifference | None
) -> None:
    finding = one.finding
    if finding.handling is not CountHandling.COMPENSATE:
        return
    assert finding.liable_id is not None
    assert finding.compensation_fen is not None
    paper = "" if draft is None or not draft.document else f"缴款凭证 {draft.document}"
    record_compensation(
        task,
        RecordCompensation(
            number=number,
            line=position,
            amount=finding.compensation_fen,
            person=lookup.person_by_id(finding.liable_id).number,
            note=paper or None,
        ),
    )


def _fields(case: SlipCase) -> tuple[tuple[str, str], ...]:
    return (
        ("清查编号", case.slip.purpose),
        ("保管室", room_name(case)),
        ("盘点人", person_name(case.slip.giver_id)),
        ("监盘人", person_name(case.slip.witness_id)),
        ("日期", case.voucher.dated_on.isoformat()),
    )


def _row(thing: SlipThing) -> tuple[str, ...]:
    line = thing.line
    return (
        *thing_cells(thing),
        *worth_cells(thing),
        Condition(line.condition).label,
        line.remarks,
    )


RULES = {
    VoucherKind.STOCKTAKE: SlipRule(
        title="清查盘亏单",
        columns=(
            *THING_COLUMNS,
            SlipColumn("单价（元）", figures=True),
            SlipColumn("金额（元）", figures=True),
            SlipColumn("情况"),
            SlipColumn("原因与处理"),
        ),
        fields=_fields,
        row=_row,
        total=worth_total,
        copies="一式三份：保管室、总务处、财务室各执一份",
        paragraphs=remarks_said,
        aftermath=worse_than_before,
    ),
}
