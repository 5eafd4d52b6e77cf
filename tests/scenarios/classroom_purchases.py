"""What a school of 24 classes buys for a term, from the budget to the number in the accounts.

Days and the very lines that `do` takes: an over-budget decision, a cut, quotations, part
deliveries, rejected goods, a receipt whose cards are taken back by a red document, a request that
is ended with something not bought.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from houqin_desktop.services.session import Session
from tests.scenarios.storeroom_year import CENTRAL, CHALK, POSTS, Days, Line, line, signed

CLASSES = 24
FIRST = date(2026, 8, 20)
SHOPS = ("启明文教用品店", "育才教学设备公司", "新苗商贸行")
BUDGET = "教学设备及用品"
PROJECTOR, DESK = "A02020200", "A05010203"
OFFICE, HEAD, TEACHER = "教导处", "林主任", "陈老师"
ACCEPTORS = {"acceptor": "孙财务", "second_acceptor": "吴老师"}

REQUEST, SECOND = "CG20260001", "CG20260002"
REQUEST_HANDS = ("applicant", "department", "stock_check", "director")
WANTED: tuple[Line, ...] = (
    {
        "name": CHALK,
        "unit": "盒",
        "quantity": 10 * CLASSES - 60,
        "price": "2.50",
        "purpose": "补足最低库存",
        "bought_anyway": "补足最低库存",
    },
    {"name": "磁性黑板擦", "unit": "个", "quantity": 2 * CLASSES, "price": "6.00"},
    {"name": "高粱扫帚", "unit": "把", "quantity": 4 * CLASSES, "price": "9.00"},
    {
        "name": "短焦投影机",
        "specification": "3500流明",
        "unit": "台",
        "quantity": 4,
        "price": "4600.00",
        "purpose": "四个新班",
        "category": PROJECTOR,
    },
    {
        "name": "单人课桌",
        "unit": "张",
        "quantity": 2 * CLASSES,
        "price": "150.00",
        "category": DESK,
        "remarks": "可升降，按一年级身高",
    },
    {"name": "班级荣誉栏", "unit": "块", "quantity": CLASSES, "price": "20.00"},
)


def the_term(_session: Session) -> Days:
    """Yield every line of the term's procurement with its day."""
    for day, lines in (
        (FIRST, the_school_is_there()),
        (date(2026, 8, 21), money_is_set_and_shops_are_known()),
        (date(2026, 8, 22), the_classes_ask()),
        (date(2026, 8, 24), most_is_ordered_after_three_quotations()),
        (date(2026, 8, 28), part_is_delivered()),
        (date(2026, 8, 29), the_receipt_was_wrong()),
        (date(2026, 8, 31), what_came_is_handed_out()),
        (date(2026, 9, 4), the_rest_comes()),
        (date(2026, 9, 10), the_thread_ends()),
    ):
        for one in lines:
            yield day, one


def the_school_is_there() -> Iterator[Line]:
    for person in (*POSTS, HEAD, TEACHER, "吴老师"):
        yield line("add_person", name=person)
    for person, post in POSTS.items():
        yield line("appoint", person=person, post=post)
    yield line("add_department", name=OFFICE)
    yield line("add_item", name=CHALK, kind="material", unit="盒", minimum=10 * CLASSES)
    yield line(
        "receive_stock",
        storeroom=CENTRAL,
        source="opening",
        handled_by="王保管",
        lines=[{"item": CHALK, "quantity": 60, "amount": "150.00"}],
    )
    yield from signed("RK20260001", "handler", "keeper", "director")


def money_is_set_and_shops_are_known() -> Iterator[Line]:
    for shop in SHOPS:
        yield line("add_supplier", name=shop)
    yield line("correct_supplier", supplier=SHOPS[0], contact="方经理", tax_number="91370000")
    yield line(
        "add_budget_line", year=2026, name=BUDGET, amount="2000.00", funding_source="公用经费"
    )
    yield line("change_budget_line", year=2026, name=BUDGET, amount="20000.00")


def the_classes_ask() -> Iterator[Line]:
    """More than the budget has, so somebody decides; one projector less is enough."""
    yield line(
        "request_purchase",
        applicant=TEACHER,
        department=OFFICE,
        head=HEAD,
        form="dispersed",
        needed_by="2026-09-01",
        purpose="秋季开学，24 个班",
        budget_line=BUDGET,
        over_budget="校务会同意年中追加",
        lines=list(WANTED),
    )
    yield line(
        "decide_line", number=REQUEST, line=4, choice="cut", quantity=1, reason="四（2）班旧机可用"
    )
    yield from signed(REQUEST, *REQUEST_HANDS, "finance", "leader")
    yield line(
        "record_signature",
        number=REQUEST,
        step="council",
        opinion="同意",
        document_number="校办纪要〔2026〕7号",
    )
    yield line(
        "request_purchase",
        applicant=HEAD,
        department=OFFICE,
        head=HEAD,
        form="petty",
        exception="部门只有一位负责人",
        lines=[{"name": "红墨水", "unit": "瓶", "quantity": CLASSES, "price": "4.00"}],
    )
    yield line("excuse_procurement", number=SECOND, exception="教导处只有一位负责人")
    yield from signed(SECOND, *REQUEST_HANDS, "leader")


def most_is_ordered_after_three_quotations() -> Iterator[Line]:
    pieces = {1: 180, 2: 24, 3: 96, 4: 3, 5: 48}
    yield line(
        "order_purchase",
        supplier=SHOPS[1],
        buyer="赵总务",
        due_on="2026-08-28",
        contract_number="HT-2026-08",
        choice_reason="总价最低",
        lines=[
            {"request": REQUEST, "line": at, "quantity": quantity}
            | ({"price": "4500.00"} if at == 4 else {})
            for at, quantity in pieces.items()
        ],
    )
    for shop, amount in zip(SHOPS, ("22580.00", "22158.00", "23000.00"), strict=True):
        yield line("record_quotation", number="DD20260001", supplier=shop, amount=amount)
    yield from signed("DD20260001", "buyer", "director", "leader")
    yield line(
        "order_purchase",
        supplier=SHOPS[0],
        buyer="赵总务",
        form="dispersed",
        lines=[
            {"request": REQUEST, "line": 2, "quantity": 24},
            {"request": SECOND, "line": 1, "quantity": CLASSES, "price": "3.80"},
        ],
    )
    yield from signed("DD20260002", "buyer")


ACCEPTANCE_HANDS = ("buyer", "acceptor", "second_acceptor", "user", "keeper", "director")


def part_is_delivered() -> Iterator[Line]:
    """Of the chalk some came, of the brooms some are bad, of the projectors one is broken."""
    yield line(
        "accept_goods",
        number="DD20260001",
        storeroom=CENTRAL,
        arrived_on="2026-08-28",
        delivery_note="SH-0828",
        invoice_number="FP-1001",
        invoice_amount="17404.00",
        remarks="不合格的当场退回，等换货",
        lines=[
            {"line": 1, "delivered": 100},
            {"line": 2, "delivered": 24},
            {"line": 3, "delivered": 96, "accepted": 90, "quality": "六把断柄"} | REPLACED,
            {
                "line": 4,
                "delivered": 3,
                "accepted": 2,
                "quality": "一台不通电",
                "serials": "TY-77A TY-77B",
                "papers": "合格证、保修卡",
                "warranty_until": "2029-08-28",
            }
            | REPLACED,
            {"line": 5, "delivered": 48},
        ],
        **ACCEPTORS,
    )
    yield from signed("YS20260001", *ACCEPTANCE_HANDS)
    yield line("stock_accepted", number="YS20260001")
    yield from signed("RK20260002", *RECEIPT_HANDS)


REPLACED: Line = {"rejected": "replace"}
RECEIPT_HANDS = ("handler", "keeper", "director")


def the_receipt_was_wrong() -> Iterator[Line]:
    """The desks lie in the corridor of the first floor, and were entered without a place."""
    yield line("reverse_slip", number="RK20260002", reason="课桌、投影机没有写存放位置")
    yield from signed("CX20260001", "head_keeper", "director")
    yield line(
        "stock_accepted",
        number="YS20260001",
        lines=[{"line": 4, "place": "铁柜"}, {"line": 5, "place": "一楼走廊"}],
    )
    yield from signed("RK20260003", *RECEIPT_HANDS)


def what_came_is_handed_out() -> Iterator[Line]:
    yield line("enter_in_accounts", number="RK20260003", accounting_voucher="记-81")
    yield line("hand_out", number="RK20260003", place="教学楼")
    yield from signed("LY20260001", "recipient", "keeper")


def the_rest_comes() -> Iterator[Line]:
    rest = [
        {"line": 1, "delivered": 80},
        {"line": 3, "delivered": 6},
        {"line": 4, "delivered": 1, "serials": "TY-77C"},
    ]
    second = [{"line": 1, "delivered": 24}, {"line": 2, "delivered": CLASSES}]
    # Both asked for what the second brings, so that a colleague signs for their office.
    for purchase, acceptance, receipt, lines, user in (
        ("DD20260001", "YS20260002", "RK20260004", rest, HEAD),
        ("DD20260002", "YS20260003", "RK20260005", second, "吴老师"),
    ):
        yield line(
            "accept_goods",
            number=purchase,
            storeroom=CENTRAL,
            arrived_on="2026-09-03",
            user=user,
            lines=lines,
            **ACCEPTORS,
        )
        yield from signed(acceptance, *ACCEPTANCE_HANDS)
        yield line("stock_accepted", number=acceptance)
        yield from signed(receipt, *RECEIPT_HANDS)


def the_thread_ends() -> Iterator[Line]:
    """The boards of honour are bought no longer; what came last is handed out and entered."""
    yield line("hand_out", number="RK20260004")
    yield from signed("LY20260002", "recipient", "keeper")
    yield line("hand_out", number="RK20260005", taker=HEAD)
    yield from signed("LY20260003", "recipient", "keeper")
    yield line("close_request", number=REQUEST, reason="荣誉栏由各班自制")
    for receipt, entry in (("RK20260004", "记-92"), ("RK20260005", "记-93")):
        yield line("enter_in_accounts", number=receipt, accounting_voucher=entry)
