"""What was approved, ordered, accepted and stocked of each line, counted over papers that stand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from houqin_desktop.storage.base import db

# A paper that was withdrawn, refused or reversed counts no longer.
GONE: Final = (
    "((SELECT state FROM voucher WHERE id = {0}) IN ('withdrawn', 'rejected')"
    " OR EXISTS (SELECT 1 FROM slip red JOIN voucher w ON w.id = red.id"
    " WHERE red.original_id = {0} AND w.kind = 'stock_reversal' AND w.state = 'executed'))"
)
_TAKEN_OFF = "(SELECT coalesce(sum(quantity), 0) FROM request_choice WHERE line_id = q.id)"
_ORDERED = (
    "(SELECT coalesce(sum(o.quantity), 0) FROM purchase_line o WHERE o.request_line_id = q.id"
    f" AND NOT {GONE.format('o.slip_id')})"
)
_ACCEPTED_OF = (
    "FROM acceptance_line t JOIN purchase_line o ON o.id = t.purchase_line_id"
    f" WHERE o.request_line_id = q.id AND NOT {GONE.format('t.slip_id')}"
)
_ACCEPTED = f"(SELECT coalesce(sum(t.accepted), 0) {_ACCEPTED_OF})"
_STOCKED = (
    "(SELECT coalesce(sum(l.quantity), 0) FROM stocked_line k JOIN slip_line l ON l.id = k.line_id"
    f" WHERE k.acceptance_line_id = t.id AND NOT {GONE.format('l.slip_id')})"
)

_CAME_IN = (
    "(SELECT coalesce(sum(l.quantity), 0) FROM purchase_line o JOIN acceptance_line t"
    " ON t.purchase_line_id = o.id JOIN stocked_line k ON k.acceptance_line_id = t.id"
    " JOIN slip_line l ON l.id = k.line_id WHERE o.request_line_id = q.id"
    f" AND NOT {GONE.format('l.slip_id')})"
)


def gone(slip_id: int) -> bool:
    """Say whether a paper counts no longer: withdrawn, refused or reversed."""
    (is_gone,) = db.execute_sql(f"SELECT {GONE.format('?1')}", (slip_id,)).fetchone()
    return bool(is_gone)


class LineSums(NamedTuple):
    """Pieces of one line of a request, and what those accepted cost (分)."""

    line_id: int
    slip_id: int
    approved: int
    ordered: int
    accepted: int
    accepted_fen: int


def line_sums(slip_ids: Sequence[int]) -> dict[int, LineSums]:
    """Return the sums of every line of these requests, by the id of the line."""
    if not slip_ids:
        return {}
    marks = ",".join("?" * len(slip_ids))
    rows = db.execute_sql(
        f"SELECT q.id, q.slip_id, q.quantity - {_TAKEN_OFF}, {_ORDERED},"
        f" {_ACCEPTED},"
        f" (SELECT coalesce(sum(t.accepted * t.price_fen), 0) {_ACCEPTED_OF})"
        f" FROM request_line q WHERE q.slip_id IN ({marks}) ORDER BY q.slip_id, q.position",
        tuple(slip_ids),
    )
    return {row[0]: LineSums(*row) for row in rows}


class OnItsWay(NamedTuple):
    """A line of a request of which not all pieces came in yet.

    :param wanted: what is to be had of it: of an ended request what came.
    """

    number: str
    state: str
    department: str
    item_id: int | None
    name: str
    specification: str
    unit: str
    category: str
    wanted: int
    ordered: int
    accepted: int
    stocked: int


def on_its_way() -> list[OnItsWay]:
    """Return the lines of requests that stand, signed or not yet, of which something is to come."""
    rows = db.execute_sql(
        "SELECT * FROM (SELECT v.number, v.state, coalesce(d.name, ''), q.item_id, q.name,"
        " q.specification, q.unit, q.category,"
        f" CASE WHEN r.closed_on IS NULL THEN q.quantity - {_TAKEN_OFF} ELSE {_ACCEPTED} END"
        f" AS wanted, CASE WHEN r.closed_on IS NULL THEN {_ORDERED} ELSE {_ACCEPTED} END,"
        f" {_ACCEPTED}, {_CAME_IN} AS stocked FROM purchase_request r JOIN voucher v ON v.id = r.id"
        " JOIN slip s ON s.id = r.id LEFT JOIN department d ON d.id = s.taker_department_id"
        f" JOIN request_line q ON q.slip_id = r.id WHERE NOT {GONE.format('r.id')}"
        " ORDER BY q.id) WHERE wanted > stocked"
    )
    return [OnItsWay(*row) for row in rows]


class AcceptedOf(NamedTuple):
    """Pieces of one line of a purchase that were accepted, by one or several acceptances.

    :param waiting: what is still to come; of an ended request nothing is.
    """

    line_id: int
    delivered: int
    accepted: int
    waiting: int


def accepted_of(purchase_id: int) -> dict[int, AcceptedOf]:
    """Return what was delivered and accepted of every line of a purchase so far, by its id."""
    rows = db.execute_sql(
        "SELECT o.id, coalesce(sum(t.delivered), 0), coalesce(sum(t.accepted), 0),"
        " iif(r.closed_on IS NULL, o.quantity - coalesce(sum(t.accepted), 0), 0)"
        " FROM purchase_line o JOIN request_line q ON q.id = o.request_line_id"
        " JOIN purchase_request r ON r.id = q.slip_id"
        " LEFT JOIN acceptance_line t ON t.purchase_line_id = o.id"
        f" AND NOT {GONE.format('t.slip_id')} WHERE o.slip_id = ? GROUP BY o.id",
        (purchase_id,),
    )
    return {row[0]: AcceptedOf(*row) for row in rows}


def stocked_of(acceptance_id: int) -> dict[int, int]:
    """Return how many pieces of every line of an acceptance came into a room, by its id."""
    rows = db.execute_sql(
        f"SELECT t.id, {_STOCKED} FROM acceptance_line t WHERE t.slip_id = ?", (acceptance_id,)
    )
    return dict(rows.fetchall())


class BudgetUse(NamedTuple):
    """How much of a budget line is spoken for and spent (分)."""

    reserved_fen: int
    spent_fen: int


_LEFT_TO_COME = f"(q.quantity - {_TAKEN_OFF} - {_ACCEPTED})"


def budget_uses(until: int | None = None) -> dict[int, BudgetUse]:
    """Return by budget line what requests that stand reserve, and what acceptances spent.

    What is still to come counts at the price that was expected; of a closed request nothing is.

    :param until: the request after which none counts; None for all of them.
    """
    rows = db.execute_sql(
        "SELECT r.budget_line_id,"
        f" sum(CASE WHEN r.closed_on IS NULL THEN {_LEFT_TO_COME} * q.price_fen ELSE 0 END),"
        f" sum((SELECT coalesce(sum(t.accepted * t.price_fen), 0) {_ACCEPTED_OF}))"
        " FROM purchase_request r JOIN request_line q ON q.slip_id = r.id"
        " WHERE r.budget_line_id IS NOT NULL AND r.id <= coalesce(?, r.id)"
        f" AND NOT {GONE.format('r.id')} GROUP BY r.budget_line_id",
        (until,),
    )
    return {line: BudgetUse(reserved, spent) for line, reserved, spent in rows}


def asked_like(department_id: int | None, since: str, until: str) -> list[tuple[str, int]]:
    """Return number and total (分) of a department's requests that stand, dated within days."""
    rows = db.execute_sql(
        f"SELECT v.number, sum((q.quantity - {_TAKEN_OFF}) * q.price_fen) FROM purchase_request r"
        " JOIN voucher v ON v.id = r.id JOIN slip s ON s.id = r.id"
        " JOIN request_line q ON q.slip_id = r.id"
        " WHERE s.taker_department_id IS ? AND v.dated_on BETWEEN ? AND ?"
        f" AND NOT {GONE.format('r.id')} GROUP BY r.id ORDER BY r.id",
        (department_id, since, until),
    )
    return [(number, total) for number, total in rows]


def untouched_purchases(request_id: int) -> list[str]:
    """Return the purchases of a request that stand and of which nothing came yet."""
    rows = db.execute_sql(
        "SELECT DISTINCT v.number FROM request_line q JOIN purchase_line o"
        " ON o.request_line_id = q.id JOIN voucher v ON v.id = o.slip_id WHERE q.slip_id = ?"
        f" AND NOT {GONE.format('v.id')} AND NOT EXISTS (SELECT 1 FROM acceptance a"
        f" WHERE a.purchase_id = v.id AND NOT {GONE.format('a.id')}) ORDER BY v.id",
        (request_id,),
    )
    return [number for (number,) in rows]


def bought_beside(purchase_id: int) -> list[tuple[str, int]]:
    """Return number and amount (分) of the other purchases that stand and buy of the same requests.

    Of each only what it buys of these requests counts.
    """
    rows = db.execute_sql(
        "SELECT v.number, sum(o.quantity * o.price_fen) FROM purchase_line o"
        " JOIN request_line q ON q.id = o.request_line_id JOIN voucher v ON v.id = o.slip_id"
        " WHERE o.slip_id <> ?1 AND q.slip_id IN (SELECT mine.slip_id FROM purchase_line p"
        " JOIN request_line mine ON mine.id = p.request_line_id WHERE p.slip_id = ?1)"
        f" AND NOT {GONE.format('v.id')} GROUP BY v.id ORDER BY v.id",
        (purchase_id,),
    )
    return [(number, amount) for number, amount in rows]


def applicants_of(purchase_id: int) -> set[int]:
    """Return who asked for what a purchase buys."""
    rows = db.execute_sql(
        "SELECT DISTINCT s.taker_id FROM purchase_line o JOIN request_line q"
        " ON q.id = o.request_line_id JOIN slip s ON s.id = q.slip_id WHERE o.slip_id = ?",
        (purchase_id,),
    )
    return {person for (person,) in rows}


# What one paper follows from and what follows from it, both as ids of slips.
_FOLLOWS: Final = (
    "SELECT DISTINCT q.slip_id AS one, o.slip_id AS next FROM request_line q"
    " JOIN purchase_line o ON o.request_line_id = q.id"
    " UNION SELECT purchase_id, id FROM acceptance"
    " UNION SELECT t.slip_id, l.slip_id FROM acceptance_line t JOIN stocked_line k"
    " ON k.acceptance_line_id = t.id JOIN slip_line l ON l.id = k.line_id"
    " UNION SELECT receipt_id, slip_id FROM handed_receipt"
)
# What stands beside a paper without following from it counts for the thread alone.
_STEPS: Final = (
    f"{_FOLLOWS} UNION SELECT q.slip_id, v.id FROM request_choice c"
    " JOIN request_line q ON q.id = c.line_id JOIN voucher v ON v.number = c.document"
    " UNION SELECT original_id, id FROM slip WHERE original_id IS NOT NULL"
    " UNION SELECT a.voucher_id, b.voucher_id FROM hazard_link a JOIN hazard_link b"
    " ON b.hazard_id = a.hazard_id AND b.dropped = 0 WHERE a.dropped = 0"
    " UNION SELECT repair_id, slip_id FROM repair_issue"
)


def thread_of(slip_id: int) -> list[int]:
    """Return every paper that hangs together with one, from the request to what was handed out."""
    steps: dict[int, set[int]] = {}
    for one, following in db.execute_sql(_STEPS):
        steps.setdefault(one, set()).add(following)
        steps.setdefault(following, set()).add(one)
    found, waiting = {slip_id}, [slip_id]
    while waiting:
        fresh = steps.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return sorted(found)


def cards_received(slip_ids: Collection[int]) -> list[int]:
    """Return the cards that receipts among these slips brought in and that still stand."""
    marks = ",".join("?" * len(slip_ids))
    rows = db.execute_sql(
        "SELECT l.asset_id FROM slip_line l JOIN voucher v ON v.id = l.slip_id"
        " JOIN asset a ON a.id = l.asset_id AND a.withdrawn_code IS NULL"
        f" WHERE v.kind = 'receipt' AND v.id IN ({marks}) AND NOT {GONE.format('v.id')}"
        " ORDER BY l.id",
        tuple(slip_ids),
    )
    return [asset for (asset,) in rows]


def handed_of(receipt_id: int) -> list[str]:
    """Return the numbers of the issues and loans that stand and give out things of a receipt."""
    rows = db.execute_sql(
        "SELECT v.number FROM handed_receipt h JOIN voucher v ON v.id = h.slip_id"
        f" WHERE h.receipt_id = ? AND NOT {GONE.format('h.slip_id')} ORDER BY v.id",
        (receipt_id,),
    )
    return [number for (number,) in rows]


def papers_upon(slip_id: int) -> list[str]:
    """Return the numbers of the papers that stand and follow directly from one."""
    rows = db.execute_sql(
        f"SELECT DISTINCT v.number, v.id FROM ({_FOLLOWS}) s JOIN voucher v ON v.id = s.next"
        f" WHERE s.one = ? AND NOT {GONE.format('v.id')}"
        " ORDER BY v.id",
        (slip_id,),
    )
    return [number for number, _ in rows]
