"""Rare characters of names: the private codes of older programs become the true ones."""

from __future__ import annotations

import pytest

from houqin_desktop.domain.ledger.values import clean_lines
from houqin_desktop.domain.plain_text import clean_text, unknown_character
from houqin_desktop.domain.rare_characters import with_true_codes

# What GB 18030-2022 gives for the four bytes or two bytes of the edition before.
SPELT = {"fe59": "龴", "fe61": "龵", "fe66": "龶", "fe67": "龷", "fe6d": "龸", "fe7e": "龹",
         "fe90": "龺", "fea0": "龻", "fe51": "𠂇", "fe52": "𠂉", "fe53": "𠃌", "fe6c": "𡗗",
         "fe76": "𢦏", "fe91": "𤇾"}  # fmt: skip


@pytest.mark.parametrize(("written", "meant"), SPELT.items())
def test_a_rare_character_of_an_older_ledger_is_read_in_its_true_code(written: str, meant: str):
    read = bytes.fromhex(written).decode("gb18030")
    assert with_true_codes(f"张{read}") == f"张{meant}"
    assert unknown_character(read) != unknown_character(with_true_codes(read)) == ""
    assert clean_lines(f"张{read}\n") == clean_text(f"张{read}") == f"张{meant}"


def test_ordinary_words_are_left_alone():
    assert with_true_codes("李四 Li-4") == "李四 Li-4"
