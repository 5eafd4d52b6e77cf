"""What the slip of a visitor or of somebody who goes out says: one sheet, torn in two."""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.domain.sheet import SignatureBox

SlipRow = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GateSlip:
    """The slip: what the gate keeps above the line, what goes along below it.

    :param rows: one or two titles with their words; a single one takes the whole width.
    :param kept: what the part that stays at the gate is called.
    :param given: what the part that goes along is called.
    """

    title: str
    number: str
    school: str
    kept: str
    given: str
    rows: tuple[SlipRow, ...]
    kept_boxes: tuple[SignatureBox, ...]
    given_boxes: tuple[SignatureBox, ...]
    note: str
    printed: str
