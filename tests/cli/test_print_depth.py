"""`print --form`: the papers around a case, and the red document with a number of its own."""

from __future__ import annotations

from tests.cli.speaking import application, card, line, require_sentence, signature
from tests.documents.reading import pdfium_pages

FOUND = {
    "reason": "烧毁",
    "conclusion": "无法修复",
    "appraisers": ["冯工/工程师", "陈工/教师", "褚工/教师"],
}


def text_of(path):
    return "".join(pdfium_pages(path.read_bytes())).replace(" ", "")


def test_appraisal_report_and_pack_are_forms_of_a_loss(cli, tmp_path):
    cli.done(
        card(code="PC-1"),
        line(
            "record_appraisal",
            assets=["PC-1"],
            reason="毁",
            conclusion="无法修复",
            appraisers=FOUND["appraisers"],
        ),
        application("PC-1", kind="write_off", reason="lost"),
    )
    number = "BS20260001"
    for form, words in (("report", "特此申请"), ("appraisal", "JD20260001"), ("pack", "目录")):
        target = tmp_path / f"{form}.pdf"
        answer = cli.json("print", number, target, "--form", form)
        assert answer == {"number": number, "file": str(target), "form": form}
        assert words in text_of(target)
    assert cli.json("show", number)["fields"]["打印次数"] == 0
    cli.json("print", number, tmp_path / "一.pdf", "--form", "pack", "--copies", "2")
    assert "第2份共2份" in text_of(tmp_path / "一.pdf")
    shown = cli.json("show", "JD20260001")
    assert (shown["kind"], shown["fields"]["鉴定结论"]) == ("appraisal", "无法修复")
    cli.json("print", "jd20260001", tmp_path / "二.pdf")
    assert "无法修复" in text_of(tmp_path / "二.pdf")


def test_a_form_that_the_case_has_not_is_refused_naming_those_it_has(cli, tmp_path):
    cli.done(card(code="PC-1"), application("PC-1"))
    refused = cli.refused("print", "BF20260001", tmp_path / "x.pdf", "--form", "report")
    require_sentence(refused["refused"])
    assert "application" in refused["refused"]


def test_a_red_document_is_printed_and_counted(cli, tmp_path):
    cli.done(card(code="PC-1"), application("PC-1"))
    number = "BF20260001"
    steps = ("storekeeper", "general_affairs", "central_storeroom", "supervising_leader")
    cli.done(
        *(signature(number, step=step) for step in steps),
        line("write_off_disposal", number=number),
        line("reverse_write_off", number=number, reason="误报"),
    )
    target = tmp_path / "红字.pdf"
    answer = cli.json("print", "HC20260001", target)
    assert (answer["form"], answer["printing"]) == ("reversal", 1)
    assert "人民币负壹仟贰佰元整" in text_of(target)
    cli.done(
        *(signature("HC20260001", step=step) for step in (steps[2], steps[1], steps[3])),
        line("post_reversal", number="HC20260001"),
    )
    assert cli.json("show", "PC-1")["fields"]["状态"] == "在用"
    assert cli.json("check")["ok"]
