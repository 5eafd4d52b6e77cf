"""A hazard told for tests: found, graded, planned, put right, looked at again, struck off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from houqin_desktop.domain.hazard import ReinspectionResult
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.services.campus.places import AddCampusPlaces
from houqin_desktop.services.hazard.drafts import (
    CloseOutAtOnce,
    CloseOutHazard,
    FileNoticeReply,
    IssueRectificationNotice,
    LinkHazard,
    PlanRectification,
    RectifyHazard,
    RegisterHazard,
    ReinspectHazard,
)
from houqin_desktop.services.hazard.finding import find_hazard
from tests.builders import COLLEAGUE, DEPARTMENT, DIRECTOR, KEEPER, Book

GATE, STAIRS = "东校门", "一楼东侧楼梯"


def open_campus(book: Book) -> None:
    """Two places of the campus."""
    book.run(AddCampusPlaces(names=(GATE, STAIRS), area="教学楼", department=DEPARTMENT))


def found(book: Book, **said: Any) -> str:
    """Register a general hazard at the gate; return its number."""
    shared: dict[str, Any] = {
        "place": GATE,
        "description": "门锁锈死",
        "category": "围墙校门",
        "severity": HazardSeverity.GENERAL,
    }
    on = said.pop("on", None)
    return book.make(RegisterHazard(**shared | said), on=on)


def planned(book: Book, code: str, **said: Any) -> str:
    """Plan to put a hazard right within a week; all of the 五落实 are written."""
    shared: dict[str, Any] = {
        "responsible": KEEPER,
        "measures": "换锁",
        "due_on": book.today + timedelta(days=7),
        "funds": 8_000,
        "emergency_plan": "值班人员看守，疏散走西门",
        "interim": "拉警戒线",
    }
    on = said.pop("on", None)
    book.run(PlanRectification(hazard=code, **shared | said), on=on)
    return code


def at_once(book: Book, code: str, **said: Any) -> str:
    """Plan to put a hazard right on the spot."""
    return planned(book, code, on_the_spot=True, due_on=None, **said)


def fixed(book: Book, code: str, on: date | None = None, **said: Any) -> str:
    """Let the keeper put a hazard right."""
    shared: dict[str, Any] = {"rectified_by": KEEPER, "done": "换了锁"}
    book.run(RectifyHazard(hazard=code, **shared | said), on=on)
    return code


def checked(
    book: Book, code: str, result: ReinspectionResult = ReinspectionResult.PASS, **said: Any
) -> str:
    """Let the colleague look at it again."""
    on = said.pop("on", None)
    shared: dict[str, Any] = {"reinspected_by": COLLEAGUE, "result": result, "opinion": "已查看"}
    book.run(ReinspectHazard(hazard=code, **shared | said), on=on)
    return code


def closed(book: Book, code: str, on: date | None = None) -> str:
    """Let the director strike it off."""
    book.run(CloseOutHazard(hazard=code, closed_by=DIRECTOR), on=on)
    return code


def struck_off(book: Book, **said: Any) -> str:
    """Find a hazard and go the whole way on one day."""
    on = said.get("on")
    code = found(book, **said)
    draft = CloseOutAtOnce(
        hazard=code,
        rectified_by=KEEPER,
        done="换了锁",
        reinspected_by=COLLEAGUE,
        closed_by=DIRECTOR,
    )
    book.run(draft, on=on)
    return code


def noticed(book: Book, *codes: str, **said: Any) -> str:
    """Issue a notice about planned hazards; return its number."""
    shared: dict[str, Any] = {"hazards": codes, "receiver": KEEPER}
    return book.make(IssueRectificationNotice(**shared | said))


def state_of(code: str) -> str:
    """Return how far a hazard has come."""
    return find_hazard(code).standing.state.label


def fill_hazards(book: Book) -> None:
    """Write a hazard in every state: CLOSED, OPEN under a signed notice, MAJOR, FRESH and VOID.

    YHB20260001 is struck off, 0002 stands on ZG20260001 that was signed for and came back, 0003 is
    major and put right under ZG20260002, 0004 was only found, 0005 is void and 0006, tied to the
    second notice, corrects it.
    """
    open_campus(book)
    struck_off(book)
    under = planned(book, found(book))
    number = noticed(book, under)
    book.sign_slip(number)
    book.run(FileNoticeReply(number=number, replied_by=KEEPER, unfinished="WAITING"))
    major = planned(book, found(book, severity=HazardSeverity.MAJOR))
    book.sign_slip(noticed(book, major))
    checked(book, fixed(book, major))
    found(book, severity=None)
    right = found(book, corrects=found(book))
    book.run(LinkHazard(hazard=right, number="ZG20260002"))
