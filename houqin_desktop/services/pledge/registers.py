"""责任状, 未签名单, 租赁单位 and 责任状文本 as lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

from houqin_desktop.domain.pledge import PledgeSigner
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services.gate.personal import Masks
from houqin_desktop.services.papers.state import paper_state
from houqin_desktop.services.pledge.standing import SIGNED, Obligation, missing, obligations
from houqin_desktop.services.pledge.tenant_view import WITHDRAWN, contract_state
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.people import Department, Person
from houqin_desktop.storage.pledge import (
    PledgeText,
    Tenant,
    TenantPaper,
    contracts_of,
    papers_of,
    telephone_keys,
)
from houqin_desktop.storage.pledge_sums import Letter, letters
from houqin_desktop.storage.slip import Slip
from houqin_desktop.storage.voucher import Voucher

DAY, STATUS, QUANTITY = ColumnKind.DATE, ColumnKind.STATUS, ColumnKind.QUANTITY
PLEDGES: Final = (
    Column("单号", width=110),
    Column("责任状", width=150),
    Column("签订人类别", width=90),
    Column("签订人", width=150),
    Column("负责人", width=90),
    Column("状态", STATUS, width=100),
    Column("开出日期", DAY, width=100),
    Column("签订日期", DAY, width=100),
    Column("签回", width=90),
    Column("学年", width=100),
    Column("文本版次", QUANTITY, width=80),
    Column("打印次数", QUANTITY, width=80),
)
MISSING: Final = (
    Column("责任状", width=150),
    Column("签订人类别", width=90),
    Column("签订人", width=150),
    Column("编号", width=120),
    Column("状态", STATUS, width=100),
    Column("单号", width=110),
    Column("学年", width=100),
)
TENANTS: Final = (
    Column("租赁单位", width=160),
    Column("第几份合同", QUANTITY, width=90),
    Column("租用场所", width=140),
    Column("合同编号", width=110),
    Column("合同起日", DAY, width=100),
    Column("合同止日", DAY, width=100),
    Column("状态", STATUS, width=80),
    Column("联系人", width=90),
    Column("联系电话", width=120),
    Column("未签责任状", QUANTITY, width=90),
    Column("证照", QUANTITY, width=60),
    Column("证照最早到期", DAY, width=110),
    Column("备注", width=160),
)
TEXTS: Final = (
    Column("学年", width=100),
    Column("责任状", width=150),
    Column("签订人类别", width=90),
    Column("版次", QUANTITY, width=60),
    Column("状态", STATUS, width=80),
    Column("要求重签", width=80),
    Column("写定日期", DAY, width=100),
    Column("已开份数", QUANTITY, width=80),
)
IN_FORCE, OLDER, NO_CONTRACT = "在用", "旧版", "没有合同"
_GONE_WORDS: Final = {VoucherState.WITHDRAWN: "已撤销", VoucherState.REJECTED: "不同意"}


def _pledges(_session: Session) -> list[RegisterRow]:
    names = _Names()
    rows = []
    for one in letters():
        state = state_of(one)
        rows.append(
            RegisterRow(
                one.id,
                (
                    one.number,
                    one.topic.label,
                    one.signer.label,
                    *names.of(one),
                    state,
                    one.dated_on,
                    one.signed_on if one.posted_on else "",
                    paper_state(Voucher.get_by_id(one.id)) if one.printed else "",
                    one.school_year,
                    one.version,
                    one.printed,
                ),
                facets=frozenset(
                    {
                        ("topic", one.topic.value),
                        ("signer", one.signer.value),
                        ("state", state),
                        ("year", one.school_year),
                    }
                ),
            )
        )
    return rows[::-1]


def state_of(letter: Letter) -> str:
    """Return how far a letter has come, or why it does not count any more."""
    if letter.reversed_on:
        return "已冲销"
    return _GONE_WORDS.get(letter.state) or Obligation.state_of(letter)


class _Names:
    """Who signs each letter, and the head who does it for a department."""

    def __init__(self) -> None:
        self._people = {one.id: one.name for one in Person.every()}
        self._departments = {one.id: one.name for one in Department.every()}
        self._slips = {one.id: one for one in Slip.picked("id IN (SELECT id FROM pledge)")}

    def of(self, letter: Letter) -> tuple[str, str]:
        slip = self._slips[letter.id]
        if letter.signer is PledgeSigner.TENANT:
            return slip.outside, ""
        person = self._people[slip.taker_id] if slip.taker_id is not None else ""
        if letter.signer is PledgeSigner.DEPARTMENT:
            return self._departments[letter.subject_id], person
        return person, ""


def _missing(session: Session) -> list[RegisterRow]:
    today = session.clock.today()
    rows = []
    for key, one in enumerate(missing(today), start=1):
        who = one.signatory
        rows.append(
            RegisterRow(
                key,
                (
                    one.topic.label,
                    who.signer.label,
                    who.name,
                    who.under,
                    one.state,
                    "" if one.letter is None else one.letter.number,
                    one.school_year,
                ),
                facets=frozenset(
                    {
                        ("topic", one.topic.value),
                        ("signer", who.signer.value),
                        ("state", one.state),
                    }
                ),
            )
        )
    return rows


def _tenants(session: Session) -> list[RegisterRow]:
    today = session.clock.today()
    unsigned: dict[int, int] = {}
    for one in obligations(today):
        if one.signatory.signer is PledgeSigner.TENANT and one.state != SIGNED:
            key = one.signatory.subject_id
            unsigned[key] = unsigned.get(key, 0) + 1
    keys = telephone_keys()
    masks = Masks(keys.values())
    return [
        row
        for tenant in Tenant.every("withdrawn, sort_key, id")
        for row in _tenant_rows(tenant, masks.shown(keys.get(tenant.id)), unsigned, today)
    ]


def _tenant_rows(
    tenant: Tenant, telephone: str, unsigned: dict[int, int], today: date
) -> Iterator[RegisterRow]:
    end = (tenant.contact, telephone, *_papers(papers_of(tenant.id)), tenant.remarks)
    contracts = contracts_of(tenant.id)
    if not contracts:
        state = WITHDRAWN if tenant.withdrawn else NO_CONTRACT
        yield _tenant_row(2 * tenant.id, tenant, (0, "", "", "", ""), state, 0, end)
    for one in contracts:
        state = WITHDRAWN if tenant.withdrawn else contract_state(one, today)
        said = (
            one.position,
            one.place,
            one.contract_number,
            one.from_on.isoformat(),
            one.to_on.isoformat(),
        )
        yield _tenant_row(2 * one.id + 1, tenant, said, state, unsigned.get(one.id, 0), end)


def _papers(papers: list[TenantPaper]) -> tuple[int, str]:
    days = [one.expires_on for one in papers if one.expires_on is not None]
    return len(papers), min(days).isoformat() if days else ""


def _tenant_row(
    key: int,
    tenant: Tenant,
    contract: tuple[int, str, str, str, str],
    state: str,
    unsigned: int,
    end: tuple[str, str, int, str, str],
) -> RegisterRow:
    contact, telephone, papers, expires, remarks = end
    whom = (contact, telephone, unsigned)
    cells = (tenant.name, *contract, state, *whom, papers, expires, remarks)
    return RegisterRow(key, cells, facets=frozenset({("state", state)}))


def _texts(_session: Session) -> list[RegisterRow]:
    opened: dict[tuple[str, str, str, int], int] = {}
    for one in letters():
        if one.stands:
            key = (one.school_year, one.topic.value, one.signer.value, one.version)
            opened[key] = opened.get(key, 0) + 1
    rows = []
    seen: set[tuple[str, str, str]] = set()
    order = "school_year DESC, topic DESC, signer DESC, version DESC"
    for text in PledgeText.every(order):
        kind = (text.school_year, text.topic.value, text.signer.value)
        state = WITHDRAWN if text.withdrawn else OLDER if kind in seen else IN_FORCE
        if not text.withdrawn:
            seen.add(kind)
        cells = (
            text.school_year,
            text.topic.label,
            text.signer.label,
            text.version,
            state,
            "是" if text.anew else "",
            text.written_on.isoformat(),
            opened.get((*kind, text.version), 0),
        )
        facets = {("state", state), ("year", text.school_year), ("topic", text.topic.value)}
        rows.append(RegisterRow(text.id, cells, facets=frozenset(facets)))
    return rows


def _pledges_register(session: Session) -> Register:
    return RowsRegister("pledges", "责任状", PLEDGES, partial(_pledges, session))


def _missing_register(session: Session) -> Register:
    return RowsRegister("pledges_missing", "未签名单", MISSING, partial(_missing, session))


def _tenants_register(session: Session) -> Register:
    return RowsRegister("tenants", "租赁单位", TENANTS, partial(_tenants, session))


def _texts_register(session: Session) -> Register:
    return RowsRegister("pledge_texts", "责任状文本", TEXTS, partial(_texts, session))


MAKERS = {
    "pledges": _pledges_register,
    "pledges_missing": _missing_register,
    "tenants": _tenants_register,
    "pledge_texts": _texts_register,
}
