"""A tenant as it is shown: contracts, papers, letters, and what it has not signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.pledge import PledgeSigner
from houqin_desktop.services.gate.personal import Masks
from houqin_desktop.services.pledge.finding import find_tenant
from houqin_desktop.services.pledge.standing import missing
from houqin_desktop.storage.pledge import Tenancy, contracts_of, papers_of, telephone_keys
from houqin_desktop.storage.pledge_sums import letters_of_tenant

RUNNING, TO_COME, OVER, ENDED = "履行中", "未开始", "已到期", "已终止"
IN_USE, WITHDRAWN = "在用", "已撤销"


@dataclass(frozen=True, slots=True)
class ContractView:
    """A contract of a tenant with how it stands, in words."""

    position: int
    place: str
    number: str
    from_on: date
    to_on: date
    state: str


@dataclass(frozen=True, slots=True)
class TenantPaperView:
    """A licence or other paper of a tenant."""

    position: int
    title: str
    number: str
    expires_on: date | None
    has_scan: bool


@dataclass(frozen=True, slots=True)
class TenantView:
    """A tenant whole, its telephone masked; `unsigned` says which letters are wanting."""

    name: str
    contact: str
    telephone: str
    remarks: str
    state: str
    contracts: tuple[ContractView, ...]
    papers: tuple[TenantPaperView, ...]
    letters: tuple[str, ...]
    unsigned: tuple[str, ...]


def contract_state(contract: Tenancy, on: date) -> str:
    """Return how a contract stands on a day, in words."""
    if contract.ended_on is not None and contract.ended_on <= on:
        return ENDED
    if contract.to_on < on:
        return OVER
    return TO_COME if contract.from_on > on else RUNNING


def tenant_view(name: str, on: date) -> TenantView:
    """Return a tenant as it stands on a day.

    :raises Refused: for an unknown one.
    """
    tenant = find_tenant(name, in_use=False)
    contracts, key = contracts_of(tenant.id), telephone_keys().get(tenant.id)
    keys = {one.id for one in contracts}
    return TenantView(
        name=tenant.name,
        contact=tenant.contact,
        telephone=Masks([key]).shown(key),
        remarks=tenant.remarks,
        state=WITHDRAWN if tenant.withdrawn else IN_USE,
        contracts=tuple(_contract(one, on) for one in contracts),
        papers=tuple(
            TenantPaperView(
                one.position, one.title, one.number, one.expires_on, one.sha256 is not None
            )
            for one in papers_of(tenant.id)
        ),
        letters=tuple(letters_of_tenant(tenant.id)),
        unsigned=tuple(
            f"没有签《{one.topic.label}》（{one.signatory.under}）"
            for one in missing(on)
            if one.signatory.signer is PledgeSigner.TENANT and one.signatory.subject_id in keys
        ),
    )


def _contract(one: Tenancy, on: date) -> ContractView:
    state = contract_state(one, on)
    return ContractView(one.position, one.place, one.contract_number, one.from_on, one.to_on, state)
