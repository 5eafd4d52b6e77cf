"""资产卡片 as a sheet: the card's blocks on the front, what became of it on the back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.card_sheet import CardColumn, CardPhoto, CardRecord, CardSheet
from houqin_desktop.domain.label import scan_code
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.settings import SCHOOL_NAME
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.card import AssetCard, asset_card, happenings
from houqin_desktop.services.assets.card_blocks import custodies
from houqin_desktop.services.reports.catalogue import printed_words
from houqin_desktop.storage.asset import Asset, value_changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from houqin_desktop.services.session import Session

_DATE = CardColumn("日期", 0.13, is_date=True)
_HAPPENED = (_DATE, CardColumn("摘要", 0.69), CardColumn("单据号", 0.18, is_date=True))
_VALUES = (
    _DATE,
    CardColumn("类别", 0.13, is_date=True),
    CardColumn("增减额（元）", 0.16, is_figure=True),
    CardColumn("变动后原值（元）", 0.18, is_figure=True),
    CardColumn("会计凭证号", 0.14, is_date=True),
    CardColumn("原因", 0.26),
)
_HANDS = (
    CardColumn("自", 0.13, is_date=True),
    CardColumn("至", 0.13, is_date=True),
    CardColumn("使用人", 0.22, is_date=True),
    CardColumn("责任人", 0.22, is_date=True),
    CardColumn("保管人", 0.30, is_date=True),
)
_REPAIRS = (
    _DATE,
    CardColumn("大修内容", 0.43),
    CardColumn("费用（元）", 0.14, is_figure=True),
    CardColumn("承修单位", 0.18),
    CardColumn("经办", 0.12),
)
_ACCESSORIES = (
    CardColumn("名称", 0.30),
    CardColumn("规格型号", 0.30),
    CardColumn("数量", 0.12, is_figure=True),
    CardColumn("备注", 0.28),
)


def card_sheets(
    session: Session, codes: Sequence[str], *, tick: Callable[[int, int], None] | None = None
) -> list[CardSheet]:
    """Return the sheets of these cards, in their order.

    :param tick: told how many of how many are read; may raise to stop.
    :raises Refused: for an unknown number.
    """
    sheets = []
    for number, code in enumerate(codes, 1):
        sheets.append(card_sheet(session, code))
        if tick is not None:
            tick(number, len(codes))
    return sheets


def card_sheet(session: Session, code: str) -> CardSheet:
    """Return the sheet of one card as of today.

    :raises Refused: for an unknown number.
    """
    card = asset_card(session, code)
    asset = lookup.asset(code)
    return CardSheet(
        school=lookup.setting(SCHOOL_NAME),
        code=card.code,
        scan_code=scan_code(card.code, card.key),
        name=card.name,
        status=card.status.label,
        made_on=chinese_date(asset.registered_on),
        blocks=card.blocks,
        records=(
            CardRecord("变动记录", _HAPPENED, tuple(_happened(asset)), 6),
            CardRecord("价值变动", _VALUES, tuple(_values(asset)), 4),
            CardRecord("使用人、责任人、保管人", _HANDS, tuple(_hands(asset)), 4),
            CardRecord("大修记录", _REPAIRS, (), 5),
            CardRecord("附属设备", _ACCESSORIES, (), 5),
        ),
        printed=printed_words(session, "固定资产卡片"),
        photo=_photo(card),
    )


def _photo(card: AssetCard) -> CardPhoto | None:
    """Return the picture by which the card is known, if its file is there and whole."""
    for picture in card.pictures:
        if not picture.is_pdf and not picture.fault:
            return CardPhoto(str(picture.path), picture.turned)
    return None


def _happened(asset: Asset) -> Iterator[tuple[str, ...]]:
    for event in sorted(happenings(asset), key=lambda event: event.on):
        yield event.on, event.text, event.number


def _values(asset: Asset) -> Iterator[tuple[str, ...]]:
    value = asset.opening_value_fen
    yield asset.registered_on.isoformat(), "登记入账", "", format_money(value), "", ""
    for change in value_changes(asset.id):
        value += change.delta_fen
        sign = "+" if change.delta_fen > 0 else ""
        yield (
            change.changed_on.isoformat(),
            change.kind.label,
            sign + format_money(change.delta_fen),
            format_money(value),
            change.accounting_voucher,
            change.reason,
        )


def _hands(asset: Asset) -> Iterator[tuple[str, ...]]:
    for held in reversed(custodies(asset)):
        people = (held.holder_id, held.responsible_id, held.keeper_id)
        yield (
            held.from_on.isoformat(),
            "" if held.to_on is None else held.to_on.isoformat(),
            *("" if one is None else lookup.person_by_id(one).name for one in people),
        )
