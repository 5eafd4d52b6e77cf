"""`like`: what is there already, in words alone."""

from __future__ import annotations

from tests.cli.speaking import card

CATEGORY = "A02020200"


def test_what_is_like_a_wording_is_a_table_in_words_or_a_document(cli):
    code = cli.number(card(name="投影机", category=CATEGORY, status="闲置"))
    head, row = cli.ask("like", "touyingyi").table
    assert head[:4] == ["情况", "名称", "规格型号", "数量"]
    assert row[0] == "闲置"
    assert row[-3:] == [code, "相同", "拼音相符"]
    (thing,) = cli.json("like", "投影仪", "--category", CATEGORY)["things"]
    assert (thing["standing"], thing["numbers"]) == ("idle", [code])
    assert (thing["likeness"], thing["reason"]) == ("strong", "“投影仪”就是“投影机”")


def test_where_nothing_is_like_it_the_table_is_empty(cli):
    cli.number(card(name="投影机", category=CATEGORY))
    answer = cli.ask("like", "投影幕布")
    assert len(answer.table) == 1
    assert cli.json("like", "投影幕布")["things"] == []
