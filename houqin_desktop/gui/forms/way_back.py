"""The way to a form: the page, the rows that were chosen there and the action that opened it.

It is kept with the draft of the form, so that the form can be opened again where it stood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMainWindow

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.actions import ActionSet
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.page_stack import KEYS

if TYPE_CHECKING:
    from houqin_desktop.gui.forms.form_drafts import FormDraft
    from houqin_desktop.gui.main_window import MainWindow

NO_WAY: Final[dict[str, Any]] = {}


def way_to(form: QObject) -> dict[str, Any]:
    """Return how a form is being opened, as JSON, or nothing where no action opens it."""
    action, above = "", form.parent()
    while above is not None and not isinstance(above, QMainWindow):
        action = action or _running(above)
        above = above.parent()
    if above is None:
        return NO_WAY
    window = cast("MainWindow", above)
    action = action or _running(window)
    if not action:
        return NO_WAY
    if action in window.actions_of_window:
        return {"action": action}
    view = window.page.panel.view
    return {
        "action": action,
        "page": window.stack.key,
        "list": view.name,
        "chosen": view.chosen_keys(),
        "current": view.current_key(),
    }


def _running(owner: QObject) -> str:
    sets = owner.findChildren(ActionSet, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return next((one.running for one in sets if one.running), "")


def go_back(window: MainWindow, draft: FormDraft) -> None:
    """Open the form of a draft again where it stood and fill in what was left.

    :raises Refused: where the form cannot be opened any more, or not by itself.
    """
    way = draft.way
    actions = window.actions_of_window
    if (key := way.get("page")) in KEYS:
        window.show_page(key)
        page = window.page
        page.show_register(str(way.get("list")))
        _choose(window, way)
        actions = page.actions_of_page
        actions.refresh()
    name = str(way.get("action", ""))
    if name not in actions:
        raise Refused(
            f"“{draft.title}”不能从这里直接打开。请在原来的地方打开它，里面可以接着填。",
            code="no_way_back",
        )
    action = actions[name]
    if not action.isEnabled():
        raise Refused(
            f"“{draft.title}”现在打不开：{action.toolTip()}。请先办好这一步，或放弃这张表。",
            code="no_way_back",
        )
    action.trigger()
    for form in window.findChildren(FormDialog):
        if form.isVisible() and form.windowTitle() == draft.title:
            form.keeper.restore()
            return
    raise Refused(
        f"“{draft.title}”原来那一条不在了，没有填进去。请打开同样的表核对，或放弃这张表。",
        code="no_way_back",
    )


def _choose(window: MainWindow, way: dict[str, Any]) -> None:
    """Choose the rows again that were chosen, whatever the list is narrowed to now."""
    panel = window.page.panel
    chosen = [key for key in way.get("chosen", ()) if isinstance(key, int)]
    if len(panel.model.rows_of(chosen)) < len(chosen):
        panel.clear()
        panel.refresh()
    current = way.get("current")
    panel.view.choose(chosen, current=current if isinstance(current, int) else None)
