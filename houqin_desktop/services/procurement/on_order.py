"""Lines of requests as lots (在途): what was asked for or ordered and did not come in yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services.likeness.lots import Lot, Source, Standing
from houqin_desktop.storage.procurement_sums import OnItsWay, on_its_way


def _lots(_since: date) -> Iterator[Lot]:
    for line in on_its_way():
        for stage, pieces in _stages(line):
            if pieces:
                yield Lot(
                    name=line.name,
                    specification=line.specification,
                    standing=Standing.ON_ORDER,
                    pieces=pieces,
                    unit=line.unit,
                    condition=f"{line.department}申请，{stage}",
                    numbers=(line.number,),
                    category=line.category,
                )


def _stages(line: OnItsWay) -> tuple[tuple[str, int], ...]:
    """Return how many pieces of a line are how far."""
    if line.state == VoucherState.SIGNING:
        return (("待批准", line.wanted),)
    return (
        ("已验收待入库", line.accepted - line.stocked),
        ("已订购", line.ordered - line.accepted),
        ("已批准待采购", line.wanted - line.ordered),
    )


SOURCES = (Source(_lots),)
