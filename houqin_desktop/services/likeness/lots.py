"""A lot: pieces of one thing that lie together, as the guard against buying twice tells of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.labelled import Labelled


class Standing(Labelled):
    """What can be done with a lot, in the order in which it should be thought of."""

    IDLE = "idle", "闲置"
    ON_HAND = "on_hand", "在库"
    ON_ORDER = "on_order", "在途"
    RECENT = "recent", "近一年购入"
    PENDING_DISPOSAL = "pending_disposal", "待报废"
    IN_USE = "in_use", "在用"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """Pieces of one name and specification in one room that stand alike.

    :param everyday_names: other words for the thing, apart by blanks or any mark.
    :param condition: the state in the words of the register, 封存 or 借出.
    :param keeper: who keeps it or kept it last.
    :param numbers: the numbers of the cards, or the code of the item; of very many only some.
    :param keys: by which the source of the lot knows it again.
    """

    name: str
    specification: str
    standing: Standing
    pieces: int
    unit: str = ""
    room: str = ""
    place: str = ""
    condition: str = ""
    user: str = ""
    keeper: str = ""
    acquired_on: str = ""
    numbers: tuple[str, ...] = ()
    everyday_names: str = ""
    category: str = ""
    is_card: bool = False
    keys: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """Return the lot in one line: what can be done with how many of what, where, with whom."""
        name = f"{self.name} {self.specification}".strip()
        where = (
            f"{self.room}（{self.place}）" if self.room and self.place else self.room or self.place
        )
        said = (
            f"{self.standing.label} {self.pieces:,} {self.unit}".strip() + f"：{name}",
            where,
            self.condition if self.condition != self.standing.label else "",
            f"使用人 {self.user}" if self.user else "",
            f"保管人 {self.keeper}" if self.keeper else "",
            f"{self.acquired_on} 取得" if self.acquired_on else "",
        )
        return "，".join(filter(None, said))


def as_it_is(lots: Sequence[Lot]) -> list[Lot]:
    """Return lots of which all is said already."""
    return list(lots)


@dataclass(frozen=True, slots=True)
class Source:
    """Something of which the school has lots.

    :param lots: what there is now, with things bought on the day or since called 近一年购入.
    :param told: fills in, for the few that are shown, what would be too much to read of all.
    """

    lots: Callable[[date], Iterable[Lot]]
    told: Callable[[Sequence[Lot]], list[Lot]] = as_it_is
