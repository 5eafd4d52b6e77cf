"""国标分类、导入批次、流水: what the book refers to, where it came from, what happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.assets.categories import categories
from houqin_desktop.services.commands import all_commands
from houqin_desktop.services.registers.listing import (
    Cell,
    Column,
    ColumnKind,
    Filter,
    Index,
    Register,
    Sort,
)
from houqin_desktop.services.registers.pinyin import search_text
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.services.words.journal import JournalWords
from houqin_desktop.services.words.safety_subjects import SAFETY_SUBJECTS
from houqin_desktop.storage.asset_register import counts
from houqin_desktop.storage.register_queries import batches, journal_keys, journal_rows

QUANTITY = ColumnKind.QUANTITY


def _categories(_session: Session) -> list[RegisterRow]:
    used = counts("category_code")
    rows = []
    for key, entry in enumerate(categories().values(), start=1):
        cards = used.get(entry.code, 0)
        rows.append(
            RegisterRow(
                key,
                (
                    entry.code,
                    entry.name,
                    entry.unit,
                    "、".join(entry.aliases),
                    entry.min_years,
                    cards,
                ),
                facets=frozenset({("used", "yes" if cards else "no")}),
            )
        )
    return rows


def _batches(_session: Session) -> list[RegisterRow]:
    from houqin_desktop.domain.ledger.headers import LedgerKind

    kinds = (LedgerKind.ASSETS, LedgerKind.STOCK)
    return [
        RegisterRow(
            key,
            (*cells, kinds[of_stock].label, "在账" if undone_on is None else "已撤回", undone_on),
        )
        for key, *cells, of_stock, undone_on in batches()
    ]


class JournalRegister:
    """The journal, the newest entry first; it is never sorted any other way."""

    name = "journal"
    title = "流水"
    columns = (
        Column("流水号", QUANTITY, width=80),
        Column("记录时间", width=170),
        Column("业务日期", ColumnKind.DATE, width=100),
        Column("经办人", width=80),
        Column("操作", width=120),
        Column("对象", width=110),
        Column("对象编号", width=120),
        Column("变动前", width=220),
        Column("变动后", width=260),
        Column("校验值", width=90),
    )

    def index(self, filters: tuple[Filter, ...] = (), sort: tuple[Sort, ...] = ()) -> Index:
        """Return the seqs, the newest first."""
        if filters or sort:
            raise Refused("流水只按先后排列，不能筛选或改变次序。请用搜索。", code="journal_order")
        keys = journal_keys()
        blank = [0] * len(keys)
        return Index(keys, blank, blank)

    def rows(self, keys: Sequence[int]) -> list[tuple[Cell, ...]]:
        """Return the rows with Chinese words for what was done to what."""
        found = journal_rows(keys)
        titles = {name: spec.title for name, spec in all_commands().items()}
        words = JournalWords((row[5], row[6], row[7], row[8]) for row in found.values())
        rows: list[tuple[Cell, ...]] = []
        for key in keys:
            seq, recorded, on, who, verb, subject, subject_key, before, after, hash_ = found[key]
            rows.append(
                (
                    seq,
                    recorded.replace("T", " "),
                    on,
                    who,
                    titles.get(verb, verb),
                    SUBJECTS.get(subject, subject),
                    words.subject(subject, subject_key),
                    words.words(before),
                    words.words(after),
                    hash_[:8],
                )
            )
        return rows

    def texts(self, keys: Sequence[int]) -> list[str]:
        """Return who, what and the row images, to be searched as written."""
        return [
            search_text(*(str(cell) for cell in row[2:7])) + f"\n{row[7] or ''}\n{row[8]}".lower()
            for row in self.rows(keys)
        ]


SUBJECTS = {
    "setting": "参数",
    "location": "位置",
    "person": "人员",
    "department": "部门",
    "storeroom": "保管室",
    "place": "存放地点",
    "appointment": "任期",
    "operator": "操作员",
    "recovery_code": "恢复码",
    "import_batch": "导入批次",
    "import_undo": "撤回导入",
    "import_layout": "台账认法",
    "asset": "资产卡片",
    "custody": "责任人员",
    "value_change": "价值变动",
    "asset_split": "拆分",
    "card_field": "卡片栏目",
    "card_value": "栏目内容",
    "asset_picture": "卡片图片",
    "number_sequence": "编号序列",
    "attachment": "附件",
    "voucher": "单据",
    "voucher_sheet": "单据底稿",
    "voucher_printing": "打印记录",
    "signature": "签字",
    "signature_scan": "扫描件",
    "disposal": "报废报损",
    "disposal_line": "报废报损行",
    "residual": "残值",
    "appraisal": "技术鉴定",
    "appraiser": "鉴定人",
    "appraisal_line": "技术鉴定行",
    "disposal_appraisal": "引用的鉴定",
    "disposal_paper": "申报材料",
    "disposal_report": "报损报告",
    "reversal": "红字冲销",
    "posting": "移动",
    "count_session": "清查",
    "count_room": "清查的保管室",
    "count_line": "盘点行",
    "count_surplus": "盘盈",
    "count_finding": "盘点差异",
    "count_sheet": "清查签结内容",
    "count_signature": "清查签字",
    "handed_card": "交出的卡片",
    "handover_stock": "移交的物品",
    "handover_key": "移交的钥匙",
    "carried_loan": "转接的借用",
    "loan_renewal": "续借",
    "compensation": "赔偿",
    "gate_return": "出门返回",
    "reservation": "预约",
    "roster": "名单",
    "roster_member": "名单成员",
    "equipment_rule": "配备标准",
    "kit": "套餐",
    "kit_line": "套餐物品",
    "term_plan": "开学计划",
    "term_group": "发放对象",
    "term_issue": "开学发放",
    "term_check": "开学检查",
    "returned_page": "签回的纸",
    "appraisal_page": "签回的鉴定表",
    "stock_item": "物品",
    "stock_minimum": "最低库存",
    "slip": "物品单据",
    "slip_line": "物品单据行",
    "slip_document": "随附文件",
    "stock_posting": "物品收发",
    "supplier": "供应商",
    "budget_line": "预算项目",
    "purchase_request": "采购申请",
    "request_line": "采购申请行",
    "request_choice": "申请行的处理",
    "purchase": "采购单",
    "purchase_line": "采购单行",
    "quotation": "报价",
    "acceptance": "验收单",
    "acceptance_line": "验收单行",
    "accepted_serial": "出厂编号",
    "stocked_line": "验收入库行",
    "handed_receipt": "按入库单发放",
    "accounts_entry": "财务入账",
    "backup": "备份",
    "restoration": "恢复",
    "command": "操作",
} | SAFETY_SUBJECTS


def _categories_register(session: Session) -> Register:
    columns = (
        Column("分类代码", width=110),
        Column("分类名称", width=200),
        Column("计量单位", width=80),
        Column("俗名", width=220),
        Column("最低使用年限", QUANTITY, width=110),
        Column("卡片", QUANTITY, width=70),
    )
    return RowsRegister("categories", "国标分类", columns, partial(_categories, session))


def _batches_register(session: Session) -> Register:
    columns = (
        Column("批次号", width=110),
        Column("导入日期", ColumnKind.DATE, width=100),
        Column("文件", width=240),
        Column("识别", QUANTITY, width=70),
        Column("新增", QUANTITY, width=70),
        Column("更新", QUANTITY, width=70),
        Column("未变", QUANTITY, width=70),
        Column("未登记", QUANTITY, width=70),
        Column("待核实", QUANTITY, width=70),
        Column("种类", width=80),
        Column("状态", ColumnKind.STATUS, width=80),
        Column("撤回日期", ColumnKind.DATE, width=100),
    )
    return RowsRegister("batches", "导入批次", columns, partial(_batches, session))


def _journal_register(_session: Session) -> Register:
    return JournalRegister()


MAKERS = {
    "categories": _categories_register,
    "batches": _batches_register,
    "journal": _journal_register,
}
