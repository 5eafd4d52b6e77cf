"""The pages 安全设备, 安全教育 and 预案: what is done there is what the command line does."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.emergency_plan import PlanKind
from houqin_desktop.domain.safety_device import Agent, CheckResult, DeviceKind
from houqin_desktop.domain.safety_event import EventKind
from houqin_desktop.gui.home.leading import follow
from houqin_desktop.gui.opening import open_record
from houqin_desktop.services.campus.places import AddCampusPlaces
from houqin_desktop.services.safety_device.drafts import (
    DeviceFinding,
    EnterDeviceChecks,
    OpenDeviceRound,
    RegisterDevice,
)
from houqin_desktop.services.safety_event.drafts import AttachEventDocument
from houqin_desktop.services.todo.day_list import today_list
from tests.builders import DEPARTMENT, Book
from tests.photos import write_photo


def shown_form(window) -> Any:
    (form,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
    return form


def trigger(window, action_id: str) -> Any:
    window.page.actions_of_page[action_id].trigger()
    return shown_form(window)


@pytest.fixture
def hung(book: Book) -> Book:
    book.run(AddCampusPlaces(names=("食堂", "校门")))
    kind, agent = DeviceKind.EXTINGUISHER, Agent.POWDER
    for place in ("食堂", "校门"):
        made = PartialDate(2023, 5)
        book.run(RegisterDevice(kind=kind, agent=agent, place=place, made_on=made, spot="门后"))
    return book


def test_a_device_is_registered_corrected_and_replaced(window, hung: Book):
    window.show_page("safety_device")
    form = trigger(window, "device.register")
    form.field("place").set_value("校门")
    form.field("made_on").set_value(PartialDate(2026, 1))
    form.save()
    form.leave()
    open_record(window, "AQ0003")
    form = trigger(window, "device.correct")
    form.field("made_on").clear()
    form.field("spot").set_value("左边")
    form.save()
    row = hung.rows("safety_device", "code = 'AQ0003'")[0]
    assert (row["made_on"], row["spot"], row["quantity"]) == (None, "左边", 1)
    form = trigger(window, "device.replace")
    form.field("reason").set_value("标牌看不清")
    form.save()
    assert hung.rows("safety_device", "code = 'AQ0004'")[0]["replaces_id"] == row["id"]


def test_a_line_of_the_day_leads_to_what_is_due_and_a_fault_to_its_hazard(window, hung: Book):
    number = hung.make(OpenDeviceRound())
    finding = DeviceFinding(device="AQ0001", result=CheckResult.FAULTY, remarks="压力不足")
    hung.run(EnterDeviceChecks(round=number, findings=(finding,)))
    for group in today_list(hung.session):
        for line in group.lines:
            if group.key in ("devices_due", "device_rounds"):
                follow(window, line.leads)
                assert window.page.title == "安全设备"
    open_record(window, "AQ0001")
    form = trigger(window, "device.hazard")
    form.field("department").set_value(DEPARTMENT)
    form.save()
    (row,) = hung.rows("hazard")
    assert row["description"].startswith("AQ0001 灭火器异常：压力不足")


def test_a_round_is_typed_back_with_a_digit_and_enter_a_line(window, hung: Book):
    number = hung.make(OpenDeviceRound())
    open_record(window, number)
    form = trigger(window, "device.enter")
    form.activateWindow()
    grid = form.sheet.grid
    grid.setFocus()
    QApplication.processEvents()
    for _ in range(2):
        QTest.keyClicks(QApplication.focusWidget() or grid, "1")
        QTest.keyClick(QApplication.focusWidget() or grid, Qt.Key.Key_Return)
        QApplication.processEvents()
    form.save()
    found = [row["result"] for row in hung.rows("device_check")]
    assert found == ["good", "good"]
    form = trigger(window, "device.close_round")
    form.save()
    assert hung.rows("device_round")[0]["closed_on"] == str(hung.today)


def test_a_drill_is_recorded_for_what_is_missing_and_a_plan_is_issued(
    window, book: Book, tmp_path: Path
):
    window.show_page("emergency_plan")
    form = trigger(window, "plan.issue")
    for name, value in (
        ("name", "消防预案"),
        ("kind", PlanKind.FIRE),
        ("issued_by", "领导小组"),
        ("from_on", date(2026, 9, 1)),
    ):
        form.field(name).set_value(value)
    form.save()
    window.show_page("safety_event")
    window.page.actions_of_page["event.load_rules"].trigger()
    window.page.show_register("safety_events_missing")
    window.page.panel.view.choose_first()
    form = trigger(window, "event.record")
    wanted = form.field("requirement").value()
    for name, value in (
        ("kind", EventKind.DRILL),
        ("theme", "疏散"),
        ("plan", "消防预案"),
        ("started_at", "9:00"),
        ("arrived_at", "9:03"),
    ):
        form.field(name).set_value(value)
    form.save()
    (row,) = book.rows("safety_event")
    (rule,) = book.rows("event_rule", "id = ?", row["rule_id"])
    assert (rule["name"], row["arrived_at"]) == (wanted, "09:03:00")
    open_record(window, row["code"])
    window.page.actions_of_page["event.files"].trigger()
    assert window.page.bar.isVisible()
    file = str(write_photo(tmp_path / "演练.jpg"))
    book.run(AttachEventDocument(event=row["code"], file=file, title="照片"))
    files = trigger(window, "event.files")
    assert files.words.text().startswith("照片")
    files.take_off()
    assert book.rows("event_document")[0]["dropped"] == 1
    form = trigger(window, "event.correct")
    form.field("reason").set_value("时间写错")
    form.field("arrived_at").set_value("9:02")
    form.save()
    assert [one["arrived_at"] for one in book.rows("safety_event", "voided = 0")] == ["09:02:00"]
