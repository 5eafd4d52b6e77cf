"""Copying every row of the register for Excel, beside the bare rows joined into the same lines."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from houqin_desktop.gui.registers.clipboard import RowCopy
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.session import Session
from tests.benchmarks.books import raw
from tests.benchmarks.measuring import Measure, compare
from tests.benchmarks.registers import RAW_BLOCK


def copying(session: Session, cards: int) -> Measure:
    """Put all rows of the register with all columns on the clipboard."""
    connection, clipboard = raw(), QGuiApplication.clipboard()
    assets = register(session, "assets")
    keys = assets.index().keys

    def floor() -> None:
        rows = connection.execute(RAW_BLOCK, (min(keys), max(keys)))
        data = QMimeData()
        data.setText("\n".join("\t".join(map(str, row)) for row in rows))
        clipboard.setMimeData(data)

    def work() -> None:
        copy = RowCopy(assets, keys, range(len(assets.columns)), titled=True)
        clipboard.setMimeData(copy.at_once())

    floor_ms, taken_ms = compare(floor, work, 3 if cards > 10_000 else 5)
    # Without a desktop nobody takes it over when the process ends, which would end in a crash.
    clipboard.clear()
    return Measure("复制到表格软件", cards, taken_ms, floor_ms)
