"""`file-scans`: what the QR says, page by page, and exit 1 when a page stays out."""

from __future__ import annotations

from pathlib import Path

from tests.cli.speaking import application, card


def test_printed_papers_come_back_by_their_code(cli, tmp_path: Path):
    number = cli.number(application(cli.number(card())))
    paper = tmp_path / "单.pdf"
    cli.json("print", number, str(paper))
    answer = cli.ask("file-scans", str(paper), "--json")
    assert answer.code == 0
    (page,) = answer.documents
    assert page["ok"]
    assert (page["number"], page["page"], page["state"]) == (number, 1, "已签回")


def test_a_file_that_is_no_scan_is_answered_and_the_others_are_filed(cli, tmp_path: Path):
    number = cli.number(application(cli.number(card())))
    paper, wrong = tmp_path / "单.pdf", tmp_path / "坏.jpg"
    cli.json("print", number, str(paper))
    wrong.write_bytes(b"nothing")
    answer = cli.ask("file-scans", str(wrong), str(paper), "--json")
    assert answer.code == 1
    first, second = answer.documents
    assert (first["ok"], first["code"]) == (False, "file_kind")
    assert second["ok"]


def test_a_preview_is_no_paper_that_can_come_back(cli, tmp_path: Path):
    number = cli.number(application(cli.number(card())))
    paper = tmp_path / "预览.pdf"
    cli.json("print", number, str(paper), "--preview")
    answer = cli.ask("file-scans", str(paper))
    assert answer.code == 1
    assert "没有归档" in answer.out
