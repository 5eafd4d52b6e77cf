"""登记资产, 更正 and 价值变动: the three forms of a card.

The fields are those that the commands ask for. A new card asks the everyday ones first, the rest
behind 更多项目; a correction has all of them, in the blocks in which the card is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QPushButton

from houqin_desktop.domain.asset import SETTABLE_STATUSES, AssetStatus
from houqin_desktop.domain.card_fields import CardBlock
from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.assets.detail_fields import DetailArea, as_written
from houqin_desktop.gui.forms.argument_fields import argument_field
from houqin_desktop.gui.forms.fields import (
    ChoiceField,
    MoneyField,
    NoteField,
    TextField,
    TickField,
)
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.forms.suggestions import offer_places
from houqin_desktop.gui.icons import icon
from houqin_desktop.services.assets.card_details import card_fields
from houqin_desktop.services.assets.drafts import ChangeValue, RegisterAsset
from houqin_desktop.services.assets.present import (
    correction,
    is_unverified,
    present_details,
    present_values,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.forms.field_row import FieldRow
    from houqin_desktop.services.draft import Draft

WHAT: Final = (
    "name",
    "category",
    "specification",
    "brand",
    "quantity",
    "unit",
    "original_value",
    "acquired_on",
    "status",
)
WHERE: Final = ("storeroom", "using_department", "place", "holder", "responsible", "keeper")
BLOCKS: Final = {
    CardBlock.BASIC: (
        "name",
        "category",
        "specification",
        "brand",
        "quantity",
        "unit",
        "status",
        "serial_number",
        "manufacturer",
        "supplier",
        "warranty_until",
        "former_code",
        "former_category_code",
        "remarks",
    ),
    CardBlock.FINANCIAL: (
        "original_value",
        "acquired_on",
        "life_months",
        "minimum_life_months",
        "acquisition_method",
        "funding_source",
        "fiscal_funds",
        "other_funds",
        "value_type",
        "procurement_form",
        "budget_item",
        "contract_number",
        "invoice_number",
        "booked_on",
        "accounting_voucher",
    ),
    CardBlock.USE: (*WHERE, "in_service_on", "purpose"),
}
REQUIRED: Final = ("name", "original_value", "quantity")


class _CardDialog(FormDialog):
    """The fields of a card in two columns."""

    def __init__(self, parent: QWidget | None, desk: Desk, title: str) -> None:
        super().__init__(parent, desk, title, columns=2, width=880, label_width=118)
        self._arguments = {one.name: one for one in RegisterAsset.arguments()}
        self._more_rows: list[FieldRow] = []
        self._areas: list[DetailArea] = []
        self._rare: DetailArea | None = None

    def add_card_fields(self, *, with_code: bool) -> None:
        """Add the everyday fields and, behind a button, all the others."""
        self.add_heading("是什么")
        for name in WHAT:
            self._add(name)
        if with_code:
            self._add("code", hint="留空则自动编号")
        self.add_heading("在哪里、归谁管")
        for name in WHERE:
            self._add(name)
        self._add_details(CardBlock.TYPE, headed=True)
        self._add_details(CardBlock.CUSTOM, headed=True)
        self._more = QPushButton("更多项目")
        self._more.setObjectName("more")
        self._more.setProperty("look", "link")
        self._more.setIcon(icon("down"))
        self._more.setAutoDefault(False)
        self._more.clicked.connect(self.show_more)
        self.add_widget(self._more)
        shown = {*WHAT, *WHERE, "code", "details"}
        for name in (name for name in self._arguments if name not in shown):
            self._add(name)
            row = self.row(name)
            row.hide()
            self._more_rows.append(row)
        self._rare = self._add_details(CardBlock.BASIC, CardBlock.FINANCIAL)
        self._rare.hide()
        self.field("category").edited.connect(self._fit_details)

    def add_blocks(self) -> None:
        """Add every field in the block in which the card shows it."""
        for block, names in BLOCKS.items():
            self.add_heading(block.label)
            for name in names:
                self._add(name)
            self._add_details(block)
        self._add_details(CardBlock.TYPE, headed=True)
        self._add_details(CardBlock.CUSTOM, headed=True)
        self.field("category").edited.connect(self._fit_details)

    def _add_details(self, *blocks: CardBlock, headed: bool = False) -> DetailArea:
        """Add the rarer columns of some blocks, which come and go with the category."""
        fields = [one for one in card_fields().values() if one.block in blocks and not one.retired]
        today = self.desk.session.clock.today()
        area = DetailArea(fields, today, self._label_width, headed=headed)
        self._areas.append(area)
        for key, row in area.rows.items():
            self._rows[key] = row
            row.watch()
            row.field.edited.connect(self.changed)  # type: ignore[attr-defined]
        self.add_widget(area)
        return area

    def _fit_details(self) -> None:
        try:
            code = self.field("category").value()
        except Refused:
            return
        for area in self._areas:
            seen = not area.isHidden()
            area.arrange(code or None)
            if area is self._rare:
                area.setVisible(seen)

    def _details(self, values: dict[str, Any]) -> tuple[tuple[str, str], ...]:
        """Take the rarer columns out of the values of the form, by title as they are written."""
        fields = {key: one for area in self._areas for key, one in area.fields.items()}
        return tuple(
            (fields[key].title, as_written(values.pop(key)))
            for key in list(values)
            if key in fields
        )

    def show_more(self) -> None:
        """Show the rarer fields."""
        self._more.hide()
        if self._rare is not None:
            self._rare.show()
        for row in self._more_rows:
            row.show()
        self.resize(self.sizeHint())

    def restore(self, state: dict[str, Any]) -> None:
        rare = (row.field.objectName() for row in self._more_rows)
        if any(state.get(name) not in (None, "", "—", ["", ""]) for name in rare):
            self.show_more()
        super().restore(state)

    def _add(self, name: str, hint: str = "") -> None:
        argument = self._arguments[name]
        field: Any
        if name == "status":
            field = ChoiceField([(one, one.label) for one in SETTABLE_STATUSES])
        else:
            field = argument_field(self.desk.session, argument)
        if hint and isinstance(field, TextField):
            field.setPlaceholderText(hint)
        self.add(name, argument.title, field, required=name in REQUIRED)
        if name == "place":
            offer_places(field, self.field("storeroom"))


class RegisterDialog(_CardDialog):
    """登记资产: a new card, or one after another."""

    help_text = (
        "登记一件新资产，或一批相同的资产（数量大于 1，原值填这一批的合计）。"
        "分类填了以后，年限自动带出。"
    )

    adds_again = True
    kept_for_next = (
        "category",
        "storeroom",
        "using_department",
        "place",
        "holder",
        "responsible",
        "keeper",
        "acquired_on",
        "unit",
        "status",
    )

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent, desk, "登记资产")
        self.done_text = "已登记"
        self.add_card_fields(with_code=True)
        self.field("quantity").set_value(1)
        self.field("status").set_value(AssetStatus.IN_USE)

    def draft(self, values: dict[str, Any]) -> Draft:
        details = tuple(pair for pair in self._details(values) if pair[1])
        filled = {name: value for name, value in values.items() if value not in (None, "")}
        return RegisterAsset(**filled, details=details or None)


class CorrectDialog(_CardDialog):
    """更正: what was written wrongly on a card; the journal keeps what stood there."""

    help_text = "把写错的内容改对。只记改过的栏目，原来的内容留在流水里，以后可以撤销。"

    def __init__(self, parent: QWidget | None, desk: Desk, code: str) -> None:
        super().__init__(parent, desk, f"更正 {code}")
        self.done_text = "已更正"
        self._code = code
        self._before = present_values(code)
        self.add_blocks()
        self.add("reason", "更正原因", TextField("写给以后查账的人看"), wide=True)
        self.add("verified", "核实", TickField("已逐项核实，去掉“待核实”"), wide=True)
        self.row("verified").setVisible(is_unverified(code))
        for name in self._before:
            self.field(name).set_value(self._before[name])
        stored = present_details(code)
        for area in self._areas:
            area.fill(stored)
        self._fit_details()
        self._details_before = dict(self._details(self._filled_details()))

    def _filled_details(self) -> dict[str, Any]:
        """Return the values of the rarer columns as the form shows them."""
        keys = [key for area in self._areas for key in area.rows]
        return {key: self.field(key).value() for key in keys}

    def draft(self, values: dict[str, Any]) -> Draft:
        changed = tuple(
            pair for pair in self._details(values) if self._details_before[pair[0]] != pair[1]
        )
        reason = str(values.pop("reason"))
        verified = bool(values.pop("verified", False))
        return correction(
            self._code, self._before, values, reason, verified=verified, details=changed
        )


class ValueDialog(FormDialog):
    """价值变动: an addition to the value of a card, or a reduction."""

    help_text = "改扩建、加装、补记等使原值增加的填正数；减少的填负数，显示为红字。"

    def __init__(self, parent: QWidget | None, desk: Desk, code: str, name: str) -> None:
        super().__init__(parent, desk, f"价值变动 {code} {name}")
        self.done_text = "已记价值变动"
        self._code = code
        amount = MoneyField("增加写 500，减少写 -500（红字）", signed=True)
        self.add("amount", "增减金额", amount, required=True)
        arguments = {one.name: one for one in ChangeValue.arguments()}
        self.add("reason", "变动原因", NoteField("如：加装内存、改扩建", 2), required=True)
        for key in ("extra_months", "accounting_voucher"):
            self.add(key, arguments[key].title, argument_field(desk.session, arguments[key]))

    def draft(self, values: dict[str, Any]) -> Draft:
        return ChangeValue(
            code=self._code,
            delta=values["amount"],
            reason=values["reason"],
            extra_months=values["extra_months"] or 0,
            accounting_voucher=values["accounting_voucher"] or None,
        )
