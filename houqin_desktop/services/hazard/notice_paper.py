"""整改通知书 (DOMAIN.md 4.17): which hazards a department has to put right by when."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.hazard import HazardStepKind
from houqin_desktop.domain.slip import SlipColumn
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services.hazard.finding import HazardCase
from houqin_desktop.services.hazard.notices import require_nothing_rectified
from houqin_desktop.services.loan.things import for_whom, person_name
from houqin_desktop.services.papers.case_view import Happening
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.services.slips.kinds import Aftermath, SlipRule
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.hazard import (
    HazardStep,
    NoticeReply,
    RectificationNotice,
    hazards_on,
    replies_to,
)


def notice_of(case: SlipCase) -> RectificationNotice:
    """Return what is particular to a notice."""
    return RectificationNotice.get_by_id(case.slip.id)


def where(hazard: HazardCase) -> str:
    """Return the place of a hazard with the spot, as one says it."""
    place = CampusPlace.get_by_id(hazard.row.campus_place_id).name
    return f"{place} {hazard.row.spot}".strip()


def last_of(hazard: HazardCase, kind: HazardStepKind) -> HazardStep | None:
    """Return the last step of a kind that counts, or None."""
    found = [step for step in hazard.effective if step.kind is kind]
    return found[-1] if found else None


def _cases(case: SlipCase) -> list[HazardCase]:
    return [HazardCase(row) for row in hazards_on(case.slip.id)]


def _fields(case: SlipCase) -> tuple[tuple[str, str], ...]:
    due = case.slip.due_on
    return (
        ("受文部门", for_whom(case)),
        ("签收人", person_name(case.slip.taker_id)),
        ("检查日期", notice_of(case).inspected_on.isoformat()),
        ("下达日期", case.voucher.dated_on.isoformat()),
        ("整改期限", "" if due is None else due.isoformat()),
    )


def _rows(case: SlipCase) -> tuple[tuple[str, ...], ...]:
    return tuple(_row(position, one) for position, one in enumerate(_cases(case), start=1))


def _row(position: int, hazard: HazardCase) -> tuple[str, ...]:
    plan = last_of(hazard, HazardStepKind.PLAN)
    level = hazard.standing.severity
    due = hazard.standing.due_on
    return (
        str(position),
        hazard.row.code,
        where(hazard),
        hazard.row.description,
        "" if level is None else level.label,
        "" if plan is None else plan.measures,
        "" if due is None else due.isoformat(),
        "" if plan is None else person_name(plan.person_id),
    )


def _total(case: SlipCase) -> tuple[str, tuple[tuple[str, str], ...]]:
    return f"共 {len(hazards_on(case.slip.id)):,} 条隐患", ()


def _paragraphs(case: SlipCase) -> tuple[str, ...]:
    notice, due = notice_of(case), case.slip.due_on
    assert due is not None
    order = (
        f"经 {chinese_date(notice.inspected_on)}检查，发现你部门存在以上安全隐患。"
        f"请于 {chinese_date(due)}前按“五落实”（责任、措施、资金、时限、预案）整改完毕，"
        "各条另有期限的按该期限，并填写回执书面回复。"
    )
    said = [order]
    said += [f"整改期间采取的防范措施：{notice.interim}"] if notice.interim else []
    said += [f"说明：{case.slip.remarks}"] if case.slip.remarks else []
    return tuple(said)


def _aftermath(case: SlipCase, today: date) -> Aftermath:
    replies = replies_to(case.slip.id)
    history = tuple(
        Happening(
            one.replied_on, f"收回回执：{person_name(one.replied_by_id)} {one.details}".strip()
        )
        for one in replies
    )
    if case.voucher.state is not VoucherState.EXECUTED or replies:
        return Aftermath(history=history)
    due = case.slip.due_on
    late = "" if due is None or today <= due else f"，已过期 {(today - due).days} 天"
    return Aftermath(
        command="file_notice_reply",
        title="收回回执",
        missing=(f"回执还没有收回{late}",),
        history=history,
    )


def _returned(reply: NoticeReply) -> str:
    return f"收回回执：{person_name(reply.replied_by_id)} {reply.details}".strip()


RULES = {
    VoucherKind.RECTIFICATION_NOTICE: SlipRule(
        title="安全隐患整改通知书",
        columns=(
            SlipColumn("序号"),
            SlipColumn("隐患编号"),
            SlipColumn("部位"),
            SlipColumn("隐患内容"),
            SlipColumn("等级"),
            SlipColumn("整改措施"),
            SlipColumn("整改期限"),
            SlipColumn("整改责任人"),
        ),
        fields=_fields,
        rows=_rows,
        total=_total,
        copies="一式两联：第一联存根由安全领导小组留存，第二联连同回执交受文部门",
        paragraphs=_paragraphs,
        before_back=require_nothing_rectified,
        aftermath=_aftermath,
    ),
}
