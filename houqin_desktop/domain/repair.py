"""Repairs (报修, DOMAIN.md 4.14): who reports, who repairs, who accepts, what it comes to.

Whoever reported accepts; whoever repaired does not. Where the reporter repaired it himself, or has
left since, somebody else accepts.
"""

from __future__ import annotations

from houqin_desktop.domain.labelled import Labelled


class RepairResult(Labelled):
    """What came of a repair."""

    REPAIRED = "repaired", "已修好"
    NOT_WORTH = "not_worth", "不值得修"


class WorkEnd(Labelled):
    """Why a work that was entered as done counts as done no longer."""

    MISTAKEN = "mistaken", "登记有误"
    FAILED = "failed", "验收不合格"

    @property
    def costs(self) -> bool:
        """Say whether what it cost was spent all the same."""
        return self is WorkEnd.FAILED


def progress_of(
    *, is_assigned: bool, result: RepairResult | None, waits_for: str, is_closed: bool
) -> str:
    """Return how far a repair that stands has come, as one says it.

    :param result: what came of it, None while nothing was done.
    :param waits_for: which box is to be signed next, in words.
    :param is_closed: whether every hand has signed.
    """
    if result is None:
        return "待维修" if is_assigned else "待派工"
    return result.label if is_closed else waits_for
