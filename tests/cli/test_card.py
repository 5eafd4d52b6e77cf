"""The card on the command line: columns of its type and of the school, pictures, old codes."""

from __future__ import annotations

from tests.builders import CAR
from tests.cli.speaking import card, line
from tests.photos import write_photo


def test_the_columns_are_written_listed_filtered_and_shown(cli):
    cli.done(
        line("declare_field", title="校区", shape="选择", choices=["东校区", "西校区"]),
        card(code="CAR1", name="轿车", category=CAR, details={"车牌号": "湘C1", "座位数": 5}),
        card(code="PC1", details={"校区": "西校区"}),
    )
    fields = cli.json("show", "CAR1")["fields"]
    assert (fields["车牌号"], fields["座位数"], fields["校区"]) == ("湘C1", "5", None)
    found = cli.json("list", "assets", "--where", "xxq")["rows"]
    assert [row["资产编号"] for row in found] == ["PC1"]
    rows = cli.json("list", "fields")["rows"]
    assert rows[0]["栏目名称"] == "校区"
    assert rows[0]["已填卡片"] == 1


def test_what_does_not_fit_a_column_is_refused(cli):
    cli.done(card(code="CAR1", name="轿车", category=CAR))
    wrong = ({"座位数": "若干"}, {"没有": "x"}, {"建筑面积": "1"}, ["座位数"], {"座位数": True})
    codes = cli.refusals(*(line("correct_asset", code="CAR1", details=one) for one in wrong))
    assert codes == ["bad_number", "unknown_field", "field_category", "bad_fields", "bad_fields"]


def test_the_card_is_printed_block_by_block(cli):
    cli.done(card(code="CAR1", name="轿车", category=CAR, details={"编制情况": "在编"}))
    text = cli.ask("show", "CAR1").out
    assert [part for part in ("【基本】", "【财务】", "【使用】", "【车辆】") if part in text] == [
        "【基本】",
        "【财务】",
        "【使用】",
        "【车辆】",
    ]
    assert "编制情况\t在编" in text


def test_pictures_are_attached_turned_and_removed(cli, tmp_path):
    photo = write_photo(tmp_path / "正面.jpg")
    cli.done(
        card(code="PC1"),
        line("attach_to_asset", code="PC1", file=str(photo)),
        line("turn_picture", code="PC1", picture=1),
    )
    (shown,) = cli.json("show", "PC1")["lines"]
    assert (shown["图片序号"], shown["说明"], shown["主图"]) == (1, "正面", True)
    cli.done(line("detach_picture", code="PC1", picture=1))
    assert cli.json("show", "PC1")["lines"] == []


def test_old_codes_are_listed_and_assigned(cli):
    cli.done(card(code="PC1", name="学生机", category=None, former_category_code="2010104"))
    (row,) = cli.json("list", "old_codes")["rows"]
    assert (row["资产编号"], row["建议代码"]) == ("PC1", "A02010105")
    cli.done(line("assign_categories", categories={"PC1": row["建议代码"]}))
    assert cli.json("list", "old_codes")["rows"] == []
    assert cli.json("show", "PC1")["fields"]["原分类代码"] == "2010104"
