"""Look-alikes: new rows that say the same as a card of the book, or as a row of the same file.

Same name, specification, date and price a piece. Schools buy forty like desks, so nothing is
decided here; it is said once, and a person may leave rows out.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from houqin_desktop.domain.asset import unit_price_fen
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.ledger.findings import POSITION, Severity
from houqin_desktop.domain.ledger.values import fold
from houqin_desktop.services.importing.plan import PlannedRow, RowAction
from houqin_desktop.storage.import_since import like_cards

MOST_NAMED = 3
_ALIKE = "名称、规格、取得日期、单价都相同"

Likeness = tuple[str, str, str, int]
_said = itemgetter(
    *(
        POSITION[key]
        for key in ("name", "specification", "acquired_on", "original_value", "quantity")
    )
)


def point_out(rows: Sequence[PlannedRow]) -> None:
    """Note on new rows which card, or which other new row, says the same."""
    groups = _groups(rows)
    if not groups:
        return
    names = {key[0] for key in groups}
    known: dict[Likeness, list[str]] = {}
    folded: dict[str, str] = {}
    for code, name, specification, acquired, value, quantity in like_cards():
        word = folded.get(name) or folded.setdefault(name, _folded(name))
        if word in names:
            price = unit_price_fen(value, quantity)
            key = (word, _folded(specification), acquired or "", price)
            if key in groups:
                known.setdefault(key, []).append(code)
    for key, cards in groups.items():
        if len(cards) == 1 and key not in known:
            continue
        alike = _one_a_line(cards)
        if key in known:
            _like_cards(alike, known[key])
        elif len(alike) > 1:
            _like_each_other(alike)


def _groups(rows: Sequence[PlannedRow]) -> dict[Likeness, list[PlannedRow]]:
    """Return the new rows by what they say; a ledger repeats its words, each is folded once."""
    folded: dict[str | None, str] = {None: ""}
    dates: dict[PartialDate | None, str] = {None: ""}
    groups: dict[Likeness, list[PlannedRow]] = {}
    for planned in rows:
        if planned.action is not RowAction.ADDED:
            continue
        name, specification, acquired, value, quantity = _said(planned.row.values)
        if "acquired_on" in planned.dropped:
            acquired = None
        for word in (name, specification):
            if word not in folded:
                folded[word] = _folded(word)
        if acquired not in dates:
            dates[acquired] = acquired.text
        price = unit_price_fen(value, quantity)
        like = (folded[name], folded[specification], dates[acquired], price)
        groups.setdefault(like, []).append(planned)
    return groups


def _one_a_line(rows: Sequence[PlannedRow]) -> list[PlannedRow]:
    """Return one card for each line of the workbook: a range of numbers repeats nothing."""
    lines: dict[tuple[str, int], PlannedRow] = {}
    for planned in rows:
        lines.setdefault((planned.row.sheet, planned.row.row_number), planned)
    return list(lines.values())


def _like_cards(rows: Sequence[PlannedRow], codes: Sequence[str]) -> None:
    named = "、".join(codes[:MOST_NAMED]) + ("等" if len(codes) > MOST_NAMED else "")
    message = f"与账上 {named} 的{_ALIKE}，请看是否已经登记过"
    for planned in rows:
        planned.look_alike = codes[0]
        _note(planned, message)


def _like_each_other(rows: Sequence[PlannedRow]) -> None:
    first, *others = rows
    for planned in others:
        planned.look_alike = f"{first.row.sheet}!{first.row.row_number}"
    places = "、".join(str(each.row.row_number) for each in others[:MOST_NAMED])
    more = f"等 {len(others)} 行" if len(others) > MOST_NAMED else " 行"
    _note(first, f"与第 {places}{more}的{_ALIKE}，请看是否重复登记")


def _note(planned: PlannedRow, message: str) -> None:
    planned.report("name", planned.row["name"], message, Severity.NOTE)


def _folded(text: str) -> str:
    return fold(text).replace(" ", "")
