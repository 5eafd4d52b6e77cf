"""Schoolbooks: the same title of another subject, year or term is another thing."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SUBJECTS = (
    "道德与法治|语文|数学|英语|科学|音乐|美术|体育与健康|体育|信息技术|信息科技|劳动|书法|品德与社会|品德"
    "|心理健康|安全教育|综合实践"
)
_YEAR = re.compile(r"([一二三四五六七八九1-9])\s*年级")
_SHORT = re.compile(r"(?<![第\d])([一二三四五六1-6])([上下])(?:册|学期)?(?![下铺床网])")
_TERM = re.compile(r"([上下])\s*(?:册|学期)")
_KINDS = {
    "课本": "课本",
    "教科书": "课本",
    "教材": "课本",
    "书": "课本",
    "练习册": "练习册",
    "同步练习": "练习册",
    "教参": "教师用书",
    "教师用书": "教师用书",
    "教学参考书": "教师用书",
    "试卷": "试卷",
    "单元卷": "试卷",
}
_KIND = "|".join(sorted(_KINDS, key=len, reverse=True))
_TITLE = re.compile(rf"({_SUBJECTS})?({_KIND})?")
_DIGITS = dict(zip("123456789", "一二三四五六七八九", strict=True))
_FILLERS = re.compile(r"[\s()（）《》、,，·\-]+|义务教育|人教版|部编版|统编版|新版|学生用?|小学")


@dataclass(frozen=True, slots=True)
class Schoolbook:
    """A book of the lessons: its kind, subject, year and term, as far as they are said."""

    thing: str
    subject: str
    year: str
    term: str

    def is_another(self, other: Schoolbook) -> bool:
        """Say whether two are surely not the same book."""
        mine = (self.subject, self.year, self.term)
        its = (other.subject, other.year, other.term)
        return any(one and two and one != two for one, two in zip(mine, its, strict=True))


def read_schoolbook(text: str, specification: str) -> tuple[Schoolbook | None, str]:
    """Return the schoolbook that a plain wording names, and its title; None for anything else."""
    said = f"{text} {specification}"
    year, term = _YEAR.search(said), _TERM.search(said)
    short = None if year else _SHORT.search(text)
    title = text
    for pattern in (_YEAR, _TERM, *((_SHORT,) if short else ())):
        title = pattern.sub("", title)
    found = _TITLE.fullmatch(_FILLERS.sub("", title))
    subject, kind = found.groups() if found else (None, None)
    # A subject alone is a book only with its year; 书 alone, or 教材, can be any book.
    if not (subject and kind) and not ((year or short) and (subject or kind)):
        return None, text
    words = (year or short, term if short is None else short)
    numbers = words[0].group(1) if words[0] else ""
    terms = "" if words[1] is None else words[1].group(2 if short else 1)
    year_said = _DIGITS.get(numbers, numbers)
    book = Schoolbook(_KINDS.get(kind or "课本", "课本"), subject or "", year_said, terms)
    return book, f"{subject or ''}{book.thing}"
