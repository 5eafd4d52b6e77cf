"""采购申请, 采购单, 验收单 and 采购台账: every paper of procurement and how far it has come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from houqin_desktop.domain.routes import ROUTES
from houqin_desktop.domain.slip import state_word
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services.papers.vouchers import signed_steps
from houqin_desktop.services.registers.listing import Cell, Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.people import Department, Person
from houqin_desktop.storage.procurement import (
    Acceptance,
    BudgetLine,
    Purchase,
    PurchaseRequest,
    RequestLine,
)
from houqin_desktop.storage.procurement_lists import (
    LineThread,
    acceptance_sums,
    line_threads,
    purchase_sums,
)
from houqin_desktop.storage.procurement_sums import LineSums, line_sums
from houqin_desktop.storage.slip import Slip, reversed_slips, vouchers_of_slips
from houqin_desktop.storage.voucher import Voucher

TEXT, MONEY, QUANTITY = ColumnKind.TEXT, ColumnKind.MONEY, ColumnKind.QUANTITY
DATE, STATUS = ColumnKind.DATE, ColumnKind.STATUS
REQUESTS = (
    Column("单号", width=104),
    Column("申请日期", DATE, width=90),
    Column("申请部门", width=90),
    Column("申请人", width=76),
    Column("物品", width=180),
    Column("数量", QUANTITY, width=60),
    Column("预计金额", MONEY, width=112),
    Column("批准数", QUANTITY, width=64),
    Column("批准金额", MONEY, width=112),
    Column("状态", STATUS, width=76),
    Column("进度", width=176),
    Column("已订", QUANTITY, width=56),
    Column("已验收", QUANTITY, width=64),
    Column("采购方式", width=100),
    Column("预算项目", width=100),
    Column("需用日期", DATE, width=90),
    Column("申请理由", width=160),
)
PURCHASES = (
    Column("单号", width=104),
    Column("日期", DATE, width=90),
    Column("供应商", width=160),
    Column("数量", QUANTITY, width=60),
    Column("金额", MONEY, width=100),
    Column("状态", STATUS, width=76),
    Column("进度", width=150),
    Column("已验收", QUANTITY, width=64),
    Column("交货日期", DATE, width=90),
    Column("逾期天数", QUANTITY, width=70),
    Column("采购方式", width=100),
    Column("合同编号", width=100),
    Column("采购申请", width=180),
)
ACCEPTANCES = (
    Column("单号", width=104),
    Column("到货日期", DATE, width=90),
    Column("供应商", width=160),
    Column("采购单号", width=104),
    Column("到货数", QUANTITY, width=64),
    Column("合格数", QUANTITY, width=64),
    Column("金额", MONEY, width=100),
    Column("状态", STATUS, width=76),
    Column("进度", width=150),
    Column("入库单号", width=110),
    Column("发票号", width=110),
)
LINES = (
    Column("采购申请", width=104),
    Column("行号", QUANTITY, width=48),
    Column("申请日期", DATE, width=90),
    Column("申请部门", width=90),
    Column("物品名称", width=140),
    Column("规格型号", width=110),
    Column("单位", width=48),
    Column("申请数", QUANTITY, width=60),
    Column("批准数", QUANTITY, width=60),
    Column("已订", QUANTITY, width=56),
    Column("已验收", QUANTITY, width=64),
    Column("预计单价", MONEY, width=116),
    Column("实付金额", MONEY, width=116),
    Column("供应商", width=140),
    Column("采购单", width=104),
    Column("验收单", width=104),
    Column("入库单", width=104),
    Column("发放单", width=104),
    Column("用途", width=120),
)
_NOT_BEGUN = ("withdrawn", "rejected")


class Papers:
    """The vouchers of one kind with their slips, read once for a list."""

    def __init__(self, kind: VoucherKind) -> None:
        """Read them, the latest first."""
        self.people = {person.id: person.name for person in Person.every("id")}
        self.departments = {one.id: one.name for one in Department.every()}
        self._reversed = reversed_slips()
        self.vouchers = [one for one in vouchers_of_slips() if one.kind is kind]

    def __iter__(self) -> Iterator[tuple[Voucher, Slip]]:
        """Yield each with its slip."""
        for voucher in self.vouchers:
            yield voucher, Slip.get_by_id(voucher.id)

    def state(self, voucher: Voucher) -> str:
        """Return how far its signatures are, as one says it."""
        return state_word(voucher.state, is_reversed=voucher.id in self._reversed)

    def stands(self, voucher: Voucher) -> bool:
        """Say whether it counts: not withdrawn, refused or reversed."""
        return voucher.state.value not in _NOT_BEGUN and voucher.id not in self._reversed

    def row(
        self,
        voucher: Voucher,
        cells: tuple[Cell, ...],
        quantity: int,
        value_fen: int,
        progress: str = "",
    ) -> RegisterRow:
        """Return the row of a paper; one that does not count adds nothing to the totals."""
        counts = self.stands(voucher)
        facets = {("state", self.state(voucher)), ("progress", progress)}
        return RegisterRow(
            voucher.id,
            cells,
            quantity=quantity if counts else 0,
            value_fen=value_fen if counts else 0,
            facets=frozenset(facets),
        )


def waits_for(voucher: Voucher) -> str:
    """Return whose hands a paper waits for, an empty text where for none."""
    if voucher.state is not VoucherState.SIGNING:
        return ""
    due = ROUTES[voucher.route].due(signed_steps(voucher))
    return "待" + "、".join(dict.fromkeys(step.title for step in due)) + "签"


def request_progress(request: PurchaseRequest, voucher: Voucher, sums: list[LineSums]) -> str:
    """Return how far a request has come, in words."""
    if waiting := waits_for(voucher):
        return waiting
    if request.closed_on is not None:
        return "已结束"
    if any(one.ordered < one.approved for one in sums):
        return "部分采购" if any(one.ordered for one in sums) else "待采购"
    if any(one.accepted < one.ordered for one in sums):
        return "待验收"
    return "已完成"


def _requests(_session: Session) -> list[RegisterRow]:
    papers = Papers(VoucherKind.PURCHASE_REQUEST)
    budgets = {line.id: line.name for line in BudgetLine.every()}
    requests = {one.id: one for one in PurchaseRequest.every()}
    lines: dict[int, list[RequestLine]] = {}
    for line in RequestLine.every("slip_id, position"):
        lines.setdefault(line.slip_id, []).append(line)
    sums = line_sums(list(requests))
    rows = []
    for voucher, slip in papers:
        request, own = requests[voucher.id], lines[voucher.id]
        counted = [sums[line.id] for line in own]
        stands = papers.stands(voucher)
        progress = request_progress(request, voucher, counted) if stands else ""
        approved = sum(one.approved for one in counted) if stands else 0
        approved_fen = sum(sums[line.id].approved * line.price_fen for line in own) if stands else 0
        cells = (
            voucher.number,
            voucher.dated_on.isoformat(),
            papers.departments.get(slip.taker_department_id or 0, ""),
            papers.people.get(slip.taker_id or 0, ""),
            "、".join(dict.fromkeys(line.name for line in own)),
            sum(line.quantity for line in own),
            sum(line.quantity * line.price_fen for line in own),
            approved,
            approved_fen,
            papers.state(voucher),
            progress,
            sum(one.ordered for one in counted),
            sum(one.accepted for one in counted),
            request.form.label,
            budgets.get(request.budget_line_id or 0, ""),
            _day(slip.due_on),
            slip.purpose,
        )
        rows.append(papers.row(voucher, cells, approved, approved_fen, progress))
    return rows


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _purchases(session: Session) -> list[RegisterRow]:
    papers, today = Papers(VoucherKind.PURCHASE), session.clock.today()
    purchases = {one.id: one for one in Purchase.every()}
    sums = purchase_sums()
    rows = []
    for voucher, slip in papers:
        own, bought = purchases[voucher.id], sums[voucher.id]
        come = bought.accepted + bought.dropped
        waiting = papers.stands(voucher) and come < bought.quantity
        late = 0 if slip.due_on is None or not waiting else (today - slip.due_on).days
        progress = ""
        if papers.stands(voucher):
            progress = waits_for(voucher) or ("待验收" if waiting else "已完成")
        cells = (
            voucher.number,
            voucher.dated_on.isoformat(),
            slip.outside,
            bought.quantity,
            bought.value_fen,
            papers.state(voucher),
            progress,
            bought.accepted,
            _day(slip.due_on),
            late if late > 0 else None,
            own.form.label,
            own.contract_number,
            bought.requests.replace(",", "、"),
        )
        rows.append(papers.row(voucher, cells, bought.quantity, bought.value_fen, progress))
    return rows


def _acceptances(_session: Session) -> list[RegisterRow]:
    papers = Papers(VoucherKind.ACCEPTANCE)
    acceptances = {one.id: one for one in Acceptance.every()}
    sums = acceptance_sums()
    rows = []
    for voucher, slip in papers:
        own, came = acceptances[voucher.id], sums[voucher.id]
        progress = ""
        if papers.stands(voucher):
            done = came.receipts or not came.accepted
            progress = waits_for(voucher) or ("已完成" if done else "待入库")
        cells = (
            voucher.number,
            own.arrived_on.isoformat(),
            slip.outside,
            Voucher.get_by_id(own.purchase_id).number,
            came.delivered,
            came.accepted,
            came.value_fen,
            papers.state(voucher),
            progress,
            came.receipts.replace(",", "、"),
            own.invoice_number,
        )
        rows.append(papers.row(voucher, cells, came.accepted, came.value_fen, progress))
    return rows


def _lines(_session: Session) -> list[RegisterRow]:
    papers = Papers(VoucherKind.PURCHASE_REQUEST)
    sums = line_sums([voucher.id for voucher in papers.vouchers])
    threads = line_threads()
    rows = []
    for voucher, slip in papers:
        department = papers.departments.get(slip.taker_department_id or 0, "")
        for line in RequestLine.picked("slip_id = ?", voucher.id, order="position"):
            own = sums[line.id]
            cells: tuple[Cell, ...] = (
                voucher.number,
                line.position,
                voucher.dated_on.isoformat(),
                department,
                line.name,
                line.specification,
                line.unit,
                line.quantity,
                own.approved if papers.stands(voucher) else 0,
                own.ordered,
                own.accepted,
                line.price_fen,
                own.accepted_fen,
                *_numbers(threads[line.id]),
                line.purpose,
            )
            row = papers.row(voucher, cells, own.accepted, own.accepted_fen)
            rows.append(replace(row, key=line.id))
    return rows


def _numbers(thread: LineThread) -> Iterator[str]:
    for numbers in (
        thread.suppliers,
        thread.purchases,
        thread.acceptances,
        thread.receipts,
        thread.handed,
    ):
        yield numbers.replace(",", "、")


def _requests_register(session: Session) -> Register:
    return RowsRegister("requests", "采购申请", REQUESTS, partial(_requests, session))


def _purchases_register(session: Session) -> Register:
    return RowsRegister("purchases", "采购单", PURCHASES, partial(_purchases, session))


def _acceptances_register(session: Session) -> Register:
    return RowsRegister("acceptances", "验收单", ACCEPTANCES, partial(_acceptances, session))


def _lines_register(session: Session) -> Register:
    return RowsRegister("procurement", "采购台账", LINES, partial(_lines, session))


MAKERS = {
    "requests": _requests_register,
    "purchases": _purchases_register,
    "acceptances": _acceptances_register,
    "procurement": _lines_register,
}
