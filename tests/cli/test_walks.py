"""Both routes of disposal in lines alone, in order and out of it; the book stays whole."""

from __future__ import annotations

import pytest

from tests.builders import COLLEAGUE, LARGE_STEPS
from tests.cli.speaking import application, card, line, signature


def test_the_small_route_is_walked_in_lines_alone_with_a_return_and_a_change(cli):
    codes = [cli.number(card(on="2026-02-02")) for _ in range(2)]
    number = cli.number(application(codes[0], on="2026-03-02"))
    assert cli.refusals(
        signature(number, step="supervising_leader", on="2026-03-03"),
        signature(number, step="finance", on="2026-03-03"),
        signature(number, on="2026-03-01"),
        signature(number, person=COLLEAGUE, on="2026-03-03"),
        line("write_off_disposal", number=number, on="2026-03-03"),
        line("record_residual", number=number, method="出售", amount="1.00", on="2026-03-03"),
        application(codes[0], on="2026-03-03"),
        line("correct_asset", code=codes[0], place="三楼"),
        line("change_value", code=codes[0], delta="1.00", reason="改造"),
    ) == [
        *("step_order", "unknown_step", "date_order", "not_holder", "state", "not_written_off"),
        *("in_open_case", "in_open_case", "in_open_case"),
    ]
    cli.done(
        signature(number, on="2026-03-03"),
        line("return_disposal", number=number, opinion="数量不符", on="2026-03-04"),
    )
    shown = cli.json("show", codes[0])
    assert shown["fields"]["状态"] == "在用"
    assert cli.json("show", number)["next"]["command"] == "change_disposal"
    assert (
        cli.refusals(
            signature(number, on="2026-03-05"),
            line("return_disposal", number=number, opinion="再退", on="2026-03-05"),
            line("write_off_disposal", number=number, on="2026-03-05"),
        )
        == ["state"] * 3
    )
    cli.done(
        line("correct_asset", code=codes[0], place="三楼", on="2026-03-05"),
        line("change_disposal", number=number, assets=codes, on="2026-03-05"),
        *(signature(number, on="2026-03-06") for _ in range(2)),
        line("record_printing", number=number, on="2026-03-06"),
        line("change_disposal", number=number, reason_note="补充", on="2026-03-07"),
    )
    shown = cli.json("show", number)
    assert shown["fields"]["版本"] == 3
    assert [step["state"] for step in shown["signatures"]] == ["待签", "未到", "未到", "未到"]
    cli.done(*(signature(number, on="2026-03-09") for _ in range(4)))
    assert cli.refusals(
        signature(number, on="2026-03-09"),
        line("change_disposal", number=number, reason_note="再改", on="2026-03-09"),
        line("write_off_disposal", number=number, on="2026-03-08"),
    ) == ["state", "state", "date_order"]
    cli.done(
        line("write_off_disposal", number=number, on="2026-03-10", accounting_voucher="记-7"),
        line("record_residual", number=number, method="出售", amount="30.00", deposit_slip="缴1"),
        line("record_residual", number=number, method="零头", amount="0.50"),
    )
    assert cli.refusals(
        line("withdraw_disposal", number=number),
        line("correct_asset", code=codes[0], place="四楼"),
        application(codes[0]),
        line("record_residual", number=number, method="", amount="1.00"),
        line("record_residual", number=number, method="出售", amount="-1.00"),
    ) == ["state", "disposed", "already_disposed", "empty_method", "negative_amount"]
    fields = cli.json("show", number)["fields"]
    assert fields["残值收入"] == "30.00（出售，缴款凭证 缴1）；0.50（零头）"
    assert cli.json("show", codes[0])["fields"]["状态"] == "已处置"
    assert cli.json("list", "assets")["rows"] == []
    cli.head()


def test_the_large_route_is_walked_in_lines_alone_the_joint_signatures_either_way(cli):
    code = cli.number(card(original_value="8600.00"))
    number = cli.number(application(code))
    assert cli.refusals(
        signature(number), signature(number, step="principals_meeting", document_number="纪要1")
    ) == ["step_wanted", "step_order"]
    cli.done(signature(number, step="finance"), signature(number, step="central_storeroom"))
    assert cli.refusals(
        signature(number),
        signature(number, document_number="纪要1", document_on="2026-11-23"),
        signature(number, step="finance_bureau", document_number="市财1"),
        signature(number, step="education_bureau", document_number="市教1"),
    ) == ["document_wanted", "date_order", "step_order", "step_order"]
    for step in LARGE_STEPS[2:]:
        cli.done(signature(number, step=step, document_number=f"{step}1"))
    cli.done(line("write_off_disposal", number=number))
    assert cli.json("show", code)["fields"]["状态"] == "已处置"
    cli.head()


def test_an_appraisal_of_a_day_to_come_is_refused(cli):
    code = cli.number(card(acquired_on="2025-09"))
    appraisal = {"appraisal_names": "甲、乙", "appraisal_conclusion": "无法修复"}
    assert cli.refusals(
        application(code),
        application(code, appraised_on="2026-11-23", **appraisal),
    ) == ["below_minimum_life", "future_date"]
    cli.done(application(code, appraised_on="2026-11-22", **appraisal))


@pytest.mark.parametrize("verb", ["withdraw_disposal", "reject_disposal"])
def test_a_case_that_ended_gives_its_assets_back_and_takes_nothing_more(cli, verb):
    code = cli.number(card(status="idle"))
    number = cli.number(application(code))
    assert cli.json("show", code)["fields"]["状态"] == "待报废"
    cli.done(line(verb, number=number, opinion="不办了"))
    assert cli.json("show", code)["fields"]["状态"] == "闲置"
    assert (
        cli.refusals(
            signature(number),
            line("change_disposal", number=number, reason_note="改"),
            line("return_disposal", number=number, opinion="退"),
            line("withdraw_disposal", number=number),
            line("write_off_disposal", number=number),
        )
        == ["state"] * 5
    )
    assert cli.number(application(code)) == "BF20260002"
    cli.head()
