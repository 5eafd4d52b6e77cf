"""Errands about devices at their points, education and drills, police and plans."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from houqin_desktop.domain.emergency_plan import PlanKind
from houqin_desktop.domain.liaison import LiaisonKind, Slot
from houqin_desktop.domain.safety_device import Agent, CheckResult, DeviceKind, Rhythm
from houqin_desktop.domain.safety_event import EventKind, Period
from houqin_desktop.services.campus.places import AddCampusPlaces
from houqin_desktop.services.emergency_plan.issuing import (
    EndEmergencyPlan,
    EndRegulation,
    IssueEmergencyPlan,
    IssueRegulation,
    WithdrawEmergencyPlan,
    WithdrawRegulation,
)
from houqin_desktop.services.liaison.verbs import CorrectLiaison, RecordLiaison, VoidLiaison
from houqin_desktop.services.safety_device.drafts import (
    CloseDeviceRound,
    CorrectDevice,
    DeviceFinding,
    EndDevices,
    EnterDeviceChecks,
    OpenDeviceRound,
    RegisterDevice,
    RegisterDevices,
    ReplaceDevice,
    ReturnDevices,
    SendDevices,
    WithdrawDeviceRound,
    WithdrawDevices,
    WithdrawServices,
)
from houqin_desktop.services.safety_device.hazards import RegisterDeviceHazard
from houqin_desktop.services.safety_event.drafts import (
    AttachEventDocument,
    CorrectSafetyEvent,
    DropEventDocument,
    LoadEventRules,
    RecordSafetyEvent,
    SetEventRule,
    VoidSafetyEvent,
    WithdrawEventRules,
)
from tests.builders import DEPARTMENT, Book
from tests.photos import write_photo
from tests.scenarios.school_model import School
from tests.scenarios.term_errands import tried


def gear(book: Book, school: School, r: Random, folder: Path) -> None:
    """Devices are hung up, serviced, replaced and looked at; one round is opened by mistake."""
    place = f"机房{r.randrange(9)}"
    tried(book, AddCampusPlaces(names=(place,)))
    powder = RegisterDevice(kind=DeviceKind.EXTINGUISHER, agent=Agent.POWDER, place=place)
    camera = RegisterDevice(kind=DeviceKind.CAMERA, place=place, rhythm=Rhythm.HALF_MONTHLY)
    first = book.make(powder)
    second, third = book.run(RegisterDevices(devices=(camera, camera))).ids
    book.run(CorrectDevice(device=first, spot="门后", quantity=2))
    book.run(SendDevices(devices=(first,), company="消安公司", reason="全校只有这些"))
    assert tried(book, SendDevices(devices=(first,), company="消安公司", reason="再送")) is None
    book.run(ReturnDevices(devices=(first,)))
    book.run(WithdrawServices(devices=(first,), still_away=True))
    book.run(ReturnDevices(devices=(first,), condemned=True, remarks="变形"))
    new = book.make(ReplaceDevice(device=first, reason="不能再用"))
    book.run(WithdrawDevices(devices=(third,)))
    mistaken = book.make(OpenDeviceRound(kind=DeviceKind.CAMERA))
    book.run(WithdrawDeviceRound(round=mistaken))
    number = book.make(OpenDeviceRound())
    found = (
        DeviceFinding(device=new, result=CheckResult.GOOD),
        DeviceFinding(device=second, result=CheckResult.FAULTY, remarks="黑屏", recording_days=30),
    )
    book.run(EnterDeviceChecks(round=number, findings=found))
    tried(book, RegisterDeviceHazard(device=second, department=DEPARTMENT))
    book.run(CloseDeviceRound(round=number, reason="别处下次查"))
    assert tried(book, EnterDeviceChecks(round=number, findings=found)) is None
    book.run(EndDevices(devices=(second,), reason="拆除"))


def educate(book: Book, school: School, r: Random, folder: Path) -> None:
    """A drill is held by a plan, corrected, and voided; what the year asks for is written down."""
    plan, rule = f"预案{r.randrange(3)}", f"必办{r.randrange(3)}"
    for name in (plan, f"制度{r.randrange(3)}"):
        issued: dict[str, Any] = {"name": name, "issued_by": "学校", "from_on": book.today}
        if name == plan:
            tried(book, IssueEmergencyPlan(kind=PlanKind.FIRE, **issued))
            tried(book, EndEmergencyPlan(plan=name, to_on=book.today))
        else:
            tried(book, IssueRegulation(**issued))
            tried(book, EndRegulation(regulation=name, to_on=book.today))
            tried(book, WithdrawRegulation(regulation=name, restore=r.random() < 0.5))
    tried(book, LoadEventRules())
    tried(book, SetEventRule(name=rule, period=Period.EACH_TERM, words="疏散"))
    tried(book, WithdrawEventRules(rules=(rule,), restore=r.random() < 0.5))
    drill = RecordSafetyEvent(kind=EventKind.DRILL, theme="疏散", plan=plan, expected=40)
    event = book.make(drill)
    picture = write_photo(folder / "演练.jpg", event)
    book.run(AttachEventDocument(event=event, file=str(picture), title="照片"))
    new = book.make(CorrectSafetyEvent(event=event, reason="数错", present=r.randrange(41)))
    book.run(DropEventDocument(event=new, document=1))
    if r.random() < 0.5:
        book.run(VoidSafetyEvent(event=new, reason="没有办"))
    tried(book, WithdrawEmergencyPlan(plan=plan))


def outside(book: Book, school: School, r: Random, folder: Path) -> None:
    """Traffic police stand at the gate; the entry is corrected, and the correction voided."""
    kind, slot = LiaisonKind.ROAD_POST, Slot.SCHOOL_START
    draft = RecordLiaison(kind=kind, slot=slot, counterpart="交警", matter="疏导")
    number = book.make(draft)
    new = book.make(CorrectLiaison(number=number, reason="时段写错", slot=Slot.SCHOOL_END))
    assert tried(book, VoidLiaison(number=number, restore=True)) is None
    book.run(VoidLiaison(number=new, reason="没有来"))


DEVICE_ERRANDS = (gear, educate, outside)
