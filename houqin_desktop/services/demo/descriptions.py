"""How the demo school described its cards: columns of type and school, pictures, old codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.card_fields import FieldShape
from houqin_desktop.resources import resource_path
from houqin_desktop.services.assets.custom_fields import DeclareField
from houqin_desktop.services.assets.drafts import CorrectAsset, RegisterAsset
from houqin_desktop.services.assets.pictures import AttachToAsset
from houqin_desktop.services.demo.happenings import Happening, codes_of, day_of
from houqin_desktop.services.draft import Draft

_DECLARED, _DESCRIBED, _OLD = map(day_of, ("2026-10-12", "2026-10-13", "2026-10-20"))
_VAN = "小型客车"
_BUILDING = "教学楼"
_COMPUTER, _BRAND = "台式计算机（教师机）", "联想"
_BOOKS = "图书（文学类）"


def descriptions() -> Iterator[Happening]:
    """Yield what was described, in the order of the days."""
    yield from _declared()
    yield from _described()
    yield from _photographed()
    yield from _brought_old_codes()


def _always(draft: Draft, _number: str) -> Draft:
    return draft


def _for(name: str, brand: str | None, make: Callable[[str], Draft], _number: str) -> Draft:
    return make(codes_of(name, 1, brand)[0])


def _declared() -> Iterator[Happening]:
    for draft in (
        DeclareField(title="责任班级", shape=FieldShape.TEXT),
        DeclareField(title="内存", shape=FieldShape.NUMBER, category="A02010100", unit="GB"),
        DeclareField(
            title="供电方式",
            shape=FieldShape.CHOICE,
            category="A02000000",
            choices=("市电", "电池"),
        ),
    ):
        yield Happening(_DECLARED, partial(_always, draft))


def _corrected(details: tuple[tuple[str, str], ...], code: str) -> Draft:
    return CorrectAsset(code=code, details=details, reason="补充卡片栏目")


def _described() -> Iterator[Happening]:
    building = (
        ("坐落位置", "示范市学府路 18 号示范小学校内东侧"),
        ("产权形式", "有产权"),
        ("权属性质", "国有"),
        ("权属证明", "不动产权证"),
        ("权属证号", "示房权证字第 0018 号"),
        ("权属人", "示范小学"),
        ("发证日期", "1999-03"),
        ("建筑结构", "砖混结构"),
        ("设计用途", "自用"),
        ("建筑面积", "2180"),
        ("竣工日期", "1998-08"),
        ("自用价值", "1126000"),
    )
    computer = (
        ("内存", "16"),
        ("供电方式", "市电"),
        ("责任班级", "五（2）班"),
        ("出厂日期", "2016-06"),
    )
    books = (("册数", "3200"), ("种数", "1460"), ("图书单价", "18.5"))
    for name, brand, details in (
        (_BUILDING, None, building),
        (_COMPUTER, _BRAND, computer),
        (_BOOKS, None, books),
    ):
        make = partial(_corrected, details)
        yield Happening(_DESCRIBED, partial(_for, name, brand, make))
    yield Happening(_DESCRIBED, partial(_always, _van()))


def _van() -> Draft:
    return RegisterAsset(
        code="TY2019000900",
        name=_VAN,
        specification="7 座",
        brand="五菱宏光",
        category="A02030503",
        unit="辆",
        original_value=6_280_000,
        acquired_on=PartialDate(2019, 8, 16),
        place="校内停车位",
        using_department="总务处",
        funding_source="专项",
        details=(
            ("车牌号", "示A·S0018"),
            ("车辆识别代号", "LZWADAGA0K0000018"),
            ("发动机号", "LAR0018"),
            ("排气量", "1.5L"),
            ("行驶证", "有"),
            ("车辆用途", "其他"),
            ("编制情况", "在编"),
            ("持证人", "示范小学"),
            ("注册登记日期", "2019-08-20"),
            ("座位数", "7"),
            ("累计里程", "43600"),
        ),
    )


def _attached(picture: str, words: str, code: str) -> Draft:
    path = resource_path(f"pictures/demo/{picture}.png")
    return AttachToAsset(code=code, file=str(path), name=words)


def _photographed() -> Iterator[Happening]:
    for name, brand, picture, words in (
        (_BUILDING, None, "building", "教学楼南面"),
        (_COMPUTER, _BRAND, "computer", "整机"),
        (_COMPUTER, _BRAND, "plate", "铭牌"),
        (_VAN, None, "van", "车辆右前方"),
    ):
        make = partial(_attached, picture, words)
        yield Happening(_DESCRIBED, partial(_for, name, brand, make))


def _brought_old_codes() -> Iterator[Happening]:
    """Yield cards from a branch school's old ledger, whose codes nobody has looked at yet."""
    for at, (name, former, price, year) in enumerate(
        (
            ("学生机", "2010104", 320_000, 2013),
            ("话筒", "2321106", 38_000, 2014),
            ("篮球架", "3710302", 460_000, 2012),
            ("显微镜", "2400301", 86_000, 2014),
            ("文件柜", "6010501", 65_000, 2011),
            ("笔记本电脑", "A02010105", 480_000, 2015),
            ("台式机", "711701", 560_000, 2004),
        ),
        start=1,
    ):
        draft = RegisterAsset(
            code=f"JT{year}{at:06d}",
            name=name,
            original_value=price,
            acquired_on=PartialDate(year, 9),
            former_category_code=former,
            unit="台" if at != 3 else "副",
            place="综合楼",
            remarks="原村小并入",
        )
        yield Happening(_OLD, partial(_always, draft))
