"""The forms of the letters: whom they are opened for, who came back signed, the texts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.domain.pledge import PledgeSigner, PledgeTopic
from houqin_desktop.domain.school_year import school_year_of
from houqin_desktop.gui.disposal.signature_dialog import SCANS
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.fields import ChoiceField
from houqin_desktop.gui.forms.file_field import FileField
from houqin_desktop.gui.forms.rows_dialog import RowsDialog
from houqin_desktop.gui.term.dialogs import NamesDialog, several_names
from houqin_desktop.services.pledge.drafts import (
    AdoptPledgeTexts,
    DepartmentHead,
    OpenPledges,
    SignedLetter,
    SignPledges,
    WithdrawPledges,
    WritePledgeText,
)
from houqin_desktop.services.pledge.opening import head_of
from houqin_desktop.services.pledge.standing import missing
from houqin_desktop.services.pledge.texts import PARTS, latest_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

ALL: Final = "不填就是全部没签的；几个之间用顿号"
HEADS_NOTE: Final = "每个部门由谁代表签字；签过一次的下次自动带出。清空一行，这个部门这次就不开。"
SIGNED_NOTE: Final = "双方都签了的才登记；没签回来的清空那一行。扫描件也可以以后用“签回归档”存。"


def open_dialog(parent: QWidget, desk: Desk) -> NamesDialog:
    """Return the form 开责任状 for teachers and tenants."""
    kinds: list[tuple[Any, str]] = [
        (one, one.label) for one in PledgeSigner if one is not PledgeSigner.DEPARTMENT
    ]
    dialog = NamesDialog(
        parent,
        desk,
        "开责任状",
        OpenPledges,
        known={"heads": ()},
        fields={"signer": ChoiceField(kinds)},
        done="已开责任状",
    )
    dialog.help_text = "每人一份，编好号就可以打印。教职工和学校签；层层签订的，甲方填部门负责人。"
    several_names(dialog, "names", ALL)
    dialog.field("with_head").setPlaceholderText("不填就是和学校（校长）签")
    dialog.field("school_year").setPlaceholderText(school_year_of(desk.session.clock.today()))
    return dialog


class DepartmentsDialog(RowsDialog):
    """部门责任状: a letter for each department in the grid, signed by the head beside it."""

    help_text = "每个部门一份，由部门负责人代表部门和学校签。"

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(
            parent,
            desk,
            "部门责任状",
            OpenPledges,
            rows="heads",
            row_class=DepartmentHead,
            columns={"department": 240, "head": 240},
            note=HEADS_NOTE,
            known={"signer": PledgeSigner.DEPARTMENT, "names": None, "with_head": None},
        )
        self.done_text = "已开部门责任状"
        self.field("topic").set_value(PledgeTopic.SAFETY)
        today = desk.session.clock.today()
        self.field("school_year").setPlaceholderText(school_year_of(today))
        open_ones = {
            one.signatory.name: one.signatory.subject_id
            for one in missing(today)
            if one.signatory.signer is PledgeSigner.DEPARTMENT and one.letter is None
        }
        self.fill([_department_row(name, key) for name, key in open_ones.items()])

    def draft(self, values: dict[str, Any]) -> Draft:
        filled = super().draft(values)
        assert isinstance(filled, OpenPledges)
        names = tuple(row.department for row in filled.heads)
        return OpenPledges(
            topic=filled.topic,
            signer=filled.signer,
            names=names,
            heads=filled.heads,
            school_year=filled.school_year,
        )


def _department_row(name: str, department_id: int) -> dict[str, Any]:
    head = head_of(department_id)
    known = head is not None and head.left_on is None
    return {"department": name, "head": head.number if head is not None and known else ""}


class SignDialog(RowsDialog):
    """批量登记: the letters that came back with both hands on them."""

    help_text = "一叠签回来的责任状一次登记：日期都一样的填在上面，不一样的填在那一行。"

    def __init__(self, parent: QWidget | None, desk: Desk, numbers: Sequence[str]) -> None:
        super().__init__(
            parent,
            desk,
            "批量登记责任状签字",
            SignPledges,
            rows="letters",
            row_class=SignedLetter,
            columns={"number": 160, "signed_on": 130, "scan": 420},
            note=SIGNED_NOTE,
            row_fields={"scan": partial(FileField, "选择扫描件", SCANS)},
            passed=("scan",),
        )
        self.done_text = "已登记签字"
        self.field("signed_on").set_value(desk.session.clock.today())
        self.fill([{"number": number} for number in numbers])


def withdraw_dialog(parent: QWidget, desk: Desk, numbers: Sequence[str]) -> DraftDialog:
    """Return the form 撤销责任状 for these letters."""
    dialog = DraftDialog(
        parent,
        desk,
        f"撤销 {len(numbers):,} 份责任状",
        WithdrawPledges,
        known={"numbers": tuple(numbers)},
        notes=("reason",),
        done="已撤销责任状",
        verb="撤销",
    )
    dialog.help_text = "没有签齐的才能撤销，单号保留。"
    return dialog


def adopt_dialog(parent: QWidget, desk: Desk) -> DraftDialog:
    """Return the form 启用责任状文本."""
    year = school_year_of(desk.session.clock.today())
    dialog = DraftDialog(
        parent,
        desk,
        "启用责任状文本",
        AdoptPledgeTexts,
        prefilled={"school_year": year},
        done="已启用文本",
    )
    dialog.help_text = "一学年开始时做一次：沿用上学年最后一版，没有就用示范文本，随后可以改。"
    return dialog


class TextDialog(DraftDialog):
    """改责任状文本: begins with the latest version; each line of a part is a clause."""

    help_text = "改好保存就是新的一版，签过的仍算数；确实要大家重签的才勾选“要求重新签订”。"

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        known: Mapping[str, Any],
    ) -> None:
        super().__init__(
            parent,
            desk,
            f"改文本 {known['topic'].label}（{known['signer'].label}）",
            WritePledgeText,
            known=known,
            notes=PARTS,
            done="已写新的一版",
        )
        latest = latest_text(known["school_year"], known["topic"], known["signer"])
        self._present = {part: "" if latest is None else getattr(latest, part) for part in PARTS}
        for part, words in self._present.items():
            self.field(part).set_value(words)

    def draft(self, values: dict[str, Any]) -> Draft:
        changed: dict[str, Any] = {
            part: values[part] or ""
            for part in PARTS
            if (values[part] or "") != self._present[part]
        }
        return WritePledgeText(**self._known, **changed, anew=values["anew"] or None)


def kind_of_row(row: Mapping[str, object]) -> dict[str, Any]:
    """Return which text a row of a list is about."""
    topic = PledgeTopic.from_label(str(row["责任状"]))
    signer = PledgeSigner.from_label(str(row["签订人类别"]))
    return {"topic": topic, "signer": signer, "school_year": str(row["学年"])}
