"""The file of a case on the tour: appraisal, papers, the letter of a loss, the red document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.gui.touring.opening import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.main_window import MainWindow

APPRAISED, LOSS, REVERSED, RED, LEFT = (
    "BF20260009",
    "BS20260001",
    "BS20260002",
    "HC20260001",
    "BF20260003",
)
PAPERS: Final = (
    ("报损申请报告", LOSS, "report"),
    ("技术鉴定表", APPRAISED, "appraisal"),
    ("红字冲销单", RED, "reversal"),
    ("上报材料包", "BF20260004", "pack"),
)


def depth_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield the cases with a file, and the dialogs that work on it."""
    for number in (APPRAISED, REVERSED, RED):
        window.open_case(number)
        yield f"报废处置·{number}", window
    actions = window.disposals.actions_of_page
    for title, number, action_id in (
        ("登记技术鉴定", APPRAISED, "disposal.appraise"),
        ("登记申报材料", LOSS, "disposal.papers"),
        ("报损申请报告", LOSS, "disposal.report"),
        ("红字冲销", LEFT, "disposal.reverse"),
    ):
        window.open_case(number)
        dialog = opened(actions[action_id].trigger)
        yield title, dialog
        dialog.close()
