"""Devices, drills, police and plans on the command line alone: listed, shown, printed, reported."""

from __future__ import annotations

from pathlib import Path

from tests.builders import COLLEAGUE
from tests.cli.speaking import line
from tests.documents.reading import poppler_pages, squeezed

FIRE_PLAN = "消防预案"


def test_devices_are_hung_up_checked_and_told_when_they_are_due(cli, tmp_path: Path):
    powder = {"kind": "extinguisher", "agent": "powder", "place": "食堂", "spot": "门口"}
    cli.done(
        line("add_campus_places", names=["食堂", "校门"]),
        line(
            "register_devices",
            devices=[
                {**powder, "made_on": "2016-11", "specification": "MFZ/ABC4"},
                {"kind": "camera", "place": "校门"},
            ],
        ),
        line("open_device_round", checked_by=COLLEAGUE),
        line(
            "enter_device_checks",
            round="XJ20261101",
            findings=[
                {"device": "AQ0002", "result": "异常", "remarks": "黑屏", "recording_days": 30}
            ],
        ),
    )
    refused = cli.refused("print", "AQ0001", tmp_path / "device.pdf")
    assert refused["code"] == "no_form"
    due = cli.json("list", "devices_due")["rows"]
    assert {(row["设备编号"], row["要办的事"]) for row in due} == {
        ("AQ0001", "报废更换"),
        ("AQ0001", "检查"),
        ("AQ0002", "处理异常"),
        ("AQ0002", "录像天数不足"),
    }
    shown = cli.json("show", "AQ0001")
    assert shown["fields"]["报废到期"] == "2026-11-01"
    assert shown["missing"][0].startswith("报废更换：2026-11-01")
    checked = cli.json("show", "XJ20261101")
    assert checked["missing"] == ["没有查：AQ0001 食堂门口"]
    assert checked["next"]["command"] == "enter_device_checks"
    paper = tmp_path / "巡检.pdf"
    cli.json("print", "XJ20261101", str(paper))
    (page,) = poppler_pages(paper.read_bytes())
    for word in ("安全设备巡检表", "食堂门口", "MFZ/ABC4", "□正常", "黑屏", "主管领导"):
        assert word in squeezed(page)
    cli.json("print", "XJ20261101", str(tmp_path / "巡检.xlsx"), "--form", "round")
    refusal = cli.refused("print", "XJ20261101", str(paper), "--form", "needs")
    assert refusal["code"] == "unknown_form"
    for name, word in (("safety_devices", "MFZ/ABC4"), ("devices_due", "报废更换")):
        target = tmp_path / f"{name}.pdf"
        cli.json("report", name, "--pdf", str(target))
        assert word in squeezed("".join(poppler_pages(target.read_bytes())))
    groups = {row["title"] for row in cli.json("todo")["groups"]}
    assert {"安全设备到期", "设备巡检没有结束"} <= groups


def test_a_drill_and_what_the_year_asks_for_are_shown_and_printed(cli, tmp_path: Path):
    issued = {"issued_by": "领导小组", "from_on": "2026-09-01"}
    cli.done(
        line("issue_emergency_plan", name=FIRE_PLAN, kind="fire", **issued),
        line("issue_regulation", name="门卫制度", **issued),
        line("load_event_rules"),
        line(
            "record_safety_event",
            kind="应急演练",
            theme="消防疏散演练",
            plan=FIRE_PLAN,
            held_on="2026-11-09",
            started_at="9:00",
            arrived_at="9:02:35",
            expected=1200,
            present=1198,
        ),
        line(
            "record_liaison", kind="护学岗", slot="school_start", counterpart="交警", matter="疏导"
        ),
    )
    shown = cli.json("show", "HD20260001")
    assert shown["fields"]["疏散用时"] == "2分35秒"
    assert shown["missing"] == ["没有附照片、签到表或方案", "没有写效果和总结"]
    paper = tmp_path / "演练.pdf"
    cli.json("print", "HD20260001", str(paper))
    (page,) = poppler_pages(paper.read_bytes())
    for word in ("应急演练记录表", "1,198/1,200", "2分35秒", FIRE_PLAN, "审核人"):
        assert word in squeezed(page)
    assert cli.json("show", "YA001")["lines"][0]["状态"] == "施行中"
    assert cli.json("show", "ZD001")["fields"]["规章制度"] == "门卫制度"
    assert cli.json("show", "LL20260001")["fields"]["时段"] == "07:30–08:00"
    assert cli.json("show", "YQ001")["fields"]["必办活动"] == "全国中小学生安全教育日"
    assert (
        cli.json("list", "emergency_plans", "--as-of", "2026-08-31")["rows"][0]["状态"] == "未施行"
    )
    for name, word in (
        ("safety_events", "消防疏散演练"),
        ("required_events", "缺办"),
        ("liaison", "07:30–08:00"),
        ("issued_texts", "领导小组"),
    ):
        target = tmp_path / f"{name}.pdf"
        cli.json("report", name, "--pdf", str(target))
        assert word in squeezed("".join(poppler_pages(target.read_bytes())))
