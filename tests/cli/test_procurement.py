"""采购 on the command line alone: asked for, bought, accepted, in, handed out; listed, printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import (
    ACCOUNTANT,
    CENTRAL,
    COLLEAGUE,
    DEPARTMENT,
    DIRECTOR,
    KEEPER,
    LEADER,
)
from tests.cli.speaking import line
from tests.documents.reading import poppler_pages

ASKED, BOUGHT, ACCEPTED, IN = "CG20260001", "DD20260001", "YS20260001", "RK20260001"
ASKING = ("applicant", "department", "stock_check", "director", "finance", "leader", "principal")
COMPARED = ("buyer", "director", "leader")
ACCEPTING = ("buyer", "acceptor", "second_acceptor", "user", "keeper", "director")
REQUEST = line(
    "request_purchase",
    applicant=COLLEAGUE,
    department=DEPARTMENT,
    head=KEEPER,
    form="dispersed",
    needed_by="2026-12-31",
    purpose="航模社团",
    budget_line="社团",
    over_budget="办公会同意追加",
    lines=[
        {
            "name": "航拍无人机",
            "specification": "M30",
            "unit": "架",
            "quantity": 2,
            "price": "3000.00",
            "category": "A02010105",
            "purpose": "训练",
        },
        {"name": "螺旋桨", "unit": "对", "quantity": 10, "price": "15.00", "remarks": "备件"},
    ],
)
ORDER = line(
    "order_purchase",
    supplier="甲店",
    buyer=DIRECTOR,
    requests=[ASKED],
    contract_number="HT-7",
    choice_reason="最低价",
)
DELIVERY = line(
    "accept_goods",
    number=BOUGHT,
    storeroom=CENTRAL,
    acceptor=ACCOUNTANT,
    second_acceptor=LEADER,
    delivery_note="SH-1",
    invoice_number="24430000",
    invoice_amount="6105.00",
    lines=[
        {"line": 1, "delivered": 2, "serials": "SN1、SN2", "warranty_until": "2028-11-22"},
        {"line": 2, "delivered": 10, "accepted": 7, "rejected": "replace", "papers": "合格证"},
    ],
)


def signed(number: str, *steps: str) -> list[dict[str, object]]:
    minutes = {"document_number": "校办〔2026〕9号"}
    return [
        line("record_printing", number=number),
        *(
            line(
                "record_signature",
                number=number,
                step=step,
                **(minutes if step == "council" else {}),
            )
            for step in steps
        ),
    ]


@pytest.fixture
def asked(cli):
    """A request over the budget, with its supplier and its budget line."""
    cli.done(
        *(line("add_supplier", name=name) for name in ("甲店", "乙店", "丙店")),
        line("add_budget_line", year=2026, name="社团", amount="5000.00"),
        REQUEST,
    )
    return cli


@pytest.fixture
def bought(asked):
    """The request approved, its things bought at the cheapest of three shops."""
    offers = (("甲店", "6150.00"), ("乙店", "6200.00"), ("丙店", "6300.00"))
    asked.done(
        *signed(ASKED, *ASKING),
        ORDER,
        *(
            line("record_quotation", number=BOUGHT, supplier=shop, amount=amount)
            for shop, amount in offers
        ),
        *signed(BOUGHT, *COMPARED),
    )
    return asked


@pytest.fixture
def stocked(bought):
    """The first delivery accepted and in."""
    bought.done(DELIVERY, *signed(ACCEPTED, *ACCEPTING), line("stock_accepted", number=ACCEPTED))
    return bought


def paper(cli, number: str, folder: Path) -> str:
    target = folder / f"{number}.pdf"
    cli.json("print", number, target, "--preview")
    return "".join(poppler_pages(target.read_bytes()))


def require_words(text: str, *words: str) -> None:
    assert [word for word in words if word not in text] == []


def test_a_purchase_goes_from_the_request_to_the_hand_out_in_lines(stocked):
    stocked.done(
        line("enter_in_accounts", number=IN, accounting_voucher="记-12"),
        line("hand_out", number=IN, place="航模室"),
    )
    row = stocked.json("list", "procurement")["rows"][0]
    assert (row["采购申请"], row["批准数"], row["已订"], row["已验收"]) == (ASKED, 2, 2, 2)
    assert (row["采购单"], row["验收单"], row["入库单"]) == (BOUGHT, ACCEPTED, IN)
    (purchase,) = stocked.json("list", "purchases")["rows"]
    assert (purchase["数量"], purchase["已验收"], purchase["进度"]) == (12, 9, "待验收")
    (budget,) = stocked.json("list", "budget")["rows"]
    assert (budget["已申请未验收"], budget["已支出"], budget["余额"]) == (
        *("45.00", "6105.00", "-1150.00"),
    )
    (entry,) = stocked.json("list", "accounts")["rows"]
    assert (entry["入库单号"], entry["会计凭证号"]) == (IN, "记-12")
    assert stocked.json("check")["ok"]


@pytest.mark.parametrize(
    ("number", "following"),
    [
        (ASKED, None),
        (BOUGHT, {"command": "accept_goods", "title": "验收"}),
        (ACCEPTED, None),
    ],
)
def test_a_paper_is_shown_with_its_lines_and_what_is_next(stocked, number: str, following: object):
    shown = stocked.json("show", number)
    assert len(shown["lines"]) == 2
    assert shown["next"] == following


def test_the_request_on_paper_has_its_columns_total_and_boxes(asked, tmp_path: Path):
    text = paper(asked, ASKED, tmp_path)
    require_words(
        text,
        "物品采购申请单",
        *(f"申请部门：{DEPARTMENT}", f"申请人：{COLLEAGUE}", "需用日期：2026-12-31"),
        *("采购方式：分散采购", "经费来源：社团"),
        *("序号", "名称", "规格型号", "单位", "申请数量", "现有库存/闲置", "预计单价（元）"),
        *("预计金额（元）", "用途", "备注"),
        "航拍无人机M30架23,000.006,000.00训练",
        *("合计（大写）：人民币陆仟壹佰伍拾元整", "6,150.00"),
        *("申请理由：航模社团", "超预算决定：办公会同意追加"),
        *("申请人", "部门负责人", "保管室（库存核实）", "总务处", "财务室（预算）"),
        *("分管副校长", "校长", "一式两份：总务处、财务室各执一份"),
    )


def test_the_purchase_on_paper_compares_its_quotations(bought, tmp_path: Path):
    require_words(
        paper(bought, BOUGHT, tmp_path),
        *("采购单", "供应商：甲店", f"采购经办人：{DIRECTOR}", "合同编号：HT-7"),
        f"{ASKED}第1行",
        "合计（大写）：人民币陆仟壹佰伍拾元整",
        *("报价：甲店6,150.00元", "报价：丙店6,300.00元", "（选定）", "选定理由：最低价"),
    )


def test_the_acceptance_on_paper_says_what_came_and_what_of_it_is_good(stocked, tmp_path: Path):
    require_words(
        paper(stocked, ACCEPTED, tmp_path),
        *("物资验收单", "供应商：甲店", f"采购单号：{BOUGHT}", "合同编号：HT-7"),
        *("送货单号：SH-1", "24430000", "6,105.00元", f"验收地点：{CENTRAL}"),
        *("应收数", "到货数", "实收数", "单价（元）", "金额（元）", "质量情况", "随附资料", "处理"),
        "合计（大写）：人民币陆仟壹佰零伍元整",
        *("□合格入库", "□退换", "√部分合格", "换货", "合格证", "保修至2028-11-22"),
        "航拍无人机出厂编号：SN1、SN2",
        *("采购员", "验收人", "保管员", "总务处", "一式三份"),
    )


def test_the_receipt_on_paper_names_the_acceptance_and_every_card(stocked, tmp_path: Path):
    text = paper(stocked, IN, tmp_path)
    cards = [row["资产编号"] for row in stocked.json("list", "assets")["rows"]]
    require_words(text, "采购", "甲店", ACCEPTED, "螺旋桨", *cards)
    assert len(cards) == 2


def test_refusals_have_a_code_and_a_sentence(bought):
    bare = {key: value for key, value in REQUEST.items() if key != "over_budget"}
    refused = {
        "over_budget": bare,
        "unknown_budget": REQUEST | {"budget_line": "修缮"},
        "bad_choice": REQUEST | {"form": "随便"},
        "nothing_open": ORDER,
        "unknown_supplier": ORDER | {"supplier": "丁店"},
        "applicant_accepts": DELIVERY | {"acceptor": COLLEAGUE},
        "papers_disagree": DELIVERY | {"invoice_amount": "1.00"},
        "over_ordered": DELIVERY | {"lines": [{"line": 1, "delivered": 3}]},
        "unknown_voucher": line("stock_accepted", number=ACCEPTED),
        "still_ordered": line("close_request", number=ASKED, reason="不买了"),
    }
    assert bought.refusals(*refused.values()) == list(refused)
