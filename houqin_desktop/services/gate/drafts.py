"""What is filled in at the gate: visits, outings, and looking at or purging personal values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.visit import CallResult, Credential, OutingKind, Sex
from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class RecordVisit(Draft):
    """A visitor at the gate: who, to whom, what for, and what was said on the telephone.

    Who shows a number that is known needs to give nothing else of himself. What is left out of a
    correction stays as it was written first.
    """

    telephone: str | None = argument("联系电话", Kind.PERSONAL, default=None)
    credential: Credential | None = argument(
        "证件类型", Kind.CHOICE, default=None, choices=Credential
    )
    credential_number: str | None = argument("证件号码", Kind.PERSONAL, default=None)
    name: str | None = argument("来访人姓名", Kind.PERSONAL, default=None)
    organisation: str | None = argument("单位或关系", default=None)
    host: str | None = argument("被访人", Kind.PERSON, default=None)
    department: str | None = argument("被访部门", Kind.DEPARTMENT, default=None)
    purpose: str | None = argument("事由", default=None)
    call_result: CallResult | None = argument(
        "电话核实结果", Kind.CHOICE, default=None, choices=CallResult
    )
    badge: str | None = argument("临时证号", default=None)
    turned_away: str | None = argument("不准入原因", default=None)
    heads: int | None = argument("人数", Kind.QUANTITY, default=None)
    plate: str | None = argument("车牌", default=None)
    belongings: str | None = argument("物品检查", default=None)
    sex: Sex | None = argument("性别", Kind.CHOICE, default=None, choices=Sex)
    came_at: str | None = argument("来访时间", default=None)
    called_at: str | None = argument("核实时间", default=None)
    called_by: str | None = argument("核实人", Kind.PERSON, default=None)
    gate_by: str | None = argument("门卫", Kind.PERSON, default=None)
    remarks: str | None = argument("备注", default=None)
    corrects: str | None = argument("更正哪一条", default=None)


@dataclass(frozen=True, kw_only=True)
class RecordLeaving(Draft):
    """A visitor leaves and gives the badge back; found by number or by badge."""

    visit: str = argument("编号或证号")
    left_at: str | None = argument("离开时间", default=None)
    left_on: date | None = argument("离开日期", Kind.DATE, default=None)
    badge_kept: bool | None = argument("临时证没有交回", Kind.FLAG, default=None)
    undone: bool | None = argument("改为没有离开", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class VoidVisit(Draft):
    """A visit was written down wrongly: it stays, marked, and counts no more."""

    visit: str = argument("来访编号")
    reason: str = argument("作废原因")


@dataclass(frozen=True, kw_only=True)
class RecordOuting(Draft):
    """Somebody of the school goes out: staff with an approval, a pupil with a permission.

    What is left out of a correction stays as it was written first.
    """

    kind: OutingKind = argument("谁外出", Kind.CHOICE, choices=OutingKind)
    person: str | None = argument("外出人", Kind.PERSON, default=None)
    approved_by: str | None = argument("批准人", Kind.PERSON, default=None)
    class_name: str | None = argument("班级", default=None)
    pupil: str | None = argument("学生姓名", Kind.PERSONAL, default=None)
    permitted_by: str | None = argument("班主任", Kind.PERSON, default=None)
    called_at: str | None = argument("致电时间", default=None)
    called_by: str | None = argument("核验人", Kind.PERSON, default=None)
    fetcher: str | None = argument("接领人", Kind.PERSONAL, default=None)
    relation: str | None = argument("与学生关系", default=None)
    telephone: str | None = argument("接领人电话", Kind.PERSONAL, default=None)
    purpose: str | None = argument("事由", default=None)
    destination: str | None = argument("去向", default=None)
    went_at: str | None = argument("离校时间", default=None)
    expected_at: str | None = argument("预计返回时间", default=None)
    expected_on: date | None = argument("预计返回日期", Kind.DATE, default=None)
    gate_by: str | None = argument("门卫", Kind.PERSON, default=None)
    remarks: str | None = argument("备注", default=None)
    corrects: str | None = argument("更正哪一条", default=None)


@dataclass(frozen=True, kw_only=True)
class RecordOutingBack(Draft):
    """Who was out is back, or is not after all."""

    outing: str = argument("外出编号")
    back_at: str | None = argument("返校时间", default=None)
    back_on: date | None = argument("返校日期", Kind.DATE, default=None)
    undone: bool | None = argument("改为没有返校", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class VoidOuting(Draft):
    """An outing was written down wrongly: it stays, marked, and counts no more."""

    outing: str = argument("外出编号")
    reason: str = argument("作废原因")


@dataclass(frozen=True, kw_only=True)
class RevealPersonal(Draft):
    """Somebody looks at what is kept apart of a visit, an outing or a tenant, and says why."""

    record: str = argument("来访、外出编号或租赁单位")
    purpose: str = argument("查看原因")


@dataclass(frozen=True, kw_only=True)
class RecordPersonalExport(Draft):
    """Somebody takes a list of visitors with everything in clear out of the book, and says why."""

    from_on: date = argument("起", Kind.DATE)
    to_on: date = argument("止", Kind.DATE)
    purpose: str = argument("导出原因")


@dataclass(frozen=True, kw_only=True)
class PurgePersonal(Draft):
    """What has been kept as long as the parameter says goes; the records stay."""
