"""恢复码 on one sheet of A4: folded, sealed, signed across the seal, kept in the school's safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.documents.fonts import Face
from houqin_desktop.documents.layout import (
    A4_PORTRAIT,
    FOOT,
    FRAME,
    HEAD,
    MM,
    TITLE,
    Align,
    Document,
    Page,
    Style,
)
from houqin_desktop.documents.wrapping import wrap

if TYPE_CHECKING:
    from houqin_desktop.domain.recovery import RecoverySheet

CODE = Style(Face.SERIF_BOLD, 26)
WORDS = Style(size=11)
HEADING = Style(Face.SERIF_BOLD, 12)
LEADING = 19.0
RULES = (
    "这张纸能让管理员在忘记密码时进入程序一次，并设一个新密码。",
    "打印后当面装入信封封好，封口处由制作人和保管人骑缝签字，写明日期，放进学校保险柜。",
    "不要拍照，不要抄写，不要存进电脑；程序里只留下校验值，不能再看到这串字。",
    "使用时：在登录窗口点“忘了密码”，照上面输入，横线和大小写不论。用过即作废，须重新制作。",
    "重新制作以后，以前的恢复码全部作废，旧信封当面销毁。",
)
RECORD = ("封存", "启封", "销毁")
COLUMNS = ("", "日期", "经手人签字", "保管人签字", "事由")
ROW = 13 * MM


def recovery_paper(sheet: RecoverySheet) -> bytes:
    """Draw the sheet; the code is on it and nowhere else."""
    document = Document("恢复码", author=sheet.school)
    page = document.page(A4_PORTRAIT)
    page.text(page.width / 2, 60, "恢复码", TITLE, Align.CENTRE)
    page.text(page.width / 2, 84, "密封保存 · 只供管理员开启", HEAD, Align.CENTRE)
    page.text(page.left, 112, sheet.school, HEAD, width=300)
    page.text(
        page.right, 112, f"制作日期 {sheet.made_on}　制作人 {sheet.made_by}", HEAD, Align.RIGHT
    )
    _code(page, sheet.code)
    names = "、".join(sheet.administrators)
    page.text(page.left, 242, f"现有管理员：{names}", WORDS, width=page.right - page.left)
    y = _rules(page, 278)
    _record(page, y + 18)
    page.text(page.left, page.height - 24, "程序只保存校验值；丢失请立即重新制作", FOOT)
    return document.to_bytes()


def _code(page: Page, code: str) -> None:
    page.box(page.left, 132, page.right - page.left, 84, 2)
    page.text(page.width / 2, 174, code, CODE, Align.CENTRE, page.right - page.left - 24)


def _rules(page: Page, y: float) -> float:
    page.text(page.left, y, "保管办法", HEADING)
    y += LEADING + 4
    for number, rule in enumerate(RULES, 1):
        page.text(page.left, y, f"{number}.", WORDS)
        for line in wrap(rule, WORDS.face, (page.right - page.left - 20) / WORDS.size):
            page.text(page.left + 20, y, line, WORDS)
            y += LEADING
    return y


def _record(page: Page, y: float) -> None:
    page.text(page.left, y, "封存与启封记录", HEADING)
    y += 14
    width = page.right - page.left
    edges = [page.left + width * part for part in (0, 0.12, 0.32, 0.54, 0.76, 1)]
    height = ROW * (len(RECORD) + 1)
    for number, title in enumerate(COLUMNS):
        middle = (edges[number] + edges[number + 1]) / 2
        page.text(middle, y + ROW / 2, title, WORDS, Align.CENTRE)
    for number, title in enumerate(RECORD, 1):
        top = y + ROW * number
        page.line(page.left, top, page.right, top)
        page.text((edges[0] + edges[1]) / 2, top + ROW / 2, title, WORDS, Align.CENTRE)
    for edge in edges[1:-1]:
        page.line(edge, y, edge, y + height)
    page.box(page.left, y, width, height, FRAME)
