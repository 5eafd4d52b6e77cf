"""Every action of the program, declared once: its text, icon, key and tip."""

from __future__ import annotations

from typing import Final

from houqin_desktop.gui.action_spec import ActionSpec
from houqin_desktop.gui.safety_specs import SAFETY_ACTIONS

ACTIONS: Final[dict[str, ActionSpec]] = {
    spec.id: spec
    for spec in (
        ActionSpec("page.home", "首页", "home", "Ctrl+0", "看今天有什么等着办"),
        ActionSpec("page.assets", "资产台账", "assets", "Ctrl+1", "看全部固定资产卡片"),
        ActionSpec("page.storerooms", "保管室", "storeroom", "Ctrl+2", "看各室的东西、人和地点"),
        ActionSpec("page.disposal", "报废处置", "dispose", "Ctrl+3", "看待报废资产和报废报损单"),
        ActionSpec("page.people", "人员与岗位", "people", "Ctrl+4", "看人员、岗位、部门和操作员"),
        ActionSpec("page.reports", "总结报表", "report", "Ctrl+5", "编台账、清单和汇总，打印"),
        ActionSpec("page.count", "清查", "check", "Ctrl+6", "一室一室盘点，说明和办理差异"),
        ActionSpec("page.stock", "物品", "batch", "Ctrl+7", "看库存、物品目录和物品单据"),
        ActionSpec("page.term", "开学与配备", "calendar", "Ctrl+8", "开学要备什么、谁该配什么"),
        ActionSpec("page.procurement", "采购", "cart", "Ctrl+9", "看采购申请、采购单、验收和预算"),
        ActionSpec("home.open", "打开", "open", "Ctrl+O", "打开所选待办的单据或卡片"),
        ActionSpec("home.print", "打印待办", "print", "Ctrl+P", "把今天的待办打印成一张纸"),
        ActionSpec("asset.register", "登记资产", "add", "Ctrl+N", "登记一张新的资产卡片"),
        ActionSpec(
            "asset.register_many", "批量登记", "batch", "Ctrl+Shift+N", "填一张表，或从表格软件粘贴"
        ),
        ActionSpec("asset.correct", "更正", "edit", "F2", "更正所选卡片上写错的内容"),
        ActionSpec("asset.settle", "核实", "check", "F6", "填好或确认导入时没有把握的内容"),
        ActionSpec("asset.value", "价值变动", "money", "Ctrl+Shift+V", "改扩建、补记等增减原值"),
        ActionSpec(
            "asset.assign", "批量更正", "people", "Ctrl+Shift+W", "所选各卡片一起改人、改地点"
        ),
        ActionSpec("asset.transfer", "部门转移", "department", "Ctrl+Shift+D", "所选资产转到别处"),
        ActionSpec("asset.split", "拆分", "split", "Ctrl+Shift+K", "批量卡片拆出几件，另立卡片"),
        ActionSpec("asset.appraise", "技术鉴定", "approve", "Ctrl+Alt+Q", "为所选资产登记技术鉴定"),
        ActionSpec("asset.repair", "报修", "repair", "Ctrl+Alt+F", "坏了报修，填好这张卡片"),
        ActionSpec("asset.dispose", "申请报废", "dispose", "Ctrl+D", "为所选资产填报废报损单"),
        ActionSpec("asset.case", "看报废单", "open", "Ctrl+L", "打开所选资产所在的报废报损单"),
        ActionSpec("asset.labels", "打印标签", "label", "F10", "打印所选资产的标签"),
        ActionSpec("asset.print_card", "打印卡片", "card", "Ctrl+Alt+K", "打印所选资产的卡片"),
        ActionSpec("asset.card", "看卡片", "card", "Ctrl+Shift+J", "看所选资产的整张卡片和图片"),
        ActionSpec("asset.picture", "附图片", "attach", "Ctrl+Shift+M", "给所选卡片附照片或扫描件"),
        ActionSpec("asset.paste", "粘贴图片", "copy", "Ctrl+Shift+U", "把截图或复制的照片附到卡片"),
        ActionSpec("asset.old_codes", "旧代码待转", "category", "Ctrl+Shift+O", "旧代码转现行"),
        ActionSpec("asset.fields", "自定义栏目", "columns", "Ctrl+Shift+Y", "给卡片加本校的栏目"),
        ActionSpec("register.clear", "清除筛选", "filter", "Ctrl+Shift+X", "去掉全部筛选条件"),
        ActionSpec("register.copy", "复制", "copy", "Ctrl+C", "复制所选各行，可粘贴到表格软件"),
        ActionSpec("register.copy_titled", "连同栏名复制", "copy", "Ctrl+Shift+C", "第一行是栏名"),
        ActionSpec(
            "register.filter_row", "筛选行", "filter", "Ctrl+Shift+F", "在栏名下面逐栏筛选", True
        ),
        ActionSpec("register.export", "导出此表", "export", "Ctrl+Alt+W", "把看到的写成工作簿"),
        ActionSpec("register.values", "本列的值", "menu", "Alt+Down", "列出本列的值来挑选"),
        ActionSpec("register.sort", "按本列排序", "sort", "Ctrl+Alt+S", "升序、降序、原来的次序"),
        ActionSpec("register.sort_more", "再按本列排序", "sort", "Alt+Shift+S", "接在已有次序之后"),
        ActionSpec("register.columns", "选择栏目", "columns", "Ctrl+Alt+C", "显示、隐藏、恢复默认"),
        ActionSpec("register.left", "本列左移", "left", "Ctrl+Shift+Left", "与左边的一栏换位置"),
        ActionSpec("register.right", "本列右移", "right", "Ctrl+Shift+Right", "与右边的一栏换位置"),
        ActionSpec("register.wider", "本列加宽", "columns", "Alt+Shift+Right", "这一栏宽一点"),
        ActionSpec("register.narrower", "本列变窄", "columns", "Alt+Shift+Left", "这一栏窄一点"),
        ActionSpec("register.numbers", "行号", "menu", "Ctrl+Alt+N", "显示或隐藏行号", True),
        ActionSpec("register.zoom_in", "放大", "zoom_in", "Ctrl+=", "也可按住 Ctrl 转动滚轮"),
        ActionSpec("register.zoom_out", "缩小", "zoom_out", "Ctrl+-", "也可按住 Ctrl 转动滚轮"),
        ActionSpec("register.zoom_reset", "原来大小", "search", "Ctrl+Alt+0", "回到原来的大小"),
        ActionSpec("storerooms.add", "新增保管室", "storeroom", "Ctrl+N", "登记一个分保管室"),
        ActionSpec("storerooms.correct", "更正室名", "edit", "F2", "所选保管室的名称写错或改了"),
        ActionSpec("storerooms.appoint", "任命保管员", "post", "Ctrl+Shift+A", "谁从哪天起保管"),
        ActionSpec(
            "storerooms.handover", "办交接清册", "signature", "Ctrl+Shift+U", "这一室换保管员"
        ),
        ActionSpec("storerooms.close", "停用", "reject", "Ctrl+Shift+D", "搬空以后停用所选保管室"),
        ActionSpec("storerooms.reopen", "恢复使用", "undo", "Ctrl+Shift+R", "停用的保管室再用起来"),
        ActionSpec("storerooms.add_place", "新增地点", "place", "Ctrl+Shift+N", "室内的柜、架、位"),
        ActionSpec(
            "storerooms.correct_place", "更正地点", "edit", "Ctrl+M", "改名称、类别、所在和次序"
        ),
        ActionSpec("storerooms.withdraw_place", "撤销地点", "withdraw", "Ctrl+T", "柜、架、位没了"),
        ActionSpec("storerooms.open", "打开", "open", "Ctrl+O", "打开所选的保管室或所选的一行"),
        ActionSpec("storerooms.labels", "打印标签", "label", "F10", "保管室和柜、架、位的标签"),
        ActionSpec(
            "storerooms.print_ledger", "分室台账", "print", "Ctrl+Alt+F", "打印所选保管室的台账"
        ),
        ActionSpec(
            "storerooms.print_duty_card", "职责牌", "print", "Ctrl+Alt+Z", "打印所选保管室的职责牌"
        ),
        ActionSpec("disposal.apply", "申请报废", "add", "Ctrl+N", "为所选待报废资产填单"),
        ActionSpec("disposal.print", "打印单据", "print", "Ctrl+P", "预览并打印这张单的全部表格"),
        ActionSpec("disposal.blank", "打印空表", "label", "Ctrl+Shift+P", "停电时手填，来电后补录"),
        ActionSpec("disposal.sign", "登记签字", "signature", "Ctrl+G", "把纸上的签字记下来"),
        ActionSpec(
            "disposal.scan", "补扫描件", "attach", "Ctrl+Shift+G", "给已登记的签字补存扫描件"
        ),
        ActionSpec("disposal.change", "修改申请", "edit", "Ctrl+M", "改内容并重新提交；旧纸作废"),
        ActionSpec("disposal.return", "退回", "return", "Ctrl+B", "附意见退回，资产恢复原状"),
        ActionSpec("disposal.reject", "不同意", "reject", "Ctrl+Shift+R", "登记不同意，此单了结"),
        ActionSpec(
            "disposal.withdraw",
            "撤回",
            "withdraw",
            "Ctrl+T",
            "申请方撤回，资产恢复原状",
            also=("Del",),
        ),
        ActionSpec("disposal.write_off", "下账", "check", "Ctrl+Shift+D", "签字齐全后资产下账"),
        ActionSpec("disposal.residual", "登记残值", "money", "Ctrl+R", "登记残值收入和缴款凭证"),
        ActionSpec(
            "disposal.appraise", "技术鉴定", "approve", "Ctrl+Alt+A", "登记三人以上的技术鉴定"
        ),
        ActionSpec(
            "disposal.papers", "登记材料", "folder", "Ctrl+Alt+P", "勾选有原件的材料，或存扫描件"
        ),
        ActionSpec("disposal.report", "报损报告", "edit", "Ctrl+Alt+I", "写报损申请报告的经过"),
        ActionSpec(
            "disposal.pack", "上报材料包", "pdf", "Ctrl+Alt+U", "全部表格和扫描件合成一个 PDF"
        ),
        ActionSpec("disposal.reverse", "红字冲销", "undo", "Ctrl+Alt+H", "下错了账，开红字单冲回"),
        ActionSpec(
            "disposal.post_reversal", "冲销入账", "check", "Ctrl+Alt+J", "签字齐全后资产回到账上"
        ),
        ActionSpec("stock.receive", "物品入库", "import", "Ctrl+N", "填入库单：哪些物品、多少"),
        ActionSpec("stock.add_item", "登记物品", "add", "Ctrl+Shift+N", "在物品目录里加一种物品"),
        ActionSpec("stock.import", "导入物品", "import", "Ctrl+Alt+I", "读入物品台账：目录和期初"),
        ActionSpec("stock.correct_item", "更正物品", "edit", "F2", "改所选物品的名称、规格等"),
        ActionSpec("stock.picture", "物品照片", "attach", "Ctrl+Shift+A", "换上照片，或取下"),
        ActionSpec("stock.minimum", "最低库存", "warning", "Ctrl+M", "所选物品在某室至少要有多少"),
        ActionSpec("stock.retire_item", "停用物品", "reject", "Ctrl+B", "不再用的物品停用，或恢复"),
        ActionSpec("loan.issue", "领用", "export", "Ctrl+L", "发给个人或部门，一般不还"),
        ActionSpec("loan.lend", "借用", "calendar", "Ctrl+U", "借出去，到期要还"),
        ActionSpec("loan.take_back", "归还", "return", "Ctrl+R", "借出的东西还回来了"),
        ActionSpec("loan.restock", "退库", "undo", "Ctrl+Alt+Q", "领用的东西没用完或坏了，退回"),
        ActionSpec("loan.gate_pass", "出门条", "open", "Ctrl+Alt+P", "东西带出校门，开条放行"),
        ActionSpec("loan.transfer", "部门转移", "department", "Ctrl+Shift+D", "转到别的室或部门"),
        ActionSpec(
            "loan.handover", "办交接清册", "signature", "Ctrl+Alt+K", "名下或一室全部交给别人"
        ),
        ActionSpec("loan.renew", "续借", "calendar", "Ctrl+Shift+U", "所选借用单晚几天再还"),
        ActionSpec("loan.photograph", "补照片", "attach", "Ctrl+Shift+H", "签字前给一行补状况照片"),
        ActionSpec("loan.compensate", "赔偿", "money", "Ctrl+Alt+J", "丢失或损坏的照价赔偿"),
        ActionSpec("loan.not_paid", "撤销赔偿", "undo", "Ctrl+Alt+X", "记错的赔偿撤销"),
        ActionSpec("loan.gate_back", "登记返回", "return", "Ctrl+Alt+G", "出门的东西回来了"),
        ActionSpec("loan.dispose", "申请报损", "dispose", "Ctrl+Alt+A", "还坏或丢失的资产报损"),
        ActionSpec("loan.day_grid", "预约", "calendar", "Ctrl+D", "大家要用的设备按节次预约"),
        ActionSpec("slip.print", "打印单据", "print", "Ctrl+P", "预览并打印这张单"),
        ActionSpec("slip.sign", "登记签字", "signature", "Ctrl+G", "把纸上的签字记下来"),
        ActionSpec("slip.scan", "补扫描件", "attach", "Ctrl+Shift+G", "给已登记的签字补存扫描件"),
        ActionSpec("slip.attach", "附文件", "folder", "Ctrl+Alt+3", "报价单、合同、发票附在单上"),
        ActionSpec("slip.documents", "看文件", "pdf", "Ctrl+Alt+Z", "看单上附的文件，另存或取下"),
        ActionSpec("slip.labels", "打印标签", "label", "F10", "单上资产卡片的标签"),
        ActionSpec("slip.photos", "看照片", "open", "Ctrl+Alt+V", "借出、归还时的状况照片"),
        ActionSpec("slip.reject", "不同意", "reject", "Ctrl+Shift+R", "登记不同意，物品回到原处"),
        ActionSpec(
            "slip.withdraw", "撤销单据", "withdraw", "Ctrl+T", "没签字的单撤销", also=("Del",)
        ),
        ActionSpec("slip.reverse", "红字冲销", "undo", "Ctrl+Alt+H", "签过字的单开红字单冲回"),
        ActionSpec("people.add_person", "新增人员", "people", "Ctrl+N", "登记一位教职工"),
        ActionSpec("people.correct", "更正名称", "edit", "F2", "所选的人名或部门名写错了"),
        ActionSpec("people.appoint", "任命", "post", "Ctrl+Shift+A", "某人从某日起担任某岗位"),
        ActionSpec(
            "people.handover", "办交接清册", "signature", "Ctrl+Shift+U", "所选的人把名下的都交出去"
        ),
        ActionSpec("people.end", "结束任期", "calendar", "Ctrl+Shift+T", "所选任期到某日为止"),
        ActionSpec("people.add_department", "新增部门", "department", "Ctrl+Shift+B", "登记部门"),
        ActionSpec(
            "people.print_custody", "打印责任清单", "print", "Ctrl+Alt+U", "打印所选人员名下的物品"
        ),
        ActionSpec("reports.print", "打印", "print", "Ctrl+Alt+T", "预览并打印这张报表"),
        ActionSpec("reports.export", "导出 Excel", "export", "Ctrl+Alt+E", "把报表写成工作簿"),
        ActionSpec("reports.open", "看明细", "open", "Ctrl+Alt+O", "列出这一行后面的卡片"),
        ActionSpec("procurement.request", "采购申请", "add", "Ctrl+N", "部门要买什么、为什么买"),
        ActionSpec(
            "procurement.again",
            "照此重写",
            "copy",
            "Ctrl+Shift+Q",
            "不同意或撤销的申请照着再写一张",
        ),
        ActionSpec("procurement.decide", "处理申请行", "edit", "Ctrl+M", "核减，或改领用、调拨"),
        ActionSpec(
            "procurement.excuse", "补写例外", "info", "Ctrl+Shift+U", "超预算、兼审批的理由"
        ),
        ActionSpec("procurement.close", "结束申请", "reject", "Ctrl+B", "没有买的不再买"),
        ActionSpec("procurement.order", "采购", "cart", "Ctrl+L", "向哪家买、什么价、几号到"),
        ActionSpec("procurement.quote", "登记报价", "money", "Ctrl+U", "各家对这张采购单的报价"),
        ActionSpec("procurement.accept", "验收", "check", "Ctrl+R", "货到了，两个人一起验"),
        ActionSpec("procurement.stock", "验收入库", "import", "Ctrl+D", "合格的立卡或进库存"),
        ActionSpec(
            "procurement.hand_out", "发放", "export", "Ctrl+Shift+B", "入库的发给申请人：领用或借用"
        ),
        ActionSpec(
            "procurement.accounts", "登记入账", "value", "Ctrl+Shift+M", "财务记在哪一号凭证"
        ),
        ActionSpec(
            "procurement.thread", "看流程", "thread", "Ctrl+Shift+T", "从申请到发放的每一张单据"
        ),
        ActionSpec("procurement.supplier", "登记供应商", "people", "Ctrl+Shift+N", "向哪家买东西"),
        ActionSpec(
            "procurement.correct_supplier", "更正供应商", "edit", "F2", "名称、税号、联系人"
        ),
        ActionSpec(
            "procurement.retire_supplier", "停用供应商", "reject", "Ctrl+Shift+D", "停用，或恢复"
        ),
        ActionSpec("procurement.budget", "登记预算", "money", "Ctrl+Alt+A", "一年里某项能花多少"),
        ActionSpec("procurement.change_budget", "调整预算", "edit", "Ctrl+Alt+J", "改预算金额"),
        ActionSpec(
            "procurement.withdraw_budget", "停用预算", "reject", "Ctrl+Alt+X", "停用，或恢复"
        ),
        ActionSpec("term.open", "开学计划", "add", "Ctrl+N", "为一个学期开一份计划"),
        ActionSpec("term.change", "改计划", "edit", "Ctrl+M", "改开学日期和说明"),
        ActionSpec("term.groups", "发放对象", "people", "Ctrl+G", "各班、各组的人数和领用人"),
        ActionSpec("term.checks", "检查项目", "columns", "Ctrl+Shift+G", "开学前要查看、检修的"),
        ActionSpec("term.tick", "登记完成", "check", "Ctrl+T", "所选的检查项目做完了"),
        ActionSpec("term.to_buy", "需购清单", "money", "Ctrl+B", "这个学期还要买什么、多少"),
        ActionSpec("term.hand_out", "开学发放", "export", "Ctrl+L", "一次发给全部班级和教师"),
        ActionSpec("term.sign", "登记签收", "signature", "Ctrl+R", "签好的签收表登记一次"),
        ActionSpec("term.print", "打印", "print", "Ctrl+P", "需求汇总、发放签收表、水电检修表"),
        ActionSpec(
            "term.withdraw", "撤销或恢复计划", "withdraw", "Ctrl+Shift+R", "开错的计划撤销，或恢复"
        ),
        ActionSpec("term.kit", "定套餐", "batch", "Ctrl+Shift+N", "一班、一生、一师各领什么"),
        ActionSpec("term.change_kit", "改套餐", "edit", "Ctrl+U", "改所选套餐里的物品和数量"),
        ActionSpec(
            "term.withdraw_kit",
            "停用或恢复套餐",
            "reject",
            "Ctrl+Shift+T",
            "所选套餐不用，或再用",
        ),
        ActionSpec("equipment.roster", "建名单", "people", "Ctrl+Alt+A", "如班主任、中层以上"),
        ActionSpec("equipment.join", "列入名单", "add", "Ctrl+Alt+J", "谁从哪天起在所选名单里"),
        ActionSpec("equipment.leave", "移出名单", "return", "Ctrl+Alt+G", "谁到哪天为止"),
        ActionSpec("equipment.correct_roster", "名单改名", "edit", "F2", "所选名单的名称改了"),
        ActionSpec(
            "equipment.withdraw_roster", "撤销名单", "withdraw", "Ctrl+Alt+X", "不用的名单撤销"
        ),
        ActionSpec("equipment.rule", "定标准", "approve", "Ctrl+D", "谁该配什么、配几件"),
        ActionSpec("equipment.change_rule", "改标准", "edit", "Ctrl+Shift+D", "改所选标准"),
        ActionSpec(
            "equipment.withdraw_rule",
            "撤销或恢复标准",
            "reject",
            "Ctrl+Alt+H",
            "所选标准不用，或再用",
        ),
        ActionSpec(
            "equipment.print", "配备情况表", "print", "Ctrl+Alt+P", "谁缺、谁多、用满年限没有"
        ),
        ActionSpec("count.open", "开始清查", "add", "Ctrl+N", "冻结基准日的账面清单"),
        ActionSpec("count.enter", "登记盘点", "edit", "Ctrl+G", "把所选保管室的盘点表录回来"),
        ActionSpec("count.blind", "盲盘登记", "edit", "Ctrl+Alt+G", "看不到账面数，照实填件数"),
        ActionSpec("count.surplus", "登记盘盈", "add", "Ctrl+Shift+G", "有实物、没有卡片的东西"),
        ActionSpec("count.finish", "一室盘完", "approve", "Ctrl+M", "所选保管室已经盘完"),
        ActionSpec("count.reopen", "重新盘点", "return", "Ctrl+T", "盘完的保管室再打开来改"),
        ActionSpec("count.explain", "说明差异", "info", "F2", "写差异的原因，选怎样处理"),
        ActionSpec("count.settle", "办理差异", "write_off", "Ctrl+R", "按处理意见开出后面的单据"),
        ActionSpec("count.sheet_out", "表格带去盘", "export", "Ctrl+Alt+E", "写成工作簿去填"),
        ActionSpec("count.sheet_in", "读回表格", "import", "Ctrl+Alt+I", "把填好的工作簿读回来"),
        ActionSpec(
            "count.bureau",
            "与财政系统核对",
            "value",
            "Ctrl+Alt+F",
            "选财政系统导出的表，出更正表",
        ),
        ActionSpec("count.print", "打印", "print", "Ctrl+P", "盘点表、盈亏表、汇总表和清查报告"),
        ActionSpec("count.close", "清查签结", "signature", "Ctrl+Shift+D", "签字以后锁定"),
        ActionSpec("count.withdraw", "撤销清查", "withdraw", "Ctrl+Shift+R", "开错了的清查作废"),
        ActionSpec("book.scans", "收回扫描件", "attach", "F9", "签好的单据按二维码逐页归档"),
        ActionSpec("book.import", "导入 Excel", "import", "Ctrl+I", "把旧台账读进来，先试后写"),
        ActionSpec("book.batches", "导入批次", "batch", "Ctrl+Shift+I", "看导入过的批次，可撤回"),
        ActionSpec("book.export_view", "导出所见", "export", "Ctrl+E", "按现在的筛选和次序导出"),
        ActionSpec("book.export_all", "导出全部", "export", "Ctrl+Shift+E", "导出整本资产台账"),
        ActionSpec("book.backup", "备份", "save", "Ctrl+Alt+B", "把账簿和附件备份成一个文件"),
        ActionSpec("book.restore", "恢复备份", "history", "Ctrl+Alt+R", "用一份备份换下账簿"),
        ActionSpec(
            "book.setup",
            "建账向导",
            "settings",
            "Ctrl+Alt+Y",
            "学校、保管室、部门、人员，接着上次做",
        ),
        ActionSpec(
            "book.demo", "看演示学校", "demo", "Ctrl+Alt+D", "打开编造的学校，与本校账簿分开"
        ),
        ActionSpec("book.settings", "学校参数", "settings", "Ctrl+,", "大件标准等，改动留痕"),
        ActionSpec("book.check", "检查数据", "check", "Ctrl+K", "逐条核对账簿是否自洽"),
        ActionSpec("book.journal", "操作日志", "journal", "Ctrl+J", "谁在何时做了什么"),
        ActionSpec("window.undo", "撤销", "undo", "Ctrl+Z", "撤销最近一步操作，另记一笔相反的"),
        ActionSpec("window.recent", "最近操作", "history", "Ctrl+H", "看最近做了什么，逐步撤销"),
        ActionSpec("window.go_on", "继续填写", "edit", "F11", "打开上次没填完的表，接着填"),
        ActionSpec("window.give_up", "不要了", "clear", "Shift+F11", "放弃上次没填完的这张表"),
        ActionSpec("window.search", "搜索", "search", "Ctrl+F", "把光标放进搜索框", also=("F3",)),
        ActionSpec("window.refresh", "刷新", "refresh", "F5", "重新读取本页"),
        ActionSpec("window.dark", "深色显示", "state", "Ctrl+Shift+L", "深浅两种颜色切换", True),
        ActionSpec("operators.add", "授权操作员", "add", "Ctrl+Alt+O", "让某人可以进入程序"),
        ActionSpec("operators.password", "设置密码", "edit", "Ctrl+Alt+K", "设置或更换所选的密码"),
        ActionSpec(
            "operators.no_password", "取消密码", "clear", "Ctrl+Alt+J", "所选操作员不用密码进入"
        ),
        ActionSpec(
            "operators.administrator", "设为管理员", "safety", "Ctrl+Alt+G", "管理操作员和学校参数"
        ),
        ActionSpec(
            "operators.no_administrator", "撤下管理员", "undo", "Ctrl+Alt+H", "最后一位不能撤下"
        ),
        ActionSpec("operators.suspend", "停用", "reject", "Ctrl+Alt+X", "所选操作员不能再进入"),
        ActionSpec(
            "operators.recovery", "制作恢复码", "print", "Ctrl+Alt+V", "管理员忘记密码时开封使用"
        ),
        ActionSpec("operators.departure", "登记离岗", "calendar", "Ctrl+Alt+E", "某人离开学校"),
        ActionSpec("window.password", "改我的密码", "lock", "Ctrl+Alt+M", "设置或更换自己的密码"),
        ActionSpec("window.lock", "锁屏", "lock", "Ctrl+Alt+L", "离开座位时锁上，回来接着做"),
        ActionSpec("window.help", "本页帮助", "help", "F1", "说明这一页是做什么的、能做什么"),
        ActionSpec("window.keys", "快捷键一览", "info", "Shift+F1", "列出全部操作和快捷键，可打印"),
        ActionSpec("window.quit", "退出", "close", "Ctrl+Q", "关闭账簿和窗口"),
        *SAFETY_ACTIONS,
    )
}
