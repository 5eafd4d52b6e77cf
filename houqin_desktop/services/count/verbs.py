"""The verbs of a count: open it, write down what was found, finish rooms, explain, sign off."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.count import (
    NUMBER_PREFIX,
    CountHandling,
    CountScope,
    require_handling,
)
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import voucher_number
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.categories import category
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.count.books import Books
from houqin_desktop.services.count.counting import require_unfinished
from houqin_desktop.services.count.drafts import (
    ExplainDifference,
    FinishCountRoom,
    OpenCount,
    ReopenCountRoom,
    WithdrawCount,
)
from houqin_desktop.services.count.freezing import arrived_cards, freeze
from houqin_desktop.services.count.sessions import (
    finding_of,
    handlings_of,
    is_settled,
    open_session_row,
    require_unsettled,
    room_of,
)
from houqin_desktop.services.numbers import exists, next_free
from houqin_desktop.storage.count import (
    CountRoom,
    CountSession,
    findings_of,
    items_without_line,
    lines_of,
    rooms_of,
)
from houqin_desktop.storage.people import Storeroom


@command("开始清查", OpenCount)
def open_count(task: Task, draft: OpenCount) -> Outcome:
    """Freeze what the books have in the scope on 基准日.

    :raises Refused: for a day to come, an unknown room or category, or a scope with nothing in it.
    """
    on = draft.baseline_on or task.on
    if on > task.on:
        raise Refused(f"基准日 {on} 晚于 {task.on}。请改为今天或以前的日期。", code="future_date")
    if draft.rooms:
        rooms = [lookup.storeroom(name) for name in dict.fromkeys(draft.rooms)]
    else:
        rooms = [room for room in Storeroom.every("id") if not room.closed]
    categories, things = _scope(draft)
    number = next_free(
        task,
        f"count:{task.on.year}",
        lambda serial: voucher_number(NUMBER_PREFIX, task.on.year, serial),
        lambda spelled: exists(CountSession, number=spelled),
    )
    row = task.insert(
        CountSession,
        number=number,
        title=draft.title or f"{on.year}年{things.label}清查",
        baseline_on=on,
        opened_on=task.on,
        categories=categories,
        things=things,
    )
    for room in rooms:
        task.insert(CountRoom, session_id=row.id, storeroom_id=room.id)
    if not freeze(task, row, [room.id for room in rooms]):
        raise Refused(
            f"所选范围在 {on} 没有{things.label}，没有可盘的。请换保管室、分类或基准日。",
            code="empty_count",
        )
    return Outcome(number, (number,))


def _scope(draft: OpenCount) -> tuple[str, CountScope]:
    categories = "、".join(category(code).code for code in draft.categories or ())
    things = draft.things or (CountScope.ASSETS if categories else CountScope.ALL)
    if categories and things.has_stock:
        raise Refused(
            "分类代码是资产的。要按分类盘请把盘点对象选为资产，或不填分类代码。", code="stock_scope"
        )
    return categories, things


@command("一室盘完", FinishCountRoom)
def finish_count_room(task: Task, draft: FinishCountRoom) -> Outcome:
    """Mark a room as counted, once every line that is expected there was counted."""
    row = open_session_row(draft.number)
    place, room = room_of(row, draft.room)
    require_unfinished(place, room)
    if not draft.counted_by:
        raise Refused("没有写盘点人。请写明是谁盘的。", code="no_counter")
    waiting = waiting_by_room(row, task.today).get(room.id, 0)
    if waiting:
        raise Refused(
            f"{room.name}还有 {waiting} 行没有盘。请盘完；找不到的东西实盘数填 0。",
            code="room_uncounted",
        )
    task.update(
        place,
        finished_on=task.on,
        counted_by=draft.counted_by,
        witnessed_by=draft.witnessed_by or "",
    )
    return Outcome(row.number, (room.name,))


def waiting_by_room(row: CountSession, today: date) -> dict[int, int]:
    """Return by room how many things are expected in it now and were not counted yet."""
    lines = [line for line in lines_of(row.id) if line.counted_on is None]
    books = Books(row, lines, today)
    rooms = [one.storeroom_id for one in rooms_of(row.id)]
    waiting: dict[int, int] = {}
    for room in (books.standing(line).room for line in lines):
        if room is not None:
            waiting[room] = waiting.get(room, 0) + 1
    arrived = arrived_cards(row, rooms)
    if row.things.has_stock:
        arrived += items_without_line(row.id, rooms)
    for _, room in arrived:
        waiting[room] = waiting.get(room, 0) + 1
    return waiting


@command("重新盘点", ReopenCountRoom)
def reopen_count_room(task: Task, draft: ReopenCountRoom) -> Outcome:
    """Open a finished room again."""
    row = open_session_row(draft.number)
    place, room = room_of(row, draft.room)
    if place.finished_on is None:
        raise Refused(f"{room.name}还没有盘完，可以直接接着盘，不用重新打开。", code="room_open")
    task.update(place, finished_on=None, counted_by="", witnessed_by="")
    return Outcome(row.number, (room.name,))


@command("说明差异", ExplainDifference)
def explain_difference(task: Task, draft: ExplainDifference) -> Outcome:
    """Write down why the books and the room differ, and what is done about it."""
    row = open_session_row(draft.number)
    finding = finding_of(row, draft.result, draft.code, draft.surplus, draft.room)
    require_handling(draft.result, draft.handling, draft.cause, handlings_of(finding))
    require_unsettled(finding)
    pays = draft.compensation
    if pays is not None and pays <= 0:
        raise Refused("赔偿金额须大于零。不用赔偿请留空。", code="compensation")
    if draft.handling is CountHandling.COMPENSATE and (pays is None or draft.liable is None):
        raise Refused("赔偿须写明责任人和赔偿金额。请补齐。", code="compensation")
    task.update(
        finding,
        cause=draft.cause,
        handling=draft.handling,
        liable_id=lookup.person(draft.liable).id if draft.liable else None,
        compensation_fen=pays,
    )
    return Outcome(row.number, (draft.code or str(draft.surplus),))


@command("撤销清查", WithdrawCount)
def withdraw_count(task: Task, draft: WithdrawCount) -> Outcome:
    """Give a count up; what was counted stays on record and counts for nothing."""
    row = open_session_row(draft.number)
    if not draft.reason:
        raise Refused("没有写撤销的原因。请写明为什么撤销。", code="empty_reason")
    if any(is_settled(one) for one in findings_of(row.id)):
        raise Refused(
            "已有差异办了处理，清查不能撤销。请办完其余差异后签结。", code="already_settled"
        )
    task.update(row, withdrawn_on=task.on, note=draft.reason)
    return Outcome(row.number, (row.number,))
