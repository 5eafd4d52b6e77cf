"""Which hazards wait for a notice, and which of a notice wait to be put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from houqin_desktop.domain.hazard import HazardState, HazardStepKind
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.hazard.facts import HazardFact, hazard_facts
from houqin_desktop.services.slips.engine import find_slip
from houqin_desktop.storage.hazard import hazards_on, notices_of


@dataclass(frozen=True, slots=True)
class ToRectify:
    """A hazard of a notice that is not put right yet, and the number of who answers for it."""

    code: str
    responsible: str


def to_be_noticed(codes: Sequence[str]) -> list[str]:
    """Return the hazards that may stand on a notice with these: of one department, planned.

    :param codes: those that were chosen; of several the chosen ones alone, of one its department's.
    """
    facts = hazard_facts()
    chosen = [one for one in facts if one.row.code in codes]
    if len(chosen) != 1:
        return [one.row.code for one in chosen if _waits(one)]
    department = chosen[0].row.department_id
    return [one.row.code for one in facts if one.row.department_id == department and _waits(one)]


def _waits(fact: HazardFact) -> bool:
    planned = fact.state is HazardState.PLANNED and not fact.standing.on_the_spot
    return planned and not notices_of(fact.row.id)


def to_reply(number: str) -> list[ToRectify]:
    """Return the hazards of a notice that wait to be put right, in its order.

    :raises Refused: for a number that no notice has.
    """
    case = find_slip(number, VoucherKind.RECTIFICATION_NOTICE)
    on_it = [one.id for one in hazards_on(case.slip.id)]
    facts = {one.row.id: one for one in hazard_facts()}
    found = []
    for key in on_it:
        plan = facts[key].last(HazardStepKind.PLAN)
        if facts[key].state is HazardState.PLANNED and plan is not None:
            person = lookup.person_by_id(plan.person_id).number
            found.append(ToRectify(facts[key].row.code, person))
    return found
