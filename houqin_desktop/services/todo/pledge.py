"""Responsibility letters that wait: unsigned after so many days, contracts and papers that end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.pledge import PledgeSigner, PledgeTopic, year_begins
from houqin_desktop.domain.school_year import school_year_of
from houqin_desktop.domain.settings import PLEDGE_DAYS, TENANT_DAYS
from houqin_desktop.services import lookup
from houqin_desktop.services.registers.listing import Filter
from houqin_desktop.services.todo.day_list import Leads, TodoGroup, TodoLine, group_of
from houqin_desktop.storage.pledge import PledgeText, Tenant
from houqin_desktop.storage.pledge_sums import contracts_ending, papers_expiring

if TYPE_CHECKING:
    from houqin_desktop.services.pledge.standing import Obligation
    from houqin_desktop.services.session import Session

_MOST_NAMES: Final = 4


def pledges_unsigned(session: Session) -> TodoGroup | None:
    """Count who has not signed so many days after the school year began, each kind once."""
    today = session.clock.today()
    due = year_begins(school_year_of(today)) + timedelta(days=int(lookup.setting(PLEDGE_DAYS)))
    if today < due or PledgeText.find(school_year=school_year_of(today)) is None:
        return None
    from houqin_desktop.services.pledge.standing import missing

    found: dict[tuple[PledgeTopic, PledgeSigner], list[Obligation]] = {}
    for one in missing(today):
        found.setdefault((one.topic, one.signatory.signer), []).append(one)
    lines = [
        TodoLine(
            f"{len(rows):,} 个{signer.label}没有签《{topic.label}》",
            _names(rows),
            Leads("pledges_missing", "", _only(topic, signer)),
            (today - due).days,
        )
        for (topic, signer), rows in found.items()
    ]
    return group_of(
        "pledges_unsigned", "责任状没有签齐", "signature", "打印没签的，签回来批量登记。", lines
    )


def _names(rows: list[Obligation]) -> str:
    names = "、".join(one.signatory.name for one in rows[:_MOST_NAMES])
    return names + ("等" if len(rows) > _MOST_NAMES else "")


def _only(topic: PledgeTopic, signer: PledgeSigner) -> tuple[Filter, ...]:
    return (
        Filter("topic", topic.value, topic.label),
        Filter("signer", signer.value, signer.label),
    )


def tenants_due(session: Session) -> TodoGroup | None:
    """List the contracts that end, and the papers of tenants that expire, within some days."""
    if Tenant.find(withdrawn=False) is None:
        return None
    today = session.clock.today()
    last = today + timedelta(days=int(lookup.setting(TENANT_DAYS)))
    lines = [
        TodoLine(
            f"{name}租用{place}的合同 {to_on} 到期",
            _left(today, to_on, number),
            Leads("tenants", query=name),
        )
        for name, number, place, to_on in contracts_ending(today, last)
    ]
    lines += [
        TodoLine(
            f"{name}的{title} {expires_on} {_due_word(today, expires_on)}",
            _left(today, expires_on, number),
            Leads("tenants", query=name),
            max(0, (today - date.fromisoformat(expires_on)).days) or None,
        )
        for name, title, number, expires_on in papers_expiring(today, last)
    ]
    return group_of(
        "tenants_due", "租赁合同、证照到期", "people", "续签合同，或登记终止；证照换新的。", lines
    )


def _due_word(today: date, last: str) -> str:
    return "已过期" if last < today.isoformat() else "到期"


def _left(today: date, last: str, number: str) -> str:
    days = (date.fromisoformat(last) - today).days
    when = f"还有 {days} 天" if days >= 0 else f"过期 {-days} 天"
    return f"{number}，{when}" if number else when


SOURCES = (pledges_unsigned, tenants_due)
