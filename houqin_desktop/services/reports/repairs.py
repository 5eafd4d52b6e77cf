"""维修台账: the repairs of a period, one by one, or added up by thing, place or department."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.domain.repair import RepairResult
from houqin_desktop.services.reports.lists import LEDGER_BOXES, numbered
from houqin_desktop.services.reports.procurement import NOT_COUNTED, period_fields
from houqin_desktop.storage.repair_sums import (
    RepairCost,
    RepairFact,
    repair_costs,
    repair_facts,
)

if TYPE_CHECKING:
    from houqin_desktop.services.reports.catalogue import Request

MONEY, COUNT, CENTRED = PaperKind.MONEY, PaperKind.COUNT, PaperKind.CENTRED
_NUMBER: Final = PaperColumn("序号", CENTRED)
_COST: Final = (
    PaperColumn("材料费（元）", MONEY, summed=True),
    PaperColumn("人工费（元）", MONEY, summed=True),
    PaperColumn("合计（元）", MONEY, summed=True),
)
ONE_BY_ONE: Final = (
    _NUMBER,
    PaperColumn("单号"),
    PaperColumn("报修日期", CENTRED),
    PaperColumn("报修部门", wraps=True),
    PaperColumn("物品", wraps=True),
    PaperColumn("地点", wraps=True),
    PaperColumn("故障描述", wraps=True),
    PaperColumn("维修人", wraps=True),
    PaperColumn("完成日期", CENTRED),
    PaperColumn("结果", CENTRED),
    *_COST,
)
_FIGURES: Final = (
    PaperColumn("报修", COUNT, summed=True),
    PaperColumn("已修好", COUNT, summed=True),
    PaperColumn("不值得修", COUNT, summed=True, dashed=True),
    PaperColumn("没有修完", COUNT, summed=True, dashed=True),
    PaperColumn("平均天数", CENTRED),
    *_COST,
)
NOTE: Final = (
    "合计 = 材料费 + 人工费；材料含领用的库存和外购。返修没有修好的，费用照计；登记有误的不计。"
)
_Repair = tuple[RepairFact, RepairCost]


def repair_ledger(request: Request) -> ListSheet:
    """Return the repairs that were reported in a period, as they stood on its last day."""
    on, first = request.as_of.on, request.from_on.isoformat()
    costs = repair_costs(on)
    found = [
        (fact, costs.get(fact.id, RepairCost()))
        for fact in reversed(repair_facts(on))
        if fact.dated_on >= first and not fact.is_gone
    ]
    columns, rows = _added_up(request.grouping, found) or (ONE_BY_ONE, numbered(map(_row, found)))
    return request.sheet(
        columns,
        [PaperSection("", rows)],
        fields=period_fields(request, "报修次数", len(found)),
        boxes=LEDGER_BOXES,
        notes=(NOTE, NOT_COUNTED),
        value_column=len(columns) - 1,
    )


def _row(one: _Repair) -> tuple[SheetCell, ...]:
    fact, cost = one
    return (
        fact.number,
        fact.dated_on,
        fact.department,
        f"{fact.thing}（{fact.code}）" if fact.code else fact.thing,
        " ".join(dict.fromkeys(filter(None, (fact.place, fact.spot)))),
        fact.fault,
        fact.sent,
        fact.done_on or "",
        "" if fact.result is None else RepairResult(fact.result).label,
        *_money(cost),
    )


def _money(cost: RepairCost) -> tuple[SheetCell, ...]:
    return cost.materials_fen, cost.labour_fen, cost.total_fen


def _thing(fact: RepairFact) -> tuple[str, str]:
    return fact.thing, fact.code


# By what repairs are added up: the columns that name a row, and its key.
_WAYS: Final[dict[str, tuple[tuple[PaperColumn, ...], Callable[[RepairFact], tuple[str, ...]]]]] = {
    "thing": ((PaperColumn("物品", wraps=True), PaperColumn("资产编号")), _thing),
    "place": ((PaperColumn("地点", wraps=True),), lambda fact: (fact.place,)),
    "department": (
        (PaperColumn("报修部门", wraps=True),),
        lambda fact: (fact.department or "没有写部门",),
    ),
}


def _added_up(
    grouping: str, found: Sequence[_Repair]
) -> tuple[tuple[PaperColumn, ...], tuple[tuple[SheetCell, ...], ...]] | None:
    """Return columns and rows of repairs added up, the dearest first; None for one by one."""
    if grouping not in _WAYS:
        return None
    named, key_of = _WAYS[grouping]
    same: dict[tuple[str, ...], list[_Repair]] = {}
    for one in found:
        same.setdefault(key_of(one[0]), []).append(one)
    dearest = sorted(same.items(), key=lambda pair: -sum(c.total_fen for _, c in pair[1]))
    rows = numbered((*key, *_figures(repairs)) for key, repairs in dearest)
    return (_NUMBER, *named, *_FIGURES), rows


def _figures(repairs: Sequence[_Repair]) -> tuple[SheetCell, ...]:
    results = [fact.result for fact, _ in repairs]
    whole = RepairCost(*map(sum, zip(*(cost for _, cost in repairs), strict=True)))
    return (
        len(repairs),
        results.count(RepairResult.REPAIRED.value),
        results.count(RepairResult.NOT_WORTH.value),
        results.count(None),
        _average([fact for fact, _ in repairs]),
        *_money(whole),
    )


def _average(facts: Sequence[RepairFact]) -> str:
    """Return how many days a repair took from the report on, to one place; a dash without any."""
    days = [
        (date.fromisoformat(fact.done_on) - date.fromisoformat(fact.dated_on)).days
        for fact in facts
        if fact.done_on is not None
    ]
    if not days:
        return "—"
    tenths = (20 * sum(days) + len(days)) // (2 * len(days))
    return f"{tenths // 10}.{tenths % 10}"


SHEETS = {"repair_ledger": repair_ledger}
