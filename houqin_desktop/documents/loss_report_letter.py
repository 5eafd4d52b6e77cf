"""报损申请报告: a letter on A4 with the margins and letters of GB/T 9704 (DOMAIN.md section 5).

Title, addressee, what happened, the list, the sum in capitals, who answers for it, the request,
the enclosures, school and date. Room is left for the seal over the date.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.layout import Align, Document
from houqin_desktop.documents.letter import BODY, HEIGHT, INDENT, LEADING, WIDTH, Letter
from houqin_desktop.documents.table import TableColumn
from houqin_desktop.documents.wrapping import wrap
from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.loss_report import LossFigures
from houqin_desktop.domain.money import format_money

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from houqin_desktop.domain.sheet import DisposalSheet

COLUMNS: Final = (
    TableColumn("序号", Align.CENTRE),
    TableColumn("资产编号"),
    TableColumn("资产名称", wraps=True),
    TableColumn("规格型号", wraps=True),
    TableColumn("数量", Align.RIGHT),
    TableColumn("购置日期", Align.CENTRE),
    TableColumn("原值（元）", Align.RIGHT),
    TableColumn("净值（元）", Align.RIGHT),
)


def render_loss_report(sheet: DisposalSheet, target: str | Path | BinaryIO) -> None:
    """Print the letter of a 报损 case.

    :raises Refused: for a case that has no such letter.
    """
    words = sheet.report
    if words is None:
        raise Refused(f"{sheet.number} 没有报损申请报告，只有报损才写。", code="unknown_form")
    document = Document(f"报损申请报告 {sheet.number}", author=sheet.school)
    letter = Letter(document)
    letter.title(f"{sheet.school}关于报损固定资产的申请报告")
    letter.gap()
    letter.paragraph(f"{words.addressee.rstrip('：:')}：", indent="")
    letter.paragraph(words.course)
    letter.list(COLUMNS, _rows(sheet))
    letter.paragraph(_figures(sheet).sentence)
    if words.liability:
        letter.paragraph(f"责任认定与处理情况：{words.liability}")
    # The date never stands alone on a page.
    letter.room(min(_ending_height(words.enclosures), HEIGHT))
    letter.paragraph("特此申请，请予审批。")
    letter.enclosures(words.enclosures)
    letter.signature(sheet.school, chinese_date(date.fromisoformat(sheet.applied_on)))
    letter.numbers(f"单号 {sheet.number}（第 {sheet.version} 版）　校验 {sheet.check_code}")
    document.write(target)


def _ending_height(enclosures: tuple[str, ...]) -> float:
    lines = sum(
        len(wrap(f"{INDENT}附件：1. {one}", BODY.face, WIDTH / BODY.size)) for one in enclosures
    )
    return (lines + 5.5) * LEADING


def _figures(sheet: DisposalSheet) -> LossFigures:
    return LossFigures(
        len(sheet.lines),
        sheet.total_quantity,
        sheet.total_value_fen,
        sheet.total_accumulated_fen,
    )


def _rows(sheet: DisposalSheet) -> list[list[str]]:
    return [
        [
            str(line.position),
            line.code,
            line.name,
            line.specification,
            f"{line.quantity:,}",
            line.acquired_on,
            format_money(line.original_value_fen),
            format_money(line.net_value_fen),
        ]
        for line in sheet.lines
    ]
