"""Empty forms for a day without power: every column and box of the printed one, and no number."""

from __future__ import annotations

import pytest

from houqin_desktop.documents.blank_forms import BLANK_FORMS, blank_form
from houqin_desktop.documents.preview import page_count, page_text
from houqin_desktop.domain.disposal import LARGE_ROUTE, SMALL_ROUTE, DisposalReason
from houqin_desktop.domain.errors import Refused
from tests.documents.reading import overprinted


@pytest.mark.parametrize(
    ("name", "route"), [("application", SMALL_ROUTE), ("approval", LARGE_ROUTE)]
)
def test_empty_form_has_the_boxes_and_columns_of_the_printed_one(book, name, route):
    form = blank_form(name)
    pdf = form.draw()
    assert page_count(pdf) == 1
    words = page_text(pdf, 0).replace("\r\n", "")
    assert f"示范小学{form.title}" in words
    assert "空表" in words
    for step in route.steps:
        assert step.title in words
    for column in ("资产编号", "资产名称", "规格型号", "数量", "存放地点", "合计（大写）"):
        assert column in words
    for reason in DisposalReason:
        assert reason.label in words
    assert "校验" not in words
    assert "2026" not in words


@pytest.mark.parametrize("form", BLANK_FORMS, ids=lambda form: form.name)
def test_no_word_of_an_empty_form_lies_on_another(book, form):
    assert overprinted(form.draw()) == []


def test_same_empty_form_is_the_same_bytes(book):
    for form in BLANK_FORMS:
        assert form.draw() == form.draw()


def test_form_that_does_not_exist_is_refused_with_those_that_do(book):
    with pytest.raises(Refused, match="application（固定资产报废（报损）申请单）"):
        blank_form("receipt")
