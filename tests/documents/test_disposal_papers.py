"""Appraisal, letter of a loss, red document and pack: read back by two readers, same each time."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from houqin_desktop.documents.appraisal_form import render_appraisal
from houqin_desktop.documents.disposal_pack import LINES_PER_PAGE, Cover, Part, render_pack
from houqin_desktop.documents.loss_report_letter import render_loss_report
from houqin_desktop.documents.preview import page_count, page_size
from houqin_desktop.documents.reversal_form import render_reversal
from houqin_desktop.domain.appraisal import AppraisalSheet, AppraisedLine, Appraiser
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.reversal import ReversalSheet
from houqin_desktop.domain.sheet import DisposalSheet, ReportWords, SignatureBox
from tests.documents.reading import heights, pdfium_pages, poppler_pages
from tests.documents.sheets import large, lines

GROUP = (Appraiser("冯工", "高级工程师"), Appraiser("陈工", "教师"), Appraiser("龑工", "保管员"))
REPORT = ReportWords("市教育局", "10月3日夜间被盗。", "门卫赔偿 200 元。", ("报案证明", "照片"))
BOXES = tuple(
    SignatureBox(words, ("签字",), seal=True)
    for words in ("① 保管室意见", "② 总务室意见", "③ 主管领导审批意见")
)


def appraisal(count: int = 3, people: tuple[Appraiser, ...] = GROUP) -> AppraisalSheet:
    things = tuple(
        AppraisedLine(
            line.position,
            line.code,
            line.name,
            line.specification,
            line.unit,
            line.quantity,
            line.original_value_fen,
            line.acquired_on,
            line.prescribed_life,
            line.used_life,
            line.place,
            f"第{line.position}台主板烧毁",
        )
        for line in lines(count)
    )
    return AppraisalSheet(
        "示范小学",
        "JD20260001",
        "2026-11-20",
        "无法开机",
        "无修复价值",
        things,
        people,
        "7:0badcafe",
    )


def loss(count: int = 6) -> DisposalSheet:
    return replace(large(), lines=lines(count), kind="报损", report=REPORT)


def reversal(count: int = 3) -> ReversalSheet:
    return ReversalSheet(
        "示范小学", "HC20260001", 1, "BF20260003", "报废", "2026-11-10", "记-311", "王保管",
        "2026-11-20", "误报", lines(count), 30_000, BOXES, "7:0badcafe",
    )  # fmt: skip


def drawn(render: object, sheet: object) -> bytes:
    file = BytesIO()
    render(sheet, file)  # type: ignore[operator]
    return file.getvalue()


CASES = [
    (
        render_appraisal,
        appraisal(),
        ("JD20260001", "龑工（保管员）", "第3台主板烧毁"),
    ),
    (render_loss_report, loss(), ("市教育局：", "门卫赔偿", "附件：1.报案证明", "2.照片")),
    (render_reversal, reversal(), ("HC20260001", "BF20260003", "人民币负", "-1", "300.00")),
]


@pytest.mark.parametrize(("render", "sheet", "words"), CASES)
def test_two_readers_read_what_the_sheet_says(render: object, sheet: object, words: tuple[str]):
    data = drawn(render, sheet)
    for pages in (pdfium_pages(data), poppler_pages(data)):
        text = "".join(pages).replace(" ", "")
        for word in words:
            assert word.replace(" ", "") in text


@pytest.mark.parametrize(("render", "sheet", "words"), CASES)
def test_the_same_sheet_gives_the_same_bytes(render: object, sheet: object, words: tuple[str]):
    assert words
    assert drawn(render, sheet) == drawn(render, sheet)


@pytest.mark.parametrize("count", [1, 20, 24, 25, 60, 130])
def test_no_line_of_a_long_list_is_lost(count: int):
    for render, sheet in (
        (render_appraisal, appraisal(count)),
        (render_loss_report, loss(count)),
        (render_reversal, reversal(count)),
    ):
        text = "".join(pdfium_pages(drawn(render, sheet)))
        for line in lines(count):
            assert line.code in text


@pytest.mark.parametrize("count", range(1, 30))
def test_nobody_signs_a_page_on_which_no_line_stands(count: int):
    for render, sheet in (
        (render_appraisal, appraisal(count)),
        (render_reversal, reversal(count)),
    ):
        last = pdfium_pages(drawn(render, sheet))[-1]
        assert any(line.code in last for line in lines(count))
        assert "年月日" in last


@pytest.mark.parametrize("length", [300, 2000])
def test_long_words_go_on_over_the_page_and_none_leaves_the_paper(length: int):
    words = "".join(f"第{at}次检查仍无法开机，" for at in range(length // 11))
    people = tuple(Appraiser(f"鉴{at}", "教师") for at in range(28))
    for render, sheet in (
        (render_appraisal, replace(appraisal(3, people), reason=words, conclusion=words)),
        (render_reversal, replace(reversal(), reason=words)),
    ):
        data = drawn(render, sheet)
        text = "".join(pdfium_pages(data))
        assert f"第{length // 11 - 1}次检查" in text
        for low, high in heights(data):
            assert 0 <= low < high <= page_size(data, 0)[1]


def test_every_appraiser_has_a_box_and_a_large_group_a_second_row():
    people = tuple(Appraiser(f"鉴{at}", "教师") for at in range(12))
    text = "".join(pdfium_pages(drawn(render_appraisal, appraisal(3, people))))
    assert text.count("签字：") == 12


def test_the_letter_names_the_sum_in_capitals_and_ends_with_school_and_date():
    text = "".join(pdfium_pages(drawn(render_loss_report, loss()))).replace(" ", "")
    assert "人民币伍万壹仟陆佰元整" in text
    assert text.index("特此申请") < text.index("附件：") < text.rindex("示范小学")


@pytest.mark.parametrize("count", [1, 5, 8, 9, 10, 11, 12, 20])
def test_the_date_of_a_letter_never_stands_alone(count: int):
    last = pdfium_pages(drawn(render_loss_report, loss(count)))[-1]
    assert "特此申请" in last


def test_a_case_without_a_letter_says_so():
    with pytest.raises(Refused) as caught:
        drawn(render_loss_report, large())
    assert caught.value.code == "unknown_form"


def test_a_frozen_sheet_comes_back_with_its_letter():
    for sheet in (loss(), large()):
        again = DisposalSheet.from_json(sheet.to_json())
        assert (again, again.digest) == (sheet, sheet.digest)
    assert AppraisalSheet.from_json(appraisal().to_json()) == appraisal()
    assert ReversalSheet.from_json(reversal().to_json()) == reversal()


@pytest.fixture
def parts(tmp_path: Path) -> list[Part]:
    photo = tmp_path / "照片.jpg"
    Image.new("RGB", (1600, 900), "white").save(photo)
    tall = tmp_path / "证明.png"
    Image.new("RGB", (500, 900), "white").save(tall)
    scan = tmp_path / "鉴定.pdf"
    scan.write_bytes(drawn(render_appraisal, appraisal(60)))
    return [
        Part("申请表", drawn(render_reversal, reversal())),
        Part("报损申请报告", drawn(render_loss_report, loss(30))),
        Part("照片", scan=photo),
        Part("报案证明", scan=tall),
        Part("鉴定扫描", scan=scan),
    ]


def pack(parts: list[Part], **cover: object) -> tuple[int, bytes]:
    file = BytesIO()
    words = {"missing": ("责任认定",), "apart": ("产权证",), "copies": 1, **cover}
    pages = render_pack(Cover("示范小学", "报损 6 件", "BS20260001", **words), parts, file)  # type: ignore[arg-type]
    return pages, file.getvalue()


def test_the_contents_name_the_page_on_which_each_part_begins(parts: list[Part]):
    pages, data = pack(parts)
    texts = [text.replace(" ", "") for text in pdfium_pages(data)]
    assert page_count(data) == pages == len(texts)
    for number, text in enumerate(texts, start=1):
        assert f"材料第{number}页共{pages}页" in text
    assert "1.申请表第2页" in texts[0]
    assert "红字冲销单" in texts[1]
    letter = page_count(parts[1].pdf)
    assert f"2.报损申请报告第3—{2 + letter}页" in texts[0]
    assert "关于报损固定资产" in texts[2]
    assert f"3.照片第{3 + letter}页" in texts[0]
    assert "（缺）责任认定待补" in texts[0]
    assert "产权证另附" in texts[0]


def test_every_page_is_a4_and_lies_as_its_paper_lies(parts: list[Part]):
    _, data = pack(parts)
    sizes = [page_size(data, at) for at in range(page_count(data))]
    assert {tuple(sorted(map(round, size))) for size in sizes} == {(595, 842)}
    letter = page_count(parts[1].pdf)
    photo, tall = sizes[2 + letter], sizes[3 + letter]
    assert photo[0] > photo[1]
    assert tall[0] < tall[1]


def test_the_pack_is_the_same_each_time_and_holds_its_copies(parts: list[Part]):
    pages, data = pack(parts, copies=3)
    assert pack(parts, copies=3)[1] == data
    assert page_count(data) == 3 * pages
    texts = [text.replace(" ", "") for text in pdfium_pages(data)]
    assert [at for at, text in enumerate(texts) if "目录" in text] == [0, pages, 2 * pages]
    assert "第2份共3份" in texts[pages]


def test_long_contents_take_more_pages_and_count_them(parts: list[Part]):
    many = [Part(f"证明{at}", parts[0].pdf) for at in range(LINES_PER_PAGE + 3)]
    pages, data = pack(many)
    texts = [text.replace(" ", "") for text in pdfium_pages(data)]
    assert pages == 2 + len(many)
    assert "1.证明0第3页" in texts[0]
    assert "（缺）责任认定待补" in texts[1]


def test_a_scan_that_cannot_be_read_is_named(parts: list[Part], tmp_path: Path):
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"%PDF-1.7 scan")
    for path in (bad, tmp_path / "不见.jpg"):
        with pytest.raises(Refused) as caught:
            pack([*parts, Part("注销证明", scan=path)])
        assert "注销证明" in caught.value.sentence
