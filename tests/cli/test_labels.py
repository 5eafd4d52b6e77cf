"""`labels`: the cards that pass the filter, on the sheet that was asked for."""

from __future__ import annotations

from pathlib import Path

from tests.cli.speaking import card
from tests.documents.test_label_paper import codes_on


def test_labels_of_the_cards_in_view_are_printed(cli, tmp_path: Path):
    code = cli.number(card())
    cli.number(card())
    file = tmp_path / "标签.pdf"
    answer = cli.json("labels", str(file), "--size", "3x8", "--start", "5", "--where", code)
    assert (answer["labels"], answer["size"]) == (1, "3x8")
    assert codes_on(file.read_bytes(), 0) == [code]


def test_the_test_page_needs_no_cards(cli, tmp_path: Path):
    file = tmp_path / "测试.pdf"
    assert cli.json("labels", str(file), "--size", "2x7", "--test")["labels"] == 0
    assert file.read_bytes().startswith(b"%PDF")


def test_what_can_not_be_printed_is_refused(cli, tmp_path: Path):
    file = str(tmp_path / "标签.pdf")
    assert cli.refused("labels", file)["code"] == "no_labels"
    assert cli.refused("labels", file, "--size", "9x9")["code"] == "label_size"
    assert cli.refused("labels", file, "--offset", "左一点")["code"] == "label_offset"
    assert cli.refused("labels", file, "--offset", "-30,0")["code"] == "label_offset"
    assert cli.refused("labels", str(cli.book))["code"] == "own_file"
