"""The tables of the safety log of which every row stands in the journal."""

from __future__ import annotations

from typing import Final

from houqin_desktop.storage.base import BaseModel
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.duty import DUTY_TABLES

SAFETY_TABLES: Final[tuple[type[BaseModel], ...]] = (CampusPlace, *DUTY_TABLES)
