"""清查盘点: what the books expect, what was found, and what each difference asks for.

DOMAIN.md 3.6. The expected list is frozen at 基准日; moves made since are netted (frozen ± moves),
so that nothing which was moved with a document is a difference. Both equations hold for every
line: 期初 + 增加 − 减少 = 账面, 账面 + 盘盈 − 盘亏 = 实盘, in pieces and in 分.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.movement import Amount, Movement
from houqin_desktop.domain.stock import Worth

NUMBER_PREFIX: Final = "PD"
_NOTHING: Final = Amount()
_NO_BOOKS: Final = Movement()


class CountScope(Labelled):
    """What a count is about: cards, stock, or both."""

    ALL = "all", "资产和物品"
    ASSETS = "assets", "资产"
    STOCK = "stock", "物品"

    @property
    def has_assets(self) -> bool:
        """Say whether cards are counted."""
        return self is not CountScope.STOCK

    @property
    def has_stock(self) -> bool:
        """Say whether items of the catalogue are counted."""
        return self is not CountScope.ASSETS


class CountResult(Labelled):
    """What a line of the count came to."""

    MATCHES = "matches", "相符"
    WRONG_PLACE = "wrong_place", "位置不符"
    WRONG_USER = "wrong_user", "使用人不符"
    SURPLUS = "surplus", "盘盈"
    SHORTAGE = "shortage", "盘亏"
    DAMAGED = "damaged", "损坏待报废"
    IDLE = "idle", "闲置"
    UNCOUNTED = "uncounted", "未盘"


class FoundCondition(Labelled):
    """In what condition a thing was found."""

    GOOD = "good", "完好"
    DAMAGED = "damaged", "损坏"
    IDLE = "idle", "闲置"


class CountHandling(Labelled):
    """What a difference is settled by; most of them draft the document that follows."""

    TRANSFER = "transfer", "转移"
    CORRECT = "correct", "更正"
    PUT_BACK = "put_back", "归位"
    WRITE_OFF = "write_off", "报损"
    COMPENSATE = "compensate", "赔偿"
    ENTER = "enter", "盘盈入账"
    REPAIR = "repair", "维修"
    KEEP = "keep", "留用"


HANDLINGS: Final[dict[CountResult, tuple[CountHandling, ...]]] = {
    CountResult.WRONG_PLACE: (
        CountHandling.TRANSFER,
        CountHandling.CORRECT,
        CountHandling.PUT_BACK,
    ),
    CountResult.WRONG_USER: (CountHandling.TRANSFER, CountHandling.CORRECT),
    CountResult.SURPLUS: (CountHandling.ENTER, CountHandling.CORRECT, CountHandling.KEEP),
    CountResult.SHORTAGE: (
        CountHandling.WRITE_OFF,
        CountHandling.COMPENSATE,
        CountHandling.CORRECT,
    ),
    CountResult.DAMAGED: (
        CountHandling.WRITE_OFF,
        CountHandling.REPAIR,
        CountHandling.COMPENSATE,
    ),
    CountResult.IDLE: (CountHandling.TRANSFER, CountHandling.CORRECT, CountHandling.KEEP),
}
# More pieces than a card has are no card of their own.
CARD_HANDLINGS: Final = HANDLINGS | {
    CountResult.SURPLUS: (CountHandling.CORRECT, CountHandling.KEEP)
}
# Stock lies in the room it is counted in; what was not entered gets its paper afterwards (补办).
STOCK_HANDLINGS: Final[dict[CountResult, tuple[CountHandling, ...]]] = {
    CountResult.SURPLUS: (CountHandling.ENTER, CountHandling.CORRECT),
    CountResult.SHORTAGE: HANDLINGS[CountResult.SHORTAGE],
    CountResult.DAMAGED: (CountHandling.WRITE_OFF, CountHandling.COMPENSATE, CountHandling.KEEP),
    CountResult.IDLE: (CountHandling.KEEP,),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the books have a card or an item, with how many pieces (件) and worth how much (分).

    `room` is None for what is not in the books.

    :param school: of an item, what the whole school has of it: the moving average.
    """

    room: int | None
    quantity: int
    value_fen: int
    place: str = ""
    holder: int | None = None
    school: Worth | None = None

    @property
    def amount(self) -> Amount:
        """Return pieces and value."""
        return Amount(self.quantity, self.value_fen)

    def part(self, quantity: int) -> Amount:
        """Return some pieces with their share of the card's value, or at the moving average."""
        whole = self.amount if self.school is None else self.school
        return Amount(quantity, share_fen(whole.value_fen, whole.quantity, quantity))


NOT_IN_THE_BOOKS: Final = Standing(None, 0, 0)


@dataclass(frozen=True, slots=True)
class Move:
    """One entry since 基准日: pieces and 分 that came (or went), and the room after it.

    `words` name the document or the entry, for whoever reads the list.
    """

    on: date
    quantity: int
    value_fen: int
    room: int | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of a card; an empty place and no holder mean that they are as on the card.

    :param affected: how many of the pieces are damaged or idle; None for all of them.
    """

    room: int
    quantity: int
    place: str = ""
    holder: int | None = None
    condition: FoundCondition = FoundCondition.GOOD
    affected: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a line, with the pieces and the value that it is about."""

    result: CountResult
    amount: Amount


def net(frozen: Standing, moves: Iterable[Move]) -> Standing:
    """Return what the books expect: the frozen line ± the moves made since.

    :raises ValueError: where more would go than there is, or a value stay behind without pieces,
        which no book lets happen.
    """
    now = frozen
    for move in moves:
        now = replace(
            now,
            room=move.room,
            quantity=now.quantity + move.quantity,
            value_fen=now.value_fen + move.value_fen,
        )
        if now.quantity < 0 or now.value_fen < 0 or (not now.quantity and now.value_fen):
            raise ValueError(f"more goes than there is: {move}")
    return now


def share_fen(value_fen: int, quantity: int, part: int) -> int:
    """Return what part of a batch is worth in 分, rounded half up; all of it is worth all."""
    return 0 if quantity == 0 else (2 * value_fen * part + quantity) // (2 * quantity)


def require_found(found: Found) -> None:
    """Refuse pieces that cannot have been counted.

    :raises Refused: for less than nothing, or more affected pieces than were found.
    """
    if found.quantity < 0:
        raise Refused("实盘数不能小于零。没有找到请填 0。", code="counted_quantity")
    if found.affected is not None and not 0 < found.affected <= found.quantity:
        raise Refused(
            f"损坏或闲置的件数 {found.affected} 须在 1 到实盘数 {found.quantity} 之间。",
            code="affected_quantity",
        )


def judge(booked: Standing, found: Found | None) -> tuple[Finding, ...]:
    """Return what a line came to: 相符, 未盘, or each difference with pieces and value."""
    if found is None:
        uncounted = Finding(CountResult.UNCOUNTED, booked.amount)
        return (uncounted,) if booked.quantity else ()
    findings = [*_of_pieces(booked, found), *_of_what_is_there(booked, found)]
    if not findings and not booked.quantity:
        return ()
    return tuple(findings) or (Finding(CountResult.MATCHES, booked.amount),)


def _of_pieces(booked: Standing, found: Found) -> Iterable[Finding]:
    more = found.quantity - booked.quantity
    if more > 0:
        yield Finding(CountResult.SURPLUS, booked.part(more))
    elif more < 0:
        yield Finding(CountResult.SHORTAGE, booked.amount - counted_amount(booked, found))


def _of_what_is_there(booked: Standing, found: Found) -> Iterable[Finding]:
    here = min(found.quantity, booked.quantity)
    if not here:
        return
    elsewhere = found.place not in ("", booked.place)
    if found.room != booked.room or elsewhere:
        yield Finding(CountResult.WRONG_PLACE, booked.part(here))
    if found.holder not in (None, booked.holder):
        yield Finding(CountResult.WRONG_USER, booked.part(here))
    affected = here if found.affected is None else min(found.affected, here)
    if found.condition is FoundCondition.DAMAGED:
        yield Finding(CountResult.DAMAGED, booked.part(affected))
    elif found.condition is FoundCondition.IDLE:
        yield Finding(CountResult.IDLE, booked.part(affected))


def counted_amount(booked: Standing, found: Found | None) -> Amount:
    """Return what was counted of a line, in pieces and in 分 of the books.

    What is missing of an item is worth its share at the moving average, but no more than the room
    has of it; without any piece nothing is left.
    """
    if found is None or not found.quantity:
        return _NOTHING
    if found.quantity >= booked.quantity:
        return booked.amount + booked.part(found.quantity - booked.quantity)
    if booked.school is None:
        return booked.part(found.quantity)
    missing = booked.part(booked.quantity - found.quantity)
    return Amount(found.quantity, max(0, booked.value_fen - missing.value_fen))


def is_difference(result: CountResult) -> bool:
    """Say whether a result asks for a cause and a handling."""
    return result in HANDLINGS


def require_handling(
    result: CountResult,
    handling: CountHandling,
    cause: str,
    fitting: Mapping[CountResult, tuple[CountHandling, ...]] = HANDLINGS,
) -> None:
    """Refuse a handling that settles no difference of this kind, and one without a cause.

    :param fitting: the handlings of cards, of stock, or of what is on no card.
    :raises Refused: naming the handlings that do.
    """
    if not is_difference(result):
        raise Refused(f"“{result.label}”不是差异，不用处理。", code="no_difference")
    if not cause.strip():
        raise Refused("没有写差异的原因。请写明原因，再选怎样处理。", code="no_cause")
    if handling not in fitting[result]:
        names = "、".join(one.label for one in fitting[result])
        raise Refused(
            f"“{result.label}”不能用“{handling.label}”处理。可选：{names}。", code="wrong_handling"
        )


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The figures of one or of many lines, from 期初 to 实盘."""

    books: Movement = _NO_BOOKS
    surplus: Amount = _NOTHING
    shortage: Amount = _NOTHING
    uncounted: Amount = _NOTHING
    counted: Amount = _NOTHING
    damaged: Amount = _NOTHING

    def __add__(self, other: Reckoning) -> Reckoning:
        """Add two reckonings."""
        return Reckoning(
            self.books + other.books,
            self.surplus + other.surplus,
            self.shortage + other.shortage,
            self.uncounted + other.uncounted,
            self.counted + other.counted,
            self.damaged + other.damaged,
        )

    @property
    def balances(self) -> bool:
        """Say whether both equations hold; what is 未盘 is as yet neither here nor missing."""
        found = self.books.closing + self.surplus - self.shortage - self.uncounted
        return self.books.balances and found == self.counted


def reckon(
    frozen: Standing, booked: Standing, found: Found | None, accumulated_fen: int = 0
) -> Reckoning:
    """Return the figures of one line.

    :param accumulated_fen: what of the booked value is written off.
    """
    by_result = {one.result: one.amount for one in judge(booked, found)}
    came, went = booked.amount - frozen.amount, frozen.amount - booked.amount
    return Reckoning(
        Movement(frozen.amount, _positive(came), _positive(went), booked.amount, accumulated_fen),
        by_result.get(CountResult.SURPLUS, _NOTHING),
        by_result.get(CountResult.SHORTAGE, _NOTHING),
        by_result.get(CountResult.UNCOUNTED, _NOTHING),
        counted_amount(booked, found),
        by_result.get(CountResult.DAMAGED, _NOTHING),
    )


def reckon_surplus(amount: Amount) -> Reckoning:
    """Return the figures of a thing that was found and is on no card."""
    return Reckoning(surplus=amount, counted=amount)


def _positive(amount: Amount) -> Amount:
    return Amount(max(amount.quantity, 0), max(amount.value_fen, 0))


_NUMERALS: Final = {word: value for value, word in enumerate("零一二三四五六七八九")} | {"两": 2}
_RUNS: Final = re.compile(r"\d+|[零一二两三四五六七八九十]+|[^\d零一二两三四五六七八九十]+")


def walking_key(place: str, code: str) -> tuple[bool, tuple[tuple[int, str], ...], str]:
    """Return by what lines are put into walking order: place after place, unknown places last.

    2柜 comes before 10柜, 二楼 before 三楼.
    """
    runs = tuple((_figure(run), "" if _figure(run) >= 0 else run) for run in _RUNS.findall(place))
    return not place, runs, code


def _figure(run: str) -> int:
    if run.isdecimal():
        return int(run)
    if any(char not in _NUMERALS and char != "十" for char in run):
        return -1
    tens, ten, ones = run.rpartition("十")
    if not ten:
        return int("".join(str(_NUMERALS[char]) for char in run))
    if len(tens) > 1 or len(ones) > 1:
        return -1
    return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)
