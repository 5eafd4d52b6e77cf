"""Letters are opened for those who have not signed: all of a kind, or the named ones."""

from __future__ import annotations

from collections.abc import Sequence

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.pledge import PledgeSigner
from houqin_desktop.domain.pledge_routes import pledge_route
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.loan.things import number_of
from houqin_desktop.services.pledge.drafts import OpenPledges, WithdrawPledges
from houqin_desktop.services.pledge.finding import find_tenant
from houqin_desktop.services.pledge.standing import Obligation, obligations
from houqin_desktop.services.pledge.texts import TextInForce, require_text, year_of
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.slips.engine import find_slip, open_slip
from houqin_desktop.services.slips.verbs import withdraw_slip
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, undoes
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.pledge import Pledge, Tenancy
from houqin_desktop.storage.pledge_sums import last_head_of
from houqin_desktop.storage.voucher import Voucher

cannot_undo("withdraw_pledges", "责任状已经撤销，单号保留。仍要签请重新开。")


@command("开责任状", OpenPledges)
def open_pledges(task: Task, draft: OpenPledges) -> Outcome:
    """Open a letter for everybody of a kind who has none that counts or waits.

    :raises Refused: where the year has no text, nobody is left, somebody named must not sign or
        has a letter, or it is not known who signs for a department.
    """
    year = year_of(task, draft.school_year)
    text = require_text(year, draft.topic, draft.signer)
    must = [
        one
        for one in obligations(task.on, year)
        if one.topic is draft.topic and one.signatory.signer is draft.signer
    ]
    chosen = _named(draft, must) if draft.names else [one for one in must if one.letter is None]
    if not chosen:
        raise Refused(
            f"{year} 学年的《{draft.topic.label}》，{draft.signer.label}都已经开好或签好了，"
            "没有要开的。请查看未签名单。",
            code="nobody_left",
        )
    heads = _heads(task, draft, chosen)
    numbers = [_open(task, draft, text, one, heads) for one in chosen]
    return Outcome(numbers[0] if len(numbers) == 1 else None, tuple(numbers))


def _named(draft: OpenPledges, must: Sequence[Obligation]) -> list[Obligation]:
    found: list[Obligation] = []
    for name in draft.names or ():
        subject = _subject(draft.signer, name)
        own = [one for one in must if one.signatory.subject_id in subject]
        if not own:
            raise Refused(
                f"{name}现在不用签《{draft.topic.label}》：不在岗、不在用，或没有履行中的合同。"
                "请核对名单。",
                code="must_not_sign",
            )
        fresh = [one for one in own if one.letter is None and one not in found]
        if not fresh:
            number = "" if own[0].letter is None else own[0].letter.number
            raise Refused(
                f"{name}已有《{draft.topic.label}》 {number}。请在那一份上登记签字。",
                code="pledge_exists",
            )
        found += fresh
    return found


def _subject(signer: PledgeSigner, name: str) -> set[int]:
    """Return the ids by which somebody who is named may have to sign."""
    if signer is PledgeSigner.TEACHER:
        return {lookup.person(name).id}
    if signer is PledgeSigner.DEPARTMENT:
        return {lookup.department(name).id}
    tenant = find_tenant(name)
    return {one.id for one in Tenancy.picked("tenant_id = ?", tenant.id)}


def _heads(task: Task, draft: OpenPledges, chosen: Sequence[Obligation]) -> dict[int, int]:
    """Return who signs for each department: who is named, else who did so last."""
    if draft.signer is not PledgeSigner.DEPARTMENT:
        return {}
    named = {lookup.department(row.department).id: lookup.person(row.head) for row in draft.heads}
    heads: dict[int, int] = {}
    unknown: list[str] = []
    for one in chosen:
        department = one.signatory.subject_id
        head = named.get(department) or head_of(department)
        if head is None or _has_left(task, head):
            unknown.append(one.signatory.name)
        else:
            heads[department] = head.id
    if unknown:
        raise Refused(
            f"不知道由谁代表{'、'.join(unknown)}签字。请在“部门负责人”里逐个写明。",
            code="head_wanted",
        )
    return heads


def head_of(department_id: int) -> Person | None:
    """Return who signed last for a department, the one head that the book knows, or None."""
    last = last_head_of(department_id)
    return None if last is None else lookup.person_by_id(last)


def _has_left(task: Task, person: Person) -> bool:
    return person.left_on is not None and person.left_on <= task.on


def _open(
    task: Task, draft: OpenPledges, text: TextInForce, one: Obligation, heads: dict[int, int]
) -> str:
    subject, signer = one.signatory.subject_id, draft.signer
    with_head = _other_side(task, draft, subject)
    slip = open_slip(
        task,
        VoucherKind.PLEDGE,
        route=pledge_route(signer, layered=with_head is not None).name,
        giver_id=with_head,
        taker_id=subject if signer is PledgeSigner.TEACHER else heads.get(subject),
        taker_department_id=subject if signer is PledgeSigner.DEPARTMENT else None,
        outside=one.signatory.name if signer is PledgeSigner.TENANT else "",
        purpose=f"{text.text.school_year} 学年{draft.topic.label}",
    )
    tenancy = subject if signer is PledgeSigner.TENANT else None
    task.insert(Pledge, id=slip.id, text_id=text.text.id, tenancy_id=tenancy)
    return number_of(slip)


def _other_side(task: Task, draft: OpenPledges, subject: int) -> int | None:
    """Return the head with whom a teacher signs in place of the school, or None."""
    if not draft.with_head or draft.signer is not PledgeSigner.TEACHER:
        return None
    head = lookup.person(draft.with_head)
    if _has_left(task, head) or head.id == subject:
        raise Refused(
            f"{head.name}不能作甲方：已经离岗，或与乙方是同一人。请换一位部门负责人。",
            code="head_unfit",
        )
    return head.id


@command("撤销责任状", WithdrawPledges)
def withdraw_pledges(task: Task, draft: WithdrawPledges) -> Outcome:
    """Take letters back that were not signed by both sides; their numbers stay.

    :raises Refused: without numbers, or for a letter that is signed.
    """
    if not draft.numbers:
        raise Refused("没有选责任状。请至少选一份。", code="no_lines")
    found = []
    for number in dict.fromkeys(draft.numbers):
        case = find_slip(number, VoucherKind.PLEDGE)
        withdraw_slip(task, WithdrawSlip(number=case.voucher.number, reason=draft.reason))
        found.append(case.voucher.number)
    return Outcome(found[0] if len(found) == 1 else None, tuple(found))


@undoes("open_pledges")
def _taken_back(deed: Deed) -> WithdrawPledges:
    opened = [Voucher.get_by_id(int(one.key)).number for one in deed.of(Pledge)]
    return WithdrawPledges(numbers=tuple(opened), reason="撤销开单")
