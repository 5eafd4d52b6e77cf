"""The actions of a page or the window: bound once, shown as buttons and in menus.

Menu bar, page bars and context menus are lists of these ids and show the very same QAction. A page
binds an id to what it does and to a predicate that returns the reason why it can't be done now, or
an empty text; the reason is the tip of the greyed button.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from houqin_desktop.gui.action_specs import ACTIONS
from houqin_desktop.gui.commands_behind import COMMAND_OF
from houqin_desktop.gui.icons import icon, primary_icon
from houqin_desktop.gui.permissions import Permissions

Reason = Callable[[], str]


@cache
def key_text(shortcut: str) -> str:
    """Return a key as it is shown to a person."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


class ActionSet(QObject):
    """The QActions of one page or window, made from the declarations and bound to its slots.

    The permissions say why whoever is at work may not carry out the command behind an action.
    """

    def __init__(self, owner: QWidget, permissions: Permissions | None = None) -> None:
        super().__init__(owner)
        self._owner = owner
        self._permissions = permissions
        self._actions: dict[str, QAction] = {}
        self._reasons: dict[str, Reason] = {}
        self.gate: Reason = lambda: ""
        self.running = ""
        if permissions is not None:
            permissions.changed.connect(self.refresh)

    def bind(self, action_id: str, run: Callable[[], object], reason: Reason | None = None) -> None:
        """Make the action; `reason` says why it can't be done now, or returns an empty text."""
        spec = ACTIONS[action_id]
        action = QAction(icon(spec.icon), spec.text, self._owner)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(key) for key in (spec.shortcut, *spec.also)])
        action.setCheckable(spec.checkable)
        action.setStatusTip(spec.tip)
        action.setToolTip(f"{spec.tip}（{key_text(spec.shortcut)}）")
        action.triggered.connect(lambda _checked=False: self._run(spec.id, run))
        self._owner.addAction(action)
        self._actions[spec.id] = action
        if reason is not None:
            self._reasons[spec.id] = reason

    def _run(self, action_id: str, run: Callable[[], object]) -> None:
        """Carry an action out; meanwhile `running` names it to what it opens."""
        self.running = action_id
        try:
            run()
        finally:
            self.running = ""

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def __contains__(self, action_id: object) -> bool:
        return action_id in self._actions

    def ids(self) -> Iterable[str]:
        """Return the ids bound here."""
        return self._actions.keys()

    def refresh(self) -> None:
        """Ask every predicate again; a greyed action says why in its tip."""
        closed = self.gate()
        for action_id, action in self._actions.items():
            spec = ACTIONS[action_id]
            reason = closed or self._forbidden(action_id) or self._hindered(action_id)
            action.setEnabled(not reason)
            action.setToolTip(reason or f"{spec.tip}（{key_text(spec.shortcut)}）")

    def _forbidden(self, action_id: str) -> str:
        command = COMMAND_OF.get(action_id)
        if command is None or self._permissions is None:
            return ""
        return self._permissions.reason(command)

    def _hindered(self, action_id: str) -> str:
        ask = self._reasons.get(action_id)
        return "" if ask is None else ask()

    def recolour(self) -> None:
        """Draw the icons again after the palette has changed."""
        for action_id, action in self._actions.items():
            action.setIcon(icon(ACTIONS[action_id].icon))

    def fill(self, menu: QMenu, ids: Iterable[str]) -> None:
        """Put the actions into a menu; an empty id is a separating line."""
        for action_id in ids:
            if action_id:
                menu.addAction(self._actions[action_id])
            else:
                menu.addSeparator()

    def button(self, action_id: str, *, primary: bool = False) -> ActionButton:
        """Return a push button that is this action."""
        return ActionButton(self._actions[action_id], primary=primary)


class ActionButton(QPushButton):
    """A push button that shows an action and follows its text, tip and state."""

    def __init__(self, action: QAction, *, primary: bool = False) -> None:
        super().__init__()
        self._action = action
        self._primary = primary
        self.setObjectName(action.objectName())
        self.setProperty("look", "primary" if primary else "quiet")
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def show_action(self, action: QAction, *, text: str = "") -> None:
        """Become the button of another action: a page's primary button is its next step."""
        self.clicked.disconnect()
        self._action.changed.disconnect(self._follow)
        self._action = action
        self.setObjectName(action.objectName())
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._text = text
        self._follow()

    _text = ""

    def _follow(self) -> None:
        action = self._action
        text = self._text or action.text()
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(f" {text}  {key}" if self._primary and key else f" {text}")
        self.setIcon(self._drawing() if action.isEnabled() else action.icon())
        self.setToolTip(action.toolTip())
        self.setEnabled(action.isEnabled())

    def _drawing(self) -> QIcon:
        name = ACTIONS[self._action.objectName()].icon
        return primary_icon(name) if self._primary else icon(name)
