"""Finding the tenant, or the contract, that a person meant."""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.storage.pledge import Tenancy, Tenant, contracts_of


def is_tenant(name: str) -> bool:
    """Say whether a tenant has this name."""
    return Tenant.find(name=name.strip()) is not None


def find_tenant(name: str, *, in_use: bool = True) -> Tenant:
    """Return the tenant of this name.

    :raises Refused: for an unknown one, or one that was withdrawn where one in use is wanted.
    """
    found = Tenant.find(name=name.strip())
    if found is None or (in_use and found.withdrawn):
        raise Refused(
            f"没有租赁单位“{name[:40]}”。请先登记租赁单位，或检查名称。", code="unknown_tenant"
        )
    return found


def tenants_in_use() -> list[Tenant]:
    """Return the tenants by name, without those that were withdrawn."""
    return Tenant.picked("withdrawn = 0", order="sort_key, id")


def contract_of(tenant: Tenant, position: int | None) -> Tenancy:
    """Return a contract by its turn among those of the tenant, by default the latest.

    :raises Refused: where the tenant has no such contract.
    """
    contracts = contracts_of(tenant.id)
    found = [one for one in contracts if position in (None, one.position)]
    if not found:
        which = "" if position is None else f"第 {position} 份"
        raise Refused(
            f"{tenant.name}没有{which}合同。请先登记合同，或核对是第几份。",
            code="unknown_contract",
        )
    return found[-1]
