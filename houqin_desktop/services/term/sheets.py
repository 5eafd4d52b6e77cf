"""The papers of a term: 需求汇总, 发放签收表 a grade a sheet, and 水电检修表."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.domain.sheet import SignatureBox
from houqin_desktop.domain.term import GroupKind, grade_name
from houqin_desktop.services.reports.catalogue import printed_words
from houqin_desktop.services.reports.lists import LEDGER_BOXES, numbered
from houqin_desktop.services.session import Session
from houqin_desktop.services.settings import school_name
from houqin_desktop.services.term.finding import title_of
from houqin_desktop.services.term.needs import Recipient, Share, TermNeeds, needs_of
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.stock import StockItem
from houqin_desktop.storage.term import TermGroup, TermPlan, checks_of, issues_in_plan

COUNT, CENTRED = PaperKind.COUNT, PaperKind.CENTRED
NEED_COLUMNS: Final = (
    PaperColumn("序号", CENTRED),
    PaperColumn("物品编号"),
    PaperColumn("名称", wraps=True),
    PaperColumn("规格型号", wraps=True),
    PaperColumn("单位", CENTRED),
    PaperColumn("需求", COUNT),
    PaperColumn("已发", COUNT, dashed=True),
    PaperColumn("未发", COUNT, dashed=True),
    PaperColumn("库存", COUNT, dashed=True),
    PaperColumn("需购", COUNT, dashed=True),
)
CHECK_COLUMNS: Final = (
    PaperColumn("序号", CENTRED),
    PaperColumn("检查项目", wraps=True),
    PaperColumn("计划日期", CENTRED),
    PaperColumn("负责人", CENTRED, wraps=True),
    PaperColumn("完成日期", CENTRED),
    PaperColumn("检查人", CENTRED, wraps=True),
    PaperColumn("情况", wraps=True),
    PaperColumn("　　签名　　", CENTRED),
)
# So many items have room beside each other between the names and the place to sign.
MOST_ITEMS: Final = 7
STAFF, OTHERS = "教师", "其他"
_CHECK_BOXES: Final = tuple(
    SignatureBox(title, (), seal=False) for title in ("检修负责人", "总务主任", "主管领导")
)
_HAND_OUT_BOXES: Final = tuple(
    SignatureBox(title, (), seal=False) for title in ("发放人", "保管员", "总务主任")
)
_NEED_NOTE: Final = "需购 = 未发 − 各保管室现有库存，不足零按零；人数或套餐改动后重新计算。"


def needs_sheet(session: Session, plan: TermPlan) -> ListSheet:
    """Return 需求汇总: each item with what is needed, handed out, there and to be bought."""
    rows = [
        (
            one.item.code,
            one.item.name,
            one.item.specification,
            one.item.unit,
            one.need.wanted,
            one.need.handed,
            one.need.open,
            one.need.lying,
            one.need.to_buy,
        )
        for one in needs_of(session, plan).items
    ]
    sheet = _sheet(session, plan, "开学需求汇总", NEED_COLUMNS, numbered(rows))
    return replace(sheet, boxes=LEDGER_BOXES, notes=(_NEED_NOTE,))


def checks_sheet(session: Session, plan: TermPlan) -> ListSheet:
    """Return 水电检修表: the check list of the term, to be filled in and signed by hand."""
    people: dict[int | None, str] = {one.id: one.name for one in Person.every()}
    rows = [
        (
            check.title,
            "" if check.planned_on is None else check.planned_on.isoformat(),
            people.get(check.responsible_id, ""),
            "" if check.done_on is None else check.done_on.isoformat(),
            people.get(check.done_by_id, ""),
            check.remarks,
            "",
        )
        for check in checks_of(plan.id)
    ]
    sheet = _sheet(session, plan, "开学前水电检修表", CHECK_COLUMNS, numbered(rows))
    return replace(sheet, boxes=_CHECK_BOXES, signed_rows=True)


def signing_sheets(session: Session, plan: TermPlan, only: str | None = None) -> list[ListSheet]:
    """Return 发放签收表, a grade a sheet; what has no room beside each other follows on another.

    :param only: the one grade, 教师 or 其他.
    :raises Refused: for a grade that gets nothing.
    """
    needs = needs_of(session, plan)
    numbers = _numbers(plan)
    parts = _parts(needs)
    if only is not None and only not in parts:
        raise Refused(
            f"{title_of(plan)}没有发给“{only}”的东西。可选：{'、'.join(parts) or '无'}。",
            code="unknown_group",
        )
    chosen = {name: part for name, part in parts.items() if only in (None, name)}
    sheets = [
        sheet
        for name, shares in chosen.items()
        for sheet in _signing(session, plan, name, shares, numbers)
    ]
    return sheets or list(_signing(session, plan, "", [], numbers))


def part_of_group(group: TermGroup) -> str:
    """Return on which sheet a group signs: that of its grade, 教师 or 其他."""
    if group.kind is GroupKind.TEACHERS:
        return f"{grade_name(group.grade)}{STAFF}"
    return grade_name(group.grade) or OTHERS


def _parts(needs: TermNeeds) -> dict[str, list[Share]]:
    parts: dict[str, list[Share]] = {}
    for share in needs.shares:
        if share.wanted:
            parts.setdefault(part_of_group(share.recipient.group), []).append(share)
    return dict(sorted(parts.items(), key=lambda one: _order(one[1][0].recipient)))


def _order(recipient: Recipient) -> tuple[bool, int]:
    staff = recipient.group.kind is GroupKind.TEACHERS
    return staff, recipient.group.grade or 99


def _numbers(plan: TermPlan) -> dict[tuple[int, int], list[str]]:
    numbers: dict[tuple[int, int], list[str]] = {}
    for group, taker, _, number, _ in issues_in_plan(plan.id):
        numbers.setdefault((group, taker), []).append(number)
    return numbers


def _signing(
    session: Session,
    plan: TermPlan,
    name: str,
    shares: Sequence[Share],
    numbers: dict[tuple[int, int], list[str]],
) -> Iterator[ListSheet]:
    """Yield the sheets of one grade: as many as its items need."""
    recipients = list({id(share.recipient): share.recipient for share in shares}.values())
    own = {id(one): numbers.get((one.group.id, one.taker_id or 0), []) for one in recipients}
    pieces = {
        (id(share.recipient), share.item.id): count
        for share in shares
        if (count := _said(share, is_issued=bool(own[id(share.recipient)])))
    }
    given = {item for _, item in pieces}
    items = list({one.item.id: one.item for one in shares if one.item.id in given}.values())
    for start in range(0, max(len(items), 1), MOST_ITEMS):
        part = items[start : start + MOST_ITEMS]
        rows = [
            (
                one.group.name,
                one.taker,
                *(pieces.get((id(one), item.id)) for item in part),
                "、".join(own[id(one)]),
                "",
            )
            for one in recipients
        ]
        going_on = "（续）" if start else ""
        title = f"开学发放签收表{f'　{name}' if name else ''}{going_on}"
        sheet = _sheet(session, plan, title, _signing_columns(part), numbered(rows))
        yield replace(sheet, boxes=_HAND_OUT_BOXES, signed_rows=True, grand_total=bool(rows))


def _said(share: Share, *, is_issued: bool) -> int:
    """Return what somebody was handed of an item; before he has a slip, what he is to get."""
    return share.wanted - share.open if is_issued else share.wanted


def _signing_columns(items: Sequence[StockItem]) -> tuple[PaperColumn, ...]:
    return (
        PaperColumn("序号", CENTRED),
        PaperColumn("班级", wraps=True),
        PaperColumn("姓名", CENTRED, wraps=True),
        *(
            PaperColumn(f"{item.name}（{item.unit}）", COUNT, summed=True, dashed=True)
            for item in items
        ),
        PaperColumn("领用单号", CENTRED, wraps=True),
        PaperColumn("　　　签名　　　", CENTRED),
    )


def _sheet(
    session: Session,
    plan: TermPlan,
    title: str,
    columns: tuple[PaperColumn, ...],
    rows: tuple[tuple[SheetCell, ...], ...],
) -> ListSheet:
    return ListSheet(
        name="term_plan",
        title=f"{title_of(plan)}{title}",
        school=school_name(),
        fields=(
            ("计划编号", plan.code),
            ("开学日期", chinese_date(plan.begins_on)),
            ("项数", f"{len(rows):,}"),
        ),
        columns=columns,
        sections=(PaperSection("", rows),) if rows else (),
        printed=printed_words(session, title),
        grand_total=False,
    )
