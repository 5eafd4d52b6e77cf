"""One card as a person reads it: its fields in blocks, its people, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.card_blocks import ROLES, Block, card_blocks, custodies
from houqin_desktop.services.assets.card_details import card_fields
from houqin_desktop.services.assets.drafts import COLUMN_OF, AssetFields
from houqin_desktop.services.assets.pictures import CardPicture, pictures_of
from houqin_desktop.services.disposal.case import disposal_case
from houqin_desktop.services.repair.of_card import repairs_of_card
from houqin_desktop.services.session import Session
from houqin_desktop.storage.asset import Asset, ValueChangeKind, value_changes
from houqin_desktop.storage.disposal import open_case_of
from houqin_desktop.storage.handover import handovers_of_asset
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.register_queries import (
    cases_of_asset,
    details_history,
    subject_history,
)
from houqin_desktop.storage.slip import CardPassage
from houqin_desktop.storage.split import AssetSplit, splits_of
from houqin_desktop.storage.transfer import transfers_of_asset


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
    blocks: tuple[Block, ...]
    as_written: tuple[tuple[str, str], ...]
    history: tuple[CardEvent, ...]
    pictures: tuple[CardPicture, ...] = ()

    @property
    def why_not_settled(self) -> str:
        """Return why there is nothing to settle, or an empty text where there is."""
        return "" if self.unverified else "所选卡片没有待核实的内容"


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
        blocks=card_blocks(asset, session),
        as_written=tuple(json.loads(asset.as_written).items()),
        history=tuple(sorted(_history(asset), key=lambda event: event.on, reverse=True)),
        pictures=pictures_of(asset.id),
    )


# In which words the history tells of a command that writes something else onto a card.
_CORRECTING = {
    "correct_asset": "更正",
    "assign_cards": "批量更正",
    "assign_categories": "转换旧代码",
    "import_assets": "按台账更新",
    "undo_import": "撤回导入",
    "withdraw_cards": "撤回登记",
    "undo_command": "撤销",
}


def _details_history(asset: Asset) -> Iterator[CardEvent]:
    """Yield when the rarer columns of a card were filled in or changed after it was registered."""
    titles = {field.key: field.title for field in card_fields().values()}
    told: dict[tuple[str, str, str], list[str]] = {}
    for key, on, verb, who in details_history(asset.id):
        if verb in _CORRECTING:
            told.setdefault((on, who, _CORRECTING[verb]), []).append(titles[key])
    for (on, who, words), names in told.items():
        yield CardEvent(on, f"{who} {words}：{'、'.join(dict.fromkeys(names))}")


def _history(asset: Asset) -> Iterator[CardEvent]:
    yield from happenings(asset)
    yield from _changes_of_value_and_people(asset)


def happenings(asset: Asset) -> Iterator[CardEvent]:
    """Yield what became of a card, but for its value and its people."""
    for seq_row in subject_history("asset", asset.id):
        _, on, verb, who, before, after = seq_row
        if before is None:
            batch = f"（{asset.import_origin}）" if asset.import_origin else ""
            yield CardEvent(on, f"{who} 登记入账{batch}")
        elif verb in _CORRECTING:
            changed = json.loads(after)
            names = [title for name, title in _FIELD_TITLES.items() if name in changed]
            if names:
                yield CardEvent(on, f"{who} {_CORRECTING[verb]}：{'、'.join(names)}")
    yield from _details_history(asset)
    for split in splits_of(asset.id):
        yield CardEvent(split.split_on.isoformat(), _split_words(asset, split))
    yield from _passages(transfers_of_asset(asset.id), "转至", "转回")
    yield from _passages(handovers_of_asset(asset.id), "移交", "交回")
    for one in repairs_of_card(asset.id):
        yield CardEvent(one.on, f"报修：{one.text}", one.number)
    for number, kind, state, on in cases_of_asset(asset.id):
        kind_label, state_label = VoucherKind(kind).label, VoucherState(state).label
        yield CardEvent(on, f"{kind_label}申请 {number}（{state_label}）", number)


def _passages(passages: Iterable[CardPassage], there: str, back: str) -> Iterator[CardEvent]:
    for one in passages:
        yield CardEvent(one.posted_on, f"由{one.giver}{there}{one.taker}　{one.number}")
        if one.red_number is not None and one.red_on is not None:
            words = f"由{one.taker}{back}{one.giver}　{one.red_number}（冲销 {one.number}）"
            yield CardEvent(one.red_on, words)


def _changes_of_value_and_people(asset: Asset) -> Iterator[CardEvent]:
    for change in value_changes(asset.id):
        if change.kind is ValueChangeKind.SPLIT:
            continue
        sign = "增加" if change.delta_fen > 0 else "减少"
        amount = format_money(abs(change.delta_fen))
        yield CardEvent(
            change.changed_on.isoformat(), f"{change.kind.label}{sign} {amount} 元：{change.reason}"
        )
    for held in reversed(custodies(asset)):
        names = [
            f"{label} {lookup.person_by_id(person_id).name}"
            for label, role in ROLES
            if (person_id := getattr(held, role)) is not None
        ]
        if names:
            yield CardEvent(held.from_on.isoformat(), "、".join(names))


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


_FIELD_TITLES = {
    "name": "资产名称",
    "quantity": "数量",
    **{COLUMN_OF.get(one.name, one.name): one.title for one in AssetFields.arguments()},
}
