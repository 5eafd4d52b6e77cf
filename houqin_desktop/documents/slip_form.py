"""The paper of every slip: fields, a table of lines, boxes for hands, a stub that is torn off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.boxes import SEAL_BOX_HEIGHT
from houqin_desktop.documents.fonts import Face
from houqin_desktop.documents.layout import TITLE, Align, Document, Field, Foot, Page, Style
from houqin_desktop.documents.lines_paper import STYLE, LinesPaper
from houqin_desktop.documents.pledge_form import render_pledge
from houqin_desktop.documents.table import TableColumn
from houqin_desktop.domain.handover import SectionedSheet

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from houqin_desktop.domain.slip import SlipColumn, SlipSheet

_RED: Final = Style(size=STYLE.size, red=True)
_RED_TITLE: Final = Style(Face.SERIF_BOLD, TITLE.size, red=True)
_CENTRED: Final = frozenset(("序号", "单位", "检查情况", "照片"))
_WRAPPED: Final = frozenset(
    (
        "名称",
        "规格型号",
        "存放位置",
        "存放地点",
        "名下",
        "用途",
        "备注",
        "说明",
        "检查部位/场所",
        "检查项目",
        "隐患描述",
    )
)


def render_slip(sheet: SlipSheet, target: str | Path | BinaryIO, *, reprint: int = 0) -> None:
    """Print a slip; a red document has red negative figures, what has no table is a letter."""
    if not sheet.columns:
        render_pledge(sheet, target, reprint=reprint)
        return
    document = Document(
        f"{sheet.title} {sheet.number}", author=sheet.school, subject=f"校验 {sheet.check_code}"
    )

    def title(page: Page, number: int, pages: int) -> None:
        style = _RED_TITLE if sheet.red else TITLE
        words = f"{sheet.school}{sheet.title}"
        page.title(words, sheet.qr(number, pages), style=style, reprint=reprint)

    def foot(number: int, pages: int) -> Foot:
        return Foot(sheet.copies, number, pages, sheet.check_code, sheet.version, reprint)

    words, figures = sheet.total
    titles = [column.title for column in sheet.columns]
    LinesPaper(
        columns=[_column(column) for column in sheet.columns],
        rows=sheet.rows,
        title=title,
        fields=[*(Field(name, said) for name, said in sheet.fields), Field("单号", sheet.number)],
        foot=foot,
        paragraphs=sheet.paragraphs,
        boxes=(sheet.boxes,),
        box_height=SEAL_BOX_HEIGHT,
        total=(words, {titles.index(name): figure for name, figure in figures}),
        row_style=_RED if sheet.red else None,
        stub=_stub(sheet),
        headings=_headings(sheet),
    ).draw(document)
    document.write(target)


def _headings(sheet: SlipSheet) -> list[tuple[int, str]]:
    if not isinstance(sheet, SectionedSheet):
        return []
    return [(one.above, one.words) for one in sheet.sections]


def _stub(sheet: SlipSheet) -> tuple[str, ...]:
    if not sheet.stub:
        return ()
    hands = "　　　　".join(f"{box.title}：____________" for box in sheet.boxes)
    return f"{sheet.school}　{sheet.stub}　单号 {sheet.number}", f"{hands}　　　　____年__月__日"


def _column(column: SlipColumn) -> TableColumn:
    if column.figures:
        return TableColumn(column.title, Align.RIGHT)
    if column.title in _CENTRED:
        return TableColumn(column.title, Align.CENTRE)
    return TableColumn(column.title, wraps=column.title in _WRAPPED)
