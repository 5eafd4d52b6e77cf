"""What was found and is on no card: a free line with a photo."""

from __future__ import annotations

from pathlib import Path

from houqin_desktop.domain.count import (
    CountResult,
)
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services import lookup
from houqin_desktop.services.attaching import keep_attachment
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.count.counting import (
    day_of_counting,
    require_unfinished,
)
from houqin_desktop.services.count.drafts import (
    DropSurplus,
    RecordSurplus,
)
from houqin_desktop.services.count.sessions import (
    finding_of,
    open_session_row,
    require_unsettled,
    room_of,
    surplus_of,
)
from houqin_desktop.storage.count import (
    CountFinding,
    CountSession,
    CountSurplus,
    next_surplus,
)


@command("登记盘盈", RecordSurplus)
def record_surplus(task: Task, draft: RecordSurplus) -> Outcome:
    """Write down a thing that is on no card; it becomes one after the sign-off."""
    row = open_session_row(draft.number)
    place, room = room_of(row, draft.room)
    require_unfinished(place, room)
    if not draft.name or draft.quantity < 1 or draft.value < 0:
        raise Refused("盘盈须写名称，数量至少 1，估价不能为负。请补齐再登记。", code="bad_surplus")
    _require_kind(row, draft)
    counted_on = day_of_counting(task, row, draft.counted_on)
    photo = None if draft.photo is None else keep_attachment(task, Path(draft.photo)).sha256
    surplus = task.insert(
        CountSurplus,
        session_id=row.id,
        storeroom_id=room.id,
        position=next_surplus(row.id),
        name=draft.name,
        specification=draft.specification or "",
        unit=draft.unit or "",
        quantity=draft.quantity,
        value_fen=draft.value,
        value_basis=draft.value_basis or "",
        place=draft.place or "",
        holder_id=lookup.person(draft.holder).id if draft.holder else None,
        note=draft.note or "",
        photo=photo,
        counted_on=counted_on,
        kind=draft.kind,
    )
    task.insert(
        CountFinding,
        session_id=row.id,
        surplus_id=surplus.id,
        result=CountResult.SURPLUS,
        quantity=surplus.quantity,
        value_fen=surplus.value_fen,
    )
    return Outcome(row.number, (str(surplus.position),))


def _require_kind(row: CountSession, draft: RecordSurplus) -> None:
    things = row.things
    if not (things.has_assets if draft.kind is None else things.has_stock):
        raise Refused(
            f"清查 {row.number} 只盘{things.label}，不登记这一种。请另开一次清查。",
            code="other_things",
        )
    if draft.kind is not None and (not draft.unit or draft.holder):
        raise Refused("盘盈的物品要有单位，不记使用人。请填单位，使用人留空。", code="bad_surplus")


@command("撤销盘盈", DropSurplus)
def drop_surplus(task: Task, draft: DropSurplus) -> Outcome:
    """Take a surplus line off that was none; its number is not given again."""
    row = open_session_row(draft.number)
    surplus = surplus_of(row, draft.surplus)
    finding = finding_of(row, CountResult.SURPLUS, None, draft.surplus)
    require_unsettled(finding)
    task.update(finding, dropped=True)
    task.update(surplus, dropped=True)
    return Outcome(row.number, (str(surplus.position),))
