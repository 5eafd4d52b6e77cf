"""固定资产报废（报损）申请单 and 大件（大额）审批表: the paper of a 报废（报损） case.

Small things need four hands, large ones five with seals; the boxes come with the sheet and stay
empty for pen and stamp. When the lines don't fit on the front, it sums them up by 门类 and the
annex of disposal_annex.py follows. All is drawn from the frozen sheet, so a reprint differs from
the first print in nothing but its mark 重印.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from houqin_desktop.documents.boxes import (
    HAND_BOX_HEIGHT,
    SEAL_BOX_HEIGHT,
    STRIP_ROW,
    blank_strip,
    signature_boxes,
)
from houqin_desktop.documents.disposal_annex import (
    SUMMARY_COLUMNS,
    SUMMARY_FIGURES,
    Annex,
    summary_rows,
)
from houqin_desktop.documents.disposal_lines import (
    DISPOSAL_KINDS,
    Sums,
    cells,
    columns_for,
    common_reason,
    numbered,
)
from houqin_desktop.documents.layout import (
    A4_LANDSCAPE,
    BODY_TOP,
    MM,
    QR_SIZE,
    TITLE,
    Document,
    Field,
    Foot,
    Page,
    Style,
    head_line,
    smaller,
)
from houqin_desktop.documents.lines_paper import BLANK, BOTTOM, NOTHING_BELOW, STYLE, WIDTH
from houqin_desktop.documents.table import Table, column_widths
from houqin_desktop.documents.wrapping import wrap
from houqin_desktop.domain.calendar import chinese_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from houqin_desktop.domain.sheet import DisposalSheet

_WORDS = Style(size=9)
_WORDS_LEADING = 13.5
_GAP = 7.0
_MOST_ROWS = int((BOTTOM - BODY_TOP) / STYLE.row)
# Boxes take what room is left on the page, up to this.
_TALLEST_SEAL_BOX = 52 * MM
_TALLEST_HAND_BOX = 40 * MM
# So many lines of reasons and warnings may stand on the front before they move behind it.
_WORD_LINES = 6
_NOTE_LINES_PER_PAGE = 30

_RECORDS = (
    ("下账记录", ("实物账记账人", "记账日期", "财务账凭证号", "记账人")),
    ("残值处理", ("处理方式", "残值收入（元）", "缴款凭证号", "经办人")),
)


def render_disposal(
    sheet: DisposalSheet, target: str | Path | BinaryIO, *, reprint: int = 0
) -> None:
    """Print all forms of a case into one PDF: the front form, and the annex when it is needed.

    `reprint` above 0 is marked on every page. Refused `missing_glyph` or `too_long` when
    something can't be printed; then nothing is written.
    """
    render_disposals([sheet], target, reprint=reprint)


def render_disposals(
    sheets: Sequence[DisposalSheet], target: str | Path | BinaryIO, *, reprint: int = 0
) -> None:
    """Print several cases into one PDF, each with its own page numbers."""
    first = sheets[0]
    document = Document(
        f"{first.title} {first.number}", author=first.school, subject=f"校验 {first.check_code}"
    )
    for sheet in sheets:
        _Case(sheet, reprint).draw(document)
    document.write(target)


@dataclass(frozen=True, slots=True)
class _Words:
    """The paragraphs between table and boxes, and those that had to move behind."""

    front: tuple[str, ...]
    behind: tuple[str, ...]


class _Case:
    """One sheet on its way to paper."""

    def __init__(self, sheet: DisposalSheet, reprint: int) -> None:
        self._sheet = sheet
        self._reprint = reprint
        self._words = _paragraphs(sheet)
        self._columns = columns_for(sheet)
        self._rows = [cells(item, self._columns) for item in numbered(sheet)[:_MOST_ROWS]]
        self._widths = column_widths(
            self._columns, [*self._rows, self._total_cells()], STYLE, WIDTH
        )
        self._annex = None if self._fits() else Annex(sheet, WIDTH, BOTTOM)

    def draw(self, document: Document) -> None:
        """Add the pages of the case to the document."""
        behind = self._words.behind
        notes = [
            behind[at : at + _NOTE_LINES_PER_PAGE]
            for at in range(0, len(behind), _NOTE_LINES_PER_PAGE)
        ]
        plans = self._annex.pages if self._annex else []
        pages = 1 + len(plans) + len(notes)
        self._front(document.page(), pages)
        if self._annex:
            for number, plan in enumerate(plans, 2):
                page = document.page()
                code = self._sheet.qr(number, pages)
                self._annex.draw(page, plan, code=code, reprint=self._reprint)
                self._foot(page, number, pages)
        for number, lines in enumerate(notes, 2 + len(plans)):
            self._notes(document.page(), lines, number, pages)

    def _fits(self) -> bool:
        if len(self._sheet.lines) > len(self._rows):
            return False
        probe = Table(Page(A4_LANDSCAPE, {}), 0, self._columns, self._widths, STYLE)
        heights = sum(probe.row_height(row) for row in self._rows)
        return heights <= self._room_for_rows()

    def _room_for_rows(self) -> float:
        """Height left for rows when all that must stand on the front stands there."""
        fixed = STYLE.header + 2 * STYLE.row + self._words_height() + self._ending(self._least())
        return BOTTOM - BODY_TOP - fixed

    def _words_height(self) -> float:
        return len(self._words.front) * _WORDS_LEADING + 2 * _GAP

    def _least(self) -> float:
        return SEAL_BOX_HEIGHT if self._sealed() else HAND_BOX_HEIGHT

    def _sealed(self) -> bool:
        return any(box.seal for box in self._sheet.boxes)

    def _ending(self, box_height: float) -> float:
        strip = 0.0 if self._sheet.large else STRIP_ROW * len(_RECORDS) + _GAP
        return box_height + strip

    def _total_cells(self) -> list[str]:
        row = [""] * len(self._columns)
        for column, text in Sums().plus(self._sheet.lines).figures("¥").items():
            row[column] = text
        return row

    def _front(self, page: Page, pages: int) -> None:
        sheet = self._sheet
        page.title(_title(sheet), sheet.qr(1, pages), reprint=self._reprint)
        self._head(page)
        y = self._summary(page, self._annex) if self._annex else self._lines(page)
        y += _GAP + _WORDS_LEADING / 2
        for line in self._words.front:
            page.text(page.left, y, line, _WORDS)
            y += _WORDS_LEADING
        y += _GAP - _WORDS_LEADING / 2
        spare = BOTTOM - y - self._ending(self._least())
        tallest = _TALLEST_SEAL_BOX if self._sealed() else _TALLEST_HAND_BOX
        height = min(tallest, self._least() + max(0.0, spare))
        y = signature_boxes(page, y, height, sheet.boxes)
        if not sheet.large:
            blank_strip(page, y + _GAP, _RECORDS)
        self._foot(page, 1, pages)

    def _head(self, page: Page) -> None:
        sheet = self._sheet
        applied = chinese_date(date.fromisoformat(sheet.applied_on))
        number = sheet.number + (f"（第 {sheet.version} 版）" if sheet.version > 1 else "")
        if sheet.large:
            first = [Field("提出部门", sheet.proposer)]
        else:
            room = sheet.storeroom or sheet.proposer
            first = [Field("申请部门", room), Field("申请人", sheet.applicant)]
        fields = (
            *first,
            Field("处置方式", sheet.kind, DISPOSAL_KINDS),
            Field("申请日期", applied),
            Field("单号", number),
        )
        head_line(page, 80, fields, page.right - QR_SIZE - 12)

    def _lines(self, page: Page) -> float:
        table = Table(page, BODY_TOP, self._columns, self._widths, STYLE)
        table.header()
        for row in self._rows:
            table.row(row)
        table.band(NOTHING_BELOW, BLANK)
        whole = Sums().plus(self._sheet.lines)
        table.total(whole.in_capitals("合计"), whole.figures("¥"))
        table.close()
        return table.y

    def _summary(self, page: Page, annex: Annex) -> float:
        whole = Sums().plus(self._sheet.lines)
        totals = dict(zip(SUMMARY_FIGURES, whole.figures("¥").values(), strict=True))
        rows = summary_rows(annex.pages, int(self._room_for_rows() / STYLE.row))
        texts = [*rows, [totals.get(number, "") for number in range(len(SUMMARY_COLUMNS))]]
        widths = column_widths(SUMMARY_COLUMNS, texts, STYLE, WIDTH)
        table = Table(page, BODY_TOP, SUMMARY_COLUMNS, widths, STYLE)
        table.header()
        for row in rows:
            table.row(row)
        count = f"共 {len(self._sheet.lines)} 项，详见明细附表（{len(annex.pages)} 页），以下空白"
        table.band(f"———　{count}　———", BLANK)
        table.total(whole.in_capitals("合计"), totals)
        table.close()
        return table.y

    def _notes(self, page: Page, lines: Sequence[str], number: int, pages: int) -> None:
        sheet = self._sheet
        title = f"{sheet.school}固定资产报废（报损）附页"
        code = sheet.qr(number, pages)
        page.title(title, code, style=smaller(TITLE, 16), reprint=self._reprint)
        head_line(page, 77, [Field("附于单号", sheet.number)], page.right - QR_SIZE - 12)
        for place, line in enumerate(lines):
            page.text(page.left, 108 + place * _WORDS_LEADING, line, _WORDS)
        self._foot(page, number, pages)

    def _foot(self, page: Page, number: int, pages: int) -> None:
        sheet = self._sheet
        left = sheet.copies
        if sheet.large and number == 1:
            left += "　记账：　　　　　　日期："
        page.foot(Foot(left, number, pages, sheet.check_code, sheet.version, self._reprint))


def _title(sheet: DisposalSheet) -> str:
    return sheet.title if sheet.title.startswith(sheet.school) else sheet.school + sheet.title


def _paragraphs(sheet: DisposalSheet) -> _Words:
    """Lay out reasons, advice and warnings; what would crowd the front moves to a page behind."""
    texts = {
        f"{sheet.kind}原因": [common_reason(sheet)],
        "技术鉴定": [sheet.appraisal],
        "残值处理建议": [sheet.residual_advice],
        "注意": list(sheet.warnings),
        "办理依据": [sheet.rule],
    }
    front = {label: f"{label}：{'；'.join(parts)}" for label, parts in texts.items() if any(parts)}
    behind: list[str] = []
    while len(lines := _flow(front.values())) > _WORD_LINES:
        longest = max(front, key=lambda label: len(front[label]))
        parts = texts[longest]
        count = f"共 {len(parts)} 条，" if len(parts) > 1 else ""
        front[longest] = f"{longest}：{count}见附页"
        for number, part in enumerate(parts, 1):
            words = f"{longest}（{number}）：{part}" if count else f"{longest}：{part}"
            behind += wrap(words, _WORDS.face, WIDTH / _WORDS.size)
    return _Words(tuple(lines), tuple(behind))


def _flow(paragraphs: Iterable[str]) -> list[str]:
    """Put short paragraphs beside each other and wrap the long ones."""
    room = WIDTH / _WORDS.size
    lines: list[str] = []
    for paragraph in paragraphs:
        beside = wrap(f"{lines[-1]}　　{paragraph}", _WORDS.face, room) if lines else ()
        if len(beside) == 1:
            lines[-1] = beside[0]
        else:
            lines += wrap(paragraph, _WORDS.face, room)
    return lines
