"""The reports of the safety log."""

from __future__ import annotations

from houqin_desktop.domain.duty import DutyKind
from houqin_desktop.services.reports.spec import ReportSpec

_NOBODY_CAME = "这段日期没有登记。请换一段日期，或先在“门岗”里登记。"
_GATE = (
    ("gate_visits", "外来人员来访登记表", "一段日期里谁来过、找谁、几点走，未准入的也列"),
    ("gate_outings", "校内人员外出登记表", "一段日期里谁外出、谁批准、谁接领、几点返校"),
    ("gate_patrols", "校园巡查统计表", "每天巡查几次，比应巡的少几次"),
)
_NO_HAZARDS = "这段日期没有要整改的隐患。请换一段日期，或先登记隐患。"
SAFETY_REPORTS = (
    ReportSpec(
        "safety_charts", "安全一览", "隐患发现和销号、发现了多久、责任状签订，画成图",
        "reports.safety_charts",
        of_cards=False,
        empty="还没有隐患和责任状可画。请先登记。",
        page="pledge",
    ),
    ReportSpec(
        "duty_attendance", "值班考勤表", "每人应值几次，到、迟到、缺、代、未点名各几次",
        "reports.duty_attendance",
        (("all", "全部"), *((kind.value, kind.label) for kind in DutyKind)),
        has_period=True,
        of_cards=False,
        empty="这段日期没有值班。请换一段日期，或先排值班表。",
        page="duty",
    ),
    ReportSpec(
        "pledge_ledger", "责任状签订台账", "谁应当签、签了没有、哪天签的", "reports.pledge",
        (("all", "全部"), ("unsigned", "只列未签")),
        of_cards=False,
        empty="这一天没有应签的责任状，或都签齐了。请先启用本学年的责任状文本。",
        page="pledge",
    ),
    ReportSpec(
        "pledge_coverage", "责任状签订率", "教职工、部门、租赁单位各应签、已签、未签多少",
        "reports.pledge",
        of_cards=False,
        empty="这一天没有应签的责任状。请先启用本学年的责任状文本。",
        page="pledge",
    ),
    *(
        ReportSpec(name, title, tip, "reports.gate", has_period=True, of_cards=False,
                   empty=_NOBODY_CAME, page="gate")
        for name, title, tip in _GATE
    ),
    ReportSpec(
        "hazard_ledger", "隐患整改销号台账", "一条隐患一行：整改、复查、销号，一年一本",
        "reports.hazards",
        has_period=True,
        of_cards=False,
        empty=_NO_HAZARDS,
        page="campus",
    ),
    ReportSpec(
        "rectification_rate", "隐患整改率", "应整改、已销号、公式和口径，列出没有销号的",
        "reports.hazards",
        (
            ("whole", "总计"),
            ("severity", "按等级"),
            ("place", "按场所"),
            ("department", "按责任部门"),
            ("category", "按类别"),
            ("source", "按来源"),
        ),
        has_period=True,
        of_cards=False,
        empty=_NO_HAZARDS,
        page="campus",
    ),
    ReportSpec(
        "repair_ledger", "维修台账", "修了什么、谁修的、花了多少钱，按物品、地点、部门",
        "reports.repairs",
        (
            ("detail", "一次一行"),
            ("thing", "按物品"),
            ("place", "按地点"),
            ("department", "按部门"),
        ),
        has_period=True,
        of_cards=False,
        empty="这段日期没有报修。请换一段日期，或先登记报修。",
        page="repairs",
    ),
)  # fmt: skip
