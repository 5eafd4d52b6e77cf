"""Responsibility letters: tenants with contracts and papers, the texts, and the letters.

A letter is a slip; what is particular to it has the id of that slip.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from houqin_desktop.domain.pledge import PledgeSigner, PledgeTopic
from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import (
    day,
    derived,
    flag,
    integer,
    optional_day,
    optional_integer,
    optional_text,
    text,
    word,
)


class Tenant(BaseModel):
    """Who rents something of the school."""

    id: int = integer(key=True)
    name: str = text()
    contact: str = text("")
    remarks: str = text("")
    withdrawn: bool = flag()
    sort_key: str = derived()
    search_text: str = derived()


class TenantTelephone(BaseModel):
    """The telephone of a tenant from a day on, as a hash; the value lies apart and goes in time."""

    id: int = integer(key=True)
    tenant_id: int = integer()
    telephone_key: str = text()
    kept_on: date = day()


class Tenancy(BaseModel):
    """A contract of a tenant from one day to another, both included; it may end before."""

    id: int = integer(key=True)
    tenant_id: int = integer()
    position: int = integer()
    contract_number: str = text("")
    place: str = text()
    from_on: date = day()
    to_on: date = day()
    ended_on: date | None = optional_day()
    ending_reason: str = text("")


class TenantPaper(BaseModel):
    """A licence or other paper of a tenant, unless it was taken off."""

    id: int = integer(key=True)
    tenant_id: int = integer()
    position: int = integer()
    title: str = text()
    number: str = text("")
    expires_on: date | None = optional_day()
    sha256: str | None = optional_text()
    dropped: bool = flag()


class PledgeText(BaseModel):
    """One version of what a kind of signer promises in a school year."""

    id: int = integer(key=True)
    school_year: str = text()
    topic: PledgeTopic = word(PledgeTopic)
    signer: PledgeSigner = word(PledgeSigner)
    version: int = integer()
    preamble: str = text("")
    goals: str = text("")
    duties: str = text()
    appraisal: str = text("")
    supplement: str = text("")
    anew: bool = flag()
    written_on: date = day()
    withdrawn: bool = flag()


class Pledge(BaseModel):
    """A letter: taker of its slip is who signs, its department where the head signs for it."""

    id: int = integer(key=True)
    text_id: int = integer()
    tenancy_id: int | None = optional_integer()


# Every table, each after those to which its rows point.
PLEDGE_TABLES: Final = (Tenant, TenantTelephone, Tenancy, TenantPaper, PledgeText, Pledge)


def contracts_of(tenant_id: int) -> list[Tenancy]:
    """Return the contracts of a tenant in the order in which they were written down."""
    return Tenancy.picked("tenant_id = ?", tenant_id, order="position")


def telephones() -> dict[int, TenantTelephone]:
    """Return the latest telephone of every tenant that has one, by the id of the tenant."""
    return {one.tenant_id: one for one in TenantTelephone.every("id")}


def telephone_keys() -> dict[int, str]:
    """Return the hash of the latest telephone of every tenant that has one."""
    return {tenant_id: one.telephone_key for tenant_id, one in telephones().items()}


def contract_ends() -> dict[int, date]:
    """Return on which day the last contract of every tenant in use ends or was ended, by its id."""
    rows = db.execute_sql(
        "SELECT t.id, max(coalesce(c.ended_on, c.to_on)) FROM tenant t JOIN tenancy c"
        " ON c.tenant_id = t.id WHERE t.withdrawn = 0 GROUP BY t.id"
    )
    return {tenant_id: date.fromisoformat(end) for tenant_id, end in rows}


def papers_of(tenant_id: int) -> list[TenantPaper]:
    """Return the papers of a tenant that were not taken off."""
    return TenantPaper.picked("tenant_id = ? AND dropped = 0", tenant_id, order="position")


def texts_of(school_year: str) -> list[PledgeText]:
    """Return the texts of a school year that are in force, the latest version of each first."""
    return PledgeText.picked(
        "school_year = ? AND withdrawn = 0", school_year, order="topic DESC, signer, version DESC"
    )
