"""Rooms and their places on the command line: done, listed, shown, labelled."""

from __future__ import annotations

import pytest

from tests.builders import KEEPER, ROOM
from tests.cli.speaking import line
from tests.documents.test_label_paper import codes_on


@pytest.fixture
def furnished(cli):
    cli.do(
        line("add_place", storeroom=ROOM, kind="柜", name="铁皮柜"),
        line("add_place", storeroom=ROOM, kind="spot", name="上层", within="铁皮柜"),
    )
    return cli


def test_places_are_listed_by_room(furnished):
    found = furnished.json("list", "places", "--filter", f"storeroom={ROOM}")
    assert [row["存放地点"] for row in found["rows"]] == ["铁皮柜", "上层"]
    assert found["rows"][1]["在哪个柜或架里"] == "铁皮柜"
    assert found["rows"][1]["编号"] == "PLACE0002"


def test_a_room_is_shown_by_its_name_in_the_shape_of_every_record(furnished):
    shown = furnished.json("show", ROOM)
    assert list(shown) == [
        *("kind", "number", "fields", "lines", "signatures", "history", "missing", "next")
    ]
    assert (shown["kind"], shown["number"]) == ("storeroom", "ROOM002")
    assert shown["fields"]["保管员"] == KEEPER
    assert list(shown["fields"]) == furnished.json("list", "storerooms")["columns"]
    assert "铁皮柜（柜）" in [one["内容"] for one in shown["lines"]]
    assert shown["missing"] == []
    assert ROOM in furnished.ask("show", ROOM).out


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("storerooms", ["HQROOM001", "HQROOM002", "HQROOM003"]),
        ("places", ["HQPLACE0001", "HQPLACE0002"]),
    ],
)
def test_labels_of_rooms_and_places(furnished, tmp_path, name, read):
    path = tmp_path / "标签.pdf"
    words = ("labels", str(path), "--of", name, "--size", "3x8")
    answer = furnished.json(*words)
    assert answer["labels"] == len(read)
    assert codes_on(path.read_bytes(), 0) == read
    nothing = furnished.ask(*words, "--where", "没有这样的", "--json")
    assert (nothing.code, nothing.document["code"]) == (1, "no_labels")
