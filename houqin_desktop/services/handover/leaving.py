"""What keeps somebody from being marked as left: whatever is still in his name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.storage.handover import cards_in_name, waiting_handovers
from houqin_desktop.storage.loan import handed_out
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.room import stock_there

MOST = 3


def _cards(person: Person) -> str:
    number, codes = cards_in_name(person.id)
    return f"名下还有 {number:,} 张卡片（{_named(codes, number)}）" if number else ""


def _stock(person: Person) -> str:
    kinds, _, most = stock_there(person.location_id, MOST)
    named = [f"{name} {pieces:,} {unit}" for _, name, pieces, unit in most]
    return f"手里还有 {kinds:,} 种物品（{_named(named, kinds)}）" if kinds else ""


def _loans(person: Person) -> str:
    out = [one.number for one in handed_out("loan", taker_id=person.id) if one.out]
    numbers = list(dict.fromkeys(out))
    return f"借用还没有还（{_named(numbers[:MOST], len(numbers))}）" if numbers else ""


def _lists(person: Person) -> str:
    numbers = [number for number, _, _ in waiting_handovers(person.id)]
    return f"交接清册 {'、'.join(numbers)} 还没有签齐" if numbers else ""


def _named(words: list[str], number: int) -> str:
    return f"{'、'.join(words)} 等" if number > len(words) else "、".join(words)


# What is still open, each as a sentence or an empty text; rooms and posts are asked for before.
OPEN_ITEMS: Final[tuple[Callable[[Person], str], ...]] = (_cards, _stock, _loans, _lists)
# The refusals of a departure to which a 交接清册 is the answer: a post, and what is in his name.
STILL_HELD: Final = "still_held"
NOT_HANDED_OVER: Final = "open_items"


def require_handed_over(person: Person) -> None:
    """Refuse to mark somebody as left who still has something in his name.

    :raises Refused: `open_items`, naming them all.
    """
    found = [words for ask in OPEN_ITEMS if (words := ask(person))]
    if found:
        raise Refused(
            f"{person.name}还不能登记离岗：{'；'.join(found)}。请先办交接清册，三方签齐以后再登记。",
            code=NOT_HANDED_OVER,
        )
