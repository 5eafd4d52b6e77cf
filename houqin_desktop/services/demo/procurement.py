"""采购 of the demo school: budgets and suppliers of 2026, and papers in every state.

One request went all the way to the hand-out; of one part came, some of it bad; others wait for
their approval, their purchase or their first signature. All names of suppliers are invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from houqin_desktop.domain.procurement import LineChoice, PurchaseForm, RejectedGoods
from houqin_desktop.services.demo.happenings import Happening, day_of
from houqin_desktop.services.disposal.drafts import RecordPrinting, RecordSignature
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.procurement.drafts import (
    AcceptGoods,
    AddBudgetLine,
    AddSupplier,
    CloseRequest,
    DecideLine,
    DeliveredLine,
    EnterInAccounts,
    HandOut,
    OrderPurchase,
    RecordQuotation,
    RequestPurchase,
    StockAccepted,
    WantedLine,
)
from houqin_desktop.services.slips.drafts import WithdrawSlip

CENTRAL: Final = "总保管室"
# Name, tax number, contact.
SUPPLIERS: Final = (
    ("星城教育装备有限公司", "91430100MA0DEMO01X", "苏经理"),
    ("湘江信息技术有限公司", "91430100MA0DEMO02X", "彭工"),
    ("雨湖文体用品商行", "92430302MA0DEMO03X", "老谭"),
    ("莲城家具厂", "91430300MA0DEMO04X", "陶厂长"),
)
# Name, amount in 分, where the money comes from.
BUDGETS: Final = (
    ("办公用品", 3_000_000, "公用经费"),
    ("信息化设备", 800_000, "公用经费"),
    ("教学器材", 2_500_000, "教育装备专项"),
    ("维修材料", 1_200_000, "公用经费"),
)
_SHORT: Final = ("applicant", "department", "stock_check", "director", "leader")
_FULL: Final = (*_SHORT[:4], "finance", "leader", "principal")
_DIRECT: Final = ("buyer",)
_COMPARED: Final = ("buyer", "director", "leader")
_ACCEPTED: Final = ("buyer", "acceptor", "second_acceptor", "user", "keeper", "director")
_RECEIVED: Final = ("handler", "keeper", "director")
_PRINTERS, _PAPER, _TOOLS, _GUN, _SWITCH, _TWICE = (f"CG2026{at:04d}" for at in range(1, 7))


def bought() -> Iterator[Happening]:
    """Yield everything of procurement in the order of the days."""
    for on, drafts in (
        ("2026-01-12", _begun()),
        ("2026-11-02", _printers_asked()),
        ("2026-11-05", _printers_ordered()),
        ("2026-11-06", _paper_asked()),
        ("2026-11-10", _paper_ordered()),
        ("2026-11-11", _tools()),
        ("2026-11-16", _gun()),
        ("2026-11-18", _accepted()),
        ("2026-11-20", _stocked()),
        ("2026-11-21", _waiting()),
    ):
        for draft in drafts:
            yield Happening(day_of(on), partial(_always, draft))


def _always(draft: Draft, _number: str) -> Draft:
    return draft


def _signed(number: str, steps: tuple[str, ...]) -> Iterator[Draft]:
    yield RecordPrinting(number=number)
    for step in steps:
        yield RecordSignature(number=number, step=step)


def _begun() -> Iterator[Draft]:
    for name, tax_number, contact in SUPPLIERS:
        yield AddSupplier(name=name, tax_number=tax_number, contact=contact)
    for name, amount, source in BUDGETS:
        yield AddBudgetLine(year=2026, name=name, amount=amount, funding_source=source)


def _printers_asked() -> Iterator[Draft]:
    yield RequestPurchase(
        applicant="周𬭛",
        department="综合组",
        head="夏雨",
        form=PurchaseForm.DISPERSED,
        needed_by=day_of("2026-11-30"),
        purpose="科学课和社团活动做模型",
        budget_line="教学器材",
        lines=(
            WantedLine(name="3D打印机", specification="桌面级 256mm", unit="台", quantity=2,
                       price=398_000, purpose="科学实验室", category="A02021099"),
            WantedLine(name="打印耗材", specification="PLA 1.75mm 1kg", unit="卷", quantity=20,
                       price=6_500, purpose="3D打印"),
        ),
    )  # fmt: skip
    yield DecideLine(
        number=_PRINTERS, line=2, choice=LineChoice.CUT, quantity=8, reason="一学期够用"
    )
    yield from _signed(_PRINTERS, _FULL)


def _printers_ordered() -> Iterator[Draft]:
    yield OrderPurchase(
        supplier=SUPPLIERS[1][0],
        buyer="罗国华",
        requests=(_PRINTERS,),
        due_on=day_of("2026-11-15"),
        contract_number="SFXX-2026-031",
        choice_reason="报价最低，两年上门保修",
    )
    for (name, *_), amount in zip(SUPPLIERS, (912_000, 874_000, 905_000), strict=False):
        yield RecordQuotation(number="DD20260001", supplier=name, amount=amount)
    yield from _signed("DD20260001", _COMPARED)


def _paper_asked() -> Iterator[Draft]:
    said = "低于最低库存，月考要用"
    yield RequestPurchase(
        applicant="P0011",
        department="教导处",
        head="曾庆丰",
        form=PurchaseForm.PETTY,
        purpose="期末考试和月考印卷",
        budget_line="办公用品",
        lines=(
            WantedLine(name="复印纸", specification="A4 70g 500 张", unit="包", quantity=40,
                       price=2_050, purpose="印卷", bought_anyway=said),
        ),
    )  # fmt: skip
    yield from _signed(_PAPER, _SHORT)


def _paper_ordered() -> Iterator[Draft]:
    yield OrderPurchase(
        supplier=SUPPLIERS[2][0],
        buyer="罗国华",
        requests=(_PAPER,),
        due_on=day_of("2026-11-16"),
    )
    yield from _signed("DD20260002", _DIRECT)


def _gun() -> Iterator[Draft]:
    yield RequestPurchase(
        applicant="余海波",
        department="综合组",
        head="夏雨",
        form=PurchaseForm.PETTY,
        needed_by=day_of("2026-12-10"),
        purpose="冬季运动会",
        budget_line="教学器材",
        lines=(WantedLine(name="电子发令枪", unit="套", quantity=1, price=68_000),),
    )
    yield from _signed(_GUN, _SHORT)


def _tools() -> Iterator[Draft]:
    """A request that was approved and ended; its thing could be borrowed."""
    yield RequestPurchase(
        applicant="邓小军",
        department="信息中心",
        head="邓小军",
        form=PurchaseForm.PETTY,
        exception="信息中心只有两人，负责人就是申请人",
        lines=(WantedLine(name="光纤熔接工具箱", unit="套", quantity=1, price=45_000),),
    )
    yield from _signed(_TOOLS, _SHORT)
    yield CloseRequest(number=_TOOLS, reason="向中学借到了，不再购买")


def _accepted() -> Iterator[Draft]:
    shared: dict[str, Any] = {"storeroom": CENTRAL, "acceptor": "胡大勇", "second_acceptor": "田园"}
    yield AcceptGoods(
        number="DD20260001",
        lines=(
            DeliveredLine(line=1, delivered=2, serials="SN26110411 SN26110412",
                          papers="说明书、合格证", warranty_until=day_of("2028-11-17")),
            DeliveredLine(line=2, delivered=12),
        ),
        delivery_note="SH-2611-0832",
        invoice_number="26430100000118",
        invoice_on=day_of("2026-11-17"),
        invoice_amount=874_000,
        **shared,
    )  # fmt: skip
    yield AcceptGoods(
        number="DD20260002",
        lines=(
            DeliveredLine(line=1, delivered=24, accepted=20, quality="4 包受潮",
                          rejected=RejectedGoods.REPLACE),
        ),
        **shared,
    )  # fmt: skip
    for number in ("YS20260001", "YS20260002"):
        yield from _signed(number, _ACCEPTED)


def _stocked() -> Iterator[Draft]:
    yield StockAccepted(number="YS20260001")
    yield from _signed("RK20260005", _RECEIVED)
    yield HandOut(number="RK20260005", place="科学实验室")
    yield EnterInAccounts(number="RK20260005", accounting_voucher="记-2026-11-0087")


def _waiting() -> Iterator[Draft]:
    """Papers that wait: for the next hand, for a printing; and one that was written twice."""
    lines = (WantedLine(name="网络交换机模块", unit="块", quantity=6, price=165_000),)
    asked: dict[str, Any] = {"applicant": "欧阳明", "department": "信息中心", "head": "邓小军"}
    yield RequestPurchase(
        form=PurchaseForm.DISPERSED,
        purpose="教学楼网络扩容",
        budget_line="信息化设备",
        over_budget="校长办公会 11 月 20 日决定从公用经费结余中追加 1,900 元",
        lines=lines,
        **asked,
    )
    yield RecordPrinting(number=_SWITCH)
    for step in _FULL[:2]:
        yield RecordSignature(number=_SWITCH, step=step)
    yield RequestPurchase(form=PurchaseForm.PETTY, lines=lines, **asked)
    yield WithdrawSlip(number=_TWICE, reason="同一件事写了两次")
    yield RequestPurchase(
        applicant="彭桂香",
        department="食堂",
        form=PurchaseForm.PETTY,
        purpose="食堂后厨照明",
        lines=(WantedLine(name="灭蝇灯", unit="盏", quantity=4, price=12_800),),
    )
