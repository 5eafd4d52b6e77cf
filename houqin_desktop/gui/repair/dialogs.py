"""The forms of a repair: reported, somebody is sent, parts, done, sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.domain.repair import RepairResult
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.fields import NoteField
from houqin_desktop.gui.forms.file_field import PHOTOS, FileField
from houqin_desktop.gui.forms.rows_dialog import RowsDialog
from houqin_desktop.gui.loan.dialogs import IssueDialog
from houqin_desktop.gui.procurement.finders import supplier_field
from houqin_desktop.services.repair.assigning import assignment_of
from houqin_desktop.services.repair.drafts import (
    AssignRepair,
    FinishRepair,
    MaterialLine,
    ReopenRepair,
    ReportRepair,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

FINISH_NOTE: Final = (
    "从库存领的材料用“领用材料”，费用自动算进来；另外买的材料逐行填在下面，没有就不填。"
)


def report_dialog(
    parent: QWidget | None, desk: Desk, *, asset: str = "", fault: str = ""
) -> DraftDialog:
    """Return the form 报修, filled in for a card where one is named."""
    prefilled = {name: text for name, text in (("asset", asset), ("fault", fault)) if text}
    dialog = DraftDialog(
        parent,
        desk,
        "报修",
        ReportRepair,
        prefilled=prefilled,
        fields={"photo": FileField("照片", PHOTOS)},
        notes=("fault",),
        done="已报修",
    )
    dialog.name_save("报修")
    dialog.help_text = (
        "有卡片的选资产，没有的在“物品”里写是什么。在哪里：选场所或保管室，或写具体位置；"
        "选了资产而不写的，按卡片上的保管室和存放地点。"
    )
    dialog.field("department").setPlaceholderText("选了资产的不填就是使用部门")
    dialog.field("thing").setPlaceholderText("没有卡片的，如：走廊灯、门锁")
    dialog.field("place").setPlaceholderText("如：二楼东侧第三间")
    dialog.field("hazard").setPlaceholderText("如：YHB20260001；不是为隐患的不填")
    return dialog


def assign_dialog(parent: QWidget, desk: Desk, number: str) -> DraftDialog:
    """Return the form 派工, which begins with who was sent last."""
    sent = assignment_of(number)
    said = {name: getattr(sent, name) for name in ("worker", "firm", "due_on", "remarks")}
    dialog = DraftDialog(
        parent,
        desk,
        f"派工 {number}",
        AssignRepair,
        known={"number": number},
        prefilled={name: value for name, value in said.items() if value},
        fields={"firm": supplier_field()},
        done="已派工",
    )
    dialog.name_save("派工")
    dialog.help_text = (
        "本校的人填维修人，请外面来修的选维修单位（供应商里登记过的），只填一样；两样都清空就是"
        "撤回派工。总务主任要验收，不能自己修。"
    )
    dialog.field("worker").setPlaceholderText("本校的人")
    dialog.field("firm").setPlaceholderText("外面的单位")
    return dialog


class PartsDialog(IssueDialog):
    """领用 for a repair: what is given out is built in, its worth is part of the repair."""

    def __init__(self, parent: QWidget | None, desk: Desk, number: str) -> None:
        self._number = number
        super().__init__(parent, desk, f"领用材料 {number}")
        self.field("purpose").set_value(f"维修 {number}")
        if worker := assignment_of(number).worker:
            self.field("taker").set_value(worker)

    def draft(self, values: dict[str, Any]) -> Draft:
        return super().draft(values | {"repair": self._number})


class FinishDialog(RowsDialog):
    """登记完工: what was done and what came of it, above the material that was bought."""

    help_text = (
        "修好了照实登记：哪天开始、哪天修完、修了什么、人工费多少。不值得修的选“不值得修”，"
        "资产接着申请报废。登记以后打印报修单，由维修人、报修人、总务处签字。"
    )
    needs_rows = False

    def __init__(self, parent: QWidget | None, desk: Desk, number: str) -> None:
        super().__init__(
            parent,
            desk,
            f"登记完工 {number}",
            FinishRepair,
            rows="materials",
            row_class=MaterialLine,
            columns={
                "name": 200,
                "specification": 160,
                "unit": 70,
                "quantity": 90,
                "price": 120,
                "invoice": 260,
            },
            figures=("quantity", "price"),
            note=FINISH_NOTE,
            known={"number": number},
            fields={"photo": FileField("修后照片", PHOTOS)},
            passed=("invoice",),
            label_width=118,
        )
        self.done_text = "已登记完工"
        self.name_save("登记完工")
        today = desk.session.clock.today()
        for name, value in (
            ("started_on", today),
            ("done_on", today),
            ("result", RepairResult.REPAIRED),
        ):
            self.field(name).set_value(value)


def reopen_dialog(parent: QWidget, desk: Desk, number: str) -> DraftDialog:
    """Return the form 退回重修."""
    dialog = DraftDialog(
        parent,
        desk,
        f"退回重修 {number}",
        ReopenRepair,
        known={"number": number},
        fields={"reason": NoteField()},
        done="已退回重修",
        verb="退回重修",
    )
    dialog.help_text = (
        "验收不合格的退回接着修，花了的费用照计，签过的字作废。只是完工登记错了的，"
        "勾上“登记有误”，费用不计。"
    )
    return dialog
