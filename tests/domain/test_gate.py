"""How the gate writes times, masks what is personal, and counts how long it is kept."""

from __future__ import annotations

from datetime import date

import pytest

from houqin_desktop.domain.day_time import read_time
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.guard_shift import (
    USUAL_EQUIPMENT,
    USUAL_SHIFTS,
    read_shifts,
    read_targets,
)
from houqin_desktop.domain.personal import (
    PersonalKind,
    first_kept_month,
    masked,
    personal_key,
    spelled,
)


@pytest.mark.parametrize("written", ["730", "7:30", "07:30", "７：３０", "7.30", " 7 :30"])
def test_a_time_is_typed_as_it_comes_to_hand(written):
    assert read_time(written, "来访时间") == "07:30"


@pytest.mark.parametrize("written", ["24:00", "7:60", "7", "", "半夜", "12345", "7:3"])
def test_what_is_no_time_is_refused(written):
    with pytest.raises(Refused, match="来访时间"):
        read_time(written, "来访时间")


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (PersonalKind.NAME, "张三", "张*"),
        (PersonalKind.NAME, "欧阳来访", "欧**"),
        (PersonalKind.NAME, "丁", "丁*"),
        (PersonalKind.CREDENTIAL, "430102199001011234", "430***********1234"),
        (PersonalKind.CREDENTIAL, "G1234567", "G******7"),
        (PersonalKind.CREDENTIAL, "12", "**"),
        (PersonalKind.TELEPHONE, "13812345678", "138****5678"),
    ],
)
def test_a_list_shows_too_little_to_find_anybody(kind, value, shown):
    assert masked(kind, value) == shown


def test_one_number_has_one_spelling_and_its_hash_hangs_on_the_salt():
    number = spelled(PersonalKind.CREDENTIAL, " 43010219900101123x ")
    assert number == spelled(PersonalKind.CREDENTIAL, "4301 0219 9001 0112 3Ｘ")
    assert spelled(PersonalKind.TELEPHONE, "0731-8888 1234") == "073188881234"
    one, other = (personal_key(salt, PersonalKind.CREDENTIAL, number) for salt in ("a", "b"))
    assert one != other


@pytest.mark.parametrize(
    ("today", "months", "first"),
    [
        (date(2026, 12, 1), 12, "2025-12"),
        (date(2026, 11, 30), 12, "2025-11"),
        (date(2027, 1, 15), 36, "2024-01"),
    ],
)
def test_a_month_is_kept_until_its_last_day_is_old_enough(today, months, first):
    assert first_kept_month(today, months) == first


def test_the_usual_lists_can_be_read():
    assert [one.overnight for one in read_shifts(USUAL_SHIFTS)] == [False, False, True]
    assert [one.name for one in read_targets(USUAL_EQUIPMENT)] == [
        "警棍", "钢叉", "盾牌", "对讲机", "钥匙",
    ]  # fmt: skip
