"""An errand about a hazard: it goes as far as chance and the rules let it, then a step back."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.hazard import PhotoStage, ReinspectionResult
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.services.campus.places import AddCampusPlaces
from houqin_desktop.services.hazard.drafts import (
    AddHazardPhoto,
    CloseOutAtOnce,
    CloseOutHazard,
    DropHazardPhoto,
    DropNoticeReply,
    FileNoticeReply,
    GradeHazard,
    IssueRectificationNotice,
    LinkHazard,
    PlanRectification,
    RecordOutsideReport,
    RectifyHazard,
    RegisterHazard,
    ReinspectHazard,
    RetractHazardStep,
    UnlinkHazard,
    VoidHazard,
)
from tests.builders import Book
from tests.photos import write_photo
from tests.scenarios.school_model import School
from tests.scenarios.term_errands import tried


def hazard(book: Book, school: School, r: Random, folder: Path) -> None:
    """A hazard is found, graded, planned, put right and struck off, and its close-out taken back.

    Who fixes is refused as the checker, and a major one before its outside report.
    """
    place = f"隐患点{r.randrange(3)}"
    tried(book, AddCampusPlaces(names=(place,)))
    fixer, checker = r.sample(sorted(set(school.people) - school.left), 2)
    photo = str(write_photo(folder / f"隐患{r.randrange(10**6)}.jpg", str(r.random())))
    found = RegisterHazard(
        place=place,
        description="开裂",
        category="校舍建筑",
        department=r.choice(sorted(school.departments)),
        photo=photo,
    )
    code = tried(book, found)
    if code is None:
        return
    book.run(AddHazardPhoto(hazard=code, file=_other(photo), stage=PhotoStage.BEFORE))
    book.run(DropHazardPhoto(hazard=code, photo=2))
    severity = r.choice(list(HazardSeverity))
    book.run(GradeHazard(hazard=code, severity=severity))
    assert tried(book, CloseOutHazard(hazard=code)) is None
    spot = severity is not HazardSeverity.MAJOR and r.random() < 0.3
    number = _under_notice(book, code, fixer, on_the_spot=spot)
    book.run(RectifyHazard(hazard=code, rectified_by=fixer, done="加固"))
    own = ReinspectHazard(hazard=code, reinspected_by=fixer, result=ReinspectionResult.PASS)
    assert tried(book, own) is None
    book.run(ReinspectHazard(hazard=code, reinspected_by=checker, result=ReinspectionResult.PASS))
    struck = CloseOutHazard(hazard=code, closed_by=checker)
    if severity is HazardSeverity.MAJOR:
        assert tried(book, struck) is None
    book.run(RecordOutsideReport(hazard=code, file=photo))
    book.run(struck)
    assert tried(book, VoidHazard(hazard=code, reason="不是")) is None
    book.run(RetractHazardStep(hazard=code, reason="又裂了"))
    if number:
        book.run(LinkHazard(hazard=code, number=number))
        book.run(UnlinkHazard(hazard=code, number=number))
    book.run(r.choice((struck, VoidHazard(hazard=code, reason="登错了"))))
    small = CloseOutAtOnce(
        hazard=book.make(replace(found, photo=None)),
        rectified_by=fixer,
        done="换锁",
        reinspected_by=checker,
    )
    assert tried(book, replace(small, reinspected_by=fixer)) is None
    book.run(small)


def _other(photo: str) -> str:
    return str(write_photo(Path(photo).with_suffix(".png"), photo))


def _under_notice(book: Book, code: str, fixer: str, *, on_the_spot: bool) -> str:
    """Plan a hazard; where it has a term, issue a notice and file its 回执. Return its number."""
    book.run(
        PlanRectification(
            hazard=code,
            responsible=fixer,
            measures="加固",
            on_the_spot=on_the_spot or None,
            due_on=None if on_the_spot else book.today + timedelta(days=5),
            funds=100,
            emergency_plan="疏散",
            interim="围挡",
        )
    )
    notice = IssueRectificationNotice(hazards=(code,), receiver=fixer)
    number = tried(book, notice)
    assert (number is None) == on_the_spot
    if number is None:
        return ""
    with suppress(Refused):
        book.sign_slip(number)
        book.run(FileNoticeReply(number=number, replied_by=fixer))
        book.run(DropNoticeReply(number=number))
    return number
