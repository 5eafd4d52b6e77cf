"""A school year of nine rooms as a storekeeper lives it, from September 2025 to August 2026.

The year is a list of days and lines, the very lines that `do` takes. A line is written when its
turn comes, so that a count may be typed from the sheet that was frozen by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from houqin_desktop.services.count.view import CountView
from houqin_desktop.services.session import Session

CENTRAL = "总保管室"
KEEPERS = {
    "吴电脑": ("电脑1室", "电脑2室"),
    "周体育": ("体育室", "音乐室", "美术室"),
    "郑老师": ("图书室", "实验室", "档案室"),
}
POSTS = {
    "赵总务": "general_affairs_director",
    "李校长": "principal",
    "钱主管": "supervising_leader",
    "孙财务": "finance",
}
STAPLER, CHALK, BAT = "订书机", "白粉笔", "乒乓球拍"
# The cards in the order in which they are registered, so that each finds its number.
CARDS: tuple[dict[str, Any], ...] = (
    {"name": "投影仪", "value": "4800.00", "storeroom": "电脑1室", "holder": "吴电脑"},
    {"name": "手提电脑", "value": "4600.00", "storeroom": CENTRAL},
    {"name": "学生课桌", "value": "4800.00", "storeroom": CENTRAL, "quantity": 40},
    {"name": "篮球架", "value": "2400.00", "storeroom": "体育室", "place": "器材架"},
    {"name": "电子琴", "value": "3200.00", "storeroom": "音乐室"},
    {"name": "复印机", "value": "3900.00", "storeroom": "档案室"},
    {"name": "显微镜", "value": "1500.00", "storeroom": "实验室"},
)
CODE = {card["name"]: f"ZC2025{at:06}" for at, card in enumerate(CARDS, start=1)}
COUNT = "PD20260001"

Line = dict[str, Any]
Days = Iterator[tuple[date, Line]]


def line(command: str, **arguments: Any) -> Line:
    """Return one line for `do`."""
    return {"command": command, **arguments}


def signed(number: str, *steps: str) -> Iterator[Line]:
    """Yield the printing of a paper and the signature of every hand."""
    yield line("record_printing", number=number)
    for step in steps:
        yield line("record_signature", number=number, step=step, opinion="同意")


def the_year(session: Session, photo: Path) -> Days:
    """Yield every line of the year with its day.

    :param photo: a picture of the bats as they went out and came back.
    """
    for day, lines in (
        (date(2025, 9, 1), rooms_are_opened()),
        (date(2025, 9, 2), things_are_registered()),
        (date(2025, 9, 3), things_come_in()),
        (date(2025, 9, 8), things_are_given_out()),
        (date(2025, 9, 20), something_is_left_over()),
        (date(2025, 10, 10), things_are_lent(photo)),
        (date(2025, 10, 16), one_loan_is_back_the_other_renewed()),
        (date(2025, 10, 24), part_is_back(photo)),
        (date(2025, 11, 10), something_was_lost()),
        (date(2025, 11, 20), a_room_is_reserved()),
        (date(2026, 3, 2), things_change_rooms()),
        (date(2026, 6, 20), everything_is_to_be_counted()),
        (date(2026, 6, 22), something_moves_meanwhile()),
        (date(2026, 6, 24), every_room_is_counted(session)),
        (date(2026, 6, 26), the_count_is_signed_off(session)),
        (date(2026, 7, 1), what_follows_from_the_count()),
        (date(2026, 8, 25), the_lost_piano_leaves()),
    ):
        for one in lines:
            yield day, one


def rooms_are_opened() -> Iterator[Line]:
    for person in (*POSTS, *KEEPERS, "陈班主任"):
        yield line("add_person", name=person)
    for name in ("信息组", "三年级组"):
        yield line("add_department", name=name)
    for person, post in POSTS.items():
        yield line("appoint", person=person, post=post)
    for person, rooms in KEEPERS.items():
        for room in rooms:
            yield line("add_storeroom", name=room)
            yield line("appoint", person=person, post="storekeeper", storeroom=room)
    yield line("add_place", storeroom="体育室", kind="rack", name="器材架", walking_order=1)


def things_are_registered() -> Iterator[Line]:
    yield line(
        "add_item", name=CHALK, kind="material", unit="盒", minimum=20, pack_unit="箱", pack_size=12
    )
    yield line("add_item", name=STAPLER, kind="consumable", unit="个", everyday_names="钉书器")
    yield line("add_item", name=BAT, kind="consumable", unit="副")
    yield line("set_minimum", item="WP00001", storeroom="音乐室", quantity=5)
    for card in CARDS:
        known = {"category": "A02010105", "unit": "件", "acquired_on": "2024-09"}
        value = card["value"]
        rest = {key: word for key, word in card.items() if key != "value"}
        yield line("register_asset", original_value=value, **known, **rest)


def things_come_in() -> Iterator[Line]:
    opening = [
        {"item": CHALK, "quantity": 60, "price": "2.50"},
        {"item": STAPLER, "quantity": 20, "amount": "300.00"},
    ]
    shared = {"storeroom": CENTRAL, "handled_by": "王保管"}
    yield line("receive_stock", source="opening", lines=opening, **shared)
    yield from signed("RK20250001", "handler", "keeper", "director")
    yield line(
        "receive_stock",
        storeroom="体育室",
        source="donation",
        supplier="校友会",
        handled_by="周体育",
        lines=[{"item": BAT, "quantity": 12, "amount": "360.00"}],
    )
    yield from signed("RK20250002", "handler", "keeper", "director")
    # One nought too many is signed before anybody looks, and reversed; the other is taken back.
    wrong = [{"item": STAPLER, "quantity": 200, "amount": "3000.00"}]
    yield line("receive_stock", source="other", lines=wrong, **shared)
    yield from signed("RK20250003", "handler", "keeper", "director")
    yield line("reverse_slip", number="RK20250003", reason="数量多写了一个零")
    yield from signed("CX20250001", "head_keeper", "director")
    yield line("receive_stock", source="other", lines=wrong, **shared)
    yield line("withdraw_slip", number="RK20250004", reason="又写错了")


def things_are_given_out() -> Iterator[Line]:
    yield line(
        "issue_stock",
        storeroom=CENTRAL,
        taker="陈班主任",
        department="三年级组",
        school_class="三（1）班",
        purpose="开学",
        lines=[{"item": CHALK, "quantity": 45}],
    )
    yield from signed("LY20250001", "recipient", "keeper")
    yield line(
        "issue_stock",
        storeroom=CENTRAL,
        taker="郑老师",
        lines=[
            {"item": CODE["手提电脑"], "place": "三楼办公室"},
            {"item": STAPLER, "quantity": 1, "traded_in": True},
        ],
    )
    yield from signed("LY20250002", "recipient", "keeper")


def something_is_left_over() -> Iterator[Line]:
    left = [{"line": 1, "quantity": 3, "reason": "left_over"}]
    yield line("restock", number="LY20250001", lines=left)
    yield from signed("TK20250001", "returner", "keeper")


def things_are_lent(photo: Path) -> Iterator[Line]:
    yield line(
        "lend",
        storeroom="体育室",
        borrower="陈班主任",
        department="三年级组",
        due_on="2025-10-17",
        purpose="班级比赛",
        lines=[
            {
                "item": BAT,
                "quantity": 4,
                "condition": "worn",
                "condition_note": "胶皮旧",
                "photo": str(photo),
            }
        ],
    )
    yield from signed("JY20250001", "borrower", "keeper")
    yield line(
        "lend",
        storeroom="电脑1室",
        borrower="吴电脑",
        outside="新城小学",
        due_on="2025-10-17",
        lines=[{"item": CODE["投影仪"]}],
    )
    yield from signed("JY20250002", "borrower", "keeper", "principal")
    yield line(
        "issue_gate_pass",
        storeroom="电脑1室",
        carrier="吴电脑",
        outside="新城小学",
        purpose="送教下乡",
        loan="JY20250002",
        due_on="2025-10-17",
    )
    yield from signed("CM20250001", "carrier", "release")


def one_loan_is_back_the_other_renewed() -> Iterator[Line]:
    yield line("close_gate_pass", number="CM20250001", note="完好")
    yield line("take_back", number="JY20250002", lines=[{"line": 1, "condition": "good"}])
    yield from signed("GH20250001", "returner", "keeper")
    yield line("renew_loan", number="JY20250001", due_on="2025-10-24", reason="比赛推迟")


def part_is_back(photo: Path) -> Iterator[Line]:
    part = [{"line": 1, "quantity": 2, "condition": "worn", "photo": str(photo)}]
    yield line("take_back", number="JY20250001", lines=part)
    yield from signed("GH20250002", "returner", "keeper")


def something_was_lost() -> Iterator[Line]:
    lines = [
        {"line": 1, "quantity": 1, "condition": "worn"},
        {"line": 1, "quantity": 1, "condition": "lost", "condition_note": "掉进池塘"},
    ]
    yield line("take_back", number="JY20250001", lines=lines)
    yield from signed("GH20250003", "returner", "keeper")
    yield line("record_compensation", number="GH20250003", line=2, amount="30.00", note="现金")


def a_room_is_reserved() -> Iterator[Line]:
    shared = {"item": "电脑2室", "person": "陈班主任", "reserved_on": "2025-11-21"}
    yield line("reserve", first_period=3, last_period=4, purpose="公开课", **shared)
    yield line("reserve", first_period=6, **shared)
    yield line("cancel_reservation", item="电脑2室", reserved_on="2025-11-21", period=6)


def things_change_rooms() -> Iterator[Line]:
    """Twelve of forty desks and five staplers change rooms, the projector its department."""
    yield line(
        "transfer",
        giver="王保管",
        taker="周体育",
        storeroom=CENTRAL,
        other_storeroom="美术室",
        reason="美术室添座位",
        lines=[{"item": CODE["学生课桌"], "quantity": 12}, {"item": STAPLER, "quantity": 5}],
    )
    yield from signed("DB20260001", "giver", "taker", "adjustment")
    yield line(
        "transfer",
        giver="吴电脑",
        taker="郑老师",
        giver_department="信息组",
        department="三年级组",
        reason="教学调整",
        lines=[{"item": CODE["投影仪"], "place": "三（1）班教室"}],
    )
    yield from signed("DB20260002", "giver", "taker", "adjustment")


def everything_is_to_be_counted() -> Iterator[Line]:
    yield line("open_count", title="2026年资产清查", baseline_on="2026-06-20")


def something_moves_meanwhile() -> Iterator[Line]:
    yield line(
        "transfer",
        giver="周体育",
        taker="周体育",
        storeroom="体育室",
        other_storeroom="音乐室",
        reason="操场翻修",
        lines=[{"item": CODE["篮球架"]}],
    )
    yield from signed("DB20260003", "giver", "taker", "adjustment")


def every_room_is_counted(session: Session) -> Iterator[Line]:
    """The piano is gone, the copier broken; the microscope stands in the library."""
    view = CountView(session, COUNT)
    for room in view.rooms:
        lines = [
            {"code": one.code, "quantity": one.booked.quantity} | FOUND.get(one.name, {})
            for one in view.sheet(room.name)
            if one.room == room.name and one.name != "显微镜"
        ]
        if room.name == "图书室":
            lines.append({"code": CODE["显微镜"], "quantity": 1})
        if lines:
            yield line("record_count_lines", number=COUNT, room=room.name, lines=lines)
    yield line(
        "record_surplus",
        number=COUNT,
        room="体育室",
        name="秒表",
        quantity=2,
        value="60.00",
        value_basis="市价",
    )


FOUND: dict[str, Line] = {"电子琴": {"quantity": 0}, "复印机": {"condition": "damaged"}}
DIFFERENCES = (
    ({"result": "shortage", "code": CODE["电子琴"]}, "write_off", "假期被盗"),
    ({"result": "damaged", "code": CODE["复印机"]}, "write_off", "定影器烧毁"),
    ({"result": "wrong_place", "code": CODE["显微镜"]}, "transfer", "借去没有还"),
    ({"result": "surplus", "surplus": 1}, "enter", "早年家长赠送"),
)


def the_count_is_signed_off(session: Session) -> Iterator[Line]:
    for which, handling, cause in DIFFERENCES:
        yield line("explain_difference", number=COUNT, handling=handling, cause=cause, **which)
    for room in CountView(session, COUNT).rooms:
        yield line("finish_count_room", number=COUNT, room=room.name, counted_by="王保管")
    yield line("close_count", number=COUNT, signers="王保管、赵总务、孙财务、李校长")


def what_follows_from_the_count() -> Iterator[Line]:
    yield line(
        "transfer",
        giver="郑老师",
        taker="郑老师",
        storeroom="实验室",
        other_storeroom="图书室",
        reason="清查位置不符",
        lines=[{"item": CODE["显微镜"]}],
    )
    yield from signed("DB20260004", "giver", "taker", "adjustment")
    for which, handling, _cause in DIFFERENCES:
        document = {"document": "DB20260004"} if handling == "transfer" else {}
        yield line("settle_difference", number=COUNT, **which, **document)


def the_lost_piano_leaves() -> Iterator[Line]:
    steps = ("storekeeper", "general_affairs", "central_storeroom", "supervising_leader")
    yield from signed("BS20260001", *steps)
    yield line("write_off_disposal", number="BS20260001")
