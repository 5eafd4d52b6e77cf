"""Who may sign a repair: once the work is done, who did it and who reported it, never the same."""

from __future__ import annotations

from dataclasses import replace

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.repair_routes import WORKER_STEP
from houqin_desktop.domain.voucher import Party
from houqin_desktop.services import lookup
from houqin_desktop.services.papers.vouchers import Hand, Signers
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.repair import latest_assignment, standing_work


def repair_signers(case: SlipCase) -> Signers:
    """Return who repaired and who accepts: the reporter, unless he repaired it or has left."""
    worker, reporter = worker_of(case), case.slip.taker_id
    stays_away = reporter == worker or _has_left(reporter)
    parties = {Party.GIVER: worker, Party.WITNESS: None if stays_away else reporter}
    return replace(case.signers, parties=parties)


def worker_of(case: SlipCase) -> int | None:
    """Return the person who was sent last; None for a firm or for nobody."""
    sent = latest_assignment(case.slip.id)
    return None if sent is None else sent.worker_id


def _has_left(person_id: int | None) -> bool:
    return person_id is not None and Person.get_by_id(person_id).left_on is not None


def admit_to_repair(case: SlipCase, hand: Hand) -> None:
    """Refuse every hand before the work is done, and that of who repaired in another box.

    :raises Refused: `not_done`, `own_repair`.
    """
    number = case.voucher.number
    work = standing_work(case.slip.id)
    if work is None:
        raise Refused(f"{number} 还没有登记完工，不能签字。请先“登记完工”。", code="not_done")
    worker = worker_of(case)
    if hand.step.key != WORKER_STEP and worker is not None and hand.person_id == worker:
        raise Refused(
            f"{lookup.person_by_id(worker).name}是维修人，不能在“{hand.step.title}”验收自己的维修。"
            "请由别人验收签字。",
            code="own_repair",
        )
