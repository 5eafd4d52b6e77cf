"""The one wire on which pages hear that the book has changed.

A command returns what it touched; the bus passes it on, and every page that shows such things
reads them anew. No page calls another one's refresh.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ChangeBus(QObject):
    """Carries the Changes of finished commands, and the news of another actor.

    `lent` says that the book's one connection has gone to the worker, or has come back.
    """

    changed = Signal(object)
    actor_changed = Signal(str)
    lent = Signal(bool)
