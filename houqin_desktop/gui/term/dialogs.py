"""The forms of a term: the plan, its groups and checks, kits, the hand-out and its signed sheet."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.domain.term import Season
from houqin_desktop.gui.disposal.signature_dialog import SCANS
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.fields import ChoiceField, QuantityField, TextField
from houqin_desktop.gui.forms.file_field import FileField
from houqin_desktop.gui.forms.pickers import PickerField, from_register
from houqin_desktop.gui.forms.rows_dialog import RowsDialog
from houqin_desktop.services.draft import Draft, Kind
from houqin_desktop.services.term.drafts import (
    ChangeTermPlan,
    CheckRow,
    GroupRow,
    HandOutTerm,
    KitRow,
    OpenTermPlan,
    SetKit,
    SetTermChecks,
    SetTermGroups,
    SignHandOut,
    TickTermCheck,
)
from houqin_desktop.services.term.finding import find_kit, find_plan, lines_of_kit
from houqin_desktop.services.term.groups import row_of
from houqin_desktop.services.term.signing import sheets_waiting
from houqin_desktop.services.term.view import CheckView, TermView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk

SEVERAL: Final = "不填就是全部；几个之间用顿号"
GROUP_NOTE: Final = (
    "班级填学生数，年级填班数和学生数，教师填人数；教师也可以填名单，人数就按名单算，"
    "不填领用人就每人自己签字。清空一行就是去掉。可从表格软件复制几行，到下面按 Ctrl+V。"
)
CHECK_NOTE: Final = "每行一个项目；清空一行就是去掉。做完一项，选中它“登记完成”。"
KIT_NOTE: Final = (
    "每班一套的按班数配，每名学生、每名教师的按人数配；“只配几年级”不填就是各年级。"
    "下面写每份有几件，清空一行就是不再包括。"
)
_FEWEST_SPRING_MONTHS: Final = (10, 11, 12)


class NamesDialog(DraftDialog):
    """A form of which some arguments are several names, parted by 、."""

    def draft(self, values: dict[str, Any]) -> Draft:
        for argument in self._draft_class.arguments():
            if argument.kind is Kind.NAMES and argument.name in values:
                words = (values[argument.name] or "").replace(",", "、").replace("，", "、")
                parts = (one.strip() for one in words.replace("\n", "、").split("、"))
                values[argument.name] = tuple(filter(None, parts)) or None
        return super().draft(values)


def open_plan_dialog(parent: QWidget, desk: Desk, like: str | None) -> DraftDialog:
    """Return the form 开学计划, filled in with the next term and the groups of the last plan."""
    today = desk.session.clock.today()
    spring = today.month in _FEWEST_SPRING_MONTHS or today.month == 1
    prefilled = {
        "year": today.year + (today.month in _FEWEST_SPRING_MONTHS),
        "season": Season.SPRING if spring else Season.AUTUMN,
        "like": like or "",
    }
    dialog = DraftDialog(
        parent, desk, "开学计划", OpenTermPlan, prefilled=prefilled, done="已开开学计划"
    )
    dialog.field("like").setPlaceholderText("照抄班级、人数和检查项目；没有可不填")
    return dialog


def change_plan_dialog(parent: QWidget, desk: Desk, code: str) -> DraftDialog:
    """Return the form 改开学计划."""
    plan = find_plan(code)
    return DraftDialog(
        parent,
        desk,
        f"改开学计划 {code}",
        ChangeTermPlan,
        known={"plan": code},
        prefilled={"begins_on": plan.begins_on, "remarks": plan.remarks},
        done="已改",
    )


class GroupsDialog(RowsDialog):
    """发放对象: the groups of a plan in a grid; a row that was emptied is taken out."""

    help_text = "这个学期有哪些班、哪些教师，各有多少人，东西交给谁。改一个人数，需求就跟着变。"

    def __init__(self, parent: QWidget | None, desk: Desk, code: str) -> None:
        columns = {
            "name": 150,
            "kind": 90,
            "grade": 90,
            "classes": 80,
            "heads": 90,
            "taker": 140,
            "roster": 150,
        }
        super().__init__(
            parent,
            desk,
            f"发放对象 {code}",
            SetTermGroups,
            rows="groups",
            row_class=GroupRow,
            columns=columns,
            figures=("grade", "classes", "heads"),
            note=GROUP_NOTE,
            known={"plan": code},
            row_fields={
                "classes": partial(QuantityField, least=0),
                "heads": partial(QuantityField, least=0),
                "roster": partial(PickerField, _roster_finder(desk), "名单"),
            },
        )
        self.done_text = "已定发放对象"
        self._present = [row_of(one.row) for one in TermView(desk.session, code).groups]
        self.fill([_filled(row) for row in self._present])

    def lines_of(self, rows: Sequence[Mapping[str, Any]]) -> tuple[Draft, ...]:
        made = super().lines_of(rows)
        kept = {row["name"] for row in rows}
        gone = [replace(row, dropped=True) for row in self._present if row.name not in kept]
        return (*made, *gone)


def _roster_finder(desk: Desk) -> Any:
    return from_register(desk.session, "rosters", value="名单", label="名单", detail=("成员数",))


def _filled(row: Draft) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.filled()}


class ChecksDialog(RowsDialog):
    """检查项目: what is to be looked at before the term; a row that was emptied is taken out."""

    help_text = "开学前要检修、查看的项目，各由谁负责、计划哪天做。"

    def __init__(self, parent: QWidget | None, desk: Desk, code: str) -> None:
        super().__init__(
            parent,
            desk,
            f"检查项目 {code}",
            SetTermChecks,
            rows="checks",
            row_class=CheckRow,
            columns={"title": 420, "planned_on": 140, "responsible": 160},
            note=CHECK_NOTE,
            known={"plan": code},
        )
        self.done_text = "已定检查项目"
        self._present = [_check_row(one) for one in TermView(desk.session, code).checks]
        self.fill([_filled(row) for row in self._present])

    def lines_of(self, rows: Sequence[Mapping[str, Any]]) -> tuple[Draft, ...]:
        made = [CheckRow(**row) for row in rows]
        kept = {row.title for row in made}
        gone = [replace(row, dropped=True) for row in self._present if row.title not in kept]
        return (*made, *gone)


def _check_row(check: CheckView) -> CheckRow:
    return CheckRow(
        title=check.row.title,
        planned_on=check.row.planned_on,
        responsible=check.responsible_number or None,
    )


class KitDialog(RowsDialog):
    """定套餐: what one class, one pupil or one teacher gets."""

    help_text = "一个套餐是一个班、一名学生或一名教师每学期领的几样东西。"

    def __init__(self, parent: QWidget | None, desk: Desk, kit: str = "") -> None:
        super().__init__(
            parent,
            desk,
            f"改套餐 {kit}" if kit else "定套餐",
            SetKit,
            rows="lines",
            row_class=KitRow,
            columns={"item": 420, "quantity": 120},
            figures=("quantity",),
            note=KIT_NOTE,
        )
        self.done_text = "已定套餐"
        if kit:
            self._fill_in(kit)

    def _fill_in(self, code: str) -> None:
        kit = find_kit(code)
        for name in ("name", "basis", "grade", "season"):
            self.field(name).set_value(getattr(kit, name))
        self.field("name").setEnabled(False)
        self.fill([{"item": item.code, "quantity": count} for item, count in lines_of_kit(kit)])


def tick_dialog(parent: QWidget, desk: Desk, code: str, check: CheckView) -> DraftDialog:
    """Return the form 登记检查完成 for a line of the check list."""
    actor = desk.session.actor()
    prefilled = {
        "done_on": check.row.done_on or desk.session.clock.today(),
        "done_by": check.done_by_number or ("" if actor is None else actor.number),
        "remarks": check.row.remarks,
    }
    known: dict[str, Any] = {"plan": code, "title": check.row.title}
    if check.row.done_on is None:
        known["undone"] = None
    return DraftDialog(
        parent,
        desk,
        f"登记完成 {check.row.title}",
        TickTermCheck,
        known=known,
        prefilled=prefilled,
        done="已登记",
    )


def hand_out_dialog(parent: QWidget, desk: Desk, code: str) -> DraftDialog:
    """Return the form 开学发放."""
    dialog = NamesDialog(
        parent,
        desk,
        f"开学发放 {code}",
        HandOutTerm,
        known={"plan": code},
        done="已开出领用单",
        verb="全部发放",
    )
    dialog.help_text = (
        "从一个保管室一次发给全部班级和教师：每个领用人开一张领用单，东西当场出库。"
        "库里不够的会逐样说明，一样也不发。发完打印发放签收表，签好再“登记签收”。"
    )
    for name in ("groups", "kits"):
        dialog.field(name).setPlaceholderText(SEVERAL)
    return dialog


class SignDialog(DraftDialog):
    """登记签收: one signed 发放签收表, or all of them, with a scan of it."""

    help_text = "签收表签好以后登记一次，表上每个人的领用单和保管员的签字就都记上。"

    def __init__(self, parent: QWidget, desk: Desk, code: str) -> None:
        sheets = sheets_waiting(find_plan(code))
        choice = ChoiceField([(None, "全部"), *((name, name) for name in sheets)])
        super().__init__(
            parent,
            desk,
            f"登记签收 {code}",
            SignHandOut,
            known={"plan": code, "scan": None},
            prefilled={"signed_on": desk.session.clock.today()},
            fields={"sheet": choice},
            done="已登记签收",
            verb="登记签收",
        )
        self.add("page", "扫描件", FileField("选择扫描件", SCANS, "没有可不选"))

    def draft(self, values: dict[str, Any]) -> Draft:
        scan = values.pop("page", None)
        made = super().draft(values)
        assert isinstance(made, SignHandOut)
        return replace(made, scan=scan or None)


def several_names(dialog: DraftDialog, name: str, hint: str) -> None:
    """Say how several names are written into a field."""
    field = dialog.field(name)
    assert isinstance(field, TextField)
    field.setPlaceholderText(hint)
