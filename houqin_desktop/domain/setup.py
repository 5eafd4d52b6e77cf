"""建账向导: the pages of the first minutes, what skipping each of them means, how far one is.

The wizard can be stopped after any page and goes on where it stood, so the book itself keeps which
pages are done and which were passed over. A book that was made without it has no wizard to finish.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from houqin_desktop.domain.labelled import Labelled


class SetupStep(Labelled):
    """A page of the wizard."""

    SCHOOL = "school", "学校和学年"
    STOREROOMS = "storerooms", "保管室"
    DEPARTMENTS = "departments", "部门"
    PEOPLE = "people", "人员和岗位"
    SETTINGS = "settings", "标准和提醒"
    BACKUP = "backup", "备份位置"
    IMPORT = "import", "旧台账"


class SetupMark(Labelled):
    """What became of a page."""

    DONE = "done", "已填好"
    SKIPPED = "skipped", "已跳过"


CONSEQUENCES: Mapping[SetupStep, str] = {
    SetupStep.SCHOOL: "学年留空，以后在“学校参数”里补。",
    SetupStep.STOREROOMS: "全部资产先归总保管室，分保管员一栏没有人签字。",
    SetupStep.DEPARTMENTS: "资产没有使用部门，按部门汇总是空的；导入台账时会照台账补。",
    SetupStep.PEOPLE: "没有人担任的岗位不能登记签字，报废单走到那一步会停下。",
    SetupStep.SETTINGS: "大件按单件 5,000 元、一次合计 20,000 元划分。",
    SetupStep.BACKUP: "备份时每次都要选位置；过期的备份照样提醒。",
    SetupStep.IMPORT: "资产台账先空着，随时可以导入或逐张登记。",
}

SUGGESTED_STOREROOMS = (
    "教学仪器室",
    "体育器材室",
    "音乐器材室",
    "美术器材室",
    "电脑室",
    "图书室",
    "电教室",
    "总务物资室",
)
SUGGESTED_DEPARTMENTS = (
    "校长室",
    "办公室",
    "教导处",
    "德育处",
    "总务处",
    "财务室",
    "少先队大队部",
    "工会",
)


@dataclass(frozen=True, slots=True)
class SetupProgress:
    """How far the wizard is; a book made without it has no marks at all."""

    marks: Mapping[SetupStep, SetupMark] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> SetupProgress:
        """Read what the book keeps; what this program does not know is passed over."""
        kept = json.loads(text) if text else {}
        steps = {step.value: step for step in SetupStep}
        return cls({steps[key]: SetupMark(mark) for key, mark in kept.items() if key in steps})

    def to_text(self) -> str:
        """Return what the book keeps."""
        marks = {step.value: mark.value for step, mark in self.marks.items()}
        return json.dumps(marks, sort_keys=True)

    def with_mark(self, step: SetupStep, mark: SetupMark) -> SetupProgress:
        """Return the progress with one more page behind it; a page once done stays done."""
        if self.marks.get(step) is SetupMark.DONE:
            return self
        return SetupProgress({**self.marks, step: mark})

    @property
    def open_steps(self) -> tuple[SetupStep, ...]:
        """Return the pages that were neither filled in nor passed over, once it was begun."""
        return tuple(step for step in SetupStep if step not in self.marks) if self.marks else ()

    @property
    def first_open(self) -> SetupStep:
        """Return the page to go on with."""
        return next((step for step in SetupStep if step not in self.marks), SetupStep.SCHOOL)
