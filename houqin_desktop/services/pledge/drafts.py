"""What is filled in for tenants, the texts of responsibility letters, and the letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from houqin_desktop.domain.pledge import PledgeSigner, PledgeTopic
from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class AddTenant(Draft):
    """Who rents something of the school, with the contract; none is said where it comes later."""

    name: str = argument("租赁单位")
    contact: str | None = argument("联系人", default=None)
    telephone: str | None = argument("联系电话", Kind.PERSONAL, default=None)
    place: str | None = argument("租用场所", default=None)
    contract_number: str | None = argument("合同编号", default=None)
    from_on: date | None = argument("合同起日", Kind.DATE, default=None)
    to_on: date | None = argument("合同止日", Kind.DATE, default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class CorrectTenant(Draft):
    """What is said of a tenant is corrected; an empty text clears a field."""

    tenant: str = argument("租赁单位")
    name: str | None = argument("改名为", default=None)
    contact: str | None = argument("联系人", default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawTenant(Draft):
    """A tenant was registered by mistake, or is on the lists again."""

    tenant: str = argument("租赁单位")
    restore: bool | None = argument("恢复", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class KeepTenantTelephone(Draft):
    """The telephone of a tenant, kept apart from the book's rows."""

    tenant: str = argument("租赁单位")
    telephone: str = argument("联系电话", Kind.PERSONAL)


@dataclass(frozen=True, kw_only=True)
class AddTenancy(Draft):
    """One more contract of a tenant: a renewal, or another place."""

    tenant: str = argument("租赁单位")
    place: str = argument("租用场所")
    from_on: date = argument("合同起日", Kind.DATE)
    to_on: date = argument("合同止日", Kind.DATE)
    contract_number: str | None = argument("合同编号", default=None)


@dataclass(frozen=True, kw_only=True)
class CorrectTenancy(Draft):
    """A contract was written down wrong; `contract` is its turn among those of the tenant."""

    tenant: str = argument("租赁单位")
    contract: int | None = argument("第几份合同", Kind.QUANTITY, default=None)
    place: str | None = argument("租用场所", default=None)
    contract_number: str | None = argument("合同编号", default=None)
    from_on: date | None = argument("合同起日", Kind.DATE, default=None)
    to_on: date | None = argument("合同止日", Kind.DATE, default=None)


@dataclass(frozen=True, kw_only=True)
class EndTenancy(Draft):
    """A contract ended before its day, or runs on after all."""

    tenant: str = argument("租赁单位")
    contract: int | None = argument("第几份合同", Kind.QUANTITY, default=None)
    reason: str | None = argument("终止原因", default=None)
    ended_on: date | None = argument("终止日期", Kind.DATE, default=None)
    restore: bool | None = argument("恢复履行", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class AddTenantPaper(Draft):
    """A licence or other paper of a tenant, with its last day and its scan."""

    tenant: str = argument("租赁单位")
    title: str = argument("证照名称")
    number: str | None = argument("证照编号", default=None)
    expires_on: date | None = argument("有效期至", Kind.DATE, default=None)
    file: str | None = argument("扫描件", Kind.FILE, default=None)


@dataclass(frozen=True, kw_only=True)
class DropTenantPaper(Draft):
    """A paper is no longer one of the tenant's, or is again."""

    tenant: str = argument("租赁单位")
    paper: int = argument("第几份证照", Kind.QUANTITY)
    restore: bool | None = argument("恢复", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class AdoptPledgeTexts(Draft):
    """A school year begins with the texts of the year before, or with the starters."""

    school_year: str | None = argument("学年", default=None)


@dataclass(frozen=True, kw_only=True)
class WritePledgeText(Draft):
    """The next version of a text; what is left out stays as it was, `anew` asks all to sign anew.

    Each line of a part is a clause of its own.
    """

    topic: PledgeTopic = argument("责任状", Kind.CHOICE, choices=PledgeTopic)
    signer: PledgeSigner = argument("签订人", Kind.CHOICE, choices=PledgeSigner)
    school_year: str | None = argument("学年", default=None)
    preamble: str | None = argument("引言", default=None)
    goals: str | None = argument("责任目标", default=None)
    duties: str | None = argument("责任内容", default=None)
    appraisal: str | None = argument("考核奖惩", default=None)
    supplement: str | None = argument("附则", default=None)
    anew: bool | None = argument("要求重新签订", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawPledgeText(Draft):
    """A version of a text is not in force after all, or is again."""

    topic: PledgeTopic = argument("责任状", Kind.CHOICE, choices=PledgeTopic)
    signer: PledgeSigner = argument("签订人", Kind.CHOICE, choices=PledgeSigner)
    version: int = argument("第几版", Kind.QUANTITY)
    school_year: str | None = argument("学年", default=None)
    restore: bool | None = argument("恢复", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class DepartmentHead(Draft):
    """Who signs for a department."""

    department: str = argument("部门", Kind.DEPARTMENT)
    head: str = argument("负责人", Kind.PERSON)


@dataclass(frozen=True, kw_only=True)
class OpenPledges(Draft):
    """Letters for those who have not signed; without names, for all of them.

    A teacher signs with the school, or with the head of a department where one is named.
    """

    topic: PledgeTopic = argument("责任状", Kind.CHOICE, choices=PledgeTopic)
    signer: PledgeSigner = argument("签订人", Kind.CHOICE, choices=PledgeSigner)
    names: tuple[str, ...] | None = argument("名单", Kind.NAMES, default=None)
    heads: tuple[DepartmentHead, ...] = argument(
        "部门负责人", Kind.ROWS, rows=DepartmentHead, default=()
    )
    with_head: str | None = argument("甲方负责人", Kind.PERSON, default=None)
    school_year: str | None = argument("学年", default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawPledges(Draft):
    """Letters are taken back that were not signed by both sides."""

    numbers: tuple[str, ...] = argument("单号", Kind.NAMES)
    reason: str | None = argument("撤销原因", default=None)


@dataclass(frozen=True, kw_only=True)
class PrintPledges(Draft):
    """Letters are put on paper, all that wait for hands or the named ones."""

    leaves_house: ClassVar[bool] = True

    numbers: tuple[str, ...] | None = argument("单号", Kind.NAMES, default=None)
    topic: PledgeTopic | None = argument("责任状", Kind.CHOICE, choices=PledgeTopic, default=None)
    signer: PledgeSigner | None = argument(
        "签订人", Kind.CHOICE, choices=PledgeSigner, default=None
    )


@dataclass(frozen=True, kw_only=True)
class SignedLetter(Draft):
    """A letter that came back signed, on which day, with its scan."""

    number: str = argument("单号", Kind.VOUCHER)
    signed_on: date | None = argument("签订日期", Kind.DATE, default=None)
    scan: str | None = argument("扫描件", Kind.FILE, default=None)


@dataclass(frozen=True, kw_only=True)
class SignPledges(Draft):
    """Letters that came back with every hand on them are signed, all on one day or each on its."""

    letters: tuple[SignedLetter, ...] = argument("责任状", Kind.ROWS, rows=SignedLetter)
    signed_on: date | None = argument("签订日期", Kind.DATE, default=None)
