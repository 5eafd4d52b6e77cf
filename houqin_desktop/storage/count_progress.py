"""How far counts are: which go on, what is still wanted of each, what waits again."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from houqin_desktop.storage.base import db
from houqin_desktop.storage.count import CountSession, rooms_of

# How the paper of a difference ended that counts no more; NULL for one that does, and for a word.
_ENDED = (
    "(SELECT CASE WHEN v.state IN ('withdrawn', 'rejected') THEN v.state"
    " WHEN EXISTS (SELECT 1 FROM slip red JOIN voucher w ON w.id = red.id"
    " WHERE red.original_id = v.id AND w.state = 'executed')"
    " OR EXISTS (SELECT 1 FROM reversal red JOIN voucher w ON w.id = red.id"
    " WHERE red.disposal_id = v.id AND w.state = 'executed') THEN 'reversed' END"
    " FROM voucher v WHERE v.number = f.document)"
)
_UNSETTLED = f"(f.settled_on IS NULL OR {_ENDED} IS NOT NULL)"


def open_again(session_id: int) -> dict[int, str]:
    """Return the settled differences of a count whose paper counts no more, and how it ended.

    It ended as a voucher does (`withdrawn`, `rejected`), or is `reversed`.
    """
    rows = db.execute_sql(
        f"SELECT f.id, {_ENDED} AS ended FROM count_finding f WHERE f.session_id = ?"
        " AND f.settled_on IS NOT NULL AND ended IS NOT NULL",
        (session_id,),
    )
    return {int(key): str(ended) for key, ended in rows}


def open_sessions() -> list[CountSession]:
    """Return the sessions that are neither signed off nor withdrawn, the latest first."""
    return list(
        CountSession.raw(
            "SELECT * FROM count_session WHERE closed_on IS NULL AND withdrawn_on IS NULL"
            " ORDER BY id DESC"
        )
    )


def open_sessions_of(storeroom_id: int) -> list[str]:
    """Return the numbers of the sessions under way that a room is counted in."""
    rooms = {one.id: one.number for one in open_sessions()}
    return [
        number
        for session, number in rooms.items()
        if any(room.storeroom_id == storeroom_id for room in rooms_of(session))
    ]


def last_counted(storeroom_id: int) -> tuple[str, date] | None:
    """Return number and day of the last count that a room was finished in, or None."""
    row = db.execute_sql(
        "SELECT s.number, c.finished_on FROM count_room c JOIN count_session s"
        " ON s.id = c.session_id WHERE c.storeroom_id = ? AND c.finished_on IS NOT NULL"
        " AND s.withdrawn_on IS NULL ORDER BY c.finished_on DESC, c.id DESC LIMIT 1",
        (storeroom_id,),
    ).fetchone()
    return None if row is None else (str(row[0]), date.fromisoformat(row[1]))


class CountProgress(NamedTuple):
    """How far a count is: rooms, lines, differences, and what of each is still wanted."""

    rooms: int
    finished: int
    lines: int
    counted: int
    differences: int
    unexplained: int
    unsettled: int


def progress_of_sessions() -> dict[int, CountProgress]:
    """Return by session how far it is."""
    return {
        int(row[0]): CountProgress(*row[1:])
        for row in db.execute_sql(
            "SELECT s.id, (SELECT count(*) FROM count_room WHERE session_id = s.id),"
            " (SELECT count(finished_on) FROM count_room WHERE session_id = s.id),"
            " (SELECT count(*) FROM count_line WHERE session_id = s.id),"
            " (SELECT count(counted_on) FROM count_line WHERE session_id = s.id),"
            " (SELECT count(*) FROM count_finding WHERE session_id = s.id AND dropped = 0),"
            " (SELECT count(*) FROM count_finding WHERE session_id = s.id AND dropped = 0"
            " AND handling IS NULL),"
            " (SELECT count(*) FROM count_finding f WHERE f.session_id = s.id AND f.dropped = 0"
            f" AND {_UNSETTLED}) FROM count_session s"
        )
    }


def unsettled() -> list[tuple[str, str, date, int]]:
    """Return number, title, day of sign-off and open differences of every signed-off count."""
    return [
        (number, title, date.fromisoformat(closed_on), waiting)
        for number, title, closed_on, waiting in db.execute_sql(
            "SELECT s.number, s.title, s.closed_on, count(*) FROM count_session s"
            " JOIN count_finding f ON f.session_id = s.id AND f.dropped = 0"
            f" AND {_UNSETTLED} WHERE s.closed_on IS NOT NULL GROUP BY s.id ORDER BY s.id"
        )
    ]
