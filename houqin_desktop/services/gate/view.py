"""A visit or an outing as it is read: in the school's words, what is personal masked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from houqin_desktop.domain.visit import OutingKind
from houqin_desktop.services.gate.moments import minute_of
from houqin_desktop.services.gate.personal import Masks
from houqin_desktop.storage.gate import Outing, Visit
from houqin_desktop.storage.people import Department, Person

INSIDE, LEFT, TURNED_AWAY, BADGE_OUT = "在校内", "已离校", "未准入", "证未交回"
VOIDED, OUT, BACK, OVERDUE, NOT_BACK = "已作废", "在外", "已返校", "逾期未返", "不返校"


@dataclass(frozen=True, slots=True)
class Names:
    """What people and departments are called."""

    people: dict[int, str]
    departments: dict[int, str]

    @classmethod
    def read(cls) -> Names:
        """Read them all; there are some hundred."""
        return cls(
            {row.id: row.name for row in Person.every()},
            {row.id: row.name for row in Department.every()},
        )

    def person(self, key: int | None) -> str:
        """Return a name, or nothing for nobody."""
        return "" if key is None else self.people[key]


def visit_state(visit: Visit) -> str:
    """Return how it stands with a visitor."""
    if visit.voided_on is not None:
        return VOIDED
    if not visit.admitted:
        return TURNED_AWAY
    if visit.left_on is None:
        return INSIDE
    return BADGE_OUT if visit.badge and not visit.badge_back else LEFT


def outing_state(outing: Outing, moment: str) -> str:
    """Return how it stands with somebody who went out, at a moment given as 2026-11-22 15:30."""
    if outing.voided_on is not None:
        return VOIDED
    if outing.back_on is not None:
        return BACK
    if outing.expected_on is None:
        return NOT_BACK
    return OVERDUE if outing.overdue(moment) else OUT


@dataclass(frozen=True)
class GateBook:
    """Visits or outings with the names and the masked values that they need."""

    rows: tuple[Visit | Outing, ...]
    names: Names

    @classmethod
    def of(cls, rows: Iterable[Visit | Outing]) -> GateBook:
        """Return them with everything that is asked of other tables, asked in one go."""
        return cls(tuple(rows), Names.read())

    @cached_property
    def masks(self) -> Masks:
        """What is personal of all of them."""
        names = ("name_key", "credential_key", "telephone_key", "pupil_key", "fetcher_key")
        return Masks(getattr(row, name, None) for row in self.rows for name in names)

    def credential(self, visit: Visit) -> str:
        """Return what a visitor showed: 身份证 430***********1234."""
        if visit.credential is None:
            return ""
        return f"{visit.credential.label} {self.masks.shown(visit.credential_key)}"

    def asked(self, row: Visit | Outing) -> str:
        """Return what came of the telephone call: 同意（07:32 王保管）."""
        if row.call_result is None:
            return ""
        return f"{row.call_result.label}（{row.called_at} {self.names.person(row.called_by_id)}）"

    def host(self, visit: Visit) -> str:
        """Return whom a visitor came to see."""
        department = self.names.departments.get(visit.department_id or 0, "")
        return " ".join(filter(None, (department, self.names.person(visit.hosted_by_id))))

    def who(self, outing: Outing) -> str:
        """Return who went out, a pupil with his class."""
        if outing.kind is OutingKind.STAFF:
            return self.names.person(outing.person_id)
        return f"{outing.class_name} {self.masks.shown(outing.pupil_key)}"

    def fetcher(self, outing: Outing) -> str:
        """Return who fetches a pupil, with relation and telephone."""
        if outing.fetcher_key is None:
            return ""
        name, telephone = map(self.masks.shown, (outing.fetcher_key, outing.telephone_key))
        return f"{name}（{outing.relation}）{telephone}"

    def visit_fields(self, visit: Visit) -> tuple[tuple[str, str], ...]:
        """Return a visit whole, title by title."""
        shown = self.masks.shown
        return (
            ("来访编号", visit.code),
            ("来访时间", minute_of(visit.came_on, visit.came_at)),
            ("来访人", shown(visit.name_key)),
            ("性别", "" if visit.sex is None else visit.sex.label),
            ("单位或关系", visit.organisation),
            ("证件", self.credential(visit)),
            ("联系电话", shown(visit.telephone_key)),
            ("人数", str(visit.heads)),
            ("车牌", visit.plate),
            ("被访人", self.host(visit)),
            ("事由", visit.purpose),
            ("电话核实", self.asked(visit)),
            ("准入", "是" if visit.admitted else "否"),
            ("不准入原因", visit.turned_away),
            ("临时证号", visit.badge),
            ("物品检查", visit.belongings),
            ("离开时间", minute_of(visit.left_on, visit.left_at)),
            ("门卫", self.names.person(visit.gate_by_id)),
            ("备注", visit.remarks),
            *_corrections(visit),
        )

    def outing_fields(self, outing: Outing) -> tuple[tuple[str, str], ...]:
        """Return an outing whole, title by title."""
        person = self.names.person
        return (
            ("外出编号", outing.code),
            ("种类", outing.kind.label),
            ("外出人", self.who(outing)),
            ("离校时间", minute_of(outing.went_on, outing.went_at)),
            ("事由", outing.purpose),
            ("去向", outing.destination),
            ("批准人", person(outing.approved_by_id)),
            ("班主任", person(outing.permitted_by_id)),
            ("门卫核验", self.asked(outing)),
            ("接领人", self.fetcher(outing)),
            ("预计返回", minute_of(outing.expected_on, outing.expected_at)),
            ("返校时间", minute_of(outing.back_on, outing.back_at)),
            ("门卫", person(outing.gate_by_id)),
            ("备注", outing.remarks),
            *_corrections(outing),
        )


def _corrections(row: Visit | Outing) -> tuple[tuple[str, str], ...]:
    """Return which entry it corrects, and why it is void."""
    corrected = ""
    if row.corrects_id is not None:
        corrected = type(row).get_by_id(row.corrects_id).code
    void = "" if row.voided_on is None else f"{row.voided_on} {row.void_reason}"
    return (("更正", corrected), ("作废", void))
