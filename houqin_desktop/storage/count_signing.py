"""The sign-off of a count: what was signed, in words with their digest, and whose hands."""

from __future__ import annotations

import json
from datetime import date
from typing import Final

from houqin_desktop.domain.people import Post
from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import day, integer, optional_integer, optional_word, text


class CountSheet(BaseModel):
    """What a count said when it was signed off."""

    session_id: int = integer(key=True)
    digest: str = text()
    sheet: str = text()


class CountSignature(BaseModel):
    """A name under a sign-off, with the post that was held that day; None for none."""

    id: int = integer(key=True)
    session_id: int = integer()
    position: int = integer()
    person_id: int = integer()
    post: Post | None = optional_word(Post)
    storeroom_id: int | None = optional_integer()
    signed_on: date = day()
    digest: str = text()


# What a sign-off is about: nothing of it changes afterwards but the document of a difference.
_SIGNED: Final = {
    "count_session": "number, title, baseline_on, opened_on, categories, things",
    "count_room": "storeroom_id, finished_on, counted_by, witnessed_by",
    "count_line": (
        "asset_id, item_id, sheet_room_id, position, frozen_room_id, frozen_place,"
        " frozen_quantity, frozen_value_fen, frozen_holder_id, accumulated_fen, counted_on,"
        " counted_quantity, counted_room_id, counted_place, counted_holder_id, condition,"
        " affected_quantity, note, booked_room_id, booked_place, booked_quantity,"
        " booked_value_fen, booked_holder_id, school_quantity, school_value_fen"
    ),
    "count_surplus": (
        "storeroom_id, position, name, specification, unit, kind, quantity, value_fen,"
        " value_basis, place, holder_id, note, photo, counted_on, dropped"
    ),
    "count_finding": (
        "line_id, surplus_id, result, quantity, value_fen, cause, handling, liable_id,"
        " compensation_fen, dropped"
    ),
}


def words_signed(session_id: int) -> str:
    """Return all that a count says, row by row, as one canonical text."""
    said = {
        table: [
            list(row)
            for row in db.execute_sql(
                f"SELECT {names} FROM {table} WHERE"
                f" {'id' if table == 'count_session' else 'session_id'} = ? ORDER BY id",
                (session_id,),
            )
        ]
        for table, names in _SIGNED.items()
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sheets_signed() -> list[tuple[str, CountSheet]]:
    """Return the sheet of every count that was signed off with one, by number."""
    numbers = {
        int(key): str(number)
        for key, number in db.execute_sql("SELECT id, number FROM count_session")
    }
    return [(numbers[row.session_id], row) for row in CountSheet.every("session_id")]


def signatures_of_count(session_id: int) -> list[CountSignature]:
    """Return the names under a sign-off in their order."""
    return CountSignature.picked("session_id = ?", session_id, order="position")
