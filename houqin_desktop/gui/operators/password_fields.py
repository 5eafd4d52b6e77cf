"""Lines in which a password is typed: shown as dots, never kept anywhere but in the line itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.operators import Secret, new_secret, require_password
from houqin_desktop.gui.forms.fields import TextField


class PasswordLine(TextField):
    """A password that is held against the one that is set."""

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(hint, parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def value(self) -> Any:
        """Return what was typed, blanks and all."""
        return self.text()

    def state(self) -> Any:
        """Return whether something was typed, and never what."""
        return bool(self.text())

    def restore(self, _state: Any) -> None:
        """Begin empty: a password is typed anew."""
        self.clear()


class SecretField(PasswordLine):
    """A new password; the value is its secret, or None when empty."""

    def __init__(self, hint: str = "至少 6 个字符", parent: QWidget | None = None) -> None:
        super().__init__(hint, parent)
        self._made: Secret | None = None
        self.textChanged.connect(self._forget)

    def value(self) -> Secret | None:
        """Return the secret of what was typed.

        :raises Refused: when it is too short or too long.
        """
        if not self.text():
            return None
        if self._made is None:
            self._made = new_secret(self.text())
        return self._made

    def fault(self) -> str:
        """Return what is wrong so far, without the work that a secret takes."""
        try:
            require_password(self.text() or "x" * 8)
        except Refused as refusal:
            return refusal.sentence
        return ""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was typed; blanks are something here."""
        return not self.text()

    def _forget(self) -> None:
        self._made = None


class AgainField(PasswordLine):
    """The new password once more; it must be the same."""

    def __init__(self, first: SecretField) -> None:
        super().__init__("再输一次新密码")
        self._first = first

    def value(self) -> str:
        """Return nothing: the first line holds the password.

        :raises Refused: when the two are not the same.
        """
        if self.text() != self._first.text():
            raise Refused("两次输入的密码不一样。请重新输入。", code="password_differs")
        return ""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was typed."""
        return not self.text()
