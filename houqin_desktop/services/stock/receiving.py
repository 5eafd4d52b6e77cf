"""入库: things come into a room, each line with its value, on a slip that hands sign."""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import capitals, cost_of, format_money
from houqin_desktop.domain.slip import SlipColumn
from houqin_desktop.domain.stock import ReceiptSource, require_pieces
from houqin_desktop.domain.storeroom import VirtualLocation
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import in_row
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.slips.engine import (
    SlipCase,
    SlipThing,
    add_line,
    open_slip,
    post_line,
)
from houqin_desktop.services.slips.kinds import SlipRule
from houqin_desktop.services.stock.drafts import ReceiptLine, ReceiveStock
from houqin_desktop.services.stock.finding import find_item
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.slip import Slip
from houqin_desktop.storage.stock import StockItem
from houqin_desktop.storage.voucher import Voucher


@command("物品入库", ReceiveStock)
def receive_stock(task: Task, draft: ReceiveStock) -> Outcome:
    """Write the slip of a receipt and let its things lie in the room from its day on.

    :raises Refused: without lines, naming the row that is wrong.
    """
    room = lookup.storeroom(draft.storeroom)
    if not draft.lines:
        raise Refused("入库单没有明细。请至少填一行物品。", code="no_lines")
    if draft.source is ReceiptSource.PURCHASE:
        raise Refused(
            "采购的物品凭验收单入库，不在这里登记。其他来源请选期初、捐赠、调入、盘盈或其他。",
            code="acceptance_wanted",
        )
    handler = task.require_actor() if not draft.handled_by else lookup.person(draft.handled_by)
    slip = open_slip(
        task,
        VoucherKind.RECEIPT,
        storeroom_id=room.id,
        giver_id=handler.id,
        source=draft.source.value,
        outside=draft.supplier or "",
        remarks=draft.remarks or "",
    )
    supplier = lookup.virtual_location(VirtualLocation.SUPPLIER)
    for position, row in enumerate(draft.lines, start=1):
        with in_row(position):
            _receive(task, slip, position, row, supplier)
    number = Voucher.get_by_id(slip.id).number
    return Outcome(number, (number,))


def _receive(task: Task, slip: Slip, position: int, row: ReceiptLine, supplier: int) -> None:
    room = Storeroom.get_by_id(slip.storeroom_id)
    item = find_item(row.item)
    if item.retired:
        raise Refused(f"{item.name}已停用，不能入库。请先恢复使用。", code="item_retired")
    # What a count found too much is entered as it is, also where no label says until when it keeps.
    found = slip.source == ReceiptSource.SURPLUS.value
    if item.keeps_expiry and row.expires_on is None and not found:
        raise Refused(f"{item.name}要管有效期。请填写有效期至哪一天。", code="expiry_wanted")
    value = _value_of(item, row)
    line = add_line(
        task,
        slip,
        position,
        item,
        row.quantity,
        value_fen=value,
        batch=row.batch or "",
        expires_on=row.expires_on,
        place=row.place or "",
        remarks=row.remarks or "",
    )
    post_line(task, line, supplier, room.location_id, value, task.on)


def _value_of(item: StockItem, row: ReceiptLine) -> int:
    """Return what a line is worth, from its amount or its price.

    :raises Refused: where neither is said, or they don't agree.
    """
    pieces = require_pieces(row.quantity, item.name)
    by_price = None if row.price is None else cost_of(pieces, row.price, item.name)
    value = by_price if row.amount is None else row.amount
    if value is None:
        raise Refused(
            f"{item.name}没有单价也没有金额。请填一个；不计价的请填 0。", code="value_wanted"
        )
    if value < 0:
        raise Refused(f"{item.name}的金额不能小于零。请核对金额。", code="negative_value")
    if by_price is not None and by_price != value:
        raise Refused(
            f"{item.name} {pieces:,} {item.unit} × {format_money(row.price or 0)} 元不等于"
            f" {format_money(value)} 元。请改正其中一个，或只填金额。",
            code="value_disagrees",
        )
    return value


def _fields(case: SlipCase) -> tuple[tuple[str, str], ...]:
    slip = case.slip
    room = "" if slip.storeroom_id is None else Storeroom.get_by_id(slip.storeroom_id).name
    giver = "" if slip.giver_id is None else lookup.person_by_id(slip.giver_id).name
    source = ReceiptSource(slip.source).label
    return (
        ("入库保管室", room),
        ("来源", f"{source} {slip.outside}".strip()),
        ("经办人", giver),
        ("日期", case.voucher.dated_on.isoformat()),
    )


def _row(thing: SlipThing) -> tuple[str, ...]:
    line = thing.line
    price = format_money((2 * line.value_fen + line.quantity) // (2 * line.quantity))
    said = [line.batch and f"批号 {line.batch}", line.remarks]
    said.append("" if line.expires_on is None else f"有效期至 {line.expires_on}")
    return (
        str(line.position),
        thing.code,
        thing.name,
        thing.specification,
        thing.unit,
        f"{line.quantity:,}",
        price,
        format_money(line.value_fen),
        line.place,
        " ".join(filter(None, said)),
    )


def _total(case: SlipCase) -> tuple[str, tuple[tuple[str, str], ...]]:
    lines = case.lines
    value = sum(line.value_fen for line in lines)
    pieces = sum(line.quantity for line in lines)
    return f"合计（大写）：人民币{capitals(value)}", (
        ("数量", f"{pieces:,}"),
        ("金额（元）", format_money(value)),
    )


RULES = {
    VoucherKind.RECEIPT: SlipRule(
        title="物品入库单",
        columns=(
            SlipColumn("序号"),
            SlipColumn("物品编号"),
            SlipColumn("名称"),
            SlipColumn("规格型号"),
            SlipColumn("单位"),
            SlipColumn("数量", figures=True),
            SlipColumn("单价（元）", figures=True),
            SlipColumn("金额（元）", figures=True),
            SlipColumn("存放位置"),
            SlipColumn("备注"),
        ),
        fields=_fields,
        row=_row,
        total=_total,
        copies="一式三联：第一联存根（保管室），第二联财务，第三联报销",
        paragraphs=lambda case: (f"说明：{case.slip.remarks}",) if case.slip.remarks else (),
    ),
}


@undoes("receive_stock")
def _taken_back(deed: Deed) -> WithdrawSlip:
    return WithdrawSlip(number=deed.number or "", reason="撤销入库")
