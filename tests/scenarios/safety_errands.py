"""Errands of the safety log: each tells a short story that must come out as the rules say."""

from __future__ import annotations

from pathlib import Path
from random import Random

from houqin_desktop.services.campus.places import (
    AddCampusPlaces,
    CorrectCampusPlace,
    WithdrawCampusPlaces,
)
from tests.builders import Book
from tests.scenarios.duty_errands import duties
from tests.scenarios.gate_errands import GATE_ERRANDS
from tests.scenarios.hazard_errands import hazard
from tests.scenarios.inspection_errands import inspect, plan_inspections
from tests.scenarios.pledge_errands import letter
from tests.scenarios.repair_errands import repair
from tests.scenarios.school_model import School
from tests.scenarios.term_errands import tried


def campus(book: Book, school: School, r: Random, folder: Path) -> None:
    """Two places are registered, one is written right, both go; their names may come again."""
    names = (f"楼梯{r.randrange(9)}", f"天台{r.randrange(9)}")
    if tried(book, AddCampusPlaces(names=names, area="教学楼")) is None:
        return
    assert tried(book, AddCampusPlaces(names=names[:1])) is None
    who = r.choice(sorted(set(school.people) - school.left))
    book.run(CorrectCampusPlace(place=names[0], responsible=who, is_key=True))
    book.run(WithdrawCampusPlaces(places=names))
    assert tried(book, CorrectCampusPlace(place=names[0], remarks="封了")) is None


SAFETY_ERRANDS = (campus, duties, repair, *GATE_ERRANDS, inspect, plan_inspections, letter, hazard)
