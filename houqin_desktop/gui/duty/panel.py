"""The card beside the lists of duties: a table with the days around today, or the chosen row."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.school_days import WEEKDAYS
from houqin_desktop.gui.slips.panel import SlipPanel

if TYPE_CHECKING:
    from datetime import date

    from houqin_desktop.services.duty.view import DutyView

DAYS_AHEAD: Final = 7
MOST_CHANGES: Final = 8
_LOOKS: Final = {"在用": "green", "未开始": "accent", "已结束": "", "已撤销": ""}


class DutyPanel(SlipPanel):
    """Shows a table of duties whole, or the cells of another row."""

    def show_table(self, view: DutyView, today: date) -> None:
        """Show a table: its posts, who stands in the next days, how even it is, the changes."""
        table = view.table
        self.begin()
        self.add_title(table.title)
        self.add_pills([(view.state, _LOOKS[view.state]), (table.duty_kind.label, "")])
        self.add_fields(
            [
                ("编号", table.code),
                ("期间", f"{table.from_on} 至 {table.to_on}"),
                *((post.name, f"每班 {post.seats} 人 {post.hours}") for post in view.posts),
                ("每人次数", view.spread_words),
            ]
        )
        if view.missing:
            self.add_heading("要办")
            self.add_note("\n".join(view.missing))
        self._add_turns(view, today)
        changes = [line for line in view.lines if line.change]
        if changes:
            self.add_heading(f"调班 {len(changes)} 处")
            told = [f"{line.when}　{line.change}" for line in changes[:MOST_CHANGES]]
            more = len(changes) - len(told)
            self.add_note("\n".join([*told, *([f"…… 另有 {more} 处"] if more else [])]))
        self.end()

    def _add_turns(self, view: DutyView, today: date) -> None:
        begin = max(today, view.table.from_on)
        until = begin + timedelta(days=DAYS_AHEAD)
        shown = [turn for turn in view.turns if begin <= turn[1] and turn[0] < until]
        if not shown:
            return
        self.add_heading("近日")
        for first, last in shown:
            day = f"{first:%m-%d} {WEEKDAYS[first.weekday()]}"
            when = day if first == last else f"{first:%m-%d} 至 {last:%m-%d}"
            posts = (
                f"{post.name} {'、'.join(one.holder for one in view.at((first, last), post))}"
                for post in view.posts
            )
            self.add_fields([(when, "；".join(posts))])
