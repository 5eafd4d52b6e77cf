"""采购申请: who asks for what on whose budget, and beside each line what the school has of it."""

from __future__ import annotations

import re
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.procurement import LineChoice, PurchaseForm
from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.forms.pickers import PickerField
from houqin_desktop.gui.forms.rows_dialog import RowsDialog
from houqin_desktop.gui.loan.dialogs import IssueDialog
from houqin_desktop.gui.loan.finders import word_finder
from houqin_desktop.gui.procurement.choosing_plan import choose_plan
from houqin_desktop.gui.procurement.finders import budget_field
from houqin_desktop.gui.procurement.found_lines import FoundLines
from houqin_desktop.gui.procurement.instead import keeper_of, repair_form, served_by
from houqin_desktop.gui.procurement.purchase_dialogs import LONG_LABELS
from houqin_desktop.gui.procurement.there_panel import TherePanel
from houqin_desktop.gui.transfer.dialog import TransferDialog
from houqin_desktop.services.procurement.drafts import RequestPurchase, WantedLine
from houqin_desktop.services.procurement.reckoning import for_the_term, to_fill_up
from houqin_desktop.services.stock.finding import find_item

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.loan.counter_dialog import CounterDialog
    from houqin_desktop.services.commands import Result
    from houqin_desktop.services.draft import Draft

# Each column with its width.
COLUMNS: Final = {
    "name": 150,
    "specification": 110,
    "unit": 56,
    "quantity": 70,
    "price": 100,
    "purpose": 100,
    "category": 96,
    "bought_anyway": 134,
    "instead": 90,
    "instead_quantity": 80,
    "document": 90,
    "remarks": 60,
}
PASSED: Final = (
    "category",
    "bought_anyway",
    "instead",
    "instead_quantity",
    "document",
    "remarks",
)
# Taller than other forms: the lines stay in sight above what the school has.
SIZE: Final = QSize(1240, 696)
NOTE: Final = (
    "每行一种物品，空行上回车就提交。学校已有的会列在下面，可以改办领用、调拨、维修；"
    "仍要购买的写明理由。可从表格软件复制几行，到表里按 Ctrl+V。"
)
_ROW: Final = re.compile(r"^第 (\d+) 行")


def _column_of(key: str) -> int:
    return list(COLUMNS).index(key)


class RequestDialog(RowsDialog):
    """Fills in a request; the guard against buying twice speaks while a line is typed."""

    help_text = (
        "部门要买东西，先写采购申请：谁申请、哪个部门、用哪项预算、要什么、大约多少钱。"
        "正在写的一行学校里已经有的，列在下面“学校已有”里，按 Alt+1 改办领用、Alt+2 改办调拨、"
        "Alt+3 改办维修、Alt+4 写明仍要购买的理由。"
    )

    about: Mapping[str, Any] = MappingProxyType({"hazard": None})

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        left_out = [choice for choice in LineChoice if not choice.serves]
        super().__init__(
            parent,
            desk,
            "采购申请",
            RequestPurchase,
            rows="lines",
            row_class=WantedLine,
            columns=COLUMNS,
            figures=("quantity", "price", "instead_quantity"),
            note=NOTE,
            known={"low_stock": None, "term_plan": None, **self.about},
            fields={"budget_line": budget_field(desk.session)},
            row_fields={"instead": partial(PickerField, word_finder(LineChoice, *left_out), "")},
            passed=PASSED,
            across=3,
            label_width=LONG_LABELS,
        )
        self.done_text = "已写采购申请"
        self._found = FoundLines()
        self.name_save("提交申请")
        self.field("form").set_value(PurchaseForm.PETTY)
        self._put_below()
        grid = self.sheet.grid
        grid.typed.connect(lambda _text: self._look())
        grid.rows.edited.connect(self._look)
        grid.selectionModel().currentChanged.connect(lambda *_: self._look())

    def _put_below(self) -> None:
        """Put below the lines what the school has, and the buttons that fill lines in."""
        self.there = TherePanel(
            self.desk.session,
            {
                "改办领用(&1)": ("export", self.issue),
                "改办调拨(&2)": ("department", self.transfer),
                "改办维修(&3)": ("settings", self.repair),
                "仍要购买(&4)": ("cart", self.buy_anyway),
            },
        )
        self.column.insertWidget(self.column.count() - 1, self.there)
        low = dialog_button(" 填入低库存(&L)", "warning", self.fill_low_stock)
        low.setToolTip("把低于最低库存的物品逐行填进来，数量补到最低库存")
        term = dialog_button(" 填入开学需购(&T)", "calendar", self.fill_for_term)
        term.setToolTip("把一份开学计划还要买的逐行填进来")
        for at, button in enumerate((low, term)):
            self.foot.insertWidget(at, button)

    def sizeHint(self) -> QSize:
        return SIZE

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.there.begin()

    def _text(self, key: str) -> str:
        return self.sheet.grid.text_at(self._row, _column_of(key))

    @property
    def _row(self) -> int:
        return max(0, self.sheet.grid.currentIndex().row())

    def _look(self) -> None:
        category = self.sheet.grid.rows.cell(self._row, _column_of("category")).value
        self.there.look(self._text("name"), self._text("specification"), str(category or ""))

    def _wanted(self) -> int:
        wanted = self.sheet.grid.rows.cell(self._row, _column_of("quantity")).value
        return wanted if isinstance(wanted, int) else 1

    def issue(self) -> None:
        """Give out the chosen lot in place of buying."""
        self._open(LineChoice.ISSUE, IssueDialog, purpose="purpose")

    def transfer(self) -> None:
        """Transfer the chosen lot, from who keeps it, in place of buying."""
        lot, today = self.there.lot, self.desk.session.clock.today()
        giver = "" if lot is None else keeper_of(lot.room, today)
        self._open(LineChoice.TRANSFER, TransferDialog, purpose="reason", giver=giver)

    def _open(
        self,
        choice: LineChoice,
        kind: type[IssueDialog | TransferDialog],
        *,
        purpose: str,
        **known: str,
    ) -> None:
        """Open the form that hands over the chosen lot; its number then stands in the line."""
        self.sheet.grid.finish()
        lot, row = self.there.lot, self._row
        if lot is None:
            return
        dialog: CounterDialog = kind(self, self.desk)
        served = served_by(lot, self._wanted())
        for name, value in {
            "storeroom": lot.room,
            "taker": self.field("applicant").state()[1],
            "department": self.field("department").state()[1],
            purpose: f"代替采购：{self._text('name')}",
            **known,
        }.items():
            if value:
                dialog.field(name).set_value(value)
        dialog.put_lines([[number, str(pieces)] for number, pieces in served])
        dialog.prints.setChecked(False)
        pieces = sum(count for _, count in served)
        dialog.saved.connect(partial(self._note, row, choice, pieces))
        dialog.open()

    def repair(self) -> None:
        """Report the chosen lot to be repaired in place of buying."""
        self.sheet.grid.finish()
        lot, row = self.there.lot, self._row
        if lot is None:
            return
        (number, pieces), *_ = served_by(lot, self._wanted())
        known = {
            "reporter": self.field("applicant").state()[1],
            "department": self.field("department").state()[1],
            "remarks": f"代替采购：{self._text('name')}",
        }
        dialog = repair_form(self, self.desk, lot, number, known)
        dialog.saved.connect(partial(self._note, row, LineChoice.REPAIR, pieces))
        dialog.open()

    def _note(
        self, row: int, choice: LineChoice, pieces: int, result: Result | None = None
    ) -> None:
        """Write into a line what is done in place of buying."""
        document = "" if result is None else result.number or ""
        written = {
            "instead": choice.label,
            "instead_quantity": str(pieces),
            "document": document,
        }
        self.sheet.grid.rows.put({(row, _column_of(key)): text for key, text in written.items()})
        self.sheet.grid.go_to(row, _column_of("instead_quantity"))

    def buy_anyway(self) -> None:
        """Go to where it is said why it is bought all the same."""
        self.sheet.grid.finish()
        self.sheet.grid.go_to(self._row, _column_of("bought_anyway"))

    def fill_low_stock(self) -> None:
        """Write a line for each item of which there is less than the minimum."""
        self._add(to_fill_up(), "没有低于最低库存的物品。", low_stock=True)

    def fill_for_term(self) -> None:
        """Write a line for each thing that is to be bought for a term."""
        if not choose_plan(self, self._fill_for):
            self.bar.say("还没有开学计划。请先在“开学与配备”里开一份。")

    def _fill_for(self, code: str) -> None:
        try:
            lines = for_the_term(code, self.desk.session.clock.today())
        except Refused as refusal:
            self.refuse(refusal)
            return
        self._add(lines, "", term_plan=code)

    def _add(self, lines: Sequence[WantedLine], none: str, **found_by: Any) -> None:
        """Write lines of items below those that are there; what is short needs no other reason.

        :param found_by: the argument by which the command finds the same lines itself.
        """
        grid = self.sheet.grid
        grid.finish()
        if not lines:
            self.bar.say(none)
            return
        first = (grid.rows.filled() or [-1])[-1] + 1
        before = len(grid.rows.values())
        self.fill([_row_of(line) for line in lines], first)
        self._found.note(found_by, grid.rows.values()[before:])
        grid.go_to(first, _column_of("quantity"))

    def draft(self, values: dict[str, Any]) -> Draft:
        """Leave to the command what was filled in by it and stands there as it was filled in."""
        found, rows = self._found.left_to_command(values["rows"])
        self._known = {"low_stock": None, "term_plan": None} | dict(self.about) | found
        self.needs_rows = not found
        return super().draft(values | {"rows": rows})

    def refuse(self, refusal: Refused) -> None:
        super().refuse(refusal)
        named = _ROW.match(refusal.sentence)
        if named is not None and refusal.code == "already_there":
            self.sheet.grid.go_to(int(named.group(1)) - 1, _column_of("bought_anyway"))


def _row_of(line: WantedLine) -> dict[str, Any]:
    """Return what stands in the row of an item: its words in place of its code."""
    item = find_item(line.name)
    said = {name: getattr(line, name) for name in line.filled()}
    words = {"name": item.name, "specification": item.specification}
    return said | words | {"bought_anyway": line.purpose}


def begin_like(dialog: RequestDialog, former: RequestPurchase) -> None:
    """Begin a request with what was asked for once."""
    for name in former.filled():
        if name != "lines":
            dialog.field(name).set_value(getattr(former, name))
    rows = former.lines
    dialog.fill([{name: getattr(row, name) for name in row.filled()} for row in rows])
