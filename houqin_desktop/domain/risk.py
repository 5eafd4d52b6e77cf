"""Risky acts (操作前备份): before which commands the book is copied. One table, a line a command.

An undoing is as risky as the opposite that it carries out; a risky command is never one of several
in a transaction, out of which nothing can be copied. What is no command keeps the book by itself:
a restoration, the acceptance of a book in doubt, an upgrade.
"""

from __future__ import annotations

from enum import Enum

MANY = 20


class Risk(Enum):
    """When a command changes so much at once that the book is copied first."""

    ALWAYS = "always"
    OF_MANY_CARDS = "of_many_cards"


RISKS: dict[str, Risk] = {
    "import_assets": Risk.ALWAYS,
    "import_stock": Risk.ALWAYS,
    "undo_import": Risk.ALWAYS,
    "write_off_disposal": Risk.ALWAYS,
    "post_reversal": Risk.ALWAYS,
    "assign_categories": Risk.ALWAYS,
    "close_count": Risk.ALWAYS,
    "hand_out_term": Risk.ALWAYS,
    "sign_hand_out": Risk.ALWAYS,
    "sign_pledges": Risk.ALWAYS,
    "register_assets": Risk.OF_MANY_CARDS,
    "withdraw_cards": Risk.OF_MANY_CARDS,
    "assign_cards": Risk.OF_MANY_CARDS,
    "correct_cards": Risk.OF_MANY_CARDS,
    **dict.fromkeys(
        (
            "receive_stock",
            "issue_stock",
            "lend",
            "take_back",
            "restock",
            "issue_gate_pass",
            "transfer",
            "open_handover",
            "stock_accepted",
            "withdraw_hand_out",
        ),
        Risk.OF_MANY_CARDS,
    ),
}


def is_risky(command: str, cards: int) -> bool:
    """Say whether the book is copied before a command about so many cards."""
    risk = RISKS.get(command)
    return risk is Risk.ALWAYS or (risk is Risk.OF_MANY_CARDS and cards >= MANY)
