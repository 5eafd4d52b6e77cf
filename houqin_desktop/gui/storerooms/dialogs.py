"""The forms of the page 保管室: a new room, its name, a place, its keeper, closing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel

from houqin_desktop.domain.people import Post
from houqin_desktop.domain.place import PlaceKind
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.fields import ChoiceField, QuantityField, TextField
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.forms.suggestions import suggest
from houqin_desktop.services.people.storerooms import AddStoreroom, CorrectStoreroom
from houqin_desktop.services.people.verbs import Appoint
from houqin_desktop.services.storerooms.closing import CloseStoreroom, ReopenStoreroom
from houqin_desktop.services.storerooms.places import (
    AddPlace,
    CorrectPlace,
    PlaceView,
    WithdrawPlace,
    holders_of,
    known_places,
    place_view,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft


def add_storeroom_dialog(parent: QWidget, desk: Desk) -> DraftDialog:
    """Return the form 新增分保管室."""
    return DraftDialog(
        parent, desk, "新增分保管室", AddStoreroom, done="已登记保管室", adds_again=True
    )


def correct_storeroom_dialog(parent: QWidget, desk: Desk, room: str) -> DraftDialog:
    """Return the form 更正名称 for a room."""
    return DraftDialog(
        parent,
        desk,
        f"更正名称 {room}",
        CorrectStoreroom,
        known={"storeroom": room},
        prefilled={"name": room},
        done="已更正",
    )


def appoint_keeper_dialog(parent: QWidget, desk: Desk, room: str, *, central: bool) -> DraftDialog:
    """Return the form 任命保管员 for a room; the one in office hands over the day before."""
    post = Post.HEAD_STOREKEEPER if central else Post.STOREKEEPER
    dialog = DraftDialog(
        parent,
        desk,
        f"任命保管员 {room}",
        Appoint,
        known={"post": post, "storeroom": None if central else room},
        prefilled={"from_on": desk.session.clock.today()},
        done="已记任命",
    )
    dialog.field("to_on").setPlaceholderText("不定期则留空")
    return dialog


def close_dialog(parent: QWidget, desk: Desk, room: str) -> DraftDialog:
    """Return the form 停用保管室."""
    note = "搬空、没有保管员在任才能停用。室名、来往记录都留着，以后可以恢复使用。"
    known = {"storeroom": room}
    return _plain(parent, desk, f"停用保管室 {room}", CloseStoreroom, known, "停用", note)


def reopen_dialog(parent: QWidget, desk: Desk, room: str) -> DraftDialog:
    """Return the form 恢复保管室."""
    note = "恢复以后可以再放东西；保管员要另行任命。"
    known = {"storeroom": room}
    return _plain(parent, desk, f"恢复保管室 {room}", ReopenStoreroom, known, "恢复", note)


def withdraw_place_dialog(parent: QWidget, desk: Desk, room: str, place: str) -> DraftDialog:
    """Return the form 撤销存放地点."""
    known = {"storeroom": room, "place": place}
    note = "这个地点不再列出；卡片上写的字不变，以后登记同名的地点就恢复。"
    title = f"撤销存放地点 {place}"
    return _plain(parent, desk, title, WithdrawPlace, known, "撤销地点", note)


def _plain(
    parent: QWidget,
    desk: Desk,
    title: str,
    draft_class: type[Draft],
    known: dict[str, str],
    verb: str,
    note: str,
) -> DraftDialog:
    """Return a form that only asks whether it is to be done, and says what follows."""
    dialog = DraftDialog(parent, desk, title, draft_class, known=known, done=f"已{verb}", verb=verb)
    dialog.cannot_be_undone = False
    words = QLabel(note)
    words.setProperty("look", "muted")
    words.setWordWrap(True)
    dialog.add_widget(words)
    return dialog


class PlaceDialog(FormDialog):
    """新增地点 or 更正地点: what it is called, what it is, where it lies, at which turn."""

    help_text = (
        "柜和架直接放在室内；位是柜或架里的一层、一格，也可以直接在室内，例如一个机位。"
        "盘点表按路线次序走，次序小的先到。卡片上写的存放地点与名称相同，就算放在这里。"
    )
    kept_for_next = ("kind", "within")

    def __init__(self, parent: QWidget, desk: Desk, room: str, place: str = "") -> None:
        super().__init__(parent, desk, f"更正地点 {place}" if place else f"新增地点 {room}")
        self.done_text = "已更正地点" if place else "已登记地点"
        self.adds_again = not place
        self._room = room
        self._present = place
        holders = [("", "直接在室内"), *((name, name) for name in holders_of(room))]
        kind = ChoiceField([(one, one.label) for one in PlaceKind])
        self.add("kind", "类别", kind, required=True)
        name = TextField("如：铁皮柜1、第2层、3号机位")
        suggest(name, lambda: known_places(room))
        self.add("name", "地点名称", name, required=True)
        self.add("within", "在哪个柜或架里", ChoiceField(holders))
        order = QuantityField()
        order.setPlaceholderText("留空则排在最后")
        self.add("walking_order", "路线次序", order)
        kind.edited.connect(self._ask_within)
        if place:
            self._fill(place_view(room, place))
        self._ask_within()

    def _fill(self, view: PlaceView) -> None:
        for name in ("kind", "name", "within", "walking_order"):
            self.field(name).set_value(getattr(view, name))

    def _ask_within(self) -> None:
        self.row("within").setVisible(self.field("kind").value() is PlaceKind.SPOT)

    def draft(self, values: dict[str, Any]) -> Draft:
        within = values.get("within", "")
        order = values["walking_order"] or None
        if self._present:
            return CorrectPlace(
                storeroom=self._room,
                place=self._present,
                name=values["name"],
                kind=values["kind"],
                within=within,
                walking_order=order,
            )
        return AddPlace(
            storeroom=self._room,
            kind=values["kind"],
            name=values["name"],
            within=within or None,
            walking_order=order,
        )
