"""Disposal: which route, what is refused, what is warned of, and what comes back when it ends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.disposal.drafts import (
    ApplyDisposal,
    ChangeDisposal,
    RecordResidual,
    RejectDisposal,
    ReturnDisposal,
    WithdrawDisposal,
    WriteOffDisposal,
)
from houqin_desktop.services.disposal.preview import preview_disposal
from houqin_desktop.services.settings import ChangeSetting
from tests.builders import (
    BUILDING,
    CAR,
    CENTRAL,
    COLLEAGUE,
    DEPARTMENT,
    HEAD_KEEPER,
    KEEPER,
    OTHER_ROOM,
    ROOM,
    TODAY,
    Book,
)

APPRAISAL = {
    "appraised_on": date(2026, 11, 20),
    "appraisal_names": "冯工、陈工",
    "appraisal_conclusion": "主板烧毁，无法修复",
}


def application(*codes: str, **values: Any) -> ApplyDisposal:
    filled: dict[str, Any] = {
        "kind": VoucherKind.SCRAP,
        "reason": DisposalReason.WORN_OUT,
        **values,
    }
    return ApplyDisposal(assets=codes, **filled)


def test_numbers_run_by_kind_and_year_without_holes(book: Book):
    scrap = [book.small_case(), book.small_case()]
    lost = book.apply(book.asset(), kind=VoucherKind.WRITE_OFF, reason=DisposalReason.LOST)
    earlier = book.apply(book.asset(on=date(2025, 12, 1)), on=date(2025, 12, 1))
    assert [*scrap, lost, earlier] == ["BF20260001", "BF20260002", "BS20260001", "BF20250001"]


def test_a_refused_application_takes_no_number(book: Book):
    book.refuses(application("没有"), "unknown_asset")
    assert book.small_case() == "BF20260001"


@pytest.mark.parametrize(("value", "large"), [(499_999, False), (500_000, True), (500_001, True)])
def test_one_piece_at_the_limit_is_large_and_a_fen_below_is_not(
    book: Book, value: int, large: bool
):
    assert book.case(book.apply(book.asset(original_value=value))).large is large


@pytest.mark.parametrize(("value", "large"), [(999_999, False), (1_000_000, True)])
def test_a_total_at_the_limit_is_large_and_a_fen_below_is_not(book: Book, value: int, large: bool):
    cards = [
        book.asset(original_value=value, quantity=3),
        book.asset(original_value=1_000_000, quantity=3),
    ]
    assert book.case(book.apply(*cards)).large is large


@pytest.mark.parametrize(
    ("value", "quantity", "large"), [(1_499_999, 3, False), (1_500_000, 3, True)]
)
def test_a_batch_counts_per_piece_to_the_last_fen(
    book: Book, value: int, quantity: int, large: bool
):
    """The unrounded value per piece decides: 4,999.996… yuan is below five thousand."""
    code = book.asset(original_value=value, quantity=quantity)
    assert book.case(book.apply(code)).large is large


@pytest.mark.parametrize("category", [CAR, BUILDING])
def test_a_building_or_a_vehicle_is_always_large(book: Book, category: str):
    code = book.asset(original_value=100, category=category, acquired_on=PartialDate(1940))
    assert book.case(book.apply(code)).large


def test_the_route_is_frozen_with_its_reason_and_limits(book: Book):
    number = book.apply(book.asset(original_value=860_000))
    assert "8,600.00 元，达到大件标准 5,000.00 元" in dict(book.case(number).fields)["判定依据"]
    book.run(ChangeSetting(key="disposal_unit_limit_fen", value="9999.00"))
    book.run(ChangeDisposal(number=number, reason_note="主板烧毁"))
    assert book.case(number).large


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"assets": ()}, "no_assets"),
        ({"assets": ("A1", "a1")}, "repeated_asset"),
        ({"assets": ("A1", "没有")}, "unknown_asset"),
        ({"applicant": "没有"}, "unknown_person"),
        ({"appraisal_names": "冯工"}, "appraisal_incomplete"),
        ({**APPRAISAL, "appraisal_conclusion": " "}, "appraisal_incomplete"),
    ],
)
def test_an_application_that_is_not_whole_is_refused(book: Book, values: dict[str, Any], code: str):
    book.asset(code="A1")
    filled: dict[str, Any] = {
        "kind": VoucherKind.SCRAP,
        "reason": DisposalReason.OTHER,
        "assets": ("A1",),
        **values,
    }
    book.refuses(ApplyDisposal(**filled), code)


def test_an_asset_in_another_open_case_is_refused_naming_the_case(book: Book):
    code = book.asset()
    number = book.apply(code)
    book.refuses(application(book.asset(), code), "in_open_case")
    (line,) = preview_disposal((code,), VoucherKind.SCRAP, TODAY).lines
    assert number in line.objection


def test_a_disposed_asset_is_refused(book: Book):
    code = book.asset()
    book.write_off(book.apply(code))
    book.refuses(application(code), "already_disposed")


@pytest.mark.parametrize(
    ("acquired", "allowed"), [("2020-11-22", True), ("2020-11-23", False), ("2020-11", True)]
)
def test_scrapping_below_the_minimum_life_needs_an_appraisal(
    book: Book, acquired: str, allowed: bool
):
    code = book.asset(acquired_on=PartialDate.parse(acquired))
    if not allowed:
        book.refuses(application(code), "below_minimum_life")
    number = book.apply(code, **({} if allowed else APPRAISAL))
    assert ("技术鉴定" in dict(book.case(number).fields)) is not allowed


def test_the_minimum_life_of_the_card_outranks_its_depreciation(book: Book):
    code = book.asset(acquired_on=PartialDate(2019, 1), minimum_life_months=120)
    book.refuses(application(code), "below_minimum_life")


def test_a_loss_needs_no_appraisal(book: Book):
    code = book.asset(acquired_on=PartialDate(2026, 3))
    assert book.apply(code, kind=VoucherKind.WRITE_OFF, reason=DisposalReason.LOST)


def test_a_card_without_a_life_or_a_date_is_taken_and_the_date_warned_of(book: Book):
    number = book.apply(book.asset(category=None, acquired_on=None))
    assert any("取得日期不详" in sentence for sentence in book.case(number).warnings)


def test_a_small_application_is_for_one_room(book: Book):
    cards = book.asset(), book.asset(storeroom=OTHER_ROOM)
    book.refuses(application(*cards), "several_storerooms")


def test_a_large_application_may_gather_several_rooms(book: Book):
    cards = book.asset(original_value=900_000), book.asset(storeroom=OTHER_ROOM)
    assert book.case(book.apply(*cards)).large


def test_the_keeper_of_the_room_applies_and_for_a_large_one_the_head_storekeeper(book: Book):
    assert dict(book.case(book.small_case()).fields)["申请人"] == KEEPER
    assert dict(book.case(book.large_case()).fields)["申请人"] == HEAD_KEEPER
    central = book.apply(book.asset(storeroom=CENTRAL))
    assert dict(book.case(central).fields)["申请人"] == HEAD_KEEPER


def test_splitting_is_warned_of_within_the_days_of_the_setting(book: Book):
    first = book.small_case()
    assert any(first in sentence for sentence in book.case(book.small_case()).warnings)
    book.advance(31)
    assert book.case(book.small_case()).warnings == ()


def test_another_room_is_no_splitting_and_neither_is_a_rejected_case(book: Book):
    first = book.small_case()
    other = book.apply(book.asset(storeroom=OTHER_ROOM))
    assert book.case(other).warnings == ()
    book.run(WithdrawDisposal(number=first))
    assert book.case(book.small_case()).warnings == ()


def test_small_applications_of_one_department_and_day_are_added_up(book: Book):
    """DOMAIN.md 3.2: several small papers of a department on one day that make a 大额 together."""
    piece = {"quantity": 3, "original_value": 1_050_000, "using_department": DEPARTMENT}
    first = book.apply(book.asset(**piece))
    other = book.apply(book.asset(storeroom=OTHER_ROOM, **{**piece, "original_value": 940_000}))
    assert book.case(other).warnings == ()
    book.advance()
    one = book.apply(book.asset(storeroom=CENTRAL, **piece))
    assert not any("同一部门" in words for words in book.case(one).warnings)
    two = book.apply(book.asset(storeroom=OTHER_ROOM, **piece))
    (found,) = [words for words in book.case(two).warnings if "同一部门当日" in words]
    assert one in found
    assert "21,000.00" in found
    assert first not in found
    alone = book.apply(book.asset(storeroom=ROOM, **{**piece, "using_department": None}))
    assert not any("同一部门" in words for words in book.case(alone).warnings)


def test_value_that_remains_is_warned_of(book: Book):
    code = book.asset(acquired_on=PartialDate(2026, 1), original_value=120_000)
    number = book.apply(code, **APPRAISAL)
    # 120,000 分 over 72 months is 1,667 a month; January to October are ten months.
    assert any("1,033.30 元" in sentence for sentence in book.case(number).warnings)


def test_the_figures_on_the_form_run_up_to_the_month_before(book: Book):
    code = book.asset(acquired_on=PartialDate(2026, 1), original_value=120_000)
    (line,) = book.case(book.apply(code, **APPRAISAL)).lines
    assert (line.accumulated_fen, line.net_value_fen, line.used_life) == (16_670, 103_330, "10个月")


def test_an_asset_on_its_way_out_waits(book: Book):
    code = book.asset(status=AssetStatus.SEALED)
    book.apply(code)
    assert book.card(code)["status"] == "pending_disposal"


@pytest.mark.parametrize("status", [s for s in AssetStatus if s is not AssetStatus.DISPOSED])
@pytest.mark.parametrize("end", ["return", "reject", "withdraw", "withdraw approved"])
def test_whatever_ends_a_case_restores_the_state_before_exactly(
    book: Book, status: AssetStatus, end: str
):
    codes = [book.asset(status=status, holder=COLLEAGUE), book.asset(status=AssetStatus.IN_USE)]
    before = [book.card(code) for code in codes], book.rows("custody"), book.rows("posting")
    number = book.apply(*codes)
    if end == "withdraw approved":
        book.sign_all(number)
    if end.startswith("withdraw"):
        book.run(WithdrawDisposal(number=number))
    elif end == "return":
        book.run(ReturnDisposal(number=number, opinion="请补照片"))
    else:
        book.run(RejectDisposal(number=number, opinion="还能用"))
    after = [book.card(code) for code in codes], book.rows("custody"), book.rows("posting")
    assert after == before
    book.run(CorrectAsset(code=codes[0], place="二楼"))
    book.require_whole()


def test_a_returned_case_can_be_submitted_again_when_its_assets_are_still_free(book: Book):
    code = book.asset(status=AssetStatus.IDLE)
    number = book.apply(code)
    book.run(ReturnDisposal(number=number, opinion="请补照片"))
    other = book.apply(code)
    book.refuses(ChangeDisposal(number=number), "in_open_case")
    book.run(WithdrawDisposal(number=other))
    book.run(CorrectAsset(code=code, original_value=600_000, status=AssetStatus.SEALED))
    book.run(ChangeDisposal(number=number))
    case = book.case(number)
    assert (case.large, case.version, case.lines[0].original_value_fen) == (True, 2, 600_000)
    book.run(WithdrawDisposal(number=number))
    assert book.card(code)["status"] == "sealed"
    book.require_whole()


def test_a_dropped_asset_is_free_and_an_added_one_waits(book: Book):
    first, second = book.asset(status=AssetStatus.IDLE), book.asset()
    number = book.apply(first)
    book.run(ChangeDisposal(number=number, assets=(second,)))
    assert (book.card(first)["status"], book.card(second)["status"]) == ("idle", "pending_disposal")
    book.run(ChangeDisposal(number=number, assets=(second, first)))
    assert [line.code for line in book.case(number).lines] == [second, first]
    book.write_off(number)
    book.require_whole()


def test_writing_off_posts_ends_custody_and_marks(book: Book):
    code = book.asset(quantity=30, original_value=120_000, holder=COLLEAGUE)
    number = book.apply(code)
    book.sign_all(number)
    book.run(WriteOffDisposal(number=number, accounting_voucher="记-112"))
    posting = book.rows("posting")[-1]
    gone = book.value("SELECT id FROM location WHERE code = 'DISPOSED'")
    assert (posting["to_location_id"], posting["quantity"], posting["value_fen"]) == (
        gone,
        30,
        120_000,
    )
    assert posting["voucher_id"] == book.value("SELECT id FROM voucher")
    assert book.card(code)["status"] == "disposed"
    assert book.custody(code)[-1]["to_on"] == TODAY.isoformat()
    fields = dict(book.case(number).fields)
    assert (fields["下账日期"], fields["会计凭证号"]) == (TODAY.isoformat(), "记-112")
    book.require_whole()


@pytest.mark.parametrize("signed", [0, 3])
def test_nothing_is_written_off_before_the_last_signature(book: Book, signed: int):
    number = book.small_case()
    for step in ("storekeeper", "general_affairs", "central_storeroom")[:signed]:
        book.sign(number, step)
    book.refuses(WriteOffDisposal(number=number), "state")


def test_nothing_is_written_off_twice_or_before_the_day_of_the_last_signature(book: Book):
    number = book.small_case()
    book.sign_all(number)
    book.refuses(WriteOffDisposal(number=number), "date_order", on=TODAY - timedelta(days=1))
    book.run(WriteOffDisposal(number=number))
    book.refuses(WriteOffDisposal(number=number), "state")


@pytest.mark.parametrize("end", [RejectDisposal, WithdrawDisposal])
def test_a_case_that_has_ended_stays_ended(book: Book, end: type):
    number = book.small_case()
    book.run(end(number=number, opinion="还能用"))
    for draft in (
        end(number=number, opinion="还能用"),
        ReturnDisposal(number=number, opinion="请补照片"),
        WriteOffDisposal(number=number),
        ChangeDisposal(number=number, reason_note="再来"),
    ):
        book.refuses(draft, "state")


def test_a_written_off_case_cannot_be_withdrawn(book: Book):
    number = book.small_case()
    book.write_off(number)
    book.refuses(WithdrawDisposal(number=number), "state")


def test_what_came_in_is_recorded_after_the_writing_off_only(book: Book):
    number = book.small_case()
    residual = RecordResidual(number=number, method="回收", amount=3_000, deposit_slip="缴-7")
    book.refuses(residual, "not_written_off")
    book.write_off(number)
    book.run(residual)
    assert dict(book.case(number).fields)["残值收入"] == "30.00（回收，缴款凭证 缴-7）"
    assert book.case(number).next_command == ""


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"method": " "}, "empty_method"),
        ({"amount": -1}, "negative_amount"),
        ({"received_on": TODAY - timedelta(days=1)}, "date_order"),
        ({"received_on": TODAY + timedelta(days=1)}, "date_order"),
    ],
)
def test_an_income_without_method_or_sense_is_refused(
    book: Book, values: dict[str, Any], code: str
):
    number = book.small_case()
    book.write_off(number)
    filled: dict[str, Any] = {"number": number, "method": "回收", "amount": 0, **values}
    book.refuses(RecordResidual(**filled), code)


def test_the_preview_says_what_the_application_will_come_to_and_writes_nothing(book: Book):
    codes = book.asset(), book.asset(original_value=700_000)
    before = book.fingerprint()
    preview = preview_disposal(codes, VoucherKind.SCRAP, TODAY)
    assert book.fingerprint() == before
    case = book.case(book.apply(*codes))
    assert (preview.large, preview.rule) == (case.large, dict(case.fields)["判定依据"])
    assert preview.applicant == dict(case.fields)["申请人"]
