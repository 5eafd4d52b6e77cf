"""From the call to a usable window, each time in a process of its own, beside a bare window."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import time

from tests.benchmarks.measuring import Measure

ROOT = Path(__file__).resolve().parents[2]
BARE = """
import sys, time
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication([])
QFontDatabase.addApplicationFont(sys.argv[1])
application.setFont(QFont("Noto Sans SC", 10))
window = QMainWindow()
window.setWindowTitle("后勤台账")
window.setCentralWidget(QLabel("固定资产台账"))
window.resize(1366, 740)
window.show()
window.grab()
print(time.time())
"""
OURS = """
import sys, time
from houqin_desktop import app

def seen(_application):
    from PySide6.QtWidgets import QApplication, QLabel
    (window,) = [one for one in QApplication.topLevelWidgets() if hasattr(one, "made_pages")]
    window.grab()
    print(time.time())
    while not window.made_pages:
        QApplication.processEvents()
    window.grab()
    print(time.time())
    while not any(label.property("look") == "big" for label in window.page.findChildren(QLabel)):
        QApplication.processEvents()
    window.grab()
    print(time.time())
    sys.stdout.flush()
    import os; os._exit(0)

class Watcher:
    # Measuring takes the place of the event loop once the program has loaded Qt itself.
    def find_spec(self, name, path=None, target=None):
        if name == "houqin_desktop.gui.main_window":
            from PySide6.QtWidgets import QApplication
            QApplication.exec = seen

sys.meta_path.insert(0, Watcher())
app.main(["--book", sys.argv[1]])
"""


def _start_ms(script: str, argument: Path) -> list[float]:
    """Return the milliseconds from the call to each time that the script prints."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    # An installed program has its bytecode; nobody compiles it at each start.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    # What the window remembers must not come from whoever measures.
    environment["XDG_DATA_HOME"] = str(argument.parent)
    begun = time()
    answer = subprocess.run(
        [sys.executable, "-c", script, str(argument)],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return [(float(line) - begun) * 1000 for line in answer.stdout.split()]


def starting(book: Path, cards: int, runs: int = 5) -> Iterator[Measure]:
    """Open the program on a book: until its frame, its first page, and the day's list are seen."""
    font = ROOT / "resources" / "fonts" / "NotoSansSC-Regular.ttf"
    _start_ms(OURS, book)
    floors, frames, pages, lists = [], [], [], []
    for _ in range(runs):
        floors += _start_ms(BARE, font)
        frame, page, day_list = _start_ms(OURS, book)
        frames.append(frame)
        pages.append(page)
        lists.append(day_list)
    floor = median(floors)
    yield Measure("启动到窗口画出", cards, median(frames), floor)
    yield Measure("启动到可用窗口", cards, median(pages), floor, 1.5)
    yield Measure("启动到今日待办列出", cards, median(lists), floor)
