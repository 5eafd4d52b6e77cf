"""报修单 (DOMAIN.md 4.14): what is broken where, who repaired it how, what it took, who accepts.

Printed before the work is done, it has room to write by hand what was done and what it took.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import capitals, format_money
from houqin_desktop.domain.repair import RepairResult, WorkEnd
from houqin_desktop.domain.slip import SlipColumn
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services.commands import Task
from houqin_desktop.services.loan.things import for_whom, person_name, remarks_said
from houqin_desktop.services.papers.case_view import Happening
from houqin_desktop.services.repair.hands import admit_to_repair, repair_signers
from houqin_desktop.services.repair.words import sent_words, thing_words, where_words
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.services.slips.kinds import Aftermath, SlipRule
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.repair import (
    Repair,
    RepairAssignment,
    RepairMaterial,
    RepairWork,
    latest_assignment,
    standing_work,
)
from houqin_desktop.storage.repair_sums import issues_of_repair, repair_cost, used_parts

_ROWS_BY_HAND = 4
_LINE_BY_HAND = "＿" * 40


def works_of(slip_id: int) -> list[RepairWork]:
    """Return every work on a repair that was not entered by mistake, the first one first."""
    return [
        one
        for one in RepairWork.picked("slip_id = ?", slip_id, order="position")
        if one.ended != WorkEnd.MISTAKEN
    ]


def _fields(case: SlipCase) -> tuple[tuple[str, str], ...]:
    repair, sent = Repair.get_by_id(case.slip.id), latest_assignment(case.slip.id)
    work = standing_work(case.slip.id)
    return (
        ("报修部门", for_whom(case)),
        ("报修人", person_name(case.slip.taker_id)),
        ("报修日期", case.voucher.dated_on.isoformat()),
        ("地点", where_words(repair)),
        ("维修人", "" if sent is None else sent_words(sent)),
        ("完成日期", "" if work is None else work.done_on.isoformat()),
    )


def _rows(case: SlipCase) -> tuple[tuple[str, ...], ...]:
    cells = [*_parts(case), *_works(case)]
    if standing_work(case.slip.id) is None:
        cells += [("",) * 7] * _ROWS_BY_HAND
    return tuple((str(at), *row) for at, row in enumerate(cells, start=1))


def _parts(case: SlipCase) -> Iterator[tuple[str, ...]]:
    for one in used_parts(case.slip.id):
        price = (2 * one.value_fen + one.quantity) // (2 * one.quantity)
        yield (
            one.name,
            one.specification,
            one.unit,
            f"{one.quantity:,}",
            format_money(price),
            format_money(one.value_fen),
            f"库存领料 {one.number}",
        )


def _works(case: SlipCase) -> Iterator[tuple[str, ...]]:
    for work in works_of(case.slip.id):
        for one in RepairMaterial.picked("work_id = ?", work.id, order="position"):
            yield (
                one.name,
                one.specification,
                one.unit,
                f"{one.quantity:,}",
                format_money(one.price_fen),
                format_money(one.price_fen * one.quantity),
                f"外购 {one.invoice}".rstrip(),
            )
        if work.labour_fen:
            fee = format_money(work.labour_fen)
            yield "人工费", "", "", "", "", fee, work.invoice


def _total(case: SlipCase) -> tuple[str, tuple[tuple[str, str], ...]]:
    cost = repair_cost(case.slip.id)
    if standing_work(case.slip.id) is None and not cost.total_fen:
        return "合计（大写）：人民币", ()
    total = format_money(cost.total_fen)
    return f"合计（大写）：人民币{capitals(cost.total_fen)}", (("金额（元）", total),)


def _paragraphs(case: SlipCase) -> tuple[str, ...]:
    repair, work = Repair.get_by_id(case.slip.id), standing_work(case.slip.id)
    said = [
        f"报修物品：{thing_words(repair)}",
        f"故障描述：{repair.fault}{'（附照片）' if repair.photo else ''}",
        *remarks_said(case),
        *_sending(latest_assignment(case.slip.id)),
    ]
    said += [_failed(one) for one in works_of(case.slip.id) if one.ended]
    said.append(f"维修情况：{_LINE_BY_HAND if work is None else _done(work)}")
    said.append(_outcome(None if work is None else work.result))
    if work is not None:
        cost = repair_cost(case.slip.id)
        said.append(
            f"费用：材料费 {format_money(cost.materials_fen)} 元，"
            f"人工费 {format_money(cost.labour_fen)} 元"
        )
    return tuple(said)


def _sending(sent: RepairAssignment | None) -> Iterator[str]:
    if sent is None or (sent.due_on is None and not sent.remarks):
        return
    due = "" if sent.due_on is None else f"{sent.due_on} 前完成"
    yield f"派工要求：{'，'.join(filter(None, (due, sent.remarks)))}"


def _done(work: RepairWork) -> str:
    photo = "（附照片）" if work.photo else ""
    return f"{work.started_on} 开始，{work.done_on} 完成，{work.deed}{photo}"


def _failed(work: RepairWork) -> str:
    return f"返修：{work.done_on} {work.deed}；{work.ended_on} 退回，{work.ending_reason}"


def _outcome(result: RepairResult | None) -> str:
    words = ((RepairResult.REPAIRED, "已修好"), (RepairResult.NOT_WORTH, "不值得修，建议报废"))
    boxes = "　".join(f"{'√' if result is one else '□'}{word}" for one, word in words)
    return f"维修结果：{boxes}"


def require_nothing_done(_task: Task, case: SlipCase) -> None:
    """Refuse to give a repair up once something was done or taken for it; a red document may.

    :raises Refused: `built_upon`.
    """
    if case.voucher.state is not VoucherState.SIGNING:
        return
    number = case.voucher.number
    if standing_work(case.slip.id) is not None:
        raise Refused(
            f"{number} 已经登记完工，不能撤销或不同意。没有修好的请“退回重修”，"
            "登记错了的退回时写明。",
            code="built_upon",
        )
    if issues := issues_of_repair(case.slip.id):
        raise Refused(
            f"{number} 已按 {'、'.join(issues)} 领了材料，不能撤销。请先撤销领料，或办理退库。",
            code="built_upon",
        )


def _aftermath(case: SlipCase, _today: date) -> Aftermath:
    done = tuple(_told(case))
    work = standing_work(case.slip.id)
    if case.voucher.state is VoucherState.EXECUTED:
        return replace(_to_dispose(case, work), done=done)
    if work is not None:
        return Aftermath(done=done)
    if latest_assignment(case.slip.id) is None:
        command, title, missing = "assign_repair", "派工", "还没有派工"
    else:
        command, title, missing = "finish_repair", "登记完工", "已派工，还没有完工"
    return Aftermath(command=command, title=title, is_first=True, done=done, missing=(missing,))


def _to_dispose(case: SlipCase, work: RepairWork | None) -> Aftermath:
    """Ask for the application where a card was not worth its repair and is still in the books."""
    card_id = Repair.get_by_id(case.slip.id).asset_id
    if work is None or work.result is not RepairResult.NOT_WORTH or card_id is None:
        return Aftermath()
    card = Asset.get_by_id(card_id)
    if card.status in (AssetStatus.PENDING_DISPOSAL, AssetStatus.DISPOSED):
        return Aftermath()
    return Aftermath(
        command="apply_disposal",
        title="申请报废",
        missing=(f"{card.code} {card.name}不值得修，还没有申请报废",),
        to_dispose=(card.code,),
    )


def _told(case: SlipCase) -> Iterator[Happening]:
    for sent in RepairAssignment.picked("slip_id = ?", case.slip.id, order="position"):
        who = sent_words(sent)
        yield Happening(sent.assigned_on, f"派工：{who}" if who else "撤回派工")
    for work in RepairWork.picked("slip_id = ?", case.slip.id, order="position"):
        yield Happening(work.done_on, f"完工：{work.result.label}，{work.deed}")
        if work.ended and work.ended_on is not None:
            end = WorkEnd(work.ended).label
            yield Happening(work.ended_on, f"退回重修：{end}，{work.ending_reason}")


RULES = {
    VoucherKind.REPAIR: SlipRule(
        title="报修（维修）单",
        columns=(
            SlipColumn("序号"),
            SlipColumn("名称"),
            SlipColumn("规格型号"),
            SlipColumn("单位"),
            SlipColumn("数量", figures=True),
            SlipColumn("单价（元）", figures=True),
            SlipColumn("金额（元）", figures=True),
            SlipColumn("来源和凭据"),
        ),
        fields=_fields,
        rows=_rows,
        total=_total,
        copies="一式两份：总务处、报修部门各执一份",
        paragraphs=_paragraphs,
        signers=repair_signers,
        unfinished=lambda case: standing_work(case.slip.id) is None,
        before_hand=admit_to_repair,
        before_back=require_nothing_done,
        aftermath=_aftermath,
    ),
}
