"""`print`: the forms of a case as one file, counted only when it is whole."""

from __future__ import annotations

import pytest

from tests.cli.speaking import application, card, line, require_sentence, signature
from tests.documents.reading import pdfium_pages

NUMBER = "BF20260001"


@pytest.fixture
def case(cli):
    """Return a command line whose book has a small case, BF20260001."""
    cli.done(card(code="PC-1", specification="㛃䶮𬭛𫖯"), application("PC-1"))
    return cli


def text_of(path):
    return "".join(pdfium_pages(path.read_bytes()))


def times_printed(cli):
    return cli.json("show", NUMBER)["fields"]["打印次数"]


def test_a_print_answers_with_the_paper_and_counts(case, tmp_path):
    target = tmp_path / "申请单.pdf"
    answer = case.json("print", NUMBER.lower(), target)
    assert answer == {
        "number": NUMBER,
        "file": str(target),
        "form": "application",
        "version": 1,
        "check": answer["check"],
        "printing": 1,
    }
    text = text_of(target)
    assert NUMBER in text
    assert answer["check"].upper() in text.upper()
    assert "㛃䶮𬭛𫖯" in text
    assert "壹仟贰佰元整" in text
    assert times_printed(case) == 1


def test_a_preview_is_the_same_paper_and_does_not_count(case, tmp_path):
    preview, paper = tmp_path / "看.pdf", tmp_path / "印.pdf"
    seen = case.json("print", NUMBER, preview, "--preview")
    assert seen["printing"] is None
    assert times_printed(case) == 0
    printed = case.json("print", NUMBER, paper)
    assert seen["check"] == printed["check"]
    assert text_of(preview) == text_of(paper)


def test_a_reprint_says_so_on_the_paper(case, tmp_path):
    target = tmp_path / "申请单.pdf"
    case.json("print", NUMBER, target)
    assert "重印" not in text_of(target)
    assert case.json("print", NUMBER, target)["printing"] == 2
    assert "重印" in text_of(target)


def test_a_change_after_printing_prints_the_next_version(case, tmp_path):
    target = tmp_path / "申请单.pdf"
    first = case.json("print", NUMBER, target)
    case.done(line("change_disposal", number=NUMBER, reason_note="补充说明"))
    second = case.json("print", NUMBER, target)
    assert (second["version"], second["printing"]) == (2, 1)
    assert second["check"] != first["check"]
    assert "补充说明" in text_of(target)


def test_the_paper_that_was_signed_is_the_paper_that_is_printed_again(case, tmp_path):
    target = tmp_path / "申请单.pdf"
    first = case.json("print", NUMBER, target)
    case.done(signature(NUMBER), line("change_setting", key="school_name", value="另一所小学"))
    again = case.json("print", NUMBER, target)
    assert again["check"] == first["check"]
    assert "另一所小学" not in text_of(target)


def test_each_route_has_its_own_form(case, tmp_path):
    case.done(card(code="PC-2", original_value="8600.00"), application("PC-2"))
    target = tmp_path / "表.pdf"
    assert case.json("print", "BF20260002", target, "--form", "approval")["form"] == "approval"
    assert "市财政局" in text_of(target)
    assert case.refused("print", "BF20260002", target, "--form", "application")["code"] == (
        "unknown_form"
    )
    assert case.refused("print", NUMBER, target, "--form", "approval")["code"] == "unknown_form"


@pytest.mark.parametrize(
    ("number", "target", "code"),
    [
        (NUMBER, "", "not_writable"),
        (NUMBER, ".", "not_writable"),
        (NUMBER, "{folder}", "not_writable"),
        (NUMBER, "{folder}/没有/表.pdf", "not_writable"),
        (NUMBER, "{folder}/" + "x" * 300, "not_writable"),
        ("没有的号", "{folder}/表.pdf", "unknown_number"),
        ("没有", "{folder}/表.pdf", "unknown_number"),
    ],
)
def test_a_print_that_cannot_be_counts_nothing_and_leaves_nothing(
    case, tmp_path, number, target, code
):
    folder = tmp_path / "纸"
    folder.mkdir()
    before = case.head()
    refused = case.refused("print", number, target.format(folder=folder))
    assert refused["code"] == code
    require_sentence(refused["refused"])
    assert case.head() == before
    assert list(folder.iterdir()) == []


def test_a_character_that_no_font_has_is_named_and_the_old_file_stays(case, tmp_path):
    target = tmp_path / "表.pdf"
    target.write_bytes(b"the old paper")
    case.done(line("change_disposal", number=NUMBER, reason_note="😀"))
    refused = case.refused("print", NUMBER, target)
    assert refused["code"] == "missing_glyph"
    assert "😀" in refused["refused"]
    assert target.read_bytes() == b"the old paper"
    assert times_printed(case) == 0
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".part") == []


def test_an_existing_file_is_replaced_whole(case, tmp_path):
    target = tmp_path / "表.pdf"
    target.write_bytes(b"x" * 5_000_000)
    case.json("print", NUMBER, target)
    assert target.read_bytes().startswith(b"%PDF-")
    assert target.stat().st_size < 1_000_000


def test_hostile_words_stand_on_the_paper_as_they_are(case, tmp_path):
    hostile = "<b>&amp;=1+1</b><img src=x>{0}%s"
    case.done(line("change_disposal", number=NUMBER, reason_note=hostile))
    target = tmp_path / "表.pdf"
    case.json("print", NUMBER, target)
    assert "<b>&amp;=1+1</b>" in text_of(target)


def test_the_number_of_an_asset_prints_its_card(cli, tmp_path):
    cli.done(card(code="PC-9", specification="启天 M430"))
    target = tmp_path / "卡片.pdf"
    answer = cli.json("print", "PC-9", target)
    assert answer == {"number": "PC-9", "file": str(target), "form": "card"}
    front, back = pdfium_pages(target.read_bytes())
    assert "启天M430" in front
    assert "附属设备" in back
    assert cli.refused("print", "PC-9", target, "--form", "approval")["code"] == "unknown_form"


@pytest.mark.parametrize("name", ["application", "approval"])
def test_an_empty_form_is_printed_without_a_number_and_counts_for_nothing(case, tmp_path, name):
    target = tmp_path / "空表.pdf"
    before = case.json("list", "journal")["rows"]
    answer = case.json("print", "--blank", name, target)
    assert answer == {"number": None, "file": str(target), "form": name}
    assert "空表" in text_of(target)
    assert case.json("list", "journal")["rows"] == before


def test_an_empty_form_that_nobody_knows_is_refused(case, tmp_path):
    said = case.ask("print", "--blank", "receipt", tmp_path / "空表.pdf")
    assert said.code == 1
    assert not (tmp_path / "空表.pdf").exists()


@pytest.mark.parametrize(
    "words", [("print", "空表.pdf"), ("print", "--blank", "approval", "B", "空.pdf")]
)
def test_print_without_a_number_or_with_one_too_many_is_wrong_use(case, words):
    assert case.ask(*words).code == 2
