"""The tree beside the register: all cards by category, by room, by department or by state."""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.services.categories import category_name
from houqin_desktop.services.registers import Filter
from houqin_desktop.storage.asset_tree import counts_by

FACETS = {"category": "分类", "storeroom": "保管室", "department": "部门", "status": "状态"}
FACET_TITLES = {
    **FACETS,
    "uncategorised": "分类",
    "year": "取得年份",
    "unverified": "待核实",
    "batch": "导入批次",
    "missing_role": "待补",
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
        held = dict(counts)
        below = tuple(
            Branch(one.label, held[one.value], Filter(facet, one.value, one.label))
            for one in AssetStatus
            if held.get(one.value)
        )
    else:
        below = tuple(
            Branch(name or "未填部门", count, Filter(facet, name or "", name or "未填部门"))
            for name, count in counts
        )
    whole = sum(branch.count for branch in below if branch.label != AssetStatus.DISPOSED.label)
    return Branch("全部资产", whole, None, below)


def _by_category(counts: list[tuple[str | None, int]]) -> tuple[Branch, ...]:
    """Return the 门类 with the codes in use below each, and the cards without a code."""
    classes: dict[str, list[Branch]] = {}
    without = 0
    for code, count in sorted(counts, key=lambda pair: pair[0] or ""):
        if code is None:
            without = count
            continue
        name = category_name(code) or code
        branch = Branch(name, count, Filter("category", code, name))
        classes.setdefault(code[:3], []).append(branch)
    made = [
        Branch(
            name := category_name(f"{start}000000") or start,
            sum(branch.count for branch in branches),
            Filter("category", f"{start}000000", name),
            tuple(branches),
        )
        for start, branches in classes.items()
    ]
    if without:
        made.append(Branch("未分类", without, Filter("uncategorised", "", "未分类")))
    return tuple(made)
