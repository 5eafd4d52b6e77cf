"""The card beside the lists of the gate: a visit, an outing, a log or an incident."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.gui.slips.panel import SlipPanel

if TYPE_CHECKING:
    from houqin_desktop.services.gate.record import GateRecord

MOST_LINES: Final = 30
_LOOKS: Final = {
    "在校内": "accent",
    "已离校": "green",
    "未准入": "amber",
    "证未交回": "amber",
    "在外": "accent",
    "逾期未返": "amber",
    "已返校": "green",
    "在记": "accent",
    "已交班": "amber",
    "已签字": "green",
    "处理中": "amber",
    "已结束": "green",
}


class GatePanel(SlipPanel):
    """Shows a record of the gate; what is personal is masked here as everywhere."""

    def show_record(self, record: GateRecord) -> None:
        """Show a record whole."""
        self.begin()
        self.add_title(record.title)
        self.add_pills([(record.state, _LOOKS.get(record.state, ""))])
        if record.missing:
            self.add_heading("要办")
            self.add_note("\n".join(record.missing))
        self.add_heading("内容")
        self.add_fields([(title, words) for title, words in record.fields if words])
        if record.lines:
            self.add_heading(f"记录 {len(record.lines)} 条")
            told = [
                "　".join(str(cell) for _, cell in line if cell not in (None, ""))
                for line in record.lines[:MOST_LINES]
            ]
            more = len(record.lines) - len(told)
            self.add_note("\n".join([*told, *([f"…… 另有 {more} 条"] if more else [])]), look="")
        if record.history:
            self.add_heading("作废")
            self.add_note("\n".join(f"{on}　{text}" for on, text in record.history))
        self.end()
