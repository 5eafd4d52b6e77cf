"""预算: set for a year by line, reserved by requests, spent by acceptances; over it is said why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import format_money, plain_money
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.procurement.drafts import (
    AddBudgetLine,
    ChangeBudgetLine,
    WithdrawBudgetLine,
)
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.people import Department
from houqin_desktop.storage.procurement import BudgetLine
from houqin_desktop.storage.procurement_sums import BudgetUse, budget_uses

_NOTHING = BudgetUse(0, 0)
_SAID = ("funding_source", "remarks")
_TO_ASK = "请减少数量、换预算项目，或填写“超预算决定”写明谁怎样决定。"
_TO_SIGN = "请核减数量或调整预算，或撤销后另写一张，填写“超预算决定”写明谁怎样决定。"


@dataclass(frozen=True, slots=True)
class BudgetStanding:
    """A line of the budget with what is reserved, spent and left of it, in 分."""

    line: BudgetLine
    reserved_fen: int
    spent_fen: int

    @property
    def left_fen(self) -> int:
        """Return what may still be spoken for; below zero where it was passed."""
        return self.line.amount_fen - self.reserved_fen - self.spent_fen


def find_budget_line(name: str, year: int, *, in_use: bool = True) -> BudgetLine:
    """Return the budget line of this name and year.

    :raises Refused: for an unknown one, or one that is used no longer where one in use is wanted.
    """
    found = BudgetLine.find(year=year, name=name.strip())
    if found is None:
        raise Refused(
            f"{year} 年没有预算项目“{name[:40]}”。请先登记这一年的预算，或检查名称。",
            code="unknown_budget",
        )
    if in_use and found.withdrawn:
        raise Refused(f"预算项目“{found.name}”已停用。请换一项，或先恢复使用。", code="budget_gone")
    return found


def standings(year: int | None = None) -> list[BudgetStanding]:
    """Return the budget of a year, or of all years, line by line."""
    uses = budget_uses()
    lines = BudgetLine.every("year DESC, id")
    return [
        BudgetStanding(line, *uses.get(line.id, _NOTHING))
        for line in lines
        if year is None or line.year == year
    ]


def standing_of_line(line: BudgetLine, until: int | None = None) -> BudgetStanding:
    """Return how one line of the budget stands, for the requests up to one where it is given."""
    return BudgetStanding(line, *budget_uses(until).get(line.id, _NOTHING))


def require_within(
    line: BudgetLine | None, more_fen: int, decision: str | None, *, until: int | None = None
) -> str:
    """Return what was decided about going over the budget, an empty text within it.

    :param more_fen: what is spoken for beside what is already.
    :param until: the request after which none counts; None for all of them.
    :raises Refused: over the budget without a decision, with the figures of the line.
    """
    if line is None:
        return ""
    standing = standing_of_line(line, until)
    if more_fen <= standing.left_fen:
        return ""
    if not decision:
        raise Refused(
            f"预算项目“{line.name}”全年 {format_money(line.amount_fen)} 元，"
            f"已申请未验收 {format_money(standing.reserved_fen)} 元，"
            f"已支出 {format_money(standing.spent_fen)} 元，"
            f"{_lacking(standing.left_fen, more_fen)}。"
            f"{_TO_ASK if until is None else _TO_SIGN}",
            code="over_budget",
        )
    return decision


def _lacking(left_fen: int, more_fen: int) -> str:
    if not more_fen:
        return f"已超出 {format_money(-left_fen)} 元"
    return f"只剩 {format_money(left_fen)} 元，不够 {format_money(more_fen)} 元"


@command("登记预算", AddBudgetLine)
def add_budget_line(task: Task, draft: AddBudgetLine) -> Outcome:
    """Write a line of a year's budget.

    :raises Refused: without a name, for one that is there, less than nothing, or no year.
    """
    if not draft.name:
        raise Refused("预算项目不能为空。请填写名称。", code="empty_name")
    if not 1900 <= draft.year <= 2999:
        raise Refused(f"年度不能是 {draft.year}。请填四位数的年份。", code="bad_year")
    if BudgetLine.find(year=draft.year, name=draft.name) is not None:
        raise Refused(
            f"{draft.year} 年已有预算项目“{draft.name}”。要改金额请用“调整预算”。",
            code="budget_exists",
        )
    department = None if not draft.department else lookup.department(draft.department)
    task.insert(
        BudgetLine,
        year=draft.year,
        name=draft.name,
        amount_fen=_sound(draft.amount),
        funding_source=draft.funding_source or "",
        department_id=None if department is None else department.id,
        remarks=draft.remarks or "",
    )
    return Outcome(draft.name, (draft.name,))


@command("调整预算", ChangeBudgetLine)
def change_budget_line(task: Task, draft: ChangeBudgetLine) -> Outcome:
    """Set the amount of a budget line anew, or what is said of it."""
    line = find_budget_line(draft.name, draft.year, in_use=False)
    changed: dict[str, Any] = {
        name: getattr(draft, name) for name in _SAID if getattr(draft, name) is not None
    }
    if draft.amount is not None:
        changed["amount_fen"] = _sound(draft.amount)
    if not task.update(line, **changed):
        raise Refused(f"“{line.name}”本来就是这样，没有改动。请核对内容。", code="no_change")
    return Outcome(line.name, (line.name,))


@command("停用预算", WithdrawBudgetLine)
def withdraw_budget_line(task: Task, draft: WithdrawBudgetLine) -> Outcome:
    """Take a budget line out of use, or back; what was asked on it stays on it."""
    line = find_budget_line(draft.name, draft.year, in_use=False)
    if not task.update(line, withdrawn=not draft.restore):
        state = "在用" if draft.restore else "停用"
        raise Refused(f"预算项目“{line.name}”已经是{state}。请核对名称。", code="no_change")
    return Outcome(line.name, (line.name,))


def department_name(line: BudgetLine) -> str:
    """Return for whom a budget line is, an empty text for the whole school."""
    return "" if line.department_id is None else str(Department.get_by_id(line.department_id).name)


def _sound(amount_fen: int) -> int:
    if amount_fen < 0:
        raise Refused(
            f"预算金额不能是 {plain_money(amount_fen)} 元。请填零或更多。", code="negative_budget"
        )
    return amount_fen


@undoes("add_budget_line")
def _not_used(deed: Deed) -> WithdrawBudgetLine:
    ((line, _),) = deed.still(BudgetLine)
    return WithdrawBudgetLine(year=line.year, name=line.name)


@undoes("withdraw_budget_line")
def _other_way(deed: Deed) -> WithdrawBudgetLine:
    ((line, _),) = deed.still(BudgetLine)
    return WithdrawBudgetLine(year=line.year, name=line.name, restore=line.withdrawn or None)


@undoes("change_budget_line")
def _as_before(deed: Deed) -> ChangeBudgetLine:
    ((line, touched),) = deed.still(BudgetLine)
    before = touched.before or {}
    wanted = {name: before[name] for name in _SAID if name in before}
    return ChangeBudgetLine(
        year=line.year, name=line.name, amount=before.get("amount_fen"), **wanted
    )
