"""Sheets for the tests of paper: a sensible case, with overriding words where a test needs them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from houqin_desktop.domain.sheet import DisposalSheet, SheetLine, SignatureBox

LARGE_BOXES = (
    SignatureBox("① 保管室意见", ("签字",), seal=True),
    SignatureBox("② 财务室意见", ("签字",), seal=True),
    SignatureBox("③ 校长办公会意见", ("会议日期", "纪要号"), seal=True),
    SignatureBox("④ 市教育局审核意见", ("批复文号",), seal=True),
    SignatureBox("⑤ 市财政局审批意见", ("批复文号",), seal=True),
)
SMALL_BOXES = (
    SignatureBox("① 分保管员", ("签字",), seal=False),
    SignatureBox("② 总务室认定意见", ("签字",), seal=False),
    SignatureBox("③ 保管室认定意见", ("签字",), seal=False),
    SignatureBox("④ 主管领导审批意见", ("签字",), seal=False),
)


def line(position: int, **words: Any) -> SheetLine:
    """The 1995 computer at this position."""
    return replace(
        SheetLine(
            position=position,
            code=f"TY1995{position:06d}",
            name="台式计算机",
            specification="联想 开天 486/66 14″",
            class_name="设备",
            unit="台",
            quantity=1,
            unit_price_fen=860000,
            original_value_fen=860000,
            acquired_on="1995-09-01",
            prescribed_life="6年",
            used_life="31年2个月",
            accumulated_fen=860000,
            net_value_fen=0,
            place="电脑2室",
            reason="",
        ),
        **words,
    )


def lines(count: int, **words: Any) -> tuple[SheetLine, ...]:
    """So many computers of one batch."""
    return tuple(line(position, **words) for position in range(1, count + 1))


def large(count: int = 6, **words: Any) -> DisposalSheet:
    """An approval form of the large route."""
    return replace(
        DisposalSheet(
            school="示范小学",
            title="大件（大额）固定资产报废（报损）审批表",
            large=True,
            number="BF20260003",
            version=1,
            kind="报废",
            proposer="保管室、财务室（联合）",
            applicant="陈静",
            storeroom="电教保管室",
            applied_on="2026-11-18",
            lines=lines(count),
            reason="已超规定使用年限，主板老化无法修复，技术鉴定组（3 人）认定无使用价值。",
            residual_advice="交有资质单位回收，收入上缴国库。",
            appraisal="",
            warnings=(),
            rule="",
            boxes=LARGE_BOXES,
            copies="一式四份：学校、财务室、市教育局、市财政局各执一份",
            head="118:9f3c2a71",
        ),
        **words,
    )


def small(count: int = 3, **words: Any) -> DisposalSheet:
    """An application of the small route."""
    base = replace(
        large(count),
        title="固定资产报废（报损）申请单",
        large=False,
        number="BF20260007",
        proposer="图书保管室",
        storeroom="图书保管室",
        boxes=SMALL_BOXES,
        copies="一式三份：总务室（保管室）、财务室、申请部门各执一份",
    )
    return replace(base, **words)
