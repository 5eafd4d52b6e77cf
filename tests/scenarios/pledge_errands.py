"""Errands about responsibility letters."""

from __future__ import annotations

from pathlib import Path
from random import Random

from houqin_desktop.domain.pledge import PledgeSigner, PledgeTopic
from houqin_desktop.services.pledge.drafts import (
    AdoptPledgeTexts,
    OpenPledges,
    SignedLetter,
    SignPledges,
    WithdrawPledges,
)
from houqin_desktop.services.pledge.standing import missing
from tests.builders import Book
from tests.scenarios.school_model import School
from tests.scenarios.term_errands import tried


def letter(book: Book, school: School, r: Random, folder: Path) -> None:
    """Somebody gets a letter, no second one, and has signed it, or it is taken back unsigned."""
    tried(book, AdoptPledgeTexts())
    who = r.choice(sorted(set(school.people) - school.left))
    draft = OpenPledges(topic=PledgeTopic.SAFETY, signer=PledgeSigner.TEACHER, names=(who,))
    number = tried(book, draft)
    if number is None:
        return
    assert tried(book, draft) is None
    before = len(missing(book.today))
    rows = (SignedLetter(number=number),)
    if r.randrange(2) and tried(book, SignPledges(letters=rows)) is not None:
        assert len(missing(book.today)) == before - 1
        return
    book.run(WithdrawPledges(numbers=(number,)))
    assert len(missing(book.today)) == before
