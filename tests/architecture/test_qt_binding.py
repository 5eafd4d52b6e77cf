"""The Qt binding must survive a working day.

PySide6 6.12.0 aborts under Python 3.10 and 3.11 after some five thousand calls that return
None (none_dealloc), so pyproject.toml keeps below it. The calls run in a process of their own,
since what is feared is an abort and not an exception.
"""

from __future__ import annotations

import os
import subprocess
import sys

TWENTY_THOUSAND_CALLS = """
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
for turn in range(20_000):
    label.setText("")
print(turn + 1)
"""


def test_twenty_thousand_calls_that_return_none_do_not_abort():
    result = subprocess.run(
        [sys.executable, "-c", TWENTY_THOUSAND_CALLS],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout.strip()) == (0, "20000"), result.stderr
