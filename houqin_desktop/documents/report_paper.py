"""The paper of a report: most are lists, 保管员职责牌 hang on walls, 安全一览 is drawn."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from houqin_desktop.documents.list_form import render_list
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.reports.catalogue import report_spec

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from houqin_desktop.domain.list_sheet import ListSheet
    from houqin_desktop.services.session import Session


def draw_report(
    session: Session,
    sheet: ListSheet,
    on: date,
    only: str | None = None,
    *,
    tick: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return the PDF of a report.

    :param on: the day and `only` the narrowing with which the sheet was made.
    :raises Refused: for a report that no paper is wide enough for, and as the drawing does.
    """
    if not report_spec(sheet.name).on_paper:
        raise Refused(f"{sheet.title}栏目太多，纸上放不下。请写成 Excel 工作簿。", code="no_paper")
    target = io.BytesIO()
    if sheet.name == "duty_cards":
        from houqin_desktop.documents.duty_card_form import render_duty_cards
        from houqin_desktop.services.reports.duty_card import duty_cards

        render_duty_cards(duty_cards(session, on, only), target)
    elif sheet.name == "safety_charts":
        from houqin_desktop.documents.chart_form import render_charts
        from houqin_desktop.services.charts.safety import safety_charts

        render_charts(sheet, safety_charts(session), target)
    else:
        render_list(sheet, target, tick=tick)
    return target.getvalue()
