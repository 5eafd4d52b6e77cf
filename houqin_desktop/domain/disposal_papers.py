"""The papers that belong to a disposal (申报材料), by its kind, its reason and what is disposed of.

DOMAIN.md 3.3. What the bureau asks for is wanted on the large route; a small case stays in the
school and needs less. A paper counts as there when its scan is kept or somebody ticked that the
original lies in the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherKind

BUILDINGS: Final = ("A01",)
VEHICLES: Final = ("A0203",)
ELECTRONICS: Final = ("A0201", "A0202", "A0208", "A0209")
# 锅炉 and 起重设备, lifts among them.
SPECIAL_EQUIPMENT: Final = ("A020504", "A020512")


@dataclass(frozen=True, slots=True)
class PaperSpec:
    """One paper: its key, its title, and whether the file is incomplete without it."""

    key: str
    title: str
    required: bool = True


APPLICATION_LETTER = PaperSpec("application_letter", "申请文件（原因、资产状况、方式、金额）")
APPLICATION_FORM = PaperSpec("application_form", "国有资产处置申请表（一式三份，盖章）")
VALUE_EVIDENCE = PaperSpec("value_evidence", "价值凭证（发票、决算、记账凭证或卡片复印件，盖章）")
MEETING_MINUTES = PaperSpec("meeting_minutes", "校长办公会纪要")
TECHNICAL_APPRAISAL = PaperSpec("technical_appraisal", "技术鉴定表（三人以上签字）")
RECYCLING = PaperSpec("recycling", "有资质回收企业的回收确认书")
VEHICLE_APPROVAL = PaperSpec("vehicle_approval", "公务用车处置批复")
VEHICLE_CANCELLATION = PaperSpec("vehicle_cancellation", "车辆注销证明")
UNSAFE_BUILDING = PaperSpec("unsafe_building", "危房鉴定")
DEMOLITION_APPROVAL = PaperSpec("demolition_approval", "拆除批文")
TITLE_DEED = PaperSpec("title_deed", "产权证")
EQUIPMENT_CANCELLATION = PaperSpec("equipment_cancellation", "特种设备注销批复")
POLICE_REPORT = PaperSpec("police_report", "报案证明（派出所盖章）")
LIABILITY = PaperSpec("liability", "责任认定与赔偿处理")
STATEMENT = PaperSpec("statement", "内部情况说明")
LOSS_REPORT = PaperSpec("loss_report", "报损申请报告（盖章）")
PHOTOGRAPHS = PaperSpec("photographs", "资产照片", required=False)
PUBLIC_NOTICE = PaperSpec("public_notice", "校内公示", required=False)

EVERY_PAPER: Final = (
    APPLICATION_LETTER,
    APPLICATION_FORM,
    VALUE_EVIDENCE,
    MEETING_MINUTES,
    TECHNICAL_APPRAISAL,
    RECYCLING,
    VEHICLE_APPROVAL,
    VEHICLE_CANCELLATION,
    UNSAFE_BUILDING,
    DEMOLITION_APPROVAL,
    TITLE_DEED,
    EQUIPMENT_CANCELLATION,
    POLICE_REPORT,
    LIABILITY,
    STATEMENT,
    LOSS_REPORT,
    PHOTOGRAPHS,
    PUBLIC_NOTICE,
)


def papers_for(
    kind: VoucherKind,
    reason: DisposalReason,
    categories: Iterable[str],
    *,
    large: bool,
    appraisal_due: bool,
) -> tuple[PaperSpec, ...]:
    """Return the papers of a case in the order in which they are handed in.

    :param categories: the category codes of its cards.
    :param appraisal_due: whether something is scrapped below its minimum life.
    """
    codes = tuple(categories)
    wanted: list[PaperSpec] = []
    if large:
        wanted += [APPLICATION_LETTER, APPLICATION_FORM, VALUE_EVIDENCE, MEETING_MINUTES]
    if kind is VoucherKind.WRITE_OFF:
        wanted += [LOSS_REPORT, STATEMENT, LIABILITY]
        wanted += [POLICE_REPORT] if reason is DisposalReason.LOST else []
    else:
        wanted += [TECHNICAL_APPRAISAL] if large or appraisal_due else []
        wanted += _by_category(codes)
    return (*wanted, PHOTOGRAPHS, *([PUBLIC_NOTICE] if large else []))


def _by_category(codes: tuple[str, ...]) -> list[PaperSpec]:
    """Return the papers that things of these categories need before they are scrapped."""
    groups = (
        (ELECTRONICS, (RECYCLING,)),
        (VEHICLES, (VEHICLE_APPROVAL, VEHICLE_CANCELLATION)),
        (BUILDINGS, (UNSAFE_BUILDING, DEMOLITION_APPROVAL, TITLE_DEED)),
        (SPECIAL_EQUIPMENT, (EQUIPMENT_CANCELLATION,)),
    )
    return [
        paper
        for prefixes, papers in groups
        if any(code.startswith(prefixes) for code in codes)
        for paper in papers
    ]


def paper_spec(words: str) -> PaperSpec:
    """Return the paper with this key or title.

    :raises Refused: naming the keys that there are.
    """
    for spec in EVERY_PAPER:
        if words in (spec.key, spec.title):
            return spec
    names = "、".join(f"{spec.key}（{spec.title.split('（')[0]}）" for spec in EVERY_PAPER)
    raise Refused(f"没有材料“{words}”。可填：{names}。", code="unknown_paper")
