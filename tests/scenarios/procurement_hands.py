"""Hands for the page 采购: its papers, the budget, who sells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from houqin_desktop.gui.procurement.opening import procurement_page
from houqin_desktop.services.draft import Draft, Kind
from tests.scenarios.year_hands import (
    HANDS,
    Hand,
    Hands,
    fill,
    form_hand,
    words_of,
)

PAGE = "procurement"


def show(hands: Hands, number: str) -> None:
    """Show a paper on 采购, the receipt of a purchase too."""
    procurement_page(hands.window).open_slip(number)


def paper_hand(action_id: str) -> Hand:
    """Return the hand of a form about the paper that is shown on 采购."""

    def hand(hands: Hands, draft: Any) -> None:
        show(hands, draft.number)
        hands.fill(PAGE, action_id, draft, "number")

    return hand


def listed_hand(register: str, title: str, action_id: str, *known: str) -> Hand:
    """Return the hand of a form about a row of a list, which is found below its title."""

    def hand(hands: Hands, draft: Any) -> None:
        page: Any = procurement_page(hands.window)
        page.show_register(register)
        model = page.panel.model
        names = [model.record(at)[title] for at in range(model.rowCount())]
        page.panel.view.select_rows([names.index(getattr(draft, known[-1]))])
        hands.fill(PAGE, action_id, draft, *known)

    return hand


def request(hands: Hands, draft: Any) -> None:
    """Fill in a request; its lines are typed by keyboard alone."""
    hands.window.show_page(PAGE)
    with hands.form(PAGE, "procurement.request") as form:
        fill(form, draft, ("lines",))
        form.sheet.grid.setFocus()
        for at, row in enumerate(draft.lines):
            type_row(hands, form, at, row)


def type_row(hands: Hands, form: Any, at: int, row: Draft) -> None:
    """Type a row from cell to cell: Enter goes to the next, what it goes by is gone to."""
    grid = form.sheet.grid
    words = words_of_row(row)
    for passed in (False, True):
        for place, column in enumerate(grid.rows.columns):
            if column.passed is passed and (word := words.get(column.key)) is not None:
                grid.go_to(at, place)
                type_word(hands, word)


def keyboard() -> QWidget:
    """Return what has the keyboard."""
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def type_word(hands: Hands, word: str) -> None:
    """Type a word into the cell in hand and leave it; Chinese comes from an input method whole."""
    focused = keyboard()
    if word.isascii():
        for char in word:
            hands.watch.now += 1
            QTest.keyClicks(keyboard(), char)
    else:
        composing, said = QInputMethodEvent("a", []), QInputMethodEvent("", [])
        said.setCommitString(word)
        for event in (composing, said):
            QApplication.sendEvent(focused, event)
    hands.watch.now += 1
    QTest.keyClick(keyboard(), Qt.Key.Key_Return)


def words_of_row(row: Draft) -> dict[str, str]:
    """Return what is written of a row below each title."""
    return {
        one.name: words_of(getattr(row, one.name), money=one.kind is Kind.MONEY)
        for one in row.arguments()
        if getattr(row, one.name) is not None
    }


def write_over(
    form: Any, rows: tuple[Draft, ...], key: Callable[[Any], str], *, all_else: bool
) -> None:
    """Correct what a form filled in; a row that is not meant is emptied.

    :param all_else: whether the rows that are not named stay as they are.
    """
    grid = form.sheet.grid.rows
    named = {key(row): row for row in rows}
    cells: dict[tuple[int, int], str] = {}
    for at, values in zip(grid.filled(), grid.values(), strict=True):
        row = named.pop(values[grid.columns[0].key], None)
        for place, column in enumerate(grid.columns):
            if row is None:
                cells |= {} if all_else else {(at, place): ""}
            elif place and column.key in (words := words_of_row(row)):
                cells[at, place] = words[column.key]
    assert not named
    grid.put(cells)


def order(hands: Hands, draft: Any) -> None:
    show(hands, draft.lines[0].request)
    if len({row.request for row in draft.lines}) > 1:
        page: Any = hands.window.page
        page.panel.view.clearSelection()
    with hands.form(PAGE, "procurement.order") as form:
        fill(form, draft, ("lines",))
        write_over(form, draft.lines, lambda row: f"{row.request}#{row.line}", all_else=False)


def accept(hands: Hands, draft: Any) -> None:
    show(hands, draft.number)
    with hands.form(PAGE, "procurement.accept") as form:
        fill(form, draft, ("number", "lines"))
        write_over(form, draft.lines, lambda row: str(row.line), all_else=False)


def stock(hands: Hands, draft: Any) -> None:
    show(hands, draft.number)
    with hands.form(PAGE, "procurement.stock") as form:
        fill(form, draft, ("number", "lines"))
        write_over(form, draft.lines, lambda row: str(row.line), all_else=True)


PROCUREMENT_HANDS: dict[str, Hand] = HANDS | {
    "add_supplier": form_hand(PAGE, "procurement.supplier"),
    "correct_supplier": listed_hand(
        "suppliers", "供应商", "procurement.correct_supplier", "supplier"
    ),
    "add_budget_line": form_hand(PAGE, "procurement.budget"),
    "change_budget_line": listed_hand(
        "budget", "预算项目", "procurement.change_budget", "year", "name"
    ),
    "request_purchase": request,
    "decide_line": paper_hand("procurement.decide"),
    "excuse_procurement": paper_hand("procurement.excuse"),
    "close_request": paper_hand("procurement.close"),
    "order_purchase": order,
    "record_quotation": paper_hand("procurement.quote"),
    "accept_goods": accept,
    "stock_accepted": stock,
    "hand_out": paper_hand("procurement.hand_out"),
    "enter_in_accounts": paper_hand("procurement.accounts"),
}
