"""Every command has an opposite or says why not: nobody adds one and forgets the way back."""

from __future__ import annotations

import pytest

from houqin_desktop.services.commands import all_commands
from houqin_desktop.services.undoing.verbs import undo_rules


@pytest.mark.parametrize("verb", sorted(all_commands()))
def test_every_command_can_be_undone_or_says_why_not(verb: str):
    rule = undo_rules().get(verb)
    assert rule is not None, (
        f"{verb}: beside the command, give @undoes({verb!r}) or cannot_undo({verb!r}, reason)"
        " from houqin_desktop.services.undoing.verbs"
    )


@pytest.mark.parametrize(
    "verb", sorted(verb for verb, rule in undo_rules().items() if isinstance(rule, str))
)
def test_reason_says_why_and_what_to_do_instead(verb: str):
    reason = undo_rules()[verb]
    assert isinstance(reason, str)
    why, instead, *_ = reason.split("。")
    assert not why.isascii()
    assert instead
    assert reason.endswith("。")
