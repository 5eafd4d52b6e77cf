"""The loop of a hazard as a plain notebook keeps it, beside what the program says of each step.

Shared by the tests that walk the whole graph: in `domain`, against the triggers, in a real book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.hazard import (
    HazardStepKind,
    Standing,
    is_documented,
    missing_of_plan,
    require_another,
    require_step,
)
from houqin_desktop.domain.hazard_severity import HazardSeverity

TODAY = date(2026, 12, 1)
ANNA, BERT = 1, 2
LEVELS = {"G": HazardSeverity.GENERAL, "S": HazardSeverity.SERIOUS, "M": HazardSeverity.MAJOR}
# What somebody may try: the deed and what he brings along.
DEEDS = (
    ("grade", "G"),
    ("grade", "S"),
    ("grade", "M"),
    ("plan", "spot"),
    ("plan", "spot, whole"),
    ("plan", "term"),
    ("plan", "term, whole"),
    ("notice", ""),
    ("no notice", ""),
    ("rectify", "anna"),
    ("rectify", "bert"),
    ("pass", "anna"),
    ("pass", "bert"),
    ("fail", "anna"),
    ("fail", "bert"),
    ("report", ""),
    ("report", "named"),
    ("close_out", "anna"),
    ("close_out", "bert"),
    ("void", ""),
)
Deed = tuple[str, str]


@dataclass(frozen=True)
class Step:
    """A step as the domain reads it."""

    kind: HazardStepKind
    person_id: int = ANNA
    happened_on: date = TODAY
    severity: HazardSeverity | None = None
    on_the_spot: bool = False
    due_on: date | None = None


@dataclass(frozen=True)
class Notebook:
    """What is written of a hazard, in plain words; nothing else decides."""

    level: str = ""
    plan: str = ""
    notice: bool = False
    fixed_by: str = ""
    checked: bool = False
    report: bool = False
    struck_off: bool = False
    void: bool = False

    @property
    def all_is_there(self) -> bool:
        """Say whether everything is there that a close-out wants."""
        return (
            bool(self.level and self.plan and self.fixed_by and self.checked)
            and (self.level != "M" or self.report)
            and not self.void
        )

    def after(self, deed: Deed) -> Notebook | None:
        """Return the notebook after a deed, None where it may not be done."""
        what, how = deed
        if what == "notice":
            fits = self.plan == "term" and not (self.fixed_by or self.struck_off or self.void)
            return replace(self, notice=True) if fits and not self.notice else None
        if what == "no notice":
            leans = self.fixed_by and self.plan == "term" and not self.void
            return replace(self, notice=False) if self.notice and not leans else None
        if self.struck_off or self.void:
            return None
        deeds: dict[str, Callable[[str], Notebook | None]] = {
            "grade": self._grade,
            "plan": self._plan,
            "rectify": self._rectify,
            "pass": self._pass,
            "fail": self._fail,
            "report": self._report,
            "close_out": self._close_out,
            "void": self._void,
        }
        return deeds[what](how)

    def _grade(self, level: str) -> Notebook | None:
        return None if self.fixed_by else replace(self, level=level, plan="")

    def _plan(self, how: str) -> Notebook | None:
        plan, _, whole = how.partition(", ")
        enough = {"G": True, "S": bool(whole), "M": bool(whole) and plan == "term"}
        fits = enough.get(self.level, False) and not self.fixed_by
        return replace(self, plan=plan) if fits else None

    def _rectify(self, who: str) -> Notebook | None:
        fits = self.plan and not self.fixed_by and (self.plan == "spot" or self.notice)
        return replace(self, fixed_by=who) if fits else None

    def _pass(self, who: str) -> Notebook | None:
        fits = self.fixed_by and who != self.fixed_by
        return replace(self, checked=True) if fits else None

    def _fail(self, who: str) -> Notebook | None:
        fits = self.fixed_by and who != self.fixed_by
        return replace(self, fixed_by="", checked=False, report=False) if fits else None

    def _report(self, how: str) -> Notebook | None:
        return replace(self, report=True) if self.fixed_by and how else None

    def _close_out(self, who: str) -> Notebook | None:
        fits = self.all_is_there and who != self.fixed_by
        return replace(self, struck_off=True) if fits else None

    def _void(self, _how: str) -> Notebook | None:
        return replace(self, void=True)


def step_of(deed: Deed) -> Step:
    """Return the step that a deed would write."""
    what, how = deed
    kind = HazardStepKind(what)
    who = BERT if how == "bert" else ANNA
    if what == "grade":
        return Step(kind, who, severity=LEVELS[how])
    if what == "plan":
        return Step(kind, who, on_the_spot=how.startswith("spot"), due_on=TODAY)
    return Step(kind, who)


@dataclass(frozen=True)
class Told:
    """A hazard as the domain tells it: where it stands, and whether a notice names it."""

    standing: Standing = field(default_factory=Standing)
    noticed: bool = False

    def after(self, deed: Deed) -> Told | None:
        """Return it after a deed, None where the domain refuses."""
        if deed[0] in ("notice", "no notice"):
            raise AssertionError("a notice is no step")
        step = step_of(deed)
        try:
            self._ask(deed, step)
        except Refused:
            return None
        return replace(self, standing=self.standing.after(step))

    def _ask(self, deed: Deed, step: Step) -> None:
        what, how = deed
        require_step(self.standing, step.kind, "YHB20260001", noticed=self.noticed)
        if what in ("pass", "fail", "close_out"):
            require_another(self.standing.fixer_id, step.person_id, how, step.kind)
        if what == "report" and not is_documented(how, TODAY, "局", has_file=False):
            raise Refused("no document")
        severity = self.standing.severity
        if what == "plan" and severity is not None:
            whole = "whole" in how
            lacking = missing_of_plan(
                severity,
                on_the_spot=step.on_the_spot,
                funds_fen=0 if whole else None,
                emergency_plan="预案" if whole else "",
                interim="围挡" if whole else "",
            )
            if lacking:
                raise Refused("not whole")


def walked(most: int) -> Iterator[tuple[tuple[Deed, ...], Notebook]]:
    """Yield every notebook within so many deeds, each once, with the shortest way to it."""
    seen = {Notebook()}
    front: list[tuple[tuple[Deed, ...], Notebook]] = [((), Notebook())]
    for length in range(most + 1):
        following = []
        for way, notebook in front:
            yield way, notebook
            for deed in DEEDS if length < most else ():
                after = notebook.after(deed)
                if after is not None and after not in seen:
                    seen.add(after)
                    following.append(((*way, deed), after))
        front = following
