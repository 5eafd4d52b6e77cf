"""The national classification gives class, lives and route, and is found by everyday words."""

from __future__ import annotations

import csv

import pytest
from pypinyin import Style, lazy_pinyin

from houqin_desktop.domain.category import (
    CLASS_NAMES,
    Category,
    CategoryFinder,
    ancestors,
    class_name,
    depreciation_months,
    is_building_or_vehicle,
    is_depreciated,
    load_categories,
    minimum_life_months,
)
from houqin_desktop.resources import resource_path


def pinyin(word: str) -> tuple[str, str]:
    return "".join(lazy_pinyin(word)), "".join(lazy_pinyin(word, style=Style.FIRST_LETTER))


@pytest.fixture(scope="module")
def categories() -> dict[str, Category]:
    return load_categories(resource_path("data"))


@pytest.fixture(scope="module")
def finder(categories: dict[str, Category]) -> CategoryFinder:
    return CategoryFinder(categories, pinyin)


def test_all_codes_of_the_standard_are_loaded_in_order(categories: dict[str, Category]) -> None:
    assert len(categories) == 2_751
    assert list(categories) == sorted(categories)
    assert sum(category.level == 1 for category in categories.values()) == 8
    assert sum(category.level == 2 for category in categories.values()) == 82
    assert all(category.leaf or category.level < 4 for category in categories.values())


def test_a_code_knows_the_codes_above_it(categories: dict[str, Category]) -> None:
    assert ancestors("A02010105") == ("A02000000", "A02010000", "A02010100")
    assert ancestors("A02010000") == ("A02000000",)
    assert ancestors("A02000000") == ()
    for category in categories.values():
        assert category.parent == (category.path[-1] if category.path else None)
        assert set(category.path) <= set(categories)
        assert category.level == len(category.path) + 1


def test_a_code_that_the_published_table_hangs_wrongly_hangs_by_its_digits(
    categories: dict[str, Category],
) -> None:
    other_library_equipment = categories["A02049900"]
    assert (other_library_equipment.parent, other_library_equipment.level) == ("A02040000", 3)


def test_the_school_adds_everyday_words_and_minimum_years(categories: dict[str, Category]) -> None:
    computer = categories["A02010105"]
    assert computer.name == "台式计算机"
    assert {"电脑", "台式机", "学生机"} <= set(computer.aliases)
    assert (computer.unit, computer.leaf, computer.common) == ("台", True, True)
    assert minimum_life_months(categories, "A02010105") == 72
    assert minimum_life_months(categories, "A05010201") == 180


def test_minimum_years_come_from_the_nearest_ancestor(categories: dict[str, Category]) -> None:
    assert not categories["A01010201"].common
    assert minimum_life_months(categories, "A01010201") == 600
    assert minimum_life_months(categories, "A02010177") == 72
    assert minimum_life_months(categories, "A03040100") is None
    assert minimum_life_months(categories, "2010104") is None


@pytest.mark.parametrize(
    ("code", "months"),
    [
        ("A02010105", 72),
        ("A02020100", 72),
        ("A02030501", 96),
        ("A02040100", 60),
        ("A02051200", 120),
        ("A02061804", 60),
        ("A02081000", 60),
        ("A02091107", 60),
        ("A02102100", 60),
        ("A02450100", 60),
        ("A02460300", 60),
        ("A02370100", 36),
        ("A02170100", 240),
        ("A01022500", 96),
        ("A05010201", 180),
        ("A05030505", 60),
        # No row of the table, or no structure known: no life, and the card is flagged.
        ("A02390100", None),
        ("A01010211", None),
        ("A02000000", None),
        ("2010104", None),
    ],
)
def test_depreciation_lives_follow_table_one(code: str, months: int | None) -> None:
    assert depreciation_months(code) == months


def test_the_life_of_a_building_depends_on_its_structure() -> None:
    assert depreciation_months("A01010211", "砖混结构") == 360
    assert depreciation_months("A01010211", "钢筋混凝土结构") == 600
    assert depreciation_months("A01010211", "简易房") == 96
    assert depreciation_months("A01010211", "其他") is None
    assert depreciation_months("A02010105", "砖混结构") == 72


def test_every_life_is_a_number_of_table_one(categories: dict[str, Category]) -> None:
    with resource_path("data/depreciation_lives.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        of_the_table = {int(row["min_years"]) * 12 for row in csv.DictReader(file)}
    given = {months for code in categories if (months := depreciation_months(code)) is not None}
    assert given <= of_the_table


@pytest.mark.parametrize(
    "code",
    ["A01030000", "A03040100", "A04010101", "A05040101", "A06020100", "A07100000", "A08060303"],
)
def test_land_relics_books_living_things_and_stock_are_not_depreciated(code: str) -> None:
    assert not is_depreciated(code)
    assert depreciation_months(code) is None


def test_the_school_table_agrees_on_what_is_depreciated(categories: dict[str, Category]) -> None:
    with resource_path("data/school_categories.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            assert categories[row["code"]].depreciable == (row["depreciable"] == "是"), row


def test_an_unknown_code_is_not_depreciated_and_has_no_class() -> None:
    assert not is_depreciated("2010104")
    assert class_name("2010104") == ""


def test_forms_print_the_class_of_a_code(categories: dict[str, Category]) -> None:
    assert class_name("A02010105") == "设备"
    assert {code: categories[code.ljust(9, "0")].name for code in CLASS_NAMES} == CLASS_NAMES


def test_buildings_structures_land_and_vehicles_go_the_large_route() -> None:
    assert all(map(is_building_or_vehicle, ["A01010211", "A01022500", "A01039900", "A02030501"]))
    assert not any(map(is_building_or_vehicle, ["A02010105", "A05010201", "A02040100"]))


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("电脑", "A02010105"),
        ("  电脑 ", "A02010105"),
        ("台式计算机", "A02010105"),
        ("笔记本电脑", "A02010108"),
        ("A02010105", "A02010105"),
        ("a02010105", "A02010105"),
        ("Ａ０２０１０１０５", "A02010105"),
        ("diannao", "A02010105"),
        ("dn", "A02010105"),
        ("tsjsj", "A02010105"),
        ("空调", "A02061804"),
        ("ktj", "A02061804"),
        ("投影", "A02020200"),
        ("操场", "A01022200"),
        ("ipad", "A02010109"),
        ("IPAD", "A02010109"),
        ("办公桌", "A05010201"),
        ("bangongzhuo", "A05010201"),
    ],
)
def test_a_category_is_found_by_any_word_a_keeper_would_type(
    finder: CategoryFinder, query: str, code: str
) -> None:
    assert finder.find(query)[0].code == code


def test_the_beginning_of_a_code_lists_the_codes_below_it_in_order(
    finder: CategoryFinder, categories: dict[str, Category]
) -> None:
    below = [code for code in categories if code.startswith("A020101")]
    assert [category.code for category in finder.find("a020101")] == below
    assert finder.find("A02")[0].code == "A02000000"


def test_a_code_may_stand_beside_a_word(finder: CategoryFinder) -> None:
    assert [category.code for category in finder.find("A020101 电脑")][:1] == ["A02010105"]
    assert all(c.code.startswith("A05") for c in finder.find("桌 a05", limit=3_000))


def test_several_words_narrow_the_answer(finder: CategoryFinder) -> None:
    both = finder.find("设备 消防", limit=3_000)
    assert both
    one = {category.code for category in finder.find("消防", limit=3_000)}
    assert {category.code for category in both} < one


def test_of_equal_matches_those_a_school_needs_come_first(finder: CategoryFinder) -> None:
    exact, *others = finder.find("消防", limit=3_000)
    assert exact.name.startswith("消防")
    beginnings = [c.common for c in (exact, *others) if c.name.startswith("消防")]
    assert beginnings == sorted(beginnings, reverse=True)
    assert len(finder.find("设备", limit=3)) == 3


@pytest.mark.parametrize("query", ["", "   ", "甲乙丙丁戊", "qqqqq"])
def test_nothing_is_found_for_nothing_and_for_nonsense(finder: CategoryFinder, query: str) -> None:
    assert finder.find(query) == []


def test_every_category_is_found_by_its_own_name_and_code(
    finder: CategoryFinder, categories: dict[str, Category]
) -> None:
    for category in list(categories.values())[::40]:
        assert finder.find(category.code) == [category]
        assert category in finder.find(category.name)
