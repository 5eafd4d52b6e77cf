"""The same application, dressed as the program dresses it, as for the other window tests."""

from __future__ import annotations

from tests.gui.conftest import qapp, swept

__all__ = ["qapp", "swept"]
