"""What is declared of an action: its text, icon, key and tip."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing a person can do: id, text, icon, key and one sentence about it.

    A key means one thing on a page; other pages may use it for what is done there. `also` are
    further keys that mean the same.
    """

    id: str
    text: str
    icon: str
    shortcut: str
    tip: str
    checkable: bool = False
    also: tuple[str, ...] = ()
