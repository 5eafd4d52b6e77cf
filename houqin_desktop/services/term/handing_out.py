"""One hand-out run: a slip of issue for each recipient of a plan, all in one command or none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, in_row
from houqin_desktop.services.loan.drafts import IssueLine, IssueStock
from houqin_desktop.services.loan.issuing import issue_stock
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.slips.verbs import withdraw_slip
from houqin_desktop.services.term.drafts import HandedSlip, HandOutTerm, WithdrawHandOut
from houqin_desktop.services.term.finding import find_kit, group_of, standing_plan, title_of
from houqin_desktop.services.term.needs import Recipient, Share, TermNeeds
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, undoes
from houqin_desktop.storage.people import Person, Storeroom
from houqin_desktop.storage.stock import on_hand
from houqin_desktop.storage.term import TermGroup, TermIssue, TermPlan
from houqin_desktop.storage.voucher import Voucher

_MOST_NAMED = 5


@command("开学发放", HandOutTerm)
def hand_out_term(task: Task, draft: HandOutTerm) -> Outcome:
    """Issue to every group what it has not got yet; what lies in the room must do for all.

    :raises Refused: naming what the room lacks, who is not named, or when nothing is open.
    """
    plan, room = standing_plan(draft.plan), lookup.storeroom(draft.storeroom)
    shares = _open_shares(TermNeeds(plan, task.today), plan, draft)
    if not shares:
        raise Refused(
            f"{title_of(plan)}没有要发的：都已发过，或没有套餐和人数。请核对计划。",
            code="nothing_to_hand_out",
        )
    _require_takers(plan, shares)
    _require_enough(room, shares)
    by_recipient: dict[int, list[Share]] = {}
    for share in shares:
        by_recipient.setdefault(id(share.recipient), []).append(share)
    numbers = []
    for own in by_recipient.values():
        with _in_group(own[0].recipient.group):
            numbers.append(_issue(task, plan, room, own[0].recipient, own))
    return Outcome(plan.code, tuple(numbers))


@contextmanager
def _in_group(group: TermGroup) -> Iterator[None]:
    """Let every refusal begin with the group it is about."""
    try:
        yield
    except Refused as refusal:
        raise Refused(f"{group.name}：{refusal.sentence}", code=refusal.code) from None


def _open_shares(needs: TermNeeds, plan: TermPlan, draft: HandOutTerm) -> list[Share]:
    groups = {group_of(plan, name).id for name in draft.groups or ()}
    kits = {find_kit(name).id for name in draft.kits or ()}
    items = needs.items_of(kits)
    return [
        share
        for share in needs.shares
        if share.open
        and (not groups or share.recipient.group.id in groups)
        and (not kits or share.item.id in items)
    ]


def _require_takers(plan: TermPlan, shares: list[Share]) -> None:
    unnamed = dict.fromkeys(
        share.recipient.group.name for share in shares if share.recipient.taker_id is None
    )
    if unnamed:
        raise Refused(
            f"{title_of(plan)}的{_said(list(unnamed))}没有写领用人。请先在发放对象里补上。",
            code="no_taker",
        )


def _require_enough(room: Storeroom, shares: list[Share]) -> None:
    wanted: dict[int, int] = {}
    items = {share.item.id: share.item for share in shares}
    for share in shares:
        wanted[share.item.id] = wanted.get(share.item.id, 0) + share.open
    lacks = [
        f"{items[key].name}{items[key].specification} 缺 {pieces - there:,} {items[key].unit}"
        for key, pieces in wanted.items()
        if (there := on_hand(key, room.location_id)) < pieces
    ]
    if lacks:
        raise Refused(
            f"{room.name}的东西不够发：{_said(lacks)}。请先入库或调拨，或只发其中几个套餐。",
            code="not_enough",
        )


def _said(words: list[str]) -> str:
    more = f"等 {len(words)} 项" if len(words) > _MOST_NAMED else ""
    return "、".join(words[:_MOST_NAMED]) + more


def _issue(
    task: Task, plan: TermPlan, room: Storeroom, recipient: Recipient, shares: list[Share]
) -> str:
    taker = Person.get_by_id(recipient.taker_id)
    made = issue_stock(
        task,
        IssueStock(
            storeroom=room.name,
            taker=taker.number,
            school_class=recipient.group.name,
            purpose=f"{title_of(plan)}开学发放",
            lines=tuple(IssueLine(item=one.item.code, quantity=one.open) for one in shares),
        ),
    )
    number = made.number or ""
    slip = Voucher.find(number=number)
    assert slip is not None
    task.insert(TermIssue, id=slip.id, group_id=recipient.group.id)
    return number


@command("撤销开学发放", WithdrawHandOut)
def withdraw_hand_out(task: Task, draft: WithdrawHandOut) -> Outcome:
    """Take slips of a hand-out back that nobody has signed, all of them or none.

    :raises Refused: naming the row, for a slip that is signed or is none of a hand-out.
    """
    numbers = []
    for row, handed in enumerate(draft.slips, start=1):
        with in_row(row):
            voucher = lookup.voucher(handed.number)
            if TermIssue.find(id=voucher.id) is None:
                raise Refused(
                    f"{voucher.number} 不是开学发放的领用单。请检查单号。", code="unknown_voucher"
                )
            if voucher.state is not VoucherState.SIGNING:
                raise Refused(
                    f"{voucher.number} 已经签齐或撤销，不能撤销。签齐的请用“红字冲销”。",
                    code="already_signed",
                )
            withdraw_slip(task, WithdrawSlip(number=voucher.number, reason=draft.reason))
            numbers.append(voucher.number)
    if not numbers:
        raise Refused("还没有写撤销哪些领用单。请至少写一张。", code="no_lines")
    return Outcome(numbers[0], tuple(numbers))


@undoes("hand_out_term")
def _taken_back(deed: Deed) -> Draft:
    slips = [Voucher.get_by_id(row.key).number for row in deed.of(TermIssue)]
    return WithdrawHandOut(
        slips=tuple(HandedSlip(number=number) for number in slips), reason="撤销开学发放"
    )


cannot_undo("withdraw_hand_out", "领用单已经撤销，单号保留。仍要发放请再办一次“开学发放”。")
