"""Who must sign which letter on a day and how far each has come: computed, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from houqin_desktop.domain.pledge import Coverage, PledgeSigner, PledgeTopic
from houqin_desktop.domain.school_year import school_year_of
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services.pledge.texts import TextInForce, texts_in_force
from houqin_desktop.storage.pledge_sums import Letter, Signatory, letters, signatories

NOT_OPENED: Final = "未开"
NOT_PRINTED: Final = "未打印"
WAITS: Final = "待双方签字"
WAITS_FOR_SCHOOL: Final = "待甲方签字"
WAITS_FOR_SIGNER: Final = "待乙方签字"
SIGNED: Final = "已签"
WAITING_WORDS: Final = (NOT_PRINTED, WAITS, WAITS_FOR_SCHOOL, WAITS_FOR_SIGNER)
_FIRST_STEP: Final = "signer"


@dataclass(frozen=True, slots=True)
class Obligation:
    """Somebody who must sign a letter, with the letter that counts or waits, if there is one."""

    school_year: str
    topic: PledgeTopic
    signatory: Signatory
    letter: Letter | None

    @property
    def is_signed(self) -> bool:
        """Say whether every hand is on the letter."""
        return self.state == SIGNED

    @property
    def state(self) -> str:
        """Return how far it has come, in words."""
        return NOT_OPENED if self.letter is None else self.state_of(self.letter)

    @staticmethod
    def state_of(letter: Letter) -> str:
        """Return how far a letter that stands has come, in words."""
        if letter.posted_on:
            return SIGNED
        hands = letter.hands.split(",") if letter.hands else []
        if hands:
            return WAITS_FOR_SCHOOL if _FIRST_STEP in hands else WAITS_FOR_SIGNER
        return WAITS if letter.printed else NOT_PRINTED


def obligations(on: date, school_year: str | None = None) -> list[Obligation]:
    """Return everybody who must sign on a day, safety before fire, by kind of signer and name.

    A letter counts if its text asks for nothing newer, and if by that day it was opened, signed
    whole and not reversed.
    """
    year = school_year or school_year_of(on)
    texts = texts_in_force(year)
    known: dict[tuple[PledgeTopic, PledgeSigner, int], list[Letter]] = {}
    for letter in letters(year):
        known.setdefault((letter.topic, letter.signer, letter.subject_id), []).append(letter)
    everybody = list(signatories(on)) if texts else []
    return [
        Obligation(
            year,
            topic,
            one,
            _counting(known.get((topic, signer, one.subject_id), []), text, on.isoformat()),
        )
        for (topic, signer), text in texts.items()
        for one in everybody
        if one.signer is signer
    ]


def _counting(own: Iterable[Letter], text: TextInForce, day: str) -> Letter | None:
    """Return the signed letter of these, else the latest that waits, as of a day."""
    found = None
    for letter in own:
        if letter.version < text.least or letter.dated_on > day:
            continue
        if letter.state in (VoucherState.WITHDRAWN, VoucherState.REJECTED):
            continue
        if letter.reversed_on and letter.reversed_on <= day:
            continue
        as_of = letter if letter.posted_on <= day else letter._replace(posted_on="")
        if as_of.posted_on:
            return as_of
        found = as_of
    return found


def coverage(found: Iterable[Obligation]) -> Coverage:
    """Return must and signed of some obligations."""
    rows = list(found)
    return Coverage(len(rows), sum(1 for one in rows if one.is_signed))


def missing(on: date, school_year: str | None = None) -> list[Obligation]:
    """Return who must sign and has not: must sign − signed."""
    return [one for one in obligations(on, school_year) if not one.is_signed]
