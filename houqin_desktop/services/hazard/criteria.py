"""定级标准: what makes a hazard 一般, 较大 or 重大, as text to consult while one is graded.

重大 follows the guide of the ministry of 2024, a hazard being major where any one line holds; the
two lower levels are the school's own practice (DOMAIN.md section 6).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from houqin_desktop.domain.hazard_severity import HazardSeverity

_GUIDE: Final = "《教育系统重大事故隐患判定指南》（教育部办公厅 2024-06-24），直接判定"
_OWN: Final = "学校自定（三级用法）"
_FIELDS: Final = "消防、校舍、食品、实验实训、校车交通、预防拥挤踩踏、特种设备、水电气热"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: which level, in which field, in words, and on what basis."""

    severity: HazardSeverity
    field: str
    words: str
    basis: str


def _major(field: str, words: str) -> Criterion:
    return Criterion(HazardSeverity.MAJOR, field, words, _GUIDE)


CRITERIA: Final = (
    Criterion(
        HazardSeverity.GENERAL,
        "各领域",
        "危害和整改难度较小，发现后能够立即整改或短期内整改消除；不影响场所继续使用。",
        _OWN,
    ),
    Criterion(
        HazardSeverity.SERIOUS,
        "各领域",
        "可能造成人员受伤或局部停用，整改要花一定时间和资金，整改期间须采取防范措施；"
        "资金和应急预案要同时落实。",
        _OWN,
    ),
    _major("校园消防", "未建立消防安全责任体系，未明确消防安全责任人、管理人和归口部门。"),
    _major("校园消防", "学生宿舍、幼儿用房设在地下、半地下，或幼儿用房设在四层及以上。"),
    _major(
        "校园消防",
        "人员密集场所违规使用、储存易燃易爆危险品，或采用芯材燃烧性能低于 A 级的彩钢夹芯板。",
    ),
    _major("校园消防", "未按规范设置火灾自动报警、自动灭火、消火栓等消防设施，或不能正常使用。"),
    _major("校园消防", "学生宿舍、午休室未安装火灾报警装置或联网的独立式感烟探测器。"),
    Criterion(
        HazardSeverity.MAJOR,
        "综合判定",
        f"危害和整改难度大，须全部或局部停用，或整改时间较长、学校自身难以排除。领域：{_FIELDS}；"
        "地方另有细则的从其规定。处置：停用、设警戒线和警示牌、上报、挂牌督办。",
        "《教育系统重大事故隐患判定指南》综合判定；地方细则",
    ),
)


def criteria_of(severity: HazardSeverity | None = None) -> tuple[Criterion, ...]:
    """Return the criteria of a level, or all of them."""
    return tuple(one for one in CRITERIA if severity in (None, one.severity))
