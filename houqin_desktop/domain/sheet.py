"""The sheet (单据底稿) of a 报废（报损） case: all that its paper says, frozen.

The words on a signed paper never change again: the sheet is stored with the voucher at the first
printing or the first signature, and every reprint is drawn from it. Its digest stands on the paper
as 校验, so that a sheet of paper and a row in the book can be held against each other years later.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

CHECK_CODE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One asset as the form prints it; money in 分, quantity in 件, dates and lives as written."""

    position: int
    code: str
    name: str
    specification: str
    class_name: str
    unit: str
    quantity: int
    unit_price_fen: int
    original_value_fen: int
    acquired_on: str
    prescribed_life: str
    used_life: str
    accumulated_fen: int
    net_value_fen: int
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """An empty box for one hand: title, what is to be written in it, room for a seal or not."""

    title: str
    prompts: tuple[str, ...]
    seal: bool


class PaperSheet:
    """What every frozen sheet has: its digest, its check code, the words of its QR code."""

    number: str
    version: int
    head: str

    # Cached because a form of thousands of lines asks for it on each page.
    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON, in hex: the same words give the same digest."""
        return sha256(self.to_json().encode("utf-8")).hexdigest()

    @property
    def check_code(self) -> str:
        """The 校验 code at the foot of the paper."""
        return self.digest[:CHECK_CODE_LENGTH]

    def qr(self, page: int, pages: int) -> str:
        """Return the text of the QR code on one page (its form is fixed in DECISIONS)."""
        return f"HQ1|{self.number}|{self.version}|{page}/{pages}|{self.check_code}|{self.head}"

    def to_json(self) -> str:
        """Return the canonical JSON: keys sorted, no blanks, Chinese as it is."""
        mine: Any = self
        return json.dumps(
            {field.name: getattr(self, field.name) for field in fields(mine)},
            default=_plain,
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )


@dataclass(frozen=True, slots=True)
class ReportWords:
    """What 报损申请报告 says beside the list: to whom, what happened, who answers, enclosures."""

    addressee: str
    course: str
    liability: str
    enclosures: tuple[str, ...]


@dataclass(frozen=True)
class DisposalSheet(PaperSheet):
    """Everything that 固定资产报废（报损）申请单 or 大件（大额）审批表 and their annex say."""

    school: str
    title: str
    large: bool
    number: str
    version: int
    kind: str
    proposer: str
    applicant: str
    storeroom: str
    applied_on: str
    lines: tuple[SheetLine, ...]
    reason: str
    residual_advice: str
    appraisal: str
    warnings: tuple[str, ...]
    rule: str
    boxes: tuple[SignatureBox, ...]
    copies: str
    head: str
    report: ReportWords | None = None

    @property
    def total_quantity(self) -> int:
        """Pieces on all lines (件)."""
        return sum(line.quantity for line in self.lines)

    @property
    def total_value_fen(self) -> int:
        """Original value of all lines in 分."""
        return sum(line.original_value_fen for line in self.lines)

    @property
    def total_accumulated_fen(self) -> int:
        """Accumulated depreciation of all lines in 分."""
        return sum(line.accumulated_fen for line in self.lines)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Rebuild the sheet that `to_json` wrote; ValueError or TypeError on anything else."""
        words: Mapping[str, Any] = json.loads(text)
        return cls(
            **{
                **words,
                "lines": tuple(SheetLine(**line) for line in words["lines"]),
                "warnings": tuple(words["warnings"]),
                "boxes": tuple(
                    SignatureBox(**{**box, "prompts": tuple(box["prompts"])})
                    for box in words["boxes"]
                ),
                "report": _report(words.get("report")),
            }
        )


def _report(words: Mapping[str, Any] | None) -> ReportWords | None:
    if words is None:
        return None
    return ReportWords(**{**words, "enclosures": tuple(words["enclosures"])})


def _plain(part: object) -> dict[str, object]:
    """A line or a box as a JSON object; several times as quick as dataclasses.asdict."""
    if is_dataclass(part) and not isinstance(part, type):
        return {name: getattr(part, name) for name in part.__slots__}  # type: ignore[attr-defined]
    raise TypeError(f"not part of a sheet: {part!r}")
