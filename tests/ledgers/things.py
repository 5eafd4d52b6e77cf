"""The things of a made-up school, before anybody wrote them into a ledger."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

KINDS = (
    ("台式计算机", "A02010105", "台式计算机", "启天M4500", "联想", "台", 365_000),
    ("电脑（学生机）", "A02010105", "台式计算机", "i3/4G/500G", "方正", "台", 298_000),
    ("便携式计算机", "A02010108", "便携式计算机", "MateBook B3", "华为", "台", 478_000),
    ("投 影 仪", "A02020200", "投影仪", "CB-X05", "爱普生", "台", 459_900),
    ("触控一体机", "A02020800", "触控一体机", "F86EA", "希沃", "台", 1_780_000),
    ("空调机", "A02061804", "空调机", "KFR-50GW", "格力", "台", 338_000),
    ("办公桌", "A05010201", "办公桌", "1400×700", "育才", "张", 58_000),
    ("文件柜", "A05010502", "文件柜", "铁皮双开门", "华都", "个", 68_050),
    ("课 桌", "A05010200", "", "600×400", "", "张", 12_000),
    ("显微镜", "A02100301", "显微镜", "XSP-02", "奥特", "台", 38_000),
    ("1号教学楼避雷针", "A02000000", "设备", "", "", "套", 150_000),
    ("合计器（计算器）", "A02000000", "设备", "DL-8", "得力", "个", 9_900),
)
PLACES = ("电脑1室", "图书室", "三（1）班", "体育器材室", "校长室", "音乐室", "101", "1-2-03")
DEPARTMENTS = ("教导处", "总务处", "语文组", "数学组", "财务室")
PEOPLE = ("张建国", "李晓兰", "王志强", "赵玉珍", "欧阳一鸣", "李 明")
SUPPLIERS = ("市政府采购中心电子卖场", "湘潭华都家具厂", "")


@dataclass(slots=True)
class Thing:
    """One line of a ledger as it is in truth."""

    code: str
    name: str
    category_code: str
    category: str
    specification: str
    brand: str
    unit: str
    quantity: int
    price_fen: int
    year: int
    month: int
    day: int
    place: str
    department: str
    holder: str
    responsible: str
    keeper: str
    supplier: str
    life_years: int
    remarks: str

    @property
    def value_fen(self) -> int:
        """Return the value of all pieces."""
        return self.price_fen * self.quantity


def make_thing(chance: Random, number: int) -> Thing:
    """Return the thing with this running number."""
    name, code, category, specification, brand, unit, price = chance.choice(KINDS)
    cheap = price < 100_000
    return Thing(
        f"TY{chance.randrange(2003, 2024)}{number:06d}",
        name,
        code,
        category,
        specification,
        brand,
        unit,
        chance.choice((1, 1, 2, 5, 45, 120)) if cheap else chance.choice((1, 1, 1, 2, 6)),
        price + chance.choice((0, 0, 100, 5_000, 33)),
        chance.randrange(1998, 2024),
        chance.randrange(1, 13),
        chance.randrange(1, 29),
        chance.choice(PLACES),
        chance.choice(DEPARTMENTS),
        chance.choice(PEOPLE),
        chance.choice(PEOPLE),
        chance.choice(PEOPLE),
        chance.choice(SUPPLIERS),
        chance.choice((5, 6, 10, 15)),
        chance.choice(("", "", "", "捐赠", "旧账转入，原值按发票", "注：见附件")),
    )
