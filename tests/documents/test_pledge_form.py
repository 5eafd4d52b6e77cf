"""A letter on paper: every clause once, two boxes on the last page, QR on every one."""

from __future__ import annotations

import io

import pytest

from houqin_desktop.documents.pledge_papers import pledges_pdf
from houqin_desktop.documents.slip_form import render_slip
from houqin_desktop.domain.routes import ROUTES
from houqin_desktop.domain.sheet import SignatureBox
from houqin_desktop.domain.slip import SlipSheet
from houqin_desktop.services.pledge.drafts import AdoptPledgeTexts, PrintPledges
from houqin_desktop.services.pledge.texts import starter_texts
from houqin_desktop.services.slips.sheets import slip_sheet
from tests.builders import COLLEAGUE, KEEPER, Book
from tests.documents.reading import overprinted, poppler_pages, squeezed
from tests.pledging import SHOP, TENANT, opened, rent


def letter(clauses: int) -> SlipSheet:
    steps = ROUTES["pledge_tenant"].steps
    return SlipSheet(
        school="示范小学",
        title="2026-2027学年消防安全工作责任状",
        number="ZR20260001",
        version=1,
        fields=(("甲方", "示范小学"), ("乙方", "晨光文具店")),
        columns=(),
        rows=(),
        total=("", ()),
        paragraphs=("一、责任内容", *(f"第{at:03d}条，不占用疏散通道。" for at in range(clauses))),
        boxes=tuple(SignatureBox(step.title, step.prompts, step.seal) for step in steps),
        copies="一式两份：甲方、乙方各执一份",
        stub="",
        red=False,
        head="1:abcdef12",
    )


@pytest.mark.parametrize("clauses", [0, 1, 21, 22, 23, 24, 25, 26, 30, 31, 32, 33, 34, 35, 200])
def test_every_clause_stands_once_and_the_boxes_on_the_last_page(clauses: int):
    target = io.BytesIO()
    render_slip(letter(clauses), target)
    data = target.getvalue()
    pages = poppler_pages(data)
    words = "".join(pages)
    assert [words.count(f"第{at:03d}条") for at in range(clauses)] == [1] * clauses
    assert [("身份证号（执照号）：" in page) for page in pages] == [False] * (len(pages) - 1) + [
        True
    ]
    assert all(f"第{at}页共{len(pages)}页" in page for at, page in enumerate(pages, start=1))
    assert not any(page.endswith("一、责任内容") for page in pages)
    assert overprinted(data) == []


def test_each_starter_text_fits_on_one_sheet_of_two_sides(book: Book):
    rent(book)
    book.run(AdoptPledgeTexts())
    for (topic, signer), parts in starter_texts().items():
        names = {TENANT: (SHOP,)}.get(signer, (COLLEAGUE,))
        if signer.value == "department":
            continue
        (number,) = opened(book, *names, topic=topic, signer=signer)
        target = io.BytesIO()
        render_slip(slip_sheet(number), target)
        pages = poppler_pages(target.getvalue())
        assert len(pages) <= 2
        for line in parts["duties"].split("\n"):
            assert squeezed(line) in squeezed("".join(pages))


def test_many_letters_are_one_file_each_with_its_own_pages_and_reprint(book: Book):
    book.run(AdoptPledgeTexts())
    numbers = opened(book, COLLEAGUE, KEEPER)
    book.run(PrintPledges(numbers=(numbers[0],)))
    told: list[tuple[int, int]] = []
    pages = poppler_pages(pledges_pdf(numbers, lambda *done: told.append(done)))
    assert told == [(0, 2), (1, 2)]
    assert [sum(number in page for page in pages) for number in numbers] == [1, 1]
    assert ["重印" in page for page in pages] == [True, False]
    assert all("第1页共1页" in page for page in pages)
