"""The forms of a hazard, one for each of its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.domain.hazard import HazardSource, PhotoStage
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.fields import ChoiceField
from houqin_desktop.gui.forms.file_field import PHOTOS, FileField
from houqin_desktop.gui.forms.suggestions import suggest
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.services.hazard.criteria import criteria_of
from houqin_desktop.services.hazard.drafts import (
    AddHazardPhoto,
    CloseOutAtOnce,
    CloseOutHazard,
    DropHazardPhoto,
    GradeHazard,
    LinkHazard,
    PlanRectification,
    RecordOutsideReport,
    RectifyHazard,
    RegisterHazard,
    ReinspectHazard,
    RetractHazardStep,
    UnlinkHazard,
    VoidHazard,
)
from houqin_desktop.services.hazard.registering import as_registered, known_categories
from houqin_desktop.services.hazard.said import open_hazards_at

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.hazard.view import HazardView

PAPERS: Final = "文件 (*.pdf *.jpg *.jpeg *.png)"
CRITERIA_TITLE: Final = "定级标准"


def register_dialog(parent: QWidget, desk: Desk) -> DraftDialog:
    """Return the form 登记隐患 for what was reported or seen from above."""
    dialog = _registering(parent, desk, "登记隐患", {"corrects": None})
    dialog.adds_again = True
    dialog.kept_for_next = ("place", "found_on", "category", "source")
    dialog.field("found_on").set_value(desk.session.clock.today())
    return dialog


def correct_dialog(parent: QWidget, desk: Desk, view: HazardView) -> DraftDialog:
    """Return the form 更正登记: a new hazard in place of the chosen one, filled in as that was."""
    dialog = _registering(parent, desk, f"更正登记 {view.code}", {"corrects": view.code})
    before = as_registered(view.row)
    for name in before.filled():
        if name != "corrects":
            dialog.field(name).set_value(getattr(before, name))
    dialog.help_text = "原来的一条作废并注明更正为哪一条，已办的整改、复查要在新的一条上重新登记。"
    return dialog


def _registering(parent: QWidget, desk: Desk, title: str, known: dict[str, Any]) -> DraftDialog:
    outside = [one for one in HazardSource if one is not HazardSource.INSPECTION]
    dialog = DraftDialog(
        parent,
        desk,
        title,
        RegisterHazard,
        known=known | {"inspection": None, "line": None},
        fields={
            "photo": FileField("整改前照片", PHOTOS),
            "source": ChoiceField([(one, one.label) for one in outside]),
        },
        notes=("description",),
        wanted=("place", "description", "category"),
        done="已登记隐患",
    )
    dialog.help_text = (
        "排查查出的隐患在“排查”里登记；师生报告的、上级检查指出的登记在这里。"
        "能定级的当时就定级，不填等级就等以后定级。"
    )
    dialog.field("spot").setPlaceholderText("如：二楼转角、东侧第三扇窗")
    dialog.field("category").setPlaceholderText("如：消防安全、用电安全、校舍建筑、食堂食品")
    suggest(dialog.field("category"), known_categories)
    dialog.field("department").setPlaceholderText("不填就是场所的责任部门")
    _warn_of_open_ones(dialog)
    return dialog


def _warn_of_open_ones(dialog: DraftDialog) -> None:
    """Say which hazards are open at the place that was filled in, lest one be entered twice."""
    bar = MessageBar(dialog, kind="notice")
    dialog.column.insertWidget(1, bar)
    place = dialog.field("place")

    def look() -> None:
        if said := open_hazards_at(place.text()):
            bar.say(f"这里还有没销号的：{said}。是同一条的不要重复登记。")
            dialog.grow()
        else:
            bar.hide()

    place.editingFinished.connect(look)


def grade_dialog(parent: QWidget, desk: Desk, view: HazardView) -> DraftDialog:
    """Return the form 定级, with the criteria to consult below its fields."""
    dialog = _of(parent, desk, view, "定级", GradeHazard, notes=("basis",), done="已定级")
    severity = view.fact.standing.severity
    dialog.field("severity").set_value(severity or HazardSeverity.GENERAL)
    dialog.field("graded_by").setPlaceholderText("不填就是登记的人")
    dialog.add_note(criteria_words())
    dialog.help_text = "对照定级标准定级；重新定级以后，整改要重新落实。"
    return dialog


def criteria_words() -> str:
    """Return the criteria of all levels, a line each."""
    lines = [f"{CRITERIA_TITLE}（“重大”的任一条符合即为重大）："]
    lines += [f"【{one.severity.label}】{one.field}：{one.words}" for one in criteria_of()]
    return "\n".join(lines)


def plan_dialog(parent: QWidget, desk: Desk, view: HazardView) -> DraftDialog:
    """Return the form 落实整改, filled in with what was planned before."""
    dialog = _of(
        parent,
        desk,
        view,
        "落实整改",
        PlanRectification,
        notes=("measures", "emergency_plan", "interim"),
        done="已落实整改",
    )
    for name, value in view.planned_before.items():
        dialog.field(name).set_value(value)
    dialog.help_text = (
        "“五落实”：责任、措施、资金、时限、预案。一般隐患可以只写责任、措施和时限；"
        "较大、重大隐患五样都要写，重大隐患还要写临时防范措施，不能立查立改。"
    )
    return dialog


def at_once_dialog(parent: QWidget, desk: Desk, view: HazardView) -> DraftDialog:
    """Return the form 立查立改."""
    dialog = _of(
        parent,
        desk,
        view,
        "立查立改",
        CloseOutAtOnce,
        fields={"photo": FileField("整改后照片", PHOTOS)},
        prefilled={"closed_on": desk.session.clock.today()},
        notes=("done",),
        done="已整改、复查、销号",
    )
    dialog.name_save("销号")
    dialog.field("closed_by").setPlaceholderText("不填就是复查人")
    dialog.help_text = "一般隐患当场整改了的，整改、复查、销号一次登记；复查的不能是整改的人。"
    return dialog


def rectify_dialog(parent: QWidget, desk: Desk, view: HazardView) -> DraftDialog:
    """Return the form 登记整改."""
    dialog = _of(
        parent,
        desk,
        view,
        "登记整改",
        RectifyHazard,
        fields={"photo": FileField("整改后照片", PHOTOS)},
        prefilled={"rectified_on": desk.session.clock.today()},
        notes=("done",),
        done="已登记整改",
    )
    dialog.help_text = "谁整改的、怎样整改的；文字和照片至少有一样。"
    return dialog


def reinspect_dialog(parent: QWidget, desk: Desk, view: HazardView) -> DraftDialog:
    """Return the form 登记复查."""
    dialog = _of(
        parent,
        desk,
        view,
        "登记复查",
        ReinspectHazard,
        prefilled={"reinspected_on": desk.session.clock.today()},
        notes=("opinion",),
        done="已登记复查",
    )
    dialog.help_text = "由整改人以外的人复查；不合格的写明还有什么问题，退回重新整改。"
    return dialog


def report_dialog(parent: QWidget, desk: Desk, view: HazardView) -> DraftDialog:
    """Return the form 上级验收."""
    dialog = _of(
        parent,
        desk,
        view,
        "上级验收",
        RecordOutsideReport,
        fields={"file": FileField("验收文件", PAPERS)},
        notes=("conclusion",),
        done="已登记上级验收",
    )
    dialog.help_text = "出具单位、文号、文件日期写全，或附上文件；没有它，重大隐患不能销号。"
    return dialog


def close_out_dialog(parent: QWidget, desk: Desk, view: HazardView) -> DraftDialog:
    """Return the form 销号."""
    dialog = _of(
        parent,
        desk,
        view,
        "销号",
        CloseOutHazard,
        prefilled={"closed_on": desk.session.clock.today()},
        done="已销号",
    )
    dialog.name_save("销号")
    dialog.field("closed_by").setPlaceholderText("不填就是登记的人；不能是整改人")
    return dialog


def retract_dialog(parent: QWidget, desk: Desk, view: HazardView) -> DraftDialog:
    """Return the form 撤回一步."""
    last = view.last_step
    dialog = _of(
        parent,
        desk,
        view,
        f"撤回“{last}”",
        RetractHazardStep,
        known={"steps": None},
        notes=("reason",),
        done=f"已撤回{last}",
        verb=f"撤回{last}",
    )
    dialog.help_text = "撤回的一步和原因都留在记录上；撤回销号以后，整改率按撤回的日期计。"
    return dialog


def void_dialog(parent: QWidget, desk: Desk, view: HazardView) -> DraftDialog:
    """Return the form 作废."""
    dialog = _of(
        parent, desk, view, "作废", VoidHazard, notes=("reason",), done="已作废", verb="作废"
    )
    dialog.help_text = "登记的不是隐患；编号、经过和原因都保留，不再计入整改率。"
    return dialog


def photo_dialog(parent: QWidget, desk: Desk, view: HazardView) -> DraftDialog:
    """Return the form 附照片."""
    dialog = _of(
        parent,
        desk,
        view,
        "附照片",
        AddHazardPhoto,
        fields={"file": FileField("照片", PHOTOS)},
        prefilled={
            "taken_on": desk.session.clock.today(),
            "stage": PhotoStage.BEFORE if view.before_rectification else PhotoStage.AFTER,
        },
        done="已附照片",
    )
    dialog.adds_again = True
    dialog.kept_for_next = ("stage", "taken_on")
    return dialog


def drop_photo_dialog(parent: QWidget, desk: Desk, view: HazardView) -> DraftDialog:
    """Return the form 取下照片."""
    choices = [
        (one.position, f"{one.position} {one.stage.label} {one.taken_on}") for one in view.photos
    ]
    return _of(
        parent,
        desk,
        view,
        "取下照片",
        DropHazardPhoto,
        known={"restore": None},
        fields={"photo": ChoiceField(choices)},
        done="已取下照片",
        verb="取下照片",
    )


def link_dialog(parent: QWidget, desk: Desk, view: HazardView) -> DraftDialog:
    """Return the form 关联单据."""
    dialog = _of(parent, desk, view, "关联单据", LinkHazard, done="已关联")
    dialog.field("number").setPlaceholderText("采购申请、报修单、领用单等的单号")
    return dialog


def unlink_dialog(parent: QWidget, desk: Desk, view: HazardView) -> DraftDialog:
    """Return the form 取消关联."""
    choices = [(one.number, f"{one.number} {one.kind}") for one in view.linked]
    return _of(
        parent,
        desk,
        view,
        "取消关联",
        UnlinkHazard,
        fields={"number": ChoiceField(choices)},
        done="已取消关联",
        verb="取消关联",
    )


def _of(
    parent: QWidget,
    desk: Desk,
    view: HazardView,
    title: str,
    draft_class: Any,
    *,
    known: dict[str, Any] | None = None,
    **options: Any,
) -> DraftDialog:
    """Return a form about the chosen hazard."""
    return DraftDialog(
        parent,
        desk,
        f"{title} {view.code}",
        draft_class,
        known={"hazard": view.code, **(known or {})},
        **options,
    )
