"""What was lent and issued: what is out, renewals, compensation, gate passes, reservations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import day, flag, integer, optional_integer, text


class HandedCard(BaseModel):
    """How a card stood before the slip of this line took effect."""

    line_id: int = integer(key=True)
    holder_id: int | None = optional_integer()
    using_department_id: int | None = optional_integer()
    place: str = text()


class LoanRenewal(BaseModel):
    """A loan got a new day on which it is due; the last one holds."""

    id: int = integer(key=True)
    slip_id: int = integer()
    due_on: date = day()
    renewed_on: date = day()
    reason: str = text("")


class Compensation(BaseModel):
    """Money (分) that somebody paid for what came back worse, or not at all."""

    id: int = integer(key=True)
    line_id: int = integer()
    person_id: int = integer()
    amount_fen: int = integer()
    paid_on: date = day()
    note: str = text("")
    withdrawn: bool = flag()


class GateReturn(BaseModel):
    """What left by a 物品出门条 is back again."""

    slip_id: int = integer(key=True)
    back_on: date = day()
    checked_by_id: int = integer()
    note: str = text("")


class Reservation(BaseModel):
    """Somebody has a card or a room for some periods of a day."""

    id: int = integer(key=True)
    asset_id: int | None = optional_integer()
    storeroom_id: int | None = optional_integer()
    person_id: int = integer()
    reserved_on: date = day()
    first_period: int = integer()
    last_period: int = integer()
    purpose: str = text("")
    cancelled: bool = flag()


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A line that was lent or issued, with how much of it came back.

    :param due_on: the day after the last renewal, as ISO text; empty for what was issued.
    :param kind: as what it went out: what was built in by a repair is used up like material.
    """

    line_id: int
    slip_id: int
    position: int
    number: str
    state: str
    dated_on: str
    due_on: str
    taker_id: int
    taker: str
    outside: str
    department: str
    school_class: str
    room: str
    purpose: str
    code: str
    name: str
    specification: str
    unit: str
    is_card: bool
    kind: str
    condition: str
    traded_in: bool
    quantity: int
    back: int
    back_on: str
    value_fen: int
    value_back_fen: int
    written_off: bool

    @property
    def out(self) -> int:
        """Return how many pieces are still out; of a card that was written off meanwhile none."""
        return 0 if self.written_off else self.quantity - self.back


_STANDS = (
    "state NOT IN ('withdrawn', 'rejected') AND {0} NOT IN (SELECT r.original_id FROM slip r"
    " JOIN voucher w ON w.id = r.id WHERE r.original_id IS NOT NULL AND w.state = 'executed'"
    " AND w.kind = 'stock_reversal')"
)
# Who answers for what was lent: whoever took it over by a signed 交接清册 last, else who borrowed.
_BEARER = (
    "coalesce((SELECT h.taker_id FROM carried_loan c JOIN slip h ON h.id = c.slip_id"
    " JOIN voucher hv ON hv.id = h.id AND hv.state = 'executed' WHERE c.loan_id = s.id"
    f" AND hv.{_STANDS.format('hv.id')} ORDER BY c.id DESC LIMIT 1), s.taker_id)"
)
_HANDED_OUT = (
    "WITH back AS (SELECT b.of_line_id AS line, sum(b.quantity) AS pieces, sum(b.value_fen)"
    " AS value, max(v.dated_on) AS last FROM slip_line b JOIN voucher v ON v.id = b.slip_id"
    f" WHERE b.of_line_id IS NOT NULL AND v.{_STANDS.format('v.id')} AND v.dated_on <= ?1"
    "{0} GROUP BY b.of_line_id)"
    " SELECT l.id, l.slip_id, l.position, v.number, v.state, v.dated_on,"
    " coalesce((SELECT due_on FROM loan_renewal WHERE slip_id = s.id ORDER BY id DESC LIMIT 1),"
    f" s.due_on, ''), {_BEARER}, p.name, s.outside, coalesce(d.name, ''), s.school_class,"
    " coalesce(r.name, ''), s.purpose, coalesce(i.code, a.code), coalesce(i.name, a.name),"
    " coalesce(i.specification, a.specification), coalesce(i.unit, a.unit),"
    " l.asset_id IS NOT NULL, iif(EXISTS (SELECT 1 FROM repair_issue WHERE slip_id = s.id),"
    " 'material', coalesce(i.kind, '')), l.condition, l.traded_in, l.quantity,"
    " coalesce(back.pieces, 0), coalesce(back.last, ''), l.value_fen, coalesce(back.value, 0),"
    " coalesce(a.status = 'disposed', 0)"
    " FROM slip_line l JOIN slip s ON s.id = l.slip_id JOIN voucher v ON v.id = s.id"
    f" JOIN person p ON p.id = {_BEARER} LEFT JOIN department d ON d.id = s.taker_department_id"
    " LEFT JOIN storeroom r ON r.id = s.storeroom_id LEFT JOIN stock_item i ON i.id = l.item_id"
    " LEFT JOIN asset a ON a.id = l.asset_id LEFT JOIN back ON back.line = l.id"
    f" WHERE v.kind = ?2 AND v.dated_on <= ?1 AND v.{_STANDS.format('v.id')}"
)


def handed_out(kind: str, on: date | None = None, **only: int) -> list[HandedOut]:
    """Return the lines that were lent (`loan`) or issued (`issue`) and count, the latest first.

    :param on: as of this day: what went out and came back until then.
    :param only: what narrows them: `slip_id`, `asset_id`, `taker_id` or `storeroom_id`.
    """
    columns = {
        "slip_id": "s.id",
        "asset_id": "l.asset_id",
        "taker_id": _BEARER,
        "storeroom_id": "s.storeroom_id",
    }
    narrowed = "".join(f" AND {columns[name]} = ?{at}" for at, name in enumerate(only, start=3))
    # Only what came back of these lines is added up, however much ever came back.
    mine = (
        " AND b.of_line_id IN (SELECT l.id FROM slip_line l JOIN slip s ON s.id = l.slip_id"
        f" WHERE 1{narrowed})"
    )
    until = "9999-12-31" if on is None else on.isoformat()
    ordered = f"{narrowed} ORDER BY v.dated_on DESC, v.id DESC, l.position"
    rows = db.execute_sql(
        _HANDED_OUT.format(mine if only else "") + ordered, (until, kind, *only.values())
    )
    return [HandedOut(*row) for row in rows]


def bearer_of(loan_id: int) -> int:
    """Return who answers for a loan now: who took it over last, else who borrowed."""
    (person,) = db.execute_sql(
        f"SELECT {_BEARER} FROM slip s WHERE s.id = ?", (loan_id,)
    ).fetchone()
    return int(person)


def due_of(slip_id: int) -> date | None:
    """Return the day on which a loan is due after its last renewal, or None."""
    (due,) = db.execute_sql(
        "SELECT coalesce((SELECT due_on FROM loan_renewal WHERE slip_id = ?1"
        " ORDER BY id DESC LIMIT 1), (SELECT due_on FROM slip WHERE id = ?1))",
        (slip_id,),
    ).fetchone()
    return None if due is None else date.fromisoformat(due)


def renewals_of(slip_id: int) -> list[LoanRenewal]:
    """Return the renewals of a loan, the first one first."""
    return LoanRenewal.picked("slip_id = ?", slip_id, order="id")


def pieces_lent(asset_id: int) -> tuple[int, str]:
    """Return how many pieces of a card are lent out, and the number of the last such loan."""
    lent = [one for one in handed_out("loan", asset_id=asset_id) if one.out]
    return sum(one.out for one in lent), lent[0].number if lent else ""


def waiting_issue(asset_id: int) -> str:
    """Return the number of a slip that hands a card over and waits for signatures, or nothing."""
    row = db.execute_sql(
        "SELECT v.number FROM slip_line l JOIN voucher v ON v.id = l.slip_id"
        " WHERE l.asset_id = ? AND v.kind IN ('issue', 'restock', 'transfer')"
        " AND v.state = 'signing' LIMIT 1",
        (asset_id,),
    ).fetchone()
    return "" if row is None else str(row[0])


def compensations_of(line_ids: list[int]) -> list[Compensation]:
    """Return what was paid for these lines and not withdrawn."""
    marks = ",".join("?" * len(line_ids))
    return Compensation.picked(f"withdrawn = 0 AND line_id IN ({marks})", *line_ids, order="id")


def has_case_since(asset_id: int, on: date) -> bool:
    """Say whether somebody applied for the disposal of a card on a day or later."""
    row = db.execute_sql(
        "SELECT 1 FROM disposal_line l JOIN voucher v ON v.id = l.disposal_id"
        " WHERE l.asset_id = ? AND l.dropped = 0 AND v.dated_on >= ?"
        " AND v.state NOT IN ('withdrawn', 'rejected') LIMIT 1",
        (asset_id, on.isoformat()),
    ).fetchone()
    return row is not None


def reservations_on(on: date) -> list[Reservation]:
    """Return the reservations of a day that hold, in the order of their periods."""
    return Reservation.picked(
        "cancelled = 0 AND reserved_on = ?", on.isoformat(), order="first_period, id"
    )


def gate_passes_out() -> list[tuple[str, str, str, date]]:
    """Return number, carrier, destination and day of return of what left and is not back."""
    rows = db.execute_sql(
        "SELECT v.number, p.name, s.outside, s.due_on FROM voucher v JOIN slip s ON s.id = v.id"
        " JOIN person p ON p.id = s.taker_id WHERE v.kind = 'gate_pass' AND v.state = 'executed'"
        " AND s.due_on IS NOT NULL AND s.id NOT IN (SELECT slip_id FROM gate_return)"
        " AND s.id NOT IN (SELECT r.original_id FROM slip r JOIN voucher w ON w.id = r.id"
        " WHERE r.original_id IS NOT NULL AND w.state = 'executed') ORDER BY s.due_on, v.id"
    )
    return [(*words, date.fromisoformat(due)) for *words, due in rows]
