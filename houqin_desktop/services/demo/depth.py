"""The demo school in depth: a split card, an appraisal, a loss that was found again."""

from __future__ import annotations

from collections.abc import Iterator

from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.assets.split import SplitAsset
from houqin_desktop.services.demo.happenings import Happening, codes_of, day_of
from houqin_desktop.services.disposal.drafts import (
    ApplyDisposal,
    PostReversal,
    RecordAppraisal,
    RecordDisposalPaper,
    RecordPrinting,
    RecordSignature,
    ReverseWriteOff,
    WriteLossReport,
    WriteOffDisposal,
)

SMALL_STEPS = ("storekeeper", "general_affairs", "central_storeroom", "supervising_leader")
FOUND = "found again"
PRINTER = "young printer"


def happenings_in_depth() -> Iterator[Happening]:
    """Yield the happenings, each case in its order."""
    yield Happening(
        day_of("2026-11-12"),
        lambda _: SplitAsset(
            code=codes_of("课桌椅（套）")[0], quantity=5, reason="五套桌面开裂，先移到库房"
        ),
    )
    yield from _printer()
    yield from _found_again()


def _printer() -> Iterator[Happening]:
    """Tell of a printer that broke below its minimum life: appraised first, then applied for."""
    yield Happening(
        day_of("2026-11-13"),
        lambda _: RecordAppraisal(
            assets=codes_of("激光打印机")[-1:],
            reason="定影组件烧毁，主控板不能启动",
            conclusion="更换定影组件和主控板的报价超过原值的一半，无修复价值，同意报废",
            appraisers=(
                "冯建军/市教育装备站工程师",
                "冯丽君/信息技术兼课教师",
                "周建国/总保管员",
            ),
        ),
    )
    yield Happening(
        day_of("2026-11-18"),
        lambda _: ApplyDisposal(
            kind=VoucherKind.SCRAP,
            assets=codes_of("激光打印机")[-1:],
            reason=DisposalReason.REPAIR_TOO_DEAR,
            reason_note="定影组件和主控板均须更换",
            residual_advice="交有资质的电子废弃物回收企业",
        ),
        PRINTER,
    )
    yield Happening(day_of("2026-11-18"), lambda n: RecordPrinting(number=n), PRINTER)
    yield Happening(
        day_of("2026-11-18"),
        lambda n: RecordDisposalPaper(number=n, paper="technical_appraisal", original=True),
        PRINTER,
    )
    yield Happening(
        day_of("2026-11-19"),
        lambda n: RecordSignature(number=n, step="storekeeper", opinion="申请报废，附技术鉴定"),
        PRINTER,
    )


def _found_again() -> Iterator[Happening]:
    """Tell of a thing that was written off as stolen and stood in a cupboard all the time."""
    yield Happening(
        day_of("2026-11-03"),
        lambda _: ApplyDisposal(
            kind=VoucherKind.WRITE_OFF,
            assets=codes_of("无线话筒", 1),
            reason=DisposalReason.LOST,
            reason_note="运动会后清点时不见",
        ),
        FOUND,
    )
    yield Happening(
        day_of("2026-11-03"),
        lambda n: WriteLossReport(
            number=n,
            course="10 月 30 日秋季运动会后清点器材，发现一套无线话筒不见，查找三日未果。",
            liability="借用人登记齐全，责任待查清后另行处理。",
            enclosures=("内部情况说明", "器材借用登记复印件"),
        ),
        FOUND,
    )
    yield Happening(day_of("2026-11-03"), lambda n: RecordPrinting(number=n), FOUND)
    yield from _gone_and_back()


def _gone_and_back() -> Iterator[Happening]:
    """Tell how the loss was agreed to and written off, and then reversed."""
    for day, step in zip(("04", "05", "06", "09"), SMALL_STEPS, strict=True):
        yield _signed(f"2026-11-{day}", step, "同意")
    yield Happening(
        day_of("2026-11-10"),
        lambda n: WriteOffDisposal(number=n, accounting_voucher="记-2026-11-0009"),
        FOUND,
    )
    yield Happening(
        day_of("2026-11-16"),
        lambda n: ReverseWriteOff(number=n, reason="话筒在广播室的柜中找到，原报损有误"),
        FOUND,
    )
    # From here on the case is the red document, which got a number of its own.
    yield Happening(day_of("2026-11-16"), lambda n: RecordPrinting(number=n), FOUND)
    for step in ("central_storeroom", "general_affairs", "supervising_leader"):
        yield _signed("2026-11-17", step, "情况属实，同意冲销")
    yield Happening(
        day_of("2026-11-18"),
        lambda n: PostReversal(number=n, accounting_voucher="记-2026-11-0021"),
        FOUND,
    )


def _signed(day: str, step: str, opinion: str) -> Happening:
    def make(number: str) -> RecordSignature:
        return RecordSignature(number=number, step=step, opinion=opinion)

    return Happening(day_of(day), make, FOUND)
