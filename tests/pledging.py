"""Responsibility letters told for tests: texts, tenants with contracts, letters, hands."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from houqin_desktop.domain.pledge import PledgeSigner, PledgeTopic
from houqin_desktop.services.pledge.drafts import (
    AddTenancy,
    AddTenant,
    AddTenantPaper,
    AdoptPledgeTexts,
    CorrectTenancy,
    CorrectTenant,
    DepartmentHead,
    DropTenantPaper,
    EndTenancy,
    KeepTenantTelephone,
    OpenPledges,
    PrintPledges,
    SignedLetter,
    SignPledges,
    WithdrawPledges,
    WithdrawPledgeText,
    WithdrawTenant,
    WritePledgeText,
)
from houqin_desktop.services.pledge.standing import coverage, obligations
from tests.builders import COLLEAGUE, DEPARTMENT, KEEPER, Book
from tests.photos import write_photo

SHOP, GONE = "晨光文具店", "旧小卖部"
TERM_BEGINS = date(2026, 9, 1)
TERM_ENDS = date(2027, 8, 31)
SAFETY, FIRE = PledgeTopic.SAFETY, PledgeTopic.FIRE
TEACHER, TENANT = PledgeSigner.TEACHER, PledgeSigner.TENANT
OFFICE = PledgeSigner.DEPARTMENT


def rent(book: Book, name: str = SHOP, place: str = "南门 1 号") -> None:
    """A tenant with a contract of one school year."""
    book.run(AddTenant(name=name, place=place, from_on=TERM_BEGINS, to_on=TERM_ENDS, contact="程"))


def opened(book: Book, *names: str, topic: PledgeTopic = SAFETY, **said: Any) -> list[str]:
    """Open letters for some, by default teachers; return their numbers."""
    signer = said.pop("signer", TEACHER)
    draft = OpenPledges(topic=topic, signer=signer, names=names or None, **said)
    return list(book.run(draft).ids)


def signed(book: Book, *numbers: str, on: date | None = None) -> None:
    """Let both sides sign letters."""
    letters = tuple(SignedLetter(number=number) for number in numbers)
    book.run(SignPledges(letters=letters, signed_on=on))


def covered(book: Book, signer: PledgeSigner, topic: PledgeTopic = SAFETY) -> tuple[int, int]:
    """Return how many must sign a letter today, and how many have."""
    rows = [
        one
        for one in obligations(book.today)
        if (one.topic, one.signatory.signer) == (topic, signer)
    ]
    found = coverage(rows)
    return found.must, found.signed


def fill_pledges(book: Book, folder: Path) -> None:
    """Leave letters in every state, a tenant with papers, and one that was withdrawn.

    ZR…1 of COLLEAGUE is signed, ZR…2 waits on paper, ZR…3 was withdrawn, ZR…4 is of DEPARTMENT,
    ZR…5 of SHOP and signed. The text for teachers has a second version, that for departments'
    fire letters was withdrawn.
    """
    book.run(AdoptPledgeTexts())
    rent(book)
    rent(book, GONE, "北门")
    book.run(WithdrawTenant(tenant=GONE))
    book.run(CorrectTenant(tenant=SHOP, remarks="一楼"))
    book.run(KeepTenantTelephone(tenant=SHOP, telephone="138 0013 8000"))
    book.run(CorrectTenancy(tenant=SHOP, contract_number="ZL-1"))
    book.run(AddTenancy(tenant=SHOP, place="东门", from_on=TERM_BEGINS, to_on=TERM_ENDS))
    book.run(EndTenancy(tenant=SHOP, contract=2, reason="不租了", ended_on=book.today))
    scan = str(write_photo(folder / "licence.png"))
    book.run(AddTenantPaper(tenant=SHOP, title="营业执照", expires_on=TERM_ENDS, file=scan))
    expired = book.today + timedelta(days=10)
    book.run(AddTenantPaper(tenant=SHOP, title="健康证", expires_on=expired))
    book.run(AddTenantPaper(tenant=SHOP, title="旧健康证"))
    book.run(DropTenantPaper(tenant=SHOP, paper=3))
    book.run(WritePledgeText(topic=SAFETY, signer=TEACHER, goals="平安"))
    book.run(WithdrawPledgeText(topic=FIRE, signer=OFFICE, version=1))
    first, second, third = (opened(book, name)[0] for name in (COLLEAGUE, KEEPER, "P0001"))
    (fourth,) = opened(
        book,
        DEPARTMENT,
        signer=OFFICE,
        heads=(DepartmentHead(department=DEPARTMENT, head=KEEPER),),
    )
    (fifth,) = opened(book, SHOP, signer=TENANT)
    book.run(PrintPledges(numbers=(first, second, fourth, fifth)))
    book.run(WithdrawPledges(numbers=(third,)))
    signed(book, first, fifth)
