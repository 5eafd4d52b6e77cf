"""安全教育和演练: what was held, and which of it the year still asks for (DOMAIN.md 4.22).

The days of the nation: the last Monday of March, 5·12, June, 11·9, 12·2 and 12·4; a drill every
month of a term (section 6, 教育部指南). What is required is the school's own list of rules, to be
edited; whether it was held is always asked anew.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from houqin_desktop.domain.equipment import name_words
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.school_year import FIRST_MONTH

LARGEST_CROWD: Final = 100_000
MOST_TIMES: Final = 50
# An activity for a day of the nation may be held so many days before or after it.
DAYS_AROUND: Final = 7
_MONTHS = re.compile(r"\d+")


class EventKind(Labelled):
    """What kind of education or drill it was."""

    FLAG_SPEECH = "flag_speech", "国旗下讲话"
    CLASS_MEETING = "class_meeting", "主题班会"
    LECTURE = "lecture", "讲座"
    DRILL = "drill", "应急演练"
    CONTEST = "contest", "竞赛"
    NOTICE_BOARD = "notice_board", "宣传栏"
    PARENTS_MEETING = "parents_meeting", "家长会"
    PARENTS_LETTER = "parents_letter", "告家长书"
    GUARD_TRAINING = "guard_training", "门卫培训"
    SAFETY_MEETING = "safety_meeting", "安全会议"
    WALKING_HOME = "walking_home", "路队护送"
    OTHER_EVENT = "other_event", "其他活动"


class Period(Labelled):
    """How often something is asked for."""

    EACH_YEAR = "each_year", "每学年"
    EACH_TERM = "each_term", "每学期"
    IN_MONTHS = "in_months", "每月"
    ON_DAY = "on_day", "节点"


def event_code(year: int, serial: int) -> str:
    """Return the number of an activity: HD20260001."""
    return f"HD{year:04d}{serial:04d}"


def rule_code(serial: int) -> str:
    """Return the number of a requirement: YQ001."""
    return f"YQ{serial:03d}"


def read_months(text: str) -> tuple[int, ...]:
    """Return the months of a text such as 3、4、5 in order, each once.

    :raises Refused: for a month that no year has.
    """
    months = sorted({int(found) for found in _MONTHS.findall(text)})
    if not all(1 <= month <= 12 for month in months):
        raise Refused(
            f"“{text[:20]}”里有不存在的月份。请写 1 到 12，用顿号隔开。", code="bad_month"
        )
    return tuple(months)


def last_monday(year: int, month: int) -> date:
    """Return the last Monday of a month."""
    end = date(year, month, calendar.monthrange(year, month)[1])
    return end - timedelta(days=end.weekday())


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days within which something is asked for, with the words for them."""

    words: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a school year asks for.

    :param kind: the one kind that counts; None for any.
    :param words: one of these must be in the theme, unless there is none.
    :param months: for `Period.IN_MONTHS`.
    :param month: for `Period.ON_DAY`, with its day; without one it is the last Monday.
    """

    name: str
    period: Period
    kind: EventKind | None = None
    words: str = ""
    times: int = 1
    months: tuple[int, ...] = ()
    month: int | None = None
    day: int | None = None

    def counts(self, kind: EventKind, theme: str) -> bool:
        """Say whether an activity is what is asked for, by its kind and its theme."""
        if self.kind is not None and kind is not self.kind:
            return False
        words = name_words(self.words)
        return not words or any(word in theme for word in words)

    def stretches(self, first_year: int) -> Iterator[Stretch]:
        """Yield the stretches of the school year that begins in August of this year."""
        start, end = date(first_year, FIRST_MONTH, 1), date(first_year + 1, FIRST_MONTH - 1, 31)
        turn = date(first_year + 1, 2, 1)
        if self.period is Period.EACH_YEAR:
            yield Stretch(f"{first_year}-{first_year + 1}学年", start, end)
        elif self.period is Period.EACH_TERM:
            yield Stretch("第一学期", start, turn - timedelta(days=1))
            yield Stretch("第二学期", turn, end)
        elif self.period is Period.IN_MONTHS:
            for month in sorted(self.months, key=lambda one: (one - FIRST_MONTH) % 12):
                year = _year_of(first_year, month)
                last = calendar.monthrange(year, month)[1]
                yield Stretch(f"{year}年{month}月", date(year, month, 1), date(year, month, last))
        elif self.month is not None:
            year = _year_of(first_year, self.month)
            day = last_monday(year, self.month)
            if self.day is not None:
                last = calendar.monthrange(year, self.month)[1]
                day = date(year, self.month, min(self.day, last))
            around = timedelta(days=DAYS_AROUND)
            yield Stretch(f"{day.year}年{day.month}月{day.day}日前后", day - around, day + around)


def _year_of(first_year: int, month: int) -> int:
    return first_year if month >= FIRST_MONTH else first_year + 1


_TERM_MONTHS: Final = (3, 4, 5, 6, 9, 10, 11, 12)
USUAL_REQUIREMENTS: Final = (
    Requirement("全国中小学生安全教育日", Period.ON_DAY, words="安全教育日", month=3),
    Requirement("防灾减灾日", Period.ON_DAY, words="防灾、减灾、地震、逃生、疏散", month=5, day=12),
    Requirement("安全生产月", Period.IN_MONTHS, words="安全生产、安全月、防溺水", months=(6,)),
    Requirement("消防日", Period.ON_DAY, words="消防、火灾、灭火、防火", month=11, day=9),
    Requirement("交通安全日", Period.ON_DAY, words="交通", month=12, day=2),
    Requirement("国家宪法日", Period.ON_DAY, words="宪法、法治、法制", month=12, day=4),
    Requirement("应急疏散演练", Period.IN_MONTHS, kind=EventKind.DRILL, months=_TERM_MONTHS),
    Requirement("消防演练", Period.EACH_TERM, kind=EventKind.DRILL, words="消防、火灾、灭火、防火"),
    Requirement("国旗下安全讲话", Period.EACH_TERM, kind=EventKind.FLAG_SPEECH),
    Requirement("安全主题班会", Period.EACH_TERM, kind=EventKind.CLASS_MEETING, times=2),
    Requirement("告家长书", Period.EACH_TERM, kind=EventKind.PARENTS_LETTER),
    Requirement("门卫培训", Period.EACH_TERM, kind=EventKind.GUARD_TRAINING),
    Requirement(
        "安全工作会议", Period.IN_MONTHS, kind=EventKind.SAFETY_MEETING, months=_TERM_MONTHS
    ),
)


def require_requirement(asked: Requirement) -> None:
    """Refuse a rule that asks for nothing one could find.

    :raises Refused: `empty_name`, `empty_rule`, `bad_times`, `bad_month`, `bad_day`.
    """
    if not asked.name:
        raise Refused("必办活动要有名称。请填写，例如 消防日。", code="empty_name")
    if asked.kind is None and not name_words(asked.words):
        raise Refused("按什么认活动还没有写。请选活动种类，或填主题里的字。", code="empty_rule")
    if not 1 <= asked.times <= MOST_TIMES:
        raise Refused(f"次数须在 1 到 {MOST_TIMES} 之间。请改正。", code="bad_times")
    if (asked.period is Period.IN_MONTHS) is not bool(asked.months):
        raise Refused("“每月”要写明哪几个月，别的不用写。请改正月份。", code="bad_month")
    if (asked.period is Period.ON_DAY) is not (asked.month is not None) or not _is_month(asked):
        raise Refused("“节点”要写明在几月（1 到 12），别的不用写。请改正。", code="bad_month")
    if asked.day is not None and (asked.month is None or not _is_day(asked.month, asked.day)):
        raise Refused("节点的日子不对。请写几日；不写就是那个月最后一个星期一。", code="bad_day")


def _is_month(asked: Requirement) -> bool:
    return asked.month is None or 1 <= asked.month <= 12


def _is_day(month: int, day: int) -> bool:
    return 1 <= day <= calendar.monthrange(2000, month)[1]


def require_event(theme: str, held_on: date, today: date, attended: int | None) -> None:
    """Refuse an activity that says nothing, is still to come, or was for nobody.

    :raises Refused: `empty_name`, `day_to_come`, `bad_heads`.
    """
    if not theme:
        raise Refused("活动要有主题。请填写，例如 防溺水专题教育。", code="empty_name")
    if held_on > today:
        raise Refused(f"活动日期 {held_on} 还没有到。请办完再登记。", code="day_to_come")
    if attended is not None and not 0 <= attended <= LARGEST_CROWD:
        raise Refused(f"参加人数须在 0 到 {LARGEST_CROWD:,} 之间。请改正。", code="bad_heads")


def require_drill(
    kind: EventKind,
    filled: Collection[str],
    started: str | None,
    arrived: str | None,
    expected: int | None,
    present: int | None,
) -> None:
    """Refuse what only a drill has on another activity, and times or heads that cannot be.

    :param filled: the titles of what was filled in that only a drill has.
    :raises Refused: `no_drill`, `time_order`, `bad_heads`.
    """
    if kind is not EventKind.DRILL and filled:
        raise Refused(
            f"只有应急演练才填{'、'.join(filled)}。请改活动种类，或去掉这些。", code="no_drill"
        )
    if arrived is not None and (started is None or arrived < started):
        raise Refused("到达时间要晚于开始时间。请核对两个时间。", code="time_order")
    for heads in (expected, present):
        if heads is not None and not 0 <= heads <= LARGEST_CROWD:
            raise Refused(f"人数须在 0 到 {LARGEST_CROWD:,} 之间。请改正。", code="bad_heads")
    if present is not None and (expected is None or present > expected):
        raise Refused("实到人数不能超过应到人数。请核对两个人数。", code="bad_heads")
