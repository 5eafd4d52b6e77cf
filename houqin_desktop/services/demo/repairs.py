"""报修 of the demo school: one accepted, one that a firm did, one with parts, one just told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from houqin_desktop.services.demo.happenings import Happening, codes_of, day_of
from houqin_desktop.services.disposal.drafts import RecordPrinting, RecordSignature
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.loan.drafts import IssueLine, IssueStock
from houqin_desktop.services.repair.drafts import (
    AssignRepair,
    FinishRepair,
    MaterialLine,
    ReportRepair,
)

_DOOR, _COPIER, _TAP = (f"WX2026{at:04d}" for at in range(1, 4))
_WORKER: Final = "罗国华"


def repaired() -> Iterator[Happening]:
    """Yield what was reported and repaired in the order of the days."""
    for on, make in (*_door(), *_copier(), *_tap(), *_window()):
        yield Happening(day_of(on), partial(_made, make))


def _made(make: Callable[[], Draft], _number: str) -> Draft:
    return make()


def _door() -> Iterator[tuple[str, Callable[[], Draft]]]:
    """A door lock, repaired by the school itself and accepted."""
    yield "2026-11-12", lambda: ReportRepair(
        reporter="文雅琴", department="语文组", thing="办公室门锁", place="教学楼三楼语文组",
        fault="钥匙拧不动，门关不上",
    )  # fmt: skip
    yield "2026-11-12", lambda: AssignRepair(number=_DOOR, worker=_WORKER)
    yield "2026-11-13", lambda: FinishRepair(
        number=_DOOR, deed="换锁芯一副",
        materials=(MaterialLine(name="锁芯", specification="70mm", unit="副", quantity=1,
                                price=4_500, invoice="收据 0037"),),
    )  # fmt: skip
    yield "2026-11-13", lambda: RecordPrinting(number=_DOOR)
    for step in ("worker", "reporter", "director"):
        yield "2026-11-13", partial(RecordSignature, number=_DOOR, step=step)


def _copier() -> Iterator[tuple[str, Callable[[], Draft]]]:
    """A copier that a firm repaired; its paper waits for who reported it."""
    yield "2026-11-16", lambda: ReportRepair(
        reporter="曾庆丰", department="教导处",
        asset=codes_of("数码复合机")[0], fault="卡纸，走纸轮打滑",
    )  # fmt: skip
    yield (
        "2026-11-16",
        lambda: AssignRepair(
            number=_COPIER, firm="湘江信息技术有限公司", due_on=day_of("2026-11-20")
        ),
    )
    yield "2026-11-19", lambda: FinishRepair(
        number=_COPIER, started_on=day_of("2026-11-18"), deed="换走纸轮一套，清洁光路",
        labour=12_000, invoice="发票 24430581",
        materials=(MaterialLine(name="走纸轮", unit="套", quantity=1, price=18_000,
                                invoice="发票 24430581"),),
    )  # fmt: skip
    yield "2026-11-20", lambda: RecordPrinting(number=_COPIER)
    yield "2026-11-20", lambda: RecordSignature(number=_COPIER, step="worker")


def _tap() -> Iterator[tuple[str, Callable[[], Draft]]]:
    """A tap that leaks: the parts are drawn, the work is late."""
    yield "2026-11-20", lambda: ReportRepair(
        reporter="彭桂香", department="食堂", thing="洗碗池水龙头", place="食堂洗消间",
        fault="关不严，滴水",
    )  # fmt: skip
    yield (
        "2026-11-20",
        lambda: AssignRepair(number=_TAP, worker=_WORKER, due_on=day_of("2026-11-21")),
    )
    yield "2026-11-22", lambda: IssueStock(
        storeroom="总保管室", taker=_WORKER, repair=_TAP,
        lines=(IssueLine(item="水龙头", quantity=1),),
    )  # fmt: skip


def _window() -> Iterator[tuple[str, Callable[[], Draft]]]:
    yield "2026-11-22", lambda: ReportRepair(
        reporter="龙飞", department="数学组", thing="窗扇合页", place="教学楼二楼三（2）班",
        fault="合页松脱，窗扇下坠，已用绳拴住",
    )  # fmt: skip
