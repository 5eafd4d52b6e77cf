"""The classes under which the finance bureau adds up a school's assets (DOMAIN.md 1, 3.6).

The six of 2022 are the 门类 of the code itself. The six of 2010, which older statements of the
bureau still ask for, divide equipment into 通用 and 专用: the first twelve 大类 of 2022 are those
that were 通用设备 before.
"""

from __future__ import annotations

from houqin_desktop.domain.category import CLASS_NAMES

EDITION_2022, EDITION_2010 = "2022", "2010"
UNCLASSED = "未分类"
_LAST_GENERAL = "A0212"
_CLASSES_2010 = {
    "A01": "土地、房屋及构筑物",
    "A03": "文物和陈列品",
    "A04": "图书、档案",
    "A05": "家具、用具、装具及动植物",
    "A06": "家具、用具、装具及动植物",
}
GENERAL, SPECIAL = "通用设备", "专用设备"
# The first figure of a code of 2010 is its class.
_BY_FIRST_FIGURE = {
    "1": "土地、房屋及构筑物",
    "2": GENERAL,
    "3": SPECIAL,
    "4": "文物和陈列品",
    "5": "图书、档案",
    "6": "家具、用具、装具及动植物",
}
# Six classes of fixed assets, then what is counted beside them.
ORDER_2022 = (*CLASS_NAMES.values(), UNCLASSED)
ORDER_2010 = (
    "土地、房屋及构筑物",
    GENERAL,
    SPECIAL,
    "文物和陈列品",
    "图书、档案",
    "家具、用具、装具及动植物",
    CLASS_NAMES["A07"],
    CLASS_NAMES["A08"],
    UNCLASSED,
)
FIXED_CLASSES = 6


def bureau_class(code: str | None, edition: str, code_2010: str = "") -> str:
    """Return the class of a code of 2022 under an edition; 未分类 without a code.

    :param code_2010: the code of 2010 that the card still has; under 2010 it decides.
    """
    if edition == EDITION_2010 and code_2010[:1] in _BY_FIRST_FIGURE:
        return _BY_FIRST_FIGURE[code_2010[0]]
    if code is None:
        return UNCLASSED
    if edition == EDITION_2010:
        if code.startswith("A02"):
            return GENERAL if code[:5] <= _LAST_GENERAL else SPECIAL
        if code[:3] in _CLASSES_2010:
            return _CLASSES_2010[code[:3]]
    return CLASS_NAMES.get(code[:3], UNCLASSED)
