"""Finding a count, its rooms, lines and differences by what people call them."""

from __future__ import annotations

from collections.abc import Mapping

from houqin_desktop.domain.count import (
    CARD_HANDLINGS,
    HANDLINGS,
    STOCK_HANDLINGS,
    CountHandling,
    CountResult,
    Found,
)
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.services import lookup
from houqin_desktop.services.loan.things import find_card
from houqin_desktop.services.numbers import exists
from houqin_desktop.services.stock.finding import scanned_item
from houqin_desktop.storage.count import (
    CountFinding,
    CountLine,
    CountRoom,
    CountSession,
    CountSurplus,
    lines_of_item,
)
from houqin_desktop.storage.count_progress import open_again
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.stock import StockItem
from houqin_desktop.storage.voucher import Voucher


def is_count(number: str) -> bool:
    """Say whether a number is that of a count."""
    return exists(CountSession, number=normalise_code(number))


def count_session(number: str) -> CountSession:
    """Return the count with this number; refuse an unknown one."""
    row = CountSession.find(number=normalise_code(number))
    if row is None:
        raise Refused(f"没有清查“{number}”。请检查编号。", code="unknown_count")
    return row


def count_key(number: str) -> int:
    """Return the key in the register of the count with this number.

    :raises Refused: when there is none.
    """
    return count_session(number).id


def open_session_row(number: str) -> CountSession:
    """Return a count that is still going on; refuse one that is over."""
    row = count_session(number)
    if row.closed_on is not None:
        raise Refused(
            f"清查 {row.number} 已于 {row.closed_on} 签结，不能再改。要再盘请另开一次清查。",
            code="count_closed",
        )
    if row.withdrawn_on is not None:
        raise Refused(
            f"清查 {row.number} 已经撤销，不能再改。请另开一次清查。", code="count_withdrawn"
        )
    return row


def state_words(row: CountSession) -> str:
    """Return how far a count has come."""
    if row.withdrawn_on is not None:
        return "已撤销"
    return "盘点中" if row.closed_on is None else "已签结"


def room_of(row: CountSession, name: str) -> tuple[CountRoom, Storeroom]:
    """Return a room of a count; refuse one that is not in its scope."""
    room = lookup.storeroom(name)
    found = CountRoom.find(session_id=row.id, storeroom_id=room.id)
    if found is None:
        raise Refused(
            f"{room.name}不在清查 {row.number} 的范围里。请改选范围里的保管室。",
            code="room_not_counted",
        )
    return found, room


def line_of(row: CountSession, code: str, room: str | None = None) -> CountLine:
    """Return the line of a card, or of an item in a room; refuse a thing that is not on the list.

    :raises Refused: `which_room` for an item of several rooms when none is named.
    """
    asset = find_card(code)
    item = None if asset is not None else scanned_item(code)
    if item is not None:
        return _item_line_of(row, item, room)
    asset = lookup.asset(code)
    line = CountLine.find(session_id=row.id, asset_id=asset.id)
    if line is None:
        raise Refused(
            f"{asset.code}（{asset.name}）不在清查 {row.number} 的账面清单里。请检查编号。",
            code="unknown_line",
        )
    return line


def _item_line_of(row: CountSession, item: StockItem, room: str | None) -> CountLine:
    only = None if room is None else lookup.storeroom(room).id
    lines = [one for one in lines_of_item(row.id, item.id) if only in (None, one.sheet_room_id)]
    if not lines:
        raise Refused(
            f"{item.code}（{item.name}）不在清查 {row.number} 的账面清单里。请检查编号和保管室。",
            code="unknown_line",
        )
    if len(lines) > 1:
        rooms = "、".join(lookup.room_by_id(one.sheet_room_id).name for one in lines)
        raise Refused(
            f"{item.code}（{item.name}）在{rooms}都有。请填是哪一室的。", code="which_room"
        )
    return lines[0]


def surplus_of(row: CountSession, position: int) -> CountSurplus:
    """Return a free surplus line by its number."""
    found = CountSurplus.find(session_id=row.id, position=position, dropped=False)
    if found is None:
        raise Refused(
            f"清查 {row.number} 没有第 {position} 号盘盈。请检查盘盈序号。", code="unknown_surplus"
        )
    return found


def finding_of(
    row: CountSession,
    result: CountResult,
    code: str | None,
    surplus: int | None,
    room: str | None = None,
) -> CountFinding:
    """Return a difference that stands, of a card, of an item in a room, or of a surplus line.

    :raises Refused: where neither or both are named, or there is no such difference.
    """
    if (code is None) == (surplus is None):
        raise Refused("请填资产、物品的编号或盘盈序号，两者只填一个。", code="which_difference")
    if surplus is not None:
        surplus_id = surplus_of(row, surplus).id
        found = CountFinding.find(surplus_id=surplus_id, result=result, dropped=False)
    else:
        line = line_of(row, code or "", room)
        found = CountFinding.find(line_id=line.id, result=result, dropped=False)
    if found is None:
        raise Refused(
            f"{code or f'第 {surplus} 号盘盈'} 没有“{result.label}”这一差异。请核对盘点结果。",
            code="no_difference",
        )
    return found


def is_settled(finding: CountFinding) -> bool:
    """Say whether a difference has been dealt with, by a paper that still counts."""
    return finding.settled_on is not None and finding.id not in open_again(finding.session_id)


def require_unsettled(finding: CountFinding) -> None:
    """Refuse to change a difference of which something followed already.

    :raises Refused: `already_settled`.
    """
    if not is_settled(finding):
        return
    way = "请按处理结果办理。"
    if exists(Voucher, number=finding.document):
        way = f"要重办请先撤销或冲销 {finding.document}，差异就重新待办。"
    raise Refused(
        f"这一差异已于 {finding.settled_on} 办理，不能再改。{way}", code="already_settled"
    )


def handlings_of(finding: CountFinding) -> Mapping[CountResult, tuple[CountHandling, ...]]:
    """Return what differences like this one can be settled by."""
    if finding.line_id is None:
        return HANDLINGS
    line: CountLine = CountLine.get_by_id(finding.line_id)
    return CARD_HANDLINGS if line.item_id is None else STOCK_HANDLINGS


def found_of(line: CountLine) -> Found | None:
    """Return what was found of a line; None before it is counted."""
    if line.counted_quantity is None or line.counted_room_id is None or line.condition is None:
        return None
    return Found(
        line.counted_room_id,
        line.counted_quantity,
        line.counted_place,
        line.counted_holder_id,
        line.condition,
        line.affected_quantity,
    )
