"""A book with a case in every state, and a hand that writes into it behind the program's back."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from houqin_desktop.domain.card_fields import FieldShape
from houqin_desktop.domain.count import CountHandling, CountResult, CountScope
from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.emergency_plan import PlanKind
from houqin_desktop.domain.handover import HandoverCause
from houqin_desktop.domain.hazard import PhotoStage
from houqin_desktop.domain.ledger.choices import LayoutChoice, LedgerChoices
from houqin_desktop.domain.ledger.grid import SheetGrid, Workbook
from houqin_desktop.domain.ledger.headers import LedgerKind
from houqin_desktop.domain.liaison import LiaisonKind
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.place import PlaceKind
from houqin_desktop.domain.roster import RosterKind
from houqin_desktop.domain.safety_device import Agent, CheckResult, DeviceKind
from houqin_desktop.domain.safety_event import EventKind
from houqin_desktop.domain.school_days import DayKind
from houqin_desktop.domain.stock import Condition, StockKind
from houqin_desktop.domain.term import GroupKind, KitBasis, Season
from houqin_desktop.domain.visit import CallResult, OutingKind
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.assets.custom_fields import DeclareField, RetireField
from houqin_desktop.services.assets.drafts import ChangeValue, CorrectAsset
from houqin_desktop.services.assets.pictures import AttachToAsset, DetachPicture
from houqin_desktop.services.assets.split import SplitAsset
from houqin_desktop.services.backups.making import make_backup
from houqin_desktop.services.backups.restoration import RecordRestoration
from houqin_desktop.services.campus.places import AddCampusPlaces, CorrectCampusPlace
from houqin_desktop.services.count.drafts import (
    CloseCount,
    CountedLine,
    ExplainDifference,
    FinishCountRoom,
    OpenCount,
    RecordCountLines,
    RecordSurplus,
    SettleDifference,
    WithdrawCount,
)
from houqin_desktop.services.count.view import CountView
from houqin_desktop.services.disposal.drafts import (
    ChangeDisposal,
    PostReversal,
    RecordAppraisal,
    RecordDisposalPaper,
    RecordPrinting,
    RecordResidual,
    RejectDisposal,
    ReturnDisposal,
    ReverseWriteOff,
    WithdrawDisposal,
    WriteLossReport,
)
from houqin_desktop.services.duty.drafts import (
    CalendarRow,
    RecordAbsence,
    SetCalendar,
)
from houqin_desktop.services.emergency_plan.issuing import IssueEmergencyPlan, IssueRegulation
from houqin_desktop.services.equipment.verbs import AddEquipmentRule, WithdrawEquipmentRule
from houqin_desktop.services.gate.drafts import (
    PurgePersonal,
    RecordOuting,
    RecordVisit,
    RevealPersonal,
    VoidVisit,
)
from houqin_desktop.services.guard_shift.drafts import (
    HandOverShift,
    OpenShift,
    RecordIncident,
    RecordPatrol,
    SignShift,
    ToldRow,
)
from houqin_desktop.services.handover.drafts import KeyLine, OpenHandover
from houqin_desktop.services.hazard.drafts import AddHazardPhoto
from houqin_desktop.services.importing.planning import plan_import
from houqin_desktop.services.importing.undo import UndoImport
from houqin_desktop.services.importing.verbs import import_plan
from houqin_desktop.services.liaison.verbs import RecordLiaison
from houqin_desktop.services.loan.drafts import (
    BackLine,
    CancelReservation,
    CloseGatePass,
    IssueGatePass,
    IssueLine,
    IssueStock,
    Lend,
    LoanLine,
    RecordCompensation,
    RenewLoan,
    Reserve,
    TakeBack,
    WithdrawCompensation,
)
from houqin_desktop.services.papers.returned import FileReturnedPage, code_of_page
from houqin_desktop.services.people.operators import AddOperator, MakeRecoveryCode, SuspendOperator
from houqin_desktop.services.people.storerooms import AddStoreroom
from houqin_desktop.services.people.verbs import AddDepartment, Appoint
from houqin_desktop.services.roster.verbs import (
    AddRoster,
    JoinRoster,
    LeaveRoster,
    WithdrawRoster,
)
from houqin_desktop.services.safety_device.drafts import (
    CloseDeviceRound,
    DeviceFinding,
    EnterDeviceChecks,
    OpenDeviceRound,
    RegisterDevice,
    ReplaceDevice,
    SendDevices,
)
from houqin_desktop.services.safety_device.hazards import RegisterDeviceHazard
from houqin_desktop.services.safety_event.drafts import (
    AttachEventDocument,
    CorrectSafetyEvent,
    DropEventDocument,
    LoadEventRules,
    RecordSafetyEvent,
)
from houqin_desktop.services.session import open_session
from houqin_desktop.services.settings import ChangeSetting
from houqin_desktop.services.slips.drafts import ReverseSlip, WithdrawSlip
from houqin_desktop.services.stock.drafts import AddItem, SetMinimum
from houqin_desktop.services.storerooms.closing import CloseStoreroom
from houqin_desktop.services.storerooms.places import AddPlace, WithdrawPlace
from houqin_desktop.services.term.drafts import (
    CheckRow,
    GroupRow,
    HandOutTerm,
    KitRow,
    OpenTermPlan,
    SetKit,
    SetTermChecks,
    SetTermGroups,
    TickTermCheck,
    WithdrawTermPlan,
)
from houqin_desktop.services.transfer.drafts import Transfer, TransferLine
from houqin_desktop.storage.database import PRAGMAS, close_database
from tests.builders import (
    CENTRAL,
    COLLEAGUE,
    DEPARTMENT,
    DIRECTOR,
    FOUNDED,
    HEAD_KEEPER,
    KEEPER,
    LARGE_STEPS,
    LEADER,
    OTHER_KEEPER,
    OTHER_ROOM,
    ROOM,
    TODAY,
    Book,
    clock_at,
    copy_book,
)
from tests.duties import fill_duties
from tests.hazards import fill_hazards
from tests.inspecting import fill_inspections
from tests.photos import write_photo
from tests.pledging import fill_pledges
from tests.procuring import fill_procurement
from tests.repairing import fill_repairs


def fill(book: Book, folder: Path) -> None:
    """Write ten cards and a case in every state that a case can have.

    BATCH had six pieces, two of which are a card of their own.
    FREE and ELSEWHERE are in no case; FRESH was just applied for; SIGNED has two of four hands;
    APPROVED waits for 下账; GONE has left; BACK was returned, NO rejected, WITHDRAWN taken back
    before and HALF after the first hand; DEAR is on the large route with both joint hands; AGAIN
    is on its second version. KEPT, USED and UNDONE came in as batches of their own; USED was
    corrected later, UNDONE was taken back. The 总保管员 is the one administrator, COLLEAGUE an
    operator with a password, LEADER a suspended one; two recovery codes were made.
    """
    scan = folder / "扫描.pdf"
    scan.write_bytes(b"%PDF-1.7 scan")
    book.run(AddDepartment(name="教务处"))
    make_backup(book.session, folder / "备份.zip")
    book.run(
        RecordRestoration(
            name="备份.zip",
            sha256="0" * 64,
            head_seq=1,
            head_hash="0" * 64,
            replaced_seq=1,
            replaced_hash="0" * 64,
            kept_as="恢复前.zip",
        )
    )
    book.asset(code="FREE", quantity=10, holder=COLLEAGUE)
    book.run(ChangeValue(code="FREE", delta=5_000, reason="加内存"))
    _describe(book, folder)
    book.asset(code="ELSEWHERE", storeroom=OTHER_ROOM)
    book.asset(code="BATCH", quantity=6, original_value=90_000)
    book.run(SplitAsset(code="BATCH", quantity=2))
    cases = {}
    for code in ("FRESH", "SIGNED", "APPROVED", "GONE", "BACK", "NO", "WITHDRAWN", "AGAIN", "HALF"):
        book.asset(code=code, quantity=3)
        cases[code] = book.apply(code)
    book.asset(code="DEAR", original_value=860_000)
    cases["DEAR"] = book.apply("DEAR")
    for code in ("SIGNED", "APPROVED", "GONE", "AGAIN", "HALF"):
        book.run(RecordPrinting(number=cases[code]))
        book.sign(cases[code], "storekeeper", scan=str(scan) if code == "SIGNED" else None)
    back = code_of_page(cases["SIGNED"], 1, 1)
    book.run(FileReturnedPage(code=back, scan=str(scan)))
    book.sign(cases["SIGNED"], "general_affairs")
    book.sign_all(cases["APPROVED"])
    book.write_off(cases["GONE"])
    book.run(RecordResidual(number=cases["GONE"], method="回收", amount=3_000))
    book.run(ReturnDisposal(number=cases["BACK"], opinion="补照片"))
    book.run(RejectDisposal(number=cases["NO"], opinion="还能用"))
    for code in ("WITHDRAWN", "HALF"):
        book.run(WithdrawDisposal(number=cases[code]))
    book.run(ChangeDisposal(number=cases["AGAIN"], reason_note="主板烧毁"))
    for step in LARGE_STEPS[:2]:
        book.sign(cases["DEAR"], step)
    bring_in(book, "KEPT1", "新来的", "新设处")
    bring_in(book, "USED1", "", "")
    book.run(CorrectAsset(code="USED1", place="二楼"))
    book.run(UndoImport(batch=bring_in(book, "UNDONE1", "撤回的", "撤回处")))
    book.run(AddOperator(person=COLLEAGUE, password="qingqing1"))
    book.run(AddOperator(person=LEADER))
    book.run(SuspendOperator(person=LEADER))
    for code in ("ACEF-GHJK", "MNPQ-RTWX"):
        book.run(MakeRecoveryCode(code=code))
    fill_depth(book, scan)
    fill_stock(book)
    fill_count(book)
    fill_rooms(book)
    fill_loan(book)
    fill_transfers(book)
    fill_handover(book)
    fill_stock_count(book)
    fill_stock_imports(book)
    fill_equipment(book)
    fill_campus(book)
    fill_duties(book)
    fill_gate(book)
    fill_inspections(book)
    fill_term(book)
    fill_procurement(book)
    fill_repairs(book)
    fill_pledges(book, folder)
    fill_hazards(book)
    fill_devices(book, scan)
    fill_seconds(book, folder)
    book.require_whole()


def fill_rooms(book: Book) -> None:
    """Write places into ROOM (LAYER lies in CABINET, FORMER was withdrawn), and close 旧库房."""
    for name, kind, within in (
        ("CABINET", PlaceKind.CABINET, None),
        ("RACK", PlaceKind.RACK, None),
        ("LAYER", PlaceKind.SPOT, "CABINET"),
        ("FORMER", PlaceKind.SPOT, "RACK"),
    ):
        book.run(AddPlace(storeroom=ROOM, kind=kind, name=name, within=within))
    book.run(WithdrawPlace(storeroom=ROOM, place="FORMER"))
    book.run(AddPlace(storeroom=OTHER_ROOM, kind=PlaceKind.RACK, name="THERE"))
    book.run(AddStoreroom(name="旧库房"))
    book.run(Appoint(person=COLLEAGUE, post=Post.STOREKEEPER, storeroom="旧库房", to_on=TODAY))
    book.run(CloseStoreroom(storeroom="旧库房"))


def fill_campus(book: Book) -> None:
    """Write CS0001, the gate."""
    book.run(AddCampusPlaces(names=("GATE",)))


def fill_devices(book: Book, scan: Path) -> None:
    """Write AQ0001 of the card FREE, AQ0002 that is away, AQ0003 that AQ0004 replaced, a closed

    round past three; HD20260001 corrected by HD20260002, with the scan taken off and put on again;
    an entry of ZB; two versions of YA001 and one of ZD001.
    """
    for asset in ("FREE", None, None):
        kind, agent = DeviceKind.EXTINGUISHER, Agent.POWDER
        book.run(RegisterDevice(kind=kind, agent=agent, place="GATE", asset=asset))
    book.run(SendDevices(devices=("AQ0002",), company="FIRM", reason="WHY"))
    number = book.make(OpenDeviceRound())
    found = (
        DeviceFinding(device="AQ0001", result=CheckResult.GOOD),
        DeviceFinding(device="AQ0003", result=CheckResult.FAULTY, remarks="BENT"),
    )
    book.run(EnterDeviceChecks(round=number, findings=found))
    book.run(RegisterDeviceHazard(device="AQ0003", department=DEPARTMENT))
    book.run(CloseDeviceRound(round=number, reason="WHY"))
    book.run(ReplaceDevice(device="AQ0003", reason="WHY"))
    book.run(LoadEventRules())
    event = book.make(RecordSafetyEvent(kind=EventKind.DRILL, theme="DRILL"))
    for _ in range(2):
        book.run(AttachEventDocument(event=event, file=str(scan), title="PICTURE"))
        if not book.rows("event_document", "dropped = 1"):
            book.run(DropEventDocument(event=event, document=1))
    book.run(CorrectSafetyEvent(event=event, reason="WHY", present=1, expected=2))
    book.run(RecordLiaison(kind=LiaisonKind.ROAD_POST, counterpart="POLICE", matter="TRAFFIC"))
    for year in (2025, 2026):
        first = date(year, 9, 1)
        of = PlanKind.FIRE
        book.run(IssueEmergencyPlan(name="PLAN", kind=of, issued_by="SCHOOL", from_on=first))
    book.run(IssueRegulation(name="RULES", issued_by="SCHOOL", from_on=first))


def fill_gate(book: Book) -> None:
    """Write a visitor inside with badge 7, one turned away and a void one; an outing; two logs.

    RZ20260001 is being written, with a round; RZ20250001 is signed.
    """
    came = RecordVisit(
        name="VISITOR",
        telephone="13800000000",
        purpose="P",
        host=COLLEAGUE,
        call_result=CallResult.AGREED,
        badge="7",
    )
    book.run(came)
    book.run(replace(came, badge=None, turned_away="NO PAPERS"))
    book.run(VoidVisit(visit=book.make(replace(came, badge="8")), reason="WRONG"))
    book.run(
        RecordOuting(
            kind=OutingKind.STAFF,
            person=COLLEAGUE,
            approved_by=LEADER,
            purpose="P",
            expected_at="17:00",
        )
    )
    book.run(CorrectCampusPlace(place="GATE", is_key=True))
    book.run(OpenShift(shift_name="早班", guards=(HEAD_KEEPER,)))
    book.run(RecordPatrol())
    told = ToldRow(told="LEADER")
    book.run(RecordIncident(title="T", course="C", place="GATE", told=(told,)))
    signed = book.make(OpenShift(shift_name="早班", guards=(HEAD_KEEPER,)), on=FOUNDED)
    book.run(HandOverShift(shift=signed, taken_by=COLLEAGUE))
    book.run(SignShift(shift=signed, signed_by=LEADER))


def fill_seconds(book: Book, folder: Path) -> None:
    """Write a second row where the safety log has but one, a photo, a look in clear and a purge."""
    out = RecordOuting(
        kind=OutingKind.STAFF,
        person=LEADER,
        approved_by=COLLEAGUE,
        purpose="P",
        expected_at="17:00",
    )
    book.run(out)
    book.run(RecordLiaison(kind=LiaisonKind.ROAD_POST, counterpart="POLICE", matter="AGAIN"))
    told = ToldRow(told="LEADER")
    book.run(RecordIncident(title="T2", course="C", place="GATE", told=(told,)))
    book.run(OpenDeviceRound())
    first = date(2026, 9, 1)
    of = PlanKind.FIRE
    book.run(IssueEmergencyPlan(name="OTHER", kind=of, issued_by="SCHOOL", from_on=first))
    book.run(IssueRegulation(name="OTHER", issued_by="SCHOOL", from_on=first))
    off = CalendarRow(from_on=date(2026, 12, 4), day_kind=DayKind.HOLIDAY, name="OFF")
    book.run(SetCalendar(days=(off,)))
    book.run(RecordAbsence(person=LEADER, from_on=date(2026, 12, 4), reason="WHY"))
    photo = str(write_photo(folder / "hazard.jpg", "hazard"))
    book.run(AddHazardPhoto(hazard="YHB20260007", file=photo, stage=PhotoStage.BEFORE))
    visitor = book.rows("visit")[0]["code"]
    book.run(AddOperator(person=DIRECTOR))
    book.session.choose_actor(DIRECTOR)
    book.run(RevealPersonal(record=visitor, purpose="WHY"))
    book.session.choose_actor(HEAD_KEEPER)
    book.run(SuspendOperator(person=DIRECTOR))
    past = RecordVisit(name="OLD", purpose="P", host=COLLEAGUE, turned_away="NO PAPERS")
    book.run(past, on=date(2024, 9, 15))
    book.run(ChangeSetting(key="personal_months", value="24"))
    book.run(PurgePersonal())
    book.run(ChangeSetting(key="personal_months", value="12"))


def fill_equipment(book: Book) -> None:
    """Write three lists with a rule each: HEADS, OFFICES, and FORMER, withdrawn with its rule.

    COLLEAGUE is on HEADS for good, and was for a day of some weeks ago.
    """
    before = TODAY - timedelta(days=40)
    book.run(AddRoster(name="HEADS", kind=RosterKind.PEOPLE))
    book.run(JoinRoster(roster="HEADS", members=(COLLEAGUE,), from_on=before))
    book.run(LeaveRoster(roster="HEADS", members=(COLLEAGUE,), to_on=before))
    book.run(JoinRoster(roster="HEADS", members=(COLLEAGUE,)))
    book.run(AddRoster(name="OFFICES", kind=RosterKind.DEPARTMENTS, members=("教务处",)))
    book.run(AddRoster(name="FORMER", kind=RosterKind.PEOPLE))
    for name in ("HEADS", "OFFICES", "FORMER"):
        book.run(AddEquipmentRule(name="电脑", quantity=1, roster=name))
    book.run(WithdrawEquipmentRule(rule="PB003"))
    book.run(WithdrawRoster(roster="FORMER"))


def fill_term(book: Book) -> None:
    """Write KX202602 with ONE, which was handed chalk, TWO, STAFF and FORMER, which is dropped.

    KX202601 is a copy of it that was withdrawn. Of the check list DONE is ticked.
    """
    for name, item in (("CLASSROOM", "CHALK"), ("OFFICE", "STAPLER")):
        lines = (KitRow(item=item, quantity=1),)
        book.run(SetKit(name=name, basis=KitBasis.EACH_CLASS, lines=lines))
    book.run(OpenTermPlan(year=2026, season=Season.AUTUMN, begins_on=TODAY))
    rows = [
        GroupRow(name=name, kind=GroupKind.CLASS, grade=1, heads=40, taker=COLLEAGUE)
        for name in ("ONE", "TWO", "FORMER")
    ]
    staff = GroupRow(name="STAFF", kind=GroupKind.TEACHERS, roster="HEADS")
    book.run(SetTermGroups(plan="KX202602", groups=(*rows, staff)))
    dropped = replace(rows[2], dropped=True)
    book.run(SetTermGroups(plan="KX202602", groups=(dropped,)))
    book.run(SetTermChecks(plan="KX202602", checks=(CheckRow(title="DONE"),)))
    book.run(TickTermCheck(plan="KX202602", title="DONE"))
    spring = OpenTermPlan(year=2026, season=Season.SPRING, begins_on=TODAY, like="KX202602")
    book.run(spring)
    book.run(WithdrawTermPlan(plan="KX202601"))
    book.run(HandOutTerm(plan="KX202602", storeroom=CENTRAL, groups=("ONE",), kits=("CLASSROOM",)))


def fill_depth(book: Book, scan: Path) -> None:
    """Write an appraised case, a loss with its letter, and red documents in every state.

    BACKAGAIN came back; REDOPEN, REDREADY and REDNO are gone, with a red document that was just
    asked for, that is signed by all, and that was not agreed to.
    """
    book.asset(code="APPRAISED", quantity=2)
    book.run(
        RecordAppraisal(
            assets=("APPRAISED",),
            reason="烧毁",
            conclusion="无法修复",
            appraisers=("冯工/工程师", "陈工/教师", "褚工/教师"),
        )
    )
    book.run(FileReturnedPage(code=code_of_page("JD20260001", 1, 1), scan=str(scan)))
    loss = {"kind": VoucherKind.WRITE_OFF, "reason": DisposalReason.LOST}
    book.apply("APPRAISED", **loss)
    book.asset(code="LOST")
    lost = book.apply("LOST", **loss)
    book.run(WriteLossReport(number=lost, course="夜间被盗"))
    book.run(RecordDisposalPaper(number=lost, paper="police_report", scan=str(scan)))
    red = {}
    for code in ("BACKAGAIN", "REDOPEN", "REDREADY", "REDNO"):
        book.asset(code=code, quantity=3)
        number = book.apply(code, **loss)
        book.write_off(number)
        red[code] = book.make(ReverseWriteOff(number=number, reason="误报"))
    for code in ("BACKAGAIN", "REDREADY"):
        book.sign_all(red[code])
    book.run(PostReversal(number=red["BACKAGAIN"]))
    book.run(RejectDisposal(number=red["REDNO"], opinion="实物已卖"))


def fill_stock(book: Book) -> None:
    """Write two items and a receipt in every state that a slip can have.

    100 pieces of CHALK lie in the 总保管室, worth 500.00. RK…1 waits for hands, RK…2 was withdrawn,
    RK…3 is signed, RK…4 was reversed by CX…1, CX…2 waits.
    """
    book.run(AddItem(code="CHALK", name="粉笔", kind=StockKind.MATERIAL, unit="盒"))
    book.run(AddItem(code="STAPLER", name="订书机", kind=StockKind.CONSUMABLE, unit="个"))
    book.run(SetMinimum(item="CHALK", storeroom=CENTRAL, quantity=20))
    numbers = [
        book.receive(item, quantity, 50_000 if item == "CHALK" else 9_000)
        for item, quantity in (("CHALK", 100), ("STAPLER", 3), ("STAPLER", 5), ("STAPLER", 7))
    ]
    book.run(WithdrawSlip(number=numbers[1]))
    for number in numbers[2:]:
        book.sign_slip(number)
    red = book.make(ReverseSlip(number=numbers[3], reason="重录"))
    book.sign_slip(red)
    book.make(ReverseSlip(number=numbers[2], reason="还没签"))


def fill_count(book: Book) -> None:
    """Write a count that goes on, one that is signed off and one that was given up.

    PD…1 counts ELSEWHERE's room: one line is missing and unexplained, another thing is on no card.
    PD…2 of the same room is signed off, its surplus is a card. PD…3 was withdrawn.
    """
    for at in (1, 2):
        number = book.make(OpenCount(rooms=(OTHER_ROOM,)))
        lines = [CountedLine(code="ELSEWHERE", quantity=at - 1)]
        where: dict[str, Any] = {"number": number, "room": OTHER_ROOM}
        book.run(RecordCountLines(**where, lines=tuple(lines)))
        for name in ("哨子", "秒表"):
            book.run(RecordSurplus(**where, name=name, value=1_500))
    for surplus in (1, 2):
        cause: dict[str, Any] = {"number": number, "result": CountResult.SURPLUS}
        book.run(
            ExplainDifference(
                **cause, surplus=surplus, handling=CountHandling.ENTER, cause="捐赠没登记"
            )
        )
    book.run(FinishCountRoom(**where, counted_by=COLLEAGUE))
    book.run(CloseCount(number=number, signers=COLLEAGUE))
    book.run(SettleDifference(number=number, result=CountResult.SURPLUS, surplus=2))
    book.run(WithdrawCount(number=book.make(OpenCount(rooms=(ROOM,))), reason="重复"))


def fill_stock_count(book: Book) -> None:
    """Write PD…4, which counts the stock of the 总保管室: one STAPLER is missing; it goes on.

    PD…5 is the same without the surplus, and signed off: what settled it was withdrawn again.
    """
    numbers = [_count_stock(book) for _ in range(2)]
    surplus = RecordSurplus(
        number=numbers[0], room=CENTRAL, name="印泥", unit="盒", kind=StockKind.MATERIAL
    )
    book.run(surplus)
    _settle_by_a_withdrawn_slip(book, numbers[1])


def _count_stock(book: Book) -> str:
    number = book.make(OpenCount(rooms=(CENTRAL,), things=CountScope.STOCK))
    lines = tuple(
        CountedLine(code=one.code, quantity=one.booked.quantity - (one.code == "STAPLER"))
        for one in CountView(book.session, number).lines
    )
    book.run(RecordCountLines(number=number, room=CENTRAL, lines=lines))
    return number


def _settle_by_a_withdrawn_slip(book: Book, number: str) -> None:
    missing: dict[str, Any] = {
        "number": number, "code": "STAPLER", "result": CountResult.SHORTAGE,
    }  # fmt: skip
    book.run(ExplainDifference(**missing, cause="没写单", handling=CountHandling.CORRECT))
    slip = book.receive("STAPLER", 1, 1_800)
    book.run(SettleDifference(**missing, document=slip))
    book.run(WithdrawSlip(number=slip))
    book.run(FinishCountRoom(number=number, room=CENTRAL, counted_by=COLLEAGUE))
    book.run(CloseCount(number=number, signers=COLLEAGUE))


def fill_stock_imports(book: Book) -> None:
    """Bring three items in as batches of their own: KEPTINK, USEDINK, UNDONEINK.

    Of USEDINK a piece more came and went again; UNDONEINK was taken back.
    """
    brought: list[str] = []
    for name in ("KEPTINK", "USEDINK", "UNDONEINK"):
        header = ("物品编号", "物品名称", "单位", "类别", "数量", "金额", "保管室")
        grid = SheetGrid("Sheet1", (header, (name, name, "瓶", "材料", 5, 10, CENTRAL)))
        workbook = Workbook(f"{name}.xlsx", "cd" * 32, (grid,))
        plan = plan_import(book.session, workbook, LedgerChoices(kind=LedgerKind.STOCK))
        number = import_plan(book.session, plan)
        assert number is not None
        brought.append(number)
    book.receive("USEDINK", 1, 200)
    book.run(IssueStock(storeroom=CENTRAL, taker=COLLEAGUE, lines=(IssueLine(item="USEDINK"),)))
    book.run(UndoImport(batch=brought[-1]))


def fill_transfers(book: Book) -> None:
    """Write DB…1, by which MOVED went to the other room, and DB…2, on which WAITING is unsigned."""
    for code in ("MOVED", "WAITING"):
        book.asset(code=code)
        number = book.make(
            Transfer(
                giver=KEEPER,
                taker=OTHER_KEEPER,
                reason="教室调整",
                storeroom=ROOM,
                other_storeroom=OTHER_ROOM,
                lines=(TransferLine(item=code),),
            )
        )
        if code == "MOVED":
            book.sign_slip(number)


def fill_handover(book: Book) -> None:
    """Write JJ…1, on which COLLEAGUE hands FREE, staplers, two loans and keys over; unsigned."""
    keys = (KeyLine(name="FRONT", quantity=2), KeyLine(name="BACK"))
    cause = HandoverCause.LEAVES
    book.run(OpenHandover(giver=COLLEAGUE, taker=LEADER, cause=cause, keys=keys))


def fill_loan(book: Book) -> None:
    """Write an issue, two loans, what came back of them, a gate pass and two reservations.

    LY…1 gave 10 CHALK, 2 STAPLER and the card HANDED, all signed. JY…1 lent 2 STAPLER and one of
    two pieces of LENT: one STAPLER is still out, the card is lost and paid for. JY…2 waits with the
    other piece. CM…1 is back, CM…2 still out.
    """
    for code, quantity in (("HANDED", 1), ("LENT", 2)):
        book.asset(code=code, quantity=quantity, storeroom=CENTRAL)
    given = (
        IssueLine(item="CHALK", quantity=10),
        IssueLine(item="STAPLER", quantity=2),
        IssueLine(item="HANDED", place="三年级"),
    )
    book.sign_slip(book.make(IssueStock(storeroom=CENTRAL, taker=COLLEAGUE, lines=given)))
    due = book.today + timedelta(days=7)
    shared: dict[str, Any] = {"storeroom": CENTRAL, "borrower": COLLEAGUE, "due_on": due}
    lent = (LoanLine(item="STAPLER", quantity=2), LoanLine(item="LENT", quantity=1))
    loan = book.make(Lend(**shared, lines=lent))
    book.sign_slip(loan)
    book.make(Lend(**shared, lines=lent[1:]))
    book.run(RenewLoan(number=loan, due_on=due + timedelta(days=7)))
    came = (BackLine(line=1, quantity=1), BackLine(line=2, condition=Condition.LOST))
    back = book.make(TakeBack(number=loan, lines=came))
    for _ in range(2):
        book.run(RecordCompensation(number=back, line=2, amount=50_000))
        book.run(WithdrawCompensation(number=back, line=2))
    book.run(RecordCompensation(number=back, line=2, amount=60_000))
    carried: dict[str, Any] = {"storeroom": CENTRAL, "carrier": COLLEAGUE, "outside": "修理店"}
    for _ in range(2):
        gate = book.make(IssueGatePass(**carried, purpose="修", loan=loan, due_on=due))
        book.sign_slip(gate)
        if gate.endswith("1"):
            book.run(CloseGatePass(number=gate))
    for period in (1, 2, 3):
        book.run(
            Reserve(item=CENTRAL, person=COLLEAGUE, reserved_on=book.today, first_period=period)
        )
    book.run(CancelReservation(item=CENTRAL, reserved_on=book.today, period=3))


def bring_in(book: Book, code: str, holder: str, department: str) -> str:
    """Bring in one card as a batch of its own."""
    header = ("资产编号", "资产名称", "数量", "原值", "使用人", "使用部门")
    grid = SheetGrid("台账", (header, (code, "课桌", 1, 100, holder, department)))
    workbook = Workbook(f"{code}.xlsx", "ab" * 32, (grid,))
    signature = plan_import(book.session, workbook).ledger.tables[0].signature
    said = LedgerChoices(layouts={signature: LayoutChoice({0: "code"})})
    plan = plan_import(book.session, workbook, said)
    number = import_plan(book.session, plan)
    assert number is not None
    return number


def _describe(book: Book, folder: Path) -> None:
    """Give FREE values in two columns and two pictures, of which one was removed."""
    for title, shape, choices in (
        ("校区", FieldShape.CHOICE, ("东校区", "西校区")),
        ("旧栏", FieldShape.TEXT, None),
    ):
        book.run(DeclareField(title=title, shape=shape, choices=choices))
    book.run(
        CorrectAsset(
            code="FREE", details=(("校区", "东校区"), ("出厂日期", "2015"), ("旧栏", "旧"))
        )
    )
    book.run(RetireField(title="旧栏"))
    for name in ("正面", "反面", "铭牌"):
        photo = write_photo(folder / f"{name}.jpg", name)
        book.run(AttachToAsset(code="FREE", file=str(photo)))
    book.run(DetachPicture(code="FREE", picture=2))


@pytest.fixture(scope="session")
def crowded(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed book that hostile hands are let loose on."""
    folder = tmp_path_factory.mktemp("crowded")
    path = copy_book(template, folder)
    close_database()
    session = open_session(path, clock=clock_at(TODAY))
    fill(Book(session), folder)
    session.close()
    return path


@dataclass
class Hand:
    """A connection without the program behind it."""

    connection: sqlite3.Connection
    pristine: sqlite3.Connection

    def refused(self, *statements: str) -> str:
        """Try to have the statements committed; return the words of the refusal.

        A statement with a spelling mistake is no refusal: only IntegrityError counts.
        """
        self.connection.execute("BEGIN")
        try:
            for statement in statements:
                self.connection.execute(statement)
            self.connection.execute("COMMIT")
        except sqlite3.IntegrityError as error:
            return str(error)
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
        self.pristine.backup(self.connection)
        return pytest.fail(f"went through: {' ; '.join(statements)}")

    def accepted(self, *statements: str) -> None:
        """Carry the statements out and take them back: the door that must stay open.

        Each has to change a row, else it would pass without having been tried.
        """
        self.connection.execute("BEGIN")
        try:
            for statement in statements:
                assert self.connection.execute(statement).rowcount > 0, statement
        finally:
            self.connection.execute("ROLLBACK")

    def column(self, sql: str) -> list[str]:
        return [row[0] for row in self.connection.execute(sql)]


@pytest.fixture(scope="module", params=["default pragmas", "the program's pragmas"])
def hand(
    request: pytest.FixtureRequest, crowded: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hand]:
    """A hostile hand with the pragmas of a database browser, and one with the program's."""
    path = tmp_path_factory.mktemp("hostile") / "账簿.sqlite"
    shutil.copyfile(crowded, path)
    connection = sqlite3.connect(path, isolation_level=None)
    if request.param != "default pragmas":
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")
    pristine = sqlite3.connect(crowded)
    before = "\n".join(connection.iterdump())
    yield Hand(connection, pristine)
    assert "\n".join(connection.iterdump()) == before
    connection.close()
    pristine.close()


@pytest.fixture
def careful_hand(hand: Hand) -> Hand:
    """A hand with foreign keys on, for the rules that are foreign keys."""
    hand.connection.execute("PRAGMA foreign_keys = ON")
    return hand
