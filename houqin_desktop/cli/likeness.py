"""`like`: what the school has already that is like what somebody wants."""

from __future__ import annotations

from typing import Any

from houqin_desktop.cli.speech import DONE, answer_json, answer_table, tell
from houqin_desktop.services.likeness.things import LikeThing, like_things
from houqin_desktop.services.session import Session

_TITLES = (
    "情况",
    "名称",
    "规格型号",
    "数量",
    "单位",
    "保管室",
    "存放地点",
    "状态",
    "使用人",
    "保管人",
    "取得日期",
    "编号",
    "相似",
    "理由",
)


def list_like(
    session: Session, wording: str, specification: str, category: str, *, as_json: bool
) -> int:
    """Say what is like a wording; nothing where nothing is."""
    found = like_things(session, wording, specification, category)
    if as_json:
        answer_json({"wanted": wording, "things": [_document(thing) for thing in found]})
        return DONE
    answer_table(_TITLES, map(_cells, found))
    if not found:
        tell(f"没有与“{wording}”同类的物品。")
    return DONE


def _cells(thing: LikeThing) -> tuple[Any, ...]:
    lot = thing.lot
    return (
        lot.standing.label,
        lot.name,
        lot.specification,
        lot.pieces,
        lot.unit,
        lot.room,
        lot.place,
        lot.condition,
        lot.user,
        lot.keeper,
        lot.acquired_on,
        "、".join(lot.numbers),
        thing.likeness.strength.label,
        thing.likeness.reason,
    )


def _document(thing: LikeThing) -> dict[str, Any]:
    lot = thing.lot
    return {
        "standing": lot.standing.value,
        "name": lot.name,
        "specification": lot.specification,
        "pieces": lot.pieces,
        "unit": lot.unit,
        "room": lot.room,
        "place": lot.place,
        "condition": lot.condition,
        "user": lot.user,
        "keeper": lot.keeper,
        "acquired_on": lot.acquired_on or None,
        "numbers": lot.numbers,
        "is_card": lot.is_card,
        "likeness": thing.likeness.strength.value,
        "reason": thing.likeness.reason,
    }
