"""The tree beside the register: all cards by category, by room, by department or by state."""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.services.registers.listing import Filter
from houqin_desktop.storage.asset_tree import counts_by
from houqin_desktop.storage.book import category_names

FACETS = {"category": "分类", "storeroom": "保管室", "department": "部门", "status": "状态"}
TO_DO = {"unverified": "待核实", "missing_role": "待补责任人", "old_code": "旧代码待转"}
FACET_TITLES = {
    **FACETS,
    "uncategorised": "分类",
    "unverified": "待办",
    "missing_role": "待办",
    "old_code": "待办",
    "batch": "导入批次",
}
# The facets that one way of looking at the tree may put in force; one at a time.
FACETS_OF = {
    "category": ("category", "uncategorised"),
    "storeroom": ("storeroom",),
    "department": ("department",),
    "status": ("status", *TO_DO),
}


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of the tree: its words, how many cards, the filter it stands for, what is below."""

    label: str
    count: int
    filter: Filter | None
    below: tuple[Branch, ...] = ()


def asset_tree(facet: str) -> Branch:
    """Return the tree of all cards by this facet; its root stands for no filter at all."""
    counts = counts_by(facet)
    if facet == "category":
        below = _by_category(counts)
    elif facet == "status":
        return Branch("全部资产", _in_register(counts), None, (*_by_status(counts), *_to_do()))
    else:
        below = tuple(
            Branch(name or "未填部门", count, Filter(facet, name or "", name or "未填部门"))
            for name, count in counts
        )
    return Branch("全部资产", sum(branch.count for branch in below), None, below)


def _in_register(counts: list[tuple[str | None, int]]) -> int:
    return sum(count for status, count in counts if status != AssetStatus.DISPOSED.value)


def _by_status(counts: list[tuple[str | None, int]]) -> tuple[Branch, ...]:
    held = dict(counts)
    return tuple(
        Branch(one.label, held[one.value], Filter("status", one.value, one.label))
        for one in AssetStatus
        if held.get(one.value)
    )


def _to_do() -> tuple[Branch, ...]:
    """Return what a keeper still has to look at: doubtful cards, cards without their people."""
    made = []
    for facet, label in TO_DO.items():
        count = counts_by(facet)[0][1]
        if count:
            made.append(Branch(label, count, Filter(facet, "", label)))
    return tuple(made)


def _by_category(counts: list[tuple[str | None, int]]) -> tuple[Branch, ...]:
    """Return the 门类 with the codes in use below each, and the cards without a code."""
    names = category_names()
    classes: dict[str, list[Branch]] = {}
    without = 0
    for code, count in sorted(counts, key=lambda pair: pair[0] or ""):
        if code is None:
            without = count
            continue
        name = names.get(code, code)
        branch = Branch(name, count, Filter("category", code, name))
        classes.setdefault(code[:3], []).append(branch)
    made = [
        Branch(
            name := names.get(f"{start}000000", start),
            sum(branch.count for branch in branches),
            Filter("category", f"{start}000000", name),
            tuple(branches),
        )
        for start, branches in classes.items()
    ]
    if without:
        made.append(Branch("未分类", without, Filter("uncategorised", "", "未分类")))
    return tuple(made)
