"""The verbs of the asset register: register a card, correct it, change its value."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from houqin_desktop.domain.asset import (
    LONGEST_LIFE_MONTHS,
    SETTABLE_STATUSES,
    require_card_figures,
    require_funds,
)
from houqin_desktop.domain.card_fields import structure_label
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.values import names_nothing
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.domain.storeroom import VirtualLocation
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.card_details import change_details, read_details
from houqin_desktop.services.assets.card_writing import (
    NewCard,
    next_asset_code,
    require_acquired_by,
    search_text_of,
    write_cards,
)
from houqin_desktop.services.assets.categories import (
    category,
    default_life_months,
    default_minimum_life_months,
)
from houqin_desktop.services.assets.drafts import (
    COLUMN_OF,
    NOT_CLEARABLE,
    ROLE_FIELDS,
    AssetFields,
    ChangeValue,
    CorrectAsset,
    RegisterAsset,
)
from houqin_desktop.services.assets.former_codes import former_code
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.numbers import exists
from houqin_desktop.services.registers.pinyin import sort_key
from houqin_desktop.storage.asset import (
    Asset,
    Custody,
    Posting,
    ValueChangeKind,
    ValueChangeRow,
    current_custody,
    value_changes,
)
from houqin_desktop.storage.base import columns
from houqin_desktop.storage.disposal import open_case_of
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.split import splits_of


def _resolved(draft: AssetFields, name: str) -> dict[str, Any]:
    """Return the filled-in fields as column values, references looked up.

    :param name: what the asset is called, which tells old codes of two editions apart.
    """
    values: dict[str, Any] = {}
    for argument in AssetFields.arguments():
        value = getattr(draft, argument.name)
        if value is None or argument.name in (*ROLE_FIELDS, "details"):
            continue
        if argument.name == "category":
            value = category(value).code
        elif argument.name == "former_category_code" and value:
            found = former_code(value, name)
            value, values["category_edition"] = found.code, found.edition
        elif argument.name == "place" and names_nothing(value):
            raise Refused(
                f"“{value}”不是地点。请写东西放在哪里，不知道就留空。", code="names_nothing"
            )
        elif argument.name == "storeroom":
            value = lookup.storeroom(value).id
        elif argument.name == "using_department":
            value = lookup.department(value).id if value else None
        elif argument.name == "status" and value not in SETTABLE_STATUSES:
            raise Refused("“已处置”只能由批准的报废报损单下账得来，不能直接填写。", code="status")
        values[COLUMN_OF.get(argument.name, argument.name)] = value
    return values


def _people(draft: AssetFields) -> dict[str, int | None]:
    """Return the filled-in roles as person ids; an empty text means nobody."""
    written = {role: getattr(draft, role) for role in ROLE_FIELDS}
    return {
        f"{role}_id": lookup.person(reference).id if reference else None
        for role, reference in written.items()
        if reference is not None
    }


def _require_still_here(people: dict[str, int | None], on: date) -> None:
    """Refuse to put a card on somebody who had left by that day (专人保管, I11)."""
    for key in people.values():
        person = None if key is None else lookup.person_by_id(key)
        if person is not None and person.left_on is not None and person.left_on < on:
            raise Refused(
                f"{person.name} 已于 {person.left_on} 离岗，不能再管资产。请另选在岗的人。",
                code="person_left",
            )


@command("登记资产", RegisterAsset)
def register_asset(task: Task, draft: RegisterAsset) -> Outcome:
    """Write a new card; without a number it gets the next one of this year."""
    if not draft.name:
        raise Refused("资产名称不能为空。请填写名称。", code="empty_name")
    values = _resolved(draft, draft.name)
    require_acquired_by(draft.acquired_on, task.on)
    code = next_asset_code(task) if draft.code is None else unused_code(draft.code)
    category_code = values.get("category_code")
    details = read_details(draft.details, category_code)
    structure = structure_label(details.get("structure", ""))
    values.setdefault("storeroom_id", lookup.central_storeroom().id)
    values.setdefault("life_months", default_life_months(category_code, structure))
    values.setdefault("minimum_life_months", default_minimum_life_months(category_code))
    values |= {
        "code": code,
        "name": draft.name,
        "quantity": draft.quantity,
        "original_value_fen": draft.original_value,
    }
    people = _people(draft)
    _require_still_here(people, task.on)
    card = NewCard(values, **people)
    card.details = details
    write_cards(task, [card])
    return Outcome(code, (code,))


def unused_code(written: str) -> str:
    """Return an asset's number in its one spelling.

    :raises Refused: when it can be no number, or a card has it already.
    """
    code = normalise_code(written)
    if exists(Asset, code=code):
        raise Refused(f"资产编号 {code} 已经用过，不能再用。请换一个编号。", code="code_exists")
    return code


def require_free(asset: Asset) -> None:
    """Refuse a card that has left the register or is in an open disposal case (I24)."""
    case = open_case_of(asset.id)
    if case is not None:
        raise Refused(
            f"{asset.code}（{asset.name}）正在报废报损单 {case} 中办理，不能变动。"
            "请先撤回该单，或等办理完毕。",
            code="in_open_case",
        )
    if asset.withdrawn_code is not None:
        raise Refused(
            f"{asset.withdrawn_code}（{asset.name}）已经撤回，不能变动。请重新导入或另行登记。",
            code="withdrawn",
        )
    if not any(asset.status is status for status in SETTABLE_STATUSES):
        raise Refused(
            f"{asset.code}（{asset.name}）已经处置下账，不能变动。请核对资产编号。", code="disposed"
        )


@command("更正卡片", CorrectAsset)
def correct_asset(task: Task, draft: CorrectAsset) -> Outcome:
    """Correct what was written wrongly on a card; the journal keeps what stood there."""
    asset = lookup.asset(draft.code)
    require_free(asset)
    values = _resolved(draft, draft.name or asset.name)
    require_acquired_by(draft.acquired_on, task.on)
    people = _people(draft)
    for name in draft.clear or ():
        _clear(name, values, people)
    if draft.name is not None:
        values["name"] = draft.name
    if draft.verified is not None:
        values["unverified"] = not draft.verified
    if not values.get("name", asset.name):
        raise Refused("资产名称不能为空。请填写名称。", code="empty_name")
    require_card_figures(
        asset.quantity if draft.quantity is None else draft.quantity,
        asset.original_value_fen if draft.original_value is None else draft.original_value,
        values.get("life_months"),
        values.get("minimum_life_months"),
    )
    require_funds(values.get("fiscal_funds_fen"), values.get("other_funds_fen"))
    details = read_details(draft.details, values.get("category_code", asset.category_code))
    _settle_life(asset, values, details)
    changed = _move(task, asset, values, draft.quantity)
    changed |= _correct_value(task, asset, draft)
    changed |= task.update(asset, **values, **derived_words(asset, values))
    changed |= set_custody(task, asset, people)
    changed |= change_details(task, asset.id, details)
    if not changed:
        raise Refused(f"{asset.code} 的内容没有变化，没有更正。", code="nothing_changed")
    return Outcome(asset.code, (asset.code,))


def _settle_life(asset: Asset, values: dict[str, Any], details: dict[str, str]) -> None:
    """Give a building its 折旧年限 once its structure is known and nobody has set one."""
    structure = structure_label(details.get("structure", ""))
    if structure and asset.life_months is None and "life_months" not in values:
        category_code = values.get("category_code", asset.category_code)
        values["life_months"] = default_life_months(category_code, structure)


def _clear(name: str, values: dict[str, Any], people: dict[str, int | None]) -> None:
    known = {argument.name for argument in AssetFields.arguments()}
    if name not in known or name in NOT_CLEARABLE:
        raise Refused(f"项目“{name}”不能清空。请改填正确的内容。", code="not_clearable")
    if name in ROLE_FIELDS:
        people[f"{name}_id"] = None
        return
    column_name = COLUMN_OF.get(name, name)
    column = next(c for c in columns(Asset) if c.name == column_name)
    values[column_name] = None if column.null else ""
    if name == "former_category_code":
        values["category_edition"] = None


def derived_words(asset: Asset, values: dict[str, Any]) -> dict[str, Any]:
    """Return the sort key and search text that go with the corrected words."""
    merged = {c.name: values.get(c.name, getattr(asset, c.name)) for c in columns(Asset)}
    return {"sort_key": sort_key(merged["name"]), "search_text": search_text_of(merged)}


def _move(task: Task, asset: Asset, values: dict[str, Any], quantity: int | None) -> bool:
    """Post what a corrected storeroom or quantity moves, in whole pieces."""
    rooms = {room.id: room.location_id for room in Storeroom.every()}
    here = rooms[asset.storeroom_id]
    there = rooms[values.get("storeroom_id", asset.storeroom_id)]
    adjust = lookup.virtual_location(VirtualLocation.ADJUST)
    more = 0 if quantity is None else quantity - asset.quantity
    if more:
        values["quantity"] = quantity
        places = (adjust, here) if more > 0 else (here, adjust)
        _post(task, asset, *places, abs(more))
    if there != here:
        _post(task, asset, here, there, quantity or asset.quantity)
    return bool(more) or there != here


def _post(task: Task, asset: Asset, origin: int, target: int, quantity: int) -> None:
    task.insert(
        Posting,
        asset_id=asset.id,
        from_location_id=origin,
        to_location_id=target,
        quantity=quantity,
        value_fen=asset.original_value_fen,
        posted_on=task.on,
        voucher_id=None,
    )


def _correct_value(task: Task, asset: Asset, draft: CorrectAsset) -> bool:
    if draft.original_value is None or draft.original_value == asset.original_value_fen:
        return False
    _require_after_split(asset, task)
    _write_value_change(
        task,
        asset,
        ValueChangeKind.CORRECTION,
        draft.original_value - asset.original_value_fen,
        draft.reason or "更正原值",
    )
    return True


def _require_after_split(asset: Asset, task: Task) -> None:
    """Refuse a change of value on a day before the card was split: that day it was another card."""
    days = [split.split_on for split in splits_of(asset.id)]
    if days and task.on < max(days):
        raise Refused(
            f"{asset.code} 在 {max(days)} 拆分过，原值不能改在 {task.on}。请改用那天或以后的日期。",
            code="date_order",
        )


def _require_never_negative(asset: Asset, task: Task, delta_fen: int) -> None:
    """Refuse a change dated back that would leave less than nothing on a day since."""
    value_fen = asset.original_value_fen + delta_fen
    later = [change for change in value_changes(asset.id) if change.changed_on > task.on]
    for day in sorted({change.changed_on for change in later}, reverse=True):
        value_fen -= sum(change.delta_fen for change in later if change.changed_on == day)
        if value_fen < 0:
            raise Refused(
                f"{asset.code} 的原值到 {day} 才有这么多，"
                f"按 {task.on} 变动会成为负数。请改用那天或以后的日期。",
                code="date_order",
            )


def _write_value_change(
    task: Task,
    asset: Asset,
    kind: ValueChangeKind,
    delta_fen: int,
    reason: str,
    extra_months: int = 0,
    accounting_voucher: str = "",
) -> None:
    _require_never_negative(asset, task, delta_fen)
    task.insert(
        ValueChangeRow,
        asset_id=asset.id,
        kind=kind,
        changed_on=task.on,
        delta_fen=delta_fen,
        extra_months=extra_months,
        reason=reason,
        accounting_voucher=accounting_voucher,
    )
    task.update(asset, original_value_fen=asset.original_value_fen + delta_fen)


@command("价值变动", ChangeValue)
def change_value(task: Task, draft: ChangeValue) -> Outcome:
    """Add an improvement to a card's value, or take a reduction off it (DOMAIN.md 2.3)."""
    asset = lookup.asset(draft.code)
    require_free(asset)
    _require_after_split(asset, task)
    if draft.delta == 0:
        raise Refused(
            "增减金额不能为零，这样什么也没有变。请填写增加或减少了多少元。", code="zero_delta"
        )
    if not draft.reason:
        raise Refused("变动原因不能为空。请写明为什么变动。", code="empty_reason")
    if not 0 <= draft.extra_months <= LONGEST_LIFE_MONTHS:
        raise Refused("延长的年限须在 0 到 1200 个月之间。", code="life")
    require_card_figures(asset.quantity, asset.original_value_fen + draft.delta, asset.life_months)
    kind = ValueChangeKind.IMPROVEMENT if draft.delta > 0 else ValueChangeKind.REDUCTION
    _write_value_change(
        task,
        asset,
        kind,
        draft.delta,
        draft.reason,
        draft.extra_months,
        draft.accounting_voucher or "",
    )
    return Outcome(asset.code, (asset.code,))


def set_custody(task: Task, asset: Asset, people: dict[str, int | None]) -> bool:
    """Begin a new stretch of custody where anybody changed; return whether one began."""
    held = current_custody(asset.id)
    before = {f"{role}_id": getattr(held, f"{role}_id", None) for role in ROLE_FIELDS}
    after = before | people
    if after == before:
        return False
    _require_still_here({role: key for role, key in after.items() if key != before[role]}, task.on)
    if held is not None:
        if task.on < held.from_on:
            raise Refused(
                f"{asset.code} 从 {held.from_on} 起已登记了责任人员，不能改在 {task.on}。"
                "请改用那天或以后的日期。",
                code="custody_order",
            )
        last_day = max(held.from_on, task.on - timedelta(days=1))
        task.update(held, to_on=last_day)
    task.insert(Custody, asset_id=asset.id, from_on=task.on, to_on=None, **after)
    return True
