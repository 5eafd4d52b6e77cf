"""安全设备: due dates follow from the maker's date; a round names what was passed over."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.safety_device import Agent, CheckResult, DeviceKind, Rhythm
from houqin_desktop.services.campus.places import AddCampusPlaces, CorrectCampusPlace
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
from houqin_desktop.services.safety_device.view import device_view
from houqin_desktop.services.undoing.verbs import UndoCommand
from tests.builders import COLLEAGUE, DEPARTMENT, TODAY, Book

STAIRS, BOILER = "一楼楼梯", "锅炉房"


@pytest.fixture
def campus(book: Book) -> Book:
    book.run(AddCampusPlaces(names=(STAIRS, BOILER)))
    return book


def extinguisher(**values: Any) -> RegisterDevice:
    filled: dict[str, Any] = {
        "kind": DeviceKind.EXTINGUISHER,
        "agent": Agent.POWDER,
        "name": "手提式干粉灭火器",
        "specification": "MFZ/ABC4",
        "place": STAIRS,
        "made_on": PartialDate(2023, 5),
        **values,
    }
    return RegisterDevice(**filled)


def camera(**values: Any) -> RegisterDevice:
    return RegisterDevice(**{"kind": DeviceKind.CAMERA, "place": STAIRS, **values})


def device(book: Book, code: str) -> dict[str, object]:
    return next(row for row in book.listed("safety_devices") if row["设备编号"] == code)


def due(book: Book) -> list[tuple[object, object, object]]:
    return [
        (row["设备编号"], row["要办的事"], row["到期日期"]) for row in book.listed("devices_due")
    ]


def test_service_and_scrap_are_reckoned_and_the_last_service_counts(campus: Book):
    code = campus.make(extinguisher())
    row = device(campus, code)
    assert (row["出厂日期"], row["维修到期"], row["报废到期"]) == (
        "2023-05",
        "2028-05-01",
        "2033-05-01",
    )
    old = campus.make(extinguisher(made_on=PartialDate(2018, 1), serviced_on=date(2025, 1, 10)))
    assert device(campus, old)["维修到期"] == "2027-01-10"
    campus.run(ReturnDevices(devices=(old,), company="消安公司"))
    assert (device(campus, old)["上次维修"], device(campus, old)["维修到期"]) == (str(TODAY), "")
    campus.refuses(extinguisher(serviced_on=date(2020, 1, 1)), "date_order")
    scrap = campus.make(extinguisher(made_on=PartialDate(2016)))
    assert device(campus, scrap)["状态"] == "应报废"
    campus.require_whole()


def test_what_falls_due_within_thirty_days_is_listed_once_and_in_order(campus: Book):
    campus.run(
        RegisterDevices(
            devices=(
                extinguisher(made_on=PartialDate(2021, 12, 20)),
                extinguisher(made_on=PartialDate(2021, 12, 23)),
                extinguisher(made_on=PartialDate(2016, 11, 1)),
            )
        )
    )
    assert due(campus) == [
        ("AQ0003", "报废更换", "2026-11-01"),
        ("AQ0001", "检查", "2026-11-30"),
        ("AQ0002", "检查", "2026-11-30"),
        ("AQ0003", "检查", "2026-11-30"),
        ("AQ0001", "送修", "2026-12-20"),
    ]


def test_more_than_a_quarter_goes_away_only_with_a_reason(campus: Book):
    campus.run(RegisterDevices(devices=(extinguisher(quantity=3), extinguisher(), extinguisher())))
    two = ("AQ0002", "AQ0003")
    send = SendDevices(devices=two, company="消安公司")
    campus.run(SendDevices(devices=("AQ0002",), company="消安公司"))
    campus.refuses(SendDevices(devices=("AQ0003",), company="消安公司"), "too_many_away")
    campus.refuses(send, "device_away")
    campus.run(SendDevices(devices=("AQ0003",), company="消安公司", reason="已有备用顶替"))
    campus.refuses(EndDevices(devices=("AQ0003",), reason="坏了"), "device_away")
    campus.refuses(WithdrawDevices(devices=("AQ0003",)), "device_away")
    campus.refuses(SendDevices(devices=("AQ0001",), company=""), "empty_name")
    assert device(campus, "AQ0003")["状态"] == "送修中"
    campus.advance(31)
    assert ("AQ0002", "取回", "2026-12-22") in due(campus)
    returned = campus.run(ReturnDevices(devices=two))
    assert device(campus, "AQ0003")["上次维修"] == str(campus.today)
    campus.run(UndoCommand(command_id=returned.command_id))
    assert device(campus, "AQ0003")["状态"] == "送修中"
    campus.run(ReturnDevices(devices=two, condemned=True, remarks="瓶体变形"))
    assert device(campus, "AQ0003")["上次维修"] == ""
    campus.run(WithdrawServices(devices=("AQ0003",)))
    campus.refuses(WithdrawServices(devices=("AQ0003",)), "no_service")
    campus.require_whole()


def test_a_device_hangs_no_oftener_than_its_card_has_pieces(campus: Book):
    card = campus.asset(name="灭火器", quantity=3)
    code = campus.make(extinguisher(asset=card, quantity=2))
    campus.refuses(extinguisher(asset=card, quantity=2), "too_few_pieces")
    campus.run(CorrectDevice(device=code, quantity=3))
    assert device(campus, code)["资产编号"] == card
    campus.refuses(CorrectDevice(device=code, quantity=4), "too_few_pieces")
    corrected = campus.run(CorrectDevice(device=code, asset="", made_unknown=True, place=BOILER))
    assert (device(campus, code)["资产编号"], device(campus, code)["出厂日期"]) == ("", "")
    campus.run(UndoCommand(command_id=corrected.command_id))
    row = device(campus, code)
    assert (row["资产编号"], row["出厂日期"], row["场所"]) == (card, "2023-05", STAIRS)
    campus.refuses(CorrectDevice(device=code, quantity=3), "nothing_changed")


def test_what_replaces_a_device_names_it_and_may_be_taken_back(campus: Book):
    old = campus.make(extinguisher(made_on=PartialDate(2016)))
    campus.refuses(ReplaceDevice(device=old, reason=""), "no_reason")
    replaced = campus.run(
        ReplaceDevice(device=old, reason="到期报废", made_on=PartialDate(2026, 10))
    )
    new = replaced.number or ""
    assert device(campus, old)["状态"] == "已停用：更换：到期报废"
    assert device(campus, new)["报废到期"] == "2036-10-01"
    campus.refuses(EndDevices(devices=(old,), restore=True), "device_replaced")
    campus.refuses(CorrectDevice(device=old, spot="门后"), "device_ended")
    undone = campus.run(UndoCommand(command_id=replaced.command_id))
    assert device(campus, old)["状态"] == "应报废"
    assert undone.ids[1:] == (new,)
    campus.run(WithdrawDevices(devices=(new,), restore=True))
    assert device(campus, old)["状态"] == "已停用：更换"
    ended = campus.run(EndDevices(devices=(new,), reason="拆除"))
    campus.run(UndoCommand(command_id=ended.command_id))
    assert device(campus, new)["状态"] == "在用"
    campus.require_whole()


def test_a_round_goes_by_the_places_and_names_what_was_passed_over(campus: Book):
    campus.run(
        RegisterDevices(devices=(camera(spot="左"), extinguisher(place=BOILER, spot="门后")))
    )
    campus.run(CorrectCampusPlace(place=STAIRS, walking_order=9))
    number = campus.make(OpenDeviceRound(checked_by=COLLEAGUE))
    campus.refuses(OpenDeviceRound(), "round_there")
    assert number == "XJ20261101"
    assert [row["position"] for row in campus.rows("device_check", "device_id = 2")] == [1]
    campus.run(
        EnterDeviceChecks(
            round=number,
            findings=(DeviceFinding(device="AQ0001", result=CheckResult.GOOD, recording_days=30),),
        )
    )
    with campus.refusing("points_missed") as caught:
        campus.run(CloseDeviceRound(round=number))
    assert "还有 1 个点没有查：AQ0002门后" in caught.value.sentence
    closed = campus.run(CloseDeviceRound(round=number, reason="锅炉房锁着"))
    assert [row["漏查"] for row in campus.listed("device_checks")] == [1]
    campus.refuses(CloseDeviceRound(round=number, reason="再关"), "round_closed")
    campus.run(UndoCommand(command_id=closed.command_id))
    assert ("AQ0001", "录像天数不足", str(TODAY)) in due(campus)
    assert ("AQ0002", "检查", "2026-11-30") in due(campus)
    assert ("AQ0001", "检查", "2026-12-31") not in due(campus)
    campus.require_whole()


def test_a_fault_is_said_and_stays_until_somebody_finds_the_device_good(campus: Book):
    campus.run(extinguisher())
    number = campus.make(OpenDeviceRound())

    def found(result: CheckResult | None, remarks: str | None = None) -> EnterDeviceChecks:
        finding = DeviceFinding(device="AQ0001", result=result, remarks=remarks)
        return EnterDeviceChecks(round=number, findings=(finding,))

    campus.refuses(found(CheckResult.FAULTY), "no_remarks")
    campus.run(found(CheckResult.FAULTY, "压力不足"))
    assert ("AQ0001", "处理异常", str(TODAY)) in due(campus)
    good = campus.run(found(CheckResult.GOOD))
    assert [one for one in due(campus) if one[1] == "处理异常"] == []
    campus.run(UndoCommand(command_id=good.command_id))
    assert device(campus, "AQ0001")["检查结果"] == "异常：压力不足"
    campus.run(found(None))
    campus.refuses(found(None), "nothing_changed")
    with pytest.raises(Refused, match="第 1 行"):
        campus.run(EnterDeviceChecks(round=number, findings=(DeviceFinding(device="AQ0009"),)))
    days = DeviceFinding(device="AQ0001", result=CheckResult.GOOD, recording_days=90)
    campus.refuses(EnterDeviceChecks(round=number, findings=(days,)), "no_camera")


def test_a_fault_becomes_a_hazard_that_names_the_device_and_the_round(campus: Book):
    card = campus.asset(name="灭火器")
    campus.run(extinguisher(asset=card, spot="门后"))
    wanted = RegisterDeviceHazard(device="AQ0001", department=DEPARTMENT)
    campus.refuses(wanted, "no_fault")
    number = campus.make(OpenDeviceRound(checked_by=COLLEAGUE))
    finding = DeviceFinding(device="AQ0001", result=CheckResult.FAULTY, remarks="压力不足")
    campus.run(EnterDeviceChecks(round=number, findings=(finding,)))
    registered = campus.run(wanted)
    (hazard,) = campus.rows("hazard")
    assert hazard["description"] == (
        f"AQ0001 手提式干粉灭火器 MFZ/ABC4异常：压力不足（设备巡检 {number}）"
    )
    assert (hazard["category"], hazard["asset_id"]) == ("消防安全", campus.card(card)["id"])
    said = dict(device_view(campus.session, "AQ0001").fields)["隐患"]
    assert said == f"{registered.number}（待定级）"
    campus.refuses(wanted, "already_registered")
    campus.run(UndoCommand(command_id=registered.command_id))
    campus.run(wanted)
    assert len(campus.rows("device_hazard")) == 2
    campus.require_whole()


def test_the_boiler_room_is_looked_at_every_half_month(campus: Book):
    campus.run(extinguisher(place=BOILER, rhythm=Rhythm.HALF_MONTHLY))
    campus.run(extinguisher())
    number = campus.make(OpenDeviceRound(rhythm=Rhythm.HALF_MONTHLY))
    assert [row["点数"] for row in campus.listed("device_checks")] == [1]
    campus.run(WithdrawDeviceRound(round=number))
    campus.refuses(OpenDeviceRound(kind=DeviceKind.CAMERA), "no_lines")
    again = campus.run(WithdrawDeviceRound(round=number, restore=True))
    good = DeviceFinding(device="AQ0001", result=CheckResult.GOOD)
    campus.run(EnterDeviceChecks(round=number, findings=(good,)))
    campus.refuses(WithdrawDeviceRound(round=number), "round_entered")
    campus.refuses(UndoCommand(command_id=again.command_id), "round_entered")
    campus.move_to(date(2026, 12, 1))
    assert ("AQ0001", "检查", "2026-12-15") in due(campus)
    assert ("AQ0002", "检查", "2026-11-30") in due(campus)
