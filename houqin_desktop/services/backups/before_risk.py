"""操作前备份: a copy in the rings before a risky command; which those are says `domain/risk`."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from houqin_desktop.domain.backup_rings import Occasion
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.rights import may
from houqin_desktop.domain.risk import is_risky
from houqin_desktop.services.backups.rings import (
    back_up_by_itself,
    book_start,
    changed_since,
    ring_folder,
)
from houqin_desktop.services.commands import command_of
from houqin_desktop.services.draft import Kind
from houqin_desktop.services.people.rights import asks_again
from houqin_desktop.services.settings import is_demo
from houqin_desktop.services.undoing.verbs import UndoCommand, opposite_of
from houqin_desktop.storage.backup_file import Tick
from houqin_desktop.storage.ring_copies import copies_in
from houqin_desktop.storage.undoing import command_line, undone_ids

if TYPE_CHECKING:
    from houqin_desktop.services.draft import Draft
    from houqin_desktop.services.session import Session


def is_copy_due(session: Session, draft: Draft) -> bool:
    """Say whether this command is risky and no copy before a risky act holds the book as it is.

    Nothing is copied for who may not carry it out or has still to give the password once more, and
    none of invented data.
    """
    draft = _carried_out(draft)
    verb = command_of(draft).name
    if not is_risky(verb, cards_of(draft)) or is_demo():
        return False
    actor, standing = session.actor(), session.standing()
    if actor is None or standing is None or not may(verb, standing):
        return False
    if asks_again(verb, actor) and not session.door.is_confirmed(actor):
        return False
    there = copies_in(ring_folder(session), book_start())
    return changed_since([one for one in there if one.occasion is Occasion.BEFORE_RISK])


def _carried_out(draft: Draft) -> Draft:
    """Return what a command does in the end: an undoing is as risky as the opposite it is."""
    if isinstance(draft, UndoCommand) and (line := command_line(draft.command_id)) is not None:
        # What cannot be undone is refused by the command itself, which changes nothing.
        with suppress(Refused):
            return opposite_of(line, undone_ids())
    return draft


def cards_of(draft: Draft) -> int:
    """Return how many cards a draft names."""
    many = (Kind.ASSETS, Kind.ROWS)
    named = (getattr(draft, one.name) for one in draft.arguments() if one.kind in many)
    return sum(len(cards or ()) for cards in named)


def back_up_before_risk(
    session: Session, title: str, tick: Tick = lambda _done, _total: None
) -> None:
    """Keep the book as it is before an act that changes much of it; the book says nothing of it.

    :param title: what a person calls the act.
    :raises Refused: when the copy could not be made; then the act is better left.
    """
    try:
        back_up_by_itself(session, Occasion.BEFORE_RISK, tick)
    except Refused as refused:
        raise Refused(
            f"操作前备份没有留成，“{title}”没有办：{refused.sentence}", code=refused.code
        ) from refused
