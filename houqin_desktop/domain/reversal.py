"""红字冲销: a write-off that should not have been is taken back by a document of its own.

Nothing is deleted: the red document names the one that it reverses, its amounts are negative, and
only when its hands have signed do the cards come back into the register.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from houqin_desktop.domain.sheet import PaperSheet, SheetLine, SignatureBox


@dataclass(frozen=True)
class ReversalSheet(PaperSheet):
    """Everything that 红字冲销单 says; the lines are those of the case, in positive figures."""

    school: str
    number: str
    version: int
    original: str
    original_kind: str
    written_off_on: str
    accounting_voucher: str
    applicant: str
    applied_on: str
    reason: str
    lines: tuple[SheetLine, ...]
    residual_fen: int
    boxes: tuple[SignatureBox, ...]
    head: str

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Rebuild the sheet that `to_json` wrote."""
        words: Mapping[str, Any] = json.loads(text)
        boxes = (SignatureBox(**{**b, "prompts": tuple(b["prompts"])}) for b in words["boxes"])
        lines = (SheetLine(**line) for line in words["lines"])
        return cls(**{**words, "lines": tuple(lines), "boxes": tuple(boxes)})
