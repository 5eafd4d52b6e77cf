"""The year against what it asks for: held so many times of so many, missing, or still to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from houqin_desktop.domain.safety_event import Stretch
from houqin_desktop.domain.school_year import school_year_of
from houqin_desktop.services.safety_event.finding import requirement_of
from houqin_desktop.storage.safety_event import EventRule, SafetyEvent, events_within


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement in one of its stretches: what was held for it, by a day."""

    rule: EventRule
    stretch: Stretch
    held: tuple[SafetyEvent, ...]
    on: date

    @property
    def missing(self) -> int:
        """Return how many times are missing, whether they are due yet or not."""
        return max(self.rule.times - len(self.held), 0)

    @property
    def is_overdue(self) -> bool:
        """Say whether something is missing and its stretch is over."""
        return bool(self.missing) and self.stretch.last < self.on

    @property
    def days_left(self) -> int:
        """Return the days until the stretch is over; negative once it is."""
        return (self.stretch.last - self.on).days

    @property
    def state(self) -> str:
        """Return how it stands, as one reads it."""
        if not self.missing:
            return "已办"
        if self.is_overdue:
            return f"缺 {self.missing} 次"
        if self.stretch.first <= self.on:
            return f"还差 {self.missing} 次"
        return "未到"


def asked_in_year(on: date) -> list[Asked]:
    """Return everything that the school year of a day asks for, by its last days.

    What was held later than that day does not count.
    """
    first_year = int(school_year_of(on)[:4])
    events = events_within(date(first_year, 7, 25), on)
    found = []
    for rule in EventRule.picked("withdrawn = 0", order="code"):
        asked = requirement_of(rule)
        for stretch in asked.stretches(first_year):
            held = tuple(
                event
                for event in events
                if stretch.first <= event.held_on <= stretch.last
                and (event.rule_id == rule.id or asked.counts(event.kind, event.theme))
            )
            found.append(Asked(rule, stretch, held, on))
    return sorted(found, key=lambda one: (one.stretch.last, one.rule.code))


def wanting(on: date, within_days: int) -> list[Asked]:
    """Return what is missing, and what is to be held within so many days."""
    horizon = on + timedelta(days=within_days)
    return [
        one
        for one in asked_in_year(on)
        if one.missing and (one.is_overdue or one.stretch.last <= horizon)
    ]
