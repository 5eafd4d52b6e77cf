"""The short forms of procurement: a line decided, a word said, an end, what is paid, who sells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin_desktop.domain.procurement import LineChoice
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.procurement.finders import line_field
from houqin_desktop.services.procurement.accounts import accounts_entry_of
from houqin_desktop.services.procurement.budget import find_budget_line
from houqin_desktop.services.procurement.drafts import (
    AddBudgetLine,
    AddSupplier,
    ChangeBudgetLine,
    CloseRequest,
    CorrectSupplier,
    DecideLine,
    EnterInAccounts,
    ExcuseProcurement,
    HandOut,
)
from houqin_desktop.services.procurement.open_lines import lines_to_decide
from houqin_desktop.services.procurement.suppliers import find_supplier

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

_OF_SUPPLIER = ("name", "tax_number", "contact", "remarks")


class DecideDialog(DraftDialog):
    """处理申请行: a line, or part of it, is not bought; or it is said why it is all the same."""

    help_text = (
        "审核时核减，或打印以前改为领用、调拨、维修，写明理由；数量不填就是这一行余下的全部。"
    )

    def __init__(self, parent: QWidget, desk: Desk, number: str) -> None:
        super().__init__(
            parent,
            desk,
            f"处理申请行 {number}",
            DecideLine,
            known={"number": number},
            fields={"line": line_field(lines_to_decide(number))()},
            done="已处理",
        )
        self.field("choice").set_value(LineChoice.CUT)
        self.field("quantity").setPlaceholderText("不填就是余下的全部")
        self.field("found").setPlaceholderText("哪里已经有什么")
        self.field("document").setPlaceholderText("领用单、转移单的单号，没有可不填")

    def draft(self, values: dict[str, Any]) -> Draft:
        return super().draft(values | {"line": int(values["line"])})


def excuse_dialog(parent: QWidget, desk: Desk, number: str, *, of_purchase: bool) -> DraftDialog:
    """Return the form 补写采购例外 for a paper; a purchase has no word about the budget."""
    known: dict[str, Any] = {"number": number}
    if of_purchase:
        known["over_budget"] = None
    dialog = DraftDialog(
        parent, desk, f"补写采购例外 {number}", ExcuseProcurement, known=known, done="已补写"
    )
    dialog.help_text = "超预算怎样决定的、为什么由申请人兼审批或验收，打印以前写上，印在单上。"
    return dialog


def close_dialog(parent: QWidget, desk: Desk, number: str) -> DraftDialog:
    """Return the form 结束申请."""
    dialog = DraftDialog(
        parent,
        desk,
        f"结束申请 {number}",
        CloseRequest,
        known={"number": number},
        notes=("reason",),
        done="申请已结束",
        verb="结束申请",
    )
    dialog.help_text = "批准了而没有买的不再买，占用的预算放出来。"
    return dialog


def hand_out_dialog(parent: QWidget, desk: Desk, number: str) -> DraftDialog:
    """Return the form 发放 for a receipt of a purchase."""
    dialog = DraftDialog(
        parent, desk, f"发放 {number}", HandOut, known={"number": number}, done="已发放"
    )
    dialog.name_save("发放")
    dialog.help_text = "入库的东西整单发给申请人：不填归还日期是领用，填了就是借用。"
    dialog.field("taker").setPlaceholderText("不填就是申请人")
    dialog.field("due_on").setPlaceholderText("领用不填；借用填到哪天还")
    return dialog


def accounts_dialog(parent: QWidget, desk: Desk, number: str) -> DraftDialog:
    """Return the form 登记财务入账, with the number of the accounts department as it stands."""
    entry = accounts_entry_of(number)
    entered_on = None if entry is None else entry.entered_on
    dialog = DraftDialog(
        parent,
        desk,
        f"登记财务入账 {number}",
        EnterInAccounts,
        known={"number": number},
        prefilled={
            "accounting_voucher": "" if entry is None else entry.number,
            "entered_on": entered_on or desk.session.clock.today(),
        },
        done="已登记入账",
    )
    dialog.field("accounting_voucher").setPlaceholderText("清空就是还没有入账")
    return dialog


def add_supplier_dialog(parent: QWidget, desk: Desk) -> DraftDialog:
    """Return the form 登记供应商."""
    return DraftDialog(
        parent, desk, "登记供应商", AddSupplier, done="已登记供应商", adds_again=True
    )


class CorrectSupplierDialog(DraftDialog):
    """更正供应商: begins with what is written; what is emptied is cleared."""

    def __init__(self, parent: QWidget, desk: Desk, name: str) -> None:
        supplier = find_supplier(name, in_use=False)
        self._present = {key: str(getattr(supplier, key)) for key in _OF_SUPPLIER}
        super().__init__(
            parent,
            desk,
            f"更正供应商 {name}",
            CorrectSupplier,
            known={"supplier": name},
            prefilled=self._present,
            done="已更正",
        )

    def draft(self, values: dict[str, Any]) -> Draft:
        changed = {key: value for key, value in values.items() if value != self._present[key]}
        return CorrectSupplier(**self._known, **changed)


def add_budget_dialog(parent: QWidget, desk: Desk) -> DraftDialog:
    """Return the form 登记预算."""
    dialog = DraftDialog(
        parent,
        desk,
        "登记预算",
        AddBudgetLine,
        prefilled={"year": desk.session.clock.today().year},
        done="已登记预算",
        adds_again=True,
    )
    dialog.kept_for_next = ("year", "funding_source")
    dialog.field("department").setPlaceholderText("全校的不填")
    return dialog


def change_budget_dialog(parent: QWidget, desk: Desk, year: int, name: str) -> DraftDialog:
    """Return the form 调整预算 for a budget line."""
    line = find_budget_line(name, year, in_use=False)
    return DraftDialog(
        parent,
        desk,
        f"调整预算 {year} {name}",
        ChangeBudgetLine,
        known={"year": year, "name": name},
        prefilled={
            "amount": line.amount_fen,
            "funding_source": line.funding_source,
            "remarks": line.remarks,
        },
        done="已调整",
    )
