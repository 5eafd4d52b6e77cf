"""Paper and signatures: in order, by the holder of that day, on the paper that is stored."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from houqin_desktop.domain.people import Post
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.disposal.drafts import (
    ChangeDisposal,
    RecordPrinting,
    RecordSignature,
    RejectDisposal,
    ReturnDisposal,
    WithdrawDisposal,
)
from houqin_desktop.services.disposal.sheet import disposal_sheet, times_printed
from houqin_desktop.services.disposal.verbs import find_case
from houqin_desktop.services.papers.vouchers import signed_steps
from houqin_desktop.services.people.verbs import Appoint, EndAppointment
from houqin_desktop.services.settings import ChangeSetting
from tests.builders import (
    ACCOUNTANT,
    CENTRAL,
    COLLEAGUE,
    DIRECTOR,
    HEAD_KEEPER,
    KEEPER,
    LARGE_STEPS,
    OTHER_KEEPER,
    SMALL_STEPS,
    TODAY,
    Book,
)

YESTERDAY = TODAY - timedelta(days=1)


def state(book: Book, number: str) -> VoucherState:
    return book.case(number).state


def test_the_small_route_is_four_hands_in_order(book: Book):
    number = book.small_case()
    for step in SMALL_STEPS:
        assert state(book, number) is VoucherState.SIGNING
        book.sign(number, step)
    assert state(book, number) is VoucherState.APPROVED
    assert [step.key for step in book.case(number).steps] == list(SMALL_STEPS)


@pytest.mark.parametrize("joint", list(permutations(LARGE_STEPS[:2])))
def test_the_two_joint_signatures_come_in_either_order(book: Book, joint: tuple[str, ...]):
    number = book.large_case()
    for step in (*joint, *LARGE_STEPS[2:]):
        assert state(book, number) is VoucherState.SIGNING
        book.sign(number, step)
    assert state(book, number) is VoucherState.APPROVED


@pytest.mark.parametrize("large", [False, True])
def test_nobody_jumps_a_step(book: Book, large: bool):
    number = book.large_case() if large else book.small_case()
    steps = LARGE_STEPS if large else SMALL_STEPS
    for step in steps:
        signed = signed_steps(find_case(number).voucher)
        early = [key for key in steps if key not in signed and key != step]
        early = [key for key in early if not (large and {key, step} <= set(LARGE_STEPS[:2]))]
        for key in early:
            draft = RecordSignature(number=number, step=key, document_number="1号")
            book.refuses(draft, "step_order")
        for key in signed:
            book.refuses(RecordSignature(number=number, step=key), "already_signed")
        book.sign(number, step)
    book.refuses(RecordSignature(number=number, step=steps[-1]), "state")


def test_a_step_of_the_other_route_is_unknown(book: Book):
    book.refuses(RecordSignature(number=book.small_case(), step="finance"), "unknown_step")
    book.refuses(RecordSignature(number=book.large_case(), step="storekeeper"), "unknown_step")


def test_the_step_may_be_left_out_when_only_one_is_due(book: Book):
    number = book.large_case()
    book.refuses(RecordSignature(number=number), "step_wanted")
    book.sign(number, "finance")
    book.run(RecordSignature(number=number))
    assert signed_steps(find_case(number).voucher) == {"finance", "central_storeroom"}


def test_only_the_holder_of_the_post_signs(book: Book):
    number = book.small_case()
    for person in (COLLEAGUE, OTHER_KEEPER, HEAD_KEEPER):
        draft = RecordSignature(number=number, step="storekeeper", person=person)
        book.refuses(draft, "not_holder")
    book.sign(number, "storekeeper", person=KEEPER)
    assert book.rows("signature")[0]["post"] == "storekeeper"


def test_a_vacant_post_cannot_sign(book: Book):
    number = book.small_case()
    book.run(EndAppointment(person=KEEPER, post=Post.STOREKEEPER, storeroom="电脑室"))
    book.advance()
    book.refuses(RecordSignature(number=number, step="storekeeper"), "post_vacant")
    book.sign(number, "storekeeper", signed_on=TODAY)


def test_an_outside_body_has_no_signer_of_ours(book: Book):
    number = book.large_case()
    for step in LARGE_STEPS[:3]:
        book.sign(number, step)
    draft = RecordSignature(
        number=number, step="education_bureau", person=DIRECTOR, document_number="教1号"
    )
    book.refuses(draft, "outside_body")


def test_for_the_central_storeroom_the_head_storekeeper_signs_twice(book: Book):
    number = book.apply(book.asset(storeroom=CENTRAL))
    book.sign_all(number)
    signed = [step.holder for step in book.case(number).steps]
    assert signed[0] == f"分保管员 {HEAD_KEEPER}"
    assert signed[2] == f"总保管员 {HEAD_KEEPER}"
    book.require_whole()


@pytest.mark.parametrize("step", LARGE_STEPS[2:])
def test_a_meeting_and_a_reply_are_recorded_with_their_number(book: Book, step: str):
    number = book.large_case()
    for earlier in LARGE_STEPS[: LARGE_STEPS.index(step)]:
        book.sign(number, earlier)
    book.refuses(RecordSignature(number=number, step=step), "document_wanted")
    book.refuses(RecordSignature(number=number, step=step, document_number=" "), "document_wanted")
    book.refuses(
        RecordSignature(
            number=number, step=step, document_number="1号", document_on=TODAY + timedelta(days=1)
        ),
        "date_order",
    )
    book.sign(number, step, document_number="财函〔2026〕18号", document_on=YESTERDAY)
    row = book.rows("signature")[-1]
    assert (row["document_number"], row["document_on"]) == (
        "财函〔2026〕18号",
        YESTERDAY.isoformat(),
    )


def test_dates_run_with_the_steps(book: Book):
    number = book.apply(book.asset(), on=date(2026, 11, 10))
    for day, code in ((9, "date_order"), (23, "future_date")):
        draft = RecordSignature(number=number, step="storekeeper", signed_on=date(2026, 11, day))
        book.refuses(draft, code)
    book.sign(number, "storekeeper", signed_on=date(2026, 11, 15))
    book.refuses(
        RecordSignature(number=number, step="general_affairs", signed_on=date(2026, 11, 14)),
        "date_order",
    )
    book.sign(number, "general_affairs", signed_on=date(2026, 11, 15))


def test_joint_signatures_need_no_order_of_dates_but_the_meeting_is_after_both(book: Book):
    number = book.apply(book.asset(original_value=860_000), on=date(2026, 11, 10))
    book.sign(number, "finance", signed_on=date(2026, 11, 20))
    book.sign(number, "central_storeroom", signed_on=date(2026, 11, 12))
    draft = RecordSignature(
        number=number,
        step="principals_meeting",
        document_number="1号",
        signed_on=date(2026, 11, 19),
    )
    book.refuses(draft, "date_order")


def test_the_first_printing_freezes_the_words_and_a_reprint_says_so(book: Book):
    number = book.small_case()
    before = disposal_sheet(number)
    book.run(RecordPrinting(number=number))
    book.run(ChangeSetting(key="school_name", value="光明小学"))
    again = book.run(RecordPrinting(number=number))
    assert disposal_sheet(number) == before
    assert (times_printed(number), again.ids) == (2, ("2",))
    assert any("重印第 1 版" in happening.text for happening in book.case(number).history)


def test_the_first_signature_freezes_the_words_too(book: Book):
    number = book.small_case()
    book.sign(number, "storekeeper")
    frozen = disposal_sheet(number)
    assert book.rows("signature")[0]["digest"] == frozen.digest
    assert book.rows("voucher_sheet")[0]["digest"] == frozen.digest
    book.run(ChangeSetting(key="school_name", value="光明小学"))
    assert disposal_sheet(number) == frozen


def test_before_the_first_printing_a_change_keeps_the_version(book: Book):
    number = book.small_case()
    book.run(ChangeDisposal(number=number, reason_note="主板烧毁"))
    assert book.case(number).version == 1


@pytest.mark.parametrize("frozen_by", ["printing", "signature"])
def test_a_change_after_that_makes_the_next_version_and_old_hands_stop_counting(
    book: Book, frozen_by: str
):
    number = book.small_case()
    if frozen_by == "printing":
        book.run(RecordPrinting(number=number))
    else:
        book.sign(number, "storekeeper")
        book.sign(number, "general_affairs")
    old = disposal_sheet(number)
    book.run(ChangeDisposal(number=number, reason_note="主板烧毁"))
    case = book.case(number)
    assert (case.number, case.version, case.times_printed) == (number, 2, 0)
    assert signed_steps(find_case(number).voucher) == set()
    assert disposal_sheet(number).digest != old.digest
    assert book.rows("voucher_sheet")[0]["sheet"] == old.to_json()
    book.refuses(RecordSignature(number=number, step="general_affairs"), "step_order")
    if frozen_by == "signature":
        assert sum("已作废" in happening.text for happening in case.history) == 2
    book.write_off(number)
    book.require_whole()


def test_a_change_may_move_a_case_to_the_other_route(book: Book):
    number = book.small_case()
    book.sign(number, "storekeeper")
    dear = book.asset(original_value=860_000)
    book.run(ChangeDisposal(number=number, assets=(dear,)))
    assert book.case(number).large
    book.sign_all(number)
    assert [step.key for step in book.case(number).steps] == list(LARGE_STEPS)
    assert "分保管员申请意见" in " ".join(h.text for h in book.case(number).history)
    book.require_whole()


def test_a_change_that_says_nothing_does_not_void_the_paper(book: Book):
    number = book.small_case()
    book.run(RecordPrinting(number=number))
    book.refuses(ChangeDisposal(number=number), "nothing_changed")


@pytest.mark.parametrize("ended", ["approved", "executed", "rejected", "withdrawn"])
def test_after_the_last_signature_or_the_end_nothing_is_changed(book: Book, ended: str):
    number = book.small_case()
    if ended == "rejected":
        book.run(RejectDisposal(number=number, opinion="还能用"))
    elif ended == "withdrawn":
        book.run(WithdrawDisposal(number=number))
    else:
        book.sign_all(number)
        if ended == "executed":
            book.write_off(number)
    book.refuses(ChangeDisposal(number=number, reason_note="改"), "state")


def test_who_sends_back_signs_for_it_and_gives_a_reason(book: Book):
    number = book.small_case()
    book.sign(number, "storekeeper")
    book.refuses(ReturnDisposal(number=number, opinion="  "), "opinion_wanted")
    book.refuses(ReturnDisposal(number=number, opinion="补照片", person=ACCOUNTANT), "not_holder")
    book.refuses(
        ReturnDisposal(number=number, opinion="补照片", step="supervising_leader"), "step_order"
    )
    book.run(ReturnDisposal(number=number, opinion="补照片"))
    case = book.case(number)
    assert (case.state, case.steps[1].state, case.steps[1].opinion) == (
        VoucherState.RETURNED,
        "退回",
        "补照片",
    )
    assert case.next_command == "change_disposal"


def test_a_returned_case_starts_again_from_the_first_step_as_the_next_version(book: Book):
    number = book.small_case()
    book.sign(number, "storekeeper")
    book.run(ReturnDisposal(number=number, opinion="补照片"))
    book.refuses(RecordSignature(number=number, step="storekeeper"), "state")
    book.run(ChangeDisposal(number=number))
    assert book.case(number).version == 2
    assert [step.state for step in book.case(number).steps] == ["待签", "未到", "未到", "未到"]
    book.write_off(number)
    book.require_whole()


def test_a_bureau_that_rejects_needs_no_document_number(book: Book):
    number = book.large_case()
    for step in LARGE_STEPS[:3]:
        book.sign(number, step)
    book.run(RejectDisposal(number=number, opinion="不予批准"))
    assert state(book, number) is VoucherState.REJECTED


@pytest.mark.parametrize("large", [False, True])
def test_each_step_names_the_next_one_as_the_pages_primary_button(book: Book, large: bool):
    number = book.large_case() if large else book.small_case()
    assert book.case(number).next_command == "record_printing"
    book.run(RecordPrinting(number=number))
    for step in LARGE_STEPS if large else SMALL_STEPS:
        assert book.case(number).next_command == "record_signature"
        book.sign(number, step)
    assert book.case(number).next_command == "write_off_disposal"
    book.write_off(number)
    assert book.case(number).next_command == "record_residual"


def test_days_waiting_count_from_the_last_hand(book: Book):
    number = book.small_case()
    book.advance(3)
    assert book.case(number).days_waiting == 3
    book.sign(number, "storekeeper")
    book.advance(2)
    assert book.case(number).days_waiting == 2
    book.write_off(number)
    assert book.case(number).days_waiting == 0


def test_a_printing_is_not_dated_before_the_application(book: Book):
    number = book.small_case()
    book.refuses(RecordPrinting(number=number), "date_order", on=YESTERDAY)


def test_a_new_holder_signs_from_his_first_day(book: Book):
    number = book.small_case()
    book.advance()
    book.run(Appoint(person=COLLEAGUE, post=Post.GENERAL_AFFAIRS_DIRECTOR))
    book.sign(number, "storekeeper", signed_on=TODAY)
    book.sign(number, "general_affairs", signed_on=TODAY, person=DIRECTOR)
    other = book.small_case()
    book.sign(other, "storekeeper")
    book.sign(other, "general_affairs", person=COLLEAGUE)
    signers = [row["person_id"] for row in book.rows("signature", "step = 'general_affairs'")]
    assert signers == [
        book.value("SELECT id FROM person WHERE ? IN (number, name)", who)
        for who in (DIRECTOR, COLLEAGUE)
    ]


def test_a_corrected_card_does_not_change_paper_that_was_rejected(book: Book):
    code = book.asset(place="一楼")
    number = book.apply(code)
    book.run(RejectDisposal(number=number, opinion="还能用"))
    book.run(CorrectAsset(code=code, place="二楼", name="改过名"))
    assert (disposal_sheet(number).lines[0].place, disposal_sheet(number).lines[0].name) == (
        "一楼",
        "台式计算机",
    )


@pytest.mark.parametrize("values", [{"number": "BF20269999"}, {"number": "ZC1"}])
def test_an_unknown_number_is_refused(book: Book, values: dict[str, Any]):
    book.refuses(RecordSignature(**values), "unknown_voucher")
    book.refuses(RecordPrinting(**values), "unknown_voucher")
