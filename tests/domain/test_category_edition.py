"""Old codes are recognised with their edition, and a present code is suggested, never taken."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from houqin_desktop.domain.asset import CategoryEdition
from houqin_desktop.domain.category import Category, load_categories
from houqin_desktop.domain.category_edition import (
    CodeConverter,
    Likeness,
    load_former_names,
)
from houqin_desktop.resources import resource_path
from tests.ledgers.former import HELD_OUT, former_score, read_list

DATA = resource_path("data")
LABELLED = Path(__file__).with_name("former_codes.csv")


@cache
def present() -> dict[str, Category]:
    return load_categories(DATA)


@cache
def converter() -> CodeConverter:
    return CodeConverter(present(), load_former_names(DATA))


def labelled() -> list[dict[str, str]]:
    with LABELLED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("written", "name", "edition", "meaning"),
    [
        ("2010104", "电脑", CategoryEdition.GBT2010, "台式机"),
        ("2010104.0", "电脑", CategoryEdition.GBT2010, "台式机"),
        ("２０１０１０５", "", CategoryEdition.GBT2010, "便携式计算机"),
        ("711701", "台式机", CategoryEdition.GBT1994, ""),
        ("025205", "教学楼", CategoryEdition.GBT1994, ""),
        ("A06010501", "文件柜", CategoryEdition.PROCUREMENT2013, "文件柜"),
        ("A02010105", "笔记本电脑", CategoryEdition.PROCUREMENT2013, "便携式计算机"),
        ("a02010104", "台式计算机", CategoryEdition.PROCUREMENT2013, "台式机"),
    ],
)
def test_an_old_code_is_recognised_with_its_edition(
    written: str, name: str, edition: CategoryEdition, meaning: str
):
    found = converter().recognise(written, name)
    assert found is not None
    assert (found.edition, found.meaning) == (edition, meaning)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("A02010105", "台式计算机"),
        ("A02010105", "学生机房用机"),
        ("A02010105", ""),
        ("A02010104", "服务器"),
        ("9999999", "电脑"),
        ("电脑", "电脑"),
        ("", ""),
    ],
)
def test_a_present_or_unknown_code_is_no_old_one(written: str, name: str):
    assert converter().recognise(written, name) is None


def test_no_present_code_with_its_own_name_is_mistaken_for_an_old_one():
    mistaken = [
        code for code, entry in present().items() if converter().recognise(code, entry.name)
    ]
    assert mistaken == []


def suggested(row: dict[str, str]) -> str | None:
    meaning = load_former_names(DATA)[row["former"]]
    found = converter().suggest(meaning, row["name"], row["former"])
    return None if found is None else found.code


def test_nineteen_of_twenty_suggestions_are_those_a_person_would_make():
    rows = labelled()
    wrong = [
        (row["former"], row["name"], suggested(row))
        for row in rows
        if suggested(row) != row["present"]
    ]
    assert len(rows) >= 60
    assert len(wrong) * 20 <= len(rows), wrong


def test_every_suggestion_is_a_present_code_of_the_right_class():
    homes = {"101": "A0103", "102": "A0101", "103": "A0102", "4": "A03", "5": "A04"}
    for former, meaning in load_former_names(DATA).items():
        found = converter().suggest(meaning, "", former)
        if found is None:
            continue
        assert found.code in present()
        home = next((new for old, new in homes.items() if former.startswith(old)), "A")
        assert found.code.startswith(home), (former, meaning, found)


def test_a_code_without_a_table_is_suggested_by_what_the_card_is_called():
    found = converter().suggest("", "台式机")
    assert found is not None
    assert (found.code, found.likeness) == ("A02010105", Likeness.CARD_NAME)


def test_nothing_alike_is_no_suggestion():
    assert converter().suggest("", "某某某") is None


def test_the_list_that_is_held_out_names_codes_of_both_tables_and_none_of_the_other_list():
    held_out = read_list(HELD_OUT)
    built_by = {(former, name) for former, name, _ in read_list(LABELLED)}
    former_names = load_former_names(DATA)
    assert len(held_out) >= 60
    for former, name, code in held_out:
        assert former in former_names
        assert code in present()
        assert (former, name) not in built_by


def test_what_is_suggested_for_the_list_held_out_is_right_or_near_or_nothing():
    score = former_score(HELD_OUT)
    assert score.rows == score.right + score.near + score.none + len(score.wrong)
    assert score.wrong == []
