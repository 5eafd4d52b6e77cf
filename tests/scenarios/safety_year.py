"""A school year of safety: four campus-wide rounds, forty hazards, thirty-eight struck off.

Days and the very lines that `do` takes. Of the ten hazards of a round four are put right on the
spot, six under the notices of two departments; one is major and wants the outside report, one is
not well mended at first, two are still open when the year ends: 38 / 40 = 95.0 %.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from houqin_desktop.services.session import Session
from tests.scenarios.storeroom_year import Days, Line, line, signed

FIRST = date(2025, 8, 25)
ROUNDS = (date(2025, 9, 5), date(2025, 11, 7), date(2026, 3, 13), date(2026, 5, 15))
LAST = date(2026, 7, 10)
DIRECTOR, LEADER, MENDER = "赵总务", "钱主管", "何师傅"
POSTS = {
    DIRECTOR: "general_affairs_director",
    LEADER: "supervising_leader",
    "李校长": "principal",
}
# The places of each department, in walking order, and who answers for them.
DEPARTMENTS = {
    "教导处": ("林主任", ("一号教学楼", "实验室", "图书室", "电脑2室")),
    "总务处": ("陈保卫", ("东校门", "食堂", "配电间", "操场")),
}
# What is looked at everywhere; the second is the one at fault where there is one.
ITEMS = ("C06", "D03")
FAULTS = 10
ON_THE_SPOT = 4
# The hazards of the last round that are still open when the year ends.
OPEN = 2
MAJOR, MENDED_BADLY = "YHB20250015", "YHB20250008"


def code_of(at: int) -> str:
    """Return the number of the hazard registered as the so-many-th of all, from 0."""
    before = 2 * FAULTS
    return f"YHB2025{at + 1:04}" if at < before else f"YHB2026{at - before + 1:04}"


def the_safety_year(_session: Session) -> Days:
    """Yield every line of the year with its day."""
    for one in campus_is_set_up():
        yield FIRST, one
    for number, day in enumerate(ROUNDS):
        for later, lines in (
            (0, round_is_walked(number, day)),
            (0, hazards_are_registered(number, day)),
            (1, notices_go_out(number, day)),
            (3, put_right_on_the_spot(number)),
            (12, replies_come_back(number)),
            (15, looked_at_again(number)),
        ):
            for one in lines:
                yield day + timedelta(days=later), one
    for one in the_last_are_struck_off():
        yield LAST, one


def campus_is_set_up() -> Iterator[Line]:
    for person in (*POSTS, MENDER, *(head for head, _ in DEPARTMENTS.values())):
        yield line("add_person", name=person)
    for person, post in POSTS.items():
        yield line("appoint", person=person, post=post)
    yield line("adopt_check_items")
    for name, (head, places) in DEPARTMENTS.items():
        yield line("add_department", name=name)
        yield line("add_campus_places", names=list(places), department=name, responsible=head)
        yield line("set_check_points", places=list(places), items=list(ITEMS))


def round_is_walked(number: int, day: date) -> Iterator[Line]:
    paper = f"YH{day.year}000{number % 2 + 1}"
    yield line(
        "open_inspection",
        kind="dragnet",
        led_by=LEADER,
        members=[DIRECTOR, MENDER],
        head=DIRECTOR,
        group_leader=LEADER,
    )
    yield line(
        "record_findings",
        number=paper,
        walked_on=day.isoformat(),
        rest_sound=True,
        lines=[found(number, at, day) for at in range(FAULTS)],
    )
    yield from signed(paper, "head", "group_leader")


def found(number: int, at: int, day: date) -> Line:
    """Return what one line of a round found; lines are those of eight places, two each."""
    due = day + timedelta(days=14)
    grade = "major" if code_of(number * FAULTS + at) == MAJOR else "general"
    return {
        "line": at + 1,
        "check_result": "fault",
        "observation": f"第 {number + 1} 轮第 {at + 1} 处不合格",
        "severity": grade,
        **(
            {"measure": "at_once"}
            if at < ON_THE_SPOT
            else {"measure": "by_deadline", "due_on": due.isoformat()}
        ),
    }


def hazards_are_registered(number: int, day: date) -> Iterator[Line]:
    paper = f"YH{day.year}000{number % 2 + 1}"
    yield line("register_found_hazards", inspection=paper)
    for at in range(FAULTS):
        code = code_of(number * FAULTS + at)
        shared = {"hazard": code, "responsible": MENDER, "measures": "更换损坏部件"}
        if at < ON_THE_SPOT:
            yield line("plan_rectification", **shared, on_the_spot=True)
            continue
        yield line(
            "plan_rectification",
            **shared,
            due_on=(day + timedelta(days=14)).isoformat(),
            funds="300.00",
            emergency_plan="消防安全应急预案",
            interim="设警示牌，暂停使用",
        )


def under_notice(number: int) -> dict[str, list[str]]:
    """Return the hazards of a round that a notice names, by department."""
    first = number * FAULTS
    by_department: dict[str, list[str]] = {}
    for at in range(ON_THE_SPOT, FAULTS):
        name = "教导处" if at // len(ITEMS) < len(DEPARTMENTS["教导处"][1]) else "总务处"
        by_department.setdefault(name, []).append(code_of(first + at))
    return by_department


def notice(number: int, at: int) -> str:
    return f"ZG{ROUNDS[number].year}000{2 * (number % 2) + at + 1}"


def notices_go_out(number: int, day: date) -> Iterator[Line]:
    for at, (name, codes) in enumerate(under_notice(number).items()):
        head, _ = DEPARTMENTS[name]
        yield line(
            "issue_rectification_notice",
            hazards=codes,
            receiver=head,
            inspected_on=day.isoformat(),
            interim="专人看守",
        )
        yield from signed(notice(number, at), "issuer", "receiver")


def put_right_on_the_spot(number: int) -> Iterator[Line]:
    for at in range(ON_THE_SPOT):
        code = code_of(number * FAULTS + at)
        yield line("rectify_hazard", hazard=code, rectified_by=MENDER, done="当场拧紧、更换")
        yield line("reinspect_hazard", hazard=code, reinspected_by=DIRECTOR, result="pass")
        yield line("close_out_hazard", hazard=code, closed_by=LEADER)


def open_at_the_end(number: int) -> list[str]:
    return [code_of(4 * FAULTS - 1 - at) for at in range(OPEN)] if number == 3 else []


def replies_come_back(number: int) -> Iterator[Line]:
    for at, (name, codes) in enumerate(under_notice(number).items()):
        done = [code for code in codes if code not in open_at_the_end(number)]
        rows = [
            {"hazard": code, "rectified_by": MENDER, "done": "已更换", "cost": "120.00"}
            for code in done
        ]
        yield line(
            "file_notice_reply",
            number=notice(number, at),
            replied_by=DEPARTMENTS[name][0],
            lines=rows,
            **({} if len(done) == len(codes) else {"unfinished": "配件缺货，八月到货后更换"}),
        )


def looked_at_again(number: int) -> Iterator[Line]:
    first = number * FAULTS
    for at in range(ON_THE_SPOT, FAULTS):
        code = code_of(first + at)
        if code in open_at_the_end(number):
            continue
        if code == MENDED_BADLY:
            yield line(
                "reinspect_hazard",
                hazard=code,
                reinspected_by=DIRECTOR,
                result="fail",
                opinion="仍有松动",
            )
            yield line("rectify_hazard", hazard=code, rectified_by=MENDER, done="重新加固")
        yield line("reinspect_hazard", hazard=code, reinspected_by=DIRECTOR, result="pass")
        if code == MAJOR:
            yield line(
                "record_outside_report",
                hazard=code,
                body="区消防救援大队",
                document_number="消验〔2025〕18号",
                document_on=(ROUNDS[number] + timedelta(days=14)).isoformat(),
            )
        if number < 3:
            yield line("close_out_hazard", hazard=code, closed_by=LEADER)


def the_last_are_struck_off() -> Iterator[Line]:
    for at in range(3 * FAULTS + ON_THE_SPOT, 4 * FAULTS - OPEN):
        yield line("close_out_hazard", hazard=code_of(at), closed_by=LEADER)
