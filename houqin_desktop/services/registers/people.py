"""人员、岗位、部门: who is there, and who held what from when to when."""

from __future__ import annotations

from functools import partial

from houqin_desktop.domain.people import Post
from houqin_desktop.services import lookup
from houqin_desktop.services.people.office import posts_held
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.asset_register import held_by, value_by
from houqin_desktop.storage.operators import Operator
from houqin_desktop.storage.people import Appointment, Department, Person, Storeroom

QUANTITY, MONEY = ColumnKind.QUANTITY, ColumnKind.MONEY


def _people(session: Session) -> list[RegisterRow]:
    today = session.clock.today()
    rooms = {room.id: room.name for room in Storeroom.every()}
    posts: dict[int, list[str]] = {}
    for term in reversed(lookup.terms()):
        if term.covers(today):
            room = rooms[term.storeroom_id] if term.storeroom_id else ""
            posts.setdefault(term.person_id, []).append(
                f"{term.post.label}{room and f'（{room}）'}"
            )
    held = held_by()
    return [
        RegisterRow(
            person.id,
            (
                person.number,
                person.name,
                "、".join(posts.get(person.id, [])),
                held.get(person.id, 0),
                None if person.left_on is None else person.left_on.isoformat(),
            ),
        )
        for person in Person.every("id")
        if not person.withdrawn
    ]


def _posts(session: Session) -> list[RegisterRow]:
    today = session.clock.today()
    people = {person.id: person for person in Person.every()}
    rooms = {room.id: room.name for room in Storeroom.every()}
    rows = []
    order = {post: position for position, post in enumerate(Post)}
    terms = sorted(
        Appointment.select(), key=lambda a: (order[a.post], a.storeroom_id or 0, a.from_on, a.id)
    )
    for term in terms:
        if term.from_on > today:
            state = "未到任"
        elif term.to_on is not None and term.to_on < today:
            state = "已卸任"
        else:
            state = "在任"
        rows.append(
            RegisterRow(
                term.id,
                (
                    term.post.label,
                    rooms[term.storeroom_id] if term.storeroom_id else "",
                    people[term.person_id].name,
                    people[term.person_id].number,
                    term.from_on.isoformat(),
                    None if term.to_on is None else term.to_on.isoformat(),
                    state,
                ),
                facets=frozenset({("state", state), ("post", term.post.value)}),
            )
        )
    return rows


def _operators(session: Session) -> list[RegisterRow]:
    people = {person.id: person for person in Person.every()}
    posts = posts_held(session)
    return [
        RegisterRow(
            row.id,
            (
                people[row.person_id].number,
                people[row.person_id].name,
                "、".join(posts.get(row.person_id, [])),
                "是" if row.administrator else "",
                "已设" if row.password else "未设",
                "可登录" if row.active else "已停用",
            ),
        )
        for row in Operator.every("id")
    ]


def _departments(_session: Session) -> list[RegisterRow]:
    worth = value_by("using_department_id")
    rows = []
    for department in Department.every("sort_key, id"):
        if department.withdrawn:
            continue
        cards, pieces, value = worth.get(department.id, (0, 0, 0))
        rows.append(
            RegisterRow(department.id, (department.name, cards, pieces, value), pieces, value)
        )
    return rows


def _people_register(session: Session) -> Register:
    columns = (
        Column("人员编号", width=90),
        Column("姓名", width=90),
        Column("现任岗位", width=260),
        Column("名下资产卡片", QUANTITY, width=110),
        Column("离岗日期", ColumnKind.DATE, width=100),
    )
    return RowsRegister("people", "人员", columns, partial(_people, session))


def _posts_register(session: Session) -> Register:
    columns = (
        Column("岗位", width=100),
        Column("保管室", width=110),
        Column("姓名", width=90),
        Column("人员编号", width=90),
        Column("任职起日", ColumnKind.DATE, width=100),
        Column("任职止日", ColumnKind.DATE, width=100),
        Column("状态", ColumnKind.STATUS, width=80),
    )
    return RowsRegister("posts", "岗位任期", columns, partial(_posts, session))


def _operators_register(session: Session) -> Register:
    columns = (
        Column("人员编号", width=90),
        Column("姓名", width=100),
        Column("现任岗位", width=260),
        Column("管理员", width=80),
        Column("密码", width=80),
        Column("状态", ColumnKind.STATUS, width=90),
    )
    return RowsRegister("operators", "操作员", columns, partial(_operators, session))


def _departments_register(session: Session) -> Register:
    columns = (
        Column("部门", width=140),
        Column("卡片", QUANTITY, width=70),
        Column("数量", QUANTITY, width=80),
        Column("原值", MONEY, width=130),
    )
    return RowsRegister("departments", "部门", columns, partial(_departments, session))


MAKERS = {
    "people": _people_register,
    "posts": _posts_register,
    "operators": _operators_register,
    "departments": _departments_register,
}
