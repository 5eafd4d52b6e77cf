"""The card on the right of 隐患: a hazard with its steps, photos and papers, or a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from houqin_desktop.gui.slips.panel import SlipPanel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from houqin_desktop.services.hazard.photos import PhotoView
    from houqin_desktop.services.hazard.view import HazardView

PHOTO: Final = QSize(128, 96)
_ACROSS: Final = 2
_TONES: Final = {"已销号": "green", "已作废": "", "待销号": "accent"}


class HazardPanel(SlipPanel):
    """Shows a hazard, a notice or a criterion."""

    tells_paragraphs = True
    photo_wanted = Signal()

    def show_hazard(self, view: HazardView) -> None:
        """Show a hazard."""
        self.begin()
        self.add_title(view.title)
        pills = [(view.state.label, _TONES.get(view.state.label, "amber"))]
        if view.fact.severity:
            pills.append((view.fact.severity, "red" if view.fact.severity == "重大" else ""))
        if view.late:
            pills.append((f"逾期 {view.late} 天", "red"))
        self.add_pills(pills)
        if len(view.missing) > 1:
            self.add_note("；".join(view.missing[1:]))
        if view.photos:
            self.add_heading(f"照片 {len(view.photos)} 张")
            self._add_photos(view.photos)
        if view.papers:
            self.add_heading("关联单据")
            self.add_fields([(one.number, f"{one.kind}　{one.state}") for one in view.papers])
        self._add_steps(view)
        self.add_heading("内容")
        self.add_fields(view.fields)
        self.end()

    def show_criterion(self, row: Mapping[str, object]) -> None:
        """Show a criterion of a level."""
        self.begin()
        self.add_title(f"{row['等级']}隐患")
        self.add_fields([(title, str(row[title])) for title in ("领域", "判定标准", "依据")])
        self.end()

    def _add_steps(self, view: HazardView) -> None:
        self.add_heading("办理经过")
        self.add_timeline(
            [
                (
                    one.on.isoformat(),
                    " ".join(filter(None, (one.title, one.who, one.words, one.retracted))),
                    "void" if one.retracted else "done",
                )
                for one in reversed(view.steps)
            ]
        )

    def _add_photos(self, photos: tuple[PhotoView, ...]) -> None:
        for first in range(0, len(photos), _ACROSS):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            for one in photos[first : first + _ACROSS]:
                row.addWidget(self._photo(one))
            row.addStretch(1)
            self.add_widget(line)

    def _photo(self, photo: PhotoView) -> QWidget:
        # Loaded only where there is something to draw.
        from houqin_desktop.gui.assets.picture_strip import Thumbnail

        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        picture = Thumbnail(photo.picture, PHOTO)
        picture.clicked.connect(self.photo_wanted)
        words = QLabel(f"{photo.position}　{photo.stage.label}　{photo.taken_on}")
        words.setProperty("look", "muted")
        column.addWidget(picture)
        column.addWidget(words)
        return frame
