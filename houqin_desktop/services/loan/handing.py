"""Cards that change hands: 使用人, department and place, once every hand has signed, and back."""

from __future__ import annotations

from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.assets.verbs import derived_words, require_free, set_custody
from houqin_desktop.services.commands import Task
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.storage.asset import Asset, current_custody
from houqin_desktop.storage.loan import HandedCard
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.slip import SlipLine


def _cards(case: SlipCase) -> list[tuple[SlipLine, Asset]]:
    return [
        (line, Asset.get_by_id(line.asset_id)) for line in case.lines if line.asset_id is not None
    ]


def holder_of(asset: Asset) -> int | None:
    """Return who uses a card now."""
    held = current_custody(asset.id)
    return None if held is None else held.holder_id


def hand_over(task: Task, case: SlipCase) -> None:
    """Let who takes use the cards of an issue, in his department and at the place of the line."""
    for line, asset in _cards(case):
        card: dict[str, Any] = {}
        if case.slip.taker_department_id is not None:
            card["using_department_id"] = case.slip.taker_department_id
        if line.place:
            card["place"] = line.place
        _write(task, line, asset, case.slip.taker_id, card)


def hand_in(task: Task, case: SlipCase) -> None:
    """Let nobody use the cards of a restock any more; they lie at the place of the line."""
    for line, asset in _cards(case):
        if holder_of(asset) != case.slip.giver_id:
            raise gone_on(asset)
        _write(task, line, asset, None, {"using_department_id": None, "place": line.place})


def hand_back(task: Task, case: SlipCase) -> None:
    """Put the cards of a slip back into the hands of before; who has left stays out.

    :raises Refused: for a card that somebody else uses by now.
    """
    for line, asset in _cards(case):
        before: HandedCard | None = HandedCard.find(line_id=line.id)
        if before is None:
            continue
        if holder_of(asset) != case.slip.taker_id:
            raise gone_on(asset)
        card = {"using_department_id": before.using_department_id, "place": before.place}
        _change(task, asset, still_here(before.holder_id), card)


def _write(
    task: Task, line: SlipLine, asset: Asset, holder: int | None, card: dict[str, Any]
) -> None:
    task.insert(
        HandedCard,
        line_id=line.id,
        holder_id=holder_of(asset),
        using_department_id=asset.using_department_id,
        place=asset.place,
    )
    _change(task, asset, holder, card)


def _change(task: Task, asset: Asset, holder: int | None, card: dict[str, Any]) -> None:
    require_free(asset)
    task.update(asset, **card, **derived_words(asset, card))
    set_custody(task, asset, {"holder_id": holder})


def still_here(person_id: int | None) -> int | None:
    """Return somebody who is on the staff, or nobody for who has left."""
    if person_id is None:
        return None
    person: Person = Person.get_by_id(person_id)
    return None if person.left_on is not None or person.withdrawn else person_id


def gone_on(asset: Asset) -> Refused:
    """Return the refusal for a card that changed after its slip."""
    return Refused(
        f"{asset.code}（{asset.name}）以后又有变动，不能原样退回。请先撤销后来的领用、退库或转移。",
        code="built_upon",
    )
