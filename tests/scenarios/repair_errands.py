"""Errands of repairs: something breaks, is repaired or not, and hands accept it."""

from __future__ import annotations

from pathlib import Path
from random import Random

from houqin_desktop.services.disposal.drafts import RecordSignature
from houqin_desktop.services.repair.drafts import (
    AssignRepair,
    FinishRepair,
    ReopenRepair,
    ReportRepair,
)
from houqin_desktop.services.slips.drafts import WithdrawSlip
from tests.builders import Book
from tests.scenarios.school_model import School
from tests.scenarios.term_errands import tried


def repair(book: Book, school: School, r: Random, folder: Path) -> None:
    """Something is reported, somebody is sent, it is done or was not, and hands accept it."""
    here = sorted(set(school.people) - school.left)
    number = tried(
        book,
        ReportRepair(reporter=r.choice(here), thing="门锁", place="一楼", fault="锁不上"),
    )
    if number is None:
        return
    tried(book, AssignRepair(number=number, worker=r.choice(here)))
    tried(book, FinishRepair(number=number, deed="换锁芯", labour=r.randrange(9_000)))
    if r.randrange(2):
        draft = ReopenRepair(number=number, reason="又坏了", mistaken=bool(r.randrange(2)))
        tried(book, draft)
        tried(book, FinishRepair(number=number, deed="换锁"))
    for _ in range(r.randrange(4)):
        tried(book, RecordSignature(number=number))
    if r.randrange(3) == 0:
        tried(book, WithdrawSlip(number=number))
