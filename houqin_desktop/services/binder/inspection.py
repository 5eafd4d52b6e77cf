"""排查 in the binder: the rounds, what they found, sheets, photos, points not looked at."""

from __future__ import annotations

from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.binder.gathering import listed, papers, pictures, records, some
from houqin_desktop.services.binder.parts import Section, Span
from houqin_desktop.services.inspection.due import plan_state
from houqin_desktop.services.inspection.photos import round_photos
from houqin_desktop.storage.voucher import standing_numbers


def inspections(span: Span) -> Section | None:
    """Return the rounds of these days; None where the school walks none."""
    numbers = standing_numbers(VoucherKind.INSPECTION, span.from_on, span.to_on)
    due = [one for one in plan_state(span.session.clock.today()) if one.asked.due_on is not None]
    if not numbers and not due:
        return None
    shown = ((one, f"{number} {one.name}") for number in numbers for one in round_photos(number))
    open_points = [
        f"{row['场所']}：{row['检查项目']}"
        for _, row in records(span, "inspection_points_open", "排查日期")
    ]
    unregistered = [
        f"{row['单号']} {row['场所']}：{row['隐患描述']}"
        for _, row in records(span, "inspection_findings", "排查日期")
        if not row["隐患编号"]
    ]
    missing = []
    if unregistered:
        missing.append(f"查出而没有登记成隐患的：{some(unregistered)}")
    if open_points:
        missing.append(f"没有查到的检查点：{some(open_points)}")
    if due:
        missing.append(f"计划里应查还没有开单的：{some(one.rule.name for one in due)}")
    if not numbers:
        missing.append("这段日期没有排查记录。")
    return Section(
        "安全排查",
        (
            *listed(span, "inspections", "开单日期"),
            *listed(span, "inspection_findings", "排查日期"),
            *papers(span, VoucherKind.INSPECTION, "排查记录表"),
            *pictures("排查照片", shown),
        ),
        tuple(missing),
    )


SECTIONS = (inspections,)
