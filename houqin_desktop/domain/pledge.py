"""Responsibility letters (责任状): who must sign which, what counts as signed, how far it has come.

A letter is signed once a school year under one text. Coverage is must sign − signed, alike for
teachers, departments and tenants; it is computed from people, departments, contracts and letters
and stored nowhere (DOMAIN.md 4.18).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.school_year import FIRST_MONTH


class PledgeTopic(Labelled):
    """What a letter is about."""

    SAFETY = "safety", "安全工作责任状"
    FIRE = "fire", "消防安全工作责任状"


class PledgeSigner(Labelled):
    """Who signs a letter for 乙方."""

    TEACHER = "teacher", "教职工"
    DEPARTMENT = "department", "部门"
    TENANT = "tenant", "租赁单位"


def year_begins(school_year: str) -> date:
    """Return the first day of a school year."""
    return date(int(school_year[:4]), FIRST_MONTH, 1)


def year_ends(school_year: str) -> date:
    """Return the last day of a school year."""
    return date(int(school_year[:4]) + 1, FIRST_MONTH - 1, 31)


def valid_until(school_year: str, contract_ends: date | None) -> date:
    """Return the last day of a letter: that of the school year, or of the contract before it."""
    last = year_ends(school_year)
    return last if contract_ends is None else min(last, contract_ends)


@dataclass(frozen=True, slots=True)
class TextVersion:
    """One version of a text: whether it asks those who signed an earlier one to sign anew."""

    version: int
    anew: bool


def least_version(versions: Iterable[TextVersion]) -> int | None:
    """Return from which version on a signed letter counts; None where no text is in force.

    A later version asks for signing anew only where the office said so.
    """
    known = list(versions)
    if not known:
        return None
    anew = [one.version for one in known if one.anew]
    return max(anew) if anew else min(one.version for one in known)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many must sign and how many of them have."""

    must: int
    signed: int

    @property
    def unsigned(self) -> int:
        """Return how many have not signed yet."""
        return self.must - self.signed

    @property
    def rate(self) -> str:
        """Return signed ÷ must in percent with one decimal; — where nobody must."""
        if not self.must:
            return "—"
        tenths = (2000 * self.signed + self.must) // (2 * self.must)
        # Rounding never says that all have signed while one has not.
        if self.unsigned:
            tenths = min(tenths, 999)
        return f"{tenths // 10}.{tenths % 10} %"


_NUMERALS: Final = "一二三四五六七八九十"


def clauses(text: str) -> tuple[str, ...]:
    """Return the clauses of a text, one a line, without empty ones."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def letter_paragraphs(parts: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return a letter's parts as paragraphs: 一、heading, then its clauses numbered below it.

    A part without words is left out; one with a single clause has no number.
    """
    said: list[str] = []
    standing = [(heading, clauses(words)) for heading, words in parts if clauses(words)]
    for place, (heading, lines) in enumerate(standing):
        said.append(f"{_NUMERALS[place]}、{heading}")
        if len(lines) == 1:
            said += lines
        else:
            said += [f"{number}. {line}" for number, line in enumerate(lines, start=1)]
    return tuple(said)


def is_heading(paragraph: str) -> bool:
    """Say whether a paragraph of a letter is the heading of a part."""
    return len(paragraph) > 1 and paragraph[0] in _NUMERALS and paragraph[1] == "、"


def require_contract_order(from_on: date, to_on: date) -> None:
    """Refuse a contract that ends before it begins.

    :raises Refused: `term_order`.
    """
    if to_on < from_on:
        raise Refused(
            f"合同的止日 {to_on} 早于起日 {from_on}。请改正其中一个日期。", code="term_order"
        )
