"""The books of the tour: the demo school, a book just made, and one in which every name is long."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.calendar import FixedClock, PartialDate
from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.assets.drafts import RegisterAsset
from houqin_desktop.services.demo.making import DEMO_NOW, make_demo
from houqin_desktop.services.disposal.drafts import ApplyDisposal, RecordSignature
from houqin_desktop.services.people.storerooms import AddStoreroom
from houqin_desktop.services.people.verbs import AddDepartment, AddPerson, Appoint
from houqin_desktop.services.session import create_book, open_session

if TYPE_CHECKING:
    from pathlib import Path

    from houqin_desktop.services.session import Session

NOW: Final = FixedClock(DEMO_NOW)
LONG_SCHOOL: Final = "湘潭市雨湖区和平街道人民政府第一示范实验小学（东校区）"
LONG_PERSON: Final = "古丽巴哈尔·阿卜杜热合曼·买买提江"
LONG_ROOM: Final = "多媒体与现代教育技术装备中心第二分保管室（综合楼四楼）"
LONG_DEPARTMENT: Final = "教师专业发展与教育教学质量监测评价中心"
LONG_THING: Final = "多功能交互式电子白板及配套短焦投影书写教学系统（含移动支架、展台与中控）"
LONG_MODEL: Final = "HiteVision HV-I8690E-Pro/Plus 86英寸 4K 双系统 i7-12700/16G/512G"
LONG_PLACE: Final = "综合楼四楼东侧第二多媒体教室后方储藏间左手第三排货架最上层"

LEDGER: Final = (
    ("示范小学固定资产明细账", None, None, None, None, None, None, None),
    ("财产编号", "品名", "规格型号", "单位", "数量", "金额", "购置时间", "保管人"),
    ("TY1995000001", "台式计算机", "486DX2/66", "台", 1, 8600, "1995-09", "欧阳明"),
    ("TY1995000002", "打印机", "LQ-1600K", "台", 1, 3200, "1996-05", "欧阳明"),
    ("DJ2015001", "投影机", "EB-C301", "台", 2, "约9000", 2015.1, "欧阳明"),
    ("DJ2015002", "电子白板", "78寸", "块", "若干", 6800, "2015-03", "李敏"),
    ("DJ2015003", "功放", "AV-2012", "台", 1, 860, "15.9", "古月"),
    ("DJ2015004", "无线话筒", "TS-6700", "套", 4, "3,120.00元", "2015年10月", "周𬭛"),
    (None, "小计", None, None, 8, 19780, None, None),
)


def books_in(folder: Path) -> dict[str, Path]:
    """Return where the three books of a folder lie, by what the pictures call them."""
    named = {"演示": "demo", "空账簿": "empty", "最长的名字": "long"}
    return {title: folder / f"{name}.houqin" for title, name in named.items()}


def make_books(folder: Path) -> dict[str, Path]:
    """Make the three books in this folder; return them by what the pictures call them."""
    books = books_in(folder)
    demo, empty, long = books.values()
    make_demo(demo)
    create_book(empty, school="示范小学", keeper="保管员", clock=NOW)
    create_book(long, school=LONG_SCHOOL, keeper=LONG_PERSON, clock=NOW)
    _fill_with_long_names(long)
    return books


def write_doubtful_ledger(folder: Path) -> Path:
    """Write an old ledger as schools keep them: a title, doubtful dates, a sub-total."""
    from openpyxl import Workbook

    path = folder / "旧台账.xlsx"
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "电教"
    for row in LEDGER:
        sheet.append(row)
    workbook.save(path)
    return path


def _fill_with_long_names(path: Path) -> None:
    session = open_session(path, clock=NOW)
    with closing(session):
        session.run(AddStoreroom(name=LONG_ROOM))
        session.run(AddDepartment(name=LONG_DEPARTMENT))
        for number, post in enumerate(Post, start=2):
            session.run(AddPerson(name=f"{LONG_PERSON}{'一二三四五六七八'[number - 2]}"))
            if post is not Post.HEAD_STOREKEEPER:
                room = LONG_ROOM if post.needs_storeroom else None
                session.run(Appoint(person=f"P{number:04d}", post=post, storeroom=room))
        codes = [_register(session, number) for number in range(1, 31)]
        large = session.run(_application(codes[:6])).number
        session.run(RecordSignature(number=large or "", step="finance", opinion=LONG_PLACE))
        session.run(_application(codes[20:]))


def _register(session: Session, number: int) -> str:
    draft = RegisterAsset(
        code=f"43030220261122-资产-{number:012d}",
        name=LONG_THING,
        specification=LONG_MODEL,
        brand="HiteVision 鸿合科技股份有限公司",
        category="A02020700",
        unit="台（套）",
        quantity=1 if number <= 20 else 128,
        original_value=9_999_999_999 if number <= 20 else 128_000,
        acquired_on=PartialDate(1995, 9),
        storeroom=LONG_ROOM,
        using_department=LONG_DEPARTMENT,
        place=LONG_PLACE,
        holder="P0002",
        responsible="P0003",
        keeper="P0004",
        funding_source="市级义务教育学校标准化建设专项补助资金",
        remarks=f"{LONG_PLACE}，{LONG_THING}。" * 2,
    )
    code = session.run(draft).number
    assert code is not None
    return code


def _application(codes: list[str]) -> ApplyDisposal:
    return ApplyDisposal(
        kind=VoucherKind.SCRAP,
        assets=tuple(codes),
        reason=DisposalReason.BEYOND_REPAIR,
        reason_note=f"{LONG_THING}的{LONG_MODEL}，{LONG_PLACE}，多次维修仍不能恢复使用功能",
        residual_advice="交有资质的电子废弃物回收处理单位公开回收，残值收入全额上缴国库",
        appraised_on=date(2026, 11, 20),
        appraisal_names="、".join([LONG_PERSON] * 3),
        appraisal_conclusion="主要部件老化失效，配件停产，维修费用超过原值的百分之五十，建议报废",
    )
