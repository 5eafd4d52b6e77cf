"""Hands that live a line of `do` in the window: its page, the key of its action, its form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTableWidgetSelectionRange,
    QWidget,
)

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.count import FoundCondition
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.people import Post
from houqin_desktop.gui.action_specs import ACTIONS
from houqin_desktop.gui.forms.fields import MoneyField
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.forms.pickers import PickerField
from houqin_desktop.gui.loan.day_grid_dialog import DayGridDialog
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.opening import open_record
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from houqin_desktop.gui.scanner import Scanner
from houqin_desktop.services.commands import command_spec
from houqin_desktop.services.draft import Draft, Kind
from tests.gui.test_scanner import Watch

Hand = Callable[["Hands", Draft], None]


class Hands:
    """Whoever sits at the window: knows for every command where it is done, and how.

    :param known: the hand of each command.
    """

    def __init__(self, window: MainWindow, folder: Path, known: Mapping[str, Hand]) -> None:
        self.window = window
        self.known = known
        self.folder = folder
        self.watch = Watch()
        scanner = window.findChild(Scanner)
        assert isinstance(scanner, Scanner)
        scanner.clock = self.watch

    def live(self, line: dict[str, Any]) -> None:
        """Do what a line says, and see that its form closes because the book has taken it."""
        spec = command_spec(line["command"])
        written = {key: value for key, value in line.items() if key != "command"}
        self.known[line["command"]](self, spec.draft_class.from_json(written))

    def press(self, action_id: str) -> None:
        """Press the key of an action on the page shown."""
        take_keyboard(self.window)
        page = self.window.page
        action = page.actions_of_page[action_id]
        assert action.isEnabled(), (action_id, action.toolTip())
        QTest.keySequence(page, QKeySequence(ACTIONS[action_id].shortcut))

    def shown(self, kind: type[Any]) -> Any:
        """Return the one dialog of a kind that is open."""
        (found,) = [one for one in self.window.findChildren(kind) if one.isVisible()]
        return found

    @contextmanager
    def form(self, page: str, action_id: str) -> Iterator[Any]:
        """Open a form by the key of its action; save it by its own key at the end."""
        self.window.show_page(page)
        self.press(action_id)
        form = self.shown(FormDialog)
        take_keyboard(form)
        yield form
        save(form)

    def fill(self, page: str, action_id: str, draft: Draft, *known: str) -> None:
        """Fill a form with everything of a draft but what it knows by itself."""
        with self.form(page, action_id) as form:
            fill(form, draft, known)

    def on(self, number: str) -> str:
        """Show a record; return the page where it is at home."""
        open_record(self.window, number)
        return self.window.stack.key

    def type_keys(self, form: FormDialog, *keys: Any) -> None:
        """Press keys one by one, slower than any scanner, each where the cursor is by then."""
        for key in (part for one in keys for part in (one if isinstance(one, str) else (one,))):
            self.watch.now += 1
            press: Any = QTest.keyClicks if isinstance(key, str) else QTest.keyClick
            press(form.focusWidget(), key)

    def print_paper(self) -> None:
        """Save the paper that is shown, which puts its printing on record."""
        dialog = self.shown(PrintDialog)
        paper = self.folder / "单据.pdf"
        paper.unlink(missing_ok=True)
        dialog.save_to(str(paper))
        assert paper.exists(), dialog.bar.text
        dialog.close()


def take_keyboard(window: QWidget) -> None:
    """Give a window the keyboard, as a window manager does when another one closes."""
    window.activateWindow()
    QApplication.processEvents()


def save(form: FormDialog) -> None:
    """Save a form by its key and see it closed."""
    QTest.keySequence(form, QKeySequence("Ctrl+S"))
    assert not form.isVisible(), (form.windowTitle(), form.bar.text, form.state())


def fill(form: FormDialog, draft: Draft, known: tuple[str, ...] = ()) -> None:
    """Type what a draft holds into the fields of the same names."""
    for argument in draft.arguments():
        value = getattr(draft, argument.name)
        if value is not None and argument.name not in known:
            put(form.field(argument.name), value)


def put(field: Any, value: Any) -> None:
    """Type a value as a person writes it; a choice is chosen."""
    if not isinstance(field, QLineEdit | QPlainTextEdit):
        field.set_value(value)
        return
    # As an input method hands over what was typed; the next field takes the cursor away.
    field.setFocus()
    field.selectAll()
    typed = QInputMethodEvent()
    typed.setCommitString(words_of(value, money=isinstance(field, MoneyField)))
    QApplication.sendEvent(field, typed)
    if isinstance(field, PickerField):
        popup = field.completer().popup()
        assert popup is not None
        popup.hide()


def words_of(value: Any, *, money: bool = False) -> str:
    """Return a value as it is written into a cell or a field."""
    if isinstance(value, bool):
        return "是" if value else ""
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, date):
        return value.isoformat()
    return format_money(value) if money else str(value)


def form_hand(page: str, action_id: str, *known: str) -> Hand:
    """Return the hand of a form that opens from its page alone."""
    return lambda hands, draft: hands.fill(page, action_id, draft, *known)


def record_hand(action_id: str, known: str = "number") -> Hand:
    """Return the hand of a form about the record that is shown."""

    def hand(hands: Hands, draft: Any) -> None:
        hands.fill(hands.on(getattr(draft, known)), action_id, draft, known)

    return hand


def rows_hand(page: str, action_id: str) -> Hand:
    """Return the hand of a form with a grid below its fields."""

    def hand(hands: Hands, draft: Any) -> None:
        with hands.form(page, action_id) as form:
            fill(form, draft, ("lines",))
            put_rows(form, draft.lines or ())

    return hand


def put_rows(form: Any, rows: tuple[Draft, ...]) -> None:
    """Write rows into the grid of a form, each cell below its title."""
    keys = [column.key for column in form.sheet.grid.rows.columns]
    cells = {}
    for at, row in enumerate(rows):
        money = {one.name for one in row.arguments() if one.kind is Kind.MONEY}
        for argument in row.arguments():
            value = getattr(row, argument.name)
            if value is not None:
                name = argument.name if argument.name in keys else "how"
                cells[at, keys.index(name)] = words_of(value, money=argument.name in money)
    form.sheet.grid.rows.put(cells)


def back_hand(action_id: str) -> Hand:
    """Return the hand that takes back what a slip gave out: the slip is chosen already."""

    def hand(hands: Hands, draft: Any) -> None:
        page = hands.on(draft.number)
        with hands.form(page, action_id) as form:
            assert form.field("number").value() == draft.number
            put_rows(form, draft.lines)

    return hand


def appoint(hands: Hands, draft: Any) -> None:
    """Appoint on the page of the room where the post is kept for one."""
    if draft.post is Post.STOREKEEPER:
        show_room(hands, draft.storeroom)
        hands.fill("storerooms", "storerooms.appoint", draft, "post", "storeroom")
    else:
        hands.fill("people", "people.appoint", draft)


def show_room(hands: Hands, room: str) -> None:
    hands.window.show_page("storerooms")
    page: Any = hands.window.page
    page.open_room(room)


def add_place(hands: Hands, draft: Any) -> None:
    show_room(hands, draft.storeroom)
    hands.fill("storerooms", "storerooms.add_place", draft, "storeroom")


def print_paper(hands: Hands, draft: Any) -> None:
    """Print at the counter as it offers it, else by the key of the page."""
    if not any(one.isVisible() for one in hands.window.findChildren(PrintDialog)):
        hands.press(f"{_of_papers(hands.on(draft.number))}.print")
    hands.print_paper()


def _of_papers(page: str) -> str:
    """Return under which name the papers of a page are printed and signed."""
    return page if page == "disposal" else "slip"


def sign(hands: Hands, draft: Any) -> None:
    page = hands.on(draft.number)
    with hands.form(page, f"{_of_papers(page)}.sign") as form:
        form.field("step").set_value(draft.step)
        assert form.field("opinion").value() == draft.opinion
        if draft.document_number is not None:
            put(form.field("document_number"), draft.document_number)


def day_grid(hands: Hands, draft: Any, first: int, last: int) -> Any:
    """Open the grid of a day and choose periods of what is reserved."""
    hands.window.show_page("stock")
    hands.press("loan.day_grid")
    grid = hands.shown(DayGridDialog)
    grid.show_day(draft.reserved_on)
    at = [row.item for row in grid.rows].index(draft.item)
    grid.table.setCurrentCell(at, first)
    grid.table.setRangeSelected(QTableWidgetSelectionRange(at, first, at, last), True)
    return grid


def reserve(hands: Hands, draft: Any) -> None:
    grid = day_grid(hands, draft, draft.first_period, draft.last_period or draft.first_period)
    grid.reserve_button.click()
    (form,) = [one for one in grid.findChildren(FormDialog) if one.isVisible()]
    take_keyboard(form)
    known = ("item", "reserved_on", "first_period", "last_period")
    fill(form, draft, known)
    save(form)
    grid.accept()


def cancel_reservation(hands: Hands, draft: Any) -> None:
    grid = day_grid(hands, draft, draft.period, draft.period)
    grid.cancel_button.click()
    grid.accept()


def show_count_room(hands: Hands, draft: Any) -> str:
    """Choose a room of the count; return the key of the page."""
    page = hands.on(draft.number)
    card: Any = hands.window.page.card  # type: ignore[attr-defined]
    card.rooms.selectRow([one.name for one in card.view.rooms].index(draft.room))
    return page


def room_hand(action_id: str) -> Hand:
    """Return the hand of a form about one room of a count."""
    return lambda hands, draft: hands.fill(
        show_count_room(hands, draft), action_id, draft, "number", "room"
    )


def type_back(hands: Hands, draft: Any) -> None:
    """Type the sheet of a room back by keyboard alone, line by line."""
    found = {one.code: one for one in draft.lines}
    with hands.form(show_count_room(hands, draft), "count.enter") as form:
        model = form.grid.rows
        while model.rows[form.grid.currentIndex().row()].line is not None:
            row = model.rows[form.grid.currentIndex().row()]
            keys = keys_of(found.pop(row.code, None), row.line.booked.quantity)
            hands.type_keys(form, *keys)
        for code, one in found.items():
            hands.type_keys(form, code, Qt.Key.Key_Return, str(one.quantity), Qt.Key.Key_Return)


def keys_of(one: Any, booked: int) -> tuple[Any, ...]:
    """Return the keys of one line: gone by, as in the books, with other pieces, or broken."""
    if one is None:
        return (Qt.Key.Key_Down,)
    if one.condition is not None:
        number = list(FoundCondition).index(one.condition) + 1
        return (Qt.Key.Key_Right, str(number), Qt.Key.Key_Return)
    return (*([] if one.quantity == booked else [str(one.quantity)]), Qt.Key.Key_Return)


def choose_difference(hands: Hands, draft: Any) -> None:
    hands.on(draft.number)
    card: Any = hands.window.page.card  # type: ignore[attr-defined]
    wanted = (draft.result, draft.code or None, draft.surplus)
    listed = [(one.result, one.code or None, one.surplus) for one in card.view.differences]
    card.differences.selectRow(listed.index(wanted))


def explain(hands: Hands, draft: Any) -> None:
    choose_difference(hands, draft)
    with hands.form("count", "count.explain") as form:
        put(form.field("cause"), draft.cause)
        form.field("handling").set_value(draft.handling)


def settle(hands: Hands, draft: Any) -> None:
    choose_difference(hands, draft)
    hands.fill("count", "count.settle", draft, "number", "result", "code", "surplus")


HANDS: dict[str, Hand] = {
    "add_person": form_hand("people", "people.add_person"),
    "add_department": form_hand("people", "people.add_department"),
    "appoint": appoint,
    "add_storeroom": form_hand("storerooms", "storerooms.add"),
    "add_place": add_place,
    "add_item": form_hand("stock", "stock.add_item"),
    "set_minimum": record_hand("stock.minimum", "item"),
    "register_asset": form_hand("assets", "asset.register"),
    "receive_stock": rows_hand("stock", "stock.receive"),
    "issue_stock": rows_hand("stock", "loan.issue"),
    "lend": rows_hand("stock", "loan.lend"),
    "issue_gate_pass": rows_hand("stock", "loan.gate_pass"),
    "transfer": rows_hand("stock", "loan.transfer"),
    "take_back": back_hand("loan.take_back"),
    "restock": back_hand("loan.restock"),
    "renew_loan": record_hand("loan.renew"),
    "close_gate_pass": record_hand("loan.gate_back"),
    "record_compensation": record_hand("loan.compensate"),
    "reserve": reserve,
    "cancel_reservation": cancel_reservation,
    "withdraw_slip": record_hand("slip.withdraw"),
    "reverse_slip": record_hand("slip.reverse"),
    "record_printing": print_paper,
    "record_signature": sign,
    "write_off_disposal": record_hand("disposal.write_off"),
    "open_count": form_hand("count", "count.open"),
    "record_count_lines": type_back,
    "record_surplus": room_hand("count.surplus"),
    "finish_count_room": room_hand("count.finish"),
    "explain_difference": explain,
    "close_count": record_hand("count.close"),
    "settle_difference": settle,
}
