"""The desk at which the keeper works: the open book, the bus, the worker and the voice.

Pages and dialogs get the desk instead of reaching for globals; there is one desk a window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from houqin_desktop.gui.background import TaskRunner
from houqin_desktop.gui.change_bus import ChangeBus
from houqin_desktop.gui.forms.form_drafts import FormDrafts, drafts_of_book
from houqin_desktop.gui.memory import Memory
from houqin_desktop.gui.permissions import Permissions
from houqin_desktop.services.session import Session


def _silent(_text: str) -> None:
    """Say nothing: until a window lends its toast there is nobody to speak to."""


@dataclass(slots=True)
class Desk:
    """What every page needs: session, bus, worker, voice, what is remembered, who may do what."""

    session: Session
    bus: ChangeBus
    tasks: TaskRunner
    say: Callable[[str], None] = field(default=_silent)
    memory: Memory = field(default_factory=Memory)
    permissions: Permissions = field(init=False)
    drafts: FormDrafts = field(init=False)

    def __post_init__(self) -> None:
        """Let the permissions follow the book, and find the forms left unfinished over it."""
        self.permissions = Permissions(self.session, self.bus)
        self.drafts = drafts_of_book(self.memory.folder, self.session.book_path)
