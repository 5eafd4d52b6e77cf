"""安全教育活动记录 as a sheet: what was held, how it went, what belongs to it; signed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.list_sheet import ListSheet, PaperColumn, PaperKind, PaperSection
from houqin_desktop.domain.safety_event import EventKind
from houqin_desktop.domain.sheet import SignatureBox
from houqin_desktop.services.reports.catalogue import printed_words
from houqin_desktop.services.safety_event.view import event_view
from houqin_desktop.services.settings import school_name

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session

_COLUMNS: Final = (
    PaperColumn("项目", PaperKind.CENTRED),
    PaperColumn("内容", wraps=True),
    PaperColumn("项目", PaperKind.CENTRED),
    PaperColumn("内容", wraps=True),
)
_BOXES: Final = tuple(
    SignatureBox(title, (), seal=False) for title in ("记录人", "审核人", "主管领导")
)
_HEAD: Final = ("活动编号", "状态", "日期")
# Beside each other on the paper; what nobody has typed a hand writes in.
_PAIRS: Final = (
    ("主题", "活动种类"),
    ("地点", "对象"),
    ("主持或主讲", "参加人数"),
    ("组织部门", "算作必办"),
    ("内容和过程", "效果和总结"),
)
_PAIRS_OF_A_DRILL: Final = (
    ("按预案", "实到/应到"),
    ("演练开始", "全部到达"),
    ("疏散用时", "问题和改进"),
)
# What is longer stands below the table, for in a cell its letters would shrink to a blur; below
# there is room for so many characters.
_MOST_IN_A_CELL: Final = 90
_MOST_BELOW: Final = 1500


def _below(filled: dict[str, str]) -> dict[str, str]:
    """Return the texts that stand below the table, by title; what finds no room there is left."""
    found: dict[str, str] = {}
    room = _MOST_BELOW
    for name, words in filled.items():
        if _MOST_IN_A_CELL < len(words) <= room:
            found[name] = words
            room -= len(words)
    return found


def event_sheet(session: Session, number: str) -> ListSheet:
    """Return the record of an activity; what is missing stays empty for a pen.

    :raises Refused: for an unknown number.
    """
    view = event_view(number)
    filled = dict(view.fields)
    is_drill = view.row.kind is EventKind.DRILL
    title = "应急演练记录表" if is_drill else "安全教育活动记录表"
    files = "、".join(f"{one.title}（{one.name}）" for one in view.documents)
    filled |= {"附件": files}
    below = _below(filled)
    filled |= dict.fromkeys(below, "见表下")
    pairs = (*_PAIRS, *(_PAIRS_OF_A_DRILL if is_drill else ()), ("附件", "记录人"))
    rows = [(left, filled.get(left, ""), right, filled.get(right, "")) for left, right in pairs]
    return ListSheet(
        name="safety_event",
        title=title,
        school=school_name(),
        fields=tuple(one for one in view.fields if one[0] in _HEAD),
        columns=_COLUMNS,
        sections=(PaperSection("", tuple(rows)),),
        printed=printed_words(session, title),
        notes=tuple(f"{name}：{words}" for name, words in below.items()),
        boxes=_BOXES,
        grand_total=False,
        signed_rows=True,
    )
