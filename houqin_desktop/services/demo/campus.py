"""校园场所 of the demo school, as one walks by them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from houqin_desktop.services.campus.places import AddCampusPlaces
from houqin_desktop.services.demo.happenings import Happening, day_of
from houqin_desktop.services.draft import Draft

# Area and department: their places, and whether they are 重点部位.
CAMPUS: Final = (
    ("校门", "保卫处", ("前校门", "门卫室", "后门"), True),
    ("教学楼", "总务处", ("教学楼一楼", "教学楼二楼", "教学楼三楼", "教学楼东侧楼梯"), False),
    ("专用室", "信息中心", ("电脑教室",), True),
    ("专用室", "教导处", ("科学实验室", "图书室"), True),
    ("后勤", "食堂", ("食堂操作间",), True),
    ("后勤", "总务处", ("配电间", "锅炉房"), True),
    ("户外", "德育处", ("操场", "宣传栏"), False),
)
_REGISTERED: Final = day_of("2025-09-01")


def walked() -> Iterator[Happening]:
    """Yield the registration of the places, those of an area and a department at a time."""
    for area, department, names, is_key in CAMPUS:
        draft = AddCampusPlaces(names=names, area=area, department=department, is_key=is_key)
        yield Happening(_REGISTERED, partial(_always, draft))


def _always(draft: Draft, _number: str) -> Draft:
    return draft
