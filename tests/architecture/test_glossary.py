"""The glossary is law: a Chinese word of the trade has one English name, in every layer.

A row whose identifier is written Enum.MEMBER holds for that enumeration alone, where the
trade uses one word for two things (调拨 as a way of acquiring is not 调拨 between storerooms).
"""

from __future__ import annotations

import csv
import importlib
import pkgutil
from collections import Counter
from pathlib import Path

import houqin_desktop
from houqin_desktop.domain.labelled import Labelled

GLOSSARY = Path(__file__).with_name("glossary.csv")


def rows() -> list[dict[str, str]]:
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def labelled_members() -> list[Labelled]:
    for layer in ("domain", "storage", "services"):
        package = importlib.import_module(f"{houqin_desktop.__name__}.{layer}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    return [member for words in Labelled.__subclasses__() for member in words]


def is_named(member: Labelled, row: dict[str, str]) -> bool:
    if "." in row["identifier"]:
        return row["identifier"] == f"{type(member).__name__}.{member.name}"
    return member.value.lower() in {row["identifier"], *row["forms"].split("|")}


def test_each_term_has_one_identifier_and_each_identifier_one_term():
    for column in ("term", "identifier"):
        words = [row[column] for row in rows() if "." not in row["identifier"]]
        assert [word for word, times in Counter(words).items() if times > 1] == []


def test_every_label_a_person_reads_is_named_as_the_glossary_says():
    glossary: dict[str, list[dict[str, str]]] = {}
    for row in rows():
        glossary.setdefault(row["term"], []).append(row)
    strangers = [
        f"{type(member).__name__}.{member.name} = {member.value!r}, {member.label!r}"
        for member in labelled_members()
        if not any(is_named(member, row) for row in glossary.get(member.label, []))
    ]
    assert strangers == [], "add the term to glossary.csv first, or use its word"
