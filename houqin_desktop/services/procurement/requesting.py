"""采购申请: what a department asks for, on whose budget, and which hands it wants."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import cost_of, format_money
from houqin_desktop.domain.procurement import (
    LineChoice,
    PurchaseLimits,
    crossed_limit,
    request_route,
)
from houqin_desktop.domain.settings import (
    PURCHASE_COUNCIL_LIMIT,
    PURCHASE_COUNCIL_UNIT,
    PURCHASE_FULL_LIMIT,
    PURCHASE_QUOTATION_LIMIT,
    SPLITTING_DAYS,
)
from houqin_desktop.domain.stock import require_pieces
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.categories import category
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import in_row
from houqin_desktop.services.hazard.finding import find_hazard
from houqin_desktop.services.hazard.links import tie
from houqin_desktop.services.likeness.things import LikeThings
from houqin_desktop.services.loan.things import number_of, require_here
from houqin_desktop.services.procurement.budget import find_budget_line, require_within
from houqin_desktop.services.procurement.deciding import serving_paper
from houqin_desktop.services.procurement.drafts import RequestPurchase, WantedLine
from houqin_desktop.services.procurement.reckoning import for_the_term, to_fill_up
from houqin_desktop.services.procurement.there import (
    ALREADY_THERE,
    at_hand,
    lot_in_words,
    require_word,
    there_in_words,
)
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.slips.engine import open_slip
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.people import Department
from houqin_desktop.storage.procurement import (
    BudgetLine,
    PurchaseRequest,
    RequestChoice,
    RequestLine,
)
from houqin_desktop.storage.procurement_sums import asked_like
from houqin_desktop.storage.stock import StockItem


def purchase_limits() -> PurchaseLimits:
    """Return the limits that the school set, in 分."""
    return PurchaseLimits(
        full=int(lookup.setting(PURCHASE_FULL_LIMIT)),
        council=int(lookup.setting(PURCHASE_COUNCIL_LIMIT)),
        council_unit=int(lookup.setting(PURCHASE_COUNCIL_UNIT)),
        quotations=int(lookup.setting(PURCHASE_QUOTATION_LIMIT)),
    )


@command("采购申请", RequestPurchase)
def request_purchase(task: Task, draft: RequestPurchase) -> Outcome:
    """Write a request with the route that the amount to be bought and its form want.

    :raises Refused: without lines, over the budget without a decision, for an applicant who has
        left, or naming the row that is wrong.
    """
    applicant = require_here(lookup.person(draft.applicant), task.on)
    department = lookup.department(draft.department)
    head = None if not draft.head else require_here(lookup.person(draft.head), task.on)
    lines = (*draft.lines, *_reckoned(task, draft))
    _require_lines(task, draft, lines)
    total = sum(cost_of(_bought(row), row.price, row.name) for row in lines)
    dearest = max((row.price for row in lines if _bought(row)), default=0)
    limits = purchase_limits()
    budget = _budget(task, draft)
    over = require_within(budget, total, draft.over_budget)
    splitting = _splitting(task, department, total, limits)
    slip = open_slip(
        task,
        VoucherKind.PURCHASE_REQUEST,
        route=request_route(total, dearest, draft.form, limits).name,
        taker_id=applicant.id,
        witness_id=None if head is None else head.id,
        taker_department_id=department.id,
        purpose=draft.purpose or "",
        due_on=draft.needed_by,
        remarks=draft.remarks or "",
    )
    task.insert(
        PurchaseRequest,
        id=slip.id,
        form=draft.form,
        funding_source=draft.funding_source or ("" if budget is None else budget.funding_source),
        budget_line_id=None if budget is None else budget.id,
        exception=draft.exception or "",
        over_budget=over,
        splitting=splitting,
    )
    _write_lines(task, slip.id, lines, typed=len(draft.lines))
    return _asked(task, number_of(slip), draft.hazard)


def _asked(task: Task, number: str, hazard: str | None) -> Outcome:
    """Return the answer, after tying the request to the hazard that it is about."""
    if hazard:
        tie(task, find_hazard(hazard), lookup.voucher(number))
    return Outcome(number, (number,))


def _reckoned(task: Task, draft: RequestPurchase) -> tuple[WantedLine, ...]:
    short = to_fill_up() if draft.low_stock else ()
    return (*short, *(for_the_term(draft.term_plan, task.today) if draft.term_plan else ()))


def _budget(task: Task, draft: RequestPurchase) -> BudgetLine | None:
    return find_budget_line(draft.budget_line, task.on.year) if draft.budget_line else None


def _require_lines(task: Task, draft: RequestPurchase, lines: Sequence[WantedLine]) -> None:
    if not lines and draft.low_stock:
        raise Refused(
            "没有低于最低库存的物品，或缺的已经在申请、采购中。请核对库存，或逐行填写要买的物品。",
            code="no_lines",
        )
    if not lines:
        raise Refused("采购申请没有明细。请至少填一行物品。", code="no_lines")
    if draft.needed_by is not None and draft.needed_by < task.on:
        raise Refused(
            f"需用日期 {draft.needed_by} 早于申请日期 {task.on}。请核对日期。", code="date_order"
        )
    for position, row in enumerate(lines, start=1):
        with in_row(position):
            _require_sound(row)


def _write_lines(task: Task, slip_id: int, lines: Sequence[WantedLine], *, typed: int) -> None:
    """Write the lines; of those after the typed ones it is reckoned that they are short."""
    guard = LikeThings(task)
    for position, row in enumerate(lines, start=1):
        with in_row(position):
            _write_line(task, slip_id, position, row, guard, is_short=position > typed)


def _require_sound(row: WantedLine) -> None:
    if not row.name:
        raise Refused("没有写要买什么。请填写物品名称。", code="empty_name")
    require_pieces(row.quantity, row.name)
    if row.price < 0:
        raise Refused(f"{row.name}的预计单价不能小于零。请核对单价。", code="negative_value")
    cost_of(row.quantity, row.price, row.name)
    if row.instead is None:
        return
    if not row.instead.serves:
        raise Refused(
            f"{row.name}不能一申请就“{row.instead.label}”。请改选领用、调拨或维修。",
            code="not_instead",
        )
    if not 1 <= _served(row) <= row.quantity:
        raise Refused(
            f"{row.name}申请 {row.quantity:,}，不能{row.instead.label} {_served(row):,}。"
            "请核对数量。",
            code="too_many",
        )


def _served(row: WantedLine) -> int:
    """Return how many pieces of a line are served by what the school has; all unless it is said."""
    return row.quantity if row.instead_quantity is None else row.instead_quantity


def _bought(row: WantedLine) -> int:
    """Return how many pieces of a line are to be bought, nothing else serving them."""
    return row.quantity if row.instead is None else row.quantity - _served(row)


def _write_line(
    task: Task, slip_id: int, position: int, row: WantedLine, guard: LikeThings, *, is_short: bool
) -> None:
    """Write a line with what the school has of it; what is reckoned to be short needs no word."""
    item = _item_of(row)
    name, specification, unit = row.name, row.specification or "", row.unit or ""
    if item is not None:
        name, unit = item.name, item.unit
        specification = specification or item.specification
    lots = at_hand(guard.find(name, specification, row.category or ""))
    if not is_short:
        require_word(name, lots, row.bought_anyway, is_served=row.instead is not None)
    line = task.insert(
        RequestLine,
        slip_id=slip_id,
        position=position,
        item_id=None if item is None else item.id,
        name=name,
        specification=specification,
        unit=unit,
        category="" if not row.category else category(row.category).code,
        quantity=row.quantity,
        price_fen=row.price,
        on_hand=there_in_words(lots),
        purpose=row.purpose or "",
        remarks=row.remarks or "",
    )
    found = "；".join(map(lot_in_words, lots))
    if row.instead is not None:
        _write_choice(task, line, row.instead, _served(row), found, ALREADY_THERE, row.document)
    if row.bought_anyway:
        _write_choice(task, line, LineChoice.BUY, 0, found, row.bought_anyway)


def _write_choice(
    task: Task,
    line: RequestLine,
    choice: LineChoice,
    quantity: int,
    found: str,
    reason: str,
    document: str | None = None,
) -> None:
    task.insert(
        RequestChoice,
        line_id=line.id,
        choice=choice,
        quantity=quantity,
        found=found,
        reason=reason,
        document=serving_paper(choice, document),
        chosen_on=task.on,
    )


def _item_of(row: WantedLine) -> StockItem | None:
    """Return the item of the catalogue that a line means by its code or by all of its words."""
    by_code = StockItem.find(code=row.name.upper(), retired=False)
    return by_code or StockItem.find(
        name=row.name, specification=row.specification or "", unit=row.unit or "", retired=False
    )


def _splitting(task: Task, department: Department, total: int, limits: PurchaseLimits) -> str:
    """Return a sentence about requests that pass a limit together, or an empty text."""
    days = int(lookup.setting(SPLITTING_DAYS))
    around = [task.on + timedelta(days=sign * days) for sign in (-1, 1)]
    others = asked_like(department.id, *(day.isoformat() for day in around))
    beside = sum(fen for _, fen in others)
    limit = crossed_limit(total, beside, limits)
    if not limit:
        return ""
    numbers = "、".join(number for number, _ in others)
    return (
        f"{department.name} {days} 天内另有申请 {numbers}，连同本单合计"
        f" {format_money(total + beside)} 元，达到 {format_money(limit)} 元的标准。"
        "请审批人留意拆单。"
    )


@undoes("request_purchase")
def _taken_back(deed: Deed) -> WithdrawSlip:
    return WithdrawSlip(number=deed.number or "", reason="撤销申请")
