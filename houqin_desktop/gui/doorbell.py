"""One window for one book: a second start finds the first window and lets it come up.

The lock on the book says who is the only one; this says only where its window is. Whoever listens
holds that lock, so that a socket left behind by a killed program is nobody's and is taken away.
"""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

TRIES, PAUSE_MILLISECONDS = 15, 100
ANSWER_MILLISECONDS: Final = 2000
_RING: Final = b"raise\n"


def bell_name(book: Path) -> str:
    """Return the name that stands for a book and the person whose computer account this is."""
    words = f"{os.path.normcase(book.resolve())}\n{Path.home()}"
    return f"houqin-{sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


class Doorbell(QObject):
    """Waits for a second start on the open book; `rung` says that it came."""

    rung = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None

    def listen(self, book: Path) -> None:
        """Wait for this book, and for no other that was open before.

        A place where no socket can be made is no trouble: the second start then says its sentence.
        """
        self.close()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        QLocalServer.removeServer(bell_name(book))
        self._server.listen(bell_name(book))

    def close(self) -> None:
        """Wait no longer."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _answer(self) -> None:
        """Say which process this is, so that Windows lets it come to the front; hear the ring."""
        caller = None if self._server is None else self._server.nextPendingConnection()
        if caller is None:
            return
        caller.readyRead.connect(lambda: self._hear(caller))
        caller.disconnected.connect(caller.deleteLater)
        caller.write(f"{os.getpid()}\n".encode("ascii"))
        caller.flush()

    def _hear(self, caller: QLocalSocket) -> None:
        if bytes(caller.readAll().data()).startswith(_RING):
            caller.disconnectFromServer()
            self.rung.emit()


def come_up(window: QWidget | None) -> None:
    """Bring the window, or the dialog that waits for an answer, in front of everything else."""
    shown = QApplication.activeModalWidget() or window
    if shown is not None:
        shown.setWindowState(shown.windowState() & ~Qt.WindowState.WindowMinimized)
        shown.show()
        shown.raise_()
        shown.activateWindow()


def ring(book: Path) -> bool:
    """Let the window that has this book open come up; return whether there is one.

    A window that is just starting is waited for, for a second and a half.
    """
    for _ in range(TRIES):
        socket = QLocalSocket()
        socket.connectToServer(bell_name(book))
        if socket.waitForConnected(ANSWER_MILLISECONDS):
            return _ring_at(socket)
        QThread.msleep(PAUSE_MILLISECONDS)
    return False


def _ring_at(socket: QLocalSocket) -> bool:
    if not socket.waitForReadyRead(ANSWER_MILLISECONDS):
        return False
    _let_come_up(bytes(socket.readLine().data()))
    socket.write(_RING)
    socket.flush()
    return socket.waitForDisconnected(ANSWER_MILLISECONDS)


def _let_come_up(process: bytes) -> None:
    """Hand the right to come to the front, which Windows gives to what was started last."""
    if sys.platform == "win32" and process.strip().isdigit():
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(int(process))
