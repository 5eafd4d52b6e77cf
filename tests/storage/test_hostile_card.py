"""The columns of a card and its pictures hold what they may, whoever writes them."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import BAD_DATES, asset, card, insert

FREE = asset("FREE")


def value(field: str, text: str, code: str = "ELSEWHERE") -> str:
    return insert("card_value", asset_id=asset(code), field_key=f"'{field}'", value=f"'{text}'")


def own(title: str) -> str:
    return f"(SELECT key FROM card_field WHERE title = '{title}')"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        *(
            ("seats", text)
            for text in ("若干", "1e3", "1.2.3", "--1", "-", ".5", "5.", "1,000", " 5")
        ),
        *(("own_use_value", text) for text in ("1.50", "-1", "007", "1e3", "12345678901234", "十")),
        *(("completed_on", day) for day in BAD_DATES if day),
        *(("structure", text) for text in ("砖混", "Steel", "steel\nother", "")),
        ("no_such_field", "x"),
        ("site", "长" * 501),
    ],
)
def test_a_value_has_the_shape_of_its_column(hand: Hand, field: str, text: str):
    if text:
        hand.refused(value(field, text))
    hand.refused(
        "UPDATE card_value SET value = '若干' WHERE field_key = 'manufactured_on'",
    )


@pytest.mark.parametrize(
    ("field", "text"),
    [
        *(("seats", text) for text in ("0", "-1", "5", "12.25", "-0.5")),
        *(("own_use_value", text) for text in ("0", "1", "860000")),
        *(("completed_on", day) for day in ("2015", "2015-09", "2015-09-01")),
        ("structure", "steel"),
        ("site", "一中路 1 号"),
        ("seats", ""),
    ],
)
def test_a_value_of_the_right_shape_goes_in(hand: Hand, field: str, text: str):
    hand.accepted(value(field, text))


def test_a_choice_is_one_that_the_school_offers(hand: Hand):
    wrong = insert("card_value", asset_id=asset("ELSEWHERE"), field_key=own("校区"), value="'南'")
    assert "不符" in hand.refused(wrong)
    hand.accepted(wrong.replace("'南'", "'西校区'"))


def test_a_retired_column_takes_nothing_more(hand: Hand):
    late = insert("card_value", asset_id=asset("ELSEWHERE"), field_key=own("旧栏"), value="'新'")
    assert "停用" in hand.refused(late)
    assert "停用" in hand.refused(
        f"UPDATE card_value SET value = '新' WHERE field_key = {own('旧栏')}"
    )


def test_a_card_that_has_left_takes_no_value_and_no_code(hand: Hand):
    assert "下账" in hand.refused(value("manufactured_on", "2015", "GONE"))
    assert "下账" in hand.refused(
        "UPDATE asset SET former_category_code = '2010104', category_edition = 'gbt2010'"
        " WHERE code = 'GONE'"
    )


@pytest.mark.parametrize(
    "change",
    [
        "title = '车牌'",
        "shape = 'text'",
        "prefixes = ''",
        "choices = ''",
        "unit = '个'",
        "retired = 1",
    ],
)
def test_the_columns_of_the_program_stay_as_they_are(hand: Hand, change: str):
    hand.refused(f"UPDATE card_field SET {change} WHERE key = 'structure'")


@pytest.mark.parametrize(
    "change",
    [
        "shape = 'text'",
        "prefixes = 'A02'",
        "unit = '个'",
        "built_in = 1",
        "choices = '西校区'",
        "choices = '西校区' || char(10) || '东校区'",
        "choices = '东校区' || char(10) || '北校区'",
        "choices = ''",
        "choices = '东校区' || char(10) || '西校区北'",
        "retired = 2",
    ],
)
def test_a_column_of_the_school_keeps_its_shape_and_its_choices(hand: Hand, change: str):
    hand.refused(f"UPDATE card_field SET {change} WHERE title = '校区'")


def test_the_choice_that_was_added_last_is_taken_off_while_no_card_has_it(hand: Hand):
    shorter = "UPDATE card_field SET choices = '东校区' WHERE title = '校区'"
    hand.accepted(shorter)
    use = (
        "UPDATE card_value SET value = '西校区' WHERE field_key ="
        " (SELECT key FROM card_field WHERE title = '校区')"
    )
    assert "已经用上的选项" in hand.refused(use, shorter)


def test_a_column_of_the_school_may_offer_more_and_retire(hand: Hand):
    hand.accepted(
        "UPDATE card_field SET choices = choices || char(10) || '北校区' WHERE title = '校区'",
        "UPDATE card_field SET retired = 1 WHERE title = '校区'",
    )


@pytest.mark.parametrize(
    "values",
    [
        {"shape": "'list'"},
        {"title": "''"},
        {"title": "'字'", "shape": "'choice'"},
        {"title": "'字'", "choices": "'a'"},
        {"built_in": "1"},
        {"title": "'" + "长" * 21 + "'"},
        {"title": "'校区'"},
    ],
)
def test_a_column_that_cannot_be_is_refused(hand: Hand, values: dict[str, str]):
    shared = {"key": "'custom_0099'", "title": "'新栏'", "shape": "'text'"}
    hand.accepted(insert("card_field", **shared))
    hand.refused(insert("card_field", **shared | values))


@pytest.mark.parametrize(
    "values",
    [
        {"category_edition": "'gbt2010'"},
        {"former_category_code": "'2010104'"},
        {"former_category_code": "'2010104'", "category_edition": "'gbt2035'"},
    ],
)
def test_an_old_code_has_an_edition_and_an_edition_a_code(hand: Hand, values: dict[str, str]):
    hand.refused(card(**values))


PICTURE = "INSERT INTO asset_picture SELECT {values} FROM asset_picture WHERE ordinal = 1"
SAME = {
    "id": "99",
    "asset_id": "asset_id",
    "ordinal": "9",
    "sha256": "(SELECT sha256 FROM attachment WHERE name = '反面.jpg')",
    "name": "name",
    "added_on": "added_on",
    "turned": "0",
    "main": "0",
    "removed": "0",
}


def picture(**values: str) -> str:
    return PICTURE.format(values=", ".join((SAME | values).values()))


@pytest.mark.parametrize(
    "values",
    [
        {"sha256": "sha256"},
        {"main": "1"},
        {"ordinal": "1"},
        {"ordinal": "0"},
        {"turned": "45"},
        {"name": "' '"},
        {"added_on": "'2024-02-31'"},
        {"main": "1", "removed": "1"},
    ],
)
def test_a_picture_stands_once_and_one_of_them_is_the_main_one(hand: Hand, values: dict[str, str]):
    hand.accepted(picture())
    hand.refused(picture(**values))


@pytest.mark.parametrize(
    "change",
    [
        "main = 1 WHERE ordinal = 3",
        "main = 1 WHERE ordinal = 2",
        "removed = 0 WHERE ordinal = 2",
        "sha256 = upper(sha256)",
        "ordinal = 7 WHERE ordinal = 1",
        "added_on = '2020-01-01'",
        "asset_id = asset_id + 1",
    ],
)
@pytest.mark.parametrize("verb", ["UPDATE", "UPDATE OR REPLACE"])
def test_a_picture_stays_what_it_is(hand: Hand, verb: str, change: str):
    hand.refused(f"{verb} asset_picture SET {change}")


def test_a_picture_has_a_card_and_a_file(careful_hand: Hand):
    careful_hand.refused(picture(asset_id="9999"))
    careful_hand.refused(picture(sha256=f"'{'0' * 64}'"))
