"""Papers that wait: printed and not back, boxes not signed, cases without their next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.papers.state import paper_words
from houqin_desktop.services.todo.day_list import Leads, TodoGroup, TodoLine, group_of
from houqin_desktop.storage.register_queries import last_printings, open_cases
from houqin_desktop.storage.returned import pages_back

if TYPE_CHECKING:
    from houqin_desktop.services.papers.case_view import DisposalCase
    from houqin_desktop.services.session import Session
    from houqin_desktop.services.slips.case import SlipView

_WAITING = (VoucherState.APPROVED, VoucherState.RETURNED, VoucherState.EXECUTED)


def papers_out(session: Session) -> TodoGroup | None:
    """List the papers that were printed and are not back with all their signatures."""
    today = session.clock.today()
    lines = []
    back = pages_back()
    for key, number, kind, printed_on, person_id in last_printings():
        found, pages = back.get(key, (0, 0))
        if found and found == pages:
            continue
        who = lookup.person_by_id(person_id).name
        lines.append(
            TodoLine(
                f"{number} {kind.label}单在 {who} 手里",
                f"{printed_on} 打印带走" + (f"，{paper_words(found, pages)}" if found else ""),
                Leads("record", number),
                (today - printed_on).days,
            )
        )
    return group_of(
        "papers_out", "单据在外未收回", "print", "催一催拿着单子的人；收回后登记签字。", lines
    )


def signatures_due(session: Session) -> TodoGroup | None:
    """List the boxes whose turn it is, and how long they have waited."""
    lines = []
    for case in _cases(session):
        if case.awaits_hands:
            due = [step for step in case.steps if step.is_due]
            names = "、".join(step.title.removesuffix("意见") for step in due)
            holders = "、".join(dict.fromkeys(step.holder for step in due))
            lines.append(
                TodoLine(
                    f"{case.number} 等{names}签字",
                    holders,
                    Leads("record", case.number),
                    case.days_waiting,
                )
            )
    return group_of(
        "signatures_due", "等待签字", "signature", "签好以后按“登记签字”，下一步自动排上。", lines
    )


def steps_due(session: Session) -> TodoGroup | None:
    """List the cases whose next step is the office's own."""
    lines = [
        TodoLine(
            f"{case.number} {case.next_title}",
            case.step_title,
            Leads("record", case.number),
            case.days_waiting,
        )
        for case in _cases(session)
        if case.state in _WAITING and case.next_command
    ]
    return group_of("steps_due", "轮到总务处办", "next", "打开单据，按它的主按钮。", lines)


def _cases(session: Session) -> list[DisposalCase | SlipView]:
    """Return the papers under way; without any, nothing that deals with them is loaded."""
    numbers = open_cases()
    if not numbers:
        return []
    from houqin_desktop.services.disposal.case import disposal_case
    from houqin_desktop.services.slips.case import slip_view
    from houqin_desktop.services.slips.engine import is_slip

    return [
        slip_view(number, session.clock)
        if is_slip(number)
        else disposal_case(number, session.clock)
        for number in numbers
    ]


SOURCES = (papers_out, signatures_due, steps_due)
