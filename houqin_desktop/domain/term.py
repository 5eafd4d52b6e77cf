"""开学准备: kits × head counts − what lies in all rooms = what to buy, twice a year.

The school's sentence: 春秋两季开学前…将所有新书、办公教学用品全部购买到位，检修了水电. A kit says
what one class, one pupil or one teacher gets; a plan says how many of them there are this term.
What is needed, and what is to be bought, is added up whenever it is asked, so that one changed
head count is enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled

LARGEST_HEADS: Final = 100_000
LARGEST_PER_HEAD: Final = 10_000
LAST_GRADE: Final = 9
FIRST_YEAR, LAST_YEAR = 2000, 2100
_GRADES: Final = "一二三四五六七八九"
KIT_PREFIX, PLAN_PREFIX = "TZ", "KX"
# What is looked at before every term, until the school says otherwise.
USUAL_CHECKS: Final = (
    "供电线路和开关插座检修",
    "照明灯具检修",
    "供水管道和水龙头检修",
    "卫生间和排水检修",
    "门窗和玻璃",
    "课桌椅",
    "灭火器和消防栓",
    "应急灯和疏散标志",
    "体育器材",
    "食堂炊具和燃气",
    "饮用水设备",
    "校门、围墙和监控",
)


class Season(Labelled):
    """Which of the two terms of a year."""

    SPRING = "spring", "春季"
    AUTUMN = "autumn", "秋季"


class GroupKind(Labelled):
    """Whom the things of a term are handed to."""

    CLASS = "class", "班级"
    GRADE = "grade", "年级"
    TEACHERS = "teachers", "教师"


class KitBasis(Labelled):
    """For what a kit is reckoned once."""

    EACH_CLASS = "each_class", "每班一套"
    EACH_PUPIL = "each_pupil", "每名学生"
    EACH_TEACHER = "each_teacher", "每名教师"


def plan_code(year: int, season: Season) -> str:
    """Return the code of the plan of a term: KX202602 for autumn 2026."""
    return f"{PLAN_PREFIX}{year:04d}{list(Season).index(season) + 1:02d}"


def plan_title(year: int, season: Season) -> str:
    """Return what a term is called: 2026年秋季."""
    return f"{year}年{season.label}"


def kit_code(serial: int) -> str:
    """Return the code of the kit with this serial: TZ001."""
    return f"{KIT_PREFIX}{serial:03d}"


def grade_name(grade: int | None) -> str:
    """Return what a grade is called, an empty text for none."""
    return "" if grade is None else f"{_GRADES[grade - 1]}年级"


@dataclass(frozen=True, slots=True)
class Heads:
    """How many there are in a group: classes, and pupils or teachers."""

    kind: GroupKind
    grade: int | None
    classes: int
    heads: int


def sets_for(basis: KitBasis, grade: int | None, group: Heads) -> int:
    """Return how many sets of a kit a group gets.

    :param grade: the one grade that the kit is for, None for every grade.
    """
    if grade is not None and grade != group.grade:
        return 0
    is_staff = group.kind is GroupKind.TEACHERS
    if basis is KitBasis.EACH_TEACHER:
        return group.heads if is_staff else 0
    if is_staff:
        return 0
    return group.classes if basis is KitBasis.EACH_CLASS else group.heads


@dataclass(frozen=True, slots=True)
class Need:
    """An item in a plan, in pieces.

    :param wanted: what all groups should get.
    :param open: what they have not been handed yet.
    :param lying: what lies in all rooms now.
    """

    wanted: int
    open: int
    lying: int

    @property
    def handed(self) -> int:
        """Return what of it they have."""
        return self.wanted - self.open

    @property
    def to_buy(self) -> int:
        """Return what is to be bought."""
        return max(self.open - self.lying, 0)


def require_grade(grade: int | None) -> None:
    """Refuse a grade that no school has."""
    if grade is not None and not 1 <= grade <= LAST_GRADE:
        raise Refused(f"年级须在 1 到 {LAST_GRADE} 之间。请改正。", code="bad_grade")


def require_year(year: int) -> None:
    """Refuse a year that is none."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(f"年份 {year} 不对。请写成 2026 这样的四位年份。", code="bad_year")


def require_heads(group: Heads, name: str) -> None:
    """Refuse a group whose numbers do not fit its kind.

    :raises Refused: `empty_name`, `bad_grade`, `bad_heads`.
    """
    if not name:
        raise Refused("发放对象要有名称。请填写，例如 一（1）班。", code="empty_name")
    require_grade(group.grade)
    if not 0 <= group.heads <= LARGEST_HEADS or not 0 <= group.classes <= LARGEST_HEADS:
        raise Refused(f"{name}的人数或班数不对。请填写 0 或正整数。", code="bad_heads")
    if group.kind is GroupKind.CLASS and group.classes != 1:
        raise Refused(f"{name}是一个班，班数只能是 1。请改正，或改成年级。", code="bad_heads")
    if group.kind is GroupKind.TEACHERS and group.classes:
        raise Refused(f"{name}是教师，没有班数。请去掉班数。", code="bad_heads")


def require_per_head(quantity: int, name: str) -> None:
    """Refuse a number in a kit that cannot be handed to anybody; 0 takes the item out of it."""
    if not 0 <= quantity <= LARGEST_PER_HEAD:
        raise Refused(
            f"{name}的数量须在 0 到 {LARGEST_PER_HEAD:,} 之间。请改正。", code="bad_quantity"
        )
