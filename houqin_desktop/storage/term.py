"""Kits, the plans of the terms with their groups and check lists, and what was handed out."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.term import GroupKind, KitBasis, Season
from houqin_desktop.storage.base import BaseModel, db
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


class Kit(BaseModel):
    """What one class, one pupil or one teacher gets; never deleted, at most withdrawn."""

    id: int = integer(key=True)
    code: str = text()
    name: str = text()
    basis: KitBasis = word(KitBasis)
    grade: int | None = optional_integer()
    season: Season | None = optional_word(Season)
    withdrawn: bool = flag()


class KitLine(BaseModel):
    """How many of an item are in a kit; 0 once it was taken out."""

    id: int = integer(key=True)
    kit_id: int = integer()
    item_id: int = integer()
    quantity: int = integer()


class TermPlan(BaseModel):
    """The preparation of one term."""

    id: int = integer(key=True)
    code: str = text()
    year: int = integer()
    season: Season = word(Season)
    begins_on: date = day()
    remarks: str = text("")
    withdrawn: bool = flag()


class TermGroup(BaseModel):
    """A class, a grade or teachers of a term: how many, and whom the things are handed to.

    Without `heads` it is as many as the list names.
    """

    id: int = integer(key=True)
    plan_id: int = integer()
    position: int = integer()
    name: str = text()
    kind: GroupKind = word(GroupKind)
    grade: int | None = optional_integer()
    classes: int = integer()
    heads: int | None = optional_integer()
    taker_id: int | None = optional_integer()
    roster_id: int | None = optional_integer()
    dropped: bool = flag()


class TermIssue(BaseModel):
    """A slip by which a group of a plan was handed its things; its id is that of the slip."""

    id: int = integer(key=True)
    group_id: int = integer()


class TermCheck(BaseModel):
    """Something to be looked at before the term: planned, done, by whom, how it was."""

    id: int = integer(key=True)
    plan_id: int = integer()
    position: int = integer()
    title: str = text()
    planned_on: date | None = optional_day()
    responsible_id: int | None = optional_integer()
    done_on: date | None = optional_day()
    done_by_id: int | None = optional_integer()
    remarks: str = text("")
    dropped: bool = flag()


def lines_of_kits() -> list[KitLine]:
    """Return what is in all kits that are in use, kit after kit; retired items are left out."""
    return KitLine.picked(
        "quantity > 0 AND kit_id IN (SELECT id FROM kit WHERE withdrawn = 0)"
        " AND item_id IN (SELECT id FROM stock_item WHERE retired = 0)",
        order="kit_id, id",
    )


def groups_of(plan_id: int) -> list[TermGroup]:
    """Return the groups of a plan in their order."""
    return TermGroup.picked("plan_id = ? AND dropped = 0", plan_id, order="position, id")


def checks_of(plan_id: int) -> list[TermCheck]:
    """Return the check list of a plan in its order."""
    return TermCheck.picked("plan_id = ? AND dropped = 0", plan_id, order="position, id")


_STANDS = (
    "v.state NOT IN ('withdrawn', 'rejected') AND NOT EXISTS (SELECT 1 FROM slip red"
    " JOIN voucher w ON w.id = red.id WHERE red.original_id = v.id AND w.state = 'executed')"
)
_BACK = (
    "(SELECT coalesce(sum(b.quantity), 0) FROM slip_line b JOIN voucher v ON v.id = b.slip_id"
    f" WHERE b.of_line_id = l.id AND {_STANDS})"
)


def handed_in_plan(plan_id: int) -> list[tuple[int, int, int, int]]:
    """Return group, taker, item and pieces that slips of a plan handed out and that did not return.

    A slip that was withdrawn or reversed handed out nothing.
    """
    return list(
        db.execute_sql(
            f"SELECT t.group_id, s.taker_id, l.item_id, sum(l.quantity - {_BACK}) FROM term_issue t"
            " JOIN term_group g ON g.id = t.group_id AND g.plan_id = ?"
            f" JOIN voucher v ON v.id = t.id AND {_STANDS} JOIN slip s ON s.id = t.id"
            " JOIN slip_line l ON l.slip_id = t.id AND l.item_id IS NOT NULL"
            " GROUP BY t.group_id, s.taker_id, l.item_id",
            (plan_id,),
        )
    )


def issues_in_plan(plan_id: int) -> list[tuple[int, int, int, str, str]]:
    """Return group, taker and id, number and state of the slips of a plan that stand."""
    return list(
        db.execute_sql(
            "SELECT t.group_id, s.taker_id, v.id, v.number, v.state FROM term_issue t"
            " JOIN term_group g ON g.id = t.group_id AND g.plan_id = ?"
            f" JOIN voucher v ON v.id = t.id AND {_STANDS} JOIN slip s ON s.id = t.id"
            " ORDER BY v.id",
            (plan_id,),
        )
    )


def lying_in_rooms() -> dict[int, int]:
    """Return how many pieces of each item lie in all rooms together."""
    rows = db.execute_sql(
        "SELECT b.item_id, sum(b.quantity) FROM stock_balance b"
        " JOIN storeroom s ON s.location_id = b.location_id GROUP BY b.item_id"
    )
    return {int(item): int(pieces) for item, pieces in rows}


def open_checks() -> list[tuple[str, int, str, str, int, int]]:
    """Return code, year, season, first day, unticked and all checks of plans with unticked ones."""
    return list(
        db.execute_sql(
            "SELECT p.code, p.year, p.season, p.begins_on, sum(c.done_on IS NULL), count(*)"
            " FROM term_plan p JOIN term_check c ON c.plan_id = p.id AND c.dropped = 0"
            " WHERE p.withdrawn = 0 GROUP BY p.id HAVING sum(c.done_on IS NULL) > 0"
            " ORDER BY p.begins_on"
        )
    )
