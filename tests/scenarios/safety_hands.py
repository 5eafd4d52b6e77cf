"""Hands for the tab 安全: places, check items, rounds, hazards and the notices about them."""

from __future__ import annotations

from typing import Any

from houqin_desktop.domain.inspection import PointResult
from houqin_desktop.gui.hazard.opening import hazard_page
from houqin_desktop.gui.inspection.entry_model import DUE, MEASURE, RESULT, SEVERITY, WORDS
from tests.scenarios.year_hands import HANDS, Hand, Hands, fill, form_hand, put, words_of


def names_hand(page: str, action_id: str) -> Hand:
    """Return the hand of a form in which several names are parted by 、."""

    def hand(hands: Hands, draft: Any) -> None:
        with hands.form(page, action_id) as form:
            fill_names(form, draft)

    return hand


def fill_names(form: Any, draft: Any, known: tuple[str, ...] = ()) -> None:
    lists = {
        one.name: getattr(draft, one.name)
        for one in draft.arguments()
        if isinstance(getattr(draft, one.name), tuple) and one.name not in known
    }
    fill(form, draft, (*known, *lists))
    for name, words in lists.items():
        put(form.field(name), "、".join(words))


def hazard_hand(action_id: str) -> Hand:
    """Return the hand of a form about the hazard that is chosen."""

    def hand(hands: Hands, draft: Any) -> None:
        hazard_page(hands.window).open_hazard(draft.hazard)
        hands.fill("hazards", action_id, draft, "hazard")

    return hand


def find(hands: Hands, draft: Any) -> None:
    """Type the sheets of a round back, the lines at fault; the rest was in order."""
    page = hands.on(draft.number)
    with hands.form(page, "inspection.enter") as form:
        put(form.field("walked_on"), draft.walked_on)
        form.field("rest_sound").set_value(draft.rest_sound)
        model = form.grid.rows
        for row in draft.lines:
            assert row.check_result is PointResult.FAULT
            cells = {
                RESULT: row.check_result.sign,
                WORDS: row.observation,
                SEVERITY: words_of(row.severity),
                MEASURE: words_of(row.measure),
                DUE: "" if row.due_on is None else words_of(row.due_on),
            }
            for column, words in cells.items():
                if words:
                    assert model.setData(model.index(row.line - 1, column), words)


def register(hands: Hands, draft: Any) -> None:
    """Register what a round found."""
    hands.on(draft.inspection)
    hands.press("inspection.hazards")


def notice(hands: Hands, draft: Any) -> None:
    """Issue a notice about some hazards of one department."""
    hazard_page(hands.window).open_hazard(draft.hazards[0])
    with hands.form("hazards", "hazard.notice") as form:
        fill_names(form, draft)


def reply(hands: Hands, draft: Any) -> None:
    """File the 回执 of a notice: its hazards stand there, what was not mended is emptied."""
    page = hands.on(draft.number)
    with hands.form(page, "notice.reply") as form:
        fill(form, draft, ("number", "lines"))
        grid = form.sheet.grid.rows
        keys = [column.key for column in grid.columns]
        named = {row.hazard: row for row in draft.lines}
        cells: dict[tuple[int, int], str] = {}
        for at, values in zip(grid.filled(), grid.values(), strict=True):
            row = named.pop(values["hazard"], None)
            for place, key in enumerate(keys):
                if row is None:
                    cells[at, place] = ""
                elif key != "hazard" and (value := getattr(row, key)) is not None:
                    cells[at, place] = words_of(value, money=key == "cost")
        assert not named
        grid.put(cells)


SAFETY_HANDS: dict[str, Hand] = HANDS | {
    "add_campus_places": names_hand("campus", "campus.add"),
    "adopt_check_items": form_hand("inspection", "inspection.starters"),
    "set_check_points": names_hand("inspection", "inspection.points"),
    "open_inspection": names_hand("inspection", "inspection.open"),
    "record_findings": find,
    "register_found_hazards": register,
    "plan_rectification": hazard_hand("hazard.plan"),
    "rectify_hazard": hazard_hand("hazard.rectify"),
    "reinspect_hazard": hazard_hand("hazard.reinspect"),
    "record_outside_report": hazard_hand("hazard.report"),
    "close_out_hazard": hazard_hand("hazard.close"),
    "retract_hazard_step": hazard_hand("hazard.retract"),
    "issue_rectification_notice": notice,
    "file_notice_reply": reply,
}
