"""技术鉴定: three different people, and an application that stands on them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.disposal.appraisal import appraisal_sheet
from houqin_desktop.services.disposal.drafts import (
    ApplyDisposal,
    ChangeDisposal,
    RecordAppraisal,
    RecordPrinting,
)
from houqin_desktop.services.disposal.preview import preview_disposal
from houqin_desktop.storage.appraisal import appraisal_of_case
from tests.builders import Book

GROUP = ("冯工/高级工程师", "陈工（教师）", "褚工 电脑室保管员")
YOUNG = PartialDate(2026, 1)


def appraisal(*codes: str, **values: Any) -> RecordAppraisal:
    filled: dict[str, Any] = {
        "reason": "主板烧毁",
        "conclusion": "无修复价值，同意报废",
        "appraisers": GROUP,
        **values,
    }
    return RecordAppraisal(assets=codes or None, **filled)


def application(*codes: str, **values: Any) -> ApplyDisposal:
    return ApplyDisposal(
        kind=VoucherKind.SCRAP, assets=codes, reason=DisposalReason.BEYOND_REPAIR, **values
    )


def test_an_appraisal_has_a_number_a_group_and_a_frozen_sheet(book: Book):
    code = book.asset(acquired_on=YOUNG)
    number = book.make(appraisal(code, line_conclusions=(f"{code}=主板烧毁",)))
    assert number == "JD20260001"
    sheet = appraisal_sheet(number)
    assert [one.words for one in sheet.appraisers] == [
        "冯工（高级工程师）",
        "陈工（教师）",
        "褚工（电脑室保管员）",
    ]
    (line,) = sheet.lines
    assert (line.code, line.conclusion) == (code, "主板烧毁")
    book.require_whole()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"appraisers": GROUP[:2]}, "too_few_appraisers"),
        ({"appraisers": (*GROUP[:2], "冯工/主任")}, "too_few_appraisers"),
        ({"appraisers": ()}, "too_few_appraisers"),
        ({"appraisers": ("冯工", *GROUP[1:])}, "appraiser_title"),
        ({"conclusion": " "}, "appraisal_incomplete"),
        ({"reason": ""}, "appraisal_incomplete"),
        ({"appraised_on": date(2026, 11, 23)}, "future_date"),
        ({"line_conclusions": ("NOWHERE=坏",)}, "bad_line_conclusion"),
        ({"number": "BF20260001"}, "no_assets"),
    ],
)
def test_what_is_no_appraisal_is_refused(book: Book, values: dict[str, Any], code: str):
    book.refuses(appraisal(book.asset(), **values), code)


def test_neither_cards_nor_case_is_refused(book: Book):
    book.refuses(appraisal(), "no_assets")


def test_a_young_card_is_scrapped_only_with_an_appraisal_which_is_found_by_itself(book: Book):
    code = book.asset(acquired_on=YOUNG)
    book.refuses(application(code), "below_minimum_life")
    assert "未达年限" in preview_disposal((code,), VoucherKind.SCRAP, book.today).lines[0].objection
    number = book.make(appraisal(code))
    seen = preview_disposal((code,), VoucherKind.SCRAP, book.today)
    assert (seen.lines[0].objection, seen.appraisal.split()[0]) == ("", number)
    case = book.make(application(code))
    assert "冯工（高级工程师）、陈工（教师）" in dict(book.case(case).fields)["技术鉴定"]
    book.write_off(case)
    book.require_whole()


def test_an_appraisal_of_other_cards_helps_nobody(book: Book):
    code, other = book.asset(acquired_on=YOUNG), book.asset(acquired_on=YOUNG)
    number = book.make(appraisal(other))
    book.refuses(application(code), "below_minimum_life")
    book.refuses(application(code, appraisal=number), "appraisal_other_assets")
    book.refuses(application(code, other), "below_minimum_life")
    book.refuses(application(code, appraisal="JD20269999"), "unknown_appraisal")


def test_an_appraisal_named_by_hand_must_have_looked_at_every_young_card(book: Book):
    code, other = book.asset(acquired_on=YOUNG), book.asset(acquired_on=YOUNG)
    number = book.make(appraisal(code))
    both = application(code, other, appraisal=number)
    with pytest.raises(Refused, match=f"{number} 里没有未达最低使用年限的 {other}，"):
        book.run(both)
    book.refuses(both, "appraisal_misses_assets")
    case = book.make(application(code, appraisal=number))
    book.refuses(
        ChangeDisposal(number=case, assets=(code, other), appraisal=number),
        "appraisal_misses_assets",
    )
    book.write_off(case)
    book.require_whole()


def test_an_old_card_may_ride_along_on_an_appraisal_of_the_young_one(book: Book):
    code, old = book.asset(acquired_on=YOUNG), book.asset()
    number = book.make(appraisal(code))
    book.write_off(book.make(application(code, old, appraisal=number)))
    book.require_whole()


def test_part_of_an_appraised_batch_is_appraised(book: Book):
    code = book.asset(acquired_on=YOUNG, quantity=5)
    book.run(appraisal(code))
    case = book.make(application(code, pieces=(f"{code}=2",)))
    assert "技术鉴定" in dict(book.case(case).fields)
    book.write_off(case)
    book.require_whole()


def test_an_appraisal_of_a_printed_case_makes_the_next_version(book: Book):
    case = book.small_case()
    book.run(RecordPrinting(number=case))
    number = book.make(appraisal(number=case))
    seen = book.case(case)
    assert (seen.version, number) == (2, "JD20260001")
    assert "无修复价值" in dict(seen.fields)["技术鉴定"]
    book.sign_all(case)
    book.refuses(appraisal(number=case), "state")
    book.require_whole()


def test_words_written_into_the_application_still_hold_and_a_small_group_is_warned_of(book: Book):
    code = book.asset(acquired_on=YOUNG)
    book.run(appraisal(code))
    case = book.make(
        application(
            code,
            appraised_on=date(2026, 11, 20),
            appraisal_names="冯工、陈工",
            appraisal_conclusion="主板烧毁",
        )
    )
    seen = book.case(case)
    assert any("不足 3 人" in warning for warning in seen.warnings)
    assert book.rows("disposal_appraisal") == []
    book.run(ChangeDisposal(number=case, appraisal="JD20260001"))
    assert not any("不足" in warning for warning in book.case(case).warnings)
    book.require_whole()


def test_a_young_card_put_in_later_needs_an_appraisal_of_its_own(book: Book):
    old, young = book.asset(), book.asset(acquired_on=YOUNG)
    sheet = book.make(appraisal(old))
    case = book.make(application(old))
    book.refuses(ChangeDisposal(number=case, assets=(old, young)), "below_minimum_life")
    both = book.make(appraisal(old, young))
    book.run(ChangeDisposal(number=case, assets=(old, young)))
    assert sheet != both
    standing = appraisal_of_case(book.rows("disposal")[0]["id"])
    assert standing is not None
    assert standing.number == both
    book.require_whole()
