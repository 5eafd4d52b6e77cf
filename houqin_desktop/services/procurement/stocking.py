"""验收入库: everything that was accepted comes in at once, as cards or as stock (I15, I16)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from houqin_desktop.domain.asset import AcquisitionMethod
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.procurement import Stocking, stocking_of
from houqin_desktop.domain.settings import BULK_CATEGORIES, CAPITAL_LIMIT
from houqin_desktop.domain.stock import ReceiptSource, StockKind
from houqin_desktop.domain.storeroom import VirtualLocation
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.drafts import RegisterAsset
from houqin_desktop.services.assets.verbs import register_asset
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import in_row
from houqin_desktop.services.loan.things import number_of
from houqin_desktop.services.procurement.drafts import StockAccepted, StockedAs
from houqin_desktop.services.procurement.standing import require_not_before, require_standing
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.slips.engine import (
    SlipCase,
    add_line,
    find_slip,
    open_slip,
    post_line,
)
from houqin_desktop.services.stock.catalogue import insert_item
from houqin_desktop.services.stock.drafts import AddItem
from houqin_desktop.services.stock.finding import find_item
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.people import Department, Storeroom
from houqin_desktop.storage.procurement import (
    Acceptance,
    AcceptanceLine,
    AcceptedSerial,
    BudgetLine,
    Purchase,
    PurchaseLine,
    PurchaseRequest,
    RequestLine,
    StockedLine,
)
from houqin_desktop.storage.procurement_sums import stocked_of
from houqin_desktop.storage.slip import Slip
from houqin_desktop.storage.stock import StockItem


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A line of an acceptance on its way into the books."""

    case: SlipCase
    line: AcceptanceLine
    wanted: RequestLine
    said: StockedAs
    room: Storeroom
    serials: tuple[str, ...]

    @property
    def category(self) -> str:
        """Return the code of the classification, an empty text where none is known."""
        return self.said.category or self.wanted.category

    @property
    def way(self) -> Stocking:
        """Return as what it comes in: as it was said, else by price and category."""
        if self.said.way is not None:
            return self.said.way
        return usual_way(self.line.price_fen, self.line.accepted, self.category)


def usual_way(price_fen: int, accepted: int, category: str) -> Stocking:
    """Return as what accepted pieces come in by the settings of the school; the price in 分."""
    bulk = lookup.setting(BULK_CATEGORIES)
    return stocking_of(
        price_fen,
        accepted,
        category,
        limit_fen=int(lookup.setting(CAPITAL_LIMIT)),
        bulk=tuple(code for code in bulk.split("、") if code),
    )


@command("验收入库", StockAccepted)
def stock_accepted(task: Task, draft: StockAccepted) -> Outcome:
    """Bring in all that an acceptance found good: ten pieces are ten cards or one batch of ten.

    The answer has the number of the receipt and those of the cards.

    :raises Refused: before the acceptance is signed, where it is in already, where nothing of it
        was good, or naming the row that is wrong.
    """
    case = find_slip(draft.number, VoucherKind.ACCEPTANCE)
    arrivals = _arrivals(case, draft)
    require_not_before(case, task.on, "入库")
    slip = open_slip(
        task,
        VoucherKind.RECEIPT,
        storeroom_id=case.slip.storeroom_id,
        giver_id=case.slip.giver_id,
        source=ReceiptSource.PURCHASE.value,
        outside=case.slip.outside,
        purpose=case.voucher.number,
        remarks=draft.remarks or "",
    )
    codes: list[str] = []
    position = 0
    for one in arrivals:
        with in_row(one.line.position):
            made = _bring_in(task, slip, position, one)
        position += len(made)
        codes += [code for code in made if code]
    number = number_of(slip)
    return Outcome(number, (number, *codes))


def _arrivals(case: SlipCase, draft: StockAccepted) -> list[_Arrival]:
    number = case.voucher.number
    require_standing(case, "入库")
    if case.voucher.state is not VoucherState.EXECUTED:
        raise Refused(f"{number} 还没有签齐，不能入库。请先登记各步签字。", code="not_signed")
    if any(stocked_of(case.slip.id).values()):
        raise Refused(f"{number} 已经入库，不能再入一次。请核对单号。", code="stocked_already")
    room = lookup.room_by_id(case.slip.storeroom_id or 0)
    lines = AcceptanceLine.picked("slip_id = ?", case.slip.id, order="position")
    good = [line for line in lines if line.accepted]
    if not good:
        raise Refused(f"{number} 没有合格的物品，不用入库。请办理退换。", code="nothing_accepted")
    said = _said(number, draft, {line.position for line in good})
    return [
        _Arrival(
            case,
            line,
            RequestLine.get_by_id(PurchaseLine.get_by_id(line.purchase_line_id).request_line_id),
            said.get(line.position, StockedAs(line=line.position)),
            room,
            tuple(one.serial for one in AcceptedSerial.picked("line_id = ?", line.id, order="id")),
        )
        for line in good
    ]


def _said(number: str, draft: StockAccepted, good: set[int]) -> dict[int, StockedAs]:
    """Return what was said of lines, by their number on the acceptance."""
    said: dict[int, StockedAs] = {}
    for position, row in enumerate(draft.lines, start=1):
        with in_row(position):
            if row.line not in good:
                raise Refused(
                    f"{number} 没有第 {row.line} 行，或这一行没有合格的物品。请核对行号。",
                    code="unknown_line",
                )
            if row.line in said:
                raise Refused(f"第 {row.line} 行填了两次。请合成一行。", code="repeated_line")
            said[row.line] = row
    return said


def _bring_in(task: Task, slip: Slip, position: int, one: _Arrival) -> list[str]:
    """Write the lines of a receipt for one accepted line; return the numbers of its cards."""
    if one.way is Stocking.STOCK:
        _to_stock(task, slip, position + 1, one)
        return [""]
    if one.way is Stocking.BATCH:
        return [_card(task, slip, position + 1, one, one.line.accepted, "、".join(one.serials))]
    return [
        _card(task, slip, position + at + 1, one, 1, "".join(one.serials[at : at + 1]))
        for at in range(one.line.accepted)
    ]


def _to_stock(task: Task, slip: Slip, position: int, one: _Arrival) -> None:
    item = _item_of(task, one)
    if item.keeps_expiry and one.said.expires_on is None:
        raise Refused(f"{item.name}要管有效期。请填写有效期至哪一天。", code="expiry_wanted")
    value = one.line.accepted * one.line.price_fen
    line = add_line(
        task,
        slip,
        position,
        item,
        one.line.accepted,
        value_fen=value,
        batch=one.said.batch or "",
        expires_on=one.said.expires_on,
        place=one.said.place or "",
    )
    task.insert(StockedLine, line_id=line.id, acceptance_line_id=one.line.id)
    supplier = lookup.virtual_location(VirtualLocation.SUPPLIER)
    post_line(task, line, supplier, one.room.location_id, value, task.on)


def _item_of(task: Task, one: _Arrival) -> StockItem:
    """Return the item of the catalogue as which a line comes in; a new one where there is none."""
    wanted, unit = one.wanted, one.wanted.unit or "件"
    if one.said.item:
        item = find_item(one.said.item)
    elif wanted.item_id is not None:
        item = StockItem.get_by_id(wanted.item_id)
    else:
        known = StockItem.find(name=wanted.name, specification=wanted.specification, unit=unit)
        item = known or insert_item(
            task,
            AddItem(
                name=wanted.name,
                specification=wanted.specification,
                unit=unit,
                kind=StockKind.CONSUMABLE,
            ),
        )
    if item.retired:
        raise Refused(
            f"{item.name}已停用，不能入库。请先恢复使用，或另选物品。", code="item_retired"
        )
    return item


def _card(task: Task, slip: Slip, position: int, one: _Arrival, quantity: int, serials: str) -> str:
    """Write one card with every field that the thread knows, and its line on the receipt."""
    value = quantity * one.line.price_fen
    outcome = register_asset(
        task,
        RegisterAsset(
            name=one.wanted.name,
            quantity=quantity,
            original_value=value,
            storeroom=one.room.name,
            **_known(one, serials),
        ),
    )
    (code,) = outcome.ids
    card = Asset.find(code=code)
    assert card is not None
    place = one.said.place or ""
    line = add_line(task, slip, position, card, quantity, value_fen=value, place=place)
    task.insert(StockedLine, line_id=line.id, acceptance_line_id=one.line.id)
    return code


def _known(one: _Arrival, serials: str) -> dict[str, Any]:
    acceptance = Acceptance.get_by_id(one.case.slip.id)
    purchase = Purchase.get_by_id(acceptance.purchase_id)
    request = PurchaseRequest.get_by_id(one.wanted.slip_id)
    asked: Slip = Slip.get_by_id(request.id)
    budget = (
        None if request.budget_line_id is None else BudgetLine.get_by_id(request.budget_line_id)
    )
    department = (
        None
        if asked.taker_department_id is None
        else Department.get_by_id(asked.taker_department_id).name
    )
    said = {
        "specification": one.wanted.specification,
        "unit": one.wanted.unit,
        "category": one.category,
        "using_department": department,
        "place": one.said.place,
        "funding_source": request.funding_source,
        "supplier": one.case.slip.outside,
        "serial_number": serials,
        "contract_number": purchase.contract_number,
        "invoice_number": acceptance.invoice_number,
        "budget_item": "" if budget is None else budget.name,
        "purpose": one.wanted.purpose,
    }
    return {
        **{name: words for name, words in said.items() if words},
        "acquired_on": PartialDate.parse(acceptance.arrived_on.isoformat()),
        "acquisition_method": AcquisitionMethod.PURCHASE,
        "procurement_form": purchase.form.on_card,
        "warranty_until": one.line.warranty_until,
    }


@undoes("stock_accepted")
def _taken_back(deed: Deed) -> WithdrawSlip:
    return WithdrawSlip(number=deed.number or "", reason="撤销入库")
