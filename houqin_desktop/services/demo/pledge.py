"""责任状 of the demo school: the texts of the year, two tenants, letters signed and not.

All names of tenants are invented; some letters were never brought back, so that the list of who
has not signed holds somebody of each kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

from houqin_desktop.domain.pledge import PledgeSigner, PledgeTopic
from houqin_desktop.services.demo.cards import demo_people
from houqin_desktop.services.demo.happenings import Happening, day_of
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.pledge.drafts import (
    AddTenant,
    AddTenantPaper,
    AdoptPledgeTexts,
    DepartmentHead,
    OpenPledges,
    PrintPledges,
    SignedLetter,
    SignPledges,
)

SHOP, CANTEEN, PRINCIPALS = "春晖文具店", "暖阳早餐铺", "校长室"
_SIGNED_ON: Final = date(2026, 9, 10)
# Of the teachers so many brought their letter back.
_SIGNED_TEACHERS: Final = 39


def promised() -> Iterator[Happening]:
    """Yield everything about letters and tenants in the order of the days."""
    days = {"2026-09-02": _begun(), "2026-09-03": _opened(), "2026-09-11": _back()}
    for on, drafts in days.items():
        for draft in drafts:
            yield Happening(day_of(on), partial(_always, draft))


def _always(draft: Draft, _number: str) -> Draft:
    return draft


def _begun() -> Iterator[Draft]:
    yield AdoptPledgeTexts()
    yield AddTenant(
        name=SHOP,
        contact="文老板",
        telephone="13800000001",
        place="东门门面 1 号",
        contract_number="ZL2026-01",
        from_on=date(2026, 9, 1),
        to_on=date(2027, 8, 31),
    )
    yield AddTenant(
        name=CANTEEN,
        contact="安老板",
        telephone="13800000002",
        place="东门门面 2 号",
        contract_number="ZL2025-03",
        from_on=date(2025, 12, 16),
        to_on=date(2026, 12, 15),
    )
    yield AddTenantPaper(tenant=SHOP, title="营业执照", number="92430300MADEMO0001")
    yield AddTenantPaper(tenant=CANTEEN, title="食品经营许可证", expires_on=date(2026, 12, 5))


def _opened() -> Iterator[Draft]:
    for topic in PledgeTopic:
        yield OpenPledges(topic=topic, signer=PledgeSigner.TENANT)
    yield OpenPledges(
        topic=PledgeTopic.SAFETY, signer=PledgeSigner.DEPARTMENT, heads=tuple(_heads().values())
    )
    yield OpenPledges(topic=PledgeTopic.SAFETY, signer=PledgeSigner.TEACHER)
    yield PrintPledges()


def _heads() -> dict[str, DepartmentHead]:
    """Return who signs for each department; the principal signs for the school."""
    heads = {
        one.department: DepartmentHead(department=one.department, head=one.name)
        for one in demo_people()
        if one.is_head
    }
    return heads | {PRINCIPALS: DepartmentHead(department=PRINCIPALS, head="刘建平")}


def _back() -> Iterator[Draft]:
    """Yield the signing: of the tenants one, of the departments all but one, most teachers."""
    tenants, departments = 4, len(_heads())
    first = tenants + departments + 1
    numbers = (
        1,
        3,
        *range(tenants + 1, tenants + departments),
        *range(first, first + _SIGNED_TEACHERS),
    )
    letters = tuple(SignedLetter(number=f"ZR2026{at:04d}") for at in numbers)
    yield SignPledges(letters=letters, signed_on=_SIGNED_ON)
