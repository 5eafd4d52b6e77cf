"""报修: something is broken; whoever finds it says what, where and how."""

from __future__ import annotations

from typing import Any

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.attaching import keep_photo
from houqin_desktop.services.campus.places import find_campus_place
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.hazard.finding import HazardCase, find_hazard
from houqin_desktop.services.hazard.links import tie
from houqin_desktop.services.loan.things import number_of, require_here
from houqin_desktop.services.repair.drafts import ReportRepair
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.slips.engine import open_slip
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.repair import Repair


@command("报修", ReportRepair)
def report_repair(task: Task, draft: ReportRepair) -> Outcome:
    """Write down what is broken; a card says itself where it is kept, a hazard where it is.

    :raises Refused: for a card and a thing in words at once or neither, a card that is disposed of,
        no place, nothing said of the fault, or a reporter who has left.
    """
    reporter = require_here(lookup.person(draft.reporter), task.on, "报修")
    hazard = find_hazard(draft.hazard) if draft.hazard else None
    card = _card(draft)
    where = _where(draft, card, hazard)
    if not draft.fault:
        raise Refused("没有写哪里坏了。请填写故障描述。", code="empty_fault")
    slip = open_slip(
        task,
        VoucherKind.REPAIR,
        taker_id=reporter.id,
        taker_department_id=_department(draft, card),
        remarks=draft.remarks or "",
    )
    task.insert(
        Repair,
        id=slip.id,
        asset_id=None if card is None else card.id,
        thing=draft.thing or "",
        fault=draft.fault,
        photo=keep_photo(task, draft.photo),
        **where,
    )
    number = number_of(slip)
    if hazard is not None:
        tie(task, hazard, lookup.voucher(number))
    return Outcome(number, (number,) if card is None else (number, card.code))


def _card(draft: ReportRepair) -> Asset | None:
    if not draft.asset:
        if not draft.thing:
            raise Refused("没有写什么坏了。请选资产，或填写物品。", code="no_thing")
        return None
    if draft.thing:
        raise Refused(
            "资产和物品只填一样。有卡片的请只填资产编号，没有的请只填物品。", code="two_things"
        )
    card = lookup.asset(draft.asset)
    if card.status is AssetStatus.DISPOSED:
        raise Refused(
            f"{card.code}（{card.name}）已经处置，不能报修。请核对编号。", code="asset_disposed"
        )
    return card


def _where(draft: ReportRepair, card: Asset | None, hazard: HazardCase | None) -> dict[str, Any]:
    """Return where it is: as it was said, else where the hazard or the card says that it is."""
    place = None if not draft.campus_place else find_campus_place(draft.campus_place)
    room = None if not draft.storeroom else lookup.storeroom(draft.storeroom)
    said: dict[str, Any] = {
        "campus_place_id": None if place is None else place.id,
        "storeroom_id": None if room is None else room.id,
        "spot": draft.place or "",
    }
    if hazard is not None and not any(said.values()):
        said |= {"campus_place_id": hazard.row.campus_place_id, "spot": hazard.row.spot}
    if card is not None and not any(said.values()):
        said |= {"storeroom_id": card.storeroom_id, "spot": card.place}
    if not any(said.values()):
        raise Refused("没有写在哪里。请选场所或保管室，或填写具体位置。", code="no_place")
    return said


def _department(draft: ReportRepair, card: Asset | None) -> int | None:
    if draft.department:
        return lookup.department(draft.department).id
    return None if card is None else card.using_department_id


@undoes("report_repair")
def _taken_back(deed: Deed) -> WithdrawSlip:
    return WithdrawSlip(number=deed.number or "", reason="撤销报修")
