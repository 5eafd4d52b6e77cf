"""Which commands whoever is at work may carry out, kept in hand for the greying of actions.

An action is asked many times a minute, also while the book is lent to the worker, so the standing
is read once and again only when posts may have changed, somebody else sits down, or a day begins.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from houqin_desktop.domain.rights import Standing, may, refusal_of
from houqin_desktop.gui.change_bus import ChangeBus
from houqin_desktop.services.changes import Changes, Topic
from houqin_desktop.services.commands import command_spec
from houqin_desktop.services.people.rights import NOBODY_AT_WORK
from houqin_desktop.services.session import Session


class Permissions(QObject):
    """Says why a command is not for the person at work; `changed` tells the actions to ask anew."""

    changed = Signal()

    def __init__(self, session: Session, bus: ChangeBus) -> None:
        super().__init__(bus)
        self._session = session
        self._standing: Standing | None = None
        self._known_on: date | None = None
        bus.changed.connect(self._hear)
        bus.actor_changed.connect(lambda _number: self._forget())

    def reason(self, command: str) -> str:
        """Return why the command may not be carried out, or an empty text."""
        today = self._session.clock.today()
        if today != self._known_on:
            self._standing = self._session.standing()
            self._known_on = today
        if self._standing is None:
            return NOBODY_AT_WORK
        if may(command, self._standing):
            return ""
        return refusal_of(command, command_spec(command).title, self._standing)

    def _hear(self, changes: Changes | None) -> None:
        if changes is None or Topic.PEOPLE in changes.topics:
            self._forget()

    def _forget(self) -> None:
        self._known_on = None
        self.changed.emit()
