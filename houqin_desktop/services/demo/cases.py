"""The disposal cases of the demo school: carried through, waiting for somebody, ended otherwise.

There is one for every state that a case can be in, and one that waits at every kind of desk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.demo.happenings import Happening, codes_of, day_of
from houqin_desktop.services.disposal.drafts import (
    ApplyDisposal,
    ChangeDisposal,
    RecordPrinting,
    RecordResidual,
    RecordSignature,
    RejectDisposal,
    ReturnDisposal,
    WithdrawDisposal,
    WriteOffDisposal,
)
from houqin_desktop.services.draft import Draft


class _Case:
    """The happenings of one case, told in order."""

    def __init__(self, key: str) -> None:
        self._key = key
        self.told: list[Happening] = []

    def __iter__(self) -> Iterator[Happening]:
        return iter(self.told)

    def apply(
        self,
        on: str,
        cards: Callable[[], tuple[str, ...]],
        reason: DisposalReason,
        note: str,
        *,
        kind: VoucherKind = VoucherKind.SCRAP,
        advice: str = "交废旧物资回收公司，残值上缴",
    ) -> _Case:
        """Apply, and print the forms on the same day."""
        self._tell(
            on,
            lambda _: ApplyDisposal(
                kind=kind,
                assets=cards(),
                reason=reason,
                reason_note=note,
                residual_advice=advice,
            ),
        )
        return self.print(on)

    def print(self, on: str) -> _Case:
        """Put the forms on paper."""
        return self._tell(on, lambda number: RecordPrinting(number=number))

    def sign(self, on: str, step: str, opinion: str = "同意", document: str = "") -> _Case:
        """Record a hand signature."""
        return self._tell(
            on,
            lambda number: RecordSignature(
                number=number, step=step, opinion=opinion, document_number=document or None
            ),
        )

    def then(self, on: str, make: Callable[[str], Draft]) -> _Case:
        """Do something else with the case."""
        return self._tell(on, make)

    def _tell(self, on: str, make: Callable[[str], Draft]) -> _Case:
        self.told.append(Happening(day_of(on), make, self._key))
        return self


def _organs() -> _Case:
    return (
        _Case("organs")
        .apply(
            "2025-11-04",
            lambda: codes_of("脚踏风琴"),
            DisposalReason.BEYOND_REPAIR,
            "风箱漏气、簧片断裂，无配件可换",
        )
        .sign("2025-11-05", "storekeeper", "六架风琴均不能发声，申请报废")
        .sign("2025-11-06", "general_affairs", "情况属实，同意报废")
        .sign("2025-11-06", "central_storeroom", "账物相符，同意")
        .sign("2025-11-10", "supervising_leader")
        .then(
            "2025-11-12",
            lambda number: WriteOffDisposal(number=number, accounting_voucher="记-2025-11-0018"),
        )
        .then(
            "2025-11-20",
            lambda number: RecordResidual(
                number=number,
                method="废品回收",
                amount=12_000,
                deposit_slip="JK2025110036",
                accounting_voucher="记-2025-11-0042",
            ),
        )
    )


def _projectors() -> _Case:
    return (
        _Case("projectors")
        .apply(
            "2025-12-08",
            lambda: codes_of("CRT投影机"),
            DisposalReason.OBSOLETE,
            "三枪投影机已被触控一体机替代，灯管停产",
        )
        .sign("2025-12-09", "central_storeroom", "八台均已停用多年，账物相符")
        .sign("2025-12-10", "finance", "已提足折旧，同意报批")
        .sign("2025-12-22", "principals_meeting", "会议讨论认定，同意上报", "校办纪〔2025〕17号")
        .sign("2026-01-14", "education_bureau", "同意报废", "市教财〔2026〕3号")
        .sign("2026-02-05", "finance_bureau", "同意核销", "市财资〔2026〕11号")
        .then(
            "2026-03-10",
            lambda number: WriteOffDisposal(number=number, accounting_voucher="记-2026-03-0027"),
        )
        .then(
            "2026-03-18",
            lambda number: RecordResidual(
                number=number,
                method="公开回收，电子废弃物定点处理",
                amount=128_000,
                deposit_slip="JK2026030015",
                accounting_voucher="记-2026-03-0051",
            ),
        )
    )


# Signed in August, before the rotation of 1 September: the leader of that day stands on it.
def _recorders() -> _Case:
    return (
        _Case("recorders")
        .apply(
            "2026-08-18",
            lambda: codes_of("录音机"),
            DisposalReason.OBSOLETE,
            "磁带已停产，改用教室广播和一体机",
        )
        .sign("2026-08-19", "storekeeper", "申请报废")
        .sign("2026-08-20", "general_affairs", "情况属实")
        .sign("2026-08-21", "central_storeroom", "账物相符")
        .sign("2026-08-24", "supervising_leader")
        .then("2026-09-07", lambda number: WriteOffDisposal(number=number))
    )


def _pupils_computers() -> _Case:
    return (
        _Case("pupils' computers")
        .apply(
            "2026-09-15",
            lambda: codes_of("台式计算机（学生机）", brand="方正"),
            DisposalReason.WORN_OUT,
            "主板电容老化，无法运行现行教学软件",
        )
        .sign("2026-09-16", "central_storeroom", "三十台均已封存，账物相符")
        .sign("2026-09-18", "finance", "已提足折旧，同意报批")
        .sign("2026-10-12", "principals_meeting", "会议讨论认定，同意上报", "校办纪〔2026〕14号")
    )


def _screens() -> _Case:
    return (
        _Case("screens")
        .apply("2026-10-26", lambda: codes_of("投影幕"), DisposalReason.OBSOLETE, "随投影机停用")
        .then(
            "2026-10-27",
            lambda number: ChangeDisposal(
                number=number, residual_advice="铝合金外壳回收，幕面作废弃物处理"
            ),
        )
        .print("2026-10-27")
        .sign("2026-10-28", "storekeeper", "申请报废")
        .sign("2026-11-02", "general_affairs", "情况属实")
        .sign("2026-11-04", "central_storeroom", "账物相符")
        .sign("2026-11-16", "supervising_leader")
    )


def _tablet() -> _Case:
    return (
        _Case("tablet")
        .apply(
            "2026-11-02",
            lambda: codes_of("平板式计算机", 1),
            DisposalReason.LOST,
            "校外研学活动中遗失，已报警备案",
            kind=VoucherKind.WRITE_OFF,
            advice="由责任人按规定赔偿",
        )
        .sign("2026-11-03", "storekeeper", "申请报损")
        .sign("2026-11-05", "general_affairs", "情况属实，附报案回执")
        .sign("2026-11-06", "central_storeroom", "账物相符")
    )


def _easels() -> _Case:
    return (
        _Case("easels")
        .apply(
            "2026-11-09",
            lambda: codes_of("画架"),
            DisposalReason.BEYOND_REPAIR,
            "榫头松脱、木料开裂",
        )
        .sign("2026-11-10", "storekeeper", "四十个画架均不能站稳，申请报废")
    )


def _microscopes() -> _Case:
    return _Case("microscopes").apply(
        "2026-11-17",
        lambda: codes_of("生物显微镜"),
        DisposalReason.WORN_OUT,
        "物镜发霉，调焦机构磨损",
    )


def _televisions() -> _Case:
    return (
        _Case("televisions")
        .apply(
            "2026-03-23",
            lambda: codes_of("彩色电视机", 6),
            DisposalReason.OBSOLETE,
            "显像管电视机，已不使用",
        )
        .sign("2026-03-24", "storekeeper", "申请报废")
        .sign("2026-03-26", "general_affairs", "情况属实")
        .sign("2026-03-27", "central_storeroom", "账物相符")
        .then(
            "2026-04-02",
            lambda number: RejectDisposal(
                number=number, opinion="有两台可修复后用于门卫室，先清点再报，本次不同意"
            ),
        )
    )


def _reading_pens() -> _Case:
    return (
        _Case("reading pens")
        .apply(
            "2026-05-11",
            lambda: codes_of("点读机"),
            DisposalReason.OBSOLETE,
            "教材改版，点读内容不再更新",
        )
        .then(
            "2026-05-15",
            lambda number: WithdrawDisposal(number=number, opinion="英语组仍要使用一学期，撤回"),
        )
    )


def _shelves() -> _Case:
    return (
        _Case("shelves")
        .apply(
            "2026-10-14",
            lambda: codes_of("旧式书架"),
            DisposalReason.UNSAFE,
            "立柱虫蛀，承重不足",
        )
        .sign("2026-10-15", "storekeeper", "申请报废")
        .then(
            "2026-10-20",
            lambda number: ReturnDisposal(
                number=number, opinion="请补拍照片，并写明木料怎样处理，再重新提交"
            ),
        )
    )


CASES = (
    _organs,
    _projectors,
    _recorders,
    _pupils_computers,
    _screens,
    _tablet,
    _easels,
    _microscopes,
    _televisions,
    _reading_pens,
    _shelves,
)
