"""整改通知书: issued to a department for its hazards, signed for, and its 回执 filed."""

from __future__ import annotations

from collections.abc import Sequence

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.hazard import HazardState
from houqin_desktop.domain.rectification_notice import NoticeIssuer, require_room_on_notice
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.attaching import keep_photo
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, in_row
from houqin_desktop.services.hazard.drafts import (
    DropNoticeReply,
    FileNoticeReply,
    IssueRectificationNotice,
    RectifyHazard,
    RepliedHazard,
)
from houqin_desktop.services.hazard.finding import HazardCase, find_hazard
from houqin_desktop.services.hazard.steps import rectify
from houqin_desktop.services.loan.things import number_of, require_here
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.slips.engine import SlipCase, find_slip, open_slip
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.hazard import (
    HazardStep,
    NoticeLine,
    NoticeReply,
    RectificationNotice,
    hazards_on,
    replies_to,
)
from houqin_desktop.storage.people import Department
from houqin_desktop.storage.slip import reversal_of_slip
from houqin_desktop.storage.voucher import Voucher

NOTICE = VoucherKind.RECTIFICATION_NOTICE


@command("下达整改通知书", IssueRectificationNotice)
def issue_rectification_notice(task: Task, draft: IssueRectificationNotice) -> Outcome:
    """Write a notice about hazards of one department, to be put right by the days of their plans.

    :raises Refused: without hazards, for those of several departments, not planned, or on the spot;
        `too_long` for words that the paper has no room for.
    """
    require_room_on_notice("防范措施", draft.interim or "")
    require_room_on_notice("说明", draft.remarks or "")
    cases = _to_rectify(draft.hazards)
    receiver = require_here(lookup.person(draft.receiver), task.on)
    inspected_on = draft.inspected_on or max(case.row.found_on for case in cases)
    if inspected_on > task.on:
        raise Refused(f"检查日期 {inspected_on} 晚于 {task.on}。请核对日期。", code="future_date")
    slip = open_slip(
        task,
        NOTICE,
        route=(draft.issuer or NoticeIssuer.DIRECTOR).route,
        taker_id=receiver.id,
        taker_department_id=cases[0].row.department_id,
        due_on=max(case.standing.due_on or task.on for case in cases),
        remarks=draft.remarks or "",
    )
    task.insert(
        RectificationNotice, id=slip.id, inspected_on=inspected_on, interim=draft.interim or ""
    )
    for position, case in enumerate(cases, start=1):
        task.insert(NoticeLine, slip_id=slip.id, position=position, hazard_id=case.row.id)
    number = number_of(slip)
    return Outcome(number, (number, *(case.row.code for case in cases)))


def _to_rectify(codes: Sequence[str]) -> list[HazardCase]:
    if not codes:
        raise Refused("通知书上没有隐患。请至少选一条。", code="no_lines")
    cases = [find_hazard(code) for code in codes]
    if len({case.row.id for case in cases}) < len(cases):
        raise Refused("同一条隐患填了两次。请只填一次。", code="repeated_hazard")
    for case in cases:
        _require_planned(case)
    if len({case.row.department_id for case in cases}) > 1:
        names = "、".join(
            dict.fromkeys(Department.get_by_id(case.row.department_id).name for case in cases)
        )
        raise Refused(
            f"这些隐患属于不同的部门（{names}），不能写在一张通知书上。请一个部门一张。",
            code="several_departments",
        )
    return cases


def _require_planned(case: HazardCase) -> None:
    code, standing = case.row.code, case.standing
    if standing.state is not HazardState.PLANNED:
        raise Refused(
            f"隐患 {code} 现在是“{standing.state.label}”，不能下达通知书。"
            "只有落实了整改、还没有整改的才下达，请核对编号。",
            code="hazard_state",
        )
    if standing.on_the_spot:
        raise Refused(
            f"隐患 {code} 是立即整改的，不用通知书。要限期整改，请先重新落实整改。",
            code="on_the_spot",
        )


def require_nothing_rectified(_task: Task, case: SlipCase) -> None:
    """Refuse to take a notice back under which something was put right.

    :raises Refused: `built_upon`, naming the hazards.
    """
    done = [
        one.row.code
        for one in map(HazardCase, hazards_on(case.slip.id))
        if one.standing.fixer_id is not None
        and not one.standing.on_the_spot
        and not one.standing.void
    ]
    if done:
        raise Refused(
            f"{case.voucher.number} 上的隐患 {'、'.join(done)} 已经登记整改，通知书不能撤销或冲销。"
            "请先撤回这些整改。",
            code="built_upon",
        )


@command("收回整改回执", FileNoticeReply)
def file_notice_reply(task: Task, draft: FileNoticeReply) -> Outcome:
    """File the 回执 of a notice, with what was done about each of its hazards.

    :raises Refused: before it was signed for, for another's hazard, or as `rectify_hazard` does.
    """
    case = find_slip(draft.number, NOTICE)
    voucher = case.voucher
    _require_signed_for(voucher)
    replied_on = draft.replied_on or task.on
    if replied_on > task.on or replied_on < voucher.dated_on:
        raise Refused(
            f"回执日期 {replied_on} 要在 {voucher.dated_on} 和 {task.on} 之间。请核对日期。",
            code="date_order",
        )
    on_it = {hazard.code for hazard in hazards_on(case.slip.id)}
    for position, line in enumerate(draft.lines, start=1):
        with in_row(position):
            _rectify(task, voucher, line, on_it)
    task.insert(
        NoticeReply,
        slip_id=case.slip.id,
        replied_on=replied_on,
        replied_by_id=require_here(lookup.person(draft.replied_by), replied_on).id,
        details=draft.unfinished or "",
        sha256=keep_photo(task, draft.scan),
    )
    return Outcome(voucher.number, (voucher.number, *(line.hazard for line in draft.lines)))


def _require_signed_for(voucher: Voucher) -> None:
    red = reversal_of_slip(voucher.id)
    if red is not None and red.state is VoucherState.EXECUTED:
        raise Refused(
            f"{voucher.number} 已由 {red.number} 冲销，没有回执。请核对单号。", code="reversed"
        )
    if voucher.state is not VoucherState.EXECUTED:
        raise Refused(
            f"{voucher.number} 还没有签发、签收，没有回执。请先登记签字。", code="not_signed"
        )


def _rectify(task: Task, voucher: Voucher, line: RepliedHazard, on_it: set[str]) -> None:
    hazard = find_hazard(line.hazard)
    if hazard.row.code not in on_it:
        raise Refused(
            f"{voucher.number} 上没有隐患 {hazard.row.code}。请核对隐患编号。",
            code="not_on_notice",
        )
    rectify(
        task,
        hazard,
        RectifyHazard(
            hazard=line.hazard,
            rectified_by=line.rectified_by,
            rectified_on=line.rectified_on,
            done=line.done,
            cost=line.cost,
        ),
    )


@command("取下整改回执", DropNoticeReply)
def drop_notice_reply(task: Task, draft: DropNoticeReply) -> Outcome:
    """Take the last 回执 of a notice off, or put it back; it is never deleted.

    :raises Refused: where there is none.
    """
    case = find_slip(draft.number, NOTICE)
    number = case.voucher.number
    rows = NoticeReply.picked("slip_id = ?", case.slip.id, order="id")
    wanted = [row for row in rows if row.dropped == bool(draft.restore)]
    if not wanted:
        state = "取下的" if draft.restore else "收回的"
        raise Refused(f"{number} 没有{state}回执。请核对单号。", code="no_change")
    task.update(wanted[-1], dropped=not draft.restore)
    return Outcome(number, (number,))


def has_reply(slip_id: int) -> bool:
    """Say whether the 回执 of a notice is back."""
    return bool(replies_to(slip_id))


@undoes("issue_rectification_notice")
def _not_issued(deed: Deed) -> Draft:
    return WithdrawSlip(number=deed.number or "", reason="撤销通知书")


@undoes("file_notice_reply")
def _no_reply(deed: Deed) -> Draft:
    if deed.of(HazardStep):
        raise Refused(
            f"{deed.words}同时登记了整改，不能一步撤销。请先逐条撤回隐患的整改，再取下回执。",
            code="cannot_undo",
        )
    return DropNoticeReply(number=deed.number or "")


@undoes("drop_notice_reply")
def _other_way(deed: Deed) -> Draft:
    ((row, _),) = deed.still(NoticeReply)
    return DropNoticeReply(number=deed.number or "", restore=row.dropped or None)
