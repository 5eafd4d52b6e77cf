"""Kits are made, changed and withdrawn."""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.term import KitBasis, Season, kit_code, require_grade, require_per_head
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, in_row
from houqin_desktop.services.numbers import next_serial
from houqin_desktop.services.stock.finding import find_item
from houqin_desktop.services.term.drafts import KitRow, SetKit, WithdrawKit
from houqin_desktop.services.term.finding import find_kit
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.stock import StockItem
from houqin_desktop.storage.term import Kit, KitLine


@command("定套餐", SetKit)
def set_kit(task: Task, draft: SetKit) -> Outcome:
    """Write a kit as it should be; one that was withdrawn comes back.

    :raises Refused: without a name or an item, for an item twice, or when nothing changes.
    """
    if not draft.name:
        raise Refused("套餐要有名称。请填写，例如 班级开学用品。", code="empty_name")
    require_grade(draft.grade)
    wanted = _wanted(draft.lines)
    if not any(wanted.values()):
        raise Refused("套餐里还没有物品。请至少写一种。", code="no_lines")
    values = {
        "basis": draft.basis,
        "grade": draft.grade,
        "season": draft.season,
        "withdrawn": False,
    }
    kit = Kit.find(name=draft.name)
    if kit is None:
        code = kit_code(next_serial(task, "kit"))
        kit = task.insert(Kit, code=code, name=draft.name, **values)
        changed = True
    else:
        changed = bool(task.update(kit, **values))
    if not _write_lines(task, kit, wanted) and not changed:
        raise Refused(
            f"套餐“{kit.name}”本来就是这样，没有要改的。请改动其中一项。", code="nothing_changed"
        )
    return Outcome(kit.code, (kit.code,))


def _wanted(rows: tuple[KitRow, ...]) -> dict[int, int]:
    wanted: dict[int, int] = {}
    for number, row in enumerate(rows, start=1):
        with in_row(number):
            item = find_item(row.item)
            if item.id in wanted:
                raise Refused(f"{item.name}写了两次。请合成一行。", code="repeated_item")
            require_per_head(row.quantity, item.name)
            wanted[item.id] = row.quantity
    return wanted


def _write_lines(task: Task, kit: Kit, wanted: dict[int, int]) -> bool:
    """Bring the lines of a kit to what is wanted; say whether anything changed."""
    changed = False
    for line in KitLine.picked("kit_id = ?", kit.id, order="id"):
        quantity = wanted.pop(line.item_id, 0)
        changed = bool(task.update(line, quantity=quantity)) or changed
    for item_id, quantity in wanted.items():
        if quantity:
            task.insert(KitLine, kit_id=kit.id, item_id=item_id, quantity=quantity)
            changed = True
    return changed


@command("停用套餐", WithdrawKit)
def withdraw_kit(task: Task, draft: WithdrawKit) -> Outcome:
    """Let a kit be in no plan any more, or again."""
    kit = find_kit(draft.kit)
    if not task.update(kit, withdrawn=not draft.restore):
        state = "在用" if draft.restore else "已停用"
        raise Refused(f"套餐“{kit.name}”本来就{state}。请核对名称。", code="nothing_changed")
    return Outcome(kit.code, (kit.code,))


@undoes("set_kit")
def _kit_as_it_was(deed: Deed) -> Draft:
    kit = find_kit(deed.number or "")
    lines = {line.item_id: line.quantity for line in KitLine.picked("kit_id = ?", kit.id)}
    for row, touched in deed.still(KitLine):
        lines[row.item_id] = (touched.before or {}).get("quantity", 0)
    before = {}
    for _, touched in deed.still(Kit):
        if touched.before is None or touched.before.get("withdrawn"):
            return WithdrawKit(kit=kit.code)
        before = touched.before
    season = before.get("season", kit.season)
    return SetKit(
        name=kit.name,
        basis=KitBasis(before.get("basis", kit.basis)),
        grade=before.get("grade", kit.grade),
        season=None if season is None else Season(season),
        lines=tuple(
            KitRow(item=StockItem.get_by_id(item_id).code, quantity=quantity)
            for item_id, quantity in lines.items()
        ),
    )


@undoes("withdraw_kit")
def _the_other_way(deed: Deed) -> Draft:
    ((row, _),) = deed.still(Kit)
    return WithdrawKit(kit=row.code, restore=row.withdrawn or None)
