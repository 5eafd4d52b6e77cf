"""The things of a line, item or card, found, weighed and written the same way on every slip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.numbering import LONGEST_CODE, normalise_code
from houqin_desktop.domain.slip import SlipColumn
from houqin_desktop.domain.stock import Condition, Worth
from houqin_desktop.services.assets.verbs import require_free
from houqin_desktop.services.slips.engine import SlipCase, SlipThing, things_of
from houqin_desktop.services.stock.finding import find_item
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.loan import HandedOut, handed_out, pieces_lent
from houqin_desktop.storage.people import Department, Person, Storeroom
from houqin_desktop.storage.slip import Slip, SlipLine
from houqin_desktop.storage.stock import StockItem, worth_of
from houqin_desktop.storage.voucher import Voucher

THING_COLUMNS = (
    SlipColumn("序号"),
    SlipColumn("物品编号"),
    SlipColumn("名称"),
    SlipColumn("规格型号"),
    SlipColumn("单位"),
    SlipColumn("数量", figures=True),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a line asks for, checked: the thing, its pieces, what they are worth in 分."""

    thing: StockItem | Asset
    quantity: int
    value_fen: int


def wanted(reference: str, quantity: int | None, room: Storeroom) -> Wanted:
    """Find a thing of a room by code or name; without a number, one piece or the whole card.

    :raises Refused: for an unknown or retired thing, a card of another room, one that is in a case
        or lent out.
    """
    card = find_card(reference)
    if card is not None:
        return _card(card, card.quantity if quantity is None else quantity, room)
    item = find_item(reference)
    if item.retired:
        raise Refused(f"{item.name}已停用，不能发出。请先恢复使用。", code="item_retired")
    pieces, worth = 1 if quantity is None else quantity, worth_of(item.id)
    # Where there are not so many at all, the engine says where how many lie.
    covered = 0 < pieces <= worth.quantity
    return Wanted(item, pieces, worth.share_fen(pieces) if covered else 0)


def wanted_outside(reference: str) -> StockItem | Asset:
    """Return an item or a card that may leave the gate, wherever it lies.

    :raises Refused: for what is unknown.
    """
    return find_card(reference) or find_item(reference)


def find_card(reference: str) -> Asset | None:
    """Return the card of this number, or None for what can be no number of a card."""
    if not reference.strip() or len(reference) > LONGEST_CODE:
        return None
    found: Asset | None = Asset.find(code=normalise_code(reference))
    return found


def _card(card: Asset, quantity: int, room: Storeroom) -> Wanted:
    require_free(card)
    if card.storeroom_id != room.id:
        other = Storeroom.get_by_id(card.storeroom_id).name
        raise Refused(
            f"{card.code}（{card.name}）由{other}保管，不在{room.name}。请由{other}办理。",
            code="other_room",
        )
    lent, number = pieces_lent(card.id)
    if not 1 <= quantity <= card.quantity - lent:
        said = f"，其中 {lent:,} 件已按 {number} 借出" if lent else ""
        raise Refused(
            f"{card.code}（{card.name}）共 {card.quantity:,} 件{said}，不能发出 {quantity:,} 件。"
            "请核对数量，或先办理归还。",
            code="already_lent" if lent else "bad_quantity",
        )
    worth = Worth(card.quantity, card.original_value_fen)
    return Wanted(card, quantity, worth.share_fen(quantity))


def require_here(person: Person, on: date, doing: str = "领用、借用或转移") -> Person:
    """Return somebody who is on the staff on a day.

    :param doing: what somebody who has left can't do, as it follows 不能.
    :raises Refused: for somebody who has left.
    """
    if person.left_on is not None and person.left_on < on:
        raise Refused(
            f"{person.name} 已于 {person.left_on} 离岗，不能{doing}。请换一位经手人。",
            code="person_left",
        )
    return person


def out_of(case: SlipCase, position: int) -> HandedOut:
    """Return a line of an issue or a loan by its number on the paper.

    :raises Refused: for a number that the slip has not, or a slip that does not count.
    """
    lines = handed_out(case.voucher.kind.value, slip_id=case.slip.id)
    if not lines:
        raise Refused(
            f"{case.voucher.number} 已撤销或冲销，没有可退还的。请核对单号。", code="not_standing"
        )
    for line in lines:
        if line.position == position:
            return line
    raise Refused(
        f"{case.voucher.number} 没有第 {position} 行，只有 1 到 {len(lines)} 行。请核对行号。",
        code="unknown_line",
    )


def thing_of(line: HandedOut) -> StockItem | Asset:
    """Return the item or the card of a line."""
    kind: type[StockItem | Asset] = Asset if line.is_card else StockItem
    found = kind.find(code=line.code)
    assert found is not None
    return found


def part_fen(line: HandedOut, pieces: int) -> int:
    """Return what so many pieces that come back of a line are worth; the last take the rest."""
    left = Worth(line.quantity - line.back, line.value_fen - line.value_back_fen)
    return left.share_fen(pieces)


def require_after(case: SlipCase, on: date) -> None:
    """Refuse to take something back before the day on which it went out.

    :raises Refused: `date_order`.
    """
    if on < case.voucher.dated_on:
        raise Refused(
            f"{case.voucher.number} 是 {case.voucher.dated_on} 的，不能在 {on} 退还。请核对日期。",
            code="date_order",
        )


def number_of(slip: Slip) -> str:
    """Return the number of a slip."""
    return str(Voucher.get_by_id(slip.id).number)


def thing_cells(thing: SlipThing) -> tuple[str, ...]:
    """Return the cells of `THING_COLUMNS`."""
    line = thing.line
    return (
        str(line.position),
        thing.code,
        thing.name,
        thing.specification,
        thing.unit,
        f"{line.quantity:,}",
    )


def note_said(line: SlipLine) -> str:
    """Return what was written of the condition, and that there is a photo of it."""
    return " ".join(filter(None, [line.condition_note, "附照片" if line.photo else ""]))


def condition_said(line: SlipLine) -> str:
    """Return a condition in words, with what was written of it."""
    return f"{Condition(line.condition).label} {note_said(line)}".strip()


def worth_cells(thing: SlipThing) -> tuple[str, str]:
    """Return the price of a piece, rounded half up to the 分, and the amount of a line."""
    line = thing.line
    price = (2 * line.value_fen + line.quantity) // (2 * line.quantity)
    return format_money(price), format_money(line.value_fen)


def pieces_total(case: SlipCase) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the last row of a table that adds up pieces."""
    return "合计", (("数量", f"{sum(line.quantity for line in case.lines):,}"),)


def worth_total(case: SlipCase) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the last row of a table that adds up pieces and money."""
    words, pieces = pieces_total(case)
    value = sum(line.value_fen for line in case.lines)
    return words, (*pieces, ("金额（元）", format_money(value)))


def room_name(case: SlipCase) -> str:
    """Return the name of the room from which or into which a slip moves things."""
    slip = case.slip
    return "" if slip.storeroom_id is None else str(Storeroom.get_by_id(slip.storeroom_id).name)


def person_name(person_id: int | None) -> str:
    """Return a name, or nothing for nobody."""
    return "" if person_id is None else str(Person.get_by_id(person_id).name)


def for_whom(case: SlipCase) -> str:
    """Return department and class of who takes, as one says them."""
    slip, names = case.slip, []
    if slip.taker_department_id is not None:
        names.append(Department.get_by_id(slip.taker_department_id).name)
    return " ".join([*names, *filter(None, [slip.school_class])])


def things_said(case: SlipCase, most: int = 3) -> str:
    """Return the first things of a slip with their pieces, for its stub."""
    lines = case.lines
    said = "、".join(
        f"{one.name} {one.line.quantity:,} {one.unit}".strip() for one in things_of(lines[:most])
    )
    return f"{said}等 {len(lines)} 项" if len(lines) > most else said


def remarks_said(case: SlipCase) -> tuple[str, ...]:
    """Return the paragraph below the table, where something was remarked."""
    return (f"说明：{case.slip.remarks}",) if case.slip.remarks else ()
