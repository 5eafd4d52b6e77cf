"""Choices that were added to a column last may be taken off again while no card uses them.

Frozen once released.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, trigger

GUARDED: tuple[Guarded, ...] = ()

_ADDED = "substr(NEW.choices, 1, length(OLD.choices) + 1) = OLD.choices || char(10)"
_TAKEN_OFF = (
    "(substr(OLD.choices, 1, length(NEW.choices) + 1) = NEW.choices || char(10)"
    " AND NOT EXISTS (SELECT 1 FROM card_value v WHERE v.field_key = OLD.key AND v.value <> ''"
    " AND instr(char(10) || NEW.choices || char(10), char(10) || v.value || char(10)) = 0))"
)
RULE = trigger(
    "card_field_choices",
    "UPDATE OF choices ON card_field",
    "NEW.choices <> OLD.choices"
    f" AND (OLD.choices = '' OR NEW.choices = '' OR NOT ({_ADDED} OR {_TAKEN_OFF}))",
    "已经用上的选项不能去掉，只能去掉最后加的",
)


def up(connection: sqlite3.Connection) -> None:
    """Put the rule that knows of choices taken off in place of the old one."""
    connection.execute("DROP TRIGGER card_field_choices")
    connection.execute(RULE)
