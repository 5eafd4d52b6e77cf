"""Who must sign a responsibility letter on a day, and which letters there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from houqin_desktop.domain.pledge import PledgeSigner, PledgeTopic
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.storage.base import db


class Signatory(NamedTuple):
    """Somebody who must sign: id of the person, the department or the contract, and the names.

    :param under: what tells two of one name apart: a person's number, a contract's.
    """

    signer: PledgeSigner
    subject_id: int
    name: str
    under: str


class Letter(NamedTuple):
    """A letter with all that says whether it counts; days as ISO text, empty where not yet."""

    id: int
    number: str
    school_year: str
    topic: PledgeTopic
    signer: PledgeSigner
    version: int
    subject_id: int
    state: VoucherState
    dated_on: str
    posted_on: str
    reversed_on: str
    printed: int
    hands: str
    signed_on: str

    @property
    def stands(self) -> bool:
        """Say whether it was neither withdrawn nor refused nor reversed."""
        gone = self.state in (VoucherState.WITHDRAWN, VoucherState.REJECTED)
        return not gone and not self.reversed_on


_ENTERED = (
    "EXISTS (SELECT 1 FROM journal j WHERE j.subject = '{0}' AND j.subject_key = CAST(r.id AS TEXT)"
    " AND j.before IS NULL AND j.business_on <= ?1)"
)


def signatories(on: date) -> Iterator[Signatory]:
    """Yield everybody who must sign on a day, whatever the texts of the year are.

    Who has left, a contract that has ended, the principal, who signs for the school, and what was
    entered on a later day are not among them.
    """
    day = on.isoformat()
    people = db.execute_sql(
        "SELECT r.id, r.name, r.number FROM person r WHERE r.withdrawn = 0"
        f" AND coalesce(r.left_on, '9999-12-31') > ?1 AND {_ENTERED.format('person')}"
        " AND NOT EXISTS (SELECT 1 FROM appointment a WHERE a.person_id = r.id"
        " AND a.post = 'principal' AND a.from_on <= ?1 AND coalesce(a.to_on, '9999-12-31') >= ?1)"
        " ORDER BY r.sort_key, r.id",
        (day,),
    )
    yield from (Signatory(PledgeSigner.TEACHER, *row) for row in people)
    departments = db.execute_sql(
        "SELECT r.id, r.name, '' FROM department r WHERE r.withdrawn = 0 AND r.closed = 0"
        f" AND {_ENTERED.format('department')} ORDER BY r.sort_key, r.id",
        (day,),
    )
    yield from (Signatory(PledgeSigner.DEPARTMENT, *row) for row in departments)
    contracts = db.execute_sql(
        "SELECT r.id, t.name, iif(r.contract_number = '', r.place, r.contract_number)"
        " FROM tenancy r JOIN tenant t ON t.id = r.tenant_id WHERE t.withdrawn = 0"
        " AND r.from_on <= ?1 AND r.to_on >= ?1 AND coalesce(r.ended_on, '9999-12-31') > ?1"
        f" AND {_ENTERED.format('tenancy')} ORDER BY t.sort_key, r.id",
        (day,),
    )
    yield from (Signatory(PledgeSigner.TENANT, *row) for row in contracts)


def letters(school_year: str = "") -> list[Letter]:
    """Return the letters of a school year, or of all years, in the order of their numbers."""
    rows = db.execute_sql(
        "SELECT p.id, v.number, t.school_year, t.topic, t.signer, t.version,"
        " coalesce(p.tenancy_id, s.taker_department_id, s.taker_id), v.state, v.dated_on,"
        " coalesce(s.posted_on, ''), coalesce((SELECT r.posted_on FROM slip r JOIN voucher w"
        " ON w.id = r.id WHERE r.original_id = p.id AND w.state = 'executed'), ''),"
        " (SELECT count(*) FROM voucher_printing n WHERE n.voucher_id = p.id),"
        " coalesce((SELECT group_concat(g.step) FROM signature g WHERE g.voucher_id = p.id"
        " AND g.decision = 'agree'), ''),"
        " coalesce((SELECT max(g.signed_on) FROM signature g WHERE g.voucher_id = p.id), '')"
        " FROM pledge p JOIN pledge_text t ON t.id = p.text_id JOIN slip s ON s.id = p.id"
        " JOIN voucher v ON v.id = p.id WHERE ?1 IN ('', t.school_year) ORDER BY p.id",
        (school_year,),
    )
    return [
        Letter(
            key,
            number,
            year,
            PledgeTopic(topic),
            PledgeSigner(signer),
            version,
            subject,
            VoucherState(state),
            *rest,
        )
        for key, number, year, topic, signer, version, subject, state, *rest in rows
    ]


def last_head_of(department_id: int) -> int | None:
    """Return who signed or was to sign the last letter for a department, or None."""
    row = db.execute_sql(
        "SELECT s.taker_id FROM pledge p JOIN slip s ON s.id = p.id JOIN voucher v ON v.id = p.id"
        " WHERE s.taker_department_id = ? AND v.state NOT IN ('withdrawn', 'rejected')"
        " ORDER BY p.id DESC LIMIT 1",
        (department_id,),
    ).fetchone()
    return None if row is None else int(row[0])


def contracts_ending(first: date, last: date) -> list[tuple[str, str, str, str]]:
    """Return contracts that end in these days: tenant, contract number, place, last day."""
    return list(
        db.execute_sql(
            "SELECT t.name, c.contract_number, c.place, c.to_on FROM tenancy c"
            " JOIN tenant t ON t.id = c.tenant_id WHERE t.withdrawn = 0 AND c.ended_on IS NULL"
            " AND c.to_on BETWEEN ? AND ? AND NOT EXISTS (SELECT 1 FROM tenancy n"
            " WHERE n.tenant_id = c.tenant_id AND n.place = c.place AND n.from_on > c.from_on"
            " AND n.ended_on IS NULL) ORDER BY c.to_on, t.sort_key",
            (first.isoformat(), last.isoformat()),
        )
    )


def papers_expiring(on: date, last: date) -> list[tuple[str, str, str, str]]:
    """Return papers of tenants with a running contract that expire up to a day: tenant, title,

    number and last day; those that have expired already come first.
    """
    return list(
        db.execute_sql(
            "SELECT t.name, p.title, p.number, p.expires_on FROM tenant_paper p"
            " JOIN tenant t ON t.id = p.tenant_id WHERE t.withdrawn = 0 AND p.dropped = 0"
            " AND p.expires_on <= ?2 AND EXISTS (SELECT 1 FROM tenancy c WHERE c.tenant_id = t.id"
            " AND c.from_on <= ?1 AND c.to_on >= ?1 AND coalesce(c.ended_on, '9999-12-31') > ?1)"
            " ORDER BY p.expires_on, t.sort_key",
            (on.isoformat(), last.isoformat()),
        )
    )


def letters_of_tenant(tenant_id: int) -> list[str]:
    """Return the numbers of a tenant's letters that were not withdrawn, refused or reversed."""
    rows = db.execute_sql(
        "SELECT v.number FROM tenancy c JOIN pledge p ON p.tenancy_id = c.id"
        " JOIN voucher v ON v.id = p.id WHERE c.tenant_id = ?"
        " AND v.state NOT IN ('withdrawn', 'rejected') AND NOT EXISTS (SELECT 1 FROM slip r"
        " JOIN voucher w ON w.id = r.id WHERE r.original_id = p.id AND w.state = 'executed')"
        " ORDER BY p.id",
        (tenant_id,),
    )
    return [number for (number,) in rows]
