"""Rounds over the campus told shortly, for whoever needs some in his book."""

from __future__ import annotations

from houqin_desktop.domain.inspection import InspectionKind, PointResult
from houqin_desktop.domain.inspection_plan import PlanRhythm
from houqin_desktop.services.inspection.drafts import (
    AdoptCheckItems,
    FoundLine,
    OpenInspection,
    PhotographFinding,
    RecordFindings,
    SetCheckPoints,
    WithdrawCheckItems,
)
from houqin_desktop.services.inspection.plan_drafts import (
    AddInspectionRule,
    MakeDueInspections,
    NameOccasion,
    WithdrawInspectionRules,
)
from tests.builders import COLLEAGUE, DIRECTOR, KEEPER, TODAY, Book
from tests.photos import write_photo


def fill_inspections(book: Book) -> None:
    """Write YH20260001, walked and signed, with a photo and a line beside the list; YH20260002.

    The second is the sheet of PLANNED for today; of the first, point C06 was passed over.
    """
    photo = str(write_photo(book.path.parent / "rail.jpg", "RAIL"))
    book.run(AdoptCheckItems(categories=("防踩踏", "消防安全")))
    book.run(WithdrawCheckItems(items=("C16",)))
    book.run(SetCheckPoints(places=("GATE",), items=("J01", "C06")))
    walked = OpenInspection(
        kind=InspectionKind.DRAGNET, led_by=DIRECTOR, head=KEEPER, members=(COLLEAGUE,)
    )
    number = book.make(walked)
    rail = FoundLine(line=1, check_result=PointResult.FAULT, observation="LOOSE")
    other = FoundLine(place="GATE", check_result=PointResult.SOUND)
    book.run(RecordFindings(number=number, lines=(rail, other)))
    book.run(PhotographFinding(number=number, line=1, photo=photo))
    book.sign_slip(number)
    planned = AddInspectionRule(
        name="PLANNED", kind=InspectionKind.GENERAL, rhythm=PlanRhythm.OCCASIONAL, led_by=DIRECTOR
    )
    book.run(planned)
    book.run(NameOccasion(rule="PLANNED", due_on=TODAY, occasion="STORM"))
    book.run(MakeDueInspections())
    book.run(
        AddInspectionRule(
            name="FORMER",
            kind=InspectionKind.FOLLOW_UP,
            rhythm=PlanRhythm.MONTHLY,
            month_day=5,
            led_by=DIRECTOR,
        )
    )
    book.run(WithdrawInspectionRules(rules=("FORMER",)))
