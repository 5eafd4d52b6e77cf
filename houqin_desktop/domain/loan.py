"""领用 and 借用: what is still out, since when it is overdue, in what condition it comes back.

Nothing of this is kept: what is out is what was lent less what came back, and a loan is overdue on
every day after the one on which it was due.
"""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.stock import Condition

LAST_PERIOD = 12


class LoanState(Labelled):
    """How far a lent line has come back."""

    LENT = "lent", "借出中"
    PARTLY_BACK = "partly_back", "部分归还"
    BACK = "back", "已还"
    OVERDUE = "overdue", "逾期"
    WRITTEN_OFF = "written_off", "报损下账"


class RestockReason(Labelled):
    """Why what was issued comes back."""

    LEFT_OVER = "left_over", "用剩"
    DAMAGED = "damaged", "损坏"
    LOST = "lost", "丢失"

    @property
    def condition(self) -> Condition:
        """Return the condition in which the pieces come back."""
        return {
            RestockReason.LEFT_OVER: Condition.GOOD,
            RestockReason.DAMAGED: Condition.DAMAGED,
            RestockReason.LOST: Condition.LOST,
        }[self]


def loan_state(lent: int, out: int, due_on: date, today: date) -> LoanState:
    """Return how a lent line of which so many pieces are still out stands on a day."""
    if not out:
        return LoanState.BACK
    if today > due_on:
        return LoanState.OVERDUE
    return LoanState.PARTLY_BACK if out < lent else LoanState.LENT


def days_overdue(out: int, due_on: date, today: date) -> int:
    """Return for how many days something is out that was due; 0 where nothing is."""
    return max(0, (today - due_on).days) if out else 0


def is_gone(condition: Condition) -> bool:
    """Say whether pieces in this condition do not go back on the shelf."""
    return condition in (Condition.DAMAGED, Condition.LOST)


def require_due(due_on: date, on: date) -> date:
    """Return the day on which a loan is due.

    :raises Refused: for a day before the loan itself.
    """
    if due_on < on:
        raise Refused(
            f"归还日期 {due_on} 早于 {on}。请填写借出当天或以后的日期。", code="due_before_loan"
        )
    return due_on


def require_back(name: str, out: int, quantity: int) -> int:
    """Return a number of pieces that can come back.

    :raises Refused: for none, or for more than are out.
    """
    if not 1 <= quantity <= out:
        raise Refused(
            f"{name}在外的还有 {out:,} 件，不能退还 {quantity:,} 件。请核对数量。",
            code="more_than_out",
        )
    return quantity


def require_periods(first: int, last: int) -> None:
    """Refuse periods of a day that there are not.

    :raises Refused: `bad_period`.
    """
    if not 1 <= first <= last <= LAST_PERIOD:
        raise Refused(
            f"预约的节次须在第 1 到第 {LAST_PERIOD} 节之间，起节不晚于止节。请核对节次。",
            code="bad_period",
        )
