"""Finding a kit, a plan, a group or a check by what people call them."""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.domain.term import plan_title
from houqin_desktop.storage.stock import StockItem, items_by_id
from houqin_desktop.storage.term import Kit, KitLine, TermCheck, TermGroup, TermPlan


def find_kit(reference: str) -> Kit:
    """Return the kit with this number or name.

    :raises Refused: when there is none.
    """
    found = Kit.find(name=reference.strip()) or Kit.find(code=normalise_code(reference))
    if found is None:
        raise Refused(f"没有套餐“{reference}”。请先建套餐，或检查名称。", code="unknown_kit")
    return found


def lines_of_kit(kit: Kit) -> list[tuple[StockItem, int]]:
    """Return what is in a kit, each item with its pieces."""
    lines = KitLine.picked("kit_id = ? AND quantity > 0", kit.id, order="id")
    items = items_by_id([line.item_id for line in lines])
    return [(items[line.item_id], line.quantity) for line in lines]


def find_plan(code: str) -> TermPlan:
    """Return the plan with this number.

    :raises Refused: when there is none.
    """
    found = TermPlan.find(code=normalise_code(code))
    if found is None:
        raise Refused(f"没有开学计划“{code}”。请检查计划编号。", code="unknown_plan")
    return found


def standing_plan(code: str) -> TermPlan:
    """Return a plan that may be changed.

    :raises Refused: for one that was withdrawn.
    """
    plan = find_plan(code)
    if plan.withdrawn:
        raise Refused(
            f"开学计划 {plan.code} 已经撤销，不能再改。请先恢复，或另开计划。",
            code="plan_withdrawn",
        )
    return plan


def standing_plans() -> list[TermPlan]:
    """Return the plans that were not withdrawn, the latest first."""
    return TermPlan.picked("withdrawn = 0", order="year DESC, season, id DESC")


def title_of(plan: TermPlan) -> str:
    """Return what the term of a plan is called."""
    return plan_title(plan.year, plan.season)


def plan_key(code: str) -> int:
    """Return the key in the register of the plan with this number.

    :raises Refused: when there is none.
    """
    return find_plan(code).id


def group_of(plan: TermPlan, name: str) -> TermGroup:
    """Return a group of a plan.

    :raises Refused: when there is none of this name.
    """
    found = TermGroup.find(plan_id=plan.id, name=name.strip(), dropped=False)
    if found is None:
        raise Refused(
            f"{title_of(plan)}没有发放对象“{name}”。请检查名称，或先登记。", code="unknown_group"
        )
    return found


def check_of(plan: TermPlan, title: str) -> TermCheck:
    """Return a line of a check list.

    :raises Refused: when there is none of this title.
    """
    found = TermCheck.find(plan_id=plan.id, title=title.strip(), dropped=False)
    if found is None:
        raise Refused(
            f"{title_of(plan)}没有检查项目“{title}”。请检查名称，或先登记。", code="unknown_check"
        )
    return found
