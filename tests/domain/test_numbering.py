"""Numbers are made in one pattern, and codes have one spelling."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import (
    LONGEST_CODE,
    asset_code,
    normalise_code,
    person_number,
    voucher_number,
)


def test_numbers_follow_the_patterns_of_the_school() -> None:
    assert voucher_number("BF", 2026, 7) == "BF20260007"
    assert voucher_number("BS", 2026, 12_345) == "BS202612345"
    assert asset_code("ZC", 2026, 1) == "ZC2026000001"
    assert person_number(1) == "P0001"


def test_a_serial_begins_at_one() -> None:
    with pytest.raises(ValueError, match="begins at 1"):
        voucher_number("BF", 2026, 0)


@given(st.integers(2000, 2100), st.sets(st.integers(1, 200_000), min_size=2, max_size=20))
def test_two_serials_of_a_year_never_share_a_number(year: int, serials: set[int]) -> None:
    assert len({voucher_number("BF", year, serial) for serial in serials}) == len(serials)
    assert len({asset_code("ZC", year, serial) for serial in serials}) == len(serials)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (" zc2019-1 ", "ZC2019-1"),
        ("ＺＣ２０１９", "ZC2019"),
        ("课桌①", "课桌1"),
        ("\u3000a\n", "A"),
        ("zc 2019\u3000001", "ZC2019001"),
    ],
)
def test_a_code_has_one_spelling(written: str, code: str) -> None:
    assert normalise_code(written) == code


@pytest.mark.parametrize("written", ["", "  ", "\u3000", "x" * (LONGEST_CODE + 1), "A\nB"])
def test_an_empty_overlong_or_broken_code_is_refused(written: str) -> None:
    with pytest.raises(Refused) as refusal:
        normalise_code(written)
    assert refusal.value.code == "bad_code"


@given(st.text(max_size=30))
@example("U¨")
def test_normalising_twice_changes_nothing(written: str) -> None:
    try:
        code = normalise_code(written)
    except Refused:
        return
    assert normalise_code(code) == code
