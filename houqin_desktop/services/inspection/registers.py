"""The lists of 排查: rounds, what they found, what stayed open, items, points and the plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.inspection import InspectionKind, Measure
from houqin_desktop.domain.inspection_plan import rhythm_in_words
from houqin_desktop.domain.slip import state_word
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.inspection.due import plan_state
from houqin_desktop.services.inspection.plan import days_of_rule
from houqin_desktop.services.procurement.registers import Papers
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.campus import CampusPlace, campus_places
from houqin_desktop.storage.hazard import codes_of_lines
from houqin_desktop.storage.inspection import (
    CheckItem,
    CheckPoint,
    Inspection,
    InspectionRule,
)
from houqin_desktop.storage.inspection_facts import faults, open_points, sums_of_rounds
from houqin_desktop.storage.people import Department, Person
from houqin_desktop.storage.slip import reversed_slips

Reader = Callable[[Session], list[RegisterRow]]
Maker = Callable[[Session], Register]
QUANTITY, DATE, STATUS = ColumnKind.QUANTITY, ColumnKind.DATE, ColumnKind.STATUS
ROUNDS: Final = (
    Column("单号", width=104),
    Column("排查类型", width=80),
    Column("状态", STATUS, width=76),
    Column("开单日期", DATE, width=90),
    Column("排查日期", DATE, width=90),
    Column("主题", width=150),
    Column("被查部门", width=90),
    Column("带队人", width=76),
    Column("检查点", QUANTITY, width=60),
    Column("已查", QUANTITY, width=56),
    Column("有隐患", QUANTITY, width=60),
    Column("未查", QUANTITY, width=56),
    Column("检查单位", width=110),
)
FINDINGS: Final = (
    Column("单号", width=104),
    Column("序号", QUANTITY, width=48),
    Column("排查日期", DATE, width=90),
    Column("场所", width=130),
    Column("区域", width=90),
    Column("检查项目", width=170),
    Column("隐患描述", width=190),
    Column("等级", STATUS, width=60),
    Column("整改措施", width=80),
    Column("责任人", width=76),
    Column("期限", DATE, width=90),
    Column("照片", QUANTITY, width=50),
    Column("隐患编号", width=100),
    Column("排查类型", width=80),
)
OPEN_POINTS: Final = (
    Column("场所", width=150),
    Column("区域", width=100),
    Column("检查项目", width=230),
    Column("漏查单号", width=104),
    Column("排查日期", DATE, width=90),
    Column("已过天数", QUANTITY, width=72),
    Column("没查的原因", width=180),
)
ITEMS: Final = (
    Column("编号", width=56),
    Column("检查类别", width=90),
    Column("检查项目", width=240),
    Column("合格标准", width=220),
    Column("建议频次", width=80),
    Column("责任部门", width=90),
    Column("等级", width=56),
    Column("检查点", QUANTITY, width=60),
    Column("依据", width=160),
    Column("状态", STATUS, width=64),
)
POINTS: Final = (
    Column("场所", width=150),
    Column("区域", width=100),
    Column("次序", QUANTITY, width=56),
    Column("编号", width=56),
    Column("检查类别", width=90),
    Column("检查项目", width=240),
    Column("合格标准", width=220),
)
PLAN: Final = (
    Column("编号", width=64),
    Column("计划名称", width=150),
    Column("状态", STATUS, width=76),
    Column("排查类型", width=80),
    Column("频次", width=170),
    Column("应查日期", DATE, width=90),
    Column("下次", DATE, width=90),
    Column("已开单", QUANTITY, width=60),
    Column("漏查", QUANTITY, width=56),
    Column("范围", width=170),
    Column("带队人", width=76),
    Column("起日", DATE, width=90),
    Column("止日", DATE, width=90),
)


def _rounds(_session: Session) -> list[RegisterRow]:
    papers, sums, gone = Papers(VoucherKind.INSPECTION), sums_of_rounds(), reversed_slips()
    rows = []
    for voucher, slip in papers:
        found = Inspection.get_by_id(slip.id)
        lines, seen, at_fault = sums.get(slip.id, (0, 0, 0))
        state = state_word(voucher.state, is_reversed=slip.id in gone)
        cells = (
            voucher.number,
            found.kind.label,
            state,
            voucher.dated_on.isoformat(),
            "" if found.walked_on is None else found.walked_on.isoformat(),
            slip.purpose,
            papers.departments.get(slip.taker_department_id or 0, "全校"),
            papers.people.get(found.led_by_id or 0, ""),
            lines,
            seen,
            at_fault,
            lines - seen,
            slip.outside,
        )
        facets = frozenset({("kind", found.kind.value), ("state", state)})
        rows.append(RegisterRow(slip.id, cells, facets=facets))
    return rows


def _findings(_session: Session) -> list[RegisterRow]:
    codes = codes_of_lines()
    rows = []
    for one in faults():
        cells = (
            one.number,
            one.position,
            one.seen_on,
            one.place,
            one.area,
            f"{one.code} {one.wording}" if one.code else one.wording,
            one.observation,
            HazardSeverity(one.severity).label,
            Measure(one.measure).label,
            one.responsible or "",
            one.due_on or "",
            one.photos,
            codes.get(one.line_id, ""),
            InspectionKind(one.kind).label,
        )
        registered = "yes" if one.line_id in codes else "no"
        facets = frozenset(
            {
                ("severity", one.severity),
                ("place", one.place),
                ("kind", one.kind),
                ("registered", registered),
            }
        )
        rows.append(RegisterRow(one.line_id, cells, facets=facets))
    return rows


def _open_points(session: Session) -> list[RegisterRow]:
    today = session.clock.today()
    places = {place.id: place for place in campus_places()}
    items = {item.id: item for item in CheckItem.every()}
    rows = []
    for one in open_points():
        place, item = places[one.place_id], items[one.item_id]
        cells = (
            place.name,
            place.area,
            f"{item.code} {item.name}",
            one.number,
            one.walked_on.isoformat(),
            (today - one.walked_on).days,
            one.observation,
        )
        rows.append(RegisterRow(one.line_id, cells, facets=frozenset({("place", place.name)})))
    return rows


def _items(_session: Session) -> list[RegisterRow]:
    used: dict[int, int] = {}
    for point in CheckPoint.picked("withdrawn = 0"):
        used[point.check_item_id] = used.get(point.check_item_id, 0) + 1
    rows = []
    for item in CheckItem.every("withdrawn, code"):
        cells = (
            item.code,
            item.category,
            item.name,
            item.standard,
            item.frequency,
            item.in_charge,
            item.severity.label,
            used.get(item.id, 0),
            item.reference,
            "停用" if item.withdrawn else "在用",
        )
        state = "no" if item.withdrawn else "yes"
        facets = frozenset({("category", item.category), ("in_use", state)})
        rows.append(RegisterRow(item.id, cells, facets=facets))
    return rows


def _points(_session: Session) -> list[RegisterRow]:
    items = {item.id: item for item in CheckItem.picked("withdrawn = 0")}
    of_place: dict[int, list[CheckPoint]] = {}
    for point in CheckPoint.picked("withdrawn = 0", order="walking_order, id"):
        of_place.setdefault(point.campus_place_id, []).append(point)
    rows = []
    for place in campus_places():
        for point in of_place.get(place.id, []):
            if point.check_item_id in items:
                rows.append(_point(place, point, items[point.check_item_id]))
    return rows


def _point(place: CampusPlace, point: CheckPoint, item: CheckItem) -> RegisterRow:
    cells = (
        place.name,
        place.area,
        point.walking_order,
        item.code,
        item.category,
        item.name,
        item.standard,
    )
    facets = frozenset({("place", place.name), ("category", item.category)})
    return RegisterRow(point.id, cells, facets=facets)


def _plan(session: Session) -> list[RegisterRow]:
    people = {person.id: person.name for person in Person.every("id")}
    departments = {one.id: one.name for one in Department.every()}
    states = {state.rule.id: state for state in plan_state(session.clock.today())}
    rows = []
    for rule in InspectionRule.every("withdrawn, code"):
        state = states.get(rule.id)
        asked = None if state is None else state.asked
        due = asked.due_on if asked else None
        word = "停用" if rule.withdrawn else "应开单" if due else "在用"
        cells = (
            rule.code,
            rule.name,
            word,
            rule.kind.label,
            rhythm_in_words(days_of_rule(rule)),
            due.isoformat() if due else "",
            asked.next_on.isoformat() if asked and asked.next_on else "",
            len(state.made) if state else 0,
            len(asked.missed) if asked else 0,
            _scope(rule, departments),
            people.get(rule.led_by_id or 0, ""),
            rule.from_on.isoformat(),
            "" if rule.until_on is None else rule.until_on.isoformat(),
        )
        facets = frozenset({("due", "yes" if due else "no"), ("kind", rule.kind.value)})
        rows.append(RegisterRow(rule.id, cells, facets=facets))
    return rows


def _scope(rule: InspectionRule, departments: dict[int, str]) -> str:
    said = [departments.get(rule.department_id or 0, ""), rule.area]
    said += ["重点部位"] if rule.only_key else []
    where = " ".join(filter(None, said)) or "全校"
    return f"{where}：{rule.categories}" if rule.categories else where


def _of_rows(name: str, title: str, columns: tuple[Column, ...], read: Reader) -> Maker:
    """Return what makes a list over the rows that a function reads."""

    def make(session: Session) -> Register:
        return RowsRegister(name, title, columns, partial(read, session))

    return make


MAKERS = {
    "inspections": _of_rows("inspections", "排查记录", ROUNDS, _rounds),
    "inspection_findings": _of_rows("inspection_findings", "排查发现", FINDINGS, _findings),
    "inspection_points_open": _of_rows(
        "inspection_points_open", "未查的检查点", OPEN_POINTS, _open_points
    ),
    "check_items": _of_rows("check_items", "检查项目", ITEMS, _items),
    "check_points": _of_rows("check_points", "检查点", POINTS, _points),
    "inspection_plan": _of_rows("inspection_plan", "排查计划", PLAN, _plan),
}
