"""Labels in true millimetres, each read back by an independent reader of codes."""

from __future__ import annotations

import pypdfium2
import pytest

from houqin_desktop.documents.label_paper import label_paper, label_test_page
from houqin_desktop.documents.preview import page_count, page_size
from houqin_desktop.domain.label import SIZES, Label, label_run
from tests.documents.reading import fonts, pdfium_pages, poppler_pages, squeezed

MM = 72 / 25.4


def label(number: int, **words: str) -> Label:
    facts = {
        "school": "示范小学",
        "code": f"TY1995{number:06d}",
        "scan_code": f"TY1995{number:06d}",
        "name": "台式计算机",
        "specification": "486DX2/66",
        "acquired_on": "1995-09",
        "department": "信息中心",
        "responsible": "陈㛃",
        "place": "电脑2室",
        **words,
    }
    return Label(**facts)


LABELS = [label(number) for number in range(1, 31)]


def codes_on(pdf: bytes, page: int, dpi: int = 300) -> list[str]:
    import zxingcpp

    document = pypdfium2.PdfDocument(pdf)
    picture = document[page].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    document.close()
    pixels = memoryview(picture.tobytes()).cast("B", (picture.height, picture.width))
    return sorted(found.text for found in zxingcpp.read_barcodes(pixels))


@pytest.mark.parametrize("size", SIZES)
def test_every_label_is_read_by_a_scanner_from_paper_of_the_right_size(size: str):
    run = label_run(size)
    count = min(run.size.count * 2, len(LABELS)) if run.size.is_sheet else 3
    pdf = label_paper(LABELS[:count], run)
    wide, high = page_size(pdf, 0)
    assert wide == pytest.approx(run.size.page[0] * MM, abs=0.01)
    assert high == pytest.approx(run.size.page[1] * MM, abs=0.01)
    read = [code for page in range(page_count(pdf)) for code in codes_on(pdf, page)]
    assert sorted(read) == [one.scan_code for one in LABELS[:count]]


def test_a_begun_sheet_leaves_the_used_places_empty():
    pdf = label_paper(LABELS[:2], label_run("3x8", start=24))
    assert page_count(pdf) == 2
    assert codes_on(pdf, 0) == [LABELS[0].scan_code]
    assert codes_on(pdf, 1) == [LABELS[1].scan_code]


def test_every_word_is_on_the_label_in_the_bundled_font():
    pdf = label_paper(LABELS[:1], label_run("60x40"))
    for (text,) in (poppler_pages(pdf), pdfium_pages(pdf)):
        for word in (
            "示范小学",
            "固定资产",
            "TY1995000001",
            "台式计算机",
            "信息中心",
            "陈㛃",
            "电脑2室",
        ):
            assert word in squeezed(text)
    assert all("Noto" in row[0] for row in fonts(pdf))


def test_long_words_are_cut_and_never_stop_the_printing():
    long = label(1, name="多媒体教学一体化触控交互智能平板电子白板" * 5, place="教学楼" * 40)
    (text,) = poppler_pages(label_paper([long], label_run("50x30")))
    assert "…" in text


def test_the_test_page_has_every_place_that_is_left():
    (text,) = poppler_pages(label_test_page(label_run("3x8", start=20), "示范小学"))
    assert [f"第{n}枚" in squeezed(text) for n in (19, 20, 24)] == [False, True, True]


def test_the_same_labels_give_the_same_bytes():
    run = label_run("2x7")
    assert label_paper(LABELS, run) == label_paper(LABELS, run)


def test_drawing_can_be_stopped():
    class Stopped(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        label_paper(LABELS, label_run("60x40"), stop)
