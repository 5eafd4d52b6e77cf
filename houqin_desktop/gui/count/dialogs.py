"""The forms of the page 清查: open, surplus, finish, explain, settle, sign off, give up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from houqin_desktop.domain.count import CountHandling
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.fields import ChoiceField
from houqin_desktop.gui.forms.file_field import PHOTOS, FileField
from houqin_desktop.services.count.drafts import (
    CloseCount,
    ExplainDifference,
    FinishCountRoom,
    OpenCount,
    RecordSurplus,
    SettleDifference,
    WithdrawCount,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.count.line_views import DifferenceView
    from houqin_desktop.services.draft import Draft


class OpenCountDialog(DraftDialog):
    """开始清查: rooms and categories are several words, parted by 、."""

    help_text = (
        "保管室和分类代码不填就是全校；几个之间用顿号隔开。"
        "盘点对象不选就是资产和物品都盘，填了分类代码就只盘资产。"
    )

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        today = desk.session.clock.today()
        prefilled: dict[str, Any] = {"baseline_on": today}
        super().__init__(
            parent, desk, "开始清查", OpenCount, prefilled=prefilled, done="账面清单已冻结"
        )
        self.field("title").setPlaceholderText(f"不填就叫“{today.year}年资产和物品清查”")
        self.field("rooms").setPlaceholderText("不填就是全部；几室之间用顿号")
        self.field("categories").setPlaceholderText("不填就是全部；几类之间用顿号")

    def draft(self, values: dict[str, Any]) -> Draft:
        for name in ("rooms", "categories"):
            words = (values.get(name) or "").replace(",", "、").replace("，", "、")
            values[name] = tuple(filter(None, (one.strip() for one in words.split("、")))) or None
        return super().draft(values)


class SurplusDialog(DraftDialog):
    """登记盘盈, with a photo."""

    def __init__(self, parent: QWidget, desk: Desk, number: str, room: str) -> None:
        super().__init__(
            parent,
            desk,
            f"登记盘盈 {room}",
            RecordSurplus,
            known={"number": number, "room": room, "photo": None, "counted_on": None},
            prefilled={"quantity": 1},
            done="已登记盘盈",
            adds_again=True,
        )
        self.add("picture", "照片", FileField("选择照片", PHOTOS, "没有可不选"))

    def draft(self, values: dict[str, Any]) -> Draft:
        photo = values.pop("picture", None)
        made = super().draft(values)
        assert isinstance(made, RecordSurplus)
        return replace(made, photo=photo or None)


def finish_dialog(parent: QWidget, desk: Desk, number: str, room: str) -> DraftDialog:
    """Return the form 一室盘完."""
    actor = desk.session.actor()
    prefilled = {} if actor is None else {"counted_by": actor.name}
    return DraftDialog(
        parent,
        desk,
        f"一室盘完 {room}",
        FinishCountRoom,
        known={"number": number, "room": room},
        prefilled=prefilled,
        done=f"{room}已盘完",
    )


def _named(number: str, one: DifferenceView) -> dict[str, Any]:
    """Return what names a difference in a draft; of an item the room belongs to it."""
    return {
        "number": number,
        "result": one.result,
        "code": one.code or None,
        "room": one.room if one.code and one.kind is not None else None,
        "surplus": one.surplus,
    }


def explain_dialog(parent: QWidget, desk: Desk, number: str, one: DifferenceView) -> DraftDialog:
    """Return the form 说明差异, which offers the handlings that fit."""
    ways = ChoiceField([(each, each.label) for each in one.fitting])
    dialog = DraftDialog(
        parent,
        desk,
        f"说明差异 {one.code or one.name} {one.result.label}",
        ExplainDifference,
        known=_named(number, one),
        fields={"handling": ways},
        done="已说明差异",
    )
    dialog.field("cause").set_value(one.cause)
    if one.handling is not None:
        ways.set_value(one.handling)
    return dialog


def settle_dialog(parent: QWidget, desk: Desk, number: str, one: DifferenceView) -> DraftDialog:
    """Return the form 办理差异."""
    handling = "" if one.handling is None else one.handling.label
    # A price is only asked of stock that comes in and of which nothing is left.
    asked = one.kind is not None and one.handling is CountHandling.ENTER
    known = _named(number, one) | ({} if asked else {"price": None})
    dialog = DraftDialog(
        parent,
        desk,
        f"办理差异 {one.code or one.name} {handling}",
        SettleDifference,
        known=known,
        done="已办理",
        verb="办理",
    )
    hint = "已在纸上办好的填单号；空着由程序开出"
    dialog.field("document").setPlaceholderText(hint)
    return dialog


def close_dialog(parent: QWidget, desk: Desk, number: str) -> DraftDialog:
    """Return the form 清查签结."""
    dialog = DraftDialog(
        parent,
        desk,
        f"清查签结 {number}",
        CloseCount,
        known={"number": number},
        notes=("note",),
        done="清查已签结",
        verb="签结",
    )
    hint = "写姓名，几个人用顿号隔开；职务按签字那天的任职"
    dialog.field("signers").setPlaceholderText(hint)
    dialog.field("signed_on").setPlaceholderText("不填就是今天")
    return dialog


def withdraw_dialog(parent: QWidget, desk: Desk, number: str) -> DraftDialog:
    """Return the form 撤销清查."""
    return DraftDialog(
        parent,
        desk,
        f"撤销清查 {number}",
        WithdrawCount,
        known={"number": number},
        notes=("reason",),
        done="清查已撤销",
        verb="撤销",
    )
