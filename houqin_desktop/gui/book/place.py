"""A book in the folder of a cloud service: said once, below the tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.gui.messages import MessageBar

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow

WARNED: Final = "warned_of_sync"


def fit(window: MainWindow) -> None:
    """Warn of the place of this book, unless that was done on this computer before."""
    book = str(window.session.book_path.resolve())
    said = window.memory.get(WARNED)
    warned = said if isinstance(said, list) else []
    sentence = "" if book in warned else window.session.place_warning()
    if not sentence:
        return
    bar = MessageBar(window, kind="notice")
    window.put_below_ribbon(bar)
    bar.say(sentence)
    window.memory.put(WARNED, [*warned, book])
