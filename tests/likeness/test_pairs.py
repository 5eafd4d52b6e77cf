"""The labelled set of the guard against buying twice is large, varied and fixed."""

from __future__ import annotations

from collections import Counter

from tests.likeness.pairs import HELD_OUT, LATER, later_pairs, pairs


def test_part_of_a_pair_follows_from_its_hash():
    assert [pair for pair in pairs() if pair.part != pair.part_by_hash] == []


def test_no_pair_is_there_twice():
    lines = (*pairs(), *later_pairs())
    asked = Counter((pair.wanted, pair.name, pair.specification) for pair in lines)
    assert [words for words, times in asked.items() if times > 1] == []


def test_about_a_third_is_held_out_and_most_lines_are_unlike():
    assert len(pairs()) >= 400
    assert 0.3 < sum(pair.part == HELD_OUT for pair in pairs()) / len(pairs()) < 0.37
    assert 0.4 < sum(pair.like for pair in pairs()) / len(pairs()) < 0.5


def test_the_list_of_afterwards_is_a_part_of_its_own():
    assert {pair.part for pair in later_pairs()} == {LATER}
