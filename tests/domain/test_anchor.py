"""A head that left the house tells a book from an older copy of it and from one written anew."""

from __future__ import annotations

import pytest

from houqin_desktop.domain.anchor import Anchor, doubt, last_anchor, place_mark

PLACE = place_mark("/家/账簿.houqin")
KNOWN = Anchor(100, "a" * 64, "2026-11-22T08:00:00", PLACE)
OTHER = "b" * 64


def test_an_anchor_is_read_as_it_was_written():
    assert last_anchor(KNOWN.to_line(), PLACE) == KNOWN


@pytest.mark.parametrize(
    "torn",
    [
        "101 " + "c" * 63,
        "101",
        "0 " + "c" * 64 + f" x {PLACE}",
        "101 " + "g" * 64 + f" x {PLACE}",
        "",
        "\n\n",
    ],
)
def test_a_torn_line_is_passed_over_and_the_whole_one_before_it_holds(torn):
    assert last_anchor(KNOWN.to_line() + torn, PLACE) == KNOWN


def test_a_file_without_a_whole_line_says_nothing():
    assert last_anchor("无", PLACE) is None


def test_nothing_is_doubted_where_nothing_is_remembered_or_the_row_is_there():
    assert doubt(None, (3, OTHER), None, ()) is None
    assert doubt(KNOWN, (120, OTHER), KNOWN.hash, ()) is None


def test_an_older_copy_is_told_with_both_heads():
    found = doubt(KNOWN, (80, OTHER), None, ())
    assert found is not None
    sentence = found.sentence("账簿.houqin")
    assert "旧" in sentence
    assert "第 100 号（aaaaaaaa）" in sentence
    assert "第 80 号（bbbbbbbb）" in sentence


def test_a_flow_written_anew_is_told_with_both_heads():
    found = doubt(KNOWN, (120, "c" * 64), OTHER, ())
    assert found is not None
    sentence = found.sentence("账簿.houqin")
    assert "不是一本" in sentence
    for part in ("aaaaaaaa", "bbbbbbbb", "第 120 号（cccccccc）"):
        assert part in sentence


def test_only_the_restoration_that_replaced_just_this_head_explains_it():
    assert doubt(KNOWN, (80, OTHER), None, [(100, KNOWN.hash)]) is None
    assert doubt(KNOWN, (80, OTHER), None, [(100, OTHER), (5_000, "d" * 64)]) is not None


def test_a_copy_that_lies_elsewhere_is_remembered_on_its_own():
    other = place_mark("/桌面/账簿.houqin")
    text = KNOWN.to_line() + Anchor(130, OTHER, "2026-11-23T08:00:00", other).to_line()
    assert last_anchor(text, PLACE) == KNOWN
    assert last_anchor(text, place_mark("/别处")) is None
