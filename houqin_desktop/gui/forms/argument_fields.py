"""A field for each kind of argument a command asks for.

The draft of a command already says the title and the kind of everything it needs; a form that adds
`argument_field` for it speaks the same words as the command line and the journal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.gui.forms.date_fields import DateField, PartialDateField
from houqin_desktop.gui.forms.fields import (
    ChoiceField,
    CodeField,
    MoneyField,
    PersonalField,
    QuantityField,
    TextField,
    TickField,
)
from houqin_desktop.gui.forms.pickers import (
    Find,
    PickerField,
    asset_finder,
    category_finder,
    from_register,
)
from houqin_desktop.gui.operators.password_fields import SecretField
from houqin_desktop.services.campus.registers import PLACES_IN_USE
from houqin_desktop.services.draft import Argument, Kind
from houqin_desktop.services.registers.storerooms import ROOMS_IN_USE
from houqin_desktop.services.session import Session

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


# Numbers of things and papers that hold no Chinese word.
CODES: Final = frozenset(
    ("code", "number", "former_code", "serial_number", "invoice_number", "contract_number")
)


def argument_field(session: Session, argument: Argument) -> Any:
    """Return an empty field fit for the kind of the argument."""
    today = session.clock.today()
    if argument.choices is not None:
        choices: list[tuple[Any, str]] = [(word, word.label) for word in argument.choices]
        return ChoiceField(choices if argument.required else [(None, "—"), *choices])
    made: QWidget
    if argument.kind is Kind.MONEY:
        made = MoneyField()
    elif argument.kind in (Kind.QUANTITY, Kind.MONTHS):
        made = QuantityField("个月" if argument.kind is Kind.MONTHS else "")
    elif argument.kind is Kind.DATE:
        made = DateField(today)
    elif argument.kind is Kind.FLAG:
        made = TickField("是")
    elif argument.kind is Kind.PERSONAL:
        made = PersonalField()
    elif argument.kind is Kind.SECRET:
        made = SecretField()
    elif argument.kind is Kind.PARTIAL_DATE:
        made = PartialDateField(today)
    else:
        plain = CodeField() if argument.name in CODES else TextField()
        made = _picker(session, argument.kind) or plain
    return made


def people_finder(session: Session) -> Find:
    """Return the finder over the school's people."""
    return from_register(
        session, "people", value="人员编号", label="姓名", detail=("人员编号", "现任岗位")
    )


def _picker(session: Session, kind: Kind) -> PickerField | None:
    if kind is Kind.PERSON:
        return PickerField(people_finder(session), "姓名、拼音或首字母")
    if kind is Kind.STOREROOM:
        find = from_register(
            session,
            "storerooms",
            value="保管室",
            label="保管室",
            detail=("保管员",),
            filters=ROOMS_IN_USE,
        )
        return PickerField(find, "名称或拼音首字母")
    if kind is Kind.DEPARTMENT:
        find = from_register(session, "departments", value="部门", label="部门")
        return PickerField(find, "名称或拼音首字母")
    if kind is Kind.ASSET:
        return PickerField(asset_finder(), "编号、名称、型号或拼音首字母")
    if kind is Kind.CAMPUS_PLACE:
        find = from_register(
            session,
            "campus_places",
            value="场所",
            label="场所",
            detail=("区域", "场所编号"),
            filters=PLACES_IN_USE,
        )
        return PickerField(find, "名称或拼音首字母")
    if kind is Kind.ITEM:
        find = from_register(
            session,
            "items",
            value="物品编号",
            label="物品名称",
            detail=("规格型号", "单位", "物品编号"),
        )
        return PickerField(find, "名称、俗名、编号或拼音首字母")
    if kind is Kind.CATEGORY:
        return PickerField(category_finder(), "代码、名称、俗名或首字母")
    return None
