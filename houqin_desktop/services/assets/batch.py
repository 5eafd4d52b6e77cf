"""批量更正: many cards at once, as one command: all of them or none, and taken back as one.

Who uses, answers for and keeps them, and where they are, is corrected card by card by the very rule
that corrects one. A 部门转移 with signatures is another matter and has its own paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.assets.verbs import correct_asset
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument

ASSIGNED = ("storeroom", "using_department", "place", "holder", "responsible", "keeper")


@dataclass(frozen=True, kw_only=True)
class AssignCards(Draft):
    """What is to be the same on all of the cards; what is not filled in stays as it is on each."""

    assets: tuple[str, ...] = argument("资产", Kind.ASSETS)
    storeroom: str | None = argument("保管室", Kind.STOREROOM, default=None)
    using_department: str | None = argument("使用部门", Kind.DEPARTMENT, default=None)
    place: str | None = argument("存放地点", default=None)
    holder: str | None = argument("使用人", Kind.PERSON, default=None)
    responsible: str | None = argument("责任人", Kind.PERSON, default=None)
    keeper: str | None = argument("保管人", Kind.PERSON, default=None)
    reason: str | None = argument("更正原因", default=None)


@dataclass(frozen=True, kw_only=True)
class CorrectCards(Draft):
    """Corrections that differ from card to card."""

    corrections: tuple[CorrectAsset, ...] = argument("各卡片的更正", Kind.ROWS, rows=CorrectAsset)


@command("批量更正", AssignCards)
def assign_cards(task: Task, draft: AssignCards) -> Outcome:
    """Correct people and places of many cards; those that have it so already stay as they are."""
    values = {name: getattr(draft, name) for name in ASSIGNED}
    if not draft.assets:
        raise Refused("没有选中资产。请先选中要更正的卡片。", code="no_assets")
    if all(value is None for value in values.values()):
        raise Refused("没有填要改成什么。请至少填一项。", code="nothing_changed")
    wanted = [
        CorrectAsset(code=code, reason=draft.reason, **values)
        for code in dict.fromkeys(draft.assets)
    ]
    return _correct(task, wanted)


@command("逐张更正", CorrectCards, listed=False)
def correct_cards(task: Task, draft: CorrectCards) -> Outcome:
    """Correct many cards, each in its own way."""
    return _correct(task, draft.corrections)


def _correct(task: Task, wanted: Iterable[CorrectAsset]) -> Outcome:
    changed = []
    for one in wanted:
        try:
            correct_asset(task, one)
        except Refused as refusal:
            if refusal.code == "nothing_changed":
                continue
            raise
        changed.append(one.code)
    if not changed:
        raise Refused("所选卡片本来就是这样，没有更正。", code="nothing_changed")
    return Outcome(f"{len(changed)} 张卡片", tuple(changed))
