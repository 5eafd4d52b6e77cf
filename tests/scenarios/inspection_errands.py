"""Errands of rounds over the campus and of the plan that asks for them."""

from __future__ import annotations

from pathlib import Path
from random import Random

from houqin_desktop.domain.inspection import InspectionKind, PointResult
from houqin_desktop.domain.inspection_plan import PlanRhythm
from houqin_desktop.services.campus.places import (
    AddCampusPlaces,
    WithdrawCampusPlaces,
)
from houqin_desktop.services.hazard.drafts import RegisterFoundHazards
from houqin_desktop.services.inspection.drafts import (
    AddCheckItem,
    AdoptCheckItems,
    ChangeInspection,
    CorrectCheckItem,
    DropFindingPhoto,
    FoundLine,
    OpenInspection,
    PhotographFinding,
    RecordFindings,
    SetCheckPoints,
    WithdrawCheckItems,
)
from houqin_desktop.services.inspection.plan_drafts import (
    AddInspectionRule,
    AdoptUsualPlan,
    CorrectInspectionRule,
    MakeDueInspections,
    NameOccasion,
    WithdrawInspectionRules,
)
from houqin_desktop.services.slips.drafts import WithdrawSlip
from tests.builders import Book
from tests.photos import write_photo
from tests.scenarios.school_model import School
from tests.scenarios.term_errands import tried


def inspect(book: Book, school: School, r: Random, folder: Path) -> None:
    """A stairway is walked: something is found and photographed; its points come and go."""
    place = f"走廊{r.randrange(9)}"
    departments = [row["name"] for row in book.rows("department", "closed = 0")]
    department = r.choice(departments) if departments else None
    if tried(book, AddCampusPlaces(names=(place,), department=department)) is None:
        return
    who = r.choice(sorted(set(school.people) - school.left))
    tried(book, AdoptCheckItems(categories=("防踩踏",)))
    item = tried(book, AddCheckItem(category="防踩踏", name=f"地面{r.randrange(999)}干燥"))
    if item is None:
        return
    book.run(CorrectCheckItem(item=item, standard="无积水"))
    book.run(SetCheckPoints(places=(place,), items=(item, "J01")))
    walk = OpenInspection(kind=InspectionKind.SPECIAL, led_by=who, head=who, places=(place,))
    number = book.make(walk)
    book.run(ChangeInspection(number=number, members=(who,)))
    wet = FoundLine(line=1, check_result=PointResult.FAULT, observation="积水")
    book.run(RecordFindings(number=number, lines=(wet,)))
    photo = str(write_photo(folder / f"{number}.jpg", number))
    book.run(PhotographFinding(number=number, line=1, photo=photo))
    book.run(DropFindingPhoto(number=number, line=1, photo=1))
    if r.random() < 0.5:
        book.sign_slip(number)
        assert tried(book, RecordFindings(number=number, rest_sound=True)) is None
        registered = tried(book, RegisterFoundHazards(inspection=number))
        assert (registered is not None) == (department is not None)
    else:
        book.run(WithdrawSlip(number=number))
    book.run(WithdrawCheckItems(items=(item,)))
    book.run(WithdrawCampusPlaces(places=(place,)))


def plan_inspections(book: Book, school: School, r: Random, folder: Path) -> None:
    """A week's round is planned, made once for its day, planned otherwise and given up."""
    place, name = f"门厅{r.randrange(9)}", f"门厅检查{r.randrange(99)}"
    if tried(book, AddCampusPlaces(names=(place,), area=name)) is None:
        return
    who = r.choice(sorted(set(school.people) - school.left))
    weekly = AddInspectionRule(
        name=name, kind=InspectionKind.GENERAL, rhythm=PlanRhythm.OCCASIONAL, area=name, led_by=who
    )
    if tried(book, weekly) is not None:
        book.run(NameOccasion(rule=name, due_on=book.today, occasion="大风"))
        made = tried(book, MakeDueInspections(rules=(name,)))
        assert made
        assert tried(book, MakeDueInspections(rules=(name,))) is None
        book.run(WithdrawSlip(number=made))
        book.run(CorrectInspectionRule(rule=name, rhythm=PlanRhythm.MONTHLY, month_day=5))
        book.run(WithdrawInspectionRules(rules=(name,)))
    if tried(book, AdoptUsualPlan(led_by=who)) is not None:
        assert tried(book, AdoptUsualPlan(led_by=who)) is None
    book.run(WithdrawCampusPlaces(places=(place,)))
