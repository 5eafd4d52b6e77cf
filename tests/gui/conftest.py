"""The application every window test runs in, dressed as the program dresses it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from houqin_desktop.gui.theme import apply_theme


@pytest.fixture(scope="session")
def qapp(qapp_args, qapp_cls, pytestconfig):
    """Return the one application, in the light palette and the bundled font."""
    application = qapp_cls.instance() or QApplication(qapp_args)
    application.setApplicationName("后勤台账")
    apply_theme(application)
    return application
