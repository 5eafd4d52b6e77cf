"""操作前备份: which acts are risky stands in one table, and how many cards are many."""

from __future__ import annotations

import pytest

from houqin_desktop.domain.rights import RIGHTS
from houqin_desktop.domain.risk import MANY, RISKS, Risk, is_risky


def test_the_table_names_commands_of_the_program_only():
    assert RISKS.keys() <= RIGHTS.keys()


@pytest.mark.parametrize(
    "command",
    ["import_assets", "undo_import", "write_off_disposal", "post_reversal", "assign_categories"],
)
def test_what_changes_much_at_once_is_risky_whatever_it_names(command: str):
    assert RISKS[command] is Risk.ALWAYS
    assert is_risky(command, 0)


@pytest.mark.parametrize(
    "command", ["register_assets", "withdraw_cards", "assign_cards", "correct_cards"]
)
def test_a_batch_is_risky_from_twenty_cards_on(command: str):
    assert MANY == 20
    assert is_risky(command, 20)
    assert not is_risky(command, 19)


def test_what_has_no_line_is_not_risky():
    assert not is_risky("register_asset", 1)
    assert not is_risky("record_signature", 0)
