"""A state shown as a word on a coloured ground, never by colour alone."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from houqin_desktop.gui.theme import tone

_TONES: Final = {
    "在用": "green",
    "闲置": "blue",
    "封存": "grey",
    "出租出借": "blue",
    "待报废": "amber",
    "已处置": "grey",
    "签批中": "amber",
    "已退回": "red",
    "已批准": "green",
    "已下账": "grey",
    "不同意": "red",
    "已撤回": "grey",
    "使用中": "green",
    "在任": "green",
    "可登录": "green",
    "已卸任": "grey",
    "未到任": "blue",
    "已归档": "green",
    "没有归档": "red",
    "符合": "green",
    "不符": "red",
    "已入账": "green",
    "未入账": "amber",
    "超预算": "red",
    "停用": "grey",
    "在库": "green",
    "在途": "blue",
    "近一年购入": "amber",
    "未登记": "red",
    "待核实": "amber",
    "说明": "blue",
    "更新": "blue",
    "冲突": "amber",
    "新增": "green",
    "在账": "green",
    "盘点中": "amber",
    "已签结": "green",
    "位置不符": "amber",
    "使用人不符": "amber",
    "盘盈": "blue",
    "盘亏": "red",
    "损坏待报废": "amber",
    "低于最低库存": "amber",
    "充足": "green",
    "待签字": "amber",
    "已签齐": "green",
    "已办结": "green",
    "借出中": "blue",
    "部分归还": "amber",
    "已还": "green",
    "逾期": "red",
    "准备中": "amber",
    "已开学": "green",
    "已完成": "green",
    "待办": "amber",
    "已配齐": "green",
    "缺": "red",
    "多": "blue",
    "应报废": "red",
    "应维修": "amber",
    "送修中": "amber",
    "异常": "red",
    "已逾期": "red",
    "将到期": "amber",
    "进行中": "amber",
    "已结束": "green",
    "有效": "green",
    "施行中": "green",
    "还差": "amber",
    "待定级": "amber",
    "待落实": "amber",
    "待整改": "amber",
    "待复查": "amber",
    "待销号": "amber",
    "已销号": "green",
    "较大": "amber",
    "重大": "red",
    "待双方": "amber",
    "已签": "green",
    "未开始": "blue",
    "未开": "amber",
    "履行中": "green",
    "在校内": "blue",
    "未准入": "red",
    "不返校": "blue",
    "已返校": "green",
    "已离校": "green",
    "已交班": "amber",
    "迟到": "amber",
    "应开单": "amber",
    "未打印": "amber",
    "没有合同": "amber",
    "在记": "amber",
}


def tone_of(word: str) -> str:
    """Return the tone of a state by its Chinese word; an unknown one is grey."""
    for start, name in _TONES.items():
        if word.startswith(start):
            return name
    return "grey"


class Pill(QLabel):
    """A word in a rounded, tinted shape."""

    def __init__(self, text: str, tone_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._tone = tone_name or tone_of(text)
        self.setContentsMargins(11, 3, 11, 3)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, super().minimumSizeHint().height())

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        room = self.width() - 20
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        draw_pill(painter, QRectF(self.rect()), words, self._tone)
        painter.end()


def draw_pill(painter: QPainter, box: QRectF, text: str, tone_name: str) -> None:
    """Draw the word centred in a rounded box filled with the soft colour of its tone."""
    pen, ground = tone(tone_name)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    radius = min(box.height() / 2, 11.0)
    painter.drawRoundedRect(box, radius, radius)
    painter.setPen(pen)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class PillDelegate(QStyledItemDelegate):
    """Paints the status column of a register as pills, the rest of the row as usual."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self.initStyleOption(option, index)
        text = option.text
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if not text:
            return
        metrics = QFontMetrics(option.font)
        width = min(metrics.horizontalAdvance(text) + 20, option.rect.width() - 8)
        height = metrics.height() + 4
        left = option.rect.left() + 5
        top = option.rect.center().y() - height / 2
        box = QRectF(QPointF(left, top), QRectF(0, 0, width, height).size())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width) - 8)
        painter.save()
        painter.setFont(option.font)
        draw_pill(painter, box, shown, tone_of(text))
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 24, hint.height())
