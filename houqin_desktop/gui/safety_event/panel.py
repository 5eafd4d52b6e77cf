"""The card of an activity, of something that is asked for, and of an entry of 周边环境."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.gui.slips.panel import SlipPanel
from houqin_desktop.services.liaison.view import liaison_fields
from houqin_desktop.services.safety_event.view import event_view

if TYPE_CHECKING:
    from collections.abc import Mapping

_IN_TITLE: Final = ("主题", "状态")


class EventPanel(SlipPanel):
    """Shows an activity with its files, or a row of another list."""

    def show_event(self, code: str) -> None:
        """Show an activity."""
        view = event_view(code)
        fields = dict(view.fields)
        self.begin()
        self.add_title(fields["主题"])
        standing = fields["状态"] == "有效"
        self.add_pills([(fields["状态"], "green" if standing else "")])
        if view.missing:
            self.add_heading("还缺")
            self.add_note("；".join(view.missing))
        self.add_fields([one for one in view.fields if one[0] not in _IN_TITLE])
        if view.documents:
            self.add_heading(f"文件 {len(view.documents)} 个")
            said = [f"{one.position}. {one.title}（{one.name}）" for one in view.documents]
            self.add_note("\n".join(said))
        self.end()

    def show_liaison(self, code: str) -> None:
        """Show an entry of 周边环境."""
        fields = dict(liaison_fields(code))
        self._show(fields["事项"], fields["状态"], fields)

    def show_asked(self, row: Mapping[str, object]) -> None:
        """Show a requirement, or what of it is missing."""
        self._show(str(row["必办活动"]), str(row["状态"]), row)

    def _show(self, title: str, state: str, row: Mapping[str, object]) -> None:
        self.begin()
        self.add_title(title)
        self.add_pills([(state, "")])
        left_out = ("必办活动", "事项", "状态")
        self.add_fields(
            [
                (name, str(value))
                for name, value in row.items()
                if value not in (None, "") and name not in left_out
            ]
        )
        self.end()
