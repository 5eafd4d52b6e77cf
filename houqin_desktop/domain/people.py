"""Posts (岗位) and who holds them from when to when.

The school rotates its posts (岗位轮换): a form dated August must show the August holder. So a
person never "is" the director; an appointment says who held a post, for which storeroom, from
one day to another, both days included.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled


class Post(Labelled):
    """A post of the school that signs or answers for something."""

    HEAD_STOREKEEPER = "head_storekeeper", "总保管员"
    STOREKEEPER = "storekeeper", "分保管员"
    GENERAL_AFFAIRS_DIRECTOR = "general_affairs_director", "总务主任"
    SUPERVISING_LEADER = "supervising_leader", "主管领导"
    FINANCE = "finance", "财务"
    PRINCIPAL = "principal", "校长"

    @property
    def needs_storeroom(self) -> bool:
        """Say whether the post is held for one storeroom."""
        return self is Post.STOREKEEPER


@dataclass(frozen=True, slots=True)
class Term:
    """One appointment: who, which post, for which storeroom, from and to (inclusive)."""

    person_id: int
    post: Post
    storeroom_id: int | None
    from_on: date
    to_on: date | None

    def covers(self, on: date) -> bool:
        """Say whether the post was held on that day."""
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)


def term_held_on(
    terms: Iterable[Term], post: Post, on: date, storeroom_id: int | None = None
) -> Term | None:
    """Return the term in which the post was held on that day, or None."""
    for term in terms:
        same_room = not post.needs_storeroom or term.storeroom_id == storeroom_id
        if term.post is post and same_room and term.covers(on):
            return term
    return None


def require_term_order(from_on: date, to_on: date | None) -> None:
    """Refuse an appointment that would end before it begins."""
    if to_on is not None and to_on < from_on:
        raise Refused(
            f"任期的止日 {to_on} 早于起日 {from_on}。请改正其中一个日期。", code="term_order"
        )
