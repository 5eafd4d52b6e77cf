"""Vouchers (单据), their states, and the routes of signatures that they follow.

A route is data: ordered stages of steps. Steps of one stage may be signed in either order; no
stage begins before the one above it is complete. The database holds the same routes and
refuses what this page refuses.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.people import Post


class VoucherKind(Labelled):
    """What a voucher is; the prefix opens its number (DOMAIN.md section 4)."""

    SCRAP = "scrap", "报废"
    WRITE_OFF = "write_off", "报损"
    REVERSAL = "reversal", "红字冲销"
    RECEIPT = "receipt", "入库"
    ISSUE = "issue", "领用"
    LOAN = "loan", "借用"
    TAKE_BACK = "take_back", "归还"
    RESTOCK = "restock", "退库"
    TRANSFER = "transfer", "转移"
    HANDOVER = "handover", "交接"
    STOCKTAKE = "stocktake", "盘亏"
    GATE_PASS = "gate_pass", "物品出门"
    STOCK_REVERSAL = "stock_reversal", "物品红字冲销"
    PURCHASE_REQUEST = "purchase_request", "采购申请"
    PURCHASE = "purchase", "采购"
    ACCEPTANCE = "acceptance", "验收"
    PLEDGE = "pledge", "责任状"
    REPAIR = "repair", "报修"
    INSPECTION = "inspection", "排查"
    RECTIFICATION_NOTICE = "rectification_notice", "整改通知"

    @property
    def prefix(self) -> str:
        """Return the two letters before the year in the voucher's number."""
        return {
            VoucherKind.SCRAP: "BF",
            VoucherKind.WRITE_OFF: "BS",
            VoucherKind.REVERSAL: "HC",
            VoucherKind.RECEIPT: "RK",
            VoucherKind.ISSUE: "LY",
            VoucherKind.LOAN: "JY",
            VoucherKind.TAKE_BACK: "GH",
            VoucherKind.RESTOCK: "TK",
            VoucherKind.TRANSFER: "DB",
            VoucherKind.HANDOVER: "JJ",
            VoucherKind.STOCKTAKE: "PK",
            VoucherKind.GATE_PASS: "CM",
            VoucherKind.STOCK_REVERSAL: "CX",
            VoucherKind.PURCHASE_REQUEST: "CG",
            VoucherKind.PURCHASE: "DD",
            VoucherKind.ACCEPTANCE: "YS",
            VoucherKind.PLEDGE: "ZR",
            VoucherKind.REPAIR: "WX",
            VoucherKind.INSPECTION: "YH",
            VoucherKind.RECTIFICATION_NOTICE: "ZG",
        }[self]


class DisposalKind(Labelled):
    """The kinds for which one can apply; the third follows from a case that was written off."""

    SCRAP = "scrap", "报废"
    WRITE_OFF = "write_off", "报损"


class VoucherState(Labelled):
    """How far a voucher has come."""

    SIGNING = "signing", "签批中"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "已批准"
    EXECUTED = "executed", "已下账"
    REJECTED = "rejected", "不同意"
    WITHDRAWN = "withdrawn", "已撤回"


class VoucherEvent(Labelled):
    """What can happen to a voucher on its way."""

    SIGN = "sign", "登记签字"
    COMPLETE = "complete", "签字齐全"
    RETURN = "return", "退回"
    RESUBMIT = "resubmit", "重新提交"
    CHANGE = "change", "修改"
    REJECT = "reject", "不同意"
    WITHDRAW = "withdraw", "撤回"
    WRITE_OFF = "write_off", "下账"
    REVERSE = "reverse", "冲销"
    POST = "post", "入账"


TRANSITIONS: dict[tuple[VoucherState, VoucherEvent], VoucherState] = {
    (VoucherState.SIGNING, VoucherEvent.SIGN): VoucherState.SIGNING,
    (VoucherState.SIGNING, VoucherEvent.COMPLETE): VoucherState.APPROVED,
    (VoucherState.SIGNING, VoucherEvent.CHANGE): VoucherState.SIGNING,
    (VoucherState.SIGNING, VoucherEvent.RETURN): VoucherState.RETURNED,
    (VoucherState.SIGNING, VoucherEvent.REJECT): VoucherState.REJECTED,
    (VoucherState.SIGNING, VoucherEvent.WITHDRAW): VoucherState.WITHDRAWN,
    (VoucherState.RETURNED, VoucherEvent.RESUBMIT): VoucherState.SIGNING,
    (VoucherState.RETURNED, VoucherEvent.WITHDRAW): VoucherState.WITHDRAWN,
    (VoucherState.APPROVED, VoucherEvent.WITHDRAW): VoucherState.WITHDRAWN,
    (VoucherState.APPROVED, VoucherEvent.WRITE_OFF): VoucherState.EXECUTED,
    (VoucherState.APPROVED, VoucherEvent.REVERSE): VoucherState.EXECUTED,
    (VoucherState.APPROVED, VoucherEvent.POST): VoucherState.EXECUTED,
}


def next_state(
    state: VoucherState, event: VoucherEvent, number: str, word: str = ""
) -> VoucherState:
    """Return the state after the event.

    :param word: how the state is called on papers of this kind, by default as on a disposal.
    :raises Refused: when the table has no such step.
    """
    after = TRANSITIONS.get((state, event))
    if after is None:
        raise Refused(
            f"单据 {number} 现在是“{word or state.label}”，不能{event.label}。"
            "请先查看单据的办理进度。",
            code="state",
        )
    return after


class Decision(Labelled):
    """What the hand on the paper said."""

    AGREE = "agree", "同意"
    RETURN = "return", "退回"
    REJECT = "reject", "不同意"


class Party(Labelled):
    """Who signs a slip for himself, not for a post: the slip names the person."""

    GIVER = "giver", "移交人"
    TAKER = "taker", "接收人"
    WITNESS = "witness", "监盘人"
    USER = "user", "使用部门"


class Body(Labelled):
    """An outside body that answers with a document of its own."""

    EDUCATION_BUREAU = "education_bureau", "市教育局"
    FINANCE_BUREAU = "finance_bureau", "市财政局"
    TENANT = "tenant", "租赁单位"
    REPAIR_FIRM = "repair_firm", "维修单位"


@dataclass(frozen=True, slots=True)
class Step:
    """One signature box of a route.

    A post of the school, a party of the slip or an outside body signs it. `document_title` names
    the number that has to be recorded with the signature (纪要号, 批复文号), if one has.
    `by_office`: only the office puts it on record, no 分保管员, for it moves things between rooms.
    `apart`: whoever holds the post signs only where he is no party of the slip.
    """

    key: str
    stage: int
    title: str
    post: Post | None = None
    party: Party | None = None
    body: Body | None = None
    document_title: str = ""
    prompts: tuple[str, ...] = ("签字",)
    seal: bool = True
    by_office: bool = False
    apart: bool = False

    @property
    def signs_as(self) -> Post | Party | None:
        """Return the post or the party that signs, None for an outside body."""
        return self.post if self.post is not None else self.party


@dataclass(frozen=True, slots=True)
class Route:
    """An ordered list of signatures that a voucher of some kind and size needs."""

    name: str
    title: str
    steps: tuple[Step, ...]

    def step(self, key: str) -> Step:
        """Return the step with this key; refuse a key that the route has not."""
        for step in self.steps:
            if step.key == key:
                return step
        names = "、".join(f"{step.key}（{step.title}）" for step in self.steps)
        raise Refused(
            f"“{self.title}”没有签批步骤“{key}”。可填的步骤：{names}。", code="unknown_step"
        )

    def due(self, signed: Collection[str]) -> tuple[Step, ...]:
        """Return the steps whose turn it is, given the keys already signed."""
        open_steps = [step for step in self.steps if step.key not in signed]
        if not open_steps:
            return ()
        stage = min(step.stage for step in open_steps)
        return tuple(step for step in open_steps if step.stage == stage)

    def require_due(self, key: str, signed: Collection[str]) -> Step:
        """Return the step if it is its turn.

        :raises Refused: when it is signed already or when others come first.
        """
        step = self.step(key)
        if key in signed:
            raise Refused(
                f"“{step.title}”已经签过字，不能重复登记。请核对步骤。", code="already_signed"
            )
        due = self.due(signed)
        if step not in due:
            names = "、".join(other.title for other in due)
            raise Refused(f"还没有轮到“{step.title}”签字。请先登记：{names}。", code="step_order")
        return step
