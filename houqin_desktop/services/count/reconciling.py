"""The register against what the finance bureau's asset system gives out (DOMAIN.md 7.2 layout 10).

A card is known there by its number, or by the number that it had before. What differs stands on a
list of corrections, each with what is here and what is there; nothing is written by this.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import count
from typing import Final

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.grid import Workbook
from houqin_desktop.domain.list_sheet import ListSheet, PaperColumn, PaperKind, PaperSection
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.domain.sheet import SignatureBox
from houqin_desktop.services.assets.as_of import AsOf
from houqin_desktop.services.assets.cards_on import CardOn, cards_on
from houqin_desktop.services.count.tables import Record, records, words_of
from houqin_desktop.services.reports.catalogue import printed_words
from houqin_desktop.services.session import Session
from houqin_desktop.services.settings import school_name
from houqin_desktop.storage.asset import custodies_on
from houqin_desktop.storage.asset_register import cells
from houqin_desktop.storage.people import Person

_REQUIRED: Final = ("资产编号", "资产名称")
_VALUES: Final = ("资产原值(元)", "资产原值", "账面原值", "原值")
_PLACES: Final = ("存放地点",)
_USERS: Final = ("使用人", "责任人")
ONLY_THERE, ONLY_HERE = "财政系统有、本校没有", "本校有、财政系统没有"
VALUE, PLACE, USER = "原值不同", "存放地点不同", "使用人不同"
KINDS: Final = (ONLY_THERE, ONLY_HERE, VALUE, PLACE, USER)
COLUMNS: Final = (
    PaperColumn("序号", PaperKind.CENTRED),
    PaperColumn("资产编号"),
    PaperColumn("资产名称", wraps=True),
    PaperColumn("本校台账", wraps=True),
    PaperColumn("财政系统", wraps=True),
    PaperColumn("原值（本校）", PaperKind.MONEY, summed=True, dashed=True),
    PaperColumn("原值（财政）", PaperKind.MONEY, summed=True, dashed=True),
    PaperColumn("核对结论", wraps=True),
)
_BOXES: Final = tuple(
    SignatureBox(title, (), seal=False) for title in ("核对人", "财务", "总务主任")
)


@dataclass(frozen=True, slots=True)
class BureauCard:
    """A card as the bureau's system has it; None for what the export does not say. Money in 分."""

    code: str
    name: str
    value_fen: int | None
    place: str | None
    user: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing in which the two differ."""

    kind: str
    code: str
    name: str
    here: str
    there: str
    here_fen: int
    there_fen: int


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """How many cards there are on both sides, how many agree, and what is to be corrected."""

    here: int
    there: int
    agreeing: int
    corrections: tuple[Correction, ...]


def read_bureau(workbooks: Sequence[Workbook]) -> list[BureauCard]:
    """Return the cards of one export or of several, as the system gives out a file a class.

    :raises Refused: for a workbook that is no such export, an unreadable value, or a number twice.
    """
    found: dict[str, BureauCard] = {}
    for workbook in workbooks:
        for place, record in records(workbook, _REQUIRED):
            written = words_of(record.get("资产编号"))
            if not written or not words_of(record.get("资产名称")):
                continue
            card = _card(record, normalise_code(written), place)
            if card.code in found:
                raise Refused(
                    f"{place}：资产编号 {card.code} 在导出的表里有两行。请先在财政系统里核对。",
                    code="repeated_asset",
                )
            found[card.code] = card
    return list(found.values())


def _card(record: Record, code: str, place: str) -> BureauCard:
    value = _first(record, _VALUES)
    return BureauCard(
        code,
        words_of(record.get("资产名称")),
        None if not value else _fen(value, place),
        _first(record, _PLACES),
        _first(record, _USERS),
    )


def _first(record: Record, titles: Sequence[str]) -> str | None:
    return next((words_of(record[title]) for title in titles if title in record), None)


def _fen(words: str, place: str) -> int:
    try:
        return int((Decimal(words.replace(",", "")) * 100).to_integral_value())
    except InvalidOperation:
        raise Refused(f"{place} 的原值“{words}”不是金额。请改成数字。", code="bad_money") from None


def reconcile(session: Session, bureau: Sequence[BureauCard], on: date | None) -> Reconciliation:
    """Hold the register of a day against the cards of the bureau's system."""
    as_of = AsOf(on or session.clock.today(), session.clock.today())
    former = {row[0]: row[1] for row in cells(("a.id", "a.former_code"), (), as_of.source)}
    users = _users(as_of.on)
    cards = cards_on(as_of)
    by_code = {card.code: card for card in cards}
    for card in cards:
        if former.get(card.key):
            by_code.setdefault(normalise_code(former[card.key]), card)
    known: set[int] = set()
    agreeing = 0
    corrections: list[Correction] = []
    for there in bureau:
        here = by_code.get(there.code)
        if here is None:
            fen = there.value_fen or 0
            corrections.append(Correction(ONLY_THERE, there.code, there.name, "", "有", 0, fen))
            continue
        known.add(here.key)
        found = list(_differing(here, there, users.get(here.key, "")))
        corrections += found
        agreeing += not found
    corrections += [
        Correction(ONLY_HERE, card.code, card.name, "有", "", card.value_fen, 0)
        for card in cards
        if card.key not in known
    ]
    return Reconciliation(len(cards), len(bureau), agreeing, tuple(corrections))


def _users(on: date) -> dict[int, str]:
    people = {one.id: one.name for one in Person.every()}
    held = custodies_on(on.isoformat())
    return {key: "" if roles[0] is None else people[roles[0]] for key, roles in held.items()}


def _differing(here: CardOn, there: BureauCard, user: str) -> Iterator[Correction]:
    """Yield in what a card differs; what the export leaves empty says nothing against it."""
    fen = there.value_fen
    both = (here.value_fen, here.value_fen if fen is None else fen)
    if fen is not None and fen != here.value_fen:
        words = (format_money(here.value_fen), format_money(fen))
        yield Correction(VALUE, here.code, here.name, *words, *both)
    if there.place and there.place != here.place:
        yield Correction(PLACE, here.code, here.name, here.place, there.place, *both)
    if there.user and there.user != user:
        yield Correction(USER, here.code, here.name, user, there.user, *both)


def _cells(one: Correction) -> tuple[str | int, ...]:
    return one.code, one.name, one.here, one.there, one.here_fen, one.there_fen


def correction_sheet(session: Session, found: Reconciliation, on: date | None) -> ListSheet:
    """Return 财政系统核对更正表, one section a kind of difference."""
    numbers = count(1)
    sections = []
    for kind in KINDS:
        rows = tuple(
            (next(numbers), *_cells(one), "") for one in found.corrections if one.kind == kind
        )
        if rows:
            sections.append(PaperSection(kind, rows))
    title = "财政资产系统核对更正表"
    return ListSheet(
        name="bureau_corrections",
        title=title,
        school=school_name(),
        fields=(
            ("截至日期", chinese_date(on or session.clock.today())),
            ("本校", f"{found.here:,} 项"),
            ("财政系统", f"{found.there:,} 项"),
            ("一致", f"{found.agreeing:,} 项"),
        ),
        columns=COLUMNS,
        sections=tuple(sections),
        printed=printed_words(session, title),
        boxes=_BOXES,
        grand_total=False,
    )
