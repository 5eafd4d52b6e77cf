"""责任状 (DOMAIN.md 4.18): who promises what to whom until when, frozen at its first printing."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.pledge import (
    PledgeSigner,
    clauses,
    letter_paragraphs,
    valid_until,
)
from houqin_desktop.domain.pledge_routes import PLEDGE_LAYERED
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.loan.things import for_whom, person_name
from houqin_desktop.services.settings import school_name
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.services.slips.kinds import SlipRule
from houqin_desktop.storage.pledge import Pledge, PledgeText, Tenancy

COPIES: Final = "一式两份：甲方、乙方各执一份"


def text_of(case: SlipCase) -> PledgeText:
    """Return the version of the text that a letter was opened with."""
    return PledgeText.get_by_id(Pledge.get_by_id(case.slip.id).text_id)


def contract_of(case: SlipCase) -> Tenancy | None:
    """Return the contract for which a tenant signs; None for anybody else."""
    tenancy = Pledge.get_by_id(case.slip.id).tenancy_id
    return None if tenancy is None else Tenancy.get_by_id(tenancy)


def _title(case: SlipCase) -> str:
    text = text_of(case)
    return f"{text.school_year}学年{text.topic.label}"


def _fields(case: SlipCase) -> tuple[tuple[str, str], ...]:
    return (("甲方", _school_side(case)), ("乙方", _signer_side(case)), *_contract(case))


def _school_side(case: SlipCase) -> str:
    if case.voucher.route == PLEDGE_LAYERED.name:
        return f"{person_name(case.slip.giver_id)}（部门负责人）"
    return school_name()


def _signer_side(case: SlipCase) -> str:
    signer = text_of(case).signer
    if signer is PledgeSigner.TENANT:
        return case.slip.outside
    name = person_name(case.slip.taker_id)
    return f"{for_whom(case)}（负责人 {name}）" if signer is PledgeSigner.DEPARTMENT else name


def _contract(case: SlipCase) -> tuple[tuple[str, str], ...]:
    contract = contract_of(case)
    if contract is None:
        return ()
    number = (("合同编号", contract.contract_number),) if contract.contract_number else ()
    return (("租用场所", contract.place), *number)


def _paragraphs(case: SlipCase) -> tuple[str, ...]:
    text = text_of(case)
    contract = contract_of(case)
    last = valid_until(text.school_year, None if contract is None else contract.to_on)
    return (
        *clauses(text.preamble),
        *letter_paragraphs(
            (
                ("责任目标", text.goals),
                ("责任内容", text.duties),
                ("考核奖惩", text.appraisal),
                ("有效期", f"自签订之日起至{chinese_date(last)}止。"),
                ("附则", text.supplement),
            )
        ),
    )


RULES = {
    VoucherKind.PLEDGE: SlipRule(
        title="责任状",
        titled=_title,
        columns=(),
        fields=_fields,
        total=lambda _case: ("", ()),
        copies=COPIES,
        rows=lambda _case: (),
        paragraphs=_paragraphs,
    )
}
