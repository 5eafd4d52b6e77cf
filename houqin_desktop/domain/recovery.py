"""The paper of a recovery code (恢复码): one sheet for the sealed envelope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What stands on the paper: the school, the code, the day, who made it, for whom it opens."""

    school: str
    code: str
    made_on: date
    made_by: str
    administrators: tuple[str, ...]
