"""Labels stand where the sheet has them, to the tenth of a millimetre."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.label import SIZES, LabelSize, card_id_of, label_run, scan_code

SHEETS = [size for size in SIZES.values() if size.is_sheet]


@pytest.mark.parametrize("size", SIZES.values(), ids=lambda size: size.key)
def test_every_label_lies_on_its_page_and_on_no_other(size: LabelSize):
    corners = [size.place(position) for position in range(1, size.count + 1)]
    wide, high = size.page
    for x, y in corners:
        assert x >= 0
        assert y >= 0
        assert x + size.width <= wide + 0.01
        assert y + size.height <= high + 0.01
    for at, (x, y) in enumerate(corners):
        for other_x, other_y in corners[at + 1 :]:
            apart = abs(x - other_x) >= size.width - 0.01 or abs(y - other_y) >= size.height - 0.01
            assert apart


@given(size=st.sampled_from(SHEETS), start=st.integers(1, 24), count=st.integers(1, 200))
def test_a_sheet_that_was_begun_is_gone_on_with(size: LabelSize, start: int, count: int):
    start = min(start, size.count)
    places = list(label_run(size.key, start=start).places(count))
    assert len(places) == count
    assert places[0] == (0, *size.place(start))
    assert places[-1][0] == (start - 1 + count - 1) // size.count
    assert len(set(places)) == count


def test_the_printers_offset_moves_every_label():
    run = label_run("3x8", offset_x=1.5, offset_y=-0.5)
    (page, x, y), *_ = run.places(3)
    assert (page, x, y) == (0, 1.5, 0.0)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"size": "A5"}, "label_size"),
        ({"size": "3x8", "start": 25}, "label_start"),
        ({"size": "60x40", "start": 2}, "label_start"),
        ({"size": "3x8", "start": 0}, "label_start"),
        ({"size": "3x8", "offset_x": 20.1}, "label_offset"),
    ],
)
def test_what_no_printer_can_do_is_refused(words: dict[str, Any], code: str):
    with pytest.raises(Refused) as caught:
        label_run(**words)
    assert caught.value.code == code


@pytest.mark.parametrize("code", ["ZC2026000001", "TY1995-001", "A.B_C/1"])
def test_a_number_that_can_be_typed_is_its_own_code(code: str):
    assert scan_code(code, 7) == code
    assert card_id_of(code) is None


@pytest.mark.parametrize("code", ["桌子1", "A1", "HQA12", "有 空格 1"])
def test_any_other_number_is_named_by_the_card(code: str):
    assert card_id_of(scan_code(code, 7)) == 7
