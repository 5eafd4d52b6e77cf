"""Random walks through the loop in a real book: it refuses and allows what the notebook does."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.hazard import HazardState, ReinspectionResult
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.hazard.drafts import (
    CloseOutHazard,
    GradeHazard,
    IssueRectificationNotice,
    PlanRectification,
    RecordOutsideReport,
    RectifyHazard,
    ReinspectHazard,
    RetractHazardStep,
    VoidHazard,
)
from houqin_desktop.services.hazard.finding import find_hazard
from houqin_desktop.services.slips.drafts import WithdrawSlip
from tests.builders import COLLEAGUE, KEEPER, Book
from tests.hazard_graph import DEEDS, LEVELS, Deed, Notebook
from tests.hazards import found, open_campus

WALKS, STEPS = 4, 30
WHO = {"anna": KEEPER, "bert": COLLEAGUE}
RESULTS = {"pass": ReinspectionResult.PASS, "fail": ReinspectionResult.FAIL}


class Walk:
    """One hazard of the book with the notebooks of before each step that counts."""

    def __init__(self, book: Book) -> None:
        self.book, self.notebook, self.number = book, Notebook(), ""
        self.before: list[Notebook] = []
        self.code = found(book, severity=None)

    def draft(self, deed: Deed) -> Draft:
        what, how = deed
        code = self.code
        if what == "grade":
            return GradeHazard(hazard=code, severity=LEVELS[how])
        if what == "plan":
            return self._plan(how)
        if what == "notice":
            return IssueRectificationNotice(hazards=(code,), receiver=KEEPER)
        if what == "no notice":
            return WithdrawSlip(number=self.number)
        if what == "rectify":
            return RectifyHazard(hazard=code, rectified_by=WHO[how], done="换锁")
        if what in RESULTS:
            return ReinspectHazard(
                hazard=code, reinspected_by=WHO[how], result=RESULTS[what], opinion="看过"
            )
        if what == "report":
            named: dict[str, Any] = {
                "body": "消防大队",
                "document_number": "7号",
                "document_on": self.book.today,
            }
            return RecordOutsideReport(hazard=code, **named if how else {})
        if what == "close_out":
            return CloseOutHazard(hazard=code, closed_by=WHO[how])
        return VoidHazard(hazard=code, reason="不是隐患")

    def _plan(self, how: str) -> Draft:
        spot, whole = how.startswith("spot"), "whole" in how
        return PlanRectification(
            hazard=self.code,
            responsible=KEEPER,
            measures="换锁",
            on_the_spot=spot or None,
            due_on=None if spot else self.book.today + timedelta(days=9),
            funds=0 if whole else None,
            emergency_plan="看守" if whole else None,
            interim="围挡" if whole else None,
            reason="重排",
        )

    def step(self, deed: Deed) -> None:
        wanted = self.notebook.after(deed)
        try:
            done = self.book.run(self.draft(deed))
        except Refused:
            assert wanted is None, (deed, self.notebook)
            return
        assert wanted is not None, (deed, self.notebook)
        if deed[0] == "notice":
            self.number = done.number or ""
        elif deed[0] != "no notice":
            self.before.append(self.notebook)
        self.notebook = wanted

    def back(self) -> None:
        """Take the last step back; the notice, which is no step, stays as it is."""
        if not self.before:
            with pytest.raises(Refused):
                self.book.run(RetractHazardStep(hazard=self.code, reason="登错了"))
            return
        self.book.run(RetractHazardStep(hazard=self.code, reason="登错了"))
        notice = self.notebook.notice
        self.notebook = Notebook(**vars(self.before.pop()) | {"notice": notice})


@pytest.mark.parametrize("seed", range(WALKS))
def test_a_random_walk_ends_where_the_notebook_says(book: Book, seed: int):
    r = Random(seed)
    open_campus(book)
    walk, likely = Walk(book), [deed for deed in DEEDS if deed[0] != "void"]
    for _ in range(STEPS):
        ahead = [deed for deed in likely if walk.notebook.after(deed) is not None]
        deed = r.choice(ahead) if ahead and r.random() < 0.7 else r.choice(DEEDS)
        twice = deed[0] == "notice" and walk.notebook.notice
        none = deed[0] == "no notice" and not walk.notebook.notice
        if r.random() < 0.12:
            walk.back()
        elif not (twice or none):
            walk.step(deed)
        state = find_hazard(walk.code).standing.state
        assert (state is HazardState.CLOSED) == walk.notebook.struck_off
        assert (state is HazardState.VOID) == walk.notebook.void
    book.require_whole()
