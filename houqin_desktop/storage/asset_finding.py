"""Cards by a few words, for the pickers: number, name, model, pinyin, place."""

from __future__ import annotations

from collections.abc import Sequence

from houqin_desktop.storage.base import db


def cards_with(words: Sequence[str], most: int) -> list[tuple[str, str, str, str, str]]:
    """Return number, name, model, room and place of cards in which every word occurs.

    Cards that have left the register are left out; those whose number begins with the first word
    stand first.
    """
    wanted = [word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for word in words]
    likes = "".join(" AND a.search_text LIKE ? ESCAPE '\\'" for _ in wanted)
    first = f"{wanted[0]}%" if wanted else "%"
    rows = db.execute_sql(
        "SELECT a.code, a.name, a.specification, r.name, a.place FROM asset a"
        " JOIN storeroom r ON r.id = a.storeroom_id"
        f" WHERE a.status <> 'disposed'{likes}"
        " ORDER BY a.code LIKE ? ESCAPE '\\' DESC, a.code LIMIT ?",
        (*(f"%{word}%" for word in wanted), first, most),
    )
    return [tuple(row) for row in rows]


def codes_ending(tail: str) -> list[str]:
    """Return the numbers of cards that end so."""
    rows = db.execute_sql(
        "SELECT code FROM asset WHERE substr(code, -length(?1)) = ?1 ORDER BY code", (tail,)
    )
    return [code for (code,) in rows]
