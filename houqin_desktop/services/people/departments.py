"""Departments whose names were written wrong."""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.numbers import exists, require_unused
from houqin_desktop.services.people.storerooms import require_new_name
from houqin_desktop.services.registers.pinyin import search_text, sort_key
from houqin_desktop.storage.people import Department


@dataclass(frozen=True, kw_only=True)
class CorrectDepartment(Draft):
    """The name of a department was written wrong, or it is called otherwise now."""

    department: str = argument("部门", Kind.DEPARTMENT)
    name: str = argument("改为")


@dataclass(frozen=True, kw_only=True)
class WithdrawDepartment(Draft):
    """A department was registered by mistake and serves nothing yet."""

    department: str = argument("部门", Kind.DEPARTMENT)


@command("撤销部门登记", WithdrawDepartment)
def withdraw_department(task: Task, draft: WithdrawDepartment) -> Outcome:
    """Take a department off the lists that was registered by mistake; the row stays, marked."""
    department = lookup.department(draft.department)
    require_unused(f"部门“{department.name}”", "department", department.id, "保留它，不用即可")
    task.update(department, withdrawn=True, closed=True)
    return Outcome(department.name, (department.name,))


@command("更正部门名称", CorrectDepartment)
def correct_department(task: Task, draft: CorrectDepartment) -> Outcome:
    """Write a department's name right; paper that was signed or printed keeps what it said."""
    department = lookup.department(draft.department)
    taken = exists(Department, name=draft.name)
    require_new_name("部门", draft.name, department.name, taken=taken)
    task.update(
        department,
        name=draft.name,
        sort_key=sort_key(draft.name),
        search_text=search_text(draft.name),
    )
    return Outcome(department.name, (department.name,))
