"""How far the wizard of the first minutes is on the open book."""

from __future__ import annotations

from houqin_desktop.domain.settings import SETUP_PROGRESS
from houqin_desktop.domain.setup import SetupProgress
from houqin_desktop.services import lookup


def setup_progress() -> SetupProgress:
    """Return what was filled in and what was passed over."""
    return SetupProgress.parse(lookup.setting(SETUP_PROGRESS))
