"""What every test stands on: no screen, and no clock that decides a property test."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"

settings.register_profile("houqin", deadline=None)
settings.load_profile("houqin")
