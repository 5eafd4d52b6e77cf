"""预案、制度 and 周边 in the binder: what is in force, its texts, who works along outside."""

from __future__ import annotations

from houqin_desktop.services.binder.gathering import kept_files, listed
from houqin_desktop.services.binder.parts import Files, Piece, Section, Span
from houqin_desktop.services.emergency_plan.finding import in_force, standing_versions
from houqin_desktop.storage.emergency_plan import EmergencyPlan, Regulation


def plans(span: Span) -> Section | None:
    """Return the plans and regulations that are in force on the last day."""
    hashes: list[str] = []
    bare: list[str] = []
    every: list[EmergencyPlan | Regulation] = [*EmergencyPlan.picked("withdrawn = 0")]
    every += Regulation.picked("withdrawn = 0")
    for issued in every:
        version = in_force(standing_versions(issued), span.to_on)
        if version is None:
            bare.append(f"{issued.name}：当天没有现行的版本")
        elif version.sha256 is None:
            bare.append(f"{issued.name}：没有存文本")
        else:
            hashes.append(version.sha256)
    files = kept_files(hashes)
    pieces: tuple[Piece, ...] = (
        *listed(span, "emergency_plans"),
        *listed(span, "regulations"),
        *([Files(f"预案和制度文本（{len(files):,} 份）", files)] if files else []),
        *listed(span, "liaison", "日期"),
    )
    if not pieces and not bare:
        return Section("应急预案和制度", (), ("没有登记应急预案和规章制度。",))
    return Section("应急预案和制度", pieces, tuple(bare))


SECTIONS = (plans,)
