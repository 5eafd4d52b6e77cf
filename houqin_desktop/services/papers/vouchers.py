"""The engine under every paper procedure: numbers, states, frozen sheets, versions, signatures.

A sheet is frozen at its first printing or its first signature, whichever comes first. Whatever is
changed after that makes the next version, and the signatures on older paper no longer count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import voucher_number
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.slip import SLIP_KINDS, state_word
from houqin_desktop.domain.voucher import (
    Decision,
    Party,
    Route,
    Step,
    VoucherEvent,
    VoucherKind,
    VoucherState,
    next_state,
)
from houqin_desktop.services import lookup
from houqin_desktop.services.attaching import keep_attachment
from houqin_desktop.services.commands import Task
from houqin_desktop.services.numbers import exists
from houqin_desktop.storage.voucher import (
    Signature,
    SignatureScan,
    Voucher,
    VoucherPrinting,
    VoucherSheet,
    next_voucher_serial,
    printings_of,
    sheet_of,
    signatures_of,
)


class Sheet(Protocol):
    """What a form is printed from."""

    @property
    def digest(self) -> str:
        """Return the hash of its words."""
        ...

    def to_json(self) -> str:
        """Return its canonical words."""
        ...


def open_voucher(task: Task, kind: VoucherKind, route: Route) -> Voucher:
    """Write the head of a new voucher with the next number of its kind and year."""
    year = task.on.year
    serial = next_voucher_serial(kind, year)
    return task.insert(
        Voucher,
        kind=kind,
        year=year,
        serial=serial,
        number=voucher_number(kind.prefix, year, serial),
        route=route.name,
        state=VoucherState.SIGNING,
        version=1,
        dated_on=task.on,
        prepared_by_id=task.require_actor().id,
    )


def advance(task: Task, voucher: Voucher, event: VoucherEvent) -> None:
    """Bring a voucher to the state that follows the event; refuse an event out of turn."""
    task.update(voucher, state=state_after(voucher, event))


def state_after(voucher: Voucher, event: VoucherEvent) -> VoucherState:
    """Return the state that follows the event.

    :raises Refused: out of turn, in the words for papers of this kind.
    """
    is_slip = voucher.kind in SLIP_KINDS
    word = state_word(voucher.state, is_reversed=False) if is_slip else voucher.state.label
    return next_state(voucher.state, event, voucher.number, word)


def is_frozen(voucher: Voucher) -> bool:
    """Say whether the present version has been printed or signed."""
    return sheet_of(voucher.id, voucher.version) is not None


def freeze(task: Task, voucher: Voucher, sheet: Sheet) -> str:
    """Keep what the paper of the present version says; return its digest."""
    kept = sheet_of(voucher.id, voucher.version)
    if kept is None:
        kept = task.insert(
            VoucherSheet,
            voucher_id=voucher.id,
            version=voucher.version,
            digest=sheet.digest,
            sheet=sheet.to_json(),
        )
    return kept.digest


def print_out(task: Task, voucher: Voucher, sheet: Sheet, taken_by_id: int | None = None) -> int:
    """Record that the present version was put on paper; return how many times so far.

    :param taken_by_id: who takes the paper round for its signatures, where somebody is named.
    :raises Refused: for a day before the voucher's own.
    """
    if task.on < voucher.dated_on:
        raise Refused(
            f"打印日期 {task.on} 早于申请日期 {voucher.dated_on}。请核对日期。", code="date_order"
        )
    freeze(task, voucher, sheet)
    printings = [p for p in printings_of(voucher.id) if p.version == voucher.version]
    row = task.insert(
        VoucherPrinting,
        voucher_id=voucher.id,
        version=voucher.version,
        ordinal=len(printings) + 1,
        printed_on=task.on,
        printed_by_id=task.require_actor().id,
        taken_by_id=taken_by_id,
    )
    return row.ordinal


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who is about to agree: to which step, and whether nobody signs after him."""

    step: Step
    person_id: int | None
    is_last: bool


def anybody(_hand: Hand) -> None:
    """Admit every hand: whoever holds the post or is the party may agree."""


@dataclass(frozen=True, slots=True)
class Signers:
    """Whose hands a paper wants beside those of the school's posts.

    :param storeroom_id: the room whose keeper signs.
    :param parties: who signs for himself; None where anybody of the school may.
    :param admit: refuses somebody who may not agree, though he holds the post or is the party.
    """

    storeroom_id: int | None = None
    parties: Mapping[Party, int | None] = field(default_factory=dict)
    admit: Callable[[Hand], None] = anybody

    def holder(self, step: Step, on: date) -> int | None:
        """Return who signs a step on that day, None where nobody does or anybody may."""
        if step.party is not None:
            return self.parties[step.party]
        return None if step.post is None else lookup.holder(step.post, on, self.storeroom_id)


@dataclass(frozen=True, slots=True)
class Signing:
    """What a hand wrote into a box, as it is recorded."""

    decision: Decision
    step: str | None = None
    person: str | None = None
    signed_on: date | None = None
    opinion: str = ""
    document_number: str = ""
    document_on: date | None = None
    scan: str | None = None


def signed_steps(voucher: Voucher) -> set[str]:
    """Return the steps that carry a valid signature on the present version."""
    return {
        s.step
        for s in signatures_of(voucher.id)
        if s.version == voucher.version and s.decision is Decision.AGREE
    }


def sign(
    task: Task,
    voucher: Voucher,
    route: Route,
    sheet: Sheet,
    signing: Signing,
    signers: Signers,
) -> None:
    """Record one signature; after the last one the voucher is approved.

    :raises Refused: out of turn, by somebody who did not hold the post that day, with a date out of
        order, or without the document number that the step needs.
    """
    state_after(voucher, VoucherEvent.SIGN)
    signed = signed_steps(voucher)
    step = _step_due(route, signing.step, signed)
    signed_on = signing.signed_on or task.on
    _require_date_in_order(task, voucher, route, step, signed_on)
    document_on = _require_document(step, signing, signed_on)
    is_last = not route.due(signed | {step.key})
    hand = _admitted(step, signing, signed_on, signers, is_last=is_last)
    signature = task.insert(
        Signature,
        voucher_id=voucher.id,
        version=voucher.version,
        step=step.key,
        decision=signing.decision,
        post=step.signs_as,
        person_id=hand.person_id,
        body=step.body,
        signed_on=signed_on,
        opinion=signing.opinion or signing.decision.label,
        document_number=signing.document_number,
        document_on=document_on,
        digest=freeze(task, voucher, sheet),
    )
    if signing.scan:
        attach_scan(task, signature, signing.scan)
    if signing.decision is Decision.AGREE and is_last:
        advance(task, voucher, VoucherEvent.COMPLETE)


def _admitted(
    step: Step, signing: Signing, signed_on: date, signers: Signers, *, is_last: bool
) -> Hand:
    person_id = _require_signer(step, signing.person, signed_on, signers)
    hand = Hand(step, person_id, is_last)
    if signing.decision is Decision.AGREE:
        signers.admit(hand)
    return hand


def attach_scan(task: Task, signature: Signature, scan: str) -> None:
    """Keep the scan of a signed paper with its signature."""
    sha256 = keep_attachment(task, Path(scan)).sha256
    if exists(SignatureScan, signature_id=signature.id, sha256=sha256):
        raise Refused(f"{Path(scan).name} 已经存在这一签字下，没有重复存入。", code="scan_exists")
    task.insert(SignatureScan, signature_id=signature.id, sha256=sha256)


def _step_due(route: Route, key: str | None, signed: set[str]) -> Step:
    if key is not None:
        return route.require_due(key, signed)
    due = route.due(signed)
    if len(due) != 1:
        names = "、".join(f"{step.key}（{step.title}）" for step in due)
        raise Refused(f"现在可签的不止一步：{names}。请写明是哪一步。", code="step_wanted")
    return due[0]


def _require_date_in_order(
    task: Task, voucher: Voucher, route: Route, step: Step, signed_on: date
) -> None:
    if signed_on > task.on:
        raise Refused(f"签字日期 {signed_on} 晚于 {task.on}。请核对日期。", code="future_date")
    earliest = voucher.dated_on
    for other in signatures_of(voucher.id):
        if other.version == voucher.version and route.step(other.step).stage < step.stage:
            earliest = max(earliest, other.signed_on)
    if signed_on < earliest:
        raise Refused(
            f"签字日期 {signed_on} 早于申请或上一步签字的日期 {earliest}。请核对日期。",
            code="date_order",
        )


def _require_document(step: Step, signing: Signing, signed_on: date) -> date | None:
    if not step.document_title:
        return signing.document_on
    if signing.decision is Decision.AGREE and not signing.document_number:
        raise Refused(
            f"“{step.title}”须登记{step.document_title}。请填写{step.document_title}。",
            code="document_wanted",
        )
    document_on = signing.document_on or signed_on
    if document_on > signed_on:
        raise Refused(
            f"文件日期 {document_on} 晚于签字日期 {signed_on}。请核对日期。", code="date_order"
        )
    return document_on


def _require_signer(
    step: Step, reference: str | None, signed_on: date, signers: Signers
) -> int | None:
    if step.party is not None:
        return _require_party(step, reference, signed_on, signers)
    if step.post is None:
        if reference:
            raise Refused(
                f"“{step.title}”由校外单位签署，不填签字人。请把签字人留空。", code="outside_body"
            )
        return None
    holder = _require_holder(step.post, reference, signed_on, signers.storeroom_id)
    if step.apart and holder in signers.parties.values():
        raise Refused(
            f"“{step.title}”不能是移交人或接收人自己（{lookup.person_by_id(holder).name}）。"
            "请撤销这张单重新办，程序改由上级监交。",
            code="own_supervisor",
        )
    return holder


def _require_party(step: Step, reference: str | None, signed_on: date, signers: Signers) -> int:
    named = signers.holder(step, signed_on)
    if reference:
        signer = lookup.person(reference)
    elif named is None:
        raise Refused(f"“{step.title}”是谁签的还不知道。请填写签字人。", code="signer_wanted")
    else:
        signer = lookup.person_by_id(named)
    if named is not None and signer.id != named:
        raise Refused(
            f"单上的{step.title}是{lookup.person_by_id(named).name}，不是{signer.name}。"
            "请核对签字人。",
            code="not_party",
        )
    if signer.left_on is not None and signer.left_on < signed_on:
        raise Refused(
            f"{signer.name}已于 {signer.left_on} 离岗，{signed_on} 不能签字。请核对日期。",
            code="signer_left",
        )
    return signer.id


def _require_holder(
    post: Post, reference: str | None, signed_on: date, storeroom_id: int | None
) -> int:
    holder = lookup.holder(post, signed_on, storeroom_id)
    if holder is None:
        raise Refused(
            f"{signed_on} 没有人担任{_post_label(post, storeroom_id)}，不能登记签字。请先任命。",
            code="post_vacant",
        )
    if reference and lookup.person(reference).id != holder:
        raise Refused(
            f"{signed_on} 担任{_post_label(post, storeroom_id)}的是"
            f"{lookup.person_by_id(holder).name}，不是{lookup.person(reference).name}。"
            "请核对签字人和日期。",
            code="not_holder",
        )
    return holder


def _post_label(post: Post, storeroom_id: int | None) -> str:
    if post.needs_storeroom and storeroom_id == lookup.central_storeroom().id:
        return Post.HEAD_STOREKEEPER.label
    return post.label
