"""Every route of signatures by its name: those of disposals and those of slips."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.disposal import DISPOSAL_ROUTES
from houqin_desktop.domain.slip import SLIP_ROUTES

ROUTES: Final = DISPOSAL_ROUTES | SLIP_ROUTES
