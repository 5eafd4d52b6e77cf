"""Draws the tour as the program does, and looks at each scene while it stands; prints the faults.

The pages and dialogs are built and painted once for both: for the pictures in the folder, and for
the looks at scale 1 in light and in dark.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from houqin_desktop.app import main
from houqin_desktop.gui import tour
from houqin_desktop.gui.touring.scenes import Scene
from tests.visual.eyes import look

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap


class LookingEasel(tour._Easel):
    """Looks at each scene once it was drawn."""

    seen = 0
    found: dict[str, list[str]] = {}  # noqa: RUF012 - of the one tour of this process

    def draw(self, scenes: Iterable[Scene], suffix: str) -> None:
        super().draw(self._looked_at(scenes, suffix), suffix)

    def keep(self, title: str, picture: QPixmap) -> None:
        super().keep(title, picture)
        self.kept = picture.toImage()

    def _looked_at(self, scenes: Iterable[Scene], suffix: str) -> Iterator[Scene]:
        for title, widget in scenes:
            yield title, widget
            LookingEasel.seen += 1
            if faults := look(widget, self.kept):
                self.found[f"{title}{suffix}"] = faults


if __name__ == "__main__":
    os.environ["QT_SCALE_FACTOR"] = "1"
    tour._Easel = LookingEasel  # type: ignore[misc]
    code = main(["tour", sys.argv[1]])
    json.dump({"seen": LookingEasel.seen, "faults": LookingEasel.found}, sys.stdout)
    sys.exit(code)
