"""安全一览 as figures: what the charts are drawn of, bar by bar."""

from __future__ import annotations

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.list_sheet import ListSheet, PaperColumn, PaperKind, PaperSection
from houqin_desktop.services.charts.chart import Chart
from houqin_desktop.services.charts.safety import safety_charts
from houqin_desktop.services.reports.catalogue import Request

COLUMNS = (
    PaperColumn("项目"),
    PaperColumn("是什么"),
    PaperColumn("数量", PaperKind.COUNT),
    PaperColumn("共", PaperKind.COUNT, dashed=True),
    PaperColumn("怎样读", wraps=True),
)


def charts_as_figures(request: Request) -> ListSheet:
    """Return the bars of every chart that says something, with their figures.

    :raises Refused: for a day that is past, for open hazards are counted as they stand now.
    """
    today = request.session.clock.today()
    if request.as_of.on != today:
        raise Refused(
            "安全一览按今天的台账画，不能按过去的日期编。请把截至日期改成今天。", code="no_past"
        )
    charts = [chart for chart in safety_charts(request.session) if chart.says_something]
    return request.sheet(
        COLUMNS,
        [_section(chart) for chart in charts],
        fields=(("截至日期", chinese_date(today)),),
        notes=tuple(f"{chart.title}：{chart.note}" for chart in charts),
        grand_total=False,
    )


def _section(chart: Chart) -> PaperSection:
    names = [name for name, _ in chart.series] or [""]
    rows = tuple(
        (group.label, name, bar.count, bar.whole, bar.words)
        for group in chart.groups
        for name, bar in zip(names, group.bars, strict=True)
    )
    return PaperSection(chart.title, rows)


SHEETS = {"safety_charts": charts_as_figures}
