"""The card of one disposal case: where it stands, the route with its signatures, what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.gui.side_panel import SidePanel
from houqin_desktop.services.papers.state import BACK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from houqin_desktop.services.papers.case_view import DisposalCase, StepView

FIELDS_LEFT_OUT = ("审批路线",)
LONGEST_LIST = 12


class CasePanel(SidePanel):
    """Shows a case; what can be done with it are the actions of the page."""

    def __init__(self) -> None:
        super().__init__("选一张单，看它走到哪一步。")

    def show_case(self, case: DisposalCase | None) -> None:
        """Show the case, or that none is chosen."""
        if case is None:
            self.clear()
            return
        self.begin()
        self.add_title(f"{case.kind} {case.number}")
        pills = [(case.state_label, "")]
        if case.step_title and case.step_title != case.state_label:
            pills.append((case.step_title, "accent"))
        if case.paper:
            pills.append((case.paper, "green" if case.paper == BACK else "amber"))
        self.add_pills(pills)
        if case.days_waiting:
            self.add_note(f"已等待 {case.days_waiting} 天")
        self.add_heading(case.route_title)
        self.add_timeline(step_entries(case.steps))
        if case.missing:
            self.add_heading("还缺")
            self.add_note("；".join(case.missing))
        if case.papers:
            self.add_heading("申报材料")
            self.add_timeline(_papers(case))
        if case.warnings:
            self.add_heading("提醒")
            self.add_note("；".join(case.warnings))
        self.add_heading("申请内容")
        self.add_fields(one for one in case.fields if one[0] not in FIELDS_LEFT_OUT)
        self.add_heading(f"资产 {len(case.lines)} 项")
        self.add_note("\n".join(_lines(case)))
        self.add_heading("办理经过")
        entries = [(one.on.isoformat(), one.text, "done") for one in reversed(case.history)]
        self.add_timeline(entries)
        self.end()


def _papers(case: DisposalCase) -> Iterator[tuple[str, str, str]]:
    for paper in case.papers:
        look = "done" if paper.is_there else "due" if paper.required else "waiting"
        yield paper.state, " · ".join(part for part in (paper.title, paper.note) if part), look


def step_entries(steps: Iterable[StepView]) -> Iterator[tuple[str, str, str]]:
    """Yield day, words and look of each box for the time line of a paper."""
    for step in steps:
        day = step.signed_on.isoformat() if step.signed_on is not None else step.state
        look = "done" if step.is_signed else "due" if step.is_due else "waiting"
        yield day, _step_words(step), look


def _step_words(step: StepView) -> str:
    words = [step.title.removesuffix("意见"), step.holder]
    if step.signed_on is not None:
        # 退回 or 不同意 has to be said: the opinion alone may read like any other.
        words += [] if step.is_signed else [step.state]
        words.append(step.opinion)
    if step.document_number:
        words.append(f"{step.document_title} {step.document_number}")
    if step.signed_on is not None and not step.has_scan:
        words.append("无扫描件")
    return " · ".join(word for word in words if word)


def _lines(case: DisposalCase) -> Iterator[str]:
    for line in case.lines[:LONGEST_LIST]:
        yield f"{line.code}  {line.name}  {line.specification}".rstrip()
    if len(case.lines) > LONGEST_LIST:
        yield f"…… 共 {len(case.lines)} 项，打印预览可看全部"
