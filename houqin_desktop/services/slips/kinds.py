"""What is particular to each kind of slip; every feature declares its own kinds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from houqin_desktop.domain.slip import SlipColumn
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.commands import Task
from houqin_desktop.services.slips.engine import SlipCase, SlipThing

# Kind: the module below `services` whose RULES say what is particular to it.
HOMES: Final = {
    VoucherKind.RECEIPT: "stock.receiving",
}


def nothing_more(_task: Task, _case: SlipCase) -> None:
    """Do nothing: the slip moved its things when it was opened."""


def no_words(_case: SlipCase) -> tuple[str, ...]:
    """Say nothing below the table."""
    return ()


@dataclass(frozen=True, slots=True)
class SlipRule:
    """One kind of slip: its paper, and what happens when every hand has signed or it is reversed.

    :param fields: what stands above the table.
    :param row: the cells of one line, as many as there are columns.
    :param total: the words of the last row and its figures by column.
    :param when_signed: what the last signature brings about beside closing the slip.
    :param when_reversed: what a red document takes back beside the postings.
    """

    title: str
    columns: tuple[SlipColumn, ...]
    fields: Callable[[SlipCase], tuple[tuple[str, str], ...]]
    row: Callable[[SlipThing], tuple[str, ...]]
    total: Callable[[SlipCase], tuple[str, tuple[tuple[str, str], ...]]]
    copies: str
    paragraphs: Callable[[SlipCase], tuple[str, ...]] = no_words
    stub: Callable[[SlipCase], str] = lambda _case: ""
    when_signed: Callable[[Task, SlipCase], None] = nothing_more
    when_reversed: Callable[[Task, SlipCase], None] = nothing_more


def rule_of(kind: VoucherKind) -> SlipRule:
    """Return what is particular to a kind of slip."""
    module = import_module(f"houqin_desktop.services.{HOMES[kind]}")
    rules: dict[VoucherKind, SlipRule] = module.RULES
    return rules[kind]
