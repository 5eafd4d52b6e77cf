"""What is shown of a voucher on its way: its boxes, its happenings, how long it has waited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from houqin_desktop.domain.routes import ROUTES
from houqin_desktop.domain.sheet import SheetLine
from houqin_desktop.domain.voucher import Decision, Step, VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.papers.state import is_back
from houqin_desktop.services.papers.vouchers import Signers

if TYPE_CHECKING:
    from houqin_desktop.storage.voucher import Signature, Voucher, VoucherPrinting


@dataclass(frozen=True, slots=True)
class StepView:
    """One box of the route: who signs, whether and when; old versions are not counted here."""

    key: str
    title: str
    holder: str
    state: str
    signed_on: date | None
    opinion: str
    document_number: str
    document_title: str
    version: int
    has_scan: bool

    @property
    def is_due(self) -> bool:
        """Say whether it is this step's turn."""
        return self.state == DUE

    @property
    def is_signed(self) -> bool:
        """Say whether the step carries a valid signature."""
        return self.state == SIGNED


class OnPaper(Protocol):
    """What the forms of signing need to know of a voucher."""

    @property
    def number(self) -> str: ...
    @property
    def steps(self) -> tuple[StepView, ...]: ...


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to the case, for its time line."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class PaperView:
    """One paper of the file: whether it is there, as what, and the hashes of its scans."""

    key: str
    title: str
    required: bool
    has_original: bool
    scans: tuple[str, ...]
    note: str

    @property
    def is_there(self) -> bool:
        """Say whether the original was ticked or a scan is kept."""
        return self.has_original or bool(self.scans)

    @property
    def is_missing(self) -> bool:
        """Say whether the file is incomplete without it and it is not there."""
        return self.required and not self.is_there

    @property
    def state(self) -> str:
        """Return where it stands, in one word or two."""
        parts = ["有原件"] if self.has_original else []
        parts += [f"扫描件 {len(self.scans)} 份"] if self.scans else []
        return "、".join(parts) or ("缺" if self.required else "可补")


@dataclass(frozen=True, slots=True)
class DisposalCase:
    """Everything that the page, the command line and the to-do list show of one case."""

    number: str
    kind: str
    state: VoucherState
    route_title: str
    large: bool
    version: int
    dated_on: date
    fields: tuple[tuple[str, str], ...]
    lines: tuple[SheetLine, ...]
    steps: tuple[StepView, ...]
    history: tuple[Happening, ...]
    missing: tuple[str, ...]
    warnings: tuple[str, ...]
    next_command: str
    next_title: str
    step_title: str
    days_waiting: int
    times_printed: int
    paper: str = ""
    papers: tuple[PaperView, ...] = ()
    reversed_by: str = ""
    reverses: str = ""

    @property
    def state_label(self) -> str:
        """Return the state as it is called of this paper: a reversed case is 已冲销."""
        if self.reversed_by:
            return "已冲销"
        if self.reverses and self.state is VoucherState.EXECUTED:
            return "已入账"
        return self.state.label

    @property
    def awaits_hands(self) -> bool:
        """Say whether somebody can sign it now."""
        return self.state is VoucherState.SIGNING

    @property
    def papers_missing(self) -> tuple[str, ...]:
        """Return the papers without which the file is incomplete and that are not there."""
        return tuple(paper.title for paper in self.papers if paper.is_missing)


def place_on_route(steps: tuple[StepView, ...]) -> str:
    """Say of a paper on its round which step of how many it is at, and in whose hands."""
    due = "、".join(step.title.removesuffix("意见") for step in steps if step.is_due)
    signed = sum(step.is_signed for step in steps)
    return f"第 {signed + 1} 步/{len(steps)} {due}"


def printings_told(printings: list[VoucherPrinting]) -> list[Happening]:
    """Return the printings for the time line; a second one of the same version is 重印."""
    return [
        Happening(
            printing.printed_on,
            f"{'重印' if printing.ordinal > 1 else '打印'}第 {printing.version} 版",
        )
        for printing in printings
    ]


SIGNED, DUE, WAITING, CLOSED = "已签", "待签", "未到", "—"


def step_views(
    voucher: Voucher,
    signers: Signers,
    signatures: list[Signature],
    scans: dict[int, list[str]],
    today: date,
) -> tuple[StepView, ...]:
    """Return the boxes of a voucher with who signed them, or has to."""
    route = ROUTES[voucher.route]
    valid = {s.step: s for s in signatures if s.version == voucher.version}
    agreed = {key for key, s in valid.items() if s.decision is Decision.AGREE}
    due = route.due(agreed) if voucher.state is VoucherState.SIGNING else ()
    whole = is_back(voucher)
    views = []
    for step in route.steps:
        signature = valid.get(step.key)
        state = DUE if step in due else WAITING if voucher.state is VoucherState.SIGNING else CLOSED
        if signature is not None:
            state = SIGNED if signature.decision is Decision.AGREE else signature.decision.label
        views.append(
            StepView(
                key=step.key,
                title=step.title,
                holder=_signer(signers, step, signature, today),
                state=state,
                signed_on=None if signature is None else signature.signed_on,
                opinion="" if signature is None else signature.opinion,
                document_number="" if signature is None else signature.document_number,
                document_title=step.document_title,
                version=voucher.version,
                has_scan=signature is not None and (whole or bool(scans.get(signature.id))),
            )
        )
    return tuple(views)


def _signer(signers: Signers, step: Step, signature: Signature | None, today: date) -> str:
    """Name who signed, or who would have to sign today."""
    if step.body is not None:
        return step.body.label
    signs_as = step.signs_as
    if signs_as is None:
        return ""
    holder = signature.person_id if signature is not None else None
    if holder is None:
        holder = signers.holder(step, today)
    vacant = "（空缺）" if step.post is not None else "（待定）"
    name = vacant if holder is None else lookup.person_by_id(holder).name
    return name if step.party is not None else f"{signs_as.label} {name}"


def days_waiting(voucher: Voucher, signatures: list[Signature], today: date) -> int:
    """Return the days since the last thing that happened on paper, 0 for a finished case."""
    if voucher.state not in (
        VoucherState.SIGNING,
        VoucherState.APPROVED,
        VoucherState.RETURNED,
    ):
        return 0
    latest = max((s.signed_on for s in signatures), default=voucher.dated_on)
    return max((today - latest).days, 0)
