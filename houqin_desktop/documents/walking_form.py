"""排查表: a landscape sheet for each place, with room for a hand and what was found last time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.boxes import SEAL_BOX_HEIGHT
from houqin_desktop.documents.layout import Align, Document, Field, Foot, Page
from houqin_desktop.documents.lines_paper import LinesPaper
from houqin_desktop.documents.table import TableColumn
from houqin_desktop.domain.sheet import SignatureBox

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from houqin_desktop.domain.walking_sheet import WalkingPlace, WalkingSheets

TITLE: Final = "安全隐患排查表"
# Room for a hand, in characters, where nothing is entered.
_ROOMS: Final = (3, 15, 3, 3, 6, 5, 6)
_COLUMNS: Final = (
    TableColumn("序号", Align.CENTRE),
    TableColumn("检查项目", wraps=True),
    TableColumn("合格标准", wraps=True),
    TableColumn("上次发现", wraps=True),
    TableColumn("√/×", Align.CENTRE),
    TableColumn("隐患描述", wraps=True),
    TableColumn("照片号", Align.CENTRE),
    TableColumn("等级", Align.CENTRE),
    TableColumn("立查立改\n/限期", Align.CENTRE),
    TableColumn("责任人", Align.CENTRE),
    TableColumn("期限", Align.CENTRE),
)
_BOXES: Final = (
    SignatureBox("被查部门负责人", ("签字",), seal=False),
    SignatureBox("参加人员", ("签字",), seal=False),
    SignatureBox("检查组长", ("签字",), seal=False),
)
# Lines left empty at the end, for what is found beside the list.
_EMPTY_LINES: Final = 2
# A subject of more characters has no room in the head and stands below the table.
_MOST_IN_HEAD: Final = 20
_ADVICE: Final = (
    "填法：没有问题打“√”，有隐患打“×”并写明描述、等级（一般、较大、重大）和整改措施；"
    "没有查到的留空，回来登记为“未查”。表外发现的写在空行里。"
)


def render_walking(sheets: WalkingSheets, target: str | Path | BinaryIO) -> None:
    """Print the sheets of a round, each place on paper of its own."""
    document = Document(f"{TITLE} {sheets.number}", author=sheets.school)
    for place in sheets.places:
        _place_paper(sheets, place).draw(document)
    document.write(target)


def _place_paper(sheets: WalkingSheets, place: WalkingPlace) -> LinesPaper:
    def title(page: Page, _number: int, _pages: int) -> None:
        page.title(f"{sheets.school}{TITLE}", sheets.number)

    def foot(number: int, pages: int) -> Foot:
        return Foot(f"{place.name}　随身带着填写，回来登记", number, pages)

    blank = ["　" * room for room in _ROOMS]
    rows = [
        [
            line.position,
            line.item,
            line.standard,
            line.last,
            *(cell or room for cell, room in zip(line.by_hand, blank, strict=True)),
        ]
        for line in place.lines
    ]
    rows += [["", "", "", "", *blank] for _ in range(_EMPTY_LINES)]
    return LinesPaper(
        columns=_COLUMNS,
        rows=rows,
        title=title,
        fields=_fields(sheets, place),
        foot=foot,
        paragraphs=(*_subject_below(sheets), f"参加人员：{sheets.members}", _ADVICE),
        boxes=(_BOXES,),
        box_height=SEAL_BOX_HEIGHT,
    )


def _subject_below(sheets: WalkingSheets) -> tuple[str, ...]:
    return (f"主题：{sheets.subject}",) if len(sheets.subject) > _MOST_IN_HEAD else ()


def _fields(sheets: WalkingSheets, place: WalkingPlace) -> list[Field]:
    where = f"{place.name}{'（重点部位）' if place.is_key else ''}"
    kind = sheets.kind if _subject_below(sheets) else f"{sheets.kind} {sheets.subject}".strip()
    said = [("场所", where), ("责任人", place.responsible), ("排查类型", kind)]
    said += [("带队人", sheets.led_by), ("排查日期", sheets.walked or "　" * 6)]
    said += [("单号", sheets.number)]
    return [Field(name, words) for name, words in said]
