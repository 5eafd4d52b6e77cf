"""交接清册 on the command line alone: opened, listed, printed, signed; then somebody leaves."""

from __future__ import annotations

from pathlib import Path

from tests.builders import COLLEAGUE, HEAD_KEEPER
from tests.cli.speaking import line
from tests.documents.reading import poppler_pages, squeezed

NUMBER = "JJ20260001"


def test_a_hand_over_is_opened_listed_signed_and_printed(cli, tmp_path: Path):
    cli.done(
        line("register_asset", name="课桌", original_value="100", holder=COLLEAGUE),
        line(
            "open_handover",
            giver=COLLEAGUE,
            taker=HEAD_KEEPER,
            cause="leaves",
            keys=[{"name": "办公室", "quantity": 2}],
        ),
    )
    (row,) = cli.json("list", "handovers")["rows"]
    assert (row["单号"], row["卡片"], row["钥匙"], row["状态"]) == (NUMBER, 1, 2, "待签字")
    shown = cli.json("show", NUMBER)
    assert [(one["部分"], one["名称"]) for one in shown["lines"]] == [
        ("一、资产", "课桌"),
        ("四、钥匙", "办公室"),
    ]
    paper = tmp_path / "交接清册.pdf"
    cli.json("print", NUMBER, str(paper))
    (page,) = poppler_pages(paper.read_bytes())
    for words in ("交接清册", "一、资产1张卡片", "二、库存物品无", "办公室", "监交人（总务主任）"):
        assert words in squeezed(page)
    cli.done(
        line("record_printing", number=NUMBER),
        *(
            line("record_signature", number=NUMBER, step=step)
            for step in ("giver", "taker", "supervisor")
        ),
        line("record_departure", person=COLLEAGUE),
    )
    assert cli.json("show", NUMBER)["fields"]["状态"] == "已办结"
