"""The blocks of a card: 基本, 财务, 使用, its type, the school's own columns, 处置."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from houqin_desktop.domain.asset import AssetStatus, ValueType, unit_price_fen
from houqin_desktop.domain.calendar import age_text, completed_months, month_index
from houqin_desktop.domain.card_fields import CardBlock, type_title
from houqin_desktop.domain.category import class_name, is_depreciated
from houqin_desktop.domain.depreciation import monthly
from houqin_desktop.domain.money import capitals, format_money
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.card_details import card_fields
from houqin_desktop.services.assets.categories import category_name
from houqin_desktop.services.assets.depreciation import card_accumulated, month_before
from houqin_desktop.services.assets.former_codes import meaning_of, suggested
from houqin_desktop.services.repair.of_card import repair_block
from houqin_desktop.services.session import Session
from houqin_desktop.storage.asset import Asset, Custody, value_changes
from houqin_desktop.storage.asset_register import written_off_on
from houqin_desktop.storage.card import values_of_card
from houqin_desktop.storage.disposal import Residual
from houqin_desktop.storage.people import Department, Storeroom
from houqin_desktop.storage.register_queries import cases_of_asset
from houqin_desktop.storage.split import splits_of
from houqin_desktop.storage.voucher import Voucher

Block = tuple[str, tuple[tuple[str, str], ...]]
ROLES = (("使用人", "holder_id"), ("责任人", "responsible_id"), ("保管人", "keeper_id"))


def card_blocks(asset: Asset, session: Session) -> tuple[Block, ...]:
    """Return the blocks of a card with what is filled in; a block without anything is left out."""
    details = _details(asset)
    blocks = (
        (CardBlock.BASIC.label, (*_basic(asset), *details[CardBlock.BASIC])),
        (CardBlock.FINANCIAL.label, (*_financial(asset, session), *details[CardBlock.FINANCIAL])),
        (CardBlock.USE.label, (*_use(asset), *details[CardBlock.USE])),
        (type_title(asset.category_code) or CardBlock.TYPE.label, details[CardBlock.TYPE]),
        ("维修", tuple(repair_block(asset.id))),
        (CardBlock.CUSTOM.label, details[CardBlock.CUSTOM]),
        (CardBlock.DISPOSAL.label, tuple(_disposal(asset))),
    )
    return tuple((title, fields) for title, fields in blocks if fields)


def _details(asset: Asset) -> dict[CardBlock, tuple[tuple[str, str], ...]]:
    """Return the rarer columns that the card has something in, by block."""
    values = values_of_card(asset.id)
    found: dict[CardBlock, tuple[tuple[str, str], ...]] = dict.fromkeys(CardBlock, ())
    for field in card_fields().values():
        if field.key in values:
            line = (field.title, field.shown(values[field.key]))
            found[field.block] = (*found[field.block], line)
    return found


def _filled(*pairs: tuple[str, str | None]) -> Iterator[tuple[str, str]]:
    yield from ((label, value) for label, value in pairs if value)


def _basic(asset: Asset) -> Iterator[tuple[str, str]]:
    category = asset.category_code
    yield "国标分类", f"{category} {category_name(category)}" if category else "未分类"
    yield from _filled(
        ("资产门类", class_name(category or "")),
        *_former(asset),
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


def _kin(asset: Asset) -> Iterator[tuple[str, str]]:
    """Yield from which card this one was split off, and which were split off it."""
    splits = splits_of(asset.id)
    parts = [Asset.get_by_id(one.part_id).code for one in splits if one.part_id != asset.id]
    yield from (
        ("拆自", Asset.get_by_id(one.asset_id).code) for one in splits if one.part_id == asset.id
    )
    yield from _filled(("拆出", "、".join(parts)))


def _former(asset: Asset) -> Iterator[tuple[str, str]]:
    """Yield the code of an older edition, and, while no present one is taken, what it may be."""
    code, edition = asset.former_category_code, asset.category_edition
    if edition is None:
        return
    words = f"{code} {meaning_of(code, edition)}".strip()
    yield "原分类代码", f"{words}（{edition.label}）"
    if asset.category_code is None:
        found = suggested(code, edition, asset.name)
        yield "建议分类", "" if found is None else f"{found.code} {found.name}（待确认）"


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
    yield from _written_off(asset, written_off)
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


def _written_off(asset: Asset, written_off: int) -> Iterator[tuple[str, str]]:
    if asset.life_months is None or asset.value_type is ValueType.NOMINAL:
        known = asset.category_code is None or is_depreciated(asset.category_code)
        nominal = asset.value_type is ValueType.NOMINAL
        yield "折旧状态", "没有折旧年限，不提折旧" if known and not nominal else "不提折旧"
        return
    value = asset.original_value_fen
    yield "折旧状态", "已完成折旧" if written_off == value else "提折旧"
    yield "折旧年限", f"{asset.life_months} 个月"
    yield "月折旧额", f"¥{format_money(monthly(asset.opening_value_fen, asset.life_months))}"
    yield "累计折旧", f"¥{format_money(written_off)}"


def _money(fen: int | None) -> str:
    return "" if fen is None else f"¥{format_money(fen)}"


def _use(asset: Asset) -> Iterator[tuple[str, str]]:
    yield "保管室", Storeroom.get_by_id(asset.storeroom_id).name
    department = asset.using_department_id
    yield "使用部门", "" if department is None else Department.get_by_id(department).name
    yield "存放地点", asset.place
    held = next(iter(custodies(asset)), None)
    for label, role in ROLES:
        person_id = getattr(held, role, None)
        yield label, "待补" if person_id is None else lookup.person_by_id(person_id).name
    yield from _filled(
        ("启用日期", "" if asset.in_service_on is None else asset.in_service_on.text),
        ("资产用途", asset.purpose),
    )


def _disposal(asset: Asset) -> Iterator[tuple[str, str]]:
    """Yield each case that held the card, when it left, and what came in for it."""
    for number, kind, state, on in cases_of_asset(asset.id):
        labels = f"{VoucherKind(kind).label}，{on} 申请，{VoucherState(state).label}"
        yield number, labels
        if state != VoucherState.EXECUTED.value:
            continue
        yield "下账日期", written_off_on().get(asset.id, "")
        voucher = Voucher.find(number=number)
        found = Residual.select().where(Residual.disposal_id == voucher.id) if voucher else ()
        for residual in found:
            yield (
                "残值",
                f"{residual.received_on} {residual.method} ¥{format_money(residual.amount_fen)}",
            )


def custodies(asset: Asset) -> list[Custody]:
    """Return the stretches of custody, the latest first."""
    rows = Custody.raw("SELECT * FROM custody WHERE asset_id = ? ORDER BY id DESC", asset.id)
    return list(rows)
