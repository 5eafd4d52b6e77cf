"""What one picks from at the counter: things to give out, loans that are out, their lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.gui.forms.pickers import Choice, Find, asset_finder, from_register
from houqin_desktop.services.loan.finding import LineOut, slips_out
from houqin_desktop.services.registers.pinyin import search_text
from houqin_desktop.services.registers.search import narrow

if TYPE_CHECKING:
    from houqin_desktop.domain.labelled import Labelled
    from houqin_desktop.services.session import Session

YES: Final = "yes"


def thing_finder(session: Session) -> Find:
    """Return a finder over the catalogue and the cards: code, name, everyday word, initials."""
    items = from_register(
        session, "items", value="物品编号", label="物品名称", detail=("规格型号", "单位", "俗名")
    )
    cards = asset_finder()

    def find(text: str) -> Sequence[Choice]:
        found = items(text)
        return [*found, *cards(text)] if text else found

    return find


def listed(choices: Iterable[Choice]) -> Find:
    """Return a finder over a short list: value, label, pinyin or initials."""
    every = list(choices)
    texts = [search_text(one.value, one.label, one.detail) for one in every]

    def find(text: str) -> Sequence[Choice]:
        named = [one for one in every if text and text in (one.value, one.label)]
        if named or not text:
            return named or every
        return [every[position] for position in narrow(texts, text)]

    return find


def word_finder(words: type[Labelled], *left_out: Labelled) -> Find:
    """Return a finder over the words of a kind."""
    return listed(Choice(word.value, word.label) for word in words if word not in left_out)


def yes_finder() -> Find:
    """Return the finder of a cell that says yes or nothing."""
    return listed([Choice(YES, "是")])


def slip_finder(kind: VoucherKind) -> Find:
    """Return a finder over the loans or issues that are out: number, taker, thing."""
    return listed(
        Choice(
            slip.number,
            f"{slip.number} {slip.borrower}",
            "、".join(line.name for line in slip.lines[:3])
            + (f"，应还 {slip.due_on}" if slip.due_on else ""),
        )
        for slip in slips_out(kind)
    )


def lines_out(kind: VoucherKind, number: str) -> tuple[LineOut, ...]:
    """Return what is still out of a slip; nothing for one that is not out."""
    return next((slip.lines for slip in slips_out(kind) if slip.number == number), ())


def number_out(kind: VoucherKind, code: str) -> str:
    """Return the latest slip with which a thing is out, or nothing."""
    for slip in slips_out(kind):
        if any(line.code == code for line in slip.lines):
            return slip.number
    return ""


def line_choice(line: LineOut) -> Choice:
    """Return a line of a slip as one picks it."""
    detail = f"{line.code}，在外 {line.out:,} {line.unit}"
    return Choice(str(line.position), f"{line.position} {line.name}", detail)
