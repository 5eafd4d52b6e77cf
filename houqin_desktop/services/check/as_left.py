"""A book that lies otherwise than the program left it is checked before anything is entered."""

from __future__ import annotations

from collections.abc import Callable

from houqin_desktop.domain.anchor import Discord, Unchecked
from houqin_desktop.services.check.invariants import CheckReport, run_checks
from houqin_desktop.services.session import Session


def look_over(session: Session, cancelled: Callable[[], bool] = lambda: False) -> CheckReport:
    """Check the open book, which is only looked at until then, and after it with a fault.

    :param cancelled: as `run_checks`; a check that was ended says nothing of the book.
    """
    report = run_checks(cancelled)
    if not cancelled():
        session.as_left = True
        faults = tuple(one.title for one in report.invariants if not one.ok)
        if session.doubt is None or isinstance(session.doubt, Unchecked):
            session.doubt = Discord(faults) if faults else None
    return report
