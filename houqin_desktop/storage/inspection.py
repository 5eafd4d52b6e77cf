"""排查: what is looked at (`check_item`), where (`check_point`), each round and its lines.

`inspection` has the id of its slip. `inspection_line` is one item in one place of a round: what a
hazard refers to where it was found on a round. A line without `check_result` is still to be walked.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.inspection import InspectionKind, Measure, PointResult
from houqin_desktop.domain.inspection_plan import PlanRhythm
from houqin_desktop.storage.base import BaseModel
from houqin_desktop.storage.fields import (
    day,
    flag,
    integer,
    optional_day,
    optional_integer,
    optional_word,
    text,
    word,
)


class CheckItem(BaseModel):
    """What is looked at, when it is in order, how often, and how grave it is where it is not."""

    id: int = integer(key=True)
    code: str = text()
    category: str = text()
    name: str = text()
    standard: str = text("")
    frequency: str = text("")
    in_charge: str = text("")
    severity: HazardSeverity = word(HazardSeverity)
    reference: str = text("")
    withdrawn: bool = flag()


class CheckPoint(BaseModel):
    """An item that belongs to a place, at its turn among those of the place."""

    id: int = integer(key=True)
    campus_place_id: int = integer()
    check_item_id: int = integer()
    walking_order: int = integer()
    withdrawn: bool = flag()


class InspectionRule(BaseModel):
    """One line of the yearly plan: which inspection, where, about what, and when again."""

    id: int = integer(key=True)
    code: str = text()
    name: str = text()
    kind: InspectionKind = word(InspectionKind)
    rhythm: PlanRhythm = word(PlanRhythm)
    weekday: int | None = optional_integer()
    month_day: int | None = optional_integer()
    year_days: str = text("")
    days_before: int | None = optional_integer()
    from_on: date = day()
    until_on: date | None = optional_day()
    area: str = text("")
    department_id: int | None = optional_integer()
    only_key: bool = flag()
    categories: str = text("")
    led_by_id: int | None = optional_integer()
    withdrawn: bool = flag()


class InspectionOccasion(BaseModel):
    """A day that was named for a rule beside its rhythm: before a storm, after a flood."""

    id: int = integer(key=True)
    rule_id: int = integer()
    due_on: date = day()
    occasion: str = text()
    withdrawn: bool = flag()


class Inspection(BaseModel):
    """A round. Giver of its slip is the 检查组长, taker the head of the department looked at."""

    id: int = integer(key=True)
    kind: InspectionKind = word(InspectionKind)
    led_by_id: int | None = optional_integer()
    walked_on: date | None = optional_day()
    rule_id: int | None = optional_integer()
    rule_due_on: date | None = optional_day()


class InspectionMember(BaseModel):
    """Somebody who walked along."""

    id: int = integer(key=True)
    slip_id: int = integer()
    person_id: int = integer()
    dropped: bool = flag()


class InspectionLine(BaseModel):
    """One item in one place of a round, in the words of the day it was opened.

    Without an item all of the place is looked at. `severity` to `due_on` are of a fault. What was
    seen `beside` the list was added as it was entered, and is nothing once it is `dropped`.
    """

    id: int = integer(key=True)
    slip_id: int = integer()
    position: int = integer()
    campus_place_id: int = integer()
    check_item_id: int | None = optional_integer()
    wording: str = text()
    check_result: PointResult | None = optional_word(PointResult)
    seen_on: date | None = optional_day()
    observation: str = text("")
    severity: HazardSeverity | None = optional_word(HazardSeverity)
    measure: Measure | None = optional_word(Measure)
    responsible_id: int | None = optional_integer()
    due_on: date | None = optional_day()
    beside: bool = flag()
    dropped: bool = flag()


class InspectionPhoto(BaseModel):
    """A photo of what a line found, unless it was taken off."""

    id: int = integer(key=True)
    line_id: int = integer()
    position: int = integer()
    sha256: str = text()
    added_on: date = day()
    dropped: bool = flag()


# Every table, each after those to which its rows point.
INSPECTION_TABLES: Final = (
    CheckItem,
    CheckPoint,
    InspectionRule,
    InspectionOccasion,
    Inspection,
    InspectionMember,
    InspectionLine,
    InspectionPhoto,
)
