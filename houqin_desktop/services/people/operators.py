"""Operators: authorised and suspended, with or without a password, and the last administrator."""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.operators import Secret
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.people.rights import standing_of
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, undoes
from houqin_desktop.storage.operators import (
    Operator,
    RecoveryCode,
    has_operators,
    other_administrators,
    present_code,
)
from houqin_desktop.storage.people import Person


@dataclass(frozen=True, kw_only=True)
class _OfPerson(Draft):
    """What the commands about one operator ask for."""

    person: str = argument("人员", Kind.PERSON)


@dataclass(frozen=True, kw_only=True)
class AddOperator(_OfPerson):
    """Somebody may sit down at the program from now on."""

    administrator: bool = argument("管理员", Kind.FLAG, default=False)
    password: str | None = argument("密码", Kind.SECRET, default=None)


@dataclass(frozen=True, kw_only=True)
class SuspendOperator(_OfPerson):
    """An operator who may no longer sit down."""


@dataclass(frozen=True, kw_only=True)
class MakeAdministrator(_OfPerson):
    """An operator who looks after operators and parameters from now on."""


@dataclass(frozen=True, kw_only=True)
class UnmakeAdministrator(_OfPerson):
    """An operator who is administrator no longer."""


@dataclass(frozen=True, kw_only=True)
class SetPassword(Draft):
    """A new password: one's own, or as administrator that of another."""

    password: str = argument("新密码", Kind.SECRET)
    person: str | None = argument("人员", Kind.PERSON, default=None)


@dataclass(frozen=True, kw_only=True)
class RemovePassword(Draft):
    """No password any more: one's own, or as administrator that of another."""

    person: str | None = argument("人员", Kind.PERSON, default=None)


@dataclass(frozen=True, kw_only=True)
class MakeRecoveryCode(Draft):
    """A code that was printed for the sealed envelope; the one before it is void."""

    code: str = argument("恢复码", Kind.SECRET)


@dataclass(frozen=True, kw_only=True)
class UseRecoveryCode(_OfPerson):
    """A new password for whoever has opened the envelope; the code is spent."""

    code: str = argument("恢复码", Kind.SECRET)
    password: str = argument("新密码", Kind.SECRET)


for _verb, _reason in {
    "set_password": "原来的密码没有留下。请重新设置密码。",
    "remove_password": "原来的密码没有留下。请重新设置密码。",
    "make_recovery_code": "原来的恢复码已经作废。请妥善封存新的一张。",
    "use_recovery_code": "恢复码只能用一次。请重新制作一张。",
}.items():
    cannot_undo(_verb, _reason)


@undoes("add_operator")
def _suspended(deed: Deed) -> Draft:
    changed = list(deed.still(Operator))
    if len(changed) > 1 or _number_of(changed[0][0]) != deed.number:
        raise Refused(
            f"{deed.words}是第一次授权，从此要登录才能进入，不能撤销。不再使用请“停用”。",
            code="cannot_undo",
        )
    return SuspendOperator(person=_number_of(changed[0][0]))


@undoes("suspend_operator")
def _authorised_again(deed: Deed) -> Draft:
    ((row, touched),) = deed.still(Operator)
    # The same secret as before: without it whoever was suspended would come in unasked.
    return AddOperator(
        person=_number_of(row),
        administrator=bool((touched.before or {}).get("administrator")),
        password=None if row.password is None else Secret(row.password),
    )


@undoes("make_administrator")
def _no_administrator(deed: Deed) -> Draft:
    ((row, _),) = deed.still(Operator)
    return UnmakeAdministrator(person=_number_of(row))


@undoes("unmake_administrator")
def _administrator_again(deed: Deed) -> Draft:
    ((row, _),) = deed.still(Operator)
    return MakeAdministrator(person=_number_of(row))


def _number_of(operator: Operator) -> str:
    return lookup.person_by_id(operator.person_id).number


def find_operator(person: Person) -> Operator:
    """Return the operator that this person is; refuse a person who is none."""
    found = Operator.find(person_id=person.id)
    if found is None:
        raise Refused(f"{person.name}还不是操作员。请先授权。", code="not_operator")
    return found


def _authorise(task: Task, person: Person, *, administrator: bool, password: str | None) -> None:
    if person.left_on is not None:
        raise Refused(
            f"{person.name} 已于 {person.left_on} 离岗，不能作操作员。请另选在岗的人。",
            code="person_left",
        )
    known = Operator.find(person_id=person.id)
    if known is None:
        task.insert(
            Operator,
            person_id=person.id,
            administrator=administrator,
            active=True,
            password=password,
        )
    elif known.active:
        raise Refused(f"{person.name}已经是操作员。请核对人员。", code="already_operator")
    else:
        task.update(known, active=True, administrator=administrator, password=password)


def _begin(task: Task) -> None:
    """Make the administrator by office an operator too, before anybody else is authorised.

    From the first operator on the program asks who sits down, and he must not be left outside.
    """
    if not has_operators():
        _authorise(task, task.require_actor(), administrator=True, password=None)


@command("授权操作员", AddOperator)
def add_operator(task: Task, draft: AddOperator) -> Outcome:
    """Authorise a person, or one who was suspended again; the very first makes the actor
    administrator with it.
    """
    person = lookup.person(draft.person)
    actor = task.require_actor()
    first = not has_operators()
    _begin(task)
    if first and person.id == actor.id:
        task.update(find_operator(person), password=draft.password)
    else:
        _authorise(task, person, administrator=draft.administrator, password=draft.password)
    return Outcome(person.number, (person.number,))


def _require_another(person: Person, deed: str) -> None:
    if not other_administrators(person.id):
        raise Refused(
            f"{person.name}是最后一位管理员，不能{deed}。请先把另一位操作员设为管理员。",
            code="last_administrator",
        )


@command("停用操作员", SuspendOperator)
def suspend_operator(task: Task, draft: SuspendOperator) -> Outcome:
    """Keep an operator out from now on; what was done in his name stays."""
    person = lookup.person(draft.person)
    operator = find_operator(person)
    if not operator.active:
        raise Refused(f"{person.name}的操作员已经停用了。请核对人员。", code="already_suspended")
    if operator.administrator:
        _require_another(person, "停用")
    task.update(operator, active=False, administrator=False)
    return Outcome(person.number, (person.number,))


@command("设为管理员", MakeAdministrator)
def make_administrator(task: Task, draft: MakeAdministrator) -> Outcome:
    """Let an active operator look after operators and parameters."""
    person = lookup.person(draft.person)
    operator = find_operator(person)
    if not operator.active:
        raise Refused(f"{person.name}的操作员已停用。请先重新授权。", code="suspended")
    if operator.administrator:
        raise Refused(f"{person.name}已经是管理员。请核对人员。", code="already_administrator")
    task.update(operator, administrator=True)
    return Outcome(person.number, (person.number,))


@command("撤下管理员", UnmakeAdministrator)
def unmake_administrator(task: Task, draft: UnmakeAdministrator) -> Outcome:
    """Take the administration from an operator, who stays an operator; never from the last one."""
    person = lookup.person(draft.person)
    operator = find_operator(person)
    if not operator.administrator:
        raise Refused(f"{person.name}不是管理员。请核对人员。", code="not_administrator")
    _require_another(person, "撤下")
    task.update(operator, administrator=False)
    return Outcome(person.number, (person.number,))


def _whose(task: Task, reference: str | None) -> Person:
    """Return whose password it is; another's is the administrator's business."""
    actor = task.require_actor()
    person = actor if reference is None else lookup.person(reference)
    if person.id != actor.id and not standing_of(actor, task.today).administrator:
        raise Refused(
            f"{actor.name}只能改自己的密码。{person.name}的密码请由本人或管理员设置。",
            code="not_allowed",
        )
    return person


@command("设置密码", SetPassword)
def set_password(task: Task, draft: SetPassword) -> Outcome:
    """Give an operator a new password; the first of all makes the actor administrator."""
    person = _whose(task, draft.person)
    if not has_operators() and not standing_of(task.require_actor(), task.today).administrator:
        raise Refused(
            "还没有操作员，密码要由总保管员先设。请先由总保管员授权。", code="not_operator"
        )
    _begin(task)
    task.update(find_operator(person), password=draft.password)
    return Outcome(person.number, (person.number,))


@command("取消密码", RemovePassword)
def remove_password(task: Task, draft: RemovePassword) -> Outcome:
    """Let an operator sit down without a password."""
    person = _whose(task, draft.person)
    operator = find_operator(person)
    if operator.password is None:
        raise Refused(f"{person.name}没有设密码。请先设密码。", code="no_password")
    task.update(operator, password=None)
    return Outcome(person.number, (person.number,))


@command("制作恢复码", MakeRecoveryCode, listed=False)
def make_recovery_code(task: Task, draft: MakeRecoveryCode) -> Outcome:
    """Keep the secret of a new code; the earlier one opens nothing any more."""
    if not has_operators():
        raise Refused("还没有操作员，用不着恢复码。请先授权操作员或设置密码。", code="not_operator")
    if (earlier := present_code()) is not None:
        task.update(earlier, ended_on=max(task.on, earlier.made_on))
    made = task.insert(RecoveryCode, secret=draft.code, made_on=task.on, ended_on=None, used=False)
    return Outcome(str(made.id), (str(made.id),))


@command("使用恢复码", UseRecoveryCode, listed=False)
def use_recovery_code(task: Task, draft: UseRecoveryCode) -> Outcome:
    """Give an administrator a new password and spend the code, which is known by its secret."""
    person = lookup.person(draft.person)
    operator = find_operator(person)
    code = RecoveryCode.find(secret=draft.code)
    if code is None or code.ended_on is not None:
        raise Refused("恢复码已经用过或作废。请用最近一次封存的那张。", code="recovery_code")
    if not operator.administrator or person.id != task.require_actor().id:
        raise Refused("恢复码只给管理员本人开门。请选一位管理员。", code="not_administrator")
    task.update(code, ended_on=max(task.on, code.made_on), used=True)
    task.update(operator, password=draft.password)
    return Outcome(person.number, (person.number,))
