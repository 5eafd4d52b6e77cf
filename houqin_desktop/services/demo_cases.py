"""What happened at the demo school between the opening of the book and November 2026.

Every happening is one of the program's own commands on its day: cases that were carried through,
cases that wait for somebody, one of every way in which a case can end, and what changed the value
of a card.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.asset_drafts import ChangeValue, CorrectAsset, RegisterAsset
from houqin_desktop.services.demo_cards import demo_table
from houqin_desktop.services.disposal_drafts import (
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
from houqin_desktop.services.people import Appoint
from houqin_desktop.storage.asset import Asset

FOUNDED_ON = date(2025, 3, 1)


@dataclass(frozen=True, slots=True)
class Happening:
    """One command on one day; `make` is given the number of its case."""

    on: date
    make: Callable[[str], Draft]
    case: str = ""


def happenings() -> list[Happening]:
    """Return everything in the order of the days."""
    found = [*_rotations(), *_finished_cases(), *_open_cases(), *_stopped_cases(), *_card_changes()]
    return sorted(found, key=lambda happening: happening.on)


def demo_posts() -> list[Appoint]:
    """Return who takes which post on which day."""
    return [
        Appoint(
            person=row["person"],
            post=next(post for post in Post if post.label == row["post"]),
            storeroom=row["storeroom"] or None,
            from_on=date.fromisoformat(row["from_on"]),
        )
        for row in demo_table("posts")
    ]


def _always(draft: Draft, _number: str) -> Draft:
    return draft


def _rotations() -> Iterator[Happening]:
    for post in demo_posts():
        if post.from_on is not None and post.from_on > FOUNDED_ON:
            yield Happening(post.from_on, partial(_always, post))


def _codes(name: str, limit: int | None = None, brand: str | None = None) -> tuple[str, ...]:
    """Return the numbers of the cards of this name, in the order of the book."""
    cards = Asset.select().where(Asset.name == name).order_by(Asset.id)
    wanted = (card.code for card in cards if brand is None or card.brand == brand)
    return tuple(islice(wanted, limit))


def _day(text: str) -> date:
    return date.fromisoformat(text)


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
        self.told.append(Happening(_day(on), make, self._key))
        return self


def _finished_cases() -> Iterator[Happening]:
    yield from (
        _Case("organs")
        .apply(
            "2025-11-04",
            lambda: _codes("脚踏风琴"),
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
    yield from (
        _Case("projectors")
        .apply(
            "2025-12-08",
            lambda: _codes("CRT投影机"),
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
    yield from (
        _Case("recorders")
        .apply(
            "2026-08-18",
            lambda: _codes("录音机"),
            DisposalReason.OBSOLETE,
            "磁带已停产，改用教室广播和一体机",
        )
        .sign("2026-08-19", "storekeeper", "申请报废")
        .sign("2026-08-20", "general_affairs", "情况属实")
        .sign("2026-08-21", "central_storeroom", "账物相符")
        .sign("2026-08-24", "supervising_leader")
        .then("2026-09-07", lambda number: WriteOffDisposal(number=number))
    )


def _open_cases() -> Iterator[Happening]:
    yield from (
        _Case("pupils' computers")
        .apply(
            "2026-09-15",
            lambda: _codes("台式计算机（学生机）", brand="方正"),
            DisposalReason.WORN_OUT,
            "主板电容老化，无法运行现行教学软件",
        )
        .sign("2026-09-16", "central_storeroom", "三十台均已封存，账物相符")
        .sign("2026-09-18", "finance", "已提足折旧，同意报批")
        .sign("2026-10-12", "principals_meeting", "会议讨论认定，同意上报", "校办纪〔2026〕14号")
    )
    yield from (
        _Case("screens")
        .apply("2026-10-26", lambda: _codes("投影幕"), DisposalReason.OBSOLETE, "随投影机停用")
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
    yield from (
        _Case("tablet")
        .apply(
            "2026-11-02",
            lambda: _codes("平板式计算机", 1),
            DisposalReason.LOST,
            "校外研学活动中遗失，已报警备案",
            kind=VoucherKind.WRITE_OFF,
            advice="由责任人按规定赔偿",
        )
        .sign("2026-11-03", "storekeeper", "申请报损")
        .sign("2026-11-05", "general_affairs", "情况属实，附报案回执")
        .sign("2026-11-06", "central_storeroom", "账物相符")
    )
    yield from (
        _Case("easels")
        .apply(
            "2026-11-09",
            lambda: _codes("画架"),
            DisposalReason.BEYOND_REPAIR,
            "榫头松脱、木料开裂",
        )
        .sign("2026-11-10", "storekeeper", "四十个画架均不能站稳，申请报废")
    )
    yield from _Case("microscopes").apply(
        "2026-11-17",
        lambda: _codes("生物显微镜"),
        DisposalReason.WORN_OUT,
        "物镜发霉，调焦机构磨损",
    )


def _stopped_cases() -> Iterator[Happening]:
    yield from (
        _Case("televisions")
        .apply(
            "2026-03-23",
            lambda: _codes("彩色电视机", 6),
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
    yield from (
        _Case("reading pens")
        .apply(
            "2026-05-11",
            lambda: _codes("点读机"),
            DisposalReason.OBSOLETE,
            "教材改版，点读内容不再更新",
        )
        .then(
            "2026-05-15",
            lambda number: WithdrawDisposal(number=number, opinion="英语组仍要使用一学期，撤回"),
        )
    )
    yield from (
        _Case("shelves")
        .apply(
            "2026-10-14",
            lambda: _codes("旧式书架"),
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


def _card_changes() -> Iterator[Happening]:
    yield Happening(
        _day("2026-03-12"),
        lambda _: CorrectAsset(
            code=_codes("数码复合机")[0],
            original_value=1_580_000,
            reason="原卡片单价录错，按发票 15,800.00 元更正",
        ),
    )
    yield Happening(
        _day("2026-07-30"),
        lambda _: ChangeValue(
            code=_codes("围墙")[0],
            delta=3_860_000,
            reason="操场边加装不锈钢栏杆，东南角加装防护栏",
            accounting_voucher="记-2026-07-0033",
        ),
    )
    yield Happening(
        _day("2026-08-21"),
        lambda _: ChangeValue(
            code=_codes("塑胶跑道")[0],
            delta=16_800_000,
            reason="暑期改造：铲除旧面层，重铺全塑型面层",
            extra_months=60,
            accounting_voucher="记-2026-08-0046",
        ),
    )
    yield Happening(
        _day("2026-09-02"),
        lambda _: CorrectAsset(
            code=_codes("便携式计算机", brand="华为")[0], holder="古丽巴哈尔·阿卜杜拉"
        ),
    )
    yield Happening(
        _day("2026-11-19"),
        lambda _: RegisterAsset(
            name="空气质量检测仪",
            brand="霍尼韦尔",
            specification="H200",
            category="A02109900",
            unit="台",
            original_value=186_000,
            acquired_on=PartialDate(2026, 11, 18),
            using_department="德育处",
            place="医务室",
            holder="田园",
            responsible="肖玉兰",
            keeper="周建国",
            funding_source="公用经费",
        ),
    )
