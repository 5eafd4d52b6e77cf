"""The code on a form is read as it was written, and a changed application says what changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.returned import (
    PaperCode,
    changes_between,
    read_paper_code,
    require_paper_code,
)
from tests.documents.sheets import large

HEX8 = st.text("0123456789abcdef", min_size=8, max_size=8)


@st.composite
def codes(draw) -> PaperCode:
    pages = draw(st.integers(1, 500))
    return PaperCode(
        draw(st.from_regex(r"[A-Z]{2}20\d{6}", fullmatch=True)),
        draw(st.integers(1, 99)),
        draw(st.integers(1, pages)),
        pages,
        draw(HEX8),
        draw(st.integers(0, 10**9)),
        draw(HEX8),
    )


@given(codes())
def test_a_code_is_read_as_it_was_printed(code: PaperCode):
    assert read_paper_code(code.text) == code


def test_the_code_of_a_real_sheet_is_read():
    sheet = large(3)
    code = require_paper_code(sheet.qr(2, 3))
    assert (code.number, code.version, code.page, code.pages) == (
        sheet.number,
        sheet.version,
        2,
        3,
    )
    assert code.check_code == sheet.check_code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.org",
        "HQ1|BF20260001|1|0/2|fdf25f5c|1:dc334b8a",
        "HQ1|BF20260001|1|3/2|fdf25f5c|1:dc334b8a",
        "HQ1|BF20260001|0|1/2|fdf25f5c|1:dc334b8a",
        "HQ2|BF20260001|1|1/2|fdf25f5c|1:dc334b8a",
        "HQ1|BF20260001|1|1/2|FDF25F5C|1:dc334b8a",
    ],
)
def test_what_is_on_no_form_is_no_code(text: str):
    assert read_paper_code(text) is None
    with pytest.raises(Refused):
        require_paper_code(text)


def test_what_changed_is_said_in_words():
    old = large(3)
    first, second, third = old.lines
    changed = replace(
        old,
        lines=(replace(second, quantity=second.quantity + 1), third, replace(first, code="新编号")),
        residual_advice="回收",
    )
    words = changes_between(old, changed)
    assert f"去掉了 {first.code} {first.name}" in words
    assert f"加上了 新编号 {first.name}" in words
    assert f"{second.code} 由 {second.quantity} 件改为 {second.quantity + 1} 件" in words
    assert "残值处理建议改为“回收”" in words
    assert changes_between(old, old) == []


def test_many_changes_are_counted_and_the_first_named():
    old = large(9)
    words = changes_between(old, replace(old, lines=()))
    assert len(words) == 5
    assert words[-1] == "等共 9 处"
