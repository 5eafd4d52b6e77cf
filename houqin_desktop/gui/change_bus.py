"""The one wire on which pages hear that the book has changed.

A command returns what it touched; the bus passes it on, and every page that shows such things
reads them anew. No page calls another one's refresh.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ChangeBus(QObject):
    """Carries the Changes of finished commands, and the news that the actor is another one."""

    changed = Signal(object)
    actor_changed = Signal(str)
