"""The school's parameters: each declared once, with its kind and the value it begins with.

Thresholds differ from place to place, so none of them is written into a rule; what stood on the day
of an application is frozen into the application.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from houqin_desktop.domain.day_time import read_time
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.guard_shift import (
    PATROLS_A_DAY,
    USUAL_EQUIPMENT,
    USUAL_SHIFTS,
    read_shifts,
    read_targets,
)
from houqin_desktop.domain.money import LARGEST_FEN, format_money, parse_money, plain_money
from houqin_desktop.domain.personal import LEAST_MONTHS, MOST_MONTHS
from houqin_desktop.domain.school_year import read_school_year

_FLAGS = ("否", "是")
_PREFIX = re.compile(r"[A-Z0-9\u4e00-\u9fff-]{1,12}")


class SettingKind(Enum):
    """How a parameter is written."""

    TEXT = "text"
    PREFIX = "prefix"
    MONEY = "money"
    NUMBER = "number"
    FLAG = "flag"
    SCHOOL_YEAR = "school_year"


@dataclass(frozen=True, slots=True)
class SettingSpec:
    """A parameter: its key, its Chinese title, its kind, its first value as stored.

    :param reader: what reads the text where it is more than words; it refuses what it can't read.
    """

    key: str
    title: str
    kind: SettingKind
    default: str
    least: int = 0
    most: int = LARGEST_FEN
    editable: bool = True
    optional: bool = False
    reader: Callable[[str], object] | None = None

    def store(self, text: str) -> str:
        """Return what is kept for what a person wrote.

        :raises Refused: when the text does not fit the kind.
        """
        written = text.strip()
        if self.kind is SettingKind.TEXT:
            if not written and not self.optional:
                raise Refused(f"“{self.title}”不能为空。请填写。", code="setting_empty")
            if self.reader is not None:
                self.reader(written)
            return written
        if not written and self.optional:
            return ""
        if self.kind is SettingKind.SCHOOL_YEAR:
            return read_school_year(written)
        if self.kind is SettingKind.PREFIX:
            return _prefix(written, self)
        if self.kind is SettingKind.FLAG:
            return _flag(written, self)
        number = parse_money(written) if self.kind is SettingKind.MONEY else _whole(written, self)
        if number < self.least:
            raise Refused(
                f"“{self.title}”不能小于 {self.show(str(self.least))}。请重新填写。", code="setting"
            )
        if number > self.most:
            raise Refused(
                f"“{self.title}”不能大于 {self.show(str(self.most))}。请重新填写。", code="setting"
            )
        return str(number)

    def show(self, stored: str) -> str:
        """Return the value as a person reads it."""
        return format_money(int(stored)) if self.kind is SettingKind.MONEY else self.plain(stored)

    def plain(self, stored: str) -> str:
        """Return the value as the command line writes it."""
        if self.kind is SettingKind.FLAG:
            return _FLAGS[stored == "1"]
        return plain_money(int(stored)) if self.kind is SettingKind.MONEY else stored


def _prefix(text: str, spec: SettingSpec) -> str:
    # The spelling in which codes are kept and looked up, so that a new number is found again.
    prefix = unicodedata.normalize("NFKC", text).upper()
    if _PREFIX.fullmatch(prefix) is None:
        raise Refused(
            f"“{spec.title}”须是 1 到 12 个字母、汉字或数字，可以有连字符。请重新填写。",
            code="setting",
        )
    return prefix


def _flag(text: str, spec: SettingSpec) -> str:
    if text not in _FLAGS:
        raise Refused(f"“{spec.title}”不能是“{text[:40]}”。请填“是”或“否”。", code="setting")
    return str(_FLAGS.index(text))


def _whole(text: str, spec: SettingSpec) -> int:
    if not text.isascii() or not text.isdigit():
        raise Refused(f"“{spec.title}”不能是“{text[:40]}”。请填写整数。", code="setting")
    return int(text)


SCHOOL_NAME = SettingSpec("school_name", "学校名称", SettingKind.TEXT, "示范小学")
SCHOOL_YEAR = SettingSpec("school_year", "学年", SettingKind.SCHOOL_YEAR, "", optional=True)
SETUP_PROGRESS = SettingSpec("setup_progress", "建账进度", SettingKind.TEXT, "", editable=False)
IS_DEMO = SettingSpec("is_demo", "演示数据", SettingKind.FLAG, "0", editable=False)
ASSET_PREFIX = SettingSpec("asset_prefix", "资产编号字头", SettingKind.PREFIX, "ZC")
DISPOSAL_UNIT_LIMIT = SettingSpec(
    "disposal_unit_limit_fen", "大件标准（单件原值，元）", SettingKind.MONEY, "500000", least=1
)
DISPOSAL_TOTAL_LIMIT = SettingSpec(
    "disposal_total_limit_fen", "大额标准（一次合计，元）", SettingKind.MONEY, "2000000", least=1
)
SPLITTING_DAYS = SettingSpec("splitting_days", "拆单提醒天数", SettingKind.NUMBER, "30", most=3650)
PACK_COPIES = SettingSpec("pack_copies", "上报材料份数", SettingKind.NUMBER, "3", least=1, most=9)
CAPITAL_LIMIT = SettingSpec(
    "capital_limit_fen", "固定资产起点（单价，元）", SettingKind.MONEY, "100000", least=1
)
# 课桌, 课桌椅 and books: of a batch one card, whatever a piece costs (DOMAIN.md 2.1).
BULK_CATEGORIES = SettingSpec(
    "bulk_categories",
    "大批同类（分类代码）",
    SettingKind.TEXT,
    "A05010203、A05010304、A0401",
    optional=True,
)
PURCHASE_FULL_LIMIT = SettingSpec(
    "purchase_full_limit_fen",
    "采购须财务、校长签批（合计，元）",
    SettingKind.MONEY,
    "100000",
    least=1,
)
PURCHASE_COUNCIL_LIMIT = SettingSpec(
    "purchase_council_limit_fen",
    "采购须校长办公会（合计，元）",
    SettingKind.MONEY,
    "2000000",
    least=1,
)
PURCHASE_COUNCIL_UNIT = SettingSpec(
    "purchase_council_unit_fen",
    "采购须校长办公会（单价，元）",
    SettingKind.MONEY,
    "500000",
    least=1,
)
PURCHASE_QUOTATION_LIMIT = SettingSpec(
    "purchase_quotation_limit_fen",
    "采购须三家报价（合计，元）",
    SettingKind.MONEY,
    "500000",
    least=1,
)
BACKUP_FOLDER = SettingSpec("backup_folder", "U盘备份文件夹", SettingKind.TEXT, "", optional=True)
AUTO_BACKUP_FOLDER = SettingSpec(
    "auto_backup_folder", "自动备份文件夹", SettingKind.TEXT, "", optional=True
)
BACKUP_DAYS = SettingSpec("backup_days", "备份提醒天数", SettingKind.NUMBER, "7", least=1, most=365)
SCAN_FOLDER = SettingSpec("scan_folder", "扫描件文件夹", SettingKind.TEXT, "", optional=True)
PAPER_DAYS = SettingSpec(
    "paper_days", "单据和待报废催办天数", SettingKind.NUMBER, "7", least=1, most=365
)
PLEDGE_DAYS = SettingSpec(
    "pledge_days", "学年开始几天后催签责任状", SettingKind.NUMBER, "45", most=300
)
TENANT_DAYS = SettingSpec(
    "tenant_days", "租赁合同、证照到期提前提醒天数", SettingKind.NUMBER, "30", most=365
)
IDLE_LOCK_MINUTES = SettingSpec(
    "idle_lock_minutes", "闲置几分钟后锁屏（0 为不锁）", SettingKind.NUMBER, "0", most=600
)
# 来访记录至少一年，建议三年（DOMAIN.md 6）；个人信息不长于必要。
PERSONAL_MONTHS = SettingSpec(
    "personal_months",
    "来访人个人信息保存月数",
    SettingKind.NUMBER,
    str(LEAST_MONTHS),
    least=LEAST_MONTHS,
    most=MOST_MONTHS,
)
CLOSING_TIME = SettingSpec(
    "closing_time",
    "清校时间（过后查问来访人）",
    SettingKind.TEXT,
    "17:30",
    reader=lambda text: read_time(text, "清校时间"),
)
GUARD_SHIFTS = SettingSpec(
    "guard_shifts",
    "安保班次（用；隔开）",
    SettingKind.TEXT,
    USUAL_SHIFTS,
    reader=read_shifts,
)
GUARD_EQUIPMENT = SettingSpec(
    "guard_equipment",
    "门卫器械和应有数（用；隔开）",
    SettingKind.TEXT,
    USUAL_EQUIPMENT,
    reader=read_targets,
)
PATROLS = SettingSpec(
    "patrols_a_day",
    "每天巡查次数",
    SettingKind.NUMBER,
    str(PATROLS_A_DAY),
    least=1,
    most=48,
)

DUE_SHEETS = SettingSpec("due_sheets", "到期的排查单自动开出", SettingKind.FLAG, "1")
DEVICE_DAYS = SettingSpec(
    "device_days", "安全设备到期提前几天提醒", SettingKind.NUMBER, "30", least=1, most=365
)
EVENT_DAYS = SettingSpec(
    "event_days", "必办安全活动提前几天提醒", SettingKind.NUMBER, "30", least=1, most=365
)
# 30 days by the guide of 2012, 90 by the counter-terrorism rules; the local police decide.
RECORDING_DAYS = SettingSpec(
    "recording_days", "监控录像至少保存几天", SettingKind.NUMBER, "90", least=1, most=3650
)

DUTIES = (
    "负责本室全部物品的收发、保管和登记，做到账、卡、物相符。",
    "物品分类存放，贴好标签，摆放整齐，保持室内清洁通风。",
    "借出、领用必须先登记签字，归还时当面验收，逾期及时催还。",
    "室内物品转移到别的部门，先办转移手续，不得私自调换。",
    "每学期清点一次，盘盈、盘亏、损坏如实上报总保管室。",
    "做好防火、防盗、防潮、防虫，离开时断电、关窗、锁门。",
    "不能再用的物品及时提出报废申请，未经批准不得处理。",
    "离任时会同总保管员办清移交，签字后方可离岗。",
)
KEEPER_DUTIES = SettingSpec(
    "keeper_duties", "保管员职责（用；隔开）", SettingKind.TEXT, "；".join(DUTIES)
)

SETTINGS = {
    spec.key: spec
    for spec in (
        SCHOOL_NAME,
        SCHOOL_YEAR,
        IS_DEMO,
        SETUP_PROGRESS,
        ASSET_PREFIX,
        DISPOSAL_UNIT_LIMIT,
        DISPOSAL_TOTAL_LIMIT,
        SPLITTING_DAYS,
        PACK_COPIES,
        CAPITAL_LIMIT,
        BULK_CATEGORIES,
        PURCHASE_FULL_LIMIT,
        PURCHASE_COUNCIL_LIMIT,
        PURCHASE_COUNCIL_UNIT,
        PURCHASE_QUOTATION_LIMIT,
        KEEPER_DUTIES,
        IDLE_LOCK_MINUTES,
        BACKUP_FOLDER,
        AUTO_BACKUP_FOLDER,
        BACKUP_DAYS,
        SCAN_FOLDER,
        PAPER_DAYS,
        DUE_SHEETS,
        DEVICE_DAYS,
        EVENT_DAYS,
        RECORDING_DAYS,
        PERSONAL_MONTHS,
        CLOSING_TIME,
        GUARD_SHIFTS,
        GUARD_EQUIPMENT,
        PATROLS,
        PLEDGE_DAYS,
        TENANT_DAYS,
    )
}


def setting_spec(key: str) -> SettingSpec:
    """Return the parameter of this key that a person may change; refuse any other."""
    spec = SETTINGS.get(key)
    if spec is None or not spec.editable:
        names = "、".join(f"{s.key}（{s.title}）" for s in SETTINGS.values() if s.editable)
        raise Refused(f"没有参数“{key}”。可改的参数：{names}。", code="unknown_setting")
    return spec
