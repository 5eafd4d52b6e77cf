"""The paper of a recovery code: one page, the code readable, the same bytes each time."""

from __future__ import annotations

from datetime import date

from houqin_desktop.documents.preview import page_count, page_text
from houqin_desktop.documents.recovery_paper import recovery_paper
from houqin_desktop.domain.operators import new_recovery_code
from houqin_desktop.domain.recovery import RecoverySheet

SHEET = RecoverySheet(
    "示范小学", "ACEF-GHJK-MNPR-TWXY-3467", date(2026, 11, 22), "王保管", ("王保管", "郑老师")
)


def test_one_page_says_the_code_how_it_is_kept_and_who_seals_it():
    pdf = recovery_paper(SHEET)
    assert page_count(pdf) == 1
    text = page_text(pdf, 0)
    for words in (
        "恢复码",
        "ACEF-GHJK-MNPR-TWXY-3467",
        "示范小学",
        "制作日期 2026-11-22",
        "现有管理员：王保管、郑老师",
        "骑缝签字",
        "用过即作废",
        "封存与启封记录",
        "保管人签字",
    ):
        assert words in text


def test_the_same_sheet_is_the_same_paper():
    assert recovery_paper(SHEET) == recovery_paper(SHEET)


def test_any_code_and_many_names_fit():
    names = tuple("买买提明·阿卜杜热合曼" for _ in range(6))
    sheet = RecoverySheet("长" * 20, new_recovery_code(), date(2026, 1, 1), names[0], names)
    assert page_count(recovery_paper(sheet)) == 1
