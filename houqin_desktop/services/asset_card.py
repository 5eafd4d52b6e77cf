"""One card as a person reads it: its fields in blocks, its people, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.asset import AssetStatus, unit_price_fen
from houqin_desktop.domain.calendar import age_text, completed_months, month_index
from houqin_desktop.domain.money import capitals, format_money
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.categories import category_name
from houqin_desktop.services.depreciation import card_accumulated, month_before
from houqin_desktop.services.disposal_case import disposal_case
from houqin_desktop.services.session import Session
from houqin_desktop.storage.asset import Asset, Custody, ValueChangeKind, value_changes
from houqin_desktop.storage.asset_register import written_off_on
from houqin_desktop.storage.disposal import open_case_of
from houqin_desktop.storage.people import Department, Storeroom
from houqin_desktop.storage.register_queries import cases_of_asset, subject_history
from houqin_desktop.storage.split import AssetSplit, splits_of


@dataclass(frozen=True, slots=True)
class CardEvent:
    """Something that happened to the card; `number` opens the voucher behind it, if any."""

    on: str
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class AssetCard:
    """A card with its blocks of fields and its time line, the newest event first."""

    key: int
    code: str
    name: str
    status: AssetStatus
    storeroom: str
    unverified: bool
    why_not_split: str
    open_case: str
    open_step: str
    blocks: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    as_written: tuple[tuple[str, str], ...]
    history: tuple[CardEvent, ...]


def asset_card(session: Session, code: str) -> AssetCard:
    """Return the card with this number as of today."""
    asset = lookup.asset(code)
    case = open_case_of(asset.id) or ""
    return AssetCard(
        key=asset.id,
        code=asset.code,
        name=asset.name,
        status=asset.status,
        storeroom=Storeroom.get_by_id(asset.storeroom_id).name,
        unverified=asset.unverified,
        why_not_split=_why_not_split(asset, case),
        open_case=case,
        open_step=disposal_case(case, session.clock).step_title if case else "",
        blocks=(
            ("基本", tuple(_basic(asset))),
            ("财务", tuple(_financial(asset, session))),
            ("使用", tuple(_use(asset))),
        ),
        as_written=tuple(json.loads(asset.as_written).items()),
        history=tuple(sorted(_history(asset), key=lambda event: event.on, reverse=True)),
    )


def _filled(*pairs: tuple[str, str | None]) -> Iterator[tuple[str, str]]:
    yield from ((label, value) for label, value in pairs if value)


def _basic(asset: Asset) -> Iterator[tuple[str, str]]:
    category = asset.category_code
    yield "国标分类", f"{category} {category_name(category)}" if category else "未分类"
    yield from _filled(
        ("规格型号", asset.specification),
        ("品牌", asset.brand),
        ("生产厂家", asset.manufacturer),
        ("出厂编号", asset.serial_number),
        ("供应商", asset.supplier),
        ("保修截止日期", str(asset.warranty_until or "")),
        ("原资产编号", asset.former_code),
    )
    yield "数量", f"{asset.quantity} {asset.unit}".strip()
    yield from _kin(asset)
    yield from _filled(("备注", asset.remarks))


def _financial(asset: Asset, session: Session) -> Iterator[tuple[str, str]]:
    today = session.clock.today()
    value = asset.original_value_fen
    through = month_index(today)
    if asset.status is AssetStatus.DISPOSED and asset.withdrawn_code is None:
        # Depreciation ends the month before the day of 下账.
        through = month_before(date.fromisoformat(written_off_on()[asset.id]))
    written_off = card_accumulated(asset, value_changes(asset.id), through)
    acquired = asset.acquired_on
    method = asset.acquisition_method
    parts = [
        "不详" if acquired is None else acquired.text,
        "" if method is None else method.label,
        asset.funding_source,
    ]
    yield "取得", " · ".join(part for part in parts if part)
    if acquired is not None:
        yield "已用年限", age_text(completed_months(acquired.first_day, today))
    yield "原值", f"¥{format_money(value)}（{capitals(value)}）"
    if asset.quantity > 1:
        yield "单价", f"¥{format_money(unit_price_fen(value, asset.quantity))}"
    if asset.life_months is None:
        yield "折旧", "没有折旧年限，不提折旧"
    else:
        yield "折旧年限", f"{asset.life_months} 个月"
        yield "累计折旧", f"¥{format_money(written_off)}"
    done = "（已提足折旧）" if written_off == value and asset.life_months else ""
    yield "净值", f"¥{format_money(value - written_off)}{done}"
    yield from _filled(
        ("最低使用年限", f"{asset.minimum_life_months} 个月" if asset.minimum_life_months else ""),
        ("价值类型", asset.value_type.label),
        ("采购组织形式", asset.procurement_form.label if asset.procurement_form else ""),
        ("财政拨款", _money(asset.fiscal_funds_fen)),
        ("非财政拨款", _money(asset.other_funds_fen)),
        ("预算项目", asset.budget_item),
        ("合同编号", asset.contract_number),
        ("发票号", asset.invoice_number),
        ("入账日期", "" if asset.booked_on is None else asset.booked_on.text),
        ("会计凭证号", asset.accounting_voucher),
    )


def _money(fen: int | None) -> str:
    return "" if fen is None else f"¥{format_money(fen)}"


def _use(asset: Asset) -> Iterator[tuple[str, str]]:
    yield "保管室", Storeroom.get_by_id(asset.storeroom_id).name
    department = asset.using_department_id
    yield "使用部门", "" if department is None else Department.get_by_id(department).name
    yield "存放地点", asset.place
    held = next(iter(_custodies(asset)), None)
    for label, role in _ROLES:
        person_id = getattr(held, role, None)
        yield label, "待补" if person_id is None else lookup.person_by_id(person_id).name
    yield from _filled(
        ("启用日期", "" if asset.in_service_on is None else asset.in_service_on.text),
        ("资产用途", asset.purpose),
    )


_ROLES = (("使用人", "holder_id"), ("责任人", "responsible_id"), ("保管人", "keeper_id"))


def _custodies(asset: Asset) -> list[Custody]:
    """Return the stretches of custody, the latest first."""
    rows = Custody.raw("SELECT * FROM custody WHERE asset_id = ? ORDER BY id DESC", asset.id)
    return list(rows)


def _history(asset: Asset) -> Iterator[CardEvent]:
    for seq_row in subject_history("asset", asset.id):
        _, on, verb, who, before, after = seq_row
        if before is None:
            batch = f"（{asset.import_origin}）" if asset.import_origin else ""
            yield CardEvent(on, f"{who} 登记入账{batch}")
        elif verb == "correct_asset":
            names = [_FIELD_TITLES[name] for name in json.loads(after) if name in _FIELD_TITLES]
            if names:
                yield CardEvent(on, f"{who} 更正：{'、'.join(names)}")
    for split in splits_of(asset.id):
        yield CardEvent(split.split_on.isoformat(), _split_words(asset, split))
    for change in value_changes(asset.id):
        if change.kind is ValueChangeKind.SPLIT:
            continue
        sign = "增加" if change.delta_fen > 0 else "减少"
        amount = format_money(abs(change.delta_fen))
        yield CardEvent(
            change.changed_on.isoformat(), f"{change.kind.label}{sign} {amount} 元：{change.reason}"
        )
    for held in reversed(_custodies(asset)):
        names = [
            f"{label} {lookup.person_by_id(person_id).name}"
            for label, role in _ROLES
            if (person_id := getattr(held, role)) is not None
        ]
        if names:
            yield CardEvent(held.from_on.isoformat(), "、".join(names))
    for number, kind, state, on in cases_of_asset(asset.id):
        kind_label, state_label = VoucherKind(kind).label, VoucherState(state).label
        yield CardEvent(on, f"{kind_label}申请 {number}（{state_label}）", number)


def _why_not_split(asset: Asset, case: str) -> str:
    """Return why the card cannot be split now, or an empty text."""
    if asset.status is AssetStatus.DISPOSED:
        return "所选资产已处置下账"
    if case:
        return f"正在报废报损单 {case} 中办理"
    return "" if asset.quantity > 1 else "只有一件，不能拆分"


def _split_words(asset: Asset, split: AssetSplit) -> str:
    amount = f"{split.quantity} 件、原值 {format_money(split.value_fen)} 元"
    reason = f"：{split.reason}" if split.reason else ""
    if split.part_id == asset.id:
        return f"拆自 {Asset.get_by_id(split.asset_id).code}，{amount}{reason}"
    return f"拆出 {amount}，新卡片 {Asset.get_by_id(split.part_id).code}{reason}"


def _kin(asset: Asset) -> Iterator[tuple[str, str]]:
    """Yield from which card this one was split off, and which were split off it."""
    splits = splits_of(asset.id)
    parts = [Asset.get_by_id(one.part_id).code for one in splits if one.part_id != asset.id]
    yield from (
        ("拆自", Asset.get_by_id(one.asset_id).code) for one in splits if one.part_id == asset.id
    )
    yield from _filled(("拆出", "、".join(parts)))


_FIELD_TITLES = {
    "name": "资产名称",
    "specification": "规格型号",
    "brand": "品牌",
    "category_code": "分类",
    "unit": "单位",
    "quantity": "数量",
    "acquired_on": "取得日期",
    "life_months": "折旧年限",
    "minimum_life_months": "最低使用年限",
    "status": "状态",
    "storeroom_id": "保管室",
    "using_department_id": "使用部门",
    "place": "存放地点",
    "remarks": "备注",
}
