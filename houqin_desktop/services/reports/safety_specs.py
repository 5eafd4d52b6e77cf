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
_NOT_WALKED = "这段日期没有排查，或没有发现隐患。请换一段日期，或先开排查单。"
_NO_HAZARDS = "这段日期没有要整改的隐患。请换一段日期，或先登记隐患。"
SAFETY_REPORTS = (
    ReportSpec(
        "safety_charts", "安全一览", "隐患发现和销号、发现了多久、责任状签订、到期的检查，画成图",
        "reports.safety_charts",
        of_cards=False,
        empty="还没有隐患和责任状可画。请先登记。",
        page="safety",
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
    ReportSpec(
        "gate_inside", "在校来访人名单", "清校时还没有离校的来访人，逐个查问", "reports.gate",
        of_cards=False,
        empty="这一天没有还在校内的来访人。请放心清校。",
        page="gate",
    ),
    *(
        ReportSpec(name, title, tip, "reports.gate", has_period=True, of_cards=False,
                   empty=_NOBODY_CAME, page="gate")
        for name, title, tip in _GATE
    ),
    ReportSpec(
        "inspection_ledger", "安全隐患排查登记表", "一段日期排查几次、哪几种、各发现多少",
        "reports.inspections",
        has_period=True,
        of_cards=False,
        empty=_NOT_WALKED,
        page="inspection",
    ),
    ReportSpec(
        "inspection_findings", "安全隐患排查发现表", "每个场所发现什么、怎样整改、隐患编号",
        "reports.inspections",
        (("place", "按场所"), ("severity", "按等级"), ("kind", "按排查类型")),
        has_period=True,
        of_cards=False,
        empty=_NOT_WALKED,
        page="inspection",
    ),
    ReportSpec(
        "hazard_ledger", "隐患整改销号台账", "一条隐患一行：整改、复查、销号，一年一本",
        "reports.hazards",
        has_period=True,
        looks_back=True,
        of_cards=False,
        empty=_NO_HAZARDS,
        page="hazards",
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
        looks_back=True,
        of_cards=False,
        empty=_NO_HAZARDS,
        page="hazards",
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
    ReportSpec(
        "safety_devices", "安全设备台账", "消防器材、监控、安保器械：在哪里，何时维修、报废",
        "reports.safety_devices",
        (("all", "全部"), ("fire", "消防器材"), ("camera", "监控点位"), ("guard", "安保器械")),
        of_cards=False,
        empty="还没有登记安全设备。请先登记，或换一个截至日期。",
        page="safety_device",
    ),
    ReportSpec(
        "devices_due", "安全设备到期清单", "要报废、送修、取回、检查和处理的设备",
        "reports.safety_devices",
        of_cards=False,
        empty="没有到期的安全设备，也没有该检查的。",
        page="safety_device",
    ),
    ReportSpec(
        "safety_events", "安全教育和演练台账", "一种活动一段：主题、人数、疏散用时、效果",
        "reports.safety_log",
        has_period=True,
        of_cards=False,
        empty="这段日期没有安全教育和演练。请先登记，或换一段日期。",
        page="safety_event",
    ),
    ReportSpec(
        "required_events", "必办安全活动对照表", "学年要求的活动：已办、缺办、还没有到",
        "reports.safety_log",
        (("all", "全部"), ("missing", "只列缺办")),
        of_cards=False,
        empty="没有缺办的活动，或还没有定必办要求。",
        page="safety_event",
    ),
    ReportSpec(
        "liaison", "周边环境台账", "交警、警务室、护学岗、会议和巡查",
        "reports.safety_log",
        has_period=True,
        of_cards=False,
        empty="这段日期没有周边联络。请先登记，或换一段日期。",
        page="safety_event",
    ),
    ReportSpec(
        "issued_texts", "应急预案和制度目录", "某一天施行的预案和制度，各是第几版",
        "reports.safety_log",
        of_cards=False,
        empty="那天没有施行的预案和制度。请先登记，或换一个截至日期。",
        page="emergency_plan",
    ),
)  # fmt: skip
