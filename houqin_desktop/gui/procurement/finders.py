"""What one picks from in the forms of procurement: open lines, suppliers, budget lines."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from houqin_desktop.domain.money import format_money
from houqin_desktop.gui.forms.pickers import Choice, PickerField
from houqin_desktop.gui.loan.finders import listed
from houqin_desktop.services.procurement.budget import standings
from houqin_desktop.services.procurement.suppliers import suppliers_in_use

if TYPE_CHECKING:
    from collections.abc import Iterable

    from houqin_desktop.gui.forms.pickers import Find
    from houqin_desktop.services.procurement.open_lines import OpenLine
    from houqin_desktop.services.session import Session


def line_field(lines: Iterable[OpenLine]) -> Any:
    """Return what makes the field in which one line of one paper is picked."""
    choices = [
        Choice(str(one.position), f"{one.position} {one.name}", _waiting(one)) for one in lines
    ]
    return partial(PickerField, listed(choices), "")


def order_field(lines: Iterable[OpenLine]) -> Any:
    """Return what makes the field in which a line of one of several requests is picked."""
    choices = [
        Choice(order_key(one), f"{one.number} {one.position} {one.name}", _waiting(one))
        for one in lines
    ]
    return partial(PickerField, listed(choices), "申请单号、物品或拼音首字母")


def order_key(line: OpenLine) -> str:
    """Return by what a line is known among those of all requests."""
    return f"{line.number}#{line.position}"


def _waiting(line: OpenLine) -> str:
    return f"余 {line.pieces:,} {line.wanted.unit}".rstrip()


def supplier_field() -> PickerField:
    """Return the field that takes a supplier in use."""
    choices = [Choice(one.name, one.name, one.contact) for one in suppliers_in_use()]
    return PickerField(listed(choices), "名称或拼音首字母")


def budget_field(session: Session) -> PickerField:
    """Return the field that takes a budget line of this year, with what is left of it."""
    return PickerField(_budget_finder(session), "没有预算可不填")


def _budget_finder(session: Session) -> Find:
    return listed(
        Choice(one.line.name, one.line.name, f"余 {format_money(one.left_fen)} 元")
        for one in standings(session.clock.today().year)
        if not one.line.withdrawn
    )
