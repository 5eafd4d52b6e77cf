"""What is particular to each kind of slip; every feature declares its own kinds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Final

from houqin_desktop.domain.slip import SlipColumn
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.commands import Task
from houqin_desktop.services.papers.case_view import Happening
from houqin_desktop.services.papers.vouchers import Hand, Signers
from houqin_desktop.services.slips.engine import SlipCase, SlipThing

# Kind: the module below `services` whose RULES say what is particular to it.
HOMES: Final = {
    VoucherKind.RECEIPT: "procurement.receipt_rule",
    VoucherKind.ISSUE: "loan.issuing",
    VoucherKind.LOAN: "loan.lending",
    VoucherKind.TAKE_BACK: "loan.returning",
    VoucherKind.RESTOCK: "loan.restocking",
    VoucherKind.GATE_PASS: "loan.gate",
    VoucherKind.TRANSFER: "transfer.transferring",
    VoucherKind.HANDOVER: "handover.listing",
    VoucherKind.STOCKTAKE: "count.missing",
    VoucherKind.PURCHASE_REQUEST: "procurement.request_paper",
    VoucherKind.PURCHASE: "procurement.purchase_paper",
    VoucherKind.ACCEPTANCE: "procurement.acceptance_paper",
    VoucherKind.REPAIR: "repair.paper",
    VoucherKind.INSPECTION: "inspection.paper",
    VoucherKind.PLEDGE: "pledge.letter_rule",
    VoucherKind.RECTIFICATION_NOTICE: "hazard.notice_paper",
}


# The title of a part of the table, and its rows.
Section = tuple[str, tuple[tuple[str, ...], ...]]


def nothing_more(_task: Task, _case: SlipCase) -> None:
    """Do nothing: the slip moved its things when it was opened."""


def no_words(_case: SlipCase) -> tuple[str, ...]:
    """Say nothing below the table."""
    return ()


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What a slip still asks for, and what happened to it since, beside its own signatures.

    :param command: the command that is next once every hand has signed, and its `title`.
    :param missing: sentences about what is still to be done.
    :param is_out: whether something of it is still with somebody.
    :param to_pay: lines that came back worse and are not paid for: position and words.
    :param paid: lines that are paid for, likewise.
    :param to_dispose: numbers of the cards that wait for their 报损 or 报废.
    :param is_first: whether the command comes before the hands, not after them.
    :param done: what was done before anybody signed.
    """

    command: str = ""
    title: str = ""
    missing: tuple[str, ...] = ()
    history: tuple[Happening, ...] = ()
    is_out: bool = False
    to_pay: tuple[tuple[int, str], ...] = ()
    paid: tuple[tuple[int, str], ...] = ()
    to_dispose: tuple[str, ...] = ()
    is_first: bool = False
    done: tuple[Happening, ...] = ()


def any_time(_case: SlipCase) -> None:
    """Let the paper be printed and signed as soon as it is opened."""


def any_hand(_case: SlipCase, _hand: Hand) -> None:
    """Admit every hand that the route names."""


def no_cells(_thing: SlipThing) -> tuple[str, ...]:
    """Return no cells: the rows of the table are no lines of the slip."""
    return ()


def named_on_it(case: SlipCase) -> Signers:
    """Return the persons and the room that the slip itself names."""
    return case.signers


def nothing_after(_case: SlipCase, _today: date) -> Aftermath:
    """Ask for nothing more once the slip is signed."""
    return Aftermath()


@dataclass(frozen=True, slots=True)
class SlipRule:
    """One kind of slip: its paper, and what happens when every hand has signed or it is reversed.

    :param titled: the title of one paper, where it differs from case to case.
    :param fields: what stands above the table.
    :param row: the cells of one line, as many as there are columns.
    :param rows: all rows of the table, where they are no lines of the slip.
    :param total: the words of the last row and its figures by column.
    :param sections: the parts of a table whose rows are more than lines, title and cells.
    :param signers: whose hands it wants, where the slip alone does not say it.
    :param before_paper: what is asked before it is printed or signed at all.
    :param unfinished: whether something is to be entered on it before anybody can sign.
    :param before_hand: what is asked before somebody agrees, beside whether he holds the post.
    :param when_signed: what the last signature brings about beside closing the slip.
    :param before_back: what is asked before its things go back, unsigned or reversed.
    :param when_reversed: what a red document takes back beside the postings.
    :param aftermath: what is still to be done on a day, for a slip that counts.
    """

    title: str
    columns: tuple[SlipColumn, ...]
    fields: Callable[[SlipCase], tuple[tuple[str, str], ...]]
    total: Callable[[SlipCase], tuple[str, tuple[tuple[str, str], ...]]]
    copies: str
    titled: Callable[[SlipCase], str] | None = None
    row: Callable[[SlipThing], tuple[str, ...]] = no_cells
    rows: Callable[[SlipCase], tuple[tuple[str, ...], ...]] | None = None
    paragraphs: Callable[[SlipCase], tuple[str, ...]] = no_words
    stub: Callable[[SlipCase], str] = lambda _case: ""
    sections: Callable[[SlipCase], tuple[Section, ...]] | None = None
    signers: Callable[[SlipCase], Signers] = named_on_it
    before_paper: Callable[[SlipCase], None] = any_time
    unfinished: Callable[[SlipCase], bool] = lambda _case: False
    before_hand: Callable[[SlipCase, Hand], None] = any_hand
    when_signed: Callable[[Task, SlipCase], None] = nothing_more
    before_back: Callable[[Task, SlipCase], None] = nothing_more
    when_reversed: Callable[[Task, SlipCase], None] = nothing_more
    aftermath: Callable[[SlipCase, date], Aftermath] = nothing_after


def rule_of(kind: VoucherKind) -> SlipRule:
    """Return what is particular to a kind of slip."""
    module = import_module(f"houqin_desktop.services.{HOMES[kind]}")
    rules: dict[VoucherKind, SlipRule] = module.RULES
    return rules[kind]


def signers_of(case: SlipCase) -> Signers:
    """Return whose hands the paper of a slip wants; a red document those that it names."""
    if case.slip.original_id is not None:
        return case.signers
    return rule_of(case.voucher.kind).signers(case)
