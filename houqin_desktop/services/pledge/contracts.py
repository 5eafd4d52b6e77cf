"""租赁合同: written, corrected, renewed by another one, ended before its day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.pledge import require_contract_order
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.pledge.drafts import AddTenancy, CorrectTenancy, EndTenancy
from houqin_desktop.services.pledge.finding import contract_of, find_tenant
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.pledge import Tenancy, Tenant, contracts_of

_CONTRACT = ("place", "contract_number", "from_on", "to_on")


@command("登记租赁合同", AddTenancy)
def add_tenancy(task: Task, draft: AddTenancy) -> Outcome:
    """Write one more contract of a tenant.

    :raises Refused: for a place that the tenant has under contract in these days already.
    """
    tenant = find_tenant(draft.tenant)
    write_contract(task, tenant, draft.place, draft.contract_number, draft.from_on, draft.to_on)
    return Outcome(tenant.name, (tenant.name,))


def write_contract(
    task: Task, tenant: Tenant, place: str, number: str | None, from_on: date, to_on: date
) -> None:
    """Write the next contract of a tenant.

    :raises Refused: without a place, for days out of order, or days that another contract covers.
    """
    if not place:
        raise Refused("没有写租用哪里。请填写租用场所。", code="empty_name")
    require_contract_order(from_on, to_on)
    _require_apart(tenant, None, place, from_on, to_on)
    task.insert(
        Tenancy,
        tenant_id=tenant.id,
        position=len(contracts_of(tenant.id)) + 1,
        contract_number=number or "",
        place=place,
        from_on=from_on,
        to_on=to_on,
        ended_on=None,
        ending_reason="",
    )


def _require_apart(
    tenant: Tenant, contract: Tenancy | None, place: str, from_on: date, to_on: date
) -> None:
    """Refuse two contracts for one place in the same days."""
    for other in contracts_of(tenant.id):
        if contract is not None and other.id == contract.id:
            continue
        after = other.ended_on or other.to_on + timedelta(days=1)
        if other.place == place and other.from_on <= to_on and from_on < after:
            raise Refused(
                f"{tenant.name}租用{place}的第 {other.position} 份合同从 {other.from_on}"
                f" 到 {other.to_on}，日期重叠。"
                "请核对起止日期，或先登记上一份终止。",
                code="contract_overlaps",
            )


@command("更正租赁合同", CorrectTenancy)
def correct_tenancy(task: Task, draft: CorrectTenancy) -> Outcome:
    """Write a contract right; letters that were printed keep what they said.

    :raises Refused: for days out of order, or when it is so already.
    """
    tenant = find_tenant(draft.tenant)
    contract = contract_of(tenant, draft.contract)
    changed: dict[str, Any] = {
        name: getattr(draft, name) for name in _CONTRACT if getattr(draft, name) is not None
    }
    if changed.get("place") == "":
        raise Refused("没有写租用哪里。请填写租用场所。", code="empty_name")
    from_on, to_on = changed.get("from_on", contract.from_on), changed.get("to_on", contract.to_on)
    require_contract_order(from_on, to_on)
    _require_apart(tenant, contract, changed.get("place", contract.place), from_on, to_on)
    if contract.ended_on is not None and not from_on <= contract.ended_on <= to_on:
        raise Refused(
            f"这份合同已于 {contract.ended_on} 终止，不在 {from_on} 至 {to_on} 之内。"
            "请先恢复履行，再改日期。",
            code="date_order",
        )
    if not task.update(contract, **changed):
        raise Refused(f"{tenant.name}的合同本来就是这样。请核对内容。", code="no_change")
    return Outcome(tenant.name, (tenant.name,))


@command("终止租赁合同", EndTenancy)
def end_tenancy(task: Task, draft: EndTenancy) -> Outcome:
    """End a contract before its day, or let it run on; from that day on nobody must sign for it.

    One that was written by mistake ends on the day on which it begins.

    :raises Refused: without a reason, for a day outside of the contract or to come.
    """
    tenant = find_tenant(draft.tenant)
    contract = contract_of(tenant, draft.contract)
    if draft.restore:
        if not task.update(contract, ended_on=None, ending_reason=""):
            raise Refused(f"{tenant.name}的合同本来就没有终止。请核对。", code="no_change")
        return Outcome(tenant.name, (tenant.name,))
    ended_on = draft.ended_on or task.on
    if not draft.reason:
        raise Refused("没有写为什么终止。请填写终止原因。", code="empty_reason")
    if contract.ended_on is not None:
        raise Refused(
            f"{tenant.name}的合同已于 {contract.ended_on} 终止。请核对是第几份合同。",
            code="no_change",
        )
    latest = min(contract.to_on, max(contract.from_on, task.today))
    if not contract.from_on <= ended_on <= latest:
        raise Refused(
            f"终止日期须在 {contract.from_on} 至 {latest} 之内，不能是 {ended_on}。请改正日期。",
            code="date_order",
        )
    task.update(contract, ended_on=ended_on, ending_reason=draft.reason)
    return Outcome(tenant.name, (tenant.name,))


@undoes("add_tenancy")
def _never_ran(deed: Deed) -> EndTenancy:
    ((contract, _),) = deed.still(Tenancy)
    return EndTenancy(
        tenant=deed.number or "",
        contract=contract.position,
        reason="登记有误",
        ended_on=contract.from_on,
    )


@undoes("correct_tenancy")
def _contract_as_before(deed: Deed) -> CorrectTenancy:
    ((contract, touched),) = deed.still(Tenancy)
    before: dict[str, Any] = dict(touched.before or {})
    for name in ("from_on", "to_on"):
        if name in before:
            before[name] = date.fromisoformat(before[name])
    return CorrectTenancy(tenant=deed.number or "", contract=contract.position, **before)


@undoes("end_tenancy")
def _other_way(deed: Deed) -> EndTenancy:
    ((contract, touched),) = deed.still(Tenancy)
    before = touched.before or {}
    if contract.ended_on is not None:
        return EndTenancy(tenant=deed.number or "", contract=contract.position, restore=True)
    return EndTenancy(
        tenant=deed.number or "",
        contract=contract.position,
        reason=before["ending_reason"],
        ended_on=date.fromisoformat(before["ended_on"]),
    )
