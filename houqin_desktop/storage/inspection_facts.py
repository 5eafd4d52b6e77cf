"""What the lines of all rounds say together: open points, what was found last, findings.

A round counts unless its slip was withdrawn, refused or reversed.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from houqin_desktop.storage.base import db

_COUNTS: Final = (
    "v.state NOT IN ('withdrawn', 'rejected') AND NOT EXISTS (SELECT 1 FROM slip red"
    " JOIN voucher w ON w.id = red.id WHERE red.original_id = v.id AND w.state = 'executed')"
)


class PointSeen(NamedTuple):
    """What a round before found at a point: when, on which paper, with what result."""

    place_id: int
    item_id: int
    seen_on: str
    number: str
    check_result: str
    observation: str


class OpenPoint(NamedTuple):
    """A point that was passed over, on the last round that came by, and nobody saw since."""

    place_id: int
    item_id: int
    slip_id: int
    line_id: int
    number: str
    walked_on: date
    observation: str


class FoundFault(NamedTuple):
    """A line at fault of a round that counts, in words; `photos` are those that belong to it."""

    line_id: int
    number: str
    position: int
    seen_on: str
    kind: str
    place: str
    area: str
    walking_order: int
    code: str | None
    wording: str
    observation: str
    severity: str
    measure: str
    responsible: str | None
    due_on: str | None
    photos: int


class WalkedRound(NamedTuple):
    """A round that counts and on which something was looked at, in words and figures."""

    number: str
    walked_on: str
    kind: str
    subject: str
    department: str | None
    led_by: str | None
    lines: int
    seen: int
    faults: int


def last_seen(before_slip: int) -> list[PointSeen]:
    """Return for every point what was found when it was last looked at, before a round."""
    rows = db.execute_sql(
        "SELECT place, item, seen, number, result, words FROM (SELECT l.campus_place_id AS place,"
        " l.check_item_id AS item, l.seen_on AS seen, v.number AS number, l.check_result AS result,"
        " l.observation AS words, row_number() OVER (PARTITION BY l.campus_place_id,"
        " l.check_item_id ORDER BY l.seen_on DESC, l.slip_id DESC) AS turn"
        " FROM inspection_line l JOIN voucher v ON v.id = l.slip_id"
        f" WHERE l.check_result IS NOT NULL AND l.check_item_id IS NOT NULL AND {_COUNTS}"
        " AND l.slip_id < ?) WHERE turn = 1",
        (before_slip,),
    )
    return [PointSeen(*row) for row in rows]


def open_points() -> list[OpenPoint]:
    """Return the points that a walked round passed over and that nobody has looked at since.

    A round is walked once something was found on it; one that is still to be walked passes nothing
    over. Each point stands once, with the last round that passed it over.
    """
    rows = db.execute_sql(
        "SELECT place, item, slip, line, number, walked, words FROM (SELECT l.campus_place_id AS"
        " place, l.check_item_id AS item, l.slip_id AS slip, l.id AS line, v.number AS number,"
        " i.walked_on AS walked, l.observation AS words, p.walking_order AS turn,"
        " row_number() OVER (PARTITION BY l.campus_place_id, l.check_item_id"
        " ORDER BY l.slip_id DESC) AS latest, l.position AS at"
        " FROM inspection_line l JOIN inspection i ON i.id = l.slip_id"
        " JOIN voucher v ON v.id = l.slip_id JOIN campus_place p ON p.id = l.campus_place_id"
        " JOIN check_item c ON c.id = l.check_item_id"
        f" WHERE l.check_result IS NULL AND i.walked_on IS NOT NULL AND {_COUNTS}"
        " AND p.withdrawn = 0 AND c.withdrawn = 0"
        " AND NOT EXISTS (SELECT 1 FROM inspection_line s JOIN inspection j ON j.id = s.slip_id"
        " JOIN voucher v ON v.id = s.slip_id WHERE s.campus_place_id = l.campus_place_id"
        " AND s.check_item_id = l.check_item_id AND s.check_result IS NOT NULL"
        f" AND s.seen_on >= i.walked_on AND {_COUNTS}))"
        " WHERE latest = 1 ORDER BY turn, place, at"
    )
    return [
        OpenPoint(place, item, slip, line, number, date.fromisoformat(walked), words)
        for place, item, slip, line, number, walked, words in rows
    ]


def faults() -> list[FoundFault]:
    """Return the lines at fault of the rounds that count, the latest round first."""
    rows = db.execute_sql(
        "SELECT l.id, v.number, l.position, l.seen_on, i.kind, p.name, p.area, p.walking_order,"
        " c.code, l.wording, l.observation, l.severity, l.measure, q.name, l.due_on,"
        " (SELECT count(*) FROM inspection_photo f WHERE f.line_id = l.id AND f.dropped = 0)"
        " FROM inspection_line l JOIN voucher v ON v.id = l.slip_id"
        " JOIN inspection i ON i.id = l.slip_id JOIN campus_place p ON p.id = l.campus_place_id"
        " LEFT JOIN check_item c ON c.id = l.check_item_id"
        " LEFT JOIN person q ON q.id = l.responsible_id"
        f" WHERE l.check_result = 'fault' AND {_COUNTS} ORDER BY l.slip_id DESC, l.position"
    )
    return [FoundFault(*row) for row in rows]


def sums_of_rounds() -> dict[int, tuple[int, int, int]]:
    """Return for every round how many lines it has, how many were seen, how many are at fault."""
    rows = db.execute_sql(
        "SELECT slip_id, count(*), count(check_result), sum(check_result IS 'fault')"
        " FROM inspection_line WHERE dropped = 0 GROUP BY slip_id"
    )
    return {slip: (lines, seen, faults) for slip, lines, seen, faults in rows}


def made_for_rules() -> list[tuple[int, str]]:
    """Return rule and due day of every round of the plan that counts."""
    return list(
        db.execute_sql(
            "SELECT i.rule_id, i.rule_due_on FROM inspection i JOIN voucher v ON v.id = i.id"
            f" WHERE i.rule_id IS NOT NULL AND {_COUNTS}"
        )
    )


def ever_made_for_rules() -> set[tuple[int, str]]:
    """Return rule and due day of every round of the plan, withdrawn or not."""
    return set(
        db.execute_sql("SELECT rule_id, rule_due_on FROM inspection WHERE rule_id IS NOT NULL")
    )


def unwalked_rounds() -> list[tuple[str, date, int]]:
    """Return number, day and points of every open round of which nothing is entered."""
    rows = db.execute_sql(
        "SELECT v.number, v.dated_on, (SELECT count(*) FROM inspection_line WHERE slip_id = i.id)"
        " FROM inspection i JOIN voucher v ON v.id = i.id"
        " WHERE v.state = 'signing' AND i.walked_on IS NULL ORDER BY v.id"
    )
    return [(number, date.fromisoformat(day), points) for number, day, points in rows]


def photos_of_round(slip_id: int) -> int:
    """Return how many photos belong to the lines of a round."""
    (kept,) = db.execute_sql(
        "SELECT count(*) FROM inspection_photo f JOIN inspection_line l ON l.id = f.line_id"
        " WHERE l.slip_id = ? AND f.dropped = 0",
        (slip_id,),
    ).fetchone()
    return int(kept)


def walked_rounds() -> list[WalkedRound]:
    """Return the rounds that count and were walked, in the order of their days."""
    rows = db.execute_sql(
        "SELECT v.number, i.walked_on, i.kind, s.purpose, d.name, q.name, count(*),"
        " count(l.check_result), sum(l.check_result IS 'fault') FROM inspection i"
        " JOIN voucher v ON v.id = i.id JOIN slip s ON s.id = i.id"
        " JOIN inspection_line l ON l.slip_id = i.id AND l.dropped = 0"
        " LEFT JOIN department d ON d.id = s.taker_department_id"
        " LEFT JOIN person q ON q.id = i.led_by_id"
        f" WHERE i.walked_on IS NOT NULL AND {_COUNTS} GROUP BY i.id ORDER BY i.walked_on, i.id"
    )
    return [WalkedRound(*row) for row in rows]
