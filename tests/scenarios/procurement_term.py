"""A term's procurement of a school with 24 classes, from August to October 2026.

A list of days and lines, the very lines that `do` takes: what the term needs and is not there,
projectors for every classroom, desks, and a few things that are asked for twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tests.scenarios.storeroom_year import CENTRAL, Days, Line, line

POSTS = {
    "赵总务": "general_affairs_director",
    "李校长": "principal",
    "钱主管": "supervising_leader",
    "孙财务": "finance",
}
GRADES = "一二三四五六"
CLASSES = tuple(f"{grade}（{at}）班" for grade in GRADES for at in range(1, 5))
TEACHERS = {name: f"{name}班主任" for name in CLASSES}
PLAN = "KX202602"
CHALK, BROOM, PROJECTOR, DESK, PEN = "白粉笔", "扫把", "投影机", "课桌", "红笔"
OFFICE, DIGITAL = "教学用品", "信息化设备"
SHOPS = ("新华教育用品", "湘江电子", "百业家具", "日杂批发部")
ASKING = ("applicant", "department", "stock_check", "director")
SHORT = (*ASKING, "leader")
FULL = (*ASKING, "finance", "leader", "principal")
COUNCIL = (*ASKING, "finance", "leader", "council")
COMPARED = ("buyer", "director", "leader")
ACCEPTED = ("buyer", "acceptor", "second_acceptor", "user", "keeper", "director")
RECEIVED = ("handler", "keeper", "director")


def the_term() -> Days:
    """Yield every line of the term with its day."""
    for day, lines in (
        (date(2026, 8, 10), the_school_is_there()),
        (date(2026, 8, 12), the_term_is_planned()),
        (date(2026, 8, 14), money_and_shops_are_written_down()),
        (date(2026, 8, 15), things_are_asked_for()),
        (date(2026, 8, 17), some_of_it_is_approved()),
        (date(2026, 8, 18), things_are_bought()),
        (date(2026, 8, 24), the_first_part_comes()),
        (date(2026, 8, 25), the_wrong_cards_go_back()),
        (date(2026, 8, 27), the_rest_comes_dearer()),
        (date(2026, 8, 29), desks_come_from_two_shops()),
        (date(2026, 8, 31), everything_is_handed_out()),
        (date(2026, 9, 8), what_was_exchanged_comes()),
        (date(2026, 10, 12), the_accounts_are_written()),
    ):
        for one in lines:
            yield day, one


def signed(number: str, *steps: str, minutes: str = "") -> Iterator[Line]:
    """Yield the printing of a paper and the signature of every hand."""
    yield line("record_printing", number=number)
    for step in steps:
        document = {"document_number": minutes} if step == "council" else {}
        yield line("record_signature", number=number, step=step, opinion="同意", **document)


def the_school_is_there() -> Iterator[Line]:
    for person in (*POSTS, "吴电脑", "陈主任", "周教研", *TEACHERS.values()):
        yield line("add_person", name=person)
    for name in ("教导处", "信息组", "总务处"):
        yield line("add_department", name=name)
    for person, post in POSTS.items():
        yield line("appoint", person=person, post=post)
    yield line("add_storeroom", name="电脑室")
    yield line("appoint", person="吴电脑", post="storekeeper", storeroom="电脑室")
    yield line("add_item", name=CHALK, kind="material", unit="盒", minimum=30)
    yield line("add_item", name=BROOM, kind="consumable", unit="把")
    yield line(
        "receive_stock",
        storeroom=CENTRAL,
        source="opening",
        handled_by="王保管",
        lines=[
            {"item": CHALK, "quantity": 20, "price": "2.50"},
            {"item": BROOM, "quantity": 10, "price": "12.00"},
        ],
    )
    yield line(
        "register_asset",
        name=PROJECTOR,
        original_value="3900.00",
        acquired_on="2024-09",
        category="A02020200",
        unit="台",
        storeroom="电脑室",
        status="idle",
    )


def the_term_is_planned() -> Iterator[Line]:
    yield line("open_term_plan", year=2026, season="autumn", begins_on="2026-09-01")
    groups = [
        {
            "name": name,
            "kind": "class",
            "grade": GRADES.index(name[0]) + 1,
            "heads": 45,
            "taker": TEACHERS[name],
        }
        for name in CLASSES
    ]
    yield line("set_term_groups", plan=PLAN, groups=groups)
    kit = [{"item": CHALK, "quantity": 5}, {"item": BROOM, "quantity": 2}]
    yield line("set_kit", name="班级用品", basis="each_class", lines=kit)


def money_and_shops_are_written_down() -> Iterator[Line]:
    yield line("add_budget_line", year=2026, name=OFFICE, amount="80000.00")
    yield line("add_budget_line", year=2026, name=DIGITAL, amount="90000.00", department="信息组")
    for name in SHOPS:
        yield line("add_supplier", name=name)
    yield line("correct_supplier", supplier=SHOPS[1], contact="刘经理")


def things_are_asked_for() -> Iterator[Line]:
    teaching = {"department": "教导处", "applicant": "周教研", "head": "陈主任"}
    yield line("request_purchase", form="petty", term_plan=PLAN, budget_line=OFFICE, **teaching)
    projectors = {
        "name": PROJECTOR,
        "specification": "3500流明",
        "unit": "台",
        "quantity": 24,
        "price": "4200.00",
        "category": "A02020200",
        "purpose": "每班一台",
        "bought_anyway": "闲置的一台先调给六（4）班",
    }
    yield line(
        "request_purchase",
        form="dispersed",
        department="信息组",
        applicant="周教研",
        head="陈主任",
        budget_line=DIGITAL,
        over_budget="校长办公会同意追加 6,600 元",
        lines=[projectors],
    )
    yield line(
        "decide_line", number="CG20260002", line=1, choice="transfer", quantity=1, reason="先用闲置"
    )
    desks = {"name": DESK, "unit": "张", "quantity": 240, "price": "165.00"}
    yield line(
        "request_purchase",
        form="dispersed",
        budget_line=OFFICE,
        lines=[desks | {"category": "A05010203"}],
        **teaching,
    )
    pens = {"name": PEN, "unit": "支", "quantity": 200, "price": "1.50"}
    yield line("request_purchase", form="petty", budget_line=OFFICE, lines=[pens], **teaching)
    sets = {"name": "教师茶具", "unit": "套", "quantity": 10, "price": "80.00"}
    yield line("request_purchase", form="petty", budget_line=OFFICE, lines=[sets], **teaching)


def some_of_it_is_approved() -> Iterator[Line]:
    """The desks lose forty at the hand of the office, the tea sets are not agreed to."""
    yield from signed("CG20260001", *SHORT)
    yield from signed("CG20260002", *COUNCIL, minutes="校办〔2026〕9号")
    yield line("record_printing", number="CG20260003")
    for step in COUNCIL:
        if step == "director":
            yield line(
                "decide_line",
                number="CG20260003",
                line=1,
                choice="cut",
                quantity=40,
                reason="六年级不换",
            )
        document = {"document_number": "校办〔2026〕10号"} if step == "council" else {}
        yield line("record_signature", number="CG20260003", step=step, opinion="同意", **document)
    yield from signed("CG20260004", *SHORT)
    yield line("record_printing", number="CG20260005")
    yield line("record_signature", number="CG20260005", step="applicant", opinion="同意")
    yield line("reject_disposal", number="CG20260005", step="department", opinion="不属教学用品")


def things_are_bought() -> Iterator[Line]:
    """Two requests go to one shop, one request to two; projectors and desks are compared."""
    buyer = {"buyer": "王保管"}
    yield line(
        "order_purchase",
        supplier=SHOPS[1],
        requests=["CG20260002"],
        contract_number="HT-9",
        **buyer,
    )
    for shop, amount in zip(SHOPS, ("97000.00", "96600.00", "99000.00"), strict=False):
        yield line("record_quotation", number="DD20260001", supplier=shop, amount=amount)
    yield from signed("DD20260001", *COMPARED)
    yield line("order_purchase", supplier=SHOPS[3], requests=["CG20260001", "CG20260004"], **buyer)
    yield from signed("DD20260002", "buyer")
    for number, shop, pieces in (
        ("DD20260003", SHOPS[2], 120),
        ("DD20260004", SHOPS[0], 80),
    ):
        part = {"request": "CG20260003", "line": 1, "quantity": pieces}
        yield line("order_purchase", supplier=shop, lines=[part], due_on="2026-08-29", **buyer)
        for other in (SHOPS[0], SHOPS[2], SHOPS[3]):
            yield line("record_quotation", number=number, supplier=other, amount="20000.00")
        yield from signed(number, *COMPARED)


def accepted(number: str, purchase: str, lines: list[Line], **said: str) -> Iterator[Line]:
    """Yield an acceptance by two who did not ask, signed by every hand."""
    yield line(
        "accept_goods",
        number=purchase,
        storeroom=CENTRAL,
        acceptor="吴电脑",
        second_acceptor="孙财务",
        lines=lines,
        **said,
    )
    yield from signed(number, *ACCEPTED)


def the_first_part_comes() -> Iterator[Line]:
    """Twelve projectors come, two of them broken; ten become cards in the wrong category."""
    serials = " ".join(f"SN{at:03}" for at in range(1, 11))
    part = {"line": 1, "delivered": 12, "accepted": 10, "rejected": "replace", "serials": serials}
    yield from accepted("YS20260001", "DD20260001", [part], delivery_note="SH-1")
    wrong = [{"line": 1, "category": "A02010105"}]
    yield line("stock_accepted", number="YS20260001", lines=wrong)
    yield from signed("RK20260002", *RECEIVED)


def the_wrong_cards_go_back() -> Iterator[Line]:
    yield line("reverse_slip", number="RK20260002", reason="分类代码填错")
    yield from signed("CX20260001", "head_keeper", "director")
    yield line("stock_accepted", number="YS20260001")
    yield from signed("RK20260003", *RECEIVED)


def the_rest_comes_dearer() -> Iterator[Line]:
    """Eleven more at a price that goes over the budget; chalk, brooms and pens come whole."""
    dearer = {"line": 1, "delivered": 11, "price": "4260.00"}
    yield from accepted(
        "YS20260002",
        "DD20260001",
        [dearer],
        differences="新批次调价，已附函",
        over_budget="校长同意",
        invoice_number="24430000",
        invoice_amount="46860.00",
    )
    yield line("stock_accepted", number="YS20260002")
    yield from signed("RK20260004", *RECEIVED)
    whole = [{"line": at, "delivered": pieces} for at, pieces in ((1, 100), (2, 38), (3, 200))]
    yield from accepted("YS20260003", "DD20260002", whole)
    yield line("stock_accepted", number="YS20260003")
    yield from signed("RK20260005", *RECEIVED)


def desks_come_from_two_shops() -> Iterator[Line]:
    """One shop sends all of its desks, the other fewer, and has no more."""
    first = [{"line": 1, "delivered": 120}]
    yield from accepted("YS20260004", "DD20260003", first)
    second = [{"line": 1, "delivered": 80, "accepted": 76, "rejected": "without"}]
    yield from accepted("YS20260005", "DD20260004", second)
    for number, receipt in (("YS20260004", "RK20260006"), ("YS20260005", "RK20260007")):
        yield line("stock_accepted", number=number)
        yield from signed(receipt, *RECEIVED)
    yield line("close_request", number="CG20260003", reason="差四张，店家无货")


def everything_is_handed_out() -> Iterator[Line]:
    yield line("hand_out_term", plan=PLAN, storeroom=CENTRAL)
    yield line("sign_hand_out", plan=PLAN, signed_on="2026-08-31")
    yield line("hand_out", number="RK20260003", place="电教库")


def what_was_exchanged_comes() -> Iterator[Line]:
    exchanged = [{"line": 1, "delivered": 2, "serials": "SN901、SN902"}]
    yield from accepted("YS20260006", "DD20260001", exchanged)
    yield line("stock_accepted", number="YS20260006")
    yield from signed("RK20260008", *RECEIVED)
    yield line("hand_out", number="RK20260008", due_on="2027-01-20")


def the_accounts_are_written() -> Iterator[Line]:
    for at, receipt in enumerate((3, 4, 5, 6), start=1):
        number = f"RK2026{receipt:04}"
        yield line("enter_in_accounts", number=number, accounting_voucher=f"记-{at}")
