"""责任状 on the command line alone: adopted, opened, printed as one file, signed, listed."""

from __future__ import annotations

from pathlib import Path

from houqin_desktop.domain.pledge import PledgeTopic
from tests.builders import COLLEAGUE, DEPARTMENT, KEEPER
from tests.cli.speaking import line
from tests.documents.reading import poppler_pages

SHOP = "晨光文具店"


def test_letters_are_opened_printed_signed_and_counted(cli, tmp_path: Path):
    contract = {"place": "南门", "from_on": "2026-09-01", "to_on": "2027-08-31"}
    cli.done(
        line("adopt_pledge_texts"),
        line("add_tenant", name=SHOP, contract_number="ZL-1", **contract),
        line("add_tenant_paper", tenant=SHOP, title="营业执照", expires_on="2027-01-31"),
        line(
            "open_pledges",
            topic="safety",
            signer="department",
            heads=[{"department": DEPARTMENT, "head": KEEPER}],
        ),
    )
    shown = cli.json("show", SHOP)
    assert shown["lines"][0]["状态"] == "履行中"
    titles = [topic.label for topic in PledgeTopic]
    assert shown["missing"] == [f"没有签《{title}》（ZL-1）" for title in titles]
    paper = tmp_path / "letters.pdf"
    answer = cli.json("pledges", str(paper), "--open", "--topic", "safety")
    pages = poppler_pages(paper.read_bytes())
    assert len(answer["numbers"]) == len(pages) == 9
    assert sum(SHOP in page for page in pages) == 1
    letters = [{"number": number} for number in answer["numbers"][1:3]]
    cli.done(line("sign_pledges", letters=letters, signed_on="2026-11-22"))
    (refused,) = cli.do(line("withdraw_pledges", numbers=[letters[0]["number"]]))
    assert "现在是“已办结”，不能撤回" in refused["refused"]
    states = [row["状态"] for row in cli.json("list", "pledges")["rows"]]
    assert (states.count("已签"), states.count("待双方签字")) == (2, 7)
    assert len(cli.json("list", "pledges_missing")["rows"]) == 7 + 9
    again = tmp_path / "again.pdf"
    cli.json("pledges", str(again), "--signer", "tenant", "--preview")
    assert len(poppler_pages(again.read_bytes())) == 1
    one = tmp_path / "one.pdf"
    cli.json("print", answer["numbers"][0], str(one))
    assert "重印第1次" in poppler_pages(one.read_bytes())[0]
    said = cli.json("show", answer["numbers"][0])
    assert said["fields"]["乙方"] == f"{DEPARTMENT}（负责人 {KEEPER}）"
    assert said["next"]["command"] == "record_signature"
    ledger = tmp_path / "ledger.pdf"
    cli.json("report", "pledge_ledger", "--pdf", str(ledger))
    assert COLLEAGUE in "".join(poppler_pages(ledger.read_bytes()))


def test_of_many_letters_the_first_is_named_with_their_count(cli):
    words = b'{"command":"adopt_pledge_texts"}\n{"command":"open_pledges","topic":"fire",'
    said = cli.ask("do", "-", stdin=words + b'"signer":"teacher"}')
    assert said.out.splitlines()[1].startswith("2\topen_pledges\tZR20260001 等 ")


def test_the_binder_is_written_with_what_is_missing(cli, tmp_path: Path):
    cli.done(line("adopt_pledge_texts"))
    paper = tmp_path / "binder.pdf"
    answer = cli.json("binder", "2026-09-01", "2026-11-22", str(paper))
    assert answer["pages"] == len(poppler_pages(paper.read_bytes()))
    (letters,) = [one for one in answer["missing"] if one["section"] == "责任状"]
    assert any(DEPARTMENT in sentence for sentence in letters["sentences"])
