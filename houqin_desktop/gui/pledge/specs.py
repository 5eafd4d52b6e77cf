"""What can be done on the page 责任状, and the commands behind it."""

from __future__ import annotations

from typing import Final

from houqin_desktop.gui.action_spec import ActionSpec

ACTIONS: Final = (
    ActionSpec("page.pledge", "责任状", "signature", "Alt+4", "谁签了、谁没签，租赁单位"),
    ActionSpec("pledge.open", "开责任状", "add", "Ctrl+N", "给没签的教职工或租赁单位各开一份"),
    ActionSpec("pledge.departments", "部门责任状", "department", "Ctrl+D", "由负责人代表部门签"),
    ActionSpec("pledge.print", "打印待签", "print", "Ctrl+Shift+P", "待签的全部印成一份"),
    ActionSpec("pledge.sign", "批量登记", "signature", "Ctrl+R", "签回来的一次登记"),
    ActionSpec("pledge.withdraw", "批量撤销", "withdraw", "Ctrl+Shift+T", "所选没签齐的撤销"),
    ActionSpec("pledge.adopt", "启用文本", "copy", "Ctrl+Alt+A", "用上年的或示范的文本"),
    ActionSpec("pledge.text", "改文本", "edit", "Ctrl+M", "写新的一版；是否重签由你定"),
    ActionSpec("pledge.withdraw_text", "撤销文本", "reject", "Ctrl+Alt+X", "不用的一版，或恢复"),
    ActionSpec("pledge.tenant", "登记租赁单位", "people", "Ctrl+Shift+N", "租了学校场所的"),
    ActionSpec("pledge.correct_tenant", "更正单位", "edit", "F2", "改名称、联系人和备注"),
    ActionSpec("pledge.withdraw_tenant", "撤销单位", "undo", "Ctrl+Alt+G", "登记错的，或恢复"),
    ActionSpec("pledge.telephone", "登记电话", "person", "Ctrl+Alt+K", "电话另存，只显示首尾"),
    ActionSpec("pledge.reveal", "查看电话", "lock", "Ctrl+Alt+E", "看完整的，会留记录"),
    ActionSpec("pledge.contract", "续签合同", "calendar", "Ctrl+U", "再登记一份合同"),
    ActionSpec("pledge.correct_contract", "更正合同", "edit", "Ctrl+Alt+J", "所选合同写错了"),
    ActionSpec("pledge.end_contract", "终止合同", "reject", "Ctrl+B", "提前终止，或恢复履行"),
    ActionSpec("pledge.paper", "登记证照", "attach", "Ctrl+L", "执照、健康证，哪天到期"),
    ActionSpec("pledge.drop_paper", "取下证照", "close", "Ctrl+Alt+Q", "换新了或登记错的"),
)
COMMANDS: Final = {
    "pledge.open": "open_pledges",
    "pledge.departments": "open_pledges",
    "pledge.print": "print_pledges",
    "pledge.sign": "sign_pledges",
    "pledge.withdraw": "withdraw_pledges",
    "pledge.adopt": "adopt_pledge_texts",
    "pledge.text": "write_pledge_text",
    "pledge.withdraw_text": "withdraw_pledge_text",
    "pledge.tenant": "add_tenant",
    "pledge.correct_tenant": "correct_tenant",
    "pledge.withdraw_tenant": "withdraw_tenant",
    "pledge.telephone": "keep_tenant_telephone",
    "pledge.reveal": "reveal_personal",
    "pledge.contract": "add_tenancy",
    "pledge.correct_contract": "correct_tenancy",
    "pledge.end_contract": "end_tenancy",
    "pledge.paper": "add_tenant_paper",
    "pledge.drop_paper": "drop_tenant_paper",
}
